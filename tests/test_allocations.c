/* Allocations that fail: each of them ends in the error that memory ran out, or changes nothing; never in
 * another result, a leak or a fault.
 *
 *     test_allocations TESTDATA GRAMMARS [OPERATION [ALLOCATION]]
 *
 * TESTDATA holds the golden cases, GRAMMARS good and broken grammars. What is done once with all allocations
 * made is done again with the first of them failing, then the second, and so on; and with all failing from
 * one on. With an OPERATION, that one only; with an ALLOCATION, that one only. Under valgrind:
 *
 *     valgrind --soname-synonyms=somalloc=nouserintercepts test_allocations ... */
#include "check.h"
#include "failing.h"

#include "base/buffer.h"
#include "base/file.h"
#include "context.h"
#include "text/jis.h"
#include "text/unicode.h"

#include <giji/json.h>
#include <giji/xml.h>
#include <glob.h>
#include <libxml/parser.h>
#include <limits.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LONGEST_PATH = 4096 };

static const char *testdata, *grammars;

/* ---- what comes out ---------------------------------------------------------------------- */

/* All that came out of an operation, as text; and whether memory ran out. */
struct outcome {
    bool no_memory;
    giji_memory text;
};

static void say(struct outcome *outcome, giji_string text)
{
    if (!giji_sink_memory(&outcome->text, text.data, text.length) ||
        !giji_sink_memory(&outcome->text, "\n", 1))
        abort();
}

static void say_number(struct outcome *outcome, double number)
{
    char digits[40];
    snprintf(digits, sizeof digits, "%g", number);
    say(outcome, giji_slice(digits));
}

static void say_error(struct outcome *outcome, const giji_error *error)
{
    outcome->no_memory |= error->code == GIJI_ERROR_MEMORY;
    say(outcome, giji_slice(error->file));
    say_number(outcome, error->line);
    say(outcome, giji_slice(error->message));
    say(outcome, giji_slice(error->expected));
}

static void say_evidence(struct outcome *outcome, const giji_block *block)
{
    for (size_t i = 0; i < giji_block_evidence_count(block); i++) {
        giji_evidence evidence = giji_block_evidence(block, i);
        say(outcome, evidence.cue);
        say_number(outcome, evidence.weight);
        say(outcome, evidence.text);
    }
}

static const giji_block *block_behind(const giji_block *block)
{
    if (giji_block_child(block))
        return giji_block_child(block);
    while (block && !giji_block_next(block))
        block = giji_block_parent(block);
    return block ? giji_block_next(block) : NULL;
}

static void say_trace(struct outcome *outcome, const giji_trace *trace)
{
    say(outcome, trace->text);
    say(outcome, trace->section);
    say_number(outcome, trace->fate);
    for (size_t i = 0; i < trace->trial_count; i++) {
        say(outcome, trace->trials[i].rule);
        say_number(outcome, trace->trials[i].verdict);
        say_number(outcome, (double)trace->trials[i].reach);
    }
    for (size_t i = 0; i < trace->capture_count; i++) {
        say(outcome, giji_slice(trace->captures[i].name));
        say_number(outcome, (double)trace->captures[i].end);
    }
}

static void say_document(struct outcome *outcome, const giji_document *document)
{
    if (!giji_write_json(document, GIJI_WRITE_COMPACT, giji_sink_memory, &outcome->text, NULL))
        abort();
    for (const giji_block *block = giji_document_body(document); block; block = block_behind(block))
        say_evidence(outcome, block);
    for (size_t i = 0; i < giji_document_trace_count(document); i++)
        say_trace(outcome, giji_document_trace(document, i));
}

static bool is_same(const struct outcome *a, const struct outcome *b)
{
    return giji_slice_equal(giji_slice_of(a->text.data, a->text.length),
                            giji_slice_of(b->text.data, b->text.length));
}

/* ---- what is there before anything fails --------------------------------------------------- */

