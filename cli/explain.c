/* giji explain: how a dump is read, line by line; how a person writes a grammar. */
#include "explain.h"
#include "context.h"
#include "display.h"
#include "input.h"
#include "messages.h"
#include "options.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum colours { COLOURS_AUTO, COLOURS_ALWAYS, COLOURS_NEVER };

static const char *const colour_words[] = {"auto", "always", "never"};

struct settings {
    struct context_options context;
    char **operands;
    int operand_count;
    int colours;
    bool all;
};

enum { OPT_GRAMMAR, OPT_GRAMMARS, OPT_ENCODING, OPT_ALL, OPT_COLOR, OPT_HELP };

static const struct option explain_options[] = {
    {"grammar", OPT_GRAMMAR, 'g', true},   {"grammars", OPT_GRAMMARS, 'G', true},
    {"encoding", OPT_ENCODING, 'e', true}, {"all", OPT_ALL, 'a', false},
    {"color", OPT_COLOR, 'c', true},       {"help", OPT_HELP, 'h', false},
};

/* ---- FILE:LINE ---------------------------------------------------------------------------- */

/* What an operand asks for. */
struct target {
    char *path;           /* owned */
    unsigned first, last; /* lines; 0 and 0: the whole file */
};

static bool is_there(const char *path)
{
    return strcmp(path, "-") == 0 || access(path, F_OK) == 0;
}

/* Reads a line's number and moves behind it. Too large a number is a line that no file has. */
static bool read_line_number(const char **text, unsigned *line)
{
    char *end;
    if (!isdigit((unsigned char)**text))
        return false;
    unsigned long number = strtoul(*text, &end, 10);
    *line = number < UINT_MAX ? (unsigned)number : UINT_MAX;
    *text = end;
    return true;
}

/* Reads "57" or "57-60", and nothing behind it. */
static bool read_range(const char *text, unsigned *first, unsigned *last)
{
    if (!read_line_number(&text, first))
        return false;
    *last = *first;
    return !*text || (*text++ == '-' && read_line_number(&text, last) && !*text);
}

/* Takes ":57" or ":57-60" off the path's end; of ":57:9", as messages have it, the line counts. A name that
 * ends like that is a name where there is such a file. Whether lines are asked for. */
static bool take_lines(struct target *target)
{
    bool taken = false;
    for (int i = 0; i < 2 && !is_there(target->path); i++) {
        char *colon = strrchr(target->path, ':');
        unsigned first, last;
        if (!colon || !read_range(colon + 1, &first, &last))
            break;
        *colon = '\0';
        target->first = first;
        target->last = last;
        taken = true;
    }
    return taken;
}

/* False, having said so, where the operand asks for lines that there cannot be, or memory ran out. */
static bool read_target(const char *operand, struct target *target)
{
    *target = (struct target){.path = strdup(operand)};
    if (!target->path) {
        show_failure("giji", "out of memory");
        return false;
    }
    if (!take_lines(target) || (target->first && target->first <= target->last))
        return true;
    usage_error("explain",
                target->first ? "'%s' ends before it begins: write FILE:FROM-TO"
                              : "lines count from 1, not as in '%s'",
                operand);
    return false;
}

/* ---- explaining --------------------------------------------------------------------------- */

static unsigned count_lines(const giji_document *document)
{
    unsigned lines;
    giji_document_locate(document, giji_document_bytes(document), &lines, NULL);
    return lines;
}

static enum status explain_document(const struct settings *settings, const struct target *target,
                                    const giji_document *document)
{
    struct explanation explanation = {stdout, document, settings->colours == COLOURS_ALWAYS,
                                      settings->all, display_columns(stdout)};
    if (settings->colours == COLOURS_AUTO)
        explanation.colour = wants_colour(stdout);
    unsigned lines = count_lines(document);
    if (target->first > lines) {
        show_failure(target->path, "there is no line %u: it has %u line%s", target->first, lines,
                     lines == 1 ? "" : "s");
        return STATUS_FAILED;
    }
    if (target->first)
        explain_lines(&explanation, target->first, target->last);
    else
        explain_all(&explanation);
    return STATUS_WELL;
}

/* A blank line parts it from what was printed `before`, if anything was. */
static enum status explain_target(const struct settings *settings, giji_context *context,
                                  const struct target *target, bool *before)
{
    struct input input;
    giji_error error = GIJI_ERROR_INIT;
    enum status status;
    giji_context_set_trace(context, target->first ? target->first : 1,
                           target->first ? target->last : UINT_MAX);
    if (input_parse(&input, context, target->path, &error)) {
        if (*before)
            putchar('\n');
        status = explain_document(settings, target, input.document);
        *before = true;
    } else {
        show_error(target->path, &error);
        status = error_status(error.code);
    }
    input_free(&input);
    return status;
}

/* Whether every operand asks for lines that there can be, and no more than one of them for standard input,
 * before any is explained. */
static enum status check_operands(const struct settings *settings)
{
    int from_stdin = 0;
    for (int i = 0; i < settings->operand_count; i++) {
        struct target target;
        bool good = read_target(settings->operands[i], &target);
        bool memory = target.path != NULL;
        from_stdin += good && strcmp(target.path, "-") == 0;
        free(target.path);
        if (!good)
            return memory ? STATUS_USAGE : STATUS_INTERNAL;
    }
    if (from_stdin < 2)
        return STATUS_WELL;
    usage_error("explain", "standard input can be read only once; several lines are -:FROM-TO");
    return STATUS_USAGE;
}

