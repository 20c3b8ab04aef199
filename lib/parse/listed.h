/* The words in the header's lists of people: what a label without a title has to be the beginning of. */
#ifndef GIJI_PARSE_LISTED_H
#define GIJI_PARSE_LISTED_H

#include "model/document.h"

struct listed_word {
    giji_string text;    /* folded */
    giji_header_key key; /* of the field that it stands in */
};

/* The words, sorted, of the header's first `fields` fields. */
struct listed {
    struct listed_word *words;
    size_t count, capacity;
    size_t fields;
};

/* A word in a header field that lists people and that begins with `name`, or NULL. The words are gathered when
 * first asked for, and again where the header has grown. */
const struct listed_word *giji_find_listed(struct listed *listed, struct giji_document *document,
                                           giji_string name);

/* Forgets the names in the header so far: those of a meeting that is over. */
void giji_listed_forget(struct listed *listed, const struct giji_document *document);

#endif
