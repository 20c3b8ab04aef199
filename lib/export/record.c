#include "export/record.h"

#include "base/error.h"
#include "export/output.h"

enum { ID_SIZE = 16 };

/* Whether it is attributes' turn to be said, or that of what is none. */
static bool says_attributes(const struct record_writer *to)
{
    return to->part != RECORD_OTHERS && !to->too_deep;
}

static bool says_others(const struct record_writer *to)
{
    return to->part != RECORD_ATTRIBUTES && !to->too_deep;
}

/* These are inline, so that the length of each name is known when they are compiled. */

static inline __attribute__((always_inline)) void say_string(struct record_writer *to,
                                                             const char *name,
                                                             enum record_place place,
                                                             giji_string value)
{
    if (place == RECORD_ATTRIBUTE ? says_attributes(to) : says_others(to))
        to->on->string(to, giji_slice(name), place, value);
}

static inline __attribute__((always_inline)) void say(struct record_writer *to, const char *name,
                                                      enum record_place place, giji_string value)
{
    if (value.length)
        say_string(to, name, place, value);
}

static inline __attribute__((always_inline)) void say_attribute(struct record_writer *to,
                                                                const char *name, giji_string value)
{
    say(to, name, RECORD_ATTRIBUTE, value);
}

static inline __attribute__((always_inline)) void say_element(struct record_writer *to,
                                                              const char *name, giji_string value)
{
    say(to, name, RECORD_ELEMENT, value);
}

static inline __attribute__((always_inline)) void say_integer(struct record_writer *to,
                                                              const char *name, uint64_t value)
{
    if (says_attributes(to))
        to->on->integer(to, giji_slice(name), value);
}

/* Numbers of the meeting and seats are -1 where the dump does not say. */
static inline __attribute__((always_inline)) void say_number(struct record_writer *to,
                                                             const char *name, int value)
{
    if (value >= 0)
        say_integer(to, name, (uint64_t)value);
}

static inline __attribute__((always_inline)) void say_decimal(struct record_writer *to,
                                                              const char *name, double value)
{
    if (says_attributes(to))
        to->on->decimal(to, giji_slice(name),
                        (long long)(value * 10000 + (value < 0 ? -0.5 : 0.5)));
}

static inline __attribute__((always_inline)) void say_boolean(struct record_writer *to,
                                                              const char *name, bool value)
{
    if (says_attributes(to))
        to->on->boolean(to, giji_slice(name), value);
}

static inline __attribute__((always_inline)) void say_span(struct record_writer *to,
                                                           const char *name, giji_span value)
{
    if (says_attributes(to))
        to->on->span(to, giji_slice(name), value);
}

typedef void say_members(const void *thing, struct record_writer *to);

/* Says an object's members, in two goes where attributes come first. */
static void say_parts(struct record_writer *to, say_members *members, const void *thing)
{
    enum record_part before = to->part;
    to->part = to->on->attributes_first ? RECORD_ATTRIBUTES : RECORD_ALL;
    members(thing, to);
    if (to->part == RECORD_ATTRIBUTES) {
        to->part = RECORD_OTHERS;
        members(thing, to);
    }
    to->part = before;
}

static void say_object(struct record_writer *to, const char *name, say_members *members,
                       const void *thing)
{
    if (!says_others(to))
        return;
    to->on->begin_object(to, giji_slice(name));
    say_parts(to, members, thing);
    to->on->end_object(to);
}

/* False where it is not the turn of arrays. */
static bool begin_array(struct record_writer *to, const char *name, enum record_array shape)
{
    if (says_others(to))
        to->on->begin_array(to, giji_slice(name), shape);
    return says_others(to);
}

static giji_string print_id(char room[ID_SIZE], unsigned id)
{
    char *start = giji_print_integer(room + ID_SIZE, id);
    *--start = 'b';
    return giji_slice_of(start, (size_t)(room + ID_SIZE - start));
}

static void source_members(const void *thing, struct record_writer *to)
{
    const giji_document *document = thing;
    say_string(to, "name", RECORD_ATTRIBUTE, document->name);
    say_integer(to, "bytes", document->source.length);
    say_string(to, "encoding", RECORD_ATTRIBUTE, giji_slice(document->source.encoding));
    say_string(to, "sha256", RECORD_ATTRIBUTE, giji_document_sha256(document));
}

