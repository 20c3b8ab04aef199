/* Hints: the words that are allowed, and the one that was probably meant. */
#ifndef GIJI_GRAMMAR_SUGGEST_H
#define GIJI_GRAMMAR_SUGGEST_H

#include "base/slice.h"

/* The word of `words` (ended by NULL) that is nearest to `word`; NULL where none is near. */
const char *giji_suggest(giji_string word, const char *const *words);

/* Prints "did you mean 'x'? allowed: a, b, c" into `hint`. */
void giji_hint(char *hint, size_t size, giji_string word, const char *const *words);

#endif
