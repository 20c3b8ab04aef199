/* Looking words up in the grammar's lists. Texts are compared as they are: fold what a dump wrote first
 * (text/unicode.h), as the words of the lists are. */
#ifndef GIJI_GRAMMAR_LISTS_H
#define GIJI_GRAMMAR_LISTS_H

#include "grammar/grammar.h"

/* Makes the grammar's lists ready for being looked up in: nothing is added to them any more. Where memory runs out,
 * the grammar's arena fails. */
void giji_index_lists(struct grammar *grammar);

/* Whether `text` is a word of the list. */
bool giji_is_listed(const struct grammar *grammar, enum word_list list, giji_string text);

/* How many bytes the longest word of the list takes that `text` begins, or ends, with; 0 for none. */
size_t giji_listed_first(const struct grammar *grammar, enum word_list list, giji_string text);
size_t giji_listed_last(const struct grammar *grammar, enum word_list list, giji_string text);

/* Whether a word of the list stands anywhere in `text`. */
bool giji_is_listed_inside(const struct grammar *grammar, enum word_list list, giji_string text);

/* Whether `text`, folded, is a word of the list. Where memory runs out, `arena` fails. */
bool giji_is_listed_folded(const struct grammar *grammar, enum word_list list, giji_string text,
                           struct arena *arena);

#endif
