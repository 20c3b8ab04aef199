/* The library in a program that has set a locale: all that comes of it is what comes of it in the C locale, in
 * UTF-8, with points in its numbers.
 *
 *     test_locale TESTDATA GRAMMARS
 *
 * The locales are made by localedef in a folder of the test's own; those that it cannot make are skipped. */
#include "check.h"

#include <giji/json.h>
#include <giji/xml.h>

#include <glob.h>
#include <libxml/parser.h>
#include <locale.h>
#include <unistd.h>

static glob_t dumps, grammars;

static void keep(giji_memory *all, const char *text)
{
    giji_sink_memory(all, text, strlen(text));
    giji_sink_memory(all, "\n", 1);
}

static void keep_error(void *data, const giji_error *error)
{
    char place[64];
    snprintf(place, sizeof place, ":%u:%u:", error->line, error->column);
    keep(data, error->file);
    keep(data, place);
    keep(data, error->message);
    keep(data, error->expected);
}

static void keep_note(void *data, giji_tryout_kind kind, const giji_error *note)
{
    (void)kind;
    keep_error(data, note);
}

static void keep_log(void *data, giji_log_level level, const char *message)
{
    (void)level;
    keep(data, message);
}

/* What a locale could take otherwise: tags in capitals, whose I is another letter in Turkish. */
static const char tags[] =
    "<DIV>会議の名称 みどり市民会議</DIV>\n<UL><LI>一</LI><LI>二</LI></UL>\n";

/* ---- all that the library makes ------------------------------------------------------------ */

static void make_trees(giji_memory *all, const giji_document *document)
{
    json_t *json = giji_document_to_json(document, NULL);
    char *text = json ? json_dumps(json, JSON_COMPACT) : NULL;
    keep(all, text ? text : "no JSON");
    free(text);
    json_decref(json);
    xmlChar *bytes = NULL;
    int length;
    xmlDocPtr xml = giji_document_to_xml(document, NULL);
    if (xml)
        xmlDocDumpMemory(xml, &bytes, &length);
    keep(all, bytes ? (const char *)bytes : "no XML");
    xmlFree(bytes);
    xmlFreeDoc(xml);
}

static void make_grammar(giji_memory *all, const giji_context *context,
                         const giji_document *document)
{
    giji_error error = GIJI_ERROR_INIT;
    for (int flags = GIJI_PROPOSE_NEAR; flags <= GIJI_PROPOSE_ALONE; flags++)
        if (!giji_propose_grammar(context, &document, 1, "town", (giji_propose_flags)flags,
                                  giji_sink_memory, all, &error))
            keep_error(all, &error);
}

static void make_record_of_tags(giji_memory *all, const giji_context *context)
{
    giji_document *document = giji_parse(context, "tags", tags, sizeof tags - 1, NULL);
    if (!document)
        abort();
    giji_write_json(document, GIJI_WRITE_INDENT, giji_sink_memory, all, NULL);
    giji_document_free(document);
}

static void make_records(giji_memory *all, const giji_context *context, const char *path)
{
    giji_detection *detection = giji_detect_file(context, path, NULL);
    giji_document *document = giji_parse_file(context, path, NULL);
    if (!detection || !document)
        abort();
    giji_write_detection_json(detection, GIJI_WRITE_INDENT, giji_sink_memory, all, NULL);
    giji_write_json(document, GIJI_WRITE_INDENT, giji_sink_memory, all, NULL);
    giji_write_xml(document, GIJI_WRITE_COMPACT, giji_sink_memory, all, NULL);
    make_trees(all, document);
    make_grammar(all, context, document);
    giji_document_free(document);
    giji_detection_free(detection);
}

static void make_findings(giji_memory *all, const giji_context *context, const char *path)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_tryout sum;
    giji_context_check_grammar(context, path, keep_error, all);
    giji_context_try_grammar(context, path, NULL, 0, keep_note, all, &sum, &error);
    keep_error(all, &error);
}

