#include "grammar/definitions.h"

#include "grammar/suggest.h"

enum { MOST_SUGGESTED = 64 };

const struct entry *giji_entry_find(const struct entries *entries, giji_string id)
{
    for (size_t i = 0; i < entries->count; i++)
        if (giji_slice_equal(entries->items[i].id, id))
            return &entries->items[i];
    return NULL;
}

void giji_entry_hint(char *hint, size_t size, giji_string id, const struct entries *entries)
{
    const char *names[MOST_SUGGESTED + 1] = {NULL};
    for (size_t i = 0; i < entries->count && i < MOST_SUGGESTED; i++)
        names[i] = entries->items[i].id.data;
    giji_hint(hint, size, id, names);
}

static void add(struct arena *arena, struct entries *entries, struct entry entry)
{
    struct entry *place =
        giji_arena_push(arena, &entries->items, &entries->count, &entries->capacity, sizeof *place);
    if (place)
        *place = entry;
}

/* Adds the children of `list` named `name`, by their attribute `id`. */
static void read_children(struct arena *arena, const struct element *list, const char *name,
                          const char *id, struct entries *entries)
{
    if (!list)
        return;
    for (const struct element *child = list->child; child; child = child->next)
        if (giji_element_is(child, name))
            add(arena, entries, (struct entry){giji_attribute(child, id), child, NULL});
}

void giji_definitions_read(struct arena *arena, const struct element *root,
                           struct definitions *definitions)
{
    struct definitions *d = definitions;
    const struct element *fields = giji_element_child(root, "fields");
    *d = (struct definitions){.file = root->file};
    read_children(arena, giji_element_child(root, "fragments"), "fragment", "name", &d->fragments);
    read_children(arena, root, "words", "list", &d->words);
    read_children(arena, fields, "field", "key", &d->fields);
    read_children(arena, giji_element_child(root, "decisions"), "decision", "id", &d->decisions);
    read_children(arena, giji_element_child(root, "corrections"), "correction", "id",
                  &d->corrections);
    read_children(arena, giji_element_child(root, "detect"), "sign", "id", &d->signs);
    read_children(arena, giji_element_child(root, "cues"), "cue", "id", &d->cues);
    read_children(arena, giji_element_child(root, "chair"), "says", "id", &d->sayings);
    read_children(arena, root, "rules", "id", &d->groups);
    read_children(arena, root, "section", "id", &d->sections);
    d->detect = giji_element_child(root, "detect");
    d->ladder = giji_element_child(root, "ladder");
    read_children(arena, d->ladder, "rung", "id", &d->rungs);
    d->flow = giji_element_child(root, "flow");
    d->prefix = fields ? giji_element_child(fields, "prefix") : NULL;
}

/* Whether `over` takes the place of `base`: a file takes the place of those that it includes, and of two
 * included ones that come by several ways the one that includes the other. */
static bool wins(const struct element *over, const struct element *base)
{
    return over && (!base || over->file->rank >= base->file->rank);
}

/* What `base` has, in its order and with `over` where that defines the same id; what only `over` has
 * stands in front. */
static void merge_by_id(struct arena *arena, struct entries *base, const struct entries *over)
{
    struct entries merged = {0};
    for (size_t i = 0; i < over->count; i++)
        if (!giji_entry_find(base, over->items[i].id))
            add(arena, &merged, over->items[i]);
    for (size_t i = 0; i < base->count; i++) {
        const struct entry *below = &base->items[i];
        const struct entry *above = giji_entry_find(over, below->id);
        add(arena, &merged, above && wins(above->element, below->element) ? *above : *below);
    }
    *base = merged;
}

static bool extends(const struct element *element)
{
    return giji_slice_is(giji_attribute(element, "extend"), "yes");
}

/* A ladder takes the place of the included one as a whole, unless it extends that one. */
static void merge_ladders(struct arena *arena, struct definitions *base,
                          const struct definitions *over)
{
    if (!wins(over->ladder, base->ladder))
        return;
    if (!extends(over->ladder))
        base->rungs = (struct entries){0};
    merge_by_id(arena, &base->rungs, &over->rungs);
    base->ladder = over->ladder;
}

static bool holds_element(const struct entries *entries, const struct element *element)
{
    for (size_t i = 0; i < entries->count; i++)
        if (entries->items[i].element == element)
            return true;
    return false;
}

/* `over` in front, then those of `base`; what both have by the same include stays once. */
static void join(struct arena *arena, struct entries *base, const struct entries *over)
{
    struct entries joined = {0};
    for (size_t i = 0; i < over->count; i++)
        add(arena, &joined, over->items[i]);
    for (size_t i = 0; i < base->count; i++)
        if (!holds_element(over, base->items[i].element))
            add(arena, &joined, base->items[i]);
    *base = joined;
}

/* The section `over` as it stands with the included one `base` (or NULL) below it. A section that
 * was extended in its own file already has its base. */
static struct entry overlay(struct arena *arena, const struct entry *base, const struct entry *over,
                            struct findings *findings)
{
    struct entry section = *over;
    if (!extends(over->element) || over->base || arena->failed)
        return section;
    if (!base) {
        giji_found(findings, over->element->file, giji_attribute_place(over->element, "extend"),
                   "include the file that has the section, or leave extend out",
                   "no included file has a section '%.*s' to extend", GIJI_SHOW(over->id));
        return section;
    }
    struct entry *kept = giji_arena_alloc(arena, sizeof *kept);
    if (kept)
        *kept = *base;
    section.base = kept;
    return section;
}

/* A section that an included one has too takes that one's place. The others come behind where the
 * file's first section is such a one, and else in front: a dump begins in the first of all. */
static void merge_sections(struct arena *arena, struct entries *base, const struct entries *over,
                           struct findings *findings)
{
    struct entries merged = {0};
    bool behind = over->count > 0 && giji_entry_find(base, over->items[0].id);
    for (int round = 0; round < 2; round++) {
        bool new_ones = behind == (round == 1);
        const struct entries *from = new_ones ? over : base;
        for (size_t i = 0; i < from->count; i++) {
            const struct entry *entry = &from->items[i];
            const struct entry *below = new_ones ? giji_entry_find(base, entry->id) : entry;
            const struct entry *above = new_ones ? entry : giji_entry_find(over, entry->id);
            if (new_ones && below)
                continue;
            bool taken = above && (!below || wins(above->element, below->element));
            add(arena, &merged, taken ? overlay(arena, below, above, findings) : *entry);
        }
    }
    *base = merged;
}

void giji_definitions_merge(struct arena *arena, struct definitions *base,
                            const struct definitions *over, struct findings *findings)
{
    merge_by_id(arena, &base->fragments, &over->fragments);
    merge_by_id(arena, &base->decisions, &over->decisions);
    merge_by_id(arena, &base->corrections, &over->corrections);
    merge_by_id(arena, &base->signs, &over->signs);
    merge_by_id(arena, &base->cues, &over->cues);
    merge_by_id(arena, &base->sayings, &over->sayings);
    merge_by_id(arena, &base->groups, &over->groups);
    join(arena, &base->words, &over->words);
    join(arena, &base->fields, &over->fields);
    merge_sections(arena, &base->sections, &over->sections, findings);
    base->file = over->file;
    merge_ladders(arena, base, over);
    if (wins(over->detect, base->detect))
        base->detect = over->detect;
    if (wins(over->flow, base->flow))
        base->flow = over->flow;
    if (wins(over->prefix, base->prefix))
        base->prefix = over->prefix;
}
