#include "grammar/net.h"

#include "base/pages.h"
#include "grammar/frozen.h"
#include "grammar/regex.h"

#include <stdlib.h>

/* Beyond these a pattern is not read: it would take more memory than it is worth. Numbers of nodes fit into 16 bits. */
enum { MOST_NODES = 60000, MOST_OF_PATTERN = 6000, MOST_CLASSES = 4000 };

/* A count beyond this counts as any, up to the tick that ends it. */
enum { COUNTED = 4 };

/* As far as this, in characters, ways of a choice that begin alike are joined; beyond so many joins in a pattern, none
 * are that one would have to follow. */
enum { DEEPEST_JOIN = 16, MOST_JOINS = 20000 };

struct net *giji_net_new(struct arena *arena)
{
    struct net *net = giji_arena_alloc(arena, sizeof *net);
    if (!net)
        return NULL;
    net->arena = arena;
    if (pthread_mutex_init(&net->lock, NULL) == 0)
        return net;
    arena->failed = true;
    return NULL;
}

void giji_net_close(struct net *net)
{
    if (!net)
        return;
    if (net->bench)
        giji_pages_free(net->bench->pages, net->bench->page_size);
    giji_arena_free(&net->own);
    pthread_mutex_destroy(&net->lock);
}

size_t giji_net_add(struct net *net, const struct pattern *pattern)
{
    for (size_t i = 0; i < net->pattern_count; i++)
        if (net->patterns[i] == pattern)
            return i;
    const struct pattern **added = giji_arena_push(net->arena, &net->patterns, &net->pattern_count,
                                                   &net->pattern_capacity, sizeof(*added));
    if (!added)
        return 0;
    *added = pattern;
    return net->pattern_count - 1;
}

/* ---- nodes ---------------------------------------------------------------------------------------- */

enum { BUCKETS = 256, SHARED = 4096 };

/* Nodes of one pattern after the other, each made from its end to its start. */
struct weaver {
    struct net *net;
    struct arena *scratch;
    uint32_t buckets[BUCKETS];       /* the last set of each hash, from 1 */
    uint32_t same_bucket[MOST_SETS]; /* of each set the one before it in its bucket, from 1; or 0 */
    uint32_t shared[SHARED];         /* nodes of the pattern by their hashes, from 1 */
    uint16_t pattern;
    size_t first;   /* of the pattern's nodes */
    uint32_t found; /* its last one */
    unsigned joins;
    bool failed;
};

/* How many ticks pass while a text reads so many characters. */
static unsigned char ticks_within(uint32_t characters)
{
    unsigned char ticks = 0;
    while (ticks < TICKS && characters >= (uint32_t)FIRST_TICK << ticks)
        ticks++;
    return ticks;
}

static uint32_t add_node(struct weaver *weaver, enum node_kind kind, uint32_t next, uint32_t other)
{
    struct net *net = weaver->net;
    if (net->node_count >= MOST_NODES || net->node_count - weaver->first >= MOST_OF_PATTERN)
        weaver->failed = true;
    struct node *node = weaver->failed ? NULL
                                       : giji_arena_push(&net->own, &net->nodes, &net->node_count,
                                                         &net->node_capacity, sizeof *node);
    if (!node) {
        weaver->failed = true;
        return 0;
    }
    *node = (struct node){
        (unsigned char)kind, OUTLASTS_ALL, weaver->pattern, (uint16_t)next, {(uint16_t)other}};
    return (uint32_t)net->node_count - 1;
}

/* A node of the pattern that is as this one, `other` being the set of a character: there may be one already. */
static uint32_t share_node(struct weaver *weaver, enum node_kind kind, uint32_t next,
                           uint32_t other)
{
    uint32_t hash = (next * 31 + other) * 31 + (uint32_t)kind;
    uint32_t *place = &weaver->shared[(hash ^ hash >> 12) % SHARED];
    if (*place > weaver->first) {
        const struct node *old = &weaver->net->nodes[*place - 1];
        if (old->kind == kind && old->pattern == weaver->pattern && old->next == (uint16_t)next &&
            old->other == (uint16_t)other)
            return *place - 1;
    }
    *place = add_node(weaver, kind, next, other) + 1;
    return *place - 1;
}

