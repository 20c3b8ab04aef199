#include "grammar/element.h"

#include "base/ascii.h"
#include "base/libxml.h"
#include "grammar/markup.h"
#include "text/utf8.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

/* The first error of the parser, put into the finding that it becomes. */
struct first_error {
    bool seen;
    bool no_memory; /* one of them was this */
    size_t offset;
    char message[256];
};

static void keep_first_error(void *data, xmlErrorPtr error)
{
    xmlParserCtxtPtr parser = data;
    struct first_error *first = parser->_private;
    first->no_memory |= error->code == XML_ERR_NO_MEMORY;
    if (first->seen || error->level < XML_ERR_ERROR)
        return;
    first->seen = true;
    if (parser->input)
        first->offset =
            parser->input->consumed + (size_t)(parser->input->cur - parser->input->base);
    giji_string message = giji_slice(error->message);
    while (message.length > 0 && message.data[message.length - 1] == '\n')
        message.length--;
    size_t length =
        message.length < sizeof first->message ? message.length : sizeof first->message - 1;
    if (length)
        memcpy(first->message, message.data, length);
    first->message[length] = '\0';
}

static const char *hint_at_mending(const char *message)
{
    if (strstr(message, "Entity"))
        return "write & as &amp; (&lt; &gt; &amp; &quot; are known)";
    if (strstr(message, "mismatch"))
        return "close every element with </its name>; write < as &lt;, and groups as (?'name'...)";
    return "mend the XML: write < as &lt; and & as &amp; in patterns, close every element";
}

/* False, with a finding, where the bytes are no text in UTF-8 or say that they are something else.
 * libxml2 never has to decode then, which it cannot do without printing what goes wrong. */
static bool check_encoding(const struct grammar_file *file, struct findings *findings)
{
    giji_string bytes = file->bytes, encoding = giji_markup_encoding(bytes);
    const char *nul = memchr(bytes.data, '\0', bytes.length);
    size_t length = nul ? (size_t)(nul - bytes.data) : bytes.length;
    size_t flaw = giji_utf8_invalid((const unsigned char *)bytes.data, length, 0);
    if (flaw < bytes.length)
        giji_found_line(findings, file->name, giji_file_line(file, flaw), (giji_string){NULL, 0},
                        "save the file as UTF-8", "the grammar is no text in UTF-8");
    else if (encoding.data &&
             (encoding.length != 5 || !giji_is_same_word(encoding.data, "UTF-8", 5)))
        giji_found(findings, file, (size_t)(encoding.data - bytes.data),
                   "save the file as UTF-8 and say so here",
                   "the grammar says that it is written in %.*s", GIJI_SHOW(encoding));
    else
        return true;
    return false;
}

static xmlDocPtr read_document(const struct grammar_file *file, struct first_error *first)
{
    struct libxml libxml;
    giji_libxml_begin(&libxml);
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    xmlDocPtr doc = NULL;
    if (parser) {
        parser->_private = first;
        parser->sax->serror = keep_first_error;
        doc = xmlCtxtReadDoc(parser, (const xmlChar *)file->bytes.data, NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES |
                                 XML_PARSE_IGNORE_ENC);
    }
    xmlFreeParserCtxt(parser);
    giji_libxml_end(&libxml);
    first->no_memory |= libxml.no_memory || !parser;
    return doc;
}

/* NULL, with a finding, where the file is not well formed. */
static xmlDocPtr parse(const struct grammar_file *file, struct findings *findings)
{
    struct first_error first = {0};
    xmlDocPtr doc = read_document(file, &first);
    if (first.no_memory)
        giji_found_memory(findings);
    else if (first.seen || !doc)
        giji_found(findings, file, first.offset, hint_at_mending(first.message),
                   "not well-formed XML: %s", first.seen ? first.message : "nothing to read");
    else
        return doc;
    xmlFreeDoc(doc);
    return NULL;
}

static giji_string copy_xml(struct arena *arena, const xmlChar *text)
{
    return giji_arena_copy(arena, giji_slice((const char *)text));
}

/* The text nodes directly under `node`, joined. */
static giji_string copy_text(struct arena *arena, const xmlNode *node)
{
    size_t length = 0;
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_TEXT_NODE)
            length += (size_t)xmlStrlen(child->content);
    char *text = length ? giji_arena_alloc(arena, length + 1) : NULL;
    if (!text)
        return (giji_string){NULL, 0};
    char *to = text;
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_TEXT_NODE) {
            size_t piece = (size_t)xmlStrlen(child->content);
            memcpy(to, child->content, piece);
            to += piece;
        }
    return (giji_string){text, length};
}

