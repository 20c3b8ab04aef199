/* giji at the command line: hands a verb its arguments. The program uses the library's public
 * headers alone, speaks UTF-8 whatever the locale, and never sets one. */
#include "options.h"
#include "verbs.h"

#include <giji/giji.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct verb *const verbs[] = {&parse_verb, &explain_verb, &detect_verb, &grammar_verb,
                                    &help_verb};
const size_t verb_count = sizeof verbs / sizeof *verbs;

const struct verb *find_verb(const char *name)
{
    const char *names[sizeof verbs / sizeof *verbs];
    for (size_t i = 0; i < verb_count; i++) {
        if (strcmp(verbs[i]->name, name) == 0)
            return verbs[i];
        names[i] = verbs[i]->name;
    }
    const char *near = nearest_word(name, names, verb_count);
    if (near)
        usage_error(NULL, "there is no verb '%s'; did you mean '%s'?", name, near);
    else
        usage_error(NULL, "there is no verb '%s'", name);
    return NULL;
}

static enum status print_version(void)
{
    printf("giji %s (writes %s)\n%s\n", giji_version(), GIJI_FORMAT, giji_library_versions());
    return print_page("");
}

static bool is_one_of(const char *word, const char *letter, const char *name)
{
    return strcmp(word, letter) == 0 || strcmp(word, name) == 0;
}

/* Where a shell closed one of the three (>&-), the next file that is opened would take its place, and get
 * the messages. What is opened here instead can be neither read nor written, as if it were closed. */
static void keep_standard_places(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        if (fcntl(file, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    keep_standard_places();
    /* Where a parent ignores it, a closed pipe would be an error to report on every write. */
    signal(SIGPIPE, SIG_DFL);
    /* A file that may not grow further is an error that says which file; the signal would say nothing. */
    signal(SIGXFSZ, SIG_IGN);
    if (argc < 2) {
        usage_error(NULL, "what to do? As in: giji parse minutes.txt");
        return STATUS_USAGE;
    }
    if (is_one_of(argv[1], "-h", "--help"))
        return (int)help_verb.run(&help_verb, 1, argv);
    if (is_one_of(argv[1], "-V", "--version"))
        return (int)print_version();
    if (argv[1][0] == '-') {
        usage_error(NULL, "a verb comes before options such as '%s': giji parse %s ...", argv[1],
                    argv[1]);
        return STATUS_USAGE;
    }
    const struct verb *verb = find_verb(argv[1]);
    return (int)(verb ? verb->run(verb, argc - 1, argv + 1) : STATUS_USAGE);
}
