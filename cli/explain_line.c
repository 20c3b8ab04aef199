/* A line in full, one card for each segment:
 *
 *     minutes.txt:12:1
 *       section    discussion
 *       rule       answer (council-table.xml:117), the 13th of 23 that were tried
 *       became     turn b8: answer, by its marker, in reply to b7
 *       next       discussion
 *
 * and below that how far the rules matched. */
#include "display.h"
#include "explain.h"

#include <string.h>

enum { KEY = 11 };

/* ---- rows of a card ----------------------------------------------------------------------- */

static void begin_row(const struct explanation *explanation, const char *key)
{
    fputs("  ", explanation->file);
    set_style(explanation, STYLE_DIM);
    fprintf(explanation->file, "%-*s", KEY, key);
    set_style(explanation, STYLE_NONE);
}

static const char *ordinal_ending(size_t number)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    bool teens = number / 10 % 10 == 1;
    return endings[!teens && number % 10 <= 3 ? number % 10 : 0];
}

static void print_kind(const struct explanation *explanation, const giji_trace *trace)
{
    static const char *const kinds[] = {
        [GIJI_SEGMENT_LINE] = NULL,
        [GIJI_SEGMENT_CELL] = "a cell: tabs part the line",
        [GIJI_SEGMENT_TAGGED] = "what stands between tags",
        [GIJI_SEGMENT_REST] = "what the rule before it caught as 'rest'",
        [GIJI_SEGMENT_INSIDE] = "inside the line: a rule with 'inline' matches here"};
    if (!kinds[trace->kind])
        return;
    begin_row(explanation, "segment");
    fprintf(explanation->file, "%s\n", kinds[trace->kind]);
}

static void print_rule(const struct explanation *explanation, const giji_trace *trace)
{
    begin_row(explanation, "rule");
    if (trace->winner) {
        print_styled(explanation, STYLE_GOOD, rule_name(trace->winner->rule));
        fputs(" (", explanation->file);
        print_rule_place(explanation, trace->winner);
        fprintf(explanation->file, "), the %zu%s of the section's %zu\n", trace->trial_count,
                ordinal_ending(trace->trial_count), trace->rule_count);
    } else if (trace->text.length) {
        print_styled(explanation, STYLE_DOUBT, string_of("none"));
        fprintf(explanation->file, " of the section's %zu\n", trace->rule_count);
    } else {
        fputs("none: there are only tags\n", explanation->file);
    }
}

/* ---- what became of it -------------------------------------------------------------------- */

static void print_role(const struct explanation *explanation, const giji_block *block)
{
    FILE *file = explanation->file;
    giji_role_by by = giji_block_role_by(block);
    fprintf(file, ", %s", giji_role_name(giji_block_role(block)));
    if (by == GIJI_BY_INFERRED)
        fprintf(file, " (inferred, confidence %.2f)", giji_block_confidence(block));
    else if (by != GIJI_BY_NONE)
        fprintf(file, " (by its %s)", giji_role_by_name(by));
    for (size_t i = 0; i < giji_block_reply_count(block); i++)
        fprintf(file, "%s b%u", i ? "," : " in reply to", giji_block_reply_to(block, i));
}

/* "turn b7". */
static void print_block_name(const struct explanation *explanation, const giji_block *block)
{
    set_style(explanation, STYLE_HEAD);
    fprintf(explanation->file, "%s b%u", giji_block_type_name(giji_block_type_of(block)),
            giji_block_id(block));
    set_style(explanation, STYLE_NONE);
}

static void print_block(const struct explanation *explanation, const giji_block *block)
{
    FILE *file = explanation->file;
    const char *decision = giji_decision_name(giji_block_decision(block));
    print_block_name(explanation, block);
    if (giji_role_name(giji_block_role(block)))
        print_role(explanation, block);
    if (decision)
        fprintf(file, ", %s", decision);
    if (giji_block_level(block))
        fprintf(file, " of level %u", giji_block_level(block));
}

