/* The meeting's name and number, in a row of the header or in the title above it.
 *
 *     row    = name [ sitting ]                           令和５年第１回定例会（第1号 2月17日）
 *     title  = name [ record ] { sitting | date | rest }  みどり野村議会会議録（第２日）
 *     record = word of minutes                            会議録 速記録
 *     sitting = "(" what has 第…号, 第…日 or a date ")" | "第…日" | "本文"
 *
 * A title may be torn: 令和６年第２回臨時会 / みどり野村議会会議録. A name without a record behind it ends
 * with a word of meetings. Titles that are spaced letter by letter are closed up. */
#ifndef GIJI_PARSE_TITLE_H
#define GIJI_PARSE_TITLE_H

#include "grammar/grammar.h"
#include "model/document.h"

struct meeting_title {
    giji_string name; /* none where it is not found */
    giji_string body; /* the name without year and number: the council */
    int number;       /* of 第６回; where there is none, of the minutes: 第五号; or -1 */
};

/* The strings are in `arena`. */
struct meeting_title giji_read_name_row(struct arena *arena, giji_string text);

/* How many fields the header begins with that are titles, or lines without a label. */
size_t giji_count_titles(const giji_header_field *header, size_t count);

/* Reads the titles, and the lines without a label, that the header begins with. */
struct meeting_title giji_read_titles(struct arena *arena, const struct grammar *grammar,
                                      const giji_header_field *header, size_t count);

/* The text without a bracket at its start that nothing closes, or one at its end that nothing opens, or a
 * pair around the whole. */
giji_string giji_without_brackets(giji_string text);

#endif
