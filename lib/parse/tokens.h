/* The words, marks and numbers that dates and times are made of.
 *
 * Each giji_accept function takes `*at`, moves it behind what it took and returns true, or leaves it
 * where it was and returns false. All cross white space before what they take. */
#ifndef GIJI_PARSE_TOKENS_H
#define GIJI_PARSE_TOKENS_H

#include "parse/characters.h"

/* The brackets that may stand around parts of a date, as sets for giji_accept_mark. */
extern const char32_t giji_opening[], giji_closing[];

static inline void giji_skip_space(giji_string text, size_t *at)
{
    for (size_t next = *at; giji_is_space(giji_next_char(text, &next));)
        *at = next;
}

/* giji_accept, where the first byte of the word is at `at`, which no white space is. */
bool giji_accept_from(giji_string text, size_t *at, const char *word);

/* Takes `word`, with white space before any of its characters: justified text has 午 後. */
static inline bool giji_accept(giji_string text, size_t *at, const char *word)
{
    size_t next = *at;
    giji_skip_space(text, &next);
    if (next >= text.length || text.data[next] != *word || !giji_accept_from(text, &next, word))
        return false;
    *at = next;
    return true;
}

/* Takes the first that fits of `words`, a list that ends with NULL. */
bool giji_accept_word(giji_string text, size_t *at, const char *const *words);

/* Takes one character of `set`. */
bool giji_accept_mark(giji_string text, size_t *at, const char32_t *set);

/* Takes a number up to `most`. */
bool giji_accept_number(giji_string text, size_t *at, long most, int *number);

/* Takes a number of up to two digits and the word behind it, as 12月. */
bool giji_accept_part(giji_string text, size_t *at, const char *unit, int *number);

/* Whether a number in kanji may be written with it. */
static inline bool giji_is_kanji_digit(uint32_t character)
{
    switch (character) {
    case U'〇':
    case U'零':
    case U'元':
    case U'一':
    case U'二':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'十':
    case U'百':
    case U'千':
    case U'万':
        return true;
    default:
        return false;
    }
}

/* Whether `at` is inside a longer number: behind 第3. or 7, or 2-. */
bool giji_is_inside_number(giji_string text, size_t at);

/* Moves to the next place where something may begin: over one character, or over a whole number, so
 * that its digits are not tried one by one. */
void giji_step(giji_string text, size_t *at);

#endif
