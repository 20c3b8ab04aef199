#include "properties.h"

#include <giji/json.h>
#include <giji/xml.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct schemas {
    json_t *json;
    xmlRelaxNGPtr xml;
};

struct schemas *schemas_open(const char *json_schema, const char *relax_ng)
{
    struct schemas *schemas = calloc(1, sizeof *schemas);
    json_error_t error;
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(relax_ng);
    if (schemas) {
        schemas->json = json_load_file(json_schema, 0, &error);
        schemas->xml = parser ? xmlRelaxNGParse(parser) : NULL;
    }
    xmlRelaxNGFreeParserCtxt(parser);
    if (schemas && schemas->json && schemas->xml)
        return schemas;
    fprintf(stderr, "no schemas: %s, %s\n", json_schema, relax_ng);
    abort();
}

void schemas_close(struct schemas *schemas)
{
    json_decref(schemas->json);
    xmlRelaxNGFree(schemas->xml);
    free(schemas);
}

/* ---- the same in JSON and in XML ---------------------------------------------------------- */

/* Where they first differ. */
struct comparison {
    bool same;
    char member[64];
    unsigned line; /* in the XML */
};

static bool differ(struct comparison *comparison, const char *member, const xmlNode *element)
{
    if (comparison->same) {
        snprintf(comparison->member, sizeof comparison->member, "%s", member);
        comparison->line = (unsigned)xmlGetLineNo(element);
    }
    comparison->same = false;
    return false;
}

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static xmlNodePtr child_named(const xmlNode *element, const char *name)
{
    xmlNodePtr child = element->children;
    while (child && !is_named(child, name))
        child = child->next;
    return child;
}

/* The characters of valid UTF-8 that XML 1.0 cannot carry: so many bytes, or 0. */
static size_t unfit(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (bytes[0] < 0x20)
        return bytes[0] != '\t' && bytes[0] != '\n' && bytes[0] != '\r';
    return bytes[0] == 0xEF && bytes[1] == 0xBF && bytes[2] >= 0xBE ? 3 : 0;
}

/* Whether the XML's text is that of JSON, with U+FFFD for what XML 1.0 cannot carry. */
static bool same_text(const json_t *value, const char *text)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    const char *at = json_string_value(value), *end = at + json_string_length(value);
    while (at < end) {
        size_t width = unfit(at);
        size_t length = width ? 3 : 1;
        if (strncmp(text, width ? replacement : at, length) != 0)
            return false;
        at += width ? width : 1;
        text += length;
    }
    return *text == '\0';
}

static bool same_scalar(const json_t *value, const char *text)
{
    char digits[32];
    switch (json_typeof(value)) {
    case JSON_STRING:
        return same_text(value, text);
    case JSON_INTEGER:
        snprintf(digits, sizeof digits, "%lld", (long long)json_integer_value(value));
        return strcmp(digits, text) == 0;
    case JSON_REAL:
        return json_real_value(value) <= strtod(text, NULL) &&
               json_real_value(value) >= strtod(text, NULL);
    case JSON_TRUE:
        return strcmp(text, "true") == 0;
    case JSON_FALSE:
        return strcmp(text, "false") == 0;
    case JSON_OBJECT:
    case JSON_ARRAY:
    case JSON_NULL:
        break;
    }
    return false;
}

static bool same_attribute(const json_t *value, const xmlNode *element, const char *name)
{
    xmlChar *text = xmlGetNoNsProp(element, (const xmlChar *)name);
    bool same = text && same_scalar(value, (const char *)text);
    xmlFree(text);
    return same;
}

static bool same_content(const json_t *value, const xmlNode *element)
{
    xmlChar *text = xmlNodeGetContent(element);
    bool same = text && same_scalar(value, (const char *)text);
    xmlFree(text);
    return same;
}

static bool same_span(const json_t *span, const xmlNode *element)
{
    return same_attribute(json_array_get(span, 0), element, "start") &&
           same_attribute(json_array_get(span, 1), element, "end");
}

static bool same_object(struct comparison *comparison, const json_t *object,
                        const xmlNode *element);

static bool same_item(struct comparison *comparison, const char *name, const json_t *item,
                      const xmlNode *element)
{
    if (json_is_object(item))
        return same_object(comparison, item, element);
    bool same = json_is_array(item)             ? same_span(item, element)
                : strcmp(name, "reply_to") == 0 ? same_attribute(item, element, "to")
                                                : same_content(item, element);
    return same || differ(comparison, name, element);
}

/* The elements from `at` on that have the name (or any, where it is NULL) are the array's items. */
static bool same_items(struct comparison *comparison, const char *member, const json_t *array,
                       const xmlNode *parent, const char *name)
{
    size_t count = 0;
    for (const xmlNode *at = parent->children; at; at = at->next) {
        if (at->type != XML_ELEMENT_NODE || (name && !is_named(at, name)))
            continue;
        const json_t *item = json_array_get(array, count++);
        if (!item || !same_item(comparison, member, item, at))
            return differ(comparison, member, at);
    }
    return count == json_array_size(array) || differ(comparison, member, parent);
}

/* How many children and attributes of the element the array's member takes up; 0 where they differ. */
static size_t same_array(struct comparison *comparison, const char *name, const json_t *array,
                         const xmlNode *element)
{
    static const struct {
        const char *member, *element;
    } bare[] = {{"children", "item"}, {"reply_to", "reply"}, {"omitted", "omitted"}};
    if (strcmp(name, "span") == 0)
        return same_span(array, element) ? 2 : 0;
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        if (strcmp(bare[i].member, name) == 0)
            return same_items(comparison, name, array, element, bare[i].element)
                       ? json_array_size(array)
                       : 0;
    const xmlNode *wrapper = child_named(element, name);
    return wrapper && same_items(comparison, name, array, wrapper, NULL) ? 1 : 0;
}

