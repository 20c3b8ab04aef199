/* The outline: which numbered lines are items, and which are lists inside somebody's words. */
#ifndef GIJI_PARSE_OUTLINE_H
#define GIJI_PARSE_OUTLINE_H

#include "parse/build.h"

/* Whether the item that a rule has matched is one. While a turn is open, a numbered line may as well be
 * part of a list in it: it is where the list was announced (次のとおり), where it goes on with one that has
 * begun, and where it begins a new count inside a speaker's words and does not say that it is a matter to be
 * dealt with. A title that the planned agenda has is an item in any case. `sure`: what comes next says that it
 * begins no list. */
bool giji_outline_allows(struct builder *builder, const struct match *match, bool sure);

/* Whether the planned agenda has the item's title. */
bool giji_outline_plans(const struct builder *builder, const struct match *match);

/* Whether the item comes again after the planned agenda: by the first number of the list while that is open, by
 * its title afterwards. What has no number comes behind the list in any case. */
bool giji_outline_repeats(const struct builder *builder, const struct match *match);

#endif
