/* Findings: what is wrong in grammar files, told to a callback with the place and how to mend it.
 */
#ifndef GIJI_GRAMMAR_FINDINGS_H
#define GIJI_GRAMMAR_FINDINGS_H

#include "base/arena.h"

struct element;

/* A grammar file as it was read. */
struct grammar_file {
    const char *name; /* as messages show it; ends with NUL */
    giji_string bytes;
    uint32_t *line_starts; /* offsets of the lines behind the first */
    size_t line_count;     /* how many they are */
    bool built_in;
    unsigned rank; /* of two files that define one thing the one of the higher rank wins */
    const struct element *root;
};

struct findings {
    giji_finding_callback *callback; /* may be NULL */
    void *data;
    size_t count;
};

/* Reports what is wrong at byte `offset` of `file`. `expected` says how to mend it (or is NULL). */
void giji_found(struct findings *findings, const struct grammar_file *file, size_t offset,
                const char *expected, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The same of a whole line of a file of which the bytes are no longer at hand. */
void giji_found_line(struct findings *findings, const char *file, unsigned line,
                     giji_string excerpt, const char *expected, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

void giji_found_memory(struct findings *findings);

/* Reports that the file `name` cannot be had at all. */
void giji_found_no_file(struct findings *findings, const char *name, const char *reason);

/* Finds the lines of the file's bytes; once, before what is below is asked or anything is reported of the
 * file. Failure is the arena's. */
void giji_file_find_lines(struct grammar_file *file, struct arena *arena);

/* The 1-based line that holds byte `offset`. */
unsigned giji_file_line(const struct grammar_file *file, size_t offset);

#endif
