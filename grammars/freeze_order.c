/* Puts the classes of an automaton in order: those that lead from most states where most classes do come first. Blocks of
 * transitions to one and the same state are alike, and stand there once. */
#include "freeze.h"

#include <stdlib.h>

struct rank {
    uint16_t class;
    size_t strayings; /* states from which the class leads elsewhere than most classes */
};

/* Where most classes lead. */
static uint16_t most_common(const uint16_t *row, size_t count)
{
    static uint16_t counts[UINT16_MAX + 1];
    uint16_t most = row[0];
    for (size_t i = 0; i < count; i++)
        if (++counts[row[i]] > counts[most])
            most = row[i];
    for (size_t i = 0; i < count; i++)
        counts[row[i]] = 0;
    return most;
}

static int compare_ranks(const void *a, const void *b)
{
    const struct rank *left = a, *right = b;
    if (left->strayings != right->strayings)
        return left->strayings < right->strayings ? -1 : 1;
    return left->class < right->class ? -1 : left->class > right->class;
}

void giji_freeze_order(const uint16_t *table, size_t width, size_t state_count, size_t class_count,
                       uint16_t *places)
{
    static struct rank ranks[UINT16_MAX];
    for (size_t i = 0; i < class_count; i++)
        ranks[i] = (struct rank){(uint16_t)i, 0};
    for (size_t state = 0; state < state_count; state++) {
        const uint16_t *row = table + state * width;
        uint16_t most = most_common(row, class_count);
        for (size_t i = 0; i < class_count; i++)
            ranks[i].strayings += row[i] != most;
    }
    qsort(ranks, class_count, sizeof *ranks, compare_ranks);
    for (size_t i = 0; i < class_count; i++)
        places[ranks[i].class] = (uint16_t)i;
}
