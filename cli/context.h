/* The library's context, set up from what the command line says. */
#ifndef GIJI_CLI_CONTEXT_H
#define GIJI_CLI_CONTEXT_H

#include "verbs.h"

#include <giji/giji.h>

struct context_options {
    const char **grammar_paths; /* --grammars; room for one an argument */
    size_t grammar_path_count;
    const char *grammar;  /* --grammar, or NULL */
    const char *encoding; /* --encoding, or NULL */
    bool verbose;
    bool explain_roles; /* keep the evidence of inferred roles */
};

/* Clears the options and makes room for as many paths as there are arguments. False, having said
 * so, where memory ran out. The caller frees grammar_paths. */
bool prepare_context_options(struct context_options *options, int argc);

/* A context, to be freed; NULL, having said why and set *status, where it cannot be had. */
giji_context *make_context(const struct context_options *options, enum status *status);

/* The exit status that an error of the library asks for. */
enum status error_status(giji_error_code code);

#endif
