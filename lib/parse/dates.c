/* Dates and weekdays. The grammar is in when.h. */
#include "parse/dates.h"
#include "parse/characters.h"
#include "parse/tokens.h"
#include "parse/years.h"
#include "text/unicode.h"

/* ---- weekdays -------------------------------------------------------------------------- */

/* 月, ㈪ or ㊊ as 1; -1 for what is no weekday. */
static int weekday_of(uint32_t character)
{
    if (character >= 0x322A && character <= 0x3230)
        return (int)(character - 0x322A + 1) % 7;
    if (character >= 0x328A && character <= 0x3290)
        return (int)(character - 0x328A + 1) % 7;
    giji_string days = giji_slice("日月火水木金土");
    for (size_t at = 0; at < days.length;) {
        size_t index = at / strlen("日");
        if (giji_next_char(days, &at) == character)
            return (int)index;
    }
    return -1;
}

/* One character that means a weekday. */
static bool read_weekday_character(giji_string text, size_t *at, struct when_date *date)
{
    size_t next = *at;
    giji_skip_space(text, &next);
    size_t start = next;
    int weekday = weekday_of(giji_next_char(text, &next));
    if (weekday < 0)
        return false;
    date->weekday = weekday;
    date->weekday_at = start;
    *at = next;
    return true;
}

/* （木）, （木曜日）, （月・祝）, （祝・月）: in brackets, any order of weekday and holiday. */
static bool read_bracketed_weekday(giji_string text, size_t *at, struct when_date *date)
{
    static const char *const holidays[] = {"振替休日", "振休", "祝日", "休日",
                                           "祝",       "休",   "㈷",   NULL};
    enum { MOST_PARTS = 6 };
    struct when_date found = *date;
    size_t next = *at;
    if (!giji_accept_mark(text, &next, giji_opening))
        return false;
    for (int part = 0; part < MOST_PARTS; part++) {
        if (part > 0 && giji_accept_mark(text, &next, giji_closing)) {
            *date = found;
            *at = next;
            return true;
        }
        if (giji_accept_mark(text, &next, U"・･、,，") || giji_accept_word(text, &next, holidays))
            continue;
        if (!read_weekday_character(text, &next, &found))
            return false;
        if (giji_accept(text, &next, "曜"))
            giji_accept(text, &next, "日");
    }
    return false;
}

/* 木曜日 or ㈭. A bare 木 is none, nor is 日曜 in 日曜大工. */
static bool read_bare_weekday(giji_string text, size_t *at, struct when_date *date)
{
    struct when_date found = *date;
    size_t next = *at;
    if (!read_weekday_character(text, &next, &found))
        return false;
    if (giji_is_kanji(giji_char_at(text, found.weekday_at))) {
        if (!giji_accept(text, &next, "曜日"))
            return false;
    } else
        giji_accept(text, &next, "㈷");
    *date = found;
    *at = next;
    return true;
}

bool giji_read_weekday(giji_string text, size_t *at, struct when_date *date)
{
    return read_bracketed_weekday(text, at, date) || read_bare_weekday(text, at, date);
}

/* ---- dates with a year ----------------------------------------------------------------- */

/* 28年, in the era of the date before it. */
static bool read_carried_year(giji_string text, size_t *at, const struct era *era,
                              struct year *year)
{
    size_t next = *at;
    year->era = era;
    if (!year->era || !giji_accept_part(text, &next, "年", &year->in_era))
        return false;
    year->number = giji_era_year(year->era, year->in_era);
    *at = next;
    return true;
}

/* Year, 年, month, 月, day, 日. */
static bool read_worded_date(giji_string text, size_t *at, const struct era *era, struct year *year,
                             struct when_date *date)
{
    size_t next = *at;
    if (!giji_read_whole_year(text, &next, year) && !read_carried_year(text, &next, era, year))
        return false;
    if (!giji_accept_part(text, &next, "月", &date->month) ||
        !giji_accept_part(text, &next, "日", &date->day))
        return false;
    *at = next;
    return true;
}

/* One of . / - ; its narrow form, or 0. */
static uint32_t read_date_mark(giji_string text, size_t *at)
{
    return giji_accept_mark(text, at, U".．/／-－‐−") ? giji_narrow(giji_char_before(text, *at))
                                                      : 0;
}

