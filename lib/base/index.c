#include "base/index.h"

#include <stdlib.h>

static int compare_keys(giji_string a, giji_string b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

static int compare_entries(const void *a, const void *b)
{
    const struct index_entry *first = a, *second = b;
    int order = compare_keys(first->key, second->key);
    return order ? order : (first->order > second->order) - (first->order < second->order);
}

void giji_index_add(struct index *index, struct arena *arena, giji_string key, const void *thing)
{
    size_t order = index->count;
    struct index_entry *entry =
        giji_arena_push(arena, &index->entries, &index->count, &index->capacity, sizeof *entry);
    if (entry)
        *entry = (struct index_entry){key, order, thing};
}

void giji_index_sort(struct index *index)
{
    if (index->count)
        qsort(index->entries, index->count, sizeof *index->entries, compare_entries);
}

size_t giji_index_find(const struct index *index, giji_string key)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(index->entries[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
