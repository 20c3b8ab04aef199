/* Characters: reading UTF-8, classes that matter in Japanese dumps, folding, terminal width. */
#ifndef GIJI_TEXT_UNICODE_H
#define GIJI_TEXT_UNICODE_H

#include "base/buffer.h"
#include "base/slice.h"

/* Reads the character at `*at` and moves `*at` behind it. At or past the end: 0, and `*at` stays.
 * In UTF-8 that is not valid, each broken byte is U+FFFD. */
static inline uint32_t giji_next_char(giji_string text, size_t *at);

/* The character before `at`, with `*at` moved to its start; 0 at the start. */
static inline uint32_t giji_previous_char(giji_string text, size_t *at);

/* White space as a dump has it: ASCII space, tab, line ends, form feed, no-break and ideographic
 * space, other Unicode spaces, zero-width space and joiner, U+FEFF. */
static inline bool giji_is_space(uint32_t character);

/* Kanji (with 々〆〇ヵヶ and the compatibility block), hiragana, katakana (with ー and half width).
 */
bool giji_is_kanji(uint32_t character);
bool giji_is_hiragana(uint32_t character);
bool giji_is_katakana(uint32_t character);

/* The slice without white space at its ends. */
giji_string giji_trim(giji_string text);

/* Whether the text has more than `most` characters. */
bool giji_is_longer(giji_string text, size_t most);

/* How many bytes of valid UTF-8 belong to characters that are no white space. */
size_t giji_visible_bytes(giji_string text);

/* The text without the byte order mark that it may begin with. */
giji_string giji_unmarked(giji_string text);

/* Adds `text` to `out` in the form that labels are compared in: NFKC, without white space. 﨑 and
 * 髙 stay as they are: they are letters of their own in NFKC. */
void giji_fold(giji_string text, struct buffer *out);

/* Whether a character is folded to itself, whatever stands before it: most kanji and kana. What stands behind it may be
 * a mark that joins it. */
static inline bool giji_folds_to_itself(uint32_t character)
{
    return character - 0x4E00U <= 0x9FFFU - 0x4E00U || character - 0x3041U <= 0x3096U - 0x3041U ||
           character - 0x30A1U <= 0x30FCU - 0x30A1U;
}

/* The text as giji_fold has it: the text itself where it is folded already, else what `room` holds, which is emptied
 * first. */
giji_string giji_folded(giji_string text, struct buffer *room);

/* The value of a decimal number at `*at`: ASCII or full-width digits, or kanji (二十一, 百五, 元
 * for 1, 〇 零), moved behind it. -1 where there is none or it exceeds 1,000,000. */
long giji_read_number(giji_string text, size_t *at);

/* ---- what is so frequent that it has to be inline ---------------------------------------- */

/* giji_next_char for any text, before whose end `*at` is; giji_previous_char for any text. */
uint32_t giji_next_wide_char(giji_string text, size_t *at);
uint32_t giji_previous_wide_char(giji_string text, size_t *at);

/* giji_is_space for what is neither ASCII nor kana, kanji or their punctuation. */
bool giji_is_rare_space(uint32_t character);

static inline bool giji_is_utf8_tail(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Whether three bytes are a character that begins with E1..EF other than ED: with ASCII, nearly all of a dump. */
static inline bool giji_is_three_bytes(const unsigned char *bytes)
{
    return bytes[0] - 0xE1U <= 0xEFU - 0xE1U && bytes[0] != 0xED && giji_is_utf8_tail(bytes[1]) &&
           giji_is_utf8_tail(bytes[2]);
}

static inline uint32_t giji_read_three_bytes(const unsigned char *bytes)
{
    return (bytes[0] & 0x0FU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
}

static inline uint32_t giji_next_char(giji_string text, size_t *at)
{
    size_t left = text.length - *at;
    if (*at >= text.length)
        return 0;
    const unsigned char *bytes = (const unsigned char *)text.data + *at;
    if (bytes[0] < 0x80) {
        ++*at;
        return bytes[0];
    }
    if (left < 3 || !giji_is_three_bytes(bytes))
        return giji_next_wide_char(text, at);
    *at += 3;
    return giji_read_three_bytes(bytes);
}

static inline uint32_t giji_previous_char(giji_string text, size_t *at)
{
    if (*at < 3 || *at > text.length)
        return giji_previous_wide_char(text, at);
    const unsigned char *bytes = (const unsigned char *)text.data + *at - 3;
    if (bytes[2] < 0x80) {
        --*at;
        return bytes[2];
    }
    if (!giji_is_three_bytes(bytes))
        return giji_previous_wide_char(text, at);
    *at -= 3;
    return giji_read_three_bytes(bytes);
}

static inline bool giji_is_space(uint32_t character)
{
    if (character < 0x80)
        return character == ' ' || (character >= '\t' && character <= '\r');
    if (character > 0x3000 && character != 0xFEFF)
        return false;
    return giji_is_rare_space(character);
}

#endif
