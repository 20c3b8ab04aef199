/* What is open: the text of the header field or block that later segments may still join. */
#include "parse/build.h"
#include "parse/sentence.h"
#include "text/unicode.h"

giji_string giji_builder_text(const struct builder *builder)
{
    return builder->text.joined.length ? giji_buffer_text(&builder->text.joined)
                                       : builder->text.text;
}

/* A line that is torn was broken because it was full; one that is short ends where its writer ended
 * it. */
static bool is_full_line(giji_string line, unsigned shortest)
{
    return giji_is_longer(line, shortest - 1);
}

bool giji_builder_is_torn(const struct builder *builder)
{
    if (!builder->block || builder->field_open)
        return false;
    giji_block_type type = builder->block->type;
    if (type == GIJI_BLOCK_ITEM || type == GIJI_BLOCK_HEADING)
        return giji_is_open_ended(giji_builder_text(builder));
    enum { SHORTEST_FULL_LINE = 14, SHORTEST_OF_PARAGRAPH = 25 };
    bool loose = type == GIJI_BLOCK_PARAGRAPH || type == GIJI_BLOCK_CLOSING;
    unsigned shortest = loose ? SHORTEST_OF_PARAGRAPH : SHORTEST_FULL_LINE;
    if (type == GIJI_BLOCK_ACTION || !giji_is_torn(giji_builder_text(builder)))
        return false;
    return builder->noise_count || is_full_line(builder->last_line, shortest) ||
           giji_is_open_ended(builder->last_line);
}

/* Whether the claim goes on with the last one: only white space lies between them. */
static bool continues_claim(const struct builder *builder, size_t start, enum claim_kind kind)
{
    const struct claims *claims = &builder->document->claims;
    if (claims->count == 0)
        return false;
    const struct claim *last = &claims->items[claims->count - 1];
    if (last->kind != kind || last->end > start)
        return false;
    return !giji_trim(giji_slice_cut(builder->document->source.text, last->end, start)).length;
}

void giji_builder_claim(struct builder *builder, size_t start, size_t end, enum claim_kind kind)
{
    struct claims *claims = &builder->document->claims;
    if (continues_claim(builder, start, kind)) {
        claims->items[claims->count - 1].end = (uint32_t)end;
        return;
    }
    struct claim *claim = giji_arena_push(&builder->document->arena, &claims->items, &claims->count,
                                          &claims->capacity, sizeof *claim);
    if (claim)
        *claim = (struct claim){(uint32_t)start, (uint32_t)end, kind};
}

giji_span giji_builder_span(const struct builder *builder, size_t start, size_t end)
{
    const struct source *source = &builder->document->source;
    return (giji_span){giji_source_start(source, start), giji_source_end(source, end)};
}

void giji_builder_open(struct builder *builder, const struct segment *segment, giji_string text,
                       bool claimed)
{
    builder->text.text = text;
    builder->text.joined.length = 0;
    builder->last_line = segment->text;
    builder->open_start = segment->lead;
    builder->open_end = segment->tail;
    builder->open_is_claimed = claimed;
}

void giji_builder_join(struct builder *builder, const struct segment *segment, giji_string text,
                       giji_string joint)
{
    struct buffer *joined = &builder->text.joined;
    if (joined->length == 0)
        giji_buffer_add(joined, builder->text.text);
    if (joined->length)
        giji_buffer_add(joined, joint);
    giji_buffer_add(joined, text);
    builder->last_line = segment->text;
    builder->open_end = segment->tail;
}

/* The open text, copied where it is no slice of the dump; ends it. */
static giji_string finish_text(struct builder *builder)
{
    struct buffer *joined = &builder->text.joined;
    giji_string text = joined->length
                           ? giji_arena_copy(&builder->document->arena, giji_buffer_text(joined))
                           : builder->text.text;
    joined->length = 0;
    if (builder->open_is_claimed)
        giji_builder_claim(builder, builder->open_start, builder->open_end, CLAIM_RULE);
    return text;
}

static giji_span open_span(const struct builder *builder)
{
    return giji_builder_span(builder, builder->open_start, builder->open_end);
}

static void report_unclaimed(struct builder *builder)
{
    giji_document_report(builder->document, MESSAGE_UNCLAIMED, builder->open_start,
                         builder->open_end, (giji_string){NULL, 0},
                         "no rule of '%.*s' claims this text", (int)builder->grammar->id.length,
                         builder->grammar->id.data);
}

void giji_builder_close(struct builder *builder)
{
    struct giji_document *document = builder->document;
    if (builder->field_open) {
        giji_header_field *field = &document->header[document->header_count - 1];
        field->text = finish_text(builder);
        field->span = open_span(builder);
        if (field->key == GIJI_HEADER_AGENDA)
            giji_fold(field->text, &builder->agenda);
    } else if (builder->block) {
        giji_block_reconsider(builder);
        giji_block_set_text(builder->block, finish_text(builder));
        giji_block_set_span(builder->block, open_span(builder));
        if (!builder->open_is_claimed)
            report_unclaimed(builder);
    }
    builder->field_open = false;
    builder->field = NULL;
    builder->block = NULL;
}
