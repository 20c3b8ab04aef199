/* Lines that say when a meeting opened, paused, went on and ended.
 *
 *     line     = entry { entry }                      (午前１０時００分開会)  ○午後0時53分閉会
 *     entry    = [ date ] time [ "に" ] event         午前11時5分休憩　午前11時15分再開
 *              | event [ date ] time                  開　議　　午前10時
 *              | time "～" time pause                 午前11時5分～午前11時15分　休憩
 *     event    = word { word } [ [ "の" ] what it is called by: 宣告 時刻 ]
 *     word     = "開会" | "開議" | "休憩" | "再開" | "散会" | "延会" | "閉会" and the like
 *
 * Date and time are those of when.h. Marks, brackets, rules and white space may stand anywhere, words
 * that are none of these nowhere: "午前10時に再開いたします" is speech. */
#ifndef GIJI_PARSE_CLOCK_H
#define GIJI_PARSE_CLOCK_H

#include "parse/when.h"

enum clock_kind {
    CLOCK_OPENS,   /* 開会 開議; after a pause 開議 may mean that the meeting goes on */
    CLOCK_PAUSES,  /* 休憩 */
    CLOCK_RESUMES, /* 再開 */
    CLOCK_ENDS     /* 散会 延会 閉会: the meeting, or its day, is over */
};

struct clock_event {
    const char *word;      /* the event's first word, without white space; static */
    struct when_time time; /* with its place in the line */
    enum clock_kind kind;
    bool half_said; /* 午前, 午後 or 正午 is written: no guess is in the hour */
};

enum { MOST_CLOCK_EVENTS = 4 };

/* Reads the line's events in their order and returns how many there are; 0 where the line is not
 * about the clock alone, or has more than fit. Where the half of the day is not written, a time
 * earlier than the one before it on the line is taken for one of the afternoon. */
size_t giji_read_clock_events(giji_string line, struct clock_event events[MOST_CLOCK_EVENTS]);

#endif
