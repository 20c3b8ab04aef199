#include "temporary.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What a user, a terminal, a shell or a closed pipe ends a program with. */
static const int deadly[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGXCPU};
enum { DEADLY_COUNT = sizeof deadly / sizeof *deadly };

/* The file that is there now, or NULL. It changes only while the deadly signals are blocked. */
static const char *volatile present;

/* The signal is blocked until the handler returns: then it ends the program as if there had been no
 * handler. */
static void remove_and_die(int signal_number)
{
    const char *name = present;
    if (name)
        unlink(name);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* Signals that the parent had ignored (nohup) stay so. */
static void watch(void)
{
    struct sigaction action = {.sa_handler = remove_and_die};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < DEADLY_COUNT; i++) {
        struct sigaction old;
        if (sigaction(deadly[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(deadly[i], &action, NULL);
    }
}

static void block(sigset_t *before)
{
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < DEADLY_COUNT; i++)
        sigaddset(&set, deadly[i]);
    sigprocmask(SIG_BLOCK, &set, before);
}

static void unblock(const sigset_t *before)
{
    int error = errno;
    sigprocmask(SIG_SETMASK, before, NULL);
    errno = error;
}

int temporary_open(char *name)
{
    sigset_t before;
    watch();
    block(&before);
    int descriptor = mkstemp(name);
    if (descriptor >= 0)
        present = name;
    unblock(&before);
    return descriptor;
}

bool temporary_rename(const char *name, const char *path)
{
    sigset_t before;
    block(&before);
    bool well = rename(name, path) == 0;
    if (well)
        present = NULL;
    unblock(&before);
    return well;
}

void temporary_remove(const char *name)
{
    sigset_t before;
    block(&before);
    unlink(name);
    present = NULL;
    unblock(&before);
}
