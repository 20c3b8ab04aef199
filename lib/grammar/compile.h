/* Compiling patterns. */
#ifndef GIJI_GRAMMAR_COMPILE_H
#define GIJI_GRAMMAR_COMPILE_H

#include "grammar/fragments.h"
#include "grammar/grammar.h"

/* Where a pattern is tried. */
enum pattern_use {
    PATTERN_HERE, /* at the start of its subject */
    PATTERN_LINE, /* the same; nearly all subjects are one line */
    PATTERN_FIND, /* anywhere in its subject */
    PATTERN_LINES /* anywhere in a whole text: a line ends with LF, CR LF or CR */
};

/* Compiles the text of `element` into *pattern, whose code lives in `arena`. `captures` has bit 1 << c for each capture c that
 * may be used. False, with a finding, where it is not good. */
bool giji_pattern_compile(struct fragments *fragments, struct arena *arena,
                          const struct element *element, enum pattern_use use, unsigned captures,
                          struct pattern *pattern);

#endif
