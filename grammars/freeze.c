/* Writes the built-in grammars as C, for lib/grammar/frozen.h, when giji is built: freeze OUTPUT.c LIST
 *
 * LIST is a file of paths, a line each, of dumps that are parsed, so that automata have the states that such texts lead
 * to. Which dumps these are is a matter of speed only: what others lead to is made when it is needed. */
#include "freeze.h"

#include "base/buffer.h"
#include "grammar/carry.h"
#include "grammar/lists.h"

#include <giji/giji.h>
#include <inttypes.h>
#include <stdlib.h>

enum { MOST_CODES = 4096, MOST_FORMS = 256, MOST_LISTS = 4096, BUCKETS = 1 << 14 };

/* A text of the pool. */
struct pooled {
    size_t start, length;
    struct pooled *next; /* in its bucket */
};

static struct arena arena;
static struct buffer pool, fields;
static struct pooled *buckets[BUCKETS];
static const struct code *codes[MOST_CODES];
static size_t code_count;
static struct words lists[MOST_LISTS];
static size_t list_count;
static struct frozen_form forms[MOST_FORMS];
static struct grammar *grammars[MOST_FORMS];
static size_t form_count;

void giji_freeze_fail(const char *why)
{
    fprintf(stderr, "freeze: %s\n", why);
    exit(1);
}

/* ---- numbers, texts, codes ------------------------------------------------------------------ */

static size_t write_number(struct carrier *carrier, size_t number)
{
    (void)carrier;
    size_t left = number;
    for (; left > 0x7F; left >>= 7)
        giji_buffer_add_byte(&fields, (char)(left | 0x80));
    giji_buffer_add_byte(&fields, (char)left);
    return number;
}

static size_t bucket_of(giji_string text)
{
    size_t hash = text.length;
    for (size_t i = 0; i < text.length; i++)
        hash = hash * 31 + (unsigned char)text.data[i];
    return hash % BUCKETS;
}

/* Where the text stands in the pool. */
static size_t place_of(giji_string text)
{
    struct pooled **bucket = &buckets[bucket_of(text)];
    for (struct pooled *at = *bucket; at; at = at->next)
        if (giji_slice_equal(giji_slice_of(pool.data + at->start, at->length), text))
            return at->start;
    struct pooled *added = giji_arena_alloc(&arena, sizeof *added);
    if (!added)
        giji_freeze_fail("no memory");
    *added = (struct pooled){pool.length, text.length, *bucket};
    *bucket = added;
    giji_buffer_add(&pool, text);
    giji_buffer_add_byte(&pool, '\0');
    return added->start;
}

static giji_string write_text(struct carrier *carrier, giji_string text)
{
    write_number(carrier, text.length);
    if (text.length)
        write_number(carrier, place_of(text));
    return text;
}

static bool is_same(const struct code *a, const struct code *b)
{
    return a->options == b->options && a->newline == b->newline &&
           giji_slice_equal(a->text, b->text);
}

static struct code *write_code(struct carrier *carrier, struct code *code)
{
    size_t number = 0;
    while (code && number < code_count && !is_same(codes[number], code))
        number++;
    if (number == MOST_CODES)
        giji_freeze_fail("too many patterns");
    if (code && number == code_count)
        codes[code_count++] = code;
    write_number(carrier, code ? number + 1 : 0);
    return code;
}

/* Of words that many patterns and forms have in common only the number stands there. */
static struct words write_words(struct carrier *carrier, const struct words *words, bool looked_up)
{
    size_t number = 0;
    (void)looked_up;
    while (words->count && number < list_count && !giji_are_same_words(&lists[number], words))
        number++;
    if (number == MOST_LISTS)
        giji_freeze_fail("too many lists of words");
    if (words->count && number == list_count)
        lists[list_count++] = *words;
    write_number(carrier, words->count ? number + 1 : 0);
    return *words;
}

size_t giji_freeze_code_number(const struct code *code)
{
    size_t number = 0;
    while (code && !is_same(codes[number], code))
        number++;
    return code ? number + 1 : 0;
}

/* ---- C -------------------------------------------------------------------------------------- */

void giji_freeze_array(FILE *to, const char *type, const char *name, size_t net)
{
    fprintf(to, "\nstatic const %s %s_%zu[] = {", type, name, net);
}

