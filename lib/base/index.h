/* An index: things by a string, found in logarithmic time. Filled first, then sorted, then searched. */
#ifndef GIJI_BASE_INDEX_H
#define GIJI_BASE_INDEX_H

#include "base/arena.h"

struct index_entry {
    giji_string key;
    size_t order; /* among those that were added */
    const void *thing;
};

/* Starts as all zero bits; lives in the arena that it is filled in. */
struct index {
    struct index_entry *entries;
    size_t count, capacity;
};

/* Failure is the arena's: the entry is then missing. */
void giji_index_add(struct index *index, struct arena *arena, giji_string key, const void *thing);

/* By key, byte by byte; those with the same key stay in the order in which they were added. */
void giji_index_sort(struct index *index);

/* The place of the first entry whose key does not come before `key`: those that equal it, then those that
 * begin with it, stand there. */
size_t giji_index_find(const struct index *index, giji_string key);

#endif
