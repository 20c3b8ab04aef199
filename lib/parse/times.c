/* Times and ranges of them. The grammar is in when.h. */
#include "parse/times.h"
#include "parse/characters.h"
#include "parse/tokens.h"
#include "text/unicode.h"

enum half { HALF_UNSAID, MORNING, AFTERNOON };

/* A time as it is written: 午後6時 has the hour 6. */
struct clock {
    enum half half;
    struct when_time time;
};

static enum half read_half(giji_string text, size_t *at)
{
    if (giji_accept(text, at, "午前"))
        return MORNING;
    return giji_accept(text, at, "午後") ? AFTERNOON : HALF_UNSAID;
}

/* Two digits directly behind ":"; 1:2 is a ratio. */
static bool read_colon_minute(giji_string text, size_t *at, int *minute)
{
    size_t next = *at;
    if (giji_narrow(giji_next_char(text, &next)) != ':')
        return false;
    *minute = 0;
    for (int digits = 0; digits < 2; digits++) {
        uint32_t digit = giji_next_char(text, &next);
        if (!giji_is_digit(digit))
            return false;
        *minute = *minute * 10 + (int)(giji_narrow(digit) - '0');
    }
    if (giji_is_digit(giji_char_at(text, next)))
        return false;
    *at = next;
    return true;
}

/* 時 and perhaps minutes. `may_be_bare`: whether 時 alone will do; 一時 alone means "a while". */
static bool read_worded_minute(giji_string text, size_t *at, bool may_be_bare, int *minute)
{
    size_t next = *at;
    if (!giji_accept(text, &next, "時") || giji_set_has(U"間限", giji_char_at(text, next)))
        return false;
    *minute = 0;
    bool is_half = giji_set_has(U"半", giji_char_at(text, next)); /* 10時 半数 is no 10時半 */
    if (is_half) {
        giji_next_char(text, &next);
        *minute = 30;
    } else if (!giji_accept_part(text, &next, "分", minute) && !may_be_bare)
        return false;
    *at = next;
    return true;
}

static bool read_hour_and_minute(giji_string text, size_t *at, struct clock *clock)
{
    size_t next = *at;
    struct when_time *time = &clock->time;
    giji_skip_space(text, &next);
    bool may_be_bare = clock->half != HALF_UNSAID || !giji_set_has(U"一", giji_char_at(text, next));
    if (!giji_accept_number(text, &next, 24, &time->hour))
        return false;
    if (!read_colon_minute(text, &next, &time->minute) &&
        !read_worded_minute(text, &next, may_be_bare, &time->minute))
        return false;
    if (time->minute > 59 || (time->hour == 24 && time->minute > 0))
        return false;
    *at = next;
    return true;
}

static bool read_clock(giji_string text, size_t *at, struct clock *clock)
{
    size_t next = *at;
    giji_skip_space(text, &next);
    *clock = (struct clock){.time.start = next};
    if (giji_accept(text, &next, "正午")) {
        clock->half = AFTERNOON;
        clock->time.hour = 12;
    } else {
        clock->half = read_half(text, &next);
        if (!read_hour_and_minute(text, &next, clock))
            return false;
    }
    clock->time.end = *at = next;
    return true;
}

/* Minutes that write 午後12時 mean noon; 午前12時 is midnight, unless it ends a morning. */
static struct when_time to_begin(struct clock clock)
{
    if (clock.half == AFTERNOON && clock.time.hour < 12)
        clock.time.hour += 12;
    if (clock.half == MORNING && clock.time.hour == 12)
        clock.time.hour = 0;
    return clock.time;
}

static bool is_before(struct when_time a, struct when_time b)
{
    return a.hour != b.hour ? a.hour < b.hour : a.minute < b.minute;
}

/* The end of a range, which is not before its begin where the half of the day leaves a choice. */
static struct when_time to_finish(struct clock clock, struct when_time begin)
{
    if (clock.half == MORNING && clock.time.hour == 12 && begin.hour < 12)
        return clock.time;
    struct when_time finish = to_begin(clock), later = finish;
    later.hour += 12;
    bool fits = later.hour < 24 || (later.hour == 24 && later.minute == 0);
    bool has_choice = clock.half == HALF_UNSAID || (clock.half == AFTERNOON && finish.hour == 12);
    bool helps = is_before(finish, begin) && !is_before(later, begin);
    return has_choice && fits && helps ? later : finish;
}

bool giji_accept_range_mark(giji_string text, size_t *at)
{
    static const char *const words[] = {"から", "より", NULL};
    bool has_word = giji_accept_word(text, at, words);
    return giji_accept_mark(text, at, U"～〜~－-―—–‐−ー") || has_word;
}

bool giji_read_times(giji_string text, size_t *at, struct times *times)
{
    static const char *const about[] = {"頃", "ごろ", "ころ", NULL};
    struct clock clock;
    if (!read_clock(text, at, &clock))
        return false;
    *times = (struct times){.begin = to_begin(clock)};
    giji_accept_word(text, at, about);
    size_t next = *at;
    if (giji_accept_range_mark(text, &next) && read_clock(text, &next, &clock)) {
        times->finish = to_finish(clock, times->begin);
        times->has_finish = true;
        giji_accept_word(text, &next, about);
        *at = next;
    }
    return true;
}

bool giji_read_times_behind_date(giji_string text, size_t *at, struct times *times)
{
    size_t next = *at;
    giji_accept_mark(text, &next, U"、，,：:・");
    bool is_open = giji_accept_mark(text, &next, giji_opening);
    if (!giji_read_times(text, &next, times))
        return false;
    if (is_open && !giji_accept_mark(text, &next, giji_closing))
        return false;
    *at = next;
    return true;
}
