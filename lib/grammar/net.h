/* The patterns of a grammar as one net of states (a nondeterministic automaton), from what regex.h reads of them, and
 * the alphabet that they tell apart: characters that every set of the net holds or leaves out together are of one
 * class.
 *
 * The net is made when it is first asked for, from the patterns that were added before. */
#ifndef GIJI_GRAMMAR_NET_H
#define GIJI_GRAMMAR_NET_H

#include "grammar/charset.h"
#include "grammar/grammar.h"

#include <pthread.h>
#include <stdatomic.h>

enum { PLANE = 0x10000, NO_NODE = 0xFFFF, MOST_SETS = 4000 };

/* Letters are what nets tell apart of the characters below PLANE. They stand in pages of so many, as the last byte of
 * a character in UTF-8 tells so many apart; pages that are alike stand there once. */
enum { LETTER_PAGE = 64, LETTER_PAGES = PLANE / LETTER_PAGE };
struct letters {
    const uint16_t *pages; /* of each LETTER_PAGE characters: where their letters begin */
    const uint16_t *numbers;
};

enum node_kind {
    NODE_CHARACTER,  /* a character of the set leads to `next` */
    NODE_BRANCH,     /* leads to `next` and to `other` */
    NODE_LOOP,       /* the same, and what `other` leads to leads back */
    NODE_TEXT_START, /* leads to `next` at the start of the text */
    NODE_LINE_START, /* ... of a line */
    NODE_END,        /* leads to `next` at the end of the text or of a line */
    NODE_FOUND,      /* its pattern matches */
    NODE_IF, /* leads to `next`, which counts as long as the condition that `other` leads to may hold */
    NODE_MET /* the pattern's condition holds */
};

/* What a pattern begins with looking ahead for is a condition beside its own way: a bit of a node's pattern. */
enum { CONDITION = 0x8000 };

/* So many characters behind a pattern's start, and at each doubling of that, an automaton leaves out the nodes that a
 * text cannot stand at any more. */
enum { FIRST_TICK = 16, TICKS = 8, OUTLASTS_ALL = TICKS };

struct node {
    unsigned char kind;
    /* How many ticks a text may still stand here at: counts are kept in no other way. */
    unsigned char ticks;
    uint16_t pattern; /* it belongs to, with CONDITION where it is of the pattern's condition */
    uint16_t next;
    union {
        uint16_t other; /* of a branch */
        uint16_t set;   /* of a character */
    };
};

/* The nodes that one leads to without a character. */
struct lead {
    const unsigned char *ways; /* as automata keep them */
    uint32_t way_count;
    uint16_t root, same_bucket;
    bool found;           /* its pattern among them */
    unsigned char traits; /* as automata keep them */
    unsigned char ticks;  /* that all of them outlast */
};

enum { LEAD_BUCKETS = 512 };

/* How the pattern's end is reached from a node without a character: at all, or only where the text or its line ends. */
enum { ENDS_ANYWHERE = 1, ENDS_AT_END = 2 };

/* Where sets of nodes are gathered, one at a time. */
struct bench {
    void *pages; /* of the arrays with room for each node: few are ever used to their end */
    size_t page_size;
    size_t words;        /* of a set with a bit for each node */
    uint64_t *seen;      /* nodes that have been looked at, */
    uint64_t *kept;      /* and those of the set: */
    size_t low, high;    /* nothing is set before the one word, or from the other on */
    uint16_t *worklist;  /* nodes that are to be looked at */
    unsigned char *ways; /* the set in ascending order, as automata keep it */
    size_t count;        /* of the ways */
    uint64_t found;
    uint16_t *roots;   /* nodes behind a character, each once, */
    uint64_t *is_root; /* and which they are, while they are gathered */
    struct lead *leads;
    size_t lead_count, lead_capacity, way_count;
    uint16_t *buckets; /* of the leads, which count from 1 */
    /* For automata that are made and not thawed: */
    unsigned char *endings; /* of each node: ENDS_ANYWHERE ... */
    uint16_t *same_class;   /* room for a number of each class */
};

struct automaton;

struct net {
    struct arena *arena;        /* of the list of patterns: the grammar's */
    struct automaton *automata; /* the last that was added, ... */
    size_t automaton_count;
    const struct pattern **patterns;
    size_t pattern_count, pattern_capacity;
    pthread_mutex_t lock;
    atomic_bool made;
    bool good; /* there was memory for what follows */

    struct arena own; /* of what follows, unless it is frozen */
    uint32_t *starts; /* of each pattern its first node, or NO_NODE: it is not read */
    struct node *nodes;
    size_t node_count, node_capacity;
    struct charset *sets;
    size_t set_count, set_capacity;
    struct letters letters;  /* frozen nets have these in common, */
    const uint16_t *classes; /* and each net its class of each letter */
    uint32_t *borders;       /* where another class may begin; of those from PLANE on, ... */
    uint16_t *border_classes;
    size_t border_count, class_count;
    uint16_t feed_class, return_class; /* of the characters that end lines */
    const struct frozen_net *frozen;   /* what it comes from, or NULL */
    struct bench *bench;               /* NULL until an automaton needs it */
    unsigned char *members; /* a row for each class: bit i tells whether set i holds it */
    size_t member_width;    /* of a row, in bytes: whole words of 64 bits */
};

/* Lets pages of the letters of all characters below PLANE that are alike stand there once. Writes where the page of
 * each LETTER_PAGE characters begins; returns how many letters are left. */
size_t giji_fold_pages(uint16_t numbers[PLANE], uint16_t pages[LETTER_PAGES]);

/* NULL where memory ran out. It lives as long as the arena, but has to be closed before. */
struct net *giji_net_new(struct arena *arena);
void giji_net_close(struct net *net);

/* Adds a pattern, which lives as long as the net; its number in it. Not once the net is made. */
size_t giji_net_add(struct net *net, const struct pattern *pattern);

/* Makes the net where that has not been done. False where there was no memory for it. Threads may share it. */
bool giji_net_ready(struct net *net);

/* The bench of a net that has been made, for whoever has the net's lock; NULL where memory ran out. */
struct bench *giji_net_bench(struct net *net);

/* The row of `members` of a class. */
static inline const unsigned char *giji_net_members(const struct net *net, unsigned class)
{
    return net->members + class * net->member_width;
}

static inline bool giji_net_holds(const unsigned char *members, unsigned set)
{
    return members[set / 8] >> set % 8 & 1;
}

static inline void giji_net_hold(unsigned char *members, unsigned set)
{
    members[set / 8] |= (unsigned char)(1U << set % 8);
}

/* The letter of a character below PLANE. */
static inline unsigned giji_letter(const struct letters *letters, uint32_t character)
{
    return letters->numbers[letters->pages[character / LETTER_PAGE] + character % LETTER_PAGE];
}

/* The class of a character below PLANE. */
static inline unsigned giji_net_class(const struct net *net, uint32_t character)
{
    return net->classes[giji_letter(&net->letters, character)];
}

/* The class of a character from PLANE on. */
unsigned giji_net_far_class(const struct net *net, uint32_t character);

#endif
