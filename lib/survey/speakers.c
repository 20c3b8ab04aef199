/* Writing the rules for those who speak, and others that are copied from their shapes. */
#include "survey/propose.h"

#include <stdio.h>

enum { MOST_SAMPLES = 3 };

static const char *const side_names[SIDES] = {"", "presides", "asks", "answers", "speaks"};
static const char *const side_roles[SIDES] = {"", "statement", "question", "answer", "statement"};

static void put_string(struct proposal *proposal, giji_string text)
{
    giji_buffer_add(&proposal->out, text);
}

/* ---- the rules for one look and side ---------------------------------------------------------- */

static void put_counts(struct proposal *proposal, const struct examples *examples)
{
    enum { SHOWN = 4 };
    struct buffer *out = &proposal->out;
    giji_buffer_print(out, "    <!-- %zu line%s, %zu label%s:", examples->lines,
                      examples->lines == 1 ? "" : "s", examples->labels.count,
                      examples->labels.count == 1 ? "" : "s");
    for (size_t i = 0; i < examples->labels.count && i < SHOWN; i++) {
        const struct tally *label = &examples->labels.items[i];
        giji_put(out, i ? ", " : " ");
        giji_put_comment(out, label->text);
        giji_buffer_print(out, " (%zu)", label->count);
    }
    giji_buffer_print(out, "%s; first at line %u -->\n",
                      examples->labels.count > SHOWN ? " ..." : "",
                      examples->labels.count ? examples->labels.items[0].first->number : 0);
}

void giji_put_goto(struct proposal *proposal)
{
    const struct section *to = proposal->discussion;
    if (!proposal->base)
        giji_put(&proposal->out, " goto=\"proceedings\"");
    else if (to)
        giji_buffer_print(&proposal->out, " goto=\"%.*s\"", (int)to->id.length, to->id.data);
}

static void put_rule(struct proposal *proposal, const struct shape *shape, enum side side,
                     const struct examples *examples)
{
    struct buffer *out = &proposal->out, who = {0};
    giji_put_who(&who, side, examples->takes_any);
    put_counts(proposal, examples);
    giji_put(out, "    <rule id=\"");
    put_string(proposal, shape->id);
    giji_buffer_print(out, "-%s\" type=\"turn\" role=\"%s\" by=\"label\"", side_names[side],
                      side_roles[side]);
    giji_put_goto(proposal);
    giji_put(out, ">\n      <pattern>");
    giji_put_pattern(out, shape->pattern, &examples->marks, who.failed ? "" : who.data);
    giji_put(out, "</pattern>\n");
    for (size_t i = 0; i < examples->labels.count && i < MOST_SAMPLES; i++) {
        const struct line *line = examples->labels.items[i].first;
        giji_put_sample(proposal, line->marker, line->label, giji_sample_text(line, line->label));
    }
    giji_put(out, "    </rule>\n");
    out->failed |= who.failed;
    giji_buffer_free(&who);
}

static void put_labelled(struct proposal *proposal, enum side from, enum side to)
{
    for (size_t i = 0; i < proposal->survey.shapes.count; i++)
        for (enum side side = from; side <= to; side++) {
            const struct shape *shape = &proposal->survey.shapes.items[i];
            if (!giji_is_label_kind(shape->kind))
                continue;
            struct examples examples = giji_find_examples(proposal, shape, side);
            if (examples.lines)
                put_rule(proposal, shape, side, &examples);
        }
}

/* ---- marks without labels ---------------------------------------------------------------------- */

/* Samples of the lines whose other shape this is; the marks, where they are given, are theirs. */
static size_t put_lines(struct proposal *proposal, const struct shape *shape,
                        const struct marks *marks, bool in_body)
{
    struct tallies put = {0};
    for (size_t i = 0; i < proposal->survey.line_count && put.count < MOST_SAMPLES; i++) {
        const struct line *line = &proposal->survey.lines[i];
        size_t before = put.count;
        bool is =
            giji_plan_is(line, shape->kind) && line->shape == shape && (!in_body || line->in_body);
        bool wanted = !marks || giji_marks_have(marks, line->shape_marker);
        if (!is || !wanted || line->text.length > 240)
            continue;
        giji_survey_count(&proposal->survey, &put, line->text, line);
        if (put.count > before)
            giji_put_sample(proposal, marks ? line->shape_marker : (giji_string){NULL, 0},
                            (giji_string){NULL, 0}, line->text);
    }
    return put.count;
}

static void put_lines_or_picture(struct proposal *proposal, const struct shape *shape,
                                 const struct marks *marks, bool in_body)
{
    if (put_lines(proposal, shape, marks, in_body) > 0)
        return;
    giji_put(&proposal->out, "      <sample>");
    giji_put_text(&proposal->out, shape->picture);
    giji_put(&proposal->out, "</sample>\n");
}

static void put_marked(struct proposal *proposal, const struct shape *shape)
{
    struct buffer *out = &proposal->out;
    giji_buffer_print(out, "    <rule id=\"%.*s\" type=\"turn\" role=\"%.*s\"",
                      (int)shape->id.length, shape->id.data, (int)shape->role.length,
                      shape->role.data);
    giji_put_goto(proposal);
    giji_put(out, ">\n      <pattern>");
    giji_put_text(out, shape->pattern);
    giji_put(out, "</pattern>\n");
    put_lines_or_picture(proposal, shape, NULL, false);
    giji_put(out, "    </rule>\n");
}