static const char *path_of(const char *folder, const char *name)
{
    static char path[LONGEST_PATH];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* Contexts with the built-in grammars; one of them explains roles; the others have a grammar more, by which
 * all is read, and one of these traces every line. */
enum with { BUILT_IN, EXPLAINED, CLUB, CLUB_TRACED, WITH_COUNT };

static const char club[] = "explain-line/club.xml", club_minutes[] = "explain-line/minutes.txt";

static giji_context *make_context(enum with with)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_context *context = giji_context_new(&error);
    if (!context)
        abort();
    giji_context_set_explain_roles(context, with == EXPLAINED);
    if (with >= CLUB && (!giji_context_add_grammars(context, path_of(testdata, club), &error) ||
                         !giji_context_set_grammar(context, "club", &error)))
        abort();
    if (with == CLUB_TRACED)
        giji_context_set_trace(context, 1, UINT_MAX);
    return context;
}

static giji_context *contexts[WITH_COUNT];

static giji_context *context_of(enum with with)
{
    if (!contexts[with])
        contexts[with] = make_context(with);
    return contexts[with];
}

static void compile_codes(const struct codes *codes)
{
    for (struct code *code = codes->first; code; code = code->next)
        if (!giji_code_fast(code))
            abort();
}

/* Contexts keep the code of patterns that have been used: they get all of it. "new-parse" has it fail. */
static void compile_all(void)
{
    for (size_t i = 0; i < WITH_COUNT; i++) {
        const giji_context *context = contexts[i];
        for (size_t j = 0; context && j < context->grammar_count; j++)
            compile_codes(&context->grammars[j]->codes);
        for (size_t j = 0; context && j < context->whole->count; j++)
            compile_codes(&context->whole->items[j]->codes);
        if (context)
            compile_codes(&context->whole->thawed.home);
    }
}

/* ---- operations -------------------------------------------------------------------------- */

struct operation {
    const char *name;
    /* What has to be there is made; then, between failing_begin and failing_end, it is done. */
    void (*operate)(const struct operation *operation, struct outcome *outcome);
    const char *input;
    enum with with;
    unsigned long most; /* how many of its allocations are let fail, each in its turn; 0: all */
};

/* What fails while an operation is done, and how many allocations it made. */
static unsigned long first_failing, failing_count, made;

static void begin(void)
{
    failing_begin(first_failing, failing_count);
}

static void end(void)
{
    made = failing_end();
}

static void read_with(const giji_context *context, const char *input, struct outcome *outcome)
{
    giji_document *document = giji_parse_file(context, path_of(testdata, input), NULL);
    if (!document)
        abort();
    say_document(outcome, document);
    giji_document_free(document);
}

static void make(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    begin();
    giji_context *context = giji_context_new(&error);
    end();
    if (context)
        read_with(context, operation->input, outcome);
    else
        say_error(outcome, &error);
    giji_context_free(context);
}

/* A context reads the whole of a grammar when the first dump needs it. */
static void parse_first(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_context *context = giji_context_new(NULL);
    const char *path = path_of(testdata, operation->input);
    begin();
    giji_document *document = giji_parse_file(context, path, &error);
    end();
    giji_document_free(document);
    if (!document)
        say_error(outcome, &error);
    read_with(context, operation->input, outcome);
    giji_context_free(context);
}

/* A context that cannot be given a grammar is as it was before. */
static void add(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_context *context = context_of(operation->with);
    const char *path = path_of(testdata, operation->input);
    begin();
    bool added = giji_context_add_grammars(context, path, &error);
    end();
    read_with(context, club_minutes, outcome);
    compile_all();
    if (!added)
        say_error(outcome, &error);
}

/* Findings are told while allocations fail: only their sum is kept. */
struct finding_sum {
    bool no_memory;
    size_t lines;
};

static void keep_finding(void *data, const giji_error *finding)
{
    struct finding_sum *findings = data;
    findings->no_memory |= finding->code == GIJI_ERROR_MEMORY;
    findings->lines += finding->line;
}

static void check(const struct operation *operation, struct outcome *outcome)
{
    const giji_context *context = context_of(operation->with);
    struct finding_sum findings = {0};
    const char *path = path_of(grammars, operation->input);
    begin();
    size_t count = giji_context_check_grammar(context, path, keep_finding, &findings);
    end();
    outcome->no_memory = findings.no_memory;
    say_number(outcome, (double)count);
    say_number(outcome, (double)findings.lines);
}

static void parse(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    const giji_context *context = context_of(operation->with);
    const char *path = path_of(testdata, operation->input);
    begin();
    giji_document *document = giji_parse_file(context, path, &error);
    end();
    if (document)
        say_document(outcome, document);
    else
        say_error(outcome, &error);
    giji_document_free(document);
}

