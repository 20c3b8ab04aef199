/* Reading a grammar file and everything that it includes. */
#ifndef GIJI_GRAMMAR_READ_H
#define GIJI_GRAMMAR_READ_H

#include "grammar/definitions.h"

struct reading;

/* Where includes are looked for that do not lie beside the file: files and folders, first ones first. */
struct include_places {
    char **paths;
    size_t count;
};

/* What the reading of one grammar needs; everything read lives in `arena` until it is freed. */
struct reader {
    struct arena arena;
    struct findings *findings;
    const struct include_places *places; /* may be NULL */
    struct reading *files;               /* those begun or read, each once */
    size_t file_count, file_capacity;
    unsigned finished;
    size_t parts; /* of all of them */
};

/* Reads the file `name`, a path or the name of a built-in file, with its includes. NULL, with a
 * finding, where that is not possible. */
const struct definitions *giji_read_grammar(struct reader *reader, const char *name, bool built_in);

void giji_reader_close(struct reader *reader);

#endif