static void grammar_members(const void *thing, struct record_writer *to)
{
    const giji_document *document = thing;
    say_attribute(to, "id", document->grammar_id);
    say_attribute(to, "version", document->grammar_version);
    say_decimal(to, "score", document->grammar_score);
}

static void date_members(const void *thing, struct record_writer *to)
{
    const giji_date *date = thing;
    say_string(to, "date", RECORD_ATTRIBUTE, date->date);
    say_attribute(to, "event", date->event);
}

static void say_dates(const giji_meeting *meeting, struct record_writer *to)
{
    if (!meeting->date_count || !begin_array(to, "dates", RECORD_WRAPPED))
        return;
    for (size_t i = 0; i < meeting->date_count; i++)
        say_object(to, "date", date_members, &meeting->dates[i]);
    to->on->end_array(to);
}

static void attendee_members(const void *thing, struct record_writer *to)
{
    const giji_attendee *attendee = thing;
    say_attribute(to, "name", attendee->name);
    say_attribute(to, "title", attendee->title);
    say_attribute(to, "group", attendee->group);
    say_attribute(to, "department", attendee->department);
    say_number(to, "seat", attendee->seat);
    say_boolean(to, "present", attendee->present);
    say_attribute(to, "title_normalized", attendee->title_normalized);
    say_attribute(to, "normalized_by", attendee->normalized_by);
}

static void say_attendees(const giji_meeting *meeting, struct record_writer *to)
{
    if (!meeting->attendee_count || !begin_array(to, "attendees", RECORD_WRAPPED))
        return;
    for (size_t i = 0; i < meeting->attendee_count; i++)
        say_object(to, "attendee", attendee_members, &meeting->attendees[i]);
    to->on->end_array(to);
}

/* All of an agenda item but its children. */
static void agenda_item_members(const void *thing, struct record_writer *to)
{
    const giji_agenda_item *item = thing;
    say_attribute(to, "number", item->number);
    say_element(to, "title", item->title);
    say_attribute(to, "department", item->department);
}

/* Items do not know what they lie under: `open` does. */
static void say_agenda_items(const giji_agenda_item *item, struct record_writer *to)
{
    const giji_agenda_item *open[RECORD_LEVELS];
    size_t level = 0;
    while (item) {
        to->on->begin_object(to, giji_slice("item"));
        say_parts(to, agenda_item_members, item);
        if (item->child) {
            to->too_deep = level + 1 == RECORD_LEVELS;
            if (!begin_array(to, "children", RECORD_BARE))
                return;
            open[level++] = item;
            item = item->child;
            continue;
        }
        to->on->end_object(to);
        while (!item->next && level > 0) {
            item = open[--level];
            to->on->end_array(to);
            to->on->end_object(to);
        }
        item = item->next;
    }
}

static void say_agenda(const giji_meeting *meeting, struct record_writer *to)
{
    if (!meeting->agenda || !begin_array(to, "agenda", RECORD_WRAPPED))
        return;
    say_agenda_items(meeting->agenda, to);
    to->on->end_array(to);
}

static void material_members(const void *thing, struct record_writer *to)
{
    const giji_material *material = thing;
    say_attribute(to, "number", material->number);
    say_element(to, "title", material->title);
}

static void say_materials(const giji_meeting *meeting, struct record_writer *to)
{
    if (!meeting->material_count || !begin_array(to, "materials", RECORD_WRAPPED))
        return;
    for (size_t i = 0; i < meeting->material_count; i++)
        say_object(to, "material", material_members, &meeting->materials[i]);
    to->on->end_array(to);
}

static void say_persons(const giji_contact *contact, struct record_writer *to)
{
    if (!contact->person_count || !begin_array(to, "persons", RECORD_WRAPPED))
        return;
    for (size_t i = 0; i < contact->person_count; i++)
        to->on->item(to, giji_slice("person"), giji_slice(NULL), contact->persons[i]);
    to->on->end_array(to);
}

