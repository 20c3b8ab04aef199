/* Blocks that a rule makes: their place, their fields, the turn's speaker and role, the resolution's
 * decision. */
#include "parse/build.h"

#include "base/buffer.h"
#include "grammar/decide.h"
#include "grammar/lists.h"
#include "grammar/roles.h"
#include "parse/sentence.h"
#include "parse/speaker.h"
#include "text/unicode.h"

#include <uchar.h>

static void report_brackets(struct builder *builder, const struct segment *segment,
                            const struct rule *rule, giji_string label)
{
    static const char32_t opening[] = U"(（[［〔【「＜<", closing[] = U")）]］〕】」＞>";
    giji_string text = segment->text;
    size_t from = (size_t)(label.data - text.data), to = from + label.length;
    uint32_t open = giji_previous_char(text, &from), close = giji_next_char(text, &to);
    while (giji_is_space(open))
        open = giji_previous_char(text, &from);
    while (giji_is_space(close))
        close = giji_next_char(text, &to);
    for (size_t i = 0; opening[i]; i++)
        if ((open == opening[i]) != (close == closing[i])) {
            giji_document_report(
                builder->document, MESSAGE_BRACKET_MISMATCH, giji_segment_offset(segment, from),
                giji_segment_offset(segment, to), rule->full_id,
                "the brackets around '%.*s' do not match", (int)label.length, label.data);
            return;
        }
}

