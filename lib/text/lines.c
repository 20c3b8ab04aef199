/* Finding the lines of a text: how many end before each block of it is counted at once, and the rest when
 * somebody asks. */
#include "text/lines.h"

#include "base/vector.h"

#include <stdlib.h>

enum { BLOCK = 240 }; /* bytes, whose line ends a byte counts */

/* Whether a line ends with the byte at `at`: LF, or a CR that no LF follows. */
static bool ends_line(giji_string text, size_t at)
{
    char byte = text.data[at];
    return byte == '\n' || (byte == '\r' && (at + 1 == text.length || text.data[at + 1] != '\n'));
}

/* Where the line behind the one that holds byte `at` begins, if that ends before byte `limit` of the text: what is
 * behind that is not looked at, as a line may be as long as the text. SIZE_MAX where there is none: a line end at the
 * very end of the text begins no further line. */
static size_t next_start(const struct lines *lines, size_t at, size_t limit)
{
    giji_string text = lines->text;
    if (lines->feeds_only) {
        size_t next = giji_slice_find_byte(giji_slice_cut(text, 0, limit), '\n', at) + 1;
        return next <= limit && next < text.length ? next : SIZE_MAX;
    }
    for (; at < limit && at + 1 < text.length; at++)
        if (ends_line(text, at))
            return at + 1;
    return SIZE_MAX;
}

struct block_ends {
    unsigned char feeds;
    bool lone_return;
};

/* One byte behind the block is looked at, too. */
GIJI_LOOP struct block_ends look_at_block(const unsigned char *bytes)
{
    unsigned char feeds = 0, lone = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char is_feed = bytes[i] == '\n';
        feeds += is_feed;
        lone |= (unsigned char)((bytes[i] == '\r') & (bytes[i + 1] != '\n'));
    }
    return (struct block_ends){feeds, lone};
}

/* Counts the line feeds before each block; returns those before the last one. */
GIJI_LOOP size_t count_feeds(struct lines *lines)
{
    const unsigned char *bytes = (const unsigned char *)lines->text.data;
    size_t count = 0;
    bool lone = false;
    for (size_t i = 0; i + 1 < lines->block_count; i++) {
        struct block_ends ends = look_at_block(bytes + i * BLOCK);
        lines->before[i] = (uint32_t)count;
        count += ends.feeds;
        lone |= ends.lone_return;
    }
    lines->feeds_only = !lone;
    return count;
}

GIJI_WIDE static size_t count_feeds_wide(struct lines *lines)
{
    return count_feeds(lines);
}

/* Counts on through the last block, or through all of them where returns end lines, too. The text's last byte may end a
 * line but begins none. */
static void count_ends(struct lines *lines, size_t from, size_t count)
{
    for (size_t at = from; at < lines->text.length; at++) {
        if (at % BLOCK == 0)
            lines->before[at / BLOCK] = (uint32_t)count;
        if (at + 1 < lines->text.length)
            count += ends_line(lines->text, at);
    }
    lines->count = count + 1;
}

static bool has_lone_return(giji_string text, size_t from)
{
    for (size_t at = from; at + 1 < text.length; at++)
        if (text.data[at] == '\r' && text.data[at + 1] != '\n')
            return true;
    return false;
}

/* Behind every block but the last there is more text, of which a byte is looked at with the block. */
static size_t count_blocks(size_t length)
{
    return length ? (length - 1) / BLOCK + 1 : 1;
}

bool giji_lines_open(struct lines *lines, giji_string text)
{
    *lines = (struct lines){.text = text, .block_count = count_blocks(text.length)};
    lines->before = calloc(lines->block_count, sizeof *lines->before);
    if (!lines->before)
        return false;
    size_t feeds = giji_is_wide() ? count_feeds_wide(lines) : count_feeds(lines);
    size_t last = (lines->block_count - 1) * BLOCK;
    lines->feeds_only = lines->feeds_only && !has_lone_return(text, last);
    if (lines->feeds_only)
        count_ends(lines, last, feeds);
    else
        count_ends(lines, 0, 0);
    return true;
}

void giji_lines_close(struct lines *lines)
{
    free(lines->before);
    *lines = (struct lines){0};
}

size_t giji_lines_index(const struct lines *lines, size_t offset)
{
    size_t last = lines->block_count - 1, block = offset / BLOCK;
    size_t at = (block < last ? block : last) * BLOCK, index = lines->before[at / BLOCK];
    size_t limit = offset < lines->text.length ? offset : lines->text.length;
    while ((at = next_start(lines, at, limit)) != SIZE_MAX)
        index++;
    return index;
}

/* The last block before which fewer lines end than `index`, at least 1. */
static size_t block_before(const struct lines *lines, size_t index)
{
    size_t low = 0, high = lines->block_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->before[middle] < index)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Where the line at `index` begins; the text's end behind the last line. */
static size_t start_of(const struct lines *lines, size_t index)
{
    if (index >= lines->count)
        return lines->text.length;
    if (index == 0)
        return 0;
    size_t block = block_before(lines, index), at = block * BLOCK;
    for (size_t ends = lines->before[block]; ends < index; ends++)
        at = next_start(lines, at, lines->text.length);
    return at;
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