static void contact_members(const void *thing, struct record_writer *to)
{
    const giji_contact *contact = thing;
    say_attribute(to, "department", contact->department);
    say_persons(contact, to);
    say_attribute(to, "phone", contact->phone);
    say_attribute(to, "extension", contact->extension);
    say_attribute(to, "fax", contact->fax);
}

static bool is_contact(const giji_contact *contact)
{
    return contact->department.length || contact->phone.length || contact->extension.length ||
           contact->fax.length || contact->person_count;
}

static void meeting_members(const void *thing, struct record_writer *to)
{
    const giji_meeting *meeting = thing;
    say_element(to, "name", meeting->name);
    say_element(to, "name_normalized", meeting->name_normalized);
    say_attribute(to, "normalized_by", meeting->normalized_by);
    say_element(to, "body", meeting->body);
    say_number(to, "fiscal_year", meeting->fiscal_year);
    say_number(to, "number", meeting->number);
    say_attribute(to, "date", meeting->date);
    say_dates(meeting, to);
    say_attribute(to, "start", meeting->start);
    say_attribute(to, "end", meeting->end);
    say_element(to, "place", meeting->place);
    if (meeting->is_public >= 0)
        say_boolean(to, "public", meeting->is_public != 0);
    say_element(to, "closed_reason", meeting->closed_reason);
    say_number(to, "observers", meeting->observers);
    say_attendees(meeting, to);
    say_agenda(meeting, to);
    say_materials(meeting, to);
    if (is_contact(&meeting->contact))
        say_object(to, "contact", contact_members, &meeting->contact);
}

static void field_members(const void *thing, struct record_writer *to)
{
    const giji_header_field *field = thing;
    say_attribute(to, "label", field->label);
    say_attribute(to, "key", giji_slice(giji_header_key_name(field->key)));
    say_string(to, "text", RECORD_CONTENT, field->text);
    say_integer(to, "line", field->line);
    say_span(to, "span", field->span);
}

static void say_header(const giji_document *document, struct record_writer *to)
{
    if (!begin_array(to, "header", RECORD_WRAPPED))
        return;
    for (size_t i = 0; i < document->header_count; i++)
        say_object(to, "field", field_members, &document->header[i]);
    to->on->end_array(to);
}

static void say_turn(const giji_block *block, struct record_writer *to)
{
    say_attribute(to, "role", giji_slice(giji_role_name(block->role)));
    say_attribute(to, "role_by", giji_slice(giji_role_by_name(block->role_by)));
    if (block->role != GIJI_ROLE_NONE)
        say_decimal(to, "confidence", giji_block_confidence(block));
}

static void speaker_members(const void *thing, struct record_writer *to)
{
    const giji_speaker *speaker = thing;
    say_attribute(to, "label", speaker->label);
    say_attribute(to, "name", speaker->name);
    say_attribute(to, "title", speaker->title);
    say_attribute(to, "affiliation", speaker->affiliation);
    if (speaker->matched)
        say_boolean(to, "matched", true);
    if (speaker->implied)
        say_boolean(to, "implied", true);
}

static void say_replies(const giji_block *block, struct record_writer *to)
{
    char id[ID_SIZE];
    const struct replies *replies = block->replies;
    if (!replies || !begin_array(to, "reply_to", RECORD_BARE))
        return;
    for (size_t i = 0; i < replies->count; i++)
        to->on->item(to, giji_slice("reply"), giji_slice("to"), print_id(id, replies->ids[i]));
    to->on->end_array(to);
}

static void say_omitted(const giji_block *block, struct record_writer *to)
{
    size_t count = giji_block_omitted_count(block);
    if (!count || !begin_array(to, "omitted", RECORD_BARE))
        return;
    for (size_t i = 0; i < count; i++)
        to->on->item_span(to, giji_slice("omitted"), giji_block_omitted(block, i));
    to->on->end_array(to);
}

