#include "grammar/stretches.h"

#include "text/unicode.h"

enum { HALF_GAP = 128 }; /* bytes */

static size_t start_of_character(giji_string text, size_t at)
{
    while (at > 0 && ((unsigned char)text.data[at] & 0xC0) == 0x80)
        at--;
    return at;
}

giji_string giji_window(giji_string text, size_t window)
{
    if (text.length <= window)
        return text;
    return giji_slice_cut(text, 0, start_of_character(text, window));
}

static void add_stretch(struct stretches *stretches, struct arena *arena,
                        const struct stretch *stretch)
{
    struct stretch *added = giji_arena_push(arena, &stretches->items, &stretches->count,
                                            &stretches->capacity, sizeof *added);
    if (added)
        *added = *stretch;
}

/* The gap that the character at byte `at` is of: nothing where it is visible. */
static struct stretch gap_around(giji_string text, size_t at)
{
    struct stretch gap = {at, at};
    size_t behind = at;
    if (!giji_is_space(giji_next_char(text, &behind)))
        return gap;
    for (size_t next = at; next > 0 && giji_is_space(giji_previous_char(text, &next));)
        gap.start = next;
    for (size_t next = at; next < text.length && giji_is_space(giji_next_char(text, &next));)
        gap.end = next;
    return gap;
}

/* Where the last line of the gap begins, or the end of a gap without lines. */
static size_t line_behind(giji_string text, const struct stretch *gap)
{
    size_t line = gap->end;
    while (line > gap->start && !giji_is_line_end(text.data[line - 1]))
        line--;
    bool begins_line = line > gap->start || line == 0;
    return begins_line ? line : start_of_character(text, gap->end - HALF_GAP);
}

void giji_stretches_open(struct stretches *stretches, struct arena *arena, giji_string text)
{
    struct stretch stretch = {0, text.length};
    /* A long gap covers one of the places looked at. */
    for (size_t at = 0; at < text.length; at += HALF_GAP) {
        struct stretch gap = gap_around(text, start_of_character(text, at));
        if (gap.end - gap.start < (size_t)2 * HALF_GAP)
            continue;
        stretch.end = start_of_character(text, gap.start + HALF_GAP);
        add_stretch(stretches, arena, &stretch);
        stretch = (struct stretch){line_behind(text, &gap), text.length};
        at = gap.end;
    }
    add_stretch(stretches, arena, &stretch);
}
