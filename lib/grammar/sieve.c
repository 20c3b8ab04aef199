#include "grammar/sieve.h"

#include "grammar/frozen.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum { WORD = 64 };

struct sieve *giji_sieve_new(struct arena *arena, struct net *net, const struct sign_group *groups,
                             size_t count)
{
    struct sieve *sieve = giji_arena_alloc(arena, sizeof *sieve);
    if (!sieve)
        return NULL;
    *sieve = (struct sieve){.net = net, .groups = groups, .group_count = count};
    if (pthread_mutex_init(&sieve->lock, NULL) == 0)
        return sieve;
    arena->failed = true;
    return NULL;
}

void giji_sieve_close(struct sieve *sieve)
{
    if (!sieve)
        return;
    giji_arena_free(&sieve->own);
    pthread_mutex_destroy(&sieve->lock);
}

/* Whether the character is blank: each that \s or \h matches is. */
static bool is_blank(uint32_t character)
{
    const uint32_t mongolian_separator = 0x180E; /* of what \h matches */
    return giji_is_space(character) || character == mongolian_separator;
}

static unsigned class_of(const struct net *net, uint32_t character)
{
    return character < PLANE ? giji_net_class(net, character) : giji_net_far_class(net, character);
}

/* ---- heads ----------------------------------------------------------------------------- */

/* What signs may begin with, by the sets of the net. */
struct climb {
    const struct net *net;
    bool to_visible;        /* blank characters do not count */
    uint64_t *ways[HEAD];   /* of each set: the ways on which a character of it may come */
    uint64_t any[HEAD];     /* ways that may end before */
    unsigned char *used;    /* bit i: the set i is one of them */
    unsigned char *blank;   /* bit i: the set i holds blank characters */
    uint64_t *seen;         /* nodes that have been looked at */
    uint32_t *nodes, *next; /* of this step, and those with which the next one begins */
    size_t count, next_count;
    const struct node **firsts, **seconds;
    size_t first_way, way_room, way_count; /* of the sign */
};

static bool open_climb(struct climb *climb, const struct sieve *sieve, struct arena *scratch)
{
    const struct net *net = climb->net = sieve->net;
    size_t sets = net->member_width * 8;
    for (size_t i = 0; i < HEAD; i++)
        climb->ways[i] = giji_arena_alloc(scratch, sets * sizeof(uint64_t));
    climb->used = giji_arena_alloc(scratch, net->member_width);
    climb->blank = giji_arena_alloc(scratch, net->member_width);
    climb->seen = giji_arena_alloc(scratch, (net->node_count / WORD + 1) * sizeof(uint64_t));
    climb->nodes = giji_arena_alloc(scratch, (net->node_count + 1) * sizeof *climb->nodes);
    climb->next = giji_arena_alloc(scratch, (net->node_count + 1) * sizeof *climb->next);
    climb->firsts = giji_arena_alloc(scratch, (net->node_count + 1) * sizeof *climb->firsts);
    climb->seconds = giji_arena_alloc(scratch, (net->node_count + 1) * sizeof *climb->seconds);
    for (unsigned i = 0; !scratch->failed && i < net->class_count; i++)
        for (size_t j = 0; !sieve->visible[i] && j < net->member_width; j++)
            climb->blank[j] |= giji_net_members(net, i)[j];
    return !scratch->failed;
}

static void push(struct climb *climb, uint32_t node)
{
    uint64_t bit = UINT64_C(1) << node % WORD;
    if (climb->seen[node / WORD] & bit)
        return;
    climb->seen[node / WORD] |= bit;
    climb->nodes[climb->count++] = node;
}

/* Begins anew, for another group. */
static void clear_climb(struct climb *climb, bool to_visible)
{
    for (size_t i = 0; i < HEAD; i++)
        memset(climb->ways[i], 0, climb->net->member_width * 8 * sizeof *climb->ways[i]);
    memset(climb->any, 0, sizeof climb->any);
    memset(climb->used, 0, climb->net->member_width);
    climb->to_visible = to_visible;
}

static void note_set(struct climb *climb, unsigned set, size_t depth, uint64_t way)
{
    climb->ways[depth][set] |= way;
    giji_net_hold(climb->used, set);
}

