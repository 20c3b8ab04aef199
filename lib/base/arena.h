/* An arena: memory that is handed out piece by piece and freed all at once.
 *
 * Failure is sticky: once an allocation fails, every later one fails too and `failed` stays set, so
 * that a caller may build a whole structure and ask once at the end. Not shared between threads. */
#ifndef GIJI_BASE_ARENA_H
#define GIJI_BASE_ARENA_H

#include "base/slice.h"

enum { ARENA_ALIGNMENT = 8 };

struct arena_chunk;

struct arena {
    struct arena_chunk *chunk;
    bool failed;
};

/* An arena starts as all zero bits and needs no other set-up. */
void giji_arena_free(struct arena *arena);

/* `size` zeroed bytes, aligned for pointers, integers and doubles; NULL where memory ran out. */
void *giji_arena_alloc(struct arena *arena, size_t size);

/* A copy of `text` in the arena, with a NUL behind it; {NULL, 0} for an empty text or no memory. */
giji_string giji_arena_copy(struct arena *arena, giji_string text);

/* printf into the arena. */
giji_string giji_arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* An array in an arena that grows by doubling: returns the place of the next of `*count` items of
 * `size` zeroed bytes each and counts it; NULL where memory ran out. `*items` and `*capacity` start as
 * NULL and 0. What a small array outgrew stays in the arena until that is freed; a large one grows
 * where it is. No two arrays may share `*items`. */
void *giji_arena_push(struct arena *arena, void *items, size_t *count, size_t *capacity,
                      size_t size);

#endif
