/* The verbs of the command line, and how the program ends. */
#ifndef GIJI_CLI_VERBS_H
#define GIJI_CLI_VERBS_H

#include <stddef.h>

/* The exit status; `giji help` and the README say the same. */
enum status {
    STATUS_WELL = 0,
    STATUS_FAILED = 1, /* some input, or the output, failed */
    STATUS_USAGE = 2,
    STATUS_INTERNAL = 3 /* no memory, or a fault of giji's own */
};

/* `argv[0]` is the verb's own name, and `argv` may be reordered. */
struct verb {
    const char *name;
    const char *summary; /* one line for the overview */
    const char *help;    /* the whole page */
    enum status (*run)(const struct verb *verb, int argc, char **argv);
};

extern const struct verb parse_verb;
extern const struct verb detect_verb;
extern const struct verb explain_verb;
extern const struct verb grammar_verb;
extern const struct verb help_verb;

extern const struct verb *const verbs[];
extern const size_t verb_count;

/* The verb of that name; NULL, having said so on standard error, where there is none. */
const struct verb *find_verb(const char *name);

/* Prints text on standard output. */
enum status print_page(const char *text);

#endif
