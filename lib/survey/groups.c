/* Which labels are speakers: those of one look, behind one mark, are judged together. */
#include "grammar/labels.h"
#include "parse/sentence.h"
#include "survey/survey.h"
#include "text/unicode.h"

static struct group *group_of(struct survey *survey, const struct line *line)
{
    for (size_t i = 0; i < survey->group_count; i++) {
        struct group *group = &survey->groups[i];
        if (group->shape == line->label_shape && giji_slice_equal(group->marker, line->marker))
            return group;
    }
    struct group *group = giji_arena_push(&survey->arena, &survey->groups, &survey->group_count,
                                          &survey->group_capacity, sizeof *group);
    if (group)
        *group = (struct group){.shape = line->label_shape, .marker = line->marker};
    return group;
}

static bool is_known(const struct line *line)
{
    return line->side != SIDE_UNKNOWN;
}

static void count_line(struct survey *survey, struct line *line)
{
    struct group *group = line->label_shape ? group_of(survey, line) : NULL;
    if (!group)
        return;
    if (!line->in_body) {
        group->early += is_known(line);
        return;
    }
    group->hits++;
    group->known += is_known(line);
    group->spoken += is_known(line) && line->spoken;
    group->read += line->spoken && line->is_read;
    if (is_known(line) || !line->spoken || !line->goes_on)
        return;
    group->strange++;
    giji_survey_count(survey, &group->names, line->label, line);
}

static void count_all(struct survey *survey)
{
    survey->groups = NULL;
    survey->group_count = survey->group_capacity = 0;
    for (size_t i = 0; i < survey->line_count; i++)
        count_line(survey, &survey->lines[i]);
}

static bool has_mark(const struct group *group)
{
    return group->marker.length > 0;
}

/* Whether such a label is told from other text by more than white space. */
static bool is_firm(const struct group *group)
{
    return group->shape->kind == SHAPES_FIRM ||
           (group->shape->kind == SHAPES_LOOSE && has_mark(group));
}

static size_t voices(const struct group *group)
{
    return group->spoken + (is_firm(group) ? group->strange : 0);
}

static const struct group *strongest(const struct survey *survey)
{
    const struct group *best = NULL;
    for (size_t i = 0; i < survey->group_count; i++)
        if (!best || survey->groups[i].spoken > best->spoken)
            best = &survey->groups[i];
    return best && best->spoken ? best : NULL;
}

/* Where nobody has a label, the proceedings begin with their heading or the first mark of a speech. */
static bool begins_unlabelled(const struct line *line)
{
    return line->shape && (line->shape->kind == SHAPES_COURSE || line->is_voice ||
                           (line->shape->kind == SHAPES_MARKS && line->spoken));
}

static bool ends_sentence(const struct line *line)
{
    size_t end = line->text.length;
    return end && giji_ends_sentence(giji_previous_char(line->text, &end));
}

static bool has_beginning(const struct survey *survey)
{
    for (size_t i = 0; i < survey->line_count; i++)
        if (begins_unlabelled(&survey->lines[i]))
            return true;
    return false;
}

/* The proceedings of a dump begin with the first label of the strongest group that speaks; where there is nothing of
 * the kind, with the first line that ends a sentence. */
static void find_bodies(struct survey *survey, const struct group *strongest)
{
    bool (*begins_at)(const struct line *) =
        has_beginning(survey) ? begins_unlabelled : ends_sentence;
    bool in_body = false;
    for (size_t i = 0; i < survey->line_count; i++) {
        struct line *line = &survey->lines[i];
        in_body = in_body && line->dump == line[-1].dump;
        bool begins = strongest
                          ? line->label_shape == strongest->shape && is_known(line) &&
                                line->spoken && giji_slice_equal(line->marker, strongest->marker)
                          : begins_at(line);
        in_body |= begins;
        line->in_body = in_body;
    }
}

