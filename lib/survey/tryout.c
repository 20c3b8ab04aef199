/* Trying a grammar on dumps: which of its rules claim nothing, which match the same, which lines nothing
 * claims. */
#include "base/error.h"
#include "context.h"
#include "grammar/load.h"
#include "grammar/match.h"
#include "model/document.h"
#include "text/unicode.h"

#include <limits.h>
#include <stdio.h>

/* Two rules of a section that match the same; the first of them claims it. */
struct overlap {
    const struct rule *first, *later;
    size_t count;
    const char *
        last; /* the text that was counted last: a sample counts once, whatever sections it is in */
    giji_error place; /* where it was seen first */
};

struct tryout {
    struct grammar *grammar;
    struct matcher matcher;
    struct arena arena;
    struct overlap *overlaps;
    size_t overlap_count, overlap_capacity;
    size_t *hits; /* of each rule of the grammar */
    giji_tryout_callback *callback;
    void *data;
    giji_tryout sum;
};

static bool is_own(const struct tryout *tryout, const struct rule *rule)
{
    return rule->pattern.file && giji_slice_is(tryout->grammar->source, rule->pattern.file);
}

static void tell(const struct tryout *tryout, giji_tryout_kind kind, const giji_error *note)
{
    if (tryout->callback)
        tryout->callback(tryout->data, kind, note);
}

static giji_error note_at(giji_string file, unsigned line, giji_string excerpt)
{
    giji_error note = GIJI_ERROR_INIT;
    note.line = line;
    giji_copy_text(note.file, sizeof note.file, file);
    giji_copy_text(note.excerpt, sizeof note.excerpt, excerpt);
    return note;
}

/* ---- rules that match the same -------------------------------------------------------------- */

static struct overlap *find_overlap(struct tryout *tryout, const struct overlap *like)
{
    for (size_t i = 0; i < tryout->overlap_count; i++) {
        struct overlap *overlap = &tryout->overlaps[i];
        if (overlap->first == like->first && overlap->later == like->later)
            return overlap;
    }
    struct overlap *overlap =
        giji_arena_push(&tryout->arena, &tryout->overlaps, &tryout->overlap_count,
                        &tryout->overlap_capacity, sizeof *overlap);
    if (overlap)
        *overlap = *like;
    return overlap;
}

/* A text that rules are tried on, and the one behind it, for those that look ahead. */
struct subject {
    giji_string text, behind;
};

static bool matches(struct tryout *tryout, const struct rule *rule, const struct subject *subject)
{
    struct match match;
    if (rule->kind == RULE_FIELD_TABLE ||
        giji_match_here(&tryout->matcher, &rule->pattern, subject->text, &match) != MATCH_YES)
        return false;
    return !rule->ahead.code ||
           giji_match_here(&tryout->matcher, &rule->ahead, subject->behind, &match) == MATCH_YES;
}

/* The rules behind `first` in the section that match what it claims. */
static void find_overlaps(struct tryout *tryout, const struct section *section,
                          const struct rule *first, const struct subject *subject,
                          const giji_error *place)
{
    bool behind = false;
    for (size_t i = 0; i < section->rule_count; i++) {
        const struct rule *later = section->rules[i];
        bool counts = behind && (is_own(tryout, first) || is_own(tryout, later));
        behind = behind || later == first;
        if (!counts || !matches(tryout, later, subject))
            continue;
        struct overlap like = {.first = first, .later = later, .place = *place};
        struct overlap *overlap = find_overlap(tryout, &like);
        if (!overlap || overlap->last == subject->text.data)
            continue;
        overlap->count++;
        overlap->last = subject->text.data;
    }
}

static void tell_overlaps(const struct tryout *tryout, const char *what)
{
    for (size_t i = 0; i < tryout->overlap_count; i++) {
        const struct overlap *overlap = &tryout->overlaps[i];
        const struct pattern *later = &overlap->later->pattern;
        giji_error note = overlap->place;
        snprintf(note.message, sizeof note.message,
                 "rule '%.*s' claims %zu %s%s that rule '%.*s' (%s:%u) behind it matches too",
                 (int)overlap->first->id.length, overlap->first->id.data, overlap->count, what,
                 overlap->count == 1 ? "" : "s", (int)overlap->later->id.length,
                 overlap->later->id.data, later->file, later->line);
        tell(tryout, GIJI_TRYOUT_OVERLAP, &note);
    }
}

