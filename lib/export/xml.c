/* The record as XML, written as its events come: nothing is built, whatever the record's size. What is
 * written are the bytes that libxml2 writes of the tree of xml_tree.c; tests compare them.
 *
 *     <minutes xmlns="urn:giji:1" format="giji/1">
 *       <source .../> <grammar .../> <meeting ...>...</meeting>
 *       <header> <field key="place" label="場所" line="4" start="31" end="52">...</field> </header>
 *       <body>
 *         <turn id="b3" line="9" start="120" end="180" role="answer" ...>
 *           <text>...</text> <speaker label="..."/> <reply to="b2"/>
 *           <omitted start="130" end="135"/> <blocks>...</blocks>
 *         </turn>
 *       </body>
 *       <coverage .../> <diagnostics>...</diagnostics>
 *     </minutes>
 *
 * Running text is an element, what is short is an attribute, so that no element mixes the two. */
#include "export/xml.h"

#include "export/output.h"
#include "export/plain.h"
#include "export/record.h"

#include <giji/xml.h>

struct xml_writer {
    struct record_writer writer;
    struct output *output;
    bool indent;
    giji_string open[RECORD_DEPTH]; /* the elements that are open; absent for a bare array */
    size_t depth;
    size_t level;     /* how many of them are elements */
    bool in_tag;      /* the innermost's start tag still takes attributes */
    bool has_content; /* the innermost holds text, which nothing may be added to */
};

static struct xml_writer *writer_of(struct record_writer *to)
{
    return (struct xml_writer *)to;
}

/* ---- characters ------------------------------------------------------------------------ */

/* How a byte is written that cannot stand for itself; NULL where it can. */
static const char *reference(char byte, bool attribute)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    default:
        return NULL;
    }
}

/* Nothing else has a reference, or begins what has a replacement. */
static bool is_plain_in_attribute(char byte)
{
    unsigned char code = (unsigned char)byte;
    return code >= 0x20 && code != 0xEF && code != '&' && code != '<' && code != '>' && code != '"';
}

/* Writes what stands for the character at `at`, where it cannot stand for itself; returns how many bytes it takes. */
static size_t add_reference(struct output *output, giji_string text, size_t at, bool attribute)
{
    size_t unfit = giji_xml_unfit(text, at);
    const char *instead = unfit ? GIJI_XML_REPLACEMENT : reference(text.data[at], attribute);
    if (instead)
        giji_output_text(output, instead);
    else
        giji_output_byte(output, text.data[at]);
    return unfit ? unfit : 1;
}

static void add_content_text(struct output *output, giji_string text)
{
    for (size_t from = 0, at; from < text.length;) {
        at = giji_xml_plain(text, from);
        giji_output_add(output, text.data + from, at - from);
        from = at < text.length ? at + add_reference(output, text, at, false) : at;
    }
}

/* Attributes are short. */
static void add_attribute_text(struct output *output, giji_string text)
{
    for (size_t from = 0, at; from < text.length;) {
        for (at = from; at < text.length && is_plain_in_attribute(text.data[at]);)
            at++;
        giji_output_add(output, text.data + from, at - from);
        from = at < text.length ? at + add_reference(output, text, at, true) : at;
    }
}

/* ---- tags ------------------------------------------------------------------------------ */

/* libxml2 indents this deep and no deeper. */
enum { DEEPEST_INDENT = 30 };

static void begin_line(struct xml_writer *writer)
{
    if (writer->indent)
        giji_output_line(writer->output,
                         writer->level < DEEPEST_INDENT ? writer->level : DEEPEST_INDENT);
}

static void begin_attribute(struct xml_writer *writer, giji_string name)
{
    char *to = giji_output_begin(writer->output, name.length + 3);
    *to++ = ' ';
    memcpy(to, name.data, name.length);
    to += name.length;
    *to++ = '=';
    *to++ = '"';
    giji_output_end(writer->output, to);
}

static void add_attribute(struct xml_writer *writer, giji_string name, giji_string value)
{
    begin_attribute(writer, name);
    add_attribute_text(writer->output, value);
    giji_output_byte(writer->output, '"');
}

static void add_number(struct xml_writer *writer, giji_string name, uint64_t value)
{
    begin_attribute(writer, name);
    giji_output_integer(writer->output, value);
    giji_output_byte(writer->output, '"');
}

static void end_tag(struct xml_writer *writer)
{
    if (writer->in_tag)
        giji_output_byte(writer->output, '>');
    writer->in_tag = false;
}

