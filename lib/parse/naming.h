/* Naming people: a word that is no heading, taken apart into those it names. */
#ifndef GIJI_PARSE_NAMING_H
#define GIJI_PARSE_NAMING_H

#include "parse/roster.h"

/* Hands the units, titles and names in the word to the roster. A word that counts people, has a
 * figure or is running text ends the piece. */
void giji_take_people(struct roster *roster, const struct word *word);

#endif
