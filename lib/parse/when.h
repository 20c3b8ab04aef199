/* Dates and times as minutes write them, read into ISO 8601.
 *
 *     when     = date [ weekday ] [ times ] event { date ... }
 *     date     = year "年" month "月" day "日"
 *              | year mark month mark day               mark: "." "/" "-", twice the same
 *              | month "月" day "日"                     the year carries on
 *              | day "日"                                after a separator, or with a weekday
 *     year     = era number | letter number | number of four digits
 *              | number "年"                             the era carries on
 *     era      = "明治" | "大正" | "昭和" | "平成" | "令和", or its one-character form
 *     letter   = "M" | "T" | "S" | "H" | "R"
 *     weekday  = "(" ["祝" "・"] ("月" .. "日") ["曜" ["日"]] ["・" "祝"] ")" | "㈪" | "月曜日"
 *     times    = time [ separator time ]
 *     time     = ["午前" | "午後"] hour ("時" [minute "分" | "半"] | ":" minute) | "正午"
 *     separator = "～" "~" "-" and their like | "から" | "より"
 *
 * Numbers are in ASCII or full-width digits or in kanji; 元 is year 1, 零 is 0. A year may have the
 * same year by the other calendar behind it, in brackets. White space may stand between any two
 * parts, except beside the ":" of a time. */
#ifndef GIJI_PARSE_WHEN_H
#define GIJI_PARSE_WHEN_H

#include "base/arena.h"
#include "base/slice.h"
#include "parse/calendar.h"

struct when_date {
    int year, month, day;
    size_t start, end; /* where it is written, in bytes of the text that was read */
    int weekday;       /* as written, 0 is Sunday; -1 where none is */
    size_t weekday_at; /* where the weekday is written */
    bool valid; /* false: no such day (2月30日), year 0, or before its era began. A day after
                 * its era's end (平成32年5月1日) is valid: plans are written that way. */
    bool weekday_right; /* true where none is written or there is no such day */
    giji_string event;  /* the text behind it up to the next date, trimmed; may be empty */
};

struct when_time {
    int hour, minute; /* 24-hour clock; 24:00 stays 24:00 */
    size_t start, end;
};

struct when {
    struct when_date *dates;
    size_t date_count;
    struct when_time begin, finish; /* of the first date's times; 午後 carries from start to end */
    bool has_begin, has_finish;
};

/* Reads every date and the first time range of `text` into the arena. The slices point into `text`.
 * Two numbers that only look like a date (第3.1項, 1/2) are none: without 年 or an era letter a
 * date has three parts, the first of four digits. A month and day before any date with a year are
 * none either. A time that comes after the event of a date and after a further date is not read: it
 * belongs to that further date. */
struct when giji_read_when(struct arena *arena, giji_string text);

/* Whether a date or a time may begin with `character`. */
bool giji_begins_when(uint32_t character);

/* Whether the text begins with a date, without white space before it. */
bool giji_begins_with_date(giji_string text);

/* The fiscal year named in `text` (2015 for 平成27年度, 2021 for 2021年度), or -1. */
int giji_read_fiscal_year(giji_string text);

/* The number of 第６回, 第十回 (or 第3号 with counter "号") in `text`, or -1. `*start` and `*end`,
 * where not NULL, receive its place; both are 0 where there is none. */
int giji_read_ordinal(giji_string text, const char *counter, size_t *start, size_t *end);

/* Whether the text begins with such a number. */
bool giji_begins_with_ordinal(giji_string text, const char *counter);

/* The place of the fiscal or calendar year in a meeting's name (令和3年度, 平成27年), with *start
 * == *end where there is none. */
void giji_find_year(giji_string text, size_t *start, size_t *end);

/* "2016-01-18" and "18:30", in the arena. */
giji_string giji_iso_date(struct arena *arena, const struct when_date *date);
giji_string giji_iso_time(struct arena *arena, const struct when_time *time);

#endif
