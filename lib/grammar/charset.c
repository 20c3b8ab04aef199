#include "grammar/charset.h"

static void append(struct charset *set, struct arena *arena, uint32_t first, uint32_t last)
{
    struct range *range =
        giji_arena_push(arena, &set->ranges, &set->count, &set->capacity, sizeof *range);
    if (range)
        *range = (struct range){first, last};
}

/* Joins ranges that overlap or touch; they stand in the order of their first characters. */
static void join(struct charset *set)
{
    size_t kept = 0;
    for (size_t i = 1; i < set->count; i++) {
        struct range *last = &set->ranges[kept], next = set->ranges[i];
        if (next.first > last->last + 1)
            set->ranges[++kept] = next;
        else if (next.last > last->last)
            last->last = next.last;
    }
    if (set->count)
        set->count = kept + 1;
}

void giji_charset_add(struct charset *set, struct arena *arena, uint32_t first, uint32_t last)
{
    append(set, arena, first, last);
    if (arena->failed)
        return;
    for (size_t i = set->count - 1; i > 0 && set->ranges[i - 1].first > first; i--) {
        set->ranges[i] = set->ranges[i - 1];
        set->ranges[i - 1] = (struct range){first, last};
    }
    join(set);
}

/* Puts the ranges of `other` among the first `count` of the set, which has room for them behind those. */
static void merge(struct charset *set, size_t count, const struct charset *other)
{
    size_t to = count + other->count;
    for (size_t left = other->count; left > 0;) {
        bool own = count > 0 && set->ranges[count - 1].first > other->ranges[left - 1].first;
        set->ranges[--to] = own ? set->ranges[--count] : other->ranges[--left];
    }
}

void giji_charset_unite(struct charset *set, struct arena *arena, const struct charset *other)
{
    size_t count = set->count;
    for (size_t i = 0; i < other->count; i++)
        append(set, arena, other->ranges[i].first, other->ranges[i].last);
    if (arena->failed)
        return;
    merge(set, count, other);
    join(set);
}

struct charset giji_charset_complement(const struct charset *set, struct arena *arena)
{
    struct charset rest = {0};
    uint32_t next = 0;
    for (size_t i = 0; i < set->count; i++) {
        if (set->ranges[i].first > next)
            append(&rest, arena, next, set->ranges[i].first - 1);
        next = set->ranges[i].last + 1;
    }
    if (next <= LAST_CHARACTER)
        append(&rest, arena, next, LAST_CHARACTER);
    return rest;
}

bool giji_charset_holds(const struct charset *set, uint32_t character)
{
    for (size_t i = 0; i < set->count; i++)
        if (character >= set->ranges[i].first && character <= set->ranges[i].last)
            return true;
    return false;
}

bool giji_charset_equal(const struct charset *a, const struct charset *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->ranges[i].first != b->ranges[i].first || a->ranges[i].last != b->ranges[i].last)
            return false;
    return true;
}
