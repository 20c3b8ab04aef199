#include "grammar/automaton.h"

#include "base/pages.h"
#include "text/unicode.h"

#include <limits.h>

/* A text that leads beyond so many states finds all that is still alive: patterns that make so many rule little
 * out. */
enum { MOST_STATES = 2048, BUCKETS = 512 };

enum { VAIN_WORDS = PLANE / 64 };

/* A state of some hundred classes has transitions for a few: they are kept in blocks, which are made as they are needed. */
enum { BLOCK = 16, MOST_BLOCKS = 1 << 15 };

/* Numbers of states, in the low bits of a transition: not made yet; nothing is alive; beyond the last. */
enum { STATE_UNKNOWN, STATE_DEAD, STATE_START, STATE_BEYOND = MOST_STATES };

/* The bit of a transition to a state in which something is found. */
enum { FINDING = 0x8000 };

/* Lists of nodes of tens of thousands are kept as the ways from one to the next, a byte each. A net's lists of what nodes
 * lead to take so many bytes at most; states that need more are beyond the last one. */
enum { LONG_WAY = 0xFF, MOST_WAYS = 1 << 20 };

/* What nodes a list has: of a pattern's own way, of its condition, both kinds once more that wait for a line to start,
 * and any that asks for an end. */
enum { HAS_WAYS = 1, HAS_CONDITIONS = 2, WAITING = 2, HAS_ENDS = 16 };

/* Where a text stands: at its start, and at that of a line. */
enum standing { INSIDE, AT_LINE, AT_TEXT };

/* What it takes to gather the nodes of a state: what its last character led to. */
struct origin {
    uint64_t found;  /* at the end of the line, where that was the character */
    uint16_t *roots; /* nodes, of which each comes with all that it leads to */
    uint32_t hash;
    uint16_t root_count;
    unsigned char standing;
};

struct state {
    uint64_t found;  /* patterns that a text which leads here matches, */
    uint64_t at_end; /* and those that it matches where it ends */
    uint64_t alive;  /* patterns of the nodes */
    struct origin origin;
    const unsigned char
        *ways; /* of its nodes those that are not what the roots lead to inside a line */
    uint32_t way_count;
    uint16_t same_bucket;
};

/* Patterns of which nodes are left: of the way through them, and of their conditions. */
struct living {
    uint64_t ways, conditions;
};

struct automaton {
    struct net *net;
    size_t *numbers;
    size_t count;
    unsigned kind;    /* AUTOMATON_ANYWHERE ... */
    atomic_bool open; /* under the net's lock, as all that follows but for what is atomic */
    bool good;
    void *pages; /* of the tables: what is never made takes no memory */
    size_t page_size;
    struct state *states;
    size_t state_count;
    /* Of each state: a transition for each class and each tick, or for each run of BLOCK of these the block that has
     * them. */
    _Atomic uint16_t *rows;
    size_t row_width;
    _Atomic uint16_t *blocks; /* a transition for each class of a run; the first has none */
    size_t block_count;
    uint16_t *
        classes; /* of each class of the net the one here: what the patterns do not tell apart is of one class */
    uint16_t *samples; /* of each class here one of the net */
    size_t class_count;
    uint16_t *buckets;
    unsigned char *bits;  /* of each pattern of the net: its number here */
    uint64_t unread;      /* patterns that the net does not read: they are always found */
    uint64_t conditional; /* patterns that begin with a condition */
    struct bench *bench;  /* of the net */
    uint64_t endless;     /* patterns that match whatever the text ends with */
    uint16_t *last_nodes; /* of the others: the nodes whose character the text may end with */
    size_t last_count;
    _Atomic uint64_t *
        endings; /* of each class: patterns that a text which ends with it may match; 0: it was not asked */
    unsigned char
        *seeds; /* where patterns may begin anywhere: what that adds to each place inside a line, */
    size_t seed_count;
    uint64_t seeds_found; /* and what it finds */
    struct living seeds_living;
    /* Bit c: no pattern begins with the character c below PLANE, as far as a text has asked. */
    _Atomic uint64_t *vain;
};

struct automaton *giji_automaton_new(struct arena *arena, struct net *net, const size_t *numbers,
                                     size_t count, unsigned kind)
{
    struct automaton *automaton = giji_arena_alloc(arena, sizeof *automaton);
    size_t *own = giji_arena_alloc(arena, (count + 1) * sizeof *own);
    if (!automaton || !own)
        return NULL;
    memcpy(own, numbers, count * sizeof *own);
    *automaton = (struct automaton){.net = net, .numbers = own, .count = count, .kind = kind};
    return automaton;
}

void giji_automaton_close(struct automaton *automaton)
{
    if (!automaton)
        return;
    giji_pages_free(automaton->pages, automaton->page_size);
}

/* ---- sets of nodes -------------------------------------------------------------------------------- */

/* Where a text stands: what may be passed without a character. */
struct place {
    bool text_start, line_start, end;
};

static bool leads_on(const struct node *node, const struct place *place)
{
    switch ((enum node_kind)node->kind) {
    case NODE_BRANCH:
    case NODE_LOOP:
    case NODE_IF:
        return true;
    case NODE_TEXT_START:
        return place->text_start;
    case NODE_LINE_START:
        return place->line_start;
    case NODE_END:
        return place->end;
    case NODE_CHARACTER:
    case NODE_FOUND:
    case NODE_MET:
        break;
    }
    return false;
}

static void push(struct bench *bench, size_t *count, uint32_t node)
{
    uint64_t bit = UINT64_C(1) << node % 64;
    size_t word = node / 64;
    if (bench->seen[word] & bit)
        return;
    bench->seen[word] |= bit;
    bench->low = word < bench->low ? word : bench->low;
    bench->high = word < bench->high ? bench->high : word + 1;
    bench->worklist[(*count)++] = (uint16_t)node;
}

static void begin_set(const struct automaton *automaton)
{
    struct bench *bench = automaton->bench;
    for (size_t i = bench->low; i < bench->high; i++)
        bench->seen[i] = bench->kept[i] = 0;
    bench->low = bench->words;
    bench->high = 0;
    bench->found = 0;
}

