/* Where a sentence ends, and how two halves of a torn one join. */
#ifndef GIJI_PARSE_SENTENCE_H
#define GIJI_PARSE_SENTENCE_H

#include "base/arena.h"
#include "base/slice.h"

/* Whether `text` stops in the middle of a sentence: no full stop, question mark or closing bracket
 * at its end, or a bracket that is open. */
bool giji_is_torn(giji_string text);

/* Whether a bracket is open at the end of `text`, or it ends with 、 or ・: for titles, which have
 * no full stop. */
bool giji_is_open_ended(giji_string text);

/* Whether `character` ends a sentence: 。 ． ！ ？ ｡ and those of ASCII. */
static inline bool giji_ends_sentence(uint32_t character)
{
    if (character < 0x80)
        return character == '?' || character == '!';
    if (character < 0xFF01)
        return character == U'。';
    return character == U'！' || character == U'？' || character == U'．' || character == U'｡';
}

/* The byte at which the first such character at or behind byte `at` stands, or the text's length. */
size_t giji_find_sentence_end(giji_string text, size_t at);

/* What stands between two halves of a torn sentence: a space between two Latin words, else nothing.
 */
giji_string giji_joint(giji_string before, giji_string after);

/* The last sentence of `text`. */
giji_string giji_last_sentence(giji_string text);

/* The text on one line, without stray tabs and spaces: white space of any kind becomes one space.
 * In the arena where it had to change. */
giji_string giji_one_line(struct arena *arena, giji_string text);

#endif
