/* Words in the text of a field of people: which letters belong together though white space or a mark
 * stands between them, and where one word ends though none does. */
#ifndef GIJI_PARSE_RUNS_H
#define GIJI_PARSE_RUNS_H

#include "parse/roster.h"

size_t giji_skip_blanks(giji_string text, size_t at);

/* Reads the word at `*at`, where a letter stands, and moves behind it. Letters that stand one by one
 * are one word, up to a 君 or a wide gap. */
void giji_read_word(const struct roster *roster, giji_string text, size_t *at, struct word *word);

/* Takes a seat's number at `*at` and moves behind it: １番 十 二 番. */
bool giji_accept_seat(giji_string text, size_t *at, int *seat);

#endif
