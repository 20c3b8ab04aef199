/* The file that a record is written to before it takes its name. A signal that ends the program
 * takes the file away with it. One at a time. */
#ifndef GIJI_CLI_TEMPORARY_H
#define GIJI_CLI_TEMPORARY_H

#include <stdbool.h>

/* Makes a file as mkstemp does; `name` must last until one of the others has been called. Gives its
 * descriptor, or -1 and errno. */
int temporary_open(char *name);

/* Gives the file its name; false and errno, with the file still there, where that fails. */
bool temporary_rename(const char *name, const char *path);

void temporary_remove(const char *name);

#endif
