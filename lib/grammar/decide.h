/* What a sentence decides, and how evident errors of an extraction are corrected: by the grammar's tables. */
#ifndef GIJI_GRAMMAR_DECIDE_H
#define GIJI_GRAMMAR_DECIDE_H

#include "grammar/match.h"

/* What `sentence` decides: a sentence ends with what was decided, so the decision whose words end last is
 * the one; of two that end together, the one that the grammar lists first. OTHER where none is found. */
giji_decision giji_grammar_decide(const struct grammar *grammar, struct matcher *matcher,
                                  giji_string sentence);

/* `text` as the grammar's corrections for texts of kind `of` make it, in the arena, with the id of the last
 * one that changed it in *by; {NULL, 0} where none did. */
giji_string giji_grammar_correct(const struct grammar *grammar, struct matcher *matcher,
                                 struct arena *arena, enum correction_of of, giji_string text,
                                 giji_string *by);

#endif
