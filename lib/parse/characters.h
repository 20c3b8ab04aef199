/* Characters that names, titles, dates and times are written with. Headers ask this of every character many times
 * over, so that it is inline. */
#ifndef GIJI_PARSE_CHARACTERS_H
#define GIJI_PARSE_CHARACTERS_H

#include "text/unicode.h"

#include <uchar.h>

/* The character at `at`, or 0 at the end; the one before `at`, or 0 at the start. */
static inline uint32_t giji_char_at(giji_string text, size_t at)
{
    return giji_next_char(text, &at);
}

static inline uint32_t giji_char_before(giji_string text, size_t at)
{
    return giji_previous_char(text, &at);
}

/* Whether `character` is one of those in `set`, which ends with 0. 0 is in none. */
static inline bool giji_set_has(const char32_t *set, uint32_t character)
{
    for (; *set; set++)
        if (*set == character)
            return true;
    return false;
}

/* The ASCII form of a full-width character, and "-" for the hyphen and the minus sign; any other
 * character as it is. */
static inline uint32_t giji_narrow(uint32_t character)
{
    if (character - 0xFF01 <= 0xFF5E - 0xFF01)
        return character - 0xFEE0;
    return character == 0x2010 || character == 0x2212 ? '-' : character;
}

/* ASCII or full width. */
static inline bool giji_is_digit(uint32_t character)
{
    return character - '0' <= 9 || character - U'０' <= 9;
}

static inline bool giji_is_latin(uint32_t character)
{
    return (giji_narrow(character) | 0x20) - 'a' <= 'z' - 'a';
}

/* giji_is_ideograph and giji_is_letter for what is neither ASCII nor kana nor a kanji of the usual block. */
bool giji_is_rare_ideograph(uint32_t character);
bool giji_is_rare_letter(uint32_t character);

/* Kanji but for the marks 〇 and 〆. Letters that a font adds for itself stand for rare kanji. */
static inline bool giji_is_ideograph(uint32_t character)
{
    return character - 0x4E00 <= 0x9FFF - 0x4E00 || giji_is_rare_ideograph(character);
}

/* Whatever a word of a field of people is made of: ideographs, kana, digits, Latin letters. */
static inline bool giji_is_letter(uint32_t character)
{
    if (giji_folds_to_itself(character))
        return character != U'・';
    if (character <= 0x3004)
        return character - '0' <= 9 || (character | 0x20) - 'a' <= 'z' - 'a';
    return giji_is_rare_letter(character);
}

#endif
