/* Words of a field of people: runs of letters, what they look like, and looking them up in the
 * grammar's lists. Places in a word are counted in letters. */
#ifndef GIJI_PARSE_WORDS_H
#define GIJI_PARSE_WORDS_H

#include "grammar/lists.h"
#include "parse/characters.h"

enum { LONGEST_WORD = 96 /* in letters; what is longer is running text */ };

/* A run of letters without the white space that may have stood between them. */
struct word {
    size_t count;
    uint16_t start[LONGEST_WORD + 1]; /* where each letter begins in `bytes`, and the end */
    uint32_t letters[LONGEST_WORD];
    char bytes[4 * LONGEST_WORD];
    bool overlong; /* there was more than fits */
};

static inline void giji_word_empty(struct word *word)
{
    word->count = 0;
    word->start[0] = 0;
    word->overlong = false;
}

/* Adds one letter, which is written so; adds the letters of `text`, without white space. */
static inline void giji_word_add(struct word *word, uint32_t letter, giji_string written)
{
    if (word->count == LONGEST_WORD) {
        word->overlong = true;
        return;
    }
    size_t end = word->start[word->count];
    if (written.length == 3)
        memcpy(word->bytes + end, written.data, 3);
    else
        memcpy(word->bytes + end, written.data, written.length);
    word->letters[word->count] = letter;
    word->start[++word->count] = (uint16_t)(end + written.length);
}

void giji_word_add_text(struct word *word, giji_string text);

/* The letters [from, to), or all, which live as long as the word. */
static inline giji_string giji_word_cut(const struct word *word, size_t from, size_t to)
{
    return giji_slice_of(word->bytes + word->start[from],
                         (size_t)(word->start[to] - word->start[from]));
}

static inline giji_string giji_word_text(const struct word *word)
{
    return giji_word_cut(word, 0, word->count);
}

/* The letter `at`, or 0 behind the last. */
static inline uint32_t giji_word_letter(const struct word *word, size_t at)
{
    return at < word->count ? word->letters[at] : 0;
}

size_t giji_count_letters(giji_string text);

/* Whether there is a digit at or after letter `from`. */
bool giji_word_has_digit(const struct word *word, size_t from);

/* Whether the word counts people: 7名 ほか二名 以上5人. */
bool giji_word_is_count(const struct word *word);

/* How many letters before `end` are an honorific: 君 さん. */
size_t giji_word_honorific(const struct word *word, size_t end);

/* How many letters the `length` bytes of the word are that begin at letter `at`. */
static inline size_t giji_word_letters(const struct word *word, size_t at, size_t length)
{
    size_t behind = at;
    while (word->start[behind] < word->start[at] + length)
        behind++;
    return behind - at;
}

/* How many letters the longest of `list` has that stands at letter `at` of the word, before `end`.
 */
static inline size_t giji_listed_at(const struct grammar *grammar, enum word_list list,
                                    const struct word *word, size_t at, size_t end)
{
    size_t length = giji_listed_first(grammar, list, giji_word_cut(word, at, end));
    return giji_word_letters(word, at, length);
}

/* How many letters the longest of `list` has that ends the letters [from, end) of the word. */
static inline size_t giji_listed_before(const struct grammar *grammar, enum word_list list,
                                        const struct word *word, size_t from, size_t end)
{
    size_t length = giji_listed_last(grammar, list, giji_word_cut(word, from, end));
    size_t begin = end;
    while (word->start[begin] + length > word->start[end])
        begin--;
    return end - begin;
}

/* The first word of `list`; empty where it has none. */
giji_string giji_first_listed(const struct grammar *grammar, enum word_list list);

#endif
