#include "records.h"
#include "context.h"
#include "explain_roles.h"
#include "input.h"
#include "jobs.h"
#include "messages.h"
#include "output.h"
#include "targets.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const form_names[FORM_COUNT] = {"json", "ndjson", "xml"};

static giji_write_flags layout_flags(const struct records *records, const struct output *output)
{
    bool indent = records->layout == LAYOUT_PRETTY ||
                  (records->layout == LAYOUT_BY_OUTPUT && isatty(fileno(output->file)));
    return indent && records->form != FORM_NDJSON ? GIJI_WRITE_INDENT : GIJI_WRITE_COMPACT;
}

static bool write_to(const struct records *records, giji_write_flags flags,
                     const giji_document *document, giji_sink *sink, void *data, giji_error *error)
{
    errno = 0;
    return records->form == FORM_XML ? giji_write_xml(document, flags, sink, data, error)
                                     : giji_write_json(document, flags, sink, data, error);
}

static void show_diagnostics(const struct records *records, const giji_document *document,
                             struct job *job)
{
    size_t count = records->quiet ? 0 : giji_document_diagnostic_count(document);
    for (size_t i = 0; i < count; i++) {
        const giji_diagnostic *diagnostic = giji_document_diagnostic(document, i);
        if (diagnostic->severity < records->least_severity)
            continue;
        show_diagnostic(document, diagnostic);
        job_said(job);
    }
}

/* Where a job's input is, and what its record is to be. */
struct batch {
    const struct records *records;
    const giji_context *context;
    struct output output; /* of all records; nothing where each has a file */
    giji_write_flags flags;
    char *shown; /* the output's name, for a job that fails while another gives it up */
};

static const char *input_path(const struct batch *batch, const struct job *job)
{
    return batch->records->inputs[job_number(job)];
}

/* Parses the job's input; where it fails, says why, and returns that. */
static enum status parse_input(const struct batch *batch, struct job *job, struct input *input)
{
    giji_error error = GIJI_ERROR_INIT;
    const char *path = input_path(batch, job);
    if (input_parse(input, batch->context, path, &error)) {
        show_diagnostics(batch->records, input->document, job);
        return STATUS_WELL;
    }
    show_error(path, &error);
    input_free(input);
    return error_status(error.code);
}

/* ---- all records into one output ----------------------------------------------------------- */

/* These are written bit by bit, to a file: in the job's turn. */
static enum status write_reasons(const struct batch *batch, struct job *job,
                                 const giji_document *document)
{
    job_take_turn(job);
    FILE *file = batch->output.file;
    errno = 0;
    if (!explain_roles(file, document) || fflush(file) != 0)
        job_refused(job);
    return STATUS_WELL;
}

static enum status write_record(const struct batch *batch, struct job *job,
                                const giji_document *document)
{
    giji_error error = GIJI_ERROR_INIT;
    if (batch->records->explain_roles)
        return write_reasons(batch, job, document);
    if (write_to(batch->records, batch->flags, document, job_write, job, &error))
        return STATUS_WELL;
    job_is_last(job);
    if (error.code != GIJI_ERROR_IO) /* else the output has refused it, which is told later */
        show_error(batch->shown ? batch->shown : "standard output", &error);
    return error_status(error.code);
}

static enum status parse_to_output(struct job *job, void *data)
{
    const struct batch *batch = data;
    struct input input;
    enum status status = parse_input(batch, job, &input);
    if (status != STATUS_WELL)
        return status;
    status = write_record(batch, job, input.document);
    input_free(&input);
    return status;
}

static void give_up_output(void *data, bool refused, int reason)
{
    struct batch *batch = data;
    errno = reason;
    if (refused)
        output_failed(&batch->output);
    output_discard(&batch->output);
}

/* Lets many records be written at once, where nobody can be waiting for them: into a file. False where somebody may. */
static bool hold_output(FILE *file)
{
    static char room[64 << 10];
    struct stat about;
    return fstat(fileno(file), &about) == 0 && S_ISREG(about.st_mode) &&
           setvbuf(file, room, _IOFBF, sizeof room) == 0;
}

enum status parse_into_one(const struct records *records, const giji_context *context)
{
    struct batch batch = {.records = records, .context = context};
    if (!output_open(&batch.output, records->output))
        return STATUS_FAILED;
    batch.flags = layout_flags(records, &batch.output);
    batch.shown = batch.output.path ? strdup(batch.output.path) : NULL;
    bool prompt = !hold_output(batch.output.file);
    struct jobs jobs = {records->input_count,
                        records->threads,
                        batch.output.file,
                        prompt,
                        parse_to_output,
                        give_up_output,
                        &batch};
    struct outcome outcome = jobs_run(&jobs);
    free(batch.shown);
    if (outcome.any_well && !outcome.given_up)
        return output_finish(&batch.output) ? outcome.status : STATUS_FAILED;
    if (!outcome.given_up)
        output_discard(&batch.output);
    return outcome.status;
}

/* ---- a file for each record ---------------------------------------------------------------- */

static enum status write_file(const struct records *records, const struct output *output,
                              const giji_document *document)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_write_flags flags = layout_flags(records, output);
    if (output->temporary && !records->explain_roles)
        setvbuf(output->file, NULL, _IONBF, 0); /* a record comes in large pieces */
    bool well = records->explain_roles
                    ? explain_roles(output->file, document)
                    : write_to(records, flags, document, giji_sink_file, output->file, &error);
    if (well && fflush(output->file) == 0)
        return STATUS_WELL;
    if (well || error.code == GIJI_ERROR_IO) {
        output_failed(output);
        return STATUS_FAILED;
    }
    show_error(output->path ? output->path : "standard output", &error);
    return error_status(error.code);
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
    enum status status = write_file(records, &output, document);
    if (status == STATUS_WELL)
        return output_finish(&output) ? STATUS_WELL : STATUS_FAILED;
    output_discard(&output);
    return status;
}

static enum status parse_to_file(struct job *job, void *data)
{
    const struct batch *batch = data;
    struct input input;
    enum status status = parse_input(batch, job, &input);
    if (status != STATUS_WELL)
        return status;
    status = write_target(batch->records, input_path(batch, job), input.document);
    input_free(&input);
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
    struct batch batch = {.records = records, .context = context};
    struct jobs jobs = {
        records->input_count, records->threads, NULL, false, parse_to_file, NULL, &batch};
    return jobs_run(&jobs).status;
}