/* All of a block but its children. */
static void block_members(const void *thing, struct record_writer *to)
{
    const giji_block *block = thing;
    const struct block_extras *extras = giji_block_extras(block);
    char id[ID_SIZE];
    say_attribute(to, "id", print_id(id, block->id));
    say(to, "type", RECORD_NAME, giji_slice(giji_block_type_name(block->type)));
    say_integer(to, "line", block->line);
    say_span(to, "span", giji_block_span(block));
    say_string(to, "text", RECORD_ELEMENT, giji_block_text(block));
    say_attribute(to, "marker", giji_block_marker(block));
    say_attribute(to, "number", extras->number);
    say_attribute(to, "number_normalized", extras->number_normalized);
    say_attribute(to, "normalized_by", extras->normalized_by);
    say_element(to, "title", extras->title);
    if (extras->level)
        say_integer(to, "level", extras->level);
    say_attribute(to, "department", extras->department);
    say_element(to, "subject", extras->subject);
    say_attribute(to, "decision", giji_slice(giji_decision_name(block->decision)));
    say_attribute(to, "vote", extras->vote);
    if (block->conditional)
        say_boolean(to, "conditional", true);
    say_turn(block, to);
    if (block->speaker)
        say_object(to, "speaker", speaker_members, block->speaker);
    if (block->quoted)
        say_boolean(to, "quoted", true);
    if (extras->continues)
        say_attribute(to, "continues", print_id(id, extras->continues));
    say_replies(block, to);
    say_omitted(block, to);
}

static void say_blocks(const giji_block *block, struct record_writer *to)
{
    size_t level = 0;
    while (block) {
        to->on->begin_object(to, giji_slice(giji_block_type_name(block->type)));
        say_parts(to, block_members, block);
        if (block->child) {
            to->too_deep = ++level == RECORD_LEVELS;
            if (!begin_array(to, "blocks", RECORD_WRAPPED))
                return;
            block = block->child;
            continue;
        }
        to->on->end_object(to);
        while (!block->next && level > 0) {
            level--;
            block = block->parent;
            to->on->end_array(to);
            to->on->end_object(to);
        }
        block = block->next;
    }
}

static void say_body(const giji_document *document, struct record_writer *to)
{
    if (!begin_array(to, "body", RECORD_WRAPPED))
        return;
    say_blocks(document->body, to);
    to->on->end_array(to);
}

static void coverage_members(const void *thing, struct record_writer *to)
{
    const giji_coverage *coverage = thing;
    say_integer(to, "bytes", coverage->bytes);
    say_integer(to, "claimed", coverage->claimed);
    say_integer(to, "noise", coverage->noise);
}

static void diagnostic_members(const void *thing, struct record_writer *to)
{
    const giji_diagnostic *diagnostic = thing;
    say_attribute(to, "severity", giji_slice(giji_severity_name(diagnostic->severity)));
    say_attribute(to, "code", giji_slice(diagnostic->code));
    say_string(to, "message", RECORD_CONTENT, diagnostic->message);
    say_integer(to, "line", diagnostic->line);
    say_integer(to, "column", diagnostic->column);
    say_span(to, "span", diagnostic->span);
    say_attribute(to, "rule", diagnostic->rule);
}

static void say_diagnostics(const giji_document *document, struct record_writer *to)
{
    if (!begin_array(to, "diagnostics", RECORD_WRAPPED))
        return;
    for (size_t i = 0; i < document->diagnostic_count; i++)
        say_object(to, "diagnostic", diagnostic_members, &document->diagnostics[i]);
    to->on->end_array(to);
}

static void document_members(const void *thing, struct record_writer *to)
{
    const giji_document *document = thing;
    giji_coverage coverage = giji_document_coverage(document);
    say_attribute(to, "format", giji_slice(GIJI_FORMAT));
    say_object(to, "source", source_members, document);
    say_object(to, "grammar", grammar_members, document);
    say_object(to, "meeting", meeting_members, &document->meeting);
    say_header(document, to);
    say_body(document, to);
    say_object(to, "coverage", coverage_members, &coverage);
    say_diagnostics(document, to);
}

bool giji_record_write(const giji_document *document, struct record_writer *to, giji_error *error)
{
    say_object(to, "minutes", document_members, document);
    if (to->too_deep)
        return giji_error_set(error, GIJI_ERROR_INTERNAL,
                              "blocks or agenda items nest deeper than %d levels", RECORD_LEVELS);
    return to->failed ? giji_error_memory(error) : true;
}
