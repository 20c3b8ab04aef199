#include "grammar/reserve.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

/* More than the longest pattern that a grammar may have takes. */
enum { RESERVE_SIZE = 8 << 20 };

static void *draw(struct reserve *reserve, size_t size)
{
    size_t need = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (!reserve->filled)
        return NULL;
    reserve->drawn = true;
    if (need < size || need > RESERVE_SIZE - reserve->used)
        return NULL;
    void *piece = reserve->room + reserve->used;
    reserve->used += need;
    return piece;
}

static void *allocate(size_t size, void *data)
{
    void *piece = malloc(size);
    if (!piece)
        piece = draw(data, size);
    return piece;
}

static void release(void *piece, void *data)
{
    const struct reserve *reserve = data;
    uintptr_t room = (uintptr_t)reserve->room, at = (uintptr_t)piece;
    if (!room || at < room || at >= room + RESERVE_SIZE)
        free(piece);
}

bool giji_reserve_open(struct reserve *reserve)
{
    *reserve = (struct reserve){0};
    reserve->memory = pcre2_general_context_create(allocate, release, reserve);
    return reserve->memory != NULL;
}

void giji_reserve_close(struct reserve *reserve)
{
    pcre2_general_context_free(reserve->memory);
    free(reserve->room);
    *reserve = (struct reserve){0};
}

bool giji_reserve_fill(struct reserve *reserve)
{
    if (!reserve->room)
        reserve->room = malloc(RESERVE_SIZE);
    reserve->used = 0;
    reserve->drawn = false;
    reserve->filled = reserve->room != NULL;
    return reserve->filled;
}
