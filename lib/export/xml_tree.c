/* The record as a libxml2 tree, built from the record's events; xml.c shows what it looks like. */
#include "export/record.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/libxml.h"
#include "export/output.h"
#include "export/xml.h"

#include <giji/xml.h>
#include <libxml/tree.h>
#include <limits.h>
#include <stdio.h>

struct xml_builder {
    struct record_writer writer;
    xmlDocPtr tree;
    xmlNsPtr space;
    xmlNodePtr open[RECORD_DEPTH]; /* a bare array stands for its parent */
    size_t depth;
    struct buffer text; /* the value at hand, clean and ended by NUL */
};

static struct xml_builder *builder_of(struct record_writer *to)
{
    return (struct xml_builder *)to;
}

static xmlNodePtr innermost(const struct xml_builder *builder)
{
    return builder->open[builder->depth - 1];
}

/* The text with U+FFFD for each character that XML 1.0 cannot carry, ended by NUL; it lives until
 * the next call. NULL where memory ran out. */
static const xmlChar *clean(struct xml_builder *builder, giji_string text)
{
    struct buffer *out = &builder->text;
    size_t from = 0;
    out->length = 0;
    for (size_t at = 0; at < text.length; at++) {
        size_t width = giji_xml_unfit(text, at);
        if (!width)
            continue;
        giji_buffer_add(out, giji_slice_cut(text, from, at));
        giji_buffer_add(out, giji_slice(GIJI_XML_REPLACEMENT));
        from = at + width;
        at = from - 1;
    }
    if (from < text.length)
        giji_buffer_add(out, giji_slice_cut(text, from, text.length));
    giji_buffer_add_byte(out, '\0');
    /* libxml2 counts a string's bytes in an int. */
    if (out->failed || out->length > INT_MAX)
        return NULL;
    return (const xmlChar *)out->data;
}

/* libxml2 keeps a node whose name or content it found no memory for; each is looked at again. */
static void add_attribute(struct xml_builder *builder, xmlNodePtr node, const char *name,
                          const xmlChar *value)
{
    if (builder->writer.failed)
        return;
    xmlAttrPtr made = value ? xmlNewNsProp(node, NULL, (const xmlChar *)name, value) : NULL;
    if (!made || !made->name || !made->children || !made->children->content)
        builder->writer.failed = true;
}

static void add_content(struct xml_builder *builder, xmlNodePtr node, const xmlChar *value)
{
    if (builder->writer.failed || (value && !*value))
        return;
    xmlNodePtr made = value ? xmlNewDocText(builder->tree, value) : NULL;
    if (made && made->content && xmlAddChild(node, made))
        return;
    xmlFreeNode(made);
    builder->writer.failed = true;
}

static xmlNodePtr new_element(struct xml_builder *builder, const char *name)
{
    xmlNodePtr made = xmlNewDocNode(builder->tree, builder->space, (const xmlChar *)name, NULL);
    if (made && made->name)
        return made;
    xmlFreeNode(made);
    builder->writer.failed = true;
    return NULL;
}

/* NULL, and failed, where memory ran out. */
static xmlNodePtr add_element(struct xml_builder *builder, const char *name)
{
    if (builder->writer.failed)
        return NULL;
    xmlNodePtr made = new_element(builder, name);
    if (!made)
        return NULL;
    if (builder->depth == 0)
        xmlDocSetRootElement(builder->tree, made);
    else
        xmlAddChild(innermost(builder), made);
    return made;
}

static void open_element(struct xml_builder *builder, const char *name)
{
    xmlNodePtr made = add_element(builder, name);
    if (made)
        builder->open[builder->depth++] = made;
}

static void close_element(struct record_writer *to)
{
    if (!to->failed)
        builder_of(to)->depth--;
}

/* The root declares the namespace that it and all below it are in. */
static void declare_namespace(struct xml_builder *builder)
{
    if (builder->writer.failed)
        return;
    xmlNodePtr root = innermost(builder);
    builder->space = xmlNewNs(root, (const xmlChar *)GIJI_XML_NAMESPACE, NULL);
    xmlSetNs(root, builder->space);
    if (!builder->space || !builder->space->href)
        builder->writer.failed = true;
}

static void begin_object(struct record_writer *to, giji_string name)
{
    struct xml_builder *builder = builder_of(to);
    bool root = builder->depth == 0;
    open_element(builder, name.data);
    if (root)
        declare_namespace(builder);
}

