/* Dates and times as minutes write them. The grammar is in when.h.
 *
 * Every reader below takes `*at`, moves it behind what it read and returns true, or leaves it where
 * it was and returns false. A reader crosses a bounded number of words, numbers and gaps, and is
 * tried at the start of a word or number only, so reading is linear in the text. */
#include "parse/when.h"
#include "text/unicode.h"

static const char RANGE_MARKS[] = "～〜~－-―—–‐−ー";
static const char OPENING[] = "（(〔[［【｛{〈《「『";
static const char CLOSING[] = "）)〕]］】｝}〉》」』";
/* What separates an event from its date; no ー, which ends words. */
static const char EDGES[] = "、，,・･：:；;～〜~－-―—–‐−／/";

/* ---- characters and words ------------------------------------------------------------- */

static bool contains(const char *set, uint32_t character)
{
    giji_string text = giji_slice(set);
    for (size_t at = 0; at < text.length;)
        if (giji_next_char(text, &at) == character)
            return true;
    return false;
}

static uint32_t narrow(uint32_t character)
{
    if (character >= 0xFF01 && character <= 0xFF5E)
        return character - 0xFEE0;
    return character == 0x2010 || character == 0x2212 ? '-' : character;
}

static bool is_arabic(uint32_t character)
{
    character = narrow(character);
    return character >= '0' && character <= '9';
}

static bool is_kanji_digit(uint32_t character)
{
    return contains("〇零元一二三四五六七八九十百千万", character);
}

static bool is_latin(uint32_t character)
{
    character = narrow(character) | 0x20;
    return character >= 'a' && character <= 'z';
}

/* The character at `at`, or 0 at the end. */
static uint32_t peek(giji_string text, size_t at)
{
    return giji_next_char(text, &at);
}

static uint32_t peek_back(giji_string text, size_t at)
{
    return giji_previous_char(text, &at);
}

static void skip_space(giji_string text, size_t *at)
{
    for (size_t next = *at; *at < text.length; *at = next)
        if (!giji_is_space(giji_next_char(text, &next)))
            return;
}

/* Takes `word`, with white space before any of its characters: justified text has 午 後. */
static bool accept(giji_string text, size_t *at, const char *word)
{
    giji_string want = giji_slice(word);
    size_t next = *at;
    for (size_t i = 0; i < want.length;) {
        skip_space(text, &next);
        if (giji_next_char(text, &next) != giji_next_char(want, &i))
            return false;
    }
    *at = next;
    return true;
}

/* Takes the first that fits of `words`, a list that ends with NULL. */
static bool accept_word(giji_string text, size_t *at, const char *const *words)
{
    for (; *words; words++)
        if (accept(text, at, *words))
            return true;
    return false;
}

/* Takes one character of `set`, with white space before it. */
static bool accept_mark(giji_string text, size_t *at, const char *set)
{
    size_t next = *at;
    skip_space(text, &next);
    if (next >= text.length || !contains(set, giji_next_char(text, &next)))
        return false;
    *at = next;
    return true;
}

static bool read_number(giji_string text, size_t *at, long most, int *number)
{
    size_t next = *at;
    skip_space(text, &next);
    long value = giji_read_number(text, &next);
    if (value < 0 || value > most)
        return false;
    *at = next;
    *number = (int)value;
    return true;
}

/* A number and the word behind it, as 12月. */
static bool read_part(giji_string text, size_t *at, const char *unit, int *number)
{
    size_t next = *at;
    if (!read_number(text, &next, 99, number) || !accept(text, &next, unit))
        return false;
    *at = next;
    return true;
}

/* Whether `at` is inside a longer number: behind 第3. or 7, or 2-. */
static bool is_inside_number(giji_string text, size_t at)
{
    uint32_t before = giji_previous_char(text, &at);
    if (before && contains(".．,:：-－/／", before))
        before = giji_previous_char(text, &at);
    return is_arabic(before);
}

/* Moves to the next place where something may begin: over one character, or over a whole number, so
 * that its digits are not tried one by one. */
static void step(giji_string text, size_t *at)
{
    uint32_t character = giji_next_char(text, at);
    bool arabic = is_arabic(character);
    if (!arabic && !is_kanji_digit(character))
        return;
    for (size_t next = *at; *at < text.length; *at = next) {
        character = giji_next_char(text, &next);
        if (arabic ? !is_arabic(character) : !is_kanji_digit(character))
            return;
    }
}

