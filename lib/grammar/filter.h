/* Which of several patterns a text can match at its start, by its first character, its length and the words in it.
 *
 * Most lines of a dump begin with a letter that most patterns cannot begin with. What PCRE2 says of a first
 * character is kept, so that it is asked once for each that occurs. Of patterns that may begin with any letter many
 * say which words they need: one pass over a text finds those of all patterns. */
#ifndef GIJI_GRAMMAR_FILTER_H
#define GIJI_GRAMMAR_FILTER_H

#include "grammar/match.h"
#include "text/unicode.h"

#include <pthread.h>
#include <stdatomic.h>

enum { FILTERED = 63 }; /* patterns of one filter; those behind are never ruled out */

/* A word, and which patterns need it or one of its like. */
struct need {
    giji_string word;
    uint32_t first; /* its first character */
    uint64_t patterns;
};

/* Characters of one class may begin the same patterns. Class 0 is not known yet; the last one may begin any, and
 * takes the characters for which no class is left. */
enum { CHARACTERS = 0x10000, CLASSES = 256, CLASS_OF_ANY = CLASSES - 1 };

struct first_table {
    pthread_mutex_t lock; /* for adding a class */
    unsigned count;
    uint64_t masks[CLASSES];
    _Atomic unsigned char classes[CHARACTERS];
};

struct filter {
    const struct pattern *
        *patterns; /* owned by whoever made the filter; one without code is never ruled out */
    size_t count;
    struct first_table *first;    /* by the first character, */
    struct first_table *indented; /* and by one that follows an ideographic space; or NULL */
    struct need *needs;           /* by their first characters */
    size_t need_count, need_capacity;
    uint64_t needy;    /* the patterns that need a word, */
    uint64_t bounded;  /* and those that a long text does not match, */
    unsigned shortest; /* in characters: one that is longer than this may be too long for some */
    unsigned char *begins; /* a bit for each character below U+10000: a word begins with it */
};

/* Makes the filter of `count` patterns, which live as long as it does, as does the arena; `indented` where
 * texts may begin with an ideographic space. False where memory ran out. Threads may share it. */
bool giji_filter_open(struct filter *filter, struct arena *arena, const struct pattern **patterns,
                      size_t count, bool indented);
void giji_filter_close(struct filter *filter);

/* Finds out, and keeps, which patterns may match at the start of a text that begins as `start` does, whose last
 * character is given. */
uint64_t giji_filter_learn(const struct filter *filter, struct matcher *matcher, giji_string start,
                           struct first_table *table, uint32_t character);

/* Bit i is set where the pattern i may match at the start of `text` by its first character, and for all that are
 * not filtered. */
static inline uint64_t giji_filter_first(const struct filter *filter, struct matcher *matcher,
                                         giji_string text)
{
    size_t end = 0;
    struct first_table *table = filter->first;
    uint32_t character = giji_next_char(text, &end);
    if (character == 0x3000 && filter->indented && end < text.length) {
        character = giji_next_char(text, &end);
        table = filter->indented;
    }
    if (end == 0 || character >= CHARACTERS)
        return ~UINT64_C(0);
    unsigned class = atomic_load_explicit(&table->classes[character], memory_order_acquire);
    return class ? table->masks[class]
                 : giji_filter_learn(filter, matcher, giji_slice_cut(text, 0, end), table,
                                     character);
}

/* Of the patterns in `mask` those for which the text is not too long, and that need no word or find one of theirs in
 * it. */
uint64_t giji_filter_served(const struct filter *filter, uint64_t mask, giji_string text);

/* Both: by the first character and by the rest of the text. */
uint64_t giji_filter_mask(const struct filter *filter, struct matcher *matcher, giji_string text);

#endif
