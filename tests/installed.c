/* A program outside the library, in the language that C99 and C++ share: it includes every public
 * header, parses a dump, and takes the record as jansson's and as libxml2's own value. */
#include <giji/giji.h>
#include <giji/json.h>
#include <giji/xml.h>

#include <stdio.h>
#include <string.h>

static bool takes_both(const giji_document *minutes)
{
    json_t *json = giji_document_to_json(minutes, NULL);
    xmlDocPtr xml = giji_document_to_xml(minutes, NULL);
    const char *format = json_string_value(json_object_get(json, "format"));
    bool well = format && strcmp(format, GIJI_FORMAT) == 0 && xml && xmlDocGetRootElement(xml);
    json_decref(json);
    xmlFreeDoc(xml);
    return well;
}

int main(void)
{
    static const char dump[] = "\xE4\xBB\xA5\xE4\xB8\x8A\n";
    giji_error error = GIJI_ERROR_INIT;
    giji_context *context = giji_context_new(&error);
    giji_document *minutes = giji_parse(context, "dump", dump, sizeof dump - 1, &error);
    bool well = minutes && takes_both(minutes);
    giji_document_free(minutes);
    giji_context_free(context);
    puts(well ? "JSON and XML" : error.message);
    return well ? 0 : 1;
}
