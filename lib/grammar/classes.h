/* What an automaton has to tell apart: the classes of characters that its patterns do, and the nodes at which they end. */
#ifndef GIJI_GRAMMAR_CLASSES_H
#define GIJI_GRAMMAR_CLASSES_H

#include "grammar/states.h"

/* Finds the classes of the automaton, from the sets of its patterns, and the nodes at which these may end. False where
 * memory ran out. */
bool giji_classes_open(struct automaton *automaton);

#endif
