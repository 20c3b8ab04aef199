/* What the first characters at a place tell of the signs of a table, before an automaton reads for them: most places of a
 * text, and many lines, begin no sign.
 *
 * A sieve goes by the classes of the table's net, and is made when it is first asked for; that of the built-in forms
 * comes frozen. */
#ifndef GIJI_GRAMMAR_SIEVE_H
#define GIJI_GRAMMAR_SIEVE_H

#include "grammar/signs.h"
#include "grammar/stretches.h"

/* Characters at the start of a sign that are looked at; ways into the signs of a group that are told apart. */
enum { HEAD = 3, MOST_WAYS = 64 };

/* Bit i of `ways[n]`: on the way i a character of the class may come n characters behind the start, of which the last that
 * is looked at is the first visible one there. For signs that begin lines only visible characters count, and there is one way
 * into each, with the sign's own bit; other signs have one for each pair of characters that they begin with, as long as there
 * are enough bits, and none in common with another sign. */
struct head {
    uint64_t ways[HEAD];
};

/* What is known of the signs of a group. */
struct mesh {
    const struct head *heads;  /* of each class */
    uint64_t signs[MOST_WAYS]; /* into which the way leads */
};

/* Characters that may come first and second on the same ways, of whatever group, into signs that begin anywhere. */
enum { MOST_KINDS = 256 };

struct kinds {
    uint64_t first[MOST_KINDS], second[MOST_KINDS]; /* ways of each kind */
    unsigned char of_character[PLANE];
    size_t count;
};

struct sieve {
    struct net *net;
    const struct sign_group *groups;
    size_t group_count;
    pthread_mutex_t lock;
    atomic_bool made;
    bool good; /* there was memory for what follows */
    struct arena own;
    struct mesh *meshes; /* of each group; nothing for those that are not filtered */
    const bool *visible; /* of each class */
    const struct kinds *kinds;
};

/* The class of characters of which a line has none. */
enum { NO_CLASS = 0xFFFF };

/* A line, and the classes of its first visible characters, or NO_CLASS. */
struct seen_line {
    const struct stretch *stretch;
    size_t at, length; /* bytes, without its end */
    uint16_t head[HEAD];
};

/* A sieve of the groups, whose patterns are of the net, and which stay where they are. NULL where memory ran out. It lives
 * as long as the arena, but has to be closed before, and is used as long as the net is open. */
struct sieve *giji_sieve_new(struct arena *arena, struct net *net, const struct sign_group *groups,
                             size_t count);
void giji_sieve_close(struct sieve *sieve);

/* Makes the sieve where that has not been done. False where it lets everything pass. Threads may share it. */
bool giji_sieve_ready(struct sieve *sieve);

/* Looks at the line's first visible characters. */
void giji_sieve_see(const struct sieve *sieve, giji_string text, struct seen_line *line);

/* The group's signs that may begin with the line. */
uint64_t giji_sieve_line(const struct sieve *sieve, const struct sign_group *group,
                         const struct seen_line *line);

/* A place where signs may begin, on some ways, as far as the two characters there tell. */
struct spot {
    size_t at, behind; /* bytes: of the first character, and behind the second */
    uint64_t ways;
};

/* The ways into signs of the group. */
uint64_t giji_sieve_ways(const struct sieve *sieve, const struct sign_group *group, uint64_t signs);

/* The first place at or behind byte `from` of valid UTF-8 where signs may begin on one of the ways, which lead to signs that
 * begin anywhere; or the text's length. */
struct spot giji_sieve_skip(const struct sieve *sieve, giji_string text, size_t from,
                            uint64_t ways);

/* The group's signs that may begin at the spot. */
uint64_t giji_sieve_place(const struct sieve *sieve, const struct sign_group *group,
                          giji_string text, const struct spot *spot);

#endif
