/* The Gregorian calendar and the Japanese eras since 明治. */
#ifndef GIJI_PARSE_CALENDAR_H
#define GIJI_PARSE_CALENDAR_H

#include "base/slice.h"

/* An era and its first day. Its year 1 is the calendar year of that day. */
struct era {
    const char *name;     /* 平成 */
    const char *ligature; /* ㍻, one character */
    char letter;          /* H */
    int year, month, day;
};

enum { ERA_COUNT = 5 };
extern const struct era giji_eras[ERA_COUNT];

/* The Gregorian year of the era's `year`, beyond the era's end too: plans are often dated so. */
int giji_era_year(const struct era *era, int year);

/* Whether the day is before the first day of `era`. */
bool giji_before_era(const struct era *era, int year, int month, int day);

/* Years are 1 to 9999, those that ISO 8601 can write. */
bool giji_day_exists(int year, int month, int day);
int giji_days_in_month(int year, int month); /* 0 where there is no such month */

/* The weekday of a date of the Gregorian calendar, 0 is Sunday; -1 for no such day. */
int giji_weekday(int year, int month, int day);

#endif
