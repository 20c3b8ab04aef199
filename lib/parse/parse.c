/* The whole way of one dump: bytes to text, text to blocks, blocks to facts. */
#include "base/error.h"
#include "base/file.h"
#include "base/number.h"
#include "context.h"
#include "grammar/detect.h"
#include "parse/build.h"
#include "parse/chair.h"
#include "parse/facts.h"
#include "parse/roles.h"
#include "parse/speakers.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdlib.h>

/* ---- the form ------------------------------------------------------------------------- */

/* "council-table with 1.50 of 2.50" */
static giji_string describe(struct giji_document *document, const struct form *form)
{
    struct arena *arena = &document->arena;
    giji_string text = giji_arena_print(arena, "%.*s with %s of %s", (int)form->grammar->id.length,
                                        form->grammar->id.data, giji_number(form->score, 2).text,
                                        giji_number(form->grammar->threshold, 2).text);
    if (!form->hangs_on)
        return text;
    size_t offset = (size_t)(form->hangs_on - document->source.text.data);
    return giji_arena_print(arena, "%.*s, but it hangs on line %zu", (int)text.length, text.data,
                            giji_lines_index(&document->lines, offset) + 1);
}

/* Names the two nearest forms, of those that something speaks for. */
static void report_no_form(struct giji_document *document, const struct forms *forms)
{
    const giji_string none = {NULL, 0};
    giji_string text = document->source.text, near[2];
    size_t start = 0, count = 0;
    for (size_t at = 0; at < text.length && giji_is_space(giji_next_char(text, &at));)
        start = at;
    for (; count < 2 && count < forms->count && forms->items[count].score > 0; count++)
        near[count] = describe(document, &forms->items[count]);
    if (count == 0)
        giji_document_report(document, MESSAGE_NO_FORM, start, start, none, "no form recognised");
    else
        giji_document_report(document, MESSAGE_NO_FORM, start, start, none,
                             "no form recognised (best: %.*s%s%.*s)", (int)near[0].length,
                             near[0].data, count > 1 ? ", " : "",
                             count > 1 ? (int)near[1].length : 0, count > 1 ? near[1].data : "");
}

static bool is_blank(giji_string text)
{
    for (size_t at = 0; at < text.length;)
        if (!giji_is_space(giji_next_char(text, &at)))
            return false;
    return true;
}

/* Takes the form that is ranked first, where it fits. */
static const struct grammar *take_best(const giji_context *context, struct giji_document *document,
                                       struct forms *forms)
{
    const struct form best = giji_forms_first(forms);
    if (best.grammar)
        giji_log(context, GIJI_LOG_INFO, "%.*s: %s, %.*s scores %s of %s",
                 (int)document->name.length, document->name.data, document->source.encoding,
                 (int)best.grammar->id.length, best.grammar->id.data,
                 giji_number(best.score, 2).text, giji_number(best.grammar->threshold, 2).text);
    if (best.grammar && best.fits) {
        document->grammar_score = best.score;
        return best.grammar;
    }
    if (is_blank(forms->text))
        giji_document_report(document, MESSAGE_EMPTY, 0, 0, (giji_string){NULL, 0},
                             "the dump holds no visible character");
    else {
        giji_forms_rank(forms);
        report_no_form(document, forms);
    }
    return giji_fallback(context->grammars, context->grammar_count);
}

static const struct grammar *choose_grammar(const giji_context *context,
                                            struct giji_document *document, struct matcher *matcher)
{
    struct forms forms;
    const struct grammar *grammar = context->forced;
    giji_forms_open(&forms, &context->signs, giji_unmarked(document->source.text), matcher);
    if (grammar)
        document->grammar_score = giji_form_score(&forms, grammar).score;
    else
        grammar = take_best(context, document, &forms);
    document->arena.failed |= forms.arena.failed;
    giji_forms_close(&forms);
    return grammar;
}

/* ---- the document --------------------------------------------------------------------- */

/* A form feed is white space that no block's text keeps; other control characters stay in the text.
 */
