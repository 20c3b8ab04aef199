/* The words, marks and numbers that dates and times are made of. */
#include "parse/tokens.h"

const char32_t giji_opening[] = U"（(〔[［【｛{〈《「『";
const char32_t giji_closing[] = U"）)〕]］】｝}〉》」』";

/* Takes the character that `*word` begins with, and moves `*word` behind it. */
static bool accept_character(giji_string text, size_t *at, const char **word)
{
    do {
        if (*at >= text.length || text.data[*at] != **word)
            return false;
        ++*at;
        ++*word;
    } while (giji_is_utf8_tail((unsigned char)**word));
    return true;
}

bool giji_accept_from(giji_string text, size_t *at, const char *word)
{
    while (accept_character(text, at, &word)) {
        if (!*word)
            return true;
        giji_skip_space(text, at);
    }
    return false;
}

bool giji_accept_word(giji_string text, size_t *at, const char *const *words)
{
    size_t first = *at;
    giji_skip_space(text, &first);
    for (; *words; words++)
        if (giji_accept(text, &first, *words)) {
            *at = first;
            return true;
        }
    return false;
}

bool giji_accept_mark(giji_string text, size_t *at, const char32_t *set)
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
    uint32_t first = giji_char_at(text, next);
    if (!giji_is_digit(first) && !giji_is_kanji_digit(first))
        return false;
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
    if (before && giji_set_has(U".．,:：-－/／", before))
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
