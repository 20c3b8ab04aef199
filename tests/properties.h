/* What holds of every document, whatever the dump says. test_properties checks it over files, the
 * fuzzers over what they make up.
 *
 * Of a document (properties_document.c):
 *   - the spans of header fields and of blocks come in order, are disjoint, lie inside the file and
 *     together hold every visible character; the coverage says the same;
 *   - a text's characters stand in its span, in order, and not in what the block omits;
 *   - ids count up, what a block refers to comes before it, lines are where the spans begin;
 *   - traces lie in order and hold every visible character, where they were asked for.
 * Of its records (properties_records.c): JSON and XML parse again, are valid and say the same.
 * Of parsing (properties_parsing.c): it gives the same record again, in several threads, and where
 * white space follows the dump. */
#ifndef GIJI_TESTS_PROPERTIES_H
#define GIJI_TESTS_PROPERTIES_H

#include <giji/giji.h>

#include <jansson.h>

/* What is not as it should be is printed on standard error, behind the name, and counted. */
struct faults {
    const char *name;
    size_t count;
};

void found_fault(struct faults *faults, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void check_document(const giji_document *document, struct faults *faults);

/* The schemas of giji/1, read once. */
struct schemas;

/* Ends the program, having said why, where the files are no schemas. */
struct schemas *schemas_open(const char *json_schema, const char *relax_ng);
void schemas_close(struct schemas *schemas);

/* The records as `flags` lay them out; validity is asked of compact ones. */
void check_records(const struct schemas *schemas, const giji_document *document,
                   giji_write_flags flags, struct faults *faults);

/* A dump as it was given. */
struct dump {
    const char *name;
    const void *bytes;
    size_t length;
};

/* `document` is what the context makes of the dump. */
void check_again(const giji_context *context, const struct dump *dump,
                 const giji_document *document, struct faults *faults);
void check_threads(const giji_context *context, const struct dump *dump,
                   const giji_document *document, struct faults *faults);
void check_white_space(const giji_context *context, const struct dump *dump,
                       const giji_document *document, struct faults *faults);

/* A value against a JSON Schema, of the keywords that giji-1.schema.json uses: any other one ends the
 * program, so that none is passed over. */
void check_json_schema(const json_t *schema, const json_t *value, struct faults *faults);

#endif
