#include "failing.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A sanitizer's allocator, where one runs in the program. */
extern void *__interceptor_malloc(size_t size) __attribute__((weak));
extern void *__interceptor_calloc(size_t count, size_t size) __attribute__((weak));
extern void *__interceptor_realloc(void *memory, size_t size) __attribute__((weak));
extern void __interceptor_free(void *memory) __attribute__((weak));

typedef void *malloc_function(size_t size);
typedef void *calloc_function(size_t count, size_t size);
typedef void *realloc_function(void *memory, size_t size);
typedef void free_function(void *memory);

static struct {
    malloc_function *malloc;
    calloc_function *calloc;
    realloc_function *realloc;
    free_function *free;
} real;

static unsigned long made, first_failing, behind_failing;
static long live;

/* What is allocated while the real functions are looked for is never freed. */
static char early[4096];
static size_t early_used;

static bool is_early(const void *memory)
{
    return (const char *)memory >= early && (const char *)memory < early + sizeof early;
}

static void *allocate_early(size_t size)
{
    size_t start = (early_used + 15) & ~(size_t)15;
    if (size > sizeof early - start)
        abort();
    early_used = start + size;
    return early + start;
}

/* The C library's function of that name, behind this one. ISO C knows no way from an object's address to a
 * function's. */
static void find(const char *name, void *function)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    memcpy(function, &found, sizeof found);
}

/* False while the functions are being looked for. */
static bool is_ready(void)
{
    static bool looking;
    if (real.free || looking)
        return real.free != NULL;
    looking = true;
    if (__interceptor_malloc) {
        real.malloc = __interceptor_malloc;
        real.calloc = __interceptor_calloc;
        real.realloc = __interceptor_realloc;
        real.free = __interceptor_free;
    } else {
        find("malloc", &real.malloc);
        find("calloc", &real.calloc);
        find("realloc", &real.realloc);
        find("free", &real.free);
    }
    looking = false;
    return true;
}

/* Counts an allocation; true where it has to fail. */
static bool fails(void)
{
    made++;
    bool failing = made >= first_failing && made < behind_failing;
    if (failing)
        errno = ENOMEM;
    return failing;
}

static void *count(void *memory)
{
    live += memory != NULL;
    return memory;
}

void *malloc(size_t size)
{
    if (!is_ready())
        return allocate_early(size);
    return fails() ? NULL : count(real.malloc(size));
}

void *calloc(size_t count_of, size_t size)
{
    if (!is_ready())
        return allocate_early(count_of * size);
    return fails() ? NULL : count(real.calloc(count_of, size));
}

void *realloc(void *memory, size_t size)
{
    if (!is_ready())
        abort();
    if (fails())
        return NULL;
    return memory ? real.realloc(memory, size) : count(real.realloc(NULL, size));
}

void free(void *memory)
{
    if (!memory || is_early(memory))
        return;
    live--;
    real.free(memory);
}

void failing_begin(unsigned long first, unsigned long count_of)
{
    made = 0;
    behind_failing = count_of > ULONG_MAX - first ? ULONG_MAX : first + count_of;
    first_failing = first;
}

unsigned long failing_end(void)
{
    first_failing = behind_failing = 0;
    return made;
}

long failing_live(void)
{
    return live;
}
