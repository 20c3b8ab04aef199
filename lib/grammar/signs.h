/* The signs of all forms in one table: a pattern that several forms have, most often from a file that
 * all of them include, stands there once and is looked for once in a dump. */
#ifndef GIJI_GRAMMAR_SIGNS_H
#define GIJI_GRAMMAR_SIGNS_H

#include "grammar/filter.h"
#include "grammar/match.h"

/* A pattern, and how far the most demanding of its forms has it looked for. */
struct shared_sign {
    const struct pattern *pattern;
    size_t window; /* bytes */
    unsigned most; /* finds */
};

/* A form, and where each of its signs stands in the table. */
struct form_signs {
    const struct grammar *grammar;
    size_t *places;
};

/* Signs that are looked for in the same places, as many as one filter takes. */
struct sign_group {
    enum pattern_place where;
    size_t window; /* bytes */
    char byte;     /* that the line on which they begin has to hold, or NUL */
    struct filter filter;
    struct filter *alone; /* of each sign of its own, for what may go on behind the line */
    const struct pattern **patterns;
    size_t count, places[FILTERED]; /* in the table */
};

struct sign_table {
    struct arena arena;
    struct net *net; /* of the signs' patterns */
    struct shared_sign *signs;
    size_t sign_count, sign_capacity;
    struct form_signs *forms; /* the grammars that have signs, in the order in which they came */
    size_t form_count, form_capacity;
    size_t window; /* bytes: the largest of the signs' */
    struct sign_group *groups;
    size_t group_count, group_capacity;
};

/* Makes the table of `grammars`, which must live as long as it does. False where memory ran out.
 * Close the table in any case; then it is only read. */
bool giji_signs_open(struct sign_table *table, struct grammar *const *grammars, size_t count);
void giji_signs_close(struct sign_table *table);

/* One find of a sign: the part of the text that it matched, without white space at its ends, and
 * the line on which that begins. */
struct find {
    giji_string text;
    giji_string line;
    giji_string words; /* the line without tags, and without white space at its ends */
};

/* Where the line of a find begins. A dump may have hardly any line ends: a line that is longer than a
 * line can be is taken for several. */
const char *giji_find_line(const struct find *find);

/* What a sign found in a text, in the order of the text. Finds on lines of the same words count once
 * (the head of every page, say), unless the find is all that the line holds (a label alone on its
 * line). */
struct heard {
    bool wanted, done;
    bool limited; /* the pattern ran into a limit: what follows was not looked at */
    struct find *finds;
    size_t count, capacity;
    size_t from; /* where it is looked for next */
};

/* The parts of a text in which signs are looked for, in bytes. A part ends within a long gap of white space: a pattern
 * that begins with \s* would try such a gap from each of its lines. */
struct stretch {
    size_t start, end;
};

struct stretches {
    struct stretch *items;
    size_t count, capacity;
};

/* The first `window` bytes of the text, cut at the start of a character. */
giji_string giji_window(giji_string text, size_t window);

/* The stretches of `text`, in the arena. */
void giji_stretches_open(struct stretches *stretches, struct arena *arena, giji_string text);

/* Looks for the signs at the start of `text`, whose stretches are given: for those at `places`, or for all where
 * that is NULL. What each finds goes to its place in `heard`; the finds live in `arena`. */
struct hearing {
    const struct sign_table *table;
    giji_string text;
    const char *origin; /* the text as the dump has it: what is found is shown from there */
    const struct stretches *stretches;
    struct matcher *matcher;
    struct arena *arena;
    struct heard *heard;
};
void giji_signs_hear(const struct hearing *hearing, const size_t *places, size_t count);

#endif
