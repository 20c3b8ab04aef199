#include "grammar/detect.h"

#include "text/tags.h"
#include "text/unicode.h"

#include <stdlib.h>

/* A sign that ends in white space would be found, or not, by how many blank lines end the dump. */
static giji_string without_blank_end(giji_string text)
{
    giji_string inner = giji_trim(text);
    return giji_slice_cut(text, 0, (size_t)(inner.data - text.data) + inner.length);
}

void giji_forms_open(struct forms *forms, const struct sign_table *table, giji_string text,
                     struct matcher *matcher)
{
    *forms = (struct forms){.table = table, .text = without_blank_end(text)};
    forms->hearing =
        (struct hearing){.table = table,
                         .text = giji_untag(&forms->arena, giji_window(forms->text, table->window)),
                         .origin = forms->text.data,
                         .matcher = matcher,
                         .arena = &forms->arena};
    giji_hearing_open(&forms->hearing);
}

void giji_forms_close(struct forms *forms)
{
    giji_arena_free(&forms->arena);
    *forms = (struct forms){0};
}

struct finds giji_form_finds(const struct forms *forms, const struct form *form, size_t index)
{
    const struct grammar *grammar = form->grammar;
    const struct heard *heard = &forms->hearing.heard[form->signs->places[index]];
    struct finds finds = {heard->finds, 0, heard->limited};
    while (finds.count < heard->count && finds.count < grammar->signs[index].most) {
        giji_string text = heard->finds[finds.count].text;
        if ((size_t)(text.data + text.length - forms->text.data) > grammar->window)
            break;
        finds.count++;
    }
    return finds;
}

/* What a find adds to a form's score, and on which line. */
struct share {
    const char *line;
    double weight;
};

static int compare_lines(const void *a, const void *b)
{
    uintptr_t first = (uintptr_t)((const struct share *)a)->line;
    uintptr_t second = (uintptr_t)((const struct share *)b)->line;
    return (first > second) - (first < second);
}

static void weigh(const struct forms *forms, struct form *form, struct share *shares, size_t *count)
{
    for (size_t i = 0; i < form->grammar->sign_count; i++) {
        double weight = form->grammar->signs[i].weight;
        struct finds finds = giji_form_finds(forms, form, i);
        form->score += weight * (double)finds.count;
        for (size_t j = 0; j < finds.count && weight > 0; j++)
            shares[(*count)++] = (struct share){giji_find_line(&finds.items[j]), weight};
    }
}

/* The line that says the most for a form, and how much. */
static struct share strongest_of(struct share *shares, size_t count)
{
    struct share strongest = {NULL, 0}, line = {NULL, 0};
    qsort(shares, count, sizeof *shares, compare_lines);
    for (size_t i = 0; i < count; i++) {
        line.weight = shares[i].weight + (shares[i].line == line.line ? line.weight : 0);
        line.line = shares[i].line;
        if (line.weight > strongest.weight)
            strongest = line;
    }
    return strongest;
}

static size_t count_finds(const struct forms *forms, const struct form *form)
{
    size_t count = 0;
    for (size_t i = 0; i < form->grammar->sign_count; i++)
        count += giji_form_finds(forms, form, i).count;
    return count;
}

static struct form score(struct forms *forms, const struct form_signs *signs)
{
    struct form form = {.grammar = signs->grammar, .signs = signs};
    size_t count = 0;
    if (!forms->arena.failed)
        giji_signs_hear(&forms->hearing, signs->places, signs->grammar->sign_count);
    if (forms->arena.failed)
        return form;
    struct share *shares =
        giji_arena_alloc(&forms->arena, (count_finds(forms, &form) + 1) * sizeof *shares);
    if (!shares)
        return form;
    weigh(forms, &form, shares, &count);
    struct share strongest = strongest_of(shares, count);
    double threshold = form.grammar->threshold;
    bool reached = count > 0 && form.score >= threshold;
    if (reached && form.score - strongest.weight <= threshold / 2)
        form.hangs_on = strongest.line;
    form.fits = reached && !form.hangs_on;
    return form;
}

struct form giji_form_score(struct forms *forms, const struct grammar *grammar)
{
    for (size_t i = 0; i < forms->table->form_count && !forms->arena.failed; i++)
        if (forms->table->forms[i].grammar == grammar)
            return score(forms, &forms->table->forms[i]);
    return (struct form){.grammar = grammar};
}

