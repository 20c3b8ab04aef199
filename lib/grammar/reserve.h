/* The memory that PCRE2 compiles patterns with. Its JIT compiler (10.42) faults in places where an allocation fails, so
 * that while it runs what malloc does not give comes out of a reserve: the pattern is compiled to its end, and the code
 * then given up for want of memory. */
#ifndef GIJI_GRAMMAR_RESERVE_H
#define GIJI_GRAMMAR_RESERVE_H

#include <stdbool.h>
#include <stddef.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Patterns that are compiled with it point to it: it stays in its place for as long as they live. */
struct reserve {
    pcre2_general_context *memory; /* what patterns are compiled with */
    char *room; /* NULL until it is first filled; touched only where it is drawn upon */
    size_t used;
    bool filled; /* it may be drawn upon */
    bool drawn;  /* memory ran out since it was filled */
};

/* False where there is no memory for it. */
bool giji_reserve_open(struct reserve *reserve);
void giji_reserve_close(struct reserve *reserve);

/* Fills it, before the JIT compiler runs; clear `filled` behind that. What drew upon it has been freed by then. False
 * where there is no memory for it. */
bool giji_reserve_fill(struct reserve *reserve);

#endif
