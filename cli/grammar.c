/* giji grammar: which forms of minutes are known, and whether a grammar file is good. */
#include "context.h"
#include "messages.h"
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct settings {
    struct context_options context;
    char **operands; /* the action, then the files */
    int operand_count;
};

enum { OPT_GRAMMARS, OPT_HELP };

static const struct option grammar_options[] = {
    {"grammars", OPT_GRAMMARS, 'G', true},
    {"help", OPT_HELP, 'h', false},
};

/* As in parse: returns OPTION_END, OPTION_WRONG or OPT_HELP. */
static int read_arguments(struct settings *settings, int argc, char **argv)
{
    struct option_reader reader = {"grammar",
                                   grammar_options,
                                   sizeof grammar_options / sizeof *grammar_options,
                                   argc,
                                   argv,
                                   1,
                                   NULL,
                                   false,
                                   NULL};
    int id;
    settings->operands = argv;
    while ((id = option_next(&reader)) != OPTION_END) {
        if (id == OPTION_OPERAND)
            settings->operands[settings->operand_count++] = argv[reader.at - 1];
        else if (id == OPT_GRAMMARS)
            settings->context.grammar_paths[settings->context.grammar_path_count++] = reader.value;
        else
            return id;
    }
    return OPTION_END;
}

typedef giji_string grammar_getter(const giji_grammar *grammar);

struct column {
    const char *head;
    grammar_getter *get;
    unsigned width;
};

static void print_cell(giji_string text, unsigned width, bool last)
{
    unsigned used = giji_display_width(text);
    if (text.length > 0)
        fwrite(text.data, 1, text.length, stdout);
    if (last)
        putchar('\n');
    else
        printf("%*s", (int)(width > used ? width - used : 0) + 2, "");
}

static void fit_columns(const giji_context *context, struct column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        columns[i].width = (unsigned)strlen(columns[i].head);
        for (size_t j = 0; j < giji_context_grammar_count(context); j++) {
            unsigned width = giji_display_width(columns[i].get(giji_context_grammar(context, j)));
            if (width > columns[i].width)
                columns[i].width = width;
        }
    }
}

static void print_table(const giji_context *context)
{
    struct column columns[] = {{"ID", giji_grammar_id, 0},
                               {"VERSION", giji_grammar_version, 0},
                               {"TITLE", giji_grammar_title, 0},
                               {"FILE", giji_grammar_file, 0}};
    size_t count = sizeof columns / sizeof *columns;
    fit_columns(context, columns, count);
    for (size_t i = 0; i < count; i++)
        print_cell((giji_string){columns[i].head, strlen(columns[i].head)}, columns[i].width,
                   i + 1 == count);
    for (size_t j = 0; j < giji_context_grammar_count(context); j++)
        for (size_t i = 0; i < count; i++)
            print_cell(columns[i].get(giji_context_grammar(context, j)), columns[i].width,
                       i + 1 == count);
}

static enum status list(const struct settings *settings, const giji_context *context)
{
    if (settings->operand_count > 1) {
        usage_error("grammar", "list takes no file, as '%s'", settings->operands[1]);
        return STATUS_USAGE;
    }
    print_table(context);
    return print_page("");
}

struct check {
    const char *file;
    enum status status;
};

static void show_finding(void *data, const giji_error *finding)
{
    struct check *check = data;
    enum status status = error_status(finding->code);
    if (status > check->status)
        check->status = status;
    show_error(check->file, finding);
}

static enum status check_files(const struct settings *settings, const giji_context *context)
{
    struct check check = {NULL, STATUS_WELL};
    size_t findings = 0;
    if (settings->operand_count < 2) {
        usage_error("grammar", "check needs the grammar files to check");
        return STATUS_USAGE;
    }
    for (int i = 1; i < settings->operand_count; i++) {
        check.file = settings->operands[i];
        size_t found = giji_context_check_grammar(context, check.file, show_finding, &check);
        if (found == 0)
            fprintf(stderr, "%s: good\n", check.file);
        findings += found;
    }
    if (findings == 0)
        return STATUS_WELL;
    fprintf(stderr, "%zu finding%s\n", findings, findings == 1 ? "" : "s");
    return check.status > STATUS_FAILED ? check.status : STATUS_FAILED;
}

static enum status act(const struct settings *settings)
{
    static const char *const actions[] = {"list", "check"};
    struct option_reader reader = {.verb = "grammar"};
    enum status status = STATUS_USAGE;
    if (settings->operand_count == 0) {
        usage_error("grammar", "what to do with grammars: list or check FILE...");
        return STATUS_USAGE;
    }
    int action = option_choice(&reader, "what to do with grammars", settings->operands[0], actions,
                               sizeof actions / sizeof *actions);
    giji_context *context = action < 0 ? NULL : make_context(&settings->context, &status);
    if (!context)
        return status;
    status = action == 0 ? list(settings, context) : check_files(settings, context);
    giji_context_free(context);
    return status;
}

static enum status run(const struct verb *verb, int argc, char **argv)
{
    struct settings settings = {.operand_count = 0};
    if (!prepare_context_options(&settings.context, argc))
        return STATUS_INTERNAL;
    enum status status = STATUS_USAGE;
    int end = read_arguments(&settings, argc, argv);
    if (end == OPT_HELP)
        status = print_page(verb->help);
    if (end == OPTION_END)
        status = act(&settings);
    free(settings.context.grammar_paths);
    return status;
}

static const char help[] =
    "Usage: giji grammar list [--grammars PATH]...\n"
    "       giji grammar check [--grammars PATH]... FILE...\n"
    "\n"
    "list    Lists the grammars, one for each form of minutes that is known: those that are built\n"
    "        in, and those of --grammars.\n"
    "check   Checks grammar files: their form, patterns and fragments, and that every sample in\n"
    "        them gives what it says. Prints every finding, with the line and what to do about\n"
    "        it. Ends with status 1 where there is one.\n"
    "\n"
    "  -G, --grammars PATH    add a grammar file, or every *.xml of a folder; may be repeated\n"
    "  -h, --help             this page\n"
    "\n"
    "Examples\n"
    "  giji grammar list\n"
    "  giji grammar check our-town.xml\n";

const struct verb grammar_verb = {"grammar", "list the known forms of minutes, check a grammar",
                                  help, run};
