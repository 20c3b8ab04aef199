#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_CHUNK = 4096, LARGEST_CHUNK = 1 << 20, LARGE_ARRAY = 1 << 16 };

struct arena_chunk {
    struct arena_chunk *previous;
    size_t used;
    size_t size;
    alignas(ARENA_ALIGNMENT) char bytes[];
};

static struct arena_chunk *add_chunk(struct arena *arena, size_t need)
{
    size_t size = arena->chunk ? arena->chunk->size / 4 * 5 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK)
        size = LARGEST_CHUNK;
    if (size < need)
        size = need;
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        return NULL;
    *chunk = (struct arena_chunk){.previous = arena->chunk, .size = size};
    arena->chunk = chunk;
    return chunk;
}

void giji_arena_free(struct arena *arena)
{
    struct arena_chunk *chunk = arena->chunk;
    while (chunk) {
        struct arena_chunk *previous = chunk->previous;
        free(chunk);
        chunk = previous;
    }
    *arena = (struct arena){0};
}

/* The next `size` bytes, which may hold anything; NULL where memory ran out. */
static void *take(struct arena *arena, size_t size)
{
    if (arena->failed)
        return NULL;
    size_t need = (size + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
    struct arena_chunk *chunk = arena->chunk;
    if (need < size || !chunk || chunk->size - chunk->used < need)
        chunk = need < size ? NULL : add_chunk(arena, need);
    if (!chunk) {
        arena->failed = true;
        return NULL;
    }
    void *piece = chunk->bytes + chunk->used;
    chunk->used += need;
    return piece;
}

void *giji_arena_alloc(struct arena *arena, size_t size)
{
    void *piece = take(arena, size);
    return piece ? memset(piece, 0, size) : NULL;
}

giji_string giji_arena_copy(struct arena *arena, giji_string text)
{
    if (text.length == 0)
        return (giji_string){NULL, 0};
    char *copy = take(arena, text.length + 1);
    if (!copy)
        return (giji_string){NULL, 0};
    memcpy(copy, text.data, text.length);
    copy[text.length] = '\0';
    return (giji_string){copy, text.length};
}

giji_string giji_arena_print(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = length < 0 ? NULL : giji_arena_alloc(arena, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text ? (giji_string){text, (size_t)length} : (giji_string){NULL, 0};
}

/* A chunk of its own for an array, behind the one that pieces are handed out of. */
static struct arena_chunk *add_array(struct arena *arena, size_t size)
{
    if (!arena->chunk && !add_chunk(arena, 0))
        return NULL;
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        return NULL;
    *chunk = (struct arena_chunk){.previous = arena->chunk->previous, .used = size, .size = size};
    arena->chunk->previous = chunk;
    return chunk;
}

/* Lets an array that has a chunk of its own grow; NULL where memory ran out. What it grows by is not
 * touched: it takes no memory until it is used. */
static struct arena_chunk *grow_array(struct arena *arena, const void *array, size_t size)
{
    struct arena_chunk **link = &arena->chunk;
    while ((*link)->bytes != array)
        link = &(*link)->previous;
    struct arena_chunk *moved = realloc(*link, sizeof *moved + size);
    if (!moved)
        return NULL;
    moved->used = moved->size = size;
    *link = moved;
    return moved;
}

static void *move_array(struct arena *arena, void *array, size_t old, size_t size)
{
    if (size <= LARGE_ARRAY) {
        void *moved = take(arena, size);
        return moved && old ? memcpy(moved, array, old) : moved;
    }
    bool large = old > LARGE_ARRAY;
    struct arena_chunk *chunk = NULL;
    if (!arena->failed)
        chunk = large ? grow_array(arena, array, size) : add_array(arena, size);
    arena->failed |= !chunk;
    if (chunk && !large && old)
        memcpy(chunk->bytes, array, old);
    return chunk ? chunk->bytes : NULL;
}

void *giji_arena_push(struct arena *arena, void *items, size_t *count, size_t *capacity,
                      size_t size)
{
    void **array = items;
    if (arena->failed)
        return NULL;
    if (*count == *capacity) {
        size_t larger = *capacity ? *capacity * 2 : 8;
        void *moved = larger > SIZE_MAX / 2 / size
                          ? NULL
                          : move_array(arena, *array, *count * size, larger * size);
        arena->failed |= !moved;
        if (!moved)
            return NULL;
        *array = moved;
        *capacity = larger;
    }
    return memset((char *)*array + (*count)++ * size, 0, size);
}
