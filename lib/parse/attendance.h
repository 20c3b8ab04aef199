/* Attendance: what the words and brackets of a field say of who is there, in what group and
 * department. Whatever is neither a heading nor a remark names people. */
#ifndef GIJI_PARSE_ATTENDANCE_H
#define GIJI_PARSE_ATTENDANCE_H

#include "parse/roster.h"

/* What follows a word: another, a mark or a bracket, ":" or the line's end. */
enum word_place { BEFORE_MORE, BEFORE_MARK, BEFORE_COLON, BEFORE_LINE_END };

void giji_take_word(struct roster *roster, const struct word *word, enum word_place place);

/* Takes the letters in a bracket; `spaced` where white space stands before it. */
void giji_take_bracketed(struct roster *roster, const struct word *word, bool spaced);

#endif
