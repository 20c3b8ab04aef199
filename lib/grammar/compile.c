#include "grammar/compile.h"

#include "grammar/language.h"
#include "grammar/regex.h"
#include "text/utf8.h"

#include <stdio.h>

enum { MOST_GROUPS = 63, HINT_SIZE = 512 };

static const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED | PCRE2_NEVER_BACKSLASH_C;

/* Reports a fault at byte `at` of the expansion where it is written: in a fragment, if it is one.
 */
static void found_fault(const struct fragments *fragments, const struct element *element,
                        const struct expansion *expansion, size_t at, int code)
{
    PCRE2_UCHAR message[200];
    size_t place;
    if (code == PCRE2_ERROR_HEAP_FAILED) {
        giji_found_memory(fragments->findings);
        return;
    }
    pcre2_get_error_message(code, message, sizeof message);
    const struct origin *origin = giji_expansion_origin(expansion, at, &place);
    const char *hint = "patterns are PCRE2; white space and # count only behind a backslash";
    if (origin->element == element && !giji_element_is(element, "fragment"))
        giji_found(fragments->findings, element->file, place, hint, "bad pattern: %s",
                   (char *)message);
    else
        giji_found(fragments->findings, origin->element->file, place, hint,
                   "bad pattern in the fragment '%.*s' (%s, line %u): %s",
                   GIJI_SHOW(giji_attribute(origin->element, "name")), origin->element->file->name,
                   giji_file_line(origin->element->file, origin->element->offset), (char *)message);
}

static uint32_t newline_of(enum pattern_use use)
{
    return use == PATTERN_LINES ? PCRE2_NEWLINE_ANYCRLF : PCRE2_NEWLINE_LF;
}

/* A fragment may refer to groups that only the patterns that use it have. */
static bool refers_outside(int fault)
{
    return fault == PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE;
}

static void check_fragment(const struct fragments *fragments, const struct entry *fragment,
                           struct expansion *expansion)
{
    int fault = 0;
    size_t at = 0;
    pcre2_code *code = giji_code_compile(fragments->codes, expansion->text, options,
                                         newline_of(PATTERN_FIND), &fault, &at);
    if (!code && !refers_outside(fault)) {
        found_fault(fragments, fragment->element, expansion, at, fault);
        expansion->good = false;
    }
    pcre2_code_free(code);
}

static void set_first(struct pattern *pattern, unsigned byte)
{
    pattern->first[byte / 8] |= (unsigned char)(1u << (byte % 8));
}

/* A first letter of ASCII may stand for both its cases: PCRE2 does not tell whether it does. */
static void set_first_letter(struct pattern *pattern, unsigned byte)
{
    set_first(pattern, byte);
    bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    if (letter)
        set_first(pattern, byte ^ 0x20);
}

/* `code` must not be anchored: PCRE2 studies the start of such a pattern only. */
static void read_first(struct pattern *pattern, const pcre2_code *code)
{
    uint32_t empty = 0, type = 0, unit = 0;
    const uint8_t *bitmap = NULL;
    pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &empty);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
    if (!empty && type == 1)
        set_first_letter(pattern, unit);
    else if (!empty && bitmap)
        memcpy(pattern->first, bitmap, sizeof pattern->first);
    else
        memset(pattern->first, 0xFF, sizeof pattern->first);
}

static void found_unused(const struct fragments *fragments, const struct element *element,
                         const char *group, unsigned captures)
{
    char hint[HINT_SIZE];
    int used = snprintf(hint, sizeof hint, "allowed: ");
    const char *joint = "";
    for (int c = 0; c < CAPTURE_COUNT; c++)
        if (captures >> c & 1) {
            used += snprintf(hint + used, sizeof hint - (size_t)used, "%s%s", joint,
                             giji_words_captures[c]);
            joint = ", ";
        }
    if (!captures)
        snprintf(hint + used, sizeof hint - (size_t)used, "none");
    size_t at = giji_slice_find(element->text, giji_slice(group), 0);
    giji_found(fragments->findings, element->file,
               giji_element_place(element, at == SIZE_MAX ? 0 : at), hint,
               "unused capture: group '%s' is used for nothing here", group);
}

static bool read_groups(const struct fragments *fragments, const struct element *element,
                        unsigned captures, const pcre2_code *code, struct pattern *pattern)
{
    uint32_t count = 0, width = 0;
    PCRE2_SPTR name = NULL;
    bool good = true;
    for (int c = 0; c < CAPTURE_COUNT; c++)
        pattern->group[c] = -1;
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &width);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &name);
    for (uint32_t i = 0; i < count; i++, name += width) {
        const char *text = (const char *)name + 2;
        int capture = giji_word_index(giji_words_captures, giji_slice(text));
        if (capture < 0 || !(captures >> capture & 1)) {
            found_unused(fragments, element, text, captures);
            good = false;
        } else
            pattern->group[capture] = name[0] << 8 | name[1];
    }
    return good;
}

/* Groups of one name that have several numbers would lose what the others catch. */
static bool check_groups(const struct fragments *fragments, const struct element *element,
                         const pcre2_code *code)
{
    uint32_t changed = 0, groups = 0;
    pcre2_pattern_info(code, PCRE2_INFO_JCHANGED, &changed);
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (changed)
        giji_found(fragments->findings, element->file, giji_element_place(element, 0),
                   "put the alternatives into (?| ... | ... )",
                   "groups of one name must have one number: (?J) cannot be used");
    if (groups > MOST_GROUPS)
        giji_found(fragments->findings, element->file, giji_element_place(element, 0),
                   "write (?: ... ) where nothing is to be captured",
                   "the pattern has more than %d groups", MOST_GROUPS);
    return !changed && groups <= MOST_GROUPS;
}

