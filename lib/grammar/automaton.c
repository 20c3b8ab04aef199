#include "grammar/automaton.h"

#include "grammar/classes.h"
#include "grammar/thaw.h"
#include "grammar/transitions.h"
#include "text/unicode.h"
#include "text/utf8.h"

struct automaton *giji_automaton_new(struct arena *arena, struct net *net, const size_t *numbers,
                                     size_t count, unsigned kind)
{
    struct automaton *automaton = giji_arena_alloc(arena, sizeof *automaton);
    size_t *own = giji_arena_alloc(arena, (count + 1) * sizeof *own);
    if (!automaton || !own)
        return NULL;
    memcpy(own, numbers, count * sizeof *own);
    *automaton = (struct automaton){.net = net,
                                    .before = net->automata,
                                    .number = net->automaton_count++,
                                    .numbers = own,
                                    .count = count,
                                    .kind = kind};
    net->automata = automaton;
    return automaton;
}

void giji_automaton_close(struct automaton *automaton)
{
    if (automaton)
        giji_transitions_close(automaton);
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

/* Tells which patterns are read for. */
static void judge_patterns(struct automaton *automaton)
{
    const struct net *net = automaton->net;
    for (size_t i = 0; i < automaton->count; i++) {
        size_t number = automaton->numbers[i];
        if (net->starts[number] == NO_NODE || is_told_by_words(automaton, number))
            automaton->unread |= UINT64_C(1) << i;
        else if (net->nodes[net->starts[number]].kind == NODE_IF)
            automaton->conditional |= UINT64_C(1) << i;
    }
}

static bool number_patterns(struct automaton *automaton)
{
    automaton->bits = giji_arena_alloc(&automaton->net->own, automaton->net->pattern_count + 1);
    for (size_t i = 0; automaton->bits && i < automaton->count; i++)
        automaton->bits[automaton->numbers[i]] = (unsigned char)i;
    return automaton->bits;
}

static bool make(struct automaton *automaton)
{
    if (!giji_states_ready(automaton))
        return false;
    judge_patterns(automaton);
    return giji_classes_open(automaton) && giji_transitions_open(automaton) &&
           giji_states_start(automaton);
}

static void open(struct automaton *automaton)
{
    const struct frozen_automaton *frozen = giji_frozen_automaton(automaton);
    if (!number_patterns(automaton))
        return;
    automaton->letters = automaton->net->letters;
    automaton->net_classes = automaton->net->classes;
    automaton->good = frozen ? giji_thaw_automaton(automaton, frozen) : make(automaton);
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

/* The class of a character that UTF-8 has in two bytes or four. */
__attribute__((noinline, cold)) static unsigned take_rare_class(const struct automaton *automaton,
                                                                const unsigned char **at,
                                                                const unsigned char *end)
{
    const struct net *net = automaton->net;
    giji_string text = giji_slice_of((const char *)*at, (size_t)(end - *at));
    size_t length = 0;
    uint32_t character = giji_next_char(text, &length);
    *at += length;
    return automaton->classes[character < PLANE ? giji_net_class(net, character)
                                                : giji_net_far_class(net, character)];
}

/* The class of the character at `*at`, which is moved behind it. The text is valid UTF-8. */
static inline unsigned take_class(const struct automaton *automaton, const unsigned char **at,
                                  const unsigned char *end)
{
    const unsigned char *bytes = *at;
    uint32_t character = bytes[0];
    if (giji_utf8_is_three(bytes[0]) && end - bytes >= 3) {
        character = giji_utf8_read_three(bytes);
        *at = bytes + 3;
    } else if (character < 0x80) {
        *at = bytes + 1;
    } else {
        const unsigned char *behind = bytes; /* so that `*at` stays in a register */
        unsigned class = take_rare_class(automaton, &behind, end);
        *at = behind;
        return class;
    }
    return automaton->classes[automaton->net_classes[giji_letter(&automaton->letters, character)]];
}

/* How far a text has been read. */
struct reader {
    const unsigned char *at, *end;
    size_t until_tick; /* characters, or more than any text has */
    unsigned tick;     /* the next */
    uint16_t number;   /* of the state */
    uint64_t possible; /* patterns that are read for */
};

/* Reads on to the next state in which something is found, one that ends the reading, or the end of the text or of what
 * is left until a tick: 0. In the reader stays the last state before. */
static uint16_t run(struct automaton *automaton, struct reader *reader)
{
    const unsigned char *at = reader->at, *end = reader->end;
    size_t left = reader->until_tick;
    uint16_t state = reader->number, next = state;
    for (; at < end && left > 0; left--) {
        unsigned class = take_class(automaton, &at, end);
        next = giji_transition(automaton, state, class);
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
    return giji_transition(automaton, reader->number, class);
}

/* Reads on to a transition that is more than the next character's, or to the end: 0. */
static uint16_t read_on(struct automaton *automaton, struct reader *reader)
{
    for (;;) {
        uint16_t next = run(automaton, reader);
        if (next || reader->at >= reader->end)
            return next;
        next = take_tick(automaton, reader);
        if (next <= STATE_DEAD || next >= STATE_BEYOND)
            return next;
        if (!(giji_state_alive(automaton, next) & reader->possible))
            return STATE_DEAD;
        reader->number = next;
    }
}

/* Reads for the patterns that are possible. */
static struct reading read_for(struct automaton *automaton, giji_string text, uint64_t possible)
{
    bool anywhere = automaton->kind & AUTOMATON_ANYWHERE;
    const unsigned char *start = (const unsigned char *)text.data;
    const unsigned char *end = text.length ? start + text.length : start;
    struct reader reader = {start, end, anywhere ? SIZE_MAX : FIRST_TICK, 0, STATE_START, possible};
    uint64_t found = giji_state_found(automaton, STATE_START), unread = automaton->unread;
    uint64_t alive = giji_state_alive(automaton, STATE_START);
    while (alive & ~found & possible) {
        uint16_t next = read_on(automaton, &reader);
        alive = giji_state_alive(automaton, reader.number);
        if (!next) {
            found |= giji_state_at_end(automaton, reader.number);
            break;
        }
        if (next == STATE_DEAD)
            return (struct reading){found | unread, 0, unread};
        if (next == STATE_BEYOND)
            return (struct reading){found | unread | alive, alive, unread};
        reader.number = next & (FINDING - 1);
        found |= giji_state_found(automaton, reader.number);
        alive = giji_state_alive(automaton, reader.number);
    }
    return (struct reading){found | unread, alive, unread};
}

struct reading giji_automaton_read_for(struct automaton *automaton, giji_string text,
                                       uint64_t possible)
{
    if (!is_ready(automaton))
        return (struct reading){UINT64_MAX, UINT64_MAX, UINT64_MAX};
    return read_for(automaton, text, possible);
}

struct reading giji_automaton_read(struct automaton *automaton, giji_string text)
{
    return giji_automaton_read_for(automaton, text, UINT64_MAX);
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
    const unsigned char *last = (const unsigned char *)text.data + at;
    unsigned class = take_class(automaton, &last, (const unsigned char *)text.data + text.length);
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
