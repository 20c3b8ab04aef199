/* A pattern read as a tree that matches at least what the pattern does, so that what the tree does not match
 * need not be shown to PCRE2.
 *
 * What is read is PCRE2 with EXTENDED, as grammars have it:
 *
 *     alternatives = sequence ( "|" sequence )*
 *     sequence     = ( piece quantifier? )*
 *     piece        = character | "." | class | escape | "^" | "$" | group
 *     group        = "(" kind? alternatives ")"
 *     kind         = "?:" | "?|" | "?>" | "?'" name "'" | "?<" name ">" | "?P<" name ">"
 *                  | "?=" | "?!" | "?<=" | "?<!" | "?" flags | "?" flags ":"
 *     flags        = ( "m" | "s" )+
 *     quantifier   = ( "*" | "+" | "?" | "{" number ( "," number? )? "}" ) ( "?" | "+" )?
 *     class        = "[" "^"? ( member | member "-" member )* "]"
 *
 * What looks around counts as nothing, what refers back as any text, and a count of many as any count. A
 * pattern with anything else (case folding, recursion, conditions, verbs) is not read. */
#ifndef GIJI_GRAMMAR_REGEX_H
#define GIJI_GRAMMAR_REGEX_H

#include "grammar/charset.h"

enum tree_kind {
    TREE_EMPTY,
    TREE_SET,        /* one character of the set */
    TREE_SEQUENCE,   /* the children, one behind the other; the last is the first child */
    TREE_CHOICE,     /* one of the children */
    TREE_REPEAT,     /* the only child, from `least` to `most` times */
    TREE_AHEAD,      /* the only child has to follow, and is not passed */
    TREE_TEXT_START, /* \A, and ^ where it means that */
    TREE_LINE_START, /* ^ in (?m) */
    TREE_END         /* $ \Z \z: the text's end, or a line's */
};

enum { REPEAT_ENDLESS = INT32_MAX };

/* What a tree takes that has one behind the other, or one so many times. */
static inline uint32_t giji_add_reach(uint32_t a, uint32_t b)
{
    return a < REPEAT_ENDLESS - b ? a + b : REPEAT_ENDLESS;
}

static inline uint32_t giji_repeat_reach(uint32_t once, uint32_t times)
{
    if (once == 0 || times == 0)
        return 0;
    return times < REPEAT_ENDLESS / once ? once * times : REPEAT_ENDLESS;
}

struct tree {
    enum tree_kind kind;
    uint32_t least, most;
    /* So many characters it takes at most, or REPEAT_ENDLESS, with those that it looks ahead for. */
    uint32_t reach;
    struct charset set;
    struct tree *child; /* the first */
    struct tree *next;  /* the next child of the same parent */
    /* What a match begins with, where giji_tree_first() has asked: NULL where it is not known. */
    const struct charset *first;
    bool asked, empty; /* a match may be empty */
};

/* The tree of the pattern, in the arena; NULL where it is not read, or memory ran out. */
struct tree *giji_regex_read(giji_string pattern, struct arena *arena);

/* The set that the last character of each match is in, where the tree ends with one; or NULL. */
const struct charset *giji_tree_last(const struct tree *tree);

/* Whether a match of the tree may begin with the character. */
bool giji_tree_begins_with(const struct tree *tree, uint32_t character);

/* The set that the first character of each match is in; NULL where a match may be empty, the set is too large, or memory
 * ran out. */
const struct charset *giji_tree_first(struct tree *tree, struct arena *arena);

/* Whether the set is that of \s. */
bool giji_is_white_space(const struct charset *set);

/* A class in a pattern's text, or \s outside of one, of which all members are known. */
struct regex_class {
    size_t start, end; /* bytes of the text, with its brackets */
    bool negated;
    struct charset set;
    struct regex_class *next; /* in the order of the text */
};

/* Alternatives that may be put into groups of their own: no number of a group and no flag would change by it. */
struct regex_choice {
    struct regex_part {
        size_t start, end; /* bytes of the text */
        struct tree *tree;
    } * parts; /* in the order of the text */
    size_t count, capacity;
    struct regex_choice *next; /* in no order */
};

struct regex_pieces {
    struct regex_class *classes; /* the first */
    struct regex_choice *choices;
};

/* The pattern's pieces, in the arena. False where the pattern is not read, or memory ran out. */
bool giji_regex_read_pieces(giji_string pattern, struct arena *arena, struct regex_pieces *pieces);

#endif
