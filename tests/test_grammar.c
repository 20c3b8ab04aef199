/* Tests of the grammar station.
 *
 *     test_grammar FOLDER             FOLDER is tests/grammars
 *     test_grammar FOLDER --update    writes the expected findings anew
 *     test_grammar --built-in         loads the built-in grammars and runs their samples
 *
 * A folder in FOLDER with an expected.txt is a mistake: grammar.xml in it gives these findings. */
#include "check.h"
#include "base/buffer.h"
#include "grammar/detect.h"
#include "grammar/findings.h"
#include "grammar/labels.h"
#include "grammar/load.h"
#include "grammar/match.h"
#include "grammar/roles.h"
#include "text/unicode.h"

#include <dirent.h>
#include <libxml/parser.h>
#include <stdlib.h>

/* The finding's file without its folders: where the tests are run from must not show. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void print_caret(struct buffer *out, const giji_error *finding)
{
    giji_string excerpt = giji_slice(finding->excerpt);
    size_t at = 0;
    for (unsigned column = 1; column < finding->column; column++) {
        uint32_t c = giji_next_char(excerpt, &at);
        giji_buffer_print(out, "%s", c == '\t' ? "\t" : c >= 0x1100 ? "  " : " ");
    }
    giji_buffer_print(out, "^\n");
}

/* line:column: message / excerpt / caret / hint */
static void print_finding(void *data, const giji_error *finding)
{
    struct buffer *out = data;
    giji_buffer_print(out, "%s:%u:%u: %s\n", base_name(finding->file), finding->line,
                      finding->column, finding->message);
    if (finding->excerpt[0])
        giji_buffer_print(out, "%s\n", finding->excerpt);
    if (finding->excerpt[0] && finding->column > 0)
        print_caret(out, finding);
    if (finding->expected[0])
        giji_buffer_print(out, "  %s\n", finding->expected);
}

static void tell_finding(void *data, const giji_error *finding)
{
    struct buffer out = {0};
    (void)data;
    print_finding(&out, finding);
    fprintf(stderr, "%.*s", (int)out.length, out.data ? out.data : "");
    giji_buffer_free(&out);
}

/* ---- mistakes ----------------------------------------------------------------------------------
 */

static bool read_file(const char *path, struct buffer *out)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return false;
    for (int c; (c = fgetc(stream)) != EOF;)
        giji_buffer_add_byte(out, (char)c);
    fclose(stream);
    return true;
}

static void write_file(const char *path, giji_string text)
{
    FILE *stream = fopen(path, "wb");
    if (!CHECK(stream != NULL))
        return;
    if (text.length)
        fwrite(text.data, 1, text.length, stream);
    fclose(stream);
}

/* All findings of the file, those of its samples where it loads; paths cut to their last part. */
static void collect(const char *path, const char *folder, struct buffer *out)
{
    struct buffer found = {0};
    struct grammar *grammar = giji_grammar_load(path, NULL, print_finding, &found);
    if (grammar)
        giji_grammar_run_samples(grammar, print_finding, &found);
    giji_grammar_free(grammar);
    giji_string text = giji_buffer_text(&found), cut = giji_slice(folder);
    size_t start = 0;
    for (size_t at; (at = giji_slice_find(text, cut, start)) != SIZE_MAX; start = at + cut.length)
        giji_buffer_add(out, giji_slice_cut(text, start, at));
    if (found.length)
        giji_buffer_add(out, giji_slice_cut(text, start, text.length));
    giji_buffer_free(&found);
}

static void test_mistake(const char *parent, const char *name, bool update)
{
    struct buffer folder = {0}, path = {0}, want_path = {0}, have = {0}, want = {0};
    giji_buffer_print(&folder, "%s/%s/%c", parent, name, 0);
    giji_buffer_print(&path, "%sgrammar.xml%c", folder.data, 0);
    giji_buffer_print(&want_path, "%sexpected.txt%c", folder.data, 0);
    bool is_case = read_file(want_path.data, &want);
    if (is_case)
        collect(path.data, folder.data, &have);
    bool same = giji_slice_equal(giji_buffer_text(&have), giji_buffer_text(&want));
    if (is_case && update)
        write_file(want_path.data, giji_buffer_text(&have));
    else if (is_case && !check_that(same && have.length > 0, name, path.data, 0))
        fprintf(stderr, "--- expected\n%.*s--- found\n%.*s", (int)want.length, want.data,
                (int)have.length, have.data);
    giji_buffer_free(&folder);
    giji_buffer_free(&path);
    giji_buffer_free(&want_path);
    giji_buffer_free(&have);
    giji_buffer_free(&want);
}

