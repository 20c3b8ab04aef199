/* Spelling a pattern so that PCRE2's code for it is quick.
 *
 * A class that names what it does not hold ([^。、「」]) is asked by comparing each character with all that it names.
 * Named by what it holds, it is told by the first range for nearly all characters of a text, where that is the one
 * that most kana and kanji are in.
 *
 * Of many alternatives each is tried where none begins. Looking ahead for one of their first characters, where these are few,
 * tells so at once. */
#ifndef GIJI_GRAMMAR_RESPELL_H
#define GIJI_GRAMMAR_RESPELL_H

#include "base/arena.h"

/* The pattern with such classes spelled by what they hold, and such alternatives behind what they begin with; itself where it
 * has none, or is none that giji_regex_read() reads, or where memory ran out. */
giji_string giji_respell(giji_string pattern, struct arena *arena);

#endif
