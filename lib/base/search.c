#include "base/search.h"

#include "base/vector.h"

/* Blocks of the text are searched for two bytes of each word, which tell most of what is none of them; where a word may
 * end in a block, all of its bytes are compared. */
enum { BLOCK = GIJI_BLOCK, REACH = 3, AT_A_TIME = 8 };

/* Of each word its last byte and the one that stands so far before it, over the whole of a block. The last bytes of
 * two kanji tell more than two bytes of one, of which the first tells least. A word of one byte has it told twice. */
struct endings {
    giji_block_of_bytes last[AT_A_TIME], other[AT_A_TIME];
    size_t before[AT_A_TIME];
    size_t count;
};

GIJI_LOOP void add_ending(struct endings *endings, giji_string word)
{
    size_t last = word.length - 1, at = endings->count++;
    size_t before = last >= REACH ? REACH : last > 0;
    const giji_block_of_bytes none = {0};
    endings->last[at] = none + (unsigned char)word.data[last];
    endings->other[at] = none + (unsigned char)word.data[last - before];
    endings->before[at] = before;
}

/* Sets `*ends` for each byte of the block that a word may end with. The bytes before the block are readable, as far as
 * endings reach. */
GIJI_LOOP void find_ends(const unsigned char *text, const struct endings *endings,
                         giji_block_of_bytes *ends)
{
    giji_block_of_bytes last, other, found = {0};
    giji_load(&last, text);
    for (size_t i = 0; i < endings->count; i++) {
        giji_load(&other, text - endings->before[i]);
        found |= (giji_block_of_bytes)(last == endings->last[i]) &
                 (giji_block_of_bytes)(other == endings->other[i]);
    }
    *ends = found;
}

/* Whether one of the words ends with the byte at `at`. */
static bool is_end(giji_string text, size_t at, const giji_string *words, size_t count)
{
    giji_string part = {text.data, at + 1};
    for (size_t i = 0; at < text.length && i < count; i++)
        if (words[i].length && giji_slice_ends(part, words[i]))
            return true;
    return false;
}

/* Whether one of the words does end where it may, in the block that begins at `start`. */
GIJI_LOOP bool is_end_in(giji_string text, size_t start, giji_block_of_bytes *ends,
                         const giji_string *words, size_t count)
{
    while (giji_is_any(ends)) {
        size_t at = giji_find_any(ends);
        if (is_end(text, start + at, words, count))
            return true;
        (*ends)[at] = 0;
    }
    return false;
}

/* A text that is no longer than a block and what endings reach. */
GIJI_LOOP void find_ends_in_short(giji_string text, const struct endings *endings,
                                  giji_block_of_bytes *ends)
{
    unsigned char room[REACH + BLOCK] = {0};
    memcpy(room, text.data, text.length);
    find_ends(room + REACH, endings, ends);
}

/* Whether one of the words ends behind the first bytes of the text. The last block may lie over another one. */
GIJI_LOOP bool ends_behind(giji_string text, const struct endings *endings,
                           const giji_string *words, size_t count)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    giji_block_of_bytes ends;
    if (text.length <= REACH + BLOCK) {
        find_ends_in_short(text, endings, &ends);
        return is_end_in(text, REACH, &ends, words, count);
    }
    for (size_t at = REACH; at < text.length; at += BLOCK) {
        size_t start = text.length - at < BLOCK ? text.length - BLOCK : at;
        find_ends(bytes + start, endings, &ends);
        if (is_end_in(text, start, &ends, words, count))
            return true;
    }
    return false;
}

/* Whether one of the words ends with one of the first bytes of the text. */
static bool ends_first(giji_string text, const giji_string *words, size_t count)
{
    bool found = false;
    for (size_t at = 0; at < REACH && !found; at++)
        found = is_end(text, at, words, count);
    return found;
}

GIJI_LOOP bool holds(giji_string text, const giji_string *words, size_t count)
{
    struct endings endings;
    bool any_short = false;
    endings.count = 0;
    for (size_t i = 0; i < count; i++) {
        any_short |= words[i].length <= REACH;
        if (words[i].length)
            add_ending(&endings, words[i]);
    }
    return (any_short && ends_first(text, words, count)) ||
           ends_behind(text, &endings, words, count);
}

GIJI_WIDE static bool holds_wide(giji_string text, const giji_string *words, size_t count)
{
    return holds(text, words, count);
}

bool giji_holds_any(giji_string text, const giji_string *words, size_t count)
{
    bool wide = giji_is_wide(), found = false;
    for (size_t from = 0; from < count && text.length && !found; from += AT_A_TIME) {
        size_t some = count - from < AT_A_TIME ? count - from : AT_A_TIME;
        found = wide ? holds_wide(text, words + from, some) : holds(text, words + from, some);
    }
    return found;
}
