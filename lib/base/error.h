/* Filling the caller's error: the first failure wins, texts are cut at the end of a character. */
#ifndef GIJI_BASE_ERROR_H
#define GIJI_BASE_ERROR_H

#include "base/slice.h"

/* Where in a file something is wrong. Fields that are zero or NULL are not known. */
struct error_place {
    const char *file;
    unsigned line;       /* 1-based */
    unsigned column;     /* 1-based, in characters */
    uint64_t offset;     /* in bytes */
    giji_string excerpt; /* the line */
};

/* Each does nothing where `error` is NULL or holds a failure already; each returns false, for
 * `return giji_error_set(...)`. */
bool giji_error_set(giji_error *error, giji_error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a place, and what was expected and what to do (NULL for none). */
bool giji_error_at(giji_error *error, giji_error_code code, const struct error_place *place,
                   const char *expected, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

bool giji_error_memory(giji_error *error);

/* What the system's error `number` means: in English, whatever locale the program has set, where the system
 * can say it so. Not to be freed. */
const char *giji_error_reason(int number);

/* Copies `text` into `field` of `size` bytes, cut at the end of a character, with a NUL. */
void giji_copy_text(char *field, size_t size, giji_string text);

#endif
