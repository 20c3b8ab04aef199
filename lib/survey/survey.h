/* What dumps look like: their lines, what shapes they have, and how often; the ground that a new grammar
 * is built on.
 *
 * A survey goes over the dumps twice. First every line is held against the shapes, and the labels that most
 * often stand before what somebody says show where the proceedings begin; from there on the shapes are
 * counted again, since lists of people in a header look like speakers. */
#ifndef GIJI_SURVEY_SURVEY_H
#define GIJI_SURVEY_SURVEY_H

#include "model/document.h"
#include "survey/shapes.h"

/* Whose side a label is on. The others are those of whom the label does not tell it. */
enum side { SIDE_UNKNOWN, SIDE_PRESIDES, SIDE_ASKS, SIDE_ANSWERS, SIDE_OTHER, SIDES };

/* A segment of a dump, as rules will see it. */
struct line {
    giji_string text;
    const giji_document *dump;
    unsigned number; /* 1-based line of the dump */
    bool is_first;   /* the first segment of its line, */
    bool in_row;     /* of which a tab parts another one */
    bool in_body;    /* behind the place where the first speaker speaks */
    bool is_taken;   /* a rule of the dump's own form begins a block here, */
    bool is_read;    /* which is a turn of a known speaker, or no turn at all */

    const struct shape *label_shape;  /* how its label looks; NULL where it has none */
    giji_string label, ending;        /* the label as written; how it ends, folded */
    const struct shape *ending_shape; /* the ending is this one's pattern; NULL: it is a title */
    giji_string marker;
    enum side side;
    bool spoken;  /* what stands behind the label reads like speech, */
    bool goes_on; /* and stands on the same line */

    const struct shape *shape; /* what else it is, where it has no label that counts */
    giji_string shape_marker;
    bool is_voice;       /* it may be what somebody says behind a mark */
    struct group *group; /* of its label */
};

/* Something counted, with the first line that had it. */
struct tally {
    giji_string text;
    size_t count;
    const struct line *first;
};

struct tallies {
    struct tally *items;
    size_t count, capacity;
};

/* The lines whose labels look alike, behind one mark. */
struct group {
    const struct shape *shape;
    giji_string marker;
    size_t hits;          /* lines of the proceedings with such a label, */
    size_t known;         /* of which its side is known, */
    size_t spoken;        /* and of these those that read like speech */
    size_t strange;       /* lines that go on with speech, of labels whose side is not known */
    size_t early;         /* lines before the proceedings whose side is known */
    size_t read;          /* of the spoken ones those that the dump's own form reads already */
    struct tallies names; /* labels whose side is not known, but which speak */
    bool accepted;
    bool takes_any; /* also labels of which nobody knows the titles */
};

struct survey {
    struct shapes shapes;
    struct arena arena;
    const giji_document *const *dumps;
    size_t dump_count;
    struct line *lines;
    size_t line_count, line_capacity;
    struct group *groups;
    size_t group_count, group_capacity;
};

/* Surveys the dumps, which stay the caller's. False where memory ran out. Close it in any case. */
bool giji_survey_open(struct survey *survey, const giji_document *const *dumps, size_t count);
void giji_survey_close(struct survey *survey);

/* Counts `text` in `tallies`. */
void giji_survey_count(struct survey *survey, struct tallies *tallies, giji_string text,
                       const struct line *line);

/* The line behind `line` in the same dump, or NULL. */
const struct line *giji_survey_next(const struct survey *survey, const struct line *line);

/* Whether the text reads like speech, and is no title or list. */
bool giji_survey_is_speech(giji_string text);

/* The label without a note in brackets behind it: 委員（代理）. */
giji_string giji_survey_without_note(giji_string label);

/* ---- sides.c ---------------------------------------------------------------------------- */

/* Finds the side of the line's label, and how it ends. `office` is the part of the label before a name. */
void giji_survey_side(struct survey *survey, struct line *line, giji_string office);

/* ---- groups.c --------------------------------------------------------------------------- */

/* Counts the labels by their looks, finds the proceedings, and says which groups are speakers. */
void giji_survey_group(struct survey *survey);

/* Whether a rule for the labels of `line` belongs into the grammar. */
bool giji_survey_speaks(const struct line *line);

#endif
