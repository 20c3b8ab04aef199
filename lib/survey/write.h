/* Writing pieces of a grammar file: text of a dump, safely, where XML and patterns give its characters a
 * meaning. */
#ifndef GIJI_SURVEY_WRITE_H
#define GIJI_SURVEY_WRITE_H

#include "base/buffer.h"

void giji_put(struct buffer *out, const char *text);

/* Whether XML can hold the text as it is. */
bool giji_can_write(giji_string text);

/* Text of an element or an attribute; what XML cannot hold becomes white space. */
void giji_put_text(struct buffer *out, giji_string text);

/* Text of a comment, in which no two hyphens may follow each other. */
void giji_put_comment(struct buffer *out, giji_string text);

/* A pattern that matches the text; white space in it matches any. */
void giji_put_literal(struct buffer *out, giji_string text);

/* The same with any white space between the letters. */
void giji_put_spaced(struct buffer *out, giji_string text);

/* A pattern that matches one of the `count` marks. */
void giji_put_marks(struct buffer *out, const giji_string *marks, size_t count);

/* The text up to `most` characters. */
giji_string giji_cut_characters(giji_string text, size_t most);

/* The name of a file without its folders. */
giji_string giji_base_name(giji_string path);

#endif
