/* Which file a record goes to where the output is a folder: NAME.txt becomes FOLDER/NAME.json. */
#ifndef GIJI_CLI_TARGETS_H
#define GIJI_CLI_TARGETS_H

#include "verbs.h"

#include <stdbool.h>

/* The record's path for the dump `input`, to be freed; NULL where memory ran out. Standard input
 * becomes "stdin". */
char *target_path(const char *folder, const char *input, const char *extension);

/* Whether `path` means a folder: it is one, or it ends with '/'. */
bool names_folder(const char *path);

/* Makes the folder, and those it lies in, where they are not there. False, having said so, where that
 * fails. */
bool make_folder(const char *path);

/* STATUS_USAGE, having said so, where the records of `inputs` would not all go to different files, or one of
 * them to an input; STATUS_INTERNAL where memory ran out. */
enum status check_targets(const char *folder, char **inputs, int count, const char *extension);

#endif
