/* Characters that names, titles, dates and times are written with. */
#include "parse/characters.h"

bool giji_is_rare_ideograph(uint32_t character)
{
    bool is_mark = character == U'〇' || character == U'〆';
    return (giji_is_kanji(character) && !is_mark) || (character >= 0xE000 && character <= 0xF8FF);
}

bool giji_is_rare_letter(uint32_t character)
{
    return giji_is_hiragana(character) || giji_is_katakana(character) || giji_is_digit(character) ||
           giji_is_latin(character) || giji_is_rare_ideograph(character);
}
