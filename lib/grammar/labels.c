#include "grammar/labels.h"

#include "grammar/lists.h"
#include "text/unicode.h"

enum { LONGEST_LABEL = 40 }; /* characters that can be seen */

/* A label of a field. */
struct label_place {
    const struct field *field;
    const struct field_label *label;
};

/* The labels of all fields by a bucket of their first character, in each bucket in the grammar's order. */
struct label_index {
    struct label_place *places;
    uint32_t ends[WORD_HASHES + 1]; /* where bucket i ends, counted from 1; the first begins at 0 */
};

/* Which labels count where one is looked for. */
struct search {
    const struct label_index *labels;
    struct arena *arena;          /* fails where memory runs out */
    const struct grammar *titles; /* a label that goes on to be a title of these is none; or NULL */
    const struct field *within;   /* its parts count */
    bool fields_count;            /* labels of fields count */
    bool bounded;                 /* something must mark the label's end */
    bool numbered;  /* a number stands before the label: the value may follow at once */
    bool bracketed; /* a bracket is open before the label: it has to be closed behind it */
};

/* How many labels there are in each bucket, counted from 1. */
static size_t count_labels(const struct grammar *grammar, uint32_t *counts)
{
    size_t all = 0;
    for (size_t f = 0; f < grammar->field_count; f++)
        for (size_t i = 0; i < grammar->fields[f].label_count; i++, all++)
            counts[giji_hash_first(grammar->fields[f].labels[i].folded) + 1]++;
    return all;
}

static void place_labels(const struct field *field, uint32_t *next, struct label_place *places)
{
    for (size_t i = 0; i < field->label_count; i++) {
        const struct field_label *label = &field->labels[i];
        places[next[giji_hash_first(label->folded)]++] = (struct label_place){field, label};
    }
}

void giji_index_labels(struct grammar *grammar)
{
    struct label_index *index = giji_arena_alloc(&grammar->arena, sizeof *index);
    uint32_t next[WORD_HASHES + 1];
    size_t count = index ? count_labels(grammar, index->ends) : 0;
    struct label_place *places = giji_arena_alloc(&grammar->arena, (count + 1) * sizeof *places);
    grammar->labels = index;
    if (!index || !places)
        return;
    index->places = places;
    for (size_t i = 0; i < WORD_HASHES; i++)
        index->ends[i + 1] += index->ends[i];
    memcpy(next, index->ends, sizeof next);
    for (size_t f = 0; f < grammar->field_count; f++)
        place_labels(&grammar->fields[f], next, places);
}

static bool is_one_of(uint32_t character, const uint32_t *characters)
{
    for (; *characters; characters++)
        if (character == *characters)
            return true;
    return false;
}

static bool is_colon(uint32_t c)
{
    return c == ':' || c == 0xFF1A;
}

static bool is_opening(uint32_t c)
{
    static const uint32_t brackets[] = {'(',    '[',    '<',    0xFF08, 0xFF3B, 0xFF1C, 0x3008,
                                        0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0};
    return is_one_of(c, brackets);
}

static bool is_closing(uint32_t c)
{
    static const uint32_t brackets[] = {')',    ']',    '>',    0xFF09, 0xFF3D, 0xFF1E, 0x3009,
                                        0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0};
    return is_one_of(c, brackets);
}

/* は を に が の で */
static bool is_particle(uint32_t c)
{
    static const uint32_t particles[] = {0x306F, 0x3092, 0x306B, 0x304C, 0x306E, 0x3067, 0};
    return is_one_of(c, particles);
}

/* Marks that fold into one letter with what is before them: voicing, full and half width. */
static bool is_mark(uint32_t c)
{
    return c == 0x3099 || c == 0x309A || c == 0xFF9E || c == 0xFF9F;
}

static size_t skip_space(giji_string text, size_t at)
{
    for (size_t next = at; next < text.length && giji_is_space(giji_next_char(text, &next));)
        at = next;
    return at;
}

static bool ends_here(const struct search *search, const struct field *field, giji_string text,
                      size_t end)
{
    if (!search->bounded || end >= text.length)
        return true;
    if (search->bracketed)
        end = skip_space(text, end);
    uint32_t c = giji_next_char(text, &end);
    if (search->bracketed)
        return is_closing(c);
    if (is_particle(c))
        return false;
    return giji_is_space(c) || is_colon(c) || is_opening(c) || is_closing(c) || search->numbered ||
           field->glued;
}

/* Whether the label goes on, across white space, to be an official's title: 事 務 局 長. */
static bool begins_title(const struct search *search, giji_string folded, giji_string text,
                         size_t end)
{
    if (!search->titles || end >= text.length)
        return false;
    while (end < text.length) {
        size_t next = end;
        if (!giji_is_space(giji_next_char(text, &next)))
            break;
        end = next;
    }
    size_t next = end;
    if (end < text.length)
        giji_next_char(text, &next);
    struct buffer title = {0};
    giji_buffer_add(&title, folded);
    giji_fold(giji_slice_cut(text, end, next), &title);
    bool found =
        next > end && giji_is_listed(search->titles, WORDS_OFFICE_TITLES, giji_buffer_text(&title));
    giji_buffer_end(&title, search->arena);
    return found;
}

static bool counts(const struct search *search, const struct field *field,
                   const struct field_label *label)
{
    return label->part == PART_NONE ? search->fields_count : field == search->within;
}

