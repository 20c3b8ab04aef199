#include "context.h"

#include "base/error.h"
#include "grammar/load.h"
#include "text/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- the list of grammars ------------------------------------------------------------- */

static int compare_ids(giji_string a, giji_string b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = memcmp(a.data, b.data, shorter);
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

/* Where the grammar `id` stands, or would stand, in the order of the ids. */
static size_t place_of(struct grammar *const *grammars, size_t count, giji_string id, bool *found)
{
    size_t at = 0;
    while (at < count && compare_ids(grammars[at]->id, id) < 0)
        at++;
    *found = at < count && compare_ids(grammars[at]->id, id) == 0;
    return at;
}

/* Puts `grammar` into a list that has room for it, in the place of one of the same id. */
static void insert(struct grammar **list, size_t *count, struct grammar *grammar)
{
    bool found;
    size_t at = place_of(list, *count, grammar->id, &found);
    if (!found) {
        memmove(list + at + 1, list + at, (*count - at) * sizeof *list);
        ++*count;
    }
    list[at] = grammar;
}

/* Grammars that were loaded but not yet added, so that a bad one leaves the context as it was. */
struct batch {
    struct grammar **grammars;
    size_t count;
};

static bool keep(struct batch *batch, struct grammar *grammar, giji_error *error)
{
    struct grammar **larger =
        realloc(batch->grammars, (batch->count + 1) * sizeof(struct grammar *));
    if (!larger) {
        giji_grammar_free(grammar);
        return giji_error_memory(error);
    }
    batch->grammars = larger;
    larger[batch->count++] = grammar;
    return true;
}

static void discard(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        giji_grammar_free(batch->grammars[i]);
    free(batch->grammars);
    *batch = (struct batch){0};
}

static void log_batch(const giji_context *context, const struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        const struct grammar *grammar = batch->grammars[i];
        bool found;
        place_of(context->grammars, context->grammar_count, grammar->id, &found);
        giji_log(context, GIJI_LOG_DEBUG, "grammar %.*s %.*s from %.*s%s", (int)grammar->id.length,
                 grammar->id.data, (int)grammar->version.length, grammar->version.data,
                 (int)grammar->file.length, grammar->file.data,
                 found ? ", in place of the one there was" : "");
    }
}

/* The grammar in `list`, which has one of that id. */
static struct grammar *grammar_of(struct grammar *const *list, size_t count, giji_string id)
{
    bool found;
    return list[place_of(list, count, id, &found)];
}

/* Frees those of `grammars` whose places others have taken. */
static void free_replaced(struct grammar **grammars, size_t count, struct grammar *const *list,
                          size_t list_count)
{
    for (size_t i = 0; i < count; i++)
        if (grammar_of(list, list_count, grammars[i]->id) != grammars[i])
            giji_grammar_free(grammars[i]);
}

/* Gives the context the list of what it has and what is in the batch. */
static void take_list(giji_context *context, struct batch *batch, struct grammar **list,
                      size_t count)
{
    log_batch(context, batch);
    if (context->forced)
        context->forced = grammar_of(list, count, context->forced->id);
    free_replaced(context->grammars, context->grammar_count, list, count);
    free_replaced(batch->grammars, batch->count, list, count);
    free(context->grammars);
    free(batch->grammars);
    context->grammars = list;
    context->grammar_count = count;
}

/* Nothing of the context is touched before there is memory for all. */
static bool put_batch(giji_context *context, struct batch *batch, giji_error *error)
{
    struct sign_table signs = {0};
    size_t count = context->grammar_count;
    struct grammar **list = malloc((count + batch->count + 1) * sizeof(struct grammar *));
    if (list && count)
        memcpy(list, context->grammars, count * sizeof(struct grammar *));
    for (size_t i = 0; list && i < batch->count; i++)
        insert(list, &count, batch->grammars[i]);
    if (!list || !giji_signs_open(&signs, list, count)) {
        giji_signs_close(&signs);
        free(list);
        return giji_error_memory(error);
    }
    take_list(context, batch, list, count);
    giji_signs_close(&context->signs);
    context->signs = signs;
    return true;
}

/* ---- loading -------------------------------------------------------------------------- */

/* Keeps the first finding of a load as the caller's error. */
static void keep_first(void *data, const giji_error *finding)
{
    giji_error *error = data;
    if (error && error->code == GIJI_OK)
        *error = *finding;
}

static bool load_file(const struct include_places *places, struct batch *batch, const char *path,
                      giji_error *error)
{
    bool is_library = false;
    giji_error first = GIJI_ERROR_INIT;
    struct grammar *grammar =
        giji_grammar_load_among(places, path, &is_library, keep_first, &first);
    if (grammar)
        return keep(batch, grammar, error);
    if (is_library && first.code == GIJI_OK)
        return true;
    if (error && error->code == GIJI_OK)
        *error = first;
    return first.code != GIJI_OK ? false : giji_error_memory(error);
}