/* Whether the pattern may begin with most letters of Japanese, as far as PCRE2 knows: with each lead byte of theirs. */
static bool begins_with_any_letter(const struct pattern *pattern)
{
    for (unsigned byte = 0xE3; byte <= 0xE9; byte++)
        if (!(pattern->first[byte / 8] >> byte % 8 & 1))
            return false;
    return true;
}

/* `code` must not have been anchored. What looks behind (\b too) may begin where a text cannot: a first character
 * by itself does not tell whether it matches. */
static enum pattern_place place_of(const struct pattern *pattern, const pcre2_code *code)
{
    enum { AT_LINES = 2 };
    uint32_t type = 0, all = 0, behind = 0;
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &all);
    pcre2_pattern_info(code, PCRE2_INFO_MAXLOOKBEHIND, &behind);
    if (all & PCRE2_ANCHORED)
        return PLACE_TEXT;
    if (behind || (type != AT_LINES && begins_with_any_letter(pattern)))
        return PLACE_SOUGHT;
    return type == AT_LINES ? PLACE_LINE : PLACE_CHARACTER;
}

enum { FEW = 8, LONGEST = 4 }; /* characters that are worth looking for; bytes of one */

static void add_character(struct arena *arena, struct words *words, uint32_t character)
{
    giji_string *word =
        giji_arena_push(arena, &words->items, &words->count, &words->capacity, sizeof *word);
    char *bytes = giji_arena_alloc(arena, LONGEST);
    if (word && bytes)
        *word = giji_slice_of(bytes, giji_utf8_write(character, bytes));
}

/* Lists the set's characters, where they are few. */
static struct words list_few(struct arena *arena, const struct charset *set)
{
    struct words words = {0};
    uint32_t count = 0;
    for (size_t i = 0; i < set->count && count <= FEW; i++)
        count += set->ranges[i].last - set->ranges[i].first + 1;
    for (size_t i = 0; i < set->count && count <= FEW; i++)
        for (uint32_t c = set->ranges[i].first; c <= set->ranges[i].last; c++)
            add_character(arena, &words, c);
    return words;
}

/* What the text of a sign's pattern tells: whether it may begin with any letter, such as a kanji that no pattern names;
 * and what it ends with. */
static void read_text(struct arena *arena, giji_string text, struct pattern *pattern)
{
    const uint32_t kanji = 0x9FA5;
    struct arena scratch = {0};
    const struct tree *tree = giji_regex_read(text, &scratch);
    const struct charset *last = tree ? giji_tree_last(tree) : NULL;
    pattern->begins_with_any = !tree || giji_tree_begins_with(tree, kanji);
    if (last)
        pattern->last = list_few(arena, last);
    giji_arena_free(&scratch);
}

/* Reads off the code, which must not have been anchored, what is known of the pattern. */
static bool read_code(const struct fragments *fragments, const struct element *element,
                      enum pattern_use use, unsigned captures, const pcre2_code *code,
                      struct pattern *pattern)
{
    read_first(pattern, code);
    if (!check_groups(fragments, element, code) ||
        !read_groups(fragments, element, captures, code, pattern))
        return false;
    pattern->place = place_of(pattern, code);
    pattern->anchored = use == PATTERN_HERE || use == PATTERN_LINE ||
                        (use == PATTERN_LINES && pattern->place != PLACE_SOUGHT);
    return true;
}

/* A pattern may begin with an option of its own, as (*NUL), which says what ends a line: it may be no vertical white space. */
static bool is_for_lines(giji_string text, enum pattern_use use)
{
    return use == PATTERN_LINE && !giji_slice_begins(text, giji_slice("(*"));
}

/* It is compiled once more when it is needed: spelled for speed, and what is tried at one place only anchored, see
 * anchor() in match.c. */
static void keep_code(const struct fragments *fragments, struct arena *arena,
                      const struct expansion *expansion, enum pattern_use use,
                      struct pattern *pattern)
{
    giji_string text = giji_arena_copy(arena, expansion->text);
    if (expansion->text.length == 0)
        text = giji_slice("");
    uint32_t more = pattern->anchored ? PCRE2_ANCHORED : 0;
    more |= is_for_lines(text, use) ? (uint32_t)CODE_FOR_LINES : 0;
    pattern->code = giji_arena_alloc(arena, sizeof *pattern->code);
    if (pattern->code)
        giji_code_init(pattern->code, fragments->codes, text, options | more, newline_of(use));
}

bool giji_pattern_compile(struct fragments *fragments, struct arena *arena,
                          const struct element *element, enum pattern_use use, unsigned captures,
                          struct pattern *pattern)
{
    int fault = 0;
    size_t at = 0;
    struct expansion expansion = giji_expand(fragments, element, "", "", check_fragment);
    if (!expansion.good)
        return false;
    pattern->line = giji_file_line(element->file, giji_element_place(element, 0));
    pcre2_code *code =
        giji_code_compile(fragments->codes, expansion.text, options, newline_of(use), &fault, &at);
    if (!code) {
        found_fault(fragments, element, &expansion, at, fault);
        return false;
    }
    bool good = read_code(fragments, element, use, captures, code, pattern);
    pcre2_code_free(code);
    if (!good)
        return false;
    if (use == PATTERN_LINES)
        read_text(arena, expansion.text, pattern);
    keep_code(fragments, arena, &expansion, use, pattern);
    return !arena->failed;
}
