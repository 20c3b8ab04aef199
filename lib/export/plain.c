#include "export/plain.h"

#include "base/vector.h"

#ifdef GIJI_HAS_WIDE
enum { BLOCK = sizeof(giji_block_of_bytes) };
#endif

/* ---- JSON -------------------------------------------------------------------------------- */

static bool is_json_plain(unsigned char byte)
{
    return byte >= 0x20 && byte != '"' && byte != '\\';
}

enum { WORD = 8 };

/* Whether all bytes of a word are plain: the uppermost bit of each is clear in what less than 20, less than 1 beyond a
 * quotation mark, and less than 1 beyond a backslash are borrowed from, but for bytes that have it themselves. */
static bool is_json_word(const unsigned char *bytes)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    uint64_t borrowed =
        (word - each * 0x20) | ((word ^ each * '"') - each) | ((word ^ each * '\\') - each);
    return !(borrowed & ~word & each * 0x80);
}

static size_t json_plain(const unsigned char *bytes, size_t length, size_t from)
{
    size_t at = from;
    while (length - at >= WORD && is_json_word(bytes + at))
        at += WORD;
    if (at - from >= WORD && length - at < WORD && is_json_word(bytes + length - WORD))
        return length;
    while (at < length && is_json_plain(bytes[at]))
        at++;
    return at;
}

#ifdef GIJI_HAS_WIDE

/* A bit for each byte of the block that is not plain. */
GIJI_WIDE GIJI_LOOP uint32_t find_json_marks(const unsigned char *bytes)
{
    giji_block_of_bytes block, marks;
    giji_load(&block, bytes);
    marks = (giji_block_of_bytes)((block < 0x20) | (block == '"') | (block == '\\'));
    return giji_bits(&marks);
}

/* In a text that is no shorter than a block: the last one may lie over what was looked at before. */
GIJI_WIDE static size_t json_plain_wide(const unsigned char *bytes, size_t length, size_t at)
{
    for (; length - at >= BLOCK; at += BLOCK) {
        uint32_t marks = find_json_marks(bytes + at);
        if (marks)
            return at + (size_t)__builtin_ctz(marks);
    }
    size_t start = length - BLOCK;
    uint64_t marks = (uint64_t)find_json_marks(bytes + start) >> (at - start);
    return marks ? at + (size_t)__builtin_ctzll(marks) : length;
}

#endif

size_t giji_json_plain(giji_string text, size_t from)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
#ifdef GIJI_HAS_WIDE
    if (text.length >= BLOCK && giji_is_wide())
        return json_plain_wide(bytes, text.length, from);
#endif
    return json_plain(bytes, text.length, from);
}

/* ---- XML --------------------------------------------------------------------------------- */

static bool is_xml_plain(unsigned char byte, unsigned char next)
{
    if (byte >= 0x80)
        return byte != 0xEF || next != 0xBF;
    if (byte < 0x20)
        return byte == '\t' || byte == '\n';
    return byte != '&' && byte != '<' && byte != '>';
}

static size_t xml_plain(const unsigned char *bytes, size_t length, size_t at)
{
    while (at < length && is_xml_plain(bytes[at], at + 1 < length ? bytes[at + 1] : 0))
        at++;
    return at;
}

#ifdef GIJI_HAS_WIDE

/* The same for XML. One byte behind the block is looked at, too. */
GIJI_WIDE GIJI_LOOP uint32_t find_xml_marks(const unsigned char *bytes)
{
    giji_block_of_bytes block, next, marks;
    giji_load(&block, bytes);
    giji_load(&next, bytes + 1);
    marks = (giji_block_of_bytes)((block < 0x20) & (block != '\t') & (block != '\n'));
    marks |= (giji_block_of_bytes)((block == '&') | (block == '<') | (block == '>'));
    marks |= (giji_block_of_bytes)((block == 0xEF) & (next == 0xBF));
    return giji_bits(&marks);
}

/* In a text that is longer than a block. */
GIJI_WIDE static size_t xml_plain_wide(const unsigned char *bytes, size_t length, size_t at)
{
    for (; length - at > BLOCK; at += BLOCK) {
        uint32_t marks = find_xml_marks(bytes + at);
        if (marks)
            return at + (size_t)__builtin_ctz(marks);
    }
    size_t start = length - BLOCK - 1;
    uint64_t marks = (uint64_t)find_xml_marks(bytes + start) >> (at - start);
    return marks ? at + (size_t)__builtin_ctzll(marks)
                 : xml_plain(bytes, length, at < length - 1 ? length - 1 : at);
}

#endif

size_t giji_xml_plain(giji_string text, size_t from)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
#ifdef GIJI_HAS_WIDE
    if (text.length > BLOCK && giji_is_wide())
        return xml_plain_wide(bytes, text.length, from);
#endif
    return xml_plain(bytes, text.length, from);
}
