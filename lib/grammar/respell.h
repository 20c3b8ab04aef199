/* Spelling a pattern so that PCRE2's code for it is quick.
 *
 * A class that names what it does not hold ([^。、「」]) is asked by comparing each character with all that it names.
 * Named by what it holds, it is told by the first range for nearly all characters of a text, where that is the one
 * that most kana and kanji are in.
 *
 * Of many alternatives each is tried where none begins. Looking ahead for one of their first characters, where these are few,
 * tells so at once.
 *
 * White space (\s) is asked for by a property of Unicode, which takes the JIT compiler twice as much code as \h does. A text that
 * holds no vertical white space, as most lines do, does not tell the two apart. */
#ifndef GIJI_GRAMMAR_RESPELL_H
#define GIJI_GRAMMAR_RESPELL_H

#include "base/arena.h"

/* What texts a pattern is spelled for. */
enum respelled {
    RESPELL_FOR_TEXTS,
    RESPELL_FOR_LINES /* that hold no vertical white space (\v) */
};

/* The pattern with such classes spelled by what they hold, such alternatives behind what they begin with, and white space as
 * the texts can have it; itself where it has none, or is none that giji_regex_read() reads, or where memory ran out. */
giji_string giji_respell(giji_string pattern, enum respelled texts, struct arena *arena);

#endif
