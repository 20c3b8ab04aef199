/* Grammars from files and from the library itself: loading, checking. */
#ifndef GIJI_GRAMMAR_LOAD_H
#define GIJI_GRAMMAR_LOAD_H

#include "grammar/grammar.h"

struct definitions;
struct findings;
struct include_places;

/* Loads the grammar file `path` (an include is looked for beside it, then among the built-in
 * files). Every finding goes to `callback` (may be NULL); NULL where there was one, or where the
 * file is a library: then *is_library (may be NULL) is true and no finding is made for it. Samples
 * are not run. */
struct grammar *giji_grammar_load(const char *path, bool *is_library,
                                  giji_finding_callback *callback, void *data);

/* The same; an include that does not lie beside the file is looked for in `places` before it is among the
 * built-in ones. */
struct grammar *giji_grammar_load_among(const struct include_places *places, const char *path,
                                        bool *is_library, giji_finding_callback *callback,
                                        void *data);

/* Loads a built-in file by its name ("council-table.xml"). */
struct grammar *giji_grammar_load_built_in(const char *name, bool *is_library,
                                           giji_finding_callback *callback, void *data);

/* Takes over a grammar; false ends what gives them. */
typedef bool giji_grammar_keeper(void *data, struct grammar *grammar);

/* Gives every built-in grammar to `keep`, as far as detection needs it: its identity and its signs. What
 * all include is read once. False, with a finding to `callback`, where one is not good or memory ran out,
 * or where `keep` says so; both get `data`. */
bool giji_grammar_sketch_built_in(giji_grammar_keeper *keep, giji_finding_callback *callback,
                                  void *data);

/* Builds a grammar of what a file (a grammar's or a library's) and its includes define. NULL, with
 * findings, where the definitions make no good grammar. */
struct grammar *giji_grammar_build(const struct definitions *definitions,
                                   struct findings *findings);

void giji_grammar_free(struct grammar *grammar);

/* The files that are built in, in the order of their names; made from grammars/ at build time. */
struct built_in_file {
    const char *name;
    const char *data;
    size_t length;
};
extern const struct built_in_file giji_built_in_files[];
extern const size_t giji_built_in_file_count;

/* Runs every sample of `grammar`; every finding (a sample that is not matched, a claim that is not
 * given, a counter-sample that is matched, a rule, field, sign, rung, decision or cue without a
 * sample, a rule that an earlier one of its section shadows, a threshold that one sign reaches
 * alone or that all do not reach together) goes to `callback`. Returns their
 * number. */
size_t giji_grammar_run_samples(const struct grammar *grammar, giji_finding_callback *callback,
                                void *data);

#endif
