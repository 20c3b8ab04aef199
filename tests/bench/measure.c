/* Runs a command, once or more often, and says what each run took:
 *
 *     measure TIMES OUTPUT COMMAND [ARGUMENT]...
 *
 * The command's standard output goes into the file OUTPUT, emptied each time. Prints a line a run: seconds on
 * the clock, seconds of the processor, bytes of memory at the peak, exit status. It is a small program, because what is measured as a
 * command's peak is never less than that of the program that started it. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double of_processor(const struct rusage *used)
{
    return (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) +
           (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e6;
}

/* The output is opened, and what it held is dropped, before the time begins. Never removed: it may be a device. */
static int start(pid_t *process, int output, char **command)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int failed = posix_spawnp(process, command[0], &actions, NULL, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static int run(const char *path, char **command)
{
    struct rusage used;
    pid_t process;
    int status, output = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (output < 0)
        return 1;
    double begun = seconds();
    int failed = start(&process, output, command) || wait4(process, &status, 0, &used) < 0;
    double wall = seconds() - begun;
    close(output);
    if (!failed)
        printf("%.6f %.6f %ld %d\n", wall, of_processor(&used), used.ru_maxrss * 1024L,
               WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return failed;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: measure TIMES OUTPUT COMMAND [ARGUMENT]...\n");
        return 2;
    }
    for (long times = strtol(argv[1], NULL, 10); times > 0; times--)
        if (run(argv[2], argv + 3) != 0) {
            perror(argv[3]);
            return 1;
        }
    return 0;
}
