/* The form that comes first is the first of all: giji_forms_first, which scores no form that cannot be, says the same of
 * a dump as giji_forms_rank, which scores every one.
 *
 *     test_detect TESTDATA [SEED [ROUNDS]]
 *
 * Where it expects signs is compared with where they match, and what is found of them with what is found where all finds
 * count.
 *
 * It is asked of every dump below TESTDATA, and of texts made of their lines at random: left out, doubled, shuffled,
 * without their marks, of several dumps, with other ends or none. Beside the forms that are built in are others like
 * them, some the very same, some whose signs speak against them or have no place, or that no text reaches. */
#include "check.h"

#include "base/buffer.h"
#include "base/file.h"
#include "context.h"
#include "grammar/detect.h"
#include "random_patterns.h"
#include "text/source.h"
#include "text/unicode.h"

#include <glob.h>
#include <libxml/parser.h>
#include <limits.h>

/* One round in so many looks at all places of a text that is not longer. */
enum { LOOKED_AT_CLOSELY = 8, LONG_TEXT = 6000 };
enum { ROUNDS = 3000, TABLES = 8, TOWNS = 6, MOST_FORMS = 32, LONGEST_PATH = 4096 };

static struct {
    unsigned long long seed, round;
    unsigned table;
} run;
static struct arena arena;
static struct matcher matcher;

static giji_string one_of(struct dice *dice, const char *const *texts, size_t count)
{
    return giji_slice(texts[random_roll(dice, (unsigned)count)]);
}

/* ---- forms -------------------------------------------------------------------------------- */

/* Forms among which a dump's is chosen: some that are built in, and of towns that are like one of these. */
struct choice {
    struct grammar towns[TOWNS];
    struct grammar *forms[MOST_FORMS];
    size_t count;
    struct sign_table signs, all_count; /* of the forms; of which all finds count */
};

static struct choice choices[TABLES];

static void change_sign(struct dice *dice, struct sign *sign)
{
    switch (random_roll(dice, 8)) {
    case 0:
        sign->weight = -sign->weight;
        break;
    case 1:
        sign->weight *= 0.1 * random_roll(dice, 30);
        break;
    case 2:
        sign->most = 1 + random_roll(dice, 9);
        break;
    case 3:
        sign->pattern.place = PLACE_SOUGHT;
        break;
    default:
        break;
    }
}

static void change_form(struct dice *dice, struct grammar *town)
{
    static const double factors[] = {-1, 0, 0.5, 1, 1, 1, 1.2, 1000};
    static const size_t windows[] = {1, 3, 100, 1000, 5000, 65536};
    town->threshold *= factors[random_roll(dice, sizeof factors / sizeof *factors)];
    if (random_roll(dice, 2))
        town->window = windows[random_roll(dice, sizeof windows / sizeof *windows)];
    town->last ^= random_roll(dice, 4) == 0;
    for (size_t i = 0; i < town->sign_count; i++)
        change_sign(dice, &town->signs[i]);
}

/* A form with signs of its own, like the model or the very same. */
static void make_town(struct dice *dice, const struct grammar *model, struct grammar *town)
{
    struct sign *signs = giji_arena_alloc(&arena, (model->sign_count + 1) * sizeof *signs);
    if (!signs)
        abort();
    if (model->sign_count)
        memcpy(signs, model->signs, model->sign_count * sizeof *signs);
    *town = *model;
    town->signs = signs;
    town->file = giji_slice("town.xml");
    if (random_roll(dice, 3))
        change_form(dice, town);
}

static void add_form(struct dice *dice, struct choice *choice, struct grammar *form)
{
    size_t at = random_roll(dice, (unsigned)choice->count + 1);
    if (!CHECK(choice->count < MOST_FORMS))
        return;
    memmove(choice->forms + at + 1, choice->forms + at,
            (choice->count - at) * sizeof *choice->forms);
    choice->forms[at] = form;
    choice->count++;
}

/* The first choice is among the forms that are built in, the second has none, the third is one among towns only. */
static void open_choice(const giji_context *context, struct dice *dice, size_t index)
{
    struct choice *choice = &choices[index];
    for (size_t i = 0; index != 1 && index != 2 && i < context->grammar_count; i++)
        choice->forms[choice->count++] = context->grammars[i];
    for (size_t i = 0; index > 1 && i < TOWNS; i++) {
        unsigned model = random_roll(dice, (unsigned)context->grammar_count);
        make_town(dice, context->grammars[model], &choice->towns[i]);
        add_form(dice, choice, &choice->towns[i]);
    }
    if (!giji_signs_open(&choice->signs, choice->forms, choice->count) ||
        !giji_signs_open(&choice->all_count, choice->forms, choice->count))
        abort();
    for (size_t i = 0; i < choice->all_count.sign_count; i++)
        choice->all_count.signs[i].most = UINT_MAX;
}