static void test_mistakes(const char *parent, bool update)
{
    DIR *folder = opendir(parent);
    if (!CHECK(folder != NULL))
        return;
    for (struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.')
            test_mistake(parent, entry->d_name, update);
    closedir(folder);
}

/* ---- a good grammar ----------------------------------------------------------------------------
 */

static struct grammar *load_in(const char *parent, const char *name, bool *is_library)
{
    struct buffer path = {0};
    giji_buffer_print(&path, "%s/%s%c", parent, name, 0);
    struct grammar *grammar = giji_grammar_load(path.data, is_library, tell_finding, NULL);
    giji_buffer_free(&path);
    return grammar;
}

static const struct rule *find_rule(const struct grammar *grammar, const char *id)
{
    for (size_t i = 0; i < grammar->rule_count; i++)
        if (giji_slice_is(grammar->rules[i]->id, id))
            return grammar->rules[i];
    return NULL;
}

static bool begins(const struct pattern *pattern, unsigned byte)
{
    return pattern->first[byte / 8] >> (byte % 8) & 1;
}

static void test_rules(const struct grammar *g)
{
    const struct rule *answer = find_rule(g, "answer"), *topic = find_rule(g, "topic");
    if (!CHECK(answer != NULL) || !CHECK(topic != NULL))
        return;
    CHECK_TEXT(answer->full_id, "small/answer");
    CHECK(answer->role == RULE_ROLE_ANSWER && answer->continues == CONTINUES_PARAGRAPHS);
    CHECK(topic->holds && topic->continues == CONTINUES_ADJACENT);
    CHECK(topic->next == g->sections[1]);
    CHECK(begins(&answer->pattern, 0xE2) && !begins(&answer->pattern, 'a'));
    CHECK(giji_slice_is(giji_slice(strrchr(answer->pattern.file, '/') + 1), "base.xml"));
}

static void test_merging(const struct grammar *g)
{
    CHECK(g->section_count == 2 && giji_slice_is(g->sections[0]->id, "head"));
    const struct section *body = g->sections[1];
    CHECK(body->claims_otherwise && body->otherwise == GIJI_BLOCK_TURN);
    CHECK(body->otherwise_role == RULE_ROLE_STATEMENT);
    if (!CHECK(body->rule_count == 4))
        return;
    CHECK_TEXT(body->rules[0]->id, "own");
    CHECK_TEXT(body->rules[1]->id, "question");
    CHECK(giji_slice_is(giji_slice(strrchr(body->rules[1]->pattern.file, '/') + 1), "small.xml"));
    CHECK(g->decision_count == 2 && g->decisions[0].decision == GIJI_DECISION_REJECTED);
    CHECK(g->words[WORDS_MEMBER_TITLES].count == 3);
    CHECK(g->cue_count == 1 && g->cues[0].weight < -2.4 && g->cues[0].weight > -2.6);
    CHECK(g->field_count == 3);
}

static void test_labels(const struct grammar *g)
{
    static const struct {
        const char *text, *label, *value;
    } cases[] = {
        {"日時：五月九日", "日時", "五月九日"},
        {"2 日　時　　五月九日", "日　時", "五月九日"},
        {"【日時】五月九日", "日時", "五月九日"},
        {"【日 時 】五月九日", "日 時", "五月九日"},
        {"日 時\t五月九日", "日 時", "五月九日"},
        {"開催日時五月", "開催日時", "五月"},
        {"場所", "場所", ""},
        {"3 場所市役所", "場所", "市役所"},
        {"場所市役所", NULL, NULL},
        {"日時は五月九日", NULL, NULL},
        {"3 場所は市役所", NULL, NULL},
        {"場\t所", NULL, NULL},
        {"ﾃﾞﾝﾜ連絡先 総務課", "ﾃﾞﾝﾜ連絡先", "総務課"},
        {"", NULL, NULL},
    };
    struct arena arena = {0};
    struct matcher matcher;
    if (!CHECK(giji_matcher_open(&matcher, &arena)))
        return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        giji_string text = giji_slice(cases[i].text);
        struct field_hit hit;
        bool is = giji_field_at(g, &matcher, text, NULL, &hit);
        check_that(is == (cases[i].label != NULL), cases[i].text, __FILE__, __LINE__);
        if (!is || !cases[i].label)
            continue;
        CHECK_TEXT(giji_slice_cut(text, hit.label_start, hit.label_end), cases[i].label);
        CHECK_TEXT(giji_slice_cut(text, hit.value_start, text.length), cases[i].value);
    }
    giji_matcher_close(&matcher);
}

