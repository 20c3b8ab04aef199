#include "parse/build.h"

#include "grammar/roles.h"
#include "parse/sentence.h"
#include "text/unicode.h"

#include <ctype.h>
#include <stdlib.h>

static struct arena *arena_of(struct builder *builder)
{
    return &builder->document->arena;
}

/* ---- open text ------------------------------------------------------------------------ */

static giji_string open_text(const struct builder *builder)
{
    return builder->text.joined.length ? giji_buffer_text(&builder->text.joined)
                                       : builder->text.text;
}

/* A line that is torn was broken because it was full; one that is short ends where its writer ended
 * it. */
static bool is_full_line(giji_string line)
{
    enum { SHORTEST_FULL_LINE = 14 };
    unsigned characters = 0;
    for (size_t at = 0; at < line.length && characters < SHORTEST_FULL_LINE; characters++)
        giji_next_char(line, &at);
    return characters == SHORTEST_FULL_LINE;
}

bool giji_builder_is_torn(const struct builder *builder)
{
    if (!builder->block || builder->field_open)
        return false;
    giji_block_type type = builder->block->type;
    if (type == GIJI_BLOCK_ITEM || type == GIJI_BLOCK_HEADING)
        return giji_is_open_ended(open_text(builder));
    return type != GIJI_BLOCK_ACTION && is_full_line(builder->last_line) &&
           giji_is_torn(open_text(builder));
}

static void add_claim(struct builder *builder, size_t start, size_t end, enum claim_kind kind)
{
    struct claim *claim =
        giji_arena_push(arena_of(builder), &builder->claims, &builder->claim_count,
                        &builder->claim_capacity, sizeof *claim);
    if (claim)
        *claim = (struct claim){(uint32_t)start, (uint32_t)end, kind};
}

static giji_span span_of(const struct builder *builder, size_t start, size_t end)
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

static void store_text(struct builder *builder, giji_string *text, giji_span *span)
{
    struct buffer *joined = &builder->text.joined;
    if (joined->failed)
        arena_of(builder)->failed = true;
    *text = joined->length ? giji_arena_copy(arena_of(builder), giji_buffer_text(joined))
                           : builder->text.text;
    *span = span_of(builder, builder->open_start, builder->open_end);
    joined->length = 0;
    add_claim(builder, builder->open_start, builder->open_end,
              builder->open_is_claimed ? CLAIM_RULE : CLAIM_NOTHING);
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
        store_text(builder, &field->text, &field->span);
    } else if (builder->block) {
        store_text(builder, &builder->block->text, &builder->block->span);
        if (!builder->open_is_claimed)
            report_unclaimed(builder);
    }
    builder->field_open = false;
    builder->field = NULL;
    builder->block = NULL;
}

/* ---- the tree ------------------------------------------------------------------------- */

static struct giji_block *parent_for(const struct builder *builder)
{
    if (builder->holder)
        return builder->holder;
    return builder->item_count ? builder->items[builder->item_count - 1].block : NULL;
}

static void hang(struct giji_document *document, struct giji_block *block,
                 struct giji_block *parent)
{
    struct giji_block **last = parent ? &parent->last_child : &document->last;
    struct giji_block **first = parent ? &parent->child : &document->body;
    block->parent = parent;
    if (*last)
        (*last)->next = block;
    else
        *first = block;
    *last = block;
}

static struct giji_block *add_block(struct builder *builder, giji_block_type type,
                                    const struct segment *segment, struct giji_block *parent)
{
    struct giji_block *block = giji_arena_alloc(arena_of(builder), sizeof *block);
    if (!block)
        return NULL;
    block->type = type;
    block->id = ++builder->document->block_count;
    block->line = (unsigned)giji_lines_index(&builder->document->lines, segment->lead) + 1;
    hang(builder->document, block, parent);
    return block;
}

