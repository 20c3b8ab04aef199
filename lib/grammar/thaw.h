/* Automata as the build has left them: with the states and transitions that its texts have led to, which a program need
 * not make again. What further texts lead to is made from there. */
#ifndef GIJI_GRAMMAR_THAW_H
#define GIJI_GRAMMAR_THAW_H

#include "grammar/frozen.h"
#include "grammar/states.h"

/* What the automaton is thawed from; NULL where there is nothing. */
const struct frozen_automaton *giji_frozen_automaton(const struct automaton *automaton);

/* Opens the automaton with what was frozen. False where memory ran out. */
bool giji_thaw_automaton(struct automaton *automaton, const struct frozen_automaton *frozen);

/* A state that is frozen. */
struct state giji_thaw_state(const struct automaton *automaton, size_t number);

#endif
