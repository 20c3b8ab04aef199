/* Frozen grammars are what their files say: every built-in form, read from its files and thawed, holds the same. */
#include "check.h"

#include "base/buffer.h"
#include "grammar/carry.h"
#include "grammar/filters.h"
#include "grammar/frozen.h"
#include "grammar/load.h"
#include "grammar/sieve.h"
#include "grammar/thaw.h"

#include <libxml/parser.h>
#include <stdlib.h>

enum { MOST_FORMS = 64 };

/* ---- a grammar as text ---------------------------------------------------------------------- */

struct teller {
    struct carrier carrier; /* the first member */
    struct buffer told;
};

static size_t tell_number(struct carrier *carrier, size_t number)
{
    giji_buffer_print(&((struct teller *)carrier)->told, "%zu\n", number);
    return number;
}

static giji_string tell_text(struct carrier *carrier, giji_string text)
{
    struct buffer *told = &((struct teller *)carrier)->told;
    if (text.length)
        CHECK(text.data[text.length] == '\0');
    giji_buffer_add(told, text);
    giji_buffer_add_byte(told, '\n');
    return text;
}

static struct code *tell_code(struct carrier *carrier, struct code *code)
{
    struct buffer *told = &((struct teller *)carrier)->told;
    if (code) {
        giji_buffer_print(told, "%u %u ", (unsigned)code->options, (unsigned)code->newline);
        giji_buffer_add(told, code->text);
    }
    return code;
}

static struct words tell_words(struct carrier *carrier, const struct words *words, bool looked_up)
{
    tell_number(carrier, words->count);
    for (size_t i = 0; i < words->count; i++)
        tell_text(carrier, words->items[i]);
    CHECK(!looked_up || words->order);
    return *words;
}

static void tell(struct teller *teller, struct grammar *grammar)
{
    *teller = (struct teller){.carrier = {tell_number, tell_text, tell_code, tell_words, NULL}};
    giji_carry_sketch(&teller->carrier, grammar);
    giji_carry_rest(&teller->carrier, grammar);
    CHECK(!teller->told.failed);
}

/* ---- forms ---------------------------------------------------------------------------------- */

static void test_same(struct grammar *read, struct grammar *thawed)
{
    struct teller a, b;
    tell(&a, read);
    tell(&b, thawed);
    CHECK(giji_slice_equal(giji_buffer_text(&a.told), giji_buffer_text(&b.told)));
    giji_buffer_free(&a.told);
    giji_buffer_free(&b.told);
}

static bool is_same_node(const struct node *a, const struct node *b)
{
    return a->kind == b->kind && a->pattern == b->pattern && a->next == b->next &&
           a->other == b->other;
}

static void test_net(struct net *made, struct net *frozen)
{
    CHECK(!giji_frozen_net(made) && giji_frozen_net(frozen));
    if (!CHECK(giji_net_ready(made) && giji_net_ready(frozen)) ||
        !CHECK(made->node_count == frozen->node_count && made->class_count == frozen->class_count))
        return;
    CHECK(memcmp(made->starts, frozen->starts, made->pattern_count * sizeof *made->starts) == 0);
    for (uint32_t character = 0; character < PLANE; character++)
        CHECK(giji_net_class(made, character) == giji_net_class(frozen, character));
    for (size_t i = 0; i < made->node_count; i++)
        CHECK(is_same_node(&made->nodes[i], &frozen->nodes[i]));
    if (CHECK(made->member_width == frozen->member_width))
        CHECK(memcmp(made->members, frozen->members, made->class_count * made->member_width) == 0);
    for (uint32_t character = PLANE; character < PLANE + 0x100; character++)
        CHECK(giji_net_far_class(made, character) == giji_net_far_class(frozen, character));
}

/* Texts as a grammar's automata read them, and others: the lines of all grammars' files. */
static void compare_readings(struct automaton *made, struct automaton *frozen)
{
    for (size_t i = 0; i < giji_built_in_file_count; i++) {
        const struct built_in_file *file = &giji_built_in_files[i];
        giji_string text = giji_slice_of(file->data, file->length);
        for (size_t at = 0, end; at < text.length; at = end + 1) {
            end = giji_slice_find_byte(text, '\n', at);
            struct reading a = giji_automaton_read(made, giji_slice_cut(text, at, end));
            struct reading b = giji_automaton_read(frozen, giji_slice_cut(text, at, end));
            CHECK(a.found == b.found && a.alive == b.alive && a.unread == b.unread);
        }
    }
}

/* What is frozen leads where what is made does. Returns how many automata that can be used are not frozen. */
static size_t test_automata(const struct net *made, const struct net *frozen)
{
    struct automaton *a = made->automata, *b = frozen->automata;
    size_t unfrozen = 0;
    CHECK(made->automaton_count == frozen->automaton_count);
    for (; a && b; a = a->before, b = b->before) {
        compare_readings(a, b);
        CHECK(!giji_frozen_automaton(a) && a->good == b->good);
        unfrozen += b->good && !b->frozen_count;
    }
    return unfrozen;
}

