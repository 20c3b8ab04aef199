#include "parse/scan.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/error.h"
#include "text/tags.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>

enum { LONGEST_ENTITY = 12 };

static uint32_t numeric_entity(giji_string body)
{
    bool hex = body.length > 1 && (body.data[1] == 'x' || body.data[1] == 'X');
    char digits[LONGEST_ENTITY + 1];
    size_t skip = hex ? 2 : 1;
    if (body.length <= skip)
        return 0;
    giji_copy_text(digits, sizeof digits, giji_slice_cut(body, skip, body.length));
    char *end;
    bool plain = giji_is_alnum(digits[0]) && !strpbrk(digits, "xX");
    unsigned long value = strtoul(digits, &end, hex ? 16 : 10);
    bool sane = plain && *end == '\0' && value >= 0x20 && value <= 0x10FFFF &&
                (value < 0xD800 || value > 0xDFFF);
    return sane ? (uint32_t)value : 0;
}

/* The character that the entity at `at` stands for, and the entity's length; 0 where none is. */
static uint32_t entity_at(giji_string text, size_t at, size_t limit, size_t *length)
{
    size_t furthest = limit - at > LONGEST_ENTITY ? at + LONGEST_ENTITY : limit;
    const char *semicolon = memchr(text.data + at, ';', furthest - at);
    if (!semicolon)
        return 0;
    *length = (size_t)(semicolon - text.data) + 1 - at;
    giji_string body = giji_slice_cut(text, at + 1, at + *length - 1);
    if (body.length && body.data[0] == '#')
        return numeric_entity(body);
    char name[LONGEST_ENTITY + 1];
    giji_copy_text(name, sizeof name, body);
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    return known ? known->value : 0;
}

static void seek(struct scanner *scanner, size_t sought, size_t from)
{
    static const char bytes[SOUGHT_COUNT] = {'\n', '\r', '\t', '<', '&'};
    scanner->next[sought] = giji_slice_find_byte(scanner->text, bytes[sought], from);
}

/* Where the byte stands next, at or behind `from`; the text's length where it does not. */
static size_t next_sought(struct scanner *scanner, size_t sought, size_t from)
{
    if (scanner->next[sought] < from)
        seek(scanner, sought, from);
    return scanner->next[sought];
}

void giji_scan_open(struct scanner *scanner, giji_string text, struct arena *arena)
{
    *scanner = (struct scanner){.text = text, .arena = arena, .line_end = SIZE_MAX};
    for (size_t i = 0; i < SOUGHT_COUNT; i++)
        seek(scanner, i, 0);
}

static void enter_line(struct scanner *scanner)
{
    size_t start = scanner->at;
    size_t feed = next_sought(scanner, SOUGHT_LF, start);
    size_t carriage = next_sought(scanner, SOUGHT_CR, start);
    size_t end = feed < carriage ? feed : carriage;
    scanner->line_has_tab = next_sought(scanner, SOUGHT_TAB, start) < end;
    scanner->line_has_tag = next_sought(scanner, SOUGHT_TAG, start) < end;
    scanner->cell = 0;
    scanner->line_end = end;
}

static void leave_line(struct scanner *scanner)
{
    giji_string text = scanner->text;
    bool pair = text.data[scanner->at] == '\r' && scanner->at + 1 < text.length &&
                text.data[scanner->at + 1] == '\n';
    scanner->at += pair ? 2 : 1;
    scanner->line++;
    scanner->line_end = SIZE_MAX;
}

/* Passes white space, line ends and tags before the next segment. False at the end of the dump. */
static bool skip_to_segment(struct scanner *scanner, struct segment *segment)
{
    size_t line_ends = 0;
    bool border = false;
    segment->lead = SIZE_MAX;
    while (scanner->at < scanner->text.length) {
        if (scanner->line_end == SIZE_MAX)
            enter_line(scanner);
        if (scanner->at == scanner->line_end) {
            leave_line(scanner);
            line_ends++;
            continue;
        }
        size_t next = scanner->at, length = 0;
        uint32_t character = giji_next_char(scanner->text, &next);
        if (giji_is_space(character)) {
            border |= character == '\t';
            scanner->cell += character == '\t';
            scanner->at = next;
            continue;
        }
        enum tag_kind tag =
            character == '<' ? giji_tag_at(scanner->text, scanner->at, scanner->line_end, &length)
                             : TAG_NONE;
        if (tag == TAG_NONE)
            break;
        if (segment->lead == SIZE_MAX)
            segment->lead = scanner->at;
        border |= tag == TAG_OPENS || tag == TAG_CLOSES;
        scanner->at += length;
        segment->tail = scanner->at;
    }
    segment->blank_before = border || line_ends > 1;
    return scanner->at < scanner->text.length;
}

/* Moves over the segment's text, to a tab, a block's tag or the line's end; counts what has to be
 * taken out of it. */
