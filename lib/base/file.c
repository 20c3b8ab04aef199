#include "base/file.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void *fail_reading(int file, void *bytes, const char *path, giji_error *error)
{
    struct error_place place = {.file = path};
    giji_error_at(error, GIJI_ERROR_IO, &place, NULL, "cannot read: %s", strerror(errno));
    if (file >= 0)
        close(file);
    free(bytes);
    return NULL;
}

/* Reads until the file's end, whatever size it said that it had. */
static void *read_all(int file, const char *path, size_t expected, size_t *length,
                      giji_error *error)
{
    size_t capacity = expected + 1;
    char *bytes = malloc(capacity);
    *length = 0;
    for (ssize_t got = 1; bytes && got > 0;) {
        if (*length == capacity) {
            char *larger = realloc(bytes, capacity *= 2);
            if (!larger)
                free(bytes);
            bytes = larger;
            continue;
        }
        got = read(file, bytes + *length, capacity - *length);
        if (got < 0 && errno != EINTR)
            return fail_reading(file, bytes, path, error);
        *length += got > 0 ? (size_t)got : 0;
        got = got < 0 ? 1 : got;
    }
    close(file);
    if (!bytes)
        giji_error_memory(error);
    return bytes;
}

void *giji_file_read(const char *path, size_t *length, giji_error *error)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0)
        return fail_reading(file, NULL, path, error);
    if (S_ISDIR(status.st_mode)) {
        struct error_place place = {.file = path};
        close(file);
        giji_error_at(error, GIJI_ERROR_IO, &place, "name the files in it", "is a directory");
        return NULL;
    }
    if (status.st_size > INT32_MAX) {
        struct error_place place = {.file = path};
        close(file);
        giji_error_at(error, GIJI_ERROR_SIZE, &place, "cut it into smaller files",
                      "the file is larger than 2 GiB");
        return NULL;
    }
    return read_all(file, path, status.st_size > 0 ? (size_t)status.st_size : 0, length, error);
}
