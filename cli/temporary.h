/* The files that records are written to before they take their names. A signal that ends the program takes them
 * away with it. Any thread, with a file of its own. */
#ifndef GIJI_CLI_TEMPORARY_H
#define GIJI_CLI_TEMPORARY_H

#include <stdbool.h>

/* How many may be there at the same time. */
enum { TEMPORARY_MOST = 1024 };

/* Makes a file as mkstemp does; `name` must last until one of the others has been called. Gives its
 * descriptor, or -1 and errno. */
int temporary_open(char *name);

/* Gives the file its name; false and errno, with the file still there, where that fails. */
bool temporary_rename(const char *name, const char *path);

void temporary_remove(const char *name);

#endif
