/* Several dumps that are parsed, and kept, together. */
#ifndef GIJI_CLI_DUMPS_H
#define GIJI_CLI_DUMPS_H

#include "input.h"
#include "verbs.h"

struct dumps {
    struct input *inputs;
    const giji_document **documents;
    size_t count;
};

/* Parses the dumps at the `count` paths. Where one cannot be had, says so and gives the status that this
 * asks for. Close the dumps in any case. */
enum status dumps_open(struct dumps *dumps, const giji_context *context, const char *const *paths,
                       size_t count);
void dumps_close(struct dumps *dumps);

#endif
