#include "grammar/fragments.h"

#include "base/buffer.h"

enum { LONGEST_PATTERN = 1 << 15, HINT_SIZE = 512 };

/* An expansion that is being written. */
struct writer {
    struct fragments *fragments;
    const struct element *element;
    giji_fragment_check *check;
    struct buffer buffer;
    struct expansion expansion;
};

bool giji_fragments_open(struct fragments *fragments, struct arena *arena, struct codes *codes,
                         const struct entries *entries, struct findings *findings)
{
    size_t count = entries->count + 1;
    *fragments = (struct fragments){
        .arena = arena, .codes = codes, .entries = entries, .findings = findings};
    fragments->expansions = giji_arena_alloc(arena, count * sizeof *fragments->expansions);
    fragments->states = giji_arena_alloc(arena, count * sizeof *fragments->states);
    return !arena->failed;
}

static void add_origin(struct writer *writer, const struct element *element, size_t at)
{
    struct expansion *expansion = &writer->expansion;
    struct origin *origin =
        giji_arena_push(writer->fragments->arena, &expansion->origins, &expansion->origin_count,
                        &expansion->origin_capacity, sizeof *origin);
    if (origin)
        *origin = (struct origin){writer->buffer.length, element, at};
}

static void found(struct writer *writer, size_t at, const char *expected, const char *message,
                  giji_string name)
{
    const struct element *element = writer->element;
    writer->expansion.good = false;
    giji_found(writer->fragments->findings, element->file, giji_element_place(element, at),
               expected, "%s '%.*s'", message, GIJI_SHOW(name));
}

static void found_missing(struct writer *writer, size_t at, giji_string name)
{
    char hint[HINT_SIZE];
    giji_entry_hint(hint, sizeof hint, name, writer->fragments->entries);
    found(writer, at, hint, "there is no fragment", name);
}

static void found_ring(struct writer *writer, size_t at, size_t index)
{
    const struct fragments *fragments = writer->fragments;
    const struct entry *entries = fragments->entries->items;
    struct buffer chain = {0};
    bool inside = false;
    for (size_t i = 0; i < fragments->depth; i++) {
        inside = inside || fragments->open[i] == index;
        if (inside)
            giji_buffer_print(&chain, "%.*s -> ", GIJI_SHOW(entries[fragments->open[i]].id));
    }
    giji_buffer_add(&chain, entries[index].id);
    found(writer, at, "a fragment can only use fragments that do not use it",
          "fragments use each other in a ring:", giji_buffer_text(&chain));
    giji_buffer_end(&chain, fragments->arena);
}

static void append(struct writer *writer, const struct expansion *inner)
{
    giji_string text = inner->text;
    size_t base = writer->buffer.length;
    if (!inner->good)
        writer->expansion.good = false;
    if (base + text.length > LONGEST_PATTERN) {
        if (writer->expansion.good)
            found(writer, 0, "make its fragments smaller", "with its fragments it is too long:",
                  giji_attribute(writer->element, "name").length > 0
                      ? giji_attribute(writer->element, "name")
                      : writer->element->name);
        return;
    }
    for (size_t i = 0; i < inner->origin_count; i++) {
        writer->buffer.length = base + inner->origins[i].start;
        add_origin(writer, inner->origins[i].element, inner->origins[i].at);
    }
    writer->buffer.length = base;
    giji_buffer_add(&writer->buffer, text);
}

/* Recursion ends at DEEPEST_FRAGMENT. */
static void append_fragment(struct writer *writer, size_t at, giji_string name)
{
    struct fragments *fragments = writer->fragments;
    const struct entry *entry = giji_entry_find(fragments->entries, name);
    if (!entry) {
        found_missing(writer, at, name);
        return;
    }
    size_t index = (size_t)(entry - fragments->entries->items);
    if (fragments->states[index] == FRAGMENT_OPEN) {
        found_ring(writer, at, index);
        return;
    }
    if (fragments->states[index] == FRAGMENT_NEW) {
        if (fragments->depth == DEEPEST_FRAGMENT) {
            found(writer, at, "write it out", "fragments go too deep at", name);
            return;
        }
        fragments->states[index] = FRAGMENT_OPEN;
        fragments->open[fragments->depth++] = index;
        struct expansion inner =
            giji_expand(fragments, entry->element, "(?:", "\n)", writer->check);
        fragments->depth--;
        fragments->states[index] = FRAGMENT_DONE;
        if (inner.good)
            writer->check(fragments, entry, &inner);
        fragments->expansions[index] = inner;
    }
    append(writer, &fragments->expansions[index]);
}

