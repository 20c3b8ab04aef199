/* Which rule claims a segment, and where inside a segment another block begins. */
#include "parse/build.h"

#include "base/buffer.h"
#include "grammar/filter.h"
#include "parse/outline.h"
#include "parse/sentence.h"
#include "text/unicode.h"

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

static bool is_in_column(const struct rule *rule, const struct segment *segment)
{
    return !rule->column ||
           (segment->in_cell && !segment->inlined && segment->cell + 1 == rule->column);
}

/* Whether the rule may claim what stands where the segment does. */
static giji_verdict judge_place(struct builder *builder, const struct rule *rule,
                                const struct segment *segment, const struct match *match)
{
    bool parted = segment->blank_before || segment->inlined;
    if (!is_in_column(rule, segment))
        return GIJI_VERDICT_OTHER_COLUMN;
    switch (rule->after) {
    case AFTER_ANY:
        break;
    case AFTER_SENTENCE:
        return giji_builder_is_torn(builder) ? GIJI_VERDICT_TORN : GIJI_VERDICT_CLAIMS;
    case AFTER_BLANK:
        return parted ? GIJI_VERDICT_CLAIMS : GIJI_VERDICT_NOT_BLANK;
    case AFTER_BREAK:
        return !parted && giji_builder_is_torn(builder) && !giji_outline_plans(builder, match)
                   ? GIJI_VERDICT_TORN
                   : GIJI_VERDICT_CLAIMS;
    case AFTER_AGENDA:
        return giji_outline_repeats(builder, match) ? GIJI_VERDICT_CLAIMS
                                                    : GIJI_VERDICT_NOT_PLANNED;
    }
    return GIJI_VERDICT_CLAIMS;
}

static bool is_listed(struct builder *builder, const struct match *match)
{
    return giji_find_listed(&builder->listed, builder->document, match->captures[CAPTURE_LABEL]);
}

/* Whether the text behind the segment is what the rule looks for there. */
static bool is_ahead(struct builder *builder, const struct rule *rule)
{
    struct match match;
    return !rule->ahead.code || giji_match_here(builder->matcher, &rule->ahead,
                                                giji_builder_ahead(builder), &match) == MATCH_YES;
}

static bool is_noise(struct builder *builder, giji_string line)
{
    struct match match;
    const struct section *section = builder->section;
    for (size_t i = 0; i < section->rule_count; i++) {
        const struct rule *rule = section->rules[i];
        if (rule->kind == RULE_BLOCK && rule->type == GIJI_BLOCK_NOISE &&
            giji_match_here(builder->matcher, &rule->pattern, line, &match) == MATCH_YES)
            return true;
    }
    return false;
}

/* The next written line behind the line `*index`, trimmed, with `*index` moved to it. Noise and the blank lines
 * beside it stand where a page ends and are passed over; empty at other blank lines and at the end. */
static giji_string following_line(struct builder *builder, size_t *index)
{
    const struct lines *lines = &builder->document->lines;
    bool paged = false, blank = false;
    while (++*index < lines->count) {
        giji_string line = giji_trim(giji_lines_line(lines, *index));
        if (line.length && !is_noise(builder, line))
            return blank && !paged ? (giji_string){NULL, 0} : line;
        paged = paged || line.length;
        blank = blank || !line.length;
    }
    return (giji_string){NULL, 0};
}

/* Whether the segment is the end of its line. */
static bool ends_line(const struct builder *builder, const struct segment *segment, size_t index)
{
    giji_string line = giji_lines_line(&builder->document->lines, index);
    size_t end = (size_t)(line.data - builder->document->source.text.data) + line.length;
    return segment->tail >= end;
}

/* Adds the lines that go on with the segment's torn sentence. */
static void join_lines(struct builder *builder, const struct segment *segment,
                       struct buffer *joined)
{
    enum { MOST_LINES = 8 };
    giji_string line = segment->text;
    size_t index = giji_lines_index(&builder->document->lines, segment->end);
    giji_buffer_add(joined, line);
    if (!ends_line(builder, segment, index))
        return;
    for (int i = 0; i < MOST_LINES && line.length; i++) {
        if (!giji_is_torn(giji_buffer_text(joined)))
            return;
        line = following_line(builder, &index);
        giji_buffer_add(joined, line);
    }
}

/* Whether the rule matches the segment with the lines that go on with it. What it captures is found again when
 * the block is closed and all of its text is there. */
