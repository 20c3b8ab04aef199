/* Running the samples of a grammar: each must give what it says. */
#include "base/error.h"
#include "grammar/findings.h"
#include "grammar/decide.h"
#include "grammar/labels.h"
#include "grammar/language.h"
#include "grammar/load.h"
#include "grammar/roles.h"
#include "grammar/thresholds.h"
#include "text/unicode.h"

/* For "%.*s". */
#define SHOW(string) (int)(string).length, (string).data ? (string).data : ""

struct run {
    const struct grammar *grammar;
    struct arena arena; /* nothing is built in it: it tells whether memory ran out */
    struct matcher matcher;
    struct findings findings;
};

/* What has the samples: for messages. */
struct subject {
    const char *what; /* "rule" */
    giji_string id;
    const char *file;
    unsigned line;
    const char *expected; /* what a sample has to be; NULL: what the pattern matches */
};

/* The names of matches that a sample's claims are held against. */
typedef giji_string claim_value(struct run *run, const void *owner, const struct sample *sample,
                                const struct match *match, giji_string name);

static giji_string first_line(giji_string text)
{
    const char *end = text.length ? memchr(text.data, '\n', text.length) : NULL;
    return end ? giji_slice_of(text.data, (size_t)(end - text.data)) : text;
}

static void found(struct run *run, const struct subject *subject, const struct sample *sample,
                  const char *expected, const char *message)
{
    giji_found_line(&run->findings, subject->file, sample->line, first_line(sample->text), expected,
                    "%s '%.*s' %s", subject->what, SHOW(subject->id), message);
}

/* Reports a sample or counter-sample that is not what it should be. True where it is matched as a
 * sample should be. */
static bool check_outcome(struct run *run, const struct subject *subject,
                          const struct sample *sample, enum match_outcome outcome)
{
    if (run->arena.failed)
        return false;
    if (outcome == MATCH_LIMIT)
        found(run, subject, sample,
              "a pattern must not try many ways to match one text: nest no * or + in each other",
              "runs into the limits on steps or memory with this text");
    else if (sample->counter && outcome == MATCH_YES)
        found(run, subject, sample, "make the pattern narrower", "matches this counter-sample");
    else if (!sample->counter && outcome == MATCH_NO)
        found(run, subject, sample,
              subject->expected ? subject->expected : "mend the pattern or the sample",
              "does not match this sample");
    return !sample->counter && outcome == MATCH_YES;
}

static void check_present(struct run *run, const struct subject *subject,
                          const struct samples *samples)
{
    for (size_t i = 0; i < samples->count; i++)
        if (!samples->items[i].counter)
            return;
    giji_found_line(&run->findings, subject->file, subject->line, (giji_string){NULL, 0},
                    "add <sample>text that it matches</sample>", "%s '%.*s' has no sample",
                    subject->what, SHOW(subject->id));
}

static void check_claims(struct run *run, const struct subject *subject, const void *owner,
                         const struct sample *sample, const struct match *match,
                         claim_value *value_of)
{
    for (size_t i = 0; i < sample->claim_count; i++) {
        const struct sample_claim *claim = &sample->claims[i];
        giji_string value = giji_trim(value_of(run, owner, sample, match, claim->name));
        if (giji_slice_equal(value, claim->value))
            continue;
        giji_found_line(&run->findings, subject->file, sample->line, first_line(sample->text),
                        "mend the pattern or what the sample says",
                        "%s '%.*s' gives %.*s=\"%.*s\", and the sample says \"%.*s\"",
                        subject->what, SHOW(subject->id), SHOW(claim->name), SHOW(value),
                        SHOW(claim->value));
    }
}

/* ---- signs, rungs, decisions, cues: patterns that capture nothing --------------------- */

static giji_string no_value(struct run *run, const void *owner, const struct sample *sample,
                            const struct match *match, giji_string name)
{
    (void)run, (void)owner, (void)sample, (void)match, (void)name;
    return (giji_string){NULL, 0};
}