/* The node of a character of the set, for a text that may stand there for so many ticks. */
static uint32_t share_character(struct weaver *weaver, uint32_t next, uint32_t set,
                                unsigned char ticks)
{
    size_t before = weaver->net->node_count;
    uint32_t number = share_node(weaver, NODE_CHARACTER, next, set);
    if (weaver->failed)
        return 0;
    struct node *node = &weaver->net->nodes[number];
    if (number >= before || node->ticks < ticks)
        node->ticks = ticks;
    return number;
}

static uint32_t hash_set(const struct charset *set)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < set->count; i++)
        hash = (hash * 31 + set->ranges[i].first) * 31 + set->ranges[i].last;
    return hash ^ hash >> 16;
}

static size_t set_number(struct weaver *weaver, const struct charset *set)
{
    struct net *net = weaver->net;
    uint32_t *bucket = &weaver->buckets[hash_set(set) % BUCKETS];
    for (uint32_t i = *bucket; i; i = weaver->same_bucket[i - 1])
        if (giji_charset_equal(&net->sets[i - 1], set))
            return i - 1;
    weaver->failed |= net->set_count >= MOST_SETS;
    struct charset *added = weaver->failed ? NULL
                                           : giji_arena_push(&net->own, &net->sets, &net->set_count,
                                                             &net->set_capacity, sizeof *added);
    if (!added)
        return 0;
    *added = *set;
    weaver->same_bucket[net->set_count - 1] = *bucket;
    *bucket = (uint32_t)net->set_count;
    return net->set_count - 1;
}

/* ---- choices -------------------------------------------------------------------------------------- */

/* The ways that a choice has, of which no two begin alike: words become a tree. */
struct ways {
    uint32_t *items;
    size_t count, capacity;
};

static uint32_t join(struct weaver *weaver, uint32_t a, uint32_t b, unsigned depth);

/* Whether both begin with the same set, so that one way can stand for both up to there. */
static bool begin_alike(const struct net *net, uint32_t a, uint32_t b)
{
    return net->nodes[a].kind == NODE_CHARACTER && net->nodes[b].kind == NODE_CHARACTER &&
           net->nodes[a].set == net->nodes[b].set;
}

static void add_way(struct weaver *weaver, struct ways *ways, uint32_t node, unsigned depth)
{
    const struct net *net = weaver->net;
    for (size_t i = 0; i < ways->count && depth > 0; i++)
        if (begin_alike(net, ways->items[i], node)) {
            const struct node old = net->nodes[ways->items[i]], new = net->nodes[node];
            uint32_t next = join(weaver, old.next, new.next, depth - 1);
            ways->items[i] = share_character(weaver, next, new.set,
                                             old.ticks > new.ticks ? old.ticks : new.ticks);
            return;
        }
    uint32_t *added = giji_arena_push(weaver->scratch, &ways->items, &ways->count, &ways->capacity,
                                      sizeof *added);
    if (added)
        *added = node;
}

/* Adds what the node leads to without a character, as far as that is a choice. */
static void add_ways(struct weaver *weaver, struct ways *ways, uint32_t node, unsigned depth)
{
    while (weaver->net->nodes[node].kind == NODE_BRANCH) {
        const struct node choice = weaver->net->nodes[node];
        add_way(weaver, ways, choice.next, depth);
        node = choice.other;
    }
    add_way(weaver, ways, node, depth);
}

/* A node that leads to each of them. */
static uint32_t branch(struct weaver *weaver, const struct ways *ways)
{
    weaver->failed |= ways->count == 0;
    if (weaver->failed)
        return 0;
    uint32_t node = ways->items[ways->count - 1];
    for (size_t i = ways->count - 1; i > 0; i--)
        node = share_node(weaver, NODE_BRANCH, ways->items[i - 1], node);
    return node;
}

