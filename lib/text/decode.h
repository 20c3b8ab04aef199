/* Decoding a source's bytes to UTF-8, with the table of runs that leads back and the list of flaws.
 */
#ifndef GIJI_TEXT_DECODE_H
#define GIJI_TEXT_DECODE_H

#include "text/encoding.h"
#include "text/source.h"

/* Fills the text, runs and flaws of `source`, whose bytes are set. `encoding` is not
 * ENCODING_UTF_16. False where memory ran out or the text is larger than 2 GiB; what was made by
 * then belongs to the source all the same. */
bool giji_decode(struct source *source, enum encoding encoding, giji_error *error);

#endif
