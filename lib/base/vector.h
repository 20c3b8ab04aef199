/* Loops over very many bytes. A compiler turns them into instructions for many bytes at once, and a processor may
 * have wider ones of those than all of its kind have. So a function that is such a loop stands in the library twice,
 * and which of the two runs is decided when the program does:
 *
 *     GIJI_LOOP bool is_good(const unsigned char *bytes, size_t length) { ... the loop ... }
 *     GIJI_WIDE static bool is_good_wide(const unsigned char *bytes, size_t length) { return is_good(bytes, length); }
 *     ...
 *     return giji_is_wide() ? is_good_wide(bytes, length) : is_good(bytes, length);
 *
 * What they have in common: no early way out, values of one byte, conditions joined by & and |. Where a compiler finds
 * ways of its own around such a loop, it is written with blocks of bytes instead: one of them is worked on at once. */
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

/* Bytes side by side. A condition on them gives a block: 0xFF for each byte for which it holds, and 0 for others. */
enum { GIJI_BLOCK = 32 };
typedef unsigned char giji_block_of_bytes __attribute__((vector_size(GIJI_BLOCK)));

GIJI_LOOP void giji_load(giji_block_of_bytes *block, const unsigned char *bytes)
{
    memcpy(block, bytes, GIJI_BLOCK);
}

/* Whether a byte of the block is not 0. */
GIJI_LOOP bool giji_is_any(const giji_block_of_bytes *block)
{
    uint64_t words[GIJI_BLOCK / sizeof(uint64_t)], any = 0;
    memcpy(words, block, GIJI_BLOCK);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        any |= words[i];
    return any != 0;
}

/* How many bytes of the word, of which one is not 0, come before that in memory. */
GIJI_LOOP size_t giji_bytes_before(uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (size_t)__builtin_ctzll(word) / 8;
#else
    return (size_t)__builtin_clzll(word) / 8;
#endif
}

/* Where the first byte of the block is that is not 0, of which there is one. */
GIJI_LOOP size_t giji_find_any(const giji_block_of_bytes *block)
{
    uint64_t words[GIJI_BLOCK / sizeof(uint64_t)];
    size_t at = 0;
    memcpy(words, block, GIJI_BLOCK);
    while (!words[at])
        at++;
    return at * sizeof *words + giji_bytes_before(words[at]);
}

/* Whether the processor has what functions marked GIJI_WIDE are made of. */
bool giji_is_wide(void);

/* For tests, which compare the two: false, until it is called again, as if the processor had not. */
void giji_allow_wide(bool allowed);

#endif