/* Notes the node of a character, behind which the next step begins. */
static void take_character(struct climb *climb, const struct node *node, size_t depth, uint64_t way)
{
    note_set(climb, node->set, depth, way);
    climb->next[climb->next_count++] = node->next;
    if ((climb->to_visible || depth == HEAD - 1) && giji_net_holds(climb->blank, node->set))
        push(climb, node->next);
}

/* Follows the node, which is `depth` characters behind the start. */
static void follow(struct climb *climb, const struct node *node, size_t depth, uint64_t way)
{
    switch ((enum node_kind)node->kind) {
    case NODE_CHARACTER:
        take_character(climb, node, depth, way);
        break;
    case NODE_BRANCH:
    case NODE_LOOP:
        push(climb, node->next);
        push(climb, node->other);
        break;
    case NODE_FOUND:
        climb->any[depth] |= way;
        break;
    case NODE_MET:
        break;
    case NODE_TEXT_START:
    case NODE_LINE_START:
    case NODE_END:
    case NODE_IF:
        push(climb, node->next);
        break;
    }
}

/* Follows the nodes to the next character. */
static void take_step(struct climb *climb, size_t depth, uint64_t way)
{
    const struct net *net = climb->net;
    memset(climb->seen, 0, (net->node_count / WORD + 1) * sizeof *climb->seen);
    for (size_t i = 0; i < climb->next_count; i++)
        push(climb, climb->next[i]);
    climb->next_count = 0;
    while (climb->count > 0)
        follow(climb, &net->nodes[climb->nodes[--climb->count]], depth, way);
}

/* Climbs from the nodes with which the next step begins. */
static void climb_on(struct climb *climb, size_t depth, uint64_t way)
{
    for (; depth < HEAD; depth++) {
        if (depth > 0)
            climb->any[depth] |= climb->any[depth - 1] & way;
        take_step(climb, depth, way);
    }
}

/* Lists the nodes of characters to which the start leads, and of ends. */
static size_t list_starts(struct climb *climb, uint32_t start, const struct node **starts)
{
    size_t count = 0;
    memset(climb->seen, 0, (climb->net->node_count / WORD + 1) * sizeof *climb->seen);
    push(climb, start);
    while (climb->count > 0) {
        const struct node *node = &climb->net->nodes[climb->nodes[--climb->count]];
        if (node->kind == NODE_CHARACTER || node->kind == NODE_FOUND)
            starts[count++] = node;
        else
            follow(climb, node, 0, 0);
    }
    return count;
}

/* A way into the sign of its own, as long as there is room. */
static uint64_t new_way(struct climb *climb, struct mesh *mesh, uint64_t sign)
{
    size_t number = climb->first_way + climb->way_count++ % climb->way_room;
    mesh->signs[number] |= sign;
    climb->next_count = 0;
    return UINT64_C(1) << number;
}

/* Climbs on from the first character, on a way of its own for each second one. */
static void climb_seconds(struct climb *climb, struct mesh *mesh, const struct node *first,
                          uint64_t sign)
{
    size_t count = list_starts(climb, first->next, climb->seconds);
    for (size_t i = 0; i < count; i++) {
        uint64_t way = new_way(climb, mesh, sign);
        note_set(climb, first->set, 0, way);
        follow(climb, climb->seconds[i], 1, way);
        climb_on(climb, 2, way);
    }
}

static void climb_apart(struct climb *climb, struct mesh *mesh, uint32_t start, uint64_t sign)
{
    size_t count = list_starts(climb, start, climb->firsts);
    for (size_t i = 0; i < count; i++) {
        if (climb->firsts[i]->kind == NODE_CHARACTER) {
            climb_seconds(climb, mesh, climb->firsts[i], sign);
            continue;
        }
        uint64_t way = new_way(climb, mesh, sign);
        follow(climb, climb->firsts[i], 0, way);
        climb_on(climb, 1, way);
    }
}

static void climb_sign(struct climb *climb, const struct sign_group *group, struct mesh *mesh,
                       size_t sign)
{
    uint32_t start = climb->net->starts[group->numbers[sign]];
    uint64_t bit = UINT64_C(1) << sign;
    if (start != NO_NODE && group->where == PLACE_CHARACTER) {
        climb_apart(climb, mesh, start, bit);
        return;
    }
    uint64_t way = new_way(climb, mesh, bit);
    climb->any[0] |= start == NO_NODE ? way : 0;
    climb->next[0] = start;
    climb->next_count = start != NO_NODE;
    climb_on(climb, 0, way);
}

