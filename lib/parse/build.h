/* Building the document: segments in, header fields and blocks out.
 *
 * The builder is a state machine. Its state is the grammar's section that it is in, the block or
 * header field that is open (text may still join it), and the items and the resolution that new
 * blocks belong under. Each segment is claimed by the first rule of the section that matches; where
 * none does, it goes on with what is open, or becomes what the section says. */
#ifndef GIJI_PARSE_BUILD_H
#define GIJI_PARSE_BUILD_H

#include "base/buffer.h"
#include "grammar/labels.h"
#include "grammar/match.h"
#include "model/document.h"
#include "parse/listed.h"
#include "parse/scan.h"
#include "parse/speaker.h"

enum { DEEPEST_ITEM = 24, RECENT_MARKERS = 8 };

/* Text that is still growing: a slice of the dump as long as it is one piece. */
struct open_text {
    giji_string text;
    struct buffer joined;
};

struct noise {
    struct segment segment;
    const struct rule *rule;
    giji_string text;
};

struct builder {
    struct giji_document *document;
    const struct grammar *grammar;
    struct matcher *matcher;
    const struct scanner *scanner; /* behind the segment that is taken */
    const struct section *section;
    giji_string behind; /* what is cut off that segment and comes next; empty where nothing is */

    /* what is open: a header field, a block, or nothing */
    bool field_open;
    const struct field *field;       /* the open field's form; NULL where a rule made it */
    giji_string field_first_number;  /* the first item number in an open field that holds items */
    struct listed listed;            /* the names in the header */
    unsigned field_line, field_cell; /* where the open field's last text stands */
    struct giji_block *block;
    const struct giji_block *last_block;  /* the last that was begun, noise apart */
    const struct giji_block *before_open; /* the one before the open one */
    const struct section *open_section;   /* where the open block was begun */
    enum rule_continues continues;
    struct open_text text;
    giji_string last_line;       /* the last segment that joined it */
    size_t open_start, open_end; /* offsets in the document's text, tags included */
    bool open_is_claimed;

    /* where new blocks go */
    struct {
        struct giji_block *block;
        size_t rung;
    } items[DEEPEST_ITEM];
    size_t item_count;
    struct buffer agenda;          /* the planned one, folded: what titles are looked up in */
    struct giji_block *list_block; /* the turn that a numbered list was found in, */
    size_t list_rung;              /* the shape of its numbers and the last of them */
    long list_value;
    struct giji_block *holder;    /* the resolution or topic that holds its discussion */
    struct giji_block *last_turn; /* whose speaker goes on where a heading or act broke the turn */

    struct noise *noise; /* met since the open block's last text */
    size_t noise_count, noise_capacity;

    struct label_readings labels;
    const giji_string *markers[RECENT_MARKERS]; /* those that blocks were given of late */
    size_t marker_count;                        /* how many were kept in all */

    size_t label_rung;    /* the shape of the numbers before header labels, or SIZE_MAX */
    bool *limit_reported; /* for each rule: its pattern ran into a limit already */

    struct trace *trace; /* how the segment at hand is read, where that is traced; else NULL */
    size_t header_before;
    const struct giji_block *block_before; /* what the last field and block were before it */
};

/* What a segment turned out to be. With a rule its match is told, or the field, where it is of kind RULE_FIELD_TABLE. */
struct choice {
    const struct rule *rule; /* NULL: no rule claims it */
    struct match match;
    struct field_hit field;
};

/* Reads the whole of the document's text. Failures of memory are sticky in the document's arena. */
void giji_build(struct giji_document *document, const struct grammar *grammar,
                struct matcher *matcher);

/* ---- open.c: what is open --------------------------------------------------------------- */

/* Begins an open text at the segment. */
void giji_builder_open(struct builder *builder, const struct segment *segment, giji_string text,
                       bool claimed);

/* Lets the segment's text join what is open, behind `joint`. */
void giji_builder_join(struct builder *builder, const struct segment *segment, giji_string text,
                       giji_string joint);

/* Ends what is open, storing its text and span. */
void giji_builder_close(struct builder *builder);

/* The open text as it stands; valid until it grows. */
giji_string giji_builder_text(const struct builder *builder);

/* Whether a sentence of the open text is torn at its end. */
bool giji_builder_is_torn(const struct builder *builder);

/* The span in the file of the bytes from `start` to `end` of the document's text. */
giji_span giji_builder_span(const struct builder *builder, size_t start, size_t end);

/* Notes who accounts for the bytes from `start` to `end` of the document's text. */
void giji_builder_claim(struct builder *builder, size_t start, size_t end, enum claim_kind kind);

