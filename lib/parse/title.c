/* The meeting's name and number. The grammar is in title.h. */
#include "parse/title.h"
#include "base/buffer.h"
#include "grammar/lists.h"
#include "parse/characters.h"
#include "parse/dates.h"
#include "parse/sentence.h"
#include "parse/tokens.h"
#include "parse/when.h"
#include "text/unicode.h"

enum { LONGEST_TITLE = 600 /* in bytes */ };

/* A line or more of the title. */
struct piece {
    giji_string text, name;
    bool recorded; /* 会議録 stands behind the name */
};

static const giji_string none = {NULL, 0};

/* ---- brackets -------------------------------------------------------------------------- */

giji_string giji_without_brackets(giji_string text)
{
    static const char *const pairs[][2] = {{"【", "】"}, {"「", "」"}, {"（", "）"}, {"(", ")"},
                                           {"〔", "〕"}, {"［", "］"}, {"＜", "＞"}, {"<", ">"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        giji_string open = giji_slice(pairs[i][0]), close = giji_slice(pairs[i][1]);
        bool opens = giji_slice_begins(text, open), closes = giji_slice_ends(text, close);
        size_t first_close = giji_slice_find(text, close, 0);
        bool whole = opens && closes && first_close == text.length - close.length;
        if (whole || (closes && giji_slice_find(text, open, 0) == SIZE_MAX))
            text = giji_trim(giji_slice_cut(text, 0, text.length - close.length));
        if (whole || (opens && first_close == SIZE_MAX))
            text = giji_trim(giji_slice_cut(text, open.length, text.length));
    }
    return text;
}

static bool opens_bracket(uint32_t character)
{
    switch (character) {
    case '(':
    case U'（':
    case U'【':
    case U'〔':
    case U'［':
    case '[':
        return true;
    default:
        return false;
    }
}

static bool closes_bracket(uint32_t character)
{
    return giji_set_has(U")）】〕］]", character);
}

/* The text without a bracket that opens at its end. */
static giji_string without_open_end(giji_string text)
{
    size_t end = text.length;
    bool opens = opens_bracket(giji_previous_char(text, &end));
    return opens ? giji_trim(giji_slice_cut(text, 0, end)) : text;
}

/* ---- letters one by one ---------------------------------------------------------------- */

/* How many words of one letter follow each other at `at`; `*end` is behind the last of them. */
static size_t count_lone(giji_string text, size_t at, size_t *end)
{
    size_t count = 0;
    while (at < text.length) {
        giji_next_char(text, &at);
        if (at < text.length && !giji_is_space(giji_char_at(text, at)))
            break;
        *end = at;
        count++;
        giji_next_char(text, &at);
    }
    return count;
}

/* Adds `text` without its white space. */
static void add_closed(struct buffer *out, giji_string text)
{
    for (size_t at = 0, from = 0; at < text.length; from = at)
        if (!giji_is_space(giji_next_char(text, &at)))
            giji_buffer_add(out, giji_slice_cut(text, from, at));
}

/* The text on one line, where words that are spaced letter by letter are closed up: 会 議 録. What
 * touches the last letter is the end of such a word. */
static giji_string closed_line(struct arena *arena, giji_string text)
{
    enum { FEWEST_LETTERS = 3 };
    giji_string line = giji_one_line(arena, text);
    struct buffer out = {0};
    for (size_t at = 0; at < line.length;) {
        size_t end = at;
        if (count_lone(line, at, &end) >= FEWEST_LETTERS) {
            add_closed(&out, giji_slice_cut(line, at, end));
            at = end + (end < line.length);
            continue;
        }
        size_t word = giji_slice_find(line, giji_slice(" "), at);
        end = word == SIZE_MAX ? line.length : word + 1;
        giji_buffer_add(&out, giji_slice_cut(line, at, end));
        at = end;
    }
    giji_string copy = giji_arena_copy(arena, giji_trim(giji_buffer_text(&out)));
    giji_buffer_end(&out, arena);
    return copy;
}

/* ---- where the name ends --------------------------------------------------------------- */

/* Whether `rest` of a title begins with 会議録, 議事録 and the like, with nothing or a bracket behind;
 * behind a word for the whole record, a number or white space. */
static bool is_record(const struct grammar *grammar, giji_string rest)
{
    size_t at = giji_listed_first(grammar, WORDS_MINUTES, rest);
    if (!at)
        return false;
    for (size_t word = at; word; at += word)
        word = giji_listed_first(grammar, WORDS_MINUTES, giji_slice_cut(rest, at, rest.length));
    bool whole = giji_char_before(rest, at) == U'録';
    uint32_t behind = giji_char_at(rest, at);
    return !behind || opens_bracket(behind) || closes_bracket(behind) || behind == U'・' ||
           (whole && (behind == U'第' || giji_is_space(behind)));
}

/* Whether `rest` begins with 第３日 or 第２日目. */
static bool is_day(giji_string rest)
{
    return giji_begins_with_ordinal(giji_slice_cut(rest, 0, rest.length < 40 ? rest.length : 40),
                                    "日");
}

/* Whether `rest` begins with a date that has a year; `*end` is behind it and its weekday. */
static bool is_date(giji_string rest, size_t *end)
{
    struct dates_before before = {.joined = SIZE_MAX};
    struct when_date date = {.weekday = -1};
    *end = 0;
    size_t first = 0;
    giji_skip_space(rest, &first);
    if (!giji_begins_when(giji_char_at(rest, first)) || !giji_read_date(rest, end, &before, &date))
        return false;
    giji_read_weekday(rest, end, &date);
    return true;
}

/* Whether the bracket that `rest` begins with tells which of several sittings this is: （第４号）, （第1号 2月17日）. */
static bool is_sitting(giji_string rest)
{
    size_t end = 0;
    if (!opens_bracket(giji_next_char(rest, &end)))
        return false;
    while (end < rest.length && !closes_bracket(giji_char_at(rest, end)))
        giji_next_char(rest, &end);
    giji_string inside = giji_slice_cut(rest, 0, end);
    bool dated = giji_slice_find(inside, giji_slice("月"), 0) != SIZE_MAX &&
                 giji_slice_find(inside, giji_slice("日"), 0) != SIZE_MAX;
    return dated || giji_read_ordinal(inside, "号", NULL, NULL) >= 0 ||
           giji_read_ordinal(inside, "日", NULL, NULL) >= 0;
}

/* Whether `rest` is 本文, which databases of minutes put behind the name. */
static bool is_text_mark(giji_string rest)
{
    giji_string mark = giji_slice("本文");
    return giji_slice_begins(rest, mark) &&
           (rest.length == mark.length || giji_is_space(giji_char_at(rest, mark.length)));
}

/* The name at the beginning of the title, a date before it left out. */
static giji_string cut_name(const struct grammar *grammar, giji_string title, bool *recorded)
{
    size_t start = 0, end = 0, at;
    is_date(title, &start);
    at = start;
    giji_next_char(title, &at);
    for (*recorded = false; at < title.length && at < LONGEST_TITLE; giji_next_char(title, &at)) {
        giji_string rest = giji_slice_cut(title, at, title.length);
        *recorded = is_record(grammar, rest);
        if (*recorded || is_day(rest) || is_sitting(rest) || is_text_mark(rest) ||
            is_date(rest, &end))
            break;
    }
    giji_string name = giji_trim(giji_slice_cut(title, start, at));
    return giji_without_brackets(without_open_end(name));
}

/* ---- what a name is -------------------------------------------------------------------- */

/* The text without a bracket, or the number of the minutes (第六号), at its end. */
static giji_string without_number(giji_string name)
{
    size_t start = 0, end = 0, at = name.length;
    if (giji_read_ordinal(name, "号", &start, &end) >= 0 && end == name.length)
        return giji_trim(giji_slice_cut(name, 0, start));
    if (closes_bracket(giji_previous_char(name, &at)))
        while (at > 0)
            if (opens_bracket(giji_previous_char(name, &at)))
                return giji_trim(giji_slice_cut(name, 0, at));
    return name;
}

static bool ends_like_meeting(const struct grammar *grammar, giji_string name)
{
    return giji_listed_last(grammar, WORDS_MEETINGS, without_number(name)) > 0;
}

/* Whether the number of times ends at `end` and is that of a session of parliament: 第二百回国会. */
static bool is_of_parliament(giji_string name, size_t end)
{
    giji_string rest = giji_slice_cut(name, end, name.length);
    return giji_slice_begins(rest, giji_slice("国会")) ||
           giji_slice_begins(rest, giji_slice("國會"));
}

/* The number of the meeting with its place in the name, or -1. */
static int number_in(giji_string name, size_t *start, size_t *end)
{
    int number = giji_read_ordinal(name, "回", start, end);
    return number >= 0 && is_of_parliament(name, *end) ? -1 : number;
}

/* The number of the minutes in the title, unless it stands in a bracket. */
static int minutes_number(giji_string title)
{
    size_t start, end;
    int number = giji_read_ordinal(title, "号", &start, &end);
    return opens_bracket(giji_char_before(title, start)) ? -1 : number;
}

/* Whether the name has a year or a number of its own. */
static bool is_complete(giji_string name)
{
    size_t start, end;
    giji_find_year(name, &start, &end);
    return end > start || giji_read_ordinal(name, "回", NULL, NULL) >= 0;
}

/* Widens the place of the number by the bracket around it, or by 国会 behind it. */
static void widen_number(giji_string name, size_t *start, size_t *end)
{
    size_t before = *start, behind = *end;
    bool inside = opens_bracket(giji_previous_char(name, &before)) &&
                  closes_bracket(giji_next_char(name, &behind));
    if (inside) {
        *start = before;
        *end = behind;
    } else if (is_of_parliament(name, *end))
        *end += strlen("国会");
}

/* The name without its year and its number. */
static giji_string body_in(struct arena *arena, giji_string name)
{
    size_t year_start = 0, year_end = 0, start = 0, end = 0;
    giji_find_year(name, &year_start, &year_end);
    if (giji_read_ordinal(name, "回", &start, &end) >= 0)
        widen_number(name, &start, &end);
    struct buffer body = {0};
    for (size_t i = 0; i < name.length; i++)
        if ((i < year_start || i >= year_end) && (i < start || i >= end))
            giji_buffer_add_byte(&body, name.data[i]);
    giji_string copy = giji_arena_copy(arena, giji_trim(giji_buffer_text(&body)));
    giji_buffer_end(&body, arena);
    return copy;
}

static struct meeting_title describe(struct arena *arena, giji_string name)
{
    size_t start, end;
    struct meeting_title title = {.name = name, .number = number_in(name, &start, &end)};
    giji_string whole = title.number < 0 && end ? without_number(name) : name;
    title.body = body_in(arena, whole);
    return title;
}

/* ---- rows and titles ------------------------------------------------------------------- */

struct meeting_title giji_read_name_row(struct arena *arena, giji_string text)
{
    giji_string name = giji_one_line(arena, text);
    size_t at = name.length;
    bool closes = closes_bracket(giji_previous_char(name, &at));
    while (closes && at > 0 && !opens_bracket(giji_char_at(name, at)))
        giji_previous_char(name, &at);
    if (closes && at > 0 && is_sitting(giji_slice_cut(name, at, name.length)))
        name = giji_trim(giji_slice_cut(name, 0, at));
    return describe(arena, name);
}

size_t giji_count_titles(const giji_header_field *header, size_t count)
{
    size_t titles = 0;
    while (titles < count &&
           (header[titles].key == GIJI_HEADER_TITLE ||
            (header[titles].key == GIJI_HEADER_OTHER && !header[titles].label.length)))
        titles++;
    return titles;
}

/* Of a field that is no title the first line. */
static struct piece read_piece(struct arena *arena, const struct grammar *grammar,
                               const giji_header_field *field)
{
    enum { LONGEST_LINE = 4096 }; /* a line may hold a whole archive */
    giji_string text = field->text;
    bool titled = field->key == GIJI_HEADER_TITLE;
    size_t line = titled ? SIZE_MAX : giji_slice_find(text, giji_slice("\n"), 0);
    struct piece piece = {.recorded = false};
    size_t length = line == SIZE_MAX ? text.length : line;
    piece.text = closed_line(arena, giji_slice_cut(text, 0, length > LONGEST_LINE ? 0 : length));
    piece.name = cut_name(grammar, piece.text, &piece.recorded);
    return piece;
}

/* The name in the piece, with the end of the one before it that it lacks. */
static giji_string whole_name(struct arena *arena, const struct piece *piece,
                              const struct piece *before)
{
    if (!before || is_complete(piece->name) || !is_complete(before->name) ||
        giji_slice_find(before->text, piece->name, 0) != SIZE_MAX)
        return piece->name;
    return giji_arena_print(arena, "%.*s %.*s", (int)before->name.length, before->name.data,
                            (int)piece->name.length, piece->name.data);
}

struct meeting_title giji_read_titles(struct arena *arena, const struct grammar *grammar,
                                      const giji_header_field *header, size_t count)
{
    enum { MOST_PIECES = 4 };
    struct piece pieces[MOST_PIECES];
    size_t found = giji_count_titles(header, count);
    if (found > MOST_PIECES)
        found = MOST_PIECES;
    for (size_t i = 0; i < found; i++)
        pieces[i] = read_piece(arena, grammar, &header[i]);
    size_t chosen = found;
    for (size_t i = found; i > 0; i--)
        if (ends_like_meeting(grammar, pieces[i - 1].name))
            chosen = i - 1;
    for (size_t i = found; i > 0; i--)
        if (pieces[i - 1].recorded)
            chosen = i - 1;
    if (chosen == found)
        return (struct meeting_title){.name = none, .number = -1};
    const struct piece *piece = &pieces[chosen];
    struct meeting_title title =
        describe(arena, whole_name(arena, piece, chosen ? piece - 1 : NULL));
    if (title.number < 0)
        title.number = minutes_number(piece->text);
    return title;
}