static void test_parts(const struct grammar *g)
{
    giji_string text = giji_slice("総務課 電 話 番号 00-00");
    const struct field *contact = &g->fields[g->field_count - 1];
    struct field_hit hit;
    struct arena arena = {0};
    struct matcher matcher;
    if (!CHECK(giji_matcher_open(&matcher, &arena)))
        return;
    CHECK(!giji_part_at(g, contact, text, 0, &hit, &arena));
    CHECK(giji_part_at(g, contact, text, 10, &hit, &arena) && hit.part == PART_PHONE);
    CHECK_TEXT(giji_slice_cut(text, hit.label_start, hit.label_end), "電 話 番号");
    CHECK(!giji_part_at(g, &g->fields[0], text, 10, &hit, &arena));
    giji_string line = giji_slice("電話　00-00");
    CHECK(!giji_field_at(g, &matcher, line, NULL, &hit));
    CHECK(giji_field_at(g, &matcher, line, contact, &hit) && hit.part == PART_PHONE);
    giji_matcher_close(&matcher);
}

/* The form of `g` for a text; its forms are closed. */
static struct form score(struct grammar *g, const char *text)
{
    struct sign_table table;
    struct arena arena = {0};
    struct matcher matcher;
    struct forms forms;
    CHECK(giji_signs_open(&table, &g, 1) && giji_matcher_open(&matcher, &arena));
    giji_forms_open(&forms, &table, giji_slice(text), &matcher);
    struct form form = giji_form_score(&forms, g);
    CHECK(!forms.arena.failed);
    giji_forms_close(&forms);
    giji_matcher_close(&matcher);
    giji_signs_close(&table);
    return form;
}

static bool scores(struct grammar *g, const char *text, double want)
{
    double have = score(g, text).score;
    return have > want - 0.01 && have < want + 0.01;
}

/* A pattern that two forms have is looked for once. */
static void test_sharing(struct grammar *g, const char *parent)
{
    struct grammar *pair[] = {g, load_in(parent, "good/small.xml", NULL)};
    struct sign_table table;
    if (!CHECK(pair[1] != NULL))
        return;
    CHECK(giji_signs_open(&table, pair, 2));
    CHECK(table.form_count == 2 && table.sign_count == 2);
    giji_signs_close(&table);
    giji_grammar_free(pair[1]);
}

static void test_score(struct grammar *g)
{
    CHECK(scores(g, "● 一\n● 二\n● 三\n→ 四\n", 2)); /* two of the three ●, and the → */
    CHECK(scores(g, "● 一\r● 二\r", 1) && scores(g, "● 一\r\n● 二\r\n", 1));
    CHECK(scores(g, "● 一\n● 一\n", 0.5)); /* a line that comes again counts once ... */
    CHECK(scores(g, "●\n二\n●\n三\n", 1)); /* ... unless there is nothing else on it */
    CHECK(scores(g, "", 0) && !score(g, "").fits);
    CHECK(score(g, "● 一\n● 二\n→ 三\n").fits);
    const char *one_line = "一\n● 一 → 二\n";
    struct form form = score(g, one_line);
    CHECK(!form.fits && form.hangs_on == strstr(one_line, "●"));
}

