#include "grammar/filter.h"

#include "text/unicode.h"

#include <stdlib.h>

/* ---- words and lengths ---------------------------------------------------------------------------- */

static void add_need(struct filter *filter, struct arena *arena, giji_string word, uint64_t pattern)
{
    size_t at = 0;
    uint32_t first = giji_next_char(word, &at);
    filter->needy |= pattern;
    for (size_t i = 0; i < filter->need_count; i++)
        if (giji_slice_equal(filter->needs[i].word, word)) {
            filter->needs[i].patterns |= pattern;
            return;
        }
    struct need *need = giji_arena_push(arena, &filter->needs, &filter->need_count,
                                        &filter->need_capacity, sizeof *need);
    if (!need)
        return;
    *need = (struct need){word, first, pattern};
    filter->begins[first / 8 % (CHARACTERS / 8)] |= (unsigned char)(1U << first % 8);
}

static int compare_needs(const void *a, const void *b)
{
    uint32_t first = ((const struct need *)a)->first, second = ((const struct need *)b)->first;
    return (first > second) - (first < second);
}

static void add_bound(struct filter *filter, unsigned longest, uint64_t pattern)
{
    if (!longest)
        return;
    if (!filter->bounded || filter->shortest > longest)
        filter->shortest = longest;
    filter->bounded |= pattern;
}

/* Notes what the patterns say of texts that they match. */
static void add_conditions(struct filter *filter, struct arena *arena)
{
    for (size_t i = 0; i < filter->count; i++) {
        const struct words *needs = &filter->patterns[i]->needs;
        add_bound(filter, filter->patterns[i]->longest, UINT64_C(1) << i);
        for (size_t j = 0; j < needs->count; j++)
            add_need(filter, arena, needs->items[j], UINT64_C(1) << i);
    }
    if (filter->need_count)
        qsort(filter->needs, filter->need_count, sizeof *filter->needs, compare_needs);
}

static bool may_begin(const struct filter *filter, uint32_t character)
{
    return filter->begins[character / 8 % (CHARACTERS / 8)] >> character % 8 & 1;
}

/* The patterns that need a word which `text` begins with, its first character being `first`. */
static uint64_t served_here(const struct filter *filter, uint32_t first, giji_string text)
{
    uint64_t served = 0;
    size_t low = 0, high = filter->need_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (filter->needs[middle].first < first)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < filter->need_count && filter->needs[low].first == first; low++)
        if (giji_slice_begins(text, filter->needs[low].word))
            served |= filter->needs[low].patterns;
    return served;
}

/* Of the patterns in `mask` those for which the text is not too long. */
static uint64_t drop_short(const struct filter *filter, uint64_t mask, giji_string text)
{
    if (!(mask & filter->bounded) || !giji_is_longer(text, filter->shortest))
        return mask;
    for (size_t i = 0; i < filter->count; i++)
        if (mask >> i & 1 & filter->bounded >> i &&
            giji_is_longer(text, filter->patterns[i]->longest))
            mask &= ~(UINT64_C(1) << i);
    return mask;
}

uint64_t giji_filter_served(const struct filter *filter, uint64_t mask, giji_string text)
{
    mask = drop_short(filter, mask, text);
    uint64_t wanting = mask & filter->needy;
    for (size_t at = 0, here = 0; wanting && at < text.length; here = at) {
        uint32_t character = giji_next_char(text, &at);
        if (may_begin(filter, character))
            wanting &= ~served_here(filter, character, giji_slice_cut(text, here, text.length));
    }
    return mask & ~wanting;
}

/* ---- first characters ----------------------------------------------------------------- */

static struct first_table *open_table(void)
{
    struct first_table *table = calloc(1, sizeof *table);
    if (table && pthread_mutex_init(&table->lock, NULL) != 0) {
        free(table);
        return NULL;
    }
    if (table)
        table->masks[CLASS_OF_ANY] = ~UINT64_C(0);
    return table;
}

static void close_table(struct first_table *table)
{
    if (table)
        pthread_mutex_destroy(&table->lock);
    free(table);
}

bool giji_filter_open(struct filter *filter, struct arena *arena, const struct pattern **patterns,
                      size_t count, bool indented)
{
    *filter = (struct filter){.patterns = patterns, .count = count < FILTERED ? count : FILTERED};
    filter->begins = giji_arena_alloc(arena, CHARACTERS / 8);
    filter->first = open_table();
    filter->indented = indented ? open_table() : NULL;
    if (filter->begins)
        add_conditions(filter, arena);
    return filter->first && (filter->indented || !indented) && !arena->failed;
}

void giji_filter_close(struct filter *filter)
{
    close_table(filter->first);
    close_table(filter->indented);
    *filter = (struct filter){0};
}

/* The class of those that may begin the patterns of `mask`, made where there is none yet. */
static unsigned class_of(struct first_table *table, uint64_t mask)
{
    for (unsigned i = 1; i <= table->count; i++)
        if (table->masks[i] == mask)
            return i;
    if (table->count + 1 == CLASS_OF_ANY)
        return CLASS_OF_ANY;
    table->masks[++table->count] = mask;
    return table->count;
}

/* Threads that ask at the same time find the same. */
uint64_t giji_filter_learn(const struct filter *filter, struct matcher *matcher, giji_string start,
                           struct first_table *table, uint32_t character)
{
    uint64_t mask = ~UINT64_C(0);
    for (size_t i = 0; i < filter->count; i++)
        if (filter->patterns[i]->code && !giji_match_may_go_on(matcher, filter->patterns[i], start))
            mask &= ~(UINT64_C(1) << i);
    pthread_mutex_lock(&table->lock);
    unsigned class = class_of(table, mask);
    atomic_store_explicit(&table->classes[character], (unsigned char)class, memory_order_release);
    pthread_mutex_unlock(&table->lock);
    return mask;
}

uint64_t giji_filter_mask(const struct filter *filter, struct matcher *matcher, giji_string text)
{
    return giji_filter_served(filter, giji_filter_first(filter, matcher, text), text);
}