static void print_field(const struct explanation *explanation, const giji_trace *trace)
{
    giji_string label = giji_header_field_label(trace->field);
    if (trace->fate == GIJI_FATE_FIELD_TEXT)
        fputs("part of the ", explanation->file);
    set_style(explanation, STYLE_HEAD);
    fprintf(explanation->file, "header field '%s'",
            giji_header_key_name(giji_header_field_key(trace->field)));
    set_style(explanation, STYLE_NONE);
    if (trace->fate == GIJI_FATE_FIELD_TEXT)
        fprintf(explanation->file, " of line %u%s", giji_header_field_line(trace->field),
                trace->winner ? ": noise stays in it" : "");
    else if (!trace->winner && label.length)
        fputs(": numbered as the labels are, but the grammar does not know this one",
              explanation->file);
    else if (!trace->winner)
        fputs(": it stands before every label", explanation->file);
}

/* Why it joined the open block. */
static const char *why_joined(const giji_trace *trace)
{
    if (!trace->text.length)
        return "there are only tags";
    if (trace->continues == GIJI_CONTINUES_PARAGRAPHS)
        return "it takes all text without a rule (continues=\"paragraphs\")";
    if (trace->torn)
        return "its sentence was torn";
    if (trace->continues == GIJI_CONTINUES_ADJACENT && !trace->blank_before)
        return "no blank line is between (continues=\"adjacent\")";
    return "it was no more than a label";
}

/* Why it did not join the open block. */
static const char *why_apart(const giji_trace *trace)
{
    switch (trace->continues) {
    case GIJI_CONTINUES_NO:
        return "it takes no more text (continues=\"no\")";
    case GIJI_CONTINUES_TORN:
        return "its sentence is complete (continues=\"torn\")";
    case GIJI_CONTINUES_ADJACENT:
        return trace->blank_before ? "a blank line or a tag is between (continues=\"adjacent\")"
                                   : "it is complete (continues=\"adjacent\")";
    case GIJI_CONTINUES_PARAGRAPHS:
        break;
    }
    return "it was over";
}

static void print_apart(const struct explanation *explanation, const giji_trace *trace)
{
    bool claimed = trace->fate != GIJI_FATE_OTHERWISE && trace->fate != GIJI_FATE_UNCLAIMED;
    if (claimed || !trace->open)
        return;
    begin_row(explanation, "not in");
    print_block_name(explanation, trace->open);
    fprintf(explanation->file, ": %s\n", why_apart(trace));
}

static void print_fate(const struct explanation *explanation, const giji_trace *trace)
{
    FILE *file = explanation->file;
    switch (trace->fate) {
    case GIJI_FATE_FIELD:
    case GIJI_FATE_FIELD_TEXT:
        print_field(explanation, trace);
        break;
    case GIJI_FATE_BLOCK:
    case GIJI_FATE_NOISE:
        print_block(explanation, trace->block);
        break;
    case GIJI_FATE_OTHERWISE:
        print_block(explanation, trace->block);
        if (giji_block_continues(trace->block))
            fprintf(file, ": goes on with b%u, which was broken",
                    giji_block_continues(trace->block));
        else
            fprintf(file, ": so the section says (otherwise=\"%s\")",
                    giji_block_type_name(giji_block_type_of(trace->block)));
        break;
    case GIJI_FATE_UNCLAIMED:
        print_block(explanation, trace->block);
        fputs(": no rule claims it", file);
        break;
    case GIJI_FATE_BLOCK_TEXT:
        fputs("part of ", file);
        print_block_name(explanation, trace->block);
        fprintf(file, ": %s", why_joined(trace));
        break;
    case GIJI_FATE_OMITTED:
        fputs("inside ", file);
        print_block_name(explanation, trace->block);
        fputs(", whose text leaves it out", file);
        break;
    }
    fputc('\n', file);
}