/* The node that leads where either does. Recursion ends with `depth`. */
static uint32_t join(struct weaver *weaver, uint32_t a, uint32_t b, unsigned depth)
{
    struct ways ways = {0};
    if (a == b || weaver->failed)
        return a;
    if (++weaver->joins > MOST_JOINS)
        depth = 0;
    add_ways(weaver, &ways, a, depth);
    add_ways(weaver, &ways, b, depth);
    return branch(weaver, &ways);
}

/* ---- trees ---------------------------------------------------------------------------------------- */

/* Adds what the tree matches before the node `next`, which stands so many characters, at most, behind what is `before`
 * the tree in the pattern. */
static uint32_t weave(struct weaver *weaver, const struct tree *tree, uint32_t next,
                      uint32_t before);

static uint32_t weave_set(struct weaver *weaver, const struct tree *tree, uint32_t next,
                          uint32_t before)
{
    size_t set = set_number(weaver, &tree->set);
    return share_character(weaver, next, (uint32_t)set, ticks_within(before));
}

/* How many characters the children take, counted beyond REPEAT_ENDLESS. */
static uint64_t reach_of_all(const struct tree *child)
{
    uint64_t reach = 0;
    for (; child; child = child->next)
        reach += child->reach;
    return reach;
}

static uint32_t weave_sequence(struct weaver *weaver, const struct tree *last, uint32_t next,
                               uint32_t before)
{
    uint64_t left = before + reach_of_all(last);
    for (; last && !weaver->failed; last = last->next) {
        left -= last->reach;
        next = weave(weaver, last, next,
                     left < REPEAT_ENDLESS ? (uint32_t)left : (uint32_t)REPEAT_ENDLESS);
    }
    return next;
}

static uint32_t weave_choice(struct weaver *weaver, const struct tree *tree, uint32_t next,
                             uint32_t before)
{
    struct ways ways = {0};
    for (; tree && !weaver->failed; tree = tree->next)
        add_ways(weaver, &ways, weave(weaver, tree, next, before), DEEPEST_JOIN);
    return branch(weaver, &ways);
}

static uint32_t weave_loop(struct weaver *weaver, const struct tree *child, uint32_t next,
                           uint32_t before)
{
    uint32_t loop = add_node(weaver, NODE_LOOP, next, next);
    uint32_t inside = weave(weaver, child, loop, before);
    if (!weaver->failed)
        weaver->net->nodes[loop].other = (uint16_t)inside;
    return loop;
}

/* The child as often as it has to be there; the first time is woven last. */
static uint32_t weave_least(struct weaver *weaver, const struct tree *child, uint32_t least,
                            uint32_t next, uint32_t before)
{
    for (uint32_t i = least; i > 0 && !weaver->failed; i--) {
        uint32_t others = giji_repeat_reach(child->reach, i - 1);
        next = weave(weaver, child, next, giji_add_reach(before, others));
    }
    return next;
}

static uint32_t weave_repeat(struct weaver *weaver, const struct tree *tree, uint32_t next,
                             uint32_t before)
{
    uint32_t least = tree->least < COUNTED ? tree->least : COUNTED;
    uint32_t behind = giji_add_reach(before, tree->reach);
    if (tree->most == 0)
        return next;
    bool once_more = tree->most == tree->least + 1 && least == tree->least;
    if (once_more)
        next = join(weaver, weave(weaver, tree->child, next, behind), next, DEEPEST_JOIN);
    else if (tree->most > least)
        next = weave_loop(weaver, tree->child, next, behind);
    return weave_least(weaver, tree->child, least, next, before);
}

/* Recursion is as deep as the tree, whose reader limits that. What has to follow is asked where nothing else
 * comes behind it. */
