#include "grammar/states.h"

#include "grammar/classes.h"
#include "grammar/thaw.h"

#include <limits.h>

/* Lists of nodes of tens of thousands are kept as the ways from one to the next, a byte each. A net's lists of what nodes
 * lead to take so many bytes at most; states that need more are beyond the last one. */
enum { LONG_WAY = 0xFF, MOST_WAYS = 1 << 20 };

/* What nodes a list has: of a pattern's own way, of its condition, both kinds once more that wait for a line to start,
 * and any that asks for an end. */
enum { HAS_WAYS = 1, HAS_CONDITIONS = 2, WAITING = 2, HAS_ENDS = 16 };

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

void giji_bench_push(struct bench *bench, size_t *count, uint32_t node)
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

void giji_bench_clear(struct bench *bench)
{
    for (size_t i = bench->low; i < bench->high; i++)
        bench->seen[i] = bench->kept[i] = 0;
    bench->low = bench->words;
    bench->high = 0;
    bench->found = 0;
}

/* Whether a state has the node. */
static bool is_kept(const struct node *node)
{
    return node->kind == NODE_CHARACTER || node->kind == NODE_END || node->kind == NODE_MET ||
           node->kind == NODE_LINE_START;
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
    uint64_t bit = giji_bit_of(automaton, node);
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
    giji_bench_push(bench, &count, start);
    while (count > 0) {
        uint32_t at = bench->worklist[--count];
        const struct node *node = &nodes[at];
        if (node->kind == NODE_FOUND)
            bench->found |= giji_bit_of(automaton, node);
        else if (is_kept(node))
            bench->kept[at / 64] |= UINT64_C(1) << at % 64;
        if (!leads_on(node, place))
            continue;
        giji_bench_push(bench, &count, node->next);
        if (giji_has_two_ways(node))
            giji_bench_push(bench, &count, node->other);
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

/* Keeps what the bench lists as what the node leads to. */
static bool keep_lead(const struct automaton *automaton, uint16_t root, const unsigned char *ways)
{
    struct bench *bench = automaton->bench;
    struct lead *lead = giji_arena_push(&automaton->net->own, &bench->leads, &bench->lead_count,
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

/* Lists what the node leads to inside a line, where that is not done. False where there is no memory for it. */
static bool make_lead(const struct automaton *automaton, uint16_t root)
{
    struct bench *bench = automaton->bench;
    if (find_lead(bench, root))
        return true;
    giji_bench_clear(bench);
    add_node(automaton, root, &inside);
    end_set(automaton);
    bench->way_count += bench->count;
    const unsigned char *ways =
        bench->way_count > MOST_WAYS ? NULL : copy_ways(bench, &automaton->net->own);
    return ways && keep_lead(automaton, root, ways);
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
    giji_bench_clear(automaton->bench);
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

static struct state state_of(const struct automaton *automaton, size_t number)
{
    return number < automaton->frozen_count ? giji_thaw_state(automaton, number)
                                            : *giji_own_state(automaton, number);
}

static size_t find_state(const struct automaton *automaton, const struct origin *origin)
{
    size_t number = automaton->buckets[origin->hash % BUCKETS];
    while (number) {
        const struct state state = state_of(automaton, number);
        if (is_same_origin(&state.origin, origin))
            break;
        number = state.same_bucket;
    }
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
            state->found |= giji_bit_of(automaton, root);
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
    return !automaton->conditional || state->alive & giji_bit_of(automaton, node);
}

/* Gathers the nodes behind those of the state that ask for an end. */
static void pass_ends(const struct automaton *automaton, const struct state *state)
{
    const struct place place = {.text_start = true, .line_start = true, .end = true};
    struct walk walk = walk_state(state);
    walk.traits = HAS_ENDS;
    giji_bench_clear(automaton->bench);
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

static size_t add_state(struct automaton *automaton, const struct origin *origin)
{
    size_t number = automaton->state_count;
    uint16_t *bucket = &automaton->buckets[origin->hash % BUCKETS];
    struct state *state = giji_own_state(automaton, number);
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
    if (automaton->complete)
        return STATE_UNKNOWN;
    if (!fill_state(automaton, state))
        return STATE_BEYOND;
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
        bench->roots[origin->root_count++] = (uint16_t)root;
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

/* The number of the state that a character of the net's class leads to. */
static size_t step(struct automaton *automaton, const struct state *state, unsigned class)
{
    const struct net *net = automaton->net;
    bool ends = giji_ends_line(net, class);
    struct origin origin = {.found = ends ? state->at_end : 0,
                            .roots = automaton->bench->roots,
                            .standing = ends ? AT_LINE : INSIDE};
    add_roots(automaton, state, class, &origin);
    bool leads_on = origin.root_count || origin.found || automaton->kind & AUTOMATON_ANYWHERE;
    return leads_on ? keep_state(automaton, &origin) : STATE_DEAD;
}

/* Frozen states come with the chains of the buckets that they were in. */
static void fill_buckets(struct automaton *automaton)
{
    for (size_t i = STATE_START; i < automaton->frozen_count; i++)
        automaton->buckets[automaton->frozen_states[i - STATE_START].hash % BUCKETS] = (uint16_t)i;
}

bool giji_states_ready(struct automaton *automaton)
{
    if (automaton->bench)
        return true;
    automaton->bench = giji_net_bench(automaton->net);
    if (automaton->bench)
        fill_buckets(automaton);
    return automaton->bench;
}

/* Ticks are taken for characters of further classes. A state that was frozen comes without what its roots lead to. */
size_t giji_states_next(struct automaton *automaton, size_t number, unsigned class)
{
    unsigned ticks = (unsigned)automaton->class_count;
    const struct state state = state_of(automaton, number);
    bool inside_line = state.origin.standing == INSIDE;
    if (!giji_states_ready(automaton) || (inside_line && !make_leads(automaton, &state.origin)))
        return STATE_BEYOND;
    return class < ticks ? step(automaton, &state, automaton->samples[class])
                         : pass_tick(automaton, &state, class - ticks);
}

/* ---- comparing ------------------------------------------------------------------------------------ */

/* Marks the sets of the state's nodes. */
static void mark_sets(const struct automaton *automaton, const struct state *state, uint64_t *sets)
{
    memset(sets, 0, automaton->net->member_width);
    for (struct walk walk = walk_state(state); walk_on(automaton, &walk);) {
        const struct node *node = &automaton->net->nodes[walk.node];
        if (node->kind == NODE_CHARACTER)
            giji_net_hold((unsigned char *)sets, node->set);
    }
}

void giji_states_compare(const struct automaton *automaton, size_t number, uint16_t *like)
{
    uint64_t sets[MOST_SETS / 64 + 1];
    const struct state state = state_of(automaton, number);
    mark_sets(automaton, &state, sets);
    for (unsigned class = 0; class < automaton->class_count + TICKS; class ++) {
        unsigned first = class < automaton->class_count ? 0 : class;
        while (first < class &&
               (like[first] != first ||
                !giji_classes_are_alike(automaton->net, sets, automaton->samples[first],
                                        automaton->samples[class])))
            first++;
        like[class] = (uint16_t)first;
    }
}

/* ---- starts --------------------------------------------------------------------------------------- */

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
    giji_bench_clear(automaton->bench);
    add_node(automaton, automaton->net->nodes[node].next, &place);
    return automaton->bench->kept[node / 64] >> node % 64 & 1;
}

/* Whether the pattern begins with any text: it would be alive to the end of each. */
bool giji_begins_with_any_text(const struct automaton *automaton, uint32_t start)
{
    const struct place place = {.text_start = true, .line_start = true};
    const struct bench *bench = automaton->bench;
    giji_bench_clear(automaton->bench);
    add_node(automaton, start, &place);
    end_set(automaton);
    struct walk walk = walk_bench(bench);
    while (walk_on(automaton, &walk))
        if (takes_all(automaton->net, &automaton->net->nodes[walk.node]) &&
            comes_back(automaton, (uint32_t)walk.node))
            return true;
    return false;
}

static bool keep_seeds(struct automaton *automaton)
{
    giji_bench_clear(automaton->bench);
    add_starts(automaton, &inside);
    end_set(automaton);
    automaton->seeds = copy_ways(automaton->bench, &automaton->net->own);
    automaton->seed_count = automaton->bench->count;
    automaton->seeds_found = automaton->bench->found;
    automaton->seeds_living =
        list_living(automaton, automaton->bench->ways, automaton->bench->count);
    return automaton->seeds;
}

/* A page that is read before anything is written to it is given to the process twice: first one that has nothing but
 * zeros and is shared by all, then its own. So what is going to be written is written at once. */
static void touch_tables(const struct automaton *automaton)
{
    automaton->buckets[0] = STATE_UNKNOWN;
    atomic_store_explicit(&automaton->blocks[0], STATE_UNKNOWN, memory_order_relaxed);
}

bool giji_states_start(struct automaton *automaton)
{
    touch_tables(automaton);
    struct origin start = {.roots = automaton->bench->roots, .standing = AT_TEXT};
    if (automaton->kind & AUTOMATON_ANYWHERE && !keep_seeds(automaton))
        return false;
    automaton->state_count = STATE_START;
    return keep_state(automaton, &start) == STATE_START && giji_state_alive(automaton, STATE_START);
}
