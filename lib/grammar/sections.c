/* The rules and sections of a grammar: rules are read once however many sections use them. */
#include "grammar/build.h"

#include "grammar/language.h"
#include "grammar/suggest.h"

enum { DEEPEST_GROUP = 16, HINT_SIZE = 512, MOST_SUGGESTED = 64 };

/* Of all rules of one id the one that counts, and what became of it. */
struct rule_slot {
    giji_string id;
    const struct element *element;
    struct rule *rule; /* NULL until a section uses it */
};

enum group_state { GROUP_NEW, GROUP_OPEN, GROUP_DONE };

struct assembly {
    struct builder *builder;
    struct rule_slot *slots;
    size_t slot_count, slot_capacity;
    enum group_state *states; /* of each group, for the section that is being filled */
    bool *used;               /* of each group, by any section */
    struct rule *table;       /* the rule that <fields/> stands for */
};

static int word_value(const struct element *element, const char *name, const char *const *words)
{
    return giji_word_index(words, giji_attribute(element, name));
}

static bool is_yes(const struct element *element, const char *name)
{
    return giji_slice_is(giji_attribute(element, name), "yes");
}

static enum rule_continues continues_of(giji_string value, giji_block_type type)
{
    int continues = giji_word_index(giji_words_continues, value);
    if (continues >= 0)
        return (enum rule_continues)continues;
    if (type == GIJI_BLOCK_ACTION)
        return CONTINUES_NO;
    return type == GIJI_BLOCK_TURN ? CONTINUES_PARAGRAPHS : CONTINUES_ADJACENT;
}

/* A turn of which nobody says what it is has its role inferred. */
static enum rule_role role_of(giji_string value, giji_block_type type)
{
    int role = giji_word_index(giji_words_roles, value);
    if (role >= 0)
        return (enum rule_role)(role + 1);
    return type == GIJI_BLOCK_TURN ? RULE_ROLE_INFER : RULE_ROLE_NONE;
}

/* What the record says that the role was read from. */
static giji_role_by by_of(giji_string value, const struct rule *rule)
{
    int by = giji_word_index(giji_words_by, value);
    if (rule->role == RULE_ROLE_NONE)
        return GIJI_BY_NONE;
    if (by >= 0)
        return (giji_role_by)(by + 1);
    if (rule->role == RULE_ROLE_INFER)
        return GIJI_BY_INFERRED;
    bool labelled = rule->pattern.group[CAPTURE_LABEL] >= 0;
    bool marked = rule->pattern.group[CAPTURE_MARKER] >= 0;
    bool by_label = rule->role == RULE_ROLE_LABEL || (labelled && !marked);
    return by_label ? GIJI_BY_LABEL : GIJI_BY_MARKER;
}

static struct section *find_section(const struct grammar *grammar, giji_string id)
{
    for (size_t i = 0; i < grammar->section_count; i++)
        if (giji_slice_equal(grammar->sections[i]->id, id))
            return grammar->sections[i];
    return NULL;
}

/* Reports that `element`'s attribute names none of `entries`. */
static void found_unknown(struct builder *builder, const struct element *element,
                          const char *attribute, const char *what, const struct entries *entries)
{
    char hint[HINT_SIZE];
    giji_string value = giji_attribute(element, attribute);
    giji_entry_hint(hint, sizeof hint, value, entries);
    giji_found(builder->findings, element->file, giji_attribute_place(element, attribute), hint,
               "there is no %s '%.*s'", what, GIJI_SHOW(value));
}

static void read_goto(struct builder *builder, const struct element *element, struct rule *rule)
{
    giji_string target = giji_attribute(element, "goto");
    if (target.length == 0)
        return;
    rule->next = find_section(builder->grammar, target);
    if (!rule->next)
        found_unknown(builder, element, "goto", "section", &builder->definitions->sections);
}

