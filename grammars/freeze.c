/* Writes the built-in grammars as C, for lib/grammar/frozen.h, when giji is built: freeze OUTPUT.c */
#include "base/buffer.h"
#include "grammar/carry.h"
#include "grammar/filters.h"
#include "grammar/frozen.h"
#include "grammar/signs.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_CODES = 4096, MOST_FORMS = 256, BUCKETS = 1 << 14 };

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
static struct frozen_form forms[MOST_FORMS];
static size_t form_count;

static void fail(const char *why)
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
        fail("no memory");
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
        fail("too many patterns");
    if (code && number == code_count)
        codes[code_count++] = code;
    write_number(carrier, code ? number + 1 : 0);
    return code;
}

/* ---- C -------------------------------------------------------------------------------------- */

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

static giji_string compiled_of(const struct code *code)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    const pcre2_code *plain = giji_code_plain((struct code *)code);
    if (!plain || pcre2_serialize_encode(&plain, 1, &bytes, &size, NULL) != 1)
        fail("PCRE2 does not compile a pattern");
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

/* ---- nets ----------------------------------------------------------------------------------- */

static struct net *nets[MOST_FORMS + 1];
static size_t net_count;

/* Letters are what the nets tell apart: characters of one letter are of one class in each of them. */
static uint16_t letters[PLANE];
static size_t letter_count = 1;

static size_t number_of(const struct code *code)
{
    size_t number = 0;
    while (code && !is_same(codes[number], code))
        number++;
    return code ? number + 1 : 0;
}

/* Tells characters of one letter apart where the net has them in two classes. */
static void split_letters(const struct net *net)
{
    size_t count = 0;
    uint32_t *numbers = giji_arena_alloc(&arena, letter_count * net->class_count * sizeof *numbers);
    if (!numbers)
        fail("no memory");
    for (uint32_t i = 0; i < PLANE; i++) {
        uint32_t *number = &numbers[letters[i] * net->class_count + giji_net_class(net, i)];
        if (!*number)
            *number = (uint32_t)++count;
        letters[i] = (uint16_t)(*number - 1);
    }
    letter_count = count;
}

static void take_net(struct net *net)
{
    if (!giji_net_ready(net))
        fail("no memory");
    split_letters(net);
    nets[net_count++] = net;
}

static void begin_array(FILE *to, const char *type, const char *name, size_t net)
{
    fprintf(to, "\nstatic const %s %s_%zu[] = {", type, name, net);
}

static void print_number(FILE *to, size_t index, size_t number)
{
    fprintf(to, index % 16 ? "%zu," : "\n    %zu,", number);
}

static void print_shorts(FILE *to, const char *name, size_t net, const uint16_t *numbers,
                         size_t count)
{
    begin_array(to, "uint16_t", name, net);
    for (size_t i = 0; i < count; i++)
        print_number(to, i, numbers[i]);
    fprintf(to, "\n    0};\n");
}

static void print_longs(FILE *to, const char *name, size_t net, const uint32_t *numbers,
                        size_t count)
{
    begin_array(to, "uint32_t", name, net);
    for (size_t i = 0; i < count; i++)
        print_number(to, i, numbers[i]);
    fprintf(to, "\n    0};\n");
}

static void print_classes(FILE *to, size_t number)
{
    static uint16_t classes[PLANE];
    for (uint32_t i = 0; i < PLANE; i++)
        classes[letters[i]] = (uint16_t)giji_net_class(nets[number], i);
    print_shorts(to, "classes", number, classes, letter_count);
}

static void print_members(FILE *to, size_t number)
{
    const struct net *net = nets[number];
    begin_array(to, "unsigned char", "members", number);
    for (size_t i = 0; i < net->class_count * net->member_width; i++)
        print_number(to, i, net->members[i]);
    fprintf(to, "\n    0};\n");
}

static void print_nodes(FILE *to, size_t number)
{
    const struct net *net = nets[number];
    begin_array(to, "struct node", "nodes", number);
    for (size_t i = 0; i < net->node_count; i++) {
        const struct node *node = &net->nodes[i];
        fprintf(to, "\n    {%u, %u, %u, %u, {%u}},", node->kind, node->ticks, node->pattern,
                node->next, node->other);
    }
    fprintf(to, "\n    {0}};\n");
}

/* The arrays of a net. */
static void print_net(FILE *to, size_t number)
{
    const struct net *net = nets[number];
    begin_array(to, "uint16_t", "patterns", number);
    for (size_t i = 0; i < net->pattern_count; i++)
        print_number(to, i, number_of(net->patterns[i]->code));
    fprintf(to, "\n    0};\n");
    print_longs(to, "starts", number, net->starts, net->pattern_count);
    print_nodes(to, number);
    print_classes(to, number);
    print_longs(to, "borders", number, net->borders, net->border_count);
    print_shorts(to, "border_classes", number, net->border_classes, net->border_count);
    print_members(to, number);
}

