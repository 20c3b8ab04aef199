#include "grammar/respell.h"

#include "base/buffer.h"
#include "grammar/regex.h"

#include <stdio.h>
#include <stdlib.h>

/* A class that names fewer is asked as quickly as it is, and so are fewer alternatives. */
enum { FEWEST_RANGES = 4, FEWEST_PARTS = 4 };

/* Alternatives that begin with more of the characters of which there are most begin nearly anywhere; those that begin with more
 * ranges than these are parted. */
enum { MOST_COMMON = 2048, MOST_RANGES = 256 };

/* What a stretch of the pattern becomes. */
struct edit {
    size_t start, end;
    giji_string text;
};

struct edits {
    struct arena *arena;
    struct edit *items;
    size_t count, capacity;
};

/* How many of the characters that texts are made of most, kana and kanji, are in the range. */
static uint32_t common_in(struct range range)
{
    enum { FIRST_KANA = 0x3041, LAST_KANJI = 0x9FFF };
    uint32_t first = range.first > FIRST_KANA ? range.first : FIRST_KANA;
    uint32_t last = range.last < LAST_KANJI ? range.last : LAST_KANJI;
    return last < first ? 0 : last - first + 1;
}

/* PCRE2 looks at ranges in the order in which they are written. */
static void put_common_first(struct charset *set)
{
    for (size_t i = 1; i < set->count; i++) {
        struct range range = set->ranges[i];
        size_t at = i;
        for (; at > 0 && common_in(set->ranges[at - 1]) < common_in(range); at--)
            set->ranges[at] = set->ranges[at - 1];
        set->ranges[at] = range;
    }
}

static bool is_surrogate(uint32_t character)
{
    return character >= 0xD800 && character <= 0xDFFF;
}

/* No pattern of UTF-8 may name a surrogate. */
static bool may_be_written(const struct charset *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (is_surrogate(set->ranges[i].first) || is_surrogate(set->ranges[i].last))
            return false;
    return set->count >= FEWEST_RANGES;
}

static void write_range(struct buffer *out, struct range range)
{
    char text[32];
    int length = range.first == range.last
                     ? snprintf(text, sizeof text, "\\x{%X}", (unsigned)range.first)
                     : snprintf(text, sizeof text, "\\x{%X}-\\x{%X}", (unsigned)range.first,
                                (unsigned)range.last);
    giji_buffer_add(out, giji_slice_of(text, (size_t)length));
}

/* The set may be a part of the pattern's tree, which goes on being read: it stays in order. */
static giji_string write_class(struct arena *arena, const struct charset *set)
{
    struct buffer out = {0};
    struct charset ordered = *set;
    ordered.ranges = giji_arena_alloc(arena, (set->count + 1) * sizeof *ordered.ranges);
    if (!ordered.ranges)
        return (giji_string){NULL, 0};
    memcpy(ordered.ranges, set->ranges, set->count * sizeof *ordered.ranges);
    put_common_first(&ordered);
    giji_buffer_add_byte(&out, '[');
    for (size_t i = 0; i < ordered.count; i++)
        write_range(&out, ordered.ranges[i]);
    giji_buffer_add_byte(&out, ']');
    return giji_buffer_keep(&out, arena);
}

static void add_edit(struct edits *edits, size_t start, size_t end, giji_string text)
{
    struct edit *edit =
        giji_arena_push(edits->arena, &edits->items, &edits->count, &edits->capacity, sizeof *edit);
    if (edit)
        *edit = (struct edit){start, end, text};
}

/* ---- classes -------------------------------------------------------------------------------- */

static void spell_classes(struct edits *edits, enum respelled texts,
                          const struct regex_class *first)
{
    for (const struct regex_class *class = first; class; class = class->next)
        if (texts == RESPELL_FOR_LINES && giji_is_white_space(&class->set))
            add_edit(edits, class->start, class->end, giji_slice("\\h"));
        else if (class->negated && may_be_written(&class->set))
            add_edit(edits, class->start, class->end, write_class(edits->arena, &class->set));
}

