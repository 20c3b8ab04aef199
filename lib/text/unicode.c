/* Characters of Japanese dumps: reading them one by one, their classes, folding, numbers, width. */
#include "text/unicode.h"

#include "base/vector.h"
#include "text/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

/* ---- reading -------------------------------------------------------------------------- */

uint32_t giji_next_wide_char(giji_string text, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text.data + *at;
    if (bytes[0] == 0xEF && text.length - *at >= 3 && giji_is_utf8_tail(bytes[1]) &&
        giji_is_utf8_tail(bytes[2])) { /* full-width letters */
        *at += 3;
        return 0xF000U | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
    }
    int length = giji_utf8_length(bytes, text.length - *at);
    *at += length > 0 ? (size_t)length : 1;
    return length > 0 ? giji_utf8_read(bytes, length) : 0xFFFD;
}

uint32_t giji_previous_wide_char(giji_string text, size_t *at)
{
    if (*at > text.length)
        *at = text.length;
    if (*at == 0)
        return 0;
    --*at;
    while (*at > 0 && ((unsigned char)text.data[*at] & 0xC0) == 0x80)
        --*at;
    size_t start = *at;
    return giji_next_char(text, &start);
}

/* ---- classes -------------------------------------------------------------------------- */

static bool within(uint32_t character, uint32_t first, uint32_t last)
{
    return character >= first && character <= last;
}

bool giji_is_rare_space(uint32_t character)
{
    switch (character) {
    case 0x0085: /* next line */
    case 0x00A0: /* no-break space */
    case 0x1680: /* ogham space mark */
    case 0x2028: /* line separator */
    case 0x2029: /* paragraph separator */
    case 0x202F: /* narrow no-break space */
    case 0x205F: /* medium mathematical space */
    case 0x2060: /* word joiner */
    case 0x3000: /* ideographic space */
    case 0xFEFF: /* zero width no-break space, byte order mark */
        return true;
    default:
        return within(character, 0x2000, 0x200D); /* the typographer's spaces, zero-width ones */
    }
}

bool giji_is_kanji(uint32_t character)
{
    if (within(character, 0x4E00, 0x9FFF))
        return true;
    return within(character, 0x3005, 0x3007) || /* 々〆〇 */
           character == 0x303B ||               /* 〻 */
           within(character, 0x30F5, 0x30F6) || /* ヵヶ */
           within(character, 0x3400, 0x4DBF) || /* extension A */
           within(character, 0xF900, 0xFAFF) || /* compatibility */
           within(character, 0x20000, 0x3FFFD); /* the planes of ideographs */
}

bool giji_is_hiragana(uint32_t character)
{
    return within(character, 0x3041, 0x3096) || within(character, 0x3099, 0x309F);
}

bool giji_is_katakana(uint32_t character)
{
    return within(character, 0x30A1, 0x30FA) || within(character, 0x30FC, 0x30FF) ||
           within(character, 0x31F0, 0x31FF) || within(character, 0xFF66, 0xFF9F);
}

/* Whether it takes no look at the characters to see that the text neither begins nor ends with white space: they
 * are ASCII, kana, kanji, marks or wide letters. */
static bool is_trimmed(giji_string text)
{
    if (text.length < 3)
        return false;
    const unsigned char *first = (const unsigned char *)text.data, *last = first + text.length - 3;
    bool begins = (first[0] > ' ' && first[0] < 0x80) || within(first[0], 0xE4, 0xE9) ||
                  (first[0] == 0xE3 && (first[1] > 0x80 || first[2] > 0x80)) ||
                  (first[0] == 0xE2 && first[1] > 0x81) || (first[0] == 0xEF && first[1] > 0xBB);
    bool ends = (last[2] > ' ' && last[2] < 0x80) ||
                (within(last[0], 0xE3, 0xE9) && giji_is_utf8_tail(last[1]) && last[2] > 0x80) ||
                (last[0] == 0xEF && last[1] > 0xBB && giji_is_utf8_tail(last[2]));
    return begins && ends;
}

