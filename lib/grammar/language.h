/* The grammar language as tables: which elements there are, what each may hold, and the words that
 * attributes may say. grammar.h describes the language; giji-grammar.rng says the same to editors.
 */
#ifndef GIJI_GRAMMAR_LANGUAGE_H
#define GIJI_GRAMMAR_LANGUAGE_H

#include "base/slice.h"

#define GIJI_GRAMMAR_NAMESPACE "urn:giji:grammar:1"

/* Lists of words end with NULL; a word's place is the value of its enum, plus one for those lists
 * whose enum begins with a NONE. */
extern const char *const giji_words_yes[];         /* no, yes */
extern const char *const giji_words_types[];       /* enum giji_block_type, then "field" */
extern const char *const giji_words_ranks[];       /* of a form: normal, last */
extern const char *const giji_words_blocks[];      /* enum giji_block_type */
extern const char *const giji_words_keys[];        /* enum giji_header_key */
extern const char *const giji_words_roles[];       /* enum rule_role, from QUESTION */
extern const char *const giji_words_other_roles[]; /* those of text without a rule */
extern const char *const giji_words_by[];          /* enum giji_role_by, from MARKER */
extern const char *const giji_words_inline[];      /* enum rule_inline */
extern const char *const giji_words_after[];       /* enum rule_after */
extern const char *const giji_words_continues[];   /* enum rule_continues */
extern const char *const giji_words_decisions[];   /* enum giji_decision, from APPROVED */
extern const char *const giji_words_corrected[];   /* enum correction_of */
extern const char *const giji_words_places[];      /* enum cue_place */
extern const char *const giji_words_statements[];  /* enum statements */
extern const char *const giji_words_within[];      /* "turn" */
extern const char *const giji_words_ends[];        /* "exchange" */
extern const char *const giji_words_joins[];       /* "title" */
extern const char *const giji_words_over[];        /* "lines" */
extern const char *const giji_words_parts[];       /* enum field_part, from REASON */
extern const char *const giji_words_lists[];       /* enum word_list */
extern const char *const giji_words_captures[];    /* enum capture */

/* For each of giji_words_types, bit 1 << c for each capture c that means something for its rules,
 * besides `text` and `rest`. */
extern const unsigned giji_captures_of_type[];

/* The place of `word` in `words`; -1 where it is not there. */
int giji_word_index(const char *const *words, giji_string word);

enum value_kind {
    VALUE_TEXT,   /* anything that is not empty */
    VALUE_ANY,    /* anything */
    VALUE_NAME,   /* letters, digits, '.', '-' and '_' of ASCII */
    VALUE_FILE,   /* a file's name without a path: a name */
    VALUE_WORD,   /* one of `words` */
    VALUE_NUMBER, /* a decimal number: -1.5 */
    VALUE_COUNT   /* a whole number from 1 */
};

struct attribute_shape {
    const char *name;
    bool required;
    enum value_kind kind;
    const char *const *words;
};

/* A kind of child. Children come in the order of their ranks; those of one rank may mix. */
struct child_shape {
    const char *name;
    unsigned rank;
    bool required; /* one of this rank must be there */
    bool many;
};

enum { SHAPE_ATTRIBUTES = 18, SHAPE_CHILDREN = 16 };

struct element_shape {
    const char *name;
    const char *parent; /* where the name means different things in different places; or NULL */
    bool text;          /* holds text, which must not be empty */
    struct attribute_shape attributes[SHAPE_ATTRIBUTES]; /* ended by a NULL name */
    struct child_shape children[SHAPE_CHILDREN];         /* ended by a NULL name */
};

/* The shape of the element `name` under `parent` (empty for the root); NULL where there is none. */
const struct element_shape *giji_element_shape(giji_string name, giji_string parent);

/* Reads a decimal number such as "-1.5", whatever the locale; false where it is none. */
bool giji_read_decimal(giji_string text, double *number);

#endif
