/* Years, by the Japanese eras or the Gregorian calendar. The grammar is in when.h. Each reader takes
 * `*at`, moves it behind what it read and returns true, or leaves it where it was and returns false.
 */
#ifndef GIJI_PARSE_YEARS_H
#define GIJI_PARSE_YEARS_H

#include "parse/calendar.h"
#include "parse/characters.h"

struct year {
    int number; /* Gregorian */
    int in_era; /* where `era` is not NULL */
    const struct era *era;
};

/* Whether an era may begin with the character: 令 ㋿ R Ｒ. */
static inline bool giji_begins_era(uint32_t character)
{
    switch (giji_narrow(character)) {
    case U'明':
    case U'大':
    case U'昭':
    case U'平':
    case U'令':
    case U'㍾':
    case U'㍽':
    case U'㍼':
    case U'㍻':
    case U'㋿':
    case 'M':
    case 'T':
    case 'S':
    case 'H':
    case 'R':
        return true;
    default:
        return false;
    }
}

/* A year without 年. */
bool giji_read_year(giji_string text, size_t *at, struct year *year);

/* A year with 年 and the other calendar's year on either side of it. */
bool giji_read_whole_year(giji_string text, size_t *at, struct year *year);

#endif
