#include "export/record.h"

#include "base/error.h"

#include <stdio.h>

enum { ID_SIZE = 16 };

static void say(struct record_writer *to, const char *name, enum record_place place,
                giji_string value)
{
    if (value.length)
        to->on->string(to, name, place, value);
}

static void say_attribute(struct record_writer *to, const char *name, giji_string value)
{
    say(to, name, RECORD_ATTRIBUTE, value);
}

static void say_element(struct record_writer *to, const char *name, giji_string value)
{
    say(to, name, RECORD_ELEMENT, value);
}

/* Numbers of the meeting and seats are -1 where the dump does not say. */
static void say_number(struct record_writer *to, const char *name, int value)
{
    if (value >= 0)
        to->on->integer(to, name, (uint64_t)value);
}

static void say_decimal(struct record_writer *to, const char *name, double value)
{
    to->on->decimal(to, name, (long long)(value * 10000 + (value < 0 ? -0.5 : 0.5)));
}

static giji_string print_id(char room[ID_SIZE], unsigned id)
{
    return giji_slice_of(room, (size_t)snprintf(room, ID_SIZE, "b%u", id));
}

static void say_source(const giji_document *document, struct record_writer *to)
{
    to->on->begin_object(to, "source");
    to->on->string(to, "name", RECORD_ATTRIBUTE, document->name);
    to->on->integer(to, "bytes", document->source.length);
    to->on->string(to, "encoding", RECORD_ATTRIBUTE, giji_slice(document->source.encoding));
    to->on->string(to, "sha256", RECORD_ATTRIBUTE, giji_slice(document->sha256));
    to->on->end_object(to);
}

static void say_grammar(const giji_document *document, struct record_writer *to)
{
    to->on->begin_object(to, "grammar");
    say_attribute(to, "id", document->grammar_id);
    say_attribute(to, "version", document->grammar_version);
    say_decimal(to, "score", document->grammar_score);
    to->on->end_object(to);
}

static void say_dates(const giji_meeting *meeting, struct record_writer *to)
{
    if (!meeting->date_count)
        return;
    to->on->begin_array(to, "dates", RECORD_WRAPPED);
    for (size_t i = 0; i < meeting->date_count; i++) {
        to->on->begin_object(to, "date");
        to->on->string(to, "date", RECORD_ATTRIBUTE, meeting->dates[i].date);
        say_attribute(to, "event", meeting->dates[i].event);
        to->on->end_object(to);
    }
    to->on->end_array(to);
}

static void say_attendee(const giji_attendee *attendee, struct record_writer *to)
{
    to->on->begin_object(to, "attendee");
    say_attribute(to, "name", attendee->name);
    say_attribute(to, "title", attendee->title);
    say_attribute(to, "group", attendee->group);
    say_attribute(to, "department", attendee->department);
    say_number(to, "seat", attendee->seat);
    to->on->boolean(to, "present", attendee->present);
    say_attribute(to, "title_normalized", attendee->title_normalized);
    say_attribute(to, "normalized_by", attendee->normalized_by);
    to->on->end_object(to);
}

static void say_attendees(const giji_meeting *meeting, struct record_writer *to)
{
    if (!meeting->attendee_count)
        return;
    to->on->begin_array(to, "attendees", RECORD_WRAPPED);
    for (size_t i = 0; i < meeting->attendee_count; i++)
        say_attendee(&meeting->attendees[i], to);
    to->on->end_array(to);
}

static void begin_agenda_item(const giji_agenda_item *item, struct record_writer *to)
{
    to->on->begin_object(to, "item");
    say_attribute(to, "number", item->number);
    say_element(to, "title", item->title);
    say_attribute(to, "department", item->department);
}

