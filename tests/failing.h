/* An allocator that fails where a test wants it to: malloc, calloc and realloc of the whole process, those
 * of ICU, libxml2, PCRE2 and jansson included. It stands in for the C library's in every program that it is
 * linked into, and hands everything on to it, or to a sanitizer's. For one thread. */
#ifndef GIJI_TESTS_FAILING_H
#define GIJI_TESTS_FAILING_H

#include <stdbool.h>

/* Lets the allocation `first` (1-based, counted from here) and the `count` - 1 behind it fail; 0 and 0: none,
 * they are counted only. */
void failing_begin(unsigned long first, unsigned long count);

/* Lets all allocations be made again; returns how many there have been since failing_begin. */
unsigned long failing_end(void);

/* How many pieces of memory have been allocated and not freed since the program began. */
long failing_live(void);

#endif
