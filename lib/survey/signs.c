/* Writing how labels end, of which the rules for those who speak are made, and the signs of the new form. */
#include "base/number.h"
#include "survey/propose.h"

enum { MOST_FINDS = 8, LEAST_SCORE = 2 };

/* ---- how labels end ------------------------------------------------------------------------------- */

static void put_ending(struct buffer *out, const struct ending *ending)
{
    if (ending->shape)
        giji_put_text(out, ending->shape->pattern);
    else if (ending->spaced)
        giji_put_spaced(out, ending->text);
    else
        giji_put_literal(out, ending->text);
}

static void put_endings(struct buffer *out, const struct endings *endings, bool whole,
                        const char *joint)
{
    size_t put = 0;
    for (size_t i = 0; i < endings->count; i++) {
        if (endings->items[i].whole != whole)
            continue;
        giji_put(out, put++ ? joint : "");
        put_ending(out, &endings->items[i]);
    }
}

static size_t count_titles(const struct endings *endings)
{
    size_t titles = 0;
    for (size_t i = 0; i < endings->count; i++)
        titles += !endings->items[i].whole;
    return titles;
}

/* Endings behind whatever may stand before a title; then the labels that are written as they are. */
static void put_alternatives(struct buffer *out, const struct endings *endings, const char *shared)
{
    size_t titles = count_titles(endings);
    giji_put(out, "(?: ");
    if (titles || *shared) {
        giji_put(out, "{{before-title}}(?:");
        put_endings(out, endings, false, "|");
        giji_put(out, titles && *shared ? "|" : "");
        giji_buffer_print(out, "%s){{behind-title}}", shared);
    }
    giji_put(out, titles < endings->count && (titles || *shared) ? " | " : "");
    put_endings(out, endings, true, " | ");
    giji_put(out, " )");
}

/* Whether some rule goes by the endings of that side. */
static bool is_used(struct proposal *proposal, enum side side)
{
    for (size_t i = 0; i < proposal->survey.shapes.count; i++) {
        const struct shape *shape = &proposal->survey.shapes.items[i];
        if (!giji_is_label_kind(shape->kind))
            continue;
        struct examples examples = giji_find_examples(proposal, shape, side);
        if (examples.lines && !examples.takes_any)
            return true;
    }
    return false;
}

static void put_ending_fragment(struct proposal *proposal, enum side side, const char *comment,
                                const char *shared)
{
    struct buffer *out = &proposal->out;
    if (!proposal->endings[side].count || !is_used(proposal, side))
        return;
    giji_buffer_print(out, "    <!-- %s -->\n    <fragment name=\"%s\">", comment,
                      giji_side_fragments[side]);
    put_alternatives(out, &proposal->endings[side], shared);
    giji_put(out, "</fragment>\n");
}

void giji_put_speaker_fragments(struct proposal *proposal)
{
    struct buffer *out = &proposal->out;
    bool used = false;
    for (enum side side = SIDE_PRESIDES; side <= SIDE_OTHER; side++)
        used |= proposal->endings[side].count && is_used(proposal, side);
    if (!used)
        return;
    giji_put(
        out,
        "  <!-- Who speaks: how the labels of the two sides end. Move a title to where it "
        "belongs, and add those that other meetings\n"
        "       have. What stands before and behind a title, and titles that are found in many "
        "towns, are shared: see common.xml. -->\n"
        "  <fragments>\n");
    put_ending_fragment(proposal, SIDE_PRESIDES, "who presides, and speaks for neither side", "");
    put_ending_fragment(proposal, SIDE_ASKS, "who asks", "{{member-end}}");
    put_ending_fragment(proposal, SIDE_ANSWERS, "who answers", "{{office-end}}|{{unit-end}}");
    put_ending_fragment(proposal, SIDE_OTHER,
                        "who speaks, of whom the label does not tell the side", "");
    giji_put(out, "  </fragments>\n\n");
}

/* ---- signs ----------------------------------------------------------------------------------------- */

/* A pattern of a sign: without captures, which signs have none of, and with a cell's end for a line's. */
static void put_uncaptured(struct buffer *out, giji_string pattern)
{
    const giji_string group = giji_slice("(?'");
    for (size_t at = 0; pattern.data && at < pattern.length; at++) {
        giji_string rest = giji_slice_cut(pattern, at, pattern.length);
        size_t end = giji_slice_find(rest, giji_slice("'"), group.length);
        if (giji_slice_begins(rest, group) && end != SIZE_MAX) {
            giji_put(out, "(?:");
            at += end;
        } else if (pattern.data[at] == '$' && (at == 0 || pattern.data[at - 1] != '\\')) {
            giji_put(out, "(?=\\t|$)");
        } else {
            giji_buffer_add_byte(out, pattern.data[at]);
        }
    }
}