/* Where signs may begin, and what they say of the lines on which they do. */
static void test_places(const char *parent)
{
    char gap[400];
    struct buffer text = {0};
    struct grammar *g = load_in(parent, "good/places.xml", NULL);
    if (!CHECK(g != NULL))
        return;
    CHECK(giji_grammar_run_samples(g, tell_finding, NULL) == 0);
    CHECK(scores(g, "はい。（市長）\n前町長は\n", 3) && scores(g, "（市長）\n町長は\n", 0));
    memset(gap, ' ', sizeof gap);
    giji_buffer_add(&text, giji_slice_of(gap, sizeof gap - 1));
    giji_buffer_print(&text, "表紙\n%c", 0);
    CHECK(scores(g, text.data, 4));
    text.length = 0;
    giji_buffer_print(&text, "一%.*s奥付\n%c", (int)sizeof gap - 10, gap, 0);
    CHECK(scores(g, text.data, 8));
    giji_buffer_free(&text);
    CHECK(scores(g, "（添付）\n（添付）一\n", 0) && scores(g, "（添付）\n（添付）一\n別紙", 0.5));
    CHECK(scores(g, "会長\u2003開会\r\n二時散会\r\n", 48) && scores(g, "会長\u00A0開会\n", 16));
    CHECK(scores(g, "これより十分の間、一時休憩", 64));
    giji_grammar_free(g);
}

static void test_roles(const struct grammar *g)
{
    struct arena arena = {0};
    CHECK(giji_grammar_side(g, giji_slice("浜中委員"), &arena) == GIJI_ROLE_QUESTION);
    CHECK(giji_grammar_side(g, giji_slice("会　長"), &arena) == GIJI_ROLE_QUESTION);
    CHECK(giji_grammar_side(g, giji_slice("総務課長"), &arena) == GIJI_ROLE_ANSWER);
}

static void test_matching(const struct grammar *g)
{
    struct arena arena = {0};
    struct matcher matcher;
    struct match match;
    if (!CHECK(giji_matcher_open(&matcher, &arena)))
        return;
    const struct pattern *own = &find_rule(g, "own")->pattern;
    CHECK(giji_match_here(&matcher, own, giji_slice("[委員] はい。"), &match) == MATCH_YES);
    CHECK_TEXT(match.captures[CAPTURE_LABEL], "委員");
    CHECK(match.captures[CAPTURE_NAME].data == NULL);
    CHECK(giji_match_here(&matcher, own, giji_slice(" [委員]"), &match) == MATCH_NO);
    CHECK(giji_match_find(&matcher, own, giji_slice("[委員]"), 0, &match) == MATCH_YES);
    CHECK(giji_match_here(&matcher, &g->rungs[0].pattern, giji_slice("(1)"), &match) == MATCH_YES);
    CHECK(giji_match_here(&matcher, &g->rungs[0].pattern, giji_slice("(1)2"), &match) == MATCH_YES);
    CHECK(match.end == 3);
    struct pattern needy = *own;
    giji_string words[] = {giji_slice("質問"), giji_slice("期限")};
    needy.needs = (struct words){.items = words, .count = 2, .capacity = 2};
    CHECK(giji_match_here(&matcher, &needy, giji_slice("[委員] 期限は。"), &match) == MATCH_YES);
    CHECK(giji_match_here(&matcher, &needy, giji_slice("[委員] はい。"), &match) == MATCH_NO);
    CHECK(giji_match_find(&matcher, &needy, giji_slice("[委員]"), 0, &match) == MATCH_NO);
    giji_matcher_close(&matcher);
}

static const struct section *find_section(const struct grammar *grammar, const char *id)
{
    for (size_t i = 0; i < grammar->section_count; i++)
        if (giji_slice_is(grammar->sections[i]->id, id))
            return grammar->sections[i];
    return NULL;
}