/* ---- dumps -------------------------------------------------------------------------------- */

struct dump {
    giji_string *lines; /* without their ends */
    size_t count, capacity;
};

static struct dump *dumps;
static size_t dump_count, dump_capacity;

static void add_line(struct dump *dump, giji_string line)
{
    giji_string *added =
        giji_arena_push(&arena, &dump->lines, &dump->count, &dump->capacity, sizeof *added);
    if (!added)
        abort();
    *added = line;
}

static void split(struct dump *dump, giji_string text)
{
    for (size_t start = 0, end; start < text.length; start = end + 1) {
        end = giji_slice_find_byte(text, '\n', start);
        add_line(dump, giji_slice_cut(text, start, end));
    }
}

/* ---- what comes first --------------------------------------------------------------------- */

/* What rank puts first; there is none where no form has signs. */
static struct form first_of(const struct forms *forms)
{
    return forms->count ? forms->items[0] : (struct form){0};
}

static bool is_same(const struct form *a, const struct form *b)
{
    return a->grammar == b->grammar && a->fits == b->fits && a->hangs_on == b->hangs_on &&
           !(a->score < b->score || a->score > b->score);
}

static void show(const char *what, const struct form *form)
{
    giji_string id = form->grammar ? form->grammar->id : giji_slice("none");
    fprintf(stderr, "    %s: %.*s, %g, fits: %d, hangs on a line: %d\n", what, (int)id.length,
            id.data, form->score, form->fits, form->hangs_on != NULL);
}

/* ---- prospects ---------------------------------------------------------------------------- */

/* Whether the place lies behind the other. */
static bool is_behind(const struct place *place, const struct place *other)
{
    return place->stretch > other->stretch ||
           (place->stretch == other->stretch && place->at > other->at);
}

/* Whether the sign is expected at the place, or at enough places before. */
static bool is_noted(const struct hearing *hearing, const struct sign_group *group, size_t sign,
                     const struct place *place)
{
    const struct prospects *list = &hearing->prospects[group - hearing->table->groups];
    if (list->enough >> sign & 1 && is_behind(place, &hearing->heard[group->places[sign]].reached))
        return true;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].at == place->at &&
            (list->items[i].found | list->items[i].alive) >> sign & 1)
            return !hearing->heard[group->places[sign]].done;
    return false;
}

static void test_place(const struct hearing *hearing, const struct sign_group *group,
                       giji_string text, const struct place *place)
{
    struct match match;
    for (size_t i = 0; i < group->count; i++) {
        const struct pattern *pattern = group->patterns[i];
        bool noted = is_noted(hearing, group, i, place);
        if (!CHECK(noted || giji_match_at(&matcher, pattern, text, place->at, &match) != MATCH_YES))
            fprintf(stderr, "    seed %llu, round %llu, table %u, byte %zu: %s, line %u\n",
                    run.seed, run.round, run.table, place->at, pattern->file, pattern->line);
    }
}

/* Every place at which a sign matches is one at which it is expected. */
static void test_group(const struct hearing *hearing, const struct sign_group *group,
                       const struct stretch *stretch)
{
    giji_string window = giji_window(hearing->text, group->window);
    size_t end = stretch->end < window.length ? stretch->end : window.length;
    giji_string text = giji_slice_cut(window, 0, end);
    for (size_t at = stretch->start; at < end; giji_next_char(text, &at)) {
        bool line = at == stretch->start || giji_is_line_end(text.data[at - 1]);
        bool pair = at && text.data[at] == '\n' && text.data[at - 1] == '\r';
        if (group->where == PLACE_CHARACTER || (line && !pair))
            test_place(hearing, group, text, &(struct place){stretch, at});
    }
}

static void test_prospects(const struct choice *choice, giji_string text)
{
    struct forms forms;
    giji_forms_open(&forms, &choice->signs, giji_unmarked(text), &matcher);
    const struct hearing *hearing = &forms.hearing;
    giji_signs_narrow(hearing, NULL, choice->signs.sign_count);
    for (size_t i = 0; i < choice->signs.group_count; i++) {
        const struct sign_group *group = &choice->signs.groups[i];
        for (size_t j = 0; giji_is_filtered(group) && j < hearing->stretches.count; j++)
            test_group(hearing, group, &hearing->stretches.items[j]);
        if (group->where == PLACE_TEXT && hearing->text.length)
            test_place(hearing, group, giji_window(hearing->text, group->window),
                       &(struct place){&hearing->whole, 0});
    }
    CHECK(!forms.arena.failed);
    giji_forms_close(&forms);
}

