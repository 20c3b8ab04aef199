/* Header fields: where one begins, and which lines go on with it. */
#include "grammar/roles.h"
#include "parse/build.h"
#include "parse/sentence.h"
#include "text/unicode.h"

/* Values of these keys are running text, whose torn lines join; the others are lists. */
static bool is_running(giji_header_key key)
{
    return key == GIJI_HEADER_TITLE || key == GIJI_HEADER_NAME || key == GIJI_HEADER_PLACE ||
           key == GIJI_HEADER_OPENNESS;
}

static giji_header_field *open_field(const struct builder *builder)
{
    return &builder->document->header[builder->document->header_count - 1];
}

static giji_header_field *add_field(struct builder *builder, giji_header_key key, giji_string label,
                                    const struct segment *segment, giji_string value, bool claimed)
{
    struct giji_document *document = builder->document;
    giji_builder_close(builder);
    giji_header_field *field =
        giji_arena_push(&document->arena, &document->header, &document->header_count,
                        &document->header_capacity, sizeof *field);
    if (!field)
        return NULL;
    *field = (giji_header_field){
        .key = key,
        .label = giji_trim(label),
        .line = (unsigned)giji_lines_index(&document->lines, segment->lead) + 1,
    };
    giji_builder_open(builder, segment, value, claimed);
    builder->field_open = true;
    builder->field_line = segment->line;
    builder->field_cell = segment->cell;
    builder->field_first_number = (giji_string){NULL, 0};
    return field;
}

/* The rung of the number before a label ("3 出席委員"), or SIZE_MAX where there is none. */
static size_t label_rung(struct builder *builder, const struct segment *segment,
                         const struct field_hit *hit)
{
    giji_string before = giji_trim(giji_slice_cut(segment->text, 0, hit->label_start));
    return before.length ? giji_builder_rung(builder, before) : SIZE_MAX;
}

bool giji_field_is_value(const struct builder *builder, const struct segment *segment)
{
    if (!builder->field_open || !segment->in_cell || segment->line != builder->field_line)
        return false;
    bool same_cell = segment->cell == builder->field_cell;
    return same_cell || !giji_builder_text(builder).length;
}

bool giji_field_begins(struct builder *builder, const struct segment *segment,
                       const struct field_hit *hit)
{
    if (!builder->field_open || !builder->field)
        return hit->part == PART_NONE;
    if (hit->part != PART_NONE || giji_field_is_value(builder, segment))
        return false;
    size_t rung = label_rung(builder, segment, hit);
    bool same = hit->field->key == builder->field->key && hit->field->key != GIJI_HEADER_OTHER;
    if (same && rung == SIZE_MAX && !segment->in_cell)
        return false;
    bool known = builder->field->holds_items || builder->label_rung != SIZE_MAX;
    return !known || rung == SIZE_MAX || rung == builder->label_rung;
}

bool giji_field_is_numbered(struct builder *builder, giji_string number)
{
    return builder->field_open && builder->label_rung != SIZE_MAX &&
           giji_builder_rung(builder, giji_trim(number)) == builder->label_rung;
}

bool giji_field_repeats(const struct builder *builder, giji_string number)
{
    return builder->field_first_number.length > 0 &&
           giji_slice_equal(builder->field_first_number, giji_trim(number));
}

/* A value without numbers is over where a blank line stands before a number. */
bool giji_field_holds(const struct builder *builder, const struct segment *segment,
                      giji_string number)
{
    if (!builder->field || !builder->field->holds_items)
        return false;
    bool unnumbered = !builder->field_first_number.length && giji_builder_text(builder).length > 0;
    return !(unnumbered && segment->blank_before) && !giji_field_repeats(builder, number);
}

/* Remembers the first item number of a field that holds items: where it comes again, the list is
 * over and the proceedings begin. */
static void note_number(struct builder *builder, giji_string value)
{
    if (!builder->field || !builder->field->holds_items || builder->field_first_number.length)
        return;
    size_t at = 0, end = 0;
    uint32_t character = giji_next_char(value, &end);
    bool bracketed = character == '(' || character == U'（';
    while (bracketed && end < value.length && character != ')' && character != U'）')
        character = giji_next_char(value, &end);
    giji_string number = giji_slice_cut(value, at, end);
    if (giji_builder_rung(builder, number) != SIZE_MAX)
        builder->field_first_number = number;
}

