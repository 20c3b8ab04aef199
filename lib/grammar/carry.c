#include "grammar/carry.h"

static size_t carry(struct carrier *carrier, size_t number)
{
    return carrier->number(carrier, number);
}

static void carry_text(struct carrier *carrier, giji_string *text)
{
    *text = carrier->text(carrier, *text);
}

static void carry_bool(struct carrier *carrier, bool *flag)
{
    *flag = carry(carrier, *flag) != 0;
}

static void carry_unsigned(struct carrier *carrier, unsigned *number)
{
    *number = (unsigned)carry(carrier, *number);
}

/* -1 is a value, too. */
static void carry_int(struct carrier *carrier, int *number)
{
    *number = (int)carry(carrier, (size_t)*number + 1) - 1;
}

/* A text that ends with NUL. */
static void carry_name(struct carrier *carrier, const char **name)
{
    giji_string text = giji_slice(*name);
    carry_text(carrier, &text);
    *name = text.data;
}

/* As its bits: every machine has the same for it. */
static void carry_double(struct carrier *carrier, double *number)
{
    uint64_t bits;
    memcpy(&bits, number, sizeof bits);
    uint64_t high = carry(carrier, (size_t)(bits >> 32));
    uint64_t low = carry(carrier, (size_t)(bits & UINT32_MAX));
    bits = high << 32 | low;
    memcpy(number, &bits, sizeof bits);
}

/* Carries how many items there are; those that come in are made, all zero bits. False where there are none. */
static bool carry_items(struct carrier *carrier, void *items, size_t *count, size_t *capacity,
                        size_t size)
{
    void **array = items;
    *count = carry(carrier, *count);
    if (carrier->arena && *count) {
        *array = giji_arena_alloc(carrier->arena, *count * size);
        *capacity = *count = *array ? *count : 0;
    }
    return *count > 0;
}

static void carry_words(struct carrier *carrier, struct words *words)
{
    *words = carrier->words(carrier, words, false);
}

/* A bit for each byte with which the pattern may begin: many patterns begin alike. */
static void carry_first(struct carrier *carrier, struct pattern *pattern)
{
    char copy[sizeof pattern->first + 1] = ""; /* a text ends with NUL */
    memcpy(copy, pattern->first, sizeof pattern->first);
    giji_string bits = carrier->text(carrier, giji_slice_of(copy, sizeof pattern->first));
    if (bits.length == sizeof pattern->first)
        memcpy(pattern->first, bits.data, bits.length);
}

static void carry_pattern(struct carrier *carrier, struct pattern *pattern)
{
    pattern->code = carrier->code(carrier, pattern->code);
    carry_name(carrier, &pattern->file);
    carry_unsigned(carrier, &pattern->line);
    if (!pattern->code)
        return;
    carry_words(carrier, &pattern->needs);
    carry_unsigned(carrier, &pattern->longest);
    carry_bool(carrier, &pattern->anchored);
    pattern->place = (enum pattern_place)carry(carrier, pattern->place);
    carry_bool(carrier, &pattern->begins_with_any);
    carry_words(carrier, &pattern->last);
    carry_first(carrier, pattern);
    for (size_t i = 0; i < CAPTURE_COUNT; i++)
        carry_int(carrier, &pattern->group[i]);
}

/* ---- the sketch ----------------------------------------------------------------------------- */

static void carry_sign(struct carrier *carrier, struct sign *sign)
{
    carry_text(carrier, &sign->id);
    carry_double(carrier, &sign->weight);
    carry_unsigned(carrier, &sign->most);
    carry_pattern(carrier, &sign->pattern);
}

void giji_carry_sketch(struct carrier *carrier, struct grammar *g)
{
    carry_text(carrier, &g->id);
    carry_text(carrier, &g->version);
    carry_text(carrier, &g->title);
    carry_text(carrier, &g->about);
    carry_text(carrier, &g->file);
    carry_text(carrier, &g->source);
    g->window = carry(carrier, g->window);
    carry_double(carrier, &g->threshold);
    carry_bool(carrier, &g->last);
    carry_name(carrier, &g->detect_file);
    carry_unsigned(carrier, &g->detect_line);
    carry_items(carrier, &g->signs, &g->sign_count, &g->sign_capacity, sizeof *g->signs);
    for (size_t i = 0; i < g->sign_count; i++)
        carry_sign(carrier, &g->signs[i]);
}

