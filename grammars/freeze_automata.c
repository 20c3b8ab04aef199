/* Writes the automata of a net as the texts have left them that they have read. */
#include "freeze.h"

#include "grammar/transitions.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MOST_AUTOMATA = 512, MOST_MASKS = UINT16_MAX, MASK_BUCKETS = 1 << 17 };

enum { MOST_SHARED_BLOCKS = UINT16_MAX, BLOCK_BUCKETS = 1 << 18 };

/* The arrays of a net, as far as its automata have been laid into them. */
struct shorts {
    uint16_t *items;
    size_t count, capacity;
};

static struct {
    struct shorts shorts;
    unsigned char *bytes;
    size_t byte_count, byte_capacity;
    struct frozen_state *states;
    size_t state_count, state_capacity;
    uint64_t masks[MOST_MASKS];
    size_t mask_count;
    uint32_t buckets[MASK_BUCKETS]; /* of the masks, which count from 1 */
} laid;

static void *grow(void *items, size_t needed, size_t *capacity, size_t size)
{
    if (needed <= *capacity)
        return items;
    *capacity = 2 * needed;
    items = realloc(items, *capacity * size);
    if (!items)
        giji_freeze_fail("no memory");
    return items;
}

/* Where the numbers begin in `shorts`. */
static uint32_t lay_shorts(const uint16_t *numbers, size_t count)
{
    struct shorts *shorts = &laid.shorts;
    uint32_t start = (uint32_t)shorts->count;
    shorts->items =
        grow(shorts->items, shorts->count + count, &shorts->capacity, sizeof *shorts->items);
    if (count)
        memcpy(shorts->items + start, numbers, count * sizeof *numbers);
    shorts->count += count;
    return start;
}

static uint32_t lay_numbers(const struct automaton *automaton)
{
    uint32_t start = (uint32_t)laid.shorts.count;
    for (size_t i = 0; i < automaton->count; i++) {
        uint16_t number = (uint16_t)automaton->numbers[i];
        lay_shorts(&number, 1);
    }
    return start;
}

static uint32_t lay_bytes(const unsigned char *bytes, size_t count)
{
    uint32_t start = (uint32_t)laid.byte_count;
    laid.bytes = grow(laid.bytes, laid.byte_count + count, &laid.byte_capacity, 1);
    if (count)
        memcpy(laid.bytes + start, bytes, count);
    laid.byte_count += count;
    return start;
}

/* The number of the mask in `masks`, in which each stands once. */
static uint16_t lay_mask(uint64_t mask)
{
    size_t bucket = (size_t)((mask * UINT64_C(0x9E3779B97F4A7C15)) >> 32) % MASK_BUCKETS;
    while (laid.buckets[bucket] && laid.masks[laid.buckets[bucket] - 1] != mask)
        bucket = (bucket + 1) % MASK_BUCKETS;
    if (!laid.buckets[bucket]) {
        if (laid.mask_count == MOST_MASKS)
            giji_freeze_fail("too many masks");
        laid.masks[laid.mask_count++] = mask;
        laid.buckets[bucket] = (uint32_t)laid.mask_count;
    }
    return (uint16_t)(laid.buckets[bucket] - 1);
}

/* A state inside a line has no ways but the automaton's seeds. */
static void lay_state(const struct automaton *automaton, const struct state *state, uint32_t seeds)
{
    bool seeded = state->ways == automaton->seeds;
    laid.states =
        grow(laid.states, laid.state_count + 1, &laid.state_capacity, sizeof *laid.states);
    laid.states[laid.state_count++] = (struct frozen_state){
        .roots = lay_shorts(state->origin.roots, state->origin.root_count),
        .ways = seeded ? seeds : lay_bytes(state->ways, state->way_count),
        .way_count = state->way_count,
        .hash = state->origin.hash,
        .root_count = state->origin.root_count,
        .standing = state->origin.standing,
        .found = lay_mask(state->found),
        .at_end = lay_mask(state->at_end),
        .alive = lay_mask(state->alive),
        .origin_found = lay_mask(state->origin.found),
        .same_bucket = state->same_bucket,
    };
}

