/* How segments were read: which rules were tried, how far they matched, what became of the text. What became
 * of it is seen from the builder's state before and after, so that building knows nothing of it. */
#include "parse/build.h"

#include "grammar/language.h"

/* ---- beginning a trace --------------------------------------------------------------------- */

static unsigned line_at(const struct giji_document *document, size_t offset)
{
    return (unsigned)giji_lines_index(&document->lines, offset) + 1;
}

/* Whether one of the lines that the segment stands on, tags before it included, is asked for. */
static bool is_asked_for(const struct giji_document *document, const struct segment *segment)
{
    unsigned last = document->trace.last;
    return line_at(document, segment->lead) <= last &&
           line_at(document, segment->end) >= document->trace.first;
}

static bool left_rest(const struct trace *trace)
{
    for (size_t i = 0; i < trace->seen.capture_count; i++)
        if (strcmp(trace->captures[i].name, giji_words_captures[CAPTURE_REST]) == 0)
            return true;
    return false;
}

static giji_segment_kind kind_of(const struct giji_document *document,
                                 const struct segment *segment)
{
    size_t count = document->trace.count;
    if (segment->inlined)
        return count && left_rest(&document->trace.items[count - 1]) ? GIJI_SEGMENT_REST
                                                                     : GIJI_SEGMENT_INSIDE;
    if (segment->in_cell)
        return GIJI_SEGMENT_CELL;
    return segment->in_markup ? GIJI_SEGMENT_TAGGED : GIJI_SEGMENT_LINE;
}

void giji_trace_begin(struct builder *builder, const struct segment *segment)
{
    struct giji_document *document = builder->document;
    builder->trace = NULL;
    if (!is_asked_for(document, segment))
        return;
    giji_trace seen = {
        .kind = kind_of(document, segment),
        .line = line_at(document, segment->start),
        .text = segment->text,
        .section = builder->section->id,
        .rule_count = builder->section->rule_count,
        .open = builder->block,
        .continues = (giji_continues)builder->continues,
        .torn = giji_builder_is_torn(builder),
        .blank_before = segment->blank_before,
    };
    builder->header_before = document->header_count;
    builder->block_before = builder->last_block;
    builder->trace =
        giji_arena_push(&document->arena, &document->trace.items, &document->trace.count,
                        &document->trace.capacity, sizeof *builder->trace);
    if (builder->trace)
        *builder->trace = (struct trace){.seen = seen, .field = SIZE_MAX};
}

/* ---- rules that are tried ----------------------------------------------------------------- */

static size_t reach_of(struct builder *builder, const struct rule *rule, giji_verdict verdict,
                       const struct choice *choice)
{
    if (rule->kind == RULE_FIELD_TABLE)
        return choice->field.reach;
    bool matches = verdict != GIJI_VERDICT_NO_MATCH && verdict != GIJI_VERDICT_LIMIT;
    return matches ? choice->match.end
                   : giji_match_reach(builder->matcher, &rule->pattern, builder->trace->seen.text);
}

void giji_trace_trial(struct builder *builder, const struct rule *rule, giji_verdict verdict,
                      const struct choice *choice)
{
    struct trace *trace = builder->trace;
    giji_trial *trial =
        giji_arena_push(&builder->document->arena, &trace->trials, &trace->seen.trial_count,
                        &trace->trial_capacity, sizeof *trial);
    if (trial)
        *trial = (giji_trial){.rule = rule->full_id,
                              .file = giji_slice(rule->pattern.file),
                              .line = rule->pattern.line,
                              .verdict = verdict,
                              .reach = reach_of(builder, rule, verdict, choice)};
}

/* ---- ending a trace ------------------------------------------------------------------------ */

/* Captures are kept in the order of the text, of those that begin together the longest first. */
static void add_capture(struct builder *builder, enum capture capture, size_t start, size_t end)
{
    struct trace *trace = builder->trace;
    giji_capture *caught =
        giji_arena_push(&builder->document->arena, &trace->captures, &trace->seen.capture_count,
                        &trace->capture_capacity, sizeof *caught);
    if (!caught)
        return;
    for (; caught > trace->captures; caught--) {
        const giji_capture *before = caught - 1;
        if (before->start < start || (before->start == start && before->end >= end))
            break;
        *caught = *before;
    }
    *caught = (giji_capture){giji_words_captures[capture], start, end};
}