/* ---- finds -------------------------------------------------------------------------------- */

static bool is_same_find(const struct find *a, const struct find *b)
{
    return a->text.data == b->text.data && a->text.length == b->text.length &&
           a->line.data == b->line.data;
}

/* A sign finds what comes first of all that it finds where all counts. */
static void test_sign(const struct heard *heard, const struct heard *all, size_t most)
{
    CHECK(heard->count == (all->count < most ? all->count : most));
    for (size_t i = 0; i < heard->count && i < all->count; i++)
        CHECK(is_same_find(&heard->finds[i], &all->finds[i]));
}

/* The choice's signs, of which only the first few finds count, and those of which all do: they stand in the same places. */
static void test_finds(const struct choice *choice, giji_string text)
{
    struct forms few, all;
    giji_forms_open(&few, &choice->signs, giji_unmarked(text), &matcher);
    giji_forms_open(&all, &choice->all_count, giji_unmarked(text), &matcher);
    giji_signs_hear(&few.hearing, NULL, choice->signs.sign_count);
    giji_signs_hear(&all.hearing, NULL, choice->signs.sign_count);
    for (size_t i = 0; i < choice->signs.sign_count; i++)
        test_sign(&few.hearing.heard[i], &all.hearing.heard[i], choice->signs.signs[i].most);
    CHECK(!few.arena.failed && !all.arena.failed);
    giji_forms_close(&few);
    giji_forms_close(&all);
}

/* ---- one text ----------------------------------------------------------------------------- */

static void test_choice(const struct choice *choice, giji_string text)
{
    struct forms ranked, found;
    giji_forms_open(&ranked, &choice->signs, giji_unmarked(text), &matcher);
    giji_forms_open(&found, &choice->signs, giji_unmarked(text), &matcher);
    giji_forms_rank(&ranked);
    struct form best = first_of(&ranked), first = giji_forms_first(&found);
    if (!CHECK(is_same(&best, &first))) {
        fprintf(stderr, "    seed %llu, round %llu, table %u:\n%.*s\n", run.seed, run.round,
                run.table, (int)text.length, text.data ? text.data : "");
        show("of all", &best);
        show("found", &first);
    }
    CHECK(!ranked.arena.failed && !found.arena.failed);
    giji_forms_close(&ranked);
    giji_forms_close(&found);
    if (run.round % LOOKED_AT_CLOSELY == 0 && text.length <= LONG_TEXT)
        test_prospects(choice, text);
    test_finds(choice, text);
}

/* The text lies in memory of just its size, so that a sanitizer sees a read past its end. */
static void test_exactly(const struct choice *choice, giji_string text)
{
    char *copy = malloc(text.length + !text.length);
    if (!copy)
        abort();
    if (text.length)
        memcpy(copy, text.data, text.length);
    test_choice(choice, giji_slice_of(copy, text.length));
    free(copy);
}

/* ---- texts made at random ----------------------------------------------------------------- */

/* Some of the dump's lines, in their order or in any. */
static void take_lines(struct dice *dice, const struct dump *dump, struct dump *taken)
{
    bool shuffled = random_roll(dice, 4) == 0, whole = random_roll(dice, 3) == 0;
    size_t start = whole ? 0 : random_roll(dice, (unsigned)dump->count + 1);
    for (size_t i = start; i < dump->count; i++) {
        size_t at = shuffled ? random_roll(dice, (unsigned)dump->count) : i;
        unsigned times = whole ? 1 : (20 + random_roll(dice, 25)) / 21;
        for (; times > 0; times--)
            add_line(taken, dump->lines[at]);
    }
}

/* The line behind its first character, where that is no letter. */
static giji_string without_mark(giji_string line)
{
    size_t at = 0;
    giji_string inner = giji_trim(line);
    if (!inner.length)
        return line;
    uint32_t first = giji_next_char(inner, &at);
    return first < 0x3041 || first > 0x9FFF ? giji_slice_cut(inner, at, inner.length) : inner;
}

static void put_line(struct dice *dice, giji_string line, bool flat, struct buffer *text)
{
    static const char *const marks[] = {"○", "◯議長", "\t", "　", "・", "質問\t", "<p>", "（"};
    if (flat)
        line = without_mark(line);
    if (random_roll(dice, 40) == 0)
        giji_buffer_add(text, one_of(dice, marks, sizeof marks / sizeof *marks));
    giji_buffer_add(text, line);
}