/* Many times the same dump, one behind the other: arrays grow large. */
static void parse_large(const struct operation *operation, struct outcome *outcome)
{
    enum { TIMES = 60 };
    giji_error error = GIJI_ERROR_INIT;
    const giji_context *context = context_of(operation->with);
    size_t length = 0;
    char *once = giji_file_read(path_of(testdata, operation->input), &length, NULL);
    char *bytes = once ? malloc(TIMES * length) : NULL;
    if (!bytes)
        abort();
    for (size_t i = 0; i < TIMES; i++)
        memcpy(bytes + i * length, once, length);
    begin();
    giji_document *document = giji_parse(context, "large", bytes, TIMES * length, &error);
    end();
    if (document)
        say_document(outcome, document);
    else
        say_error(outcome, &error);
    giji_document_free(document);
    free(once);
    free(bytes);
}

static void detect(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    const giji_context *context = context_of(operation->with);
    const char *path = path_of(testdata, operation->input);
    begin();
    giji_detection *detection = giji_detect_file(context, path, &error);
    end();
    if (!detection)
        say_error(outcome, &error);
    else if (!giji_write_detection_json(detection, GIJI_WRITE_COMPACT, giji_sink_memory,
                                        &outcome->text, NULL))
        abort();
    giji_detection_free(detection);
}

/* What is written goes to room that is there already. */
static struct room {
    char bytes[1 << 20];
    size_t length;
} room;

static bool put_into_room(void *data, const char *bytes, size_t length)
{
    struct room *to = data;
    if (length > sizeof to->bytes - to->length)
        abort();
    memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
    return true;
}

static void say_written(struct outcome *outcome, bool written, const giji_error *error)
{
    if (written)
        say(outcome, giji_slice_of(room.bytes, room.length));
    else
        say_error(outcome, error);
}

typedef bool write_document(const giji_document *document, giji_write_flags flags, giji_sink *sink,
                            void *data, giji_error *error);

static void write_by(write_document *write, const struct operation *operation,
                     struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    const giji_context *context = context_of(operation->with);
    giji_document *document = giji_parse_file(context, path_of(testdata, operation->input), NULL);
    room.length = 0;
    begin();
    bool written = write(document, GIJI_WRITE_INDENT, put_into_room, &room, &error);
    end();
    say_written(outcome, written, &error);
    giji_document_free(document);
}

static void write_json(const struct operation *operation, struct outcome *outcome)
{
    write_by(giji_write_json, operation, outcome);
}

static void write_xml(const struct operation *operation, struct outcome *outcome)
{
    write_by(giji_write_xml, operation, outcome);
}

static void make_json(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    const giji_context *context = context_of(operation->with);
    giji_document *document = giji_parse_file(context, path_of(testdata, operation->input), NULL);
    begin();
    json_t *value = giji_document_to_json(document, &error);
    end();
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;
    if (text)
        say(outcome, giji_slice(text));
    else
        say_error(outcome, &error);
    free(text);
    json_decref(value);
    giji_document_free(document);
}

static void make_xml(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    const giji_context *context = context_of(operation->with);
    giji_document *document = giji_parse_file(context, path_of(testdata, operation->input), NULL);
    xmlChar *text = NULL;
    begin();
    xmlDocPtr tree = giji_document_to_xml(document, &error);
    end();
    if (tree)
        xmlDocDumpMemory(tree, &text, NULL);
    if (text)
        say(outcome, giji_slice((const char *)text));
    else
        say_error(outcome, &error);
    xmlFree(text);
    xmlFreeDoc(tree);
    giji_document_free(document);
}

/* A grammar that is begun from the dump. */
static void propose(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    const giji_context *context = context_of(operation->with);
    giji_document *document = giji_parse_file(context, path_of(testdata, operation->input), NULL);
    const giji_document *dumps[] = {document};
    room.length = 0;
    begin();
    bool written = giji_propose_grammar(context, dumps, 1, "our-town", GIJI_PROPOSE_ALONE,
                                        put_into_room, &room, &error);
    end();
    say_written(outcome, written, &error);
    giji_document_free(document);
}

