/* Looking words up in the grammar's lists. Texts are compared as they are: fold what a dump wrote first
 * (text/unicode.h), as the words of the lists are. */
#ifndef GIJI_GRAMMAR_LISTS_H
#define GIJI_GRAMMAR_LISTS_H

#include "grammar/grammar.h"

enum { WORD_BUCKETS = 64, WORD_HASHES = 512 };

/* The words of a list by a bucket of their first or of their last character. */
struct word_places {
    uint32_t *places; /* of words in the list, bucket by bucket */
    uint32_t
        ends[WORD_BUCKETS + 1]; /* where bucket i ends, counted from 1; the first begins at 0 */
};

/* By which words are looked up. */
struct word_order {
    struct word_places first, last;
};

/* Most texts are told apart from the words of most lists by one character: `begins` and `ends` have the lists, a bit
 * each, that have a word with a first, or last, character of the hash. */
struct word_index {
    uint32_t begins[WORD_HASHES], ends[WORD_HASHES];
};

/* Whether both are the same words, in the same order. */
bool giji_are_same_words(const struct words *a, const struct words *b);

/* The order of words to which nothing is added any more. NULL where memory ran out; it lives as long as the arena. */
const struct word_order *giji_order_words(struct arena *arena, const struct words *words);

/* Makes the grammar's lists ready for being looked up in, those in order that are not: nothing is added to them any more.
 * Where memory runs out, the grammar's arena fails. */
void giji_index_lists(struct grammar *grammar);

/* Whether `text` is a word of the list. */
static inline bool giji_is_listed(const struct grammar *grammar, enum word_list list,
                                  giji_string text);

/* How many bytes the longest word of the list takes that `text` begins, or ends, with; 0 for none. */
static inline size_t giji_listed_first(const struct grammar *grammar, enum word_list list,
                                       giji_string text);
static inline size_t giji_listed_last(const struct grammar *grammar, enum word_list list,
                                      giji_string text);

/* Whether a word of the list stands anywhere in `text`. */
bool giji_is_listed_inside(const struct grammar *grammar, enum word_list list, giji_string text);

/* Whether `text`, folded, is a word of the list. Where memory runs out, `arena` fails. */
bool giji_is_listed_folded(const struct grammar *grammar, enum word_list list, giji_string text,
                           struct arena *arena);

/* The lists, a bit each, that may have a word which the text ends with once it is folded. */
uint32_t giji_lists_ending_folded(const struct grammar *grammar, giji_string text);

/* ---- what is asked so often that it has to be inline -------------------------------------- */

/* The same, where the list has a word with the text's first, or last, character. */
bool giji_find_listed_word(const struct grammar *grammar, enum word_list list, giji_string text);
size_t giji_find_listed_first(const struct grammar *grammar, enum word_list list, giji_string text);
size_t giji_find_listed_last(const struct grammar *grammar, enum word_list list, giji_string text);

/* Of two of the bytes that a character is written with; kanji differ most of all in their last ones. */
static inline unsigned giji_hash_bytes(char before, char last)
{
    return ((unsigned char)before * 64U ^ (unsigned char)last) % WORD_HASHES;
}

/* What words with the same first character share. */
static inline unsigned giji_hash_first(giji_string text)
{
    const unsigned char lead = (unsigned char)text.data[0];
    if (lead < 0x80 || text.length < 2)
        return lead;
    return lead >= 0xE0 && text.length > 2 ? giji_hash_bytes(text.data[1], text.data[2])
                                           : giji_hash_bytes(0, text.data[1]);
}

static inline unsigned giji_hash_last(giji_string text)
{
    const unsigned char last = (unsigned char)text.data[text.length - 1];
    return last < 0x80 || text.length < 2 ? last
                                          : giji_hash_bytes(text.data[text.length - 2], (char)last);
}

/* The lists, a bit each, that may have a word which the text begins, or ends, with. */
static inline uint32_t giji_lists_beginning(const struct grammar *grammar, giji_string text)
{
    return text.length ? grammar->index->begins[giji_hash_first(text)] : 0;
}

static inline uint32_t giji_lists_ending(const struct grammar *grammar, giji_string text)
{
    return text.length ? grammar->index->ends[giji_hash_last(text)] : 0;
}

static inline bool giji_is_listed(const struct grammar *grammar, enum word_list list,
                                  giji_string text)
{
    return giji_lists_beginning(grammar, text) >> list & 1 &&
           giji_find_listed_word(grammar, list, text);
}

static inline size_t giji_listed_first(const struct grammar *grammar, enum word_list list,
                                       giji_string text)
{
    return giji_lists_beginning(grammar, text) >> list & 1
               ? giji_find_listed_first(grammar, list, text)
               : 0;
}

static inline size_t giji_listed_last(const struct grammar *grammar, enum word_list list,
                                      giji_string text)
{
    return giji_lists_ending(grammar, text) >> list & 1 ? giji_find_listed_last(grammar, list, text)
                                                        : 0;
}

#endif