static void read_kind(const struct element *element, struct rule *rule)
{
    int type = word_value(element, "type", giji_words_types);
    bool field = type > GIJI_BLOCK_NOISE;
    rule->kind = field ? RULE_FIELD : RULE_BLOCK;
    rule->type = field ? GIJI_BLOCK_NOISE : (giji_block_type)type;
    int key = word_value(element, "key", giji_words_keys);
    if (key >= 0)
        rule->key = (giji_header_key)key;
}

static void read_manners(const struct element *element, struct rule *rule)
{
    int inlined = word_value(element, "inline", giji_words_inline);
    int after = word_value(element, "after", giji_words_after);
    double level = 0, column = 0;
    giji_read_decimal(giji_attribute(element, "level"), &level);
    giji_read_decimal(giji_attribute(element, "column"), &column);
    rule->role = role_of(giji_attribute(element, "role"),
                         rule->kind == RULE_BLOCK ? rule->type : GIJI_BLOCK_NOISE);
    rule->inlined = inlined < 0 ? INLINE_NO : (enum rule_inline)inlined;
    rule->after = after < 0 ? AFTER_ANY : (enum rule_after)after;
    rule->column = (unsigned)column;
    rule->listed = is_yes(element, "listed");
    rule->continues = continues_of(giji_attribute(element, "continues"), rule->type);
    rule->holds = is_yes(element, "holds");
    rule->within = giji_attribute(element, "within").length > 0;
    rule->over_lines = giji_attribute(element, "over").length > 0;
    rule->quoted = is_yes(element, "quoted");
    rule->again = is_yes(element, "again");
    rule->level = (unsigned)level;
    rule->decision = (giji_decision)(word_value(element, "decision", giji_words_decisions) + 1);
}

/* A new rule of the grammar; NULL where memory ran out. */
static struct rule *add_rule(struct builder *builder, giji_string id)
{
    struct grammar *g = builder->grammar;
    struct rule *rule = giji_arena_alloc(&g->arena, sizeof *rule);
    struct rule **place =
        giji_arena_push(&g->arena, &g->rules, &g->rule_count, &g->rule_capacity, sizeof *place);
    if (place)
        *place = rule;
    if (!rule || !place)
        return NULL;
    rule->id = giji_build_copy(builder, id);
    rule->full_id = giji_arena_print(&g->arena, "%.*s/%.*s", GIJI_SHOW(g->id), GIJI_SHOW(id));
    return rule;
}

/* A speaker is who the label says: without it a name or an office would be lost. */
static void found_unlabelled(struct builder *builder, const struct element *element,
                             const struct rule *rule)
{
    const int *group = rule->pattern.group;
    bool named =
        group[CAPTURE_NAME] >= 0 || group[CAPTURE_OFFICE] >= 0 || group[CAPTURE_AFFILIATION] >= 0;
    if (rule->kind == RULE_BLOCK && rule->type == GIJI_BLOCK_TURN && rule->pattern.code && named &&
        group[CAPTURE_LABEL] < 0)
        giji_found(builder->findings, element->file, element->offset,
                   "put (?'label' ...) around all that the minutes call the speaker",
                   "rule '%.*s' captures who speaks, and no label", GIJI_SHOW(rule->id));
}

static struct rule *build_rule(struct builder *builder, const struct element *element)
{
    struct rule *rule = add_rule(builder, giji_attribute(element, "id"));
    if (!rule)
        return NULL;
    read_kind(element, rule);
    read_manners(element, rule);
    read_goto(builder, element, rule);
    int type = word_value(element, "type", giji_words_types);
    unsigned captures = giji_captures_of_type[type] | 1u << CAPTURE_TEXT | 1u << CAPTURE_REST;
    giji_build_pattern(builder, element, PATTERN_LINE, captures, &rule->pattern);
    found_unlabelled(builder, element, rule);
    giji_build_ahead(builder, element, &rule->ahead);
    rule->by = by_of(giji_attribute(element, "by"), rule);
    giji_build_samples(builder, element, &rule->samples);
    return rule;
}