/* What has the id of something included takes its place, and its place in the order. */
static void test_replacing(const struct grammar *g)
{
    CHECK(g->words[WORDS_MEMBER_TITLES].count == 4);
    CHECK(g->sign_count == 3 && g->window == 2048);
    CHECK(g->rung_count == 2 && giji_slice_is(g->rungs[0].id, "chapter"));
    CHECK(g->decision_count == 3 && giji_slice_is(g->decisions[0].id, "later"));
    CHECK(giji_slice_is(g->decisions[1].id, "no") && giji_slice_is(g->decisions[2].id, "yes"));
    CHECK(g->decisions[1].decision ==
          GIJI_DECISION_REJECTED); /* small.xml's, not base.xml's again */
    CHECK(g->cue_count == 1 && g->cues[0].weight > -1.5);
    const struct section *body = find_section(g, "body"), *head = find_section(g, "head");
    const struct rule *answer = find_rule(g, "answer");
    if (!CHECK(body && head && answer))
        return;
    CHECK(answer->role == RULE_ROLE_STATEMENT && answer->next == body);
    CHECK(head->rules[head->rule_count - 1] == answer); /* where the included one was */
    CHECK(giji_slice_is(body->rules[0]->id, "office") && giji_slice_is(body->rules[1]->id, "own"));
}

static void test_replaced_texts(const struct grammar *g)
{
    struct arena arena = {0};
    struct matcher matcher;
    struct field_hit hit;
    struct match match;
    if (!CHECK(giji_matcher_open(&matcher, &arena)))
        return;
    const struct pattern *question = &find_rule(g, "question")->pattern;
    CHECK(giji_match_here(&matcher, question, giji_slice("● いつか。"), &match) == MATCH_YES);
    CHECK(giji_match_here(&matcher, question, giji_slice("○ いつか。"), &match) == MATCH_NO);
    CHECK(giji_field_at(g, &matcher, giji_slice("デンワ連絡先：総務課"), NULL, &hit) &&
          hit.field->key == GIJI_HEADER_OTHER);
    CHECK(giji_field_at(g, &matcher, giji_slice("3 場所　市役所"), NULL, &hit) &&
          hit.field->key == GIJI_HEADER_PLACE);
    giji_matcher_close(&matcher);
}

static void test_extending(const char *parent)
{
    struct grammar *g = load_in(parent, "good/town.xml", NULL);
    if (!CHECK(g != NULL))
        return;
    CHECK(giji_grammar_run_samples(g, tell_finding, NULL) == 0);
    test_replacing(g);
    test_replaced_texts(g);
    giji_grammar_free(g);
}

static void test_good(const char *parent)
{
    bool is_library = true;
    struct grammar *g = load_in(parent, "good/small.xml", &is_library);
    if (!CHECK(g != NULL))
        return;
    CHECK(!is_library);
    CHECK(giji_grammar_run_samples(g, tell_finding, NULL) == 0);
    test_rules(g);
    test_merging(g);
    test_labels(g);
    test_parts(g);
    test_score(g);
    test_sharing(g, parent);
    test_places(parent);
    test_roles(g);
    test_matching(g);
    giji_grammar_free(g);
    CHECK(load_in(parent, "good/base.xml", &is_library) == NULL);
    CHECK(is_library);
    CHECK(giji_grammar_load("no/such.xml", &is_library, NULL, NULL) == NULL && !is_library);
}

/* ---- the built-in grammars ---------------------------------------------------------------------
 */

static void test_built_in_file(const struct built_in_file *file)
{
    bool is_library;
    struct grammar *g = giji_grammar_load_built_in(file->name, &is_library, tell_finding, NULL);
    check_that(g != NULL || is_library, file->name, __FILE__, __LINE__);
    if (!g)
        return;
    check_that(giji_grammar_run_samples(g, tell_finding, NULL) == 0, file->name, __FILE__,
               __LINE__);
    giji_grammar_free(g);
}

static void test_built_in(void)
{
    for (size_t i = 0; i < giji_built_in_file_count; i++)
        test_built_in_file(&giji_built_in_files[i]);
}

int main(int count, char **arguments)
{
    if (count < 2)
        return 2;
    if (strcmp(arguments[1], "--built-in") == 0)
        test_built_in();
    else {
        test_mistakes(arguments[1], count > 2 && strcmp(arguments[2], "--update") == 0);
        test_good(arguments[1]);
        test_extending(arguments[1]);
    }
    xmlCleanupParser();
    return check_result();
}
