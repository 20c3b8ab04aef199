#include "grammar/filter.h"

#include "text/unicode.h"

#include <stdlib.h>

enum { CHARACTERS = 0x10000 };

static const uint64_t known = UINT64_C(1) << FILTERED;

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

static _Atomic uint64_t *make_masks(void)
{
    return calloc(CHARACTERS, sizeof(_Atomic uint64_t));
}

bool giji_filter_open(struct filter *filter, struct arena *arena, const struct pattern **patterns,
                      size_t count, bool indented)
{
    *filter = (struct filter){.patterns = patterns, .count = count < FILTERED ? count : FILTERED};
    filter->begins = giji_arena_alloc(arena, CHARACTERS / 8);
    filter->masks = make_masks();
    filter->indented = indented ? make_masks() : NULL;
    if (filter->begins)
        add_conditions(filter, arena);
    return filter->masks && (filter->indented || !indented) && !arena->failed;
}

void giji_filter_close(struct filter *filter)
{
    free(filter->masks);
    free(filter->indented);
    *filter = (struct filter){0};
}

/* Threads that ask at the same time find the same. */
static uint64_t learn(const struct filter *filter, struct matcher *matcher, giji_string start,
                      _Atomic uint64_t *place)
{
    uint64_t mask = ~UINT64_C(0);
    for (size_t i = 0; i < filter->count; i++)
        if (filter->patterns[i]->code && !giji_match_may_go_on(matcher, filter->patterns[i], start))
            mask &= ~(UINT64_C(1) << i);
    atomic_store_explicit(place, mask, memory_order_relaxed);
    return mask;
}

uint64_t giji_filter_first(const struct filter *filter, struct matcher *matcher, giji_string text)
{
    size_t end = 0;
    _Atomic uint64_t *masks = filter->masks;
    uint32_t character = giji_next_char(text, &end);
    if (character == 0x3000 && filter->indented && end < text.length) {
        character = giji_next_char(text, &end);
        masks = filter->indented;
    }
    if (end == 0 || character >= CHARACTERS)
        return ~UINT64_C(0);
    uint64_t mask = atomic_load_explicit(&masks[character], memory_order_relaxed);
    return mask & known ? mask
                        : learn(filter, matcher, giji_slice_cut(text, 0, end), &masks[character]);
}

uint64_t giji_filter_mask(const struct filter *filter, struct matcher *matcher, giji_string text)
{
    return giji_filter_served(filter, giji_filter_first(filter, matcher, text), text);
}