/* False where the items nest too deep. Items do not know what they lie under: `open` does. */
static bool say_agenda_items(const giji_agenda_item *item, struct record_writer *to)
{
    const giji_agenda_item *open[RECORD_LEVELS];
    size_t level = 0;
    while (item) {
        begin_agenda_item(item, to);
        if (item->child) {
            if (level + 1 == RECORD_LEVELS)
                return false;
            to->on->begin_array(to, "children", RECORD_BARE);
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
    return true;
}

static bool say_agenda(const giji_meeting *meeting, struct record_writer *to)
{
    if (!meeting->agenda)
        return true;
    to->on->begin_array(to, "agenda", RECORD_WRAPPED);
    if (!say_agenda_items(meeting->agenda, to))
        return false;
    to->on->end_array(to);
    return true;
}

static void say_materials(const giji_meeting *meeting, struct record_writer *to)
{
    if (!meeting->material_count)
        return;
    to->on->begin_array(to, "materials", RECORD_WRAPPED);
    for (size_t i = 0; i < meeting->material_count; i++) {
        to->on->begin_object(to, "material");
        say_attribute(to, "number", meeting->materials[i].number);
        say_element(to, "title", meeting->materials[i].title);
        to->on->end_object(to);
    }
    to->on->end_array(to);
}

static void say_persons(const giji_contact *contact, struct record_writer *to)
{
    if (!contact->person_count)
        return;
    to->on->begin_array(to, "persons", RECORD_WRAPPED);
    for (size_t i = 0; i < contact->person_count; i++)
        to->on->item(to, "person", NULL, contact->persons[i]);
    to->on->end_array(to);
}

static void say_contact(const giji_contact *contact, struct record_writer *to)
{
    if (!contact->department.length && !contact->phone.length && !contact->extension.length &&
        !contact->fax.length && !contact->person_count)
        return;
    to->on->begin_object(to, "contact");
    say_attribute(to, "department", contact->department);
    say_persons(contact, to);
    say_attribute(to, "phone", contact->phone);
    say_attribute(to, "extension", contact->extension);
    say_attribute(to, "fax", contact->fax);
    to->on->end_object(to);
}

static bool say_meeting(const giji_meeting *meeting, struct record_writer *to)
{
    to->on->begin_object(to, "meeting");
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
        to->on->boolean(to, "public", meeting->is_public != 0);
    say_element(to, "closed_reason", meeting->closed_reason);
    say_number(to, "observers", meeting->observers);
    say_attendees(meeting, to);
    if (!say_agenda(meeting, to))
        return false;
    say_materials(meeting, to);
    say_contact(&meeting->contact, to);
    to->on->end_object(to);
    return true;
}

static void say_header_field(const giji_header_field *field, struct record_writer *to)
{
    to->on->begin_object(to, "field");
    say_attribute(to, "label", field->label);
    say_attribute(to, "key", giji_slice(giji_header_key_name(field->key)));
    to->on->string(to, "text", RECORD_CONTENT, field->text);
    to->on->integer(to, "line", field->line);
    to->on->span(to, "span", field->span);
    to->on->end_object(to);
}

static void say_header(const giji_document *document, struct record_writer *to)
{
    to->on->begin_array(to, "header", RECORD_WRAPPED);
    for (size_t i = 0; i < document->header_count; i++)
        say_header_field(&document->header[i], to);
    to->on->end_array(to);
}

static void say_turn(const giji_block *block, struct record_writer *to)
{
    say_attribute(to, "role", giji_slice(giji_role_name(block->role)));
    say_attribute(to, "role_by", giji_slice(giji_role_by_name(block->role_by)));
    if (block->role != GIJI_ROLE_NONE)
        say_decimal(to, "confidence", block->confidence);
}

static void say_speaker(const giji_speaker *speaker, struct record_writer *to)
{
    if (!speaker)
        return;
    to->on->begin_object(to, "speaker");
    say_attribute(to, "label", speaker->label);
    say_attribute(to, "name", speaker->name);
    say_attribute(to, "title", speaker->title);
    say_attribute(to, "affiliation", speaker->affiliation);
    if (speaker->matched)
        to->on->boolean(to, "matched", true);
    if (speaker->implied)
        to->on->boolean(to, "implied", true);
    to->on->end_object(to);
}

static void say_links(const giji_block *block, struct record_writer *to)
{
    char id[ID_SIZE];
    if (block->continues)
        say_attribute(to, "continues", print_id(id, block->continues));
    if (!block->reply_count)
        return;
    to->on->begin_array(to, "reply_to", RECORD_BARE);
    for (size_t i = 0; i < block->reply_count; i++)
        to->on->item(to, "reply", "to", print_id(id, block->reply_to[i]));
    to->on->end_array(to);
}

static void say_omitted(const giji_block *block, struct record_writer *to)
{
    if (!block->omitted_count)
        return;
    to->on->begin_array(to, "omitted", RECORD_BARE);
    for (size_t i = 0; i < block->omitted_count; i++)
        to->on->item_span(to, "omitted", block->omitted[i]);
    to->on->end_array(to);
}

/* All of a block but its children. */
static void begin_block(const giji_block *block, struct record_writer *to)
{
    const char *type = giji_block_type_name(block->type);
    char id[ID_SIZE];
    to->on->begin_object(to, type);
    say_attribute(to, "id", print_id(id, block->id));
    say(to, "type", RECORD_NAME, giji_slice(type));
    to->on->integer(to, "line", block->line);
    to->on->span(to, "span", block->span);
    to->on->string(to, "text", RECORD_ELEMENT, block->text);
    say_attribute(to, "marker", block->marker);
    say_attribute(to, "number", block->number);
    say_attribute(to, "number_normalized", block->number_normalized);
    say_attribute(to, "normalized_by", block->normalized_by);
    say_element(to, "title", block->title);
    if (block->level)
        to->on->integer(to, "level", block->level);
    say_attribute(to, "department", block->department);
    say_element(to, "subject", block->subject);
    say_attribute(to, "decision", giji_slice(giji_decision_name(block->decision)));
    say_attribute(to, "vote", block->vote);
    if (block->conditional)
        to->on->boolean(to, "conditional", true);
    say_turn(block, to);
    say_speaker(block->speaker, to);
    if (block->quoted)
        to->on->boolean(to, "quoted", true);
    say_links(block, to);
    say_omitted(block, to);
}

/* False where the blocks nest too deep. */
static bool say_blocks(const giji_block *block, struct record_writer *to)
{
    size_t level = 0;
    while (block) {
        begin_block(block, to);
        if (block->child) {
            if (++level == RECORD_LEVELS)
                return false;
            to->on->begin_array(to, "blocks", RECORD_WRAPPED);
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
    return true;
}

static bool say_body(const giji_document *document, struct record_writer *to)
{
    to->on->begin_array(to, "body", RECORD_WRAPPED);
    if (!say_blocks(document->body, to))
        return false;
    to->on->end_array(to);
    return true;
}

static void say_coverage(const giji_coverage *coverage, struct record_writer *to)
{
    to->on->begin_object(to, "coverage");
    to->on->integer(to, "bytes", coverage->bytes);
    to->on->integer(to, "claimed", coverage->claimed);
    to->on->integer(to, "noise", coverage->noise);
    to->on->end_object(to);
}

static void say_diagnostic(const giji_diagnostic *diagnostic, struct record_writer *to)
{
    to->on->begin_object(to, "diagnostic");
    say_attribute(to, "severity", giji_slice(giji_severity_name(diagnostic->severity)));
    say_attribute(to, "code", giji_slice(diagnostic->code));
    to->on->string(to, "message", RECORD_CONTENT, diagnostic->message);
    to->on->integer(to, "line", diagnostic->line);
    to->on->integer(to, "column", diagnostic->column);
    to->on->span(to, "span", diagnostic->span);
    say_attribute(to, "rule", diagnostic->rule);
    to->on->end_object(to);
}

static void say_diagnostics(const giji_document *document, struct record_writer *to)
{
    to->on->begin_array(to, "diagnostics", RECORD_WRAPPED);
    for (size_t i = 0; i < document->diagnostic_count; i++)
        say_diagnostic(&document->diagnostics[i], to);
    to->on->end_array(to);
}

static bool say_document(const giji_document *document, struct record_writer *to)
{
    to->on->begin_object(to, "minutes");
    say_attribute(to, "format", giji_slice(GIJI_FORMAT));
    say_source(document, to);
    say_grammar(document, to);
    if (!say_meeting(&document->meeting, to))
        return false;
    say_header(document, to);
    if (!say_body(document, to))
        return false;
    say_coverage(&document->coverage, to);
    say_diagnostics(document, to);
    to->on->end_object(to);
    return true;
}

bool giji_record_write(const giji_document *document, struct record_writer *to, giji_error *error)
{
    if (!say_document(document, to))
        return giji_error_set(error, GIJI_ERROR_INTERNAL,
                              "blocks or agenda items nest deeper than %d levels", RECORD_LEVELS);
    return to->failed ? giji_error_memory(error) : true;
}
