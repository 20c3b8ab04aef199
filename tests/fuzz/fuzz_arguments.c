/* The command line: the lines of the input are the arguments of giji, whose main runs in here.
 *
 * It runs in a temporary folder with some files in the folder "in". No argument leads out of it: a
 * slash stays only behind the names of the folders "in" and "out", any other one becomes '_', and
 * so there is neither an absolute path nor one through "..". */
#include "fuzz.h"

#include "base/file.h"
#include "text/utf8.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/common_interface_defs.h>
#define FUZZ_REPORTS
#endif
#endif

/* The program's main, under another name. */
int giji_main(int argc, char **argv);

/* ---- one context for all runs ----------------------------------------------------------------- */

/* The program is compiled so that it calls these for the library's functions: what is built in is
 * compiled once only. */
giji_context *fuzz_context_new(giji_error *error);
void fuzz_context_free(giji_context *context);

static giji_context *kept;

giji_context *fuzz_context_new(giji_error *error)
{
    giji_context *context = kept ? kept : giji_context_new(error);
    kept = NULL;
    return context;
}

static bool has_own_grammars(const giji_context *context)
{
    for (size_t i = 0; i < giji_context_grammar_count(context); i++) {
        giji_string file = giji_grammar_file(giji_context_grammar(context, i));
        if (file.length != 8 || memcmp(file.data, "built in", 8) != 0)
            return true;
    }
    return false;
}

void fuzz_context_free(giji_context *context)
{
    if (!context || kept || has_own_grammars(context)) {
        giji_context_free(context);
        return;
    }
    giji_context_set_log(context, NULL, NULL);
    giji_context_set_grammar(context, NULL, NULL);
    giji_context_set_encoding(context, NULL, NULL);
    giji_context_set_explain_roles(context, false);
    giji_context_set_trace(context, 0, 0);
    kept = context;
}

/* ---- the folder --------------------------------------------------------------------------------- */

static void copy_case(const char *name, const char *to)
{
    char path[4096];
    size_t length;
    snprintf(path, sizeof path, GIJI_SOURCE "/testdata/%s", name);
    void *bytes = giji_file_read(path, &length, NULL);
    if (!bytes)
        fuzz_fail("cannot read %s", path);
    fuzz_write("in", to, bytes, length);
    free(bytes);
}

/* What the program prints stands beside its folder, where no argument reaches it. */
static void make_files(void)
{
    if (chdir(fuzz_folder()) != 0)
        fuzz_fail("cannot enter %s", fuzz_folder());
    fuzz_empty(".");
    if (mkdir("run", 0777) != 0 || chdir("run") != 0 || mkdir("in", 0777) != 0)
        fuzz_fail("cannot make a folder");
    copy_case("explain-line/minutes.txt", "a.txt");
    copy_case("cp932-table/input.txt", "b.txt");
    copy_case("explain-line/club.xml", "c.xml");
    fuzz_write("in", "d.xml", "<grammar>", 9);
}

/* ---- the arguments ------------------------------------------------------------------------------ */

enum { MOST_ARGUMENTS = 40 };

struct arguments {
    int count;
    char *words[MOST_ARGUMENTS + 2];
};

static bool is_behind(const char *word, size_t at, const char *name)
{
    size_t length = strlen(name);
    return at >= length && memcmp(word + at - length, name, length) == 0;
}

static void tame(char *word)
{
    for (size_t at = 0; word[at]; at++)
        if (word[at] == '/' && !is_behind(word, at, "in") && !is_behind(word, at, "out"))
            word[at] = '_';
}

static void read_arguments(const char *data, size_t size, struct arguments *arguments)
{
    arguments->words[arguments->count++] = strdup("giji");
    while (size > 0 && arguments->count <= MOST_ARGUMENTS) {
        const char *end = memchr(data, '\n', size);
        size_t length = end ? (size_t)(end - data) : size;
        char *word = strndup(data, length);
        tame(word);
        arguments->words[arguments->count++] = word;
        size_t step = length + (end != NULL);
        data += step;
        size -= step;
    }
}

/* ---- the run ------------------------------------------------------------------------------------ */

static int standard[3]; /* copies of what was open at the start */

static void open_as(int descriptor, const char *path, int flags)
{
    int file = open(path, flags, 0666);
    if (file < 0 || dup2(file, descriptor) != descriptor)
        fuzz_fail("cannot open %s", path);
    close(file);
}

static void begin(void)
{
    for (int i = 0; i < 3 && !standard[2]; i++)
        standard[i] = dup(i);
#ifdef FUZZ_REPORTS
    __sanitizer_set_report_fd((void *)(intptr_t)standard[2]);
#endif
    make_files();
    open_as(0, "in/a.txt", O_RDONLY);
    open_as(1, "../stdout", O_RDWR | O_CREAT | O_TRUNC);
    open_as(2, "../stderr", O_RDWR | O_CREAT | O_TRUNC);
}

static void end(void)
{
    fflush(stdout);
    fflush(stderr);
    for (int i = 0; i < 3; i++)
        dup2(standard[i], i);
}

/* ---- what must be ------------------------------------------------------------------------------- */

static int lowest_free_descriptor(void)
{
    int descriptor = dup(0);
    close(descriptor);
    return descriptor;
}

/* What goes to a terminal is UTF-8 and holds no control characters. */
static void check_messages(giji_string messages)
{
    const unsigned char *bytes = (const unsigned char *)messages.data;
    if (giji_utf8_invalid(bytes, messages.length, 0) < messages.length)
        fuzz_fail("standard error is no UTF-8: %s", messages.data);
    for (size_t i = 0; i < messages.length; i++)
        if ((bytes[i] < 0x20 && bytes[i] != '\n') || bytes[i] == 0x7F)
            fuzz_fail("standard error has the byte 0x%02x: %s", bytes[i], messages.data);
}

static void check_outcome(int status)
{
    size_t printed, said;
    void *output = giji_file_read("../stdout", &printed, NULL);
    char *messages = giji_file_read("../stderr", &said, NULL);
    if (!output || !messages)
        fuzz_fail("the program's output is gone");
    messages[said] = '\0'; /* a byte more than was read is there */
    if (status < 0 || status > 2)
        fuzz_fail("status %d: %s", status, messages);
    if (status == 2 && printed)
        fuzz_fail("wrong usage, but it prints");
    if (status && !said)
        fuzz_fail("status %d, and not a word", status);
    check_messages((giji_string){messages, said});
    free(output);
    free(messages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arguments arguments = {0};
    if (memchr(data, '\0', size))
        return -1;
    read_arguments((const char *)data, size, &arguments);
    char *words[MOST_ARGUMENTS + 2];
    memcpy(words, arguments.words, sizeof words);
    begin();
    int descriptor = lowest_free_descriptor();
    int status = giji_main(arguments.count, words);
    int after = lowest_free_descriptor();
    end();
    if (after != descriptor)
        fuzz_fail("a file was left open");
    check_outcome(status);
    for (int i = 0; i < arguments.count; i++)
        free(arguments.words[i]);
    return 0;
}
