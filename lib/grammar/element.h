/* A grammar file's elements, with the places in the file where each of them is written.
 *
 * libxml2 says whether the file is well-formed XML and what its texts are; since it does not keep
 * columns, the places are found again in the file's bytes. */
#ifndef GIJI_GRAMMAR_ELEMENT_H
#define GIJI_GRAMMAR_ELEMENT_H

#include "base/arena.h"
#include "grammar/findings.h"

struct attribute {
    giji_string name;
    giji_string value;
    size_t offset; /* of the name in the file */
};

struct element {
    const struct grammar_file *file;
    giji_string name;
    giji_string space; /* the namespace */
    giji_string text;  /* all character data directly inside, joined */
    size_t offset;     /* of its "<" */
    size_t content;    /* of the byte behind its start tag */
    struct attribute *attributes;
    size_t attribute_count, attribute_capacity;
    struct element *parent, *child, *last_child, *next;
};

/* A grammar has at most so many elements, attributes and pieces of text, with all that it includes: what is done with
 * them may take more than linear time. */
enum { MOST_PARTS = 30000 };

/* Parses `file->bytes` (which end with a NUL that the length does not count) into the arena, and adds its
 * parts to `*parts`. NULL, with a finding, where it is no well-formed XML in UTF-8,
 * declares a document type, or has too many parts. */
struct element *giji_elements_read(struct arena *arena, const struct grammar_file *file,
                                   size_t *parts, struct findings *findings);

/* Where in the file byte `at` of the element's text is written. */
size_t giji_element_place(const struct element *element, size_t at);

/* The element behind `element` in the file's order, within `top`; NULL behind the last. */
const struct element *giji_element_after(const struct element *element, const struct element *top);

/* The attribute's value, or {NULL, 0}; where it is written, or the element's own place. */
giji_string giji_attribute(const struct element *element, const char *name);
size_t giji_attribute_place(const struct element *element, const char *name);

static inline bool giji_element_is(const struct element *element, const char *name)
{
    return giji_slice_is(element->name, name);
}

/* The first child of that name, or NULL. */
const struct element *giji_element_child(const struct element *element, const char *name);

/* For "%.*s". */
#define GIJI_SHOW(string) (int)(string).length, (string).data ? (string).data : ""

#endif