/* Where the samples of a pattern are matched. */
enum place { ANYWHERE, WHOLLY };

static enum match_outcome match_at(struct run *run, enum place place, const struct pattern *pattern,
                                   giji_string text)
{
    struct match match;
    if (place == ANYWHERE)
        return giji_match_find(&run->matcher, pattern, text, 0, &match);
    enum match_outcome outcome = giji_match_here(&run->matcher, pattern, text, &match);
    return outcome == MATCH_YES && match.end < text.length ? MATCH_NO : outcome;
}

static void run_plain(struct run *run, const char *what, giji_string id,
                      const struct pattern *pattern, const struct samples *samples,
                      enum place place)
{
    struct subject subject = {what, id, pattern->file, pattern->line, NULL};
    check_present(run, &subject, samples);
    for (size_t i = 0; i < samples->count; i++) {
        const struct sample *sample = &samples->items[i];
        if (check_outcome(run, &subject, sample, match_at(run, place, pattern, sample->text)))
            check_claims(run, &subject, NULL, sample, NULL, no_value);
    }
}

/* ---- what a chair says ---------------------------------------------------------------- */

static giji_string saying_value(struct run *run, const void *owner, const struct sample *sample,
                                const struct match *match, giji_string name)
{
    (void)run, (void)owner, (void)sample;
    int capture = giji_word_index(giji_words_captures, name);
    return capture >= 0 ? match->captures[capture] : (giji_string){NULL, 0};
}

static void run_saying(struct run *run, const struct saying *saying)
{
    struct subject subject = {"saying", saying->id, saying->pattern.file, saying->pattern.line,
                              NULL};
    check_present(run, &subject, &saying->samples);
    for (size_t i = 0; i < saying->samples.count; i++) {
        const struct sample *sample = &saying->samples.items[i];
        struct match match;
        enum match_outcome outcome =
            giji_match_find(&run->matcher, &saying->pattern, sample->text, 0, &match);
        if (check_outcome(run, &subject, sample, outcome))
            check_claims(run, &subject, saying, sample, &match, saying_value);
    }
}

/* ---- fields --------------------------------------------------------------------------- */

static giji_string field_value(struct run *run, const void *owner, const struct sample *sample,
                               const struct match *match, giji_string name)
{
    const struct field_hit *hit = owner;
    (void)run, (void)match;
    if (giji_slice_is(name, "label"))
        return giji_slice_cut(sample->text, hit->label_start, hit->label_end);
    if (giji_slice_is(name, "text"))
        return giji_slice_cut(sample->text, hit->value_start, sample->text.length);
    if (giji_slice_is(name, "key"))
        return giji_slice(giji_header_key_name(hit->field->key));
    return (giji_string){NULL, 0};
}

static bool is_own(const struct run *run, const char *file)
{
    return giji_slice_is(run->grammar->source, file);
}

/* Runs a sample. An included field may lose a label to one of the file itself, on purpose. */
static void run_field_sample(struct run *run, const struct field *field,
                             const struct subject *subject, const struct sample *sample)
{
    struct field_hit hit;
    bool found = giji_field_at(run->grammar, &run->matcher, sample->text, NULL, &hit);
    bool is = found && hit.field == field;
    if (found && !is && is_own(run, hit.field->file) && !is_own(run, field->file))
        return;
    if (check_outcome(run, subject, sample, is ? MATCH_YES : MATCH_NO))
        check_claims(run, subject, &hit, sample, NULL, field_value);
}

static void run_field(struct run *run, const struct field *field)
{
    struct subject subject = {"field", giji_slice(giji_header_key_name(field->key)), field->file,
                              field->line,
                              "begin it with a label and white space, a colon, a tab or a bracket; "
                              "for other shapes write a "
                              "rule of type field"};
    check_present(run, &subject, &field->samples);
    for (size_t i = 0; i < field->samples.count; i++)
        run_field_sample(run, field, &subject, &field->samples.items[i]);
}