size_t giji_builder_rung(struct builder *builder, giji_string number)
{
    struct match match;
    for (size_t i = 0; i < builder->grammar->rung_count; i++)
        if (giji_match_here(&builder->matcher, &builder->grammar->rungs[i].pattern, number,
                            &match) == MATCH_YES)
            return i;
    return SIZE_MAX;
}

static void leave_items(struct builder *builder, size_t rung)
{
    while (builder->item_count && builder->items[builder->item_count - 1].rung >= rung)
        builder->item_count--;
    builder->holder = NULL;
    builder->last_turn = NULL;
}

static void enter_item(struct builder *builder, struct giji_block *block, size_t rung)
{
    if (builder->item_count == DEEPEST_ITEM)
        builder->item_count--;
    builder->items[builder->item_count].block = block;
    builder->items[builder->item_count++].rung = rung;
}

/* ---- noise ---------------------------------------------------------------------------- */

static size_t visible_bytes(giji_string text)
{
    size_t bytes = 0;
    for (size_t at = 0, from = 0; at < text.length; from = at)
        if (!giji_is_space(giji_next_char(text, &at)))
            bytes += at - from;
    return bytes;
}

/* What was noise between two halves of the open text is left out of it. */
static void omit_noise(struct builder *builder)
{
    struct giji_block *block = builder->block;
    size_t count = builder->noise_count;
    giji_span *spans =
        giji_arena_alloc(arena_of(builder), (block->omitted_count + count) * sizeof *spans);
    if (!spans)
        return;
    if (block->omitted_count)
        memcpy(spans, block->omitted, block->omitted_count * sizeof *spans);
    for (size_t i = 0; i < count; i++) {
        const struct segment *noise = &builder->noise[i].segment;
        spans[block->omitted_count++] = span_of(builder, noise->lead, noise->tail);
        builder->omitted_bytes += visible_bytes(noise->text);
    }
    block->omitted = spans;
    builder->noise_count = 0;
}

/* What was noise after the open text becomes blocks of its own. */
static void flush_noise(struct builder *builder)
{
    if (builder->noise_count)
        giji_builder_close(builder);
    for (size_t i = 0; i < builder->noise_count; i++) {
        const struct noise *noise = &builder->noise[i];
        struct giji_block *block =
            add_block(builder, GIJI_BLOCK_NOISE, &noise->segment, parent_for(builder));
        if (!block)
            return;
        block->text = noise->text;
        block->rule = noise->rule ? noise->rule->full_id : (giji_string){NULL, 0};
        block->span = span_of(builder, noise->segment.lead, noise->segment.tail);
        add_claim(builder, noise->segment.lead, noise->segment.tail, CLAIM_NOISE);
    }
    builder->noise_count = 0;
}

static void keep_noise(struct builder *builder, const struct segment *segment,
                       const struct rule *rule, giji_string text)
{
    struct noise *noise = giji_arena_push(arena_of(builder), &builder->noise, &builder->noise_count,
                                          &builder->noise_capacity, sizeof *noise);
    if (noise)
        *noise = (struct noise){*segment, rule, text};
}

/* ---- choosing a rule ------------------------------------------------------------------ */

static void report_limit(struct builder *builder, const struct rule *rule,
                         const struct segment *segment)
{
    for (size_t i = 0; i < builder->grammar->rule_count; i++) {
        if (builder->grammar->rules[i] != rule || builder->limit_reported[i])
            continue;
        builder->limit_reported[i] = true;
        giji_document_report(
            builder->document, MESSAGE_RULE_LIMIT, segment->start, segment->end, rule->full_id,
            "rule '%.*s' (%s:%u) ran into its limit on steps and is passed over here",
            (int)rule->full_id.length, rule->full_id.data, rule->pattern.file, rule->pattern.line);
    }
}

static bool is_legal(struct builder *builder, const struct rule *rule,
                     const struct segment *segment)
{
    if (rule->after == AFTER_SENTENCE)
        return !giji_builder_is_torn(builder);
    return rule->after == AFTER_ANY || segment->blank_before || segment->inlined;
}

