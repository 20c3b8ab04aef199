/* Places in the bytes of an XML file that is known to be well formed and without a document type.
 */
#ifndef GIJI_GRAMMAR_MARKUP_H
#define GIJI_GRAMMAR_MARKUP_H

#include "base/slice.h"

/* True, and where, if a document type declaration stands before the first element. */
bool giji_markup_doctype(giji_string bytes, size_t *offset);

/* The encoding that the XML declaration names, or {NULL, 0}. */
giji_string giji_markup_encoding(giji_string bytes);

/* The "<" of the first start tag at or after `from`. */
size_t giji_markup_next_tag(giji_string bytes, size_t from);

/* The byte behind the ">" of the tag at `tag`. */
size_t giji_markup_tag_end(giji_string bytes, size_t tag);

/* The name of an attribute of the tag at `tag`; `tag` itself where it is not found. */
size_t giji_markup_attribute(giji_string bytes, size_t tag, giji_string name);

/* Where byte `at` of the character data that begins at `content` is written. Elements inside end
 * the data; comments, instructions and CDATA's brackets are no part of it, a reference is one
 * character and CR LF one line feed. */
size_t giji_markup_text_place(giji_string bytes, size_t content, size_t at);

#endif