/* ---- rules ---------------------------------------------------------------------------- */

/* The segment that a sample is: its first line where the rule looks ahead, to the second. */
static giji_string segment_of(const struct rule *rule, const struct sample *sample)
{
    return rule->ahead.code ? giji_trim(first_line(sample->text)) : sample->text;
}

static enum match_outcome match_rule(struct run *run, const struct rule *rule,
                                     const struct sample *sample, struct match *match)
{
    enum match_outcome outcome =
        giji_match_here(&run->matcher, &rule->pattern, segment_of(rule, sample), match);
    if (outcome != MATCH_YES || !rule->ahead.code)
        return outcome;
    struct match ahead;
    size_t end = first_line(sample->text).length;
    giji_string behind = giji_trim(giji_slice_cut(sample->text, end, sample->text.length));
    return giji_match_here(&run->matcher, &rule->ahead, behind, &ahead);
}

static giji_string text_of(const struct rule *rule, const struct sample *sample,
                           const struct match *match)
{
    giji_string segment = segment_of(rule, sample);
    if (rule->pattern.group[CAPTURE_TEXT] >= 0)
        return match->captures[CAPTURE_TEXT];
    return giji_slice_cut(segment, match->end, segment.length);
}

static giji_string role_name(struct run *run, const struct rule *rule, const struct match *match)
{
    if (rule->role == RULE_ROLE_NONE)
        return (giji_string){NULL, 0};
    if (rule->role != RULE_ROLE_LABEL)
        return giji_slice(giji_words_roles[rule->role - 1]);
    return giji_slice(
        giji_role_name(giji_grammar_side(run->grammar, giji_match_title(match), &run->arena)));
}

static giji_string decision_name(struct run *run, const struct rule *rule, giji_string text)
{
    giji_decision decision = rule->decision;
    if (decision == GIJI_DECISION_NONE)
        decision = giji_grammar_decide(run->grammar, &run->matcher, text);
    return giji_slice(giji_decision_name(decision));
}

static giji_string rule_value(struct run *run, const void *owner, const struct sample *sample,
                              const struct match *match, giji_string name)
{
    const struct rule *rule = owner;
    if (giji_slice_is(name, "text"))
        return text_of(rule, sample, match);
    if (giji_slice_is(name, "role"))
        return role_name(run, rule, match);
    if (giji_slice_is(name, "decision") && rule->type == GIJI_BLOCK_RESOLUTION)
        return decision_name(run, rule, text_of(rule, sample, match));
    if (giji_slice_is(name, "key") && rule->kind == RULE_FIELD)
        return giji_slice(giji_header_key_name(rule->key));
    int capture = giji_word_index(giji_words_captures, name);
    return capture >= 0 ? match->captures[capture] : (giji_string){NULL, 0};
}

static bool is_tried_anywhere(const struct rule *rule)
{
    return rule->kind != RULE_FIELD_TABLE && !rule->ahead.code && !rule->column && !rule->listed &&
           rule->after != AFTER_AGENDA;
}

/* The rule that stands before `rule` in the section and matches the text too, wherever it stands; NULL where
 * none does. */
static const struct rule *shadow_of(struct run *run, const struct section *section,
                                    const struct rule *rule, giji_string text)
{
    struct match match;
    for (size_t i = 0; i < section->rule_count && section->rules[i] != rule; i++) {
        const struct rule *other = section->rules[i];
        if (is_tried_anywhere(other) &&
            giji_match_here(&run->matcher, &other->pattern, text, &match) == MATCH_YES)
            return other;
    }
    return NULL;
}

static bool uses(const struct section *section, const struct rule *rule)
{
    for (size_t i = 0; i < section->rule_count; i++)
        if (section->rules[i] == rule)
            return true;
    return false;
}