/* ---- years ---------------------------------------------------------------------------- */

struct year {
    int number; /* Gregorian */
    int in_era; /* where `era` is not NULL */
    const struct era *era;
};

static bool read_era_letter(giji_string text, size_t *at, const struct era *era)
{
    size_t next = *at;
    skip_space(text, &next);
    if (is_latin(peek_back(text, next)) || is_arabic(peek_back(text, next)))
        return false;
    if (narrow(giji_next_char(text, &next)) != (unsigned char)era->letter)
        return false;
    *at = next;
    return true;
}

static const struct era *read_era(giji_string text, size_t *at)
{
    for (size_t i = 0; i < ERA_COUNT; i++) {
        const struct era *era = &giji_eras[i];
        if (accept(text, at, era->name) || accept(text, at, era->ligature) ||
            read_era_letter(text, at, era))
            return era;
    }
    return NULL;
}

static bool read_plain_era_year(giji_string text, size_t *at, struct year *year)
{
    size_t next = *at;
    year->era = read_era(text, &next);
    if (!year->era || !read_number(text, &next, 999, &year->in_era))
        return false;
    year->number = giji_era_year(year->era, year->in_era);
    *at = next;
    return true;
}

static bool read_gregorian_year(giji_string text, size_t *at, struct year *year)
{
    size_t next = *at;
    if (!read_number(text, &next, 9999, &year->number) || year->number < 1000)
        return false;
    year->era = NULL;
    *at = next;
    return true;
}

/* A year without 年. */
static bool read_year(giji_string text, size_t *at, struct year *year)
{
    return read_plain_era_year(text, at, year) || read_gregorian_year(text, at, year);
}

/* The same year by the other calendar, in brackets: 令和3年（2021年）. */
static void skip_other_year(giji_string text, size_t *at)
{
    struct year other;
    size_t next = *at;
    if (!accept_mark(text, &next, OPENING) || !read_year(text, &next, &other))
        return;
    accept(text, &next, "年");
    if (accept_mark(text, &next, CLOSING))
        *at = next;
}

/* A year with 年 and the other calendar's year on either side of it. */
static bool read_whole_year(giji_string text, size_t *at, struct year *year)
{
    size_t next = *at;
    if (!read_year(text, &next, year))
        return false;
    skip_other_year(text, &next);
    if (!accept(text, &next, "年"))
        return false;
    skip_other_year(text, &next);
    *at = next;
    return true;
}

/* ---- weekdays ------------------------------------------------------------------------- */

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
    skip_space(text, &next);
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
    if (!accept_mark(text, &next, OPENING))
        return false;
    for (int part = 0; part < MOST_PARTS; part++) {
        if (part > 0 && accept_mark(text, &next, CLOSING)) {
            *date = found;
            *at = next;
            return true;
        }
        if (accept_mark(text, &next, "・･、,，") || accept_word(text, &next, holidays))
            continue;
        if (!read_weekday_character(text, &next, &found))
            return false;
        if (accept(text, &next, "曜"))
            accept(text, &next, "日");
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
    if (giji_is_kanji(peek(text, found.weekday_at))) {
        if (!accept(text, &next, "曜日"))
            return false;
    } else
        accept(text, &next, "㈷");
    *date = found;
    *at = next;
    return true;
}

static bool read_weekday(giji_string text, size_t *at, struct when_date *date)
{
    return read_bracketed_weekday(text, at, date) || read_bare_weekday(text, at, date);
}

/* ---- dates ---------------------------------------------------------------------------- */

struct reader {
    struct arena *arena;
    giji_string text;
    size_t at;
    struct when when;
    size_t capacity;
    const struct era *era; /* of the last year that was written */
    size_t event_start;    /* of the last date */
    size_t joined;         /* where a date that the last one is joined to may begin, or SIZE_MAX */
    bool is_range;         /* the joint is that of a range, as ～ */
    bool times_over;       /* a date with an event has ended */
};

static struct when_date *last_date(struct reader *reader)
{
    size_t count = reader->when.date_count;
    return count ? &reader->when.dates[count - 1] : NULL;
}

/* 28年, in the era of the date before it. */
static bool read_carried_year(const struct reader *reader, size_t *at, struct year *year)
{
    size_t next = *at;
    year->era = reader->era;
    if (!year->era || !read_part(reader->text, &next, "年", &year->in_era))
        return false;
    year->number = giji_era_year(year->era, year->in_era);
    *at = next;
    return true;
}

