/* Which form a dump has: every form's score, by the signs that are heard at the start of the text. */
#ifndef GIJI_GRAMMAR_DETECT_H
#define GIJI_GRAMMAR_DETECT_H

#include "grammar/hearing.h"

struct form {
    const struct grammar *grammar;
    const struct form_signs *signs;
    double score;
    bool fits; /* the score reaches the threshold, and does not hang on one line */
    const char
        *hangs_on; /* the line in the text without which a score that reaches the threshold is
                             no more than half of it; NULL where there is none */
};

/* One text's forms. What the signs found is kept, so that each is looked for once. */
struct forms {
    struct arena arena;
    const struct sign_table *table;
    giji_string text;
    struct hearing hearing; /* of the part of it that signs are looked for in, without its tags */
    struct form *items;     /* see giji_forms_rank */
    size_t count, capacity;
};

/* Begins with `text`, which lives as long as the forms do, as do the table and the matcher. Where
 * memory runs out, arena.failed says so. Close the forms in any case. */
void giji_forms_open(struct forms *forms, const struct sign_table *table, giji_string text,
                     struct matcher *matcher);
void giji_forms_close(struct forms *forms);

/* The score of one grammar; 0 where it has no signs. */
struct form giji_form_score(struct forms *forms, const struct grammar *grammar);

/* Scores every form, into `items`, in the order in which they are to be taken: those that fit, first
 * those of normal rank, each by their scores; then the others by their scores. Of two that score the
 * same, one that was added at run time comes before one that is built in: somebody added it for
 * dumps like this. */
void giji_forms_rank(struct forms *forms);

/* The form that comes first in that order, found without looking for signs of forms that cannot; one without a
 * grammar where no form has signs. */
struct form giji_forms_first(struct forms *forms);

/* What the form's sign at `index` found in its grammar's window, at most as many as it counts. */
struct finds {
    const struct find *items;
    size_t count;
    bool limited;
};
struct finds giji_form_finds(const struct forms *forms, const struct form *form, size_t index);

/* The grammar that reads what no form fits: the one without signs, one that is built in before
 * others; NULL where there is none. */
const struct grammar *giji_fallback(struct grammar *const *grammars, size_t count);

#endif