static struct rule_slot *find_slot(struct assembly *assembly, giji_string id)
{
    for (size_t i = 0; i < assembly->slot_count; i++)
        if (giji_slice_equal(assembly->slots[i].id, id))
            return &assembly->slots[i];
    return NULL;
}

/* Notes the rules in a group or section: of those of one id, the includer's counts. */
static void note_rules(struct assembly *assembly, const struct element *list)
{
    for (const struct element *at = list->child; at; at = at->next) {
        if (!giji_element_is(at, "rule"))
            continue;
        giji_string id = giji_attribute(at, "id");
        struct rule_slot *slot = find_slot(assembly, id);
        if (!slot) {
            slot = giji_arena_push(&assembly->builder->grammar->arena, &assembly->slots,
                                   &assembly->slot_count, &assembly->slot_capacity, sizeof *slot);
            if (slot)
                *slot = (struct rule_slot){.id = id, .element = at};
        } else if (at->file->rank > slot->element->file->rank)
            slot->element = at;
    }
}

static void note_all_rules(struct assembly *assembly)
{
    const struct definitions *d = assembly->builder->definitions;
    for (size_t i = 0; i < d->groups.count; i++)
        note_rules(assembly, d->groups.items[i].element);
    for (size_t i = 0; i < d->sections.count; i++)
        for (const struct entry *at = &d->sections.items[i]; at; at = at->base)
            note_rules(assembly, at->element);
}

static void add_to_section(struct assembly *assembly, struct section *section,
                           const struct rule *rule)
{
    for (size_t i = 0; i < section->rule_count; i++)
        if (section->rules[i] == rule)
            return;
    const struct rule **place =
        giji_arena_push(&assembly->builder->grammar->arena, &section->rules, &section->rule_count,
                        &section->rule_capacity, sizeof *place);
    if (place)
        *place = rule;
}

static const struct rule *rule_of(struct assembly *assembly, const struct element *element)
{
    struct rule_slot *slot = find_slot(assembly, giji_attribute(element, "id"));
    if (slot && !slot->rule)
        slot->rule = build_rule(assembly->builder, slot->element);
    return slot ? slot->rule : NULL;
}

static const struct rule *table_rule(struct assembly *assembly, const struct element *element)
{
    struct builder *builder = assembly->builder;
    if (assembly->table)
        return assembly->table;
    struct rule *rule = add_rule(builder, giji_slice("fields"));
    if (!rule)
        return NULL;
    rule->kind = RULE_FIELD_TABLE;
    rule->pattern.file = giji_build_copy(builder, giji_slice(element->file->name)).data;
    rule->pattern.line = giji_file_line(element->file, element->offset);
    return assembly->table = rule;
}

static void add_rules(struct assembly *assembly, struct section *section,
                      const struct element *list, unsigned depth);

/* Recursion ends at DEEPEST_GROUP, and each group joins a section once. */
static void use_group(struct assembly *assembly, struct section *section, const struct element *use,
                      unsigned depth)
{
    struct builder *builder = assembly->builder;
    const struct entries *groups = &builder->definitions->groups;
    const struct entry *group = giji_entry_find(groups, giji_attribute(use, "rules"));
    if (!group) {
        found_unknown(builder, use, "rules", "group of rules", groups);
        return;
    }
    size_t index = (size_t)(group - groups->items);
    if (assembly->states[index] == GROUP_OPEN || depth == DEEPEST_GROUP) {
        giji_found(builder->findings, use->file, giji_attribute_place(use, "rules"),
                   "use the groups side by side in the section",
                   assembly->states[index] == GROUP_OPEN ? "the group '%.*s' uses itself"
                                                         : "groups go too deep at '%.*s'",
                   GIJI_SHOW(group->id));
        return;
    }
    if (assembly->states[index] == GROUP_DONE)
        return;
    assembly->used[index] = true;
    assembly->states[index] = GROUP_OPEN;
    add_rules(assembly, section, group->element, depth + 1);
    assembly->states[index] = GROUP_DONE;
}

