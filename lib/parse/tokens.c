/* The words, marks and numbers that dates and times are made of. */
#include "parse/tokens.h"
#include "parse/characters.h"
#include "text/unicode.h"

const char giji_opening[] = "（(〔[［【｛{〈《「『";
const char giji_closing[] = "）)〕]］】｝}〉》」』";

bool giji_is_kanji_digit(uint32_t character)
{
    return giji_set_has("〇零元一二三四五六七八九十百千万", character);
}

void giji_skip_space(giji_string text, size_t *at)
{
    for (size_t next = *at; *at < text.length; *at = next)
        if (!giji_is_space(giji_next_char(text, &next)))
            return;
}

bool giji_accept(giji_string text, size_t *at, const char *word)
{
    giji_string want = giji_slice(word);
    size_t next = *at;
    for (size_t i = 0; i < want.length;) {
        giji_skip_space(text, &next);
        if (giji_next_char(text, &next) != giji_next_char(want, &i))
            return false;
    }
    *at = next;
    return true;
}

bool giji_accept_word(giji_string text, size_t *at, const char *const *words)
{
    for (; *words; words++)
        if (giji_accept(text, at, *words))
            return true;
    return false;
}

bool giji_accept_mark(giji_string text, size_t *at, const char *set)
{
    size_t next = *at;
    giji_skip_space(text, &next);
    if (next >= text.length || !giji_set_has(set, giji_next_char(text, &next)))
        return false;
    *at = next;
    return true;
}

bool giji_accept_number(giji_string text, size_t *at, long most, int *number)
{
    size_t next = *at;
    giji_skip_space(text, &next);
    long value = giji_read_number(text, &next);
    if (value < 0 || value > most)
        return false;
    *at = next;
    *number = (int)value;
    return true;
}

bool giji_accept_part(giji_string text, size_t *at, const char *unit, int *number)
{
    size_t next = *at;
    if (!giji_accept_number(text, &next, 99, number) || !giji_accept(text, &next, unit))
        return false;
    *at = next;
    return true;
}

bool giji_is_inside_number(giji_string text, size_t at)
{
    uint32_t before = giji_previous_char(text, &at);
    if (before && giji_set_has(".．,:：-－/／", before))
        before = giji_previous_char(text, &at);
    return giji_is_digit(before);
}

void giji_step(giji_string text, size_t *at)
{
    uint32_t character = giji_next_char(text, at);
    bool arabic = giji_is_digit(character);
    if (!arabic && !giji_is_kanji_digit(character))
        return;
    for (size_t next = *at; *at < text.length; *at = next) {
        character = giji_next_char(text, &next);
        if (arabic ? !giji_is_digit(character) : !giji_is_kanji_digit(character))
            return;
    }
}