/* ---- alternatives --------------------------------------------------------------------------- */

/* Alternatives, one behind the other, that begin with few characters. */
struct run {
    size_t first, count;
    struct charset set;
};

static uint32_t common_in_set(const struct charset *set)
{
    uint32_t common = 0;
    for (size_t i = 0; i < set->count; i++)
        common += common_in(set->ranges[i]);
    return common;
}

/* A pattern that names an end of a line is tried between the two characters of one, too, and others are not: a guard names
 * none. It may let more pass. */
static void name_no_line_end(struct charset *set)
{
    for (size_t i = 0; i < set->count; i++) {
        struct range *range = &set->ranges[i];
        range->first -= range->first == '\n' || range->first == '\r';
        range->last += range->last == '\n' || range->last == '\r';
    }
}

static void guard_run(struct edits *edits, const struct regex_choice *choice, struct run *run)
{
    if (run->count < FEWEST_PARTS)
        return;
    name_no_line_end(&run->set);
    size_t start = choice->parts[run->first].start;
    size_t end = choice->parts[run->first + run->count - 1].end;
    giji_string class = write_class(edits->arena, &run->set);
    giji_string guard =
        giji_arena_print(edits->arena, "(?=%.*s)(?:", (int)class.length, class.data);
    add_edit(edits, start, start, guard);
    add_edit(edits, end, end, giji_slice("\n)")); /* a comment may end the pattern */
}

static bool begins_anywhere(const struct charset *set)
{
    for (size_t i = 0; set && i < set->count; i++)
        if (is_surrogate(set->ranges[i].first) || is_surrogate(set->ranges[i].last))
            return true;
    return !set || common_in_set(set) > MOST_COMMON;
}

static void guard_choice(struct edits *edits, const struct regex_choice *choice)
{
    struct run run = {0};
    for (size_t i = 0; i < choice->count; i++) {
        const struct charset *first = giji_tree_first(choice->parts[i].tree, edits->arena);
        bool anywhere = begins_anywhere(first);
        if (anywhere || run.set.count > MOST_RANGES) {
            guard_run(edits, choice, &run);
            run = (struct run){.first = anywhere ? i + 1 : i};
        }
        if (!anywhere) {
            giji_charset_unite(&run.set, edits->arena, first);
            run.count++;
        }
    }
    guard_run(edits, choice, &run);
}

/* ---- the pattern ---------------------------------------------------------------------------- */

static int compare_edits(const void *a, const void *b)
{
    const struct edit *first = a, *second = b;
    if (first->start != second->start)
        return first->start < second->start ? -1 : 1;
    return first->end < second->end ? -1 : first->end > second->end;
}

static giji_string apply(const struct edits *edits, giji_string pattern)
{
    struct buffer out = {0};
    size_t at = 0;
    for (size_t i = 0; i < edits->count; i++) {
        const struct edit *edit = &edits->items[i];
        giji_buffer_add(&out, giji_slice_cut(pattern, at, edit->start));
        giji_buffer_add(&out, edit->text);
        at = edit->end;
    }
    giji_buffer_add(&out, giji_slice_cut(pattern, at, pattern.length));
    return giji_buffer_keep(&out, edits->arena);
}

giji_string giji_respell(giji_string pattern, enum respelled texts, struct arena *arena)
{
    struct edits edits = {.arena = arena};
    struct regex_pieces pieces;
    if (!giji_regex_read_pieces(pattern, arena, &pieces))
        return pattern;
    spell_classes(&edits, texts, pieces.classes);
    for (const struct regex_choice *choice = pieces.choices; choice; choice = choice->next)
        guard_choice(&edits, choice);
    if (edits.count == 0)
        return pattern;
    qsort(edits.items, edits.count, sizeof *edits.items, compare_edits);
    giji_string spelled = apply(&edits, pattern);
    return arena->failed ? pattern : spelled;
}
