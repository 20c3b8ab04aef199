#include "base/search.h"

#include "base/vector.h"

/* How far endings reach: the last bytes of two kanji tell more than two bytes of one, of which the first tells least. */
enum { REACH = 3 };

/* ---- what tells words ------------------------------------------------------------------------------ */

static void add_byte(struct byte_groups *groups, unsigned char byte, unsigned char group)
{
    groups->low[byte & 15] |= group;
    groups->high[byte >> 4] |= group;
}

static void add_any_byte(struct byte_groups *groups, unsigned char group)
{
    for (size_t i = 0; i < sizeof groups->low; i++) {
        groups->low[i] |= group;
        groups->high[i] |= group;
    }
}

static void add_word(struct word_search *search, giji_string word, unsigned char group)
{
    size_t last = word.length - 1;
    add_byte(&search->last, (unsigned char)word.data[last], group);
    if (last < search->before)
        add_any_byte(&search->other, group);
    else
        add_byte(&search->other, (unsigned char)word.data[last - search->before], group);
}

void giji_search_open(struct word_search *search, const giji_string *words, size_t count)
{
    *search = (struct word_search){.words = words, .count = count, .before = REACH};
    for (size_t i = 0; i < count; i++)
        if (words[i].length > 1 && words[i].length <= REACH)
            search->before = 1;
    for (size_t i = 0; i < count; i++)
        if (words[i].length)
            add_word(search, words[i], (unsigned char)(1U << i % 8));
}

/* ---- with wide instructions ------------------------------------------------------------------------ */

#ifdef GIJI_HAS_WIDE

enum { BLOCK = sizeof(__m256i) };

/* Whether one of the words ends with the byte at `at`. */
static bool is_end(const struct word_search *search, giji_string text, size_t at)
{
    giji_string part = {text.data, at + 1};
    for (size_t i = 0; at < text.length && i < search->count; i++)
        if (search->words[i].length && giji_slice_ends(part, search->words[i]))
            return true;
    return false;
}

/* What the halves of each byte tell, which an instruction takes from the sixteen that there are. */
GIJI_WIDE static __m256i tell(const unsigned char told[16], __m256i halves)
{
    __m256i table = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)told));
    return _mm256_shuffle_epi8(table, halves);
}

GIJI_WIDE static __m256i groups_of(const struct byte_groups *groups, const unsigned char *bytes)
{
    const __m256i half = _mm256_set1_epi8(15);
    __m256i block = _mm256_loadu_si256((const void *)bytes);
    __m256i low = _mm256_and_si256(block, half);
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(block, 4), half);
    return _mm256_and_si256(tell(groups->low, low), tell(groups->high, high));
}

/* A bit for each byte of the block that a word may end with. The bytes before the block are readable, as far as endings
 * reach. */
GIJI_WIDE static uint32_t find_ends(const struct word_search *search, const unsigned char *bytes)
{
    __m256i ends = _mm256_and_si256(groups_of(&search->last, bytes),
                                    groups_of(&search->other, bytes - search->before));
    __m256i none = _mm256_cmpeq_epi8(ends, _mm256_setzero_si256());
    return ~(uint32_t)_mm256_movemask_epi8(none);
}

static bool is_end_of(const struct word_search *search, giji_string text, size_t start,
                      uint32_t ends)
{
    for (; ends; ends &= ends - 1)
        if (is_end(search, text, start + (size_t)__builtin_ctz(ends)))
            return true;
    return false;
}

/* Whether a word ends in the first block of the text, before which nothing can be read. */
GIJI_WIDE static bool is_in_first(const struct word_search *search, giji_string text)
{
    unsigned char room[REACH + BLOCK] = {0};
    if (text.length < BLOCK)
        memcpy(room + REACH, text.data, text.length);
    else
        memcpy(room + REACH, text.data, BLOCK);
    return is_end_of(search, text, 0, find_ends(search, room + REACH));
}

/* The last block may lie over another one. */
GIJI_WIDE static bool is_in(const struct word_search *search, giji_string text)
{
    if (is_in_first(search, text))
        return true;
    if (text.length < BLOCK + REACH) /* a last block would reach before the text */
        return is_end_of(search, text, BLOCK, (1U << REACH) - 1);
    for (size_t at = BLOCK; at < text.length; at += BLOCK) {
        size_t start = text.length - at < BLOCK ? text.length - BLOCK : at;
        uint32_t ends = find_ends(search, (const unsigned char *)text.data + start);
        if (ends && is_end_of(search, text, start, ends))
            return true;
    }
    return false;
}

#endif

/* ---- without --------------------------------------------------------------------------------------- */

static bool holds_one(const struct word_search *search, giji_string text)
{
    for (size_t i = 0; i < search->count; i++)
        if (giji_slice_find(text, search->words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

bool giji_search_any(const struct word_search *search, giji_string text)
{
    if (text.length == 0)
        return false;
#ifdef GIJI_HAS_WIDE
    if (giji_is_wide())
        return is_in(search, text);
#endif
    return holds_one(search, text);
}

bool giji_holds_any(giji_string text, const giji_string *words, size_t count)
{
    struct word_search search;
    giji_search_open(&search, words, count);
    return giji_search_any(&search, text);
}
