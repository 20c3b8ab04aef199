#include "parse/facts.h"

#include "base/buffer.h"
#include "base/index.h"
#include "grammar/decide.h"
#include "grammar/labels.h"
#include "grammar/lists.h"
#include "parse/agenda.h"
#include "parse/clock.h"
#include "parse/people.h"
#include "parse/sentence.h"
#include "parse/title.h"
#include "parse/when.h"
#include "text/unicode.h"

#include <stdlib.h>

struct facts {
    struct giji_document *document;
    const struct grammar *grammar;
    struct matcher *matcher;
    struct arena *arena;
    giji_meeting *meeting;
    struct people people;
};

/* How many header fields there are before those of a further meeting. */
static size_t field_count(const struct giji_document *document)
{
    return document->own_fields < document->header_count ? document->own_fields
                                                         : document->header_count;
}

static const giji_header_field *find_field(const struct facts *facts, giji_header_key key)
{
    const struct giji_document *document = facts->document;
    for (size_t i = 0; i < field_count(document); i++)
        if (document->header[i].key == key && document->header[i].text.length)
            return &document->header[i];
    return NULL;
}

/* ---- name ----------------------------------------------------------------------------- */

static bool begins_with_word(const struct facts *facts, enum word_list list, giji_string text)
{
    struct buffer folded = {0};
    bool found = giji_listed_first(facts->grammar, list, giji_folded(text, &folded)) > 0;
    giji_buffer_end(&folded, facts->arena);
    return found;
}

static void read_name(struct facts *facts)
{
    giji_meeting *meeting = facts->meeting;
    const giji_header_field *name = find_field(facts, GIJI_HEADER_NAME);
    struct meeting_title title =
        name ? giji_read_name_row(facts->arena, name->text)
             : giji_read_titles(facts->arena, facts->grammar, facts->document->header,
                                field_count(facts->document));
    if (!title.name.length)
        return;
    meeting->name = title.name;
    meeting->name_normalized =
        giji_grammar_correct(facts->grammar, facts->matcher, facts->arena, CORRECTION_OF_NAME,
                             meeting->name, &meeting->normalized_by);
    meeting->fiscal_year = giji_read_fiscal_year(meeting->name);
    meeting->number = title.number;
    meeting->body = title.body;
}

/* ---- date ----------------------------------------------------------------------------- */

/* Reports a date of the field that is wrong. `*from` is where in the document's text it is looked for, and is
 * moved behind it. */
static void report_date(struct facts *facts, const giji_header_field *field,
                        const struct when_date *date, size_t *from)
{
    static const char *const weekdays[] = {"日", "月", "火", "水", "木", "金", "土"};
    const struct source *source = &facts->document->source;
    giji_string written = giji_slice_cut(field->text, date->start, date->end);
    size_t at = giji_slice_find(source->text, written, *from);
    size_t start = at == SIZE_MAX ? *from : at;
    size_t to = at == SIZE_MAX ? *from : at + written.length;
    *from = to;
    if (!date->valid)
        giji_document_report(facts->document, MESSAGE_NO_SUCH_DAY, start, to, field->rule,
                             "the calendar has no %d-%02d-%02d", date->year, date->month,
                             date->day);
    else
        giji_document_report(facts->document, MESSAGE_WEEKDAY_MISMATCH, start, to, field->rule,
                             "%d-%02d-%02d is %s曜日, not %s曜日", date->year, date->month,
                             date->day, weekdays[giji_weekday(date->year, date->month, date->day)],
                             weekdays[date->weekday]);
}

/* The event without the note (※) that stands behind it. */
static giji_string without_note(giji_string event)
{
    size_t note = giji_slice_find(event, giji_slice("※"), 0);
    return note == SIZE_MAX ? event : giji_slice_cut(event, 0, note);
}

