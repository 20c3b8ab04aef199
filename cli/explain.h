/* How a dump was read: what `giji explain` prints, of a document that keeps traces. */
#ifndef GIJI_CLI_EXPLAIN_H
#define GIJI_CLI_EXPLAIN_H

#include <giji/giji.h>
#include <stdio.h>

struct explanation {
    FILE *file;
    const giji_document *document;
    bool colour;
    bool all;         /* also the rules that came to little */
    unsigned columns; /* that a line may take */
};

/* A row for each segment of the document: its line, the section it was read in, the rule that claims it, what
 * became of it, its text. */
void explain_all(const struct explanation *explanation);

/* Each segment in full, of a document that keeps the traces of the lines from `first` to `last`: the rules that
 * were tried, how far they matched, what became of the text and why. */
void explain_lines(const struct explanation *explanation, unsigned first, unsigned last);

/* The part of that which shows the segment's text, what was caught of it and how far rules matched. */
void explain_matches(const struct explanation *explanation, const giji_trace *trace);

/* ---- words and colours that they share ---------------------------------------------------- */

enum style { STYLE_NONE, STYLE_HEAD, STYLE_DIM, STYLE_GOOD, STYLE_BAD, STYLE_DOUBT, STYLE_NAME };

/* What follows is printed in that style, where there are colours. */
void set_style(const struct explanation *explanation, enum style style);

void print_styled(const struct explanation *explanation, enum style style, giji_string text);

/* The file and line of the rule's pattern. */
void print_rule_place(const struct explanation *explanation, const giji_trial *trial);

/* The rule's own id: "answer" of "council-table/answer". */
giji_string rule_name(giji_string rule);

/* What became of the segment, in a few words: "turn b7 answer", "+ turn b7", "field date". */
void describe_fate(const giji_trace *trace, char *words, size_t size);

/* Whether it is what nobody asked for: text that no rule claims, where the grammar does not foresee it. */
bool is_unclaimed(const giji_trace *trace);

#endif
