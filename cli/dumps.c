#include "dumps.h"

#include "context.h"
#include "messages.h"
#include "options.h"

#include <stdlib.h>

enum status dumps_open(struct dumps *dumps, const giji_context *context, const char *const *paths,
                       size_t count)
{
    *dumps = (struct dumps){NULL, NULL, 0};
    if (count_stdin(paths, (int)count) > 1) {
        usage_error("grammar", "standard input can be read only once");
        return STATUS_USAGE;
    }
    *dumps = (struct dumps){calloc(count + 1, sizeof *dumps->inputs),
                            calloc(count + 1, sizeof *dumps->documents), 0};
    if (!dumps->inputs || !dumps->documents) {
        show_failure("giji", "out of memory");
        return STATUS_INTERNAL;
    }
    for (; dumps->count < count; dumps->count++) {
        giji_error error = GIJI_ERROR_INIT;
        struct input *input = &dumps->inputs[dumps->count];
        if (!input_parse(input, context, paths[dumps->count], &error)) {
            show_error(paths[dumps->count], &error);
            input_free(input);
            return error_status(error.code);
        }
        dumps->documents[dumps->count] = input->document;
    }
    return STATUS_WELL;
}

void dumps_close(struct dumps *dumps)
{
    for (size_t i = 0; i < dumps->count; i++)
        input_free(&dumps->inputs[i]);
    free(dumps->inputs);
    free(dumps->documents);
    *dumps = (struct dumps){0};
}