static void read_dates(struct facts *facts, const giji_header_field *field, const struct when *when)
{
    giji_meeting *meeting = facts->meeting;
    giji_date *dates = giji_arena_alloc(facts->arena, (when->date_count + 1) * sizeof *dates);
    size_t count = 0;
    size_t from = giji_source_text_offset(&facts->document->source, field->span.start);
    for (size_t i = 0; dates && i < when->date_count; i++) {
        const struct when_date *date = &when->dates[i];
        if (!date->valid || !date->weekday_right)
            report_date(facts, field, date, &from);
        if (!date->valid)
            continue;
        dates[count].date = giji_iso_date(facts->arena, date);
        dates[count++].event = giji_one_line(facts->arena, without_note(date->event));
    }
    if (count)
        meeting->date = dates[0].date;
    if (count > 1) {
        meeting->dates = dates;
        meeting->date_count = count;
    }
}

static void read_times(struct facts *facts, const giji_header_field *field, const struct when *when)
{
    giji_meeting *meeting = facts->meeting;
    if (when->has_begin)
        meeting->start = giji_iso_time(facts->arena, &when->begin);
    if (when->has_finish)
        meeting->end = giji_iso_time(facts->arena, &when->finish);
    bool backwards =
        when->has_begin && when->has_finish && meeting->date_count == 0 &&
        (when->finish.hour < when->begin.hour ||
         (when->finish.hour == when->begin.hour && when->finish.minute < when->begin.minute));
    size_t at = giji_source_text_offset(&facts->document->source, field->span.start);
    if (backwards)
        giji_document_report(facts->document, MESSAGE_TIME_ORDER, at, at, field->rule,
                             "the meeting ends at %02d:%02d, before it starts", when->finish.hour,
                             when->finish.minute);
}

/* Reads what of date and times is not known yet. */
static void read_field_when(struct facts *facts, const giji_header_field *field)
{
    giji_meeting *meeting = facts->meeting;
    struct arena arena = {NULL, false};
    struct when when = giji_read_when(&arena, field->text);
    if (!meeting->date.length)
        read_dates(facts, field, &when);
    if (!meeting->start.length)
        read_times(facts, field, &when);
    facts->arena->failed |= arena.failed;
    giji_arena_free(&arena);
}

static void read_when_in(struct facts *facts, giji_header_key key, size_t count)
{
    const giji_meeting *meeting = facts->meeting;
    for (size_t i = 0; i < count && !(meeting->date.length && meeting->start.length); i++)
        if (facts->document->header[i].key == key && facts->document->header[i].text.length)
            read_field_when(facts, &facts->document->header[i]);
}

/* Minutes may part date and times: 令和５年６月１４日 in the title, 午前10時開議 in a row of its own. Rows
 * of dates come before titles, and those before other lines of the header's beginning. */
static void read_when(struct facts *facts)
{
    size_t count = field_count(facts->document);
    read_when_in(facts, GIJI_HEADER_DATE, count);
    read_when_in(facts, GIJI_HEADER_TITLE, count);
    read_when_in(facts, GIJI_HEADER_OTHER, giji_count_titles(facts->document->header, count));
}

/* ---- the clock ------------------------------------------------------------------------ */

/* The first time of its kind that a line of the dump tells. */
struct clock_times {
    struct when_time opens, ends;
    bool has_opens, has_ends;
    bool paused; /* what opens behind a pause is no beginning */
};

static void read_clock_line(giji_string line, struct clock_times *times)
{
    struct clock_event events[MOST_CLOCK_EVENTS];
    size_t count = giji_read_clock_events(line, events);
    for (size_t i = 0; i < count; i++) {
        times->paused |= events[i].kind == CLOCK_PAUSES;
        if (events[i].kind == CLOCK_OPENS && !times->has_opens && !times->paused) {
            times->opens = events[i].time;
            times->has_opens = true;
        } else if (events[i].kind == CLOCK_ENDS && !times->has_ends) {
            times->ends = events[i].time;
            times->has_ends = true;
        }
    }
}

static void read_clock_lines(giji_string text, struct clock_times *times)
{
    for (size_t at = 0; at < text.length;) {
        size_t stop = giji_slice_find_byte(text, '\n', at);
        read_clock_line(giji_slice_cut(text, at, stop), times);
        at = stop + 1;
    }
}

/* The last line of a text. */
static giji_string last_line(giji_string text)
{
    size_t start = text.length;
    while (start > 0 && text.data[start - 1] != '\n')
        start--;
    return giji_slice_cut(text, start, text.length);
}

