/* The states of an automaton, each the set of a net's nodes that a text leads to at the same time. They are made as texts
 * ask for them, under the net's lock. */
#ifndef GIJI_GRAMMAR_STATES_H
#define GIJI_GRAMMAR_STATES_H

#include "grammar/automaton.h"
#include "grammar/frozen.h"

#include <string.h>

/* A text that leads beyond so many states finds all that is still alive: patterns that make so many rule little
 * out. */
enum { MOST_STATES = 2048, BUCKETS = 512 };

/* Numbers of states, in the low bits of a transition: not made yet; nothing is alive; beyond the last. */
enum { STATE_UNKNOWN, STATE_DEAD, STATE_START, STATE_BEYOND = MOST_STATES };

/* The bit of a transition to a state in which something is found. */
enum { FINDING = 0x8000 };

/* Where a text stands: at its start, and at that of a line. */
enum standing { INSIDE, AT_LINE, AT_TEXT };

/* What it takes to gather the nodes of a state: what its last character led to. */
struct origin {
    uint64_t found;        /* at the end of the line, where that was the character */
    const uint16_t *roots; /* nodes, of which each comes with all that it leads to */
    uint32_t hash;
    uint16_t root_count;
    unsigned char standing;
};

struct state {
    uint64_t found;  /* patterns that a text which leads here matches, */
    uint64_t at_end; /* and those that it matches where it ends */
    uint64_t alive;  /* patterns of the nodes */
    struct origin origin;
    /* Of its nodes those that are not what the roots lead to inside a line. */
    const unsigned char *ways;
    uint32_t way_count;
    uint16_t same_bucket;
};

/* Patterns of which nodes are left: of the way through them, and of their conditions. */
struct living {
    uint64_t ways, conditions;
};

struct automaton {
    struct net *net;
    struct automaton *before; /* of the net: the one that was added before it */
    size_t number;            /* in the order in which they were added to the net */
    size_t *numbers;
    size_t count;
    unsigned kind;    /* AUTOMATON_ANYWHERE ... */
    atomic_bool open; /* under the net's lock, as all that follows but for what is atomic */
    bool good;
    void *pages; /* of the tables: what is never made takes no memory */
    size_t page_size;
    struct state *states; /* those that are not frozen */
    size_t state_count;   /* of all */
    /* Of each state, for each run of classes or ticks, the block that has its transitions: see transitions.h. */
    _Atomic uint16_t *rows, *blocks;
    size_t block_count;
    unsigned row_shift;
    /* The first states may be frozen, from STATE_START on; their numbers are below the count. */
    const struct frozen_state *frozen_states;
    const uint64_t *frozen_masks;
    const uint16_t *frozen_runs, *frozen_blocks;
    size_t frozen_count;
    bool complete;               /* no further states are made */
    struct letters letters;      /* of the net, */
    const uint16_t *net_classes; /* and its class of each of them, */
    const uint16_t *classes; /* and of each class there the one here: what the patterns do not */
    const uint16_t *samples; /* tell apart is of one class; of each class here one of the net */
    size_t class_count;
    uint16_t *buckets;
    unsigned char *bits;        /* of each pattern of the net: its number here */
    uint64_t unread;            /* patterns that the net does not read: they are always found */
    uint64_t conditional;       /* patterns that begin with a condition */
    struct bench *bench;        /* of the net; NULL as long as no state has to be made */
    uint64_t endless;           /* patterns that match whatever the text ends with */
    const uint16_t *last_nodes; /* of the others: the nodes whose character the text may end with */
    size_t last_count;
    /* Of each class: patterns that a text which ends with it may match; 0: it was not asked. */
    _Atomic uint64_t *endings;
    /* Where patterns may begin anywhere: what that adds to each place inside a line. */
    const unsigned char *seeds;
    size_t seed_count;
    uint64_t seeds_found; /* and what it finds */
    struct living seeds_living;
};

static inline uint64_t giji_bit_of(const struct automaton *automaton, const struct node *node)
{
    return UINT64_C(1) << automaton->bits[node->pattern & (CONDITION - 1)];
}

/* The state, unless it is frozen. */
static inline struct state *giji_own_state(const struct automaton *automaton, size_t number)
{
    return &automaton->states[number - automaton->frozen_count];
}

/* Patterns that a text which leads to the state matches, ... */
static inline uint64_t giji_state_found(const struct automaton *automaton, size_t number)
{
    if (number >= automaton->frozen_count)
        return giji_own_state(automaton, number)->found;
    return automaton->frozen_masks[automaton->frozen_states[number - STATE_START].found];
}

/* ... that it matches where it ends, */
static inline uint64_t giji_state_at_end(const struct automaton *automaton, size_t number)
{
    if (number >= automaton->frozen_count)
        return giji_own_state(automaton, number)->at_end;
    return automaton->frozen_masks[automaton->frozen_states[number - STATE_START].at_end];
}

/* ... and that it may match if it goes on. */
static inline uint64_t giji_state_alive(const struct automaton *automaton, size_t number)
{
    if (number >= automaton->frozen_count)
        return giji_own_state(automaton, number)->alive;
    return automaton->frozen_masks[automaton->frozen_states[number - STATE_START].alive];
}

static inline bool giji_ends_line(const struct net *net, unsigned class)
{
    return class == net->feed_class || class == net->return_class;
}

static inline bool giji_has_two_ways(const struct node *node)
{
    return node->kind == NODE_BRANCH || node->kind == NODE_LOOP || node->kind == NODE_IF;
}

/* Empties the bench. */
void giji_bench_clear(struct bench *bench);

/* Puts the node on the bench's work list, of `*count` nodes, unless it was there before. */
void giji_bench_push(struct bench *bench, size_t *count, uint32_t node);

/* Whether the pattern begins with any text: it would be alive to the end of each. */
bool giji_begins_with_any_text(const struct automaton *automaton, uint32_t start);

/* Gets the automaton what making states takes, where that is not there. False where memory ran out. */
bool giji_states_ready(struct automaton *automaton);

/* Makes the state in which texts begin, as STATE_START. False where memory ran out, or nothing is alive there. */
bool giji_states_start(struct automaton *automaton);

/* Of each class and tick the first one that leads from the state to the same nodes. */
void giji_states_compare(const struct automaton *automaton, size_t number, uint16_t *like);

/* The number of the state that a character of the class leads to, or the tick of that class. STATE_BEYOND where there
 * is no room or no memory for it; STATE_UNKNOWN where it would be a further one of an automaton that is complete. */
size_t giji_states_next(struct automaton *automaton, size_t number, unsigned class);

#endif
