#include "grammar/filters.h"

/* ---- rules ---------------------------------------------------------------------------------------- */

/* What a section's filter has to know of its rules. */
static void note_rules(struct section *section)
{
    for (size_t i = 0; i < section->rule_count && i < FILTERED; i++) {
        const struct rule *rule = section->rules[i];
        if (rule->kind == RULE_BLOCK && rule->inlined != INLINE_NO)
            section->inlined |= UINT64_C(1) << i;
        if (rule->over_lines) /* the lines that follow may be a part of it */
            section->filter->open_ended |= UINT64_C(1) << i;
    }
}

static void filter_rules(struct grammar *grammar, struct section *section)
{
    const struct pattern *patterns[FILTERED];
    size_t count = section->rule_count < FILTERED ? section->rule_count : FILTERED;
    section->filter = giji_arena_alloc(&grammar->arena, sizeof *section->filter);
    if (!section->filter)
        return;
    for (size_t i = 0; i < count; i++)
        patterns[i] = &section->rules[i]->pattern;
    giji_filter_open(section->filter, &grammar->arena, grammar->filters->net, patterns, count,
                     FILTER_START);
    note_rules(section);
}

/* ---- what is said --------------------------------------------------------------------------------- */

static void filter_sayings(struct grammar *grammar)
{
    const struct pattern *patterns[FILTERED];
    size_t count = grammar->saying_count < FILTERED ? grammar->saying_count : FILTERED;
    for (size_t i = 0; i < count; i++)
        patterns[i] = &grammar->sayings[i].pattern;
    giji_filter_open(&grammar->filters->sayings, &grammar->arena, grammar->filters->net, patterns,
                     count, FILTER_ANYWHERE);
}

static void filter_cues(struct grammar *grammar)
{
    const struct pattern *patterns[FILTERED];
    size_t count = grammar->cue_count < FILTERED ? grammar->cue_count : FILTERED;
    for (size_t i = 0; i < count; i++)
        patterns[i] = &grammar->cues[i].pattern;
    giji_filter_open(&grammar->filters->cues, &grammar->arena, grammar->filters->net, patterns,
                     count, FILTER_ANYWHERE);
}

static void filter_decisions(struct grammar *grammar)
{
    const struct pattern *patterns[FILTERED];
    size_t count = grammar->decision_count < FILTERED ? grammar->decision_count : FILTERED;
    for (size_t i = 0; i < count; i++)
        patterns[i] = &grammar->decisions[i].pattern;
    giji_filter_open(&grammar->filters->decisions, &grammar->arena, grammar->filters->net, patterns,
                     count, FILTER_ANYWHERE);
}

void giji_filters_open(struct grammar *grammar)
{
    struct arena *arena = &grammar->arena;
    struct filters *filters = giji_arena_alloc(arena, sizeof *filters);
    if (!filters)
        return;
    grammar->filters = filters;
    filters->net = giji_net_new(arena);
    for (size_t i = 0; i < grammar->section_count && !arena->failed; i++)
        filter_rules(grammar, grammar->sections[i]);
    if (!arena->failed) {
        filter_sayings(grammar);
        filter_cues(grammar);
        filter_decisions(grammar);
    }
}

void giji_filters_close(struct grammar *grammar)
{
    struct filters *filters = grammar->filters;
    if (!filters)
        return;
    for (size_t i = 0; i < grammar->section_count; i++)
        if (grammar->sections[i] && grammar->sections[i]->filter)
            giji_filter_close(grammar->sections[i]->filter);
    giji_filter_close(&filters->sayings);
    giji_filter_close(&filters->cues);
    giji_filter_close(&filters->decisions);
    giji_net_close(filters->net);
}
