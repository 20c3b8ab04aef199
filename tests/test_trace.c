/* Traces: that every segment of the lines asked for has one, in order, with all of its characters.
 *
 *     test_trace FOLDER
 *
 * FOLDER holds club.xml, a grammar, and minutes.txt, which come to every verdict. */
#include "check.h"
#include "properties.h"

#include <limits.h>

static giji_context *make_context(const char *folder)
{
    char path[4096];
    giji_error error = GIJI_ERROR_INIT;
    giji_context *context = giji_context_new(&error);
    snprintf(path, sizeof path, "%s/club.xml", folder);
    if (!context || !giji_context_add_grammars(context, path, &error) ||
        !giji_context_set_grammar(context, "club", &error)) {
        fprintf(stderr, "%s: %s\n", path, error.message);
        abort();
    }
    return context;
}

static giji_document *parse(const giji_context *context, const char *text)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_document *document = giji_parse(context, "test", text, strlen(text), &error);
    if (!document)
        abort();
    return document;
}

static void check_properties(const giji_document *document)
{
    struct faults faults = {"test", 0};
    check_document(document, &faults);
    CHECK(faults.count == 0);
}

/* The file comes to every verdict and every fate, and a span's bytes are those of the block it began. */
static void test_everything_happens(giji_context *context, const char *folder)
{
    char path[4096];
    bool verdicts[GIJI_VERDICT_NO_FIELD + 1] = {false}, fates[GIJI_FATE_OMITTED + 1] = {false};
    snprintf(path, sizeof path, "%s/minutes.txt", folder);
    giji_context_set_trace(context, 1, UINT_MAX);
    giji_document *document = giji_parse_file(context, path, NULL);
    if (!document)
        abort();
    check_properties(document);
    for (size_t i = 0; i < giji_document_trace_count(document); i++) {
        const giji_trace *trace = giji_document_trace(document, i);
        fates[trace->fate] = true;
        for (size_t t = 0; t < trace->trial_count; t++)
            verdicts[trace->trials[t].verdict] = true;
        if (trace->fate == GIJI_FATE_BLOCK)
            CHECK(giji_block_span(trace->block).start == trace->span.start);
    }
    for (size_t i = 0; i < sizeof verdicts; i++)
        check_that(verdicts[i], "every verdict is come to", __FILE__, (int)i);
    for (size_t i = 0; i < sizeof fates; i++)
        check_that(fates[i] || i == GIJI_FATE_NOISE, "every fate is met", __FILE__, (int)i);
    giji_document_free(document);
}

/* The kinds of the traces, a letter each: Line, Cell, Tagged, Rest, Inside. */
static void check_kinds(const giji_document *document, const char *want)
{
    static const char letters[] = "LCTRI";
    char kinds[64] = "";
    for (size_t i = 0; i < giji_document_trace_count(document) && i + 1 < sizeof kinds; i++)
        kinds[i] = letters[giji_document_trace(document, i)->kind];
    CHECK_TEXT(giji_slice(kinds), want);
}

static const char minutes[] = "日時\t四月一日\n"
                              "会議経過\n"
                              "(1) 予算 皆さん、こんにちは。\n"
                              "\n"
                              "<p>問：いつか。答：四月&amp;五月である。</p>\n"
                              "<ul>\n"
                              "<li>- 2 -</li>\n"
                              "</ul>\n"
                              "</div>\n";

static void test_parts_of_lines(giji_context *context)
{
    giji_context_set_trace(context, 1, UINT_MAX);
    giji_document *document = parse(context, minutes);
    check_properties(document);
    check_kinds(document, "CCLLRTITL");
    CHECK_TEXT(giji_document_trace(document, 6)->text, "答：四月&五月である。");
    CHECK_TEXT(giji_document_trace(document, 8)->text, "");
    CHECK(giji_document_trace(document, 7)->fate == GIJI_FATE_NOISE);
    giji_document_free(document);
}

static void test_lines_asked_for(giji_context *context)
{
    static const struct {
        unsigned first, last;
        const char *kinds;
    } cases[] = {{0, 0, ""},     {1, 1, "CC"}, {3, 3, "LR"}, {4, 4, ""},
                 {3, 5, "LRTI"}, {6, 6, "T"},  {7, 7, "T"},  {10, 12, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        giji_context_set_trace(context, cases[i].first, cases[i].last);
        giji_document *document = parse(context, minutes);
        check_kinds(document, cases[i].kinds);
        CHECK(!giji_document_trace(document, giji_document_trace_count(document)));
        giji_document_free(document);
    }
}

static const giji_trial *find_trial(const giji_document *document, size_t index, const char *rule)
{
    const giji_trace *trace = giji_document_trace(document, index);
    for (size_t i = 0; trace && i < trace->trial_count; i++)
        if (giji_slice_is(trace->trials[i].rule, rule))
            return &trace->trials[i];
    abort();
}

/* How far rules got, as text: up to where other text would have had to follow. */
static void test_reach(giji_context *context)
{
    static const struct {
        const char *text, *rule, *reach;
    } cases[] = {
        {"日 時は四月", "club/fields", "日 時"},
        {"日記", "club/fields", "日"},
        {"1. 日付 四月", "club/fields", "1. 日"},
        {"(12 予算", "club/item", "(12"},
        {"予算", "club/item", ""},
        {"会議経過報告", "club/course", "会議経過"},
        {"会議経", "club/course", "会議経"},
    };
    giji_context_set_trace(context, 1, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        giji_document *document = parse(context, cases[i].text);
        const giji_trial *trial = find_trial(document, 0, cases[i].rule);
        CHECK(trial->verdict == GIJI_VERDICT_NO_MATCH);
        CHECK_TEXT(giji_slice_cut(giji_slice(cases[i].text), 0, trial->reach), cases[i].reach);
        giji_document_free(document);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    giji_context *context = make_context(argv[1]);
    test_everything_happens(context, argv[1]);
    test_parts_of_lines(context);
    test_lines_asked_for(context);
    test_reach(context);
    giji_context_free(context);
    return check_result();
}
