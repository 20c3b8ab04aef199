/* giji parse: dumps in, records out. */
#include "context.h"
#include "input.h"
#include "jobs.h"
#include "options.h"
#include "records.h"
#include "targets.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct settings {
    struct context_options context;
    struct records records;
};

static const char *const severity_names[] = {"note", "warning", "error"};

enum {
    OPT_TO,
    OPT_OUTPUT,
    OPT_COMPACT,
    OPT_PRETTY,
    OPT_GRAMMAR,
    OPT_GRAMMARS,
    OPT_ENCODING,
    OPT_JOBS,
    OPT_EXPLAIN_ROLES,
    OPT_SEVERITY,
    OPT_QUIET,
    OPT_VERBOSE,
    OPT_HELP
};

static const struct option parse_options[] = {
    {"to", OPT_TO, 't', true},
    {"output", OPT_OUTPUT, 'o', true},
    {"compact", OPT_COMPACT, 'c', false},
    {"pretty", OPT_PRETTY, 'p', false},
    {"grammar", OPT_GRAMMAR, 'g', true},
    {"grammars", OPT_GRAMMARS, 'G', true},
    {"encoding", OPT_ENCODING, 'e', true},
    {"jobs", OPT_JOBS, 'j', true},
    {"explain-roles", OPT_EXPLAIN_ROLES, 'x', false},
    {"severity", OPT_SEVERITY, 's', true},
    {"quiet", OPT_QUIET, 'q', false},
    {"verbose", OPT_VERBOSE, 'v', false},
    {"help", OPT_HELP, 'h', false},
};

/* Sets `*choice` to where the option's value stands among the words. */
static bool choose(const struct option_reader *reader, const char *option, const char *const *words,
                   size_t count, int *choice)
{
    *choice = option_choice(reader, option, reader->value, words, count);
    return *choice >= 0;
}

static int online_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS : (int)count;
}

static bool read_threads(const char *value, int *threads)
{
    size_t digits = strspn(value, "0123456789");
    long count = strtol(value, NULL, 10);
    if (digits == 0 || value[digits] != '\0' || count > MOST_THREADS) {
        usage_error("parse", "--jobs is a number from 0 to %d, not '%s'", MOST_THREADS, value);
        return false;
    }
    *threads = count == 0 ? online_processors() : (int)count;
    return true;
}

static bool take_option(struct settings *settings, const struct option_reader *reader, int id)
{
    struct context_options *context = &settings->context;
    struct records *records = &settings->records;
    int choice;
    switch (id) {
    case OPT_TO:
        if (!choose(reader, "--to", form_names, FORM_COUNT, &choice))
            return false;
        records->form = (enum form)choice;
        break;
    case OPT_SEVERITY:
        if (!choose(reader, "--severity", severity_names, 3, &choice))
            return false;
        records->least_severity = (giji_severity)choice;
        break;
    case OPT_OUTPUT:
        records->output = reader->value;
        break;
    case OPT_COMPACT:
        records->layout = LAYOUT_COMPACT;
        break;
    case OPT_PRETTY:
        records->layout = LAYOUT_PRETTY;
        break;
    case OPT_GRAMMAR:
        context->grammar = reader->value;
        break;
    case OPT_GRAMMARS:
        context->grammar_paths[context->grammar_path_count++] = reader->value;
        break;
    case OPT_ENCODING:
        context->encoding = reader->value;
        break;
    case OPT_JOBS:
        return read_threads(reader->value, &records->threads);
    case OPT_EXPLAIN_ROLES:
        records->explain_roles = context->explain_roles = true;
        break;
    case OPT_QUIET:
        records->quiet = true;
        break;
    case OPT_VERBOSE:
        context->verbose = true;
        break;
    default:
        break;
    }
    return true;
}

/* Reads the arguments; returns OPTION_END, OPTION_WRONG or OPT_HELP. Operands move to the front of
 * argv. */
static int read_arguments(struct settings *settings, int argc, char **argv)
{
    static char only_stdin[] = "-";
    struct option_reader reader = {
        "parse", parse_options, sizeof parse_options / sizeof *parse_options, argc, argv, 1, NULL,
        false,   NULL};
    struct records *records = &settings->records;
    int id;
    records->inputs = argv;
    while ((id = option_next(&reader)) != OPTION_END) {
        if (id == OPTION_WRONG || id == OPT_HELP)
            return id;
        if (id == OPTION_OPERAND)
            records->inputs[records->input_count++] = argv[reader.at - 1];
        else if (!take_option(settings, &reader, id))
            return OPTION_WRONG;
    }
    if (records->input_count == 0)
        records->inputs[records->input_count++] = only_stdin;
    return OPTION_END;
}

