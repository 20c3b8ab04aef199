/* The properties of every case, and of real dumps where they are at hand.
 *
 *     test_properties TESTDATA SCHEMA_JSON SCHEMA_XML SHARED
 *
 * Every input.* below TESTDATA is parsed as its case says (--grammars, --grammar and --encoding of the
 * file `options`). Real dumps are every *.txt in the folders corpus and families of $GIJI_SHARED, or
 * of SHARED. Each is parsed with and without traces. */
#include "properties.h"

#include "base/file.h"
#include "text/unicode.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

static struct {
    struct schemas *schemas;
    giji_context *plain; /* what a file without options is parsed with */
    size_t checked, faults;
    bool cases;
} run;

/* What counts for white space must be invisible to Unicode, too: nothing else may be left out of spans. */
static void check_spaces(void)
{
    struct faults faults = {"giji_is_space", 0};
    for (uint32_t c = 0; c <= 0x10FFFF; c++)
        if (giji_is_space(c) && !u_isUWhiteSpace((UChar32)c) &&
            u_charType((UChar32)c) != U_FORMAT_CHAR)
            found_fault(&faults, "U+%04X is visible", c);
    run.faults += faults.count;
}

/* ---- a case's options ------------------------------------------------------------------------ */

static bool set_option(giji_context *context, const char *folder, const char *name,
                       const char *value, giji_error *error)
{
    char path[2 * PATH_MAX];
    if (strcmp(name, "--grammar") == 0)
        return giji_context_set_grammar(context, value, error);
    if (strcmp(name, "--encoding") == 0)
        return giji_context_set_encoding(context, value, error);
    if (strcmp(name, "--grammars") != 0)
        return false;
    snprintf(path, sizeof path, "%s/%s", folder, value);
    return giji_context_add_grammars(context, path, error);
}

/* A context for the options in the file; NULL where there is no such file. */
static giji_context *context_of(const char *folder)
{
    char path[2 * PATH_MAX], name[64], value[256];
    giji_error error = GIJI_ERROR_INIT;
    snprintf(path, sizeof path, "%s/options", folder);
    FILE *file = fopen(path, "r");
    if (!file)
        return NULL;
    giji_context *context = giji_context_new(&error);
    while (fscanf(file, "%63s %255s", name, value) == 2)
        if (!set_option(context, folder, name, value, &error)) {
            fprintf(stderr, "%s: %s %s: %s\n", path, name, value, error.message);
            exit(1);
        }
    fclose(file);
    return context;
}

/* ---- files ------------------------------------------------------------------------------------ */

static void check_dump(giji_context *context, const struct dump *dump, bool trace)
{
    giji_error error = GIJI_ERROR_INIT;
    struct faults faults = {dump->name, 0};
    giji_context_set_trace(context, trace, trace ? UINT_MAX : 0);
    giji_context_set_explain_roles(context, trace);
    giji_document *document = giji_parse(context, dump->name, dump->bytes, dump->length, &error);
    if (!document) {
        printf("%s: no record: %s\n", dump->name, error.message);
        return;
    }
    check_document(document, &faults);
    check_records(run.schemas, document, GIJI_WRITE_COMPACT, &faults);
    check_records(run.schemas, document, GIJI_WRITE_INDENT, &faults);
    check_again(context, dump, document, &faults);
    check_white_space(context, dump, document, &faults);
    if (!trace)
        check_threads(context, dump, document, &faults);
    giji_document_free(document);
    run.checked++;
    run.faults += faults.count;
}

static void check_file(const char *path, const char *folder)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_context *own = context_of(folder), *context = own ? own : run.plain;
    struct dump dump = {.name = path};
    void *bytes = giji_file_read(path, &dump.length, &error);
    dump.bytes = bytes;
    if (!bytes) {
        printf("%s: %s\n", path, error.message);
        run.faults++;
    } else {
        check_dump(context, &dump, false);
        check_dump(context, &dump, true);
    }
    free(bytes);
    giji_context_free(own);
}

static bool is_dump(const char *name)
{
    size_t length = strlen(name);
    return run.cases ? strncmp(name, "input.", 6) == 0
                     : length > 4 && strcmp(name + length - 4, ".txt") == 0;
}

static int visit(const char *path, const struct stat *about, int type, struct FTW *place)
{
    char folder[PATH_MAX];
    (void)about;
    if (type != FTW_F || !is_dump(path + place->base))
        return 0;
    snprintf(folder, sizeof folder, "%.*s", place->base, path);
    check_file(path, folder);
    return 0;
}

static void check_shared(const char *shared, const char *name)
{
    char path[2 * PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", shared, name);
    run.cases = false;
    if (nftw(path, visit, 16, FTW_PHYS) != 0)
        printf("real dumps: skipped, there is no folder %s\n", name);
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    const char *shared = getenv("GIJI_SHARED");
    run.schemas = schemas_open(argv[2], argv[3]);
    run.plain = giji_context_new(NULL);
    if (!run.plain)
        return 3;
    check_spaces();
    run.cases = true;
    nftw(argv[1], visit, 16, FTW_PHYS);
    check_shared(shared ? shared : argv[4], "corpus");
    check_shared(shared ? shared : argv[4], "families");
    giji_context_free(run.plain);
    schemas_close(run.schemas);
    printf("%zu documents checked, %zu faults\n", run.checked, run.faults);
    return run.checked && !run.faults ? 0 : 1;
}
