#include "check.h"

#include "context.h"
#include "display.h"
#include "dumps.h"
#include "messages.h"
#include "options.h"

#include <stdio.h>
#include <string.h>

/* So many notes of one kind are shown; the others are counted. */
enum { MOST_NOTES = 20, NOTE_KINDS = GIJI_TRYOUT_UNCLAIMED + 1 };

struct check {
    const char *file;
    enum status status;
    size_t notes[NOTE_KINDS]; /* of each giji_tryout_kind */
};

/* Every line says which file it is about. */
static void begin_line(const struct check *check)
{
    print_clean(stderr, (giji_string){check->file, strlen(check->file)});
    fputs(": ", stderr);
}

static void show_finding(void *data, const giji_error *finding)
{
    struct check *check = data;
    enum status status = error_status(finding->code);
    if (status > check->status)
        check->status = status;
    show_error(check->file, finding);
}

/* ---- how a good grammar does ---------------------------------------------------------------- */

static void show_tryout_note(void *data, giji_tryout_kind kind, const giji_error *note)
{
    struct check *check = data;
    if (check->notes[kind]++ < MOST_NOTES)
        show_note(note);
}

static void show_left_out(const struct check *check)
{
    static const char *const what[NOTE_KINDS] = {
        "rules claim nothing", "pairs of rules match the same", "lines are claimed by no rule"};
    for (int kind = 0; kind < NOTE_KINDS; kind++)
        if (check->notes[kind] > MOST_NOTES) {
            begin_line(check);
            fprintf(stderr, "%zu more %s\n", check->notes[kind] - MOST_NOTES, what[kind]);
        }
}

static double percent(uint64_t part, uint64_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void show_sum(const struct check *check, const giji_tryout *sum)
{
    begin_line(check);
    fprintf(stderr, "%zu of its %zu rules and %zu of %zu included ones claim something\n",
            sum->rules_hit, sum->rules, sum->included_hit, sum->included);
    begin_line(check);
    fprintf(stderr, "%zu turns, %zu of them of known speakers\n", sum->turns, sum->speakers);
    begin_line(check);
    fprintf(stderr,
            "%.1f %% of the text is claimed, %.1f %% is noise; %zu of %zu lines are claimed by no "
            "rule, %zu go%s on with earlier ones\n",
            percent(sum->claimed, sum->bytes), percent(sum->noise, sum->bytes), sum->unclaimed,
            sum->lines, sum->joined, sum->joined == 1 ? "es" : "");
}

static void try_grammar(struct check *check, const giji_context *context, const struct dumps *dumps)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_tryout sum = {0};
    for (int kind = 0; kind < NOTE_KINDS; kind++)
        check->notes[kind] = 0;
    if (!giji_context_try_grammar(context, check->file, dumps->documents, dumps->count,
                                  show_tryout_note, check, &sum, &error)) {
        show_finding(check, &error);
        return;
    }
    show_left_out(check);
    begin_line(check);
    fputs("good\n", stderr);
    if (dumps->count && sum.lines)
        show_sum(check, &sum);
}

static enum status check_all(const giji_context *context, char **files, int count,
                             const struct dumps *dumps)
{
    struct check check = {.status = STATUS_WELL};
    size_t findings = 0;
    for (int i = 0; i < count; i++) {
        check.file = files[i];
        size_t found = giji_context_check_grammar(context, check.file, show_finding, &check);
        if (found == 0)
            try_grammar(&check, context, dumps);
        findings += found;
    }
    if (findings == 0)
        return check.status;
    fprintf(stderr, "%zu finding%s\n", findings, findings == 1 ? "" : "s");
    return check.status > STATUS_FAILED ? check.status : STATUS_FAILED;
}

enum status check_grammars(const giji_context *context, char **files, int count,
                           const char *const *dumps, size_t dump_count)
{
    struct dumps parsed;
    if (count < 1) {
        usage_error("grammar", "check needs the grammar files to check");
        return STATUS_USAGE;
    }
    enum status status = dumps_open(&parsed, context, dumps, dump_count);
    if (status == STATUS_WELL)
        status = check_all(context, files, count, &parsed);
    dumps_close(&parsed);
    return status;
}
