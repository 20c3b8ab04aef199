/* Pieces of rules and signs: patterns of shapes with their slots filled, samples, and what lines a rule is
 * for. */
#include "survey/propose.h"
#include "text/unicode.h"

enum { SAMPLE_CHARACTERS = 30 };

const char *const giji_side_fragments[SIDES] = {"", "our-presiding", "our-asking", "our-answering",
                                                "our-speaking"};

/* ---- patterns: shapes with their slots filled ----------------------------------------------- */

static void put_mark(struct buffer *out, const struct marks *marks)
{
    if (!marks->count)
        return;
    giji_put(out, marks->bare ? "(?:(?'marker'" : "(?'marker'");
    giji_put_marks(out, marks->items, marks->count);
    giji_put(out, marks->bare ? ")\\s*)?" : ") \\s*");
}

/* What stands for {{name}} of a shape in the new grammar; false where that is a shared fragment. */
static bool put_slot(struct buffer *out, giji_string name, const struct marks *marks,
                     const char *who)
{
    if (giji_slice_is(name, "mark") || giji_slice_is(name, "one-mark") ||
        giji_slice_is(name, "strong-mark"))
        put_mark(out, marks);
    else if (giji_slice_is(name, "who") || giji_slice_is(name, "titled"))
        giji_put(out, who);
    else
        return false;
    return true;
}

static void fill_slots(struct buffer *out, giji_string pattern, const struct marks *marks,
                       const char *who)
{
    const giji_string open = giji_slice("{{"), close = giji_slice("}}");
    size_t at = 0;
    if (!pattern.data)
        return;
    for (size_t slot; (slot = giji_slice_find(pattern, open, at)) != SIZE_MAX;) {
        size_t name = slot + open.length, end = giji_slice_find(pattern, close, name);
        if (end == SIZE_MAX)
            break;
        giji_put_text(out, giji_slice_cut(pattern, at, slot));
        at = end + close.length;
        if (!put_slot(out, giji_slice_cut(pattern, name, end), marks, who))
            giji_put_text(out, giji_slice_cut(pattern, slot, at));
    }
    giji_put_text(out, giji_slice_cut(pattern, at, pattern.length));
}

void giji_put_pattern(struct buffer *out, giji_string pattern, const struct marks *marks,
                      const char *who)
{
    struct buffer filled = {0};
    fill_slots(&filled, pattern, marks, who);
    giji_buffer_add(out, giji_trim(giji_buffer_text(&filled)));
    out->failed |= filled.failed;
    giji_buffer_free(&filled);
}

/* ---- samples ----------------------------------------------------------------------------- */

/* The line, cut behind the first words after its label or mark. */
giji_string giji_sample_text(const struct line *line, giji_string head)
{
    size_t end = head.length ? (size_t)(head.data - line->text.data) + head.length : 0;
    giji_string rest = giji_slice_cut(line->text, end, line->text.length);
    return giji_trim(
        giji_slice_cut(line->text, 0, end + giji_cut_characters(rest, SAMPLE_CHARACTERS).length));
}

static void put_claim(struct buffer *out, const char *name, giji_string value)
{
    if (!value.length)
        return;
    giji_buffer_print(out, " %s=\"", name);
    giji_put_text(out, value);
    giji_put(out, "\"");
}

void giji_put_sample(struct proposal *proposal, giji_string marker, giji_string label,
                     giji_string text)
{
    struct buffer *out = &proposal->out;
    giji_put(out, "      <sample");
    put_claim(out, "marker", giji_trim(marker));
    put_claim(out, "label", label);
    giji_put(out, ">");
    giji_put_text(out, text);
    giji_put(out, "</sample>\n");
}

/* ---- the lines that a rule is for ------------------------------------------------------------ */

struct examples giji_find_examples(struct proposal *proposal, const struct shape *shape,
                                   enum side side)
{
    struct examples found = {0};
    struct survey *survey = &proposal->survey;
    for (size_t i = 0; i < survey->line_count; i++) {
        const struct line *line = &survey->lines[i];
        if (!giji_plan_is_example(proposal, line, shape, side))
            continue;
        found.lines++;
        found.takes_any |= line->side == SIDE_UNKNOWN && line->group->takes_any;
        giji_marks_add(&found.marks, line->marker);
        giji_survey_count(survey, &found.labels, line->label, line);
    }
    return found;
}

struct look giji_strongest_look(struct proposal *proposal)
{
    struct look best = {0};
    for (size_t i = 0; i < proposal->survey.shapes.count; i++)
        for (enum side side = SIDE_PRESIDES; side <= SIDE_OTHER; side++) {
            const struct shape *shape = &proposal->survey.shapes.items[i];
            if (!giji_is_label_kind(shape->kind))
                continue;
            struct examples examples = giji_find_examples(proposal, shape, side);
            if (examples.lines > best.examples.lines)
                best = (struct look){shape, side, examples};
        }
    return best;
}

void giji_put_who(struct buffer *who, enum side side, bool takes_any)
{
    if (takes_any)
        giji_put(who, "{{any-label}}");
    else
        giji_buffer_print(who, "{{%s}}", giji_side_fragments[side]);
    giji_buffer_add_byte(who, '\0');
}
