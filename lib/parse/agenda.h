/* The planned agenda (会議次第) and the materials (配布資料) of a header.
 *
 *     agenda   = { [ number ] title [ department ] }
 *     number   = what a rung of the grammar's ladder matches, at a line's start or behind space
 *     title    = text up to the next number; the 「 」 around the whole of it are left out
 *     material = word of material-words, number, title
 *
 * An item whose number stands on a lower rung than the one before belongs under it; text before the
 * first number is an item without one that holds the others. */
#ifndef GIJI_PARSE_AGENDA_H
#define GIJI_PARSE_AGENDA_H

#include "grammar/match.h"
#include "model/document.h"

/* The agenda in `text`, or NULL where there is none. */
const giji_agenda_item *giji_read_agenda(struct arena *arena, const struct grammar *grammar,
                                         struct matcher *matcher, giji_string text);

/* The materials in `text`; their count in `*count`. */
const giji_material *giji_read_materials(struct arena *arena, const struct grammar *grammar,
                                         giji_string text, size_t *count);

#endif