/* A grammar that is tried on the dump beside it. */
static void try_on(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_tryout tryout = {0};
    const giji_context *context = context_of(operation->with);
    giji_document *document = giji_parse_file(context, path_of(testdata, operation->input), NULL);
    const giji_document *dumps[] = {document};
    const char *path = path_of(testdata, "grammar-check/town.xml");
    begin();
    bool tried = giji_context_try_grammar(context, path, dumps, 1, NULL, NULL, &tryout, &error);
    end();
    if (!tried)
        say_error(outcome, &error);
    say_number(outcome, (double)(tryout.rules_hit + 100 * tryout.unclaimed));
    say_number(outcome, (double)(tryout.turns + 100 * tryout.speakers));
    giji_document_free(document);
}

static void write_detection(const struct operation *operation, struct outcome *outcome)
{
    giji_error error = GIJI_ERROR_INIT;
    const giji_context *context = context_of(operation->with);
    const char *path = path_of(testdata, operation->input);
    giji_detection *detection = giji_detect_file(context, path, NULL);
    room.length = 0;
    begin();
    bool written =
        giji_write_detection_json(detection, GIJI_WRITE_INDENT, put_into_room, &room, &error);
    end();
    say_written(outcome, written, &error);
    giji_detection_free(detection);
}

/* The grammar that is added, and those that are checked, have all that grammars may have. */
static const struct operation operations[] = {
    {"new", make, "first-council/input.txt", BUILT_IN, 70},
    {"new-parse", parse_first, "roles/input.txt", BUILT_IN, 70},
    {"add", add, club, CLUB, 0},
    {"add-folder", add, "explain-line", CLUB, 50},
    {"check", check, "good/small.xml", BUILT_IN, 0},
    {"check-pattern", check, "bad-pattern/grammar.xml", BUILT_IN, 0},
    {"check-ring", check, "fragment-cycle/grammar.xml", BUILT_IN, 0},
    {"check-include", check, "include-cycle/grammar.xml", BUILT_IN, 0},
    {"check-xml", check, "not-well-formed/grammar.xml", BUILT_IN, 0},
    {"check-samples", check, "sample-with-wrong-claim/grammar.xml", BUILT_IN, 0},
    {"parse-roles", parse, "roles/input.txt", EXPLAINED, 0},
    {"parse-traced", parse, club_minutes, CLUB_TRACED, 0},
    {"parse-large", parse_large, "assembly-plenary/input.txt", BUILT_IN, 25},
    {"detect", detect, "first-council/input.txt", BUILT_IN, 0},
    {"json", write_json, "first-council/input.txt", BUILT_IN, 0},
    {"xml", write_xml, "first-council/input.txt", BUILT_IN, 0},
    {"json-tree", make_json, "first-council/input.txt", BUILT_IN, 0},
    {"xml-tree", make_xml, "first-council/input.txt", BUILT_IN, 0},
    {"propose", propose, "grammar-new/voices/minutes.txt", BUILT_IN, 200},
    {"try", try_on, "grammar-check/minutes.txt", BUILT_IN, 200},
    {"detection", write_detection, "first-council/input.txt", BUILT_IN, 0},
};

/* ---- letting them fail ------------------------------------------------------------------- */

static void operate(const struct operation *operation, struct outcome *outcome)
{
    *outcome = (struct outcome){.no_memory = false};
    operation->operate(operation, outcome);
    xmlResetLastError(); /* it keeps memory */
}

/* Lets `count` allocations fail from `first` on; how many pieces of memory are left from it. */
static long fail_once(const struct operation *operation, unsigned long first, unsigned long count,
                      const struct outcome *well, bool *good)
{
    struct outcome outcome;
    long before = failing_live();
    first_failing = first;
    failing_count = count;
    operate(operation, &outcome);
    first_failing = failing_count = 0;
    *good &= outcome.no_memory || is_same(&outcome, well);
    giji_memory_free(&outcome.text);
    return failing_live() - before;
}

