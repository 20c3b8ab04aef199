#include "parse/speaker.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "grammar/roles.h"
#include "text/unicode.h"

static bool has_space(giji_string text)
{
    for (size_t at = 0; at < text.length;)
        if (giji_is_space(giji_next_char(text, &at)))
            return true;
    return false;
}

giji_string giji_tight(struct arena *arena, giji_string label)
{
    if (!has_space(label))
        return label.length ? label : (giji_string){NULL, 0};
    struct buffer out = {0};
    bool latin = false;
    for (size_t at = 0, from = 0; at < label.length; from = at) {
        uint32_t character = giji_next_char(label, &at);
        bool keep = !giji_is_space(character) || (latin && character == ' ');
        if (keep)
            giji_buffer_add(&out, giji_slice_cut(label, from, at));
        latin = character < 0x80 && giji_is_alnum((char)character);
    }
    giji_string copy = giji_arena_copy(arena, giji_trim(giji_buffer_text(&out)));
    giji_buffer_end(&out, arena);
    return copy;
}

/* What stands inside the brackets that are written around a whole label: （丘野和夫議長）. */
static giji_string without_brackets(giji_string label)
{
    size_t start = 0, end = label.length;
    uint32_t open = giji_next_char(label, &start), close = giji_previous_char(label, &end);
    bool whole =
        start < end && ((open == '(' && close == ')') || (open == U'（' && close == U'）'));
    return whole ? giji_slice_cut(label, start, end) : label;
}

/* The label before the bracket at its end (事務局（高瀬課長）), and what stands in that. */
static giji_string part_bracket(giji_string label, giji_string *inside)
{
    size_t close = label.length, open = label.length;
    uint32_t c = giji_previous_char(label, &close);
    *inside = (giji_string){NULL, 0};
    if (c != ')' && c != U'）')
        return label;
    open = close;
    for (size_t start = open; c && c != '(' && c != U'（'; start = open)
        c = start ? giji_previous_char(label, &open) : 0;
    if (!c || !open)
        return label;
    size_t from = open;
    giji_next_char(label, &from);
    *inside = giji_slice_cut(label, from, close);
    return giji_slice_cut(label, 0, open);
}

/* What stands in the bracket is the title of somebody whose unit is named before it, or a name. */
static void read_inside(const struct grammar *grammar, struct arena *arena, giji_speaker *speaker,
                        giji_string inside)
{
    bool title = giji_grammar_is_title(grammar, inside, arena);
    if (title && !speaker->title.length)
        speaker->title = inside;
    else if (!title && !speaker->name.length)
        speaker->name = inside;
}

static void read_speaker(const struct grammar *grammar, struct arena *arena,
                         const struct label_reading *reading, giji_speaker *speaker)
{
    giji_string inside;
    speaker->label = giji_tight(arena, reading->label);
    speaker->name = giji_tight(arena, reading->name);
    speaker->title = giji_tight(arena, reading->office);
    speaker->affiliation = giji_tight(arena, reading->affiliation);
    if (speaker->name.length || speaker->title.length || speaker->affiliation.length)
        return;
    giji_string label = part_bracket(without_brackets(speaker->label), &inside);
    size_t name = giji_grammar_name_length(grammar, label);
    if (giji_grammar_is_group(grammar, label, arena) ||
        !giji_grammar_is_title(grammar, label, arena))
        speaker->affiliation = label;
    else
        speaker->title = giji_slice_cut(label, name, label.length);
    speaker->name = giji_slice_cut(label, 0, name);
    if (inside.length)
        read_inside(grammar, arena, speaker, inside);
}

static size_t place_of(giji_string label)
{
    size_t hash = label.length;
    for (size_t i = 0; i < label.length; i++)
        hash = hash * 31 + (unsigned char)label.data[i];
    return hash % LABEL_READINGS;
}

static bool is_same(const struct label_reading *a, const struct label_reading *b)
{
    return giji_slice_equal(a->label, b->label) && giji_slice_equal(a->name, b->name) &&
           giji_slice_equal(a->office, b->office) &&
           giji_slice_equal(a->affiliation, b->affiliation);
}

const struct label_reading *giji_read_label(struct label_readings *readings,
                                            const struct grammar *grammar, struct arena *arena,
                                            const giji_string *captures)
{
    struct label_reading reading = {.label = captures[CAPTURE_LABEL],
                                    .name = captures[CAPTURE_NAME],
                                    .office = captures[CAPTURE_OFFICE],
                                    .affiliation = captures[CAPTURE_AFFILIATION]};
    giji_string called = reading.office.length ? reading.office : reading.label;
    struct label_reading **place = &readings->by_hash[place_of(called)];
    if (*place && is_same(*place, &reading))
        return *place;
    if (!*place)
        *place = giji_arena_alloc(arena, sizeof **place);
    if (!*place)
        return NULL;
    giji_string title = without_brackets(giji_tight(arena, called));
    reading.side = giji_grammar_side(grammar, title, arena);
    reading.known = giji_grammar_is_known(grammar, title, arena);
    read_speaker(grammar, arena, &reading, &reading.speaker);
    **place = reading;
    return *place;
}