static void put_end(struct dice *dice, unsigned style, struct buffer *text)
{
    static const char *const ends[] = {"\n", "\r\n", "\r", "\t", "", "\n\n", "\f\n", "</td><td>"};
    static const unsigned often[] = {0, 0, 0, 0, 1, 2, 3, 4};
    unsigned end = style < 8 ? often[style] : random_roll(dice, 8);
    giji_buffer_add(text, giji_slice(ends[end]));
    if (random_roll(dice, 500) == 0)
        for (int i = 0; i < 400; i++)
            giji_buffer_add(text, one_of(dice, ends, 5 - (style & 1)));
}

static void put_lines(struct dice *dice, const struct dump *taken, struct buffer *text)
{
    unsigned style = random_roll(dice, 10);
    bool flat = random_roll(dice, 6) == 0;
    for (size_t i = 0; i < taken->count; i++) {
        put_line(dice, taken->lines[i], flat, text);
        put_end(dice, style, text);
    }
}

static void put_no_form(struct dice *dice, struct buffer *text)
{
    static const char *const blanks[] = {"", "", "\n", "　", "\t", "\r\n", "\xEF\xBB\xBF"};
    if (random_roll(dice, 2))
        random_text(dice, 500, text);
    else
        for (unsigned left = random_roll(dice, 3) * 200; left > 0; left--)
            giji_buffer_add(text, one_of(dice, blanks, sizeof blanks / sizeof *blanks));
}

static void put_text(struct dice *dice, struct buffer *text)
{
    struct dump taken = {0};
    unsigned parts = 1 + random_roll(dice, 4) / 3 + random_roll(dice, 20) / 19;
    for (; parts > 0; parts--)
        take_lines(dice, &dumps[random_roll(dice, (unsigned)dump_count)], &taken);
    if (random_roll(dice, 16) == 0)
        put_no_form(dice, text);
    else
        put_lines(dice, &taken, text);
}

static void test_random(struct dice *dice)
{
    struct buffer text = {0};
    put_text(dice, &text);
    if (text.failed || arena.failed)
        abort();
    run.table = random_roll(dice, TABLES);
    test_exactly(&choices[run.table], giji_buffer_text(&text));
    giji_buffer_free(&text);
}

/* ---- all ---------------------------------------------------------------------------------- */

static void test_dump(const char *path)
{
    struct source source;
    size_t length = 0;
    char *bytes = giji_file_read(path, &length, NULL);
    struct dump *dump = giji_arena_push(&arena, &dumps, &dump_count, &dump_capacity, sizeof *dump);
    if (!CHECK(bytes) || !dump)
        abort();
    if (giji_source_open(&source, bytes, length, NULL, NULL)) {
        for (run.table = 0; run.table < TABLES; run.table++)
            test_exactly(&choices[run.table], source.text);
        split(dump, giji_arena_copy(&arena, source.text));
    }
    giji_source_close(&source);
    free(bytes);
}

static void test_dumps(const char *folder)
{
    char pattern[LONGEST_PATH];
    glob_t cases;
    snprintf(pattern, sizeof pattern, "%s/*/input.txt", folder);
    if (!CHECK(glob(pattern, 0, NULL, &cases) == 0))
        return;
    for (size_t i = 0; i < cases.gl_pathc; i++)
        test_dump(cases.gl_pathv[i]);
    globfree(&cases);
}

static void test_all(const char *folder, unsigned long long rounds)
{
    giji_context *context = giji_context_new(NULL);
    struct dice dice = {run.seed};
    if (!CHECK(context) || !CHECK(giji_matcher_open(&matcher, &arena)))
        return;
    for (size_t i = 0; i < TABLES; i++)
        open_choice(context, &dice, i);
    test_dumps(folder);
    for (run.round = 1; run.round <= rounds && dump_count; run.round++) {
        dice = (struct dice){run.seed * 1000003 + run.round};
        test_random(&dice);
    }
    for (size_t i = 0; i < TABLES; i++) {
        giji_signs_close(&choices[i].signs);
        giji_signs_close(&choices[i].all_count);
    }
    giji_matcher_close(&matcher);
    giji_context_free(context);
}

int main(int count, char **arguments)
{
    if (count < 2)
        return 2;
    run.seed = count > 2 ? strtoull(arguments[2], NULL, 0) : 1;
    test_all(arguments[1], count > 3 ? strtoull(arguments[3], NULL, 0) : ROUNDS);
    giji_arena_free(&arena);
    xmlCleanupParser();
    return check_result();
}
