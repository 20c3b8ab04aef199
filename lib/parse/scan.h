/* Cutting a dump into segments: the stretches of text that a rule may claim.
 *
 *     dump     = { line-end | segment }
 *     segment  = text up to a line's end, a tab (a table's cell) or a block's tag
 *     tag      = "<" [ "/" ] name { attribute } [ "/" ] ">"      of an HTML element, on one line
 *     entity   = "&" ( name | "#" digits | "#x" hex digits ) ";"
 *
 * The tags of blocks (p, br, li, td ...) end a segment; those of letters (b, span, a ...) are
 * passed over, and entities stand for their characters. Most segments have neither and are not
 * copied. */
#ifndef GIJI_PARSE_SCAN_H
#define GIJI_PARSE_SCAN_H

#include "base/arena.h"
#include "base/slice.h"

struct segment {
    /* Offsets into the document's text: of the tags before it, its first and behind its last
     * visible character, and behind the tags after it that close something. */
    size_t lead, start, end, tail;
    giji_string text; /* what rules see: no white space at its ends, no tags, entities resolved */
    const uint32_t *map; /* for each byte of text, and one more, its offset in the document's text;
                            NULL where text is the document's own, from `start` on */
    unsigned line;       /* 0-based physical line of `start` */
    unsigned cell;       /* how many tabs are before it on its line */
    bool blank_before;   /* a blank line, a paragraph's tag or a cell's border is before it */
    bool in_cell;        /* its line has tabs */
    bool in_markup;      /* its line has tags */
    bool only_tags;      /* tags at the end of the dump that no text follows */
    bool inlined;        /* cut out of a longer segment */
};

/* The bytes that a scanner looks for; most dumps have few of them. */
enum { SOUGHT_LF, SOUGHT_CR, SOUGHT_TAB, SOUGHT_TAG, SOUGHT_ENTITY, SOUGHT_COUNT };

struct scanner {
    giji_string text;
    struct arena *arena;
    size_t at;
    unsigned line, cell;
    size_t line_end;
    bool line_has_tab, line_has_tag;
    size_t next
        [SOUGHT_COUNT]; /* where each stands at or behind where it was last looked for, or the text's length */
};

void giji_scan_open(struct scanner *scanner, giji_string text, struct arena *arena);

/* The next segment, or false at the end of the dump. */
bool giji_scan_next(struct scanner *scanner, struct segment *segment);

/* The offset in the document's text of byte `at` of the segment's text. */
size_t giji_segment_offset(const struct segment *segment, size_t at);

/* The part of the segment from byte `from` to byte `to` of its text, without white space at its
 * ends; its lead and tail are the segment's where it reaches the segment's ends. */
struct segment giji_segment_cut(const struct segment *segment, size_t from, size_t to);

#endif
