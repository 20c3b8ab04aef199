/* What the label of a turn says: who speaks, on which side. A dump has few labels, and they take turns: each is read
 * once, as long as no other one takes its place. */
#ifndef GIJI_PARSE_SPEAKER_H
#define GIJI_PARSE_SPEAKER_H

#include "grammar/grammar.h"

enum { LABEL_READINGS = 64 };

/* What was captured of a label, and what it says. */
struct label_reading {
    giji_string label, name, office, affiliation;
    giji_speaker speaker;
    giji_role side; /* by the title */
    bool known;     /* the title is one of the grammar's */
};

/* Starts as all zero bits. */
struct label_readings {
    struct label_reading *by_hash[LABEL_READINGS];
};

/* What the label says that stands in the captures; good until the next call. NULL where memory ran out, which makes
 * `arena` fail; what the speaker is named with may be slices of the captures. */
const struct label_reading *giji_read_label(struct label_readings *readings,
                                            const struct grammar *grammar, struct arena *arena,
                                            const giji_string *captures);

/* The label without the white space between its letters: the same slice where it has none, else a copy in `arena`. */
giji_string giji_tight(struct arena *arena, giji_string label);

#endif