static bool has_two_ways(const struct node *node)
{
    return node->kind == NODE_BRANCH || node->kind == NODE_LOOP || node->kind == NODE_IF;
}

/* Whether a state has the node. */
static bool is_kept(const struct node *node)
{
    return node->kind == NODE_CHARACTER || node->kind == NODE_END || node->kind == NODE_MET ||
           node->kind == NODE_LINE_START;
}

static uint64_t bit_of(const struct automaton *automaton, const struct node *node)
{
    return UINT64_C(1) << automaton->bits[node->pattern & (CONDITION - 1)];
}

static unsigned traits_of(const struct node *node)
{
    unsigned traits = node->pattern & CONDITION ? HAS_CONDITIONS : HAS_WAYS;
    if (node->kind == NODE_LINE_START)
        return traits << WAITING;
    return node->kind == NODE_END ? traits | HAS_ENDS : traits;
}

/* Adds the pattern of nodes that have the traits. What may begin at a later line lives, where that may be anywhere. */
static void add_living(const struct automaton *automaton, const struct node *node, unsigned traits,
                       struct living *living)
{
    uint64_t bit = bit_of(automaton, node);
    if (automaton->kind & AUTOMATON_ANYWHERE)
        traits |= traits >> WAITING;
    if (traits & HAS_WAYS)
        living->ways |= bit;
    if (traits & HAS_CONDITIONS)
        living->conditions |= bit;
}

/* Adds the node, and those that it leads to without a character. */
static void add_node(const struct automaton *automaton, uint32_t start, const struct place *place)
{
    const struct node *nodes = automaton->net->nodes;
    struct bench *bench = automaton->bench;
    size_t count = 0;
    push(bench, &count, start);
    while (count > 0) {
        uint32_t at = bench->worklist[--count];
        const struct node *node = &nodes[at];
        if (node->kind == NODE_FOUND)
            bench->found |= bit_of(automaton, node);
        else if (is_kept(node))
            bench->kept[at / 64] |= UINT64_C(1) << at % 64;
        if (!leads_on(node, place))
            continue;
        push(bench, &count, node->next);
        if (has_two_ways(node))
            push(bench, &count, node->other);
    }
}

static void add_starts(const struct automaton *automaton, const struct place *place)
{
    for (size_t i = 0; i < automaton->count; i++) {
        if (!(automaton->unread >> i & 1))
            add_node(automaton, automaton->net->starts[automaton->numbers[i]], place);
    }
}

/* Lists the nodes that are kept, in ascending order: how far each is from the one before, and the first from the
 * place before node 0. A byte LONG_WAY has no node: it is as far yet to the next. */
static void end_set(const struct automaton *automaton)
{
    struct bench *bench = automaton->bench;
    size_t count = 0, before = SIZE_MAX;
    for (size_t i = bench->low; i < bench->high; i++)
        for (uint64_t left = bench->kept[i]; left; left &= left - 1) {
            size_t node = i * 64 + (size_t)__builtin_ctzll(left), way = node - before;
            for (; way >= LONG_WAY; way -= LONG_WAY)
                bench->ways[count++] = LONG_WAY;
            bench->ways[count++] = (unsigned char)way;
            before = node;
        }
    bench->count = count;
}

static const struct place inside = {.text_start = false};

/* ---- what nodes lead to --------------------------------------------------------------------------- */

static const struct lead *find_lead(const struct bench *bench, uint16_t root)
{
    size_t number = bench->buckets[root % LEAD_BUCKETS];
    while (number && bench->leads[number - 1].root != root)
        number = bench->leads[number - 1].same_bucket;
    return number ? &bench->leads[number - 1] : NULL;
}

/* A walk over nodes: those that are listed, then what the roots lead to. A node may come more than once. */
struct walk {
    const unsigned char *at, *end;
    size_t node;
    const uint16_t *root, *last_root;
    unsigned traits; /* what the roots lead to comes where it has one of these */
};

static struct walk walk_list(const unsigned char *ways, size_t count)
{
    return (struct walk){ways, count ? ways + count : ways, SIZE_MAX, NULL, NULL, UINT_MAX};
}

static struct walk walk_roots(const uint16_t *roots, size_t count)
{
    return (struct walk){.root = roots, .last_root = roots + count, .traits = UINT_MAX};
}

static struct walk walk_bench(const struct bench *bench)
{
    return walk_list(bench->ways, bench->count);
}

static struct walk walk_state(const struct state *state)
{
    struct walk walk = walk_list(state->ways, state->way_count);
    if (state->origin.standing == INSIDE) {
        walk.root = state->origin.roots;
        walk.last_root = state->origin.roots + state->origin.root_count;
    }
    return walk;
}

/* Turns to the next root, which may be the next node itself. */
static bool take_root(const struct automaton *automaton, struct walk *walk)
{
    uint16_t root = *walk->root++;
    if (is_kept(&automaton->net->nodes[root])) {
        walk->node = root;
        return true;
    }
    const struct lead *lead = find_lead(automaton->bench, root);
    walk->at = lead->ways;
    walk->end = lead->traits & walk->traits ? lead->ways + lead->way_count : lead->ways;
    walk->node = SIZE_MAX;
    return false;
}

/* The next node in `walk->node`; false at the end. */
static inline bool walk_on(const struct automaton *automaton, struct walk *walk)
{
    for (;;) {
        while (walk->at < walk->end) {
            walk->node += *walk->at;
            if (*walk->at++ != LONG_WAY)
                return true;
        }
        if (walk->root == walk->last_root)
            return false;
        if (take_root(automaton, walk))
            return true;
    }
}

/* The traits of all that the bench lists. */
static unsigned list_traits(const struct automaton *automaton)
{
    unsigned traits = 0;
    for (struct walk walk = walk_bench(automaton->bench); walk_on(automaton, &walk);)
        traits |= traits_of(&automaton->net->nodes[walk.node]);
    return traits;
}