static bool matches(struct builder *builder, const struct rule *rule, const struct segment *segment,
                    struct match *match)
{
    enum match_outcome outcome =
        giji_match_here(&builder->matcher, &rule->pattern, segment->text, match);
    if (outcome == MATCH_LIMIT)
        report_limit(builder, rule, segment);
    return outcome == MATCH_YES && is_legal(builder, rule, segment);
}

static bool is_chosen(struct builder *builder, const struct rule *rule,
                      const struct segment *segment, struct choice *choice)
{
    if (rule->kind == RULE_FIELD_TABLE)
        return giji_field_at(builder->grammar, &builder->matcher, segment->text, builder->field,
                             &choice->field) &&
               giji_field_begins(builder, segment, &choice->field);
    if (!matches(builder, rule, segment, &choice->match))
        return false;
    return !(builder->field_open && rule->kind == RULE_BLOCK && rule->type == GIJI_BLOCK_ITEM &&
             giji_field_holds(builder, choice->match.captures[CAPTURE_NUMBER]));
}

static struct choice choose(struct builder *builder, const struct segment *segment)
{
    struct choice choice = {0};
    const struct section *section = builder->section;
    for (size_t i = 0; i < section->rule_count; i++)
        if (is_chosen(builder, section->rules[i], segment, &choice)) {
            choice.rule = section->rules[i];
            break;
        }
    return choice;
}

/* ---- blocks inside a segment ---------------------------------------------------------- */

/* Whether a rule that may begin inside a segment begins at byte `at` of it. */
static bool begins_inside(struct builder *builder, const struct segment *segment, size_t at,
                          bool behind_sentence)
{
    struct segment rest = giji_segment_cut(segment, at, segment->text.length);
    struct match match;
    bool soup = segment->in_markup || segment->in_cell;
    for (size_t i = 0; i < builder->section->rule_count; i++) {
        const struct rule *rule = builder->section->rules[i];
        bool legal = rule->inlined == INLINE_SENTENCE
                         ? behind_sentence
                         : rule->inlined == INLINE_SPACE && (behind_sentence || soup);
        if (legal && rule->kind == RULE_BLOCK &&
            giji_match_here(&builder->matcher, &rule->pattern, rest.text, &match) == MATCH_YES)
            return true;
    }
    return false;
}

/* The first place inside the segment at which another block begins, or its end. */
static size_t next_inside(struct builder *builder, const struct segment *segment)
{
    giji_string text = segment->text;
    size_t at = 0;
    bool sentence = false, space = false;
    for (size_t here = 0; at < text.length; here = at) {
        uint32_t character = giji_next_char(text, &at);
        if (giji_is_space(character)) {
            space = true;
            continue;
        }
        if (here > 0 && (sentence || space) && begins_inside(builder, segment, here, sentence))
            return here;
        space = false;
        sentence = giji_ends_sentence(character) ||
                   (sentence && (character == U'」' || character == U')' || character == U'）'));
    }
    return text.length;
}

/* ---- turns ---------------------------------------------------------------------------- */

static void report_brackets(struct builder *builder, const struct segment *segment,
                            const struct rule *rule, giji_string label)
{
    static const char *const pairs[] = {"()",   "（）", "[]",   "［］", "〔〕",
                                        "【】", "「」", "＜＞", "<>"};
    giji_string text = segment->text;
    size_t from = (size_t)(label.data - text.data), to = from + label.length;
    uint32_t open = giji_previous_char(text, &from), close = giji_next_char(text, &to);
    while (giji_is_space(open))
        open = giji_previous_char(text, &from);
    while (giji_is_space(close))
        close = giji_next_char(text, &to);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t at = 0;
        giji_string pair = giji_slice(pairs[i]);
        uint32_t left = giji_next_char(pair, &at), right = giji_next_char(pair, &at);
        if ((open == left) != (close == right)) {
            giji_document_report(
                builder->document, MESSAGE_BRACKET_MISMATCH, giji_segment_offset(segment, from),
                giji_segment_offset(segment, to), rule->full_id,
                "the brackets around '%.*s' do not match", (int)label.length, label.data);
            return;
        }
    }
}

