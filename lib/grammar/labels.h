/* Labels of header fields at the start of a line or cell, and labels of parts inside a value.
 *
 *     line  = [prefix] label [closing bracket] { ":" | white space } value
 *     label = letters of a field's label, folded; white space may stand between them
 *
 * A label ends where the line, a tab, white space, a colon or a bracket says so; behind a prefix,
 * or where the field is glued, the value may follow at once. A particle behind it (日時は) makes it
 * running text, and no label. */
#ifndef GIJI_GRAMMAR_LABELS_H
#define GIJI_GRAMMAR_LABELS_H

#include "grammar/grammar.h"
#include "grammar/match.h"

struct field_hit {
    const struct field *field;
    enum field_part part; /* PART_NONE: the label is the field's own */
    size_t label_start,
        label_end;      /* the label as written, in bytes; the prefix is in front of it */
    size_t value_start; /* behind separators */
    size_t reach;       /* how far the letters are those of some label, found or not */
};

/* Makes the grammar's fields ready for being looked for: no label is added to them any more. Where memory runs out, the
 * grammar's arena fails. */
void giji_index_labels(struct grammar *grammar);

/* Whether `segment` begins with a label: the longest that does. Labels of parts count for `within`
 * only, the field whose value it is in (or NULL). Where memory runs out, the matcher's arena fails. */
bool giji_field_at(const struct grammar *grammar, struct matcher *matcher, giji_string segment,
                   const struct field *within, struct field_hit *hit);

/* Whether the label of a part of `field` begins at byte `at` of `text`, whatever stands behind it.
 * Where memory runs out, `arena` fails. */
bool giji_part_at(const struct grammar *grammar, const struct field *field, giji_string text,
                  size_t at, struct field_hit *hit, struct arena *arena);

#endif
