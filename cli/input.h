/* Where dumps come from: files, and standard input under the name "-". */
#ifndef GIJI_CLI_INPUT_H
#define GIJI_CLI_INPUT_H

#include <giji/giji.h>

/* A parsed dump, and the bytes that it points into where they came from standard input. */
struct input {
    giji_document *document;
    char *bytes;
};

/* Parses the file `path`, or standard input where it is "-". Fills `error` where it fails. */
bool input_parse(struct input *input, const giji_context *context, const char *path,
                 giji_error *error);
void input_free(struct input *input);

/* Says which form the file `path` has, or standard input where it is "-". NULL, having filled
 * `error`, where it fails. */
giji_detection *input_detect(const giji_context *context, const char *path, giji_error *error);

/* How many of the inputs are standard input, which can be read only once. */
int count_stdin(const char *const *inputs, int count);

/* Whether `path` is a folder, and whether both names lead to one file. */
bool is_folder(const char *path);
bool is_same_file(const char *a, const char *b);

#endif
