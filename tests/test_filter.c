/* Filters rule nothing out that matches: every rule of every built-in form on every line of the cases, what is looked
 * for in what people say, and every sign wherever it may begin. Frozen nets and nets made now are asked.
 *
 *     test_filter TESTDATA
 */
#include "check.h"

#include "base/buffer.h"
#include "base/file.h"
#include "grammar/filters.h"
#include "grammar/frozen.h"
#include "grammar/load.h"
#include "grammar/hearing.h"
#include "parse/scan.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <glob.h>
#include <libxml/parser.h>

enum { MOST_GRAMMARS = 32, LONGEST_PATH = 4096 };

/* A form as its files have it, with nets made now, and as it has been frozen, with its nets. */
struct form {
    struct grammar *read, *sketch, *whole;
};

static struct form forms[MOST_GRAMMARS];
static size_t form_count;
static struct thawed thawed;
static struct matcher matcher;
static struct arena arena;

static const struct pattern *others[FILTERED];
static size_t other_count;
static struct filter other;
static struct net *other_net;
static struct sign_table read_signs, frozen_signs;

static bool add_form(void *data, struct grammar *sketch)
{
    (void)data;
    if (!CHECK(form_count < MOST_GRAMMARS))
        return false;
    struct form *form = &forms[form_count++];
    *form = (struct form){giji_grammar_load_built_in(sketch->sketch_of, NULL, NULL, NULL), sketch,
                          giji_thaw(&thawed, sketch)};
    return CHECK(form->read && form->whole);
}

static void free_forms(void)
{
    for (size_t i = 0; i < form_count; i++) {
        giji_grammar_free(forms[i].read);
        giji_grammar_free(forms[i].sketch);
        giji_grammar_free(forms[i].whole);
    }
    giji_thawed_close(&thawed);
}

/* ---- rules -------------------------------------------------------------------------------- */

/* `mask` has a bit for each pattern that is not ruled out. */
static bool is_kept(uint64_t mask, size_t index)
{
    return index >= FILTERED || mask >> index & 1;
}

/* What either of two nets has ruled out is; once one of them has as many states as are kept, it finds more than the
 * other. */
static struct reading read_both(const struct filter *read, const struct filter *whole,
                                giji_string text)
{
    struct reading a = giji_automaton_read(read->automaton, text);
    struct reading b = giji_automaton_read(whole->automaton, text);
    return (struct reading){a.found & b.found, (a.found | a.alive) & (b.found | b.alive),
                            a.unread & b.unread};
}

static uint64_t find_both(const struct filter *read, const struct filter *whole, giji_string text)
{
    return giji_filter_find(read, text) & giji_filter_find(whole, text);
}

static void test_rules(const struct rule *const *rules, size_t count, const struct reading *both,
                       giji_string line, giji_string lines)
{
    struct match match;
    for (size_t i = 0; i < count; i++) {
        const struct pattern *pattern = &rules[i]->pattern;
        if (!pattern->code)
            continue;
        if (!is_kept(both->found, i))
            check_that(giji_match_filtered(&matcher, pattern, line, &match) != MATCH_YES,
                       rules[i]->full_id.data, __FILE__, __LINE__);
        if (!is_kept(both->alive, i))
            check_that(giji_match_filtered(&matcher, pattern, lines, &match) != MATCH_YES,
                       rules[i]->full_id.data, __FILE__, __LINE__);
    }
}

/* The rules of a section, and those that may begin inside a segment. */
static void test_section(const struct section *read, const struct section *whole, giji_string line,
                         giji_string lines)
{
    const struct rule *const *rules = (const struct rule *const *)read->rules;
    const struct rule *const *inner = (const struct rule *const *)read->inner;
    struct reading reading = read_both(read->filter, whole->filter, line);
    test_rules(rules, read->rule_count, &reading, line, lines);
    reading = read_both(read->inner_filter, whole->inner_filter, line);
    test_rules(inner, read->inner_count, &reading, line, lines);
}

/* A line, and with those behind it. */
static void test_line(const struct form *form, giji_string line, giji_string lines)
{
    for (size_t i = 0; i < form->read->section_count; i++)
        test_section(form->read->sections[i], form->whole->sections[i], line, lines);
}

/* ---- what is said ------------------------------------------------------------------------- */

static void test_sayings(const struct grammar *grammar, uint64_t mask, giji_string text)
{
    struct match match;
    for (size_t i = 0; i < grammar->saying_count; i++)
        if (!is_kept(mask, i))
            check_that(giji_match_find(&matcher, &grammar->sayings[i].pattern, text, 0, &match) !=
                           MATCH_YES,
                       grammar->id.data, __FILE__, __LINE__);
}

