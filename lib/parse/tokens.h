/* The words, marks and numbers that dates and times are made of.
 *
 * Each giji_accept function takes `*at`, moves it behind what it took and returns true, or leaves it
 * where it was and returns false. All cross white space before what they take. */
#ifndef GIJI_PARSE_TOKENS_H
#define GIJI_PARSE_TOKENS_H

#include "base/slice.h"

/* The brackets that may stand around parts of a date, as sets for giji_accept_mark. */
extern const char giji_opening[], giji_closing[];

void giji_skip_space(giji_string text, size_t *at);

/* Takes `word`, with white space before any of its characters: justified text has 午 後. */
bool giji_accept(giji_string text, size_t *at, const char *word);

/* Takes the first that fits of `words`, a list that ends with NULL. */
bool giji_accept_word(giji_string text, size_t *at, const char *const *words);

/* Takes one character of `set`. */
bool giji_accept_mark(giji_string text, size_t *at, const char *set);

/* Takes a number up to `most`. */
bool giji_accept_number(giji_string text, size_t *at, long most, int *number);

/* Takes a number of up to two digits and the word behind it, as 12月. */
bool giji_accept_part(giji_string text, size_t *at, const char *unit, int *number);

/* Whether a number in kanji may be written with it. */
bool giji_is_kanji_digit(uint32_t character);

/* Whether `at` is inside a longer number: behind 第3. or 7, or 2-. */
bool giji_is_inside_number(giji_string text, size_t at);

/* Moves to the next place where something may begin: over one character, or over a whole number, so
 * that its digits are not tried one by one. */
void giji_step(giji_string text, size_t *at);

#endif
