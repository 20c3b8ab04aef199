#include "grammar/signs.h"

#include "grammar/lists.h"
#include "grammar/sieve.h"

/* ---- the table ------------------------------------------------------------------------ */

static bool need_the_same(const struct pattern *a, const struct pattern *b)
{
    return a->longest == b->longest && giji_are_same_words(&a->needs, &b->needs);
}

/* The place of the sign's pattern in the table, new where no sign had it before. */
static size_t place_of(struct sign_table *table, const struct sign *sign)
{
    for (size_t i = 0; i < table->sign_count; i++)
        if (giji_slice_equal(table->signs[i].pattern->code->text, sign->pattern.code->text) &&
            need_the_same(table->signs[i].pattern, &sign->pattern))
            return i;
    struct shared_sign *shared = giji_arena_push(&table->arena, &table->signs, &table->sign_count,
                                                 &table->sign_capacity, sizeof *shared);
    if (!shared)
        return 0;
    *shared = (struct shared_sign){.pattern = &sign->pattern};
    return table->sign_count - 1;
}

static void add_sign(struct sign_table *table, const struct grammar *grammar,
                     const struct sign *sign, size_t *place)
{
    *place = place_of(table, sign);
    if (table->arena.failed)
        return;
    struct shared_sign *shared = &table->signs[*place];
    if (shared->window < grammar->window)
        shared->window = grammar->window;
    if (table->window < grammar->window)
        table->window = grammar->window;
    if (shared->most < sign->most)
        shared->most = sign->most;
}

static void add_form(struct sign_table *table, const struct grammar *grammar)
{
    size_t *places = giji_arena_alloc(&table->arena, grammar->sign_count * sizeof *places);
    struct form_signs *form = giji_arena_push(&table->arena, &table->forms, &table->form_count,
                                              &table->form_capacity, sizeof *form);
    if (!places || !form)
        return;
    *form = (struct form_signs){grammar, places};
    for (size_t i = 0; i < grammar->sign_count; i++)
        add_sign(table, grammar, &grammar->signs[i], &places[i]);
}

/* The byte that the line has to hold on which the sign begins, or NUL: a table's row, its tabs. */
static char byte_needed(const struct pattern *pattern)
{
    if (pattern->place != PLACE_LINE || pattern->needs.count != 1)
        return '\0';
    giji_string need = pattern->needs.items[0];
    return (char)(need.length == 1 ? need.data[0] : '\0');
}

/* Whether signs of the group are looked for in the same places as the one of the other. Those that any line keeps alive
 * are not mixed with those that a line's first character ends: each would multiply the states of the others. */
static bool is_alike(const struct sign_group *a, const struct sign_group *b)
{
    return a->where == b->where && a->window == b->window && a->byte == b->byte &&
           a->begins_with_any == b->begins_with_any;
}

/* The group of signs that are looked for in the same places, if it has room; else a new one. */
static struct sign_group *group_for(struct sign_table *table, const struct shared_sign *sign)
{
    struct arena *arena = &table->arena;
    const struct pattern *pattern = sign->pattern;
    const struct sign_group alike = {.where = pattern->place,
                                     .window = sign->window,
                                     .byte = byte_needed(pattern),
                                     .begins_with_any =
                                         pattern->place == PLACE_LINE && pattern->begins_with_any};
    for (size_t i = 0; i < table->group_count; i++)
        if (is_alike(&table->groups[i], &alike) && table->groups[i].count < FILTERED)
            return &table->groups[i];
    struct sign_group *group = giji_arena_push(arena, &table->groups, &table->group_count,
                                               &table->group_capacity, sizeof *group);
    if (!group)
        return NULL;
    *group = alike;
    group->patterns = giji_arena_alloc(arena, FILTERED * sizeof *group->patterns);
    return group->patterns ? group : NULL;
}

static void open_filter(struct sign_table *table, struct sign_group *group)
{
    struct arena *arena = &table->arena;
    const struct pattern *const *patterns = (const struct pattern *const *)group->patterns;
    giji_filter_open(&group->filter, arena, table->net, patterns, group->count, AUTOMATON_FOR_ALL);
    for (size_t i = 0; i < group->count; i++)
        group->numbers[i] = giji_net_add(table->net, patterns[i]);
    if (!giji_is_filtered(group))
        return;
    group->alone = giji_arena_alloc(arena, group->count * sizeof *group->alone);
    for (size_t i = 0; i < group->count && !arena->failed; i++)
        giji_filter_open(&group->alone[i], arena, table->net, patterns + i, 1, AUTOMATON_FOR_ALL);
}

/* Notes what the text has to hold for the group's sign `index`. */
static void add_needs(struct sign_table *table, struct sign_group *group, size_t index)
{
    const struct words *needs = &group->patterns[index]->needs;
    struct words *all = &group->needs;
    if (group->where != PLACE_CHARACTER || !needs->count)
        return;
    for (size_t i = 0; i < needs->count; i++) {
        giji_string *word =
            giji_arena_push(&table->arena, &all->items, &all->count, &all->capacity, sizeof *word);
        if (word)
            *word = needs->items[i];
    }
}

static void group_signs(struct sign_table *table)
{
    for (size_t i = 0; i < table->sign_count && !table->arena.failed; i++) {
        struct sign_group *group = group_for(table, &table->signs[i]);
        if (!group)
            return;
        group->patterns[group->count] = table->signs[i].pattern;
        add_needs(table, group, group->count);
        group->places[group->count++] = i;
    }
    table->net = giji_net_new(&table->arena);
    table->sieve = giji_sieve_new(&table->arena, table->net, table->groups, table->group_count);
    for (size_t i = 0; i < table->group_count && !table->arena.failed; i++)
        if (table->groups[i].where != PLACE_SOUGHT)
            open_filter(table, &table->groups[i]);
}

bool giji_signs_open(struct sign_table *table, struct grammar *const *grammars, size_t count)
{
    *table = (struct sign_table){0};
    for (size_t i = 0; i < count && !table->arena.failed; i++)
        if (grammars[i]->sign_count > 0)
            add_form(table, grammars[i]);
    if (!table->arena.failed)
        group_signs(table);
    return !table->arena.failed;
}

static void close_filter(struct sign_group *group)
{
    for (size_t i = 0; group->alone && i < group->count; i++)
        giji_filter_close(&group->alone[i]);
    giji_filter_close(&group->filter);
}

void giji_signs_close(struct sign_table *table)
{
    for (size_t i = 0; i < table->group_count; i++)
        close_filter(&table->groups[i]);
    giji_sieve_close(table->sieve);
    giji_net_close(table->net);
    giji_arena_free(&table->arena);
    *table = (struct sign_table){0};
}
