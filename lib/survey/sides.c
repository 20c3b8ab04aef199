/* Whose side a label is on: by the grammar's lists of titles, else by how it ends. */
#include "base/ascii.h"
#include "grammar/lists.h"
#include "survey/survey.h"
#include "text/unicode.h"

/* Without the letter or digit that tells several of one title apart (委員Ａ). */
static giji_string without_letter(giji_string label)
{
    bool marked = label.length > 1 && giji_is_alnum(label.data[label.length - 1]);
    return marked ? giji_slice_cut(label, 0, label.length - 1) : label;
}

giji_string giji_survey_without_note(giji_string label)
{
    size_t end = label.length;
    uint32_t last = giji_previous_char(label, &end);
    while (end > 0 && (last == ')' || last == U'）')) {
        uint32_t character = giji_previous_char(label, &end);
        if (character == '(' || character == U'（')
            return giji_trim(giji_slice_cut(label, 0, end));
    }
    return label;
}

static giji_string folded(struct survey *survey, giji_string text)
{
    struct buffer out = {0};
    giji_fold(text, &out);
    return giji_buffer_keep(&out, &survey->arena);
}

static size_t longest(const struct grammar *grammar, giji_string label, enum word_list a,
                      enum word_list b, enum word_list c)
{
    size_t length = giji_listed_last(grammar, a, label);
    size_t other = giji_listed_last(grammar, b, label);
    size_t third = giji_listed_last(grammar, c, label);
    length = other > length ? other : length;
    return third > length ? third : length;
}

static bool side_by_title(const struct grammar *grammar, giji_string label, struct line *line)
{
    size_t member =
        longest(grammar, label, WORDS_MEMBER_TITLES, WORDS_MEMBER_TITLES, WORDS_MEMBER_GROUPS);
    size_t office =
        longest(grammar, label, WORDS_OFFICE_TITLES, WORDS_OFFICE_UNITS, WORDS_OFFICE_GROUPS);
    size_t length = member >= office ? member : office;
    if (length == 0)
        return false;
    line->side = member >= office ? SIDE_ASKS : SIDE_ANSWERS;
    line->ending = giji_slice_cut(label, label.length - length, label.length);
    return true;
}

/* Whether the shape matches from byte `at` of the label to its end. */
static bool ends_with(struct survey *survey, const struct shape *shape, giji_string label,
                      size_t at)
{
    struct match match;
    giji_string rest = giji_slice_cut(label, at, label.length);
    return giji_match_here(&survey->shapes.matcher, &shape->rule->pattern, rest, &match) ==
               MATCH_YES &&
           match.end == rest.length;
}

static enum side side_of_role(giji_string role)
{
    if (giji_slice_is(role, "question"))
        return SIDE_ASKS;
    return giji_slice_is(role, "answer") ? SIDE_ANSWERS : SIDE_OTHER;
}

static bool side_by_ending(struct survey *survey, const struct shape *shape, giji_string label,
                           struct line *line)
{
    for (size_t at = 0; at < label.length; giji_next_char(label, &at)) {
        if (!ends_with(survey, shape, label, at))
            continue;
        line->side = side_of_role(shape->role);
        line->ending = giji_slice_cut(label, at, label.length);
        line->ending_shape = shape;
        return true;
    }
    return false;
}

static bool side_by_kind(struct survey *survey, enum shape_kind kind, giji_string label,
                         struct line *line)
{
    for (size_t i = 0; i < survey->shapes.count; i++) {
        const struct shape *shape = &survey->shapes.items[i];
        if (shape->kind == kind && side_by_ending(survey, shape, label, line))
            return true;
    }
    return false;
}

void giji_survey_side(struct survey *survey, struct line *line, giji_string office)
{
    giji_string label =
        folded(survey, giji_survey_without_note(office.length ? office : line->label));
    line->side = SIDE_UNKNOWN;
    line->ending_shape = NULL;
    if (office.length && side_by_kind(survey, SHAPES_CHAIRS, label, line))
        line->side = SIDE_PRESIDES;
    else if (!side_by_title(survey->shapes.grammar, without_letter(label), line))
        side_by_kind(survey, SHAPES_ENDINGS, label, line);
}
