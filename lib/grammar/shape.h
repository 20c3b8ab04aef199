/* The form of a grammar file, held against the tables of the language. */
#ifndef GIJI_GRAMMAR_SHAPE_H
#define GIJI_GRAMMAR_SHAPE_H

#include "grammar/element.h"

/* Checks the elements, attributes, values and ids of one file, whose root is given. Readers behind
 * it rely on what it checked. */
void giji_check_shape(const struct element *root, struct findings *findings);

#endif