/* The label without the white space between its letters. */
static giji_string tight(struct builder *builder, giji_string label)
{
    struct buffer out = {0};
    bool latin = false;
    for (size_t at = 0, from = 0; at < label.length; from = at) {
        uint32_t character = giji_next_char(label, &at);
        bool keep = !giji_is_space(character) || (latin && character == ' ');
        if (keep)
            giji_buffer_add(&out, giji_slice_cut(label, from, at));
        latin = character < 0x80 && isalnum((int)character);
    }
    giji_string copy = giji_arena_copy(arena_of(builder), giji_trim(giji_buffer_text(&out)));
    giji_buffer_free(&out);
    return copy;
}

static giji_speaker *read_speaker(struct builder *builder, const struct match *match)
{
    giji_speaker *speaker = giji_arena_alloc(arena_of(builder), sizeof *speaker);
    if (!speaker)
        return NULL;
    giji_string label = match->captures[CAPTURE_LABEL];
    speaker->label = tight(builder, label);
    speaker->name = tight(builder, match->captures[CAPTURE_NAME]);
    speaker->title = tight(builder, match->captures[CAPTURE_OFFICE]);
    speaker->affiliation = tight(builder, match->captures[CAPTURE_AFFILIATION]);
    if (!speaker->title.length && giji_grammar_is_title(builder->grammar, speaker->label))
        speaker->title = speaker->label;
    else if (!speaker->affiliation.length && !speaker->title.length)
        speaker->affiliation = speaker->label;
    return speaker;
}

static giji_role role_of_label(const struct builder *builder, giji_string label)
{
    return giji_grammar_is_member(builder->grammar, label) ? GIJI_ROLE_QUESTION : GIJI_ROLE_ANSWER;
}

static giji_role role_of_rule(const struct rule *rule)
{
    switch (rule->role) {
    case RULE_ROLE_QUESTION:
        return GIJI_ROLE_QUESTION;
    case RULE_ROLE_ANSWER:
        return GIJI_ROLE_ANSWER;
    case RULE_ROLE_STATEMENT:
    case RULE_ROLE_NONE:
        return GIJI_ROLE_STATEMENT;
    case RULE_ROLE_LABEL:
    case RULE_ROLE_INFER:
        break;
    }
    return GIJI_ROLE_NONE;
}

/* What a marker's or a label's word for a role is worth. */
static const double certain = 1.0, by_unknown_label = 0.9;

static void fill_turn(struct builder *builder, struct giji_block *block,
                      const struct segment *segment, const struct choice *choice)
{
    const struct rule *rule = choice->rule;
    giji_string label = choice->match.captures[CAPTURE_LABEL];
    bool by_label =
        rule->role == RULE_ROLE_LABEL || (rule->role == RULE_ROLE_INFER && label.length);
    block->role = by_label ? role_of_label(builder, label) : role_of_rule(rule);
    block->role_by = block->role == GIJI_ROLE_NONE ? GIJI_BY_INFERRED
                     : by_label                    ? GIJI_BY_LABEL
                                                   : rule->by;
    bool known = !by_label || giji_grammar_is_known(builder->grammar, label);
    block->confidence = known ? certain : by_unknown_label;
    block->quoted = rule->quoted;
    if (label.length) {
        block->speaker = read_speaker(builder, &choice->match);
        report_brackets(builder, segment, rule, label);
    }
}

/* ---- applying a choice ---------------------------------------------------------------- */

static giji_string text_of(const struct choice *choice, const struct segment *segment)
{
    const struct match *match = &choice->match;
    if (choice->rule->pattern.group[CAPTURE_TEXT] >= 0)
        return giji_trim(match->captures[CAPTURE_TEXT]);
    return giji_trim(giji_slice_cut(segment->text, match->end, segment->text.length));
}

