/* A grammar and a dump that it reads: fuzz_unpack() says how they are packed. */
#include "fuzz.h"

#include "context.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    giji_string dump = fuzz_unpack(data, size);
    giji_context *context = calloc(1, sizeof *context);
    giji_error error = GIJI_ERROR_INIT;
    if (!context)
        return 0;
    if (!giji_context_add_grammars(context, fuzz_grammar_path(), &error)) {
        fuzz_check_error(&error);
    } else if (context->grammar_count) {
        context->forced = context->grammars[0];
        fuzz_dump(context, dump.data ? dump.data : "", dump.length,
                  dump.length % 2 ? FUZZ_EXPLAIN | FUZZ_TRACE : 0);
    }
    giji_context_free(context);
    return 0;
}
