#include "options.h"
#include "display.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_WORD = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters must be put in, taken out, changed, or swapped with their neighbour to make one
 * word of the other. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST_WORD + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    size_t width = strlen(b);
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t *oldest = before;
        before = above, above = row, row = oldest;
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]), least(above[j], row[j - 1]) + 1);
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped)
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[width];
}

const char *nearest_word(const char *wrong, const char *const *words, size_t count)
{
    const char *nearest = NULL;
    size_t best = strlen(wrong) / 3 + 2;
    if (strlen(wrong) > LONGEST_WORD)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = strlen(words[i]) <= LONGEST_WORD ? edit_distance(wrong, words[i]) : best;
        if (distance < best && distance < strlen(words[i])) {
            best = distance;
            nearest = words[i];
        }
    }
    return nearest;
}

void usage_error(const char *verb, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    /* The checker misses the va_start above. NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    fputs("giji: ", stderr);
    print_clean(stderr, string_of(message));
    fprintf(stderr, "\nTry 'giji help%s%s'.\n", verb ? " " : "", verb ? verb : "");
}

static int unknown_option(const struct option_reader *reader, const char *name, size_t length)
{
    const char *words[LONGEST_WORD];
    char wrong[LONGEST_WORD + 1] = "";
    size_t count = least(reader->count, LONGEST_WORD);
    for (size_t i = 0; i < count; i++)
        words[i] = reader->options[i].name;
    if (length <= LONGEST_WORD)
        memcpy(wrong, name, length);
    const char *near = nearest_word(wrong, words, count);
    usage_error(reader->verb, "unknown option '--%.*s'%s%s%s", (int)length, name,
                near ? "; did you mean '--" : "", near ? near : "", near ? "'?" : "");
    return OPTION_WRONG;
}

/* The value that follows in the next argument. */
static int take_value(struct option_reader *reader, const struct option *option)
{
    if (reader->at >= reader->argc) {
        usage_error(reader->verb, "option '--%s' needs a value", option->name);
        return OPTION_WRONG;
    }
    reader->value = reader->argv[reader->at++];
    return option->id;
}

/* `name` is what stands behind the two hyphens. */
static int read_long(struct option_reader *reader, const char *name)
{
    size_t length = strcspn(name, "=");
    for (size_t i = 0; i < reader->count; i++) {
        const struct option *option = &reader->options[i];
        if (strlen(option->name) != length || memcmp(option->name, name, length) != 0)
            continue;
        if (name[length] == '\0')
            return option->takes_value ? take_value(reader, option) : option->id;
        if (!option->takes_value) {
            usage_error(reader->verb, "option '--%s' takes no value", option->name);
            return OPTION_WRONG;
        }
        reader->value = name + length + 1;
        return option->id;
    }
    return unknown_option(reader, name, length);
}

static int read_letter(struct option_reader *reader)
{
    const char *start = reader->letters;
    char letter = *reader->letters++;
    const char *rest = *reader->letters ? reader->letters : NULL;
    reader->letters = rest;
    for (size_t i = 0; i < reader->count; i++) {
        const struct option *option = &reader->options[i];
        if (option->letter != letter)
            continue;
        if (!option->takes_value)
            return option->id;
        reader->letters = NULL;
        if (!rest)
            return take_value(reader, option);
        reader->value = rest;
        return option->id;
    }
    usage_error(reader->verb, "unknown option '-%.*s'", (int)char_length(string_of(start), 0),
                start);
    return OPTION_WRONG;
}

int option_next(struct option_reader *reader)
{
    if (reader->letters)
        return read_letter(reader);
    if (reader->at >= reader->argc)
        return OPTION_END;
    const char *argument = reader->argv[reader->at++];
    bool is_stdin = argument[0] == '-' && (!argument[1] || argument[1] == ':'); /* "-:57", too */
    if (!reader->operands_only && argument[0] == '-' && !is_stdin) {
        if (strcmp(argument, "--") == 0) {
            reader->operands_only = true;
            return option_next(reader);
        }
        if (argument[1] == '-')
            return read_long(reader, argument + 2);
        reader->letters = argument + 1;
        return read_letter(reader);
    }
    reader->value = argument;
    return OPTION_OPERAND;
}

int option_choice(const struct option_reader *reader, const char *option, const char *value,
                  const char *const *words, size_t count)
{
    char list[256];
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], value) == 0)
            return (int)i;
        const char *before = i == 0 ? "" : i + 1 == count ? " or " : ", ";
        int more = snprintf(list + length, sizeof list - length, "%s%s", before, words[i]);
        length = least(length + (size_t)more, sizeof list - 1);
    }
    const char *near = nearest_word(value, words, count);
    usage_error(reader->verb, "%s is %s, not '%s'%s%s%s", option, list, value,
                near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    return -1;
}
