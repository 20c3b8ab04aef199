/* A grammar, with the files beside it that it may include: fuzz_unpack() says how they are packed. */
#include "fuzz.h"

#include "context.h"

#include <stdlib.h>

struct told {
    size_t count;
};

static void check_finding(void *data, const giji_error *finding)
{
    struct told *findings = data;
    findings->count++;
    fuzz_check_error(finding);
    if (!finding->file[0])
        fuzz_fail("a finding names no file: %s", finding->message);
    if (finding->column && !finding->line)
        fuzz_fail("a finding has a column and no line: %s", finding->message);
}

/* What has no finding can be loaded. A finding of its samples is no reason not to. */
static void check_loading(giji_context *context, size_t findings)
{
    giji_error error = GIJI_ERROR_INIT;
    bool loaded = giji_context_add_grammars(context, fuzz_grammar_path(), &error);
    if (!loaded)
        fuzz_check_error(&error);
    if (loaded == (error.code != GIJI_OK))
        fuzz_fail("loaded, with an error: %s", error.message);
    if (!loaded && !findings)
        fuzz_fail("a good grammar is not loaded: %s", error.message);
    if (context->grammar_count > 1)
        fuzz_fail("one file made %zu grammars", context->grammar_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct told findings = {0};
    giji_context *context = calloc(1, sizeof *context);
    if (!context)
        return 0;
    fuzz_unpack(data, size);
    size_t count =
        giji_context_check_grammar(context, fuzz_grammar_path(), check_finding, &findings);
    if (count != findings.count)
        fuzz_fail("%zu findings, but %zu were told", count, findings.count);
    check_loading(context, count);
    giji_context_free(context);
    return 0;
}