static void put_look_sign(struct proposal *proposal, const struct look *look, double weight)
{
    struct buffer *out = &proposal->out, pattern = {0}, who = {0};
    const struct line *line = look->examples.labels.items[0].first;
    giji_string head = giji_is_label_kind(look->shape->kind) ? line->label : line->shape_marker;
    giji_put_who(&who, look->side, look->examples.takes_any);
    giji_put_pattern(&pattern, look->shape->pattern, &look->examples.marks,
                     who.failed ? "" : who.data);
    giji_buffer_print(out,
                      "    <sign id=\"our-speakers\" weight=\"%s\" most=\"%d\">\n"
                      "      <pattern>(?m)^[\\ 　]* ",
                      giji_number(weight, 1).text, MOST_FINDS);
    put_uncaptured(out, giji_buffer_text(&pattern));
    giji_put(out, "</pattern>\n      <sample>");
    giji_put_text(out, giji_sample_text(line, head));
    giji_put(out, "</sample>\n    </sign>\n");
    out->failed |= pattern.failed || who.failed;
    giji_buffer_free(&pattern);
    giji_buffer_free(&who);
}

/* The name of the body that met, where the dump has it so and XML can hold it; else empty. */
static giji_string body_name(const struct proposal *proposal)
{
    const giji_document *dump = proposal->survey.dumps[0];
    giji_string body = giji_document_meeting(dump)->body;
    bool there = body.length && giji_can_write(body) &&
                 giji_slice_find(dump->source.text, body, 0) != SIZE_MAX;
    return there ? body : (giji_string){NULL, 0};
}

static void put_name_sign(struct proposal *proposal, giji_string name)
{
    struct buffer *out = &proposal->out;
    giji_buffer_print(out, "    <sign id=\"our-name\" weight=\"1\"><pattern>");
    giji_put_literal(out, name);
    giji_put(out, "</pattern><sample>");
    giji_put_text(out, name);
    giji_put(out, "</sample></sign>\n");
}

/* The mark that most lines have, as a look, where no labels were found. */
static struct look strongest_mark(struct proposal *proposal)
{
    struct look best = {0};
    const struct marks *voices = &proposal->voices;
    for (size_t i = 0; i < proposal->survey.line_count; i++) {
        const struct line *line = &proposal->survey.lines[i];
        bool voice = line->is_voice && giji_marks_have(voices, line->shape_marker);
        if (!voice &&
            (!giji_plan_is(line, SHAPES_MARKS) || !giji_plan_needs_mark(proposal, line->shape)))
            continue;
        if (!best.shape) {
            best.shape = line->shape;
            best.examples.marks = *voices;
            giji_survey_count(&proposal->survey, &best.examples.labels, line->shape_marker, line);
        }
        best.examples.lines += line->shape == best.shape;
    }
    return best;
}

/* The weight with which the look's finds outdo other forms. */
static double weight_of(const struct proposal *proposal, size_t finds)
{
    double weight = 0.5;
    while (finds && (double)finds * weight < LEAST_SCORE + proposal->rival)
        weight += 0.5;
    return weight;
}

static void put_detect(struct proposal *proposal, double weight)
{
    enum { WINDOW = 65536 };
    const struct grammar *base = proposal->base;
    bool looks =
        base && base->window; /* a form may have been named that is never chosen by signs */
    double threshold = 2 * weight > LEAST_SCORE ? 2 * weight : LEAST_SCORE;
    giji_put(&proposal->out,
             "  <!-- What tells these minutes from others: the form with the highest sum of its "
             "signs reads a dump, where that\n       reaches its threshold. -->\n");
    giji_buffer_print(&proposal->out, "  <detect window=\"%zu\" threshold=\"%s\">\n",
                      looks ? base->window : WINDOW,
                      giji_number(looks ? base->threshold : threshold, 2).text);
}

void giji_put_signs(struct proposal *proposal)
{
    struct look look = giji_strongest_look(proposal);
    if (!look.shape)
        look = strongest_mark(proposal);
    if (proposal->survey.arena.failed)
        return; /* the look has no example then */
    giji_string name = body_name(proposal);
    size_t finds = look.examples.lines < MOST_FINDS ? look.examples.lines : MOST_FINDS;
    if (!proposal->base && finds < 2) {
        giji_put(&proposal->out, "  <!-- Without <detect> a form is taken only where it is named, "
                                 "by giji parse -g: see grammars/README.md. -->\n");
        return;
    }
    if (!finds && !name.length)
        return;
    double weight = weight_of(proposal, finds);
    put_detect(proposal, weight);
    if (name.length)
        put_name_sign(proposal, name);
    if (finds)
        put_look_sign(proposal, &look, weight);
    giji_put(&proposal->out, "  </detect>\n\n");
}