/* The marker, kept once for the blocks that have it: a dump has few, and they take turns. NULL for none. */
static const giji_string *share_marker(struct builder *builder, giji_string written)
{
    giji_string marker = giji_tight(&builder->document->arena, written);
    if (!marker.length)
        return NULL;
    for (size_t i = 0; i < RECENT_MARKERS; i++)
        if (builder->markers[i] && giji_slice_equal(*builder->markers[i], marker))
            return builder->markers[i];
    giji_string *kept = giji_arena_alloc(&builder->document->arena, sizeof *kept);
    if (!kept)
        return NULL;
    *kept = marker;
    builder->markers[builder->marker_count++ % RECENT_MARKERS] = kept;
    return kept;
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

/* A label without a title is a name where the header lists it: of a member, unless it is in a list of officials.
 */
static void read_listed(struct builder *builder, struct giji_block *turn)
{
    giji_speaker *speaker = turn->speaker;
    const struct listed_word *word =
        speaker ? giji_find_listed(&builder->listed, builder->document, speaker->label) : NULL;
    if (!word)
        return;
    speaker->name = speaker->label;
    speaker->title = speaker->affiliation = (giji_string){NULL, 0};
    if (word->key != GIJI_HEADER_SECRETARIAT)
        turn->role = GIJI_ROLE_QUESTION;
}

/* What a marker's or a label's word for a role is worth. */
static const double certain = 1.0, by_unknown_label = 0.9;

static const struct label_reading *read_label(struct builder *builder, const giji_string *captures)
{
    return giji_read_label(&builder->labels, builder->grammar, &builder->document->arena, captures);
}

/* A speaker of the turn's own: who of those present it is, each turn says for itself. */
static giji_speaker *copy_speaker(struct builder *builder, const struct label_reading *reading)
{
    giji_speaker *speaker =
        reading ? giji_arena_alloc(&builder->document->arena, sizeof *speaker) : NULL;
    if (speaker)
        *speaker = reading->speaker;
    return speaker;
}

static void fill_turn(struct builder *builder, struct giji_block *block,
                      const struct segment *segment, const struct choice *choice)
{
    const struct rule *rule = choice->rule;
    giji_string label = choice->match.captures[CAPTURE_LABEL];
    bool by_label =
        rule->role == RULE_ROLE_LABEL || (rule->role == RULE_ROLE_INFER && label.length);
    const struct label_reading *reading =
        by_label || label.length ? read_label(builder, choice->match.captures) : NULL;
    giji_role role = by_label && reading ? reading->side : role_of_rule(rule);
    giji_role_by by = by_label ? GIJI_BY_LABEL : rule->by;
    if (role == GIJI_ROLE_NONE)
        by = GIJI_BY_INFERRED;
    block->role = role;
    block->role_by = by;
    bool known = !by_label || (reading && reading->known);
    giji_block_set_confidence(block, known ? certain : by_unknown_label);
    block->quoted = rule->quoted;
    block->by_marker = rule->role == RULE_ROLE_INFER && rule->by == GIJI_BY_MARKER;
    if (label.length) {
        block->speaker = copy_speaker(builder, reading);
        report_brackets(builder, segment, rule, label);
    }
    if (label.length && !known && (rule->listed || rule->column))
        read_listed(builder, block);
}

giji_string giji_choice_text(const struct choice *choice, const struct segment *segment)
{
    const struct match *match = &choice->match;
    if (choice->rule->pattern.group[CAPTURE_TEXT] >= 0)
        return giji_trim(match->captures[CAPTURE_TEXT]);
    size_t length = segment->text.length;
    return giji_trim(
        giji_slice_cut(segment->text, match->end < length ? match->end : length, length));
}

static giji_decision decision_of(struct builder *builder, const struct rule *rule, giji_string text)
{
    if (rule->decision != GIJI_DECISION_NONE)
        return rule->decision;
    return giji_grammar_decide(builder->grammar, builder->matcher, giji_last_sentence(text));
}

/* The vote that an act just before the resolution tells of. */
static giji_string vote_before(const struct giji_block *block, const struct giji_block *before)
{
    bool beside = before && before->type == GIJI_BLOCK_ACTION && before->parent == block->parent;
    return beside ? giji_block_vote(before) : (giji_string){NULL, 0};
}

static void fill_resolution(struct builder *builder, struct giji_block *block,
                            const struct rule *rule, giji_string text,
                            const struct giji_block *before)
{
    block->decision = decision_of(builder, rule, text);
    block->conditional = giji_is_listed_inside(builder->grammar, WORDS_CONDITIONS, text);
    const struct giji_block *item =
        builder->item_count ? builder->items[builder->item_count - 1].block : NULL;
    struct block_extras *extras = giji_block_more(builder->document, block);
    if (!extras)
        return;
    if (!extras->vote.length)
        extras->vote = vote_before(block, before);
    if (item && !extras->subject.length)
        extras->subject = giji_block_title(item);
    if (item && !extras->department.length)
        extras->department = giji_block_department(item);
}

/* What a block is made of beside its text. Most blocks have none of it. */
static void fill_extras(struct builder *builder, struct giji_block *block,
                        const giji_string *captures)
{
    static const enum capture wanted[] = {CAPTURE_NUMBER, CAPTURE_TITLE, CAPTURE_DEPARTMENT,
                                          CAPTURE_SUBJECT, CAPTURE_VOTE};
    bool any = block->extras;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        any = any || captures[wanted[i]].length;
    struct block_extras *extras = any ? giji_block_more(builder->document, block) : NULL;
    if (!extras)
        return;
    extras->number = giji_trim(captures[CAPTURE_NUMBER]);
    extras->number_normalized =
        giji_grammar_correct(builder->grammar, builder->matcher, &builder->document->arena,
                             CORRECTION_OF_NUMBER, extras->number, &extras->normalized_by);
    extras->title = giji_trim(captures[CAPTURE_TITLE]);
    extras->department = giji_trim(captures[CAPTURE_DEPARTMENT]);
    extras->subject = giji_trim(captures[CAPTURE_SUBJECT]);
    extras->vote = giji_trim(captures[CAPTURE_VOTE]);
}

static void fill_block(struct builder *builder, struct giji_block *block,
                       const struct segment *segment, const struct choice *choice)
{
    const giji_string *captures = choice->match.captures;
    block->rule = &choice->rule->full_id;
    block->marker = share_marker(builder, captures[CAPTURE_MARKER]);
    fill_extras(builder, block, captures);
    if (block->type == GIJI_BLOCK_TURN)
        fill_turn(builder, block, segment, choice);
}

struct giji_block *giji_rule_parent(const struct builder *builder, const struct rule *rule)
{
    return rule->within && builder->last_turn ? builder->last_turn : giji_builder_parent(builder);
}

/* Finds the new block's place among items, resolutions and turns. */
static struct giji_block *place_block(struct builder *builder, const struct segment *segment,
                                      const struct rule *rule, giji_string number)
{
    if (rule->type == GIJI_BLOCK_ITEM) {
        size_t rung = rule->level ? rule->level : giji_builder_rung(builder, number);
        giji_builder_leave_items(builder, rung);
        struct giji_block *item =
            giji_builder_add(builder, rule->type, segment, giji_builder_parent(builder));
        if (item) {
            giji_builder_enter_item(builder, item, rung);
            struct block_extras *extras = giji_block_more(builder->document, item);
            if (extras)
                extras->level = (unsigned)builder->item_count;
            item->ceremonial = rule->role == RULE_ROLE_STATEMENT;
        }
        return item;
    }
    if (rule->type == GIJI_BLOCK_CLOSING)
        giji_builder_leave_items(builder, 0);
    if (rule->holds || (rule->type == GIJI_BLOCK_RESOLUTION && !rule->within))
        builder->last_turn = NULL;
    if (rule->holds)
        builder->holder = NULL;
    struct giji_block *block =
        giji_builder_add(builder, rule->type, segment, giji_rule_parent(builder, rule));
    if (rule->holds)
        builder->holder = block;
    return block;
}

void giji_block_begin(struct builder *builder, const struct segment *segment,
                      const struct choice *choice)
{
    const struct rule *rule = choice->rule;
    giji_string text = giji_choice_text(choice, segment);
    const struct giji_block *before = builder->last_block;
    giji_builder_close(builder);
    builder->before_open = before;
    builder->open_section = builder->section;
    struct giji_block *block =
        place_block(builder, segment, rule, giji_trim(choice->match.captures[CAPTURE_NUMBER]));
    if (!block)
        return;
    giji_builder_open(builder, segment, text, true);
    builder->last_block = builder->block = block;
    builder->continues = rule->continues;
    fill_block(builder, block, segment, choice);
    if (rule->type == GIJI_BLOCK_RESOLUTION)
        fill_resolution(builder, block, rule, text, before);
    if (rule->type == GIJI_BLOCK_TURN)
        builder->last_turn = rule->continues == CONTINUES_PARAGRAPHS ? block : NULL;
}

/* The open text as it would stand in one segment: behind its marker. */
static struct segment whole_segment(const struct builder *builder)
{
    const struct giji_block *block = builder->block;
    giji_string text = giji_builder_text(builder);
    struct segment segment = {.lead = builder->open_start, .start = builder->open_start};
    segment.end = segment.tail = builder->open_end;
    giji_string marker = giji_block_marker(block);
    segment.text = giji_arena_print(&builder->document->arena, "%.*s%s%.*s", (int)marker.length,
                                    marker.data ? marker.data : "", marker.length ? " " : "",
                                    (int)text.length, text.data);
    return segment;
}

/* Judges the open block again as one of `type`, by the section's rules of that type. */
static const struct rule *rejudge(struct builder *builder, const struct segment *segment,
                                  giji_block_type type)
{
    struct choice choice = {0};
    const struct section *section = builder->open_section;
    for (size_t i = 0; i < section->rule_count; i++) {
        const struct rule *rule = section->rules[i];
        if (rule->kind != RULE_BLOCK || rule->type != type ||
            giji_match_here(builder->matcher, &rule->pattern, segment->text, &choice.match) !=
                MATCH_YES)
            continue;
        choice.rule = rule;
        builder->block->type = type;
        fill_block(builder, builder->block, segment, &choice);
        if (rule->next)
            builder->section = rule->next;
        return rule;
    }
    return NULL;
}

/* The title of an item or heading that went on over lines and that no rule reads as a whole. */
static void retitle(struct builder *builder)
{
    struct giji_block *block = builder->block;
    giji_string text = giji_builder_text(builder);
    struct block_extras *extras = giji_block_more(builder->document, block);
    if (!extras)
        return;
    size_t number = giji_slice_begins(text, extras->number) ? extras->number.length : 0;
    extras->title = giji_arena_copy(&builder->document->arena,
                                    giji_trim(giji_slice_cut(text, number, text.length)));
}

void giji_block_reconsider(struct builder *builder)
{
    struct giji_block *block = builder->block;
    giji_block_type type = block->type;
    bool titled = type == GIJI_BLOCK_ITEM || type == GIJI_BLOCK_HEADING;
    bool decides = type == GIJI_BLOCK_HEADING || type == GIJI_BLOCK_SUPPLEMENT ||
                   type == GIJI_BLOCK_RESOLUTION;
    if (builder->text.joined.length == 0 || !(titled || decides))
        return;
    struct segment segment = whole_segment(builder);
    const struct rule *rule =
        rejudge(builder, &segment, decides ? GIJI_BLOCK_RESOLUTION : GIJI_BLOCK_ITEM);
    if (rule && decides) {
        if (block->extras)
            block->extras->title = (giji_string){NULL, 0};
        fill_resolution(builder, block, rule, giji_builder_text(builder), builder->before_open);
    } else if (!rule && titled) {
        retitle(builder);
    }
}

/* How many bytes at the end of `text` the rule leaves to be read on their own. */
static size_t rest_length(struct builder *builder, const struct rule *rule, giji_string text)
{
    struct match match;
    return giji_match_here(builder->matcher, &rule->pattern, text, &match) == MATCH_YES
               ? match.captures[CAPTURE_REST].length
               : 0;
}

size_t giji_block_end(struct builder *builder, const struct segment *segment)
{
    enum { LONGEST_RESOLUTION = 4096 };
    size_t length = segment->text.length;
    giji_string text = giji_builder_text(builder);
    struct buffer joined = {0};
    if (text.length > LONGEST_RESOLUTION)
        return length;
    giji_buffer_add(&joined, text);
    giji_buffer_add(&joined, giji_joint(text, segment->text));
    giji_buffer_add(&joined, segment->text);
    size_t rest = 0;
    for (size_t i = 0; i < builder->open_section->rule_count && !rest; i++)
        if (builder->open_section->rules[i]->over_lines)
            rest = rest_length(builder, builder->open_section->rules[i], giji_buffer_text(&joined));
    giji_buffer_end(&joined, &builder->document->arena);
    return rest < length ? length - rest : length;
}
