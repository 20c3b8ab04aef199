/* Proposing a grammar for dumps that have been surveyed: what its parts are, before they are written. */
#ifndef GIJI_SURVEY_PROPOSE_H
#define GIJI_SURVEY_PROPOSE_H

#include "survey/survey.h"
#include "survey/write.h"

/* An end of labels that a rule for them goes by. */
struct ending {
    giji_string text;
    const struct shape *shape; /* the ending is this one's pattern; NULL: it is the text */
    bool whole;                /* the text is a whole label */
    bool spaced;               /* white space may stand between its letters */
    size_t count;
};

struct endings {
    struct ending *items;
    size_t count, capacity;
};

enum { MOST_MARKS = 16 };

/* The marks before lines that one rule is for. */
struct marks {
    giji_string items[MOST_MARKS];
    size_t count;
    bool bare; /* some have none */
};

struct proposal {
    struct survey survey;
    const struct grammar *base;       /* the form that is included, or NULL */
    const struct section *discussion; /* where that one reads turns; NULL: it has one section */
    double rival;                     /* the score of a form that is not included, but fits */
    giji_string id;
    struct endings endings[SIDES];
    struct marks voices; /* marks that take turns, where nothing tells who answers: ☆ ... ▲ ... */
    struct tallies rows; /* labels in the header that nobody knows */
    struct tallies known_rows;
    bool has_speakers, has_structure, has_end, has_items;
    bool has_course; /* a heading that the header ends with, in each dump */
    bool has_title;
    bool early; /* labels like the speakers' stand in the header too */
    struct buffer out;
};

/* ---- plan.c: what is proposed ------------------------------------------------------------ */

void giji_plan(struct proposal *proposal);

/* Collects how the labels of those who speak end, and whether lists of people have such labels. */
void giji_plan_endings(struct proposal *proposal);

/* The side that a rule for the line's label is for. */
enum side giji_plan_side(const struct line *line);

/* Whether the labels of the group need a rule, which the included form does not have. */
bool giji_plan_needs(const struct proposal *proposal, const struct group *group);

/* Whether the line is an example for a rule of this look and side. */
bool giji_plan_is_example(const struct proposal *proposal, const struct line *line,
                          const struct shape *shape, enum side side);

/* Whether marks of this shape (Q. A. →) need a rule. */
bool giji_plan_needs_mark(const struct proposal *proposal, const struct shape *shape);

/* Adds the mark of a line to those that a rule is for. */
void giji_marks_add(struct marks *marks, giji_string mark);
bool giji_marks_have(const struct marks *marks, giji_string mark);

/* The marks of the bare lines (● before what somebody says) that need a rule. */
struct marks giji_plan_bare_marks(const struct proposal *proposal);
struct marks giji_plan_heading_marks(const struct proposal *proposal);

/* Whether lines of the proceedings have a shape of that kind. */
bool giji_plan_has(const struct proposal *proposal, enum shape_kind kind);

/* The line's other shape, where no label of a speaker goes before it. */
bool giji_plan_is(const struct line *line, enum shape_kind kind);

/* ---- pieces.c: what rules and signs are made of -------------------------------------------- */

/* The fragments that hold how the labels of each side end. */
extern const char *const giji_side_fragments[SIDES];

/* The lines that a rule for one look and side is for. */
struct examples {
    struct marks marks;
    struct tallies labels;
    size_t lines;
    bool takes_any; /* labels of which nobody knows the titles are among them */
};
struct examples giji_find_examples(struct proposal *proposal, const struct shape *shape,
                                   enum side side);

/* The look and side with the most lines; no shape where there are none. */
struct look {
    const struct shape *shape;
    enum side side;
    struct examples examples;
};
struct look giji_strongest_look(struct proposal *proposal);

/* Adds what stands for the label's words in the pattern: a fragment. Ends with a NUL. */
void giji_put_who(struct buffer *who, enum side side, bool takes_any);

/* Adds the pattern of a shape, with the marks and the words filled in. */
void giji_put_pattern(struct buffer *out, giji_string pattern, const struct marks *marks,
                      const char *who);

/* The line, cut behind the first words after its label or mark `head`. */
giji_string giji_sample_text(const struct line *line, giji_string head);
void giji_put_sample(struct proposal *proposal, giji_string marker, giji_string label,
                     giji_string text);

/* ---- signs.c: how labels end, and the signs of the form ------------------------------------- */

void giji_put_speaker_fragments(struct proposal *proposal);
void giji_put_signs(struct proposal *proposal);

/* ---- speakers.c: rules for those who speak ------------------------------------------------ */

void giji_put_speakers(struct proposal *proposal);

/* Writes the rule for the first speaker of all, which needs to read like speech. */
void giji_put_first_speaker(struct proposal *proposal);

/* The attribute that leads to the proceedings, or nothing. */
void giji_put_goto(struct proposal *proposal);

/* Writes the shape's rule as it is; `attributes` come behind its type. Its samples are the first lines that
 * have the shape, or the shape's own. */
void giji_put_shape(struct proposal *proposal, enum shape_kind kind, const char *attributes,
                    bool in_body);

/* ---- report.c: what was found, as a comment ------------------------------------------------ */

void giji_put_report(struct proposal *proposal);

#endif
