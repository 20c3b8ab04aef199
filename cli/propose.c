#include "propose.h"

#include "context.h"
#include "dumps.h"
#include "messages.h"
#include "options.h"
#include "output.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST_ID = 64 };

static bool is_id_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '-' || byte == '_' || byte == '.';
}

static bool is_id(const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++)
        if (!is_id_byte(text[i]))
            return false;
    return length > 0 && length < LONGEST_ID && text[0] != '.';
}

/* The file's name without folders and extension, where that is fit for an id. */
static void id_of_path(const char *path, char *id)
{
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    size_t length = strcspn(name, ".");
    bool fit = length > 0 && length < LONGEST_ID;
    for (size_t i = 0; fit && i < length; i++)
        fit = is_id_byte(name[i]) && (i > 0 || name[i] != '-');
    if (fit)
        snprintf(id, LONGEST_ID, "%.*s", (int)length, name);
    else
        snprintf(id, LONGEST_ID, "our-town");
}

static bool is_to_file(const struct propose_options *options)
{
    return options->output && strcmp(options->output, "-") != 0;
}

static bool may_write(const struct propose_options *options)
{
    if (!is_to_file(options) || options->force || access(options->output, F_OK) != 0)
        return true;
    show_failure(options->output, "is there already: --force writes over it");
    return false;
}

static enum status write_grammar(const struct propose_options *options, const char *id,
                                 const giji_context *context, const giji_document *const *dumps,
                                 size_t count)
{
    struct output output;
    giji_error error = GIJI_ERROR_INIT;
    giji_propose_flags flags = options->alone ? GIJI_PROPOSE_ALONE : GIJI_PROPOSE_NEAR;
    if (!output_open(&output, options->output))
        return STATUS_FAILED;
    if (giji_propose_grammar(context, dumps, count, id, flags, giji_sink_file, output.file, &error))
        return output_finish(&output) ? STATUS_WELL : STATUS_FAILED;
    if (error.code == GIJI_ERROR_IO)
        output_failed(&output);
    else
        show_error("giji", &error);
    output_discard(&output);
    return error_status(error.code);
}

static enum status propose_for(const struct propose_options *options, const char *id,
                               const giji_context *context, char **paths, size_t count)
{
    struct dumps dumps;
    enum status status = dumps_open(&dumps, context, (const char *const *)paths, count);
    if (status == STATUS_WELL)
        status = write_grammar(options, id, context, dumps.documents, count);
    dumps_close(&dumps);
    return status;
}

enum status propose(const struct propose_options *options, const giji_context *context,
                    char **paths, int count)
{
    char id[LONGEST_ID];
    if (count < 1) {
        usage_error("grammar", "new needs a dump to begin with");
        return STATUS_USAGE;
    }
    if (options->id && !is_id(options->id)) {
        usage_error("grammar",
                    "an id has letters, digits, '.', '-' and '_' only, and no '.' first, not '%s'",
                    options->id);
        return STATUS_USAGE;
    }
    id_of_path(is_to_file(options) ? options->output : paths[0], id);
    if (!may_write(options))
        return STATUS_FAILED;
    return propose_for(options, options->id ? options->id : id, context, paths, (size_t)count);
}