/* Year, 年, month, 月, day, 日. */
static bool read_worded_date(const struct reader *reader, size_t *at, struct year *year,
                             struct when_date *date)
{
    size_t next = *at;
    if (!read_whole_year(reader->text, &next, year) && !read_carried_year(reader, &next, year))
        return false;
    if (!read_part(reader->text, &next, "月", &date->month) ||
        !read_part(reader->text, &next, "日", &date->day))
        return false;
    *at = next;
    return true;
}

/* One of . / - ; its narrow form, or 0. */
static uint32_t read_date_mark(giji_string text, size_t *at)
{
    return accept_mark(text, at, ".．/／-－‐−") ? narrow(peek_back(text, *at)) : 0;
}

/* Whether `mark` and a further number follow: then it is a longer number, no date. */
static bool goes_on(giji_string text, size_t at, uint32_t mark)
{
    uint32_t next = giji_next_char(text, &at);
    return narrow(next) == mark && is_arabic(peek(text, at));
}

/* Year, month and day between . / or - . Here a month or day that is none is more likely some other
 * number than a slip, so it makes no date. */
static bool read_marked_date(giji_string text, size_t *at, struct year *year,
                             struct when_date *date)
{
    size_t next = *at;
    if (!read_year(text, &next, year))
        return false;
    uint32_t mark = read_date_mark(text, &next);
    if (!mark || !read_number(text, &next, 12, &date->month))
        return false;
    if (read_date_mark(text, &next) != mark || !read_number(text, &next, 31, &date->day))
        return false;
    if (date->month == 0 || date->day == 0 || goes_on(text, next, mark))
        return false;
    *at = next;
    return true;
}

static bool read_dated_year(struct reader *reader, size_t *at, struct when_date *date)
{
    struct year year;
    if (!read_worded_date(reader, at, &year, date) &&
        !read_marked_date(reader->text, at, &year, date))
        return false;
    date->year = year.number;
    date->valid = giji_day_exists(date->year, date->month, date->day) &&
                  !(year.era && (year.in_era == 0 ||
                                 giji_before_era(year.era, date->year, date->month, date->day)));
    reader->era = year.era;
    return true;
}

/* 昨年11月20日 and the like name a year of their own, so none carries on to them. */
static bool is_behind_year(giji_string text, size_t at)
{
    uint32_t before = giji_previous_char(text, &at);
    while (giji_is_space(before))
        before = giji_previous_char(text, &at);
    return contains("年", before);
}

static bool read_month_and_day(const struct reader *reader, size_t *at, struct when_date *date)
{
    size_t next = *at;
    if (!read_part(reader->text, &next, "月", &date->month) ||
        !read_part(reader->text, &next, "日", &date->day) || is_behind_year(reader->text, *at))
        return false;
    *at = next;
    return true;
}