static void put_bare_rule(struct proposal *proposal, const char *id, const char *role,
                          const struct marks *marks)
{
    struct buffer *out = &proposal->out;
    const struct shape *shape = giji_shape_first(&proposal->survey.shapes, SHAPES_BARE);
    giji_buffer_print(out, "    <rule id=\"%s\" type=\"turn\" role=\"%s\"", id, role);
    giji_put_goto(proposal);
    giji_put(out, ">\n      <pattern>");
    giji_put_pattern(out, shape->pattern, marks, "");
    giji_put(out, "</pattern>\n");
    put_lines_or_picture(proposal, shape, marks, false);
    giji_put(out, "    </rule>\n");
}

static void put_bare(struct proposal *proposal)
{
    struct marks marks = giji_plan_bare_marks(proposal);
    if (!marks.count)
        return;
    giji_put(&proposal->out,
             "    <!-- What stands behind these marks is answered by others, so it asks. -->\n");
    put_bare_rule(proposal, "marked-asks", "question", &marks);
}

static void put_voices(struct proposal *proposal)
{
    const struct marks *voices = &proposal->voices;
    if (voices->count)
        giji_put(&proposal->out,
                 "    <!-- These marks take turns. Whose they are the wording tells, until you say "
                 "role=\"question\" of the members' one\n         and role=\"answer\" of the "
                 "office's. -->\n");
    for (size_t i = 0; i < voices->count; i++) {
        struct marks one = {.items = {voices->items[i]}, .count = 1};
        char id[16];
        snprintf(id, sizeof id, "voice-%zu", i + 1);
        put_bare_rule(proposal, id, "infer", &one);
    }
}

void giji_put_speakers(struct proposal *proposal)
{
    put_labelled(proposal, SIDE_PRESIDES, SIDE_ANSWERS);
    put_labelled(proposal, SIDE_OTHER, SIDE_OTHER);
    for (size_t i = 0; i < proposal->survey.shapes.count; i++) {
        const struct shape *shape = &proposal->survey.shapes.items[i];
        if (shape->kind == SHAPES_MARKS && giji_plan_needs_mark(proposal, shape))
            put_marked(proposal, shape);
    }
    put_bare(proposal);
    put_voices(proposal);
}

/* ---- rules that are copied --------------------------------------------------------------------- */

void giji_put_shape(struct proposal *proposal, enum shape_kind kind, const char *attributes,
                    bool in_body)
{
    struct buffer *out = &proposal->out;
    const struct shape *shape = giji_shape_first(&proposal->survey.shapes, kind);
    struct marks marks = {0};
    if (!shape)
        return;
    if (kind == SHAPES_HEADINGS)
        marks = giji_plan_heading_marks(proposal);
    giji_buffer_print(out, "    <rule id=\"our-%.*s\" type=\"%s\"%s>\n      <pattern>",
                      (int)shape->id.length, shape->id.data,
                      shape->rule->kind == RULE_FIELD ? "field"
                                                      : giji_block_type_name(shape->rule->type),
                      attributes);
    giji_put_pattern(out, shape->pattern, &marks, "");
    giji_put(out, "</pattern>\n");
    put_lines_or_picture(proposal, shape, marks.count ? &marks : NULL, in_body);
    giji_put(out, "    </rule>\n");
}

/* ---- who speaks first ---------------------------------------------------------------------------- */

/* The first line of that shape that holds a whole sentence. */
static const struct line *first_sentence(struct proposal *proposal, const struct shape *shape)
{
    enum { LONGEST = 1200 };
    for (size_t i = 0; i < proposal->survey.line_count; i++) {
        const struct line *line = &proposal->survey.lines[i];
        if (line->label_shape == shape && line->in_body && giji_survey_speaks(line) &&
            line->side != SIDE_UNKNOWN && line->text.length < LONGEST &&
            giji_slice_find(line->text, giji_slice("。"), 0) != SIZE_MAX)
            return line;
    }
    return NULL;
}

/* All who speak with labels of that shape, and their marks. */
static struct marks put_everybody(struct proposal *proposal, const struct shape *shape,
                                  struct buffer *who)
{
    struct marks marks = {0};
    size_t put = 0;
    giji_put(who, "(?:");
    for (enum side side = SIDE_PRESIDES; side <= SIDE_OTHER; side++) {
        struct examples examples = giji_find_examples(proposal, shape, side);
        if (!examples.lines)
            continue;
        giji_put(who, put++ ? "|" : "");
        giji_buffer_print(who, "{{%s}}",
                          examples.takes_any ? "any-label" : giji_side_fragments[side]);
        for (size_t i = 0; i < examples.marks.count; i++)
            giji_marks_add(&marks, examples.marks.items[i]);
        marks.bare |= examples.marks.bare;
    }
    giji_put(who, ")");
    giji_buffer_add_byte(who, '\0');
    return marks;
}

void giji_put_first_speaker(struct proposal *proposal)
{
    struct buffer *out = &proposal->out, who = {0};
    struct look look = giji_strongest_look(proposal);
    const struct line *line = look.shape ? first_sentence(proposal, look.shape) : NULL;
    if (!line) {
        giji_put(out, "    <use rules=\"our-speakers\"/>\n");
        return;
    }
    struct marks marks = put_everybody(proposal, look.shape, &who);
    giji_put(out,
             "    <!-- Lists of people have labels like those of speakers: the first who speaks "
             "says a sentence. -->\n"
             "    <rule id=\"first-speaker\" type=\"turn\" role=\"label\" "
             "goto=\"proceedings\">\n      <pattern>(?=.*。) ");
    giji_put_pattern(out, look.shape->pattern, &marks, who.failed ? "" : who.data);
    giji_put(out, "</pattern>\n");
    giji_put_sample(proposal, line->marker, line->label, line->text);
    giji_put(out, "    </rule>\n");
    out->failed |= who.failed;
    giji_buffer_free(&who);
}
