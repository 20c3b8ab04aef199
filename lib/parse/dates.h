/* Dates and weekdays. The grammar is in when.h. Each reader takes `*at`, moves it behind what it
 * read and returns true, or leaves it where it was and returns false. */
#ifndef GIJI_PARSE_DATES_H
#define GIJI_PARSE_DATES_H

#include "parse/when.h"

/* What the dates before give to one that leaves out its era, year or month. */
struct dates_before {
    const struct era *era;        /* of the last year that was written */
    const struct when_date *last; /* NULL where there is none */
    size_t joined; /* where a date that the last one is joined to may begin, or SIZE_MAX */
    bool is_range; /* the joint is that of a range, as ～ */
};

/* Fills in year, month, day and `valid`. A date with a year sets before->era. */
bool giji_read_date(giji_string text, size_t *at, struct dates_before *before,
                    struct when_date *date);

/* Fills in `weekday` and `weekday_at`. */
bool giji_read_weekday(giji_string text, size_t *at, struct when_date *date);

#endif
