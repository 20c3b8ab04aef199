/* Reading a verb's arguments the GNU way: options and operands in any order, -o FILE, -oFILE,
 * --output FILE, --output=FILE, letters run together, and -- before operands that begin with '-'.
 */
#ifndef GIJI_CLI_OPTIONS_H
#define GIJI_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct option {
    const char *name;
    int id; /* 0 or more */
    char letter;
    bool takes_value;
};

/* What option_next returns beside the id of an option. */
enum { OPTION_OPERAND = -1, OPTION_END = -2, OPTION_WRONG = -3 };

struct option_reader {
    const char *verb; /* for messages */
    const struct option *options;
    size_t count;
    int argc;
    char **argv;
    int at;              /* the next argument; begin with 1, behind the verb's name */
    const char *letters; /* what is left of "-abc", or NULL */
    bool operands_only;  /* after "--" */
    const char *value;   /* the option's value, or the operand */
};

/* The next option or operand. OPTION_WRONG has been said on standard error. */
int option_next(struct option_reader *reader);

/* Where `value` stands among the `count` words; -1, having said so and what would do, where it is
 * none of them. */
int option_choice(const struct option_reader *reader, const char *option, const char *value,
                  const char *const *words, size_t count);

/* Says what is wrong with the arguments and where to read more. */
void usage_error(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The word most like `wrong`, or NULL where none is near. */
const char *nearest_word(const char *wrong, const char *const *words, size_t count);

#endif
