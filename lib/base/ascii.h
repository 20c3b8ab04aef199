/* Letters and digits of ASCII. What <ctype.h> and strncasecmp take for one depends on the locale that the
 * program has set: bytes of a Japanese character are letters in some, and I is no i in Turkish. */
#ifndef GIJI_BASE_ASCII_H
#define GIJI_BASE_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline int giji_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

static inline bool giji_is_alnum(char byte)
{
    int lower = giji_lower(byte);
    return (byte >= '0' && byte <= '9') || (lower >= 'a' && lower <= 'z');
}

/* Whether the first `length` bytes are the same but for small and capital letters. */
static inline bool giji_is_same_word(const char *a, const char *b, size_t length)
{
    size_t at = 0;
    while (at < length && giji_lower(a[at]) == giji_lower(b[at]))
        at++;
    return at == length;
}

#endif