/* ---- lists ---------------------------------------------------------------------------------- */

static void carry_rungs(struct carrier *carrier, struct grammar *g)
{
    carry_items(carrier, &g->rungs, &g->rung_count, &g->rung_capacity, sizeof *g->rungs);
    for (struct rung *rung = g->rungs; rung < g->rungs + g->rung_count; rung++) {
        carry_text(carrier, &rung->id);
        carry_bool(carrier, &rung->joins_title);
        carry_pattern(carrier, &rung->pattern);
    }
}

static void carry_field(struct carrier *carrier, struct field *field)
{
    field->key = (giji_header_key)carry(carrier, field->key);
    carry_bool(carrier, &field->holds_items);
    carry_bool(carrier, &field->glued);
    carry_name(carrier, &field->file);
    carry_unsigned(carrier, &field->line);
    carry_items(carrier, &field->labels, &field->label_count, &field->label_capacity,
                sizeof *field->labels);
    for (size_t i = 0; i < field->label_count; i++) {
        carry_text(carrier, &field->labels[i].folded);
        field->labels[i].part = (enum field_part)carry(carrier, field->labels[i].part);
    }
}

static void carry_fields(struct carrier *carrier, struct grammar *g)
{
    carry_pattern(carrier, &g->prefix);
    carry_items(carrier, &g->fields, &g->field_count, &g->field_capacity, sizeof *g->fields);
    for (size_t i = 0; i < g->field_count; i++)
        carry_field(carrier, &g->fields[i]);
}

static void carry_decisions(struct carrier *carrier, struct grammar *g)
{
    carry_items(carrier, &g->decisions, &g->decision_count, &g->decision_capacity,
                sizeof *g->decisions);
    for (size_t i = 0; i < g->decision_count; i++) {
        struct decision_rule *decision = &g->decisions[i];
        carry_text(carrier, &decision->id);
        decision->decision = (giji_decision)carry(carrier, decision->decision);
        carry_pattern(carrier, &decision->pattern);
    }
}

static void carry_corrections(struct carrier *carrier, struct grammar *g)
{
    carry_items(carrier, &g->corrections, &g->correction_count, &g->correction_capacity,
                sizeof *g->corrections);
    for (size_t i = 0; i < g->correction_count; i++) {
        struct correction *correction = &g->corrections[i];
        carry_text(carrier, &correction->id);
        carry_text(carrier, &correction->full_id);
        correction->of = (enum correction_of)carry(carrier, correction->of);
        carry_text(carrier, &correction->put);
        carry_pattern(carrier, &correction->pattern);
    }
}

static void carry_cues(struct carrier *carrier, struct grammar *g)
{
    carry_double(carrier, &g->flow.start);
    carry_double(carrier, &g->flow.after_question);
    carry_double(carrier, &g->flow.after_answer);
    carry_items(carrier, &g->cues, &g->cue_count, &g->cue_capacity, sizeof *g->cues);
    for (struct cue *cue = g->cues; cue < g->cues + g->cue_count; cue++) {
        carry_text(carrier, &cue->id);
        carry_double(carrier, &cue->weight);
        cue->place = (enum cue_place)carry(carrier, cue->place);
        carry_pattern(carrier, &cue->pattern);
    }
}

static void carry_sayings(struct carrier *carrier, struct grammar *g)
{
    carry_items(carrier, &g->sayings, &g->saying_count, &g->saying_capacity, sizeof *g->sayings);
    for (size_t i = 0; i < g->saying_count; i++) {
        struct saying *saying = &g->sayings[i];
        carry_text(carrier, &saying->id);
        carry_bool(carrier, &saying->opens);
        carry_bool(carrier, &saying->ends);
        saying->statements = (enum statements)carry(carrier, saying->statements);
        carry_bool(carrier, &saying->greets);
        carry_pattern(carrier, &saying->pattern);
    }
}

/* ---- rules and sections --------------------------------------------------------------------- */

/* The section by its number, counted from 1; 0 for none. */
static void carry_next(struct carrier *carrier, const struct grammar *g,
                       const struct section **section)
{
    size_t number = 0;
    for (size_t i = 0; *section && i < g->section_count; i++)
        if (g->sections[i] == *section)
            number = i + 1;
    number = carry(carrier, number);
    *section = number && number <= g->section_count ? g->sections[number - 1] : NULL;
}

