/* giji help: the overview, and a page for every verb. */
#include "options.h"
#include "output.h"
#include "verbs.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum status print_page(const char *text)
{
    errno = 0;
    fputs(text, stdout);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return STATUS_WELL;
    output_failed(&(struct output){stdout, NULL, NULL});
    return STATUS_FAILED;
}

static enum status overview(void)
{
    fputs("Usage: giji VERB [OPTION]... [FILE]...\n"
          "\n"
          "Turns plain-text dumps of Japanese meeting minutes into structured records.\n"
          "\n",
          stdout);
    for (size_t i = 0; i < verb_count; i++)
        printf("  giji %-10s %s\n", verbs[i]->name, verbs[i]->summary);
    return print_page("\n"
                      "  giji VERB --help   what the verb does and its options\n"
                      "  giji --version     the versions of giji and of the libraries it uses\n"
                      "\n"
                      "Exit status\n"
                      "  0  all well\n"
                      "  1  some input failed, a grammar has findings, or the output cannot be "
                      "written\n"
                      "  2  wrong usage\n"
                      "  3  out of memory, or a fault of giji's own\n"
                      "A reader that closes the pipe early ends giji silently, by SIGPIPE.\n"
                      "\n"
                      "Colours are used on a terminal unless NO_COLOR is set.\n");
}

static enum status run(const struct verb *verb, int argc, char **argv)
{
    if (argc < 2)
        return overview();
    if (strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--help") == 0)
        return print_page(verb->help);
    const struct verb *asked = find_verb(argv[1]);
    if (!asked)
        return STATUS_USAGE;
    if (argc > 2) {
        usage_error(asked->name, "help takes one verb, without '%s'", argv[2]);
        return STATUS_USAGE;
    }
    return print_page(asked->help);
}

static const char help[] = "Usage: giji help [VERB]\n"
                           "\n"
                           "Prints the overview, or what VERB does and its options.\n";

const struct verb help_verb = {"help", "the overview, or the page of a verb", help, run};
