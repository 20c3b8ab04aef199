#include "properties.h"

#include <giji/json.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* ---- the same again, alone or among others -------------------------------------------------- */

struct parsing {
    const giji_context *context;
    const struct dump *dump;
    giji_memory record;
};

/* Leaves no record where it fails. */
static void *parse(void *data)
{
    struct parsing *parsing = data;
    const struct dump *dump = parsing->dump;
    giji_document *document =
        giji_parse(parsing->context, dump->name, dump->bytes, dump->length, NULL);
    parsing->record = (giji_memory){0};
    if (document)
        giji_write_json(document, GIJI_WRITE_COMPACT, giji_sink_memory, &parsing->record, NULL);
    giji_document_free(document);
    return NULL;
}

static void compare(struct parsing *parsing, giji_string want, const char *how,
                    struct faults *faults)
{
    giji_memory *have = &parsing->record;
    if (have->length != want.length || memcmp(have->data, want.data, want.length) != 0)
        found_fault(faults, "%s, it gives another record", how);
    giji_memory_free(have);
}

static giji_memory write_record(const giji_document *document)
{
    giji_memory record = {0};
    if (!giji_write_json(document, GIJI_WRITE_COMPACT, giji_sink_memory, &record, NULL))
        abort();
    return record;
}

void check_again(const giji_context *context, const struct dump *dump,
                 const giji_document *document, struct faults *faults)
{
    giji_memory record = write_record(document);
    struct parsing parsing = {context, dump, {0}};
    parse(&parsing);
    compare(&parsing, (giji_string){record.data, record.length}, "parsed again", faults);
    giji_memory_free(&record);
}

void check_threads(const giji_context *context, const struct dump *dump,
                   const giji_document *document, struct faults *faults)
{
    enum { THREADS = 4 };
    giji_memory record = write_record(document);
    pthread_t threads[THREADS];
    struct parsing parsings[THREADS];
    for (int i = 0; i < THREADS; i++) {
        parsings[i] = (struct parsing){context, dump, {0}};
        if (pthread_create(&threads[i], NULL, parse, &parsings[i]) != 0)
            abort();
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        compare(&parsings[i], (giji_string){record.data, record.length}, "parsed in a thread",
                faults);
    }
    giji_memory_free(&record);
}

/* ---- with white space behind it ------------------------------------------------------------- */

static bool begins(giji_string text, const char *with)
{
    return text.length >= strlen(with) && memcmp(text.data, with, strlen(with)) == 0;
}

/* Writes white space behind the dump, in its encoding; NULL where the dump ends inside a character. */
static char *append_white_space(const struct dump *dump, giji_string encoding, size_t *length)
{
    static const char space[] = "\n \t\r\n";
    bool wide = begins(encoding, "UTF-16"), big = begins(encoding, "UTF-16BE");
    if (wide && dump->length % 2)
        return NULL;
    char *bytes = calloc(1, dump->length + 2 * sizeof space);
    if (!bytes)
        abort();
    if (dump->length)
        memcpy(bytes, dump->bytes, dump->length);
    for (size_t i = 0; i < strlen(space); i++)
        bytes[dump->length + (wide ? 2 * i + big : i)] = space[i];
    *length = dump->length + (wide ? 2 : 1) * strlen(space);
    return bytes;
}

/* The record without what it says of its file. */
static json_t *minutes_of(const giji_document *document)
{
    json_t *record = giji_document_to_json(document, NULL);
    if (!record)
        abort();
    json_object_del(record, "source");
    return record;
}

static void compare_minutes(const giji_document *document, const giji_document *longer,
                            struct faults *faults)
{
    json_t *want = minutes_of(document), *have = minutes_of(longer);
    const char *member;
    json_t *value;
    json_object_foreach(want, member, value) if (!json_equal(value, json_object_get(have, member)))
        found_fault(faults, "with white space behind it, it gives another '%s'", member);
    json_decref(want);
    json_decref(have);
}

/* White space behind the beginning of a character makes broken bytes of it, which may be enough to take a few
 * bytes for another encoding. */
static bool is_guess(const giji_document *document, const giji_document *longer)
{
    giji_string text = giji_document_text(document);
    giji_string was = giji_document_encoding(document), is = giji_document_encoding(longer);
    bool cut = text.length >= 3 && memcmp(text.data + text.length - 3, "\xEF\xBF\xBD", 3) == 0;
    return cut && (was.length != is.length || memcmp(was.data, is.data, is.length) != 0);
}

void check_white_space(const giji_context *context, const struct dump *dump,
                       const giji_document *document, struct faults *faults)
{
    size_t length;
    giji_error error = GIJI_ERROR_INIT;
    char *bytes = append_white_space(dump, giji_document_encoding(document), &length);
    if (!bytes)
        return;
    giji_document *longer = giji_parse(context, dump->name, bytes, length, &error);
    if (longer && !is_guess(document, longer))
        compare_minutes(document, longer, faults);
    if (!longer)
        found_fault(faults, "with white space behind it, it does not parse: %s", error.message);
    giji_document_free(longer);
    free(bytes);
}
