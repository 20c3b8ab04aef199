/* The parts of a text in which signs are looked for. */
#ifndef GIJI_GRAMMAR_STRETCHES_H
#define GIJI_GRAMMAR_STRETCHES_H

#include "base/arena.h"

/* A part, in bytes. It ends within a long gap of white space: a pattern that begins with \s* would try such a gap from each
 * of its lines. */
struct stretch {
    size_t start, end;
};

struct stretches {
    struct stretch *items;
    size_t count, capacity;
};

/* Adds the stretches of the text, one behind the other. */
void giji_stretches_open(struct stretches *stretches, struct arena *arena, giji_string text);

/* The first `window` bytes of the text, cut at the start of a character. */
giji_string giji_window(giji_string text, size_t window);

static inline bool giji_is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

#endif