static void print_net_table(FILE *to)
{
    fprintf(to, "\nstatic const struct frozen_net nets[] = {\n");
    for (size_t i = 0; i < net_count; i++)
        fprintf(to,
                "    {patterns_%zu, %zu, starts_%zu, nodes_%zu, %zu, classes_%zu, borders_%zu,\n"
                "     border_classes_%zu, %zu, %zu, members_%zu, %zu},\n",
                i, nets[i]->pattern_count, i, i, nets[i]->node_count, i, i, i,
                nets[i]->border_count, nets[i]->class_count, i, nets[i]->member_width);
    fprintf(to, "};\n");
}

static void print_letters(FILE *to)
{
    static uint16_t pages[LETTER_PAGES];
    size_t count = giji_fold_pages(letters, pages);
    fprintf(to, "\nstatic const uint16_t pages[] = {");
    for (size_t i = 0; i < LETTER_PAGES; i++)
        print_number(to, i, pages[i]);
    fprintf(to, "};\n\nstatic const uint16_t letters[] = {");
    for (size_t i = 0; i < count; i++)
        print_number(to, i, letters[i]);
    fprintf(to, "};\n");
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp((*(struct grammar *const *)a)->id.data, (*(struct grammar *const *)b)->id.data);
}

/* A context has the forms in the order of their ids. */
static void print_nets(FILE *to, struct grammar **grammars, size_t count)
{
    struct sign_table signs;
    qsort(grammars, count, sizeof *grammars, compare_ids);
    if (!giji_signs_open(&signs, grammars, count))
        fail("no memory");
    take_net(signs.net);
    for (size_t i = 0; i < count; i++)
        take_net(grammars[i]->filters->net);
    for (size_t i = 0; i < net_count; i++)
        print_net(to, i);
    print_net_table(to);
    print_letters(to);
    giji_signs_close(&signs);
}

/* ---- all ------------------------------------------------------------------------------------ */

static void print_all(FILE *to, struct grammar **grammars)
{
    char pcre2[PCRE2_NAME_SIZE];
    struct buffer row = {0};
    fprintf(to, "/* Made by grammars/freeze.c: do not edit. */\n#include \"grammar/frozen.h\"\n");
    print_forms(to);
    size_t head = print_codes(to, &row);
    print_nets(to, grammars, form_count);
    print_bytes(to, "compiled", giji_buffer_text(&row));
    print_bytes(to, "fields", giji_buffer_text(&fields));
    print_bytes(to, "pool", giji_buffer_text(&pool));
    giji_frozen_pcre2(pcre2);
    fprintf(
        to,
        "\nconst struct frozen giji_frozen = {\n"
        "    .pcre2 = \"%s\",\n    .pool = (const char *)pool,\n    .fields = fields,\n"
        "    .field_count = %zu,\n    .forms = forms,\n    .form_count = %zu,\n"
        "    .codes = codes,\n    .code_count = %zu,\n    .compiled = (const char *)compiled,\n"
        "    .nets = nets,\n    .net_count = %zu,\n    .letters = {pages, letters},\n"
        "    .letter_count = %zu,\n    .head = %zu,\n};\n",
        pcre2, fields.length, form_count, code_count, net_count, letter_count, head);
    if (row.failed || pool.failed || fields.failed || arena.failed)
        fail("no memory");
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
    struct carrier carrier = {write_number, write_text, write_code, NULL};
    if (form_count == MOST_FORMS)
        fail("too many forms");
    forms[form_count++] =
        (struct frozen_form){(uint32_t)place_of(giji_slice(name)), (uint32_t)fields.length};
    giji_carry_sketch(&carrier, grammar);
    giji_carry_rest(&carrier, grammar);
}

int main(int count, char **arguments)
{
    static struct grammar *grammars[MOST_FORMS];
    FILE *to = count == 2 ? fopen(arguments[1], "w") : NULL;
    if (!to)
        fail("cannot write; usage: freeze OUTPUT.c");
    for (size_t i = 0; i < giji_built_in_file_count; i++) {
        const char *name = giji_built_in_files[i].name;
        bool is_library = false;
        struct grammar *grammar = giji_grammar_load_built_in(name, &is_library, show_finding, NULL);
        if (!grammar && !is_library)
            fail("a built-in grammar is not good");
        if (grammar)
            freeze(name, grammars[form_count] = grammar);
    }
    print_all(to, grammars);
    for (size_t i = 0; i < form_count; i++)
        giji_grammar_free(grammars[i]);
    giji_buffer_free(&pool);
    giji_buffer_free(&fields);
    giji_arena_free(&arena);
    return fclose(to) == 0 ? 0 : 1;
}
