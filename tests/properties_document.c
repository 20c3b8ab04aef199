#include "properties.h"

#include "model/document.h"
#include "text/unicode.h"

#include <libxml/HTMLparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void found_fault(struct faults *faults, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: ", faults->name);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    faults->count++;
}

/* ---- spans ------------------------------------------------------------------------------ */

/* A header field or block: what both have. */
struct part {
    const char *what;
    giji_span span;
    unsigned line;
    giji_string text;
    const giji_header_field *field; /* one of these is NULL */
    const giji_block *block;
};

/* The parts of a document in the order of their spans: fields and blocks, each in their own order,
 * merged. */
struct parts {
    const giji_document *document;
    size_t field;
    const giji_block *block;
};

static const giji_block *following(const giji_block *block)
{
    if (giji_block_child(block))
        return giji_block_child(block);
    while (block && !giji_block_next(block))
        block = giji_block_parent(block);
    return block ? giji_block_next(block) : NULL;
}

static struct part part_of_field(const giji_header_field *field)
{
    return (struct part){giji_header_key_name(giji_header_field_key(field)),
                         giji_header_field_span(field),
                         giji_header_field_line(field),
                         giji_header_field_text(field),
                         field,
                         NULL};
}

static struct part part_of_block(const giji_block *block)
{
    return (struct part){giji_block_type_name(giji_block_type_of(block)),
                         giji_block_span(block),
                         giji_block_line(block),
                         giji_block_text(block),
                         NULL,
                         block};
}

static bool next_part(struct parts *parts, struct part *part)
{
    const giji_header_field *field = giji_document_header(parts->document, parts->field);
    const giji_block *block = parts->block;
    if (!field && !block)
        return false;
    if (field && block && giji_block_span(block).start < giji_header_field_span(field).start)
        field = NULL;
    if (field) {
        *part = part_of_field(field);
        parts->field++;
    } else {
        *part = part_of_block(block);
        parts->block = following(block);
    }
    return true;
}

static giji_string text_of_span(const giji_document *document, giji_span span)
{
    const struct source *source = &document->source;
    return giji_slice_cut(source->text, giji_source_text_offset(source, span.start),
                          giji_source_text_offset(source, span.end));
}

/* A span's ends are where characters end. Escape sequences at the very end of a file belong to none. */
static bool is_whole(const giji_document *document, giji_span span)
{
    const struct source *source = &document->source;
    size_t start = giji_source_text_offset(source, span.start);
    size_t end = giji_source_text_offset(source, span.end);
    return giji_source_start(source, start) == span.start &&
           giji_source_end(source, end) == span.end;
}

static size_t visible_bytes(giji_string text)
{
    size_t bytes = 0;
    for (size_t at = 0, from = 0; at < text.length; from = at)
        if (!giji_is_space(giji_next_char(text, &at)))
            bytes += at - from;
    return bytes;
}

static void check_gap(const giji_document *document, uint64_t start, uint64_t end,
                      struct faults *faults)
{
    giji_string text = giji_trim(text_of_span(document, (giji_span){start, end}));
    if (text.length)
        found_fault(faults, "no span holds what stands between bytes %zu and %zu: %.*s",
                    (size_t)start, (size_t)end, (int)(text.length < 60 ? text.length : 60),
                    text.data);
}

static void check_span(const giji_document *document, const struct part *part, uint64_t end,
                       struct faults *faults)
{
    giji_span span = part->span;
    if (span.start >= span.end || span.end > giji_document_bytes(document))
        found_fault(faults, "%s: its span [%zu, %zu) is empty or outside the file", part->what,
                    (size_t)span.start, (size_t)span.end);
    else if (!is_whole(document, span))
        found_fault(faults, "%s: its span [%zu, %zu) cuts a character", part->what,
                    (size_t)span.start, (size_t)span.end);
    if (span.start < end)
        found_fault(faults, "%s: its span [%zu, %zu) begins before another's end at %zu",
                    part->what, (size_t)span.start, (size_t)span.end, (size_t)end);
}

