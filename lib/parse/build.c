#include "parse/build.h"

#include "parse/characters.h"
#include "parse/sentence.h"
#include "text/unicode.h"

#include <stdlib.h>

/* A resolution that is no more than its label (（結論）) has its words in the next paragraph. */
static bool is_label_only(const struct builder *builder)
{
    enum { LONGEST_LABEL = 24 };
    return builder->block->type == GIJI_BLOCK_RESOLUTION &&
           giji_builder_text(builder).length <= LONGEST_LABEL;
}

/* A title's department may stand on a line of its own: （環境部緑化課）. */
static bool is_bracketed(giji_string text)
{
    size_t start = 0, end = text.length;
    uint32_t first = giji_next_char(text, &start), last = giji_previous_char(text, &end);
    return (first == '(' || first == U'（') && (last == ')' || last == U'）');
}

/* Whether the segment goes on with the open block, of which there is one. */
static bool goes_on(const struct builder *builder, const struct segment *segment)
{
    if (segment->only_tags)
        return false;
    if (is_label_only(builder))
        return true;
    switch (builder->continues) {
    case CONTINUES_NO:
        return false;
    case CONTINUES_PARAGRAPHS:
        return true;
    case CONTINUES_ADJACENT:
        if (!segment->inlined && !segment->blank_before) {
            giji_block_type type = builder->block->type;
            bool title = type == GIJI_BLOCK_ITEM || type == GIJI_BLOCK_HEADING;
            return !title || giji_builder_is_torn(builder) || is_bracketed(segment->text);
        }
        return giji_builder_is_torn(builder);
    case CONTINUES_TORN:
        return giji_builder_is_torn(builder);
    }
    return false;
}

static void go_on(struct builder *builder, const struct segment *segment)
{
    giji_string before = giji_builder_text(builder);
    giji_string joint = segment->inlined ? giji_slice(" ")
                        : giji_builder_is_torn(builder) || builder->block->type == GIJI_BLOCK_ITEM
                            ? giji_joint(before, segment->text)
                            : giji_slice("\n");
    if (builder->noise_count)
        giji_noise_omit(builder);
    giji_builder_join(builder, segment, segment->text, joint);
}

/* A turn that a heading or an act broke goes on. */
static void resume_turn(struct builder *builder, struct giji_block *block)
{
    const struct giji_block *turn = builder->last_turn;
    block->role = turn->role;
    block->role_by = turn->role_by;
    block->confidence = turn->confidence;
    block->speaker = turn->speaker;
    block->rule = turn->rule;
    struct block_extras *extras = giji_block_more(builder->document, block);
    unsigned first = giji_block_continues(turn);
    if (extras)
        extras->continues = first ? first : turn->id;
    builder->continues = CONTINUES_PARAGRAPHS;
}

/* What it is worth that a turn has no mark of its own and stands where such turns are of one role. */
static const double by_its_place = 0.7;

static giji_role role_of_otherwise(const struct section *section)
{
    switch (section->otherwise_role) {
    case RULE_ROLE_QUESTION:
        return GIJI_ROLE_QUESTION;
    case RULE_ROLE_ANSWER:
        return GIJI_ROLE_ANSWER;
    case RULE_ROLE_INFER:
        return GIJI_ROLE_NONE;
    case RULE_ROLE_NONE:
    case RULE_ROLE_STATEMENT:
    case RULE_ROLE_LABEL:
        break;
    }
    return GIJI_ROLE_STATEMENT;
}

/* Whether the last block stands within a turn, which goes on behind it; what closes the minutes is nobody's. */
static bool is_within(const struct builder *builder)
{
    const struct giji_block *before = builder->last_block;
    return builder->last_turn && before && before->parent == builder->last_turn &&
           builder->section->otherwise != GIJI_BLOCK_CLOSING;
}

static struct giji_block *parent_of_rest(const struct builder *builder)
{
    return is_within(builder) ? builder->last_turn : giji_builder_parent(builder);
}