static enum status explain_operand(const struct settings *settings, giji_context *context,
                                   const char *operand, bool *before)
{
    struct target target;
    enum status status = STATUS_USAGE;
    if (read_target(operand, &target))
        status = explain_target(settings, context, &target, before);
    else if (!target.path)
        status = STATUS_INTERNAL;
    free(target.path);
    return status;
}

static enum status explain_operands(const struct settings *settings)
{
    bool before = false;
    enum status worst = check_operands(settings);
    if (worst != STATUS_WELL)
        return worst;
    giji_context *context = make_context(&settings->context, &worst);
    for (int i = 0; context && i < settings->operand_count; i++) {
        enum status status = explain_operand(settings, context, settings->operands[i], &before);
        worst = status > worst ? status : worst;
    }
    giji_context_free(context);
    enum status printed = print_page("");
    return printed > worst ? printed : worst;
}

/* ---- arguments ---------------------------------------------------------------------------- */

static bool take_option(struct settings *settings, const struct option_reader *reader, int id)
{
    struct context_options *context = &settings->context;
    if (id == OPT_GRAMMAR)
        context->grammar = reader->value;
    else if (id == OPT_GRAMMARS)
        context->grammar_paths[context->grammar_path_count++] = reader->value;
    else if (id == OPT_ENCODING)
        context->encoding = reader->value;
    else if (id == OPT_ALL)
        settings->all = true;
    else
        settings->colours = option_choice(reader, "--color", reader->value, colour_words,
                                          sizeof colour_words / sizeof *colour_words);
    return settings->colours >= 0;
}

/* As in parse: returns OPTION_END, OPTION_WRONG or OPT_HELP. */
static int read_arguments(struct settings *settings, int argc, char **argv)
{
    static char only_stdin[] = "-";
    struct option_reader reader = {.verb = "explain",
                                   .options = explain_options,
                                   .count = sizeof explain_options / sizeof *explain_options,
                                   .argc = argc,
                                   .argv = argv,
                                   .at = 1};
    int id;
    settings->operands = argv;
    while ((id = option_next(&reader)) != OPTION_END) {
        if (id == OPTION_WRONG || id == OPT_HELP)
            return id;
        if (id == OPTION_OPERAND)
            settings->operands[settings->operand_count++] = argv[reader.at - 1];
        else if (!take_option(settings, &reader, id))
            return OPTION_WRONG;
    }
    if (settings->operand_count == 0)
        settings->operands[settings->operand_count++] = only_stdin;
    return OPTION_END;
}

static enum status run(const struct verb *verb, int argc, char **argv)
{
    struct settings settings = {.colours = COLOURS_AUTO};
    if (!prepare_context_options(&settings.context, argc))
        return STATUS_INTERNAL;
    settings.context.explain_roles = true;
    enum status status = STATUS_USAGE;
    int end = read_arguments(&settings, argc, argv);
    if (end == OPT_HELP)
        status = print_page(verb->help);
    if (end == OPTION_END)
        status = explain_operands(&settings);
    free(settings.context.grammar_paths);
    return status;
}

static const char help[] =
    "Usage: giji explain [OPTION]... [FILE[:LINE[-LINE]]]...\n"
    "\n"
    "Shows how a dump is read: for each line, or part of a line, the section that it was read in,\n"
    "the rule that claims it, and what became of it. With a line, or lines, in full: the rules "
    "that\n"
    "were tried in their order, how far each matched, what the winner caught, and why the text "
    "went\n"
    "where it went. Reads standard input where there is no FILE, or where FILE is '-', as in "
    "-:57.\n"
    "\n"
    "How dumps are read\n"
    "  -g, --grammar ID       the form of every dump; by default each dump's signs decide\n"
    "                         ('giji grammar list' lists the ids)\n"
    "  -G, --grammars PATH    add a grammar file, or every *.xml of a folder; may be repeated\n"
    "  -e, --encoding NAME    how the dump is encoded ('giji help parse'); by default it is "
    "detected\n"
    "\n"
    "What is shown\n"
    "  -a, --all              of a line, every rule that was tried; by default, of those that do\n"
    "                         not match, the few that got furthest\n"
    "  -c, --color WHEN       auto (the default: on a terminal, unless NO_COLOR is set), always "
    "or\n"
    "                         never\n"
    "  -h, --help             this page\n"
    "\n"
    "How to read it\n"
    "  In the list of a whole file, '-' stands for no rule, and '+' for text that joins what is\n"
    "  open. Under a line, ~~~ is what a rule's pattern could match if only other text followed,\n"
    "  and ^ where it got stuck.\n"
    "\n"
    "Examples\n"
    "  giji explain minutes.txt\n"
    "  giji explain minutes.txt:57\n"
    "  giji explain --grammars our-town.xml --grammar our-town minutes.txt:57-60 | less -R\n";

const struct verb explain_verb = {"explain", "show how the lines of a dump are read, and why", help,
                                  run};