/* All forms, for what they have in common. */
static struct {
    struct grammar *sketches[MOST_FORMS], *read[MOST_FORMS];
    size_t count;
} forms;
static struct thawed thawed;

static bool test_form(void *data, struct grammar *sketch)
{
    (void)data;
    struct grammar *whole = giji_thaw(&thawed, sketch);
    struct grammar *read = giji_grammar_load_built_in(sketch->sketch_of, NULL, NULL, NULL);
    if (CHECK(whole && read)) {
        CHECK(sketch->sign_count == read->sign_count && !whole->sketch_of);
        test_same(read, whole);
        test_net(read->filters->net, whole->filters->net);
        CHECK(test_automata(read->filters->net, whole->filters->net) == 0);
    }
    giji_grammar_free(whole);
    if (!CHECK(forms.count + 1 < MOST_FORMS))
        return false;
    forms.sketches[forms.count] = sketch;
    forms.read[forms.count++] = read;
    return true;
}

static void test_sieve(struct sieve *made, struct sieve *frozen)
{
    CHECK(giji_sieve_ready(made) && giji_sieve_ready(frozen));
    CHECK(memcmp(made->kinds, frozen->kinds, sizeof *made->kinds) == 0);
    CHECK(memcmp(made->visible, frozen->visible, made->net->class_count) == 0);
    for (size_t i = 0; i < made->group_count; i++) {
        const struct mesh *a = &made->meshes[i], *b = &frozen->meshes[i];
        CHECK(memcmp(a->signs, b->signs, sizeof a->signs) == 0 && !a->heads == !b->heads);
        if (a->heads && b->heads)
            CHECK(memcmp(a->heads, b->heads, made->net->class_count * sizeof *a->heads) == 0);
    }
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp((*(struct grammar *const *)a)->id.data, (*(struct grammar *const *)b)->id.data);
}

/* The signs of the forms; all of what is made of them is frozen, or not all. */
static void test_table(struct grammar **read, struct grammar **sketches, size_t count, bool all)
{
    struct sign_table made, frozen;
    if (CHECK(giji_signs_open(&made, read, count) && giji_signs_open(&frozen, sketches, count))) {
        test_net(made.net, frozen.net);
        CHECK((test_automata(made.net, frozen.net) == 0) == all);
        test_sieve(made.sieve, frozen.sieve);
        CHECK((frozen.sieve->kinds == giji_frozen.sieve->kinds) == all);
        CHECK(made.sieve->kinds != giji_frozen.sieve->kinds);
    }
    giji_signs_close(&made);
    giji_signs_close(&frozen);
}

/* A form that looks farther for two signs that another one has, too. */
static struct grammar look_farther(const struct grammar *form)
{
    struct grammar farther = *form;
    for (size_t i = 0; i + 1 < form->sign_count; i++)
        if (giji_slice_is(form->signs[i].id, "columns"))
            farther.signs = &form->signs[i];
    farther.sign_count = 2;
    farther.window *= 2;
    return farther;
}

/* With one more form, some signs are grouped otherwise: the net stays as it is, its automata do not. */
static void test_regrouped(size_t form)
{
    struct grammar read = look_farther(forms.read[form]);
    struct grammar sketch = look_farther(forms.sketches[form]);
    forms.read[forms.count] = &read;
    forms.sketches[forms.count] = &sketch;
    test_table(forms.read, forms.sketches, forms.count + 1, false);
}

static void test_signs(void)
{
    qsort(forms.read, forms.count, sizeof *forms.read, compare_ids);
    qsort(forms.sketches, forms.count, sizeof *forms.sketches, compare_ids);
    test_table(forms.read, forms.sketches, forms.count, true);
    for (size_t i = 0; i < forms.count; i++)
        if (giji_slice_is(forms.read[i]->id, "council-qa"))
            test_regrouped(i);
    for (size_t i = 0; i < forms.count; i++) {
        giji_grammar_free(forms.read[i]);
        giji_grammar_free(forms.sketches[i]);
    }
}

/* Another PCRE2 compiles the texts itself. */
static void test_code(struct code *code)
{
    giji_string compiled = code->compiled;
    const pcre2_code *unpacked = giji_code_plain(code);
    struct code anew;
    struct codes codes;
    CHECK(compiled.length > 0 && unpacked && giji_codes_open(&codes));
    giji_code_init(&anew, &codes, code->text, code->options, code->newline);
    const pcre2_code *made = giji_code_plain(&anew);
    size_t sizes[2] = {0};
    pcre2_pattern_info(unpacked, PCRE2_INFO_SIZE, &sizes[0]);
    pcre2_pattern_info(made, PCRE2_INFO_SIZE, &sizes[1]);
    CHECK(made && sizes[0] == sizes[1]);
    giji_code_leave(code);
    giji_code_leave(&anew);
    giji_codes_close(&codes);
}

int main(void)
{
    CHECK(giji_thaw_sketches(&thawed, test_form, NULL) && forms.count > 0);
    test_signs();
    for (size_t i = 0; i < giji_frozen.code_count; i++)
        test_code(&thawed.codes[i]);
    giji_thawed_close(&thawed);
    xmlCleanupParser();
    return check_result();
}