static unsigned char *copy_ways(const struct bench *bench, struct arena *arena)
{
    unsigned char *ways = giji_arena_alloc(arena, bench->count + 1);
    return ways ? memcpy(ways, bench->ways, bench->count) : NULL;
}

/* The ticks that all nodes of the bench outlast. */
static unsigned char shared_ticks(const struct automaton *automaton)
{
    unsigned char ticks = OUTLASTS_ALL;
    for (struct walk walk = walk_bench(automaton->bench); walk_on(automaton, &walk);) {
        unsigned char own = automaton->net->nodes[walk.node].ticks;
        ticks = own < ticks ? own : ticks;
    }
    return ticks;
}

/* Lists what the node leads to inside a line, where that is not done. False where there is no memory for it. */
static bool make_lead(const struct automaton *automaton, uint16_t root)
{
    struct bench *bench = automaton->bench;
    struct arena *arena = &automaton->net->own;
    if (find_lead(bench, root))
        return true;
    begin_set(automaton);
    add_node(automaton, root, &inside);
    end_set(automaton);
    bench->way_count += bench->count;
    unsigned char *ways = bench->way_count > MOST_WAYS ? NULL : copy_ways(bench, arena);
    struct lead *lead = !ways ? NULL
                              : giji_arena_push(arena, &bench->leads, &bench->lead_count,
                                                &bench->lead_capacity, sizeof *lead);
    if (!lead)
        return false;
    *lead = (struct lead){ways,
                          (uint32_t)bench->count,
                          root,
                          bench->buckets[root % LEAD_BUCKETS],
                          bench->found != 0,
                          (unsigned char)list_traits(automaton),
                          shared_ticks(automaton)};
    bench->buckets[root % LEAD_BUCKETS] = (uint16_t)bench->lead_count;
    return true;
}

static bool make_leads(const struct automaton *automaton, const struct origin *origin)
{
    const struct node *nodes = automaton->net->nodes;
    bool good = true;
    for (size_t i = 0; good && i < origin->root_count; i++)
        good = is_kept(&nodes[origin->roots[i]]) || make_lead(automaton, origin->roots[i]);
    return good;
}

/* Gathers and lists the nodes of a place at the start of a line. */
static void gather(const struct automaton *automaton, const struct origin *origin)
{
    bool starts = origin->standing == AT_TEXT || automaton->kind & AUTOMATON_ANYWHERE;
    const struct place place = {.text_start = origin->standing == AT_TEXT, .line_start = true};
    begin_set(automaton);
    for (size_t i = 0; i < origin->root_count; i++)
        add_node(automaton, origin->roots[i], &place);
    if (starts)
        add_starts(automaton, &place);
    end_set(automaton);
}

/* ---- states --------------------------------------------------------------------------------------- */

