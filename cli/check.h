/* giji grammar check: whether grammar files are good, and how they do on dumps. */
#ifndef GIJI_CLI_CHECK_H
#define GIJI_CLI_CHECK_H

#include "verbs.h"

#include <giji/giji.h>

/* Checks the `count` files, and tries them on the dumps. */
enum status check_grammars(const giji_context *context, char **files, int count,
                           const char *const *dumps, size_t dump_count);

#endif