/* Kept out of giji_trim(), which hardly ever comes so far and would have to save registers for it. */
__attribute__((noinline)) static giji_string trim_spaces(giji_string text)
{
    size_t start = 0, end = text.length;
    for (size_t at = 0; giji_is_space(giji_next_char(text, &at));)
        start = at;
    for (size_t at = end; at > start && giji_is_space(giji_previous_char(text, &at));)
        end = at;
    return end > start ? giji_slice_cut(text, start, end) : (giji_string){text.data, 0};
}

giji_string giji_trim(giji_string text)
{
    return text.length == 0 || is_trimmed(text) ? text : trim_spaces(text);
}

bool giji_is_longer(giji_string text, size_t most)
{
    size_t count = 0;
    if (text.length <= most)
        return false;
    if (text.length / 4 > most)
        return true;
    for (size_t i = 0; i < text.length; i++)
        count += !giji_is_utf8_tail((unsigned char)text.data[i]);
    return count > most;
}

/* How many bytes of white space end with `byte`, which the two others are before; for valid UTF-8. Without a branch,
 * and so that no bit of one term is in another. */
GIJI_LOOP unsigned char space_ending(unsigned char first, unsigned char second, unsigned char byte)
{
    unsigned char ascii = (byte == ' ') | ((unsigned char)(byte - '\t') <= '\r' - '\t');
    unsigned char latin = (second == 0xC2) & ((byte == 0x85) | (byte == 0xA0));
    unsigned char ideographic = (first == 0xE3) & (second == 0x80) & (byte == 0x80);
    unsigned char ogham = (first == 0xE1) & (second == 0x9A) & (byte == 0x80);
    unsigned char general =
        (second == 0x80) & ((byte <= 0x8D) | (byte == 0xA8) | (byte == 0xA9) | (byte == 0xAF));
    unsigned char other = (second == 0x81) & ((byte == 0x9F) | (byte == 0xA0));
    unsigned char mark = (first == 0xEF) & (second == 0xBB) & (byte == 0xBF);
    unsigned char three = ideographic | ogham | mark | ((first == 0xE2) & (general | other));
    return (unsigned char)(ascii + latin + latin + three + three + three);
}

/* The bytes of the white space that ends in a block of at most 255 bytes, behind at least two others. */
GIJI_LOOP unsigned char spaces_in_block(const unsigned char *bytes, size_t length)
{
    unsigned char spaces = 0;
    for (size_t i = 0; i < length; i++)
        spaces += space_ending(*(bytes + i - 2), *(bytes + i - 1), bytes[i]);
    return spaces;
}

/* Adds up blocks; `*at` moves behind them. */
GIJI_LOOP size_t spaces_in_blocks(const unsigned char *bytes, size_t length, size_t *at)
{
    enum { LARGE = 224, SMALL = 32 };
    size_t spaces = 0;
    for (; length - *at >= LARGE; *at += LARGE)
        spaces += spaces_in_block(bytes + *at, LARGE);
    for (; length - *at >= SMALL; *at += SMALL)
        spaces += spaces_in_block(bytes + *at, SMALL);
    return spaces;
}

GIJI_WIDE static size_t spaces_in_blocks_wide(const unsigned char *bytes, size_t length, size_t *at)
{
    return spaces_in_blocks(bytes, length, at);
}

size_t giji_visible_bytes(giji_string text)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t spaces = 0, at = 0;
    for (; at < text.length && at < 2; at++)
        spaces += space_ending(0, at ? bytes[at - 1] : 0, bytes[at]);
    spaces += giji_is_wide() ? spaces_in_blocks_wide(bytes, text.length, &at)
                             : spaces_in_blocks(bytes, text.length, &at);
    for (; at < text.length; at++)
        spaces += space_ending(bytes[at - 2], bytes[at - 1], bytes[at]);
    return text.length - spaces;
}