static void check_line(const giji_document *document, const char *what, uint64_t start,
                       unsigned line, struct faults *faults)
{
    unsigned really;
    giji_document_locate(document, start, &really, NULL);
    if (line != really)
        found_fault(faults, "%s: on line %u, but byte %zu is on line %u", what, line, (size_t)start,
                    really);
}

/* ---- texts ------------------------------------------------------------------------------ */

/* The character that an entity at the start of `text` stands for, and its length in bytes; 0 where
 * none does. */
static uint32_t entity(giji_string text, size_t *length)
{
    char name[16] = "";
    const char *end = memchr(text.data, ';', text.length < 13 ? text.length : 13);
    if (text.data[0] != '&' || !end)
        return 0;
    *length = (size_t)(end - text.data) + 1;
    memcpy(name, text.data + 1, *length - 2);
    if (name[0] == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        const char *digits = name + (hex ? 2 : 1);
        bool plain =
            *digits && !digits[strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789")];
        unsigned long value = plain ? strtoul(digits, NULL, hex ? 16 : 10) : 0;
        bool sane = value >= 0x20 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
        return sane ? (uint32_t)value : 0;
    }
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    return known ? known->value : 0;
}

/* A dump's characters, entities resolved, without what a block omits. */
struct letters {
    giji_string text;
    size_t at, base; /* of `text` in the document's */
    const giji_document *document;
    const giji_block *block;
    size_t omitted;
};

static size_t skip_omitted(struct letters *letters)
{
    const struct source *source = &letters->document->source;
    while (letters->block && letters->omitted < giji_block_omitted_count(letters->block)) {
        giji_span span = giji_block_omitted(letters->block, letters->omitted);
        if (letters->base + letters->at < giji_source_text_offset(source, span.start))
            break;
        size_t end = giji_source_text_offset(source, span.end) - letters->base;
        letters->at = end > letters->at ? end : letters->at;
        letters->omitted++;
    }
    return letters->at;
}

static bool next_letter(struct letters *letters, uint32_t *letter)
{
    if (skip_omitted(letters) >= letters->text.length)
        return false;
    size_t length = 0;
    *letter = entity(giji_slice_cut(letters->text, letters->at, letters->text.length), &length);
    if (*letter)
        letters->at += length;
    else
        *letter = giji_next_char(letters->text, &letters->at);
    return true;
}

/* Whether the visible characters of `text` come in the letters, in their order. */
static bool is_within(giji_string text, struct letters *letters)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t want = giji_next_char(text, &at), have = 0;
        if (giji_is_space(want))
            continue;
        do
            if (!next_letter(letters, &have))
                return false;
        while (have != want);
    }
    return true;
}

static void check_text(const giji_document *document, const struct part *part,
                       struct faults *faults)
{
    struct letters letters = {
        .text = text_of_span(document, part->span), .document = document, .block = part->block};
    letters.base = (size_t)(letters.text.data - document->source.text.data);
    if (!is_within(part->text, &letters))
        found_fault(faults, "%s: its text does not stand in its span [%zu, %zu): %.*s", part->what,
                    (size_t)part->span.start, (size_t)part->span.end,
                    (int)(part->text.length < 60 ? part->text.length : 60), part->text.data);
}

/* What a block omits lies inside its span, in order. The visible bytes of it. */
static size_t check_omitted(const giji_document *document, const giji_block *block,
                            struct faults *faults)
{
    giji_span whole = giji_block_span(block);
    uint64_t end = whole.start;
    size_t bytes = 0;
    for (size_t i = 0; i < giji_block_omitted_count(block); i++) {
        giji_span span = giji_block_omitted(block, i);
        if (span.start < end || span.end <= span.start || span.end > whole.end)
            found_fault(faults, "b%u: it omits [%zu, %zu), which is not inside or not in order",
                        giji_block_id(block), (size_t)span.start, (size_t)span.end);
        else
            bytes += visible_bytes(text_of_span(document, span));
        end = span.end;
    }
    return bytes;
}

