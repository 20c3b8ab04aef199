/* The writers of lib/export against jansson and libxml2: what they write are the bytes that those
 * libraries write of the trees that giji builds for programs. Over the dumps of every case in the folder
 * that is the argument, as they are and damaged at random, always in the same way. */
#include "check.h"

#include "base/buffer.h"
#include "base/file.h"

#include <dirent.h>
#include <giji/json.h>
#include <giji/xml.h>
#include <libxml/xmlsave.h>

static bool into_buffer(void *data, const char *bytes, size_t length)
{
    giji_buffer_add(data, giji_slice_of(bytes, length));
    return true;
}

static int json_into_buffer(const char *bytes, size_t length, void *data)
{
    giji_buffer_add(data, giji_slice_of(bytes, length));
    return 0;
}

static void write_json(const giji_document *document, giji_write_flags flags, struct buffer *out)
{
    size_t style = flags & GIJI_WRITE_INDENT ? JSON_INDENT(2) : JSON_COMPACT;
    json_t *tree = giji_document_to_json(document, NULL);
    CHECK(json_dump_callback(tree, json_into_buffer, out, style | JSON_REAL_PRECISION(15)) == 0);
    giji_buffer_add_byte(out, '\n');
    json_decref(tree);
}

static int xml_into_buffer(void *data, const char *bytes, int length)
{
    giji_buffer_add(data, giji_slice_of(bytes, (size_t)length));
    return length;
}

static void write_xml(const giji_document *document, giji_write_flags flags, struct buffer *out)
{
    int style = flags & GIJI_WRITE_INDENT ? XML_SAVE_FORMAT : 0;
    xmlDocPtr tree = giji_document_to_xml(document, NULL);
    xmlSaveCtxtPtr context = xmlSaveToIO(xml_into_buffer, NULL, out, "UTF-8", style);
    CHECK(xmlSaveDoc(context, tree) >= 0);
    xmlSaveClose(context);
    xmlFreeDoc(tree);
}

static const struct {
    const char *name;
    bool (*ours)(const giji_document *, giji_write_flags, giji_sink *, void *, giji_error *);
    void (*theirs)(const giji_document *, giji_write_flags, struct buffer *);
} writers[] = {{"JSON", giji_write_json, write_json}, {"XML", giji_write_xml, write_xml}};

static void check_same(giji_string ours, giji_string theirs, const char *name, const char *format)
{
    size_t at = 0;
    while (at < ours.length && at < theirs.length && ours.data[at] == theirs.data[at])
        at++;
    if (CHECK(at == ours.length && at == theirs.length))
        return;
    size_t from = at > 40 ? at - 40 : 0, left = ours.length - from;
    fprintf(stderr, "%s: %s differs at byte %zu: %.*s\n", name, format, at,
            (int)(left < 80 ? left : 80), ours.data + from);
}

static void test_document(const giji_document *document, const char *name)
{
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        for (int indent = 0; indent < 2; indent++) {
            giji_write_flags flags = indent ? GIJI_WRITE_INDENT : GIJI_WRITE_COMPACT;
            struct buffer ours = {0}, theirs = {0};
            CHECK(writers[i].ours(document, flags, into_buffer, &ours, NULL));
            writers[i].theirs(document, flags, &theirs);
            check_same(giji_buffer_text(&ours), giji_buffer_text(&theirs), name, writers[i].name);
            giji_buffer_free(&ours);
            giji_buffer_free(&theirs);
        }
}

static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 8;
}

/* Changes some bytes, mostly to those that a writer has to look at. */
static void damage(char *bytes, size_t length, unsigned *state)
{
    static const char care[] = "\x01\x1f\"\\<>&'\r\n\t\x7f\xef\xbf\xbe\xff/\b\f";
    for (size_t i = 0; length && i < 1 + length / 50; i++) {
        unsigned value = next_random(state);
        bytes[next_random(state) % length] =
            value % 4 ? care[value / 4 % sizeof care] : (char)(value / 4);
    }
}

static void test_bytes(const giji_context *context, const char *name, const char *bytes,
                       size_t length)
{
    giji_document *document = giji_parse(context, name, bytes, length, NULL);
    if (document)
        test_document(document, name);
    giji_document_free(document);
}

static void test_file(const giji_context *context, const char *path)
{
    enum { TIMES = 4 };
    size_t length;
    unsigned state = 1;
    char *bytes = giji_file_read(path, &length, NULL);
    if (!bytes)
        return;
    test_bytes(context, path, bytes, length);
    for (int i = 0; i < TIMES; i++) {
        damage(bytes, length, &state);
        test_bytes(context, path, bytes, length);
    }
    free(bytes);
}

int main(int count, char **arguments)
{
    giji_context *context = giji_context_new(NULL);
    DIR *folder = count > 1 ? opendir(arguments[1]) : NULL;
    unsigned cases = 0;
    CHECK(context != NULL);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s/input.txt", arguments[1], entry->d_name);
        test_file(context, path);
        cases++;
    }
    CHECK(cases > 10);
    if (folder)
        closedir(folder);
    giji_context_free(context);
    return check_result();
}
