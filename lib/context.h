/* The context: compiled grammars and options. Set up by one thread, then only read. */
#ifndef GIJI_CONTEXT_H
#define GIJI_CONTEXT_H

#include "grammar/signs.h"

struct giji_context {
    struct grammar **grammars; /* in the order of their ids */
    size_t grammar_count;
    struct sign_table signs; /* of all of them */
    struct grammar *forced;  /* NULL: the dump's signs choose */
    const char *encoding;    /* canonical; NULL: detect */
    bool explain_roles;
    unsigned trace_first, trace_last; /* lines; 0 and 0: none */
    giji_log_callback *log;
    void *log_data;
};

/* Tells the context's log callback, where there is one. */
void giji_log(const giji_context *context, giji_log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