/* ---- what a block refers to --------------------------------------------------------------- */

static void check_reference(const giji_block *block, const char *what, unsigned to,
                            const bool *are_turns, struct faults *faults)
{
    if (to == 0 || to >= giji_block_id(block))
        found_fault(faults, "b%u: it %s b%u, which is not before it", giji_block_id(block), what,
                    to);
    else if (!are_turns[to])
        found_fault(faults, "b%u: it %s b%u, which is no turn", giji_block_id(block), what, to);
}

static void check_references(const giji_block *block, const bool *are_turns, struct faults *faults)
{
    if (giji_block_continues(block))
        check_reference(block, "continues", giji_block_continues(block), are_turns, faults);
    for (size_t i = 0; i < giji_block_reply_count(block); i++)
        check_reference(block, "replies to", giji_block_reply_to(block, i), are_turns, faults);
    for (const giji_block *child = giji_block_child(block); child; child = giji_block_next(child))
        if (giji_block_parent(child) != block)
            found_fault(faults, "b%u: it lies under b%u and does not say so", giji_block_id(child),
                        giji_block_id(block));
}

static void check_tree(const giji_document *document, struct faults *faults)
{
    bool *are_turns = calloc((size_t)document->block_count + 2, sizeof *are_turns);
    unsigned id = 0;
    if (!are_turns)
        abort();
    for (const giji_block *at = giji_document_body(document); at; at = following(at)) {
        if (giji_block_id(at) != ++id || id > document->block_count) {
            found_fault(faults, "block %u of the dump has the id b%u", id, giji_block_id(at));
            break;
        }
        are_turns[id] = giji_block_type_of(at) == GIJI_BLOCK_TURN;
        check_references(at, are_turns, faults);
    }
    free(are_turns);
}

/* ---- the document ----------------------------------------------------------------------- */

/* What the document is made up of, in bytes of visible characters. */
struct sums {
    size_t noise;
    size_t unclaimed;
    size_t diagnostic; /* the next one that may say so */
};

/* Whether the document says of the block that no rule claims it; asked in the order of the blocks. */
static bool is_said_unclaimed(const giji_document *document, const giji_block *block,
                              struct sums *sums)
{
    const giji_diagnostic *said;
    giji_span span = giji_block_span(block);
    for (; (said = giji_document_diagnostic(document, sums->diagnostic)); sums->diagnostic++)
        if (strcmp(said->code, "unclaimed") == 0 && said->span.start >= span.start)
            return said->span.start == span.start && said->span.end == span.end;
    return false;
}

/* A field that no rule claims has neither a rule nor a label. */
static bool is_unclaimed(const giji_header_field *field)
{
    return !field->rule.length && !field->label.length;
}

static void add_up(const giji_document *document, const struct part *part, struct sums *sums,
                   struct faults *faults)
{
    size_t bytes = visible_bytes(text_of_span(document, part->span));
    size_t omitted = part->block ? check_omitted(document, part->block, faults) : 0;
    bool noise = part->block && giji_block_type_of(part->block) == GIJI_BLOCK_NOISE;
    bool unclaimed =
        part->block ? is_said_unclaimed(document, part->block, sums) : is_unclaimed(part->field);
    sums->noise += noise ? bytes : omitted;
    sums->unclaimed += unclaimed ? bytes - omitted : 0;
}

