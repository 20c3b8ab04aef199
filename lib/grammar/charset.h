/* Sets of characters, as ranges of code points in ascending order. */
#ifndef GIJI_GRAMMAR_CHARSET_H
#define GIJI_GRAMMAR_CHARSET_H

#include "base/arena.h"

enum { LAST_CHARACTER = 0x10FFFF };

struct range {
    uint32_t first, last;
};

/* A set of all zero bits is empty. Its ranges live in the arena that they were added with. */
struct charset {
    struct range *ranges;
    size_t count, capacity;
};

/* Adds the characters from `first` to `last`, which may overlap what is there. */
void giji_charset_add(struct charset *set, struct arena *arena, uint32_t first, uint32_t last);

/* Adds what is in `other`. */
void giji_charset_unite(struct charset *set, struct arena *arena, const struct charset *other);

/* All characters that are not in `set`. */
struct charset giji_charset_complement(const struct charset *set, struct arena *arena);

bool giji_charset_holds(const struct charset *set, uint32_t character);
bool giji_charset_equal(const struct charset *a, const struct charset *b);

#endif