giji_string giji_unmarked(giji_string text)
{
    giji_string mark = giji_slice("\xEF\xBB\xBF");
    return giji_slice_begins(text, mark) ? giji_slice_cut(text, mark.length, text.length) : text;
}

/* ---- folding -------------------------------------------------------------------------- */

/* UTF-16 is folded in pieces that end where normalization has a boundary; no letter of any language
 * has as many marks as a piece has room for. A unit becomes 18 at most (U+FDFA). */
enum { PIECE_UNITS = 64, GROWTH = 18 };

struct piece {
    UChar units[PIECE_UNITS];
    int32_t length;
};

static void add_char(struct buffer *out, uint32_t character)
{
    char bytes[4];
    unsigned length = giji_utf8_write(character, bytes);
    giji_buffer_add(out, giji_slice_of(bytes, length));
}

/* Adds the piece's NFKC and empties it. White space may come out of what was none (U+00B4). */
static void fold_piece(const UNormalizer2 *nfkc, struct piece *piece, struct buffer *out)
{
    UChar folded[GROWTH * PIECE_UNITS];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length =
        unorm2_normalize(nfkc, piece->units, piece->length, folded, GROWTH * PIECE_UNITS, &status);
    out->failed |= (bool)U_FAILURE(status);
    piece->length = 0;
    for (int32_t i = 0; i < length && !out->failed;) {
        UChar32 character;
        U16_NEXT(folded, i, length, character);
        if (!giji_is_space((uint32_t)character))
            add_char(out, (uint32_t)character);
    }
}

static void fold_wide(giji_string text, struct buffer *out)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    out->failed |= (bool)U_FAILURE(status);
    struct piece piece = {.length = 0};
    for (size_t at = 0; at < text.length && !out->failed;) {
        UChar32 character = (UChar32)giji_next_char(text, &at);
        if (giji_is_space((uint32_t)character))
            continue;
        bool full = piece.length + 2 > PIECE_UNITS;
        bool late = piece.length > PIECE_UNITS / 2;
        if (full || (late && unorm2_hasBoundaryBefore(nfkc, character)))
            fold_piece(nfkc, &piece, out);
        U16_APPEND_UNSAFE(piece.units, piece.length, character);
    }
    if (!out->failed)
        fold_piece(nfkc, &piece, out);
}

/* Writes the folded text at `out`, which has room for as much as the text is long, and returns where it ends there;
 * NULL where it takes more than a look at each character. */
static char *fold_plain(giji_string text, char *out)
{
    for (size_t at = 0, from = 0; at < text.length; from = at) {
        uint32_t character = giji_next_char(text, &at);
        if (giji_is_space(character))
            continue;
        if (character < 0x80) {
            *out++ = (char)character;
        } else if (within(character, 0xFF01, 0xFF5E)) {
            *out++ = (char)(character - 0xFEE0);
        } else if (giji_folds_to_itself(character) || within(character, 0x3001, 0x3029)) {
            memcpy(out, text.data + from, 3);
            out += 3;
        } else {
            return NULL;
        }
    }
    return out;
}

void giji_fold(giji_string text, struct buffer *out)
{
    if (!text.length || !giji_buffer_reserve(out, text.length))
        return;
    char *end = fold_plain(text, out->data + out->length);
    if (end)
        out->length = (size_t)(end - out->data);
    else
        fold_wide(text, out);
}

giji_string giji_folded(giji_string text, struct buffer *room)
{
    size_t at = 0;
    bool folded = true;
    while (folded && at < text.length)
        folded = giji_folds_to_itself(giji_next_char(text, &at));
    if (folded)
        return text;
    room->length = 0;
    giji_fold(text, room);
    return giji_buffer_text(room);
}

/* ---- numbers ------------------------------------------------------------------------------------
 *
 *     number  = digits | kanji | "元"
 *     digits  = (0..9 | ０..９)+
 *     kanji   = [below 万] | [below 万] "万" [below]      below = ([figures] 千|百|十)* [figures]
 *     figures = (〇 零 一..九)+                           units go down: 千 before 百 before 十
 */

