/* Reading a document: the getters of giji.h. */
#include "model/document.h"

#include "base/buffer.h"

#include <stdarg.h>
#include <stdlib.h>

void giji_document_free(giji_document *document)
{
    if (!document)
        return;
    giji_source_close(&document->source);
    giji_lines_close(&document->lines);
    free(document->owned_bytes);
    pthread_mutex_destroy(&document->derived.lock);
    giji_arena_free(&document->arena);
    free(document);
}

/* The column of byte `offset` on the 0-based `line`. Diagnostics mostly come in the order of the dump, so that
 * on a long line it is counted on from the last one. */
static unsigned column_of(struct giji_document *document, size_t line, size_t offset)
{
    bool onward = document->last_place.column && document->last_place.line == line &&
                  document->last_place.offset <= offset;
    unsigned column = onward ? document->last_place.column : 0;
    if (onward)
        for (size_t at = document->last_place.offset + 1; at <= offset; at++)
            column += at == document->source.text.length ||
                      ((unsigned char)document->source.text.data[at] & 0xC0) != 0x80;
    else
        column = giji_lines_column(&document->lines, offset);
    document->last_place.line = line;
    document->last_place.offset = offset;
    document->last_place.column = column;
    return column;
}

void giji_document_report(giji_document *document, enum message_id id, size_t start, size_t end,
                          giji_string rule, const char *format, ...)
{
    giji_diagnostic *said =
        giji_arena_push(&document->arena, &document->diagnostics, &document->diagnostic_count,
                        &document->diagnostic_capacity, sizeof *said);
    if (!said)
        return;
    struct buffer text = {0};
    va_list arguments;
    va_start(arguments, format);
    giji_buffer_vprint(&text, format, arguments);
    va_end(arguments);
    const struct message *message = giji_message(id);
    uint64_t from = giji_source_start(&document->source, start);
    uint64_t to = end > start ? giji_source_end(&document->source, end) : from;
    size_t line = giji_lines_index(&document->lines, start);
    *said = (giji_diagnostic){
        .severity = message->severity,
        .code = message->code,
        .message = giji_buffer_keep(&text, &document->arena),
        .rule = rule,
        .span = {from, to},
        .line = (unsigned)line + 1,
        .column = column_of(document, line, start),
    };
}

struct giji_block *giji_next_in_order(struct giji_block *block)
{
    if (block->child)
        return block->child;
    while (block && !block->next)
        block = block->parent;
    return block ? block->next : NULL;
}

giji_string giji_document_name(const giji_document *document)
{
    return document->name;
}

uint64_t giji_document_bytes(const giji_document *document)
{
    return document->source.length;
}

giji_string giji_document_encoding(const giji_document *document)
{
    return giji_slice(document->source.encoding);
}

giji_string giji_document_grammar_id(const giji_document *document)
{
    return document->grammar_id;
}

giji_string giji_document_grammar_version(const giji_document *document)
{
    return document->grammar_version;
}

double giji_document_grammar_score(const giji_document *document)
{
    return document->grammar_score;
}

giji_string giji_document_text(const giji_document *document)
{
    return document->source.text;
}

void giji_document_locate(const giji_document *document, uint64_t offset, unsigned *line,
                          unsigned *column)
{
    bool beyond = offset >= document->source.length;
    size_t at =
        beyond ? document->source.text.length : giji_source_text_offset(&document->source, offset);
    if (line)
        *line = (unsigned)giji_lines_index(&document->lines, at) + 1;
    if (column)
        *column = giji_lines_column(&document->lines, at);
}

giji_string giji_document_line(const giji_document *document, unsigned line)
{
    if (line == 0 || line > document->lines.count)
        return (giji_string){NULL, 0};
    return giji_lines_line(&document->lines, line - 1);
}

size_t giji_document_header_count(const giji_document *document)
{
    return document->header_count;
}

const giji_header_field *giji_document_header(const giji_document *document, size_t index)
{
    return index < document->header_count ? &document->header[index] : NULL;
}

giji_header_key giji_header_field_key(const giji_header_field *field)
{
    return field->key;
}

giji_string giji_header_field_label(const giji_header_field *field)
{
    return field->label;
}

giji_string giji_header_field_text(const giji_header_field *field)
{
    return field->text;
}

giji_span giji_header_field_span(const giji_header_field *field)
{
    return field->span;
}

unsigned giji_header_field_line(const giji_header_field *field)
{
    return field->line;
}

const giji_block *giji_document_body(const giji_document *document)
{
    return document->body;
}