static uint32_t hash_origin(const struct origin *origin)
{
    uint64_t hash = origin->found * 4 + origin->standing;
    for (size_t i = 0; i < origin->root_count; i++) {
        hash = (hash ^ origin->roots[i]) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}

static bool is_same_origin(const struct origin *a, const struct origin *b)
{
    return a->hash == b->hash && a->root_count == b->root_count && a->found == b->found &&
           a->standing == b->standing &&
           memcmp(a->roots, b->roots, a->root_count * sizeof *a->roots) == 0;
}

static size_t find_state(const struct automaton *automaton, const struct origin *origin)
{
    size_t number = automaton->buckets[origin->hash % BUCKETS];
    while (number && !is_same_origin(&automaton->states[number].origin, origin))
        number = automaton->states[number].same_bucket;
    return number;
}

/* Lists the nodes of a new state, where they are not what its roots lead to, and what is found there. False where there
 * is no memory for it. */
static bool list_nodes(struct automaton *automaton, struct state *state)
{
    const struct bench *bench = automaton->bench;
    if (state->origin.standing == INSIDE) {
        state->ways = automaton->seeds;
        state->way_count = (uint32_t)automaton->seed_count;
        state->found = state->origin.found | automaton->seeds_found;
        return make_leads(automaton, &state->origin);
    }
    gather(automaton, &state->origin);
    state->ways = copy_ways(bench, &automaton->net->own);
    state->way_count = (uint32_t)bench->count;
    state->found = state->origin.found | bench->found;
    return state->ways;
}

static void look_into_roots(const struct automaton *automaton, struct state *state)
{
    const struct origin *origin = &state->origin;
    for (size_t i = 0; i < origin->root_count; i++) {
        const struct node *root = &automaton->net->nodes[origin->roots[i]];
        if (!is_kept(root) && find_lead(automaton->bench, origin->roots[i])->found)
            state->found |= bit_of(automaton, root);
    }
}

/* Those of the nodes that are listed. */
static struct living list_living(const struct automaton *automaton, const unsigned char *ways,
                                 size_t count)
{
    struct living living = {0};
    for (struct walk walk = walk_list(ways, count); walk_on(automaton, &walk);) {
        const struct node *node = &automaton->net->nodes[walk.node];
        add_living(automaton, node, traits_of(node), &living);
    }
    return living;
}

static struct living state_living(const struct automaton *automaton, const struct state *state)
{
    if (state->origin.standing != INSIDE)
        return list_living(automaton, state->ways, state->way_count);
    struct living living = automaton->seeds_living;
    for (size_t i = 0; i < state->origin.root_count; i++) {
        uint16_t root = state->origin.roots[i];
        const struct node *node = &automaton->net->nodes[root];
        unsigned traits =
            is_kept(node) ? traits_of(node) : find_lead(automaton->bench, root)->traits;
        add_living(automaton, node, traits, &living);
    }
    return living;
}

/* Patterns of nodes that are in vain do not live: those of a pattern whose condition cannot hold any more, and those of a
 * condition of which nothing depends. */
static uint64_t find_alive(const struct automaton *automaton, const struct state *state)
{
    struct living living = state_living(automaton, state);
    uint64_t ways = living.ways, conditions = living.conditions, plain = ~automaton->conditional;
    return (ways | conditions) & (ways | plain) & (conditions | plain);
}

static bool is_alive(const struct automaton *automaton, const struct state *state,
                     const struct node *node)
{
    return !automaton->conditional || state->alive & bit_of(automaton, node);
}

/* Gathers the nodes behind those of the state that ask for an end. */
static void pass_ends(const struct automaton *automaton, const struct state *state)
{
    const struct place place = {.text_start = true, .line_start = true, .end = true};
    struct walk walk = walk_state(state);
    walk.traits = HAS_ENDS;
    begin_set(automaton);
    while (walk_on(automaton, &walk)) {
        const struct node *node = &automaton->net->nodes[walk.node];
        if (node->kind == NODE_END && is_alive(automaton, state, node))
            add_node(automaton, (uint32_t)walk.node, &place);
    }
}

/* What is found where the text, or a line of it, ends in the state. */
static uint64_t find_at_end(const struct automaton *automaton, const struct state *state)
{
    pass_ends(automaton, state);
    return state->found | automaton->bench->found;
}

static bool fill_state(struct automaton *automaton, struct state *state)
{
    const struct origin *from = &state->origin;
    uint16_t *roots =
        giji_arena_alloc(&automaton->net->own, (from->root_count + 1) * sizeof *roots);
    if (!roots)
        return false;
    if (from->root_count) /* the start has none */
        memcpy(roots, from->roots, from->root_count * sizeof *roots);
    state->origin.roots = roots;
    state->at_end = find_at_end(automaton, state);
    return true;
}

/* A page that is read before anything is written to it is given to the process twice: first one that has nothing but
 * zeros and is shared by all, then its own. So what is going to be written is written at once. */
static void touch_tables(const struct automaton *automaton)
{
    automaton->buckets[0] = STATE_UNKNOWN;
    if (!(automaton->kind & AUTOMATON_DENSE))
        atomic_store_explicit(&automaton->blocks[0], STATE_UNKNOWN, memory_order_relaxed);
}

static void touch_row(const struct automaton *automaton, size_t number)
{
    _Atomic uint16_t *row = &automaton->rows[number * automaton->row_width];
    atomic_store_explicit(&row[0], STATE_UNKNOWN, memory_order_relaxed);
    atomic_store_explicit(&row[automaton->row_width - 1], STATE_UNKNOWN, memory_order_relaxed);
}

static size_t add_state(struct automaton *automaton, const struct origin *origin)
{
    size_t number = automaton->state_count;
    uint16_t *bucket = &automaton->buckets[origin->hash % BUCKETS];
    struct state *state = &automaton->states[number];
    if (number == MOST_STATES)
        return STATE_BEYOND;
    *state = (struct state){.origin = *origin, .same_bucket = *bucket};
    if (!list_nodes(automaton, state))
        return STATE_BEYOND;
    if (origin->standing == INSIDE)
        look_into_roots(automaton, state);
    state->alive = find_alive(automaton, state);
    if (!state->alive && !state->found)
        return STATE_DEAD;
    if (!fill_state(automaton, state))
        return STATE_BEYOND;
    touch_row(automaton, number);
    *bucket = (uint16_t)number;
    return automaton->state_count++;
}

/* The number of the state. */
static size_t keep_state(struct automaton *automaton, struct origin *origin)
{
    origin->hash = hash_origin(origin);
    size_t number = find_state(automaton, origin);
    return number ? number : add_state(automaton, origin);
}

static void add_root(struct bench *bench, struct origin *origin, size_t root)
{
    uint64_t *word = &bench->is_root[root / 64], bit = UINT64_C(1) << root % 64;
    if (!(*word & bit))
        origin->roots[origin->root_count++] = (uint16_t)root;
    *word |= bit;
}

static void forget_roots(struct bench *bench, const struct origin *origin)
{
    for (size_t i = 0; i < origin->root_count; i++)
        bench->is_root[origin->roots[i] / 64] = 0;
}

/* Adds what a character of the class leads to from those of the nodes that are alive in the state. */
static void pass_class(const struct automaton *automaton, const struct state *state,
                       struct walk walk, unsigned class, struct origin *origin)
{
    const struct node *nodes = automaton->net->nodes;
    const unsigned char *members = giji_net_members(automaton->net, class);
    while (walk_on(automaton, &walk)) {
        const struct node *node = &nodes[walk.node];
        bool leads_on = node->kind == NODE_CHARACTER && giji_net_holds(members, node->set);
        if ((leads_on || node->kind == NODE_MET) && is_alive(automaton, state, node))
            add_root(automaton->bench, origin, leads_on ? node->next : walk.node);
    }
}

/* Adds the roots of what a character of the class leads to. One that ends a line may stand behind what asks for an end. */
static void add_roots(const struct automaton *automaton, const struct state *state, unsigned class,
                      struct origin *origin)
{
    struct bench *bench = automaton->bench;
    pass_class(automaton, state, walk_state(state), class, origin);
    if (origin->standing == AT_LINE) {
        pass_ends(automaton, state);
        end_set(automaton);
        pass_class(automaton, state, walk_bench(bench), class, origin);
    }
    forget_roots(bench, origin);
}

/* Adds the next nodes of the walk, as far as they outlast the tick, each as a root. */
static void pass_nodes(const struct automaton *automaton, const struct state *state,
                       struct walk walk, unsigned tick, struct origin *origin)
{
    while (walk_on(automaton, &walk)) {
        const struct node *node = &automaton->net->nodes[walk.node];
        if (node->ticks > tick && is_alive(automaton, state, node))
            add_root(automaton->bench, origin, walk.node);
    }
}

/* Adds the root, or what of the nodes that it leads to outlasts the tick. */
static void pass_root(const struct automaton *automaton, const struct state *state,
                      const uint16_t *root, unsigned tick, struct origin *origin)
{
    const struct lead *lead = find_lead(automaton->bench, *root);
    const struct node *node = &automaton->net->nodes[*root];
    if (lead && lead->ticks > tick && is_alive(automaton, state, node))
        add_root(automaton->bench, origin, *root);
    else
        pass_nodes(automaton, state, walk_roots(root, 1), tick, origin);
}

/* The number of the state that has of this one's nodes those that outlast the tick. */
static size_t pass_tick(struct automaton *automaton, const struct state *state, unsigned tick)
{
    struct bench *bench = automaton->bench;
    struct origin origin = {.roots = bench->roots, .standing = INSIDE};
    pass_nodes(automaton, state, walk_list(state->ways, state->way_count), tick, &origin);
    for (size_t i = 0; state->origin.standing == INSIDE && i < state->origin.root_count; i++)
        pass_root(automaton, state, &state->origin.roots[i], tick, &origin);
    forget_roots(bench, &origin);
    return origin.root_count ? keep_state(automaton, &origin) : STATE_DEAD;
}

static bool ends_line(const struct net *net, unsigned class)
{
    return class == net->feed_class || class == net->return_class;
}

/* The number of the state that a character of the net's class leads to. */
static size_t step(struct automaton *automaton, const struct state *state, unsigned class)
{
    const struct net *net = automaton->net;
    bool ends = ends_line(net, class);
    struct origin origin = {.found = ends ? state->at_end : 0,
                            .roots = automaton->bench->roots,
                            .standing = ends ? AT_LINE : INSIDE};
    add_roots(automaton, state, class, &origin);
    bool leads_on = origin.root_count || origin.found || automaton->kind & AUTOMATON_ANYWHERE;
    return leads_on ? keep_state(automaton, &origin) : STATE_DEAD;
}

/* Ticks are taken for characters of further classes. */
static size_t lead_on(struct automaton *automaton, const struct state *state, unsigned class)
{
    unsigned ticks = (unsigned)automaton->class_count;
    return class < ticks ? step(automaton, state, automaton->samples[class])
                         : pass_tick(automaton, state, class - ticks);
}

/* ---- transitions ---------------------------------------------------------------------------------- */

/* The transition from a state of a dense automaton, or of a sparse one. */
static inline uint16_t find_dense(const struct automaton *automaton, size_t number, unsigned class)
{
    return atomic_load_explicit(&automaton->rows[number * automaton->row_width + class],
                                memory_order_acquire);
}

static inline uint16_t find_sparse(const struct automaton *automaton, size_t number, unsigned class)
{
    size_t run = number * automaton->row_width + class / BLOCK;
    size_t block = atomic_load_explicit(&automaton->rows[run], memory_order_acquire);
    return atomic_load_explicit(&automaton->blocks[block * BLOCK + class % BLOCK],
                                memory_order_acquire);
}

static inline uint16_t find_next(const struct automaton *automaton, size_t number, unsigned class)
{
    return automaton->kind & AUTOMATON_DENSE ? find_dense(automaton, number, class)
                                             : find_sparse(automaton, number, class);
}

/* Whether there is room for a transition of the class. */
static bool has_room(const struct automaton *automaton, size_t number, unsigned class)
{
    size_t run = number * automaton->row_width + class / BLOCK;
    return automaton->kind & AUTOMATON_DENSE || automaton->block_count < MOST_BLOCKS ||
           atomic_load_explicit(&automaton->rows[run], memory_order_relaxed);
}

static void keep_sparse(struct automaton *automaton, size_t number, unsigned class, uint16_t next)
{
    _Atomic uint16_t *run = &automaton->rows[number * automaton->row_width + class / BLOCK];
    size_t block = atomic_load_explicit(run, memory_order_relaxed);
    if (!block)
        block = automaton->block_count++;
    atomic_store_explicit(&automaton->blocks[block * BLOCK + class % BLOCK], next,
                          memory_order_release);
    atomic_store_explicit(run, (uint16_t)block, memory_order_release);
}

static void keep_next(struct automaton *automaton, size_t number, unsigned class, uint16_t next)
{
    if (automaton->kind & AUTOMATON_DENSE)
        atomic_store_explicit(&automaton->rows[number * automaton->row_width + class], next,
                              memory_order_release);
    else
        keep_sparse(automaton, number, class, next);
}

/* A transition that could not be kept would be made again at every character: it leads beyond the last state. */
static uint16_t make_next(struct automaton *automaton, size_t number, unsigned class)
{
    pthread_mutex_lock(&automaton->net->lock);
    uint16_t next = find_next(automaton, number, class);
    if (next == STATE_UNKNOWN && !has_room(automaton, number, class)) {
        next = STATE_BEYOND;
    } else if (next == STATE_UNKNOWN) {
        next = (uint16_t)lead_on(automaton, &automaton->states[number], class);
        if (next < STATE_BEYOND && automaton->states[next].found)
            next |= FINDING;
        keep_next(automaton, number, class, next);
    }
    pthread_mutex_unlock(&automaton->net->lock);
    return next;
}

/* The transition from the state that a character of the class is, or a tick. */
static uint16_t lead(struct automaton *automaton, size_t number, unsigned class)
{
    uint16_t next = find_next(automaton, number, class);
    return next == STATE_UNKNOWN ? make_next(automaton, number, class) : next;
}

/* ---- classes -------------------------------------------------------------------------------------- */

static bool is_read(const struct automaton *automaton, size_t pattern)
{
    return !(automaton->unread >> pattern & 1);
}

static void push_starts(struct automaton *automaton, size_t *count)
{
    begin_set(automaton);
    for (size_t i = 0; i < automaton->count; i++) {
        uint32_t start = automaton->net->starts[automaton->numbers[i]];
        if (!is_read(automaton, i))
            continue;
        push(automaton->bench, count, start);
        if (automaton->bench->endings[start] & ENDS_ANYWHERE)
            automaton->endless |= UINT64_C(1) << i;
    }
}

/* Notes the node of a character, where a match may end behind it. */
static void note_ending(struct automaton *automaton, uint16_t number)
{
    const struct node *node = &automaton->net->nodes[number];
    unsigned ending = automaton->bench->endings[node->next];
    if (node->pattern & CONDITION)
        return;
    if (ending & ENDS_ANYWHERE)
        automaton->endless |= bit_of(automaton, node);
    else if (ending & ENDS_AT_END)
        automaton->bench->roots[automaton->last_count++] = number;
}

static bool keep_endings(struct automaton *automaton)
{
    size_t size = automaton->last_count * sizeof *automaton->last_nodes;
    automaton->last_nodes = giji_arena_alloc(&automaton->net->own, size + 1);
    if (automaton->last_nodes && size)
        memcpy(automaton->last_nodes, automaton->bench->roots, size);
    return automaton->last_nodes;
}

/* Looks at the nodes of all patterns: sets a bit for each of the net's sets that they have, and notes where they end. */
static void look_at_nodes(struct automaton *automaton, uint64_t *used)
{
    const struct net *net = automaton->net;
    size_t count = 0;
    push_starts(automaton, &count);
    while (count > 0) {
        uint16_t number = automaton->bench->worklist[--count];
        const struct node *node = &net->nodes[number];
        if (node->kind == NODE_CHARACTER) {
            used[node->set / 64] |= UINT64_C(1) << node->set % 64;
            note_ending(automaton, number);
        }
        if (node->kind != NODE_FOUND && node->kind != NODE_MET)
            push(automaton->bench, &count, node->next);
        if (has_two_ways(node))
            push(automaton->bench, &count, node->other);
    }
}

/* A word of what tells in which of the sets that are used the class is. */
static uint64_t used_word(const struct net *net, const uint64_t *used, unsigned class, size_t word)
{
    uint64_t bits;
    memcpy(&bits, giji_net_members(net, class) + word * sizeof bits, sizeof bits);
    return bits & used[word];
}

/* What ends a line is like nothing else. */
static bool are_alike(const struct net *net, const uint64_t *used, unsigned a, unsigned b)
{
    if (ends_line(net, a) || ends_line(net, b))
        return false;
    for (size_t i = 0; i < net->member_width / sizeof *used; i++)
        if (used_word(net, used, a, i) != used_word(net, used, b, i))
            return false;
    return true;
}

static uint64_t hash_class(const struct net *net, const uint64_t *used, unsigned class)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < net->member_width / sizeof *used; i++)
        hash = (hash ^ used_word(net, used, class, i)) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Classes here by what tells them apart. */
