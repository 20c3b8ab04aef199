/* Patterns and texts made at random, of what grammars are made of, for tests that compare matchers. */
#ifndef GIJI_TESTS_RANDOM_PATTERNS_H
#define GIJI_TESTS_RANDOM_PATTERNS_H

#include "base/buffer.h"
#include "grammar/code.h"

/* Numbers that follow from a seed. */
struct dice {
    uint64_t state;
};

/* A number below `sides`. */
unsigned random_roll(struct dice *dice, unsigned sides);

/* Adds a pattern to `pattern`, which PCRE2 may refuse, and to `sample` a text that it is likely to match. */
void random_pattern(struct dice *dice, struct buffer *pattern, struct buffer *sample);

/* Compiles a pattern as grammars have it; NULL where PCRE2 does not take it. The caller frees it. */
pcre2_code *random_compile(giji_string text, uint32_t newline, uint32_t more);

/* Adds up to `most` characters. */
void random_text(struct dice *dice, unsigned most, struct buffer *text);

/* Adds `text` with some characters left out, doubled or put in. */
void random_variant(struct dice *dice, giji_string text, struct buffer *variant);

#endif
