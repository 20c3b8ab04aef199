/* The signs of all forms in one table: a pattern that several forms have, most often from a file that
 * all of them include, stands there once and is looked for once in a dump. */
#ifndef GIJI_GRAMMAR_SIGNS_H
#define GIJI_GRAMMAR_SIGNS_H

#include "grammar/filter.h"

/* A pattern, and how far the most demanding of its forms has it looked for. */
struct shared_sign {
    const struct pattern *pattern;
    size_t window; /* bytes */
    unsigned most; /* finds */
};

/* A form, and where each of its signs stands in the table. */
struct form_signs {
    const struct grammar *grammar;
    size_t *places;
};

/* Signs that are looked for in the same places, as many as one filter takes. */
struct sign_group {
    enum pattern_place where;
    size_t window; /* bytes */
    char byte;     /* that the line on which they begin has to hold, or NUL */
    struct words
        needs; /* of all signs that begin anywhere: those that need any are the filter's choosy ones */
    bool begins_with_any;
    struct filter filter;
    struct filter *alone; /* of each sign of its own, for what may go on behind the line */
    const struct pattern **patterns;
    size_t count, places[FILTERED], numbers[FILTERED]; /* in the table, and in its net */
};

/* Whether the places are looked for first where the group's signs may begin. */
static inline bool giji_is_filtered(const struct sign_group *group)
{
    return group->where == PLACE_LINE || group->where == PLACE_CHARACTER;
}

/* A bit for each sign of the group, which has one at least. */
static inline uint64_t giji_all_signs(const struct sign_group *group)
{
    return UINT64_MAX >> (64 - group->count);
}

struct sieve;

struct sign_table {
    struct arena arena;
    struct net *net; /* of the signs' patterns */
    struct sieve *sieve;
    struct shared_sign *signs;
    size_t sign_count, sign_capacity;
    struct form_signs *forms; /* the grammars that have signs, in the order in which they came */
    size_t form_count, form_capacity;
    size_t window; /* bytes: the largest of the signs' */
    struct sign_group *groups;
    size_t group_count, group_capacity;
};

/* Makes the table of `grammars`, which must live as long as it does. False where memory ran out.
 * Close the table in any case; then it is only read. */
bool giji_signs_open(struct sign_table *table, struct grammar *const *grammars, size_t count);
void giji_signs_close(struct sign_table *table);

#endif
