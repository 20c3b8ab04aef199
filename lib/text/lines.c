/* Finding the lines of a text. */
#include "text/lines.h"

#include <stdlib.h>

/* Whether a line ends with the byte at `at`: LF, or a CR that no LF follows. */
static bool ends_line(giji_string text, size_t at)
{
    char byte = text.data[at];
    return byte == '\n' || (byte == '\r' && (at + 1 == text.length || text.data[at + 1] != '\n'));
}

/* Counts the lines and, where `starts` is there, writes where they begin. A line end at the very
 * end of the text begins no further line. */
static size_t find_starts(giji_string text, uint32_t *starts)
{
    size_t count = 1;
    if (starts)
        starts[0] = 0;
    for (size_t at = 0; at + 1 < text.length; at++) {
        if (!ends_line(text, at))
            continue;
        if (starts)
            starts[count] = (uint32_t)(at + 1);
        count++;
    }
    return count;
}

bool giji_lines_open(struct lines *lines, giji_string text)
{
    *lines = (struct lines){.text = text, .count = find_starts(text, NULL)};
    lines->starts = malloc(lines->count * sizeof *lines->starts);
    if (!lines->starts) {
        *lines = (struct lines){0};
        return false;
    }
    find_starts(text, lines->starts);
    return true;
}

void giji_lines_close(struct lines *lines)
{
    free(lines->starts);
    *lines = (struct lines){0};
}

size_t giji_lines_index(const struct lines *lines, size_t offset)
{
    size_t low = 0, high = lines->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

giji_string giji_lines_line(const struct lines *lines, size_t index)
{
    giji_string text = lines->text;
    if (text.length == 0)
        return text;
    size_t start = lines->starts[index];
    size_t end = index + 1 < lines->count ? lines->starts[index + 1] : text.length;
    if (end > start && text.data[end - 1] == '\n')
        end--;
    if (end > start && text.data[end - 1] == '\r')
        end--;
    return giji_slice_cut(text, start, end);
}

/* Where a line's first character is: a byte order mark is none. */
static size_t first_character(const struct lines *lines, size_t index)
{
    bool marked = index == 0 && giji_slice_begins(lines->text, giji_slice("\xEF\xBB\xBF"));
    return marked ? strlen("\xEF\xBB\xBF") : lines->starts[index];
}

unsigned giji_lines_column(const struct lines *lines, size_t offset)
{
    size_t end = offset < lines->text.length ? offset : lines->text.length;
    unsigned column = 1;
    for (size_t at = first_character(lines, giji_lines_index(lines, end)) + 1; at <= end; at++)
        column += at == lines->text.length || ((unsigned char)lines->text.data[at] & 0xC0) != 0x80;
    return column;
}
