/* A whole dump in rows, one for each segment:
 *
 *     minutes.txt: UTF-8, read by council-table
 *     10  header       course  heading b1         会 議 経 過
 *     11  proceedings  item    item b2            (1) 部長挨拶
 *     11  item         -       turn b3 statement  皆さん、こんばんは。 */
#include "display.h"
#include "explain.h"

#include <string.h>

enum { LONGEST_FATE = 64, BETWEEN = 2, LEAST_TEXT = 20 };

/* How wide the columns are. */
struct layout {
    unsigned line, section, rule, fate, text;
};

static void widen(unsigned *column, unsigned width)
{
    if (*column < width)
        *column = width;
}

static struct layout measure(const struct explanation *explanation)
{
    struct layout layout = {.rule = 1};
    const giji_document *document = explanation->document;
    char words[LONGEST_FATE];
    for (size_t i = 0; i < giji_document_trace_count(document); i++) {
        const giji_trace *trace = giji_document_trace(document, i);
        describe_fate(trace, words, sizeof words);
        widen(&layout.line, (unsigned)snprintf(NULL, 0, "%u", trace->line));
        widen(&layout.section, clean_width(trace->section));
        widen(&layout.fate, (unsigned)strlen(words));
        if (trace->winner)
            widen(&layout.rule, clean_width(rule_name(trace->winner->rule)));
    }
    unsigned used = layout.line + layout.section + layout.rule + layout.fate + 4 * BETWEEN;
    layout.text =
        explanation->columns > used + LEAST_TEXT ? explanation->columns - used : LEAST_TEXT;
    return layout;
}

static enum style style_of(const giji_trace *trace)
{
    switch (trace->fate) {
    case GIJI_FATE_FIELD:
    case GIJI_FATE_BLOCK:
    case GIJI_FATE_OTHERWISE:
    case GIJI_FATE_UNCLAIMED:
        return is_unclaimed(trace) ? STYLE_DOUBT : STYLE_GOOD;
    case GIJI_FATE_FIELD_TEXT:
    case GIJI_FATE_BLOCK_TEXT:
    case GIJI_FATE_NOISE:
    case GIJI_FATE_OMITTED:
        break;
    }
    return STYLE_DIM;
}

static void print_column(const struct explanation *explanation, enum style style, giji_string text,
                         unsigned width)
{
    set_style(explanation, style);
    print_padded(explanation->file, text, width);
    set_style(explanation, STYLE_NONE);
    fprintf(explanation->file, "%*s", BETWEEN, "");
}

static void print_trace(const struct explanation *explanation, const struct layout *layout,
                        const giji_trace *trace)
{
    char words[LONGEST_FATE], line[16];
    giji_string rule = trace->winner ? rule_name(trace->winner->rule) : string_of("-");
    snprintf(line, sizeof line, "%*u", (int)layout->line, trace->line);
    describe_fate(trace, words, sizeof words);
    print_column(explanation, STYLE_DIM, string_of(line), layout->line);
    print_column(explanation, STYLE_NONE, trace->section, layout->section);
    print_column(explanation, STYLE_NAME, rule, layout->rule);
    print_column(explanation, style_of(trace), string_of(words), layout->fate);
    print_cut(explanation->file, trace->text.length ? trace->text : string_of("(tags only)"),
              layout->text);
    fputc('\n', explanation->file);
}

/* Says, where the form was not recognised, what the library says of that. */
static void print_no_form(const struct explanation *explanation)
{
    const giji_document *document = explanation->document;
    for (size_t i = 0; i < giji_document_diagnostic_count(document); i++) {
        const giji_diagnostic *said = giji_document_diagnostic(document, i);
        if (strcmp(said->code, "no-form") != 0)
            continue;
        fputs("  ", explanation->file);
        print_styled(explanation, STYLE_DOUBT, said->message);
        fputc('\n', explanation->file);
    }
}

static void print_head(const struct explanation *explanation)
{
    const giji_document *document = explanation->document;
    giji_string grammar = giji_document_grammar_id(document);
    giji_string encoding = giji_document_encoding(document);
    set_style(explanation, STYLE_HEAD);
    print_clean(explanation->file, shown_name(giji_document_name(document)));
    set_style(explanation, STYLE_NONE);
    fprintf(explanation->file, ": %.*s, read by %.*s\n", (int)encoding.length, encoding.data,
            (int)grammar.length, grammar.data);
    print_no_form(explanation);
}

void explain_all(const struct explanation *explanation)
{
    struct layout layout = measure(explanation);
    print_head(explanation);
    for (size_t i = 0; i < giji_document_trace_count(explanation->document); i++)
        print_trace(explanation, &layout, giji_document_trace(explanation->document, i));
}
