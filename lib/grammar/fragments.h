/* Expanding {{name}} in patterns, and finding the way back from the expansion to the file. */
#ifndef GIJI_GRAMMAR_FRAGMENTS_H
#define GIJI_GRAMMAR_FRAGMENTS_H

#include "grammar/definitions.h"
#include "grammar/code.h"

/* From byte `start` of an expansion on, its text is that of `element` from byte `at`. */
struct origin {
    size_t start;
    const struct element *element;
    size_t at;
};

struct expansion {
    giji_string text; /* ends with NUL */
    struct origin *origins;
    size_t origin_count, origin_capacity;
    bool good; /* false: there has been a finding */
};

enum fragment_state { FRAGMENT_NEW, FRAGMENT_OPEN, FRAGMENT_DONE };

enum { DEEPEST_FRAGMENT = 32 };

struct fragments {
    struct arena *arena;
    struct codes *codes; /* of the grammar */
    const struct entries *entries;
    struct findings *findings;
    struct expansion *expansions; /* of each entry */
    enum fragment_state *states;
    size_t open[DEEPEST_FRAGMENT]; /* entries that are being expanded, outermost first */
    size_t depth;
};

/* Called once for each fragment that is used, when it is expanded, to see whether it is a pattern
 * in itself; may clear expansion->good. */
typedef void giji_fragment_check(const struct fragments *fragments, const struct entry *fragment,
                                 struct expansion *expansion);

/* False where memory ran out. */
bool giji_fragments_open(struct fragments *fragments, struct arena *arena, struct codes *codes,
                         const struct entries *entries, struct findings *findings);

/* The text of `element` with every {{name}} replaced, between `before` and `after`. */
struct expansion giji_expand(struct fragments *fragments, const struct element *element,
                             const char *before, const char *after, giji_fragment_check *check);

/* The origin of byte `at` of the expansion; *place receives the byte in the origin's file. */
const struct origin *giji_expansion_origin(const struct expansion *expansion, size_t at,
                                           size_t *place);

/* Reports the fragments of `file` that no pattern used. */
void giji_fragments_unused(const struct fragments *fragments, const struct grammar_file *file);

#endif
