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
};

/* The tree of the pattern, in the arena; NULL where it is not read, or memory ran out. */
struct tree *giji_regex_read(giji_string pattern, struct arena *arena);

/* The set that the last character of each match is in, where the tree ends with one; or NULL. */
const struct charset *giji_tree_last(const struct tree *tree);

/* Whether a match of the tree may begin with the character. */
bool giji_tree_begins_with(const struct tree *tree, uint32_t character);

/* A class in a pattern's text, of which all members are known. */
struct regex_class {
    size_t start, end; /* bytes of the text, with its brackets */
    bool negated;
    struct charset set;
    struct regex_class *next; /* in the order of the text */
};

/* Sets *first to the first of the pattern's classes, in the arena. False where the pattern is not read, or memory ran
 * out. */
bool giji_regex_read_classes(giji_string pattern, struct arena *arena, struct regex_class **first);

#endif
