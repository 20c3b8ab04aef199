#include "base/search.h"

#include "base/vector.h"

/* Blocks of the text are searched for what the words end with: enough bytes that little else ends so. */
enum { BLOCK = GIJI_BLOCK, ENDING = 3, REACH = 3 };

/* The bytes that tell a word's end, and how far before its last one they stand. The first byte of a kanji tells
 * little. A word that is shorter has its first byte told more than once. */
struct ending {
    unsigned char bytes[ENDING];
    unsigned char before[ENDING];
};

GIJI_LOOP struct ending ending_of(giji_string word)
{
    size_t last = word.length - 1, second = last < 1 ? last : 1,
           third = last < REACH ? last : REACH;
    const unsigned char *end = (const unsigned char *)word.data + last;
    return (struct ending){{*end, *(end - second), *(end - third)},
                           {0, (unsigned char)second, (unsigned char)third}};
}

/* Whether a word ends in the block; the bytes before the block are readable, as far as endings reach. */
GIJI_LOOP bool is_end_in(const unsigned char *text, const struct ending *endings, size_t count)
{
    giji_block_of_bytes first, second, third, ends = {0};
    giji_load(&first, text);
    for (size_t i = 0; i < count; i++) {
        const struct ending *ending = &endings[i];
        giji_load(&second, text - ending->before[1]);
        giji_load(&third, text - ending->before[2]);
        ends |= (giji_block_of_bytes)(first == ending->bytes[0]) &
                (giji_block_of_bytes)(second == ending->bytes[1]) &
                (giji_block_of_bytes)(third == ending->bytes[2]);
    }
    return giji_is_any(&ends);
}

/* The first bytes of a text, and the last ones, have not enough others around them. */
GIJI_LOOP bool is_end_in_part(giji_string text, size_t from, size_t to,
                              const struct ending *endings, size_t count)
{
    unsigned char border[REACH + BLOCK] = {0};
    size_t before = from < REACH ? from : REACH;
    memcpy(border + REACH - before, text.data + from - before, to - from + before);
    return is_end_in(border + REACH, endings, count);
}

GIJI_LOOP bool is_ending_in(giji_string text, const struct ending *endings, size_t count)
{
    size_t at = text.length < BLOCK ? text.length : BLOCK;
    if (is_end_in_part(text, 0, at, endings, count))
        return true;
    for (; text.length - at >= BLOCK; at += BLOCK)
        if (is_end_in((const unsigned char *)text.data + at, endings, count))
            return true;
    return at < text.length && is_end_in_part(text, at, text.length, endings, count);
}

enum { AT_A_TIME = 8 };

GIJI_LOOP bool may_hold(giji_string text, const giji_string *words, size_t count)
{
    struct ending endings[AT_A_TIME];
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        if (words[i].length)
            endings[used++] = ending_of(words[i]);
    return is_ending_in(text, endings, used);
}

GIJI_WIDE static bool may_hold_wide(giji_string text, const giji_string *words, size_t count)
{
    return may_hold(text, words, count);
}

static bool holds_one(giji_string text, const giji_string *words, size_t count)
{
    if (!(giji_is_wide() ? may_hold_wide(text, words, count) : may_hold(text, words, count)))
        return false;
    for (size_t i = 0; i < count; i++)
        if (giji_slice_find(text, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

bool giji_holds_any(giji_string text, const giji_string *words, size_t count)
{
    for (size_t from = 0; from < count && text.length; from += AT_A_TIME) {
        size_t left = count - from;
        if (holds_one(text, words + from, left < AT_A_TIME ? left : AT_A_TIME))
            return true;
    }
    return false;
}