/* The same of a string, number or truth value. Content that is empty takes up nothing. */
static size_t same_value(const char *name, const json_t *value, const xmlNode *element,
                         bool *by_name)
{
    const xmlNode *child = child_named(element, name);
    if (xmlHasProp((xmlNode *)element, (const xmlChar *)name))
        return same_attribute(value, element, name);
    if (child)
        return same_content(value, child);
    *by_name = strcmp(name, "type") == 0 && same_scalar(value, (const char *)element->name);
    if (*by_name)
        return 0;
    *by_name = json_string_length(value) == 0 && !element->children;
    return same_content(value, element) && element->children;
}

static size_t parts_of(const xmlNode *element)
{
    size_t count = 0;
    for (const xmlAttr *at = element->properties; at; at = at->next)
        count++;
    for (const xmlNode *at = element->children; at; at = at->next)
        count += !xmlIsBlankNode(at) || !element->children->next;
    return count;
}

static bool same_object(struct comparison *comparison, const json_t *object, const xmlNode *element)
{
    const char *name;
    json_t *value;
    size_t parts = 0;
    json_object_foreach((json_t *)object, name, value)
    {
        bool elsewhere = false;
        size_t found;
        if (json_is_array(value)) {
            found = same_array(comparison, name, value, element);
        } else if (json_is_object(value)) {
            const xmlNode *child = child_named(element, name);
            found = child && same_object(comparison, value, child);
        } else {
            found = same_value(name, value, element, &elsewhere);
        }
        if (!found && !elsewhere)
            return differ(comparison, name, element);
        parts += found;
    }
    return parts == parts_of(element) || differ(comparison, "(its members' number)", element);
}

/* ---- each format -------------------------------------------------------------------------- */

static giji_memory write_json(const giji_document *document, giji_write_flags flags,
                              struct faults *faults)
{
    giji_memory memory = {0};
    giji_error error = GIJI_ERROR_INIT;
    if (!giji_write_json(document, flags, giji_sink_memory, &memory, &error))
        found_fault(faults, "no JSON: %s", error.message);
    return memory;
}

static void check_json(const struct schemas *schemas, const giji_document *document,
                       giji_write_flags flags, const json_t *want, struct faults *faults)
{
    json_error_t error;
    giji_memory memory = write_json(document, flags, faults);
    json_t *have =
        json_loadb(memory.data, memory.length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!have)
        found_fault(faults, "the JSON does not parse: %s at %d", error.text, error.position);
    else if (!json_equal(have, want))
        found_fault(faults, "the JSON is not what was written");
    else if (flags == GIJI_WRITE_COMPACT)
        check_json_schema(schemas->json, have, faults);
    json_decref(have);
    giji_memory_free(&memory);
}

/* libxml2 would print. */
__attribute__((format(printf, 2, 3))) static void keep_first_message(void *data, const char *format,
                                                                     ...)
{
    char *message = data;
    va_list arguments;
    va_start(arguments, format);
    if (!*message)
        vsnprintf(message, 256, format, arguments);
    va_end(arguments);
}

static void check_relax_ng(const struct schemas *schemas, xmlDocPtr tree, struct faults *faults)
{
    char message[256] = "";
    xmlRelaxNGValidCtxtPtr validation = xmlRelaxNGNewValidCtxt(schemas->xml);
    if (!validation)
        abort();
    xmlRelaxNGSetValidErrors(validation, keep_first_message, keep_first_message, message);
    if (xmlRelaxNGValidateDoc(validation, tree) != 0)
        found_fault(faults, "the XML is not valid: %s", message);
    xmlRelaxNGFreeValidCtxt(validation);
}

static void check_same(const json_t *object, xmlDocPtr tree, struct faults *faults)
{
    struct comparison comparison = {.same = true};
    if (!same_object(&comparison, object, xmlDocGetRootElement(tree)))
        found_fault(faults, "JSON and XML differ in the member '%s', on line %u of the XML",
                    comparison.member, comparison.line);
}

static void check_xml(const struct schemas *schemas, const giji_document *document,
                      giji_write_flags flags, const json_t *want, struct faults *faults)
{
    giji_memory memory = {0};
    giji_error error = GIJI_ERROR_INIT;
    if (!giji_write_xml(document, flags, giji_sink_memory, &memory, &error))
        found_fault(faults, "no XML: %s", error.message);
    xmlDocPtr tree = xmlReadMemory(memory.data, (int)memory.length, NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (tree) {
        check_same(want, tree, faults);
        if (flags == GIJI_WRITE_COMPACT)
            check_relax_ng(schemas, tree, faults);
    } else {
        const xmlError *why = xmlGetLastError();
        found_fault(faults, "the XML does not parse: %s", why ? why->message : "");
    }
    xmlFreeDoc(tree);
    giji_memory_free(&memory);
}

void check_records(const struct schemas *schemas, const giji_document *document,
                   giji_write_flags flags, struct faults *faults)
{
    giji_error error = GIJI_ERROR_INIT;
    json_t *record = giji_document_to_json(document, &error);
    if (!record) {
        found_fault(faults, "no record: %s", error.message);
        return;
    }
    check_json(schemas, document, flags, record, faults);
    check_xml(schemas, document, flags, record, faults);
    json_decref(record);
}