/* How many ways there are into the sign of the group. */
static size_t count_ways(struct climb *climb, const struct sign_group *group, size_t sign)
{
    uint32_t start = climb->net->starts[group->numbers[sign]];
    if (start == NO_NODE || group->where != PLACE_CHARACTER)
        return 1;
    size_t ways = 0, count = list_starts(climb, start, climb->firsts);
    for (size_t i = 0; i < count; i++)
        ways += climb->firsts[i]->kind == NODE_CHARACTER
                    ? list_starts(climb, climb->firsts[i]->next, climb->seconds)
                    : 1;
    return ways ? ways : 1;
}

/* Shares the bits among the signs, as many as each has ways if there are enough: else those with few ways come off best, as
 * two ways that are not told apart let more pass than both. Each has one at least. */
static void share_bits(const size_t *ways, size_t count, size_t *bits)
{
    size_t left = MOST_WAYS;
    memset(bits, 0, count * sizeof *bits);
    for (size_t most = 1; most <= MOST_WAYS && left > 0; most++)
        for (size_t i = 0; i < count && left > 0; i++)
            if (ways[i] >= most) {
                bits[i]++;
                left--;
            }
}

/* Climbs into each sign. The ways into different signs are told apart. */
static void climb_signs(struct climb *climb, const struct sign_group *group, struct mesh *mesh)
{
    size_t ways[FILTERED], bits[FILTERED];
    for (size_t i = 0; i < group->count; i++)
        ways[i] = count_ways(climb, group, i);
    share_bits(ways, group->count, bits);
    climb->first_way = 0;
    for (size_t i = 0; i < group->count; i++) {
        climb->way_room = bits[i];
        climb->way_count = 0;
        climb_sign(climb, group, mesh, i);
        climb->first_way += climb->way_room;
    }
}

static void note_head(const struct climb *climb, unsigned class, struct head *head)
{
    const unsigned char *members = giji_net_members(climb->net, class);
    memcpy(head->ways, climb->any, sizeof head->ways);
    for (size_t i = 0; i < climb->net->member_width; i++)
        for (unsigned left = members[i] & climb->used[i]; left; left &= left - 1) {
            size_t set = i * 8 + (unsigned)__builtin_ctz(left);
            for (size_t depth = 0; depth < HEAD; depth++)
                head->ways[depth] |= climb->ways[depth][set];
        }
}

static void find_group(struct climb *climb, const struct sign_group *group, struct mesh *mesh,
                       struct arena *arena)
{
    size_t classes = climb->net->class_count;
    struct head *heads = giji_arena_alloc(arena, classes * sizeof *heads);
    clear_climb(climb, group->where == PLACE_LINE);
    climb_signs(climb, group, mesh);
    for (unsigned class = 0; heads && class < classes; class ++)
        note_head(climb, class, &heads[class]);
    mesh->heads = heads;
}

static void find_heads(struct sieve *sieve)
{
    struct arena scratch = {0};
    struct climb climb = {0};
    bool open = open_climb(&climb, sieve, &scratch);
    for (size_t i = 0; open && i < sieve->group_count; i++)
        if (giji_is_filtered(&sieve->groups[i]))
            find_group(&climb, &sieve->groups[i], &sieve->meshes[i], &sieve->own);
    sieve->own.failed |= scratch.failed;
    giji_arena_free(&scratch);
}

/* ---- making ---------------------------------------------------------------------------- */

static void note_visible(struct sieve *sieve)
{
    const uint32_t last_blank = 0xFEFF, behind_most = 0x3001;
    size_t size = sieve->net->class_count * sizeof *sieve->visible;
    bool *visible = giji_arena_alloc(&sieve->own, size);
    if (!visible)
        return;
    memset(visible, true, size);
    for (uint32_t c = 0; c < behind_most; c++)
        if (is_blank(c))
            visible[giji_net_class(sieve->net, c)] = false;
    visible[giji_net_class(sieve->net, last_blank)] = false;
    sieve->visible = visible;
}

/* Characters beyond the first PLANE, and those for which there are no kinds left, may come on any way. */
enum { ANY_KIND = MOST_KINDS - 1 };

static unsigned char number_of_kind(struct kinds *kinds, uint64_t first, uint64_t second)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (kinds->first[i] == first && kinds->second[i] == second)
            return (unsigned char)i;
    if (kinds->count == ANY_KIND)
        return ANY_KIND;
    kinds->first[kinds->count] = first;
    kinds->second[kinds->count] = second;
    return (unsigned char)kinds->count++;
}

