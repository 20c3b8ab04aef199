#include "fuzz.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[PATH_MAX];

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *place)
{
    (void)about, (void)type;
    return place->level ? remove(path) : 0;
}

void fuzz_empty(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void remove_folder(void)
{
    fuzz_empty(folder);
    rmdir(folder);
}

const char *fuzz_folder(void)
{
    const char *temporary = getenv("TMPDIR");
    if (folder[0])
        return folder;
    snprintf(folder, sizeof folder, "%s/giji-fuzz-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(folder))
        fuzz_fail("cannot make the folder %s", folder);
    atexit(remove_folder);
    return folder;
}

void fuzz_write(const char *where, const char *name, const void *bytes, size_t length)
{
    char path[2 * PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", where, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        fuzz_fail("cannot write %s", path);
}

const char *fuzz_grammar_path(void)
{
    static char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/grammar.xml", fuzz_folder());
    return path;
}

/* ---- inputs of several files ------------------------------------------------------------------ */

enum { LONGEST_NAME = 40 };

/* The name in a line "==> NAME <==" at the start of `text`, and the line's length; 0 where there is
 * none. */
static size_t read_part_line(giji_string text, char *name)
{
    static const char opening[] = "==> ", closing[] = " <==\n";
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    size_t at = strlen(opening), length = 0;
    if (text.length < at || memcmp(text.data, opening, at) != 0)
        return 0;
    while (at + length < text.length && length < LONGEST_NAME && text.data[at + length] &&
           strchr(letters, text.data[at + length]))
        length++;
    if (length == 0 || text.data[at] == '.' || text.length - at - length < strlen(closing) ||
        memcmp(text.data + at + length, closing, strlen(closing)) != 0)
        return 0;
    memcpy(name, text.data + at, length);
    name[length] = '\0';
    return at + length + strlen(closing);
}

/* Where the next part's line begins, or the end. */
static size_t part_end(giji_string text, size_t from)
{
    char name[LONGEST_NAME + 1];
    for (size_t at = from; at < text.length; at++) {
        giji_string rest = {text.data + at, text.length - at};
        if ((at == 0 || text.data[at - 1] == '\n') && read_part_line(rest, name))
            return at;
    }
    return text.length;
}

giji_string fuzz_unpack(const uint8_t *data, size_t size)
{
    giji_string text = {(const char *)data, size}, dump = {NULL, 0};
    char name[LONGEST_NAME + 1] = "grammar.xml";
    size_t at = 0;
    fuzz_empty(fuzz_folder());
    while (true) {
        size_t end = part_end(text, at);
        if (strcmp(name, "dump") == 0)
            dump = (giji_string){text.data + at, end - at};
        else
            fuzz_write(fuzz_folder(), name, text.data + at, end - at);
        if (end == text.length)
            return dump;
        giji_string rest = {text.data + end, text.length - end};
        at = end + read_part_line(rest, name);
    }
}
