/* Detecting a dump's form without parsing it, for those who ask why. */
#include "base/error.h"
#include "base/file.h"
#include "context.h"
#include "grammar/detect.h"
#include "text/lines.h"
#include "text/source.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdlib.h>

struct giji_detection {
    struct arena arena;
    giji_string name;
    uint64_t bytes;
    giji_string encoding;
    const struct grammar *grammar;
    bool recognised;
    giji_candidate *candidates;
    size_t candidate_count;
};

/* What a detection is made from, and is gone when it is made. */
struct sight {
    struct source source;
    struct lines lines;
    struct matcher matcher;
    struct forms forms;
};

/* ---- what is kept ---------------------------------------------------------------------- */

static unsigned line_of(const struct sight *sight, const char *place)
{
    size_t offset = (size_t)(place - sight->source.text.data);
    return (unsigned)giji_lines_index(&sight->lines, offset) + 1;
}

/* What follows a find on its line; a find may reach beyond that. */
static giji_string rest_of(const struct find *find)
{
    const char *end = find->text.data + find->text.length;
    const char *line_end = find->line.data + find->line.length;
    return giji_slice_of(end, line_end > end ? (size_t)(line_end - end) : 0);
}

static giji_sign read_sign(giji_detection *detection, const struct sight *sight,
                           const struct sign *sign, const struct finds *finds)
{
    const struct source *source = &sight->source;
    giji_string first = finds->items->text;
    size_t start = (size_t)(first.data - source->text.data), end = start + first.length;
    return (giji_sign){
        .id = sign->id,
        .weight = sign->weight,
        .finds = (unsigned)finds->count,
        .sum = sign->weight * (double)finds->count,
        .text = giji_arena_copy(&detection->arena, first),
        .rest = giji_arena_copy(&detection->arena, rest_of(finds->items)),
        .span = {giji_source_start(source, start), giji_source_end(source, end)},
        .line = line_of(sight, first.data),
        .column = giji_lines_column(&sight->lines, start),
        .limited = finds->limited,
    };
}

static giji_candidate read_candidate(giji_detection *detection, const struct sight *sight,
                                     const struct form *form)
{
    const struct grammar *grammar = form->grammar;
    giji_sign *signs = giji_arena_alloc(&detection->arena, grammar->sign_count * sizeof *signs);
    giji_candidate candidate = {
        .grammar = (const giji_grammar *)grammar,
        .score = form->score,
        .threshold = grammar->threshold,
        .fits = form->fits,
        .hangs_on = form->hangs_on ? line_of(sight, form->hangs_on) : 0,
        .last = grammar->last,
        .signs = signs,
    };
    for (size_t i = 0; signs && i < grammar->sign_count; i++) {
        struct finds finds = giji_form_finds(&sight->forms, form, i);
        if (finds.count > 0)
            signs[candidate.sign_count++] = read_sign(detection, sight, &grammar->signs[i], &finds);
    }
    return candidate;
}

static void read_candidates(giji_detection *detection, const struct sight *sight)
{
    const struct forms *forms = &sight->forms;
    detection->candidates =
        giji_arena_alloc(&detection->arena, (forms->count + 1) * sizeof(giji_candidate));
    if (!detection->candidates || forms->arena.failed)
        return;
    for (size_t i = 0; i < forms->count; i++)
        detection->candidates[i] = read_candidate(detection, sight, &forms->items[i]);
    detection->candidate_count = forms->count;
}

/* ---- looking --------------------------------------------------------------------------- */

static void look(giji_detection *detection, const giji_context *context, struct sight *sight)
{
    struct forms *forms = &sight->forms;
    giji_forms_open(forms, &context->signs, giji_unmarked(sight->source.text), &sight->matcher);
    giji_forms_rank(forms);
    detection->recognised = forms->count > 0 && forms->items->fits;
    detection->grammar = detection->recognised
                             ? forms->items->grammar
                             : giji_fallback(context->grammars, context->grammar_count);
    read_candidates(detection, sight);
    detection->arena.failed |= forms->arena.failed;
    giji_forms_close(forms);
}

static bool detect(giji_detection *detection, const giji_context *context, const void *bytes,
                   size_t length, giji_error *error)
{
    struct sight sight = {0};
    bool open = giji_source_open(&sight.source, bytes, length, context->encoding, error);
    bool ready = open && giji_lines_open(&sight.lines, sight.source.text) &&
                 giji_matcher_open(&sight.matcher, &detection->arena);
    if (ready) {
        detection->encoding = giji_slice(sight.source.encoding);
        look(detection, context, &sight);
    }
    giji_matcher_close(&sight.matcher);
    giji_lines_close(&sight.lines);
    giji_source_close(&sight.source);
    if (!open)
        return false;
    return (ready && !detection->arena.failed) || giji_error_memory(error);
}

giji_detection *giji_detect(const giji_context *context, const char *name, const void *bytes,
                            size_t length, giji_error *error)
{
    giji_detection *detection = calloc(1, sizeof *detection);
    if (!detection) {
        giji_error_memory(error);
        return NULL;
    }
    detection->name = giji_utf8_mend(&detection->arena, name);
    detection->bytes = length;
    if (detect(detection, context, bytes, length, error))
        return detection;
    if (error && !error->file[0])
        giji_copy_text(error->file, sizeof error->file, giji_slice(name));
    giji_detection_free(detection);
    return NULL;
}

giji_detection *giji_detect_file(const giji_context *context, const char *path, giji_error *error)
{
    size_t length = 0;
    void *bytes = giji_file_read(path, &length, error);
    giji_detection *detection = bytes ? giji_detect(context, path, bytes, length, error) : NULL;
    free(bytes);
    return detection;
}

void giji_detection_free(giji_detection *detection)
{
    if (!detection)
        return;
    giji_arena_free(&detection->arena);
    free(detection);
}

/* ---- asking ---------------------------------------------------------------------------- */

giji_string giji_detection_name(const giji_detection *detection)
{
    return detection->name;
}

uint64_t giji_detection_bytes(const giji_detection *detection)
{
    return detection->bytes;
}

giji_string giji_detection_encoding(const giji_detection *detection)
{
    return detection->encoding;
}

const giji_grammar *giji_detection_grammar(const giji_detection *detection)
{
    return (const giji_grammar *)detection->grammar;
}

bool giji_detection_recognised(const giji_detection *detection)
{
    return detection->recognised;
}

size_t giji_detection_candidate_count(const giji_detection *detection)
{
    return detection->candidate_count;
}

const giji_candidate *giji_detection_candidate(const giji_detection *detection, size_t index)
{
    return index < detection->candidate_count ? &detection->candidates[index] : NULL;
}
