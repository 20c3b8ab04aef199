#include "grammar/build.h"

#include "grammar/language.h"
#include "grammar/labels.h"
#include "grammar/lists.h"
#include "text/unicode.h"

giji_string giji_build_copy(struct builder *builder, giji_string text)
{
    return giji_arena_copy(&builder->grammar->arena, text);
}

giji_string giji_build_folded(struct builder *builder, giji_string text)
{
    struct buffer buffer = {0};
    giji_fold(text, &buffer);
    return giji_buffer_keep(&buffer, &builder->grammar->arena);
}

/* The number that an attribute gives, which the check of the form has seen to be one. */
static double number_of(const struct element *element, const char *name)
{
    double number = 0;
    giji_read_decimal(giji_attribute(element, name), &number);
    return number;
}

static void compile(struct builder *builder, const struct element *text, enum pattern_use use,
                    unsigned captures, struct pattern *pattern)
{
    pattern->file = giji_build_copy(builder, giji_slice(text->file->name)).data;
    giji_pattern_compile(&builder->fragments, &builder->grammar->arena, text, use, captures,
                         pattern);
}

static void add_need(struct arena *arena, giji_string need, struct words *words)
{
    giji_string *word =
        giji_arena_push(arena, &words->items, &words->count, &words->capacity, sizeof *word);
    if (word)
        *word = giji_arena_copy(arena, need);
}

/* The next word at or after `*at`, moved behind it; empty at the end. */
static giji_string next_word(giji_string text, size_t *at)
{
    size_t start = *at, next = *at;
    while (start < text.length && giji_is_space(giji_next_char(text, &next)))
        start = next;
    size_t end = start;
    next = start;
    while (end < text.length && !giji_is_space(giji_next_char(text, &next)))
        end = next;
    *at = end;
    return giji_slice_cut(text, start, end);
}

