#include "export/plain.h"

#include "base/vector.h"

enum { BLOCK = 64, WORD = 8 };

/* ---- JSON -------------------------------------------------------------------------------- */

static bool is_json_plain(unsigned char byte)
{
    return byte >= 0x20 && byte != '"' && byte != '\\';
}

GIJI_LOOP bool is_json_block(const unsigned char *bytes)
{
    unsigned char found = 0;
    for (size_t i = 0; i < BLOCK; i++)
        found |= (unsigned char)((bytes[i] < 0x20) | (bytes[i] == '"') | (bytes[i] == '\\'));
    return !found;
}

/* How many bytes from the start on are plain, by whole blocks, the last of which may lie over another one. */
GIJI_LOOP size_t count_json_blocks(const unsigned char *bytes, size_t length)
{
    size_t at = 0;
    for (; length - at >= BLOCK; at += BLOCK)
        if (!is_json_block(bytes + at))
            return at;
    return length >= BLOCK && is_json_block(bytes + length - BLOCK) ? length : at;
}

GIJI_WIDE static size_t count_json_blocks_wide(const unsigned char *bytes, size_t length)
{
    return count_json_blocks(bytes, length);
}

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

size_t giji_json_plain(giji_string text, size_t from)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t at = from, left = text.length - from;
    if (left >= BLOCK)
        at += giji_is_wide() ? count_json_blocks_wide(bytes + at, left)
                             : count_json_blocks(bytes + at, left);
    while (text.length - at >= WORD && is_json_word(bytes + at))
        at += WORD;
    if (at - from >= WORD && text.length - at < WORD && is_json_word(bytes + text.length - WORD))
        return text.length;
    while (at < text.length && is_json_plain(bytes[at]))
        at++;
    return at;
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

/* One byte behind the block is looked at, too. */
GIJI_LOOP bool is_xml_block(const unsigned char *bytes)
{
    unsigned char found = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char byte = bytes[i];
        unsigned char control = (byte < 0x20) & (byte != '\t') & (byte != '\n');
        unsigned char markup = (byte == '&') | (byte == '<') | (byte == '>');
        found |= (unsigned char)(control | markup | ((byte == 0xEF) & (bytes[i + 1] == 0xBF)));
    }
    return !found;
}

GIJI_LOOP size_t count_xml_blocks(const unsigned char *bytes, size_t length)
{
    size_t at = 0;
    while (length - at > BLOCK && is_xml_block(bytes + at))
        at += BLOCK;
    return at;
}

GIJI_WIDE static size_t count_xml_blocks_wide(const unsigned char *bytes, size_t length)
{
    return count_xml_blocks(bytes, length);
}

size_t giji_xml_plain(giji_string text, size_t from)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t at = from, left = text.length - from;
    if (left > BLOCK)
        at += giji_is_wide() ? count_xml_blocks_wide(bytes + at, left)
                             : count_xml_blocks(bytes + at, left);
    while (at < text.length && is_xml_plain(bytes[at], at + 1 < text.length ? bytes[at + 1] : 0))
        at++;
    return at;
}
