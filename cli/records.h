/* Inputs in, records out: what `giji parse` does once it knows what is wanted. */
#ifndef GIJI_CLI_RECORDS_H
#define GIJI_CLI_RECORDS_H

#include "verbs.h"

#include <giji/giji.h>

enum form { FORM_JSON, FORM_NDJSON, FORM_XML, FORM_COUNT };

/* The forms' names, which are also the extensions of their files. */
extern const char *const form_names[FORM_COUNT];

enum layout { LAYOUT_BY_OUTPUT, LAYOUT_COMPACT, LAYOUT_PRETTY };

struct records {
    char **inputs;
    int input_count;
    enum form form;
    enum layout layout;
    bool explain_roles; /* write why each inferred role is what it is, in place of records */
    const char *output; /* NULL: standard output */
    bool quiet;
    giji_severity least_severity; /* of the diagnostics that are shown */
    int threads;
};

/* Writes every record into one output, which stays as it was where there is no record at all. */
enum status parse_into_one(const struct records *records, const giji_context *context);

/* Writes each record into a file of its own in the folder `output`. */
enum status parse_into_folder(const struct records *records, const giji_context *context);

#endif