/* ---- tree.c: where blocks go, and noise -------------------------------------------------- */

/* The block that a new one belongs under, or NULL. */
struct giji_block *giji_builder_parent(const struct builder *builder);

/* A new block under `parent`, or, where others stand behind that, beside them; NULL where memory ran out. */
struct giji_block *giji_builder_add(struct builder *builder, giji_block_type type,
                                    const struct segment *segment, struct giji_block *parent);

/* The ladder's rung that `number` stands on, or SIZE_MAX. */
size_t giji_builder_rung(struct builder *builder, giji_string number);

/* Leaves the items that stand on `rung` or further in; enters one. */
void giji_builder_leave_items(struct builder *builder, size_t rung);
void giji_builder_enter_item(struct builder *builder, struct giji_block *block, size_t rung);

/* Noise is kept until it is known whether the open text goes on behind it: then it is omitted from that
 * text; else it is flushed, as blocks of its own under `parent` (NULL: at the top). `rule` may be NULL. */
void giji_noise_keep(struct builder *builder, const struct segment *segment,
                     const struct rule *rule, giji_string text);
void giji_noise_omit(struct builder *builder);
void giji_noise_flush(struct builder *builder, struct giji_block *parent);

/* ---- choose.c: rules --------------------------------------------------------------------- */

/* Finds the rule of the section that claims the segment, if any, for a choice that has none. */
void giji_choose(struct builder *builder, const struct segment *segment, struct choice *choice);

/* The text of the segment that comes behind the one that is taken; empty at the dump's end. */
giji_string giji_builder_ahead(const struct builder *builder);

/* The first place inside the segment at which another block begins, or its end. Behind a turn's label, which ends
 * at byte `label` (0: the segment has none), a block within the turn may begin at once. */
size_t giji_next_inside(struct builder *builder, const struct segment *segment, size_t label);

/* ---- trace.c: how segments were read, for those who ask ---------------------------------- */

/* Begins the trace of a segment, before rules are tried on it, and ends it when it has been taken. What was
 * `taken` of it ends before what is left to the next one. */
void giji_trace_begin(struct builder *builder, const struct segment *segment);
void giji_trace_end(struct builder *builder, const struct segment *taken,
                    const struct choice *choice);

/* Notes a rule that was tried. */
void giji_trace_trial(struct builder *builder, const struct rule *rule, giji_verdict verdict,
                      const struct choice *choice);

/* Completes the traces when the document's blocks and fields are. */
void giji_trace_finish(struct giji_document *document);

/* ---- blocks.c: blocks that a rule makes --------------------------------------------------- */

/* Begins the block that the choice's rule makes of the segment. */
void giji_block_begin(struct builder *builder, const struct segment *segment,
                      const struct choice *choice);

/* An item, heading, note or resolution that was torn was judged by its first line: judges it again by all
 * of its text. Called before the open block is closed. */
void giji_block_reconsider(struct builder *builder);

/* Where in the segment, which goes on with the open block, a resolution, this is at its end and leaves the rest to be
 * read on its own. */
size_t giji_block_end(struct builder *builder, const struct segment *segment);

/* What the block of a rule belongs under: the open turn where the rule says so, or NULL for the top. */
struct giji_block *giji_rule_parent(const struct builder *builder, const struct rule *rule);

/* The text that the choice's rule takes of the segment. */
giji_string giji_choice_text(const struct choice *choice, const struct segment *segment);

/* ---- fields.c: header fields ---------------------------------------------------------- */

/* Begins a header field, of the table's label or of a rule. */
void giji_field_begin(struct builder *builder, const struct segment *segment,
                      const struct choice *choice);

/* Takes text that no rule claims in a section with fields. */
void giji_field_continue(struct builder *builder, const struct segment *segment);

/* Whether a label's hit begins a field here, and is not a line of the open field that looks like
 * one. */
bool giji_field_begins(struct builder *builder, const struct segment *segment,
                       const struct field_hit *hit);

/* Whether the segment is a value in a table's row: there a label has a cell of its own, or begins one, and
 * what stands in the same cell behind other text, or right behind a label's cell, is a value. */
bool giji_field_is_value(const struct builder *builder, const struct segment *segment);

/* Whether the header's labels are numbered in the shape of `number`: then a line with one is a label too,
 * known or not. */
bool giji_field_is_numbered(struct builder *builder, giji_string number);

/* Whether an item's number belongs to the open field's own list. */
bool giji_field_holds(const struct builder *builder, const struct segment *segment,
                      giji_string number);

/* Whether the number is the first one of the open field's list: it comes again where the list is over. */
bool giji_field_repeats(const struct builder *builder, giji_string number);

#endif
