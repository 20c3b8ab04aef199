/* Loops over very many bytes. A compiler turns them into instructions for many bytes at once, and a processor may
 * have wider ones of those than all of its kind have. So a function that is such a loop stands in the library twice,
 * and which of the two runs is decided when the program does:
 *
 *     GIJI_LOOP bool is_good(const unsigned char *bytes, size_t length) { ... the loop ... }
 *     GIJI_WIDE static bool is_good_wide(const unsigned char *bytes, size_t length) { return is_good(bytes, length); }
 *     ...
 *     return giji_is_wide() ? is_good_wide(bytes, length) : is_good(bytes, length);
 *
 * What they have in common: no early way out, values of one byte, conditions joined by & and |. */
#ifndef GIJI_BASE_VECTOR_H
#define GIJI_BASE_VECTOR_H

#include <stdbool.h>

#define GIJI_LOOP static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define GIJI_WIDE __attribute__((target("avx2")))
#else
#define GIJI_WIDE
#endif

/* Whether the processor has what functions marked GIJI_WIDE are made of. */
bool giji_is_wide(void);

/* For tests, which compare the two: false, until it is called again, as if the processor had not. */
void giji_allow_wide(bool allowed);

#endif