/* Takes the label, if it is `folded` and ends at `end` of the text; true where it may be a longer one. */
static bool take_label(const struct search *search, const struct label_place *place,
                       giji_string folded, giji_string text, size_t end, struct field_hit *hit)
{
    const struct field *field = place->field;
    const struct field_label *label = place->label;
    if (!giji_slice_begins(label->folded, folded) || !counts(search, field, label))
        return false;
    hit->reach = end;
    bool better = hit->label_end < end || label->part != PART_NONE;
    if (label->folded.length > folded.length)
        return true;
    if (!better || !ends_here(search, field, text, end) || begins_title(search, folded, text, end))
        return false;
    hit->field = field;
    hit->part = label->part;
    hit->label_end = end;
    return false;
}

/* Takes the labels that are `folded`, which is not empty, and end at `end` of the text; true while one may be longer. */
static bool take_labels(const struct search *search, giji_string folded, giji_string text,
                        size_t end, struct field_hit *hit)
{
    const struct label_index *labels = search->labels;
    unsigned bucket = giji_hash_first(folded);
    bool may_go_on = false;
    for (size_t i = labels->ends[bucket]; i < labels->ends[bucket + 1]; i++)
        may_go_on |= take_label(search, &labels->places[i], folded, text, end, hit);
    return may_go_on;
}

/* Where the letter at `at` ends, its marks with it: no letter has more than a few. */
static size_t letter_end(giji_string text, size_t at)
{
    enum { MOST_MARKS = 8 };
    giji_next_char(text, &at);
    size_t next = at;
    for (int marks = 0; marks < MOST_MARKS && is_mark(giji_next_char(text, &next)); marks++)
        at = next;
    return at;
}

static size_t skip_value_separators(giji_string text, size_t at)
{
    size_t next = at;
    while (next < text.length && is_closing(giji_next_char(text, &next)))
        at = next;
    next = at;
    while (next < text.length) {
        uint32_t c = giji_next_char(text, &next);
        if (!giji_is_space(c) && !is_colon(c))
            break;
        at = next;
    }
    return at;
}

/* Whether the letter at `at` can begin a label; most lines are told apart by it. */
static bool may_begin(const struct search *search, giji_string text, size_t at)
{
    size_t end = at;
    if (!giji_folds_to_itself(giji_next_char(text, &end)))
        return at < text.length;
    struct field_hit one = {0};
    giji_string letter = giji_slice_cut(text, at, end);
    return letter_end(text, at) != end || take_labels(search, letter, text, end, &one) ||
           one.field != NULL;
}

/* Looks for the longest label that begins with the letter at `start`. */
static bool find_label(const struct search *search, giji_string text, size_t start,
                       struct field_hit *hit)
{
    if (!may_begin(search, text, start))
        return false;
    struct buffer folded = {0};
    *hit = (struct field_hit){.label_start = start};
    size_t letters = 0;
    for (size_t at = start, end; at < text.length && letters < LONGEST_LABEL; at = end) {
        size_t next = at;
        uint32_t c = giji_next_char(text, &next);
        end = letter_end(text, at);
        if (c == '\t' || c == '\n' || c == '\r')
            break;
        if (giji_is_space(c))
            continue;
        letters++;
        giji_fold(giji_slice_cut(text, at, end), &folded);
        if (folded.length && !take_labels(search, giji_buffer_text(&folded), text, end, hit))
            break;
    }
    giji_buffer_end(&folded, search->arena);
    if (hit->field)
        hit->value_start = skip_value_separators(
            text, search->bracketed ? skip_space(text, hit->label_end) : hit->label_end);
    return hit->field != NULL;
}

/* What the prefix before a label says of the label's end. */
static void read_prefix(struct search *search, giji_string prefix)
{
    for (size_t at = 0, next = 0; at < prefix.length; at = next) {
        size_t end = at;
        search->numbered |= giji_read_number(prefix, &end) >= 0;
        uint32_t c = giji_next_char(prefix, &next);
        search->numbered |= c >= U'①' && c <= U'⑳';
        if (!giji_is_space(c))
            search->bracketed = is_opening(c);
    }
}

bool giji_field_at(const struct grammar *grammar, struct matcher *matcher, giji_string segment,
                   const struct field *within, struct field_hit *hit)
{
    struct match prefix;
    struct search search = {.labels = grammar->labels,
                            .arena = matcher->arena,
                            .titles = grammar,
                            .within = within,
                            .fields_count = true,
                            .bounded = true};
    *hit = (struct field_hit){0};
    if (grammar->prefix.code &&
        giji_match_here(matcher, &grammar->prefix, segment, &prefix) == MATCH_YES &&
        prefix.end > 0) {
        read_prefix(&search, giji_slice_cut(segment, 0, prefix.end));
        if (find_label(&search, segment, skip_space(segment, prefix.end), hit))
            return true;
    }
    size_t reach = hit->reach;
    search.numbered = search.bracketed = false;
    bool found = find_label(&search, segment, skip_space(segment, 0), hit);
    if (hit->reach < reach)
        hit->reach = reach;
    return found;
}

bool giji_part_at(const struct grammar *grammar, const struct field *field, giji_string text,
                  size_t at, struct field_hit *hit, struct arena *arena)
{
    struct search search = {.labels = grammar->labels, .arena = arena, .within = field};
    size_t next = at;
    if (giji_is_space(giji_next_char(text, &next)))
        return false;
    return find_label(&search, text, at, hit);
}
