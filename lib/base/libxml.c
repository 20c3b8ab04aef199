#include "base/libxml.h"

#include <libxml/globals.h>
#include <libxml/parser.h>

static void hear(void *context, libxml_error error)
{
    struct libxml *libxml = context;
    libxml->no_memory |= error->code == XML_ERR_NO_MEMORY;
}

void giji_libxml_begin(struct libxml *libxml)
{
    *libxml = (struct libxml){.handler = xmlStructuredError, .context = xmlStructuredErrorContext};
    xmlSetStructuredErrorFunc(libxml, hear);
    xmlInitParser();
}

/* libxml2 keeps the last error, with its texts, until there is another one. */
void giji_libxml_end(struct libxml *libxml)
{
    xmlSetStructuredErrorFunc(libxml->context, libxml->handler);
    xmlResetLastError();
}