static void test_cues(const struct grammar *grammar, uint64_t mask, giji_string text)
{
    struct match match;
    for (size_t i = 0; i < grammar->cue_count; i++)
        if (!is_kept(mask, i))
            check_that(giji_match_find(&matcher, &grammar->cues[i].pattern, text, 0, &match) !=
                           MATCH_YES,
                       grammar->cues[i].id.data, __FILE__, __LINE__);
}

static void test_decisions(const struct grammar *grammar, uint64_t mask, giji_string text)
{
    struct match match;
    for (size_t i = 0; i < grammar->decision_count; i++)
        if (!is_kept(mask, i))
            check_that(giji_match_find(&matcher, &grammar->decisions[i].pattern, text, 0, &match) !=
                           MATCH_YES,
                       grammar->id.data, __FILE__, __LINE__);
}

static void test_said(const struct form *form, giji_string text)
{
    const struct filters *read = form->read->filters, *whole = form->whole->filters;
    test_sayings(form->read, find_both(&read->sayings, &whole->sayings, text), text);
    test_cues(form->read, find_both(&read->cues, &whole->cues, text), text);
    test_decisions(form->read, find_both(&read->decisions, &whole->decisions, text), text);
}

/* ---- other patterns ----------------------------------------------------------------------- */

/* What no filter asks for yet: rungs, and what has to follow behind rules. */
static void add_others(const struct grammar *grammar)
{
    for (size_t i = 0; i < grammar->rung_count && other_count < FILTERED; i++)
        others[other_count++] = &grammar->rungs[i].pattern;
    for (size_t i = 0; i < grammar->rule_count && other_count < FILTERED; i++)
        if (grammar->rules[i]->ahead.code)
            others[other_count++] = &grammar->rules[i]->ahead;
}

static void test_others(giji_string text)
{
    struct match match;
    uint64_t mask = giji_filter_find(&other, text);
    for (size_t i = 0; i < other_count; i++)
        if (!is_kept(mask, i))
            check_that(giji_match_filtered(&matcher, others[i], text, &match) != MATCH_YES,
                       others[i]->file, __FILE__, (int)others[i]->line);
}

/* ---- lines -------------------------------------------------------------------------------- */

/* Some lines that begin at the place. */
static giji_string lines_at(giji_string text, size_t at)
{
    enum { LINES = 4 };
    size_t end = giji_slice_find_byte(text, '\n', at);
    for (size_t i = 1; i < LINES && end < text.length; i++)
        end = giji_slice_find_byte(text, '\n', end + 1);
    return giji_trim(giji_slice_cut(text, at, end));
}

/* Lines as rules see them that go on in those behind: without what parts them. */
static void join_lines(struct buffer *joined, giji_string lines)
{
    joined->length = 0;
    for (size_t start = 0, end; start < lines.length; start = end + 1) {
        end = giji_slice_find_byte(lines, '\n', start);
        giji_buffer_add(joined, giji_trim(giji_slice_cut(lines, start, end)));
    }
}

static void test_lines(giji_string text)
{
    struct buffer joined = {0};
    size_t number = 0;
    for (size_t start = 0, end; start < text.length; start = end + 1, number++) {
        end = giji_slice_find_byte(text, '\n', start);
        giji_string line = giji_trim(giji_slice_cut(text, start, end));
        join_lines(&joined, lines_at(text, start));
        test_others(line);
        for (size_t i = 0; i < form_count && line.length; i++) {
            test_line(&forms[i], line, giji_buffer_text(&joined));
            test_said(&forms[i], number % 4 ? line : lines_at(text, start));
        }
    }
    giji_buffer_free(&joined);
}

/* Rules are asked about segments as about lines: no line ends in one, whatever entities and tags it had. */
static void test_segments(giji_string text)
{
    struct arena scratch = {0};
    struct scanner scanner;
    struct segment segment;
    giji_scan_open(&scanner, text, &scratch);
    while (giji_scan_next(&scanner, &segment)) {
        giji_string line = segment.text;
        CHECK(giji_slice_find_byte(line, '\n', 0) == line.length);
        CHECK(giji_slice_find_byte(line, '\r', 0) == line.length);
        CHECK(giji_filter_find_in_line(&other, line) == giji_filter_find(&other, line));
    }
    giji_arena_free(&scratch);
}

/* ---- signs -------------------------------------------------------------------------------- */

static bool is_place(const struct sign_group *group, giji_string text, size_t at)
{
    return group->where == PLACE_CHARACTER || at == 0 || text.data[at - 1] == '\n';
}

/* The signs that a form looks for on a line, by the line with its end and, where they go on behind that, by what
 * follows: see hearing.c. */