static bool is_control(unsigned char byte)
{
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f';
}

static void report_control_characters(struct giji_document *document)
{
    giji_string text = document->source.text;
    size_t at = 0;
    if (!document->source.has_controls)
        return;
    while (at < text.length && !is_control((unsigned char)text.data[at]))
        at++;
    if (at < text.length)
        giji_document_report(document, MESSAGE_CONTROL_CHARACTER, at, at + 1,
                             (giji_string){NULL, 0},
                             "the control character U+%04X becomes U+FFFD in XML",
                             (unsigned)(unsigned char)text.data[at]);
}

/* Names a pattern that is no rule's, a cue's say, and ran into its limit. */
static void report_limit(struct giji_document *document, struct matcher *matcher)
{
    const struct pattern *pattern = matcher->limited;
    if (pattern)
        giji_document_report(document, MESSAGE_RULE_LIMIT, 0, 0, (giji_string){NULL, 0},
                             "the pattern at %s:%u ran into its limit on steps and is passed over",
                             pattern->file, pattern->line);
    matcher->limited = NULL;
}

static bool build(const giji_context *context, struct giji_document *document,
                  struct matcher *matcher, giji_error *error)
{
    const struct grammar *grammar = choose_grammar(context, document, matcher);
    if (document->arena.failed)
        return giji_error_memory(error);
    if (!grammar)
        return giji_error_set(error, GIJI_ERROR_NO_GRAMMAR,
                              "the context holds no grammar that fits");
    grammar = giji_context_whole(context, grammar, error);
    if (!grammar)
        return false;
    document->grammar_id = giji_arena_copy(&document->arena, grammar->id);
    document->grammar_version = giji_arena_copy(&document->arena, grammar->version);
    report_limit(document, matcher);
    report_control_characters(document);
    document->trace.first = context->trace_first;
    document->trace.last = context->trace_last;
    giji_build(document, grammar, matcher);
    giji_follow_chair(document, grammar, matcher);
    giji_infer_roles(document, grammar, matcher, context->explain_roles);
    giji_read_facts(document, grammar, matcher);
    giji_identify_speakers(document);
    report_limit(document, matcher);
    return true;
}

static bool analyse(const giji_context *context, struct giji_document *document, giji_error *error)
{
    struct matcher matcher;
    bool good = giji_matcher_open(&matcher, &document->arena)
                    ? build(context, document, &matcher, error)
                    : giji_error_memory(error);
    giji_matcher_close(&matcher);
    return good && (!document->arena.failed || giji_error_memory(error));
}

static giji_document *new_document(void)
{
    giji_document *document = calloc(1, sizeof *document);
    if (document && pthread_mutex_init(&document->derived.lock, NULL) != 0) {
        free(document);
        return NULL;
    }
    return document;
}

static giji_document *parse(const giji_context *context, const char *name, const void *bytes,
                            size_t length, void *owned, giji_error *error)
{
    giji_document *document = new_document();
    if (!document) {
        free(owned);
        giji_error_memory(error);
        return NULL;
    }
    document->owned_bytes = owned;
    document->name = giji_utf8_mend(&document->arena, name);
    bool good =
        giji_source_open(&document->source, bytes, length, context->encoding, error) &&
        (giji_lines_open(&document->lines, document->source.text) || giji_error_memory(error));
    if (!good || !analyse(context, document, error)) {
        if (error && !error->file[0])
            giji_copy_text(error->file, sizeof error->file, giji_slice(name));
        giji_document_free(document);
        return NULL;
    }
    return document;
}

giji_document *giji_parse(const giji_context *context, const char *name, const void *bytes,
                          size_t length, giji_error *error)
{
    return parse(context, name, bytes, length, NULL, error);
}

giji_document *giji_parse_file(const giji_context *context, const char *path, giji_error *error)
{
    size_t length = 0;
    void *bytes = giji_file_read(path, &length, error);
    return bytes ? parse(context, path, bytes, length, bytes, error) : NULL;
}
