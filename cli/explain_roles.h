/* Why the turns of a document have the roles that they have. */
#ifndef GIJI_CLI_EXPLAIN_ROLES_H
#define GIJI_CLI_EXPLAIN_ROLES_H

#include <giji/giji.h>
#include <stdio.h>

/* Writes each turn whose role was inferred, with its evidence:
 *
 *     minutes.txt:21: answer 0.93  三か月である。
 *       +1.5 describes   か月である。
 *       +2.3 flow
 *
 * The document was parsed with a context that explains roles. False where the file takes no more. */
bool explain_roles(FILE *file, const giji_document *document);

#endif
