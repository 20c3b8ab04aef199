#include "input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Standard input is read no further than this: the library refuses 2 GiB and more, and says so. */
static const size_t ENOUGH = (size_t)1 << 31;

bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool is_same_file(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

static bool fail(giji_error *error, giji_error_code code, const char *message, const char *expected)
{
    error->code = code;
    snprintf(error->message, sizeof error->message, "%s", message);
    snprintf(error->expected, sizeof error->expected, "%s", expected);
    return false;
}

static bool grow(char **bytes, size_t *capacity)
{
    size_t more = *capacity ? 2 * *capacity : 65536; /* a power of two, as ENOUGH is */
    char *grown = realloc(*bytes, more);
    if (!grown)
        return false;
    *bytes = grown;
    *capacity = more;
    return true;
}

static bool fail_reading(giji_error *error)
{
    char message[sizeof error->message];
    snprintf(message, sizeof message, "cannot read: %s", strerror(errno));
    return fail(error, GIJI_ERROR_IO, message, "");
}

/* A person who names no file, or not where they meant to, would see nothing happen. */
static void say_that_it_waits(void)
{
    if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
        fputs("giji: reading a dump from the terminal; Ctrl-D on a line of its own ends it\n",
              stderr);
}

static bool read_stdin(char **bytes, size_t *length, giji_error *error)
{
    size_t capacity = 0;
    ssize_t got = 1;
    say_that_it_waits();
    while (got != 0 && *length < ENOUGH) {
        if (*length == capacity && !grow(bytes, &capacity))
            return fail(error, GIJI_ERROR_MEMORY, "out of memory", "");
        got = read(STDIN_FILENO, *bytes + *length, capacity - *length);
        if (got > 0)
            *length += (size_t)got;
        if (got < 0 && errno != EINTR)
            return fail_reading(error);
    }
    return true;
}

static bool parse_stdin(struct input *input, const giji_context *context, giji_error *error)
{
    size_t length = 0;
    if (!read_stdin(&input->bytes, &length, error))
        return false;
    input->document = giji_parse(context, "-", input->bytes, length, error);
    return input->document != NULL;
}

static bool fail_folder(giji_error *error, const char *verb)
{
    char expected[sizeof error->expected];
    snprintf(expected, sizeof expected, "name the files in it, as in: giji %s FOLDER/*.txt", verb);
    return fail(error, GIJI_ERROR_IO, "this is a folder, not a file", expected);
}

bool input_parse(struct input *input, const giji_context *context, const char *path,
                 giji_error *error)
{
    *input = (struct input){NULL, NULL};
    if (strcmp(path, "-") == 0)
        return parse_stdin(input, context, error);
    input->document = giji_parse_file(context, path, error);
    if (!input->document && error->code == GIJI_ERROR_IO && is_folder(path))
        return fail_folder(error, "parse");
    return input->document != NULL;
}

static giji_detection *detect_stdin(const giji_context *context, giji_error *error)
{
    char *bytes = NULL;
    size_t length = 0;
    giji_detection *detection = NULL;
    if (read_stdin(&bytes, &length, error))
        detection = giji_detect(context, "-", bytes, length, error);
    free(bytes);
    return detection;
}

giji_detection *input_detect(const giji_context *context, const char *path, giji_error *error)
{
    if (strcmp(path, "-") == 0)
        return detect_stdin(context, error);
    if (is_folder(path)) {
        fail_folder(error, "detect");
        return NULL;
    }
    return giji_detect_file(context, path, error);
}

int count_stdin(const char *const *inputs, int count)
{
    int found = 0;
    for (int i = 0; i < count; i++)
        found += strcmp(inputs[i], "-") == 0;
    return found;
}

void input_free(struct input *input)
{
    giji_document_free(input->document);
    free(input->bytes);
    *input = (struct input){NULL, NULL};
}