/* By their bytes, where alphasort asks the locale. */
static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_grammar_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 4 && strcmp(entry->d_name + length - 4, ".xml") == 0;
}

static bool fail_to_read(const char *path, giji_error *error)
{
    struct error_place place = {.file = path};
    return giji_error_at(error, GIJI_ERROR_IO, &place, NULL, "cannot read: %s",
                         giji_error_reason(errno));
}

static bool load_folder(const struct include_places *places, struct batch *batch, const char *path,
                        giji_error *error)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_grammar_file, compare_names);
    if (count < 0 && errno == ENOMEM)
        return giji_error_memory(error);
    if (count < 0)
        return fail_to_read(path, error);
    bool good = true;
    for (int i = 0; i < count; i++) {
        struct arena arena = {0};
        giji_string file = giji_arena_print(&arena, "%s/%s", path, entries[i]->d_name);
        good = good &&
               (file.data ? load_file(places, batch, file.data, error) : giji_error_memory(error));
        giji_arena_free(&arena);
        free(entries[i]);
    }
    free(entries);
    return good;
}

/* Remembers where grammars came from: what is added later, or checked, may include what lies there. */
static bool add_place(struct include_places *places, const char *path, giji_error *error)
{
    for (size_t i = 0; i < places->count; i++)
        if (strcmp(places->paths[i], path) == 0)
            return true;
    char **larger = realloc(places->paths, (places->count + 1) * sizeof *larger);
    char *copy = larger ? strdup(path) : NULL;
    if (larger)
        places->paths = larger;
    if (!copy)
        return giji_error_memory(error);
    places->paths[places->count++] = copy;
    return true;
}

static void forget_places(struct include_places *places, size_t kept)
{
    while (places->count > kept)
        free(places->paths[--places->count]);
}

bool giji_context_add_grammars(giji_context *context, const char *path, giji_error *error)
{
    struct stat status;
    struct batch batch = {0};
    struct include_places *places = &context->places;
    size_t before = places->count;
    if (stat(path, &status) != 0)
        return fail_to_read(path, error);
    bool good = S_ISDIR(status.st_mode) ? load_folder(places, &batch, path, error)
                                        : load_file(places, &batch, path, error);
    if (good && add_place(places, path, error) && put_batch(context, &batch, error))
        return true;
    discard(&batch);
    forget_places(places, before);
    return false;
}

/* What is gathered while the built-in grammars are read. */
struct gathering {
    struct batch batch;
    giji_error *error;
};

static bool gather(void *data, struct grammar *grammar)
{
    struct gathering *gathering = data;
    return keep(&gathering->batch, grammar, gathering->error);
}

static void keep_first_gathered(void *data, const giji_error *finding)
{
    keep_first(((struct gathering *)data)->error, finding);
}

/* Where they are not frozen, their files are read. */
static bool load_built_in(giji_context *context, giji_error *error)
{
    struct gathering gathering = {.error = error};
    bool good = giji_frozen.form_count
                    ? giji_thaw_sketches(&context->whole->thawed, gather, &gathering)
                    : giji_grammar_sketch_built_in(gather, keep_first_gathered, &gathering);
    if (good && put_batch(context, &gathering.batch, error))
        return true;
    discard(&gathering.batch);
    return giji_error_memory(error);
}

/* ---- whole grammars ------------------------------------------------------------------- */

static bool open_whole(giji_context *context)
{
    context->whole = calloc(1, sizeof *context->whole);
    return context->whole && pthread_mutex_init(&context->whole->lock, NULL) == 0;
}

static void close_whole(giji_context *context)
{
    struct whole_grammars *whole = context->whole;
    if (!whole)
        return;
    for (size_t i = 0; i < whole->count; i++)
        giji_grammar_free(whole->items[i]);
    giji_thawed_close(&whole->thawed);
    free(whole->items);
    pthread_mutex_destroy(&whole->lock);
    free(whole);
}

static const struct grammar *find_whole(const struct whole_grammars *whole, giji_string id)
{
    for (size_t i = 0; i < whole->count; i++)
        if (giji_slice_equal(whole->items[i]->id, id))
            return whole->items[i];
    return NULL;
}

static const struct grammar *add_whole(struct whole_grammars *whole, const struct grammar *sketch,
                                       giji_error *error)
{
    giji_error first = GIJI_ERROR_INIT;
    struct grammar *grammar =
        giji_frozen.form_count
            ? giji_thaw(&whole->thawed, sketch)
            : giji_grammar_load_built_in(sketch->sketch_of, NULL, keep_first, &first);
    struct grammar **larger =
        grammar ? realloc(whole->items, (whole->count + 1) * sizeof(struct grammar *)) : NULL;
    if (!larger) {
        giji_grammar_free(grammar);
        if (first.code != GIJI_OK && error && error->code == GIJI_OK)
            *error = first;
        giji_error_memory(error);
        return NULL;
    }
    whole->items = larger;
    return whole->items[whole->count++] = grammar;
}