enum { NUMBER_LIMIT = 1000000 };

static long saturate(long value)
{
    return value > NUMBER_LIMIT ? NUMBER_LIMIT + 1 : value;
}

static int digit_of(uint32_t character)
{
    if (within(character, '0', '9'))
        return (int)(character - '0');
    return within(character, 0xFF10, 0xFF19) ? (int)(character - 0xFF10) : -1;
}

static int kanji_digit_of(uint32_t character)
{
    static const uint32_t digits[] = {0x3007 /* 〇 */, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94,          0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 10; i++)
        if (character == digits[i])
            return i;
    return character == 0x96F6 /* 零 */ ? 0 : -1;
}

static long kanji_unit_of(uint32_t character)
{
    switch (character) {
    case 0x5341: /* 十 */
        return 10;
    case 0x767E: /* 百 */
        return 100;
    case 0x5343: /* 千 */
        return 1000;
    default:
        return 0;
    }
}

/* Reads figures by `digit_of_char` in the decimal system; -1 where there is none. A number that exceeds
 * the limit, or has very many figures, is not read to its end. */
static long read_figures(giji_string text, size_t *at, int digit_of_char(uint32_t))
{
    enum { MOST_FIGURES = 24 };
    long value = -1;
    size_t next = *at;
    for (int figures = 0; value <= NUMBER_LIMIT && figures < MOST_FIGURES; figures++) {
        int digit = digit_of_char(giji_next_char(text, &next));
        if (digit < 0)
            return value;
        value = saturate((value < 0 ? 0 : value) * 10 + digit);
        *at = next;
    }
    return NUMBER_LIMIT + 1;
}

/* Reads what may stand before or behind 万; -1 where there is none. */
static long read_below(giji_string text, size_t *at)
{
    long value = -1;
    for (long unit, limit = 10000;; limit = unit) {
        size_t next = *at;
        long figures = read_figures(text, &next, kanji_digit_of);
        size_t behind = next;
        unit = kanji_unit_of(giji_next_char(text, &behind));
        if (unit == 0 || unit >= limit) {
            if (figures < 0)
                return value;
            *at = next;
            return saturate((value < 0 ? 0 : value) + figures);
        }
        value = saturate((value < 0 ? 0 : value) + (figures < 0 ? 1 : figures) * unit);
        *at = behind;
    }
}

static long read_kanji(giji_string text, size_t *at)
{
    long value = read_below(text, at);
    size_t behind = *at;
    if (value < 0 || giji_next_char(text, &behind) != 0x4E07 /* 万 */)
        return value;
    *at = behind;
    long rest = read_below(text, at);
    if (value > NUMBER_LIMIT / 10000)
        return NUMBER_LIMIT + 1;
    return saturate(value * 10000 + (rest < 0 ? 0 : rest));
}

long giji_read_number(giji_string text, size_t *at)
{
    size_t next = *at;
    if (giji_next_char(text, &next) == 0x5143 /* 元 */) {
        *at = next;
        return 1;
    }
    next = *at;
    long value = read_figures(text, &next, digit_of);
    if (value < 0)
        value = read_kanji(text, &next);
    if (value < 0 || value > NUMBER_LIMIT)
        return -1;
    *at = next;
    return value;
}

/* ---- width  */

static unsigned width_of(UChar32 character)
{
    if (character < 0x80)
        return character >= 0x20 && character != 0x7F;
    uint32_t kind = U_GET_GC_MASK(character);
    if (kind & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK))
        return 0;
    int32_t east_asian = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

/* What is ambiguous in Unicode's East Asian Width (○ ● → α) counts one, as terminals and wcwidth
 * have it by default; combining marks and control characters count none; each broken byte counts
 * one. */
unsigned giji_display_width(giji_string text)
{
    unsigned width = 0;
    for (size_t at = 0; at < text.length;)
        width += width_of((UChar32)giji_next_char(text, &at));
    return width;
}