/* A row of the clock's own may have the event in its label (閉会　午後４時). */
static void read_clock_row(struct arena *arena, const giji_header_field *field,
                           struct clock_times *times)
{
    struct buffer row = {0};
    giji_buffer_add(&row, field->label);
    giji_buffer_add_byte(&row, ' ');
    giji_buffer_add(&row, field->text);
    read_clock_lines(field->text, times);
    read_clock_line(giji_buffer_text(&row), times);
    giji_buffer_end(&row, arena);
}

/* When the meeting opened and ended, by the lines of the dump that tell the clock alone: those of header rows of
 * dates and the last of the agenda, then those among the speeches. */
static void read_clock(struct facts *facts)
{
    struct giji_document *document = facts->document;
    struct clock_times times = {.has_opens = false};
    for (size_t i = 0; i < field_count(document) && !(times.has_opens && times.has_ends); i++)
        if (document->header[i].key == GIJI_HEADER_DATE)
            read_clock_row(facts->arena, &document->header[i], &times);
        else if (document->header[i].key == GIJI_HEADER_AGENDA)
            read_clock_line(last_line(document->header[i].text), &times);
    for (struct giji_block *block = document->body; block && !times.has_ends;
         block = giji_next_in_order(block))
        if (block->type == GIJI_BLOCK_ACTION || block->type == GIJI_BLOCK_CLOSING)
            read_clock_lines(giji_block_text(block), &times);
    if (times.has_opens && !facts->meeting->start.length)
        facts->meeting->start = giji_iso_time(facts->arena, &times.opens);
    if (times.has_ends && !facts->meeting->end.length)
        facts->meeting->end = giji_iso_time(facts->arena, &times.ends);
}

/* ---- parts of a field ----------------------------------------------------------------- */

/* Cuts a field's text at the labels of its parts; what stands before the first goes to PART_NONE.
 * Line ends become spaces, and what only separates parts is trimmed. */
static void read_parts(struct facts *facts, const giji_header_field *header,
                       giji_string parts[PART_COUNT])
{
    const struct grammar *grammar = facts->grammar;
    const struct field *form = NULL;
    for (size_t i = 0; i < grammar->field_count && !form; i++)
        if (grammar->fields[i].key == header->key)
            form = &grammar->fields[i];
    giji_string text = giji_one_line(facts->arena, header->text);
    enum field_part part = PART_NONE;
    size_t start = 0;
    for (size_t at = 0; form && at < text.length;) {
        struct field_hit hit;
        if (giji_part_at(grammar, form, text, at, &hit, facts->arena)) {
            if (!parts[part].length)
                parts[part] = giji_trim(giji_slice_cut(text, start, at));
            part = hit.part;
            at = start = hit.value_start;
        } else {
            giji_next_char(text, &at);
        }
    }
    if (!parts[part].length)
        parts[part] = giji_trim(giji_slice_cut(text, start, text.length));
}

/* ---- openness ------------------------------------------------------------------------- */

/* The number before 人 or 名, or -1. */
static int count_people(giji_string text)
{
    for (size_t at = 0; text.data && at < text.length;) {
        size_t next = at;
        long number = giji_read_number(text, &next);
        if (number < 0) {
            giji_next_char(text, &at);
            continue;
        }
        while (next < text.length && text.data[next] == ' ')
            next++;
        giji_string rest = giji_slice_cut(text, next, text.length);
        if (giji_slice_begins(rest, giji_slice("人")) || giji_slice_begins(rest, giji_slice("名")))
            return (int)number;
        at = next;
    }
    return -1;
}

static void read_openness_of(struct facts *facts, const giji_header_field *field)
{
    giji_meeting *meeting = facts->meeting;
    giji_string parts[PART_COUNT] = {{NULL, 0}};
    read_parts(facts, field, parts);
    giji_string value = giji_without_brackets(parts[PART_NONE]);
    bool unknown = meeting->is_public < 0;
    if (unknown && begins_with_word(facts, WORDS_CLOSED, value))
        meeting->is_public = 0;
    else if (unknown && begins_with_word(facts, WORDS_OPEN, value))
        meeting->is_public = 1;
    else if (giji_is_listed_folded(facts->grammar, WORDS_NOBODY, value, facts->arena))
        meeting->observers = 0;
    if (meeting->observers < 0)
        meeting->observers = count_people(field->text);
    if (!meeting->closed_reason.length &&
        !giji_is_listed_folded(facts->grammar, WORDS_NOBODY, parts[PART_REASON], facts->arena))
        meeting->closed_reason = parts[PART_REASON];
}