static void add_rules(struct assembly *assembly, struct section *section,
                      const struct element *list, unsigned depth)
{
    for (const struct element *at = list->child; at; at = at->next) {
        const struct rule *rule = NULL;
        if (giji_element_is(at, "use"))
            use_group(assembly, section, at, depth);
        else
            rule = giji_element_is(at, "fields") ? table_rule(assembly, at) : rule_of(assembly, at);
        if (rule)
            add_to_section(assembly, section, rule);
    }
}

/* The first value of an attribute of a section and those that it extends. */
static giji_string section_value(const struct entry *entry, const char *name)
{
    giji_string value = {NULL, 0};
    for (; entry && value.length == 0; entry = entry->base)
        value = giji_attribute(entry->element, name);
    return value;
}

static void read_otherwise(const struct entry *entry, struct section *section)
{
    int type = giji_word_index(giji_words_blocks, section_value(entry, "otherwise"));
    section->claims_otherwise = type >= 0;
    section->otherwise = type >= 0 ? (giji_block_type)type : GIJI_BLOCK_PARAGRAPH;
    section->otherwise_role = role_of(section_value(entry, "role"), section->otherwise);
    section->otherwise_continues =
        continues_of(section_value(entry, "continues"), section->otherwise);
}

/* All sections come to be before any rule does, which may go to a later one. */
static void create_sections(struct builder *builder)
{
    struct grammar *g = builder->grammar;
    const struct entries *sections = &builder->definitions->sections;
    for (size_t i = 0; i < sections->count; i++) {
        struct section *section = giji_arena_alloc(&g->arena, sizeof *section);
        struct section **place = giji_arena_push(&g->arena, &g->sections, &g->section_count,
                                                 &g->section_capacity, sizeof *place);
        if (place)
            *place = section;
        if (!section || !place)
            return;
        section->id = giji_build_copy(builder, sections->items[i].id);
        read_otherwise(&sections->items[i], section);
    }
}

/* Whether the rule at `element` counts: some section uses the id, and no other file's rule of that id wins. */
static bool is_in_use(struct assembly *assembly, const struct element *element)
{
    const struct rule_slot *slot = find_slot(assembly, giji_attribute(element, "id"));
    return slot && slot->rule && slot->element == element;
}

static bool has_rule_in_use(struct assembly *assembly, const struct element *group)
{
    for (const struct element *at = group->child; at; at = at->next)
        if (giji_element_is(at, "rule") && is_in_use(assembly, at))
            return true;
    return false;
}

/* Reports a rule that replaces none, in a group whose rules are there to replace included ones. */
static void found_replacing_none(struct assembly *assembly, const struct element *rule)
{
    const char *ids[MOST_SUGGESTED + 1] = {NULL};
    char hint[HINT_SIZE];
    size_t count = 0;
    giji_string id = giji_attribute(rule, "id");
    for (size_t i = 0; i < assembly->slot_count && count < MOST_SUGGESTED; i++)
        if (assembly->slots[i].rule)
            ids[count++] = assembly->slots[i].id.data;
    giji_hint(hint, sizeof hint, id, ids);
    giji_found(assembly->builder->findings, rule->file, giji_attribute_place(rule, "id"), hint,
               "no section uses the rule '%.*s', and no included rule has this id", GIJI_SHOW(id));
}

static void found_unused_group(struct assembly *assembly, const struct element *group)
{
    bool includes = giji_element_child(assembly->builder->definitions->file->root, "include");
    giji_found(assembly->builder->findings, group->file, giji_attribute_place(group, "id"),
               includes
                   ? "put <use rules=\"...\"/> into a section, take the group out, or give its "
                     "rules the ids of the included rules whose places they are to take"
                   : "put <use rules=\"...\"/> into a section, or take the group out",
               "no section uses the group '%.*s'", GIJI_SHOW(giji_attribute(group, "id")));
}

