#include "grammar/filter.h"

#include "grammar/match.h"

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

uint64_t giji_filter_fit(const struct filter *filter, uint64_t mask, giji_string text)
{
    for (uint64_t left = mask & filter->choosy; left; left &= left - 1) {
        unsigned i = (unsigned)__builtin_ctzll(left);
        if (!giji_match_is_fit(filter->patterns[i], text))
            mask &= ~(UINT64_C(1) << i);
    }
    return mask;
}

uint64_t giji_filter_find(const struct filter *filter, giji_string text)
{
    struct reading reading = giji_automaton_read_whole(filter->automaton, text, filter->open_ended);
    uint64_t asked = reading.unread & ~filter->open_ended;
    reading.found &= ~asked | giji_filter_fit(filter, asked, text);
    uint64_t unfiltered = ~UINT64_C(0) << FILTERED;
    return reading.found | (reading.alive & filter->open_ended) | unfiltered;
}
