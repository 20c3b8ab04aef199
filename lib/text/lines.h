/* Lines of a text, and columns worked out when somebody asks.
 *
 * A line ends with LF, CR LF or a lone CR. A form feed is white space inside a line. A line end at
 * the very end of the text begins no further line; the empty text has one line, which is empty. */
#ifndef GIJI_TEXT_LINES_H
#define GIJI_TEXT_LINES_H

#include "base/slice.h"

struct lines {
    giji_string text;
    bool feeds_only;  /* LF ends every line: no CR stands alone */
    uint32_t *before; /* for each block of the text, how many lines end before it */
    size_t block_count;
    size_t count; /* how many lines there are */
};

/* False where memory ran out. */
bool giji_lines_open(struct lines *lines, giji_string text);
void giji_lines_close(struct lines *lines);

/* The 0-based index of the line that holds byte `offset` of the text. */
size_t giji_lines_index(const struct lines *lines, size_t offset);

/* The line at the 0-based `index`, without its end. */
giji_string giji_lines_line(const struct lines *lines, size_t index);

/* The 1-based column, in characters, of byte `offset` within its line; a byte order mark counts for
 * none. */
unsigned giji_lines_column(const struct lines *lines, size_t offset);

#endif