struct class_table {
    uint64_t used[MOST_SETS / 64 + 1]; /* bit i: the patterns have the net's set i */
    uint16_t buckets[BUCKETS];         /* the last class of each hash, from 1 */
    uint16_t *same_bucket; /* of each class the one before it in its bucket, from 1; or 0 */
};

/* The number, from 1, of the class here that is as the net's, or 0. */
static unsigned find_class(const struct automaton *automaton, const struct class_table *table,
                           unsigned class, uint64_t hash)
{
    const struct net *net = automaton->net;
    unsigned number = table->buckets[hash % BUCKETS];
    while (number && !are_alike(net, table->used, class, automaton->samples[number - 1]))
        number = table->same_bucket[number - 1];
    return number;
}

static unsigned add_class(struct automaton *automaton, struct class_table *table, unsigned class,
                          uint64_t hash)
{
    uint16_t *bucket = &table->buckets[hash % BUCKETS];
    automaton->samples[automaton->class_count] = (uint16_t) class;
    table->same_bucket[automaton->class_count] = *bucket;
    *bucket = (uint16_t)++automaton->class_count;
    return *bucket;
}

/* Classes keep the order of the net's, of which the first are the most frequent. */
static bool fold_classes(struct automaton *automaton)
{
    const struct net *net = automaton->net;
    struct arena *arena = &automaton->net->own;
    struct class_table table = {.same_bucket = automaton->bench->same_class};
    automaton->classes = giji_arena_alloc(arena, net->class_count * sizeof *automaton->classes);
    automaton->samples = giji_arena_alloc(arena, net->class_count * sizeof *automaton->samples);
    if (arena->failed)
        return false;
    look_at_nodes(automaton, table.used);
    for (unsigned class = 0; class < net->class_count; class ++) {
        uint64_t hash = hash_class(net, table.used, class);
        unsigned number = find_class(automaton, &table, class, hash);
        number = number ? number : add_class(automaton, &table, class, hash);
        automaton->classes[class] = (uint16_t)(number - 1);
    }
    return true;
}

