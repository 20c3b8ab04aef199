#include "grammar/hearing.h"

#include "base/search.h"
#include "text/unicode.h"

enum { LONGEST_LINE = 4096 };                        /* bytes */
enum { NEAR_A_CHARACTER = 512, NEAR_A_LINE = 4096 }; /* that are read behind it */

/* The byte behind a match, and behind one more character where the match was empty. */
static size_t behind(giji_string text, const struct match *match)
{
    size_t at = match->end;
    if (match->end > match->start || at >= text.length)
        return at + (match->end == match->start);
    giji_next_char(text, &at);
    return at;
}

/* Where the line that holds byte `at` ends. */
static size_t end_of_line(const struct hearing *hearing, giji_string text, size_t at)
{
    size_t feed = giji_slice_find_byte(text, '\n', at);
    if (!hearing->has_returns)
        return feed;
    return giji_slice_find_byte(giji_slice_cut(text, 0, feed), '\r', at);
}

/* The line that holds byte `at`, without its end. */
static giji_string line_at(const struct hearing *hearing, giji_string text, size_t at)
{
    size_t start = at;
    while (start > 0 && !giji_is_line_end(text.data[start - 1]))
        start--;
    return giji_slice_cut(text, start, end_of_line(hearing, text, at));
}

static struct find read_find(const struct hearing *hearing, giji_string text,
                             const struct match *match)
{
    giji_string found = giji_trim(giji_slice_cut(text, match->start, match->end));
    size_t at = found.length > 0 ? (size_t)(found.data - text.data) : match->end;
    giji_string line = line_at(hearing, text, at);
    return (struct find){
        giji_slice_of(hearing->origin + at, found.length),
        giji_slice_of(hearing->origin + (size_t)(line.data - text.data), line.length),
        giji_trim(line)};
}

const char *giji_find_line(const struct find *find)
{
    size_t offset = (size_t)(find->text.data - find->line.data);
    return find->line.data + offset / LONGEST_LINE * LONGEST_LINE;
}

