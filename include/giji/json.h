/* A document as a jansson value, for programs that live in jansson already. */
#ifndef GIJI_JSON_H
#define GIJI_JSON_H

#include <giji/giji.h>
#include <jansson.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The document as a new json_t in the form giji/1: the same value that giji_write_json writes. The
 * caller owns the reference (json_decref); it does not depend on the document's life. NULL, with an
 * error, where memory ran out. Any thread. */
GIJI_API json_t *giji_document_to_json(const giji_document *document, giji_error *error);

/* The same for a detection: the value that giji_write_detection_json writes. Any thread. */
GIJI_API json_t *giji_detection_to_json(const giji_detection *detection, giji_error *error);

#ifdef __cplusplus
}
#endif
#endif