/* A block that went on over lines is judged again by all of its text, perhaps by another rule. */
static void print_rejudged(const struct explanation *explanation, const giji_trace *trace)
{
    if (trace->fate != GIJI_FATE_BLOCK)
        return;
    giji_string rule = giji_block_rule(trace->block), first = trace->winner->rule;
    if (rule.length == first.length && memcmp(rule.data, first.data, rule.length) == 0)
        return;
    begin_row(explanation, "");
    fputs("judged again, with the lines that joined it, by the rule ", explanation->file);
    print_styled(explanation, STYLE_GOOD, rule_name(rule));
    fputc('\n', explanation->file);
}

/* What spoke for and against an inferred role. */
static void print_evidence(const struct explanation *explanation, const giji_trace *trace)
{
    enum { LONGEST_CUE = 14 };
    const giji_block *block = trace->block;
    size_t count = block && trace->fate == GIJI_FATE_BLOCK ? giji_block_evidence_count(block) : 0;
    for (size_t i = 0; i < count; i++) {
        giji_evidence evidence = giji_block_evidence(block, i);
        begin_row(explanation, i ? "" : "role");
        int width = evidence.text.length ? LONGEST_CUE : 0;
        fprintf(explanation->file, "%+.1f %-*.*s%s", evidence.weight, width,
                (int)evidence.cue.length, evidence.cue.data, width ? " " : "");
        print_cut(explanation->file, evidence.text, explanation->columns / 2);
        fputc('\n', explanation->file);
    }
}

static void print_noticed(const struct explanation *explanation, const giji_trace *trace)
{
    const giji_document *document = explanation->document;
    for (size_t i = 0; i < giji_document_diagnostic_count(document); i++) {
        const giji_diagnostic *said = giji_document_diagnostic(document, i);
        bool here = said->span.start >= trace->span.start && said->span.start < trace->span.end;
        if (!here || strcmp(said->code, "unclaimed") == 0) /* is said already */
            continue;
        begin_row(explanation, "noticed");
        print_clean(explanation->file, said->message);
        fprintf(explanation->file, " [%s]\n", said->code);
    }
}

/* ---- cards -------------------------------------------------------------------------------- */

static void print_head(const struct explanation *explanation, const giji_trace *trace)
{
    unsigned line, column;
    giji_document_locate(explanation->document, trace->span.start, &line, &column);
    print_styled(explanation, STYLE_HEAD, shown_name(giji_document_name(explanation->document)));
    fprintf(explanation->file, ":%u:%u\n", line, column);
}

static void print_card(const struct explanation *explanation, const giji_trace *trace)
{
    print_head(explanation, trace);
    print_kind(explanation, trace);
    begin_row(explanation, "section");
    print_styled(explanation, STYLE_NAME, trace->section);
    giji_string grammar = giji_document_grammar_id(explanation->document);
    fprintf(explanation->file, " of %.*s\n", (int)grammar.length, grammar.data);
    print_rule(explanation, trace);
    begin_row(explanation, "became");
    print_fate(explanation, trace);
    print_rejudged(explanation, trace);
    print_evidence(explanation, trace);
    print_apart(explanation, trace);
    print_noticed(explanation, trace);
    begin_row(explanation, "next");
    print_styled(explanation, STYLE_NAME, trace->next_section);
    fputs("\n\n", explanation->file);
    if (trace->text.length)
        explain_matches(explanation, trace);
}

void explain_lines(const struct explanation *explanation, unsigned first, unsigned last)
{
    size_t count = giji_document_trace_count(explanation->document);
    for (size_t i = 0; i < count; i++) {
        if (i)
            fputc('\n', explanation->file);
        print_card(explanation, giji_document_trace(explanation->document, i));
    }
    if (count)
        return;
    print_styled(explanation, STYLE_HEAD, shown_name(giji_document_name(explanation->document)));
    fprintf(explanation->file, ":%u: blank%s\n", first,
            first == last ? ": it parts what is before it from what is behind" : "");
}
