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
#include "parse/scan.h"

enum { DEEPEST_ITEM = 24 };

/* Text that is still growing: a slice of the dump as long as it is one piece. */
struct open_text {
    giji_string text;
    struct buffer joined;
};

/* A stretch of the document's text that a field or block accounts for; for the coverage. */
struct claim {
    uint32_t start, end;
    enum claim_kind { CLAIM_RULE, CLAIM_NOISE, CLAIM_NOTHING } kind;
};

struct noise {
    struct segment segment;
    const struct rule *rule;
    giji_string text;
};

struct builder {
    struct giji_document *document;
    const struct grammar *grammar;
    struct matcher matcher;
    const struct section *section;

    /* what is open: a header field, a block, or nothing */
    bool field_open;
    const struct field *field;       /* the open field's form; NULL where a rule made it */
    giji_string field_first_number;  /* the first item number in an open field that holds items */
    unsigned field_line, field_cell; /* where the open field's last text stands */
    struct giji_block *block;
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
    struct giji_block *holder;    /* the resolution or topic that holds its discussion */
    struct giji_block *last_turn; /* whose speaker goes on where a heading or act broke the turn */

    struct noise *noise; /* met since the open block's last text */
    size_t noise_count, noise_capacity;

    size_t label_rung; /* the shape of the numbers before header labels, or SIZE_MAX */
    struct claim *claims;
    size_t claim_count, claim_capacity;
    size_t omitted_bytes; /* visible bytes of noise inside blocks */
    bool *limit_reported; /* for each rule: its pattern ran into a limit already */
};

/* What a segment turned out to be. */
struct choice {
    const struct rule *rule; /* NULL: no rule claims it */
    struct match match;
    struct field_hit field; /* with a rule of kind RULE_FIELD_TABLE */
};

/* Reads the whole of the document's text. Failures of memory are sticky in the document's arena. */
void giji_build(struct giji_document *document, const struct grammar *grammar);

/* ---- shared by build.c and fields.c --------------------------------------------------- */

/* Ends what is open, storing its text and span. */
void giji_builder_close(struct builder *builder);

/* Lets the segment's text join what is open, behind `joint`. */
void giji_builder_join(struct builder *builder, const struct segment *segment, giji_string text,
                       giji_string joint);

/* Whether a sentence of the open text is torn at its end. */
bool giji_builder_is_torn(const struct builder *builder);

/* Begins an open text at the segment. */
void giji_builder_open(struct builder *builder, const struct segment *segment, giji_string text,
                       bool claimed);

/* The ladder's rung that `number` stands on, or SIZE_MAX. */
size_t giji_builder_rung(struct builder *builder, giji_string number);

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

/* Whether an item's number belongs to the open field's own list. */
bool giji_field_holds(struct builder *builder, giji_string number);

#endif