void giji_field_begin(struct builder *builder, const struct segment *segment,
                      const struct choice *choice)
{
    const struct rule *rule = choice->rule;
    const struct match *match = &choice->match;
    giji_string text = segment->text;
    if (rule->kind == RULE_FIELD) {
        giji_string value = rule->pattern.group[CAPTURE_TEXT] >= 0
                                ? match->captures[CAPTURE_TEXT]
                                : giji_slice_cut(text, match->end, text.length);
        giji_header_field *field = add_field(builder, rule->key, match->captures[CAPTURE_LABEL],
                                             segment, giji_trim(value), true);
        if (field)
            field->rule = rule->full_id;
        builder->field = NULL;
        return;
    }
    const struct field_hit *hit = &choice->field;
    giji_string value = giji_trim(giji_slice_cut(text, hit->value_start, text.length));
    giji_string label = giji_slice_cut(text, hit->label_start, hit->label_end);
    size_t rung = label_rung(builder, segment, hit);
    if (!add_field(builder, hit->field->key, label, segment, value, true))
        return;
    builder->field = hit->field;
    if (rung != SIZE_MAX)
        builder->label_rung = rung;
    note_number(builder, value);
}

/* The text up to its first white space. */
static giji_string first_word(giji_string text)
{
    size_t end = 0;
    for (size_t at = 0; at < text.length; end = at)
        if (giji_is_space(giji_next_char(text, &at)))
            break;
    return giji_slice_cut(text, 0, end);
}

/* A line that goes on with the numbering of the header's labels is a field whose label nobody knows ("3 開催
 * 方法 書面"). */
static bool begins_unknown_field(struct builder *builder, const struct segment *segment,
                                 giji_string *label)
{
    enum { LONGEST_LABEL = 36 };
    giji_string number = first_word(segment->text);
    giji_string rest =
        giji_trim(giji_slice_cut(segment->text, number.length, segment->text.length));
    *label = first_word(rest);
    return rest.length && label->length <= LONGEST_LABEL && giji_field_is_numbered(builder, number);
}

/* A line such as "会長：丘野和夫" behind a row of running text (a place) is a row of its own: of people, where its
 * label is a title. Says where its value begins; SIZE_MAX where it is none. */
static size_t own_row(const struct builder *builder, const struct segment *segment)
{
    enum { LONGEST_LABEL = 24 };
    giji_string text = segment->text;
    if (!builder->field_open || segment->inlined || !is_running(open_field(builder)->key))
        return SIZE_MAX;
    for (size_t at = 0, next = 0; next < text.length && at <= LONGEST_LABEL; at = next) {
        uint32_t c = giji_next_char(text, &next);
        if (c == ':' || c == U'：')
            return at > 0 && next < text.length ? next : SIZE_MAX;
        if (giji_is_space(c) || giji_ends_sentence(c))
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

static void begin_own_row(struct builder *builder, const struct segment *segment, size_t value)
{
    giji_string text = segment->text;
    size_t colon = value;
    giji_previous_char(text, &colon);
    giji_string label = giji_slice_cut(text, 0, colon);
    bool people = giji_grammar_is_title(builder->grammar, label, &builder->document->arena);
    add_field(builder, people ? GIJI_HEADER_ATTENDEES : GIJI_HEADER_OTHER, label, segment,
              people ? text : giji_trim(giji_slice_cut(text, value, text.length)), true);
    builder->field = NULL;
}

void giji_field_continue(struct builder *builder, const struct segment *segment)
{
    giji_string label, text = segment->text;
    if (begins_unknown_field(builder, segment, &label)) {
        size_t behind = (size_t)(label.data - text.data) + label.length;
        add_field(builder, GIJI_HEADER_OTHER, label, segment,
                  giji_trim(giji_slice_cut(text, behind, text.length)), true);
        builder->field = NULL;
        return;
    }
    size_t value = own_row(builder, segment);
    if (value != SIZE_MAX) {
        begin_own_row(builder, segment, value);
        return;
    }
    if (!builder->field_open) {
        add_field(builder, GIJI_HEADER_OTHER, (giji_string){NULL, 0}, segment, segment->text,
                  false);
        builder->field = NULL;
        return;
    }
    giji_string before =
        builder->text.joined.length ? giji_buffer_text(&builder->text.joined) : builder->text.text;
    bool torn = is_running(open_field(builder)->key) && !segment->blank_before &&
                !segment->inlined && giji_is_torn(before);
    giji_builder_join(builder, segment, segment->text,
                      torn ? giji_joint(before, segment->text) : giji_slice("\n"));
    builder->field_line = segment->line;
    builder->field_cell = segment->cell;
    note_number(builder, segment->text);
}
