/* Characters that names, titles, dates and times are written with. */
#include "parse/characters.h"
#include "text/unicode.h"

uint32_t giji_char_at(giji_string text, size_t at)
{
    return giji_next_char(text, &at);
}

uint32_t giji_char_before(giji_string text, size_t at)
{
    return giji_previous_char(text, &at);
}

bool giji_set_has(const char *set, uint32_t character)
{
    giji_string text = giji_slice(set);
    for (size_t at = 0; at < text.length;)
        if (giji_next_char(text, &at) == character)
            return true;
    return false;
}

uint32_t giji_narrow(uint32_t character)
{
    if (character >= 0xFF01 && character <= 0xFF5E)
        return character - 0xFEE0;
    return character == 0x2010 || character == 0x2212 ? '-' : character;
}

bool giji_is_digit(uint32_t character)
{
    character = giji_narrow(character);
    return character >= '0' && character <= '9';
}

bool giji_is_latin(uint32_t character)
{
    character = giji_narrow(character) | 0x20;
    return character >= 'a' && character <= 'z';
}

bool giji_is_ideograph(uint32_t character)
{
    bool is_mark = character == U'〇' || character == U'〆';
    return (giji_is_kanji(character) && !is_mark) || (character >= 0xE000 && character <= 0xF8FF);
}

bool giji_is_letter(uint32_t character)
{
    return giji_is_ideograph(character) || giji_is_hiragana(character) ||
           giji_is_katakana(character) || giji_is_digit(character) || giji_is_latin(character);
}
