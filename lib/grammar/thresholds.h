#ifndef GIJI_GRAMMAR_THRESHOLDS_H
#define GIJI_GRAMMAR_THRESHOLDS_H

#include "grammar/findings.h"
#include "grammar/grammar.h"

/* Reports a sign that reaches the form's threshold alone, a threshold that all signs together do not
 * reach, and one that needs no sign. */
void giji_check_thresholds(const struct grammar *grammar, struct findings *findings);

#endif
