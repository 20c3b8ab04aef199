/* Whose side an unmarked turn speaks for, and which answers reply to which questions. */
#ifndef GIJI_PARSE_ROLES_H
#define GIJI_PARSE_ROLES_H

#include "grammar/match.h"
#include "model/document.h"

/* Gives every turn whose role no marker and no label tells a role, inferred from the wording (the
 * grammar's cues) and from the turns before and after it; then links each answer to the questions
 * just before it, within one item or resolution. */
void giji_infer_roles(struct giji_document *document, const struct grammar *grammar,
                      struct matcher *matcher, bool explain);

#endif
