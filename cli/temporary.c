#include "temporary.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What a user, a terminal, a shell or a closed pipe ends a program with. */
static const int deadly[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGXCPU};
enum { DEADLY_COUNT = sizeof deadly / sizeof *deadly };

/* The files that are there now; a free place is NULL. A thread changes them, and the disk, only while it has
 * blocked the deadly signals and is counted as changing them; and no more once the program is dying. */
static _Atomic(const char *) present[TEMPORARY_MOST];
static atomic_int changing;
static atomic_bool dying;

/* May run in any thread, but for those that are changing the files: it waits for these. The signal is blocked
 * until the handler returns: then it ends the program as if there had been no handler. */
static void remove_and_die(int signal_number)
{
    atomic_store(&dying, true);
    while (atomic_load(&changing) > 0)
        poll(NULL, 0, 1);
    for (int i = 0; i < TEMPORARY_MOST; i++) {
        const char *name = atomic_load(&present[i]);
        if (name)
            unlink(name);
    }
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

static void begin_change(sigset_t *before)
{
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < DEADLY_COUNT; i++)
        sigaddset(&set, deadly[i]);
    pthread_sigmask(SIG_BLOCK, &set, before);
    atomic_fetch_add(&changing, 1);
    if (!atomic_load(&dying))
        return;
    atomic_fetch_sub(&changing, 1);
    for (;;)
        pause();
}

static void end_change(const sigset_t *before)
{
    int error = errno;
    atomic_fetch_sub(&changing, 1);
    pthread_sigmask(SIG_SETMASK, before, NULL);
    errno = error;
}

/* Puts `name` into the first place that holds `old`; false where none does. */
static bool take_place(const char *old, const char *name)
{
    for (int i = 0; i < TEMPORARY_MOST; i++) {
        const char *held = old;
        if (atomic_compare_exchange_strong(&present[i], &held, name))
            return true;
    }
    return false;
}

int temporary_open(char *name)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    sigset_t before;
    pthread_once(&once, watch);
    begin_change(&before);
    int descriptor = mkstemp(name);
    if (descriptor >= 0 && !take_place(NULL, name)) {
        unlink(name);
        close(descriptor);
        descriptor = -1;
        errno = EMFILE;
    }
    end_change(&before);
    return descriptor;
}

bool temporary_rename(const char *name, const char *path)
{
    sigset_t before;
    begin_change(&before);
    bool well = rename(name, path) == 0;
    if (well)
        take_place(name, NULL);
    end_change(&before);
    return well;
}

void temporary_remove(const char *name)
{
    sigset_t before;
    begin_change(&before);
    unlink(name);
    take_place(name, NULL);
    end_change(&before);
}