static void lay_states(const struct automaton *automaton, struct frozen_automaton *frozen)
{
    frozen->states = (uint32_t)laid.state_count;
    for (size_t i = STATE_START; i < automaton->state_count; i++)
        lay_state(automaton, &automaton->states[i], frozen->seeds);
    frozen->state_count = (uint32_t)laid.state_count - frozen->states;
}

/* ---- transitions ---------------------------------------------------------------------------- */

/* The blocks of one automaton, each once; the first has no transitions. */
static struct {
    uint16_t blocks[MOST_SHARED_BLOCKS][BLOCK];
    size_t count;
    uint32_t buckets[BLOCK_BUCKETS]; /* of the blocks, which count from 1 */
    struct shorts runs;              /* of each run of classes the blocks of all states */
} tables;

static size_t bucket_of(const uint16_t block[BLOCK])
{
    uint64_t hash = 0;
    for (size_t i = 0; i < BLOCK; i++)
        hash = (hash ^ block[i]) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash >> 32) % BLOCK_BUCKETS;
}

/* The number of the block. Where there is no room for it, that of the one without transitions: they will be made. */
static uint16_t lay_block(const uint16_t block[BLOCK])
{
    size_t bucket = bucket_of(block), size = sizeof tables.blocks[0];
    while (tables.buckets[bucket] &&
           memcmp(tables.blocks[tables.buckets[bucket] - 1], block, size) != 0)
        bucket = (bucket + 1) % BLOCK_BUCKETS;
    if (!tables.buckets[bucket]) {
        if (tables.count == MOST_SHARED_BLOCKS)
            return 0;
        memcpy(tables.blocks[tables.count++], block, size);
        tables.buckets[bucket] = (uint32_t)tables.count;
    }
    return (uint16_t)(tables.buckets[bucket] - 1);
}

/* The transition from the state, as far as it leads to a state that there is. */
static uint16_t transition(struct automaton *automaton, size_t number, unsigned class)
{
    uint16_t next = giji_transition_find(automaton, number, class);
    if (next == STATE_UNKNOWN)
        next = (uint16_t)giji_states_next(automaton, number, class);
    if (next > STATE_DEAD && next < STATE_BEYOND && giji_state_found(automaton, next))
        next |= FINDING;
    return next == STATE_BEYOND ? STATE_UNKNOWN : next;
}

static void lay_transitions_of(struct automaton *automaton, size_t number)
{
    static uint16_t like[UINT16_MAX], row[UINT16_MAX + BLOCK];
    unsigned count = (unsigned)automaton->class_count + TICKS;
    memset(row, 0, (count + BLOCK) * sizeof *row);
    if (number >= STATE_START)
        giji_states_compare(automaton, number, like);
    for (unsigned class = 0; number >= STATE_START && class < count; class ++)
        row[class] = like[class] == class ? transition(automaton, number, class) : row[like[class]];
    for (size_t run = 0; run * BLOCK < count; run++)
        tables.runs.items[run * automaton->state_count + number] = lay_block(row + run * BLOCK);
}

/* Lays down all transitions between the states that there are, also those that no text has asked for. */
static void lay_transitions(struct automaton *automaton, struct frozen_automaton *frozen)
{
    static const uint16_t none[BLOCK];
    struct shorts *runs = &tables.runs;
    memset(tables.buckets, 0, sizeof tables.buckets);
    tables.count = 0;
    lay_block(none);
    runs->count = automaton->state_count * ((automaton->class_count + TICKS - 1) / BLOCK + 1);
    runs->items = grow(runs->items, runs->count, &runs->capacity, sizeof *runs->items);
    automaton->complete = true;
    for (size_t i = 0; i < automaton->state_count; i++)
        lay_transitions_of(automaton, i);
    frozen->runs = lay_shorts(runs->items, runs->count);
    frozen->blocks = lay_shorts(tables.blocks[0], tables.count * BLOCK);
}

/* ---- automata ------------------------------------------------------------------------------- */

