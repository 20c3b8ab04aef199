/* What a survey found, for the person who goes on from there. */
#include "grammar/labels.h"
#include "survey/propose.h"

enum { MOST_SHOWN = 12, SHOWN_CHARACTERS = 24 };

static void put_row(struct proposal *proposal, const struct tally *row)
{
    struct field_hit hit;
    struct survey *survey = &proposal->survey;
    const struct grammar *known = proposal->base ? proposal->base : survey->shapes.grammar;
    struct buffer *out = &proposal->out;
    bool is = giji_field_at(known, &survey->shapes.matcher, row->first->text, NULL, &hit);
    giji_put(out, "       ");
    giji_put_comment(out, row->text);
    giji_buffer_print(out, ": %s, %zu, line %u\n",
                      is ? giji_header_key_name(hit.field->key) : "not known", row->count,
                      row->first->number);
}

static void put_rows(struct proposal *proposal)
{
    const struct tallies *lists[] = {&proposal->known_rows, &proposal->rows};
    if (!proposal->known_rows.count && !proposal->rows.count)
        return;
    giji_put(&proposal->out,
             "\n     Labels of the header: the field that each is, how often, where first\n");
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < lists[i]->count && j < MOST_SHOWN; j++)
            put_row(proposal, &lists[i]->items[j]);
}

/* ---- marks at the start of lines ----------------------------------------------------------- */

static giji_string mark_of(const struct line *line)
{
    if (giji_survey_speaks(line) || !line->shape)
        return line->marker;
    return line->shape_marker;
}

static const char *use_of(const struct proposal *proposal, const struct line *line)
{
    bool is_voice = line->is_voice && giji_marks_have(&proposal->voices, line->shape_marker);
    if (line->in_body && (is_voice || giji_survey_speaks(line)))
        return "speakers";
    if (giji_plan_is(line, SHAPES_HEADINGS))
        return "headings";
    return giji_plan_is(line, SHAPES_MARKS) ? "answers, questions" : "other lines";
}

static void put_mark(struct proposal *proposal, const struct tally *mark)
{
    struct tallies uses = {0};
    struct survey *survey = &proposal->survey;
    struct buffer *out = &proposal->out;
    for (size_t i = 0; i < survey->line_count; i++)
        if (giji_slice_equal(mark_of(&survey->lines[i]), mark->text))
            giji_survey_count(survey, &uses, giji_slice(use_of(proposal, &survey->lines[i])),
                              &survey->lines[i]);
    giji_put(out, "       ");
    giji_put_comment(out, mark->text);
    giji_buffer_print(out, "  %zu:", mark->count);
    for (size_t i = 0; i < uses.count; i++)
        giji_buffer_print(out, "%s %zu %.*s", i ? "," : "", uses.items[i].count,
                          (int)uses.items[i].text.length, uses.items[i].text.data);
    giji_buffer_print(out, "; line %u ", mark->first->number);
    giji_put_comment(out, giji_cut_characters(mark->first->text, SHOWN_CHARACTERS));
    giji_put(out, "\n");
}

static void put_marks(struct proposal *proposal)
{
    struct tallies marks = {0};
    struct survey *survey = &proposal->survey;
    for (size_t i = 0; i < survey->line_count; i++)
        if (mark_of(&survey->lines[i]).length)
            giji_survey_count(survey, &marks, mark_of(&survey->lines[i]), &survey->lines[i]);
    if (!marks.count)
        return;
    giji_put(&proposal->out, "\n     Marks at the start of lines: how often, and before what\n");
    for (size_t i = 0; i < marks.count && i < MOST_SHOWN; i++)
        put_mark(proposal, &marks.items[i]);
}

/* ---- labels --------------------------------------------------------------------------------- */

static const char *verdict_on(const struct proposal *proposal, const struct group *group)
{
    if (!group->accepted)
        return "not taken for speakers";
    return giji_plan_needs(proposal, group) ? "speakers"
                                            : "speakers, which the included form reads";
}

static void put_group(struct proposal *proposal, const struct group *group)
{
    struct buffer *out = &proposal->out;
    giji_put(out, "       ");
    giji_put_comment(out, group->marker);
    giji_buffer_print(out, "%s%.*s, as in ", group->marker.length ? " " : "",
                      (int)group->shape->id.length, group->shape->id.data);
    giji_put_comment(out, giji_cut_characters(group->shape->picture, SHOWN_CHARACTERS));
    giji_buffer_print(out, "  %zu line%s, %zu before speech: %s\n", group->hits,
                      group->hits == 1 ? "" : "s", group->spoken + group->strange,
                      verdict_on(proposal, group));
}

