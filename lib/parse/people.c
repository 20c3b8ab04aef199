/* People in a header field. The grammar is in people.h.
 *
 * The text is read once from its start to its end as words, brackets, separators and line ends.
 * Words and brackets are headings or name people (attendance.h); these are taken apart into units,
 * titles and names (naming.h), which meet in the roster (roster.h). Looking ahead is bounded by the
 * longest word, so reading is linear in the text. */
#include "parse/people.h"
#include "parse/attendance.h"
#include "parse/characters.h"
#include "parse/clock.h"
#include "parse/roster.h"
#include "parse/runs.h"
#include "text/unicode.h"

enum { LONGEST_BRACKET = 64 /* in letters */ };

struct reader {
    giji_string text;
    size_t at;
    struct roster roster;
};

static enum word_place place_before(giji_string text, size_t at)
{
    at = giji_skip_blanks(text, at);
    if (at == text.length || text.data[at] == '\n')
        return BEFORE_LINE_END;
    if (giji_set_has(U":：", giji_char_at(text, at)))
        return BEFORE_COLON;
    return giji_is_letter(giji_char_at(text, at)) ? BEFORE_MORE : BEFORE_MARK;
}

static void read_word(struct reader *reader)
{
    struct roster *roster = &reader->roster;
    struct word word;
    int seat;
    if (!roster->running_text && giji_accept_seat(reader->text, &reader->at, &seat))
        giji_take_seat(roster, seat);
    else {
        giji_read_word(roster, reader->text, &reader->at, &word);
        giji_take_word(roster, &word, place_before(reader->text, reader->at));
    }
    roster->line_begun = true;
}

/* ---- brackets -------------------------------------------------------------------------- */

/* Reads what the bracket at reader->at holds, and moves behind it. A bracket that does not close
 * nearby separates, as any other mark does. */
static bool scan_bracket(struct reader *reader, struct word *word)
{
    giji_word_empty(word);
    size_t at = reader->at;
    giji_next_char(reader->text, &at);
    size_t start = at;
    for (size_t letters = 0; letters < LONGEST_BRACKET; letters++) {
        size_t here = at;
        uint32_t character = giji_next_char(reader->text, &at);
        if (character == 0 || character == '\n')
            return false;
        if (!giji_set_has(U"）)〕]］】｝}〉》>＞", character))
            continue;
        giji_word_add_text(word, giji_slice_cut(reader->text, start, here));
        reader->at = at;
        return true;
    }
    return false;
}

static void read_bracket(struct reader *reader)
{
    size_t before = reader->at;
    bool spaced = before > 0 && giji_is_space(giji_previous_char(reader->text, &before));
    struct word word;
    if (scan_bracket(reader, &word))
        giji_take_bracketed(&reader->roster, &word, spaced);
    else {
        giji_next_char(reader->text, &reader->at);
        giji_end_piece(&reader->roster);
    }
}

/* ---- lines ----------------------------------------------------------------------------- */

/* Whether a 君 in the line ends a name. */
static bool line_honours(giji_string line)
{
    giji_string honorific = giji_slice("君");
    for (size_t at = 0; (at = giji_slice_find(line, honorific, at)) != SIZE_MAX;) {
        at += honorific.length;
        if (!giji_is_letter(giji_char_at(line, at)))
            return true;
    }
    return false;
}

/* Whether the line is a row of dots, behind which minutes of parliament list others than members. */
static bool is_dotted(giji_string line)
{
    enum { FEWEST_DOTS = 4 };
    size_t dots = 0;
    for (size_t at = 0; at < line.length;) {
        uint32_t character = giji_next_char(line, &at);
        if (!giji_is_space(character) && !giji_set_has(U"…‥・", character))
            return false;
        dots += !giji_is_space(character);
    }
    return dots >= FEWEST_DOTS;
}

/* Begins the line at reader->at; a line that is a heading or about the clock is read here. */
static void begin_line(struct reader *reader)
{
    size_t end = giji_slice_find(reader->text, giji_slice("\n"), reader->at);
    if (end == SIZE_MAX)
        end = reader->text.length;
    giji_string line = giji_slice_cut(reader->text, reader->at, end);
    struct list_heading heading =
        giji_read_list_heading(reader->roster.arena, reader->roster.grammar, line);
    struct roster *roster = &reader->roster;
    giji_end_piece(roster);
    roster->heading_title = (giji_string){NULL, 0};
    roster->line++;
    roster->line_people = roster->people->count;
    roster->line_begun = false;
    roster->running_text = giji_slice_find(line, giji_slice("。"), 0) != SIZE_MAX;
    roster->honours = line_honours(line);
    struct clock_event events[MOST_CLOCK_EVENTS];
    if (heading.kind != LIST_NONE)
        giji_set_list(roster, &heading);
    else if (is_dotted(line))
        roster->group = roster->group_title = (giji_string){NULL, 0};
    if (heading.kind != LIST_NONE || giji_read_clock_events(line, events))
        reader->at = end;
}

static void read_next(struct reader *reader)
{
    size_t next = reader->at;
    uint32_t character = giji_next_char(reader->text, &next);
    if (giji_is_letter(character))
        read_word(reader);
    else if (giji_set_has(U"（(〔[［【｛{〈《<＜", character))
        read_bracket(reader);
    else {
        if (!giji_is_space(character) || character == '\n') {
            giji_end_piece(&reader->roster);
            reader->roster.department_is_new = false;
        }
        reader->at = next;
        if (character == '\n')
            begin_line(reader);
    }
}

/* Puts the field's label in force, where it is a heading that names a group. */
static void begin_field(struct roster *roster, giji_string label)
{
    struct list_heading heading = giji_read_list_heading(roster->arena, roster->grammar, label);
    bool present = roster->present;
    if (heading.kind != LIST_PRESENT && heading.kind != LIST_ABSENT)
        return;
    giji_set_list(roster, &heading);
    roster->present &= present;
    roster->default_group = roster->group;
}

void giji_read_people(struct arena *arena, const struct grammar *grammar,
                      const struct giji_header_field *field, struct people *people)
{
    if (!field->text.length)
        return;
    giji_header_key key = field->key;
    giji_string text = field->text;
    bool office = key == GIJI_HEADER_SECRETARIAT;
    giji_string group =
        giji_first_listed(grammar, office ? WORDS_OFFICE_GROUPS : WORDS_MEMBER_GROUPS);
    struct reader reader = {
        .text = text,
        .roster =
            {
                .arena = arena,
                .grammar = grammar,
                .people = people,
                .present = key != GIJI_HEADER_ABSENTEES,
                .office = office,
                .default_group = group,
                .group = group,
                .seat = -1,
                .last = SIZE_MAX,
                .last_line = SIZE_MAX,
            },
    };
    begin_field(&reader.roster, field->label);
    begin_line(&reader);
    while (reader.at < text.length && !arena->failed)
        read_next(&reader);
    giji_end_piece(&reader.roster);
    giji_buffer_end(&reader.roster.folded, arena);
}
