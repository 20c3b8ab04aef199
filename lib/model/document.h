/* The document: what one dump became. Built once by the parser, then only read.
 *
 * Everything lives in the document's arena or points into its source's text. Spans are kept in
 * bytes of the file as given. Strings are what giji/1 shows; what is absent is {NULL, 0}. */
#ifndef GIJI_MODEL_DOCUMENT_H
#define GIJI_MODEL_DOCUMENT_H

#include "base/arena.h"
#include "model/messages.h"
#include "text/lines.h"
#include "text/source.h"

#include <pthread.h>

struct giji_header_field {
    giji_header_key key;
    giji_string label;
    giji_string text;
    giji_span span;
    unsigned line;
    giji_string rule;
};

/* What most blocks have none of; a block gets it when there is something to put in. */
struct block_extras {
    giji_block *last_child;
    giji_string number, title, department;
    giji_string number_normalized, normalized_by;
    giji_string subject, vote;
    giji_span *omitted;
    size_t omitted_count, omitted_capacity;
    giji_evidence *evidence; /* of an inferred role, where it was asked for */
    size_t evidence_count;
    unsigned level;
    unsigned continues;
};

/* The turns that an answer replies to. All answers to the same questions share it. */
struct replies {
    unsigned count;
    unsigned ids[];
};

/* Dumps have blocks by the million: every byte here counts. */
struct giji_block {
    giji_block *parent, *child, *next;
    const giji_string *rule;       /* "grammar/rule"; NULL where none made it */
    const giji_string *marker;     /* NULL: none; blocks with one marker share it */
    struct block_extras *extras;   /* NULL: all zero */
    giji_speaker *speaker;         /* NULL where unknown */
    const struct replies *replies; /* NULL: none */
    const char *text;
    uint32_t text_length;
    uint32_t start, end; /* the span */
    uint32_t line;
    uint32_t id;

    unsigned confidence : 14; /* in ten-thousandths, as the record has it */
    giji_block_type type : 4;
    giji_role role : 2;
    giji_role_by role_by : 2;
    giji_decision decision : 4;
    bool ceremonial : 1; /* an item: nothing is asked under it */
    bool conditional : 1;
    bool quoted : 1;
    bool ends_exchange : 1; /* the chair's: what was asked before it is done with */
    bool leads : 1;         /* the chair speaks */
    bool by_marker : 1;     /* the role is inferred for all turns with this marker at once */
};

/* A trace as it is made. */
struct trace {
    giji_trace seen;
    size_t field; /* the field's place in the header, which moves as it grows; or SIZE_MAX */
    giji_trial *trials;
    size_t trial_capacity;
    giji_capture *captures;
    size_t capture_capacity;
};

/* A stretch of the document's text that a field or block accounts for; for the coverage. */
struct claim {
    uint32_t start, end;
    enum claim_kind { CLAIM_RULE, CLAIM_NOISE } kind;
};

/* What the coverage is added up from: the claims in the order of the text, and what blocks' texts leave out. */
struct claims {
    struct claim *items;
    size_t count, capacity;
    size_t omitted_bytes;   /* visible bytes of noise inside blocks, */
    size_t omitted_claimed; /* and inside those that a rule claims */
};

/* What is worked out when somebody first asks for it. */
struct derived {
    pthread_mutex_t lock;
    char sha256[65]; /* empty until then */
    bool has_coverage;
    giji_coverage coverage;
};

struct giji_document {
    struct arena arena;
    giji_string name;
    void *owned_bytes; /* the file's bytes where the document read it, freed with it */
    struct source source;
    struct lines lines;
    struct derived derived;

    giji_string grammar_id, grammar_version;
    double grammar_score;

    giji_header_field *header;
    size_t header_count, header_capacity;
    size_t
        own_fields; /* those of the first meeting in the dump, at most: the facts are read from them */
    giji_block *body, *last; /* top-level blocks */
    unsigned block_count;
    struct {
        size_t line, offset;
        unsigned column;
    } last_place; /* of the last diagnostic: the next one on its line counts on from there */
    giji_meeting meeting;
    struct claims claims;
    giji_diagnostic *diagnostics;
    size_t diagnostic_count, diagnostic_capacity;
    struct {
        unsigned first, last; /* 1-based lines; 0 and 0: none */
        struct trace *items;
        size_t count, capacity;
    } trace;
};

/* Reports about the text from byte `start` to `end` (offsets into the document's UTF-8 text), said
 * by `rule` (or none). The message is `format` printed. */
void giji_document_report(giji_document *document, enum message_id id, size_t start, size_t end,
                          giji_string rule, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* The block's extras, to be read: all zero where it has none. */
const struct block_extras *giji_block_extras(const giji_block *block);

/* The same to be written, made where there are none; NULL where memory ran out. */
struct block_extras *giji_block_more(struct giji_document *document, giji_block *block);

static inline void giji_block_set_text(giji_block *block, giji_string text)
{
    block->text = text.data;
    block->text_length = (uint32_t)text.length;
}

static inline void giji_block_set_span(giji_block *block, giji_span span)
{
    block->start = (uint32_t)span.start;
    block->end = (uint32_t)span.end;
}

static inline void giji_block_set_confidence(giji_block *block, double confidence)
{
    block->confidence = (unsigned)(confidence * 10000 + 0.5) & 0x3FFF;
}

/* The block after `block` in the order of the dump: its first child, else what comes behind it;
 * NULL at the end. */
struct giji_block *giji_next_in_order(struct giji_block *block);

#endif
