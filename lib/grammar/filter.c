#include "grammar/filter.h"

#include "grammar/grammar.h"
#include "text/unicode.h"

/* Makes ready what the text has to hold for the patterns that say so. */
static void open_needs(struct filter *filter, struct arena *arena)
{
    size_t count = 0, needed = (size_t)__builtin_popcountll(filter->choosy);
    filter->needs = giji_arena_alloc(arena, (needed + 1) * sizeof *filter->needs);
    if (!filter->needs || !filter->patterns)
        return;
    for (uint64_t left = filter->choosy; left; left &= left - 1) {
        const struct words *needs = &filter->patterns[__builtin_ctzll(left)]->needs;
        giji_search_open(&filter->needs[count++], needs->items, needs->count);
    }
}

bool giji_filter_open(struct filter *filter, struct arena *arena, struct net *net,
                      const struct pattern *const *patterns, size_t count, unsigned kind)
{
    size_t numbers[FILTERED];
    filter->count = count < FILTERED ? count : FILTERED;
    filter->patterns =
        giji_arena_alloc(arena, (filter->count + 1) * sizeof(const struct pattern *));
    for (size_t i = 0; i < filter->count && filter->patterns; i++) {
        filter->patterns[i] = patterns[i];
        numbers[i] = giji_net_add(net, patterns[i]);
        if (patterns[i]->longest || patterns[i]->needs.count)
            filter->choosy |= UINT64_C(1) << i;
    }
    open_needs(filter, arena);
    filter->automaton = giji_automaton_new(arena, net, numbers, filter->count, kind);
    return !arena->failed;
}

void giji_filter_close(struct filter *filter)
{
    if (!filter)
        return;
    giji_automaton_close(filter->automaton);
    *filter = (struct filter){0};
}

static bool is_fit(const struct pattern *pattern, const struct word_search *needs, giji_string text)
{
    return !(pattern->longest && giji_is_longer(text, pattern->longest)) &&
           (needs->count == 0 || giji_search_any(needs, text));
}

uint64_t giji_filter_fit(const struct filter *filter, uint64_t mask, giji_string text)
{
    const struct word_search *needs = filter->needs;
    for (uint64_t left = filter->choosy; left; left &= left - 1, needs++) {
        unsigned i = (unsigned)__builtin_ctzll(left);
        if (mask >> i & 1 && !is_fit(filter->patterns[i], needs, text))
            mask &= ~(UINT64_C(1) << i);
    }
    return mask;
}

/* What a reading leaves of the patterns: an automaton does not look for all of them. */
static uint64_t find_in(const struct filter *filter, giji_string text, struct reading reading)
{
    uint64_t asked = reading.unread & ~filter->open_ended;
    reading.found &= ~asked | giji_filter_fit(filter, asked, text);
    uint64_t unfiltered = ~UINT64_C(0) << FILTERED;
    return reading.found | (reading.alive & filter->open_ended) | unfiltered;
}

uint64_t giji_filter_find(const struct filter *filter, giji_string text)
{
    return find_in(filter, text,
                   giji_automaton_read_whole(filter->automaton, text, filter->open_ended));
}

uint64_t giji_filter_find_for(const struct filter *filter, giji_string text, uint64_t possible)
{
    return find_in(filter, text, giji_automaton_read_for(filter->automaton, text, possible));
}

uint64_t giji_filter_find_in_line(const struct filter *filter, giji_string line)
{
    return find_in(filter, line,
                   giji_automaton_read_line(filter->automaton, line, filter->open_ended));
}
