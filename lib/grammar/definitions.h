/* What a grammar file defines, its includes merged in: still elements, not yet compiled. */
#ifndef GIJI_GRAMMAR_DEFINITIONS_H
#define GIJI_GRAMMAR_DEFINITIONS_H

#include "grammar/element.h"

struct entry {
    giji_string id;
    const struct element *element;
    const struct entry *base; /* the included section that this one extends, or NULL */
};

struct entries {
    struct entry *items;
    size_t count, capacity;
};

struct definitions {
    const struct grammar_file *file;
    struct entries fragments, words, fields, decisions, corrections, cues, sayings, signs, rungs,
        groups, sections;
    const struct element *detect, *ladder, *flow, *prefix; /* NULL where there is none */
};

/* Adds what `over` defines to what `base` has: `over` wins where both define one id. Called for
 * each include in their order, then for the file's own definitions. */
void giji_definitions_merge(struct arena *arena, struct definitions *base,
                            const struct definitions *over, struct findings *findings);

/* The definitions of one file itself, without its includes. */
void giji_definitions_read(struct arena *arena, const struct element *root,
                           struct definitions *definitions);

/* The entry of that id, or NULL. */
const struct entry *giji_entry_find(const struct entries *entries, giji_string id);

/* The hint at the ids that could have been meant by `id`. */
void giji_entry_hint(char *hint, size_t size, giji_string id, const struct entries *entries);

#endif
