#include "grammar/schema.h"

#include "grammar/load.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>

struct gate {
    const struct grammar_file *file;
    struct findings *findings;
};

/* The start of the 1-based `line`. */
static size_t line_offset(const struct grammar_file *file, int line)
{
    size_t at = 0;
    for (int i = 1; i < line && at < file->bytes.length; at++)
        if (file->bytes.data[at] == '\n')
            i++;
    return at;
}

static void report(void *data, xmlErrorPtr error)
{
    struct gate *gate = data;
    giji_string message = giji_slice(error->message);
    while (message.length > 0 && message.data[message.length - 1] == '\n')
        message.length--;
    giji_found(gate->findings, gate->file, line_offset(gate->file, error->line),
               "see giji-grammar.rng", "the schema refuses the file: %.*s", (int)message.length,
               message.data ? message.data : "");
}

static void ignore(void *data, xmlErrorPtr error)
{
    (void)data;
    (void)error;
}

static const struct built_in_file *find_schema(void)
{
    for (size_t i = 0; i < giji_built_in_file_count; i++)
        if (strcmp(giji_built_in_files[i].name, "giji-grammar.rng") == 0)
            return &giji_built_in_files[i];
    return NULL;
}

static xmlRelaxNGPtr parse_schema(void)
{
    const struct built_in_file *source = find_schema();
    if (!source)
        return NULL;
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewMemParserCtxt(source->data, (int)source->length);
    if (!parser)
        return NULL;
    xmlRelaxNGSetParserStructuredErrors(parser, ignore, NULL);
    xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    return schema;
}

void giji_check_schema(const struct grammar_file *file, struct findings *findings)
{
    struct gate gate = {file, findings};
    xmlRelaxNGPtr schema = parse_schema();
    xmlRelaxNGValidCtxtPtr valid = schema ? xmlRelaxNGNewValidCtxt(schema) : NULL;
    xmlDocPtr doc =
        xmlReadMemory(file->bytes.data, (int)file->bytes.length, NULL, NULL,
                      XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES |
                          XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (valid && doc) {
        xmlRelaxNGSetValidStructuredErrors(valid, report, &gate);
        xmlRelaxNGValidateDoc(valid, doc);
    } else
        giji_found_memory(findings);
    xmlFreeDoc(doc);
    if (valid)
        xmlRelaxNGFreeValidCtxt(valid);
    if (schema)
        xmlRelaxNGFree(schema);
}