const giji_block *giji_block_next(const giji_block *block)
{
    return block->next;
}

const giji_block *giji_block_child(const giji_block *block)
{
    return block->child;
}

const giji_block *giji_block_parent(const giji_block *block)
{
    return block->parent;
}

unsigned giji_block_id(const giji_block *block)
{
    return block->id;
}

const struct block_extras *giji_block_extras(const giji_block *block)
{
    static const struct block_extras none;
    return block->extras ? block->extras : &none;
}

struct block_extras *giji_block_more(struct giji_document *document, giji_block *block)
{
    if (!block->extras)
        block->extras = giji_arena_alloc(&document->arena, sizeof *block->extras);
    return block->extras;
}

giji_block_type giji_block_type_of(const giji_block *block)
{
    return block->type;
}

giji_span giji_block_span(const giji_block *block)
{
    return (giji_span){block->start, block->end};
}

unsigned giji_block_line(const giji_block *block)
{
    return block->line;
}

giji_string giji_block_text(const giji_block *block)
{
    return giji_slice_of(block->text, block->text_length);
}

size_t giji_block_omitted_count(const giji_block *block)
{
    return giji_block_extras(block)->omitted_count;
}

giji_span giji_block_omitted(const giji_block *block, size_t index)
{
    const struct block_extras *extras = giji_block_extras(block);
    return index < extras->omitted_count ? extras->omitted[index] : (giji_span){0, 0};
}

giji_string giji_block_number(const giji_block *block)
{
    return giji_block_extras(block)->number;
}

giji_string giji_block_number_normalized(const giji_block *block)
{
    return giji_block_extras(block)->number_normalized;
}

giji_string giji_block_normalized_by(const giji_block *block)
{
    return giji_block_extras(block)->normalized_by;
}

giji_string giji_block_title(const giji_block *block)
{
    return giji_block_extras(block)->title;
}

giji_string giji_block_department(const giji_block *block)
{
    return giji_block_extras(block)->department;
}

giji_string giji_block_subject(const giji_block *block)
{
    return giji_block_extras(block)->subject;
}

giji_string giji_block_vote(const giji_block *block)
{
    return giji_block_extras(block)->vote;
}

giji_string giji_block_marker(const giji_block *block)
{
    return block->marker ? *block->marker : (giji_string){NULL, 0};
}

giji_string giji_block_rule(const giji_block *block)
{
    return block->rule ? *block->rule : (giji_string){NULL, 0};
}

unsigned giji_block_level(const giji_block *block)
{
    return giji_block_extras(block)->level;
}

giji_decision giji_block_decision(const giji_block *block)
{
    return block->decision;
}

bool giji_block_conditional(const giji_block *block)
{
    return block->conditional;
}

size_t giji_block_evidence_count(const giji_block *block)
{
    return giji_block_extras(block)->evidence_count;
}

giji_evidence giji_block_evidence(const giji_block *block, size_t index)
{
    const struct block_extras *extras = giji_block_extras(block);
    return index < extras->evidence_count ? extras->evidence[index]
                                          : (giji_evidence){{NULL, 0}, 0, {NULL, 0}};
}

giji_role giji_block_role(const giji_block *block)
{
    return block->role;
}

giji_role_by giji_block_role_by(const giji_block *block)
{
    return block->role_by;
}

double giji_block_confidence(const giji_block *block)
{
    return block->confidence / 10000.0;
}

bool giji_block_quoted(const giji_block *block)
{
    return block->quoted;
}

unsigned giji_block_continues(const giji_block *block)
{
    return giji_block_extras(block)->continues;
}

size_t giji_block_reply_count(const giji_block *block)
{
    return block->replies ? block->replies->count : 0;
}

unsigned giji_block_reply_to(const giji_block *block, size_t index)
{
    return index < giji_block_reply_count(block) ? block->replies->ids[index] : 0;
}

const giji_speaker *giji_block_speaker(const giji_block *block)
{
    return block->speaker;
}

const giji_meeting *giji_document_meeting(const giji_document *document)
{
    return &document->meeting;
}

size_t giji_document_diagnostic_count(const giji_document *document)
{
    return document->diagnostic_count;
}

const giji_diagnostic *giji_document_diagnostic(const giji_document *document, size_t index)
{
    return index < document->diagnostic_count ? &document->diagnostics[index] : NULL;
}

size_t giji_document_trace_count(const giji_document *document)
{
    return document->trace.count;
}

const giji_trace *giji_document_trace(const giji_document *document, size_t index)
{
    return index < document->trace.count ? &document->trace.items[index].seen : NULL;
}
