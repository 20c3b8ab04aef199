/* Building a grammar from what its files define. */
#ifndef GIJI_GRAMMAR_BUILD_H
#define GIJI_GRAMMAR_BUILD_H

#include "grammar/compile.h"
#include "grammar/definitions.h"
#include "grammar/grammar.h"

struct builder {
    struct grammar *grammar;
    const struct definitions *definitions;
    struct fragments fragments;
    struct findings *findings;
};

/* Builds how the form is detected: window, threshold, rank and signs. */
void giji_build_signs(struct builder *builder);

/* Builds everything of the grammar but its signs, rules and sections. */
void giji_build_lists(struct builder *builder);

/* Builds the rules and sections. */
void giji_build_sections(struct builder *builder);

/* Compiles the child <pattern> of `element`. */
void giji_build_pattern(struct builder *builder, const struct element *element,
                        enum pattern_use use, unsigned captures, struct pattern *pattern);

/* Compiles the child <ahead> of `element`, where there is one. */
void giji_build_ahead(struct builder *builder, const struct element *element,
                      struct pattern *pattern);

/* Adds the samples and counter-samples that are children of `element`. */
void giji_build_samples(struct builder *builder, const struct element *element,
                        struct samples *samples);

/* The text folded, in the grammar's arena. */
giji_string giji_build_folded(struct builder *builder, giji_string text);

/* A copy in the grammar's arena. */
giji_string giji_build_copy(struct builder *builder, giji_string text);

#endif
