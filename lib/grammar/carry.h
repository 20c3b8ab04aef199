/* Grammars as a row of numbers, texts and codes: the one description of what a grammar holds that it is both written
 * and read by. The build writes the built-in grammars so, and a program reads them where it would otherwise have to
 * build each of its files. */
#ifndef GIJI_GRAMMAR_CARRY_H
#define GIJI_GRAMMAR_CARRY_H

#include "grammar/grammar.h"

/* Each function returns what it carries: on the way out what it was given, on the way in what was written then. */
struct carrier {
    size_t (*number)(struct carrier *carrier, size_t number);
    giji_string (*text)(struct carrier *carrier, giji_string text);
    struct code *(*code)(struct carrier *carrier, struct code *code);
    /* Words that come in may be shared; those that are looked up in have their order. */
    struct words (*words)(struct carrier *carrier, const struct words *words, bool looked_up);
    struct arena *arena; /* of what comes in: once it fails, zeros do; NULL on the way out */
};

/* What detection needs: the identity and the signs. */
void giji_carry_sketch(struct carrier *carrier, struct grammar *grammar);

/* All else but samples, behind that: those of built-in files have been tried by the tests. Afterwards
 * giji_filters_open, giji_index_lists and giji_index_labels make what is made of it. */
void giji_carry_rest(struct carrier *carrier, struct grammar *grammar);

#endif
