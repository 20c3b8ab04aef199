/* The shapes that a survey looks for: the rules of survey.xml, compiled and as they are written. */
#ifndef GIJI_SURVEY_SHAPES_H
#define GIJI_SURVEY_SHAPES_H

#include "grammar/grammar.h"
#include "grammar/match.h"
#include "grammar/read.h"

/* The sections of survey.xml, in which the shapes stand by what they are for. */
enum shape_kind {
    SHAPES_FIRM, /* labels that brackets, a colon or their own build tell from other text */
    SHAPES_LOOSE, /* labels that white space tells from other text, or brackets for all sorts of things */
    SHAPES_GLUED,    /* labels that only a mark tells from other text */
    SHAPES_MARKS,    /* marks that say by themselves who speaks */
    SHAPES_BARE,     /* a mark without a label */
    SHAPES_VOICES,   /* the same, where the mark begins no points of a list */
    SHAPES_CHAIRS,   /* who presides over an assembly */
    SHAPES_ENDINGS,  /* how labels end that no list of titles knows */
    SHAPES_ROWS,     /* rows of a header */
    SHAPES_TITLES,   /* 会議録 */
    SHAPES_COURSE,   /* what a header ends with */
    SHAPES_CLOCK,    /* when the meeting begins and ends */
    SHAPES_ACTS,     /* what happens between the speeches */
    SHAPES_ITEMS,    /* headings of agenda items */
    SHAPES_HEADINGS, /* other headings, behind a mark */
    SHAPES_CLOSINGS, /* 以上 */
    SHAPE_KINDS
};

/* Whether the kind is one of labels. */
static inline bool giji_is_label_kind(enum shape_kind kind)
{
    return kind <= SHAPES_GLUED;
}

struct shape {
    const struct rule *rule;
    giji_string id, pattern, role; /* as survey.xml writes them; no role: empty */
    giji_string picture;           /* its first sample */
    enum shape_kind kind;
};

struct shapes {
    struct reader reader; /* holds what the strings point into */
    struct grammar *grammar;
    struct matcher matcher;
    struct shape *items;
    size_t count, capacity;
};

/* False where memory ran out; later, where a match finds none, `arena` fails. Close the shapes in any case. */
bool giji_shapes_open(struct shapes *shapes, struct arena *arena);
void giji_shapes_close(struct shapes *shapes);

/* The first shape of that kind that `text` has, with its match; NULL where it has none. */
const struct shape *giji_shape_of(struct shapes *shapes, enum shape_kind kind, giji_string text,
                                  struct match *match);

/* The first shape of that kind: for the kinds that have one. */
const struct shape *giji_shape_first(const struct shapes *shapes, enum shape_kind kind);

#endif