static bool output_is_input(const struct records *records)
{
    for (int i = 0; i < records->input_count; i++)
        if (records->output && is_same_file(records->inputs[i], records->output))
            return true;
    return false;
}

/* Says what of the arguments does not go together. */
static bool records_agree(const struct records *records, bool into_folder)
{
    if (records->form == FORM_NDJSON && records->layout == LAYOUT_PRETTY)
        usage_error("parse", "ndjson is one line a record: --pretty does not go with it");
    else if (count_stdin((const char *const *)records->inputs, records->input_count) > 1)
        usage_error("parse", "standard input can be read only once");
    else if (records->form == FORM_XML && records->input_count > 1 && !into_folder)
        usage_error("parse", "several XML records do not fit into one file: give a folder, as "
                             "--output FOLDER/");
    else if (!into_folder && output_is_input(records))
        usage_error("parse", "the output '%s' is one of the inputs", records->output);
    else
        return true;
    return false;
}

static enum status parse_all(const struct settings *settings)
{
    const struct records *records = &settings->records;
    bool into_folder = records->output && names_folder(records->output);
    enum status status = STATUS_WELL;
    if (!records_agree(records, into_folder))
        return STATUS_USAGE;
    giji_context *context = make_context(&settings->context, &status);
    if (!context)
        return status;
    status = into_folder ? parse_into_folder(records, context) : parse_into_one(records, context);
    giji_context_free(context);
    return status;
}

static enum status run(const struct verb *verb, int argc, char **argv)
{
    struct settings settings = {.records = {.least_severity = GIJI_WARNING, .threads = 1}};
    if (!prepare_context_options(&settings.context, argc))
        return STATUS_INTERNAL;
    enum status status = STATUS_USAGE;
    int end = read_arguments(&settings, argc, argv);
    if (end == OPT_HELP)
        status = print_page(verb->help);
    if (end == OPTION_END)
        status = parse_all(&settings);
    free(settings.context.grammar_paths);
    return status;
}

static const char help[] =
    "Usage: giji parse [OPTION]... [FILE]...\n"
    "\n"
    "Turns dumps of meeting minutes into records. Reads standard input where there is no FILE, or\n"
    "where FILE is '-'. Several files give several records; a file that fails is reported and the\n"
    "rest is done.\n"
    "\n"
    "What is written\n"
    "  -t, --to FORM          json (the default), ndjson (one record a line) or xml\n"
    "  -o, --output FILE      write there, not on standard output; the file appears whole or not\n"
    "                         at all\n"
    "  -o, --output FOLDER/   write NAME.json (.ndjson, .xml) there for every NAME.txt; makes the\n"
    "                         folder, and those it lies in\n"
    "  -p, --pretty           indent, as is done anyway where the output is a terminal\n"
    "  -c, --compact          do not indent, as is done anyway where it is none\n"
    "\n"
    "How dumps are read\n"
    "  -g, --grammar ID       the form of every dump; by default each dump's signs decide\n"
    "                         ('giji grammar list' lists the ids)\n"
    "  -G, --grammars PATH    add a grammar file, or every *.xml of a folder; may be repeated\n"
    "  -e, --encoding NAME    utf-8, cp932 (shift_jis), euc-jp, iso-2022-jp, utf-16, utf-16le or\n"
    "                         utf-16be; by default it is detected\n"
    "\n"
    "How fast\n"
    "  -j, --jobs N           parse N files at the same time (1 by default; 0: as many as there\n"
    "                         are processors); what comes out is the same, in the same order\n"
    "\n"
    "Why\n"
    "  -x, --explain-roles    in place of records, the turns whose role was inferred, each with "
    "what\n"
    "                         spoke for an answer (+) and for a question (-)\n"
    "\n"
    "What is said on standard error\n"
    "  -s, --severity LEAST   note, warning (the default) or error: nothing less is shown; the\n"
    "                         record always has every diagnostic\n"
    "  -q, --quiet            only failures\n"
    "  -v, --verbose          also what the library does\n"
    "\n"
    "  -h, --help             this page\n"
    "\n"
    "Examples\n"
    "  giji parse minutes.txt\n"
    "  giji parse --to xml --output records/ dumps/*.txt\n"
    "  giji parse --jobs 0 --to ndjson dumps/*.txt >records.ndjson\n"
    "  pdftotext minutes.pdf - | giji parse --to ndjson | jq .meeting\n";

const struct verb parse_verb = {"parse", "turn dumps of minutes into records", help, run};