static enum match_outcome match_over_lines(struct builder *builder, const struct rule *rule,
                                           const struct segment *segment, struct match *match)
{
    struct buffer joined = {0};
    join_lines(builder, segment, &joined);
    enum match_outcome outcome =
        joined.length > segment->text.length
            ? giji_match_here(builder->matcher, &rule->pattern, giji_buffer_text(&joined), match)
            : MATCH_NO;
    giji_buffer_end(&joined, &builder->document->arena);
    *match = (struct match){.end = segment->text.length};
    match->captures[CAPTURE_TEXT] = segment->text;
    return outcome;
}

/* Whether what the rule leaves to be read on its own begins where the segment does: it would be read again without end. */
static bool leaves_all(const struct rule *rule, const struct segment *segment,
                       const struct match *match)
{
    giji_string rest = match->captures[CAPTURE_REST];
    return rule->kind == RULE_BLOCK && rest.length && rest.data == segment->text.data;
}

static enum match_outcome match_rule(struct builder *builder, const struct rule *rule,
                                     const struct segment *segment, struct match *match)
{
    enum match_outcome outcome =
        giji_match_filtered(builder->matcher, &rule->pattern, segment->text, match);
    if (outcome == MATCH_YES && leaves_all(rule, segment, match))
        outcome = MATCH_NO;
    bool over = outcome == MATCH_NO && rule->over_lines && giji_is_torn(segment->text);
    return over ? match_over_lines(builder, rule, segment, match) : outcome;
}

/* Whether the rule's pattern matches, where it may. */
static giji_verdict judge_match(struct builder *builder, const struct rule *rule,
                                const struct segment *segment, struct match *match)
{
    enum match_outcome outcome = match_rule(builder, rule, segment, match);
    if (outcome == MATCH_LIMIT) {
        report_limit(builder, rule, segment);
        builder->matcher->limited = NULL; /* this one has been named */
        return GIJI_VERDICT_LIMIT;
    }
    if (outcome == MATCH_NO)
        return GIJI_VERDICT_NO_MATCH;
    giji_verdict verdict = judge_place(builder, rule, segment, match);
    if (verdict != GIJI_VERDICT_CLAIMS)
        return verdict;
    if (rule->listed && !is_listed(builder, match))
        return GIJI_VERDICT_NOT_LISTED;
    return is_ahead(builder, rule) ? GIJI_VERDICT_CLAIMS : GIJI_VERDICT_NOT_AHEAD;
}

/* Whether an item that matches is one where it stands. */
static giji_verdict judge_item(struct builder *builder, const struct rule *rule,
                               const struct segment *segment, const struct match *match)
{
    giji_string number = match->captures[CAPTURE_NUMBER];
    if (giji_field_is_numbered(builder, number))
        return GIJI_VERDICT_NUMBERED_LABEL;
    if (builder->field_open)
        return giji_field_holds(builder, segment, number) ? GIJI_VERDICT_FIELD_LIST
                                                          : GIJI_VERDICT_CLAIMS;
    bool sure = rule->ahead.code != NULL;
    return giji_outline_allows(builder, match, sure) ? GIJI_VERDICT_CLAIMS
                                                     : GIJI_VERDICT_SPOKEN_LIST;
}

static giji_verdict judge_label(struct builder *builder, const struct segment *segment,
                                struct field_hit *hit)
{
    if (!giji_field_at(builder->grammar, builder->matcher, segment->text, builder->field, hit))
        return GIJI_VERDICT_NO_MATCH;
    return giji_field_begins(builder, segment, hit) ? GIJI_VERDICT_CLAIMS : GIJI_VERDICT_NO_FIELD;
}

static giji_verdict judge(struct builder *builder, const struct rule *rule,
                          const struct segment *segment, struct choice *choice)
{
    if (rule->kind == RULE_FIELD_TABLE)
        return judge_label(builder, segment, &choice->field);
    giji_verdict verdict = judge_match(builder, rule, segment, &choice->match);
    if (verdict != GIJI_VERDICT_CLAIMS)
        return verdict;
    if (giji_field_is_value(builder, segment))
        return GIJI_VERDICT_VALUE;
    bool item = rule->kind == RULE_BLOCK && rule->type == GIJI_BLOCK_ITEM;
    return item ? judge_item(builder, rule, segment, &choice->match) : GIJI_VERDICT_CLAIMS;
}

