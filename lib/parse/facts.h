/* The meeting's facts, read from the header's fields. */
#ifndef GIJI_PARSE_FACTS_H
#define GIJI_PARSE_FACTS_H

#include "grammar/match.h"
#include "model/document.h"

/* Fills document->meeting from its header, and the departments of resolutions from the agenda. */
void giji_read_facts(struct giji_document *document, const struct grammar *grammar,
                     struct matcher *matcher);

#endif
