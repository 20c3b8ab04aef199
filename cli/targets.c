#include "targets.h"
#include "input.h"
#include "messages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct target {
    const char *input;
    char *path;
};

char *target_path(const char *folder, const char *input, const char *extension)
{
    const char *slash = strrchr(input, '/');
    const char *name = strcmp(input, "-") == 0 ? "stdin" : slash ? slash + 1 : input;
    const char *dot = strrchr(name, '.');
    size_t stem = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    const char *between = folder[0] && folder[strlen(folder) - 1] == '/' ? "" : "/";
    size_t size = strlen(folder) + stem + strlen(extension) + 3;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s%s%.*s.%s", folder, between, (int)stem, name, extension);
    return path;
}

bool names_folder(const char *path)
{
    size_t length = strlen(path);
    return (length > 0 && path[length - 1] == '/') || is_folder(path);
}

static bool make_one(const char *path)
{
    return mkdir(path, 0777) == 0 || (errno == EEXIST && is_folder(path));
}

/* Makes every folder on the way to `path`, whose slashes it puts back. */
static bool make_folders(char *path)
{
    char *slash = path;
    while ((slash = strchr(slash + 1, '/')) != NULL) {
        *slash = '\0';
        bool there = make_one(path);
        *slash = '/';
        if (!there)
            return false;
    }
    return make_one(path);
}

bool make_folder(const char *path)
{
    char *copy = strdup(path);
    bool made = is_folder(path) || (copy && make_folders(copy));
    if (!made)
        show_failure(path, "cannot make the folder: %s", strerror(errno));
    free(copy);
    return made;
}

static int compare_targets(const void *a, const void *b)
{
    return strcmp(((const struct target *)a)->path, ((const struct target *)b)->path);
}

/* Says which two neighbours of the sorted targets share a path. */
static bool all_differ(const struct target *targets, int count)
{
    for (int i = 1; i < count; i++)
        if (strcmp(targets[i - 1].path, targets[i].path) == 0) {
            show_failure(targets[i].input, "its record and that of %s would both be %s",
                         targets[i - 1].input, targets[i].path);
            return false;
        }
    return true;
}

static bool no_input_is_lost(const struct target *targets, int count)
{
    for (int i = 0; i < count; i++)
        if (is_same_file(targets[i].input, targets[i].path)) {
            show_failure(targets[i].input, "its record would take its place");
            return false;
        }
    return true;
}

static bool make_targets(struct target *targets, const char *folder, char **inputs, int count,
                         const char *extension)
{
    for (int i = 0; i < count; i++) {
        targets[i] = (struct target){inputs[i], target_path(folder, inputs[i], extension)};
        if (!targets[i].path)
            return false;
    }
    return true;
}

static enum status judge_targets(struct target *targets, int count)
{
    qsort(targets, (size_t)count, sizeof *targets, compare_targets);
    bool good = all_differ(targets, count) && no_input_is_lost(targets, count);
    return good ? STATUS_WELL : STATUS_USAGE;
}

enum status check_targets(const char *folder, char **inputs, int count, const char *extension)
{
    enum status status = STATUS_INTERNAL;
    struct target *targets = calloc((size_t)count, sizeof *targets);
    if (targets && make_targets(targets, folder, inputs, count, extension))
        status = judge_targets(targets, count);
    else
        show_failure(folder, "out of memory");
    for (int i = 0; targets && i < count; i++)
        free(targets[i].path);
    free(targets);
    return status;
}