const struct grammar *giji_context_whole(const giji_context *context, const struct grammar *grammar,
                                         giji_error *error)
{
    if (!grammar->sketch_of)
        return grammar;
    struct whole_grammars *whole = context->whole;
    pthread_mutex_lock(&whole->lock);
    const struct grammar *found = find_whole(whole, grammar->id);
    if (!found)
        found = add_whole(whole, grammar, error);
    pthread_mutex_unlock(&whole->lock);
    return found;
}

giji_context *giji_context_new(giji_error *error)
{
    giji_context *context = calloc(1, sizeof *context);
    if (!context) {
        giji_error_memory(error);
        return NULL;
    }
    bool opened = open_whole(context) || giji_error_memory(error);
    if (!opened || !load_built_in(context, error)) {
        giji_context_free(context);
        return NULL;
    }
    return context;
}

void giji_context_free(giji_context *context)
{
    if (!context)
        return;
    giji_signs_close(&context->signs);
    close_whole(context);
    for (size_t i = 0; i < context->grammar_count; i++)
        giji_grammar_free(context->grammars[i]);
    forget_places(&context->places, 0);
    free(context->places.paths);
    free(context->grammars);
    free(context);
}

/* ---- options -------------------------------------------------------------------------- */

void giji_context_set_log(giji_context *context, giji_log_callback *callback, void *data)
{
    context->log = callback;
    context->log_data = data;
}

enum { LONGEST_MESSAGE = 8192 };

void giji_log(const giji_context *context, giji_log_level level, const char *format, ...)
{
    if (!context->log)
        return;
    char printed[LONGEST_MESSAGE + 4], text[LONGEST_MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(printed, sizeof printed, format, arguments);
    va_end(arguments);
    giji_copy_text(text, sizeof text, giji_slice(printed));
    context->log(context->log_data, level, text);
}

bool giji_context_set_grammar(giji_context *context, const char *id, giji_error *error)
{
    bool found = false;
    size_t at = 0;
    if (id)
        at = place_of(context->grammars, context->grammar_count, giji_slice(id), &found);
    if (id && !found)
        return giji_error_set(error, GIJI_ERROR_NO_GRAMMAR, "there is no grammar '%s'", id);
    context->forced = found ? context->grammars[at] : NULL;
    return true;
}

void giji_context_set_explain_roles(giji_context *context, bool explain)
{
    context->explain_roles = explain;
}

void giji_context_set_trace(giji_context *context, unsigned first, unsigned last)
{
    context->trace_first = first;
    context->trace_last = last;
}

bool giji_context_set_encoding(giji_context *context, const char *encoding, giji_error *error)
{
    const char *name = encoding ? giji_encoding_name(encoding) : NULL;
    if (encoding && !name)
        return giji_error_set(error, GIJI_ERROR_ENCODING, "there is no encoding '%s'", encoding);
    context->encoding = name;
    return true;
}

/* ---- asking --------------------------------------------------------------------------- */

/* A public grammar is the grammar itself. */
static const struct grammar *inner(const giji_grammar *grammar)
{
    return (const struct grammar *)grammar;
}

size_t giji_context_grammar_count(const giji_context *context)
{
    return context->grammar_count;
}

const giji_grammar *giji_context_grammar(const giji_context *context, size_t index)
{
    return index < context->grammar_count ? (const giji_grammar *)context->grammars[index] : NULL;
}

giji_string giji_grammar_id(const giji_grammar *grammar)
{
    return inner(grammar)->id;
}

giji_string giji_grammar_version(const giji_grammar *grammar)
{
    return inner(grammar)->version;
}

giji_string giji_grammar_title(const giji_grammar *grammar)
{
    return inner(grammar)->title;
}

giji_string giji_grammar_about(const giji_grammar *grammar)
{
    return inner(grammar)->about;
}

giji_string giji_grammar_file(const giji_grammar *grammar)
{
    return inner(grammar)->file;
}

/* ---- checking ------------------------------------------------------------------------- */

struct counted_findings {
    giji_finding_callback *callback;
    void *data;
    size_t count;
};

static void count_finding(void *data, const giji_error *finding)
{
    struct counted_findings *findings = data;
    findings->count++;
    if (findings->callback)
        findings->callback(findings->data, finding);
}

size_t giji_context_check_grammar(const giji_context *context, const char *path,
                                  giji_finding_callback *callback, void *data)
{
    struct counted_findings findings = {.callback = callback, .data = data};
    struct grammar *grammar =
        giji_grammar_load_among(&context->places, path, NULL, count_finding, &findings);
    if (grammar && findings.count == 0)
        giji_grammar_run_samples(grammar, count_finding, &findings);
    giji_grammar_free(grammar);
    return findings.count;
}
