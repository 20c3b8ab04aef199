/* A document as a libxml2 tree, for programs that live in libxml2 already. */
#ifndef GIJI_XML_H
#define GIJI_XML_H

#include <giji/giji.h>
#include <libxml/tree.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The namespace of giji/1 in XML. */
#define GIJI_XML_NAMESPACE "urn:giji:1"

/* The document as a new xmlDoc in the form giji/1: the same tree that giji_write_xml writes. The
 * caller owns it (xmlFreeDoc); it does not depend on the document's life. NULL, with an error,
 * where memory ran out. Any thread. */
GIJI_API xmlDocPtr giji_document_to_xml(const giji_document *document, giji_error *error);

#ifdef __cplusplus
}
#endif
#endif