static unsigned char kind_of(const struct sieve *sieve, struct kinds *kinds, unsigned class)
{
    uint64_t first = 0, second = 0;
    for (size_t i = 0; i < sieve->group_count; i++) {
        if (sieve->groups[i].where != PLACE_CHARACTER)
            continue;
        first |= sieve->meshes[i].heads[class].ways[0];
        second |= sieve->meshes[i].heads[class].ways[1];
    }
    return number_of_kind(kinds, first, second);
}

static void find_kinds(struct sieve *sieve)
{
    const struct net *net = sieve->net;
    struct kinds *kinds = giji_arena_alloc(&sieve->own, sizeof *kinds);
    if (!kinds)
        return;
    kinds->first[ANY_KIND] = kinds->second[ANY_KIND] = UINT64_MAX;
    for (size_t i = 0; i < net->border_count && net->borders[i] < PLANE; i++) {
        uint32_t end = i + 1 < net->border_count ? net->borders[i + 1] : PLANE;
        memset(kinds->of_character + net->borders[i], kind_of(sieve, kinds, net->border_classes[i]),
               (end < PLANE ? end : PLANE) - net->borders[i]);
    }
    sieve->kinds = kinds;
}

static bool has_numbers(const struct sign_group *group, const uint16_t *numbers)
{
    bool same = true;
    for (size_t i = 0; same && i < group->count; i++)
        same = group->numbers[i] == numbers[i];
    return same;
}

/* Whether the sieve's groups are those of the one that is frozen. */
static bool is_frozen(const struct sieve *sieve)
{
    const struct frozen_sieve *frozen = giji_frozen.sieve;
    const uint16_t *numbers = frozen ? frozen->numbers : NULL;
    bool same = frozen && sieve->net->frozen == giji_frozen.nets &&
                frozen->group_count == sieve->group_count;
    for (size_t i = 0; same && i < sieve->group_count; i++) {
        same =
            frozen->counts[i] == sieve->groups[i].count && has_numbers(&sieve->groups[i], numbers);
        numbers += frozen->counts[i];
    }
    return same;
}

static void thaw(struct sieve *sieve)
{
    const struct frozen_sieve *frozen = giji_frozen.sieve;
    const struct head *heads = (const struct head *)frozen->heads;
    sieve->visible = frozen->visible;
    sieve->kinds = frozen->kinds;
    for (size_t i = 0; i < sieve->group_count; i++) {
        struct mesh *mesh = &sieve->meshes[i];
        mesh->heads = giji_is_filtered(&sieve->groups[i]) ? heads : NULL;
        memcpy(mesh->signs, frozen->signs + i * MOST_WAYS, sizeof mesh->signs);
        heads += mesh->heads ? sieve->net->class_count : 0;
    }
}

static void make(struct sieve *sieve)
{
    sieve->meshes = giji_arena_alloc(&sieve->own, (sieve->group_count + 1) * sizeof *sieve->meshes);
    if (!sieve->meshes)
        return;
    if (is_frozen(sieve)) {
        thaw(sieve);
    } else {
        note_visible(sieve);
        if (!sieve->own.failed)
            find_heads(sieve);
        if (!sieve->own.failed)
            find_kinds(sieve);
    }
    sieve->good = !sieve->own.failed;
}

bool giji_sieve_ready(struct sieve *sieve)
{
    if (!atomic_load_explicit(&sieve->made, memory_order_acquire)) {
        bool net = giji_net_ready(sieve->net);
        pthread_mutex_lock(&sieve->lock);
        if (net && !atomic_load_explicit(&sieve->made, memory_order_relaxed))
            make(sieve);
        atomic_store_explicit(&sieve->made, true, memory_order_release);
        pthread_mutex_unlock(&sieve->lock);
    }
    return sieve->good;
}

/* ---- asking ---------------------------------------------------------------------------- */

/* The class of the character at `*at` of valid UTF-8, which is moved behind it. */
static inline unsigned take_class(const struct sieve *sieve, giji_string text, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text.data + *at;
    uint32_t character = bytes[0];
    if (giji_utf8_is_three(bytes[0])) {
        character = giji_utf8_read_three(bytes);
        *at += 3;
    } else if (character < 0x80) {
        ++*at;
    } else {
        size_t behind = *at; /* so that `*at` stays in a register */
        character = giji_next_char(text, &behind);
        *at = behind;
        return class_of(sieve->net, character);
    }
    return giji_net_class(sieve->net, character);
}