static giji_decision decision_of(struct builder *builder, const struct rule *rule, giji_string text)
{
    if (rule->decision != GIJI_DECISION_NONE)
        return rule->decision;
    giji_string last = giji_last_sentence(text);
    struct match match;
    for (size_t i = 0; i < builder->grammar->decision_count; i++) {
        const struct decision_rule *decision = &builder->grammar->decisions[i];
        if (giji_match_find(&builder->matcher, &decision->pattern, last, 0, &match) == MATCH_YES)
            return decision->decision;
    }
    return GIJI_DECISION_OTHER;
}

/* The vote that an act just before the resolution tells of. */
static giji_string vote_before(const struct giji_block *block, const struct giji_block *before)
{
    bool beside = before && before->type == GIJI_BLOCK_ACTION && before->parent == block->parent;
    return beside ? before->vote : (giji_string){NULL, 0};
}

static void fill_resolution(struct builder *builder, struct giji_block *block,
                            const struct rule *rule, giji_string text,
                            const struct giji_block *before)
{
    block->decision = decision_of(builder, rule, text);
    if (!block->vote.length)
        block->vote = vote_before(block, before);
    const struct giji_block *item =
        builder->item_count ? builder->items[builder->item_count - 1].block : NULL;
    if (item && !block->subject.length)
        block->subject = item->title;
    if (item && !block->department.length)
        block->department = item->department;
}

static void fill_block(struct builder *builder, struct giji_block *block,
                       const struct segment *segment, const struct choice *choice)
{
    const giji_string *captures = choice->match.captures;
    block->rule = choice->rule->full_id;
    block->marker = tight(builder, captures[CAPTURE_MARKER]);
    block->number = giji_trim(captures[CAPTURE_NUMBER]);
    block->title = giji_trim(captures[CAPTURE_TITLE]);
    block->department = giji_trim(captures[CAPTURE_DEPARTMENT]);
    block->subject = giji_trim(captures[CAPTURE_SUBJECT]);
    block->vote = giji_trim(captures[CAPTURE_VOTE]);
    if (block->type == GIJI_BLOCK_TURN)
        fill_turn(builder, block, segment, choice);
}

/* Finds the new block's place among items, resolutions and turns. */
static struct giji_block *place_block(struct builder *builder, const struct segment *segment,
                                      const struct rule *rule, giji_string number)
{
    if (rule->type == GIJI_BLOCK_ITEM) {
        size_t rung = rule->level ? rule->level : giji_builder_rung(builder, number);
        leave_items(builder, rung);
        struct giji_block *item = add_block(builder, rule->type, segment, parent_for(builder));
        if (item) {
            enter_item(builder, item, rung);
            item->level = (unsigned)builder->item_count;
        }
        return item;
    }
    if (rule->type == GIJI_BLOCK_CLOSING)
        leave_items(builder, 0);
    if (rule->holds || rule->type == GIJI_BLOCK_RESOLUTION)
        builder->last_turn = NULL;
    if (rule->holds)
        builder->holder = NULL;
    struct giji_block *block = add_block(builder, rule->type, segment, parent_for(builder));
    if (rule->holds)
        builder->holder = block;
    return block;
}

static void begin_block(struct builder *builder, const struct segment *segment,
                        const struct choice *choice)
{
    const struct rule *rule = choice->rule;
    giji_string text = text_of(choice, segment);
    const struct giji_block *before = builder->block;
    giji_builder_close(builder);
    struct giji_block *block =
        place_block(builder, segment, rule, giji_trim(choice->match.captures[CAPTURE_NUMBER]));
    if (!block)
        return;
    giji_builder_open(builder, segment, text, true);
    builder->block = block;
    builder->continues = rule->continues;
    fill_block(builder, block, segment, choice);
    if (rule->type == GIJI_BLOCK_RESOLUTION)
        fill_resolution(builder, block, rule, text, before);
    if (rule->type == GIJI_BLOCK_TURN)
        builder->last_turn = rule->continues == CONTINUES_PARAGRAPHS ? block : NULL;
}