static void make_failures(giji_memory *all, giji_context *context)
{
    giji_error errors[3] = {GIJI_ERROR_INIT, GIJI_ERROR_INIT, GIJI_ERROR_INIT};
    giji_document_free(giji_parse_file(context, "no-such-file", &errors[0]));
    giji_context_add_grammars(context, "no-such-file", &errors[1]);
    giji_context_add_grammars(context, "no-such-folder/", &errors[2]);
    for (int i = 0; i < 3; i++)
        keep_error(all, &errors[i]);
    giji_context_check_grammar(context, "no-such-file", keep_error, all);
}

static giji_memory make_all(void)
{
    giji_memory all = {NULL, 0, 0};
    giji_context *context = giji_context_new(NULL);
    if (!context)
        abort();
    giji_context_set_log(context, keep_log, &all);
    giji_context_set_explain_roles(context, true);
    for (size_t i = 0; i < dumps.gl_pathc; i++)
        make_records(&all, context, dumps.gl_pathv[i]);
    for (size_t i = 0; i < grammars.gl_pathc; i++)
        make_findings(&all, context, grammars.gl_pathv[i]);
    make_record_of_tags(&all, context);
    make_failures(&all, context);
    giji_context_free(context);
    return all;
}

/* ---- locales ------------------------------------------------------------------------------- */

static char folder[] = "/tmp/giji-locales-XXXXXX";

static bool make_locale(const char *source, const char *charset, const char *name)
{
    char command[512];
    snprintf(command, sizeof command, "localedef -i %s -f %s %s/%s >/dev/null 2>&1", source,
             charset, folder, name);
    /* localedef's warnings are a failure to it, so what counts is what it made. */
    bool ran = system(command) != -1; /* NOLINT(cert-env33-c): no word of it comes from outside */
    return ran && setlocale(LC_ALL, name);
}

static void show_difference(const giji_memory *want, const giji_memory *have)
{
    enum { BEFORE = 100, SHOWN = 200 };
    size_t at = 0;
    while (at < want->length && at < have->length && want->data[at] == have->data[at])
        at++;
    size_t from = at < BEFORE ? 0 : at - BEFORE;
    fprintf(stderr, "wanted: %.*s\nfound:  %.*s\n", SHOWN, want->data + from, SHOWN,
            have->data + from);
}

static void check_locale(const giji_memory *want, const char *source, const char *charset,
                         const char *name)
{
    if (!make_locale(source, charset, name)) {
        fprintf(stderr, "skipped: there is no locale %s, and localedef cannot make it\n", name);
        return;
    }
    CHECK(strcmp(localeconv()->decimal_point, ",") == 0);
    giji_memory have = make_all();
    CHECK(strcmp(setlocale(LC_ALL, NULL), name) == 0);
    if (!CHECK(giji_slice_equal(giji_slice_of(have.data, have.length),
                                giji_slice_of(want->data, want->length))))
        show_difference(want, &have);
    giji_memory_free(&have);
    setlocale(LC_ALL, "C");
}

static void find_files(const char *where, const char *what, glob_t *files)
{
    char pattern[4096];
    snprintf(pattern, sizeof pattern, "%s/*/%s", where, what);
    if (glob(pattern, 0, NULL, files) != 0)
        abort();
}

static void remove_folder(void)
{
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    CHECK(system(command) == 0); /* NOLINT(cert-env33-c) */
}

int main(int count, char **arguments)
{
    if (count < 3 || !mkdtemp(folder) || setenv("LOCPATH", folder, 1) != 0)
        return 2;
    find_files(arguments[1], "input.*", &dumps);
    find_files(arguments[2], "grammar.xml", &grammars);
    giji_memory want = make_all();
    check_locale(&want, "fr_FR", "UTF-8", "fr_FR.UTF-8");
    check_locale(&want, "fr_FR", "ISO-8859-1", "fr_FR.ISO-8859-1");
    check_locale(&want, "tr_TR", "ISO-8859-9", "tr_TR.ISO-8859-9");
    giji_memory_free(&want);
    remove_folder();
    globfree(&dumps);
    globfree(&grammars);
    xmlCleanupParser();
    return check_result();
}