static bool is_built_in(const struct grammar *grammar)
{
    return giji_slice_is(grammar->file, "built in");
}

static bool comes_before(const struct form *a, const struct form *b)
{
    if (a->fits != b->fits)
        return a->fits;
    if (a->fits && a->grammar->last != b->grammar->last)
        return b->grammar->last;
    if (a->score > b->score || a->score < b->score)
        return a->score > b->score;
    return !is_built_in(a->grammar) && is_built_in(b->grammar);
}

static void insert(struct forms *forms, const struct form *form)
{
    struct form *last = giji_arena_push(&forms->arena, &forms->items, &forms->count,
                                        &forms->capacity, sizeof *last);
    if (!last)
        return;
    for (; last > forms->items && comes_before(form, last - 1); last--)
        *last = last[-1];
    *last = *form;
}

void giji_forms_rank(struct forms *forms)
{
    if (!forms->arena.failed)
        giji_signs_hear(&forms->hearing, NULL, forms->table->sign_count);
    for (size_t i = 0; i < forms->table->form_count && !forms->arena.failed; i++) {
        struct form form = score(forms, &forms->table->forms[i]);
        insert(forms, &form);
    }
}

/* ---- the first ------------------------------------------------------------------------- */

/* A form as it would be if all its signs were found where they may be, and none of those that speak against it. */
static struct form expect(const struct forms *forms, const struct form_signs *signs)
{
    const double rounding = 1e-6;
    struct form form = {.grammar = signs->grammar, .signs = signs, .score = rounding};
    for (size_t i = 0; i < signs->grammar->sign_count; i++) {
        const struct sign *sign = &signs->grammar->signs[i];
        size_t likely = forms->hearing.heard[signs->places[i]].likely;
        size_t most = likely < sign->most ? likely : sign->most;
        form.score += sign->weight > 0 ? sign->weight * (double)most : 0;
    }
    form.fits = form.score >= form.grammar->threshold;
    return form;
}

/* What is expected of a form. */
struct expected {
    struct form form; /* without signs once it has been scored */
    bool narrowed;
};

/* The first of the forms that have not been scored, as they are expected to be; NULL where all have been. */
static struct expected *first_expected(struct expected *expected, size_t count)
{
    struct expected *first = NULL;
    for (size_t i = 0; i < count; i++)
        if (expected[i].form.signs && (!first || comes_before(&expected[i].form, &first->form)))
            first = &expected[i];
    return first;
}

/* Expects no more of the form than the whole text allows. */
static void narrow(const struct forms *forms, struct expected *expected)
{
    const struct form_signs *signs = expected->form.signs;
    giji_signs_narrow(&forms->hearing, signs->places, signs->grammar->sign_count);
    *expected = (struct expected){expect(forms, signs), true};
}

/* Whether the form is the first so far: of two that are equal, the one that came first is. */
static bool is_first(const struct form *form, const struct form *so_far)
{
    if (!so_far->grammar || comes_before(form, so_far))
        return true;
    return !comes_before(so_far, form) && form->signs < so_far->signs;
}

static struct expected *expect_all(struct forms *forms)
{
    size_t count = forms->table->form_count;
    struct expected *expected = giji_arena_alloc(&forms->arena, (count + 1) * sizeof *expected);
    for (size_t i = 0; i < count && !forms->arena.failed; i++)
        expected[i].form = expect(forms, &forms->table->forms[i]);
    return expected;
}

struct form giji_forms_first(struct forms *forms)
{
    struct form first = {0};
    struct expected *expected = expect_all(forms);
    while (!forms->arena.failed) {
        struct expected *next = first_expected(expected, forms->table->form_count);
        if (!next || (first.grammar && comes_before(&first, &next->form)))
            break;
        if (!next->narrowed) {
            narrow(forms, next);
            continue;
        }
        struct form form = score(forms, next->form.signs);
        if (is_first(&form, &first))
            first = form;
        next->form.signs = NULL;
    }
    return first;
}

const struct grammar *giji_fallback(struct grammar *const *grammars, size_t count)
{
    const struct grammar *found = NULL;
    for (size_t i = 0; i < count; i++)
        if (grammars[i]->sign_count == 0 && (!found || is_built_in(grammars[i])))
            found = grammars[i];
    return found;
}
