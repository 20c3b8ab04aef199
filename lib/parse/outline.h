/* The outline: which numbered lines are items, and which are lists inside somebody's words. */
#ifndef GIJI_PARSE_OUTLINE_H
#define GIJI_PARSE_OUTLINE_H

#include "parse/build.h"

/* Whether the item that a rule has matched is one. While a turn is open, a numbered line may as well be
 * part of a list in it: it is where the list was announced (次のとおり), where it goes on with one that has
 * begun, and where it begins a new count inside a speaker's words and does not say that it is a matter to be
 * dealt with. A title that the planned agenda has is an item in any case. */
bool giji_outline_allows(struct builder *builder, const struct match *match);

#endif
