/* What a survey says that the new grammar should have. */
#include "grammar/labels.h"
#include "survey/propose.h"
#include "text/unicode.h"

enum { NEARLY_ALL = 9, OF = 10, FEW = 2, SOME = 3 };

bool giji_plan_needs(const struct proposal *proposal, const struct group *group)
{
    size_t voices = group->spoken + group->strange;
    if (!group->accepted || !proposal->base)
        return group->accepted;
    return group->shape->kind != SHAPES_GLUED && voices >= group->read + SOME &&
           OF * group->read < NEARLY_ALL * voices;
}

enum side giji_plan_side(const struct line *line)
{
    return line->side == SIDE_UNKNOWN ? SIDE_OTHER : line->side;
}

bool giji_plan_is_example(const struct proposal *proposal, const struct line *line,
                          const struct shape *shape, enum side side)
{
    return line->in_body && line->label_shape == shape && giji_survey_speaks(line) &&
           giji_plan_side(line) == side && giji_plan_needs(proposal, line->group);
}

bool giji_plan_is(const struct line *line, enum shape_kind kind)
{
    return line->shape && line->shape->kind == kind && !giji_survey_speaks(line);
}

/* ---- marks ---------------------------------------------------------------------------- */

bool giji_marks_have(const struct marks *marks, giji_string mark)
{
    for (size_t i = 0; i < marks->count; i++)
        if (giji_slice_equal(marks->items[i], mark))
            return true;
    return false;
}

void giji_marks_add(struct marks *marks, giji_string mark)
{
    if (!mark.length) {
        marks->bare = true;
        return;
    }
    if (marks->count < MOST_MARKS && !giji_marks_have(marks, mark))
        marks->items[marks->count++] = mark;
}

struct mark_count {
    size_t lines, read;
};

/* Headings count in the proceedings alone: in a header marks stand before its rows. */
static bool has_place(const struct line *line)
{
    return line->in_body || line->shape->kind != SHAPES_HEADINGS;
}

static struct mark_count count_mark(const struct proposal *proposal, const struct shape *shape,
                                    const giji_string *marker)
{
    const struct survey *survey = &proposal->survey;
    struct mark_count count = {0};
    for (size_t i = 0; i < survey->line_count; i++) {
        const struct line *line = &survey->lines[i];
        bool same = line->shape == shape && !giji_survey_speaks(line) && has_place(line) &&
                    (!marker || giji_slice_equal(line->shape_marker, *marker));
        bool counts = same && (marker || line->spoken);
        count.lines += counts;
        count.read += counts && line->is_taken;
    }
    return count;
}

static bool is_wanted(const struct proposal *proposal, struct mark_count count, size_t least)
{
    if (count.lines < least)
        return false;
    return !proposal->base || OF * count.read < NEARLY_ALL * count.lines;
}

bool giji_plan_needs_mark(const struct proposal *proposal, const struct shape *shape)
{
    return is_wanted(proposal, count_mark(proposal, shape, NULL), FEW);
}

/* Whether lines have marks that say of themselves that they are of that role. */
static bool has_marks_of(const struct proposal *proposal, const char *role)
{
    for (size_t i = 0; i < proposal->survey.shapes.count; i++) {
        const struct shape *shape = &proposal->survey.shapes.items[i];
        if (shape->kind == SHAPES_MARKS && giji_slice_is(shape->role, role) &&
            count_mark(proposal, shape, NULL).lines >= FEW)
            return true;
    }
    return false;
}

/* The marks of the lines of one shape, those left out that stand before too few. */
static struct marks collect_marks(const struct proposal *proposal, const struct shape *shape,
                                  size_t least)
{
    struct marks seen = {0}, wanted = {0};
    for (size_t i = 0; i < proposal->survey.line_count; i++) {
        const struct line *line = &proposal->survey.lines[i];
        if (line->shape == shape && line->shape_marker.length && !giji_survey_speaks(line) &&
            has_place(line))
            giji_marks_add(&seen, line->shape_marker);
    }
    for (size_t i = 0; i < seen.count; i++)
        if (is_wanted(proposal, count_mark(proposal, shape, &seen.items[i]), least))
            giji_marks_add(&wanted, seen.items[i]);
    return wanted;
}