static void put_groups(struct proposal *proposal)
{
    enum { LEAST = 2 };
    const struct survey *survey = &proposal->survey;
    size_t shown = 0;
    for (size_t i = 0; i < survey->group_count && shown < MOST_SHOWN; i++) {
        const struct group *group = &survey->groups[i];
        bool counts = group->accepted || group->spoken + group->strange >= LEAST;
        if (counts && !shown++)
            giji_put(&proposal->out, "\n     Looks that labels of speakers have\n");
        if (counts)
            put_group(proposal, group);
    }
}

/* ---- the rest -------------------------------------------------------------------------------- */

static size_t count_kind(const struct survey *survey, enum shape_kind kind,
                         const struct line **first)
{
    size_t count = 0;
    for (size_t i = survey->line_count; i-- > 0;)
        if (giji_plan_is(&survey->lines[i], kind) &&
            (survey->lines[i].in_body || kind == SHAPES_COURSE || kind == SHAPES_CLOCK)) {
            count++;
            *first = &survey->lines[i];
        }
    return count;
}

static void put_kind(struct proposal *proposal, enum shape_kind kind, const char *what, bool *begun)
{
    const struct line *first = NULL;
    size_t count = count_kind(&proposal->survey, kind, &first);
    if (!count)
        return;
    giji_put(&proposal->out, *begun ? "" : "\n     Other lines\n");
    *begun = true;
    giji_buffer_print(&proposal->out, "       %s: %zu, line %u ", what, count, first->number);
    giji_put_comment(&proposal->out, giji_cut_characters(first->text, SHOWN_CHARACTERS));
    giji_put(&proposal->out, "\n");
}

static void put_dump(struct proposal *proposal, const giji_document *dump)
{
    giji_put(&proposal->out, "       ");
    giji_put_comment(&proposal->out, giji_base_name(dump->name));
    giji_buffer_print(&proposal->out, " (%zu lines)\n", dump->lines.count);
}

/* A line that is worth explaining: the first of somebody who speaks. */
static unsigned first_line(const struct proposal *proposal)
{
    for (size_t i = 0; i < proposal->survey.line_count; i++)
        if (proposal->survey.lines[i].in_body)
            return proposal->survey.lines[i].number;
    return 1;
}

/* What to do with the file; hyphens in pairs would end a comment. */
static void put_advice(struct proposal *proposal)
{
    struct buffer *out = &proposal->out, dump = {0}, form = {0};
    giji_put_comment(&dump, giji_base_name(proposal->survey.dumps[0]->name));
    giji_put_comment(&form, proposal->id);
    giji_string name = giji_buffer_text(&dump), id = giji_buffer_text(&form);
    giji_buffer_print(
        out,
        "     It reads them somewhat. Change what is wrong, add what is missing, and see what "
        "comes of it:\n"
        "       giji grammar check -d %.*s %.*s.xml   what no rule claims, and what claims "
        "nothing\n"
        "       giji explain -G %.*s.xml -g %.*s %.*s:%u   how a line is read, and why\n"
        "       giji parse -G %.*s.xml -g %.*s %.*s   the record\n"
        "     grammars/README.md of giji describes the language.\n",
        (int)name.length, name.data, (int)id.length, id.data, (int)id.length, id.data,
        (int)id.length, id.data, (int)name.length, name.data, first_line(proposal), (int)id.length,
        id.data, (int)id.length, id.data, (int)name.length, name.data);
    out->failed |= dump.failed || form.failed;
    giji_buffer_free(&dump);
    giji_buffer_free(&form);
}

void giji_put_report(struct proposal *proposal)
{
    struct buffer *out = &proposal->out;
    giji_put(out, "<!-- Begun by `giji grammar new` from\n");
    for (size_t i = 0; i < proposal->survey.dump_count; i++)
        put_dump(proposal, proposal->survey.dumps[i]);
    put_advice(proposal);
    put_rows(proposal);
    put_marks(proposal);
    put_groups(proposal);
    bool begun = false;
    put_kind(proposal, SHAPES_COURSE, "where the proceedings begin", &begun);
    put_kind(proposal, SHAPES_ITEMS, "headings of items", &begun);
    put_kind(proposal, SHAPES_CLOCK, "times of opening and closing", &begun);
    put_kind(proposal, SHAPES_ACTS, "acts in brackets", &begun);
    put_kind(proposal, SHAPES_CLOSINGS, "ends", &begun);
    giji_put(out, "-->\n");
}