static struct frozen_automaton lay_automaton(struct automaton *automaton)
{
    struct frozen_automaton frozen = {
        .unread = automaton->unread,
        .conditional = automaton->conditional,
        .endless = automaton->endless,
        .seeds_found = automaton->seeds_found,
        .seed_ways = automaton->seeds_living.ways,
        .seed_conditions = automaton->seeds_living.conditions,
        .count = (uint32_t)automaton->count,
        .kind = automaton->kind,
    };
    if (!automaton->good)
        return frozen;
    frozen.numbers = lay_numbers(automaton);
    frozen.class_count = (uint32_t)automaton->class_count;
    frozen.classes = lay_shorts(automaton->classes, automaton->net->class_count);
    frozen.samples = lay_shorts(automaton->samples, automaton->class_count);
    frozen.last_nodes = lay_shorts(automaton->last_nodes, automaton->last_count);
    frozen.last_count = (uint32_t)automaton->last_count;
    frozen.seeds = lay_bytes(automaton->seeds, automaton->seed_count);
    frozen.seed_count = (uint32_t)automaton->seed_count;
    lay_states(automaton, &frozen);
    lay_transitions(automaton, &frozen);
    return frozen;
}

static void print_automaton(FILE *to, const struct frozen_automaton *a)
{
    fprintf(to,
            "\n    {UINT64_C(%" PRIu64 "), UINT64_C(%" PRIu64 "), UINT64_C(%" PRIu64
            "), UINT64_C(%" PRIu64 "),\n     UINT64_C(%" PRIu64 "), UINT64_C(%" PRIu64 "), ",
            a->unread, a->conditional, a->endless, a->seeds_found, a->seed_ways,
            a->seed_conditions);
    fprintf(to, "%uu, %uu, %uu, %uu, %uu, %uu, %uu, %uu,\n     %uu, %uu, %uu, %uu, %uu, %uu},",
            a->count, a->kind, a->numbers, a->classes, a->samples, a->class_count, a->last_nodes,
            a->last_count, a->seeds, a->seed_count, a->states, a->state_count, a->runs, a->blocks);
}

static void print_states(FILE *to, size_t number)
{
    giji_freeze_array(to, "struct frozen_state", "states", number);
    for (size_t i = 0; i < laid.state_count; i++) {
        const struct frozen_state *state = &laid.states[i];
        fprintf(to, "\n    {%uu, %uu, %uu, %uu, %u, %u, %u, %u, %u, %u, %u},", state->roots,
                state->ways, state->way_count, state->hash, state->root_count, state->standing,
                state->found, state->at_end, state->alive, state->origin_found, state->same_bucket);
    }
    fprintf(to, "\n    {0}};\n");
}

static void print_arrays(FILE *to, size_t number)
{
    print_states(to, number);
    giji_freeze_array(to, "uint64_t", "masks", number);
    for (size_t i = 0; i < laid.mask_count; i++)
        fprintf(to, i % 8 ? "UINT64_C(%" PRIu64 ")," : "\n    UINT64_C(%" PRIu64 "),",
                laid.masks[i]);
    giji_freeze_last(to);
    giji_freeze_array(to, "uint16_t", "shorts", number);
    for (size_t i = 0; i < laid.shorts.count; i++)
        giji_freeze_item(to, i, laid.shorts.items[i]);
    giji_freeze_last(to);
    giji_freeze_array(to, "unsigned char", "bytes", number);
    for (size_t i = 0; i < laid.byte_count; i++)
        giji_freeze_item(to, i, laid.bytes[i]);
    giji_freeze_last(to);
}

static void clear(void)
{
    laid.shorts.count = laid.byte_count = laid.state_count = laid.mask_count = 0;
    memset(laid.buckets, 0, sizeof laid.buckets);
}

void giji_freeze_automata(FILE *to, const struct net *net, size_t number)
{
    static struct automaton *automata[MOST_AUTOMATA];
    if (net->automaton_count > MOST_AUTOMATA)
        giji_freeze_fail("too many automata");
    clear();
    for (struct automaton *automaton = net->automata; automaton; automaton = automaton->before)
        automata[automaton->number] = automaton;
    giji_freeze_array(to, "struct frozen_automaton", "automata", number);
    for (size_t i = 0; i < net->automaton_count; i++) {
        giji_automaton_read(automata[i], (giji_string){"", 0}); /* opens it */
        struct frozen_automaton frozen = lay_automaton(automata[i]);
        print_automaton(to, &frozen);
    }
    fprintf(to, "\n    {0}};\n");
    print_arrays(to, number);
}
