/* giji detect: which form a dump has, and why. */
#include "context.h"
#include "display.h"
#include "input.h"
#include "messages.h"
#include "options.h"
#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum layout { LAYOUT_TEXT, LAYOUT_JSON, LAYOUT_NDJSON, LAYOUT_COUNT };

static const char *const layout_names[LAYOUT_COUNT] = {"text", "json", "ndjson"};

struct settings {
    struct context_options context;
    char **inputs;
    int input_count;
    enum layout layout;
    bool explain;
};

/* ---- arguments ------------------------------------------------------------------------- */

enum { OPT_TO, OPT_EXPLAIN, OPT_GRAMMARS, OPT_ENCODING, OPT_HELP };

static const struct option detect_options[] = {
    {"to", OPT_TO, 't', true},
    {"explain", OPT_EXPLAIN, 'x', false},
    {"grammars", OPT_GRAMMARS, 'G', true},
    {"encoding", OPT_ENCODING, 'e', true},
    {"help", OPT_HELP, 'h', false},
};

static bool take_option(struct settings *settings, const struct option_reader *reader, int id)
{
    int choice = 0;
    if (id == OPT_TO) {
        choice = option_choice(reader, "--to", reader->value, layout_names, LAYOUT_COUNT);
        settings->layout = (enum layout)choice;
    } else if (id == OPT_EXPLAIN)
        settings->explain = true;
    else if (id == OPT_GRAMMARS)
        settings->context.grammar_paths[settings->context.grammar_path_count++] = reader->value;
    else if (id == OPT_ENCODING)
        settings->context.encoding = reader->value;
    return choice >= 0;
}

/* As in parse: returns OPTION_END, OPTION_WRONG or OPT_HELP. */
static int read_arguments(struct settings *settings, int argc, char **argv)
{
    static char only_stdin[] = "-";
    struct option_reader reader = {
        "detect", detect_options, sizeof detect_options / sizeof *detect_options,
        argc,     argv,           1,
        NULL,     false,          NULL};
    int id;
    settings->inputs = argv;
    while ((id = option_next(&reader)) != OPTION_END) {
        if (id == OPTION_WRONG || id == OPT_HELP)
            return id;
        if (id == OPTION_OPERAND)
            settings->inputs[settings->input_count++] = argv[reader.at - 1];
        else if (!take_option(settings, &reader, id))
            return OPTION_WRONG;
    }
    if (settings->input_count == 0)
        settings->inputs[settings->input_count++] = only_stdin;
    return OPTION_END;
}

/* ---- one line a dump ------------------------------------------------------------------- */

/* How wide the columns are where there are several dumps. */
struct widths {
    unsigned name, form, encoding;
};

static unsigned wider(unsigned width, giji_string text)
{
    unsigned used = clean_width(text);
    return used > width ? used : width;
}

static struct widths measure(const struct settings *settings, const giji_context *context)
{
    struct widths widths = {0, 0, 0};
    if (settings->input_count < 2)
        return widths;
    for (int i = 0; i < settings->input_count; i++)
        widths.name = wider(widths.name, shown_name(string_of(settings->inputs[i])));
    for (size_t i = 0; i < giji_context_grammar_count(context); i++)
        widths.form = wider(widths.form, giji_grammar_id(giji_context_grammar(context, i)));
    widths.encoding = wider(0, string_of("ISO-2022-JP"));
    return widths;
}

static void print_cell(giji_string text, const char *behind, unsigned width)
{
    unsigned used = clean_width(text);
    print_clean(stdout, text);
    printf("%s%*s", behind, (int)(width > used ? width - used : 0), "");
}

/* "council-table 6.50 of 2.50" */
static void print_score(const giji_candidate *candidate)
{
    giji_string id = giji_grammar_id(candidate->grammar);
    printf("%.*s %.2f of %.2f", (int)id.length, id.data, candidate->score, candidate->threshold);
    if (candidate->hangs_on)
        printf(", but it hangs on line %u", candidate->hangs_on);
}

/* The nearest form is not named where it is as far away as every other. */
static void print_no_form(const giji_candidate *nearest)
{
    bool shown = nearest && nearest->sign_count > 0;
    printf("no form%s", shown ? "; nearest " : ", and no sign of any");
    if (shown)
        print_score(nearest);
}

static void print_line(const giji_detection *detection, const char *path,
                       const struct widths *widths)
{
    const giji_grammar *grammar = giji_detection_grammar(detection);
    const giji_candidate *first = giji_detection_candidate(detection, 0);
    const giji_candidate *second = giji_detection_candidate(detection, 1);
    print_cell(shown_name(string_of(path)), ":  ", widths->name);
    print_cell(grammar ? giji_grammar_id(grammar) : string_of("-"), "  ", widths->form);
    print_cell(giji_detection_encoding(detection), "  ", widths->encoding);
    if (!giji_detection_recognised(detection))
        print_no_form(first);
    else
        printf("%.2f of %.2f%s", first->score, first->threshold, second ? "; next " : "");
    if (giji_detection_recognised(detection) && second)
        print_score(second);
    putchar('\n');
}

/* ---- which signs spoke ----------------------------------------------------------------- */

enum { EXCERPT = 48 }; /* columns */

