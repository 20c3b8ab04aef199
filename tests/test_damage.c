/* Dumps that are damaged as dumps are: cut anywhere, marks and lines lost, doubled and torn, two of them run
 * together, columns interleaved. Whatever is left, the properties of properties.h hold of what giji makes of it.
 *
 *     test_damage TESTDATA SCHEMA_JSON SCHEMA_XML [--every]
 *
 * Every input.* below TESTDATA is damaged in each way: at some places spread over it; with --every at each byte,
 * line and mark, which takes half an hour. All are parsed by one context. */
#include "properties.h"

#include "base/buffer.h"
#include "base/file.h"
#include "text/lines.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

/* Of so many places the damage of one kind is tried at; every so many-th record is written, too. */
enum { PLACES = 8, RECORDS = 24 };

/* Fewer bytes do not say how they are encoded, nor whether they are text: white space behind them may. */
enum { FEWEST_BYTES = 32 };

static struct {
    struct schemas *schemas;
    giji_context *context;
    const char *name; /* of the case at hand */
    bool every;
    size_t checked, faults;
} run;

/* ---- a damaged dump --------------------------------------------------------------------------- */

static void check_written(const struct dump *dump, const giji_document *document,
                          struct faults *faults)
{
    check_records(run.schemas, document, GIJI_WRITE_COMPACT, faults);
    check_again(run.context, dump, document, faults);
    if (dump->length >= FEWEST_BYTES)
        check_white_space(run.context, dump, document, faults);
}

/* The bytes lie in memory of just their size, so that a sanitizer sees a read past their end. */
static void check(const char *kind, size_t place, giji_string bytes)
{
    char name[512];
    snprintf(name, sizeof name, "%s: %s at %zu", run.name, kind, place);
    char *copy = malloc(bytes.length + !bytes.length);
    if (!copy)
        abort();
    if (bytes.length)
        memcpy(copy, bytes.data, bytes.length);
    struct faults faults = {name, 0};
    struct dump dump = {name, copy, bytes.length};
    giji_error error = GIJI_ERROR_INIT;
    giji_document *document = giji_parse(run.context, name, copy, bytes.length, &error);
    if (document) {
        check_document(document, &faults);
        if (run.every || run.checked % RECORDS == 0)
            check_written(&dump, document, &faults);
    } else if (bytes.length >= FEWEST_BYTES) {
        found_fault(&faults, "no record: %s", error.message);
    }
    giji_document_free(document);
    free(copy);
    run.checked++;
    run.faults += faults.count;
}

/* How far it is from one of `count` places to the next that is tried. */
static size_t step(size_t count)
{
    return run.every || count <= PLACES ? 1 : count / PLACES;
}

/* The text with `with` in place of its bytes from `start` up to `end`. */
static void check_with(const char *kind, giji_string text, size_t start, size_t end,
                       giji_string with)
{
    struct buffer out = {0};
    giji_buffer_add(&out, giji_slice_cut(text, 0, start));
    giji_buffer_add(&out, with);
    giji_buffer_add(&out, giji_slice_cut(text, end, text.length));
    check(kind, start, giji_buffer_text(&out));
    giji_buffer_free(&out);
}

/* ---- cuts --------------------------------------------------------------------------------------- */

/* What begins inside a unit of UTF-16 is no text: `unit` is how many bytes make one. */
static void cut(giji_string bytes, size_t unit)
{
    for (size_t at = 0; at <= bytes.length; at += step(bytes.length)) {
        check("cut off", at, giji_slice_cut(bytes, 0, at));
        if (at % unit == 0)
            check("begun", at, giji_slice_cut(bytes, at, bytes.length));
    }
}

/* The text in an encoding, as ICU names it; false where it has characters that the encoding has not. */
static bool encode(giji_string text, const char *encoding, struct buffer *out)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t room = 4 * text.length + 64;
    if (!giji_buffer_reserve(out, room))
        abort();
    int32_t length = ucnv_convert(encoding, "UTF-8", out->data, (int32_t)room, text.data,
                                  (int32_t)text.length, &status);
    out->length = U_SUCCESS(status) ? (size_t)length : 0;
    return U_SUCCESS(status);
}

static void cut_encoded(giji_string text)
{
    static const struct {
        const char *name;
        size_t unit;
    } encodings[] = {
        {"windows-31j", 1}, {"EUC-JP", 1}, {"ISO-2022-JP", 1}, {"UTF-16", 2}, {"UTF-16LE", 2}};
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct buffer out = {0};
        if (encode(text, encodings[i].name, &out))
            cut(giji_buffer_text(&out), encodings[i].unit);
        giji_buffer_free(&out);
    }
}

