/* Years, by the Japanese eras or the Gregorian calendar. The grammar is in when.h. */
#include "parse/years.h"
#include "parse/characters.h"
#include "parse/tokens.h"
#include "text/unicode.h"

static bool read_era_letter(giji_string text, size_t *at, const struct era *era)
{
    size_t next = *at;
    giji_skip_space(text, &next);
    if (giji_is_latin(giji_char_before(text, next)) || giji_is_digit(giji_char_before(text, next)))
        return false;
    if (giji_narrow(giji_next_char(text, &next)) != (unsigned char)era->letter)
        return false;
    *at = next;
    return true;
}

static const struct era *read_era(giji_string text, size_t *at)
{
    size_t first = *at;
    giji_skip_space(text, &first);
    if (!giji_begins_era(giji_char_at(text, first)))
        return NULL;
    for (size_t i = 0; i < ERA_COUNT; i++) {
        const struct era *era = &giji_eras[i];
        if (giji_accept(text, at, era->name) || giji_accept(text, at, era->ligature) ||
            read_era_letter(text, at, era))
            return era;
    }
    return NULL;
}

static bool read_plain_era_year(giji_string text, size_t *at, struct year *year)
{
    size_t next = *at;
    year->era = read_era(text, &next);
    if (!year->era || !giji_accept_number(text, &next, 999, &year->in_era))
        return false;
    year->number = giji_era_year(year->era, year->in_era);
    *at = next;
    return true;
}

static bool read_gregorian_year(giji_string text, size_t *at, struct year *year)
{
    size_t next = *at;
    if (!giji_accept_number(text, &next, 9999, &year->number) || year->number < 1000)
        return false;
    year->era = NULL;
    *at = next;
    return true;
}

bool giji_read_year(giji_string text, size_t *at, struct year *year)
{
    return read_plain_era_year(text, at, year) || read_gregorian_year(text, at, year);
}

/* The same year by the other calendar, in brackets: 令和3年（2021年）. */
static void skip_other_year(giji_string text, size_t *at)
{
    struct year other;
    size_t next = *at;
    if (!giji_accept_mark(text, &next, giji_opening) || !giji_read_year(text, &next, &other))
        return;
    giji_accept(text, &next, "年");
    if (giji_accept_mark(text, &next, giji_closing))
        *at = next;
}

bool giji_read_whole_year(giji_string text, size_t *at, struct year *year)
{
    size_t next = *at;
    if (!giji_read_year(text, &next, year))
        return false;
    skip_other_year(text, &next);
    if (!giji_accept(text, &next, "年"))
        return false;
    skip_other_year(text, &next);
    *at = next;
    return true;
}