/* Who may listen and who did may stand in rows of their own. */
static void read_openness(struct facts *facts)
{
    const struct giji_document *document = facts->document;
    for (size_t i = 0; i < field_count(document); i++)
        if (document->header[i].key == GIJI_HEADER_OPENNESS && document->header[i].text.length)
            read_openness_of(facts, &document->header[i]);
}

/* ---- contact -------------------------------------------------------------------------- */

static bool is_number_char(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９');
}

static bool is_sign_in_number(uint32_t c)
{
    static const uint32_t signs[] = {'-',   '(',  ')',   U'－', U'‐', U'―',
                                     U'ー', U'−', U'（', U'）', 0};
    for (size_t i = 0; signs[i]; i++)
        if (signs[i] == c)
            return true;
    return false;
}

/* The first telephone number in `text`: digits, with hyphens and brackets between them. */
static giji_string number_in(giji_string text)
{
    size_t start = SIZE_MAX, end = 0;
    for (size_t at = 0, here = 0; at < text.length; here = at) {
        uint32_t c = giji_next_char(text, &at);
        if (is_number_char(c)) {
            if (start == SIZE_MAX)
                start = here;
            end = at;
        } else if (start != SIZE_MAX && !is_sign_in_number(c)) {
            break;
        }
    }
    return start == SIZE_MAX ? (giji_string){NULL, 0} : giji_slice_cut(text, start, end);
}

static void read_persons(struct facts *facts, giji_string text)
{
    giji_contact *contact = &facts->meeting->contact;
    giji_string *persons = NULL;
    size_t capacity = 0;
    size_t start = 0, at = 0;
    while (start < text.length) {
        size_t end = at;
        uint32_t c = giji_next_char(text, &at);
        if (c && c != U'・' && c != U'、' && c != U'，' && c != ',' && !giji_is_space(c))
            continue;
        giji_string name = giji_trim(giji_slice_cut(text, start, end));
        start = at > end ? at : text.length;
        giji_string *person = name.length
                                  ? giji_arena_push(facts->arena, &persons, &contact->person_count,
                                                    &capacity, sizeof *person)
                                  : NULL;
        if (person)
            *person = name;
    }
    contact->persons = persons;
}

static void read_contact(struct facts *facts)
{
    const giji_header_field *field = find_field(facts, GIJI_HEADER_CONTACT);
    if (!field)
        return;
    giji_contact *contact = &facts->meeting->contact;
    giji_string parts[PART_COUNT] = {{NULL, 0}};
    read_parts(facts, field, parts);
    contact->department = parts[PART_DEPARTMENT].length ? parts[PART_DEPARTMENT] : parts[PART_NONE];
    contact->phone = number_in(parts[PART_PHONE]);
    contact->extension = number_in(parts[PART_EXTENSION]);
    contact->fax = number_in(parts[PART_FAX]);
    read_persons(facts, parts[PART_PERSONS]);
}

/* ---- the agenda ----------------------------------------------------------------------- */

/* Whether a line of an agenda says only when the meeting is to be. */
static bool is_time_only(struct facts *facts, giji_string line)
{
    struct clock_event events[MOST_CLOCK_EVENTS];
    giji_string text = giji_trim(line);
    if (giji_read_clock_events(text, events) > 0)
        return true;
    if (!giji_begins_with_date(text))
        return false;
    struct when when = giji_read_when(facts->arena, text);
    return when.date_count == 1 && when.dates[0].start == 0 && !when.dates[0].event.length &&
           !when.has_begin;
}

