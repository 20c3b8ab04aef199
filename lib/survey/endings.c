/* How the labels of each side end: titles, which other meetings have too, and labels that are taken whole. */
#include "survey/propose.h"
#include "text/unicode.h"

static bool has_space(giji_string text)
{
    for (size_t at = 0; at < text.length;)
        if (giji_is_space(giji_next_char(text, &at)))
            return true;
    return false;
}

/* Where in the label the last letters begin that are `ending` but for white space; SIZE_MAX where it does not
 * end so as it is written. */
static size_t ending_start(giji_string label, giji_string ending)
{
    size_t at = label.length, left = ending.length;
    while (left > 0 && at > 0) {
        size_t end = at;
        if (giji_is_space(giji_previous_char(label, &at)))
            continue;
        if (end - at > left ||
            memcmp(ending.data + left - (end - at), label.data + at, end - at) != 0)
            return SIZE_MAX;
        left -= end - at;
    }
    return left == 0 ? at : SIZE_MAX;
}

static giji_string without_letter(giji_string part, giji_string ending)
{
    size_t end = part.length;
    if (ending_start(part, ending) == SIZE_MAX && end > 0) {
        giji_previous_char(part, &end);
        giji_string shorter = giji_trim(giji_slice_cut(part, 0, end));
        if (ending_start(shorter, ending) != SIZE_MAX)
            return shorter;
    }
    return part;
}

static struct ending ending_of(const struct line *line)
{
    giji_string part = without_letter(giji_survey_without_note(line->label), line->ending);
    size_t start = line->side == SIDE_UNKNOWN ? SIZE_MAX : ending_start(part, line->ending);
    if (line->ending_shape)
        return (struct ending){.text = line->ending_shape->id, .shape = line->ending_shape};
    giji_string before = start == SIZE_MAX ? part : giji_trim(giji_slice_cut(part, 0, start));
    bool whole = start == SIZE_MAX ||
                 (has_space(before) && !giji_slice_is(line->label_shape->id, "spaced-name"));
    return (struct ending){.text = whole ? part : line->ending,
                           .whole = whole,
                           .spaced = start != SIZE_MAX &&
                                     has_space(giji_slice_cut(part, start, part.length))};
}

static void add_ending(struct proposal *proposal, enum side side, const struct ending *ending)
{
    struct endings *endings = &proposal->endings[side];
    for (size_t i = 0; i < endings->count; i++) {
        struct ending *known = &endings->items[i];
        if (!giji_slice_equal(known->text, ending->text) || known->whole != ending->whole)
            continue;
        known->spaced |= ending->spaced;
        known->count++;
        return;
    }
    struct ending *place = giji_arena_push(&proposal->survey.arena, &endings->items,
                                           &endings->count, &endings->capacity, sizeof *place);
    if (place)
        *place = *ending;
    if (place)
        place->count = 1;
}

/* Longer endings first: where two fit the longer one is meant. */
static void sort_endings(struct endings *endings)
{
    for (size_t i = 1; i < endings->count; i++)
        for (size_t j = i;
             j > 0 && endings->items[j].text.length > endings->items[j - 1].text.length; j--) {
            struct ending shorter = endings->items[j - 1];
            endings->items[j - 1] = endings->items[j];
            endings->items[j] = shorter;
        }
}

void giji_plan_endings(struct proposal *proposal)
{
    const struct survey *survey = &proposal->survey;
    for (size_t i = 0; i < survey->line_count; i++) {
        const struct line *line = &survey->lines[i];
        if (!line->in_body || !giji_survey_speaks(line) || !giji_plan_needs(proposal, line->group))
            continue;
        proposal->has_speakers = true;
        if (line->side == SIDE_UNKNOWN && line->group->takes_any)
            continue;
        struct ending ending = ending_of(line);
        add_ending(proposal, giji_plan_side(line), &ending);
    }
    for (int side = 0; side < SIDES; side++)
        sort_endings(&proposal->endings[side]);
    for (size_t i = 0; i < survey->group_count; i++)
        proposal->early |= survey->groups[i].accepted && survey->groups[i].early > 0;
}
