/* What an automaton has to tell apart: the classes of characters that its patterns do, and the nodes at which they end. */
#ifndef GIJI_GRAMMAR_CLASSES_H
#define GIJI_GRAMMAR_CLASSES_H

#include "grammar/states.h"

/* Finds the classes of the automaton, from the sets of its patterns, and the nodes at which these may end. False where
 * memory ran out. */
bool giji_classes_open(struct automaton *automaton);

/* Whether those of the net's sets whose bits are set in `used` hold or leave out both of its classes together. */
bool giji_classes_are_alike(const struct net *net, const uint64_t *used, unsigned a, unsigned b);

#endif
