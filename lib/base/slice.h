/* Slices: giji_string as the library uses it inside. A slice points into text that somebody else
 * owns and is passed by value. */
#ifndef GIJI_BASE_SLICE_H
#define GIJI_BASE_SLICE_H

#include <giji/giji.h>
#include <string.h>

/* The slice over a string that ends with NUL; NULL gives the empty slice. */
static inline giji_string giji_slice(const char *text)
{
    return (giji_string){text, text ? strlen(text) : 0};
}

static inline giji_string giji_slice_of(const char *data, size_t length)
{
    return (giji_string){data, length};
}

static inline bool giji_slice_equal(giji_string a, giji_string b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static inline bool giji_slice_is(giji_string a, const char *text)
{
    return giji_slice_equal(a, giji_slice(text));
}

/* Kanji differ in their last byte most of all, so that it is compared first. */
static inline bool giji_slice_begins(giji_string a, giji_string with)
{
    return a.length >= with.length &&
           (with.length == 0 || (a.data[with.length - 1] == with.data[with.length - 1] &&
                                 memcmp(a.data, with.data, with.length) == 0));
}

static inline bool giji_slice_ends(giji_string a, giji_string with)
{
    return a.length >= with.length &&
           (with.length == 0 ||
            (a.data[a.length - 1] == with.data[with.length - 1] &&
             memcmp(a.data + a.length - with.length, with.data, with.length) == 0));
}

/* The part from byte `start` up to, not including, byte `end`. */
static inline giji_string giji_slice_cut(giji_string a, size_t start, size_t end)
{
    return (giji_string){start ? a.data + start : a.data, end - start};
}

/* The byte offset of the first `byte` at or after `from`, or the length where there is none. */
static inline size_t giji_slice_find_byte(giji_string hay, char byte, size_t from)
{
    const char *found = from < hay.length ? memchr(hay.data + from, byte, hay.length - from) : NULL;
    return found ? (size_t)(found - hay.data) : hay.length;
}

/* The byte offset of the first `needle` at or after `from`, or SIZE_MAX. An empty needle is
 * nowhere. */
size_t giji_slice_find(giji_string hay, giji_string needle, size_t from);

#endif