/* ---- text without a rule -------------------------------------------------------------- */

static bool goes_on(const struct builder *builder, const struct segment *segment)
{
    if (!builder->block || segment->only_tags)
        return false;
    switch (builder->continues) {
    case CONTINUES_NO:
        return false;
    case CONTINUES_PARAGRAPHS:
        return true;
    case CONTINUES_ADJACENT:
        if (!segment->inlined && (!segment->blank_before || builder->noise_count)) {
            giji_block_type type = builder->block->type;
            bool title = type == GIJI_BLOCK_ITEM || type == GIJI_BLOCK_HEADING;
            return !title || giji_builder_is_torn(builder);
        }
        return giji_builder_is_torn(builder);
    case CONTINUES_TORN:
        return giji_builder_is_torn(builder);
    }
    return false;
}

static void go_on(struct builder *builder, const struct segment *segment)
{
    giji_string before = open_text(builder);
    giji_string joint =
        giji_builder_is_torn(builder) ? giji_joint(before, segment->text) : giji_slice("\n");
    if (builder->noise_count)
        omit_noise(builder);
    giji_builder_join(builder, segment, segment->text, joint);
    struct giji_block *block = builder->block;
    if (block->type == GIJI_BLOCK_ITEM || block->type == GIJI_BLOCK_HEADING)
        block->title = giji_arena_print(arena_of(builder), "%.*s%.*s", (int)block->title.length,
                                        block->title.data ? block->title.data : "",
                                        (int)segment->text.length, segment->text.data);
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
    block->continues = turn->continues ? turn->continues : turn->id;
    builder->continues = CONTINUES_PARAGRAPHS;
}

static void begin_otherwise(struct builder *builder, const struct segment *segment)
{
    const struct section *section = builder->section;
    const struct giji_block *before = builder->block;
    bool resumes = builder->last_turn && before && before != builder->last_turn &&
                   (before->type == GIJI_BLOCK_HEADING || before->type == GIJI_BLOCK_ACTION);
    giji_block_type type = resumes ? GIJI_BLOCK_TURN : section->otherwise;
    giji_builder_close(builder);
    struct giji_block *block = add_block(builder, type, segment, parent_for(builder));
    if (!block)
        return;
    giji_builder_open(builder, segment, segment->text, resumes || section->claims_otherwise);
    builder->block = block;
    builder->continues = section->otherwise_continues;
    if (resumes) {
        resume_turn(builder, block);
    } else if (type == GIJI_BLOCK_TURN) {
        block->role = GIJI_ROLE_STATEMENT;
        block->role_by = GIJI_BY_INFERRED;
        block->confidence = 0.7;
        builder->last_turn = NULL;
    }
}

static bool has_fields(const struct section *section)
{
    for (size_t i = 0; i < section->rule_count; i++)
        if (section->rules[i]->kind != RULE_BLOCK)
            return true;
    return false;
}

static void take_otherwise(struct builder *builder, const struct segment *segment)
{
    if (segment->only_tags && (builder->block || builder->field_open)) {
        builder->open_end = segment->tail;
    } else if (segment->only_tags) {
        keep_noise(builder, segment, NULL, (giji_string){NULL, 0});
    } else if (has_fields(builder->section)) {
        giji_field_continue(builder, segment);
    } else if (goes_on(builder, segment)) {
        go_on(builder, segment);
    } else {
        flush_noise(builder);
        begin_otherwise(builder, segment);
    }
}

/* ---- segments ------------------------------------------------------------------------- */

static void apply(struct builder *builder, const struct segment *segment,
                  const struct choice *choice)
{
    const struct rule *rule = choice->rule;
    if (rule->kind != RULE_BLOCK) {
        giji_field_begin(builder, segment, choice);
    } else if (rule->type == GIJI_BLOCK_NOISE && has_fields(builder->section)) {
        giji_field_continue(builder, segment);
    } else if (rule->type == GIJI_BLOCK_NOISE) {
        keep_noise(builder, segment, rule, text_of(choice, segment));
    } else {
        flush_noise(builder);
        begin_block(builder, segment, choice);
    }
    if (rule->next)
        builder->section = rule->next;
}