/* A group that no section uses is good where its rules take the places of included ones. */
static void found_unused_groups(struct assembly *assembly)
{
    const struct definitions *d = assembly->builder->definitions;
    for (size_t i = 0; i < d->groups.count; i++) {
        const struct element *group = d->groups.items[i].element;
        if (assembly->used[i] || group->file != d->file)
            continue;
        if (!has_rule_in_use(assembly, group)) {
            found_unused_group(assembly, group);
            continue;
        }
        for (const struct element *at = group->child; at; at = at->next)
            if (giji_element_is(at, "rule") && !is_in_use(assembly, at))
                found_replacing_none(assembly, at);
    }
}

static size_t section_index(const struct grammar *grammar, const struct section *section)
{
    size_t index = 0;
    while (grammar->sections[index] != section)
        index++;
    return index;
}

/* Marks the sections that the first one leads to: each is visited once. */
static void mark_reached(const struct grammar *grammar, bool *reached, size_t *queue)
{
    size_t head = 0, tail = 0;
    queue[tail++] = 0;
    reached[0] = true;
    while (head < tail) {
        const struct section *section = grammar->sections[queue[head++]];
        for (size_t i = 0; i < section->rule_count; i++) {
            const struct section *next = section->rules[i]->next;
            size_t index = next ? section_index(grammar, next) : 0;
            if (!reached[index])
                queue[tail++] = index;
            reached[index] = true;
        }
    }
}

static void found_unreachable(struct builder *builder)
{
    struct grammar *g = builder->grammar;
    const struct entries *sections = &builder->definitions->sections;
    bool *reached = giji_arena_alloc(&g->arena, sections->count * sizeof *reached);
    size_t *queue = giji_arena_alloc(&g->arena, sections->count * sizeof *queue);
    if (!reached || !queue)
        return;
    mark_reached(g, reached, queue);
    for (size_t i = 0; i < sections->count; i++) {
        const struct element *element = sections->items[i].element;
        if (reached[i] || element->file != builder->definitions->file)
            continue;
        giji_found(builder->findings, element->file, giji_attribute_place(element, "id"),
                   "give a rule goto=\"...\" to it, or take it out",
                   "no rule leads to the section '%.*s'", GIJI_SHOW(sections->items[i].id));
    }
}

static bool open_assembly(struct assembly *assembly, struct builder *builder)
{
    size_t groups = builder->definitions->groups.count + 1;
    struct arena *arena = &builder->grammar->arena;
    *assembly = (struct assembly){.builder = builder};
    assembly->states = giji_arena_alloc(arena, groups * sizeof *assembly->states);
    assembly->used = giji_arena_alloc(arena, groups * sizeof *assembly->used);
    return !arena->failed;
}

void giji_build_sections(struct builder *builder)
{
    struct assembly assembly;
    const struct entries *sections = &builder->definitions->sections;
    const struct grammar_file *file = builder->definitions->file;
    if (sections->count == 0) {
        giji_found(builder->findings, file, file->root->offset,
                   "add <section id=\"body\"> with rules", "the grammar has no section");
        return;
    }
    create_sections(builder);
    if (!open_assembly(&assembly, builder))
        return;
    note_all_rules(&assembly);
    for (size_t i = 0; i < sections->count; i++) {
        memset(assembly.states, 0, builder->definitions->groups.count * sizeof *assembly.states);
        for (const struct entry *at = &sections->items[i]; at; at = at->base)
            add_rules(&assembly, builder->grammar->sections[i], at->element, 0);
    }
    if (giji_element_is(file->root, "library"))
        return;
    found_unused_groups(&assembly);
    found_unreachable(builder);
}
