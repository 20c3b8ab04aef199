#include "fuzz.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("giji's fuzzer: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}

void fuzz_check_error(const giji_error *error)
{
    if (error->code == GIJI_OK || !error->message[0])
        fuzz_fail("a failure without an error");
    if (error->code == GIJI_ERROR_MEMORY || error->code == GIJI_ERROR_INTERNAL)
        fuzz_fail("%s: %s", giji_error_name(error->code), error->message);
}

/* ---- what costs most -------------------------------------------------------------------------- */

bool fuzz_asks_all;

/* libFuzzer calls this first. What reduces a finding must ask shorter inputs the same. */
int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    for (int i = 1; i < *count; i++)
        if (strncmp((*arguments)[i], "-minimize_crash", strlen("-minimize_crash")) == 0)
            fuzz_asks_all = true;
    return 0;
}

/* What is asked of one input in eight, each of other ones. */
enum costly {
    COSTLY_INDENTED,
    COSTLY_AGAIN,
    COSTLY_WHITE_SPACE,
    COSTLY_THREADS,
    COSTLY_TRACES,
    COSTLY_DETECTION,
    COSTLY_PROPOSAL,
    COSTLY_PROPOSAL_ALONE
};

/* FNV-1a of the input: three bits for each of what is costly. */
static uint64_t lots_of(const struct dump *dump)
{
    const unsigned char *bytes = dump->bytes;
    uint64_t hash = 0xCBF29CE484222325U;
    for (size_t i = 0; i < dump->length; i++)
        hash = (hash ^ bytes[i]) * 0x100000001B3U;
    return hash ^ hash >> 32;
}

static bool draws(uint64_t lots, enum costly what)
{
    return fuzz_asks_all || (lots >> (3 * what)) % 8 == 0;
}

static struct schemas *schemas(void)
{
    static struct schemas *kept;
    if (!kept)
        kept = schemas_open(GIJI_SOURCE "/lib/export/giji-1.schema.json",
                            GIJI_SOURCE "/lib/export/giji-1.rng");
    return kept;
}

/* ---- detection ------------------------------------------------------------------------------ */

static void check_signs(const giji_candidate *candidate, uint64_t bytes)
{
    for (size_t i = 0; i < candidate->sign_count; i++) {
        const giji_sign *sign = &candidate->signs[i];
        if (!sign->id.length || !sign->finds || sign->span.start > sign->span.end ||
            sign->span.end > bytes)
            fuzz_fail("the sign %.*s is found nowhere", (int)sign->id.length, sign->id.data);
    }
}

/* `document` was parsed by the grammar that its signs chose. */
static void check_detection(const giji_context *context, const struct dump *dump,
                            const giji_document *document)
{
    giji_memory record = {0};
    giji_error error = GIJI_ERROR_INIT;
    giji_detection *detection = giji_detect(context, dump->name, dump->bytes, dump->length, &error);
    if (!detection)
        fuzz_fail("it parses, but is not detected: %s", error.message);
    const giji_grammar *grammar = giji_detection_grammar(detection);
    giji_string id = grammar ? giji_grammar_id(grammar) : (giji_string){NULL, 0};
    giji_string parsed = giji_document_grammar_id(document);
    if (id.length != parsed.length || (id.length && memcmp(id.data, parsed.data, id.length) != 0))
        fuzz_fail("detected as %.*s, parsed as %.*s", (int)id.length, id.data, (int)parsed.length,
                  parsed.data);
    for (size_t i = 0; i < giji_detection_candidate_count(detection); i++)
        check_signs(giji_detection_candidate(detection, i), dump->length);
    if (!giji_write_detection_json(detection, GIJI_WRITE_COMPACT, giji_sink_memory, &record,
                                   &error))
        fuzz_fail("the detection cannot be written: %s", error.message);
    giji_memory_free(&record);
    giji_detection_free(detection);
}

/* ---- parsing -------------------------------------------------------------------------------- */

