/* Running patterns: the state that one parse needs, and the captures of one match. */
#ifndef GIJI_GRAMMAR_MATCH_H
#define GIJI_GRAMMAR_MATCH_H

#include "base/search.h"
#include "grammar/grammar.h"

/* Room for one match at a time; one for each parse, not shared between threads. */
struct matcher {
    struct arena *arena; /* of what is built by the matches: fails where one finds no memory */
    pcre2_match_data *data;
    pcre2_match_context *limits, *quick; /* the real limits, and those of a first try */
    const struct pattern *limited;       /* the first that ran into a limit, or NULL */
    struct word_search vertical;         /* each character of vertical white space a word */
};

/* False where memory ran out; the arena has failed then. */
bool giji_matcher_open(struct matcher *matcher, struct arena *arena);
void giji_matcher_close(struct matcher *matcher);

/* A match: where it ends, and its captures, all slices of the subject; a capture that took no part
 * is {NULL, 0}. */
struct match {
    size_t start, end; /* bytes from the subject's start */
    giji_string captures[CAPTURE_COUNT];
};

enum match_outcome { MATCH_NO, MATCH_YES, MATCH_LIMIT };

/* Matches at the very start of `subject` (valid UTF-8). MATCH_LIMIT: the pattern ran into the
 * limits on steps, depth or memory. Where there is no memory at all, the matcher's arena fails. */
enum match_outcome giji_match_here(struct matcher *matcher, const struct pattern *pattern,
                                   giji_string subject, struct match *match);

/* The same for a text that a filter has let pass: what the pattern says of the text is asked last. */
enum match_outcome giji_match_filtered(struct matcher *matcher, const struct pattern *pattern,
                                       giji_string subject, struct match *match);

/* Matches at byte `from` of `subject`. The pattern has to be an anchored one. */
enum match_outcome giji_match_at(struct matcher *matcher, const struct pattern *pattern,
                                 giji_string subject, size_t from, struct match *match);

/* Finds the first match at or after byte `from` of `subject`. */
enum match_outcome giji_match_find(struct matcher *matcher, const struct pattern *pattern,
                                   giji_string subject, size_t from, struct match *match);

/* Whether the text is what the pattern says (needs, longest) that it has to be. */
bool giji_match_is_fit(const struct pattern *pattern, giji_string subject);

/* How many bytes of `subject`, from its start, the pattern could match if only other text followed: where
 * it gets stuck. Looked for in the first characters of a long subject. For people who ask why a rule
 * does not match; it takes many matches to find out. */
size_t giji_match_reach(struct matcher *matcher, const struct pattern *pattern,
                        giji_string subject);

#endif
