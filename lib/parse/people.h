/* People in a header field: names, titles, groups, departments, seats, who is present.
 *
 *     text      = { line "\n" }            line = list heading | { piece separator } (headings.h)
 *     piece     = { heading | person | nobody }, with or without white space between
 *     heading   = label | group | unit, each as word ":" or "(" word ")" or bare
 *     label     = word of present-labels or absent-labels                  ●出席者： 欠席委員
 *     group     = word of member-groups or office-groups                   (委員) 【事務局】
 *     unit      = what ends like a unit of an office                       (総務部法務課) 総務課
 *     person    = name title                                               丘野和夫委員
 *               | title name { name }                                      会長 丘野 和夫
 *               | name "(" title ")" | "(" title ")" name                  丘野和夫（会長）
 *               | name [ honorific ]                                       丘野和夫君
 *                 each with an optional seat before, or in brackets on either side (１番 十 二 番),
 *                 and behind, in brackets, an affiliation (（緑の会代表）) or a remark. Words of
 *                 affiliations (緑野大学教授) and a party behind a seat's holder need no brackets
 *     remark    = what says how or whether somebody attends                （都合により欠席）
 *               | label [ ":" ] { person }                                 （代理：浜中係長）
 *     title     = [ unit | same ] word of member-titles or office-titles   法務課長
 *               | title "兼" title                                         部長兼 課長
 *               | word of capacities "(" title ")"                         参考人（協会会長）
 *               | what ends with a word of title-endings, for officials    危機管理監 丘野 和夫
 *     same      = "同" [ what units end with ] for a unit named before     同課、同係
 *               | "同" for the title before, where titles come first       書記 丘野 和夫、同 森 一
 *     nobody    = word of nobody | number of people                        なし ほか2名
 *     separator = whatever is neither letter, white space nor bracket; "・" is one only where it
 *                 stands in no unit
 *
 * Letters that stand one by one are a word (水 原 篤 子), up to a 君 or to a gap wider than all others.
 * A short word and a short one behind it are surname and given name. Where names have a 君 on a line,
 * all before a name that is none is its title.
 *
 * A word of capacities that stands alone before titled people is their group. A row of dots ends a
 * list of members: minutes of parliament name officials behind it. Under a word of not-attending
 * nobody is named. Somebody whose seat and name have been listed is the same person, of whom the
 * later list tells.
 *
 * A name and an official's title that run together (浜中健康課長) are parted where the unit that a
 * heading has named begins, where a word of organ-words stands, where the kind of letters changes;
 * else behind two letters, as most surnames have two. surnames lists those that have not. Four
 * letters or more are a full name (丘野和夫課長) where they end as given names do. Where titles come
 * first, a word that was parted and a name behind it are title and name after all (上下水道部長 丘野 和夫).
 */
#ifndef GIJI_PARSE_PEOPLE_H
#define GIJI_PARSE_PEOPLE_H

#include "grammar/grammar.h"
#include "model/document.h"

enum { MOST_SEATS = 999 };

struct people {
    giji_attendee *items;
    size_t count, capacity;
    size_t seated[MOST_SEATS + 1]; /* the last with each seat, counted from 1; 0 for nobody */
};

/* Adds the people named in the field's text to `people`, which is all zero bits at first. The field's
 * key and label tell what they are where no heading does: attendees and absentees are members, the
 * secretariat officials; their group is the label where it names one (出席議員), else the first
 * word of member-groups or office-groups. The strings are slices of the grammar's words or copies
 * in `arena`, whose failure is sticky. A department is the one that a heading names, as written;
 * for members it is their affiliation. */
void giji_read_people(struct arena *arena, const struct grammar *grammar,
                      const struct giji_header_field *field, struct people *people);

#endif
