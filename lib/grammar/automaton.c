#include "grammar/automaton.h"

#include "base/pages.h"
#include "grammar/classes.h"
#include "text/unicode.h"

enum { VAIN_WORDS = PLANE / 64 };

/* A state of some hundred classes has transitions for a few: they are kept in blocks, which are made as they are needed. */
enum { BLOCK = 16, MOST_BLOCKS = 1 << 15 };

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
        next = (uint16_t)giji_states_next(automaton, &automaton->states[number], class);
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

/* ---- opening -------------------------------------------------------------------------------------- */

/* A pattern that begins with any text and says which words it needs is told sooner by those, where a text is read for
 * few patterns. */
static bool is_told_by_words(const struct automaton *automaton, size_t number)
{
    enum { MOST_WORDS = 8 };
    size_t words = automaton->net->patterns[number]->needs.count;
    return words > 0 && words <= MOST_WORDS && !automaton->kind &&
           giji_begins_with_any_text(automaton, automaton->net->starts[number]);
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

/* A page that is read before anything is written to it is given to the process twice: first one that has nothing but
 * zeros and is shared by all, then its own. So what is going to be written is written at once. */
static void touch_tables(const struct automaton *automaton)
{
    automaton->buckets[0] = STATE_UNKNOWN;
    if (!(automaton->kind & AUTOMATON_DENSE))
        atomic_store_explicit(&automaton->blocks[0], STATE_UNKNOWN, memory_order_relaxed);
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

static void open(struct automaton *automaton)
{
    if (!take_bench(automaton))
        return;
    number_patterns(automaton);
    automaton->good =
        giji_classes_open(automaton) && allot_tables(automaton) && giji_states_start(automaton);
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
            patterns |= giji_bit_of(automaton, node);
    }
    return patterns;
}

/* The patterns that may match the whole text, in which no line ends, as far as its last character tells. */
static uint64_t find_possible(struct automaton *automaton, giji_string text)
{
    size_t at = text.length;
    if (at == 0)
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

static bool has_line_end(giji_string text)
{
    return giji_slice_find_byte(text, '\n', 0) < text.length ||
           giji_slice_find_byte(text, '\r', 0) < text.length;
}

struct reading giji_automaton_read_line(struct automaton *automaton, giji_string line,
                                        uint64_t open)
{
    if (!is_ready(automaton))
        return (struct reading){UINT64_MAX, UINT64_MAX, UINT64_MAX};
    return read_for(automaton, line, find_possible(automaton, line) | open);
}

struct reading giji_automaton_read_whole(struct automaton *automaton, giji_string text,
                                         uint64_t open)
{
    return has_line_end(text) ? giji_automaton_read(automaton, text)
                              : giji_automaton_read_line(automaton, text, open);
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
