/* Times and ranges of them. The grammar is in when.h. Each reader takes `*at`, moves it behind what
 * it read and returns true, or leaves it where it was and returns false. */
#ifndef GIJI_PARSE_TIMES_H
#define GIJI_PARSE_TIMES_H

#include "parse/when.h"

struct times {
    struct when_time begin, finish;
    bool has_finish;
};

/* What stands between the two ends of a range: ～ から. */
bool giji_accept_range_mark(giji_string text, size_t *at);

bool giji_read_times(giji_string text, size_t *at, struct times *times);

/* Times that stand right behind a date, perhaps in brackets of their own. */
bool giji_read_times_behind_date(giji_string text, size_t *at, struct times *times);

#endif