/* Claims the segment's first part and leaves in `rest` what is behind it. */
static void take(struct builder *builder, const struct segment *segment, struct segment *rest)
{
    size_t length = segment->text.length;
    size_t cut = segment->only_tags ? length : next_inside(builder, segment);
    struct segment head = giji_segment_cut(segment, 0, cut);
    struct choice choice = {0};
    if (!segment->only_tags)
        choice = choose(builder, &head);
    giji_string behind = choice.rule && choice.rule->kind == RULE_BLOCK
                             ? choice.match.captures[CAPTURE_REST]
                             : (giji_string){NULL, 0};
    if (behind.length) {
        cut = (size_t)(behind.data - segment->text.data);
        head = giji_segment_cut(segment, 0, cut);
    }
    *rest = giji_segment_cut(segment, cut, length);
    if (choice.rule)
        apply(builder, &head, &choice);
    else
        take_otherwise(builder, &head);
}

static void report_source(struct giji_document *document)
{
    const struct source *source = &document->source;
    for (size_t i = 0; i < source->flaw_count; i++) {
        const struct source_flaw *flaw = &source->flaws[i];
        giji_document_report(
            document, MESSAGE_INVALID_BYTES, flaw->text, flaw->text + 3, (giji_string){NULL, 0},
            "%u byte%s at offset %u %s no %s", (unsigned)flaw->length, flaw->length == 1 ? "" : "s",
            (unsigned)flaw->bytes, flaw->length == 1 ? "is" : "are", source->encoding);
    }
}

static bool open_builder(struct builder *builder, struct giji_document *document,
                         const struct grammar *grammar)
{
    *builder = (struct builder){.document = document,
                                .grammar = grammar,
                                .section = grammar->sections[0],
                                .label_rung = SIZE_MAX};
    builder->limit_reported = giji_arena_alloc(&document->arena, grammar->rule_count + 1);
    return giji_matcher_open(&builder->matcher) && builder->limit_reported;
}

/* Adds up the visible characters of the text, in bytes of UTF-8, by who claims them. */
static void measure_coverage(struct builder *builder)
{
    giji_coverage *coverage = &builder->document->coverage;
    giji_string text = builder->document->source.text;
    size_t next = 0;
    for (size_t at = 0, from = 0; at < text.length; from = at) {
        if (giji_is_space(giji_next_char(text, &at)))
            continue;
        while (next < builder->claim_count && builder->claims[next].end <= from)
            next++;
        coverage->bytes += at - from;
        const struct claim *claim = &builder->claims[next];
        if (next == builder->claim_count || claim->start > from)
            continue;
        if (claim->kind == CLAIM_RULE)
            coverage->claimed += at - from;
        else if (claim->kind == CLAIM_NOISE)
            coverage->noise += at - from;
    }
    coverage->noise += builder->omitted_bytes;
    coverage->claimed -= builder->omitted_bytes;
}

void giji_build(struct giji_document *document, const struct grammar *grammar)
{
    struct builder builder;
    report_source(document);
    if (!open_builder(&builder, document, grammar)) {
        document->arena.failed = true;
        giji_matcher_close(&builder.matcher);
        return;
    }
    struct scanner scanner;
    struct segment segment, rest;
    giji_scan_open(&scanner, document->source.text, &document->arena);
    while (!document->arena.failed && giji_scan_next(&scanner, &segment)) {
        do {
            take(&builder, &segment, &rest);
            segment = rest;
        } while (rest.text.length && !document->arena.failed);
    }
    flush_noise(&builder);
    giji_builder_close(&builder);
    if (!document->arena.failed)
        measure_coverage(&builder);
    giji_buffer_free(&builder.text.joined);
    giji_matcher_close(&builder.matcher);
}
