/* Dates and times in a text, and the events behind the dates. The grammar is in when.h; dates.h,
 * times.h and years.h have the readers of its parts.
 *
 * A reader crosses a bounded number of words, numbers and gaps, and is tried at the start of a word
 * or number only, so reading is linear in the text. */
#include "parse/when.h"
#include "parse/characters.h"
#include "parse/dates.h"
#include "parse/times.h"
#include "parse/tokens.h"
#include "parse/years.h"
#include "text/unicode.h"

/* What separates an event from its date; no ー, which ends words. */
static const char32_t EDGES[] = U"、，,・･：:；;～〜~－-―—–‐−／/";

/* What joins two dates. */
static const char *const JOINTS[] = {"及び", "および", "並びに", "又は", "または", "と", NULL};

struct reader {
    struct arena *arena;
    giji_string text;
    size_t at;
    struct when when;
    size_t capacity;
    struct dates_before before;
    size_t event_start; /* of the last date */
    bool times_over;    /* a date with an event has ended */
};

static struct when_date *last_date(struct reader *reader)
{
    size_t count = reader->when.date_count;
    return count ? &reader->when.dates[count - 1] : NULL;
}

/* ---- events ---------------------------------------------------------------------------- */

static void skip_event_lead(giji_string text, size_t *at)
{
    static const char *const words[] = {"から", "より", "までに", "まで", NULL};
    while (giji_accept_mark(text, at, EDGES) || giji_accept_mark(text, at, giji_closing) ||
           giji_accept_mark(text, at, U"。") || giji_accept_word(text, at, words))
        continue;
    giji_skip_space(text, at);
}

static size_t event_end(giji_string text, size_t start)
{
    size_t end = text.length;
    for (size_t before = end; end > start; end = before) {
        uint32_t last = giji_previous_char(text, &before);
        if (!giji_is_space(last) && !giji_set_has(EDGES, last) && !giji_set_has(giji_opening, last))
            break;
    }
    return end;
}

/* Whether `event` does no more than join two dates, or is punctuation alone. */
static bool is_joint(giji_string event)
{
    size_t at = 0;
    giji_accept_word(event, &at, JOINTS);
    while (giji_accept_mark(event, &at, EDGES) || giji_accept_mark(event, &at, giji_opening) ||
           giji_accept_mark(event, &at, giji_closing) || giji_accept_mark(event, &at, U"。.．"))
        continue;
    return at == event.length;
}

static giji_string trim_event(giji_string text)
{
    size_t start = 0;
    skip_event_lead(text, &start);
    giji_string event = giji_slice_cut(text, start, event_end(text, start));
    return is_joint(event) ? (giji_string){NULL, 0} : event;
}

/* Ends the event of the last date at `end`. */
static void end_event(struct reader *reader, size_t end)
{
    struct when_date *date = last_date(reader);
    if (!date)
        return;
    date->event = trim_event(giji_slice_cut(reader->text, reader->event_start, end));
    if (date->event.length)
        reader->times_over = true;
}

/* ---- dates and times in a text --------------------------------------------------------- */

/* Where the date may begin that is joined to the one before `at`: 23日～24日, 23日及び24日. */
static void find_joined(struct reader *reader, size_t at)
{
    giji_string text = reader->text;
    reader->before.is_range = giji_accept_range_mark(text, &at);
    bool is_joined = reader->before.is_range || giji_accept_mark(text, &at, U"、，,・･") ||
                     giji_accept_word(text, &at, JOINTS);
    giji_skip_space(text, &at);
    reader->before.joined = is_joined ? at : SIZE_MAX;
}

static void keep_times(struct reader *reader, const struct times *times)
{
    struct when *when = &reader->when;
    if (reader->times_over || when->has_begin)
        return;
    when->begin = times->begin;
    when->finish = times->finish;
    when->has_begin = true;
    when->has_finish = times->has_finish;
}

static void read_behind_date(struct reader *reader, struct when_date *date)
{
    giji_string text = reader->text;
    struct times times;
    giji_read_weekday(text, &reader->at, date);
    int weekday = giji_weekday(date->year, date->month, date->day);
    date->weekday_right = date->weekday < 0 || weekday < 0 || date->weekday == weekday;
    if (giji_read_times_behind_date(text, &reader->at, &times))
        keep_times(reader, &times);
    reader->event_start = reader->at;
    find_joined(reader, reader->at);
}

