#include "parse/speakers.h"

#include "base/buffer.h"
#include "base/index.h"

/* The heading just above that names a department, until an item or resolution ends its reach. */
static const struct giji_block *follow_headings(const struct giji_block *heading,
                                                const struct giji_block *block)
{
    if (block->type == GIJI_BLOCK_HEADING)
        return giji_block_department(block).length ? block : heading;
    return block->type == GIJI_BLOCK_ITEM || block->type == GIJI_BLOCK_RESOLUTION ? NULL : heading;
}

/* An answer without a unit of its own is the department's that the heading names. */
static void imply_affiliation(struct giji_document *document, struct giji_block *turn,
                              const struct giji_block *heading)
{
    if (!heading || turn->role != GIJI_ROLE_ANSWER || turn->quoted || turn->speaker)
        return;
    turn->speaker = giji_arena_alloc(&document->arena, sizeof *turn->speaker);
    if (turn->speaker)
        *turn->speaker =
            (giji_speaker){.affiliation = giji_block_department(heading), .implied = true};
}

/* Whether the attendee has the title, or is of a group of those who have: 政府参考人. */
static bool is_called(const giji_attendee *attendee, giji_string title)
{
    return giji_slice_equal(attendee->title, title) || giji_slice_equal(attendee->group, title);
}

/* Whether the attendee's title is the speaker's, alone or behind the speaker's unit (健康課 課長). */
static bool has_title(const giji_attendee *attendee, const giji_speaker *speaker)
{
    giji_string title = attendee->title, unit = speaker->affiliation;
    if (giji_slice_equal(title, speaker->title))
        return !unit.length || !attendee->department.length ||
               giji_slice_ends(attendee->department, unit);
    return unit.length && giji_slice_begins(title, unit) &&
           giji_slice_ends(title, speaker->title) &&
           title.length == unit.length + speaker->title.length;
}

static bool can_mean(const giji_speaker *speaker, const giji_attendee *attendee)
{
    if (!attendee->present || !attendee->name.length)
        return false;
    if (speaker->name.length)
        return giji_slice_begins(attendee->name, speaker->name) &&
               (!speaker->title.length || is_called(attendee, speaker->title));
    return speaker->title.length && has_title(attendee, speaker);
}

static bool is_same_person(const giji_attendee *a, const giji_attendee *b)
{
    return giji_slice_equal(a->name, b->name) && giji_slice_equal(a->title, b->title);
}

/* Those present, by name or by title; noted when the first speaker is looked up in that way. */
struct presence {
    struct index index;
    bool noted;
};

struct attendance {
    const giji_meeting *meeting;
    struct arena arena;
    struct presence names, titles;
    struct buffer title; /* the title that is looked up */
};

static void note_attendees(struct attendance *attendance, struct presence *presence)
{
    const giji_meeting *meeting = attendance->meeting;
    bool by_name = presence == &attendance->names;
    presence->noted = true;
    for (size_t i = 0; i < meeting->attendee_count; i++) {
        const giji_attendee *attendee = &meeting->attendees[i];
        giji_string key = by_name ? attendee->name : attendee->title;
        if (attendee->present && attendee->name.length)
            giji_index_add(&presence->index, &attendance->arena, key, attendee);
    }
    giji_index_sort(&presence->index);
}

/* What is found of attendees whom a speaker can be. */
struct finding {
    const giji_speaker *speaker;
    const giji_attendee *found; /* the last one */
    bool several;               /* they are not all one person */
};

/* Looks at those in the index whose key is `key`, or begins with it. Of a crowd only the first are
 * looked at. */
static void look_up(struct attendance *attendance, struct presence *presence, giji_string key,
                    struct finding *finding)
{
    enum { CROWD = 1000 };
    const struct index *index = &presence->index;
    if (!presence->noted)
        note_attendees(attendance, presence);
    size_t at = giji_index_find(index, key);
    for (size_t i = at; i < index->count && i - at < CROWD && !finding->several; i++) {
        if (!giji_slice_begins(index->entries[i].key, key))
            return;
        const giji_attendee *attendee = index->entries[i].thing;
        if (!can_mean(finding->speaker, attendee))
            continue;
        finding->several = finding->found && !is_same_person(finding->found, attendee);
        finding->found = attendee;
    }
}

static giji_string title_with_unit(struct attendance *attendance, const giji_speaker *speaker)
{
    attendance->title.length = 0;
    giji_buffer_add(&attendance->title, speaker->affiliation);
    giji_buffer_add(&attendance->title, speaker->title);
    return giji_buffer_text(&attendance->title);
}

/* The one attendee whom the speaker can be; NULL where there is none, or more than one. */
static const giji_attendee *find_attendee(struct attendance *attendance,
                                          const giji_speaker *speaker)
{
    struct finding finding = {.speaker = speaker};
    if (speaker->name.length) {
        look_up(attendance, &attendance->names, speaker->name, &finding);
    } else if (speaker->title.length) {
        look_up(attendance, &attendance->titles, speaker->title, &finding);
        if (speaker->affiliation.length)
            look_up(attendance, &attendance->titles, title_with_unit(attendance, speaker),
                    &finding);
    }
    return finding.several ? NULL : finding.found;
}

static void match_attendee(struct attendance *attendance, giji_speaker *speaker)
{
    const giji_attendee *attendee = find_attendee(attendance, speaker);
    if (!attendee)
        return;
    speaker->name = attendee->name;
    speaker->title = attendee->title;
    if (!speaker->affiliation.length)
        speaker->affiliation = attendee->department;
    speaker->matched = true;
}

void giji_identify_speakers(struct giji_document *document)
{
    const struct giji_block *heading = NULL;
    struct attendance attendance = {.meeting = &document->meeting};
    for (struct giji_block *block = document->body; block; block = giji_next_in_order(block)) {
        heading = follow_headings(heading, block);
        if (block->type != GIJI_BLOCK_TURN)
            continue;
        imply_affiliation(document, block, heading);
        if (block->speaker && !block->speaker->implied && !giji_block_continues(block))
            match_attendee(&attendance, block->speaker);
    }
    document->arena.failed |= attendance.arena.failed;
    giji_buffer_end(&attendance.title, &document->arena);
    giji_arena_free(&attendance.arena);
}
