/* Looking for one of several words in a text. */
#ifndef GIJI_BASE_SEARCH_H
#define GIJI_BASE_SEARCH_H

#include "base/slice.h"

/* Which of eight groups of words, each a bit, have a byte at some place: those that both halves of the byte tell. */
struct byte_groups {
    unsigned char low[16], high[16];
};

/* What words are looked for by; the words have to live as long. */
struct word_search {
    const giji_string *words;
    size_t count;
    struct byte_groups last, other; /* bytes: the last one, and the one that stands */
    size_t before;                  /* so far before it, unless the word is too short for one */
};

void giji_search_open(struct word_search *search, const giji_string *words, size_t count);

/* Whether the text holds one of the words. An empty word is nowhere. */
bool giji_search_any(const struct word_search *search, giji_string text);

/* The same for words that are looked for once. */
bool giji_holds_any(giji_string text, const giji_string *words, size_t count);

#endif
