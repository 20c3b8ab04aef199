/* Which of several patterns a text may match: what is left of them is shown to PCRE2. */
#ifndef GIJI_GRAMMAR_FILTER_H
#define GIJI_GRAMMAR_FILTER_H

#include "base/search.h"
#include "grammar/automaton.h"

enum { FILTERED = 63 }; /* patterns of one filter; those behind are never ruled out */

struct filter {
    const struct pattern **patterns;
    size_t count;
    struct automaton *automaton;
    uint64_t choosy;           /* patterns that say what a text has to be, */
    struct word_search *needs; /* and of each of these what it has to hold */
    uint64_t open_ended;       /* patterns that may go on in what follows the text */
};

/* Makes a filter, all zero bits but for `open_ended`, with an automaton of that kind, of the first FILTERED of `count`
 * patterns. They live as long as it does, as do the arena and the net, to which they are added. False where memory ran
 * out. Threads may share it. */
bool giji_filter_open(struct filter *filter, struct arena *arena, struct net *net,
                      const struct pattern *const *patterns, size_t count, unsigned kind);
void giji_filter_close(struct filter *filter);

/* Bit i is set where the pattern i may match `text`, of whatever length that is, and for all that are not filtered. */
uint64_t giji_filter_find(const struct filter *filter, giji_string text);

/* The same for the patterns whose bits are set in `possible`; what it says of others is worth nothing. */
uint64_t giji_filter_find_for(const struct filter *filter, giji_string text, uint64_t possible);

/* The first pattern at or behind `from` that the mask, which giji_filter_find() gave, lets pass. */
static inline size_t giji_filter_next(uint64_t mask, size_t from)
{
    uint64_t left = from < FILTERED ? mask >> from : 1;
    return left ? from + (size_t)__builtin_ctzll(left) : FILTERED;
}

/* giji_filter_find() for a text in which no line ends, which need not be found out. */
uint64_t giji_filter_find_in_line(const struct filter *filter, giji_string line);

/* Of the patterns in `mask` those for which the text is what they say that it has to be. */
uint64_t giji_filter_fit(const struct filter *filter, uint64_t mask, giji_string text);

#endif
