#include "grammar/frozen.h"

#include "grammar/build.h"
#include "grammar/carry.h"
#include "grammar/filters.h"
#include "grammar/labels.h"
#include "grammar/lists.h"

#include <stdio.h>
#include <stdlib.h>

void giji_frozen_pcre2(char name[PCRE2_NAME_SIZE])
{
    char version[PCRE2_NAME_SIZE / 4] = "", unicode[PCRE2_NAME_SIZE / 4] = "";
    uint32_t link_size = 0;
    pcre2_config(PCRE2_CONFIG_VERSION, version);
    pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, unicode);
    pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_size);
    snprintf(name, PCRE2_NAME_SIZE, "%s, Unicode %s, links of %u bytes, pointers of %zu", version,
             unicode, (unsigned)link_size, sizeof(void *));
}

/* ---- codes ---------------------------------------------------------------------------------- */

static void thaw_code(struct thawed *thawed, const struct frozen_code *frozen, bool compiled,
                      struct code *code)
{
    giji_string text = giji_slice_of(giji_frozen.pool + frozen->text, frozen->length);
    giji_code_init(code, &thawed->home, text, frozen->options, frozen->newline);
    if (compiled)
        code->compiled = giji_slice_of(giji_frozen.compiled + frozen->compiled, frozen->size);
}

static bool open_codes(struct thawed *thawed)
{
    char pcre2[PCRE2_NAME_SIZE];
    *thawed = (struct thawed){0};
    size_t count = giji_frozen.code_count;
    thawed->codes = giji_arena_alloc(&thawed->arena, count * sizeof *thawed->codes);
    thawed->lists =
        giji_arena_alloc(&thawed->arena, giji_frozen.list_count * sizeof *thawed->lists);
    if (thawed->arena.failed || !giji_codes_open(&thawed->home))
        return false;
    giji_frozen_pcre2(pcre2);
    bool compiled = strcmp(pcre2, giji_frozen.pcre2) == 0;
    thawed->home.head = giji_slice_of(giji_frozen.compiled, giji_frozen.head);
    for (size_t i = 0; i < count; i++)
        thaw_code(thawed, &giji_frozen.codes[i], compiled, &thawed->codes[i]);
    return true;
}

void giji_thawed_close(struct thawed *thawed)
{
    giji_codes_close(&thawed->home);
    giji_arena_free(&thawed->arena);
}

/* ---- nets ----------------------------------------------------------------------------------- */

static bool is_pattern(const struct pattern *pattern, size_t number)
{
    if (!pattern->code || !number)
        return !pattern->code && !number;
    return pattern->code->text.data == giji_frozen.pool + giji_frozen.codes[number - 1].text;
}

static bool is_net(const struct frozen_net *frozen, const struct net *net)
{
    bool same = frozen->pattern_count == net->pattern_count;
    for (size_t i = 0; same && i < net->pattern_count; i++)
        same = is_pattern(net->patterns[i], frozen->patterns[i]);
    return same;
}

const struct frozen_net *giji_frozen_net(const struct net *net)
{
    for (size_t i = 0; i < giji_frozen.net_count; i++)
        if (is_net(&giji_frozen.nets[i], net))
            return &giji_frozen.nets[i];
    return NULL;
}

/* ---- grammars ------------------------------------------------------------------------------- */

struct thawer {
    struct carrier carrier; /* the first member */
    struct thawed *thawed;
    size_t at;
};

/* Seven bits a byte, the lowest first; the highest bit says that more follow. */
static size_t read_number(struct carrier *carrier, size_t number)
{
    struct thawer *thawer = (struct thawer *)carrier;
    unsigned shift = 0;
    unsigned char byte = 0x80;
    (void)number;
    for (number = 0; byte & 0x80 && !carrier->arena->failed; shift += 7) {
        byte = giji_frozen.fields[thawer->at++];
        number |= (size_t)(byte & 0x7F) << shift;
    }
    return number;
}