static void check_coverage(const giji_document *document, const struct sums *sums,
                           struct faults *faults)
{
    giji_coverage coverage = giji_document_coverage(document);
    size_t bytes = visible_bytes(giji_document_text(document));
    size_t claimed = bytes - sums->noise - sums->unclaimed;
    if (coverage.bytes != bytes)
        found_fault(faults, "the coverage is of %zu bytes, but %zu are visible",
                    (size_t)coverage.bytes, bytes);
    if (coverage.noise != sums->noise)
        found_fault(faults, "the coverage says %zu bytes of noise, but it is %zu",
                    (size_t)coverage.noise, sums->noise);
    if (coverage.claimed != claimed)
        found_fault(faults, "the coverage says %zu bytes are claimed, but %zu are",
                    (size_t)coverage.claimed, claimed);
}

static void check_parts(const giji_document *document, struct faults *faults)
{
    struct parts parts = {document, 0, giji_document_body(document)};
    struct part part;
    uint64_t end = 0;
    struct sums sums = {0};
    size_t before = faults->count;
    while (faults->count == before && next_part(&parts, &part)) {
        check_span(document, &part, end, faults);
        if (faults->count > before)
            return;
        check_gap(document, end, part.span.start, faults);
        check_line(document, part.what, part.span.start, part.line, faults);
        check_text(document, &part, faults);
        add_up(document, &part, &sums, faults);
        end = part.span.end;
    }
    check_gap(document, end, giji_document_bytes(document), faults);
    check_coverage(document, &sums, faults);
}

static void check_diagnostics(const giji_document *document, struct faults *faults)
{
    for (size_t i = 0; i < giji_document_diagnostic_count(document); i++) {
        const giji_diagnostic *said = giji_document_diagnostic(document, i);
        if (said->span.start > said->span.end || said->span.end > giji_document_bytes(document))
            found_fault(faults, "%s: [%zu, %zu) is outside the file", said->code,
                        (size_t)said->span.start, (size_t)said->span.end);
        check_line(document, said->code, said->span.start, said->line, faults);
    }
}

static bool is_good_trial(const giji_trace *trace, const giji_trial *trial)
{
    return trial->reach <= trace->text.length && trial->file.length && trial->line &&
           (trial->verdict == GIJI_VERDICT_CLAIMS) == (trial == trace->winner);
}

static bool is_good_capture(const giji_trace *trace, const giji_capture *capture)
{
    return capture->start < capture->end && capture->end <= trace->text.length;
}

static void check_trace(const giji_trace *trace, struct faults *faults)
{
    bool field = trace->fate == GIJI_FATE_FIELD || trace->fate == GIJI_FATE_FIELD_TEXT;
    bool good = trace->section.length && trace->next_section.length &&
                (field ? trace->field != NULL : trace->block != NULL) &&
                trace->trial_count <= trace->rule_count;
    for (size_t i = 0; i < trace->trial_count; i++)
        good &= is_good_trial(trace, &trace->trials[i]);
    for (size_t i = 0; i < trace->capture_count; i++)
        good &= is_good_capture(trace, &trace->captures[i]);
    if (!good)
        found_fault(faults, "the trace of line %u does not fit together", trace->line);
}

/* Traces come one after the other; where the whole dump was traced, nothing visible is between them. */
static void check_traces(const giji_document *document, struct faults *faults)
{
    bool whole = document->trace.first == 1 && document->trace.last >= document->lines.count;
    uint64_t end = 0;
    for (size_t i = 0; i < giji_document_trace_count(document); i++) {
        const giji_trace *trace = giji_document_trace(document, i);
        giji_span span = trace->span;
        if (span.start < end || span.end <= span.start ||
            span.end > giji_document_bytes(document)) {
            found_fault(faults, "trace %zu: its span [%zu, %zu) is not behind byte %zu", i,
                        (size_t)span.start, (size_t)span.end, (size_t)end);
            return;
        }
        check_trace(trace, faults);
        if (whole)
            check_gap(document, end, span.start, faults);
        end = span.end;
    }
    if (whole)
        check_gap(document, end, giji_document_bytes(document), faults);
}

void check_document(const giji_document *document, struct faults *faults)
{
    check_parts(document, faults);
    check_tree(document, faults);
    check_diagnostics(document, faults);
    check_traces(document, faults);
}