/* The agenda's text without such lines: they are no matters. */
static giji_string matters_of(struct facts *facts, giji_string text)
{
    struct buffer matters = {0};
    for (size_t at = 0; at < text.length;) {
        size_t stop = giji_slice_find_byte(text, '\n', at);
        giji_string line = giji_slice_cut(text, at, stop);
        if (!is_time_only(facts, line)) {
            giji_buffer_add(&matters, line);
            giji_buffer_add_byte(&matters, '\n');
        }
        at = stop + 1;
    }
    giji_string copy = giji_arena_copy(facts->arena, giji_trim(giji_buffer_text(&matters)));
    giji_buffer_end(&matters, facts->arena);
    return copy;
}

/* ---- people, agenda, materials -------------------------------------------------------- */

static void read_lists(struct facts *facts)
{
    const struct giji_document *document = facts->document;
    giji_meeting *meeting = facts->meeting;
    for (size_t i = 0; i < field_count(document); i++) {
        const giji_header_field *field = &document->header[i];
        if (field->key == GIJI_HEADER_ATTENDEES || field->key == GIJI_HEADER_ABSENTEES ||
            field->key == GIJI_HEADER_SECRETARIAT)
            giji_read_people(facts->arena, facts->grammar, field, &facts->people);
        else if (field->key == GIJI_HEADER_AGENDA && !meeting->agenda)
            meeting->agenda = giji_read_agenda(facts->arena, facts->grammar, facts->matcher,
                                               matters_of(facts, field->text));
        else if (field->key == GIJI_HEADER_MATERIALS && !meeting->materials)
            meeting->materials = giji_read_materials(facts->arena, facts->grammar, field->text,
                                                     &meeting->material_count);
    }
    for (size_t i = 0; i < facts->people.count; i++) {
        giji_attendee *person = &facts->people.items[i];
        person->title_normalized =
            giji_grammar_correct(facts->grammar, facts->matcher, facts->arena, CORRECTION_OF_TITLE,
                                 person->title, &person->normalized_by);
    }
    meeting->attendees = facts->people.items;
    meeting->attendee_count = facts->people.count;
}

/* The agenda's items by their titles, and those right under them. */
static void note_agenda(struct index *index, struct arena *arena, const giji_agenda_item *item)
{
    for (; item; item = item->next) {
        giji_index_add(index, arena, item->title, item);
        for (const giji_agenda_item *child = item->child; child; child = child->next)
            giji_index_add(index, arena, child->title, child);
    }
    giji_index_sort(index);
}

/* A resolution on a matter of the agenda is the department's that the agenda names. */
static void name_department(const struct index *agenda, struct giji_block *resolution)
{
    struct block_extras *extras = resolution->extras;
    if (!extras || extras->department.length || !extras->subject.length)
        return;
    size_t at = giji_index_find(agenda, extras->subject);
    if (at == agenda->count || !giji_slice_equal(agenda->entries[at].key, extras->subject))
        return;
    const giji_agenda_item *item = agenda->entries[at].thing;
    extras->department = item->department;
}

static void name_departments(struct facts *facts)
{
    struct arena arena = {NULL, false};
    struct index agenda = {NULL, 0, 0};
    note_agenda(&agenda, &arena, facts->meeting->agenda);
    for (struct giji_block *block = facts->document->body; block && agenda.count;
         block = giji_next_in_order(block))
        if (block->type == GIJI_BLOCK_RESOLUTION)
            name_department(&agenda, block);
    facts->arena->failed |= arena.failed;
    giji_arena_free(&arena);
}

void giji_read_facts(struct giji_document *document, const struct grammar *grammar,
                     struct matcher *matcher)
{
    struct facts facts = {.document = document,
                          .grammar = grammar,
                          .matcher = matcher,
                          .arena = &document->arena,
                          .meeting = &document->meeting};
    *facts.meeting =
        (giji_meeting){.fiscal_year = -1, .number = -1, .is_public = -1, .observers = -1};
    read_name(&facts);
    read_when(&facts);
    read_clock(&facts);
    const giji_header_field *place = find_field(&facts, GIJI_HEADER_PLACE);
    if (place)
        facts.meeting->place = giji_one_line(facts.arena, place->text);
    read_openness(&facts);
    read_contact(&facts);
    read_lists(&facts);
    name_departments(&facts);
}