/* Marks of which no answer tells what they are are speakers' where they take turns. */
static bool voices_take_turns(const struct proposal *proposal)
{
    const struct line *last = NULL;
    size_t voices = 0, changes = 0;
    for (size_t i = 0; i < proposal->survey.line_count; i++) {
        const struct line *line = &proposal->survey.lines[i];
        if (!line->is_voice || giji_survey_speaks(line))
            continue;
        voices++;
        changes += last && !giji_slice_equal(last->shape_marker, line->shape_marker);
        last = line;
    }
    return voices >= (size_t)2 * SOME && 2 * changes >= voices;
}

/* Whether the mark stands before what is said, and not as often before headings. */
static bool is_voice_mark(const struct proposal *proposal, giji_string mark)
{
    size_t voices = 0, headings = 0;
    for (size_t i = 0; i < proposal->survey.line_count; i++) {
        const struct line *line = &proposal->survey.lines[i];
        bool same = line->shape && giji_slice_equal(line->shape_marker, mark);
        voices += same && line->is_voice;
        headings += same && line->shape->kind == SHAPES_HEADINGS;
    }
    return voices > 2 * headings;
}

static struct marks find_voices(const struct proposal *proposal)
{
    struct marks none = {0}, voices = {0};
    const struct shape *shape = giji_shape_first(&proposal->survey.shapes, SHAPES_BARE);
    bool told = has_marks_of(proposal, "answer") || has_marks_of(proposal, "question");
    if (!shape || told || !voices_take_turns(proposal))
        return none;
    struct marks all = collect_marks(proposal, shape, SOME);
    for (size_t i = 0; i < all.count; i++)
        if (is_voice_mark(proposal, all.items[i]))
            giji_marks_add(&voices, all.items[i]);
    return voices.count > 1 ? voices : none;
}

/* A mark without a label may as well begin a list: it asks where an arrow answers and nothing else asks. */
struct marks giji_plan_bare_marks(const struct proposal *proposal)
{
    struct marks none = {0};
    const struct shape *shape = giji_shape_first(&proposal->survey.shapes, SHAPES_BARE);
    bool asks = has_marks_of(proposal, "answer") && !has_marks_of(proposal, "question");
    return asks && shape ? collect_marks(proposal, shape, SOME) : none;
}

/* A mark that speakers have is theirs in every line. */
struct marks giji_plan_heading_marks(const struct proposal *proposal)
{
    struct marks wanted = {0};
    const struct shape *shape = giji_shape_first(&proposal->survey.shapes, SHAPES_HEADINGS);
    if (!shape)
        return wanted;
    struct marks all = collect_marks(proposal, shape, 1);
    struct marks asking = giji_plan_bare_marks(proposal);
    for (size_t i = 0; i < all.count; i++)
        if (!giji_marks_have(&asking, all.items[i]) &&
            !giji_marks_have(&proposal->voices, all.items[i]))
            giji_marks_add(&wanted, all.items[i]);
    return wanted;
}

/* ---- rows of the header ------------------------------------------------------------------ */

/* The ladder's rung of the number that the text begins with, or SIZE_MAX. */
static size_t rung_of(struct survey *survey, giji_string text)
{
    struct match match;
    const struct grammar *grammar = survey->shapes.grammar;
    for (size_t i = 0; i < grammar->rung_count; i++)
        if (giji_match_here(&survey->shapes.matcher, &grammar->rungs[i].pattern, text, &match) ==
            MATCH_YES)
            return i;
    return SIZE_MAX;
}

/* Whether a label that is known has a number of the same shape before it. */
static bool is_numbered_so(struct proposal *proposal, const struct line *line)
{
    size_t rung = rung_of(&proposal->survey, line->text);
    for (size_t i = 0; i < proposal->known_rows.count; i++)
        if (rung_of(&proposal->survey, proposal->known_rows.items[i].first->text) == rung)
            return rung != SIZE_MAX;
    return false;
}

/* The label of a row that the line begins, in the header; empty where there is none. */
static giji_string row_label(struct proposal *proposal, const struct line *line)
{
    enum { LONGEST_CELL = 60 };
    struct match match;
    const struct line *next = giji_survey_next(&proposal->survey, line);
    bool has_value = next && next->number == line->number;
    if (line->in_row && line->is_first && has_value)
        return line->text.length <= LONGEST_CELL && !giji_survey_is_speech(line->text)
                   ? line->text
                   : (giji_string){NULL, 0};
    const struct shape *shape =
        line->in_row ? NULL
                     : giji_shape_of(&proposal->survey.shapes, SHAPES_ROWS, line->text, &match);
    bool numbered = shape && giji_slice_is(shape->id, "row-numbered");
    if (!shape || (numbered && !is_numbered_so(proposal, line)))
        return (giji_string){NULL, 0};
    return giji_trim(match.captures[CAPTURE_LABEL]);
}

