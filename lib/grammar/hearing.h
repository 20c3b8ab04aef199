/* What the signs of a table find at the start of a text. A text is first read for where signs may begin, all in one
 * pass, each as often as finds of it count; then those that are asked for are looked for there, and behind, where they are
 * found less often. */
#ifndef GIJI_GRAMMAR_HEARING_H
#define GIJI_GRAMMAR_HEARING_H

#include "grammar/match.h"
#include "grammar/sieve.h"

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

/* A byte of a stretch. Stretches are in the order of the text, and the start of one may lie in the one before it. */
struct place {
    const struct stretch *stretch;
    size_t at;
};

/* What a sign found in a text, in the order of the text. Finds on lines of the same words count once
 * (the head of every page, say), unless the find is all that the line holds (a label alone on its
 * line). */
struct heard {
    bool wanted, done;
    bool limited; /* the pattern ran into a limit: what follows was not looked at */
    struct find *finds;
    size_t count, capacity;
    size_t from;   /* where it is looked for next */
    size_t likely; /* places where it may begin: it is found no more often, as far as that counts */
    struct place
        reached; /* the last of them, where there are enough: those behind are not listed yet */
};

/* A place where signs of a group may begin, as far as the group's automaton tells. */
struct prospect {
    const struct stretch *stretch;
    size_t at, length; /* bytes; the length is a line's, without its end */
    uint64_t found;    /* signs of the group that may match there, */
    uint64_t alive;    /* and those that may do so with what follows the line */
};

struct prospects {
    /* Signs not narrowed yet that may begin at one, but only with what follows the line. */
    uint64_t beyond;
    uint64_t open; /* signs that are looked for; of those that begin with the text, that will be */
    uint64_t enough; /* signs that may begin at as many places as count, and perhaps behind these */
    struct prospect *items;
    size_t count, capacity;
};

struct seen_lines {
    struct seen_line *items;
    size_t count, capacity;
};

struct hearing {
    const struct sign_table *table;
    giji_string text;
    const char *origin; /* the text as the dump has it: what is found is shown from there */
    struct matcher *matcher;
    struct arena *arena;
    /* what giji_hearing_open adds: */
    struct heard *heard;         /* of each sign of the table */
    struct prospects *prospects; /* of each group */
    struct stretches stretches;
    struct seen_lines lines; /* of all stretches, in their order */
    struct stretch whole;    /* the text as one */
    bool has_returns;        /* there is a carriage return in the text */
};

/* Reads the text of a hearing whose first members are set, for where signs may begin. It stays where it is. Where memory
 * runs out, arena->failed says so, and it is not used. */
void giji_hearing_open(struct hearing *hearing);

/* No longer expects those of the signs at `places`, or of all `count` signs of the table where that is NULL, that may go on
 * behind a line and end with what the text does not hold, or that begin with another text. */
void giji_signs_narrow(const struct hearing *hearing, const size_t *places, size_t count);

/* Looks for the signs at `places`, or for all `count` signs of the table where that is NULL. What each finds goes to its
 * place in `heard`. */
void giji_signs_hear(const struct hearing *hearing, const size_t *places, size_t count);

#endif
