/* Loops over very many bytes. A compiler turns them into instructions for many bytes at once, and a processor may
 * have wider ones of those than all of its kind have. So a function that is such a loop stands in the library twice,
 * and which of the two runs is decided when the program does:
 *
 *     GIJI_LOOP bool is_good(const unsigned char *bytes, size_t length) { ... the loop ... }
 *     GIJI_WIDE static bool is_good_wide(const unsigned char *bytes, size_t length) { return is_good(bytes, length); }
 *     ...
 *     return giji_is_wide() ? is_good_wide(bytes, length) : is_good(bytes, length);
 *
 * What they have in common: no early way out, values of one byte, conditions joined by & and |. What ends early, or takes
 * more than conditions, is written with blocks of bytes and the processor's own functions where GIJI_HAS_WIDE is set, and
 * in a plain way beside it. */
#ifndef GIJI_BASE_VECTOR_H
#define GIJI_BASE_VECTOR_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define GIJI_LOOP static inline __attribute__((always_inline))

#if defined(__x86_64__)
#include <immintrin.h>
#define GIJI_HAS_WIDE 1
#define GIJI_WIDE     __attribute__((target("avx2")))
#else
#define GIJI_WIDE
#endif

#ifdef GIJI_HAS_WIDE

/* Bytes side by side. A condition on them gives a block: 0xFF for each byte for which it holds, and 0 for others. */
typedef unsigned char giji_block_of_bytes __attribute__((vector_size(32)));

GIJI_WIDE static inline void giji_load(giji_block_of_bytes *block, const unsigned char *bytes)
{
    memcpy(block, bytes, sizeof *block);
}

/* The uppermost bit of each byte of the block, the first byte's lowest. */
GIJI_WIDE static inline uint32_t giji_bits(const giji_block_of_bytes *block)
{
    return (uint32_t)_mm256_movemask_epi8((__m256i)*block);
}

#endif

/* Whether the processor has what functions marked GIJI_WIDE are made of. */
bool giji_is_wide(void);

/* For tests, which compare the two: false, until it is called again, as if the processor had not. */
void giji_allow_wide(bool allowed);

#endif