/* ---- opening -------------------------------------------------------------------------------------- */

/* Whether the node is one of any letter or mark of a sentence. */
static bool takes_all(const struct net *net, const struct node *node)
{
    static const uint32_t marks[] = U"。、の」（\u9FA5";
    for (size_t i = 0; marks[i]; i++)
        if (node->kind != NODE_CHARACTER ||
            !giji_net_holds(giji_net_members(net, giji_net_class(net, marks[i])), node->set))
            return false;
    return true;
}

/* Whether the node leads back to itself, through one character. */
static bool comes_back(const struct automaton *automaton, uint32_t node)
{
    const struct place place = {.line_start = false};
    begin_set(automaton);
    add_node(automaton, automaton->net->nodes[node].next, &place);
    return automaton->bench->kept[node / 64] >> node % 64 & 1;
}

/* Whether the pattern begins with any text: it would be alive to the end of each. */
static bool begins_with_any_text(const struct automaton *automaton, uint32_t start)
{
    const struct place place = {.text_start = true, .line_start = true};
    const struct bench *bench = automaton->bench;
    begin_set(automaton);
    add_node(automaton, start, &place);
    end_set(automaton);
    struct walk walk = walk_bench(bench);
    while (walk_on(automaton, &walk))
        if (takes_all(automaton->net, &automaton->net->nodes[walk.node]) &&
            comes_back(automaton, (uint32_t)walk.node))
            return true;
    return false;
}

/* A pattern that begins with any text and says which words it needs is told sooner by those, where a text is read for
 * few patterns. */
static bool is_told_by_words(const struct automaton *automaton, size_t number)
{
    enum { MOST_WORDS = 8 };
    size_t words = automaton->net->patterns[number]->needs.count;
    return words > 0 && words <= MOST_WORDS && !automaton->kind &&
           begins_with_any_text(automaton, automaton->net->starts[number]);
}

