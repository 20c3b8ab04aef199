#include "grammar/classes.h"

static bool is_read(const struct automaton *automaton, size_t pattern)
{
    return !(automaton->unread >> pattern & 1);
}

/* Nodes lead to such as were made before them, but for what a loop repeats, which leads on as the loop does. */
static void find_endings(const struct net *net, unsigned char *endings)
{
    for (size_t i = 0; i < net->node_count; i++) {
        const struct node *node = &net->nodes[i];
        if (node->kind == NODE_FOUND)
            endings[i] = ENDS_ANYWHERE | ENDS_AT_END;
        else if (node->kind == NODE_END)
            endings[i] = endings[node->next] & ENDS_AT_END;
        else if (node->kind != NODE_CHARACTER && node->kind != NODE_MET)
            endings[i] = endings[node->next];
        if (node->kind == NODE_BRANCH)
            endings[i] |= endings[node->other];
    }
}

/* Gets the bench what finding classes takes, where that is not there. */
static bool get_ready(struct net *net)
{
    struct bench *bench = net->bench;
    struct arena *arena = &net->own;
    if (bench->same_class)
        return true;
    bench->endings = giji_arena_alloc(arena, net->node_count + 1);
    bench->same_class = giji_arena_alloc(arena, net->class_count * sizeof *bench->same_class);
    if (bench->endings && bench->same_class)
        find_endings(net, bench->endings);
    return bench->endings && bench->same_class;
}

/* What may begin anywhere may do so at the text's end, where it asks for nothing more. */
static void push_starts(struct automaton *automaton, size_t *count)
{
    unsigned ends =
        automaton->kind & AUTOMATON_ANYWHERE ? ENDS_ANYWHERE | ENDS_AT_END : ENDS_ANYWHERE;
    giji_bench_clear(automaton->bench);
    for (size_t i = 0; i < automaton->count; i++) {
        uint32_t start = automaton->net->starts[automaton->numbers[i]];
        if (!is_read(automaton, i))
            continue;
        giji_bench_push(automaton->bench, count, start);
        if (automaton->bench->endings[start] & ends)
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
        automaton->endless |= giji_bit_of(automaton, node);
    else if (ending & ENDS_AT_END)
        automaton->bench->roots[automaton->last_count++] = number;
}

static bool keep_endings(struct automaton *automaton)
{
    size_t size = automaton->last_count * sizeof *automaton->last_nodes;
    uint16_t *nodes = giji_arena_alloc(&automaton->net->own, size + 1);
    if (nodes && size)
        memcpy(nodes, automaton->bench->roots, size);
    automaton->last_nodes = nodes;
    return nodes;
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
            giji_net_hold((unsigned char *)used, node->set);
            note_ending(automaton, number);
        }
        if (node->kind != NODE_FOUND && node->kind != NODE_MET)
            giji_bench_push(automaton->bench, &count, node->next);
        if (giji_has_two_ways(node))
            giji_bench_push(automaton->bench, &count, node->other);
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
bool giji_classes_are_alike(const struct net *net, const uint64_t *used, unsigned a, unsigned b)
{
    if (giji_ends_line(net, a) || giji_ends_line(net, b))
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
    uint16_t *samples;
};

/* The number, from 1, of the class here that is as the net's, or 0. */
static unsigned find_class(const struct automaton *automaton, const struct class_table *table,
                           unsigned class, uint64_t hash)
{
    const struct net *net = automaton->net;
    unsigned number = table->buckets[hash % BUCKETS];
    while (number &&
           !giji_classes_are_alike(net, table->used, class, automaton->samples[number - 1]))
        number = table->same_bucket[number - 1];
    return number;
}

static unsigned add_class(struct automaton *automaton, struct class_table *table, unsigned class,
                          uint64_t hash)
{
    uint16_t *bucket = &table->buckets[hash % BUCKETS];
    table->samples[automaton->class_count] = (uint16_t) class;
    table->same_bucket[automaton->class_count] = *bucket;
    *bucket = (uint16_t)++automaton->class_count;
    return *bucket;
}

/* Classes keep the order of the net's, of which the first are the most frequent. */
bool giji_classes_open(struct automaton *automaton)
{
    struct net *net = automaton->net;
    struct arena *arena = &net->own;
    struct class_table table = {0};
    if (!get_ready(net))
        return false;
    table.same_bucket = automaton->bench->same_class;
    uint16_t *classes = giji_arena_alloc(arena, net->class_count * sizeof *classes);
    table.samples = giji_arena_alloc(arena, net->class_count * sizeof *table.samples);
    if (arena->failed)
        return false;
    automaton->classes = classes;
    automaton->samples = table.samples;
    look_at_nodes(automaton, table.used);
    for (unsigned class = 0; class < net->class_count; class ++) {
        uint64_t hash = hash_class(net, table.used, class);
        unsigned number = find_class(automaton, &table, class, hash);
        number = number ? number : add_class(automaton, &table, class, hash);
        classes[class] = (uint16_t)(number - 1);
    }
    return keep_endings(automaton);
}