static void begin_array(struct record_writer *to, giji_string name, enum record_array shape)
{
    struct xml_builder *builder = builder_of(to);
    if (to->failed)
        return;
    if (shape == RECORD_WRAPPED)
        open_element(builder, name.data);
    else {
        xmlNodePtr parent = innermost(builder);
        builder->open[builder->depth++] = parent;
    }
}

static void add_string(struct record_writer *to, giji_string name, enum record_place place,
                       giji_string value)
{
    struct xml_builder *builder = builder_of(to);
    if (to->failed || place == RECORD_NAME)
        return;
    const xmlChar *text = clean(builder, value);
    if (place == RECORD_ATTRIBUTE)
        add_attribute(builder, innermost(builder), name.data, text);
    else if (place == RECORD_CONTENT)
        add_content(builder, innermost(builder), text);
    else
        add_content(builder, add_element(builder, name.data), text);
}

static void add_number(struct xml_builder *builder, xmlNodePtr node, const char *name,
                       uint64_t value)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
    add_attribute(builder, node, name, (const xmlChar *)digits);
}

static void add_integer(struct record_writer *to, giji_string name, uint64_t value)
{
    if (!to->failed)
        add_number(builder_of(to), innermost(builder_of(to)), name.data, value);
}

static void add_decimal(struct record_writer *to, giji_string name, long long value)
{
    char digits[DECIMAL_SIZE];
    if (to->failed)
        return;
    giji_print_decimal(digits, value);
    add_attribute(builder_of(to), innermost(builder_of(to)), name.data, (const xmlChar *)digits);
}

static void add_boolean(struct record_writer *to, giji_string name, bool value)
{
    if (to->failed)
        return;
    add_attribute(builder_of(to), innermost(builder_of(to)), name.data,
                  (const xmlChar *)(value ? "true" : "false"));
}

static void add_range(struct xml_builder *builder, xmlNodePtr node, giji_span value)
{
    add_number(builder, node, "start", value.start);
    add_number(builder, node, "end", value.end);
}

static void add_span(struct record_writer *to, giji_string name, giji_span value)
{
    (void)name;
    if (!to->failed)
        add_range(builder_of(to), innermost(builder_of(to)), value);
}

static void add_item(struct record_writer *to, giji_string element, giji_string attribute,
                     giji_string value)
{
    struct xml_builder *builder = builder_of(to);
    xmlNodePtr made = add_element(builder, element.data);
    const xmlChar *text = made ? clean(builder, value) : NULL;
    if (attribute.length)
        add_attribute(builder, made, attribute.data, text);
    else
        add_content(builder, made, text);
}

static void add_item_span(struct record_writer *to, giji_string element, giji_span value)
{
    add_range(builder_of(to), add_element(builder_of(to), element.data), value);
}

static const struct record_events xml_events = {
    .begin_object = begin_object,
    .end_object = close_element,
    .begin_array = begin_array,
    .end_array = close_element,
    .string = add_string,
    .integer = add_integer,
    .decimal = add_decimal,
    .boolean = add_boolean,
    .span = add_span,
    .item = add_item,
    .item_span = add_item_span,
};

static xmlDocPtr new_tree(void)
{
    xmlDocPtr tree = xmlNewDoc((const xmlChar *)"1.0");
    if (tree)
        tree->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    if (tree && tree->version && tree->encoding)
        return tree;
    xmlFreeDoc(tree);
    return NULL;
}

/* NULL where the record could not be built. */
static xmlDocPtr build(const giji_document *document, giji_error *error)
{
    struct xml_builder builder = {.writer.on = &xml_events, .tree = new_tree()};
    builder.writer.failed = !builder.tree;
    bool built = giji_record_write(document, &builder.writer, error);
    giji_buffer_free(&builder.text);
    if (built)
        return builder.tree;
    xmlFreeDoc(builder.tree);
    return NULL;
}

xmlDocPtr giji_document_to_xml(const giji_document *document, giji_error *error)
{
    struct libxml libxml;
    giji_libxml_begin(&libxml);
    xmlDocPtr tree = build(document, error);
    giji_libxml_end(&libxml);
    if (!tree || !libxml.no_memory)
        return tree;
    xmlFreeDoc(tree);
    giji_error_memory(error);
    return NULL;
}