/* An attribute's value without entities is one text node, or none where it is empty. */
static void copy_attributes(struct arena *arena, const xmlNode *node, struct element *element)
{
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        struct attribute *attribute =
            giji_arena_push(arena, &element->attributes, &element->attribute_count,
                            &element->attribute_capacity, sizeof *attribute);
        if (!attribute)
            return;
        attribute->name = copy_xml(arena, attr->name);
        attribute->value = copy_text(arena, (const xmlNode *)attr);
        attribute->offset =
            giji_markup_attribute(element->file->bytes, element->offset, attribute->name);
    }
}

static struct element *copy_element(struct arena *arena, const xmlNode *node,
                                    struct element *parent, const struct grammar_file *file,
                                    size_t *scan)
{
    struct element *element = giji_arena_alloc(arena, sizeof *element);
    if (!element)
        return NULL;
    element->file = file;
    element->parent = parent;
    element->name = copy_xml(arena, node->name);
    if (node->ns)
        element->space = copy_xml(arena, node->ns->href);
    element->text = copy_text(arena, node);
    element->offset = giji_markup_next_tag(file->bytes, *scan);
    element->content = giji_markup_tag_end(file->bytes, element->offset);
    *scan = element->content;
    copy_attributes(arena, node, element);
    if (parent && parent->last_child)
        parent->last_child->next = element;
    else if (parent)
        parent->child = element;
    if (parent)
        parent->last_child = element;
    return element;
}

/* The nearest element from `node` on, among it and its later siblings. */
static const xmlNode *nearest_element(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

static struct element *copy_tree(struct arena *arena, const xmlNode *node,
                                 const struct grammar_file *file)
{
    size_t scan = 0;
    struct element *root = copy_element(arena, node, NULL, file, &scan);
    struct element *at = root;
    while (at) {
        const xmlNode *next = nearest_element(node->children);
        if (!next) {
            while (at != root && !(next = nearest_element(node->next))) {
                node = node->parent;
                at = at->parent;
            }
            if (at == root)
                break;
            at = at->parent;
        }
        node = next;
        at = copy_element(arena, node, at, file, &scan);
    }
    return root;
}

/* The node behind `node` in the order of the file; NULL behind the last one. */
static const xmlNode *node_after(const xmlNode *node)
{
    if (node->children)
        return node->children;
    while (node && !node->next)
        node = node->parent;
    return node ? node->next : NULL;
}

static size_t count_parts(const xmlNode *root)
{
    size_t count = 0;
    for (const xmlNode *node = root; node; node = node_after(node)) {
        count++;
        if (node->type == XML_ELEMENT_NODE)
            for (const xmlAttr *attribute = node->properties; attribute;
                 attribute = attribute->next)
                count++;
    }
    return count;
}

struct element *giji_elements_read(struct arena *arena, const struct grammar_file *file,
                                   size_t *parts, struct findings *findings)
{
    size_t doctype;
    if (!check_encoding(file, findings))
        return NULL;
    if (giji_markup_doctype(file->bytes, &doctype)) {
        giji_found(findings, file, doctype,
                   "leave the document type and its entities out; use <fragments> instead",
                   "a grammar must not declare a document type or entities");
        return NULL;
    }
    xmlDocPtr doc = parse(file, findings);
    if (!doc)
        return NULL;
    const xmlNode *top = xmlDocGetRootElement(doc);
    *parts += count_parts(top);
    struct element *root = *parts > MOST_PARTS ? NULL : copy_tree(arena, top, file);
    xmlFreeDoc(doc);
    if (*parts > MOST_PARTS) {
        giji_found(findings, file, 0, "cut it into several grammars, each for one form",
                   "the grammar is too large: with what it includes it has more than %d elements, "
                   "attributes and pieces of text",
                   MOST_PARTS);
        return NULL;
    }
    if (arena->failed)
        giji_found_memory(findings);
    return arena->failed ? NULL : root;
}

size_t giji_element_place(const struct element *element, size_t at)
{
    return giji_markup_text_place(element->file->bytes, element->content, at);
}

const struct element *giji_element_after(const struct element *element, const struct element *top)
{
    if (element->child)
        return element->child;
    while (element != top && !element->next)
        element = element->parent;
    return element == top ? NULL : element->next;
}

static const struct attribute *find_attribute(const struct element *element, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (giji_slice_is(element->attributes[i].name, name))
            return &element->attributes[i];
    return NULL;
}

giji_string giji_attribute(const struct element *element, const char *name)
{
    const struct attribute *attribute = find_attribute(element, name);
    return attribute ? attribute->value : (giji_string){NULL, 0};
}

size_t giji_attribute_place(const struct element *element, const char *name)
{
    const struct attribute *attribute = find_attribute(element, name);
    return attribute ? attribute->offset : element->offset;
}

const struct element *giji_element_child(const struct element *element, const char *name)
{
    for (const struct element *child = element->child; child; child = child->next)
        if (giji_element_is(child, name))
            return child;
    return NULL;
}
