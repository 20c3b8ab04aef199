/* What the chair says of the course of the meeting: who speaks next and in which role, which matter is on the
 * table, how the vote went. */
#ifndef GIJI_PARSE_CHAIR_H
#define GIJI_PARSE_CHAIR_H

#include "grammar/match.h"
#include "model/document.h"

/* Follows the grammar's sayings through the document: turns whose role their label told become statements where
 * the chair has opened a debate or asked for an explanation, and resolutions that name no matter, or no
 * vote, get what the chair named last. */
void giji_follow_chair(struct giji_document *document, const struct grammar *grammar,
                       struct matcher *matcher);

#endif