static size_t skip_text(struct scanner *scanner)
{
    size_t damaged = 0, end = scanner->line_end;
    if (!scanner->line_has_tab && !scanner->line_has_tag &&
        next_sought(scanner, SOUGHT_ENTITY, scanner->at) >= end) {
        scanner->at = end;
        return 0;
    }
    while (scanner->at < end) {
        char c = scanner->text.data[scanner->at];
        size_t length = 1;
        if (c == '\t')
            break;
        if (c == '<') {
            enum tag_kind tag = giji_tag_at(scanner->text, scanner->at, scanner->line_end, &length);
            if (tag != TAG_NONE && tag != TAG_LETTERS)
                break;
            damaged += tag == TAG_LETTERS;
            length = tag == TAG_LETTERS ? length : 1;
        } else if (c == '&') {
            size_t entity = 0;
            damaged += entity_at(scanner->text, scanner->at, end, &entity) != 0;
        }
        scanner->at += length;
    }
    return damaged;
}

static void skip_closing_tags(struct scanner *scanner, struct segment *segment)
{
    size_t at = scanner->at;
    while (at < scanner->line_end) {
        size_t length = 0;
        if (scanner->text.data[at] == ' ') {
            at++;
            continue;
        }
        enum tag_kind tag = scanner->text.data[at] == '<'
                                ? giji_tag_at(scanner->text, at, scanner->line_end, &length)
                                : TAG_NONE;
        if (tag != TAG_CLOSES && tag != TAG_BREAK)
            break;
        at += length;
        scanner->at = segment->tail = at;
    }
}

static void add_mapped(struct buffer *out, uint32_t *map, giji_string piece, size_t from)
{
    for (size_t i = 0; i < piece.length; i++)
        map[out->length + i] = (uint32_t)from;
    giji_buffer_add(out, piece);
}

/* The segment's text without the tags of letters and with its entities resolved. */
static void clean(struct scanner *scanner, struct segment *segment)
{
    struct buffer out = {0};
    giji_string text = scanner->text;
    uint32_t *map =
        giji_arena_alloc(scanner->arena, (segment->end - segment->start + 1) * sizeof *map);
    for (size_t at = segment->start; map && at < segment->end;) {
        size_t length = 0, width = 1;
        char bytes[4];
        uint32_t character = 0;
        if (text.data[at] == '<' && giji_tag_at(text, at, segment->end, &length) == TAG_LETTERS) {
            at += length;
            continue;
        }
        if (text.data[at] == '&')
            character = entity_at(text, at, segment->end, &length);
        if (character) {
            add_mapped(&out, map, giji_slice_of(bytes, giji_utf8_write(character, bytes)), at);
            width = length;
        } else {
            add_mapped(&out, map, giji_slice_cut(text, at, at + 1), at);
        }
        at += width;
    }
    if (map && !out.failed) {
        map[out.length] = (uint32_t)segment->end;
        segment->text = giji_arena_copy(scanner->arena, giji_buffer_text(&out));
        segment->map = map;
        *segment = giji_segment_cut(segment, 0, segment->text.length);
        segment->only_tags = segment->text.length == 0;
    }
    giji_buffer_end(&out, scanner->arena);
}

bool giji_scan_next(struct scanner *scanner, struct segment *segment)
{
    *segment = (struct segment){0};
    if (!skip_to_segment(scanner, segment)) {
        if (segment->lead == SIZE_MAX)
            return false;
        segment->start = segment->lead;
        segment->end = segment->tail;
        segment->only_tags = true;
        segment->line = scanner->line;
        return true;
    }
    segment->start = scanner->at;
    if (segment->lead == SIZE_MAX)
        segment->lead = segment->start;
    segment->line = scanner->line;
    segment->cell = scanner->cell;
    size_t damaged = skip_text(scanner);
    giji_string text = giji_trim(giji_slice_cut(scanner->text, segment->start, scanner->at));
    segment->end = segment->tail = segment->start + text.length;
    segment->text = text;
    segment->in_cell = scanner->line_has_tab;
    segment->in_markup = scanner->line_has_tag;
    skip_closing_tags(scanner, segment);
    if (damaged)
        clean(scanner, segment);
    return true;
}

size_t giji_segment_offset(const struct segment *segment, size_t at)
{
    if (at >= segment->text.length)
        return segment->end;
    return segment->map ? segment->map[at] : segment->start + at;
}

/* Where the segment's part from byte `at` on begins in the source: with the tags and entities that cleaning made
 * into the white space before it, or into nothing. */
static size_t lead_of(const struct segment *segment, size_t at)
{
    giji_string text = segment->text;
    size_t start = at;
    for (size_t before = at; before > 0 && giji_is_space(giji_previous_char(text, &before));)
        start = before;
    while (segment->map && start < at) {
        size_t next = start;
        giji_next_char(text, &next);
        if (segment->map[next] != segment->map[start] + (next - start))
            return segment->map[start];
        start = next;
    }
    return giji_segment_offset(segment, at);
}

struct segment giji_segment_cut(const struct segment *segment, size_t from, size_t to)
{
    giji_string whole = segment->text;
    giji_string part = giji_trim(giji_slice_cut(whole, from, to));
    size_t first = part.length ? (size_t)(part.data - whole.data) : to;
    size_t last = first + part.length;
    struct segment cut = *segment;
    cut.text = part;
    cut.map = segment->map ? segment->map + first : NULL;
    cut.start = giji_segment_offset(segment, first);
    cut.end = giji_segment_offset(segment, last);
    cut.tail = to >= whole.length ? segment->tail : cut.end;
    cut.lead = from == 0 ? segment->lead : lead_of(segment, first);
    cut.inlined = segment->inlined || from > 0;
    cut.blank_before = from == 0 && segment->blank_before;
    return cut;
}
