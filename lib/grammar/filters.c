#include "grammar/filters.h"

/* ---- rules ---------------------------------------------------------------------------------------- */

static struct filter *filter_rules(struct grammar *grammar, const struct rule *const *rules,
                                   size_t count)
{
    const struct pattern *patterns[FILTERED];
    struct filter *filter = giji_arena_alloc(&grammar->arena, sizeof *filter);
    if (!filter)
        return NULL;
    count = count < FILTERED ? count : FILTERED;
    for (size_t i = 0; i < count; i++) {
        patterns[i] = &rules[i]->pattern;
        if (rules[i]->over_lines) /* the lines that follow may be a part of it */
            filter->open_ended |= UINT64_C(1) << i;
    }
    giji_filter_open(filter, &grammar->arena, grammar->filters->net, patterns, count, 0);
    return filter;
}

static void find_inner_rules(struct grammar *grammar, struct section *section)
{
    section->inner =
        giji_arena_alloc(&grammar->arena, (section->rule_count + 1) * sizeof(struct rule *));
    for (size_t i = 0; section->inner && i < section->rule_count; i++)
        if (section->rules[i]->kind == RULE_BLOCK && section->rules[i]->inlined != INLINE_NO)
            section->inner[section->inner_count++] = section->rules[i];
}

static bool has_fields(const struct section *section)
{
    for (size_t i = 0; i < section->rule_count; i++)
        if (section->rules[i]->kind != RULE_BLOCK && !section->rules[i]->again)
            return true;
    return false;
}

static void filter_section(struct grammar *grammar, struct section *section)
{
    section->has_fields = has_fields(section);
    find_inner_rules(grammar, section);
    section->filter =
        filter_rules(grammar, (const struct rule *const *)section->rules, section->rule_count);
    if (section->inner)
        section->inner_filter =
            filter_rules(grammar, (const struct rule *const *)section->inner, section->inner_count);
}

/* ---- what is said --------------------------------------------------------------------------------- */

static void filter_sayings(struct grammar *grammar)
{
    const struct pattern *patterns[FILTERED];
    size_t count = grammar->saying_count < FILTERED ? grammar->saying_count : FILTERED;
    for (size_t i = 0; i < count; i++)
        patterns[i] = &grammar->sayings[i].pattern;
    giji_filter_open(&grammar->filters->sayings, &grammar->arena, grammar->filters->net, patterns,
                     count, AUTOMATON_ANYWHERE);
}

static void filter_cues(struct grammar *grammar)
{
    const struct pattern *patterns[FILTERED];
    size_t count = grammar->cue_count < FILTERED ? grammar->cue_count : FILTERED;
    for (size_t i = 0; i < count; i++)
        patterns[i] = &grammar->cues[i].pattern;
    giji_filter_open(&grammar->filters->cues, &grammar->arena, grammar->filters->net, patterns,
                     count, AUTOMATON_ANYWHERE);
}

static void filter_decisions(struct grammar *grammar)
{
    const struct pattern *patterns[FILTERED];
    size_t count = grammar->decision_count < FILTERED ? grammar->decision_count : FILTERED;
    for (size_t i = 0; i < count; i++)
        patterns[i] = &grammar->decisions[i].pattern;
    giji_filter_open(&grammar->filters->decisions, &grammar->arena, grammar->filters->net, patterns,
                     count, AUTOMATON_ANYWHERE);
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
        filter_section(grammar, grammar->sections[i]);
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
        if (grammar->sections[i]) {
            giji_filter_close(grammar->sections[i]->filter);
            giji_filter_close(grammar->sections[i]->inner_filter);
        }
    giji_filter_close(&filters->sayings);
    giji_filter_close(&filters->cues);
    giji_filter_close(&filters->decisions);
    giji_net_close(filters->net);
}
