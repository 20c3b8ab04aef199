/* UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef GIJI_TEXT_UTF8_H
#define GIJI_TEXT_UTF8_H

#include "base/arena.h"

/* How many bytes the character at `bytes` takes, of which `left` (at least 1) are there; or,
 * negative, how many bytes no character can be read from: the longest beginning of a character, at
 * least 1. */
int giji_utf8_length(const unsigned char *bytes, size_t left);

/* The offset of the first byte at or after `from`, where a character begins, that is part of no
 * character; `length` where all is well. */
size_t giji_utf8_invalid(const unsigned char *bytes, size_t length, size_t from);

/* The character at `bytes`, of `length` bytes as giji_utf8_length counts them. */
uint32_t giji_utf8_read(const unsigned char *bytes, int length);

/* Whether a character of valid UTF-8 that begins with the byte takes three. */
static inline bool giji_utf8_is_three(unsigned char byte)
{
    return (byte & 0xF0) == 0xE0;
}

/* Such a character: the marks of its bytes are taken off at once. */
static inline uint32_t giji_utf8_read_three(const unsigned char *bytes)
{
    const uint32_t marks = 0xE2080;
    return ((uint32_t)bytes[0] << 12) + ((uint32_t)bytes[1] << 6) + bytes[2] - marks;
}

/* Writes `character` to `out`, which has room for 4 bytes; returns how many it took. */
unsigned giji_utf8_write(uint32_t character, char *out);

/* A copy of `name` (which ends with NUL) as UTF-8: a file's name may hold any bytes. What is no
 * character becomes U+FFFD. */
giji_string giji_utf8_mend(struct arena *arena, const char *name);

#endif