static void number_patterns(struct automaton *automaton)
{
    const struct net *net = automaton->net;
    for (size_t i = 0; i < automaton->count; i++) {
        size_t number = automaton->numbers[i];
        automaton->bits[number] = (unsigned char)i;
        if (net->starts[number] == NO_NODE || is_told_by_words(automaton, number))
            automaton->unread |= UINT64_C(1) << i;
        else if (net->nodes[net->starts[number]].kind == NODE_IF)
            automaton->conditional |= UINT64_C(1) << i;
    }
}

static bool allot_tables(struct automaton *automaton)
{
    bool dense = automaton->kind & AUTOMATON_DENSE;
    size_t classes = automaton->class_count + TICKS;
    automaton->row_width = dense ? classes : classes / BLOCK + 1;
    size_t states = MOST_STATES * sizeof *automaton->states;
    size_t rows = MOST_STATES * automaton->row_width * sizeof *automaton->rows;
    size_t blocks = dense ? 0 : (size_t)MOST_BLOCKS * BLOCK * sizeof *automaton->blocks;
    size_t buckets = BUCKETS * sizeof *automaton->buckets;
    size_t endings = automaton->class_count * sizeof *automaton->endings;
    automaton->page_size =
        VAIN_WORDS * sizeof *automaton->vain + endings + buckets + states + rows + blocks;
    automaton->pages = giji_pages_new(automaton->page_size);
    if (!automaton->pages)
        return false;
    automaton->vain = automaton->pages;
    automaton->endings = automaton->vain + VAIN_WORDS;
    automaton->buckets = (uint16_t *)(automaton->endings + automaton->class_count);
    automaton->states = (struct state *)(automaton->buckets + BUCKETS);
    automaton->rows = (_Atomic uint16_t *)(automaton->states + MOST_STATES);
    automaton->blocks = automaton->rows + MOST_STATES * automaton->row_width;
    automaton->block_count = 1;
    touch_tables(automaton);
    return true;
}

static bool take_bench(struct automaton *automaton)
{
    struct arena *arena = &automaton->net->own;
    automaton->bits = giji_arena_alloc(arena, automaton->net->pattern_count + 1);
    automaton->bench = giji_net_bench(automaton->net);
    return !arena->failed && automaton->bench;
}

static bool keep_seeds(struct automaton *automaton)
{
    begin_set(automaton);
    add_starts(automaton, &inside);
    end_set(automaton);
    automaton->seeds = copy_ways(automaton->bench, &automaton->net->own);
    automaton->seed_count = automaton->bench->count;
    automaton->seeds_found = automaton->bench->found;
    automaton->seeds_living =
        list_living(automaton, automaton->bench->ways, automaton->bench->count);
    return automaton->seeds;
}

static void open(struct automaton *automaton)
{
    struct origin start = {.standing = AT_TEXT};
    if (!take_bench(automaton))
        return;
    number_patterns(automaton);
    if (!fold_classes(automaton) || !keep_endings(automaton) || !allot_tables(automaton))
        return;
    if (automaton->kind & AUTOMATON_ANYWHERE && !keep_seeds(automaton))
        return;
    automaton->state_count = STATE_START;
    automaton->good =
        keep_state(automaton, &start) == STATE_START && automaton->states[STATE_START].alive;
}

static bool is_ready(struct automaton *automaton)
{
    if (!atomic_load_explicit(&automaton->open, memory_order_acquire)) {
        bool net = giji_net_ready(automaton->net);
        pthread_mutex_lock(&automaton->net->lock);
        if (net && !atomic_load_explicit(&automaton->open, memory_order_relaxed))
            open(automaton);
        atomic_store_explicit(&automaton->open, true, memory_order_release);
        pthread_mutex_unlock(&automaton->net->lock);
    }
    return automaton->good;
}

/* ---- reading -------------------------------------------------------------------------------------- */

/* The class of the character at `*at`, which is moved behind it. The text is valid UTF-8. What moves is a copy for wide
 * characters, so that for others it stays in a register. */
