#include "output.h"
#include "messages.h"
#include "temporary.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void output_failed(const struct output *output)
{
    show_failure(output->path ? output->path : "standard output", "cannot write: %s",
                 errno ? strerror(errno) : "the device refused");
}

static mode_t mask;

/* The mask is the whole program's, and can be asked only by setting it. */
static void ask_mask(void)
{
    mask = umask(0);
    umask(mask);
}

/* The mode that a new file would have, or the old file's own. */
static mode_t file_mode(const struct stat *old)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, ask_mask);
    return old ? old->st_mode & 0777 : 0666 & ~mask;
}

/* What takes a file's place has its owner and mode, as far as giji may give them. */
static bool take_after(int descriptor, const struct stat *old)
{
    if (old && fchown(descriptor, old->st_uid, old->st_gid) != 0)
        errno = 0; /* only root gives files away */
    return fchmod(descriptor, file_mode(old)) == 0;
}

/* A name beside `path` for mkstemp; short, since the path's own may be as long as names can be. */
static char *temporary_name(const char *path)
{
    static const char name[] = ".giji.XXXXXX";
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash + 1 - path) : 0;
    char *temporary = malloc(folder + sizeof name);
    if (temporary) {
        memcpy(temporary, path, folder);
        memcpy(temporary + folder, name, sizeof name);
    }
    return temporary;
}

static bool open_temporary(struct output *output, const struct stat *old)
{
    output->temporary = temporary_name(output->path);
    int descriptor = output->temporary ? temporary_open(output->temporary) : -1;
    if (descriptor < 0) {
        free(output->temporary);
        output->temporary = NULL;
        return false;
    }
    output->file = fdopen(descriptor, "wb");
    if (!output->file)
        close(descriptor);
    return output->file && take_after(descriptor, old);
}

/* What there is where a path leads. */
struct target {
    const char *path;
    bool is_link, exists;
    struct stat about; /* of what exists */
    int reason;        /* why nothing does */
};

/* Mostly there is nothing yet, which is known at once where no link leads there. */
static struct target look_at(const char *path)
{
    struct target target = {.path = path};
    bool named = lstat(path, &target.about) == 0;
    target.is_link = named && S_ISLNK(target.about.st_mode);
    target.exists = target.is_link ? stat(path, &target.about) == 0 : named;
    target.reason = target.exists ? 0 : errno;
    return target;
}

/* Whether a file may be where the path leads: not where that is a link to nothing, or to itself, which would
 * be replaced; nor a file that is write-protected. */
static bool may_write(const struct target *target)
{
    if (target->exists)
        return access(target->path, W_OK) == 0;
    errno = target->reason;
    return !target->is_link && target->reason == ENOENT;
}

/* A link stays a link: what it points to is replaced. But a link may lead to what has no path, as
 * /dev/fd/3 to a pipe: what is no file is opened by the name that was given. */
static bool open_path(struct output *output, const struct target *target)
{
    if (!may_write(target))
        return false;
    bool replaces = target->exists && S_ISREG(target->about.st_mode);
    output->path = replaces ? realpath(target->path, NULL) : strdup(target->path);
    if (!output->path)
        return false;
    if (!target->exists || replaces)
        return open_temporary(output, replaces ? &target->about : NULL);
    output->file = fopen(output->path, "wb");
    return output->file != NULL;
}

/* Whether the path leads there, as /dev/stdout does: a log that a shell opened must not be replaced. */
static bool is_stdout(const struct target *target)
{
    struct stat standard;
    return target->exists && fstat(STDOUT_FILENO, &standard) == 0 &&
           target->about.st_dev == standard.st_dev && target->about.st_ino == standard.st_ino;
}

/* A file may be writable where its folder is not; then the file that is to take its place has none. */
static void show_why_not_opened(const struct output *output, const char *path)
{
    struct stat link;
    int reason = errno;
    bool no_temporary = output->path && !output->file;
    if (reason == ENOENT && lstat(path, &link) == 0)
        show_failure(path, "cannot write: it is a link to what is not there");
    else if (reason == EACCES && no_temporary)
        show_failure(path, "cannot write a file into its folder: %s", strerror(reason));
    else
        show_failure(path, "cannot write: %s", strerror(reason));
}

bool output_open(struct output *output, const char *path)
{
    *output = (struct output){stdout, NULL, NULL};
    if (!path || strcmp(path, "-") == 0)
        return true;
    struct target target = look_at(path);
    if (is_stdout(&target))
        return true;
    output->file = NULL;
    if (open_path(output, &target))
        return true;
    show_why_not_opened(output, path);
    output_discard(output);
    return false;
}

static void forget(struct output *output)
{
    free(output->path);
    free(output->temporary);
    *output = (struct output){NULL, NULL, NULL};
}

bool output_finish(struct output *output)
{
    errno = 0;
    bool well = fflush(output->file) == 0 && !ferror(output->file);
    if (output->file != stdout) {
        well = fclose(output->file) == 0 && well;
        output->file = NULL;
    }
    if (well && output->temporary)
        well = temporary_rename(output->temporary, output->path);
    if (!well) {
        output_failed(output);
        output_discard(output);
        return false;
    }
    forget(output);
    return true;
}

void output_discard(struct output *output)
{
    if (output->file && output->file != stdout)
        fclose(output->file);
    if (output->temporary)
        temporary_remove(output->temporary);
    forget(output);
}
