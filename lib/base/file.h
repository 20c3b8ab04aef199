/* Reading a whole file. */
#ifndef GIJI_BASE_FILE_H
#define GIJI_BASE_FILE_H

#include "base/slice.h"

/* The bytes of the file `path`, to be freed by the caller, and how many. NULL, with the file's name in
 * the error, where it cannot be read, is a folder, or is larger than 2 GiB. */
void *giji_file_read(const char *path, size_t *length, giji_error *error);

#endif
