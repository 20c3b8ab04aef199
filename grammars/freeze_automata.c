/* Writes the automata of a net as the texts have left them that they have read. */
#include "freeze.h"

#include "grammar/transitions.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MOST_AUTOMATA = 512, MOST_ITEMS = UINT16_MAX, ITEM_BUCKETS = 1 << 18 };

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
} laid;

/* Items of one size, each once. */
struct pool {
    size_t size, count, capacity;
    void *items;
    uint32_t buckets[ITEM_BUCKETS]; /* of the items, which count from 1 */
};

static struct pool masks = {.size = sizeof(uint64_t)};
static struct pool blocks = {.size = BLOCK * sizeof(uint16_t)}; /* of one automaton */

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

static void empty_pool(struct pool *pool)
{
    pool->count = 0;
    memset(pool->buckets, 0, sizeof pool->buckets);
}

static unsigned char *item_at(const struct pool *pool, size_t number)
{
    return (unsigned char *)pool->items + number * pool->size;
}

static size_t hash_item(const unsigned char *item, size_t size)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ item[i]) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(hash >> 32);
}

/* The item's number, or MOST_ITEMS where there is no room for it. */
static uint16_t lay_item(struct pool *pool, const void *item)
{
    size_t bucket = hash_item(item, pool->size) % ITEM_BUCKETS;
    for (; pool->buckets[bucket]; bucket = (bucket + 1) % ITEM_BUCKETS)
        if (memcmp(item_at(pool, pool->buckets[bucket] - 1), item, pool->size) == 0)
            return (uint16_t)(pool->buckets[bucket] - 1);
    if (pool->count == MOST_ITEMS)
        return MOST_ITEMS;
    pool->items = grow(pool->items, pool->count + 1, &pool->capacity, pool->size);
    memcpy(item_at(pool, pool->count), item, pool->size);
    pool->buckets[bucket] = (uint32_t)++pool->count;
    return (uint16_t)(pool->count - 1);
}

static uint16_t lay_mask(uint64_t mask)
{
    uint16_t number = lay_item(&masks, &mask);
    if (number == MOST_ITEMS)
        giji_freeze_fail("too many masks");
    return number;
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

/* The number of the block. Where there is no room for it, that of the first one, which has no transitions: they will be
 * made. */
static uint16_t lay_block(const uint16_t block[BLOCK])
{
    uint16_t number = lay_item(&blocks, block);
    return number == MOST_ITEMS ? 0 : number;
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

/* All transitions from the state, by classes and ticks. */
static void list_transitions(struct automaton *automaton, size_t number, uint16_t *row)
{
    static uint16_t like[UINT16_MAX];
    unsigned count = (unsigned)automaton->class_count + TICKS;
    giji_states_compare(automaton, number, like);
    for (unsigned class = 0; class < count; class ++)
        row[class] = like[class] == class ? transition(automaton, number, class) : row[like[class]];
}

/* A row for each state of all transitions between the states that there are, also those that no text has asked for. */
static const uint16_t *make_table(struct automaton *automaton)
{
    static struct shorts table;
    size_t width = automaton->class_count + TICKS;
    table.count = automaton->state_count * width;
    table.items = grow(table.items, table.count, &table.capacity, sizeof *table.items);
    memset(table.items, 0, STATE_START * width * sizeof *table.items);
    automaton->complete = true;
    for (size_t i = STATE_START; i < automaton->state_count; i++)
        list_transitions(automaton, i, table.items + i * width);
    return table.items;
}

static uint32_t lay_classes(const struct automaton *automaton, const uint16_t *places)
{
    uint32_t start = (uint32_t)laid.shorts.count;
    for (size_t i = 0; i < automaton->net->class_count; i++)
        lay_shorts(&places[automaton->classes[i]], 1);
    return start;
}

static uint32_t lay_samples(const struct automaton *automaton, const uint16_t *places)
{
    static uint16_t samples[UINT16_MAX];
    for (size_t i = 0; i < automaton->class_count; i++)
        samples[places[i]] = automaton->samples[i];
    return lay_shorts(samples, automaton->class_count);
}

/* Lays down the row, its classes in order, of which each run goes to its place among those of all states. */
static void lay_row(const struct automaton *automaton, const uint16_t *row, const uint16_t *places,
                    uint16_t *runs)
{
    static uint16_t ordered[UINT16_MAX + BLOCK];
    size_t classes = automaton->class_count, count = classes + TICKS;
    for (size_t i = 0; i < count; i++)
        ordered[i < classes ? places[i] : i] = row[i];
    memset(ordered + count, 0, BLOCK * sizeof *ordered);
    for (size_t run = 0; run * BLOCK < count; run++)
        runs[run * automaton->state_count] = lay_block(ordered + run * BLOCK);
}

/* Lays down the transitions, of each run of classes the blocks of all states; and the classes as they are ordered there. */
static void lay_transitions(struct automaton *automaton, struct frozen_automaton *frozen)
{
    static const uint16_t none[BLOCK];
    static uint16_t places[UINT16_MAX];
    static struct shorts runs;
    size_t width = automaton->class_count + TICKS;
    const uint16_t *table = make_table(automaton);
    giji_freeze_order(table, width, automaton->state_count, automaton->class_count, places);
    empty_pool(&blocks);
    lay_block(none);
    runs.count = automaton->state_count * ((width - 1) / BLOCK + 1);
    runs.items = grow(runs.items, runs.count, &runs.capacity, sizeof *runs.items);
    for (size_t i = 0; i < automaton->state_count; i++)
        lay_row(automaton, table + i * width, places, runs.items + i);
    frozen->classes = lay_classes(automaton, places);
    frozen->samples = lay_samples(automaton, places);
    frozen->runs = lay_shorts(runs.items, runs.count);
    frozen->blocks = lay_shorts(blocks.items, blocks.count * BLOCK);
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
    giji_freeze_numbers(to, "uint64_t", "masks", number, masks.items, masks.size, masks.count);
    giji_freeze_numbers(to, "uint16_t", "shorts", number, laid.shorts.items,
                        sizeof *laid.shorts.items, laid.shorts.count);
    giji_freeze_numbers(to, "unsigned char", "bytes", number, laid.bytes, 1, laid.byte_count);
}

static void clear(void)
{
    laid.shorts.count = laid.byte_count = laid.state_count = 0;
    empty_pool(&masks);
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