static void begin_element(struct xml_writer *writer, giji_string name)
{
    end_tag(writer);
    if (writer->depth > 0)
        begin_line(writer);
    giji_output_byte(writer->output, '<');
    giji_output_add(writer->output, name.data, name.length);
    writer->open[writer->depth++] = name;
    writer->level++;
    writer->in_tag = true;
    writer->has_content = false;
}

static void end_element(struct xml_writer *writer)
{
    giji_string name = writer->open[--writer->depth];
    writer->level--;
    if (writer->in_tag) {
        giji_output_add(writer->output, "/>", 2);
    } else {
        if (!writer->has_content)
            begin_line(writer);
        giji_output_add(writer->output, "</", 2);
        giji_output_add(writer->output, name.data, name.length);
        giji_output_byte(writer->output, '>');
    }
    writer->in_tag = writer->has_content = false;
}

static void add_content(struct xml_writer *writer, giji_string text)
{
    if (text.length == 0)
        return;
    end_tag(writer);
    add_content_text(writer->output, text);
    writer->has_content = true;
}

/* ---- events ---------------------------------------------------------------------------- */

static void begin_object(struct record_writer *to, giji_string name)
{
    struct xml_writer *writer = writer_of(to);
    bool root = writer->depth == 0;
    begin_element(writer, name);
    if (root)
        add_attribute(writer, giji_slice("xmlns"), giji_slice(GIJI_XML_NAMESPACE));
}

static void begin_array(struct record_writer *to, giji_string name, enum record_array shape)
{
    struct xml_writer *writer = writer_of(to);
    if (shape == RECORD_WRAPPED)
        begin_element(writer, name);
    else
        writer->open[writer->depth++] = (giji_string){NULL, 0};
}

static void end_container(struct record_writer *to)
{
    struct xml_writer *writer = writer_of(to);
    if (writer->open[writer->depth - 1].length)
        end_element(writer);
    else
        writer->depth--;
}

static void add_string(struct record_writer *to, giji_string name, enum record_place place,
                       giji_string value)
{
    struct xml_writer *writer = writer_of(to);
    if (place == RECORD_ATTRIBUTE) {
        add_attribute(writer, name, value);
    } else if (place == RECORD_CONTENT) {
        add_content(writer, value);
    } else if (place == RECORD_ELEMENT) {
        begin_element(writer, name);
        add_content(writer, value);
        end_element(writer);
    }
}

static void add_integer(struct record_writer *to, giji_string name, uint64_t value)
{
    add_number(writer_of(to), name, value);
}

static void add_decimal(struct record_writer *to, giji_string name, long long value)
{
    begin_attribute(writer_of(to), name);
    giji_output_decimal(writer_of(to)->output, value);
    giji_output_byte(writer_of(to)->output, '"');
}

static void add_boolean(struct record_writer *to, giji_string name, bool value)
{
    add_attribute(writer_of(to), name, giji_slice(value ? "true" : "false"));
}

static void add_span(struct record_writer *to, giji_string name, giji_span value)
{
    (void)name;
    add_number(writer_of(to), giji_slice("start"), value.start);
    add_number(writer_of(to), giji_slice("end"), value.end);
}

static void add_item(struct record_writer *to, giji_string element, giji_string attribute,
                     giji_string value)
{
    struct xml_writer *writer = writer_of(to);
    begin_element(writer, element);
    if (attribute.length)
        add_attribute(writer, attribute, value);
    else
        add_content(writer, value);
    end_element(writer);
}

static void add_item_span(struct record_writer *to, giji_string element, giji_span value)
{
    begin_element(writer_of(to), element);
    add_span(to, element, value);
    end_element(writer_of(to));
}

static const struct record_events xml_events = {
    .attributes_first = true,
    .begin_object = begin_object,
    .end_object = end_container,
    .begin_array = begin_array,
    .end_array = end_container,
    .string = add_string,
    .integer = add_integer,
    .decimal = add_decimal,
    .boolean = add_boolean,
    .span = add_span,
    .item = add_item,
    .item_span = add_item_span,
};

bool giji_write_xml(const giji_document *document, giji_write_flags flags, giji_sink *sink,
                    void *data, giji_error *error)
{
    struct output output;
    giji_output_open(&output, sink, data);
    struct xml_writer writer = {
        .writer.on = &xml_events, .output = &output, .indent = flags & GIJI_WRITE_INDENT};
    giji_output_text(&output, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    bool well = giji_record_write(document, &writer.writer, error);
    giji_output_byte(&output, '\n');
    return well && giji_output_finish(&output, error);
}