/* An included rule may be hidden on purpose: what extends a section comes before what it extends. */
static bool is_fault(const struct run *run, const struct rule *rule, const struct rule *shadow)
{
    return is_own(run, rule->pattern.file) || strcmp(rule->pattern.file, shadow->pattern.file) == 0;
}

static void check_shadows(struct run *run, const struct subject *subject, const struct rule *rule,
                          const struct sample *sample)
{
    for (size_t i = 0; i < run->grammar->section_count; i++) {
        const struct section *section = run->grammar->sections[i];
        if (!uses(section, rule))
            continue;
        const struct rule *shadow = shadow_of(run, section, rule, segment_of(rule, sample));
        if (!shadow || !is_fault(run, rule, shadow))
            continue;
        giji_found_line(&run->findings, subject->file, sample->line, first_line(sample->text),
                        "put the rule first, or make the other one narrower",
                        "rule '%.*s' is shadowed by rule '%.*s' (%s, line %u) in section '%.*s'",
                        SHOW(rule->id), SHOW(shadow->id), shadow->pattern.file,
                        shadow->pattern.line, SHOW(section->id));
    }
}

static void run_rule(struct run *run, const struct rule *rule)
{
    struct subject subject = {"rule", rule->id, rule->pattern.file, rule->pattern.line, NULL};
    if (rule->kind == RULE_FIELD_TABLE)
        return;
    check_present(run, &subject, &rule->samples);
    for (size_t i = 0; i < rule->samples.count; i++) {
        const struct sample *sample = &rule->samples.items[i];
        struct match match;
        enum match_outcome outcome = match_rule(run, rule, sample, &match);
        if (!check_outcome(run, &subject, sample, outcome))
            continue;
        check_claims(run, &subject, rule, sample, &match, rule_value);
        check_shadows(run, &subject, rule, sample);
    }
}

/* ---- all of them ---------------------------------------------------------------------- */

static void run_lists(struct run *run, const struct grammar *g)
{
    for (size_t i = 0; i < g->sign_count; i++)
        run_plain(run, "sign", g->signs[i].id, &g->signs[i].pattern, &g->signs[i].samples,
                  ANYWHERE);
    for (size_t i = 0; i < g->rung_count; i++)
        run_plain(run, "rung", g->rungs[i].id, &g->rungs[i].pattern, &g->rungs[i].samples, WHOLLY);
    for (size_t i = 0; i < g->decision_count; i++)
        run_plain(run, "decision", g->decisions[i].id, &g->decisions[i].pattern,
                  &g->decisions[i].samples, ANYWHERE);
    for (size_t i = 0; i < g->correction_count; i++)
        run_plain(run, "correction", g->corrections[i].id, &g->corrections[i].pattern,
                  &g->corrections[i].samples, ANYWHERE);
    for (size_t i = 0; i < g->cue_count; i++)
        run_plain(run, "cue", g->cues[i].id, &g->cues[i].pattern, &g->cues[i].samples, ANYWHERE);
}

size_t giji_grammar_run_samples(const struct grammar *grammar, giji_finding_callback *callback,
                                void *data)
{
    struct run run = {.grammar = grammar, .findings = {callback, data, 0}};
    if (!giji_matcher_open(&run.matcher, &run.arena)) {
        giji_found_memory(&run.findings);
        return run.findings.count;
    }
    giji_check_thresholds(grammar, &run.findings);
    run_lists(&run, grammar);
    for (size_t i = 0; i < grammar->saying_count; i++)
        run_saying(&run, &grammar->sayings[i]);
    for (size_t i = 0; i < grammar->field_count; i++)
        run_field(&run, &grammar->fields[i]);
    for (size_t i = 0; i < grammar->rule_count; i++)
        run_rule(&run, grammar->rules[i]);
    if (run.arena.failed)
        giji_found_memory(&run.findings);
    giji_matcher_close(&run.matcher);
    return run.findings.count;
}
