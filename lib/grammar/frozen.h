/* The built-in grammars as the build has read them from their files: nothing is parsed, checked or compiled when a
 * program starts. grammars/freeze.c writes them. Where that cannot be run, there are none, and the files are read. */
#ifndef GIJI_GRAMMAR_FROZEN_H
#define GIJI_GRAMMAR_FROZEN_H

#include "grammar/load.h"
#include "grammar/net.h"

struct frozen_form {
    uint32_t name;  /* of the file, in the pool */
    uint32_t start; /* of the form's fields */
};

struct frozen_code {
    uint32_t text, length; /* in the pool */
    uint32_t options, newline;
    uint32_t compiled, size; /* by PCRE2, in `compiled`: what is behind the head */
};

/* A state of an automaton; numbers are places in the arrays of its net. */
struct frozen_state {
    uint32_t roots; /* in `shorts` */
    uint32_t ways;  /* in `bytes` */
    uint32_t way_count;
    uint32_t hash;
    uint16_t root_count;
    uint16_t standing;
    uint16_t found, at_end, alive, origin_found; /* in `masks` */
    uint16_t same_bucket;                        /* as the state has it */
};

/* An automaton, with the states and transitions that the texts have led to from which it was frozen. */
struct frozen_automaton {
    uint64_t unread, conditional, endless;
    uint64_t seeds_found;
    uint64_t seed_ways, seed_conditions;
    uint32_t count, kind, numbers; /* as the automaton has them; the numbers in `shorts` */
    uint32_t classes, samples, class_count;
    uint32_t last_nodes, last_count;
    uint32_t seeds, seed_count;   /* in `bytes` */
    uint32_t states, state_count; /* in `states`, from STATE_START on */
    uint32_t runs, blocks;        /* in `shorts`: of the states from 0 on */
};

/* The net of the patterns of a form, or of the signs of all forms: see net.h. */
struct frozen_net {
    const uint16_t *patterns; /* of each the number of its code, counted from 1; 0: it has none */
    size_t pattern_count;
    const uint32_t *starts;
    const struct node *nodes;
    size_t node_count;
    const uint16_t *classes; /* of each letter */
    const uint32_t *borders;
    const uint16_t *border_classes;
    size_t border_count, class_count;
    const unsigned char *members;
    size_t member_width;
    const struct frozen_automaton *automata; /* in the order in which they are added to the net */
    size_t automaton_count;
    const struct frozen_state *states;
    const uint64_t *masks;
    const uint16_t *shorts;
    const unsigned char *bytes;
};

struct kinds;

/* The sieve of the signs of all forms, whose net is the first: see sieve.h. */
struct frozen_sieve {
    const unsigned char *counts; /* of the signs of each group, */
    const uint16_t *numbers;     /* and their numbers in the net, group by group */
    size_t group_count;
    const bool *visible;
    const struct kinds *kinds;
    const uint64_t *heads; /* of each class, group by group */
    const uint64_t *signs; /* of each way, group by group */
};

/* The forms that are built in, in the order of their files' names. */
struct frozen {
    const char *pcre2; /* as giji_frozen_pcre2 has it, of the PCRE2 that compiled the code */
    const char *pool;  /* all texts, each with a NUL behind it */
    /* What giji_carry_... carries: numbers; texts as a length and a place in the pool; codes by their numbers, counted
     * from 1. */
    const unsigned char *fields;
    size_t field_count; /* in bytes */
    const struct frozen_form *forms;
    size_t form_count;
    const uint32_t *
        lists; /* of words: where each starts in the fields. They are numbered from 1; 0: no words */
    size_t list_count;
    const struct frozen_code *codes;
    size_t code_count;
    const struct frozen_net *nets;
    size_t net_count;
    const struct frozen_sieve *sieve;
    struct letters letters; /* one letter is one class in each net */
    const char *compiled;   /* first the head with which all of it begins */
    size_t head;
};
extern const struct frozen giji_frozen;

/* The frozen net of the same patterns; NULL where there is none. */
const struct frozen_net *giji_frozen_net(const struct net *net);

enum { PCRE2_NAME_SIZE = 128 };

/* What code that one PCRE2 has compiled may be run by: its version and how it was built. */
void giji_frozen_pcre2(char name[PCRE2_NAME_SIZE]);

/* What thawed grammars share. */
struct thawed {
    struct arena arena;
    struct codes home;
    struct code *codes;
    struct words *lists; /* as far as they have been asked for */
};

/* Gives the identity and the signs of every form to `keep`, which gets `data`. False where memory ran out or `keep`
 * says so. Close what is thawed in any case; it stays in its place, and outlives the grammars. */
bool giji_thaw_sketches(struct thawed *thawed, giji_grammar_keeper *keep, void *data);
void giji_thawed_close(struct thawed *thawed);

/* The whole of a form of which there is the sketch; NULL where memory ran out. One thread at a time. */
struct grammar *giji_thaw(struct thawed *thawed, const struct grammar *sketch);

#endif