/* Text behind a block that stands within a turn: it goes on with the turn, as a paragraph in it. */
static void go_on_within(struct builder *builder, const struct segment *segment)
{
    struct giji_block *turn = builder->last_turn;
    giji_builder_close(builder);
    struct giji_block *block = giji_builder_add(builder, GIJI_BLOCK_PARAGRAPH, segment, turn);
    if (!block)
        return;
    giji_builder_open(builder, segment, segment->text, true);
    block->rule = turn->rule;
    struct block_extras *extras = giji_block_more(builder->document, block);
    if (extras)
        extras->continues = turn->id;
    builder->last_block = builder->block = block;
    builder->continues = CONTINUES_PARAGRAPHS;
}

/* Whether a heading or an act broke the turn that goes on. */
static bool resumes_turn(const struct builder *builder)
{
    const struct giji_block *before = builder->last_block;
    return builder->last_turn && before && before != builder->last_turn &&
           builder->section->otherwise != GIJI_BLOCK_CLOSING &&
           (before->type == GIJI_BLOCK_HEADING || before->type == GIJI_BLOCK_ACTION);
}

static void begin_otherwise(struct builder *builder, const struct segment *segment)
{
    const struct section *section = builder->section;
    if (is_within(builder)) {
        go_on_within(builder, segment);
        return;
    }
    bool resumes = resumes_turn(builder);
    giji_block_type type = resumes ? GIJI_BLOCK_TURN : section->otherwise;
    giji_builder_close(builder);
    struct giji_block *block =
        giji_builder_add(builder, type, segment, giji_builder_parent(builder));
    if (!block)
        return;
    giji_builder_open(builder, segment, segment->text, resumes || section->claims_otherwise);
    builder->last_block = builder->block = block;
    builder->continues = section->otherwise_continues;
    if (resumes) {
        resume_turn(builder, block);
    } else if (type == GIJI_BLOCK_TURN) {
        block->role = role_of_otherwise(section);
        block->role_by = GIJI_BY_INFERRED;
        giji_block_set_confidence(block, by_its_place);
        builder->last_turn = NULL;
    }
}

/* The header of a further meeting begins: nothing of the one before it goes on. */
static void begin_meeting(struct builder *builder)
{
    struct giji_document *document = builder->document;
    giji_noise_flush(builder, giji_builder_parent(builder));
    giji_builder_close(builder);
    giji_builder_leave_items(builder, 0);
    giji_listed_forget(&builder->listed, document);
    builder->agenda.length = 0;
    builder->label_rung = SIZE_MAX;
    if (document->own_fields > document->header_count)
        document->own_fields = document->header_count;
}

static void take_otherwise(struct builder *builder, const struct segment *segment)
{
    bool open = builder->block || builder->field_open;
    if (segment->only_tags && open && !builder->noise_count) {
        builder->open_end = segment->tail;
    } else if (segment->only_tags) {
        giji_noise_keep(builder, segment, NULL, (giji_string){NULL, 0});
    } else if (builder->section->has_fields) {
        giji_field_continue(builder, segment);
    } else if (builder->block && goes_on(builder, segment)) {
        go_on(builder, segment);
    } else {
        giji_noise_flush(builder, parent_of_rest(builder));
        begin_otherwise(builder, segment);
    }
}

/* An act between a speaker's label and the first words (〔市長　登壇〕): the turn has it left out. */
static bool stands_before_speech(const struct builder *builder, const struct rule *rule)
{
    return rule->within && rule->type == GIJI_BLOCK_ACTION && builder->block &&
           builder->block == builder->last_turn && !giji_builder_text(builder).length;
}

/* A line between a header field's lines that is drawn, not written, adds no text to the field. */
static bool is_drawn(giji_string text)
{
    for (size_t at = 0; at < text.length;)
        if (giji_is_letter(giji_next_char(text, &at)))
            return false;
    return true;
}

