#include "survey/survey.h"

#include "parse/scan.h"
#include "text/unicode.h"

/* More different labels than this are no labels; and looking each up must not take too long. */
enum { MOST_TALLIES = 1000 };

void giji_survey_count(struct survey *survey, struct tallies *tallies, giji_string text,
                       const struct line *line)
{
    for (size_t i = 0; i < tallies->count; i++)
        if (giji_slice_equal(tallies->items[i].text, text)) {
            tallies->items[i].count++;
            return;
        }
    if (tallies->count == MOST_TALLIES)
        return;
    struct tally *tally = giji_arena_push(&survey->arena, &tallies->items, &tallies->count,
                                          &tallies->capacity, sizeof *tally);
    if (tally)
        *tally = (struct tally){text, 1, line};
}

const struct line *giji_survey_next(const struct survey *survey, const struct line *line)
{
    const struct line *next = line + 1;
    bool there = next < survey->lines + survey->line_count && next->dump == line->dump;
    return there ? next : NULL;
}

bool giji_survey_is_speech(giji_string text)
{
    enum { ENOUGH = 5 };
    unsigned hiragana = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t character = giji_next_char(text, &at);
        if (character == U'。' || character == U'？')
            return true;
        hiragana += giji_is_hiragana(character);
    }
    return hiragana >= ENOUGH;
}

/* ---- the lines ------------------------------------------------------------------------ */

static void add_lines(struct survey *survey, const giji_document *dump)
{
    struct scanner scanner;
    struct segment segment;
    unsigned before = UINT32_MAX;
    giji_scan_open(&scanner, dump->source.text, &survey->arena);
    while (!survey->arena.failed && giji_scan_next(&scanner, &segment)) {
        if (segment.only_tags)
            continue;
        struct line *line = giji_arena_push(&survey->arena, &survey->lines, &survey->line_count,
                                            &survey->line_capacity, sizeof *line);
        if (line)
            *line = (struct line){.text = segment.text,
                                  .dump = dump,
                                  .number = segment.line + 1,
                                  .is_first = segment.line != before,
                                  .in_row = segment.in_cell};
        before = segment.line;
    }
}

/* ---- labels ---------------------------------------------------------------------------- */

/* Notes whether speech stands behind the label: in the rest of the line, or in the next one. */
static void find_speech(struct line *line, const struct line *next, size_t end)
{
    giji_string rest = giji_trim(giji_slice_cut(line->text, end, line->text.length));
    line->goes_on = rest.length > 0;
    line->spoken =
        line->goes_on ? giji_survey_is_speech(rest) : next && giji_survey_is_speech(next->text);
}

static void take_label(struct survey *survey, struct line *line, const struct shape *shape,
                       const struct match *match)
{
    struct line with = *line;
    with.label_shape = shape;
    with.label = giji_trim(match->captures[CAPTURE_LABEL]);
    with.marker = match->captures[CAPTURE_MARKER];
    find_speech(&with, giji_survey_next(survey, line), match->end);
    giji_survey_side(survey, &with, match->captures[CAPTURE_OFFICE]);
    if (!line->label_shape || (line->side == SIDE_UNKNOWN && with.side != SIDE_UNKNOWN))
        *line = with;
}

/* Of all shapes of labels that the line has, the first whose side is known counts; else the first. */
static void find_label(struct survey *survey, struct line *line)
{
    struct match match;
    for (size_t i = 0; i < survey->shapes.count; i++) {
        const struct shape *shape = &survey->shapes.items[i];
        if (!giji_is_label_kind(shape->kind) || line->side != SIDE_UNKNOWN)
            continue;
        if (giji_match_here(&survey->shapes.matcher, &shape->rule->pattern, line->text, &match) ==
            MATCH_YES)
            take_label(survey, line, shape, &match);
    }
}

/* ---- what the lines are else ------------------------------------------------------------- */

static void find_shape(struct survey *survey, struct line *line)
{
    static const enum shape_kind kinds[] = {SHAPES_MARKS,  SHAPES_COURSE, SHAPES_CLOSINGS,
                                            SHAPES_CLOCK,  SHAPES_ACTS,   SHAPES_ITEMS,
                                            SHAPES_TITLES, SHAPES_BARE};
    struct match match = {0};
    for (size_t i = 0; !line->shape && i < sizeof kinds / sizeof *kinds; i++)
        line->shape = giji_shape_of(&survey->shapes, kinds[i], line->text, &match);
    if (!line->shape)
        return;
    line->shape_marker = match.captures[CAPTURE_MARKER];
    bool speech = giji_survey_is_speech(line->text);
    if (line->shape->kind == SHAPES_MARKS)
        find_speech(line, giji_survey_next(survey, line), match.end);
    else if (line->shape->kind == SHAPES_BARE && !line->shape_marker.length)
        line->shape = NULL;
    else if (line->shape->kind == SHAPES_BARE && speech)
        line->is_voice = giji_shape_of(&survey->shapes, SHAPES_VOICES, line->text, &match);
    else if (line->shape->kind == SHAPES_BARE)
        line->shape = giji_shape_of(&survey->shapes, SHAPES_HEADINGS, line->text, &match);
}

/* ---- what the dump's own form makes of the lines --------------------------------------------------------- */

static void note_blocks(struct survey *survey, size_t first, giji_document *dump)
{
    if (first == survey->line_count)
        return;
    struct line *line = survey->lines + first, *end = survey->lines + survey->line_count;
    for (struct giji_block *at = dump->body; at; at = giji_next_in_order(at)) {
        if (!at->rule || at->type == GIJI_BLOCK_PARAGRAPH || giji_block_continues(at))
            continue;
        while (line < end && line->number < at->line)
            line++;
        for (struct line *same = line; same < end && same->number == at->line; same++) {
            same->is_taken = true;
            same->is_read |= at->speaker || at->type != GIJI_BLOCK_TURN;
        }
    }
}

bool giji_survey_open(struct survey *survey, const giji_document *const *dumps, size_t count)
{
    *survey = (struct survey){.dumps = dumps, .dump_count = count};
    if (!giji_shapes_open(&survey->shapes, &survey->arena))
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t first = survey->line_count;
        add_lines(survey, dumps[i]);
        note_blocks(survey, first, (giji_document *)dumps[i]);
    }
    if (survey->arena.failed)
        return false;
    for (size_t i = 0; i < survey->line_count; i++) {
        find_label(survey, &survey->lines[i]);
        find_shape(survey, &survey->lines[i]);
    }
    giji_survey_group(survey);
    return !survey->arena.failed;
}

void giji_survey_close(struct survey *survey)
{
    giji_shapes_close(&survey->shapes);
    giji_arena_free(&survey->arena);
}