/* ---- samples -------------------------------------------------------------------------------- */

static bool uses(const struct section *section, const struct rule *rule)
{
    for (size_t i = 0; i < section->rule_count; i++)
        if (section->rules[i] == rule)
            return true;
    return false;
}

static void try_sample(struct tryout *tryout, const struct rule *rule, const struct sample *sample)
{
    size_t end = rule->ahead.code ? giji_slice_find(sample->text, giji_slice("\n"), 0) : SIZE_MAX;
    bool cut = end != SIZE_MAX;
    giji_string text = cut ? giji_slice_cut(sample->text, 0, end) : sample->text;
    giji_string behind =
        cut ? giji_slice_cut(sample->text, end, sample->text.length) : (giji_string){NULL, 0};
    struct subject subject = {giji_trim(text), giji_trim(behind)};
    giji_error place = note_at(giji_slice(rule->pattern.file), sample->line, subject.text);
    for (size_t i = 0; i < tryout->grammar->section_count; i++) {
        const struct section *section = tryout->grammar->sections[i];
        if (uses(section, rule))
            find_overlaps(tryout, section, rule, &subject, &place);
    }
}

static void try_samples(struct tryout *tryout)
{
    for (size_t i = 0; i < tryout->grammar->rule_count; i++) {
        const struct rule *rule = tryout->grammar->rules[i];
        for (size_t j = 0; j < rule->samples.count; j++)
            if (!rule->samples.items[j].counter)
                try_sample(tryout, rule, &rule->samples.items[j]);
    }
    tell_overlaps(tryout, "sample");
}

/* ---- dumps ---------------------------------------------------------------------------------- */

static size_t rule_index(const struct grammar *grammar, giji_string full_id)
{
    size_t index = 0;
    while (index < grammar->rule_count &&
           !giji_slice_equal(grammar->rules[index]->full_id, full_id))
        index++;
    return index;
}

static const struct section *find_section(const struct grammar *grammar, giji_string id)
{
    for (size_t i = 0; i < grammar->section_count; i++)
        if (giji_slice_equal(grammar->sections[i]->id, id))
            return grammar->sections[i];
    return NULL;
}

/* Whether the text became, or joined, what no rule made: a paragraph, or a part of the header without a
 * label. */
static bool is_unclaimed(const giji_trace *trace)
{
    if (trace->block)
        return trace->block->type == GIJI_BLOCK_PARAGRAPH && !trace->block->rule;
    return trace->field && !trace->field->rule.length && !trace->field->label.length;
}

/* Counts a line that has no rule: it went on with what was there before, or is told of. */
static void count_without_rule(struct tryout *tryout, const giji_trace *trace, giji_error *place)
{
    if (!is_unclaimed(trace)) {
        tryout->sum.joined++;
        return;
    }
    tryout->sum.unclaimed++;
    giji_copy_text(place->message, sizeof place->message, giji_slice("no rule claims this"));
    tell(tryout, GIJI_TRYOUT_UNCLAIMED, place);
}

static void try_trace(struct tryout *tryout, const giji_document *dump, size_t at)
{
    const giji_trace *trace = giji_document_trace(dump, at);
    const giji_trace *next = giji_document_trace(dump, at + 1);
    struct subject subject = {trace->text, next ? next->text : (giji_string){NULL, 0}};
    giji_error place = note_at(dump->name, trace->line, giji_document_line(dump, trace->line));
    const struct section *section = find_section(tryout->grammar, trace->section);
    size_t index = trace->winner ? rule_index(tryout->grammar, trace->winner->rule) : SIZE_MAX;
    tryout->sum.lines += trace->text.length > 0;
    if (section && index < tryout->grammar->rule_count) {
        tryout->hits[index]++;
        if (tryout->grammar->rules[index]->kind != RULE_FIELD_TABLE)
            find_overlaps(tryout, section, tryout->grammar->rules[index], &subject, &place);
    }
    if (!trace->winner && trace->text.length)
        count_without_rule(tryout, trace, &place);
}

static void count_turns(struct tryout *tryout, const giji_document *dump)
{
    for (struct giji_block *at = dump->body; at; at = giji_next_in_order(at)) {
        tryout->sum.turns += at->type == GIJI_BLOCK_TURN;
        tryout->sum.speakers += at->type == GIJI_BLOCK_TURN && at->speaker;
    }
}

