/* Lines that say when a meeting opened, paused, went on and ended. The grammar is in clock.h. */
#include "parse/clock.h"
#include "parse/characters.h"
#include "parse/dates.h"
#include "parse/times.h"
#include "parse/tokens.h"
#include "text/unicode.h"

/* What happens, the longer of two words that begin alike first. */
static const struct {
    const char *word;
    enum clock_kind kind;
} words[] = {
    {"再開議", CLOCK_RESUMES}, {"再開", CLOCK_RESUMES}, {"続開", CLOCK_RESUMES},
    {"開会", CLOCK_OPENS},     {"開議", CLOCK_OPENS},   {"開始", CLOCK_OPENS},
    {"休憩", CLOCK_PAUSES},    {"中断", CLOCK_PAUSES},  {"散会", CLOCK_ENDS},
    {"延会", CLOCK_ENDS},      {"閉議", CLOCK_ENDS},    {"閉会", CLOCK_ENDS},
    {"流会", CLOCK_ENDS},      {"終会", CLOCK_ENDS},    {"終了", CLOCK_ENDS},
};

struct reader {
    giji_string line;
    size_t at;
    struct clock_event *events; /* room for MOST_CLOCK_EVENTS */
    size_t count;
};

/* Whatever is no letter; ー too, which rules are drawn with. */
static void skip_marks(giji_string line, size_t *at)
{
    for (size_t next = *at; *at < line.length; *at = next) {
        uint32_t character = giji_next_char(line, &next);
        if (giji_is_letter(character) && character != U'ー')
            return;
    }
}

/* Whether one of the words begins with the character. */
static bool begins_word(uint32_t character)
{
    switch (character) {
    case U'再':
    case U'続':
    case U'開':
    case U'休':
    case U'中':
    case U'散':
    case U'延':
    case U'閉':
    case U'流':
    case U'終':
        return true;
    default:
        return false;
    }
}

static bool accept_word(struct reader *reader, struct clock_event *event)
{
    size_t first = reader->at;
    giji_skip_space(reader->line, &first);
    if (!begins_word(giji_char_at(reader->line, first)))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (giji_accept(reader->line, &reader->at, words[i].word)) {
            event->word = words[i].word;
            event->kind = words[i].kind;
            return true;
        }
    return false;
}

/* 開会・開議の宣告; of several words the first tells. */
static bool read_event(struct reader *reader, struct clock_event *event)
{
    static const char *const nouns[] = {"宣告", "宣言", "時刻", "時間", "日時", NULL};
    struct clock_event other;
    if (!accept_word(reader, event))
        return false;
    do
        skip_marks(reader->line, &reader->at);
    while (accept_word(reader, &other));
    size_t next = reader->at;
    giji_accept(reader->line, &next, "の");
    if (giji_accept_word(reader->line, &next, nouns))
        reader->at = next;
    return true;
}

static bool is_half_said(giji_string line, const struct when_time *time)
{
    size_t at = time->start;
    return giji_accept(line, &at, "午") || giji_accept(line, &at, "正午");
}

/* A time, perhaps behind a date. */
static bool read_time(struct reader *reader, struct times *times)
{
    struct dates_before before = {.joined = SIZE_MAX};
    struct when_date date = {.weekday = -1};
    size_t next = reader->at;
    if (giji_read_date(reader->line, &next, &before, &date))
        giji_read_weekday(reader->line, &next, &date);
    skip_marks(reader->line, &next);
    if (!giji_read_times(reader->line, &next, times))
        return false;
    reader->at = next;
    return true;
}

static void add_event(struct reader *reader, struct clock_event event, struct when_time time)
{
    event.time = time;
    event.half_said = is_half_said(reader->line, &time);
    const struct clock_event *before = reader->count ? &reader->events[reader->count - 1] : NULL;
    bool backwards =
        before && (time.hour < before->time.hour ||
                   (time.hour == before->time.hour && time.minute < before->time.minute));
    if (backwards && !event.half_said && time.hour < 12)
        event.time.hour += 12;
    reader->events[reader->count++] = event;
}

/* Adds the event, and where it is a pause with its end, that of going on. */
static bool add_events(struct reader *reader, struct clock_event event, const struct times *times)
{
    size_t needed = times->has_finish ? 2 : 1;
    if (reader->count + needed > MOST_CLOCK_EVENTS ||
        (times->has_finish && event.kind != CLOCK_PAUSES))
        return false;
    add_event(reader, event, times->begin);
    if (times->has_finish)
        add_event(reader, (struct clock_event){.kind = CLOCK_RESUMES, .word = "再開"},
                  times->finish);
    return true;
}

/* Whether an entry may begin with the character: most lines that are none are told by it. */
static bool begins_entry(uint32_t character)
{
    return begins_word(character) || giji_begins_when(character);
}

static bool read_entry(struct reader *reader)
{
    struct clock_event event;
    struct times times;
    bool event_first = read_event(reader, &event);
    skip_marks(reader->line, &reader->at);
    if (!read_time(reader, &times))
        return false;
    skip_marks(reader->line, &reader->at);
    if (!event_first) {
        giji_accept(reader->line, &reader->at, "に");
        if (!read_event(reader, &event))
            return false;
    }
    return add_events(reader, event, &times);
}

/* Whether a word may stand in the line: one that tells a date and no more is not read for it. */
static bool may_have_word(giji_string line)
{
    for (size_t at = 0; at < line.length;)
        if (begins_word(giji_next_char(line, &at)))
            return true;
    return false;
}

size_t giji_read_clock_events(giji_string line, struct clock_event events[MOST_CLOCK_EVENTS])
{
    struct reader reader = {.line = line, .events = events};
    skip_marks(line, &reader.at);
    if (!begins_entry(giji_char_at(line, reader.at)) || !may_have_word(line))
        return 0;
    while (reader.at < line.length) {
        if (!read_entry(&reader))
            return 0;
        skip_marks(line, &reader.at);
    }
    return reader.count;
}
