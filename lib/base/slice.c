#include "base/slice.h"

size_t giji_slice_find(giji_string hay, giji_string needle, size_t from)
{
    if (needle.length == 0)
        return SIZE_MAX;
    while (from + needle.length <= hay.length) {
        const char *hit =
            memchr(hay.data + from, needle.data[0], hay.length - from - needle.length + 1);
        if (!hit)
            return SIZE_MAX;
        from = (size_t)(hit - hay.data);
        if (memcmp(hit, needle.data, needle.length) == 0)
            return from;
        from++;
    }
    return SIZE_MAX;
}