void giji_freeze_item(FILE *to, size_t index, uint64_t item)
{
    fprintf(to, index % 16 ? "%" PRIu64 "u," : "\n    %" PRIu64 "u,", item);
}

void giji_freeze_last(FILE *to)
{
    fprintf(to, "\n    0};\n");
}

static uint64_t number_at(const void *numbers, size_t size, size_t index)
{
    switch (size) {
    case sizeof(uint8_t):
        return ((const uint8_t *)numbers)[index];
    case sizeof(uint16_t):
        return ((const uint16_t *)numbers)[index];
    case sizeof(uint32_t):
        return ((const uint32_t *)numbers)[index];
    default:
        return ((const uint64_t *)numbers)[index];
    }
}

void giji_freeze_numbers(FILE *to, const char *type, const char *name, size_t net,
                         const void *numbers, size_t size, size_t count)
{
    giji_freeze_array(to, type, name, net);
    for (size_t i = 0; i < count; i++)
        giji_freeze_item(to, i, number_at(numbers, size, i));
    giji_freeze_last(to);
}

static void print_bytes(FILE *to, const char *name, giji_string bytes)
{
    fprintf(to, "\nstatic const unsigned char %s[] = {", name);
    for (size_t i = 0; i < bytes.length; i++)
        fprintf(to, i % 24 ? "%u," : "\n    %u,", (unsigned char)bytes.data[i]);
    fprintf(to, "\n    0};\n");
}

static void print_forms(FILE *to)
{
    fprintf(to, "\nstatic const struct frozen_form forms[] = {\n");
    for (size_t i = 0; i < form_count; i++)
        fprintf(to, "    {%uu, %uu},\n", (unsigned)forms[i].name, (unsigned)forms[i].start);
    fprintf(to, "};\n");
}

/* Puts the lists behind the fields of all forms, and prints where they start. */
static void print_lists(FILE *to)
{
    struct carrier carrier = {.number = write_number};
    fprintf(to, "\nstatic const uint32_t lists[] = {\n");
    for (size_t i = 0; i < list_count; i++) {
        fprintf(to, "    %uu,\n", (unsigned)fields.length);
        write_number(&carrier, lists[i].count);
        for (size_t k = 0; k < lists[i].count; k++)
            write_text(&carrier, lists[i].items[k]);
    }
    fprintf(to, "    0};\n");
}

static giji_string compiled_of(const struct code *code)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    const pcre2_code *plain = giji_code_plain((struct code *)code);
    if (!plain || pcre2_serialize_encode(&plain, 1, &bytes, &size, NULL) != 1)
        giji_freeze_fail("PCRE2 does not compile a pattern");
    giji_code_leave((struct code *)code);
    giji_string kept = giji_arena_copy(&arena, giji_slice_of((const char *)bytes, size));
    pcre2_serialize_free(bytes);
    return kept;
}

/* How many bytes all of them begin with. */
static size_t common_head(const giji_string *compiled)
{
    size_t head = code_count ? compiled[0].length : 0;
    for (size_t i = 1; i < code_count; i++) {
        size_t same = 0;
        while (same < head && same < compiled[i].length &&
               compiled[i].data[same] == compiled[0].data[same])
            same++;
        head = same;
    }
    return head;
}

/* Prints the codes, and puts what PCRE2 makes of them into a row; returns the length of their head. */
static size_t print_codes(FILE *to, struct buffer *row)
{
    static giji_string compiled[MOST_CODES];
    for (size_t i = 0; i < code_count; i++)
        compiled[i] = compiled_of(codes[i]);
    size_t head = common_head(compiled);
    if (code_count)
        giji_buffer_add(row, giji_slice_cut(compiled[0], 0, head));
    fprintf(to, "\nstatic const struct frozen_code codes[] = {\n");
    for (size_t i = 0; i < code_count; i++) {
        giji_string rest = giji_slice_cut(compiled[i], head, compiled[i].length);
        fprintf(to, "    {%uu, %uu, %uu, %uu, %uu, %uu},\n", (unsigned)place_of(codes[i]->text),
                (unsigned)codes[i]->text.length, (unsigned)codes[i]->options,
                (unsigned)codes[i]->newline, (unsigned)row->length, (unsigned)rest.length);
        giji_buffer_add(row, rest);
    }
    fprintf(to, "};\n");
    return head;
}

