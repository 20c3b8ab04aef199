/* The filters of a whole grammar: of each section's rules, and of what is looked for in what people say. */
#ifndef GIJI_GRAMMAR_FILTERS_H
#define GIJI_GRAMMAR_FILTERS_H

#include "grammar/filter.h"

struct filters {
    struct net *net;
    struct filter sayings, cues, decisions;
};

/* Makes the filters of a grammar that is built. Where memory runs out its arena fails. */
void giji_filters_open(struct grammar *grammar);

/* Closes them, of whatever has been made. */
void giji_filters_close(struct grammar *grammar);

#endif
