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

struct giji_header_field {
    giji_header_key key;
    giji_string label;
    giji_string text;
    giji_span span;
    unsigned line;
    giji_string rule;
};

struct giji_block {
    giji_block_type type;
    unsigned id;
    unsigned line;
    giji_span span;
    giji_string text;
    giji_string rule; /* "grammar/rule" */
    giji_block *parent, *child, *last_child, *next;

    giji_span *omitted;
    size_t omitted_count, omitted_capacity;

    giji_string number, title, department;
    giji_string number_normalized, normalized_by;
    unsigned level;
    bool ceremonial; /* an item: nothing is asked under it */

    giji_decision decision;
    giji_string subject, vote;
    bool conditional;

    giji_role role;
    giji_role_by role_by;
    double confidence;
    giji_string marker;
    giji_speaker *speaker; /* NULL where unknown */
    bool quoted;
    bool ends_exchange; /* the chair's: what was asked before it is done with */
    bool leads;         /* the chair speaks */
    bool by_marker;     /* the role is inferred for all turns with this marker at once */
    unsigned continues;
    unsigned *reply_to;
    size_t reply_count;
    giji_evidence *evidence; /* of an inferred role, where it was asked for */
    size_t evidence_count;
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

struct giji_document {
    struct arena arena;
    giji_string name;
    void *owned_bytes; /* the file's bytes where the document read it, freed with it */
    struct source source;
    struct lines lines;
    char sha256[65];

    giji_string grammar_id, grammar_version;
    double grammar_score;

    giji_header_field *header;
    size_t header_count, header_capacity;
    giji_block *body, *last; /* top-level blocks */
    unsigned block_count;
    struct {
        size_t line, offset;
        unsigned column;
    } last_place; /* of the last diagnostic: the next one on its line counts on from there */
    giji_meeting meeting;
    giji_coverage coverage;
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

/* The block after `block` in the order of the dump: its first child, else what comes behind it;
 * NULL at the end. */
struct giji_block *giji_next_in_order(struct giji_block *block);

#endif
