/* giji grammar new: a first grammar for dumps of one's own. */
#ifndef GIJI_CLI_PROPOSE_H
#define GIJI_CLI_PROPOSE_H

#include "verbs.h"

#include <giji/giji.h>

struct propose_options {
    const char *id;     /* NULL: after the output's name, or the first dump's */
    const char *output; /* NULL: standard output */
    bool force;         /* write over a file that is there */
    bool alone;         /* include no form */
};

/* Proposes a grammar for the dumps at the `count` paths. */
enum status propose(const struct propose_options *options, const giji_context *context,
                    char **paths, int count);

#endif
