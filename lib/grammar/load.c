#include "grammar/load.h"

#include "grammar/build.h"
#include "grammar/filters.h"
#include "grammar/read.h"
#include "text/unicode.h"

#include <stdlib.h>

void giji_grammar_free(struct grammar *grammar)
{
    if (!grammar)
        return;
    giji_filters_close(grammar);
    giji_codes_close(&grammar->codes);
    giji_arena_free(&grammar->arena);
    free(grammar);
}

static giji_string child_text(const struct element *root, const char *name)
{
    const struct element *child = giji_element_child(root, name);
    return child ? giji_trim(child->text) : (giji_string){NULL, 0};
}

static void read_identity(struct builder *builder, const struct element *root)
{
    struct grammar *g = builder->grammar;
    g->id = giji_build_copy(builder, giji_attribute(root, "id"));
    g->version = giji_build_copy(builder, giji_attribute(root, "version"));
    g->title = giji_build_copy(builder, child_text(root, "title"));
    g->about = giji_build_copy(builder, child_text(root, "about"));
    g->file =
        giji_build_copy(builder, giji_slice(root->file->built_in ? "built in" : root->file->name));
    g->source = giji_build_copy(builder, giji_slice(root->file->name));
}

/* How much of a grammar is built. */
enum extent { SKETCH, WHOLE };

static void build_parts(struct builder *builder, enum extent extent)
{
    read_identity(builder, builder->definitions->file->root);
    if (extent == WHOLE)
        giji_build_lists(builder);
    giji_build_signs(builder);
    if (extent == WHOLE)
        giji_build_sections(builder);
}

static void build_in(struct arena *scratch, struct builder *builder, enum extent extent)
{
    const struct definitions *definitions = builder->definitions;
    struct findings *findings = builder->findings;
    struct codes *codes = &builder->grammar->codes;
    size_t before = findings->count;
    bool good = giji_codes_open(codes) && giji_fragments_open(&builder->fragments, scratch, codes,
                                                              &definitions->fragments, findings);
    if (good) {
        build_parts(builder, extent);
        if (extent == WHOLE && findings->count == before)
            giji_filters_open(builder->grammar);
        good = !scratch->failed && !builder->grammar->arena.failed;
    }
    if (!good)
        giji_found_memory(findings);
    else if (extent == WHOLE && findings->count == before)
        giji_fragments_unused(&builder->fragments, definitions->file);
}

/* NULL, with findings, where the definitions make no good grammar. */
static struct grammar *build(const struct definitions *definitions, enum extent extent,
                             struct findings *findings)
{
    struct arena scratch = {0};
    size_t before = findings->count;
    struct builder builder = {.definitions = definitions, .findings = findings};
    builder.grammar = calloc(1, sizeof *builder.grammar);
    if (builder.grammar)
        build_in(&scratch, &builder, extent);
    else
        giji_found_memory(findings);
    giji_arena_free(&scratch);
    if (findings->count == before)
        return builder.grammar;
    giji_grammar_free(builder.grammar);
    return NULL;
}

struct grammar *giji_grammar_build(const struct definitions *definitions, struct findings *findings)
{
    return build(definitions, WHOLE, findings);
}

static struct grammar *load(struct reader *reader, const char *name, bool built_in,
                            enum extent extent, bool *is_library)
{
    struct grammar *grammar = NULL;
    const struct definitions *all = giji_read_grammar(reader, name, built_in);
    bool library = all && giji_element_is(all->file->root, "library");
    if (is_library)
        *is_library = library;
    if (all && !library)
        grammar = build(all, extent, reader->findings);
    return grammar;
}

static struct grammar *load_one(const struct include_places *places, const char *name,
                                bool built_in, bool *is_library, giji_finding_callback *callback,
                                void *data)
{
    struct findings findings = {callback, data, 0};
    struct reader reader = {.findings = &findings, .places = places};
    struct grammar *grammar = load(&reader, name, built_in, WHOLE, is_library);
    giji_reader_close(&reader);
    return grammar;
}

struct grammar *giji_grammar_load_among(const struct include_places *places, const char *path,
                                        bool *is_library, giji_finding_callback *callback,
                                        void *data)
{
    return load_one(places, path, false, is_library, callback, data);
}

struct grammar *giji_grammar_load(const char *path, bool *is_library,
                                  giji_finding_callback *callback, void *data)
{
    return giji_grammar_load_among(NULL, path, is_library, callback, data);
}

struct grammar *giji_grammar_load_built_in(const char *name, bool *is_library,
                                           giji_finding_callback *callback, void *data)
{
    return load_one(NULL, name, true, is_library, callback, data);
}

static bool sketch_one(struct reader *reader, const char *name, giji_grammar_keeper *keep,
                       void *data)
{
    bool is_library = false;
    struct grammar *grammar = load(reader, name, true, SKETCH, &is_library);
    if (!grammar)
        return is_library;
    grammar->sketch_of = name;
    return keep(data, grammar);
}

bool giji_grammar_sketch_built_in(giji_grammar_keeper *keep, giji_finding_callback *callback,
                                  void *data)
{
    struct findings findings = {callback, data, 0};
    struct reader reader = {.findings = &findings};
    bool good = true;
    for (size_t i = 0; good && i < giji_built_in_file_count; i++)
        good = sketch_one(&reader, giji_built_in_files[i].name, keep, data);
    giji_reader_close(&reader);
    return good;
}
