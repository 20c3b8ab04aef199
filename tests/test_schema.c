/* The RELAX NG schema of grammars, which editors go by: what the library's own checks let pass, it lets
 * pass too.
 *
 *     test_schema SCHEMA BUILT-IN FOLDER
 *
 * The grammars are those in BUILT-IN, all of which must be in shape, since the library does not check them again, and
 * those in the folders in FOLDER. */
#include "check.h"

#include "base/file.h"
#include "grammar/element.h"
#include "grammar/shape.h"

#include <glob.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>

enum { LONGEST_PATH = 4096 };

/* Whether the library has nothing to say of the file's form. */
static bool is_in_shape(const struct grammar_file *file)
{
    struct arena arena = {0};
    struct findings findings = {0};
    size_t parts = 0;
    struct element *root = giji_elements_read(&arena, file, &parts, &findings);
    if (root)
        giji_check_shape(root, &findings);
    giji_arena_free(&arena);
    return findings.count == 0;
}

static void validate(xmlRelaxNGPtr schema, const struct grammar_file *file)
{
    xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);
    xmlDocPtr document =
        xmlReadMemory(file->bytes.data, (int)file->bytes.length, file->name, NULL, 0);
    if (!context || !document)
        abort();
    check_that(xmlRelaxNGValidateDoc(context, document) == 0, file->name, __FILE__, __LINE__);
    xmlFreeDoc(document);
    xmlRelaxNGFreeValidCtxt(context);
}

static void check_file(xmlRelaxNGPtr schema, const char *path, bool built_in)
{
    size_t length = 0;
    char *bytes = giji_file_read(path, &length, NULL), *ended = bytes ? malloc(length + 1) : NULL;
    if (!ended)
        abort();
    memcpy(ended, bytes, length);
    ended[length] = '\0';
    struct grammar_file file = {.name = path, .bytes = giji_slice_of(ended, length)};
    bool in_shape = is_in_shape(&file);
    check_that(in_shape || !built_in, path, __FILE__, __LINE__);
    if (in_shape)
        validate(schema, &file);
    free(ended);
    free(bytes);
}

static void check_files(xmlRelaxNGPtr schema, const char *folder, const char *pattern,
                        bool built_in)
{
    char paths[LONGEST_PATH];
    glob_t found;
    snprintf(paths, sizeof paths, "%s/%s", folder, pattern);
    if (glob(paths, 0, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++)
            check_file(schema, found.gl_pathv[i], built_in);
    globfree(&found);
}

static xmlRelaxNGPtr load_schema(const char *path)
{
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(path);
    xmlRelaxNGPtr schema = parser ? xmlRelaxNGParse(parser) : NULL;
    xmlRelaxNGFreeParserCtxt(parser);
    return schema;
}

int main(int count, char **arguments)
{
    xmlRelaxNGPtr schema = count > 3 ? load_schema(arguments[1]) : NULL;
    if (!schema)
        return 2;
    check_files(schema, arguments[2], "*.xml", true);
    check_files(schema, arguments[3], "*/*.xml", false);
    CHECK(check_passed > 10);
    xmlRelaxNGFree(schema);
    xmlCleanupParser();
    return check_result();
}