static giji_string read_text(struct carrier *carrier, giji_string text)
{
    text.length = read_number(carrier, 0);
    text.data = text.length ? giji_frozen.pool + read_number(carrier, 0) : NULL;
    return text;
}

static struct code *read_code(struct carrier *carrier, struct code *code)
{
    const struct thawer *thawer = (const struct thawer *)carrier;
    size_t number = read_number(carrier, 0);
    code = number ? &thawer->thawed->codes[number - 1] : NULL;
    return code;
}

/* Reads the words of the list that starts at byte `at` of the fields. */
static struct words read_list(struct thawer *thawer, size_t at)
{
    struct carrier *carrier = &thawer->carrier;
    size_t after = thawer->at;
    thawer->at = at;
    struct words list = {.count = read_number(carrier, 0)};
    list.items = giji_arena_alloc(&thawer->thawed->arena, list.count * sizeof *list.items);
    for (size_t i = 0; i < list.count && list.items; i++)
        list.items[i] = read_text(carrier, (giji_string){NULL, 0});
    thawer->at = after;
    return list;
}

/* The list, as grammars share it. Where memory runs out, the grammar fails that is read, and others may be. */
static struct words read_words(struct carrier *carrier, const struct words *words, bool looked_up)
{
    struct thawer *thawer = (struct thawer *)carrier;
    struct arena *arena = &thawer->thawed->arena;
    size_t number = read_number(carrier, 0);
    (void)words;
    if (!number)
        return (struct words){0};
    struct words *list = &thawer->thawed->lists[number - 1];
    if (!list->items)
        *list = read_list(thawer, giji_frozen.lists[number - 1]);
    if (looked_up && !list->order && list->items)
        list->order = giji_order_words(arena, list);
    carrier->arena->failed |= arena->failed;
    arena->failed = false;
    return list->items ? *list : (struct words){0};
}

static struct grammar *open_grammar(struct thawed *thawed, size_t form, struct thawer *thawer)
{
    struct grammar *grammar = calloc(1, sizeof *grammar);
    if (!grammar)
        return NULL;
    *thawer = (struct thawer){{read_number, read_text, read_code, read_words, &grammar->arena},
                              thawed,
                              giji_frozen.forms[form].start};
    giji_carry_sketch(&thawer->carrier, grammar);
    return grammar;
}

/* Gives back a grammar for which there was no memory. */
static struct grammar *check(struct grammar *grammar)
{
    if (!grammar->arena.failed)
        return grammar;
    giji_grammar_free(grammar);
    return NULL;
}

static struct grammar *thaw_sketch(struct thawed *thawed, size_t form)
{
    struct thawer thawer;
    struct grammar *grammar = open_grammar(thawed, form, &thawer);
    if (!grammar)
        return NULL;
    grammar->sketch_of = giji_frozen.pool + giji_frozen.forms[form].name;
    return check(grammar);
}

bool giji_thaw_sketches(struct thawed *thawed, giji_grammar_keeper *keep, void *data)
{
    bool good = open_codes(thawed);
    for (size_t i = 0; good && i < giji_frozen.form_count; i++) {
        struct grammar *grammar = thaw_sketch(thawed, i);
        good = grammar && keep(data, grammar);
    }
    return good;
}

static size_t form_of(const struct grammar *sketch)
{
    size_t form = 0;
    while (giji_frozen.pool + giji_frozen.forms[form].name != sketch->sketch_of)
        form++;
    return form;
}

struct grammar *giji_thaw(struct thawed *thawed, const struct grammar *sketch)
{
    struct thawer thawer;
    struct grammar *grammar = open_grammar(thawed, form_of(sketch), &thawer);
    if (!grammar)
        return NULL;
    giji_carry_rest(&thawer.carrier, grammar);
    giji_index_lists(grammar);
    giji_index_labels(grammar);
    if (!grammar->arena.failed)
        giji_filters_open(grammar);
    return check(grammar);
}