static void apply(struct builder *builder, const struct segment *segment,
                  const struct choice *choice)
{
    const struct rule *rule = choice->rule;
    if (rule->kind != RULE_BLOCK) {
        if (rule->again)
            begin_meeting(builder);
        giji_field_begin(builder, segment, choice);
    } else if (rule->type == GIJI_BLOCK_NOISE && builder->field_open && is_drawn(segment->text)) {
        builder->open_end = segment->tail;
    } else if (rule->type == GIJI_BLOCK_NOISE && builder->section->has_fields) {
        giji_field_continue(builder, segment);
    } else if (rule->type == GIJI_BLOCK_NOISE || stands_before_speech(builder, rule)) {
        giji_noise_keep(builder, segment, rule, giji_choice_text(choice, segment));
    } else {
        giji_noise_flush(builder, giji_rule_parent(builder, rule));
        giji_block_begin(builder, segment, choice);
    }
    if (rule->next)
        builder->section = rule->next;
}

/* Whether the choice begins a turn whose text is what follows its label, in a section of its own. */
static bool opens_section(const struct choice *choice)
{
    const struct rule *rule = choice->rule;
    return rule && rule->kind == RULE_BLOCK && rule->type == GIJI_BLOCK_TURN && rule->next &&
           rule->pattern.group[CAPTURE_TEXT] < 0;
}

/* Where a rule of the section that the choice's turn goes to begins a block in it: right behind its label at the
 * earliest. */
static size_t cut_turn(struct builder *builder, const struct segment *turn, struct choice *choice)
{
    const struct section *section = builder->section;
    builder->section = choice->rule->next;
    size_t cut = giji_next_inside(builder, turn, choice->match.end);
    builder->section = section;
    size_t label = giji_trim(giji_slice_cut(turn->text, 0, cut)).length;
    if (choice->match.end > label)
        choice->match.end = label;
    return cut;
}

/* Where what goes on with the open block ends in a segment that no rule claims: a resolution may end within it. */
static size_t cut_text(struct builder *builder, const struct segment *segment)
{
    bool resolution = builder->block && builder->block->type == GIJI_BLOCK_RESOLUTION;
    bool text = resolution && !segment->only_tags && !builder->section->has_fields;
    return text && goes_on(builder, segment) ? giji_block_end(builder, segment)
                                             : segment->text.length;
}

/* Where the block ends that the choice makes of the segment's first part, `head`: a rule may leave a rest, and what
 * it matched may hold the beginning of another block. */
static size_t cut_head(struct builder *builder, const struct segment *head, struct choice *choice)
{
    const struct rule *rule = choice->rule;
    giji_string rest = rule && rule->kind == RULE_BLOCK ? choice->match.captures[CAPTURE_REST]
                                                        : (giji_string){NULL, 0};
    if (rest.length)
        return (size_t)(rest.data - head->text.data);
    if (!rule)
        return cut_text(builder, head);
    return opens_section(choice) ? cut_turn(builder, head, choice) : head->text.length;
}

giji_string giji_builder_ahead(const struct builder *builder)
{
    struct scanner scanner = *builder->scanner;
    struct segment next;
    if (builder->behind.length)
        return builder->behind;
    return giji_scan_next(&scanner, &next) ? next.text : (giji_string){NULL, 0};
}

/* The segment up to byte `cut` of its text: most are taken whole, and are themselves. */
static struct segment head_of(const struct segment *segment, size_t cut)
{
    bool whole = cut > 0 && cut == segment->text.length;
    return whole ? *segment : giji_segment_cut(segment, 0, cut);
}

/* Makes the segment what is behind byte `cut` of its text. */
static void leave_rest(struct segment *segment, size_t cut)
{
    size_t length = segment->text.length;
    if (cut == length)
        segment->text.length = 0;
    else
        *segment = giji_segment_cut(segment, cut, length);
}

static void claim(struct builder *builder, const struct segment *head, const struct choice *choice)
{
    if (choice->rule)
        apply(builder, head, choice);
    else
        take_otherwise(builder, head);
    if (builder->trace)
        giji_trace_end(builder, head, choice);
}

