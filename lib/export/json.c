/* The record as JSON, written as its events come: nothing is built, whatever the record's size. What is
 * written are the bytes that jansson writes of the tree of json_tree.c; tests compare them. */
#include "export/output.h"
#include "export/plain.h"
#include "export/record.h"

struct json_writer {
    struct record_writer writer;
    struct output *output;
    bool indent;
    size_t depth;
    bool in_array
        [RECORD_DEPTH]; /* for each level, whether it is an array's; so is the outermost, 0, as it were */
    bool has_member; /* the container that is open holds something */
};

static struct json_writer *writer_of(struct record_writer *to)
{
    return (struct json_writer *)to;
}

static void add_code(struct output *output, unsigned char byte)
{
    static const char digits[] = "0123456789ABCDEF";
    const char code[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
    giji_output_add(output, code, sizeof code);
}

static void add_escape(struct output *output, unsigned char byte)
{
    static const char meant[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";
    const char *known = byte ? strchr(meant, byte) : NULL;
    if (!known) {
        add_code(output, byte);
        return;
    }
    giji_output_byte(output, '\\');
    giji_output_byte(output, letters[known - meant]);
}

/* The text from byte `from` on, of which something may have to be escaped. */
static void add_escaped(struct output *output, giji_string text, size_t from)
{
    for (size_t at; from < text.length; from = at + 1) {
        at = giji_json_plain(text, from);
        giji_output_add(output, text.data + from, at - from);
        if (at == text.length)
            break;
        add_escape(output, (unsigned char)text.data[at]);
    }
}

/* A short text that has nothing to be escaped. */
static void add_plain(struct output *output, giji_string text)
{
    char *to = giji_output_begin(output, text.length + 2);
    *to++ = '"';
    if (text.length)
        memcpy(to, text.data, text.length);
    to += text.length;
    *to++ = '"';
    giji_output_end(output, to);
}

static void add_text(struct output *output, giji_string text)
{
    enum { SHORT = 1024 };
    size_t plain = giji_json_plain(text, 0);
    if (plain == text.length && plain <= SHORT) {
        add_plain(output, text);
        return;
    }
    giji_output_byte(output, '"');
    giji_output_add(output, text.data, plain);
    if (plain < text.length)
        add_escaped(output, text, plain);
    giji_output_byte(output, '"');
}

static void add_name(struct json_writer *writer, giji_string name)
{
    char *to = giji_output_begin(writer->output, name.length + 4);
    *to++ = '"';
    memcpy(to, name.data, name.length);
    to += name.length;
    *to++ = '"';
    *to++ = ':';
    if (writer->indent)
        *to++ = ' ';
    giji_output_end(writer->output, to);
}

/* What stands before a member: a comma behind another one, a line's beginning, its name. */
static void begin_member(struct json_writer *writer, giji_string name)
{
    struct output *output = writer->output;
    if (writer->has_member)
        giji_output_byte(output, ',');
    if (writer->indent && writer->depth > 0)
        giji_output_line(output, writer->depth);
    writer->has_member = true;
    if (!writer->in_array[writer->depth])
        add_name(writer, name);
}

static void open_container(struct json_writer *writer, giji_string name, bool array)
{
    begin_member(writer, name);
    giji_output_byte(writer->output, array ? '[' : '{');
    writer->in_array[++writer->depth] = array;
    writer->has_member = false;
}

static void close_container(struct record_writer *to)
{
    struct json_writer *writer = writer_of(to);
    char end = writer->in_array[writer->depth--] ? ']' : '}';
    if (writer->indent && writer->has_member)
        giji_output_line(writer->output, writer->depth);
    giji_output_byte(writer->output, end);
    writer->has_member = true;
}

static void begin_object(struct record_writer *to, giji_string name)
{
    open_container(writer_of(to), name, false);
}

static void begin_array(struct record_writer *to, giji_string name, enum record_array shape)
{
    (void)shape;
    open_container(writer_of(to), name, true);
}

static void add_string(struct record_writer *to, giji_string name, enum record_place place,
                       giji_string value)
{
    (void)place;
    begin_member(writer_of(to), name);
    add_text(writer_of(to)->output, value);
}

static void add_integer(struct record_writer *to, giji_string name, uint64_t value)
{
    begin_member(writer_of(to), name);
    giji_output_integer(writer_of(to)->output, value);
}

static void add_decimal(struct record_writer *to, giji_string name, long long value)
{
    begin_member(writer_of(to), name);
    giji_output_decimal(writer_of(to)->output, value);
}

static void add_boolean(struct record_writer *to, giji_string name, bool value)
{
    begin_member(writer_of(to), name);
    giji_output_text(writer_of(to)->output, value ? "true" : "false");
}

static void add_span(struct record_writer *to, giji_string name, giji_span value)
{
    open_container(writer_of(to), name, true);
    add_integer(to, name, value.start);
    add_integer(to, name, value.end);
    close_container(to);
}

static void add_item(struct record_writer *to, giji_string element, giji_string attribute,
                     giji_string value)
{
    (void)attribute;
    begin_member(writer_of(to), element);
    add_text(writer_of(to)->output, value);
}

static const struct record_events json_events = {
    .begin_object = begin_object,
    .end_object = close_container,
    .begin_array = begin_array,
    .end_array = close_container,
    .string = add_string,
    .integer = add_integer,
    .decimal = add_decimal,
    .boolean = add_boolean,
    .span = add_span,
    .item = add_item,
    .item_span = add_span,
};

bool giji_write_json(const giji_document *document, giji_write_flags flags, giji_sink *sink,
                     void *data, giji_error *error)
{
    struct output output;
    giji_output_open(&output, sink, data);
    struct json_writer writer = {.writer.on = &json_events,
                                 .output = &output,
                                 .indent = flags & GIJI_WRITE_INDENT,
                                 .in_array = {true}};
    bool well = giji_record_write(document, &writer.writer, error);
    giji_output_byte(&output, '\n');
    return well && giji_output_finish(&output, error);
}