static void explain_sign(const giji_sign *sign, unsigned width)
{
    unsigned used = clean_width(sign->text);
    printf("    %+6.2f = %2u x %+.2f  ", sign->sum, sign->finds, sign->weight);
    print_cell(sign->id, "  ", width);
    printf("line %u: ", sign->line);
    print_cut(stdout, sign->text, EXCERPT);
    if (used < EXCERPT)
        print_cut(stdout, sign->rest, EXCERPT - used);
    puts(sign->limited ? " (its pattern took too long further on)" : "");
}

static void explain_candidate(const giji_candidate *candidate)
{
    unsigned width = 0;
    fputs("  ", stdout);
    print_score(candidate);
    puts(candidate->last ? ", taken only where no other form fits" : "");
    for (size_t i = 0; i < candidate->sign_count; i++)
        width = wider(width, candidate->signs[i].id);
    for (size_t i = 0; i < candidate->sign_count; i++)
        explain_sign(&candidate->signs[i], width);
}

static void explain(const giji_detection *detection)
{
    for (size_t i = 0; i < giji_detection_candidate_count(detection); i++) {
        const giji_candidate *candidate = giji_detection_candidate(detection, i);
        if (candidate->sign_count > 0)
            explain_candidate(candidate);
    }
}

/* ---- all of them ----------------------------------------------------------------------- */

static enum status print_json(const struct settings *settings, const giji_detection *detection)
{
    giji_error error = GIJI_ERROR_INIT;
    bool indent = settings->layout == LAYOUT_JSON && isatty(STDOUT_FILENO);
    errno = 0;
    if (giji_write_detection_json(detection, indent ? GIJI_WRITE_INDENT : GIJI_WRITE_COMPACT,
                                  giji_sink_file, stdout, &error))
        return STATUS_WELL;
    if (error.code != GIJI_ERROR_IO) {
        show_error("standard output", &error);
        return error_status(error.code);
    }
    return STATUS_WELL; /* the end of the output says so */
}

static enum status print_detection(const struct settings *settings, const char *path,
                                   const giji_detection *detection, const struct widths *widths)
{
    if (settings->layout != LAYOUT_TEXT)
        return print_json(settings, detection);
    print_line(detection, path, widths);
    if (settings->explain)
        explain(detection);
    return STATUS_WELL;
}

static enum status detect_input(const struct settings *settings, const giji_context *context,
                                const char *path, const struct widths *widths)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_detection *detection = input_detect(context, path, &error);
    if (!detection) {
        show_error(path, &error);
        return error_status(error.code);
    }
    enum status status = print_detection(settings, path, detection, widths);
    giji_detection_free(detection);
    return status;
}

static enum status detect_all(const struct settings *settings)
{
    enum status status = STATUS_WELL;
    if (count_stdin((const char *const *)settings->inputs, settings->input_count) > 1) {
        usage_error("detect", "standard input can be read only once");
        return STATUS_USAGE;
    }
    giji_context *context = make_context(&settings->context, &status);
    if (!context)
        return status;
    struct widths widths = measure(settings, context);
    for (int i = 0; i < settings->input_count && !ferror(stdout); i++) {
        enum status one = detect_input(settings, context, settings->inputs[i], &widths);
        status = one > status ? one : status;
    }
    giji_context_free(context);
    enum status written = print_page("");
    return written > status ? written : status;
}

static enum status run(const struct verb *verb, int argc, char **argv)
{
    struct settings settings = {.layout = LAYOUT_TEXT};
    if (!prepare_context_options(&settings.context, argc))
        return STATUS_INTERNAL;
    enum status status = STATUS_USAGE;
    int end = read_arguments(&settings, argc, argv);
    if (end == OPT_HELP)
        status = print_page(verb->help);
    if (end == OPTION_END)
        status = detect_all(&settings);
    free(settings.context.grammar_paths);
    return status;
}

static const char help[] =
    "Usage: giji detect [OPTION]... [FILE]...\n"
    "\n"
    "Says which form of minutes each dump has, without parsing it, in a line a dump: the file, "
    "the\n"
    "form, the encoding, the form's score with the threshold that it had to reach, and the same\n"
    "of the form that came next. Where no form fits, the line names the one that keeps the text\n"
    "as paragraphs, and the form that was nearest. Reads standard input where there is no FILE,\n"
    "or where FILE is '-'.\n"
    "\n"
    "  -x, --explain          below each line every form that showed, and each of its signs: what\n"
    "                         it adds to the score, how often it was found, where first\n"
    "  -t, --to LAYOUT        text (the default), json, or ndjson (one object a line); the\n"
    "                         objects hold what --explain shows\n"
    "\n"
    "  -G, --grammars PATH    add a grammar file, or every *.xml of a folder; may be repeated\n"
    "  -e, --encoding NAME    utf-8, cp932 (shift_jis), euc-jp, iso-2022-jp, utf-16, utf-16le or\n"
    "                         utf-16be; by default it is detected\n"
    "  -h, --help             this page\n"
    "\n"
    "Examples\n"
    "  giji detect dumps/*.txt\n"
    "  giji detect --explain minutes.txt\n"
    "  giji detect --to ndjson dumps/*.txt | jq -r 'select(.recognised | not) | .source.name'\n";

const struct verb detect_verb = {"detect", "say which form a dump has, and why", help, run};
