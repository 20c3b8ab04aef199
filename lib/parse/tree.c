/* Where blocks go: under the items and the resolution that are in force; and the noise between them. */
#include "parse/build.h"
#include "text/unicode.h"

struct giji_block *giji_builder_parent(const struct builder *builder)
{
    if (builder->holder)
        return builder->holder;
    return builder->item_count ? builder->items[builder->item_count - 1].block : NULL;
}

static void hang(struct giji_document *document, struct giji_block *block,
                 struct giji_block *parent)
{
    struct block_extras *extras = parent ? giji_block_more(document, parent) : NULL;
    if (parent && !extras)
        return;
    struct giji_block **last = parent ? &extras->last_child : &document->last;
    struct giji_block **first = parent ? &parent->child : &document->body;
    block->parent = parent;
    if (*last)
        (*last)->next = block;
    else
        *first = block;
    *last = block;
}

/* The block itself or the nearest around it that no other block stands behind: what hung under one that others
 * stand behind would come before them. */
static struct giji_block *last_around(struct giji_block *block)
{
    struct giji_block *last = block;
    for (; block; block = block->parent)
        if (block->next)
            last = block->parent;
    return last;
}

/* The line, counted from 1, that the segment begins on with the tags before it; these may stand on lines before its
 * text. */
static uint32_t line_of(const struct builder *builder, const struct segment *segment)
{
    bool tagged = segment->lead != segment->start;
    size_t line =
        tagged ? giji_lines_index(&builder->document->lines, segment->lead) : segment->line;
    return (uint32_t)line + 1;
}

struct giji_block *giji_builder_add(struct builder *builder, giji_block_type type,
                                    const struct segment *segment, struct giji_block *parent)
{
    struct giji_block *block = giji_arena_alloc(&builder->document->arena, sizeof *block);
    if (!block)
        return NULL;
    block->type = type;
    block->id = ++builder->document->block_count;
    block->line = line_of(builder, segment);
    hang(builder->document, block, last_around(parent));
    return block;
}

size_t giji_builder_rung(struct builder *builder, giji_string number)
{
    struct match match;
    for (size_t i = 0; i < builder->grammar->rung_count; i++)
        if (giji_match_here(builder->matcher, &builder->grammar->rungs[i].pattern, number,
                            &match) == MATCH_YES)
            return i;
    return SIZE_MAX;
}

void giji_builder_leave_items(struct builder *builder, size_t rung)
{
    while (builder->item_count && builder->items[builder->item_count - 1].rung >= rung)
        builder->item_count--;
    builder->holder = NULL;
    builder->last_turn = NULL;
}

void giji_builder_enter_item(struct builder *builder, struct giji_block *block, size_t rung)
{
    if (builder->item_count == DEEPEST_ITEM)
        builder->item_count--;
    builder->items[builder->item_count].block = block;
    builder->items[builder->item_count++].rung = rung;
}

/* What was noise between two halves of the open text is left out of it. */
void giji_noise_omit(struct builder *builder)
{
    struct block_extras *extras = giji_block_more(builder->document, builder->block);
    for (size_t i = 0; extras && i < builder->noise_count; i++) {
        const struct segment *noise = &builder->noise[i].segment;
        giji_span *span =
            giji_arena_push(&builder->document->arena, &extras->omitted, &extras->omitted_count,
                            &extras->omitted_capacity, sizeof *span);
        if (span)
            *span = giji_builder_span(builder, noise->lead, noise->tail);
        size_t bytes = giji_visible_bytes(
            giji_slice_cut(builder->document->source.text, noise->lead, noise->tail));
        builder->document->claims.omitted_bytes += bytes;
        builder->document->claims.omitted_claimed += builder->open_is_claimed ? bytes : 0;
    }
    builder->noise_count = 0;
}

/* What was noise after the open text becomes blocks of its own. */
void giji_noise_flush(struct builder *builder, struct giji_block *parent)
{
    if (builder->noise_count)
        giji_builder_close(builder);
    for (size_t i = 0; i < builder->noise_count; i++) {
        const struct noise *noise = &builder->noise[i];
        struct giji_block *block =
            giji_builder_add(builder, GIJI_BLOCK_NOISE, &noise->segment, parent);
        if (!block)
            return;
        giji_block_set_text(block, noise->text);
        giji_block_set_span(block,
                            giji_builder_span(builder, noise->segment.lead, noise->segment.tail));
        block->rule = noise->rule ? &noise->rule->full_id : NULL;
        giji_builder_claim(builder, noise->segment.lead, noise->segment.tail, CLAIM_NOISE);
    }
    builder->noise_count = 0;
}

void giji_noise_keep(struct builder *builder, const struct segment *segment,
                     const struct rule *rule, giji_string text)
{
    struct noise *noise =
        giji_arena_push(&builder->document->arena, &builder->noise, &builder->noise_count,
                        &builder->noise_capacity, sizeof *noise);
    if (noise)
        *noise = (struct noise){*segment, rule, text};
}
