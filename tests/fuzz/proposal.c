/* Whatever dump a grammar is proposed from, it is one, and can be tried on the dump. */
#include "fuzz.h"

#include <limits.h>
#include <stdio.h>

static void check_tryout(const giji_context *context, const char *path,
                         const giji_document *document, const giji_memory *proposal)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_tryout tryout;
    if (!giji_context_try_grammar(context, path, &document, 1, NULL, NULL, &tryout, &error))
        fuzz_fail("what is proposed is no grammar, line %u: %s\n%.*s", error.line, error.message,
                  (int)proposal->length, proposal->data);
    if (tryout.rules_hit > tryout.rules || tryout.included_hit > tryout.included ||
        tryout.speakers > tryout.turns || tryout.unclaimed + tryout.joined > tryout.lines ||
        tryout.claimed + tryout.noise > tryout.bytes ||
        tryout.bytes != giji_document_coverage(document).bytes)
        fuzz_fail("the figures of a tryout do not add up");
}

void fuzz_check_proposal(const giji_context *context, const giji_document *document,
                         giji_propose_flags flags)
{
    char path[PATH_MAX + 16];
    giji_memory proposal = {0};
    giji_error error = GIJI_ERROR_INIT;
    if (!giji_propose_grammar(context, &document, 1, "proposed", flags, giji_sink_memory, &proposal,
                              &error))
        fuzz_fail("no grammar is proposed: %s", error.message);
    fuzz_write(fuzz_folder(), "proposed.xml", proposal.data, proposal.length);
    snprintf(path, sizeof path, "%s/proposed.xml", fuzz_folder());
    check_tryout(context, path, document, &proposal);
    giji_memory_free(&proposal);
}