/* Whether `mark` and a further number follow: then it is a longer number, no date. */
static bool goes_on(giji_string text, size_t at, uint32_t mark)
{
    uint32_t next = giji_next_char(text, &at);
    return giji_narrow(next) == mark && giji_is_digit(giji_char_at(text, at));
}

/* Year, month and day between . / or - . Here a month or day that is none is more likely some other
 * number than a slip, so it makes no date. */
static bool read_marked_date(giji_string text, size_t *at, struct year *year,
                             struct when_date *date)
{
    size_t next = *at;
    if (!giji_read_year(text, &next, year))
        return false;
    uint32_t mark = read_date_mark(text, &next);
    if (!mark || !giji_accept_number(text, &next, 12, &date->month))
        return false;
    if (read_date_mark(text, &next) != mark || !giji_accept_number(text, &next, 31, &date->day))
        return false;
    if (date->month == 0 || date->day == 0 || goes_on(text, next, mark))
        return false;
    *at = next;
    return true;
}

static bool read_dated_year(giji_string text, size_t *at, struct dates_before *before,
                            struct when_date *date)
{
    struct year year;
    size_t behind = *at;
    if (!before->era && !giji_read_year(text, &behind, &year))
        return false;
    if (!read_worded_date(text, at, before->era, &year, date) &&
        !read_marked_date(text, at, &year, date))
        return false;
    date->year = year.number;
    date->valid = giji_day_exists(date->year, date->month, date->day) &&
                  !(year.era && (year.in_era == 0 ||
                                 giji_before_era(year.era, date->year, date->month, date->day)));
    before->era = year.era;
    return true;
}

/* ---- dates that take their year from the date before ----------------------------------- */

/* 昨年11月20日 and the like name a year of their own, so none carries on to them. */
static bool is_behind_year(giji_string text, size_t at)
{
    uint32_t before = giji_previous_char(text, &at);
    while (giji_is_space(before))
        before = giji_previous_char(text, &at);
    return giji_set_has(U"年", before);
}

static bool read_month_and_day(giji_string text, size_t *at, struct when_date *date)
{
    size_t next = *at;
    if (!giji_accept_part(text, &next, "月", &date->month) ||
        !giji_accept_part(text, &next, "日", &date->day) || is_behind_year(text, *at))
        return false;
    *at = next;
    return true;
}

/* A day alone is a date only where it is joined to one or has a weekday: 3日間 or 各5日 are not. */
static bool read_day(giji_string text, size_t *at, size_t joined, struct when_date *date)
{
    size_t next = *at;
    if (!giji_accept_part(text, &next, "日", &date->day))
        return false;
    if (giji_set_has(U"間目以前後程", giji_char_at(text, next)))
        return false;
    if (giji_set_has(U"第各毎", giji_char_before(text, *at)))
        return false;
    size_t behind = next;
    if (joined != *at && !giji_read_weekday(text, &behind, date))
        return false;
    *at = next;
    return true;
}

/* A range does not run backwards: in 12月28日～1月4日 and 30日～2日 the end is in the next year or
 * month. */
static void roll_forward(struct when_date *date, const struct when_date *start, bool has_month)
{
    bool backwards =
        date->month < start->month || (date->month == start->month && date->day < start->day);
    if (!backwards)
        return;
    if (!has_month && date->month < 12) {
        date->month++;
        return;
    }
    if (!has_month)
        date->month = 1;
    date->year++;
}

/* A date that takes its year, and perhaps its month, from the date before it. */
static bool read_carried_date(giji_string text, size_t *at, const struct dates_before *before,
                              struct when_date *date)
{
    const struct when_date *last = before->last;
    if (!last)
        return false;
    size_t start = *at;
    bool has_month = read_month_and_day(text, at, date);
    if (!has_month) {
        if (!read_day(text, at, before->joined, date))
            return false;
        date->month = last->month;
    }
    date->year = last->year;
    if (before->is_range && before->joined == start)
        roll_forward(date, last, has_month);
    date->valid = giji_day_exists(date->year, date->month, date->day);
    return true;
}

bool giji_read_date(giji_string text, size_t *at, struct dates_before *before,
                    struct when_date *date)
{
    return read_dated_year(text, at, before, date) || read_carried_date(text, at, before, date);
}