/* Adds all that \s matches. */
static void add_spaces(struct arena *arena, struct words *words)
{
    static const char *const spaces[] = {
        "\t",     "\n",     "\v",     "\f",     "\r",     " ",      "\xC2\x85", "\u00A0", "\u1680",
        "\u180E", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",   "\u2006", "\u2007",
        "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F",   "\u3000"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        add_need(arena, giji_slice(spaces[i]), words);
}

/* Adds the words of `text`, in which white space is written as \t, a tab, or \s, any. */
static void add_needs(struct arena *arena, giji_string text, struct words *words)
{
    size_t at = 0;
    for (giji_string word; (word = next_word(text, &at)).length > 0;)
        if (giji_slice_is(word, "\\s"))
            add_spaces(arena, words);
        else
            add_need(arena, giji_slice_is(word, "\\t") ? giji_slice("\t") : word, words);
}

void giji_build_pattern(struct builder *builder, const struct element *element,
                        enum pattern_use use, unsigned captures, struct pattern *pattern)
{
    const struct element *text = giji_element_child(element, "pattern");
    compile(builder, text, use, captures, pattern);
    add_needs(&builder->grammar->arena, giji_attribute(text, "needs"), &pattern->needs);
    pattern->longest = (unsigned)number_of(text, "longest");
}

void giji_build_ahead(struct builder *builder, const struct element *element,
                      struct pattern *pattern)
{
    const struct element *ahead = giji_element_child(element, "ahead");
    if (ahead)
        compile(builder, ahead, PATTERN_HERE, 0, pattern);
}

static void add_claim(struct builder *builder, const struct attribute *attribute,
                      struct sample *sample)
{
    struct sample_claim *claim =
        giji_arena_push(&builder->grammar->arena, &sample->claims, &sample->claim_count,
                        &sample->claim_capacity, sizeof *claim);
    if (!claim)
        return;
    claim->name = giji_build_copy(builder, attribute->name);
    claim->value = giji_build_copy(builder, giji_trim(attribute->value));
}

void giji_build_samples(struct builder *builder, const struct element *element,
                        struct samples *samples)
{
    for (const struct element *child = element->child; child; child = child->next) {
        bool counter = giji_element_is(child, "counter");
        if (!counter && !giji_element_is(child, "sample"))
            continue;
        struct sample *sample =
            giji_arena_push(&builder->grammar->arena, &samples->items, &samples->count,
                            &samples->capacity, sizeof *sample);
        if (!sample)
            return;
        *sample = (struct sample){.text = giji_build_copy(builder, giji_trim(child->text)),
                                  .counter = counter,
                                  .line = giji_file_line(child->file, child->offset)};
        for (size_t i = 0; i < child->attribute_count; i++)
            add_claim(builder, &child->attributes[i], sample);
    }
}

static bool has_word(const struct words *words, giji_string word)
{
    for (size_t i = 0; i < words->count; i++)
        if (giji_slice_equal(words->items[i], word))
            return true;
    return false;
}

static void build_words(struct builder *builder, const struct element *element)
{
    int list = giji_word_index(giji_words_lists, giji_attribute(element, "list"));
    struct words *words = &builder->grammar->words[list];
    giji_string word;
    for (size_t at = 0; (word = next_word(element->text, &at)).length > 0;) {
        giji_string folded = giji_build_folded(builder, word);
        if (has_word(words, folded))
            continue;
        giji_string *place = giji_arena_push(&builder->grammar->arena, &words->items, &words->count,
                                             &words->capacity, sizeof *place);
        if (place)
            *place = folded;
    }
}

static void build_sign(struct builder *builder, const struct element *element)
{
    struct grammar *g = builder->grammar;
    struct sign *sign =
        giji_arena_push(&g->arena, &g->signs, &g->sign_count, &g->sign_capacity, sizeof *sign);
    if (!sign)
        return;
    *sign = (struct sign){.id = giji_build_copy(builder, giji_attribute(element, "id")),
                          .weight = number_of(element, "weight"),
                          .most = 1};
    if (giji_attribute(element, "most").length > 0)
        sign->most = (unsigned)number_of(element, "most");
    giji_build_pattern(builder, element, PATTERN_LINES, 0, &sign->pattern);
    if (sign->pattern.place != PLACE_LINE)
        sign->pattern.longest = 0; /* it is looked for in dumps of any length */
    giji_build_samples(builder, element, &sign->samples);
}

static void build_detect(struct builder *builder, const struct element *element)
{
    struct grammar *g = builder->grammar;
    g->window = (size_t)number_of(element, "window");
    g->threshold = number_of(element, "threshold");
    g->last = giji_slice_is(giji_attribute(element, "rank"), "last");
    g->detect_file = giji_build_copy(builder, giji_slice(element->file->name)).data;
    g->detect_line = giji_file_line(element->file, element->offset);
}

static void build_rung(struct builder *builder, const struct element *element)
{
    struct grammar *g = builder->grammar;
    struct rung *rung =
        giji_arena_push(&g->arena, &g->rungs, &g->rung_count, &g->rung_capacity, sizeof *rung);
    if (!rung)
        return;
    *rung = (struct rung){.id = giji_build_copy(builder, giji_attribute(element, "id")),
                          .joins_title = giji_attribute(element, "joins").length > 0};
    giji_build_pattern(builder, element, PATTERN_HERE, 0, &rung->pattern);
    giji_build_samples(builder, element, &rung->samples);
}

static void build_decision(struct builder *builder, const struct element *element)
{
    struct grammar *g = builder->grammar;
    struct decision_rule *decision = giji_arena_push(&g->arena, &g->decisions, &g->decision_count,
                                                     &g->decision_capacity, sizeof *decision);
    if (!decision)
        return;
    int is = giji_word_index(giji_words_decisions, giji_attribute(element, "is"));
    *decision =
        (struct decision_rule){.id = giji_build_copy(builder, giji_attribute(element, "id")),
                               .decision = (giji_decision)(is + 1)};
    giji_build_pattern(builder, element, PATTERN_FIND, 0, &decision->pattern);
    giji_build_samples(builder, element, &decision->samples);
}

static void build_correction(struct builder *builder, const struct element *element)
{
    struct grammar *g = builder->grammar;
    struct correction *correction =
        giji_arena_push(&g->arena, &g->corrections, &g->correction_count, &g->correction_capacity,
                        sizeof *correction);
    if (!correction)
        return;
    giji_string id = giji_attribute(element, "id");
    int of = giji_word_index(giji_words_corrected, giji_attribute(element, "of"));
    *correction =
        (struct correction){.id = giji_build_copy(builder, id),
                            .full_id = giji_arena_print(&g->arena, "%.*s/%.*s", (int)g->id.length,
                                                        g->id.data, (int)id.length, id.data),
                            .of = (enum correction_of)of,
                            .put = giji_build_copy(builder, giji_attribute(element, "put"))};
    giji_build_pattern(builder, element, PATTERN_FIND, 0, &correction->pattern);
    giji_build_samples(builder, element, &correction->samples);
}

static void build_flow(struct builder *builder, const struct element *element)
{
    builder->grammar->flow = (struct flow){.start = number_of(element, "start"),
                                           .after_question = number_of(element, "after-question"),
                                           .after_answer = number_of(element, "after-answer")};
}

static void build_cue(struct builder *builder, const struct element *element)
{
    struct grammar *g = builder->grammar;
    struct cue *cue =
        giji_arena_push(&g->arena, &g->cues, &g->cue_count, &g->cue_capacity, sizeof *cue);
    if (!cue)
        return;
    int place = giji_word_index(giji_words_places, giji_attribute(element, "at"));
    *cue = (struct cue){.id = giji_build_copy(builder, giji_attribute(element, "id")),
                        .weight = number_of(element, "weight"),
                        .place = (enum cue_place)place};
    giji_build_pattern(builder, element, place == CUE_BEGIN ? PATTERN_HERE : PATTERN_FIND, 0,
                       &cue->pattern);
    giji_build_samples(builder, element, &cue->samples);
}

/* A saying that neither has an attribute beside its id nor captures anything would be listened to for nothing. */
static void check_saying(struct builder *builder, const struct element *element,
                         const struct pattern *pattern)
{
    bool tells = element->attribute_count > 1 || pattern->group[CAPTURE_SUBJECT] >= 0 ||
                 pattern->group[CAPTURE_VOTE] >= 0;
    if (pattern->code && !tells)
        giji_found(builder->findings, element->file, giji_attribute_place(element, "id"),
                   "add statements=\"...\" or another attribute, or capture subject or vote",
                   "saying '%.*s' tells nothing", GIJI_SHOW(giji_attribute(element, "id")));
}

static void build_saying(struct builder *builder, const struct element *element)
{
    struct grammar *g = builder->grammar;
    struct saying *saying = giji_arena_push(&g->arena, &g->sayings, &g->saying_count,
                                            &g->saying_capacity, sizeof *saying);
    if (!saying)
        return;
    int statements = giji_word_index(giji_words_statements, giji_attribute(element, "statements"));
    *saying = (struct saying){.id = giji_build_copy(builder, giji_attribute(element, "id")),
                              .opens = statements >= 0,
                              .ends = giji_attribute(element, "ends").length > 0,
                              .statements =
                                  statements >= 0 ? (enum statements)statements : STATEMENTS_NONE,
                              .greets = giji_attribute(element, "is").length > 0};
    giji_build_pattern(builder, element, PATTERN_FIND, 1u << CAPTURE_SUBJECT | 1u << CAPTURE_VOTE,
                       &saying->pattern);
    check_saying(builder, element, &saying->pattern);
    giji_build_samples(builder, element, &saying->samples);
}

static struct field *find_field(struct grammar *g, giji_header_key key)
{
    for (size_t i = 0; i < g->field_count; i++)
        if (g->fields[i].key == key)
            return &g->fields[i];
    return NULL;
}

/* True where a label of any field (or a part's label of this one) is there already: those of the
 * including file come first, and win. */
static bool has_label(const struct grammar *g, const struct field *field, giji_string folded,
                      enum field_part part)
{
    for (const struct field *at = g->fields; at < g->fields + g->field_count; at++)
        for (size_t i = 0; i < at->label_count; i++) {
            bool both_parts = part != PART_NONE && at->labels[i].part != PART_NONE;
            bool both_whole = part == PART_NONE && at->labels[i].part == PART_NONE;
            if (giji_slice_equal(at->labels[i].folded, folded) &&
                (both_whole || (both_parts && at == field)))
                return true;
        }
    return false;
}

static void add_label(struct builder *builder, struct field *field, giji_string text,
                      enum field_part part)
{
    giji_string folded = giji_build_folded(builder, text);
    if (folded.length == 0 || has_label(builder->grammar, field, folded, part))
        return;
    struct field_label *label =
        giji_arena_push(&builder->grammar->arena, &field->labels, &field->label_count,
                        &field->label_capacity, sizeof *label);
    if (label)
        *label = (struct field_label){folded, part};
}

/* Adds the labels directly under `element`. */
static void add_labels(struct builder *builder, const struct element *element, struct field *field,
                       enum field_part part)
{
    for (const struct element *child = element->child; child; child = child->next)
        if (giji_element_is(child, "label"))
            add_label(builder, field, child->text, part);
}

static void add_all_labels(struct builder *builder, const struct element *element,
                           struct field *field)
{
    add_labels(builder, element, field, PART_NONE);
    for (const struct element *child = element->child; child; child = child->next) {
        if (!giji_element_is(child, "part"))
            continue;
        int part = giji_word_index(giji_words_parts, giji_attribute(child, "name"));
        add_labels(builder, child, field, (enum field_part)(part + 1));
    }
}

/* The first value of an attribute among the fields of one key, the including file's first. */
static giji_string first_value(const struct builder *builder, giji_string key, const char *name)
{
    const struct entries *fields = &builder->definitions->fields;
    for (size_t i = 0; i < fields->count; i++) {
        giji_string value = giji_attribute(fields->items[i].element, name);
        if (giji_slice_equal(fields->items[i].id, key) && value.length > 0)
            return value;
    }
    return (giji_string){NULL, 0};
}

/* Samples are those of the file that comes first: another file's may speak of labels lost to it. */
static void build_field(struct builder *builder, const struct entry *entry)
{
    struct grammar *g = builder->grammar;
    giji_header_key key = (giji_header_key)giji_word_index(giji_words_keys, entry->id);
    struct field *field = find_field(g, key);
    if (!field) {
        field = giji_arena_push(&g->arena, &g->fields, &g->field_count, &g->field_capacity,
                                sizeof *field);
        if (!field)
            return;
        const struct grammar_file *file = entry->element->file;
        *field =
            (struct field){.key = key,
                           .holds_items = first_value(builder, entry->id, "holds").length > 0,
                           .glued = giji_slice_is(first_value(builder, entry->id, "glued"), "yes"),
                           .file = giji_build_copy(builder, giji_slice(file->name)).data,
                           .line = giji_file_line(file, entry->element->offset)};
        giji_build_samples(builder, entry->element, &field->samples);
    }
    add_all_labels(builder, entry->element, field);
}

static void build_entries(struct builder *builder, const struct entries *entries,
                          void build(struct builder *, const struct element *))
{
    for (size_t i = 0; i < entries->count; i++)
        build(builder, entries->items[i].element);
}

void giji_build_signs(struct builder *builder)
{
    const struct definitions *d = builder->definitions;
    if (d->detect)
        build_detect(builder, d->detect);
    build_entries(builder, &d->signs, build_sign);
}

void giji_build_lists(struct builder *builder)
{
    const struct definitions *d = builder->definitions;
    struct grammar *g = builder->grammar;
    build_entries(builder, &d->words, build_words);
    build_entries(builder, &d->rungs, build_rung);
    if (d->flow)
        build_flow(builder, d->flow);
    if (d->prefix)
        compile(builder, d->prefix, PATTERN_HERE, 0, &g->prefix);
    for (size_t i = 0; i < d->fields.count; i++)
        build_field(builder, &d->fields.items[i]);
    build_entries(builder, &d->decisions, build_decision);
    build_entries(builder, &d->corrections, build_correction);
    build_entries(builder, &d->cues, build_cue);
    build_entries(builder, &d->sayings, build_saying);
    giji_index_lists(g);
    giji_index_labels(g);
}
