#include "grammar/signs.h"

#include "text/unicode.h"

/* ---- the table ------------------------------------------------------------------------ */

/* The place of the sign's pattern in the table, new where no sign had it before. */
static size_t place_of(struct sign_table *table, const struct sign *sign)
{
    for (size_t i = 0; i < table->sign_count; i++)
        if (giji_slice_equal(table->signs[i].expanded, sign->expanded))
            return i;
    struct shared_sign *shared = giji_arena_push(&table->arena, &table->signs, &table->sign_count,
                                                 &table->sign_capacity, sizeof *shared);
    if (!shared)
        return 0;
    *shared = (struct shared_sign){.pattern = &sign->pattern, .expanded = sign->expanded};
    return table->sign_count - 1;
}

static void add_sign(struct sign_table *table, const struct grammar *grammar,
                     const struct sign *sign, size_t *place)
{
    *place = place_of(table, sign);
    if (table->arena.failed)
        return;
    struct shared_sign *shared = &table->signs[*place];
    if (shared->window < grammar->window)
        shared->window = grammar->window;
    if (table->window < grammar->window)
        table->window = grammar->window;
    if (shared->most < sign->most)
        shared->most = sign->most;
}

static void add_form(struct sign_table *table, const struct grammar *grammar)
{
    size_t *places = giji_arena_alloc(&table->arena, grammar->sign_count * sizeof *places);
    struct form_signs *form = giji_arena_push(&table->arena, &table->forms, &table->form_count,
                                              &table->form_capacity, sizeof *form);
    if (!places || !form)
        return;
    *form = (struct form_signs){grammar, places};
    for (size_t i = 0; i < grammar->sign_count; i++)
        add_sign(table, grammar, &grammar->signs[i], &places[i]);
}

bool giji_signs_open(struct sign_table *table, struct grammar *const *grammars, size_t count)
{
    *table = (struct sign_table){0};
    for (size_t i = 0; i < count && !table->arena.failed; i++)
        if (grammars[i]->sign_count > 0)
            add_form(table, grammars[i]);
    return !table->arena.failed;
}

void giji_signs_close(struct sign_table *table)
{
    giji_arena_free(&table->arena);
    *table = (struct sign_table){0};
}

/* ---- hearing -------------------------------------------------------------------------- */

enum { LONGEST_LINE = 4096, HALF_GAP = 128 }; /* bytes */

static size_t start_of_character(giji_string text, size_t at)
{
    while (at > 0 && ((unsigned char)text.data[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* The first `window` bytes of the text, cut at the start of a character. */
giji_string giji_window(giji_string text, size_t window)
{
    if (text.length <= window)
        return text;
    return giji_slice_cut(text, 0, start_of_character(text, window));
}

/* The byte behind a match, and behind one more character where the match was empty. */
static size_t behind(giji_string text, const struct match *match)
{
    size_t at = match->end;
    if (match->end > match->start || at >= text.length)
        return at + (match->end == match->start);
    giji_next_char(text, &at);
    return at;
}

static bool ends_line(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* The line that holds byte `at`, without its end. */
static giji_string line_at(giji_string text, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && !ends_line(text.data[start - 1]))
        start--;
    while (end < text.length && !ends_line(text.data[end]))
        end++;
    return giji_slice_cut(text, start, end);
}

static struct find read_find(giji_string text, const struct match *match)
{
    giji_string found = giji_trim(giji_slice_cut(text, match->start, match->end));
    size_t at = found.length > 0 ? (size_t)(found.data - text.data) : match->end;
    return (struct find){giji_slice_cut(text, at, at + found.length), line_at(text, at)};
}

const char *giji_find_line(const struct find *find)
{
    size_t offset = (size_t)(find->text.data - find->line.data);
    return find->line.data + offset / LONGEST_LINE * LONGEST_LINE;
}

static bool is_repeated(const struct heard *heard, const struct find *find)
{
    giji_string line = giji_trim(find->line);
    if (giji_slice_equal(find->text, line))
        return false;
    for (size_t i = 0; i < heard->count; i++) {
        giji_string other = heard->finds[i].line;
        if (other.data != find->line.data && giji_slice_equal(giji_trim(other), line))
            return true;
    }
    return false;
}

static void keep(struct arena *arena, struct heard *heard, const struct find *find)
{
    struct find *kept =
        giji_arena_push(arena, &heard->finds, &heard->count, &heard->capacity, sizeof *kept);
    if (kept)
        *kept = *find;
}

static void add_stretch(struct stretches *stretches, struct arena *arena,
                        const struct stretch *stretch)
{
    struct stretch *added = giji_arena_push(arena, &stretches->items, &stretches->count,
                                            &stretches->capacity, sizeof *added);
    if (added)
        *added = *stretch;
}

/* Widens the white space that holds byte `at` to the whole gap. */
static struct stretch gap_around(giji_string text, size_t at)
{
    struct stretch gap = {at, at};
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
    while (line > gap->start && !ends_line(text.data[line - 1]))
        line--;
    return line > gap->start ? line : start_of_character(text, gap->end - HALF_GAP);
}

void giji_stretches_open(struct stretches *stretches, struct arena *arena, giji_string text)
{
    struct stretch stretch = {0, text.length};
    *stretches = (struct stretches){0};
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

/* Looks for the sign in one stretch. */
static enum match_outcome hear_stretch(const struct shared_sign *sign, giji_string text,
                                       size_t from, struct matcher *matcher, struct arena *arena,
                                       struct heard *heard)
{
    struct match match;
    while (from <= text.length && heard->count < sign->most && !arena->failed) {
        enum match_outcome outcome = giji_match_find(matcher, sign->pattern, text, from, &match);
        if (outcome != MATCH_YES)
            return outcome;
        struct find find = read_find(text, &match);
        if (!is_repeated(heard, &find))
            keep(arena, heard, &find);
        from = behind(text, &match);
    }
    return MATCH_NO;
}

void giji_sign_hear(const struct shared_sign *sign, giji_string text,
                    const struct stretches *stretches, struct matcher *matcher, struct arena *arena,
                    struct heard *heard)
{
    giji_string window = giji_window(text, sign->window);
    heard->done = true;
    for (size_t i = 0; i < stretches->count && window.length && !heard->limited; i++) {
        const struct stretch *stretch = &stretches->items[i];
        if (stretch->start > window.length || heard->count >= sign->most)
            return;
        size_t end = stretch->end < window.length ? stretch->end : window.length;
        giji_string part = giji_slice_cut(window, 0, end);
        heard->limited =
            hear_stretch(sign, part, stretch->start, matcher, arena, heard) == MATCH_LIMIT;
    }
}