static uint32_t weave(struct weaver *weaver, const struct tree *tree, uint32_t next,
                      uint32_t before)
{
    switch (tree->kind) {
    case TREE_EMPTY:
        return next;
    case TREE_SET:
        return weave_set(weaver, tree, next, before);
    case TREE_SEQUENCE:
        return weave_sequence(weaver, tree->child, next, before);
    case TREE_CHOICE:
        return weave_choice(weaver, tree->child, next, before);
    case TREE_REPEAT:
        return weave_repeat(weaver, tree, next, before);
    case TREE_AHEAD:
        return next == weaver->found ? weave(weaver, tree->child, next, before) : next;
    case TREE_TEXT_START:
        return share_node(weaver, NODE_TEXT_START, next, NO_NODE);
    case TREE_LINE_START:
        return share_node(weaver, NODE_LINE_START, next, NO_NODE);
    case TREE_END:
        return share_node(weaver, NODE_END, next, NO_NODE);
    }
    return next;
}

/* What the pattern begins with looking ahead for, where more comes behind that; or NULL. */
static const struct tree *condition_of(const struct tree *tree)
{
    const struct tree *only = tree->kind == TREE_CHOICE ? tree->child : NULL;
    const struct tree *first = only && !only->next ? only->child : NULL;
    if (!first || !first->next)
        return NULL;
    while (first->next)
        first = first->next;
    return first->kind == TREE_AHEAD ? first->child : NULL;
}

/* The node that leads to both the pattern's own way and its condition. */
static uint32_t weave_condition(struct weaver *weaver, const struct tree *condition, uint32_t start)
{
    weaver->pattern |= CONDITION;
    weaver->found = share_node(weaver, NODE_MET, NO_NODE, NO_NODE);
    uint32_t other = weave(weaver, condition, weaver->found, 0);
    weaver->pattern &= CONDITION - 1;
    return share_node(weaver, NODE_IF, start, other);
}

static uint32_t weave_pattern(struct weaver *weaver, size_t number)
{
    struct net *net = weaver->net;
    const struct code *code = net->patterns[number]->code;
    giji_string text = code ? code->text : (giji_string){NULL, 0};
    const struct tree *tree = number < CONDITION ? giji_regex_read(text, weaver->scratch) : NULL;
    if (!tree)
        return NO_NODE;
    weaver->pattern = (uint16_t)number;
    weaver->first = net->node_count;
    weaver->joins = 0;
    weaver->failed = false;
    weaver->found = share_node(weaver, NODE_FOUND, NO_NODE, NO_NODE);
    uint32_t start = weave(weaver, tree, weaver->found, 0);
    const struct tree *condition = condition_of(tree);
    if (condition)
        start = weave_condition(weaver, condition, start);
    return weaver->failed ? NO_NODE : start;
}

/* ---- the alphabet --------------------------------------------------------------------------------- */

