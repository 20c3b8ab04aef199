/* Finding the lines of a text. */
#include "text/lines.h"

#include <stdlib.h>

/* Whether a line ends with the byte at `at`: LF, or a CR that no LF follows. */
static bool ends_line(giji_string text, size_t at)
{
    char byte = text.data[at];
    return byte == '\n' || (byte == '\r' && (at + 1 == text.length || text.data[at + 1] != '\n'));
}

/* Where the line behind the one that holds byte `at` begins; SIZE_MAX where there is none: a line end at
 * the very end of the text begins no further line. */
static size_t next_start(const struct lines *lines, size_t at)
{
    giji_string text = lines->text;
    if (lines->feeds_only) {
        const char *feed = at < text.length ? memchr(text.data + at, '\n', text.length - at) : NULL;
        size_t next = feed ? (size_t)(feed - text.data) + 1 : text.length;
        return next < text.length ? next : SIZE_MAX;
    }
    for (; at + 1 < text.length; at++)
        if (ends_line(text, at))
            return at + 1;
    return SIZE_MAX;
}

/* A long line is marked, and the one behind it, so that nobody ever has to look through it; and of short
 * ones every eighth. */
enum { LONG_LINE = 64, MOST_UNMARKED = 8 };

/* Counts the lines and their marks and, where these are there, writes them. */
static void find_marks(struct lines *lines, struct line_mark *marks)
{
    bool was_long = true;
    size_t last = 0, count = 0, mark_count = 0;
    for (size_t start = 0; start != SIZE_MAX; count++) {
        size_t next = next_start(lines, start);
        size_t end = next == SIZE_MAX ? lines->text.length : next;
        bool is_long = end - start >= LONG_LINE;
        if (is_long || was_long || count - last == MOST_UNMARKED) {
            if (marks)
                marks[mark_count] = (struct line_mark){(uint32_t)start, (uint32_t)count};
            mark_count++;
            last = count;
        }
        was_long = is_long;
        start = next;
    }
    lines->count = count;
    lines->mark_count = mark_count;
}

bool giji_lines_open(struct lines *lines, giji_string text)
{
    *lines = (struct lines){.text = text};
    lines->feeds_only = !text.length || !memchr(text.data, '\r', text.length);
    find_marks(lines, NULL);
    lines->marks = malloc(lines->mark_count * sizeof *lines->marks);
    if (!lines->marks) {
        *lines = (struct lines){0};
        return false;
    }
    find_marks(lines, lines->marks);
    return true;
}

void giji_lines_close(struct lines *lines)
{
    free(lines->marks);
    *lines = (struct lines){0};
}

/* The last mark at or before byte `offset`. */
static const struct line_mark *mark_at(const struct lines *lines, size_t offset)
{
    size_t low = 0, high = lines->mark_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->marks[middle].start <= offset)
            low = middle;
        else
            high = middle;
    }
    return lines->marks + low;
}

/* The last mark at or before the line `index`. */
static const struct line_mark *mark_of(const struct lines *lines, size_t index)
{
    size_t low = 0, high = lines->mark_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->marks[middle].index <= index)
            low = middle;
        else
            high = middle;
    }
    return lines->marks + low;
}

/* The first line that is marked behind the mark. */
static size_t next_index(const struct lines *lines, const struct line_mark *mark)
{
    bool last = mark + 1 == lines->marks + lines->mark_count;
    return last ? lines->count : mark[1].index;
}

size_t giji_lines_index(const struct lines *lines, size_t offset)
{
    const struct line_mark *mark = mark_at(lines, offset);
    size_t index = mark->index, start = mark->start, end = next_index(lines, mark);
    while (index + 1 < end) {
        start = next_start(lines, start);
        if (start > offset)
            break;
        index++;
    }
    return index;
}

/* Where the line at `index` begins; the text's end behind the last line. */
static size_t start_of(const struct lines *lines, size_t index)
{
    if (index >= lines->count)
        return lines->text.length;
    const struct line_mark *mark = mark_of(lines, index);
    size_t start = mark->start;
    for (size_t at = mark->index; at < index; at++)
        start = next_start(lines, start);
    return start;
}

giji_string giji_lines_line(const struct lines *lines, size_t index)
{
    giji_string text = lines->text;
    if (text.length == 0)
        return text;
    size_t start = start_of(lines, index);
    size_t end = start_of(lines, index + 1);
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
    return marked ? strlen("\xEF\xBB\xBF") : start_of(lines, index);
}

unsigned giji_lines_column(const struct lines *lines, size_t offset)
{
    size_t end = offset < lines->text.length ? offset : lines->text.length;
    unsigned column = 1;
    for (size_t at = first_character(lines, giji_lines_index(lines, end)) + 1; at <= end; at++)
        column += at == lines->text.length || ((unsigned char)lines->text.data[at] & 0xC0) != 0x80;
    return column;
}
