#include "base/slice.h"

size_t giji_slice_find(giji_string hay, giji_string needle, size_t from)
{
    if (needle.length == 0)
        return SIZE_MAX;
    size_t last = needle.length - 1; /* kanji differ in their last byte most of all */
    for (size_t at = from + last; at < hay.length; at++) {
        const char *hit = memchr(hay.data + at, needle.data[last], hay.length - at);
        if (!hit)
            return SIZE_MAX;
        at = (size_t)(hit - hay.data);
        if (memcmp(hit - last, needle.data, last) == 0)
            return at - last;
    }
    return SIZE_MAX;
}
