/* Filters rule nothing out that matches: every rule of every built-in form on every line of the cases, and every sign
 * wherever it may begin.
 *
 *     test_filter TESTDATA
 */
#include "check.h"

#include "base/file.h"
#include "grammar/load.h"
#include "grammar/signs.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <glob.h>
#include <libxml/parser.h>

enum { MOST_GRAMMARS = 32, LONGEST_PATH = 4096 };

static struct grammar *grammars[MOST_GRAMMARS];
static size_t grammar_count;
static struct matcher matcher;
static struct arena arena;

static void load_all(void)
{
    for (size_t i = 0; i < giji_built_in_file_count && grammar_count < MOST_GRAMMARS; i++) {
        bool is_library;
        struct grammar *grammar =
            giji_grammar_load_built_in(giji_built_in_files[i].name, &is_library, NULL, NULL);
        if (grammar)
            grammars[grammar_count++] = grammar;
    }
}

/* ---- rules -------------------------------------------------------------------------------- */

static void test_section(const struct section *section, giji_string text)
{
    struct match match;
    uint64_t mask = giji_filter_find(section->filter, text);
    for (size_t i = 0; i < section->rule_count; i++) {
        const struct rule *rule = section->rules[i];
        bool kept = i >= FILTERED || mask >> i & 1;
        if (rule->pattern.code && !kept)
            check_that(giji_match_here(&matcher, &rule->pattern, text, &match) != MATCH_YES,
                       rule->full_id.data, __FILE__, __LINE__);
    }
}

static void test_rules(giji_string text)
{
    for (size_t start = 0, end; start < text.length; start = end + 1) {
        const char *feed = memchr(text.data + start, '\n', text.length - start);
        end = feed ? (size_t)(feed - text.data) : text.length;
        giji_string line = giji_trim(giji_slice_cut(text, start, end));
        for (size_t i = 0; i < grammar_count && line.length; i++)
            for (size_t j = 0; j < grammars[i]->section_count; j++)
                test_section(grammars[i]->sections[j], line);
    }
}

/* ---- signs -------------------------------------------------------------------------------- */

static bool is_place(const struct sign_group *group, giji_string text, size_t at)
{
    return group->where == PLACE_CHARACTER || at == 0 || text.data[at - 1] == '\n';
}

static void test_group(const struct sign_group *group, giji_string text, size_t at)
{
    struct match match;
    giji_string rest = giji_slice_cut(text, at, text.length);
    uint64_t mask = giji_filter_find(&group->filter, rest);
    for (size_t i = 0; i < group->count; i++)
        if (!(mask >> i & 1))
            check_that(giji_match_at(&matcher, group->patterns[i], text, at, &match) != MATCH_YES,
                       group->patterns[i]->file, __FILE__, (int)group->patterns[i]->line);
}

static void test_signs(const struct sign_table *table, giji_string text)
{
    enum { MOST_BYTES = 6000 };
    giji_string window = giji_window(text, MOST_BYTES);
    for (size_t i = 0; i < table->group_count; i++) {
        const struct sign_group *group = &table->groups[i];
        if (!group->filter.automaton)
            continue;
        for (size_t at = 0; at < window.length; giji_next_char(window, &at))
            if (is_place(group, window, at))
                test_group(group, window, at);
    }
}

static void test_case(const struct sign_table *table, const char *path)
{
    size_t length = 0;
    void *bytes = giji_file_read(path, &length, NULL);
    if (!CHECK(bytes != NULL))
        return;
    giji_string text = giji_slice_of(bytes, length);
    if (giji_utf8_invalid(bytes, length, 0) == length) {
        test_rules(text);
        test_signs(table, text);
    }
    free(bytes);
}

int main(int count, char **arguments)
{
    char pattern[LONGEST_PATH];
    glob_t cases;
    struct sign_table table;
    if (count < 2)
        return 2;
    snprintf(pattern, sizeof pattern, "%s/*/input.txt", arguments[1]);
    load_all();
    if (glob(pattern, 0, NULL, &cases) != 0 || !giji_matcher_open(&matcher, &arena) ||
        !giji_signs_open(&table, grammars, grammar_count))
        return 2;
    for (size_t i = 0; i < cases.gl_pathc; i++)
        test_case(&table, cases.gl_pathv[i]);
    giji_signs_close(&table);
    giji_matcher_close(&matcher);
    for (size_t i = 0; i < grammar_count; i++)
        giji_grammar_free(grammars[i]);
    globfree(&cases);
    xmlCleanupParser();
    return check_result();
}