/* Where something fails, a context may come to learn what it did not know: that it keeps. A leak comes each time. */
static void fail(const struct operation *operation, unsigned long first, unsigned long count,
                 const struct outcome *well)
{
    enum { TIMES = 4 };
    bool good = true;
    long more = 1;
    for (int i = 0; more != 0 && i < TIMES; i++)
        more = fail_once(operation, first, count, well, &good);
    if (!CHECK(good) || !CHECK(more == 0))
        fprintf(stderr, "%s: allocation %lu%s: %s, %+ld pieces of memory\n", operation->name, first,
                count > 1 ? " and all behind it" : "", good ? "good" : "another result", more);
}

/* What the libraries keep once they have been used, they keep from the first of these on. */
static struct outcome do_well(const struct operation *operation)
{
    struct outcome once, twice;
    operate(operation, &once);
    compile_all();
    operate(operation, &twice);
    CHECK(!twice.no_memory && is_same(&once, &twice));
    giji_memory_free(&once.text);
    return twice;
}

static void run(const struct operation *operation)
{
    struct outcome well = do_well(operation);
    unsigned long all = made,
                  step = operation->most && all > operation->most ? all / operation->most : 1;
    for (unsigned long first = 1; first <= all; first += step)
        fail(operation, first, 1, &well);
    for (unsigned long first = 1; first <= all; first += 7 * step)
        fail(operation, first, ULONG_MAX, &well);
    giji_memory_free(&well.text);
    fprintf(stderr, "%s: %lu allocations, every %lu\n", operation->name, all, step);
}

/* Parses every golden case. */
static void run_cases(void)
{
    glob_t found;
    if (glob(path_of(testdata, "*/input.*"), 0, NULL, &found) != 0)
        abort();
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *name = found.gl_pathv[i] + strlen(testdata) + 1;
        run(&(struct operation){name, parse, name, BUILT_IN, 0});
    }
    globfree(&found);
}

static void run_one(const struct operation *operation, const char *allocation)
{
    struct outcome well = do_well(operation);
    fail(operation, strtoul(allocation, NULL, 10), 1, &well);
    giji_memory_free(&well.text);
}

/* ---- the libraries' first use ----------------------------------------------------------------------- */

/* What ICU and libxml2 could not make at their first use they do not try again: a process of its own for
 * each. */
static bool folds(void)
{
    struct buffer folded = {0};
    giji_fold(giji_slice("ｱ①"), &folded);
    bool good = folded.failed || giji_slice_is(giji_buffer_text(&folded), "ア1");
    giji_buffer_free(&folded);
    return good;
}

static bool loads_tables(void)
{
    giji_error error = GIJI_ERROR_INIT;
    return giji_jis_tables(true, &error) || error.code == GIJI_ERROR_MEMORY;
}

static bool reads_grammars(void)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_context *context = giji_context_new(&error);
    giji_context_free(context);
    return context || error.code == GIJI_ERROR_MEMORY;
}

/* In a process of its own: 0, done without a failure; 1, with it; else not good. */
static int status_of(bool (*use)(void), unsigned long first)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        failing_begin(first, 1);
        bool good = use();
        _exit(!good ? 2 : failing_end() >= first);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        abort();
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

/* Lets the first allocations fail, one after the other; all of them, where there are not `most`. */
static void test_first_use(bool (*use)(void), unsigned long most)
{
    unsigned long first = 1;
    int status;
    while ((status = status_of(use, first)) == 1 && first < most)
        first++;
    CHECK(status < 2 && first > 1);
}

/* Whether the allocator that fails is the one in use: valgrind and some systems put their own before it. */
static bool is_in_use(void)
{
    failing_begin(0, 0);
    void *volatile piece = malloc(1);
    free(piece);
    return failing_end() > 0;
}

int main(int count, char **arguments)
{
    enum { SKIPPED = 77 };
    if (count < 3)
        return 2;
    if (!is_in_use())
        return SKIPPED;
    testdata = arguments[1];
    grammars = arguments[2];
    const char *only = count > 3 ? arguments[3] : NULL;
    if (!only) {
        test_first_use(folds, 100);
        test_first_use(loads_tables, 100);
        test_first_use(reads_grammars, 100);
        run_cases();
    }
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
        if (only && strcmp(only, operations[i].name) != 0)
            continue;
        else if (count > 4)
            run_one(&operations[i], arguments[4]);
        else
            run(&operations[i]);
    for (size_t i = 0; i < WITH_COUNT; i++)
        giji_context_free(contexts[i]);
    xmlCleanupParser();
    return check_result();
}
