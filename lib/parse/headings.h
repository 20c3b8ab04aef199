/* Headings of lists of people that take a whole line, or are a field's label: whom the list names.
 *
 *     heading = [ number ] core [ phrase ] { count | nobody }    １　出席議員（１２名）
 *     core    = what ends with a word of group-labels            説明のため出席した者
 *             | word of present-labels or absent-labels          出席者
 *             | word of not-attending                            委員の異動
 *     phrase  = "の職氏名" | "は次のとおりである。" and the like
 *     count   = number of people, in brackets or not             （25名） 二十三名 */
#ifndef GIJI_PARSE_HEADINGS_H
#define GIJI_PARSE_HEADINGS_H

#include "grammar/lists.h"

enum list_kind {
    LIST_NONE, /* the line is no such heading */
    LIST_PRESENT,
    LIST_ABSENT,
    LIST_OTHERS /* of people who do not attend as such: 委員の異動 */
};

struct list_heading {
    enum list_kind kind;
    bool office;      /* of officials */
    giji_string core; /* as written, part of the line; none where it names no group */
};

struct list_heading giji_read_list_heading(struct arena *arena, const struct grammar *grammar,
                                           giji_string line);

/* Whether the word is the label of such a list: 出席議員. */
bool giji_is_group_label(const struct grammar *grammar, giji_string folded);

#endif