/* Claims the segment's first part and leaves what is behind it. */
static void take(struct builder *builder, struct segment *segment)
{
    size_t length = segment->text.length;
    size_t cut = segment->only_tags ? length : giji_next_inside(builder, segment, 0);
    struct segment head = head_of(segment, cut);
    struct choice choice;
    builder->behind = giji_trim(giji_slice_cut(segment->text, cut, length));
    if (builder->document->trace.last)
        giji_trace_begin(builder, &head);
    choice.rule = NULL;
    if (!segment->only_tags)
        giji_choose(builder, &head, &choice);
    size_t end = cut_head(builder, &head, &choice);
    if (end < head.text.length) {
        cut = end;
        head = head_of(segment, cut);
    }
    claim(builder, &head, &choice);
    leave_rest(segment, cut);
}

/* Says of the first flaws where they are, and of the rest how many. */
static void report_source(struct giji_document *document)
{
    enum { MOST_FLAWS = 10 };
    const struct source *source = &document->source;
    const giji_string none = {NULL, 0};
    size_t shown = source->flaw_count < MOST_FLAWS ? source->flaw_count : MOST_FLAWS;
    for (size_t i = 0; i < shown; i++) {
        const struct source_flaw *flaw = &source->flaws[i];
        giji_document_report(document, MESSAGE_INVALID_BYTES, flaw->text, flaw->text + 3, none,
                             "%u byte%s at offset %u %s no %s", (unsigned)flaw->length,
                             flaw->length == 1 ? "" : "s", (unsigned)flaw->bytes,
                             flaw->length == 1 ? "is" : "are", source->encoding);
    }
    if (source->flaws_in_all > shown)
        giji_document_report(document, MESSAGE_INVALID_BYTES, source->flaws[shown].text,
                             source->flaws[shown].text + 3, none,
                             "%zu more places hold bytes that are no %s: is the encoding right?",
                             source->flaws_in_all - shown, source->encoding);
}

static bool open_builder(struct builder *builder, struct giji_document *document,
                         const struct grammar *grammar, struct matcher *matcher)
{
    *builder = (struct builder){.document = document,
                                .grammar = grammar,
                                .matcher = matcher,
                                .section = grammar->sections[0],
                                .label_rung = SIZE_MAX};
    document->own_fields = SIZE_MAX;
    builder->limit_reported = giji_arena_alloc(&document->arena, grammar->rule_count + 1);
    return builder->limit_reported != NULL;
}

static int compare_claims(const void *a, const void *b)
{
    uint32_t first = ((const struct claim *)a)->start, second = ((const struct claim *)b)->start;
    return (first > second) - (first < second);
}

/* Noise is claimed when it is known to be no part of what is open: that may be behind the next claim. */
static void sort_claims(struct claims *claims)
{
    for (size_t i = 1; i < claims->count; i++)
        if (claims->items[i].start < claims->items[i - 1].start) {
            qsort(claims->items, claims->count, sizeof *claims->items, compare_claims);
            return;
        }
}

void giji_build(struct giji_document *document, const struct grammar *grammar,
                struct matcher *matcher)
{
    struct builder builder;
    report_source(document);
    if (!open_builder(&builder, document, grammar, matcher))
        return;
    struct scanner scanner;
    struct segment segment;
    giji_scan_open(&scanner, document->source.text, &document->arena);
    builder.scanner = &scanner;
    while (!document->arena.failed && giji_scan_next(&scanner, &segment)) {
        do
            take(&builder, &segment);
        while (segment.text.length && !document->arena.failed);
    }
    giji_noise_flush(&builder, giji_builder_parent(&builder));
    giji_builder_close(&builder);
    giji_trace_finish(document);
    sort_claims(&document->claims);
    giji_buffer_end(&builder.text.joined, &document->arena);
    giji_buffer_end(&builder.agenda, &document->arena);
}
