/* The transitions of an automaton: which state a character of a class, or a tick, leads to from a state. They are made
 * as texts ask for them.
 *
 * A state of some hundred classes has transitions for a few: they are kept in blocks. A frozen automaton comes with
 * states of which the transitions are there, in blocks that they share. The numbers of those stand by runs of classes,
 * and not by states: where to look is told by the next character before the state is known. */
#ifndef GIJI_GRAMMAR_TRANSITIONS_H
#define GIJI_GRAMMAR_TRANSITIONS_H

#include "grammar/states.h"

enum { BLOCK = 16, MOST_BLOCKS = 1 << 15 };

/* The transition from the state; STATE_UNKNOWN where it is not made yet. */
static inline uint16_t giji_transition_find(const struct automaton *automaton, size_t number,
                                            unsigned class)
{
    size_t run = class / BLOCK, place = class % BLOCK;
    if (number < automaton->frozen_count) {
        size_t block = (automaton->frozen_runs + run * automaton->frozen_count)[number];
        uint16_t next = (automaton->frozen_blocks + place)[block * BLOCK];
        if (next != STATE_UNKNOWN)
            return next;
    }
    run += number << automaton->row_shift;
    size_t block = atomic_load_explicit(&automaton->rows[run], memory_order_acquire);
    return atomic_load_explicit(&automaton->blocks[block * BLOCK + place], memory_order_acquire);
}

/* Makes the transition from the state, where no other thread has done so before. */
uint16_t giji_transition_make(struct automaton *automaton, size_t number, unsigned class);

/* The transition from the state that a character of the class is, or a tick. */
static inline uint16_t giji_transition(struct automaton *automaton, size_t number, unsigned class)
{
    uint16_t next = giji_transition_find(automaton, number, class);
    return next == STATE_UNKNOWN ? giji_transition_make(automaton, number, class) : next;
}

/* Makes room for the states of an automaton whose classes are known, and for their transitions. False where there was no
 * memory for it. */
bool giji_transitions_open(struct automaton *automaton);
void giji_transitions_close(struct automaton *automaton);

#endif