static void check_properties(const giji_context *context, const struct dump *dump,
                             const giji_document *document, bool in_threads, uint64_t lots)
{
    struct faults faults = {dump->name, 0};
    check_document(document, &faults);
    check_records(schemas(), document, GIJI_WRITE_COMPACT, &faults);
    if (draws(lots, COSTLY_INDENTED))
        check_records(schemas(), document, GIJI_WRITE_INDENT, &faults);
    if (draws(lots, COSTLY_AGAIN))
        check_again(context, dump, document, &faults);
    if (draws(lots, COSTLY_WHITE_SPACE))
        check_white_space(context, dump, document, &faults);
    if (in_threads && draws(lots, COSTLY_THREADS))
        check_threads(context, dump, document, &faults);
    if (faults.count)
        abort();
}

static giji_document *parse(giji_context *context, const struct dump *dump, unsigned asked)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_context_set_explain_roles(context, asked & FUZZ_EXPLAIN);
    giji_context_set_trace(context, asked & FUZZ_TRACE ? 1 : 0, asked & FUZZ_TRACE ? UINT_MAX : 0);
    giji_document *document = giji_parse(context, dump->name, dump->bytes, dump->length, &error);
    if (!document)
        fuzz_check_error(&error);
    if (!document && error.code != GIJI_ERROR_BINARY && error.code != GIJI_ERROR_NO_GRAMMAR)
        fuzz_fail("bytes in memory fail with %s: %s", giji_error_name(error.code), error.message);
    return document;
}

static void check_choice(giji_context *context, const struct dump *dump)
{
    giji_context_set_grammar(context, NULL, NULL);
    giji_document *chosen = parse(context, dump, 0);
    if (chosen)
        check_detection(context, dump, chosen);
    giji_document_free(chosen);
}

void fuzz_dump(giji_context *context, const void *bytes, size_t length, unsigned asked)
{
    struct dump dump = {"dump", bytes, length};
    uint64_t lots = lots_of(&dump);
    if (!draws(lots, COSTLY_TRACES))
        asked &= ~(unsigned)FUZZ_TRACE;
    giji_document *document = parse(context, &dump, asked);
    if (!document)
        return;
    check_properties(context, &dump, document, asked & FUZZ_THREADS, lots);
    if (asked & FUZZ_NEAR && draws(lots, COSTLY_PROPOSAL))
        fuzz_check_proposal(context, document, GIJI_PROPOSE_NEAR);
    if (draws(lots, COSTLY_PROPOSAL_ALONE))
        fuzz_check_proposal(context, document, GIJI_PROPOSE_ALONE);
    giji_document_free(document);
    if (draws(lots, COSTLY_DETECTION))
        check_choice(context, &dump);
}

static giji_context *built_in(void)
{
    static giji_context *kept;
    giji_error error = GIJI_ERROR_INIT;
    if (!kept)
        kept = giji_context_new(&error);
    if (!kept)
        fuzz_fail("%s: %s", error.file, error.message);
    return kept;
}

static void set_encoding(giji_context *context, unsigned choice)
{
    static const char *const encodings[] = {NULL,          "utf-8",  "cp932",    "euc-jp",
                                            "iso-2022-jp", "utf-16", "utf-16le", "utf-16be"};
    if (!giji_context_set_encoding(context, encodings[choice % 8], NULL))
        abort();
}

static void set_grammar(giji_context *context, unsigned choice)
{
    char id[64];
    size_t count = giji_context_grammar_count(context), index = choice % (count + 1);
    if (index == 0) {
        giji_context_set_grammar(context, NULL, NULL);
        return;
    }
    giji_string name = giji_grammar_id(giji_context_grammar(context, index - 1));
    snprintf(id, sizeof id, "%.*s", (int)name.length, name.data);
    if (!giji_context_set_grammar(context, id, NULL))
        abort();
}

void fuzz_dump_with_options(const uint8_t *data, size_t size)
{
    giji_context *context = built_in();
    if (size < 3)
        return;
    set_encoding(context, data[0]);
    set_grammar(context, data[1] - (unsigned)'0');
    fuzz_dump(context, data + 3, size - 3, data[2] | FUZZ_NEAR);
}
