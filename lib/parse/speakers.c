#include "parse/speakers.h"

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

/* The one attendee whom the speaker can be; NULL where there is none, or more than one. */
static const giji_attendee *find_attendee(const giji_meeting *meeting, const giji_speaker *speaker)
{
    const giji_attendee *found = NULL;
    for (size_t i = 0; i < meeting->attendee_count; i++) {
        const giji_attendee *attendee = &meeting->attendees[i];
        if (!can_mean(speaker, attendee))
            continue;
        if (found && !is_same_person(found, attendee))
            return NULL;
        found = attendee;
    }
    return found;
}

static void match_attendee(const giji_meeting *meeting, giji_speaker *speaker)
{
    const giji_attendee *attendee = find_attendee(meeting, speaker);
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
    for (struct giji_block *block = document->body; block; block = giji_next_in_order(block)) {
        heading = follow_headings(heading, block);
        if (block->type != GIJI_BLOCK_TURN)
            continue;
        imply_affiliation(document, block, heading);
        if (block->speaker && !block->speaker->implied && !giji_block_continues(block))
            match_attendee(&document->meeting, block->speaker);
    }
}
