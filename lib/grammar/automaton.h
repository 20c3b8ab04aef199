/* Which of some patterns of a net may match a text, told in one pass over it: the net's states that a text leads to
 * at the same time are one state of a deterministic automaton, made when a text first leads there and then kept.
 *
 * What the automaton rules out does not match; what it finds may (see regex.h). */
#ifndef GIJI_GRAMMAR_AUTOMATON_H
#define GIJI_GRAMMAR_AUTOMATON_H

#include "grammar/net.h"

enum { AUTOMATON_PATTERNS = 64 };

/* What an automaton is to be: one whose patterns may begin at any place of a text and not only at its start; one that
 * reads for all its patterns, also for those that the words would tell which they need. */
enum { AUTOMATON_ANYWHERE = 1, AUTOMATON_FOR_ALL = 2 };

struct automaton;

struct reading {
    uint64_t found;  /* bit i: the pattern i may match */
    uint64_t alive;  /* bit i: it might still match if the text went on */
    uint64_t unread; /* bit i: it counts as found, since it is not looked for */
};

/* An automaton of up to AUTOMATON_PATTERNS patterns of the net, by their numbers there. NULL where memory ran out. It
 * lives as long as the arena, but has to be closed before, and is used as long as the net is open. */
struct automaton *giji_automaton_new(struct arena *arena, struct net *net, const size_t *numbers,
                                     size_t count, unsigned kind);
void giji_automaton_close(struct automaton *automaton);

/* Reads the text, or as much of it as it needs to tell. Threads may share an automaton. */
struct reading giji_automaton_read(struct automaton *automaton, giji_string text);

/* The same of a text that ends where that of a match does, but for the patterns whose bits are set in `open`: what
 * cannot match up to its last character need not be read for. */
struct reading giji_automaton_read_whole(struct automaton *automaton, giji_string text,
                                         uint64_t open);

/* The same of a text in which no line ends, which need not be found out. */
struct reading giji_automaton_read_line(struct automaton *automaton, giji_string line,
                                        uint64_t open);

/* Reads a text as the first does, and only the patterns count whose bits are set in `possible`. */
struct reading giji_automaton_read_for(struct automaton *automaton, giji_string text,
                                       uint64_t possible);

#endif
