/* giji grammar: which forms of minutes are known, and whether a grammar file is good. */
#include "check.h"
#include "context.h"
#include "display.h"
#include "messages.h"
#include "options.h"
#include "propose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct settings {
    struct context_options context;
    struct propose_options propose;
    const char **dumps; /* --dump; room for one an argument */
    size_t dump_count;
    char **operands; /* the action, then the files */
    int operand_count;
};

enum {
    OPT_ALONE,
    OPT_DUMP,
    OPT_ENCODING,
    OPT_FORCE,
    OPT_GRAMMAR,
    OPT_GRAMMARS,
    OPT_HELP,
    OPT_ID,
    OPT_OUTPUT
};

static const struct option grammar_options[] = {
    {"alone", OPT_ALONE, 'a', false},      {"dump", OPT_DUMP, 'd', true},
    {"encoding", OPT_ENCODING, 'e', true}, {"force", OPT_FORCE, 'f', false},
    {"grammar", OPT_GRAMMAR, 'g', true},   {"grammars", OPT_GRAMMARS, 'G', true},
    {"help", OPT_HELP, 'h', false},        {"id", OPT_ID, 'i', true},
    {"output", OPT_OUTPUT, 'o', true},
};

static void take_option(struct settings *settings, int id, const char *value)
{
    if (id == OPT_GRAMMARS)
        settings->context.grammar_paths[settings->context.grammar_path_count++] = value;
    else if (id == OPT_GRAMMAR)
        settings->context.grammar = value;
    else if (id == OPT_ENCODING)
        settings->context.encoding = value;
    else if (id == OPT_ID)
        settings->propose.id = value;
    else if (id == OPT_OUTPUT)
        settings->propose.output = value;
    else if (id == OPT_FORCE)
        settings->propose.force = true;
    else if (id == OPT_ALONE)
        settings->propose.alone = true;
    else if (id == OPT_DUMP)
        settings->dumps[settings->dump_count++] = value;
}

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
        else if (id == OPT_HELP || id == OPTION_WRONG)
            return id;
        else
            take_option(settings, id, reader.value);
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
    unsigned used = clean_width(text);
    print_clean(stdout, text);
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
            unsigned width = clean_width(columns[i].get(giji_context_grammar(context, j)));
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

static enum status act(const struct settings *settings)
{
    enum { LIST, CHECK, NEW };
    static const char *const actions[] = {"list", "check", "new"};
    struct option_reader reader = {.verb = "grammar"};
    enum status status = STATUS_USAGE;
    if (settings->operand_count == 0) {
        usage_error("grammar", "what to do with grammars: list, check FILE... or new DUMP...");
        return STATUS_USAGE;
    }
    int action = option_choice(&reader, "what to do with grammars", settings->operands[0], actions,
                               sizeof actions / sizeof *actions);
    giji_context *context = action < 0 ? NULL : make_context(&settings->context, &status);
    if (!context)
        return status;
    if (action == NEW)
        status = propose(&settings->propose, context, settings->operands + 1,
                         settings->operand_count - 1);
    else
        status = action == LIST
                     ? list(settings, context)
                     : check_grammars(context, settings->operands + 1, settings->operand_count - 1,
                                      settings->dumps, settings->dump_count);
    giji_context_free(context);
    return status;
}

static enum status run(const struct verb *verb, int argc, char **argv)
{
    struct settings settings = {.operand_count = 0};
    settings.dumps = malloc((size_t)argc * sizeof *settings.dumps);
    if (!settings.dumps)
        show_failure("giji", "out of memory");
    if (!settings.dumps || !prepare_context_options(&settings.context, argc)) {
        free(settings.dumps);
        return STATUS_INTERNAL;
    }
    enum status status = STATUS_USAGE;
    int end = read_arguments(&settings, argc, argv);
    if (end == OPT_HELP)
        status = print_page(verb->help);
    if (end == OPTION_END)
        status = act(&settings);
    free(settings.context.grammar_paths);
    free(settings.dumps);
    return status;
}

static const char help[] =
    "Usage: giji grammar list [--grammars PATH]...\n"
    "       giji grammar new [OPTION]... DUMP...\n"
    "       giji grammar check [OPTION]... FILE...\n"
    "\n"
    "list    Lists the grammars, one for each form of minutes that is known: those that are built\n"
    "        in, and those of --grammars.\n"
    "new     Begins a grammar for minutes like those of the dumps: counts the labels of the "
    "header,\n"
    "        the marks at the start of lines and the looks of speakers' labels, and writes a "
    "grammar\n"
    "        that reads them somewhat, with what it found in comments. It includes the form that\n"
    "        the dumps have, and adds what that one does not read.\n"
    "check   Checks grammar files: their form, patterns and fragments, and that every sample in\n"
    "        them gives what it says. Prints every finding, with the line and what to do about\n"
    "        it. Ends with status 1 where there is one. Notes, which change no status, tell of\n"
    "        rules that match what an earlier rule claims; with dumps also of rules that claim\n"
    "        nothing in them, and of lines that no rule claims.\n"
    "\n"
    "  -G, --grammars PATH    add a grammar file, or every *.xml of a folder; may be repeated\n"
    "  -e, --encoding NAME    how the dumps are encoded ('giji help parse'); by default it is\n"
    "                         detected\n"
    "  -h, --help             this page\n"
    "\n"
    "new\n"
    "  -i, --id ID            the grammar's id; by default the name of the output, or of the\n"
    "                         first dump\n"
    "  -o, --output FILE      write there, not on standard output\n"
    "  -f, --force            write over a FILE that is there\n"
    "  -g, --grammar ID       include this form, whatever the dumps look like\n"
    "  -a, --alone            include no form, only what all of them share\n"
    "\n"
    "check\n"
    "  -d, --dump FILE        try the grammars on this dump; may be repeated\n"
    "\n"
    "Examples\n"
    "  giji grammar list\n"
    "  giji grammar new --output our-town.xml minutes.txt\n"
    "  giji grammar check our-town.xml --dump minutes.txt\n";

const struct verb grammar_verb = {
    "grammar", "list the known forms of minutes; begin a grammar, check one", help, run};
