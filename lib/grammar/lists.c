#include "grammar/lists.h"

#include "base/search.h"
#include "text/unicode.h"

/* Words are kept by their first, or last, two characters, as far as these are kanji or kana; those of one by that. */
enum { TWO_CHARACTERS = 6 /* bytes */ };

/* Kanji differ most of all in their last byte. */
static unsigned bucket_of_two(const char *bytes)
{
    return ((unsigned char)bytes[2] * 7U + (unsigned char)bytes[1] + (unsigned char)bytes[5]) %
           WORD_BUCKETS;
}

/* The bucket that words of one character are in with which the text begins, or ends. */
static unsigned bucket_of_first_one(giji_string text)
{
    return text.length ? giji_hash_first(text) % WORD_BUCKETS : 0;
}

static unsigned bucket_of_last_one(giji_string text)
{
    return text.length ? giji_hash_last(text) % WORD_BUCKETS : 0;
}

static unsigned bucket_of_first(giji_string text)
{
    return text.length < TWO_CHARACTERS ? bucket_of_first_one(text) : bucket_of_two(text.data);
}

static unsigned bucket_of_last(giji_string text)
{
    return text.length < TWO_CHARACTERS ? bucket_of_last_one(text)
                                        : bucket_of_two(text.data + text.length - TWO_CHARACTERS);
}

static void index_words(struct arena *arena, const struct words *words,
                        unsigned bucket_of(giji_string), struct word_places *places)
{
    size_t count = words->count;
    uint32_t next[WORD_BUCKETS + 1] = {0};
    places->places = giji_arena_alloc(arena, (count + 1) * sizeof *places->places);
    for (size_t i = 0; i < count; i++)
        places->ends[bucket_of(words->items[i]) + 1]++;
    for (size_t i = 0; i < WORD_BUCKETS; i++)
        places->ends[i + 1] = next[i + 1] = (places->ends[i] + places->ends[i + 1]);
    for (size_t i = 0; i < count && places->places; i++)
        places->places[next[bucket_of(words->items[i])]++] = (uint32_t)i;
}

bool giji_are_same_words(const struct words *a, const struct words *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = giji_slice_equal(a->items[i], b->items[i]);
    return same;
}

const struct word_order *giji_order_words(struct arena *arena, const struct words *words)
{
    struct word_order *order = giji_arena_alloc(arena, sizeof *order);
    if (!order)
        return NULL;
    index_words(arena, words, bucket_of_first, &order->first);
    index_words(arena, words, bucket_of_last, &order->last);
    return order->first.places && order->last.places ? order : NULL;
}

/* Notes which lists have words that begin and end as the list's do. */
static void note_letters(const struct words *words, uint32_t list, struct word_index *index)
{
    for (size_t i = 0; i < words->count; i++) {
        if (!words->items[i].length)
            continue;
        index->begins[giji_hash_first(words->items[i])] |= list;
        index->ends[giji_hash_last(words->items[i])] |= list;
    }
}

void giji_index_lists(struct grammar *grammar)
{
    _Static_assert(WORDS_COUNT <= 32, "a list has a bit");
    struct arena *arena = &grammar->arena;
    struct word_index *index = giji_arena_alloc(arena, sizeof *index);
    for (int list = 0; list < WORDS_COUNT && index; list++) {
        struct words *words = &grammar->words[list];
        note_letters(words, UINT32_C(1) << list, index);
        if (!words->order)
            words->order = giji_order_words(arena, words);
    }
    grammar->index = index;
}

bool giji_find_listed_word(const struct grammar *grammar, enum word_list list, giji_string text)
{
    const struct words *words = &grammar->words[list];
    const struct word_places *places = &words->order->first;
    unsigned bucket = bucket_of_first(text);
    for (size_t i = places->ends[bucket]; i < places->ends[bucket + 1]; i++)
        if (giji_slice_equal(words->items[places->places[i]], text))
            return true;
    return false;
}

typedef bool word_test(giji_string text, giji_string word);

/* How many bytes the longest word in the bucket takes that passes the test. */
static inline size_t find_longest(const struct words *words, const struct word_places *places,
                                  unsigned bucket, giji_string text, word_test *stands)
{
    size_t longest = 0;
    for (size_t i = places->ends[bucket]; i < places->ends[bucket + 1]; i++) {
        giji_string word = words->items[places->places[i]];
        if (word.length > longest && stands(text, word))
            longest = word.length;
    }
    return longest;
}

size_t giji_find_listed_first(const struct grammar *grammar, enum word_list list, giji_string text)
{
    const struct words *words = &grammar->words[list];
    const struct word_places *places = &words->order->first;
    size_t longest = 0;
    if (text.length >= TWO_CHARACTERS)
        longest = find_longest(words, places, bucket_of_first(text), text, giji_slice_begins);
    if (!longest)
        longest = find_longest(words, places, bucket_of_first_one(text), text, giji_slice_begins);
    return longest;
}

size_t giji_find_listed_last(const struct grammar *grammar, enum word_list list, giji_string text)
{
    const struct words *words = &grammar->words[list];
    const struct word_places *places = &words->order->last;
    size_t longest = 0;
    if (text.length >= TWO_CHARACTERS)
        longest = find_longest(words, places, bucket_of_last(text), text, giji_slice_ends);
    if (!longest)
        longest = find_longest(words, places, bucket_of_last_one(text), text, giji_slice_ends);
    return longest;
}

bool giji_is_listed_inside(const struct grammar *grammar, enum word_list list, giji_string text)
{
    return giji_holds_any(text, grammar->words[list].items, grammar->words[list].count);
}

uint32_t giji_lists_ending_folded(const struct grammar *grammar, giji_string text)
{
    size_t at = text.length;
    uint32_t last = giji_previous_char(text, &at);
    return giji_folds_to_itself(last) ? giji_lists_ending(grammar, text) : UINT32_MAX;
}

bool giji_is_listed_folded(const struct grammar *grammar, enum word_list list, giji_string text,
                           struct arena *arena)
{
    struct buffer folded = {0};
    bool found = giji_is_listed(grammar, list, giji_folded(text, &folded));
    giji_buffer_end(&folded, arena);
    return found;
}
