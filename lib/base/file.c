#include "base/file.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* LARGEST is what the library takes; a file of unknown size (a pipe, /proc) begins with UNKNOWN. */
static const size_t LARGEST = INT32_MAX, UNKNOWN = 1 << 16;

/* A file on its way into memory. */
struct reading {
    int file;
    char *bytes;
    size_t length, capacity;
    size_t known; /* how long a regular file said that it is; 0 where it did not */
    struct error_place place;
};

static bool fail(const struct reading *reading, giji_error *error)
{
    return giji_error_at(error, GIJI_ERROR_IO, &reading->place, NULL, "cannot read: %s",
                         giji_error_reason(errno));
}

static bool fail_size(const struct reading *reading, giji_error *error)
{
    return giji_error_at(error, GIJI_ERROR_SIZE, &reading->place, "cut it into smaller files",
                         "the file is larger than 2 GiB");
}

/* Makes room for `capacity` bytes: no more than tell a file that is too large from one that is not. */
static bool make_room(struct reading *reading, size_t capacity, giji_error *error)
{
    if (capacity > LARGEST + 1)
        capacity = LARGEST + 1;
    char *moved = realloc(reading->bytes, capacity);
    if (!moved)
        return giji_error_memory(error);
    reading->bytes = moved;
    reading->capacity = capacity;
    return true;
}

static bool open_file(struct reading *reading, giji_error *error)
{
    struct stat status;
    reading->file = open(reading->place.file, O_RDONLY | O_CLOEXEC);
    if (reading->file < 0 || fstat(reading->file, &status) != 0)
        return fail(reading, error);
    if (S_ISDIR(status.st_mode))
        return giji_error_at(error, GIJI_ERROR_IO, &reading->place, "name the files in it",
                             "is a directory");
    if (status.st_size > INT32_MAX)
        return fail_size(reading, error);
    reading->known = S_ISREG(status.st_mode) ? (size_t)status.st_size : 0;
    return make_room(reading, status.st_size > 0 ? (size_t)status.st_size + 1 : UNKNOWN, error);
}

/* Reads until the file's end. It is there where a regular file gave just what it said that it had, though more was
 * asked for; else nothing comes any more: it may grow or shrink meanwhile, or have no end. */
static bool read_all(struct reading *reading, giji_error *error)
{
    for (ssize_t got = 1; got != 0 && !(reading->known && reading->length == reading->known);) {
        if (reading->length > LARGEST)
            return fail_size(reading, error);
        if (reading->length == reading->capacity &&
            !make_room(reading, 2 * reading->capacity + UNKNOWN, error))
            return false;
        got = read(reading->file, reading->bytes + reading->length,
                   reading->capacity - reading->length);
        if (got < 0 && errno != EINTR)
            return fail(reading, error);
        reading->length += got > 0 ? (size_t)got : 0;
    }
    return true;
}

void *giji_file_read(const char *path, size_t *length, giji_error *error)
{
    struct reading reading = {.place.file = path};
    bool good = open_file(&reading, error) && read_all(&reading, error);
    if (reading.file >= 0)
        close(reading.file);
    if (!good)
        free(reading.bytes);
    *length = reading.length;
    return good ? reading.bytes : NULL;
}