static bool scan_date(struct reader *reader)
{
    struct when_date date = {.start = reader->at, .weekday = -1};
    size_t at = reader->at;
    bool named = giji_set_has(U"明大昭平令㍾㍽㍼㍻㋿", giji_char_at(reader->text, at));
    if (reader->before.joined != at && !named && giji_is_inside_number(reader->text, at))
        return false;
    reader->before.last = last_date(reader);
    if (!giji_read_date(reader->text, &at, &reader->before, &date))
        return false;
    end_event(reader, date.start);
    date.end = reader->at = at;
    date.weekday = -1;
    read_behind_date(reader, &date);
    struct when *when = &reader->when;
    struct when_date *place = giji_arena_push(reader->arena, &when->dates, &when->date_count,
                                              &reader->capacity, sizeof date);
    if (place)
        *place = date;
    return true;
}

bool giji_begins_with_date(giji_string text)
{
    struct dates_before before = {.joined = SIZE_MAX};
    struct when_date date;
    size_t at = 0;
    return giji_begins_when(giji_char_at(text, 0)) && giji_read_date(text, &at, &before, &date);
}

static bool scan_times(struct reader *reader)
{
    struct times times;
    if (giji_is_inside_number(reader->text, reader->at))
        return false;
    if (!giji_read_times(reader->text, &reader->at, &times))
        return false;
    keep_times(reader, &times);
    return true;
}

bool giji_begins_when(uint32_t character)
{
    return giji_is_digit(character) || giji_is_kanji_digit(character) ||
           giji_begins_era(character) || character == U'午' || character == U'正';
}

struct when giji_read_when(struct arena *arena, giji_string text)
{
    struct reader reader = {.arena = arena, .text = text, .before.joined = SIZE_MAX};
    while (reader.at < text.length && !arena->failed) {
        if (!giji_begins_when(giji_char_at(text, reader.at)) ||
            (!scan_date(&reader) && !scan_times(&reader)))
            giji_step(text, &reader.at);
    }
    end_event(&reader, text.length);
    return reader.when;
}

/* ---- years and numbers in a name ------------------------------------------------------- */

/* The first year at or after `*at`, which moves behind it; false at the end of the text. */
static bool find_next_year(giji_string text, size_t *at, struct year *year, size_t *start)
{
    while (*at < text.length) {
        *start = *at;
        if (giji_begins_when(giji_char_at(text, *at)) && !giji_is_inside_number(text, *at) &&
            giji_read_whole_year(text, at, year))
            return true;
        giji_step(text, at);
    }
    return false;
}

int giji_read_fiscal_year(giji_string text)
{
    struct year year;
    size_t start;
    for (size_t at = 0; find_next_year(text, &at, &year, &start);)
        if (giji_accept(text, &at, "度") && !(year.era && year.in_era == 0))
            return year.number;
    return -1;
}

void giji_find_year(giji_string text, size_t *start, size_t *end)
{
    struct year year;
    *end = 0;
    if (find_next_year(text, end, &year, start))
        giji_accept(text, end, "度");
    else
        *start = *end = 0;
}

static bool read_ordinal(giji_string text, size_t *at, const char *counter, int *number)
{
    size_t next = *at;
    if (!giji_accept(text, &next, "第") || !giji_accept_number(text, &next, 1000000, number) ||
        !giji_accept(text, &next, counter))
        return false;
    *at = next;
    return true;
}

bool giji_begins_with_ordinal(giji_string text, const char *counter)
{
    int number;
    size_t at = 0;
    return giji_char_at(text, 0) == U'第' && read_ordinal(text, &at, counter, &number);
}

int giji_read_ordinal(giji_string text, const char *counter, size_t *start, size_t *end)
{
    giji_string lead = giji_slice("第");
    int number = -1;
    size_t first = 0, at = 0;
    bool found = false;
    while (!found && (first = giji_slice_find(text, lead, at)) != SIZE_MAX) {
        at = first;
        found = read_ordinal(text, &at, counter, &number);
        if (!found)
            at += lead.length;
    }
    if (start)
        *start = found ? first : 0;
    if (end)
        *end = found ? at : 0;
    return found ? number : -1;
}

/* ---- ISO 8601 -------------------------------------------------------------------------- */

/* Writes `count` digits, with noughts before the number where it has fewer. */
static void write_digits(char *place, int number, int count)
{
    for (int i = count; i > 0; i--, number /= 10)
        place[i - 1] = (char)('0' + number % 10);
}

giji_string giji_iso_date(struct arena *arena, const struct when_date *date)
{
    char text[] = "0000-00-00";
    write_digits(text, date->year, 4);
    write_digits(text + 5, date->month, 2);
    write_digits(text + 8, date->day, 2);
    return giji_arena_copy(arena, giji_slice_of(text, sizeof text - 1));
}

giji_string giji_iso_time(struct arena *arena, const struct when_time *time)
{
    char text[] = "00:00";
    write_digits(text, time->hour, 2);
    write_digits(text + 3, time->minute, 2);
    return giji_arena_copy(arena, giji_slice_of(text, sizeof text - 1));
}
