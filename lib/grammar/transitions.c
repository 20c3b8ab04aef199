#include "grammar/transitions.h"

#include "base/pages.h"

/* ---- finding and making --------------------------------------------------------------------------- */

static _Atomic uint16_t *run_of(const struct automaton *automaton, size_t number, unsigned class)
{
    return &automaton->rows[(number << automaton->row_shift) + class / BLOCK];
}

/* Whether there is room for the transition: a block that has others of its run, or a further one. */
static bool has_room(const struct automaton *automaton, size_t number, unsigned class)
{
    return automaton->block_count < MOST_BLOCKS ||
           atomic_load_explicit(run_of(automaton, number, class), memory_order_relaxed);
}

static void keep(struct automaton *automaton, size_t number, unsigned class, uint16_t next)
{
    _Atomic uint16_t *run = run_of(automaton, number, class);
    size_t block = atomic_load_explicit(run, memory_order_relaxed);
    if (!block)
        block = automaton->block_count++;
    atomic_store_explicit(&automaton->blocks[block * BLOCK + class % BLOCK], next,
                          memory_order_release);
    atomic_store_explicit(run, (uint16_t)block, memory_order_release);
}

/* A transition that could not be kept would be made again at every character: it leads beyond the last state. */
uint16_t giji_transition_make(struct automaton *automaton, size_t number, unsigned class)
{
    pthread_mutex_lock(&automaton->net->lock);
    uint16_t next = giji_transition_find(automaton, number, class);
    if (next == STATE_UNKNOWN && !has_room(automaton, number, class)) {
        next = STATE_BEYOND;
    } else if (next == STATE_UNKNOWN) {
        next = (uint16_t)giji_states_next(automaton, number, class);
        if (next < STATE_BEYOND && next > STATE_DEAD && giji_state_found(automaton, next))
            next |= FINDING;
        keep(automaton, number, class, next);
    }
    pthread_mutex_unlock(&automaton->net->lock);
    return next;
}

/* ---- opening -------------------------------------------------------------------------------------- */

static unsigned shift_for(size_t count)
{
    unsigned shift = 0;
    while ((size_t)1 << shift < count)
        shift++;
    return shift;
}

bool giji_transitions_open(struct automaton *automaton)
{
    automaton->row_shift = shift_for((automaton->class_count + TICKS) / BLOCK + 1);
    size_t states = MOST_STATES * sizeof *automaton->states;
    size_t rows = ((size_t)MOST_STATES << automaton->row_shift) * sizeof *automaton->rows;
    size_t blocks = (size_t)MOST_BLOCKS * BLOCK * sizeof *automaton->blocks;
    size_t buckets = BUCKETS * sizeof *automaton->buckets;
    size_t endings = automaton->class_count * sizeof *automaton->endings;
    automaton->page_size = endings + buckets + states + rows + blocks;
    automaton->pages = giji_pages_new(automaton->page_size);
    if (!automaton->pages)
        return false;
    automaton->endings = automaton->pages;
    automaton->buckets = (uint16_t *)(automaton->endings + automaton->class_count);
    automaton->states = (struct state *)(automaton->buckets + BUCKETS);
    automaton->rows = (_Atomic uint16_t *)(automaton->states + MOST_STATES);
    automaton->blocks = automaton->rows + ((size_t)MOST_STATES << automaton->row_shift);
    automaton->block_count = 1;
    return true;
}

void giji_transitions_close(struct automaton *automaton)
{
    giji_pages_free(automaton->pages, automaton->page_size);
}