static bool is_repeated(const struct heard *heard, const struct find *find)
{
    if (find->text.length == find->words.length)
        return false;
    for (size_t i = 0; i < heard->count; i++) {
        const struct find *other = &heard->finds[i];
        if (other->line.data != find->line.data && giji_slice_equal(other->words, find->words))
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

/* ---- matches --------------------------------------------------------------------------- */

/* Keeps what the sign has matched in `text`, which goes on where it is looked for. */
static void take_match(const struct hearing *hearing, struct heard *heard, giji_string text,
                       const struct match *match)
{
    struct find find = read_find(hearing, text, match);
    if (!is_repeated(heard, &find))
        keep(hearing->arena, heard, &find);
    heard->from = behind(text, match);
}

/* The stretch's text as far as the sign is looked for: from the start of all. */
static giji_string reach_of(const struct hearing *hearing, const struct shared_sign *sign,
                            const struct stretch *stretch)
{
    giji_string window = giji_window(hearing->text, sign->window);
    return giji_slice_cut(window, 0, stretch->end < window.length ? stretch->end : window.length);
}

/* Has PCRE2 look for a sign from the start of the stretch. */
static enum match_outcome hear_stretch(const struct hearing *hearing,
                                       const struct shared_sign *sign, struct heard *heard,
                                       giji_string text)
{
    struct match match;
    while (heard->from <= text.length && heard->count < sign->most && !hearing->arena->failed) {
        enum match_outcome outcome =
            giji_match_find(hearing->matcher, sign->pattern, text, heard->from, &match);
        if (outcome != MATCH_YES)
            return outcome;
        take_match(hearing, heard, text, &match);
    }
    return MATCH_NO;
}

static void seek(const struct hearing *hearing, const struct shared_sign *sign, struct heard *heard)
{
    for (size_t i = 0; i < hearing->stretches.count && !heard->limited; i++) {
        const struct stretch *stretch = &hearing->stretches.items[i];
        if (stretch->start >= sign->window || heard->count >= sign->most)
            return;
        heard->from = stretch->start;
        giji_string text = reach_of(hearing, sign, stretch);
        heard->limited = hear_stretch(hearing, sign, heard, text) == MATCH_LIMIT;
    }
}

/* Tries a sign at byte `at`. False where it need not be tried any more. */
static bool hear_at(const struct hearing *hearing, size_t place, const struct stretch *stretch,
                    size_t at)
{
    struct match match;
    const struct shared_sign *sign = &hearing->table->signs[place];
    struct heard *heard = &hearing->heard[place];
    if (heard->from > at)
        return true;
    giji_string text = reach_of(hearing, sign, stretch);
    if (at > text.length)
        return false;
    enum match_outcome outcome = giji_match_at(hearing->matcher, sign->pattern, text, at, &match);
    heard->limited = outcome == MATCH_LIMIT;
    if (outcome == MATCH_YES)
        take_match(hearing, heard, text, &match);
    return !heard->limited && heard->count < sign->most;
}

/* Tries the signs whose bits are set; those are left set that may be tried again. */
static uint64_t hear_signs(const struct hearing *hearing, const struct sign_group *signs,
                           const struct stretch *stretch, size_t at, uint64_t mask)
{
    uint64_t again = mask;
    for (uint64_t left = mask; left; left &= left - 1) {
        unsigned i = (unsigned)__builtin_ctzll(left);
        if (!hear_at(hearing, signs->places[i], stretch, at))
            again &= ~(UINT64_C(1) << i);
    }
    return again;
}

/* ---- prospects ------------------------------------------------------------------------- */

/* Where the line behind byte `at` starts, or the text's length. */
static size_t next_line(const struct hearing *hearing, giji_string text, size_t at)
{
    size_t end = end_of_line(hearing, text, at);
    bool pair = end + 1 < text.length && text.data[end] == '\r' && text.data[end + 1] == '\n';
    end += pair ? 2 : 1;
    return end < text.length ? end : text.length;
}

/* The line that begins at byte `at`, and the next one at `next`, without its end. */
static giji_string line_between(giji_string text, size_t at, size_t next)
{
    while (next > at && giji_is_line_end(text.data[next - 1]))
        next--;
    return giji_slice_cut(text, at, next);
}

/* Lists the lines of the stretch. */
static void list_lines(struct hearing *hearing, const struct stretch *stretch)
{
    giji_string text = giji_slice_cut(hearing->text, 0, stretch->end);
    struct seen_lines *lines = &hearing->lines;
    for (size_t at = stretch->start, next; at < text.length; at = next) {
        next = next_line(hearing, text, at);
        struct seen_line *line = giji_arena_push(hearing->arena, &lines->items, &lines->count,
                                                 &lines->capacity, sizeof *line);
        if (!line)
            return;
        *line = (struct seen_line){stretch, at, line_between(text, at, next).length, {0}};
        giji_sieve_see(hearing->table->sieve, text, line);
    }
}

static struct prospects *prospects_of(const struct hearing *hearing, const struct sign_group *group)
{
    return &hearing->prospects[group - hearing->table->groups];
}

/* Counts a place of the sign. Where there are as many as finds count, it is looked for no further, unless these turn out
 * to be too few. */
static void count_prospect(const struct hearing *hearing, const struct sign_group *group,
                           struct prospects *list, unsigned sign, const struct prospect *prospect)
{
    size_t place = group->places[sign];
    struct heard *heard = &hearing->heard[place];
    if (++heard->likely % hearing->table->signs[place].most != 0)
        return;
    heard->reached = (struct place){prospect->stretch, prospect->at};
    list->enough |= UINT64_C(1) << sign;
    list->open &= ~(UINT64_C(1) << sign);
}

static void note_prospect(const struct hearing *hearing, const struct sign_group *group,
                          const struct prospect *prospect)
{
    struct prospects *list = prospects_of(hearing, group);
    uint64_t signs = prospect->found | prospect->alive;
    struct prospect *added = !signs ? NULL
                                    : giji_arena_push(hearing->arena, &list->items, &list->count,
                                                      &list->capacity, sizeof *added);
    if (!added)
        return;
    *added = *prospect;
    list->beyond |= prospect->alive & ~prospect->found;
    for (uint64_t left = signs; left; left &= left - 1)
        count_prospect(hearing, group, list, (unsigned)__builtin_ctzll(left), prospect);
}

/* Where what the group's signs see of the stretch ends. */
static size_t end_for(giji_string window, const struct stretch *stretch)
{
    return stretch->end < window.length ? stretch->end : window.length;
}

/* Reads the line, up to its end or that of the window, for signs of the group that may begin with it. */
static void scan_line(const struct hearing *hearing, const struct sign_group *group,
                      const struct seen_line *line, giji_string window)
{
    uint64_t open = prospects_of(hearing, group)->open;
    uint64_t signs = giji_sieve_line(hearing->table->sieve, group, line) & open;
    if (!signs)
        return;
    size_t end = end_for(window, line->stretch), left = end - line->at;
    size_t length = line->length < left ? line->length : left;
    giji_string with_end = giji_slice_cut(window, line->at, line->at + length + (length < left));
    if (group->byte && !memchr(with_end.data, group->byte, length))
        return;
    struct reading reading = giji_automaton_read_for(group->filter.automaton, with_end, signs);
    struct prospect prospect = {line->stretch, line->at, length, reading.found & signs,
                                reading.alive & signs};
    note_prospect(hearing, group, &prospect);
}

/* The first of the lines that begins at the place or behind it. */
static size_t first_line(const struct seen_lines *lines, const struct place *from)
{
    size_t low = 0, high = lines->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct seen_line *line = &lines->items[middle];
        if (line->stretch < from->stretch ||
            (line->stretch == from->stretch && line->at < from->at))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Notes at which lines, from the place on, signs may begin, as far as the line itself tells. */
static void scan_lines(const struct hearing *hearing, const struct sign_group *group,
                       giji_string window, const struct place *from)
{
    const struct seen_lines *lines = &hearing->lines;
    const struct prospects *list = prospects_of(hearing, group);
    for (size_t i = first_line(lines, from); i < lines->count && list->open; i++) {
        if (lines->items[i].at >= window.length)
            return;
        scan_line(hearing, group, &lines->items[i], window);
    }
}

/* The signs among the possible ones that may begin with the text, by so many bytes of it: signs begin at many places of a
 * dump, and what an automaton does not count may go on to its end each time. */
static uint64_t read_near(struct automaton *automaton, giji_string text, size_t bytes,
                          uint64_t possible)
{
    giji_string near = giji_window(text, bytes);
    struct reading reading = giji_automaton_read_for(automaton, near, possible);
    return (reading.found | (near.length < text.length ? reading.alive : 0)) & possible;
}

/* Reads what follows the spot, for signs of the group that may begin there. */
static void scan_place(const struct hearing *hearing, const struct sign_group *group,
                       const struct stretch *stretch, giji_string text, const struct spot *spot)
{
    uint64_t open = prospects_of(hearing, group)->open;
    uint64_t signs = giji_sieve_place(hearing->table->sieve, group, text, spot) & open;
    if (!signs)
        return;
    giji_string rest = giji_slice_cut(text, spot->at, text.length);
    signs = read_near(group->filter.automaton, rest, NEAR_A_CHARACTER, signs);
    struct prospect prospect = {stretch, spot->at, 0, signs, 0};
    note_prospect(hearing, group, &prospect);
}

/* Notes at which characters of the stretch, from byte `from` on, signs may begin. */
static void scan_characters(const struct hearing *hearing, const struct sign_group *group,
                            const struct stretch *stretch, giji_string text, size_t from)
{
    const struct sieve *sieve = hearing->table->sieve;
    const struct prospects *list = prospects_of(hearing, group);
    uint64_t open = 0, ways = 0;
    for (size_t at = from; list->open;) {
        if (open != list->open)
            ways = giji_sieve_ways(sieve, group, open = list->open);
        const struct spot spot = giji_sieve_skip(sieve, text, at, ways);
        if (spot.at >= text.length)
            return;
        scan_place(hearing, group, stretch, text, &spot);
        at = spot.at;
        giji_next_char(text, &at);
    }
}

static void scan_places(const struct hearing *hearing, const struct sign_group *group,
                        giji_string window, const struct place *from)
{
    const struct stretches *stretches = &hearing->stretches;
    for (size_t i = (size_t)(from->stretch - stretches->items); i < stretches->count; i++) {
        const struct stretch *stretch = &stretches->items[i];
        giji_string text = giji_slice_cut(window, 0, end_for(window, stretch));
        if (stretch->start >= text.length)
            return;
        scan_characters(hearing, group, stretch, text,
                        stretch == from->stretch ? from->at : stretch->start);
    }
}

/* Of what is sought there is no telling; what begins with the text is told when it is asked for. */
static void expect_all(const struct hearing *hearing, const struct sign_group *group)
{
    for (size_t i = 0; i < group->count; i++)
        hearing->heard[group->places[i]].likely = hearing->table->signs[group->places[i]].most;
}

/* Looks from the place on for where the signs of the group may begin that are open. */
static void scan(const struct hearing *hearing, const struct sign_group *group,
                 const struct place *from)
{
    giji_string window = giji_window(hearing->text, group->window);
    switch (group->where) {
    case PLACE_SOUGHT:
    case PLACE_TEXT:
        expect_all(hearing, group);
        break;
    case PLACE_LINE:
        scan_lines(hearing, group, window, from);
        break;
    case PLACE_CHARACTER:
        scan_places(hearing, group, window, from);
        break;
    }
}

/* The group's signs of which the text holds what they need: asked once, it need not be asked at each place. */
static uint64_t signs_held(const struct hearing *hearing, const struct sign_group *group)
{
    giji_string window = giji_window(hearing->text, group->window);
    if (group->byte && giji_slice_find_byte(window, group->byte, 0) == window.length)
        return 0;
    uint64_t signs = giji_all_signs(group);
    if (!group->needs.count)
        return signs;
    if (!giji_holds_any(window, group->needs.items, group->needs.count))
        return signs & ~group->filter.choosy;
    return giji_filter_fit(&group->filter, signs, window);
}

static void scan_all(const struct hearing *hearing, const struct sign_group *group)
{
    struct prospects *list = prospects_of(hearing, group);
    list->open = signs_held(hearing, group);
    if (list->open)
        scan(hearing, group, &(struct place){hearing->stretches.items, 0});
}

void giji_hearing_open(struct hearing *hearing)
{
    const struct sign_table *table = hearing->table;
    struct arena *arena = hearing->arena;
    hearing->heard = giji_arena_alloc(arena, (table->sign_count + 1) * sizeof *hearing->heard);
    hearing->prospects =
        giji_arena_alloc(arena, (table->group_count + 1) * sizeof *hearing->prospects);
    if (arena->failed || !hearing->text.length)
        return;
    hearing->whole.end = hearing->text.length;
    hearing->has_returns = giji_slice_find_byte(hearing->text, '\r', 0) < hearing->text.length;
    giji_stretches_open(&hearing->stretches, arena, hearing->text);
    giji_sieve_ready(table->sieve);
    for (size_t i = 0; i < hearing->stretches.count; i++)
        list_lines(hearing, &hearing->stretches.items[i]);
    for (size_t i = 0; i < table->group_count && !arena->failed; i++)
        scan_all(hearing, &table->groups[i]);
}

/* ---- hearing --------------------------------------------------------------------------- */

static uint64_t wanted_of(const struct hearing *hearing, const struct sign_group *group)
{
    uint64_t wanted = 0;
    for (size_t i = 0; i < group->count; i++)
        if (hearing->heard[group->places[i]].wanted)
            wanted |= UINT64_C(1) << i;
    return wanted;
}

static void want(const struct hearing *hearing, const size_t *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct heard *heard = &hearing->heard[places ? places[i] : i];
        heard->wanted = !heard->done;
    }
}

/* Where the group's signs that are wanted may go on behind a line, the text has to hold what they end with. */
static void drop_endless(const struct hearing *hearing, const struct sign_group *group)
{
    struct prospects *list = prospects_of(hearing, group);
    giji_string window = giji_window(hearing->text, group->window);
    uint64_t asked = list->beyond & wanted_of(hearing, group);
    list->beyond &= ~asked;
    for (; asked; asked &= asked - 1) {
        unsigned i = (unsigned)__builtin_ctzll(asked);
        const struct words *last = &group->patterns[i]->last;
        if (last->count && !giji_holds_any(window, last->items, last->count))
            hearing->heard[group->places[i]] = (struct heard){.done = true};
    }
}

/* Reads the text for the signs wanted that begin with it, which has not been done before. They are tried once, and may
 * look across gaps. */
static void scan_text(const struct hearing *hearing, const struct sign_group *group)
{
    struct prospects *list = prospects_of(hearing, group);
    giji_string window = giji_window(hearing->text, group->window);
    uint64_t asked = list->open & wanted_of(hearing, group);
    if (!asked)
        return;
    list->open &= ~asked;
    for (uint64_t left = asked; left; left &= left - 1)
        hearing->heard[group->places[__builtin_ctzll(left)]].likely = 0;
    uint64_t signs = giji_filter_find_for(&group->filter, window, asked) & asked;
    struct prospect prospect = {&hearing->whole, 0, 0, signs, 0};
    note_prospect(hearing, group, &prospect);
}

static void narrow_group(const struct hearing *hearing, const struct sign_group *group)
{
    if (group->where == PLACE_TEXT)
        scan_text(hearing, group);
    else
        drop_endless(hearing, group);
}

void giji_signs_narrow(const struct hearing *hearing, const size_t *places, size_t count)
{
    want(hearing, places, count);
    for (size_t i = 0; i < hearing->table->group_count && hearing->text.length; i++)
        narrow_group(hearing, &hearing->table->groups[i]);
    for (size_t i = 0; i < hearing->table->sign_count; i++)
        hearing->heard[i].wanted = false;
}

/* The signs among those given that may begin with the prospect's line; whether one goes on behind it, what follows
 * tells: for each on its own, as the automaton of all would have too many states. */
static uint64_t viable_on(const struct hearing *hearing, const struct sign_group *group,
                          const struct prospect *prospect, uint64_t mask)
{
    giji_string window = giji_window(hearing->text, group->window);
    giji_string rest = giji_slice_cut(window, prospect->at, end_for(window, prospect->stretch));
    mask = giji_filter_fit(&group->filter, mask, giji_slice_cut(rest, 0, prospect->length));
    for (uint64_t left = mask & ~prospect->found; left; left &= left - 1) {
        unsigned i = (unsigned)__builtin_ctzll(left);
        if (!read_near(group->alone[i].automaton, rest, NEAR_A_LINE, 1))
            mask &= ~(UINT64_C(1) << i);
    }
    return mask;
}

/* Tries the signs that are wanted where they may begin, from the prospect `from` on. Those are left that are found less often
 * than that counts. */
static uint64_t hear_listed(const struct hearing *hearing, const struct sign_group *group,
                            size_t from, uint64_t wanted)
{
    const struct prospects *list = prospects_of(hearing, group);
    for (size_t i = from; i < list->count && wanted; i++) {
        const struct prospect *prospect = &list->items[i];
        uint64_t mask = (prospect->found | prospect->alive) & wanted;
        if (mask && group->where == PLACE_LINE)
            mask = viable_on(hearing, group, prospect, mask);
        if (mask)
            wanted &= ~mask | hear_signs(hearing, group, prospect->stretch, prospect->at, mask);
    }
    return wanted;
}

/* Looks for the sign behind the places that were listed, too few of which were its own. */
static void hear_further(const struct hearing *hearing, const struct sign_group *group,
                         unsigned sign)
{
    struct prospects *list = prospects_of(hearing, group);
    uint64_t bit = UINT64_C(1) << sign;
    for (uint64_t wanted = bit; wanted & list->enough && !hearing->arena->failed;) {
        size_t listed = list->count;
        struct place from = hearing->heard[group->places[sign]].reached;
        giji_next_char(hearing->text, &from.at);
        list->enough &= ~bit;
        list->open = bit;
        scan(hearing, group, &from);
        wanted = hear_listed(hearing, group, listed, bit);
        list->count = listed; /* they were the sign's only */
    }
}

static void hear_prospects(const struct hearing *hearing, const struct sign_group *group)
{
    uint64_t wanted = hear_listed(hearing, group, 0, wanted_of(hearing, group));
    if (!giji_is_filtered(group)) /* what begins with the text has no other place */
        return;
    for (uint64_t left = wanted & prospects_of(hearing, group)->enough; left; left &= left - 1)
        hear_further(hearing, group, (unsigned)__builtin_ctzll(left));
}

static void hear_group(const struct hearing *hearing, const struct sign_group *group)
{
    if (group->where != PLACE_SOUGHT) {
        hear_prospects(hearing, group);
        return;
    }
    for (size_t i = 0; i < group->count; i++) {
        size_t place = group->places[i];
        if (hearing->heard[place].wanted)
            seek(hearing, &hearing->table->signs[place], &hearing->heard[place]);
    }
}

void giji_signs_hear(const struct hearing *hearing, const size_t *places, size_t count)
{
    giji_signs_narrow(hearing, places, count);
    want(hearing, places, count);
    for (size_t i = 0; i < hearing->table->group_count && hearing->text.length; i++)
        hear_group(hearing, &hearing->table->groups[i]);
    for (size_t i = 0; i < hearing->table->sign_count; i++) {
        hearing->heard[i].done |= hearing->heard[i].wanted;
        hearing->heard[i].wanted = false;
    }
}
