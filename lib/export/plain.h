/* How far a text can be copied as it is: nearly always to its end. */
#ifndef GIJI_EXPORT_PLAIN_H
#define GIJI_EXPORT_PLAIN_H

#include "base/slice.h"

/* The offset of the first byte at or after `from` that a string of JSON writes otherwise: a quotation mark, a
 * backslash, what is below 20. The text's length where there is none. */
size_t giji_json_plain(giji_string text, size_t from);

/* The same for the text of an element of XML: & < >, what is below 20 but tab and line feed, and the beginning of
 * U+FFC0 to U+FFFF, of which the last two cannot be in XML. */
size_t giji_xml_plain(giji_string text, size_t from);

#endif
