#include "records.h"
#include "context.h"
#include "explain_roles.h"
#include "input.h"
#include "messages.h"
#include "output.h"
#include "targets.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

const char *const form_names[FORM_COUNT] = {"json", "ndjson", "xml"};

static giji_write_flags layout_flags(const struct records *records, const struct output *output)
{
    bool indent = records->layout == LAYOUT_PRETTY ||
                  (records->layout == LAYOUT_BY_OUTPUT && isatty(fileno(output->file)));
    return indent && records->form != FORM_NDJSON ? GIJI_WRITE_INDENT : GIJI_WRITE_COMPACT;
}

static enum status write_record(const struct records *records, const struct output *output,
                                const giji_document *document)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_write_flags flags = layout_flags(records, output);
    errno = 0;
    bool well = records->explain_roles ? explain_roles(output->file, document)
                : records->form == FORM_XML
                    ? giji_write_xml(document, flags, giji_sink_file, output->file, &error)
                    : giji_write_json(document, flags, giji_sink_file, output->file, &error);
    if (well && fflush(output->file) == 0)
        return STATUS_WELL;
    if (well || error.code == GIJI_ERROR_IO) {
        output_failed(output);
        return STATUS_FAILED;
    }
    show_error(output->path ? output->path : "standard output", &error);
    return error_status(error.code);
}

static void show_diagnostics(const struct records *records, const giji_document *document)
{
    size_t count = records->quiet ? 0 : giji_document_diagnostic_count(document);
    for (size_t i = 0; i < count; i++) {
        const giji_diagnostic *diagnostic = giji_document_diagnostic(document, i);
        if (diagnostic->severity >= records->least_severity)
            show_diagnostic(document, diagnostic);
    }
}

/* Parses one input; false, having said why and raised *status, where it fails. */
static bool parse_input(const struct records *records, const giji_context *context,
                        const char *path, struct input *input, enum status *status)
{
    giji_error error = GIJI_ERROR_INIT;
    if (input_parse(input, context, path, &error)) {
        show_diagnostics(records, input->document);
        return true;
    }
    show_error(path, &error);
    if (error_status(error.code) > *status)
        *status = error_status(error.code);
    input_free(input);
    return false;
}

enum status parse_into_one(const struct records *records, const giji_context *context)
{
    struct output output;
    enum status status = STATUS_WELL, written = STATUS_WELL;
    bool any = false;
    if (!output_open(&output, records->output))
        return STATUS_FAILED;
    for (int i = 0; i < records->input_count && written == STATUS_WELL; i++) {
        struct input input;
        if (!parse_input(records, context, records->inputs[i], &input, &status))
            continue;
        written = write_record(records, &output, input.document);
        any = true;
        input_free(&input);
    }
    if (written != STATUS_WELL || !any) {
        output_discard(&output);
        return written > status ? written : status;
    }
    return output_finish(&output) ? status : STATUS_FAILED;
}

static enum status write_target(const struct records *records, const char *path,
                                const giji_document *document)
{
    struct output output;
    char *target = target_path(records->output, path, form_names[records->form]);
    if (!target) {
        show_failure(path, "out of memory");
        return STATUS_INTERNAL;
    }
    bool open = output_open(&output, target);
    free(target);
    if (!open)
        return STATUS_FAILED;
    enum status status = write_record(records, &output, document);
    if (status == STATUS_WELL)
        return output_finish(&output) ? STATUS_WELL : STATUS_FAILED;
    output_discard(&output);
    return status;
}

enum status parse_into_folder(const struct records *records, const giji_context *context)
{
    enum status status = check_targets(records->output, records->inputs, records->input_count,
                                       form_names[records->form]);
    if (status != STATUS_WELL)
        return status;
    if (!make_folder(records->output))
        return STATUS_FAILED;
    for (int i = 0; i < records->input_count; i++) {
        struct input input;
        const char *path = records->inputs[i];
        if (!parse_input(records, context, path, &input, &status))
            continue;
        enum status written = write_target(records, path, input.document);
        if (written > status)
            status = written;
        input_free(&input);
    }
    return status;
}
