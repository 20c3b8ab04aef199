#include "grammar/signs.h"

#include "text/unicode.h"

/* ---- the table ------------------------------------------------------------------------ */

static bool need_the_same(const struct pattern *a, const struct pattern *b)
{
    bool same = a->longest == b->longest && a->needs.count == b->needs.count;
    for (size_t i = 0; same && i < a->needs.count; i++)
        same = giji_slice_equal(a->needs.items[i], b->needs.items[i]);
    return same;
}

/* The place of the sign's pattern in the table, new where no sign had it before. */
static size_t place_of(struct sign_table *table, const struct sign *sign)
{
    for (size_t i = 0; i < table->sign_count; i++)
        if (giji_slice_equal(table->signs[i].pattern->code->text, sign->pattern.code->text) &&
            need_the_same(table->signs[i].pattern, &sign->pattern))
            return i;
    struct shared_sign *shared = giji_arena_push(&table->arena, &table->signs, &table->sign_count,
                                                 &table->sign_capacity, sizeof *shared);
    if (!shared)
        return 0;
    *shared = (struct shared_sign){.pattern = &sign->pattern};
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

/* The byte that the line has to hold on which the sign begins, or NUL: a table's row, its tabs. */
static char byte_needed(const struct pattern *pattern)
{
    if (pattern->place != PLACE_LINE || pattern->needs.count != 1)
        return '\0';
    giji_string need = pattern->needs.items[0];
    return (char)(need.length == 1 ? need.data[0] : '\0');
}

/* The last group of signs that are looked for in the same places, if it has room; else a new one. */
static struct sign_group *group_for(struct sign_table *table, const struct shared_sign *sign)
{
    struct arena *arena = &table->arena;
    enum pattern_place where = sign->pattern->place;
    char byte = byte_needed(sign->pattern);
    for (size_t i = 0; i < table->group_count; i++) {
        struct sign_group *group = &table->groups[i];
        if (group->where == where && group->window == sign->window && group->byte == byte &&
            group->count < FILTERED)
            return group;
    }
    struct sign_group *group = giji_arena_push(arena, &table->groups, &table->group_count,
                                               &table->group_capacity, sizeof *group);
    if (!group)
        return NULL;
    group->where = where;
    group->window = sign->window;
    group->byte = byte;
    group->patterns = giji_arena_alloc(arena, FILTERED * sizeof *group->patterns);
    return group->patterns ? group : NULL;
}

static bool is_filtered(const struct sign_group *group)
{
    return group->where == PLACE_LINE || group->where == PLACE_CHARACTER;
}

static void open_filter(struct sign_table *table, struct sign_group *group)
{
    struct arena *arena = &table->arena;
    const struct pattern *const *patterns = (const struct pattern *const *)group->patterns;
    unsigned kind = is_filtered(group) ? AUTOMATON_DENSE : 0;
    giji_filter_open(&group->filter, arena, table->net, patterns, group->count, kind);
    if (!is_filtered(group))
        return;
    group->alone = giji_arena_alloc(arena, group->count * sizeof *group->alone);
    for (size_t i = 0; i < group->count && !arena->failed; i++)
        giji_filter_open(&group->alone[i], arena, table->net, patterns + i, 1, 0);
}

static void group_signs(struct sign_table *table)
{
    for (size_t i = 0; i < table->sign_count && !table->arena.failed; i++) {
        struct sign_group *group = group_for(table, &table->signs[i]);
        if (!group)
            return;
        group->patterns[group->count] = table->signs[i].pattern;
        group->places[group->count++] = i;
    }
    table->net = giji_net_new(&table->arena);
    for (size_t i = 0; i < table->group_count && !table->arena.failed; i++)
        if (table->groups[i].where != PLACE_SOUGHT)
            open_filter(table, &table->groups[i]);
}

bool giji_signs_open(struct sign_table *table, struct grammar *const *grammars, size_t count)
{
    *table = (struct sign_table){0};
    for (size_t i = 0; i < count && !table->arena.failed; i++)
        if (grammars[i]->sign_count > 0)
            add_form(table, grammars[i]);
    if (!table->arena.failed)
        group_signs(table);
    return !table->arena.failed;
}

static void close_filter(struct sign_group *group)
{
    for (size_t i = 0; group->alone && i < group->count; i++)
        giji_filter_close(&group->alone[i]);
    giji_filter_close(&group->filter);
}

void giji_signs_close(struct sign_table *table)
{
    for (size_t i = 0; i < table->group_count; i++)
        close_filter(&table->groups[i]);
    giji_net_close(table->net);
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

static struct find read_find(const struct hearing *hearing, giji_string text,
                             const struct match *match)
{
    giji_string found = giji_trim(giji_slice_cut(text, match->start, match->end));
    size_t at = found.length > 0 ? (size_t)(found.data - text.data) : match->end;
    giji_string line = line_at(text, at);
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
    bool begins_line = line > gap->start || line == 0;
    return begins_line ? line : start_of_character(text, gap->end - HALF_GAP);
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
    for (size_t i = 0; i < hearing->stretches->count && !heard->limited; i++) {
        const struct stretch *stretch = &hearing->stretches->items[i];
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
    uint64_t left = mask;
    for (size_t i = 0; i < signs->count; i++)
        if (mask >> i & 1 && !hear_at(hearing, signs->places[i], stretch, at))
            left &= ~(UINT64_C(1) << i);
    return left;
}

/* Where the line behind byte `at` starts, or the text's length. */
static size_t next_line(giji_string text, size_t at)
{
    size_t feed = giji_slice_find_byte(text, '\n', at);
    at = giji_slice_find_byte(giji_slice_cut(text, 0, feed), '\r', at);
    bool pair = at + 1 < text.length && text.data[at] == '\r' && text.data[at + 1] == '\n';
    at += pair ? 2 : 1;
    return at < text.length ? at : text.length;
}

static uint64_t wanted_of(const struct hearing *hearing, const struct sign_group *group)
{
    uint64_t wanted = 0;
    for (size_t i = 0; i < group->count; i++)
        if (hearing->heard[group->places[i]].wanted)
            wanted |= UINT64_C(1) << i;
    return wanted;
}

/* The line that begins at byte `at`, and the next one at `next`, without its end. */
static giji_string line_between(giji_string text, size_t at, size_t next)
{
    while (next > at && ends_line(text.data[next - 1]))
        next--;
    return giji_slice_cut(text, at, next);
}

/* Whether a sign of the group may begin with the text, by so many bytes of it: signs begin at many places of a dump,
 * and what an automaton does not count may go on to its end each time. */
static bool may_go_on(const struct sign_group *group, size_t sign, giji_string text)
{
    enum { NEAR = 4096 };
    giji_string near = giji_window(text, NEAR);
    struct reading reading = giji_automaton_read(group->alone[sign].automaton, near);
    return (reading.found | (near.length < text.length ? reading.alive : 0)) & 1;
}

/* The signs among those wanted that may begin with the line; whether one goes on behind it, `rest` tells: for each
 * on its own, as the automaton of all would have too many states. */
static uint64_t viable_on(const struct sign_group *group, giji_string line, giji_string rest,
                          uint64_t wanted)
{
    bool ends = line.length < rest.length;
    giji_string with_end = giji_slice_cut(rest, 0, line.length + ends);
    struct reading reading = giji_automaton_read(group->filter.automaton, with_end);
    uint64_t mask = giji_filter_fit(&group->filter, (reading.found | reading.alive) & wanted, line);
    for (uint64_t left = mask & ~reading.found; left; left &= left - 1) {
        unsigned i = (unsigned)__builtin_ctzll(left);
        if (!may_go_on(group, i, rest))
            mask &= ~(UINT64_C(1) << i);
    }
    return mask;
}

/* Looks for the signs at the start of each line of the stretch; what is left of those that are wanted. */
static uint64_t hear_lines(const struct hearing *hearing, const struct sign_group *group,
                           const struct stretch *stretch, giji_string text, uint64_t wanted)
{
    for (size_t at = stretch->start, next; at < text.length && wanted; at = next) {
        next = next_line(text, at);
        giji_string line = line_between(text, at, next);
        if (group->byte && !memchr(line.data, group->byte, line.length))
            continue;
        giji_string rest = giji_slice_cut(text, at, text.length);
        uint64_t mask = viable_on(group, line, rest, wanted);
        if (mask)
            wanted &= ~mask | hear_signs(hearing, group, stretch, at, mask);
    }
    return wanted;
}

/* The signs that may begin with the text, by so many bytes of it: signs begin at many characters of a long line, and
 * what the automaton does not count may go on to its end each time. */
static uint64_t viable_at(const struct sign_group *group, giji_string text)
{
    enum { NEAR = 512 };
    giji_string near = giji_window(text, NEAR);
    struct reading reading = giji_automaton_read(group->filter.automaton, near);
    return reading.found | (near.length < text.length ? reading.alive : 0);
}

/* Looks for the signs at each character. */
static uint64_t hear_characters(const struct hearing *hearing, const struct sign_group *group,
                                const struct stretch *stretch, giji_string text, uint64_t wanted)
{
    for (size_t at = stretch->start; wanted; giji_next_char(text, &at)) {
        at = giji_automaton_skip(group->filter.automaton, text, at);
        if (at >= text.length)
            break;
        giji_string rest = giji_slice_cut(text, at, text.length);
        uint64_t mask = wanted & viable_at(group, rest);
        if (mask)
            wanted &= ~mask | hear_signs(hearing, group, stretch, at, mask);
    }
    return wanted;
}

static void hear_filtered(const struct hearing *hearing, const struct sign_group *group)
{
    uint64_t wanted = wanted_of(hearing, group);
    giji_string window = giji_window(hearing->text, group->window);
    for (size_t i = 0; i < hearing->stretches->count && wanted; i++) {
        const struct stretch *stretch = &hearing->stretches->items[i];
        giji_string text = giji_slice_cut(window, 0, stretch->end);
        wanted = group->where == PLACE_LINE
                     ? hear_lines(hearing, group, stretch, text, wanted)
                     : hear_characters(hearing, group, stretch, text, wanted);
    }
}

/* They are tried once, and may look across gaps. */
static void hear_text(const struct hearing *hearing, const struct sign_group *group)
{
    const struct stretch whole = {0, hearing->text.length};
    giji_string text = giji_window(hearing->text, group->window);
    uint64_t wanted = wanted_of(hearing, group);
    if (wanted)
        hear_signs(hearing, group, &whole, 0, wanted & giji_filter_find(&group->filter, text));
}

static void hear_group(const struct hearing *hearing, const struct sign_group *group)
{
    if (is_filtered(group)) {
        hear_filtered(hearing, group);
        return;
    }
    if (group->where == PLACE_TEXT) {
        hear_text(hearing, group);
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
    for (size_t i = 0; i < count; i++) {
        struct heard *heard = &hearing->heard[places ? places[i] : i];
        heard->wanted = !heard->done;
    }
    for (size_t i = 0; i < hearing->table->group_count && hearing->text.length; i++)
        hear_group(hearing, &hearing->table->groups[i]);
    for (size_t i = 0; i < hearing->table->sign_count; i++) {
        hearing->heard[i].done |= hearing->heard[i].wanted;
        hearing->heard[i].wanted = false;
    }
}
