/* Characters that names, titles, dates and times are written with. */
#ifndef GIJI_PARSE_CHARACTERS_H
#define GIJI_PARSE_CHARACTERS_H

#include "base/slice.h"

/* The character at `at`, or 0 at the end; the one before `at`, or 0 at the start. */
uint32_t giji_char_at(giji_string text, size_t at);
uint32_t giji_char_before(giji_string text, size_t at);

/* Whether `character` is one of those in `set`. */
bool giji_set_has(const char *set, uint32_t character);

/* The ASCII form of a full-width character, and "-" for the hyphen and the minus sign; any other
 * character as it is. */
uint32_t giji_narrow(uint32_t character);

/* ASCII or full width. */
bool giji_is_digit(uint32_t character);
bool giji_is_latin(uint32_t character);

/* Kanji but for the marks 〇 and 〆. Letters that a font adds for itself stand for rare kanji. */
bool giji_is_ideograph(uint32_t character);

/* Whatever a word of a field of people is made of: ideographs, kana, digits, Latin letters. */
bool giji_is_letter(uint32_t character);

#endif