static bool try_dump(struct tryout *tryout, giji_context *alone, const giji_document *dump,
                     giji_error *error)
{
    alone->encoding = dump->source.encoding;
    giji_document *document = giji_parse(alone, dump->name.length ? dump->name.data : "",
                                         dump->source.bytes, dump->source.length, error);
    if (!document)
        return false;
    for (size_t i = 0; i < giji_document_trace_count(document); i++)
        try_trace(tryout, document, i);
    count_turns(tryout, document);
    giji_coverage coverage = giji_document_coverage(document);
    tryout->sum.bytes += coverage.bytes;
    tryout->sum.claimed += coverage.claimed;
    tryout->sum.noise += coverage.noise;
    giji_document_free(document);
    return true;
}

static void count_rules(struct tryout *tryout)
{
    for (size_t i = 0; i < tryout->grammar->rule_count; i++) {
        const struct rule *rule = tryout->grammar->rules[i];
        bool hit = tryout->hits[i] > 0;
        if (rule->kind == RULE_FIELD_TABLE)
            continue;
        *(is_own(tryout, rule) ? &tryout->sum.rules : &tryout->sum.included) += 1;
        *(is_own(tryout, rule) ? &tryout->sum.rules_hit : &tryout->sum.included_hit) += hit;
        if (hit || !is_own(tryout, rule))
            continue;
        giji_error note =
            note_at(giji_slice(rule->pattern.file), rule->pattern.line, (giji_string){NULL, 0});
        snprintf(note.message, sizeof note.message, "rule '%.*s' claims nothing in the dumps",
                 (int)rule->id.length, rule->id.data);
        tell(tryout, GIJI_TRYOUT_UNUSED, &note);
    }
}

static bool try_dumps(struct tryout *tryout, const giji_document *const *dumps, size_t count,
                      giji_error *error)
{
    giji_context alone = {.grammars = &tryout->grammar,
                          .grammar_count = 1,
                          .forced = tryout->grammar,
                          .trace_first = 1,
                          .trace_last = UINT_MAX};
    bool good = giji_signs_open(&alone.signs, alone.grammars, 1) || giji_error_memory(error);
    for (size_t i = 0; good && i < count; i++)
        good = try_dump(tryout, &alone, dumps[i], error);
    giji_signs_close(&alone.signs);
    if (!good)
        return false;
    count_rules(tryout);
    tell_overlaps(tryout, "line");
    return true;
}

/* ---- all of it -------------------------------------------------------------------------------- */

static void keep_first(void *data, const giji_error *finding)
{
    giji_error *error = data;
    if (error->code == GIJI_OK)
        *error = *finding;
}

static bool run(struct tryout *tryout, const giji_document *const *dumps, size_t count,
                giji_error *error)
{
    tryout->hits =
        giji_arena_alloc(&tryout->arena, (tryout->grammar->rule_count + 1) * sizeof(size_t));
    bool ready = giji_matcher_open(&tryout->matcher, &tryout->arena) && tryout->hits;
    bool good = ready || giji_error_memory(error);
    if (good && count)
        good = try_dumps(tryout, dumps, count, error);
    else if (good)
        try_samples(tryout);
    giji_matcher_close(&tryout->matcher);
    return good && (!tryout->arena.failed || giji_error_memory(error));
}

bool giji_context_try_grammar(const giji_context *context, const char *path,
                              const giji_document *const *dumps, size_t count,
                              giji_tryout_callback *callback, void *data, giji_tryout *sum,
                              giji_error *error)
{
    giji_error first = GIJI_ERROR_INIT;
    bool is_library = false, good = true;
    struct tryout tryout = {.callback = callback, .data = data};
    tryout.grammar =
        giji_grammar_load_among(&context->places, path, &is_library, keep_first, &first);
    if (tryout.grammar)
        good = run(&tryout, dumps, count, error);
    else if (first.code != GIJI_OK || !is_library)
        good = false;
    if (!good && first.code != GIJI_OK && error && error->code == GIJI_OK)
        *error = first;
    if (sum)
        *sum = tryout.sum;
    giji_grammar_free(tryout.grammar);
    giji_arena_free(&tryout.arena);
    return good;
}
