#include "grammar/markup.h"

#include <stdlib.h>

static bool stands_at(giji_string bytes, size_t at, const char *text)
{
    giji_string rest = {bytes.data + at, bytes.length - at};
    return giji_slice_begins(rest, giji_slice(text));
}

/* The byte behind the next `end`, or the end of the bytes. */
static size_t behind(giji_string bytes, size_t from, const char *end)
{
    size_t at = giji_slice_find(bytes, giji_slice(end), from);
    return at == SIZE_MAX ? bytes.length : at + strlen(end);
}

/* The byte behind the comment or instruction at `at`; `at` itself where there is none. */
static size_t skip_aside(giji_string bytes, size_t at)
{
    if (stands_at(bytes, at, "<!--"))
        return behind(bytes, at + 4, "-->");
    if (stands_at(bytes, at, "<?"))
        return behind(bytes, at + 2, "?>");
    return at;
}

static size_t next_less(giji_string bytes, size_t from)
{
    size_t at = giji_slice_find(bytes, giji_slice("<"), from);
    return at == SIZE_MAX ? bytes.length : at;
}

bool giji_markup_doctype(giji_string bytes, size_t *offset)
{
    size_t at = next_less(bytes, 0);
    for (size_t next; (next = skip_aside(bytes, at)) != at; at = next_less(bytes, next))
        ;
    *offset = at;
    return stands_at(bytes, at, "<!DOCTYPE");
}

giji_string giji_markup_encoding(giji_string bytes)
{
    giji_string none = {NULL, 0};
    size_t start = next_less(bytes, 0);
    if (!stands_at(bytes, start, "<?xml"))
        return none;
    giji_string declaration = giji_slice_cut(bytes, start, behind(bytes, start, "?>"));
    size_t at = giji_slice_find(declaration, giji_slice("encoding"), 0);
    while (at < declaration.length && declaration.data[at] != '"' && declaration.data[at] != '\'')
        at++;
    size_t end = at < declaration.length ? at + 1 : at;
    while (end < declaration.length && declaration.data[end] != declaration.data[at])
        end++;
    return end < declaration.length ? giji_slice_cut(declaration, at + 1, end) : none;
}

size_t giji_markup_next_tag(giji_string bytes, size_t from)
{
    size_t at = next_less(bytes, from);
    while (at < bytes.length) {
        size_t next = skip_aside(bytes, at);
        if (next == at && stands_at(bytes, at, "<![CDATA["))
            next = behind(bytes, at, "]]>");
        if (next == at && stands_at(bytes, at, "</"))
            next = at + 2;
        if (next == at)
            break;
        at = next_less(bytes, next);
    }
    return at;
}

/* The byte behind the quoted value or the single byte at `at`. */
static size_t skip_quoted(giji_string bytes, size_t at)
{
    char quote = bytes.data[at++];
    if (quote != '"' && quote != '\'')
        return at;
    while (at < bytes.length && bytes.data[at] != quote)
        at++;
    return at < bytes.length ? at + 1 : at;
}

size_t giji_markup_tag_end(giji_string bytes, size_t tag)
{
    size_t at = tag;
    while (at < bytes.length && bytes.data[at] != '>')
        at = skip_quoted(bytes, at);
    return at < bytes.length ? at + 1 : at;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

size_t giji_markup_attribute(giji_string bytes, size_t tag, giji_string name)
{
    size_t at = tag;
    while (at < bytes.length && bytes.data[at] != '>') {
        size_t next = skip_quoted(bytes, at);
        giji_string rest = {bytes.data + next, bytes.length - next};
        if (is_blank(bytes.data[at]) && giji_slice_begins(rest, name) &&
            rest.length > name.length &&
            (rest.data[name.length] == '=' || is_blank(rest.data[name.length])))
            return next;
        at = next;
    }
    return tag;
}

/* How many bytes of UTF-8 the reference at `at` stands for. */
static size_t reference_width(giji_string bytes, size_t at)
{
    if (!stands_at(bytes, at, "&#"))
        return 1;
    bool hex = stands_at(bytes, at, "&#x");
    unsigned long code = strtoul(bytes.data + at + (hex ? 3 : 2), NULL, hex ? 16 : 10);
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/* Moves behind one piece of the data at `*at`, and says how many bytes of text it gave. */
static size_t read_piece(giji_string bytes, size_t *at, bool *verbatim)
{
    if (*verbatim && stands_at(bytes, *at, "]]>")) {
        *verbatim = false;
        *at += 3;
        return 0;
    }
    if (!*verbatim && stands_at(bytes, *at, "<![CDATA[")) {
        *verbatim = true;
        *at += 9;
        return 0;
    }
    if (!*verbatim && bytes.data[*at] == '&') {
        size_t width = reference_width(bytes, *at);
        *at = behind(bytes, *at, ";");
        return width;
    }
    if (stands_at(bytes, *at, "\r\n"))
        (*at)++;
    (*at)++;
    return 1;
}

size_t giji_markup_text_place(giji_string bytes, size_t content, size_t at)
{
    size_t place = content, seen = 0;
    bool verbatim = false;
    while (place < bytes.length) {
        size_t next = verbatim ? place : skip_aside(bytes, place);
        if (next != place) {
            place = next;
            continue;
        }
        bool marks =
            verbatim ? stands_at(bytes, place, "]]>") : stands_at(bytes, place, "<![CDATA[");
        if (!marks && (seen >= at || (!verbatim && bytes.data[place] == '<')))
            break;
        seen += read_piece(bytes, &place, &verbatim);
    }
    return place;
}
