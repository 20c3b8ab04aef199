/* Where records go: standard output, or a file that appears whole or not at all. */
#ifndef GIJI_CLI_OUTPUT_H
#define GIJI_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

/* A file is written under a temporary name beside `path` and takes its name when it is complete.
 * What is no regular file (a device, a pipe) is written directly. */
struct output {
    FILE *file;
    char *path;      /* NULL: standard output */
    char *temporary; /* NULL: written directly */
};

/* Any thread, with an output of its own. Each returns false, having said so on standard error, where it fails. `path` NULL, "-" or
 * a name of it is standard output. */
bool output_open(struct output *output, const char *path);
bool output_finish(struct output *output);

/* Says why writing failed, by errno. */
void output_failed(const struct output *output);

/* Gives the output up: what was there before stays. */
void output_discard(struct output *output);

#endif