/* The byte behind a comment, which goes to the end of its line. */
static size_t skip_comment(giji_string text, size_t at)
{
    while (at < text.length && text.data[at] != '\n')
        at++;
    return at;
}

/* The byte behind the class [...] at `at`. */
static size_t skip_class(giji_string text, size_t at)
{
    at++;
    if (at < text.length && text.data[at] == '^')
        at++;
    if (at < text.length && text.data[at] == ']')
        at++;
    while (at < text.length && text.data[at] != ']') {
        bool posix = text.data[at] == '[' && at + 1 < text.length && text.data[at + 1] == ':';
        size_t end = posix ? giji_slice_find(text, giji_slice(":]"), at + 2) : SIZE_MAX;
        at = end != SIZE_MAX ? end + 2 : at + (text.data[at] == '\\' ? 2 : 1);
    }
    return at < text.length ? at + 1 : text.length;
}

/* The byte behind the piece at `at` that cannot hold a reference: an escape, class or comment. */
static size_t skip_piece(struct writer *writer, giji_string text, size_t at)
{
    if (text.data[at] == '#')
        return skip_comment(text, at);
    if (text.data[at] == '\\')
        return at + 2 < text.length ? at + 2 : text.length;
    if (text.data[at] != '[')
        return at + 1;
    size_t end = skip_class(text, at);
    size_t inside = giji_slice_find(giji_slice_cut(text, 0, end), giji_slice("{{"), at);
    if (inside != SIZE_MAX)
        found(writer, inside, "use (?:{{name}}|[...])", "no fragment can stand inside",
              giji_slice("[ ]"));
    return end;
}

static void append_own(struct writer *writer, giji_string text, size_t start, size_t end)
{
    add_origin(writer, writer->element, start);
    giji_buffer_add(&writer->buffer, giji_slice_cut(text, start, end));
}

static void expand_text(struct writer *writer, giji_string text)
{
    size_t start = 0, at = 0;
    while (at < text.length) {
        bool reference = giji_slice_begins(giji_slice_cut(text, at, text.length), giji_slice("{{"));
        if (!reference) {
            at = skip_piece(writer, text, at);
            continue;
        }
        size_t end = giji_slice_find(text, giji_slice("}}"), at);
        if (end == SIZE_MAX) {
            found(writer, at, "write {{name}}; a brace itself is \\{", "there is no }} behind",
                  giji_slice("{{"));
            break;
        }
        append_own(writer, text, start, at);
        append_fragment(writer, at, giji_slice_cut(text, at + 2, end));
        start = at = end + 2;
    }
    append_own(writer, text, start, text.length);
}

struct expansion giji_expand(struct fragments *fragments, const struct element *element,
                             const char *before, const char *after, giji_fragment_check *check)
{
    struct writer writer = {
        .fragments = fragments, .element = element, .check = check, .expansion.good = true};
    add_origin(&writer, element, 0);
    giji_buffer_add(&writer.buffer, giji_slice(before));
    expand_text(&writer, element->text);
    add_origin(&writer, element, element->text.length);
    giji_buffer_add(&writer.buffer, giji_slice(after));
    writer.expansion.text = giji_buffer_keep(&writer.buffer, fragments->arena);
    if (fragments->arena->failed)
        writer.expansion.good = false;
    return writer.expansion;
}

const struct origin *giji_expansion_origin(const struct expansion *expansion, size_t at,
                                           size_t *place)
{
    size_t i = expansion->origin_count;
    while (i > 1 && expansion->origins[i - 1].start > at)
        i--;
    const struct origin *origin = &expansion->origins[i - 1];
    size_t inside = origin->at + (at > origin->start ? at - origin->start : 0);
    if (inside > origin->element->text.length)
        inside = origin->element->text.length;
    *place = giji_element_place(origin->element, inside);
    return origin;
}

void giji_fragments_unused(const struct fragments *fragments, const struct grammar_file *file)
{
    for (size_t i = 0; i < fragments->entries->count; i++) {
        const struct entry *entry = &fragments->entries->items[i];
        if (entry->element->file != file || fragments->states[i] != FRAGMENT_NEW)
            continue;
        giji_found(fragments->findings, file, giji_attribute_place(entry->element, "name"),
                   "take it out, or move it into a library", "no pattern uses the fragment '%.*s'",
                   GIJI_SHOW(entry->id));
    }
}
