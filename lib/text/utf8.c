/* Strict UTF-8. The table of the Unicode Standard (3-7, well-formed byte sequences):
 *
 *     00..7F
 *     C2..DF 80..BF
 *     E0     A0..BF 80..BF          E1..EC, EE, EF  80..BF 80..BF          ED  80..9F 80..BF
 *     F0     90..BF 80..BF 80..BF   F1..F3  80..BF 80..BF 80..BF           F4  80..8F 80..BF 80..BF
 */
#include "text/utf8.h"

#include "base/buffer.h"
#include "base/vector.h"

static bool is_tail(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* The length that a lead byte announces; 0 for what is none. */
static int announced(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2)
        return 0;
    if (lead < 0xE0)
        return 2;
    if (lead < 0xF0)
        return 3;
    return lead < 0xF5 ? 4 : 0;
}

/* Whether `second` may follow `lead`: here overlong forms and surrogates show. */
static bool may_follow(unsigned char lead, unsigned char second)
{
    if (!is_tail(second))
        return false;
    switch (lead) {
    case 0xE0:
        return second >= 0xA0;
    case 0xED:
        return second < 0xA0;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second < 0x90;
    default:
        return true;
    }
}

int giji_utf8_length(const unsigned char *bytes, size_t left)
{
    int length = announced(bytes[0]);
    if (length == 1)
        return 1;
    if (length == 0 || left < 2 || !may_follow(bytes[0], bytes[1]))
        return -1;
    for (int i = 2; i < length; i++)
        if ((size_t)i >= left || !is_tail(bytes[i]))
            return -i;
    return length;
}

/* Whether there may be a flaw, or a character that is rare in Japanese: one that takes four bytes, or begins with C0, C1,
 * E0 or ED, which need a closer look. The two bytes before `bytes` are text too. A byte that is no tail stands where
 * none is due, and a tail where one is: behind a lead, or behind the lead of three bytes and another one. */
GIJI_LOOP unsigned char needs_look(const unsigned char *bytes, size_t length)
{
    unsigned char needs = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = bytes[i], before = *(bytes + i - 1), second = *(bytes + i - 2);
        unsigned char begins = (signed char)byte >= -0x40;
        unsigned char none_due = (before < 0xC0) & (second < 0xE0);
        unsigned char rare =
            (byte >= 0xF0) | (byte == 0xED) | (byte == 0xE0) | ((byte & 0xFE) == 0xC0);
        needs |= (unsigned char)((begins ^ none_due) | rare);
    }
    return needs;
}

GIJI_WIDE static unsigned char needs_look_wide(const unsigned char *bytes, size_t length)
{
    return needs_look(bytes, length);
}

enum { STRETCH = 64, BLOCK = 512 };

/* Skips ASCII, and the characters E1..EC xx xx, which is to say nearly all of Japanese. */
static size_t skip_common(const unsigned char *bytes, size_t length, size_t at)
{
    while (at < length && bytes[at] < 0x80)
        at++;
    while (length - at >= 3 && bytes[at] >= 0xE1 && bytes[at] <= 0xEC && is_tail(bytes[at + 1]) &&
           is_tail(bytes[at + 2]))
        at += 3;
    return at;
}

/* Skips characters one by one, as far as to `end` or to the first flaw. */
static size_t skip_characters(const unsigned char *bytes, size_t length, size_t at, size_t end,
                              bool *flawed)
{
    for (int width = 1; at < end; at += (size_t)width) {
        at = skip_common(bytes, end, at);
        if (at == end)
            break;
        width = giji_utf8_length(bytes + at, length - at);
        *flawed = width < 0;
        if (*flawed)
            break;
    }
    return at;
}

/* Skips whole blocks without a flaw or a rare character, from the start of a character to that of another one. */
static size_t skip_blocks(const unsigned char *bytes, size_t length, size_t from)
{
    bool wide = giji_is_wide();
    size_t at = from;
    if (from < 2 || bytes[from - 1] >= 0xC0 || bytes[from - 2] >= 0xE0)
        return from; /* the end of a flaw, behind which a tail would seem due */
    while (length - at >= BLOCK &&
           !(wide ? needs_look_wide(bytes + at, BLOCK) : needs_look(bytes + at, BLOCK)))
        at += BLOCK;
    if (at == from)
        return from;
    do
        at--;
    while (is_tail(bytes[at]));
    return at;
}

/* A short stretch comes first, so that flaw upon flaw costs no look at a whole block each. */
size_t giji_utf8_invalid(const unsigned char *bytes, size_t length, size_t from)
{
    bool flawed = false;
    size_t stretch = STRETCH;
    for (size_t at = from, before; at < length;) {
        before = at = skip_characters(bytes, length, at,
                                      length - at > stretch ? at + stretch : length, &flawed);
        if (flawed)
            return at;
        at = skip_blocks(bytes, length, before);
        stretch = at == before ? BLOCK : STRETCH;
    }
    return length;
}

uint32_t giji_utf8_read(const unsigned char *bytes, int length)
{
    switch (length) {
    case 1:
        return bytes[0];
    case 2:
        return (bytes[0] & 0x1FU) << 6 | (bytes[1] & 0x3FU);
    case 3:
        return (bytes[0] & 0x0FU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
    default:
        return (bytes[0] & 0x07U) << 18 | (bytes[1] & 0x3FU) << 12 | (bytes[2] & 0x3FU) << 6 |
               (bytes[3] & 0x3FU);
    }
}

static char tail(uint32_t bits)
{
    return (char)(0x80 | (bits & 0x3F));
}

unsigned giji_utf8_write(uint32_t character, char *out)
{
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        out[0] = (char)(0xC0 | character >> 6);
        out[1] = tail(character);
        return 2;
    }
    if (character < 0x10000) {
        out[0] = (char)(0xE0 | character >> 12);
        out[1] = tail(character >> 6);
        out[2] = tail(character);
        return 3;
    }
    out[0] = (char)(0xF0 | character >> 18);
    out[1] = tail(character >> 12);
    out[2] = tail(character >> 6);
    out[3] = tail(character);
    return 4;
}

giji_string giji_utf8_mend(struct arena *arena, const char *name)
{
    const unsigned char *bytes = (const unsigned char *)name;
    size_t length = strlen(name);
    if (giji_utf8_invalid(bytes, length, 0) == length)
        return giji_arena_copy(arena, giji_slice(name));
    struct buffer mended = {0};
    for (size_t at = 0; at < length;) {
        int width = giji_utf8_length(bytes + at, length - at);
        giji_buffer_add(&mended, width > 0 ? giji_slice_of(name + at, (size_t)width)
                                           : giji_slice("\xEF\xBF\xBD"));
        at += (size_t)(width > 0 ? width : -width);
    }
    return giji_buffer_keep(&mended, arena);
}