/* A day alone is a date only where it is joined to one or has a weekday: 3日間 or 各5日 are not. */
static bool read_day(const struct reader *reader, size_t *at, struct when_date *date)
{
    size_t next = *at;
    if (!read_part(reader->text, &next, "日", &date->day))
        return false;
    if (contains("間目以前後程", peek(reader->text, next)))
        return false;
    if (contains("第各毎", peek_back(reader->text, *at)))
        return false;
    size_t behind = next;
    if (reader->joined != *at && !read_weekday(reader->text, &behind, date))
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
static bool read_carried_date(struct reader *reader, size_t *at, struct when_date *date)
{
    const struct when_date *last = last_date(reader);
    if (!last)
        return false;
    size_t start = *at;
    bool has_month = read_month_and_day(reader, at, date);
    if (!has_month) {
        if (!read_day(reader, at, date))
            return false;
        date->month = last->month;
    }
    date->year = last->year;
    if (reader->is_range && reader->joined == start)
        roll_forward(date, last, has_month);
    date->valid = giji_day_exists(date->year, date->month, date->day);
    return true;
}

/* ---- times ---------------------------------------------------------------------------- */

enum half { HALF_UNSAID, MORNING, AFTERNOON };

/* A time as it is written: 午後6時 has the hour 6. */
struct clock {
    enum half half;
    struct when_time time;
};

static enum half read_half(giji_string text, size_t *at)
{
    if (accept(text, at, "午前"))
        return MORNING;
    return accept(text, at, "午後") ? AFTERNOON : HALF_UNSAID;
}

/* Two digits directly behind ":"; 1:2 is a ratio. */
static bool read_colon_minute(giji_string text, size_t *at, int *minute)
{
    size_t next = *at;
    if (narrow(giji_next_char(text, &next)) != ':')
        return false;
    *minute = 0;
    for (int digits = 0; digits < 2; digits++) {
        uint32_t digit = giji_next_char(text, &next);
        if (!is_arabic(digit))
            return false;
        *minute = *minute * 10 + (int)(narrow(digit) - '0');
    }
    if (is_arabic(peek(text, next)))
        return false;
    *at = next;
    return true;
}

/* 時 and perhaps minutes. `may_be_bare`: whether 時 alone will do; 一時 alone means "a while". */
static bool read_worded_minute(giji_string text, size_t *at, bool may_be_bare, int *minute)
{
    size_t next = *at;
    if (!accept(text, &next, "時") || contains("間限", peek(text, next)))
        return false;
    *minute = 0;
    bool is_half = contains("半", peek(text, next)); /* 10時 半数 is no 10時半 */
    if (is_half) {
        giji_next_char(text, &next);
        *minute = 30;
    } else if (!read_part(text, &next, "分", minute) && !may_be_bare)
        return false;
    *at = next;
    return true;
}

static bool read_hour_and_minute(giji_string text, size_t *at, struct clock *clock)
{
    size_t next = *at;
    struct when_time *time = &clock->time;
    skip_space(text, &next);
    bool may_be_bare = clock->half != HALF_UNSAID || !contains("一", peek(text, next));
    if (!read_number(text, &next, 24, &time->hour))
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
    skip_space(text, &next);
    *clock = (struct clock){.time.start = next};
    if (accept(text, &next, "正午")) {
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

static bool accept_range_mark(giji_string text, size_t *at)
{
    static const char *const words[] = {"から", "より", NULL};
    bool has_word = accept_word(text, at, words);
    return accept_mark(text, at, RANGE_MARKS) || has_word;
}

struct times {
    struct when_time begin, finish;
    bool has_finish;
};

static bool read_times(giji_string text, size_t *at, struct times *times)
{
    static const char *const about[] = {"頃", "ごろ", "ころ", NULL};
    struct clock clock;
    if (!read_clock(text, at, &clock))
        return false;
    *times = (struct times){.begin = to_begin(clock)};
    accept_word(text, at, about);
    size_t next = *at;
    if (accept_range_mark(text, &next) && read_clock(text, &next, &clock)) {
        times->finish = to_finish(clock, times->begin);
        times->has_finish = true;
        accept_word(text, &next, about);
        *at = next;
    }
    return true;
}

/* Times that stand right behind a date, perhaps in brackets of their own. */
static bool read_times_behind_date(giji_string text, size_t *at, struct times *times)
{
    size_t next = *at;
    accept_mark(text, &next, "、，,：:・");
    bool is_open = accept_mark(text, &next, OPENING);
    if (!read_times(text, &next, times))
        return false;
    if (is_open && !accept_mark(text, &next, CLOSING))
        return false;
    *at = next;
    return true;
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

/* ---- events --------------------------------------------------------------------------- */

static void skip_event_lead(giji_string text, size_t *at)
{
    static const char *const words[] = {"から", "より", "までに", "まで", NULL};
    while (accept_mark(text, at, EDGES) || accept_mark(text, at, CLOSING) ||
           accept_mark(text, at, "。") || accept_word(text, at, words))
        continue;
    skip_space(text, at);
}

static size_t event_end(giji_string text, size_t start)
{
    size_t end = text.length;
    for (size_t before = end; end > start; end = before) {
        uint32_t last = giji_previous_char(text, &before);
        if (!giji_is_space(last) && !contains(EDGES, last) && !contains(OPENING, last))
            break;
    }
    return end;
}

/* Whether `event` does no more than join two dates, or is punctuation alone. */
static bool is_joint(giji_string event)
{
    static const char *const joints[] = {"及び", "および", "並びに", "又は", "または", "と", NULL};
    size_t at = 0;
    accept_word(event, &at, joints);
    while (accept_mark(event, &at, EDGES) || accept_mark(event, &at, OPENING) ||
           accept_mark(event, &at, CLOSING) || accept_mark(event, &at, "。.．"))
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

/* ---- dates and times in a text -------------------------------------------------------- */

/* Where the date may begin that is joined to the one before `at`: 23日～24日, 23日及び24日. */
static void find_joined(struct reader *reader, size_t at)
{
    static const char *const words[] = {"及び", "および", "並びに", "又は", "または", "と", NULL};
    giji_string text = reader->text;
    reader->is_range = accept_range_mark(text, &at);
    bool is_joined =
        reader->is_range || accept_mark(text, &at, "、，,・･") || accept_word(text, &at, words);
    skip_space(text, &at);
    reader->joined = is_joined ? at : SIZE_MAX;
}

static void read_behind_date(struct reader *reader, struct when_date *date)
{
    giji_string text = reader->text;
    struct times times;
    read_weekday(text, &reader->at, date);
    int weekday = giji_weekday(date->year, date->month, date->day);
    date->weekday_right = date->weekday < 0 || weekday < 0 || date->weekday == weekday;
    if (read_times_behind_date(text, &reader->at, &times))
        keep_times(reader, &times);
    reader->event_start = reader->at;
    find_joined(reader, reader->at);
}

static bool scan_date(struct reader *reader)
{
    struct when_date date = {.start = reader->at, .weekday = -1};
    size_t at = reader->at;
    if (reader->joined != at && is_inside_number(reader->text, at))
        return false;
    if (!read_dated_year(reader, &at, &date) && !read_carried_date(reader, &at, &date))
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

static bool scan_times(struct reader *reader)
{
    struct times times;
    if (is_inside_number(reader->text, reader->at))
        return false;
    if (!read_times(reader->text, &reader->at, &times))
        return false;
    keep_times(reader, &times);
    return true;
}

/* Whether a date or a time may begin with `character`. */
static bool may_begin(uint32_t character)
{
    return is_arabic(character) || is_kanji_digit(character) ||
           contains("明大昭平令㍾㍽㍼㍻㋿MTSHR午正", narrow(character));
}

struct when giji_read_when(struct arena *arena, giji_string text)
{
    struct reader reader = {.arena = arena, .text = text, .joined = SIZE_MAX};
    while (reader.at < text.length && !arena->failed) {
        if (!may_begin(peek(text, reader.at)) || (!scan_date(&reader) && !scan_times(&reader)))
            step(text, &reader.at);
    }
    end_event(&reader, text.length);
    return reader.when;
}

/* ---- years and numbers in a name ------------------------------------------------------ */

/* The first year at or after `*at`, which moves behind it; false at the end of the text. */
static bool find_next_year(giji_string text, size_t *at, struct year *year, size_t *start)
{
    while (*at < text.length) {
        *start = *at;
        if (may_begin(peek(text, *at)) && !is_inside_number(text, *at) &&
            read_whole_year(text, at, year))
            return true;
        step(text, at);
    }
    return false;
}

int giji_read_fiscal_year(giji_string text)
{
    struct year year;
    size_t start;
    for (size_t at = 0; find_next_year(text, &at, &year, &start);)
        if (accept(text, &at, "度") && !(year.era && year.in_era == 0))
            return year.number;
    return -1;
}

void giji_find_year(giji_string text, size_t *start, size_t *end)
{
    struct year year;
    *end = 0;
    if (find_next_year(text, end, &year, start))
        accept(text, end, "度");
    else
        *start = *end = 0;
}

static bool read_ordinal(giji_string text, size_t *at, const char *counter, int *number)
{
    size_t next = *at;
    if (!accept(text, &next, "第") || !read_number(text, &next, 1000000, number) ||
        !accept(text, &next, counter))
        return false;
    *at = next;
    return true;
}

int giji_read_ordinal(giji_string text, const char *counter, size_t *start, size_t *end)
{
    int number;
    size_t first = 0, at = 0;
    bool found = false;
    while (at < text.length && !found) {
        first = at;
        found = contains("第", peek(text, at)) && read_ordinal(text, &at, counter, &number);
        if (!found)
            step(text, &at);
    }
    if (start)
        *start = found ? first : 0;
    if (end)
        *end = found ? at : 0;
    return found ? number : -1;
}

/* ---- ISO 8601 ------------------------------------------------------------------------- */

giji_string giji_iso_date(struct arena *arena, const struct when_date *date)
{
    return giji_arena_print(arena, "%04d-%02d-%02d", date->year, date->month, date->day);
}

giji_string giji_iso_time(struct arena *arena, const struct when_time *time)
{
    return giji_arena_print(arena, "%02d:%02d", time->hour, time->minute);
}