/* A table of fields has no pattern: it catches the label and the value. */
static void add_captures(struct builder *builder, const struct choice *choice)
{
    giji_string text = builder->trace->seen.text;
    if (choice->rule->kind == RULE_FIELD_TABLE) {
        add_capture(builder, CAPTURE_LABEL, choice->field.label_start, choice->field.label_end);
        if (choice->field.value_start < text.length)
            add_capture(builder, CAPTURE_TEXT, choice->field.value_start, text.length);
        return;
    }
    for (int c = 0; c < CAPTURE_COUNT; c++) {
        giji_string caught = choice->match.captures[c];
        size_t start = caught.length ? (size_t)(caught.data - text.data) : 0;
        if (caught.length)
            add_capture(builder, (enum capture)c, start, start + caught.length);
    }
    if (choice->rule->pattern.group[CAPTURE_TEXT] < 0 && choice->match.end < text.length)
        add_capture(builder, CAPTURE_TEXT, choice->match.end, text.length);
}

/* Whether the segment is the last of the noise that is kept. */
static bool is_noise(const struct builder *builder, const struct segment *taken)
{
    return builder->noise_count &&
           builder->noise[builder->noise_count - 1].segment.lead == taken->lead;
}

static void find_fate(struct builder *builder, const struct segment *taken, bool by_rule)
{
    struct trace *trace = builder->trace;
    giji_trace *seen = &trace->seen;
    seen->block = builder->block;
    if (is_noise(builder, taken)) {
        seen->fate = GIJI_FATE_NOISE;
    } else if (builder->last_block != builder->block_before) {
        seen->block = builder->last_block;
        seen->fate = by_rule                    ? GIJI_FATE_BLOCK
                     : builder->open_is_claimed ? GIJI_FATE_OTHERWISE
                                                : GIJI_FATE_UNCLAIMED;
    } else if (builder->field_open) {
        bool begun = builder->document->header_count > builder->header_before;
        trace->field = builder->document->header_count - 1;
        seen->fate = begun ? GIJI_FATE_FIELD : GIJI_FATE_FIELD_TEXT;
    } else {
        seen->fate = GIJI_FATE_BLOCK_TEXT;
    }
}

void giji_trace_end(struct builder *builder, const struct segment *taken,
                    const struct choice *choice)
{
    giji_trace *seen = &builder->trace->seen;
    seen->span = giji_builder_span(builder, taken->lead, taken->tail);
    seen->next_section = builder->section->id;
    if (choice->rule)
        add_captures(builder, choice);
    find_fate(builder, taken, choice->rule != NULL);
    builder->trace = NULL;
}

/* ---- completing the traces ----------------------------------------------------------------- */

/* Noise became a block of its own, or the block that was open leaves it out. Both come in the order of the
 * dump. */
static void settle_noise(giji_trace *trace, struct giji_block **at)
{
    while (*at && ((*at)->type != GIJI_BLOCK_NOISE || (*at)->start < trace->span.start))
        *at = giji_next_in_order(*at);
    if (*at && (*at)->start == trace->span.start)
        trace->block = *at;
    else
        trace->fate = GIJI_FATE_OMITTED;
}

void giji_trace_finish(struct giji_document *document)
{
    struct giji_block *block = document->body;
    for (size_t i = 0; i < document->trace.count && !document->arena.failed; i++) {
        struct trace *trace = &document->trace.items[i];
        giji_trace *seen = &trace->seen;
        seen->trials = trace->trials;
        seen->captures = trace->captures;
        size_t tried = seen->trial_count;
        if (tried && trace->trials[tried - 1].verdict == GIJI_VERDICT_CLAIMS)
            seen->winner = &trace->trials[tried - 1];
        if (trace->field != SIZE_MAX)
            seen->field = &document->header[trace->field];
        if (seen->fate == GIJI_FATE_NOISE)
            settle_noise(seen, &block);
    }
}