static int compare_borders(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

/* Where any set begins or ends, the ends of lines among them, each once, in order. */
static void find_borders(struct net *net)
{
    size_t count = 4, kept = 0;
    for (size_t i = 0; i < net->set_count; i++)
        count += 2 * net->sets[i].count;
    uint32_t *borders = giji_arena_alloc(&net->own, (count + 1) * sizeof *borders);
    if (!borders)
        return;
    count = 0;
    borders[count++] = 0;
    borders[count++] = PLANE;
    for (size_t i = 0; i < net->set_count; i++)
        for (size_t j = 0; j < net->sets[i].count; j++) {
            borders[count++] = net->sets[i].ranges[j].first;
            borders[count++] = net->sets[i].ranges[j].last + 1;
        }
    qsort(borders, count, sizeof *borders, compare_borders);
    for (size_t i = 1; i < count; i++)
        if (borders[i] != borders[kept])
            borders[++kept] = borders[i];
    net->borders = borders;
    net->border_count = kept + 1;
}

/* The last border at or before the character. */
static size_t border_of(const struct net *net, uint32_t character)
{
    size_t low = 0, high = net->border_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (net->borders[middle] <= character)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint64_t mix(uint64_t number)
{
    number += UINT64_C(0x9E3779B97F4A7C15);
    number = (number ^ number >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ number >> 27) * UINT64_C(0x94D049BB133111EB);
    return number ^ number >> 31;
}

/* Of each stretch between borders a number that tells which sets hold it. */
static uint64_t *sign_stretches(struct net *net, struct arena *scratch)
{
    uint64_t *signs = giji_arena_alloc(scratch, net->border_count * sizeof *signs);
    for (size_t i = 0; signs && i < net->set_count; i++)
        for (size_t j = 0; j < net->sets[i].count; j++) {
            const struct range *range = &net->sets[i].ranges[j];
            for (size_t at = border_of(net, range->first);
                 at < net->border_count && net->borders[at] <= range->last; at++)
                signs[at] ^= mix(i + 1);
        }
    return signs;
}

struct signed_stretch {
    uint64_t sign;
    size_t index;
};

static int compare_signs(const void *a, const void *b)
{
    const struct signed_stretch *first = a, *second = b;
    if (first->sign != second->sign)
        return first->sign > second->sign ? 1 : -1;
    return (first->index > second->index) - (first->index < second->index);
}

/* A class, and how frequent its characters are in minutes. */
struct ranked_class {
    uint64_t weight;
    uint16_t number;
};

/* The characters that are most frequent in minutes, the first the most. */
static const uint32_t frequent[] = U"のいとてしにますでう、たなるをは。がこ　かもりれっそら員あき委"
                                   U"どけ会おご\nだくつよ設さ長思んろ備用施議やえ"
                                   U"場本わ業後年一上報今明体見的人市進中要行環都方定局務担等ン・ー"
                                   U"リクスイルトアドッ１２３０町区事当分大部私";

enum { FREQUENT = sizeof frequent / sizeof *frequent - 1, LARGE_CLASS = 1000 };

/* What a stretch adds to its class: a frequent character stands for many that are not. */
static uint64_t weigh_stretch(const struct net *net, size_t index)
{
    uint32_t first = net->borders[index];
    uint32_t end = index + 1 < net->border_count ? net->borders[index + 1] : LAST_CHARACTER + 1;
    uint64_t weight = end - first;
    for (size_t i = 0; i < FREQUENT; i++)
        if (frequent[i] >= first && frequent[i] < end)
            weight += (FREQUENT - i) * (uint64_t)LARGE_CLASS;
    return weight;
}

static int compare_ranks(const void *a, const void *b)
{
    const struct ranked_class *first = a, *second = b;
    if (first->weight != second->weight)
        return first->weight < second->weight ? 1 : -1;
    return (first->number > second->number) - (first->number < second->number);
}

/* Gives the most frequent classes the lowest numbers: what is read often of an automaton's table stands together. */
static void rank_classes(struct net *net, struct arena *scratch)
{
    struct ranked_class *ranks = giji_arena_alloc(scratch, net->class_count * sizeof *ranks);
    uint16_t *places = giji_arena_alloc(scratch, net->class_count * sizeof *places);
    if (!ranks || !places)
        return;
    for (size_t i = 0; i < net->class_count; i++)
        ranks[i].number = (uint16_t)i;
    for (size_t i = 0; i < net->border_count; i++)
        ranks[net->border_classes[i]].weight += weigh_stretch(net, i);
    qsort(ranks, net->class_count, sizeof *ranks, compare_ranks);
    for (size_t i = 0; i < net->class_count; i++)
        places[ranks[i].number] = (uint16_t)i;
    for (size_t i = 0; i < net->border_count; i++)
        net->border_classes[i] = places[net->border_classes[i]];
}

/* Gives stretches of the same sign the same class. */
static void number_classes(struct net *net, struct arena *scratch)
{
    uint64_t *signs = sign_stretches(net, scratch);
    struct signed_stretch *order = giji_arena_alloc(scratch, net->border_count * sizeof *order);
    net->border_classes = giji_arena_alloc(&net->own, net->border_count * sizeof(uint16_t));
    if (!signs || !order || !net->border_classes)
        return;
    for (size_t i = 0; i < net->border_count; i++)
        order[i] = (struct signed_stretch){signs[i], i};
    qsort(order, net->border_count, sizeof *order, compare_signs);
    for (size_t i = 0; i < net->border_count; i++) {
        if (i == 0 || order[i].sign != order[i - 1].sign)
            net->class_count++;
        net->border_classes[order[i].index] = (uint16_t)(net->class_count - 1);
    }
    rank_classes(net, scratch);
}

/* Where a page like this one stands among the first `count` letters, the last first; or `count`. */
static size_t find_page(const uint16_t *numbers, size_t count, const uint16_t *page)
{
    size_t at = count;
    while (at > 0 && memcmp(numbers + at - LETTER_PAGE, page, LETTER_PAGE * sizeof *page) != 0)
        at -= LETTER_PAGE;
    return at > 0 ? at - LETTER_PAGE : count;
}

size_t giji_fold_pages(uint16_t numbers[PLANE], uint16_t pages[LETTER_PAGES])
{
    size_t count = 0;
    for (size_t i = 0; i < LETTER_PAGES; i++) {
        const uint16_t *page = numbers + i * LETTER_PAGE;
        size_t place = find_page(numbers, count, page);
        if (place == count) {
            memmove(numbers + count, page, LETTER_PAGE * sizeof *page);
            count += LETTER_PAGE;
        }
        pages[i] = (uint16_t)place;
    }
    return count;
}

/* The letters of a net that stands alone are its classes. */
static void fill_classes(struct net *net)
{
    uint16_t *letters = giji_arena_alloc(&net->own, PLANE * sizeof *letters);
    uint16_t *pages = giji_arena_alloc(&net->own, LETTER_PAGES * sizeof *pages);
    uint16_t *classes = giji_arena_alloc(&net->own, net->class_count * sizeof *classes);
    if (!letters || !pages || !classes)
        return;
    for (size_t i = 0; i < net->border_count && net->borders[i] < PLANE; i++) {
        uint32_t end = i + 1 < net->border_count ? net->borders[i + 1] : PLANE;
        for (uint32_t c = net->borders[i]; c < end; c++)
            letters[c] = net->border_classes[i];
    }
    for (size_t i = 0; i < net->class_count; i++)
        classes[i] = (uint16_t)i;
    giji_fold_pages(letters, pages);
    net->letters = (struct letters){pages, letters};
    net->classes = classes;
}

static void fill_members(struct net *net)
{
    net->member_width = (net->set_count / 64 + 1) * sizeof(uint64_t);
    net->members = giji_arena_alloc(&net->own, net->class_count * net->member_width);
    for (size_t i = 0; net->members && i < net->set_count; i++)
        for (size_t j = 0; j < net->sets[i].count; j++) {
            const struct range *range = &net->sets[i].ranges[j];
            for (size_t at = border_of(net, range->first);
                 at < net->border_count && net->borders[at] <= range->last; at++) {
                unsigned char *row = net->members + net->border_classes[at] * net->member_width;
                giji_net_hold(row, (unsigned)i);
            }
        }
}

/* Line ends are classes of their own: nodes at ends ask for them. */
static void add_line_ends(struct weaver *weaver)
{
    struct arena *scratch = weaver->scratch;
    struct charset feed = {0}, carriage = {0};
    weaver->failed = false;
    giji_charset_add(&feed, scratch, '\n', '\n');
    giji_charset_add(&carriage, scratch, '\r', '\r');
    if (!scratch->failed) {
        set_number(weaver, &feed);
        set_number(weaver, &carriage);
    }
}

static void make_alphabet(struct net *net, struct arena *scratch)
{
    find_borders(net);
    if (!net->own.failed)
        number_classes(net, scratch);
    if (net->own.failed || scratch->failed || net->class_count > MOST_CLASSES)
        return;
    fill_classes(net);
    fill_members(net);
    if (net->own.failed)
        return;
    net->feed_class = (uint16_t)giji_net_class(net, '\n');
    net->return_class = (uint16_t)giji_net_class(net, '\r');
}

/* ---- the net -------------------------------------------------------------------------------------- */

static void weave_all(struct net *net, struct arena *scratch)
{
    struct weaver *weaver = giji_arena_alloc(scratch, sizeof *weaver);
    net->starts = giji_arena_alloc(&net->own, (net->pattern_count + 1) * sizeof *net->starts);
    if (!weaver || !net->starts)
        return;
    weaver->net = net;
    weaver->scratch = scratch;
    for (size_t i = 0; i < net->pattern_count; i++)
        net->starts[i] = weave_pattern(weaver, i);
    add_line_ends(weaver);
}

static void make(struct net *net)
{
    struct arena scratch = {0};
    weave_all(net, &scratch);
    if (!net->own.failed && !scratch.failed)
        make_alphabet(net, &scratch);
    net->good = !net->own.failed && !scratch.failed && net->class_count <= MOST_CLASSES;
    giji_arena_free(&scratch);
}

/* What is made is only read from then on. */
static bool take_frozen(struct net *net)
{
    const struct frozen_net *frozen = giji_frozen_net(net);
    if (!frozen)
        return false;
    net->frozen = frozen;
    net->starts = (uint32_t *)frozen->starts;
    net->nodes = (struct node *)frozen->nodes;
    net->node_count = frozen->node_count;
    net->letters = giji_frozen.letters;
    net->classes = frozen->classes;
    net->borders = (uint32_t *)frozen->borders;
    net->border_classes = (uint16_t *)frozen->border_classes;
    net->border_count = frozen->border_count;
    net->class_count = frozen->class_count;
    net->members = (unsigned char *)frozen->members;
    net->member_width = frozen->member_width;
    net->feed_class = (uint16_t)giji_net_class(net, '\n');
    net->return_class = (uint16_t)giji_net_class(net, '\r');
    return net->good = true;
}

bool giji_net_ready(struct net *net)
{
    if (!atomic_load_explicit(&net->made, memory_order_acquire)) {
        pthread_mutex_lock(&net->lock);
        if (!atomic_load_explicit(&net->made, memory_order_relaxed) && !take_frozen(net))
            make(net);
        atomic_store_explicit(&net->made, true, memory_order_release);
        pthread_mutex_unlock(&net->lock);
    }
    return net->good;
}

/* Gives the arrays their places, one behind the other. */
static bool lay_out(struct bench *bench, size_t node_count)
{
    size_t words = node_count / 64 + 1, room = words * 64;
    size_t set = words * sizeof(uint64_t), list = room * sizeof(uint16_t);
    bench->words = words;
    bench->page_size = 3 * set + 3 * list;
    unsigned char *at = bench->pages = giji_pages_new(bench->page_size);
    if (!at)
        return false;
    bench->seen = (uint64_t *)at;
    bench->kept = bench->seen + words;
    bench->is_root = bench->kept + words;
    bench->worklist = (uint16_t *)(bench->is_root + words);
    bench->roots = bench->worklist + room;
    bench->ways = at + 3 * set + 2 * list;
    return true;
}

struct bench *giji_net_bench(struct net *net)
{
    struct arena *arena = &net->own;
    if (net->bench)
        return net->bench;
    struct bench *bench = giji_arena_alloc(arena, sizeof *bench);
    if (!bench)
        return NULL;
    bench->buckets = giji_arena_alloc(arena, LEAD_BUCKETS * sizeof *bench->buckets);
    if (!bench->buckets || !lay_out(bench, net->node_count))
        return NULL;
    net->bench = bench;
    return net->bench;
}

unsigned giji_net_far_class(const struct net *net, uint32_t character)
{
    return net->border_classes[border_of(net, character)];
}