static uint64_t heard_at(const struct sign_group *group, giji_string rest)
{
    size_t end = giji_slice_find_byte(rest, '\n', 0);
    const char *carriage = memchr(rest.data, '\r', end);
    end = carriage ? (size_t)(carriage - rest.data) : end;
    giji_string line = giji_slice_cut(rest, 0, end + (end < rest.length));
    struct reading reading = giji_automaton_read(group->filter.automaton, line);
    uint64_t mask = reading.found;
    for (size_t i = 0; i < group->count; i++)
        if (reading.alive >> i & 1)
            mask |= (giji_filter_find(&group->alone[i], rest) & 1) << i;
    return mask;
}

static void test_group(const struct sign_group *group, const struct sign_group *frozen,
                       giji_string text, size_t at)
{
    struct match match;
    giji_string rest = giji_slice_cut(text, at, text.length);
    uint64_t mask = read_both(&group->filter, &frozen->filter, rest).found;
    if (group->where == PLACE_LINE)
        mask &= heard_at(group, rest);
    for (size_t i = 0; i < group->count; i++)
        if (!(mask >> i & 1))
            check_that(giji_match_at(&matcher, group->patterns[i], text, at, &match) != MATCH_YES,
                       group->patterns[i]->file, __FILE__, (int)group->patterns[i]->line);
}

/* What is passed over begins no sign. */
static void test_skip(struct sieve *sieve, const struct sign_group *group, giji_string text,
                      size_t at)
{
    struct match match;
    if (!giji_sieve_ready(sieve) || giji_sieve_skip(sieve, text, at, UINT64_MAX).at == at)
        return;
    for (size_t i = 0; i < group->count; i++)
        check_that(giji_match_at(&matcher, group->patterns[i], text, at, &match) != MATCH_YES,
                   group->patterns[i]->file, __FILE__, (int)group->patterns[i]->line);
}

static void test_signs(giji_string text)
{
    enum { MOST_BYTES = 6000 };
    giji_string window = giji_window(text, MOST_BYTES);
    for (size_t i = 0; i < read_signs.group_count; i++) {
        const struct sign_group *group = &read_signs.groups[i];
        if (!group->filter.automaton)
            continue;
        for (size_t at = 0; at < window.length; giji_next_char(window, &at)) {
            if (group->where == PLACE_CHARACTER)
                test_skip(read_signs.sieve, group, window, at);
            if (is_place(group, window, at))
                test_group(group, &frozen_signs.groups[i], window, at);
        }
    }
}

static void test_case(const char *path)
{
    size_t length = 0;
    void *bytes = giji_file_read(path, &length, NULL);
    if (!CHECK(bytes != NULL))
        return;
    giji_string text = giji_slice_of(bytes, length);
    if (giji_utf8_invalid(bytes, length, 0) == length) {
        test_lines(text);
        test_segments(text);
        test_signs(text);
    }
    free(bytes);
}

/* Characters that would end a line, if entities of control characters were any. */
static void test_entities(void)
{
    test_segments(giji_slice("○委員&#10;はい&#x0D;。&#13;A&#0010;\r<b>\n&#x3042;</b>"));
}

static bool open_signs(void)
{
    static struct grammar *read[MOST_GRAMMARS], *sketches[MOST_GRAMMARS];
    for (size_t i = 0; i < form_count; i++) {
        read[i] = forms[i].read;
        sketches[i] = forms[i].sketch;
    }
    return giji_signs_open(&read_signs, read, form_count) &&
           giji_signs_open(&frozen_signs, sketches, form_count) &&
           read_signs.group_count == frozen_signs.group_count;
}

static bool open_others(void)
{
    for (size_t i = 0; i < form_count; i++)
        add_others(forms[i].read);
    other_net = giji_net_new(&arena);
    return other_net && giji_filter_open(&other, &arena, other_net, others, other_count, 0);
}

static bool open_all(void)
{
    return giji_thaw_sketches(&thawed, add_form, NULL) && form_count > 0 &&
           giji_matcher_open(&matcher, &arena) && open_signs() && open_others();
}

static void close_all(void)
{
    giji_filter_close(&other);
    giji_net_close(other_net);
    giji_signs_close(&read_signs);
    giji_signs_close(&frozen_signs);
    giji_matcher_close(&matcher);
    free_forms();
    giji_arena_free(&arena);
    xmlCleanupParser();
}

int main(int count, char **arguments)
{
    char pattern[LONGEST_PATH];
    glob_t cases;
    if (count < 2)
        return 2;
    snprintf(pattern, sizeof pattern, "%s/*/input.txt", arguments[1]);
    if (!CHECK(glob(pattern, 0, NULL, &cases) == 0) || !CHECK(open_all()))
        return 2;
    for (size_t i = 0; i < cases.gl_pathc; i++)
        test_case(cases.gl_pathv[i]);
    test_entities();
    close_all();
    globfree(&cases);
    return check_result();
}