static void carry_manners(struct carrier *carrier, struct rule *rule)
{
    rule->role = (enum rule_role)carry(carrier, rule->role);
    rule->by = (giji_role_by)carry(carrier, rule->by);
    rule->inlined = (enum rule_inline)carry(carrier, rule->inlined);
    rule->after = (enum rule_after)carry(carrier, rule->after);
    carry_unsigned(carrier, &rule->column);
    carry_bool(carrier, &rule->listed);
    rule->continues = (enum rule_continues)carry(carrier, rule->continues);
    carry_bool(carrier, &rule->holds);
    carry_bool(carrier, &rule->within);
    carry_bool(carrier, &rule->over_lines);
    carry_bool(carrier, &rule->quoted);
    carry_bool(carrier, &rule->again);
    carry_unsigned(carrier, &rule->level);
    rule->decision = (giji_decision)carry(carrier, rule->decision);
}

static void carry_rule(struct carrier *carrier, const struct grammar *g, struct rule *rule)
{
    carry_text(carrier, &rule->id);
    carry_text(carrier, &rule->full_id);
    rule->kind = (enum rule_kind)carry(carrier, rule->kind);
    rule->type = (giji_block_type)carry(carrier, rule->type);
    rule->key = (giji_header_key)carry(carrier, rule->key);
    carry_manners(carrier, rule);
    carry_next(carrier, g, &rule->next);
    carry_pattern(carrier, &rule->pattern);
    carry_pattern(carrier, &rule->ahead);
}

/* Makes what comes in behind the pointers of an array. */
static void make_things(struct carrier *carrier, void **things, size_t count, size_t size)
{
    char *made = carrier->arena ? giji_arena_alloc(carrier->arena, count * size) : NULL;
    for (size_t i = 0; made && i < count; i++)
        things[i] = made + i * size;
}

static void carry_rules(struct carrier *carrier, struct grammar *g)
{
    if (!carry_items(carrier, &g->rules, &g->rule_count, &g->rule_capacity, sizeof(struct rule *)))
        return;
    make_things(carrier, (void **)g->rules, g->rule_count, sizeof(struct rule));
    for (size_t i = 0; i < g->rule_count && g->rules[i]; i++)
        carry_rule(carrier, g, g->rules[i]);
}

static size_t number_of(const struct grammar *g, const struct rule *rule)
{
    size_t number = 0;
    while (rule && g->rules[number] != rule)
        number++;
    return number;
}

static void carry_section(struct carrier *carrier, const struct grammar *g, struct section *section)
{
    section->otherwise = (giji_block_type)carry(carrier, section->otherwise);
    carry_bool(carrier, &section->claims_otherwise);
    section->otherwise_role = (enum rule_role)carry(carrier, section->otherwise_role);
    section->otherwise_continues =
        (enum rule_continues)carry(carrier, section->otherwise_continues);
    carry_text(carrier, &section->id);
    carry_items(carrier, &section->rules, &section->rule_count, &section->rule_capacity,
                sizeof *section->rules);
    for (size_t i = 0; i < section->rule_count; i++) {
        size_t number = carry(carrier, number_of(g, section->rules[i]));
        section->rules[i] = number < g->rule_count ? g->rules[number] : NULL;
    }
}

/* Rules lead to sections, and those hold rules: both come to be before either is read. */
static void carry_sections(struct carrier *carrier, struct grammar *g)
{
    if (!carry_items(carrier, &g->sections, &g->section_count, &g->section_capacity,
                     sizeof *g->sections))
        return;
    make_things(carrier, (void **)g->sections, g->section_count, sizeof(struct section));
    carry_rules(carrier, g);
    for (size_t i = 0; i < g->section_count && g->sections[i]; i++)
        carry_section(carrier, g, g->sections[i]);
}

void giji_carry_rest(struct carrier *carrier, struct grammar *g)
{
    for (size_t i = 0; i < WORDS_COUNT; i++)
        g->words[i] = carrier->words(carrier, &g->words[i], true);
    carry_rungs(carrier, g);
    carry_fields(carrier, g);
    carry_decisions(carrier, g);
    carry_corrections(carrier, g);
    carry_cues(carrier, g);
    carry_sayings(carrier, g);
    carry_sections(carrier, g);
}