static bool is_person(struct proposal *proposal, giji_string label)
{
    struct line row = {.label = label};
    giji_survey_side(&proposal->survey, &row, (giji_string){NULL, 0});
    return row.side != SIDE_UNKNOWN;
}

static void add_row(struct proposal *proposal, const struct line *line)
{
    struct field_hit hit;
    struct survey *survey = &proposal->survey;
    const struct grammar *known = proposal->base ? proposal->base : survey->shapes.grammar;
    if (giji_field_at(known, &survey->shapes.matcher, line->text, NULL, &hit)) {
        giji_survey_count(survey, &proposal->known_rows,
                          giji_slice_cut(line->text, hit.label_start, hit.label_end), line);
        return;
    }
    giji_string label = row_label(proposal, line);
    if (label.length && giji_can_write(label) && !is_person(proposal, label))
        giji_survey_count(survey, &proposal->rows, label, line);
}

static void collect_rows(struct proposal *proposal)
{
    enum { MOST_LINES = 60 };
    for (size_t i = 0; i < proposal->survey.line_count; i++) {
        const struct line *line = &proposal->survey.lines[i];
        if (!line->in_body && line->number <= MOST_LINES)
            add_row(proposal, line);
    }
}

/* ---- what stands between ------------------------------------------------------------------ */

/* Whether headings of items stand between the speeches, and not inside them: a speaker, or another item, comes
 * behind each. */
static bool items_stand_between(const struct survey *survey)
{
    size_t items = 0, between = 0;
    for (size_t i = 0; i < survey->line_count; i++) {
        const struct line *line = &survey->lines[i];
        if (!line->in_body || !giji_plan_is(line, SHAPES_ITEMS))
            continue;
        const struct line *next = giji_survey_next(survey, line);
        items++;
        between += next && (giji_survey_speaks(next) || giji_plan_is(next, SHAPES_ITEMS));
    }
    return between > 0 && 2 * between >= items;
}

bool giji_plan_has(const struct proposal *proposal, enum shape_kind kind)
{
    const struct survey *survey = &proposal->survey;
    for (size_t i = 0; i < survey->line_count; i++)
        if (survey->lines[i].in_body && giji_plan_is(&survey->lines[i], kind))
            return true;
    return false;
}

/* Whether 以上 stands at the end alone: behind the first of them nobody speaks. */
static bool has_end(const struct survey *survey)
{
    bool ended = false;
    for (size_t i = 0; i < survey->line_count; i++) {
        const struct line *line = &survey->lines[i];
        ended = ended && line->dump == line[-1].dump;
        if (ended && giji_survey_speaks(line))
            return false;
        ended |= line->in_body && giji_plan_is(line, SHAPES_CLOSINGS);
    }
    return ended;
}

static bool in_every_dump(const struct survey *survey, enum shape_kind kind)
{
    size_t dumps = 0;
    const giji_document *last = NULL;
    for (size_t i = 0; i < survey->line_count; i++)
        if (survey->lines[i].dump != last && giji_plan_is(&survey->lines[i], kind)) {
            last = survey->lines[i].dump;
            dumps++;
        }
    return dumps == survey->dump_count;
}

void giji_plan(struct proposal *proposal)
{
    const struct survey *survey = &proposal->survey;
    giji_plan_endings(proposal);
    collect_rows(proposal);
    proposal->has_items = items_stand_between(survey);
    proposal->has_end = has_end(survey);
    proposal->has_course = in_every_dump(survey, SHAPES_COURSE);
    for (size_t i = 0; i < survey->line_count; i++)
        proposal->has_title |= giji_plan_is(&survey->lines[i], SHAPES_TITLES);
    proposal->voices = find_voices(proposal);
    proposal->has_structure = proposal->has_items || giji_plan_has(proposal, SHAPES_CLOCK) ||
                              giji_plan_has(proposal, SHAPES_ACTS) ||
                              giji_plan_heading_marks(proposal).count > 0;
    for (size_t i = 0; i < survey->shapes.count; i++)
        proposal->has_speakers |= survey->shapes.items[i].kind == SHAPES_MARKS &&
                                  giji_plan_needs_mark(proposal, &survey->shapes.items[i]);
    proposal->has_speakers |=
        giji_plan_bare_marks(proposal).count > 0 || proposal->voices.count > 0;
}
