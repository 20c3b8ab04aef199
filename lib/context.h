/* The context: compiled grammars and options. Set up by one thread, then only read. */
#ifndef GIJI_CONTEXT_H
#define GIJI_CONTEXT_H

#include "grammar/frozen.h"
#include "grammar/read.h"
#include "grammar/signs.h"

#include <pthread.h>

/* Built-in grammars are read as far as detection needs them; the whole of one is read when the first dump has its
 * form, by whichever thread that dump is parsed on. */
struct whole_grammars {
    pthread_mutex_t lock;
    struct grammar **items;
    size_t count;
    struct thawed thawed; /* the code of all of them and of their sketches, where they are frozen */
};

struct giji_context {
    struct grammar **grammars; /* in the order of their ids; built-in ones as sketches */
    size_t grammar_count;
    struct whole_grammars *whole; /* what the sketches stand for, as far as it was needed */
    struct sign_table signs;      /* of all of them */
    struct include_places places; /* where grammars were added from; the paths are owned */
    struct grammar *forced;       /* NULL: the dump's signs choose */
    const char *encoding;         /* canonical; NULL: detect */
    bool explain_roles;
    unsigned trace_first, trace_last; /* lines; 0 and 0: none */
    giji_log_callback *log;
    void *log_data;
};

/* The whole of a grammar of the context, of which it may have a sketch only. NULL, with an error, where memory
 * ran out. Lives as long as the context. Any thread. */
const struct grammar *giji_context_whole(const giji_context *context, const struct grammar *grammar,
                                         giji_error *error);

/* Tells the context's log callback, where there is one. */
void giji_log(const giji_context *context, giji_log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