/* ---- lines -------------------------------------------------------------------------------------- */

static giji_string line_break(giji_string text)
{
    bool lf = memchr(text.data, '\n', text.length) != NULL;
    return giji_slice(lf ? "\n" : "\r");
}

/* The letters of the line, each with a space behind it. */
static void space_out(giji_string line, struct buffer *out)
{
    for (size_t at = 0; at < line.length; at++) {
        bool ends = at + 1 == line.length || ((unsigned char)line.data[at + 1] & 0xC0) != 0x80;
        giji_buffer_add_byte(out, line.data[at]);
        if (ends)
            giji_buffer_add_byte(out, ' ');
    }
}

/* Where the line's second half begins, between two characters. */
static size_t middle(giji_string line)
{
    size_t at = line.length / 2;
    while (at < line.length && ((unsigned char)line.data[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static void damage_line(giji_string text, size_t start, giji_string line, size_t next)
{
    struct buffer out = {0};
    check_with("line lost", text, start, next, giji_slice(""));
    check_with("line joined", text, start + line.length, next, giji_slice(""));
    check_with("line torn", text, start + middle(line), start + middle(line), line_break(text));
    check_with("page", text, start, start, giji_slice("\n- 12 -\n\f"));
    giji_buffer_add(&out, line);
    giji_buffer_add(&out, line_break(text));
    check_with("line doubled", text, start, start, giji_buffer_text(&out));
    out.length = 0;
    space_out(line, &out);
    check_with("line spaced out", text, start, start + line.length, giji_buffer_text(&out));
    giji_buffer_free(&out);
}

static void damage_lines(giji_string text, const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i += step(lines->count)) {
        giji_string line = giji_lines_line(lines, i);
        size_t start = (size_t)(line.data - text.data), next = text.length;
        if (i + 1 < lines->count)
            next = (size_t)(giji_lines_line(lines, i + 1).data - text.data);
        damage_line(text, start, line, next);
    }
}

static void space_out_all(giji_string text)
{
    struct buffer out = {0};
    space_out(text, &out);
    check("spaced out", 0, giji_buffer_text(&out));
    giji_buffer_free(&out);
}

/* ---- marks -------------------------------------------------------------------------------------- */

static const giji_block *following(const giji_block *block)
{
    if (giji_block_child(block))
        return giji_block_child(block);
    while (block && !giji_block_next(block))
        block = giji_block_parent(block);
    return block ? giji_block_next(block) : NULL;
}

/* How much of the block's own bytes stands before what it says: its marker, number, label. */
static size_t head_length(giji_string span, const giji_block *block)
{
    giji_string text = giji_block_text(block);
    size_t some = text.length < 6 ? text.length : 6;
    size_t at = giji_slice_find(span, giji_slice_cut(text, 0, some), 0);
    if (at != SIZE_MAX && at > 0)
        return at;
    giji_string number = giji_block_number(block);
    return giji_slice_begins(span, number) ? number.length : 0;
}

static void damage_head(giji_string text, size_t start, size_t end)
{
    check_with("mark lost", text, start, end, giji_slice(""));
    check_with("mark flattened", text, start, end, giji_slice("- "));
    check_with("mark doubled", text, start, start, giji_slice_cut(text, start, end));
}

/* `document` is what giji makes of the text, in UTF-8. */
static void damage_heads(giji_string text, const giji_document *document)
{
    size_t count = 0, seen = 0;
    for (const giji_block *at = giji_document_body(document); at; at = following(at))
        count++;
    for (const giji_block *at = giji_document_body(document); at; at = following(at)) {
        giji_span span = giji_block_span(at);
        giji_string own = giji_slice_cut(text, span.start, span.end);
        size_t head = head_length(own, at);
        if (head && seen++ % step(count) == 0)
            damage_head(text, span.start, span.start + head);
    }
}

/* ---- two dumps, and columns --------------------------------------------------------------------- */

/* Runs `b` on behind `a`. */
static void check_joined(const char *kind, giji_string a, const char *between, giji_string b)
{
    struct buffer out = {0};
    giji_buffer_add(&out, a);
    giji_buffer_add(&out, giji_slice(between));
    giji_buffer_add(&out, b);
    check(kind, a.length, giji_buffer_text(&out));
    giji_buffer_free(&out);
}

static void concatenate(giji_string a, giji_string b)
{
    struct buffer other = {0};
    check_joined("two", a, "", b);
    check_joined("two, a blank line between", a, "\n\n", b);
    check_joined("two, a page between", a, "\n\f", b);
    if (encode(b, "windows-31j", &other))
        check_joined("two, in two encodings", a, "\n", giji_buffer_text(&other));
    giji_buffer_free(&other);
}

/* Lines by turns from two places on: so many of the first, from line `second` on of the other. */
static void interleave(const char *kind, const struct lines *a, size_t count, const struct lines *b,
                       size_t second, const char *between)
{
    struct buffer out = {0};
    size_t others = b->count - second;
    for (size_t i = 0; i < (count > others ? count : others); i++) {
        if (i < count)
            giji_buffer_add(&out, giji_lines_line(a, i));
        giji_buffer_add(&out, giji_slice(between));
        if (i < others)
            giji_buffer_add(&out, giji_lines_line(b, second + i));
        giji_buffer_add_byte(&out, '\n');
    }
    check(kind, 0, giji_buffer_text(&out));
    giji_buffer_free(&out);
}

static void fold_in_columns(const struct lines *lines)
{
    size_t half = lines->count / 2;
    interleave("columns, a tab between", lines, half, lines, half, "\t");
    interleave("columns, spaces between", lines, half, lines, half, "      ");
    interleave("columns, nothing between", lines, half, lines, half, "");
}

/* ---- the cases ---------------------------------------------------------------------------------- */

/* A case's text, in UTF-8, what giji makes of that, and its lines. */
struct text {
    char *bytes;         /* of its file */
    giji_document *read; /* holds the text */
    giji_document *document;
    struct lines lines;
};

static giji_string whole(const struct text *text)
{
    return text->lines.text;
}

/* Parses what giji reads in the file, as UTF-8. */
static void open_text(struct text *text, const char *path, size_t *length)
{
    text->bytes = giji_file_read(path, length, NULL);
    text->read = text->bytes ? giji_parse(run.context, path, text->bytes, *length, NULL) : NULL;
    if (!text->read || !giji_lines_open(&text->lines, giji_document_text(text->read)))
        abort();
    giji_string utf8 = giji_document_text(text->read);
    text->document = giji_parse(run.context, path, utf8.data, utf8.length, NULL);
    if (!text->document)
        abort();
}

static void close_text(struct text *text)
{
    if (text->document)
        giji_lines_close(&text->lines);
    giji_document_free(text->document);
    giji_document_free(text->read);
    free(text->bytes);
}

static void damage_pair(const struct text *a, const struct text *b)
{
    concatenate(whole(a), whole(b));
    interleave("lines by turns", &a->lines, a->lines.count, &b->lines, 0, "\n");
    interleave("side by side", &a->lines, a->lines.count, &b->lines, 0, "\t");
}

static void damage(const struct text *text, giji_string bytes)
{
    cut(bytes, 1);
    cut_encoded(whole(text));
    damage_lines(whole(text), &text->lines);
    damage_heads(whole(text), text->document);
    space_out_all(whole(text));
    fold_in_columns(&text->lines);
}

/* Damages the case, alone and with the one before it. */
static void damage_case(const char *path, struct text *before)
{
    struct text text = {0};
    size_t length;
    run.name = path;
    open_text(&text, path, &length);
    if (length)
        damage(&text, giji_slice_of(text.bytes, length));
    if (before->document)
        damage_pair(before, &text);
    close_text(before);
    *before = text;
}

int main(int count, char **arguments)
{
    char pattern[4096];
    glob_t cases;
    struct text before = {0};
    if (count < 4)
        return 2;
    run.every = count > 4 && strcmp(arguments[4], "--every") == 0;
    run.schemas = schemas_open(arguments[2], arguments[3]);
    run.context = giji_context_new(NULL);
    snprintf(pattern, sizeof pattern, "%s/*/input.*", arguments[1]);
    if (!run.context || glob(pattern, 0, NULL, &cases) != 0)
        return 3;
    for (size_t i = 0; i < cases.gl_pathc; i++)
        damage_case(cases.gl_pathv[i], &before);
    close_text(&before);
    globfree(&cases);
    giji_context_free(run.context);
    schemas_close(run.schemas);
    printf("%zu damaged dumps checked, %zu faults\n", run.checked, run.faults);
    return run.checked && !run.faults ? 0 : 1;
}