/* Whether the label is one of a header's row (資料：). */
static bool is_row(struct survey *survey, const struct line *line)
{
    struct field_hit hit;
    return giji_field_at(survey->shapes.grammar, &survey->shapes.matcher, line->text, NULL, &hit);
}

/* Keeps of the labels whose side is not known those that come again and are no rows of a header. */
static void weed_names(struct survey *survey, struct group *group)
{
    size_t kept = 0;
    for (size_t i = 0; i < group->names.count; i++) {
        const struct tally *name = &group->names.items[i];
        if (name->count > 1 && !is_row(survey, name->first))
            group->names.items[kept++] = *name;
    }
    group->names.count = kept;
}

static bool is_built_of_two(const struct group *group)
{
    return group->shape->rule->pattern.group[CAPTURE_NAME] >= 0;
}

/* Labels that nobody knows speak where they come again and again. */
static bool strangers_speak(const struct group *group)
{
    enum { FEW = 4 };
    return is_firm(group) && group->strange >= FEW && group->names.count >= 2 &&
           group->strange >= group->spoken;
}

/* So they do behind a mark, or with a name, where nearly all that look so speak. */
static bool company_speaks(const struct group *group)
{
    bool all = 10 * (group->spoken + group->strange) >= 9 * group->hits;
    return group->strange && (is_built_of_two(group) || (is_firm(group) && has_mark(group) && all));
}

static void judge(struct group *group, size_t most)
{
    enum { FEW = 3 };
    bool speaks = 5 * group->spoken >= 3 * group->known && group->spoken > 0;
    bool weighty = 5 * voices(group) >= most;
    if (is_firm(group))
        group->accepted = speaks && (group->spoken > 1 || is_built_of_two(group) || most <= 2);
    else
        group->accepted =
            speaks && weighty && group->spoken >= FEW && 5 * group->spoken >= 4 * group->known;
    group->takes_any = (group->accepted && company_speaks(group)) || strangers_speak(group);
    group->accepted |= group->takes_any;
}

/* A mark that stands before other labels of the same look is one of them. */
static bool has_accepted_twin(const struct survey *survey, const struct group *group)
{
    for (size_t i = 0; i < survey->group_count; i++)
        if (survey->groups[i].accepted && survey->groups[i].shape == group->shape &&
            has_mark(&survey->groups[i]) == has_mark(group))
            return group->spoken > 0 && 5 * group->spoken >= 3 * group->known;
    return false;
}

static bool has_speakers(const struct survey *survey)
{
    for (size_t i = 0; i < survey->group_count; i++)
        if (survey->groups[i].accepted)
            return true;
    return false;
}

void giji_survey_group(struct survey *survey)
{
    for (size_t i = 0; i < survey->line_count; i++)
        survey->lines[i].in_body = true;
    count_all(survey);
    find_bodies(survey, strongest(survey));
    count_all(survey);
    size_t most = 0;
    for (size_t i = 0; i < survey->group_count; i++) {
        weed_names(survey, &survey->groups[i]);
        most = voices(&survey->groups[i]) > most ? voices(&survey->groups[i]) : most;
    }
    for (size_t i = 0; i < survey->group_count; i++)
        judge(&survey->groups[i], most);
    for (size_t i = 0; i < survey->group_count; i++)
        survey->groups[i].accepted |= has_accepted_twin(survey, &survey->groups[i]);
    if (!has_speakers(survey))
        find_bodies(survey, NULL);
    for (size_t i = 0; i < survey->line_count; i++)
        if (survey->lines[i].label_shape)
            survey->lines[i].group = group_of(survey, &survey->lines[i]);
}

static bool is_name_of(const struct group *group, giji_string label)
{
    for (size_t i = 0; i < group->names.count; i++)
        if (giji_slice_equal(group->names.items[i].text, label))
            return true;
    return false;
}

bool giji_survey_speaks(const struct line *line)
{
    const struct group *group = line->group;
    if (!group || !group->accepted)
        return false;
    return is_known(line) || group->takes_any || is_name_of(group, line->label);
}
