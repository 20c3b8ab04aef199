/* The code of patterns. It is compiled when it is first needed: most patterns of a form are never asked about a text.
 * PCRE2's interpreter runs it until it has been used often, and its JIT compiler's code from then on. */
#ifndef GIJI_GRAMMAR_CODE_H
#define GIJI_GRAMMAR_CODE_H

#include "base/buffer.h"
#include "grammar/reserve.h"

#include <pthread.h>
#include <stdatomic.h>

struct codes;

/* What one text is compiled to. Patterns may share it, and threads. */
struct code {
    giji_string text;     /* with all fragments in place */
    uint32_t options;     /* PCRE2's; CODE_FOR_LINES */
    uint32_t newline;     /* PCRE2_NEWLINE_LF or another one of these */
    giji_string compiled; /* by PCRE2 at build time, without the head; empty: it has not been */
    struct codes *home;
    struct code *next; /* in its home */
    /* For the interpreter; NULL until it is needed, and again when there is a fast one, which the interpreter can read as
     * well. */
    _Atomic(pcre2_code *) plain;
    atomic_size_t readers; /* of the plain one: it is freed where there are none, */
    pcre2_code *left;      /* or else kept to the end */
    /* By the JIT compiler, or where there is none `plain`; NULL until then. */
    _Atomic(const pcre2_code *) fast;
    pcre2_code *
        written; /* the text as it is, for the interpreter; NULL until somebody asks how far it matches */
    atomic_size_t work; /* of the plain one, in bytes */
    /* Of code for lines: what is asked of other texts; NULL until it is needed. */
    _Atomic(struct code *) for_texts;
};

/* Where code is compiled, by one thread at a time. */
struct codes {
    pthread_mutex_t lock;
    struct reserve reserve;
    struct code *first;
    giji_string head;       /* what all that was compiled at build time begins with */
    struct buffer unpacked; /* the head and the rest of the last one */
    bool open;
};

/* False where there is no memory for it. Its codes point to it: it stays in its place. */
bool giji_codes_open(struct codes *codes);

/* Frees what has been compiled. Codes that never were opened (all zero bits) may be closed. */
void giji_codes_close(struct codes *codes);

/* What says in a code's options that it is for lines: it may be asked of texts only that hold no vertical white space (\v).
 * In such a text nothing has to tell the end from that of a line, or look for a line's end where any character may stand, which
 * is what these options tell PCRE2. */
enum { CODE_FOR_LINES = PCRE2_DOLLAR_ENDONLY | PCRE2_DOTALL };

/* Makes *code that of `text`, which lives as long as it does; it stays in its place. One thread only. */
void giji_code_init(struct code *code, struct codes *codes, giji_string text, uint32_t options,
                    uint32_t newline);

/* The code that may be asked of any text; NULL where memory ran out. */
struct code *giji_code_for_texts(struct code *code);

/* Compiles at once. NULL, with PCRE2's error and the byte at which it is, where the text is no good pattern or memory
 * ran out (PCRE2_ERROR_HEAP_FAILED); the caller frees it. */
pcre2_code *giji_code_compile(const struct codes *codes, giji_string text, uint32_t options,
                              uint32_t newline, int *fault, size_t *at);

/* For the interpreter, with PCRE2_NO_JIT. NULL where memory ran out. Say in any case when it is read no more. */
const pcre2_code *giji_code_plain(struct code *code);
void giji_code_leave(struct code *code);

/* For the interpreter, too, and not spelled anew: what is spelled anew matches the same, but may give up on a text sooner.
 * NULL where memory ran out. Lives as long as the code. */
const pcre2_code *giji_code_written(struct code *code);

/* By the JIT compiler, at once; NULL where memory ran out. */
const pcre2_code *giji_code_fast(struct code *code);

/* The same where it pays, `length` bytes more being looked at; else NULL. */
const pcre2_code *giji_code_worked(struct code *code, size_t length);

/* By the JIT compiler, once it pays; NULL until then. `length` bytes are going to be looked at. */
static inline const pcre2_code *giji_code_if_fast(struct code *code, size_t length)
{
    const pcre2_code *fast = atomic_load_explicit(&code->fast, memory_order_acquire);
    return fast ? fast : giji_code_worked(code, length);
}

#endif
