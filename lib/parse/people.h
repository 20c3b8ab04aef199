/* People in a header field: names, titles, groups, departments, who is present.
 *
 *     text      = { line "\n" }            line = { piece separator }
 *     piece     = { heading | person | nobody }, with or without white space between
 *     heading   = label | group | unit, each as word ":" or "(" word ")" or bare
 *     label     = word of present-labels or absent-labels                  ●出席者： 欠席委員
 *     group     = word of member-groups or office-groups                   (委員) 【事務局】
 *     unit      = what ends like a unit of an office                       (総務部法務課) 総務課
 *     person    = name title                                               丘野和夫委員
 *               | title name { name }                                      会長 丘野 和夫
 *               | name "(" title ")" | "(" title ")" name                  丘野和夫（会長）
 *               | name [ honorific ]                                       丘野和夫君
 *                 each with an optional seat before (１番) and, in brackets behind, an affiliation
 *                 (（緑の会代表）) or a remark
 *     remark    = what says how or whether somebody attends                （都合により欠席）
 *               | label [ ":" ] { person }                                 （代理：浜中係長）
 *     title     = [ unit | same ] word of member-titles or office-titles   法務課長
 *     same      = "同" [ what units end with ] for a unit named before     同課、同係
 *               | "同" for the title before, where titles come first       書記 丘野 和夫、同 森 一
 *     nobody    = word of nobody | number of people                        なし ほか2名
 *     separator = whatever is neither letter, white space nor bracket; "・" is one only where it
 *                 stands in no unit
 *
 * Letters that stand one by one are a word (樋 川 篤 子). A short word and a short one behind it
 * are surname and given name.
 *
 * A name and an official's title that run together (浜中健康課長) are parted where the unit that a
 * heading has named begins, where a word of organ-words stands, where the kind of letters changes;
 * else behind two letters, as most surnames have two. surnames lists those that have not. Four
 * letters or more are a full name (丘野和夫課長) where they end as given names do. */
#ifndef GIJI_PARSE_PEOPLE_H
#define GIJI_PARSE_PEOPLE_H

#include "grammar/grammar.h"
#include "model/document.h"

struct people {
    giji_attendee *items;
    size_t count, capacity;
};

/* Adds the people named in `text` to `people`. `key` tells what they are where no heading does:
 * attendees and absentees are members, the secretariat officials; their group is then the first
 * word of member-groups or office-groups. The strings are slices of the grammar's words or copies
 * in `arena`, whose failure is sticky. A department is the one that a heading names, as written;
 * for members it is their affiliation. */
void giji_read_people(struct arena *arena, const struct grammar *grammar, giji_header_key key,
                      giji_string text, struct people *people);

#endif