/* ---- all ------------------------------------------------------------------------------------ */

static void print_all(FILE *to, const giji_context *context)
{
    char pcre2[PCRE2_NAME_SIZE];
    struct buffer row = {0};
    fprintf(to, "/* Made by grammars/freeze.c: do not edit. */\n#include "
                "\"grammar/frozen.h\"\n#include \"grammar/sieve.h\"\n");
    print_forms(to);
    print_lists(to);
    size_t head = print_codes(to, &row);
    size_t net_count = giji_freeze_nets(to, context);
    giji_freeze_sieve(to, context->signs.sieve);
    print_bytes(to, "compiled", giji_buffer_text(&row));
    print_bytes(to, "fields", giji_buffer_text(&fields));
    print_bytes(to, "pool", giji_buffer_text(&pool));
    giji_frozen_pcre2(pcre2);
    fprintf(to,
            "\nconst struct frozen giji_frozen = {\n"
            "    .pcre2 = \"%s\",\n    .pool = (const char *)pool,\n    .fields = fields,\n"
            "    .field_count = %zu,\n    .forms = forms,\n    .form_count = %zu,\n"
            "    .lists = lists,\n    .list_count = %zu,\n"
            "    .codes = codes,\n    .code_count = %zu,\n    .compiled = (const char *)compiled,\n"
            "    .nets = nets,\n    .net_count = %zu,\n    .sieve = &sieve,\n    .letters = "
            "{pages, letters},\n"
            "    .head = %zu,\n};\n",
            pcre2, fields.length, form_count, list_count, code_count, net_count, head);
    if (row.failed || pool.failed || fields.failed || arena.failed)
        giji_freeze_fail("no memory");
    giji_buffer_free(&row);
}

/* ---- grammars ------------------------------------------------------------------------------- */

static void show_finding(void *data, const giji_error *finding)
{
    (void)data;
    fprintf(stderr, "%s:%u: %s\n", finding->file, finding->line, finding->message);
}

static void freeze(const char *name, struct grammar *grammar)
{
    struct carrier carrier = {write_number, write_text, write_code, write_words, NULL};
    if (form_count == MOST_FORMS)
        giji_freeze_fail("too many forms");
    forms[form_count++] =
        (struct frozen_form){(uint32_t)place_of(giji_slice(name)), (uint32_t)fields.length};
    giji_carry_sketch(&carrier, grammar);
    giji_carry_rest(&carrier, grammar);
}

/* Writes down the fields of all built-in grammars. */
static void freeze_all(void)
{
    for (size_t i = 0; i < giji_built_in_file_count; i++) {
        const char *name = giji_built_in_files[i].name;
        bool is_library = false;
        struct grammar *grammar = giji_grammar_load_built_in(name, &is_library, show_finding, NULL);
        if (!grammar && !is_library)
            giji_freeze_fail("a built-in grammar is not good");
        if (grammar)
            freeze(name, grammars[form_count] = grammar);
    }
}

/* Has the context's automata read the dumps, of which some may not be there any more. */
static void read_dumps(const giji_context *context, FILE *list)
{
    char path[4096];
    while (fgets(path, sizeof path, list)) {
        path[strcspn(path, "\n")] = '\0';
        giji_document_free(giji_parse_file(context, path, NULL));
    }
}

int main(int count, char **arguments)
{
    FILE *to = count == 3 ? fopen(arguments[1], "w") : NULL;
    FILE *list = count == 3 ? fopen(arguments[2], "r") : NULL;
    giji_context *context = giji_context_new(NULL);
    if (!to || !list || !context)
        giji_freeze_fail("cannot read or write; usage: freeze OUTPUT.c LIST");
    freeze_all();
    read_dumps(context, list);
    fclose(list);
    print_all(to, context);
    for (size_t i = 0; i < form_count; i++)
        giji_grammar_free(grammars[i]);
    giji_context_free(context);
    giji_buffer_free(&pool);
    giji_buffer_free(&fields);
    giji_arena_free(&arena);
    return fclose(to) == 0 ? 0 : 1;
}
