/* Characters: reading UTF-8, classes that matter in Japanese dumps, folding, terminal width. */
#ifndef GIJI_TEXT_UNICODE_H
#define GIJI_TEXT_UNICODE_H

#include "base/buffer.h"
#include "base/slice.h"

/* Reads the character at `*at` and moves `*at` behind it. At or past the end: 0, and `*at` stays.
 * In UTF-8 that is not valid, each broken byte is U+FFFD. */
uint32_t giji_next_char(giji_string text, size_t *at);

/* The character before `at`, with `*at` moved to its start; 0 at the start. */
uint32_t giji_previous_char(giji_string text, size_t *at);

/* White space as a dump has it: ASCII space, tab, line ends, form feed, no-break and ideographic
 * space, other Unicode spaces, zero-width space and joiner, U+FEFF. */
bool giji_is_space(uint32_t character);

/* Kanji (with 々〆〇ヵヶ and the compatibility block), hiragana, katakana (with ー and half width).
 */
bool giji_is_kanji(uint32_t character);
bool giji_is_hiragana(uint32_t character);
bool giji_is_katakana(uint32_t character);

/* The slice without white space at its ends. */
giji_string giji_trim(giji_string text);

/* The text without the byte order mark that it may begin with. */
giji_string giji_unmarked(giji_string text);

/* Adds `text` to `out` in the form that labels are compared in: NFKC, without white space. 﨑 and
 * 髙 stay as they are: they are letters of their own in NFKC. */
void giji_fold(giji_string text, struct buffer *out);

/* The value of a decimal number at `*at`: ASCII or full-width digits, or kanji (二十一, 百五, 元
 * for 1, 〇 零), moved behind it. -1 where there is none or it exceeds 1,000,000. */
long giji_read_number(giji_string text, size_t *at);

#endif
