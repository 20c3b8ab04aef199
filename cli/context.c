#include "context.h"
#include "messages.h"
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum status error_status(giji_error_code code)
{
    switch (code) {
    case GIJI_OK:
        return STATUS_WELL;
    case GIJI_ERROR_NO_GRAMMAR:
    case GIJI_ERROR_ENCODING:
        return STATUS_USAGE;
    case GIJI_ERROR_MEMORY:
    case GIJI_ERROR_INTERNAL:
        return STATUS_INTERNAL;
    case GIJI_ERROR_IO:
    case GIJI_ERROR_BINARY:
    case GIJI_ERROR_SIZE:
    case GIJI_ERROR_GRAMMAR:
        return STATUS_FAILED;
    }
    return STATUS_INTERNAL;
}

bool prepare_context_options(struct context_options *options, int argc)
{
    *options = (struct context_options){0};
    options->grammar_paths = malloc((size_t)argc * sizeof *options->grammar_paths);
    if (!options->grammar_paths)
        show_failure("giji", "out of memory");
    return options->grammar_paths != NULL;
}

static bool set_up(giji_context *context, const struct context_options *options, giji_error *error)
{
    if (options->verbose)
        giji_context_set_log(context, show_log, NULL);
    giji_context_set_explain_roles(context, options->explain_roles);
    for (size_t i = 0; i < options->grammar_path_count; i++)
        if (!giji_context_add_grammars(context, options->grammar_paths[i], error))
            return false;
    return giji_context_set_encoding(context, options->encoding, error) &&
           giji_context_set_grammar(context, options->grammar, error);
}

enum { MOST_SUGGESTED = 64, LONGEST_ID = 64 };

/* The id of the grammar that is most like `wrong`, in `near`; false where none is. */
static bool nearest_grammar(const giji_context *context, const char *wrong, char *near)
{
    char ids[MOST_SUGGESTED][LONGEST_ID];
    const char *words[MOST_SUGGESTED];
    size_t count = 0;
    for (size_t i = 0; i < giji_context_grammar_count(context) && count < MOST_SUGGESTED; i++) {
        giji_string id = giji_grammar_id(giji_context_grammar(context, i));
        if (id.length >= LONGEST_ID)
            continue;
        snprintf(ids[count], LONGEST_ID, "%.*s", (int)id.length, id.data);
        words[count] = ids[count];
        count++;
    }
    const char *word = nearest_word(wrong, words, count);
    if (word)
        memcpy(near, word, strlen(word) + 1);
    return word != NULL;
}

/* Says what would do in place of a value that the library does not know. */
static void add_advice(const giji_context *context, const struct context_options *options,
                       giji_error *error)
{
    char near[LONGEST_ID];
    if (error->expected[0])
        return;
    if (error->code == GIJI_ERROR_ENCODING)
        snprintf(error->expected, sizeof error->expected,
                 "giji reads utf-8, cp932 (shift_jis), euc-jp, iso-2022-jp, utf-16, utf-16le and "
                 "utf-16be");
    if (error->code == GIJI_ERROR_NO_GRAMMAR) {
        bool known = nearest_grammar(context, options->grammar, near);
        snprintf(error->expected, sizeof error->expected, "%s%s%s'giji grammar list' lists them",
                 known ? "did you mean '" : "", known ? near : "", known ? "'? " : "");
    }
}

giji_context *make_context(const struct context_options *options, enum status *status)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_context *context = giji_context_new(&error);
    if (context && set_up(context, options, &error))
        return context;
    if (context)
        add_advice(context, options, &error);
    show_error("giji", &error);
    *status = error_status(error.code);
    giji_context_free(context);
    return NULL;
}
