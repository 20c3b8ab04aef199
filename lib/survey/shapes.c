#include "survey/shapes.h"

#include "grammar/load.h"
#include "text/unicode.h"

static const char *const kind_names[SHAPE_KINDS] = {
    "firm", "loose",  "glued",  "marks", "bare", "voices", "chairs",   "endings",
    "rows", "titles", "course", "clock", "acts", "items",  "headings", "closings"};

static const struct rule *find_rule(const struct section *section, giji_string id)
{
    for (size_t i = 0; i < section->rule_count; i++)
        if (giji_slice_equal(section->rules[i]->id, id))
            return section->rules[i];
    return NULL;
}

static const struct section *find_section(const struct grammar *grammar, const char *id)
{
    for (size_t i = 0; i < grammar->section_count; i++)
        if (giji_slice_is(grammar->sections[i]->id, id))
            return grammar->sections[i];
    return NULL;
}

static giji_string child_text(const struct element *element, const char *name)
{
    const struct element *child = giji_element_child(element, name);
    return child ? giji_trim(child->text) : (giji_string){NULL, 0};
}

static void add_kind(struct shapes *shapes, enum shape_kind kind, const struct element *list)
{
    const struct section *section = find_section(shapes->grammar, kind_names[kind]);
    for (const struct element *at = list->child; section && at; at = at->next) {
        struct shape *shape = giji_arena_push(&shapes->reader.arena, &shapes->items, &shapes->count,
                                              &shapes->capacity, sizeof *shape);
        giji_string id = giji_attribute(at, "id");
        if (shape)
            *shape = (struct shape){.rule = find_rule(section, id),
                                    .id = id,
                                    .pattern = child_text(at, "pattern"),
                                    .role = giji_attribute(at, "role"),
                                    .picture = child_text(at, "sample"),
                                    .kind = kind};
    }
}

bool giji_shapes_open(struct shapes *shapes, struct arena *arena)
{
    struct findings none = {0};
    *shapes = (struct shapes){.reader.findings = &none};
    const struct definitions *all = giji_read_grammar(&shapes->reader, "survey.xml", true);
    shapes->grammar = all ? giji_grammar_build(all, &none) : NULL;
    shapes->reader.findings = NULL;
    if (!giji_matcher_open(&shapes->matcher, arena) || !shapes->grammar)
        return false;
    for (int kind = 0; kind < SHAPE_KINDS; kind++) {
        const struct entry *entry = giji_entry_find(&all->sections, giji_slice(kind_names[kind]));
        if (entry)
            add_kind(shapes, (enum shape_kind)kind, entry->element);
    }
    return !shapes->reader.arena.failed;
}

void giji_shapes_close(struct shapes *shapes)
{
    giji_matcher_close(&shapes->matcher);
    giji_grammar_free(shapes->grammar);
    giji_reader_close(&shapes->reader);
    *shapes = (struct shapes){0};
}

const struct shape *giji_shape_of(struct shapes *shapes, enum shape_kind kind, giji_string text,
                                  struct match *match)
{
    for (size_t i = 0; i < shapes->count; i++) {
        const struct shape *shape = &shapes->items[i];
        if (shape->kind == kind &&
            giji_match_here(&shapes->matcher, &shape->rule->pattern, text, match) == MATCH_YES)
            return shape;
    }
    return NULL;
}

const struct shape *giji_shape_first(const struct shapes *shapes, enum shape_kind kind)
{
    for (size_t i = 0; i < shapes->count; i++)
        if (shapes->items[i].kind == kind)
            return &shapes->items[i];
    return NULL;
}