void giji_choose(struct builder *builder, const struct segment *segment, struct choice *choice)
{
    const struct section *section = builder->section;
    uint64_t mask =
        builder->trace ? ~UINT64_C(0) : giji_filter_find_in_line(section->filter, segment->text);
    for (size_t i = giji_filter_next(mask, 0); i < section->rule_count && !choice->rule;
         i = giji_filter_next(mask, i + 1)) {
        const struct rule *rule = section->rules[i];
        giji_verdict verdict = judge(builder, rule, segment, choice);
        if (builder->trace)
            giji_trace_trial(builder, rule, verdict, choice);
        if (verdict == GIJI_VERDICT_CLAIMS)
            choice->rule = rule;
    }
}

/* What is tried inside a segment is looked at for so far only: a line may hold a whole archive. */
static size_t window_end(giji_string text, size_t at)
{
    enum { WINDOW = 4096 };
    size_t end = text.length - at > WINDOW ? at + WINDOW : text.length;
    while (end < text.length && ((unsigned char)text.data[end] & 0xC0) == 0x80)
        end++;
    return end;
}

/* What stands before a place inside a segment. */
enum behind { BEHIND_TEXT, BEHIND_SPACE, BEHIND_LABEL, BEHIND_SENTENCE };

/* Whether more than the ends of sentences part what a segment holds. */
static bool is_soup(const struct segment *segment)
{
    return segment->in_markup || segment->in_cell;
}

static bool may_begin(const struct rule *rule, const struct segment *segment, enum behind behind)
{
    if (behind == BEHIND_LABEL)
        return rule->within;
    return behind == BEHIND_SENTENCE || (rule->inlined == INLINE_SPACE && is_soup(segment));
}

/* Whether one of the rules that may begin inside a segment, of which the filter lets those in the mask pass, begins at
 * byte `at` of it. */
static bool begins_one(struct builder *builder, const struct segment *segment, size_t at,
                       enum behind behind, uint64_t mask)
{
    const struct section *section = builder->section;
    struct segment rest = giji_segment_cut(segment, at, window_end(segment->text, at));
    struct match match;
    for (size_t i = giji_filter_next(mask, 0); i < section->inner_count;
         i = giji_filter_next(mask, i + 1)) {
        const struct rule *rule = section->inner[i];
        if (may_begin(rule, segment, behind) &&
            match_rule(builder, rule, &rest, &match) == MATCH_YES)
            return true;
    }
    return false;
}

/* The same for all rules. Hardly any pass where a sentence begins: the segment is not cut before one does. */
static bool begins_inside(struct builder *builder, const struct segment *segment, size_t at,
                          enum behind behind)
{
    const struct section *section = builder->section;
    giji_string text = segment->text;
    giji_string rest = giji_trim(giji_slice_cut(text, at, window_end(text, at)));
    uint64_t mask = giji_filter_find_in_line(section->inner_filter, rest);
    uint64_t all =
        section->inner_count < FILTERED ? (UINT64_C(1) << section->inner_count) - 1 : ~UINT64_C(0);
    return mask & all && begins_one(builder, segment, at, behind, mask);
}

/* Whether `character` ends a sentence, or closes what has `ended` one. */
static bool ends_sentence(uint32_t character, bool ended)
{
    bool closes = character == U'」' || character == U')' || character == U'）';
    return giji_ends_sentence(character) || (ended && closes);
}

size_t giji_next_inside(struct builder *builder, const struct segment *segment, size_t label)
{
    giji_string text = segment->text;
    size_t at = builder->section->inner_count ? label : text.length;
    enum behind behind = label ? BEHIND_LABEL : BEHIND_TEXT;
    for (size_t here = at; at < text.length; here = at) {
        if (behind == BEHIND_TEXT && !is_soup(segment))
            here = at = giji_find_sentence_end(text, at);
        uint32_t character = giji_next_char(text, &at);
        if (giji_is_space(character)) {
            behind = behind == BEHIND_TEXT ? BEHIND_SPACE : behind;
            continue;
        }
        if (behind != BEHIND_TEXT && begins_inside(builder, segment, here, behind))
            return here;
        bool ends = ends_sentence(character, behind == BEHIND_SENTENCE);
        behind = ends ? BEHIND_SENTENCE : BEHIND_TEXT;
    }
    return text.length;
}
