/* The record as a jansson value, built from the record's events; and how a jansson value is written. */
#include "export/json.h"

#include "base/error.h"
#include "export/output.h"
#include "export/record.h"

struct json_builder {
    struct record_writer writer;
    json_t *root;
    json_t *open[RECORD_DEPTH]; /* borrowed: each belongs to the one before it */
    size_t depth;
};

static struct json_builder *builder_of(struct record_writer *to)
{
    return (struct json_builder *)to;
}

/* Puts `value`, whose reference it takes, into the container that is open. */
static void add(struct json_builder *builder, const char *name, json_t *value)
{
    if (builder->writer.failed) {
        json_decref(value);
        return;
    }
    json_t *container = builder->open[builder->depth - 1];
    int status = json_is_array(container) ? json_array_append_new(container, value)
                                          : json_object_set_new_nocheck(container, name, value);
    if (status != 0)
        builder->writer.failed = true;
}

static void open_container(struct json_builder *builder, const char *name, json_t *container)
{
    if (builder->depth == 0)
        builder->root = container;
    else
        add(builder, name, container);
    if (!container)
        builder->writer.failed = true;
    if (!builder->writer.failed)
        builder->open[builder->depth++] = container;
}

static void close_container(struct record_writer *to)
{
    if (!to->failed)
        builder_of(to)->depth--;
}

static json_t *json_text(giji_string text)
{
    return json_stringn(text.data ? text.data : "", text.length);
}

/* NULL where memory ran out. jansson's _new functions fail where they are given NULL. */
static json_t *json_span(giji_span span)
{
    json_t *pair = json_array();
    if (!pair)
        return NULL;
    if (json_array_append_new(pair, json_integer((json_int_t)span.start)) == 0 &&
        json_array_append_new(pair, json_integer((json_int_t)span.end)) == 0)
        return pair;
    json_decref(pair);
    return NULL;
}

static void begin_object(struct record_writer *to, giji_string name)
{
    if (!to->failed)
        open_container(builder_of(to), name.data, json_object());
}

static void begin_array(struct record_writer *to, giji_string name, enum record_array shape)
{
    (void)shape;
    if (!to->failed)
        open_container(builder_of(to), name.data, json_array());
}

static void add_string(struct record_writer *to, giji_string name, enum record_place place,
                       giji_string value)
{
    (void)place;
    add(builder_of(to), name.data, json_text(value));
}

static void add_integer(struct record_writer *to, giji_string name, uint64_t value)
{
    add(builder_of(to), name.data, json_integer((json_int_t)value));
}

static void add_decimal(struct record_writer *to, giji_string name, long long value)
{
    add(builder_of(to), name.data, json_real((double)value / 10000));
}

static void add_boolean(struct record_writer *to, giji_string name, bool value)
{
    add(builder_of(to), name.data, json_boolean(value));
}

static void add_span(struct record_writer *to, giji_string name, giji_span value)
{
    add(builder_of(to), name.data, json_span(value));
}

static void add_item(struct record_writer *to, giji_string element, giji_string attribute,
                     giji_string value)
{
    (void)attribute;
    add(builder_of(to), element.data, json_text(value));
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

json_t *giji_document_to_json(const giji_document *document, giji_error *error)
{
    struct json_builder builder = {.writer.on = &json_events};
    if (giji_record_write(document, &builder.writer, error))
        return builder.root;
    json_decref(builder.root);
    return NULL;
}

static int pass_on(const char *bytes, size_t length, void *data)
{
    struct output *output = data;
    giji_output_add(output, bytes, length);
    return output->refused ? -1 : 0;
}

static bool dump(const json_t *value, giji_write_flags flags, struct output *output,
                 giji_error *error)
{
    /* Fifteen digits print a decimal fraction as it was meant: 0.85, not 0.84999999999999998. */
    size_t style = JSON_REAL_PRECISION(15);
    style |= flags & GIJI_WRITE_INDENT ? JSON_INDENT(2) : JSON_COMPACT;
    int status = json_dump_callback(value, pass_on, output, style);
    giji_output_byte(output, '\n');
    bool well = giji_output_finish(output, error);
    return well && (status == 0 || giji_error_memory(error));
}

bool giji_json_write(json_t *value, giji_write_flags flags, giji_sink *sink, void *data,
                     giji_error *error)
{
    if (!value)
        return false;
    struct output output;
    giji_output_open(&output, sink, data);
    bool written = dump(value, flags, &output, error);
    json_decref(value);
    return written;
}
