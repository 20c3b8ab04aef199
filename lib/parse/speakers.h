/* Who speaks, beyond what the label says: the unit that a heading names, and the one attendee of the header
 * whom a label can mean. */
#ifndef GIJI_PARSE_SPEAKERS_H
#define GIJI_PARSE_SPEAKERS_H

#include "model/document.h"

/* Completes the speakers of the document's turns, after its header's facts were read. An answer without a
 * label gets the department of the heading above it. A label that means exactly one of those present (会長
 * where there is one; the only 浜中) gets that one's name, title and department. */
void giji_identify_speakers(struct giji_document *document);

#endif