void giji_sieve_see(const struct sieve *sieve, giji_string text, struct seen_line *line)
{
    size_t seen = 0, at = line->at;
    giji_string line_text = giji_slice_cut(text, 0, line->at + line->length);
    memset(line->head, 0xFF, sizeof line->head);
    while (sieve->good && seen < HEAD && at < line_text.length) {
        unsigned class = take_class(sieve, line_text, &at);
        if (sieve->visible[class])
            line->head[seen++] = (uint16_t) class;
    }
}

static const struct mesh *mesh_of(const struct sieve *sieve, const struct sign_group *group)
{
    return &sieve->meshes[group - sieve->groups];
}

uint64_t giji_sieve_line(const struct sieve *sieve, const struct sign_group *group,
                         const struct seen_line *line)
{
    uint64_t signs = giji_all_signs(group);
    const struct head *heads = sieve->good ? mesh_of(sieve, group)->heads : NULL;
    for (size_t i = 0; heads && i < HEAD && line->head[i] != NO_CLASS; i++)
        signs &= heads[line->head[i]].ways[i];
    return signs;
}

/* The kind of the character at `*at`, which is moved behind it. What moves is a copy for rare characters, so that for others
 * it stays in a register. */
static inline size_t take_kind(const struct kinds *kinds, giji_string text, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text.data + *at;
    if (bytes[0] < 0x80) {
        ++*at;
        return kinds->of_character[bytes[0]];
    }
    if (giji_utf8_is_three(bytes[0])) {
        *at += 3;
        return kinds->of_character[giji_utf8_read_three(bytes)];
    }
    size_t behind = *at;
    uint32_t character = giji_next_char(text, &behind);
    *at = behind;
    return character < PLANE ? kinds->of_character[character] : ANY_KIND;
}

uint64_t giji_sieve_ways(const struct sieve *sieve, const struct sign_group *group, uint64_t signs)
{
    uint64_t ways = 0;
    if (!sieve->good)
        return UINT64_MAX;
    for (size_t i = 0; i < MOST_WAYS; i++)
        if (mesh_of(sieve, group)->signs[i] & signs)
            ways |= UINT64_C(1) << i;
    return ways;
}

struct spot giji_sieve_skip(const struct sieve *sieve, giji_string text, size_t from, uint64_t ways)
{
    if (!sieve->good)
        return (struct spot){from, from, ways};
    const struct kinds *kinds = sieve->kinds;
    uint64_t begun = 0;
    size_t last = from;
    for (size_t at = from; at < text.length;) {
        size_t here = at;
        size_t kind = take_kind(kinds, text, &at);
        if (begun & kinds->second[kind])
            return (struct spot){last, at, begun & kinds->second[kind]};
        begun = kinds->first[kind] & ways;
        last = here;
    }
    return (struct spot){begun ? last : text.length, text.length, begun};
}

/* The signs into which one of the ways leads. */
static uint64_t signs_of(const struct mesh *mesh, uint64_t ways)
{
    uint64_t signs = 0;
    for (; ways; ways &= ways - 1)
        signs |= mesh->signs[__builtin_ctzll(ways)];
    return signs;
}

/* The class of the first visible character at or behind byte `at`, or NO_CLASS: in a long gap it is not looked for. */
static unsigned find_visible(const struct sieve *sieve, giji_string text, size_t at)
{
    enum { LONGEST_GAP = 8 };
    for (int i = 0; i < LONGEST_GAP && at < text.length; i++) {
        unsigned class = take_class(sieve, text, &at);
        if (sieve->visible[class])
            return class;
    }
    return NO_CLASS;
}

uint64_t giji_sieve_place(const struct sieve *sieve, const struct sign_group *group,
                          giji_string text, const struct spot *spot)
{
    if (!sieve->good)
        return UINT64_MAX;
    const struct mesh *mesh = mesh_of(sieve, group);
    unsigned visible = find_visible(sieve, text, spot->behind);
    uint64_t ways = spot->ways;
    if (visible != NO_CLASS)
        ways &= mesh->heads[visible].ways[HEAD - 1];
    return signs_of(mesh, ways);
}