static inline unsigned take_class(const struct automaton *automaton, giji_string text, size_t *at)
{
    const struct net *net = automaton->net;
    const unsigned char *bytes = (const unsigned char *)text.data + *at;
    uint32_t character = bytes[0];
    if (character < 0x80) {
        ++*at;
    } else if ((character & 0xF0) == 0xE0 && text.length - *at >= 3) {
        character = (character & 0x0FU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
        *at += 3;
    } else {
        size_t behind = *at;
        character = giji_next_char(text, &behind);
        *at = behind;
        if (character >= PLANE)
            return automaton->classes[giji_net_far_class(net, character)];
    }
    return automaton->classes[giji_net_class(net, character)];
}

typedef uint16_t transition_finder(const struct automaton *automaton, size_t number,
                                   unsigned class);

/* How far a text has been read. */
struct reader {
    size_t at;
    size_t until_tick; /* characters, or more than any text has */
    unsigned tick;     /* the next */
    uint16_t number;   /* of the state */
    uint64_t possible; /* patterns that are read for */
};

/* Reads on to the next state in which something is found, one that ends the reading, or the end of the text or of what
 * is left until a tick: 0. In the reader stays the last state before. */
static inline uint16_t run(struct automaton *automaton, transition_finder *find, giji_string text,
                           struct reader *reader)
{
    size_t at = reader->at, left = reader->until_tick;
    uint16_t state = reader->number, next = state;
    for (; at < text.length && left > 0; left--) {
        unsigned class = take_class(automaton, text, &at);
        next = find(automaton, state, class);
        if (next == STATE_UNKNOWN)
            next = make_next(automaton, state, class);
        if (next <= STATE_DEAD || next >= STATE_BEYOND)
            break;
        state = next;
    }
    reader->at = at;
    reader->until_tick = left;
    reader->number = state;
    return next == state ? 0 : next;
}

/* The transition that a tick is. What may begin at any place does not grow old. */
static uint16_t take_tick(struct automaton *automaton, struct reader *reader)
{
    unsigned class = (unsigned)automaton->class_count + reader->tick;
    reader->until_tick = (size_t)FIRST_TICK << reader->tick;
    reader->tick++;
    if (reader->tick == TICKS)
        reader->until_tick = SIZE_MAX;
    return lead(automaton, reader->number, class);
}

/* Reads on to a transition that is more than the next character's, or to the end: 0. */
static uint16_t read_on(struct automaton *automaton, giji_string text, struct reader *reader)
{
    for (;;) {
        uint16_t next = automaton->kind & AUTOMATON_DENSE
                            ? run(automaton, find_dense, text, reader)
                            : run(automaton, find_sparse, text, reader);
        if (next || reader->at >= text.length)
            return next;
        next = take_tick(automaton, reader);
        if (next <= STATE_DEAD || next >= STATE_BEYOND)
            return next;
        if (!(automaton->states[next].alive & reader->possible))
            return STATE_DEAD;
        reader->number = next;
    }
}

/* Reads for the patterns that are possible. */
static struct reading read_for(struct automaton *automaton, giji_string text, uint64_t possible)
{
    const struct state *states = automaton->states;
    bool anywhere = automaton->kind & AUTOMATON_ANYWHERE;
    struct reader reader = {0, anywhere ? SIZE_MAX : FIRST_TICK, 0, STATE_START, possible};
    uint64_t found = states[STATE_START].found, unread = automaton->unread;
    while (states[reader.number].alive & ~found & possible) {
        uint16_t next = read_on(automaton, text, &reader);
        const struct state *state = &states[reader.number];
        if (!next)
            return (struct reading){found | unread | state->at_end, state->alive, unread};
        if (next == STATE_DEAD)
            return (struct reading){found | unread, 0, unread};
        if (next == STATE_BEYOND)
            return (struct reading){found | unread | state->alive, state->alive, unread};
        reader.number = next & (FINDING - 1);
        found |= states[reader.number].found;
    }
    return (struct reading){found | unread, states[reader.number].alive, unread};
}

struct reading giji_automaton_read(struct automaton *automaton, giji_string text)
{
    if (!is_ready(automaton))
        return (struct reading){UINT64_MAX, UINT64_MAX, UINT64_MAX};
    return read_for(automaton, text, UINT64_MAX);
}

/* ---- endings -------------------------------------------------------------------------------------- */

/* The patterns that may match a text which ends with a character of the class. */
static uint64_t list_endings(const struct automaton *automaton, unsigned class)
{
    const struct net *net = automaton->net;
    const unsigned char *members = giji_net_members(net, automaton->samples[class]);
    uint64_t patterns = automaton->endless | automaton->unread;
    for (size_t i = 0; i < automaton->last_count; i++) {
        const struct node *node = &net->nodes[automaton->last_nodes[i]];
        if (giji_net_holds(members, node->set))
            patterns |= bit_of(automaton, node);
    }
    return patterns;
}

/* The patterns that may match the whole text, as far as its last character tells. */
static uint64_t find_possible(struct automaton *automaton, giji_string text)
{
    size_t at = text.length;
    if (at == 0 || memchr(text.data, '\n', at) || memchr(text.data, '\r', at))
        return UINT64_MAX;
    giji_previous_char(text, &at);
    unsigned class = take_class(automaton, text, &at);
    uint64_t patterns = atomic_load_explicit(&automaton->endings[class], memory_order_relaxed);
    if (!patterns) {
        patterns = list_endings(automaton, class);
        atomic_store_explicit(&automaton->endings[class], patterns, memory_order_relaxed);
    }
    return patterns;
}

struct reading giji_automaton_read_whole(struct automaton *automaton, giji_string text,
                                         uint64_t open)
{
    if (!is_ready(automaton))
        return (struct reading){UINT64_MAX, UINT64_MAX, UINT64_MAX};
    return read_for(automaton, text, find_possible(automaton, text) | open);
}

/* ---- skipping ------------------------------------------------------------------------------------- */

/* The character of three bytes or one that begins the text at the place, or PLANE for any other. */
static inline uint32_t peek_character(giji_string text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    if (bytes[0] < 0x80)
        return bytes[0];
    if ((bytes[0] & 0xF0) != 0xE0 || text.length - at < 3)
        return PLANE;
    return (bytes[0] & 0x0FU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
}

/* Passes characters that are known to begin no pattern. */
static size_t skip_vain(struct automaton *automaton, giji_string text, size_t at)
{
    while (at < text.length) {
        uint32_t character = peek_character(text, at);
        if (character == PLANE ||
            !(atomic_load_explicit(&automaton->vain[character / 64], memory_order_relaxed) >>
                  character % 64 &
              1))
            break;
        at += character < 0x80 ? 1 : 3;
    }
    return at;
}

static void note_vain(struct automaton *automaton, giji_string text, size_t at)
{
    uint32_t character = peek_character(text, at);
    if (character < PLANE)
        atomic_fetch_or_explicit(&automaton->vain[character / 64], UINT64_C(1) << character % 64,
                                 memory_order_relaxed);
}

/* Whether a pattern may begin at the place, as far as its next two characters tell. */
static bool may_begin(struct automaton *automaton, giji_string text, size_t at)
{
    size_t here = at;
    uint16_t next = lead(automaton, STATE_START, take_class(automaton, text, &at));
    if (next == STATE_DEAD)
        note_vain(automaton, text, here);
    if (next <= STATE_DEAD || next >= STATE_BEYOND || at >= text.length)
        return next != STATE_DEAD;
    return lead(automaton, next, take_class(automaton, text, &at)) != STATE_DEAD;
}

size_t giji_automaton_skip(struct automaton *automaton, giji_string text, size_t from)
{
    if (!is_ready(automaton) || automaton->unread || automaton->states[STATE_START].found)
        return from;
    for (size_t at = skip_vain(automaton, text, from); at < text.length;
         at = skip_vain(automaton, text, at)) {
        if (may_begin(automaton, text, at))
            return at;
        giji_next_char(text, &at);
    }
    return text.length;
}
