#include "random_patterns.h"

#include "text/unicode.h"

#define COUNT(items) (sizeof(items) / sizeof *(items))

enum { DEEPEST = 4, MOST_NAMES = 1000 };

/* A piece of a pattern, and a text that it matches. */
struct piece {
    const char *pattern, *sample;
};

static const struct piece characters[] = {
    {"a", "a"},    {"a", "a"},    {"b", "b"},    {"b", "b"},    {"c", "c"},   {"あ", "あ"},
    {"議", "議"},  {"議", "議"},  {"。", "。"},  {"、", "、"},  {"（", "（"}, {"　", "　"},
    {"𠮟", "𠮟"},  {"\\ ", " "},  {"\\(", "("},  {"\\)", ")"},  {"\\[", "["}, {"]", "]"},
    {"}", "}"},    {"\\{", "{"},  {"{", "{"},    {"-", "-"},    {"\\#", "#"}, {"\\\\", "\\"},
    {"\\n", "\n"}, {"\\n", "\n"}, {"\\r", "\r"}, {"\\t", "\t"}, {"\\^", "^"}, {",", ","}};

static const struct piece sets[] = {{".", "b"},
                                    {".", "議"},
                                    {"\\s", " "},
                                    {"\\s", "\n"},
                                    {"\\s", "　"},
                                    {"\\S", "あ"},
                                    {"\\h", "　"},
                                    {"\\h", "\t"},
                                    {"\\H", "\n"},
                                    {"\\v", "\r"},
                                    {"\\V", "a"},
                                    {"\\d", "1"},
                                    {"\\D", "a"},
                                    {"\\w", "議"},
                                    {"\\W", "、"},
                                    {"\\R", "\r\n"},
                                    {"\\R", "\n"},
                                    {"\\N", "a"},
                                    {"\\p{Han}", "議"},
                                    {"\\P{Han}", "あ"},
                                    {"\\p{^L}", "。"},
                                    {"[ab]", "b"},
                                    {"[^ab]", "議"},
                                    {"[a-c]", "c"},
                                    {"[]a]", "]"},
                                    {"[^]a]", "b"},
                                    {"[あ-ん]", "あ"},
                                    {"[^あ-ん]", "議"},
                                    {"[ #]", " "},
                                    {"[\\s\\d]", "　"},
                                    {"[^\\s\\d]", "a"},
                                    {"[^\\n\\r]", "。"},
                                    {"[\\h、。]", "。"},
                                    {"[^\\h、。]", "\n"},
                                    {"[a\\-c]", "-"},
                                    {"[-a]", "-"},
                                    {"[a-]", "-"},
                                    {"[\\s-a]", "-"},
                                    {"[a-b-c]", "c"},
                                    {"[+--]", ","},
                                    {"[\\]\\[]", "["},
                                    {"[[]", "["},
                                    {"[^\\S\\n]", "　"},
                                    {"[\\^a]", "^"},
                                    {"[𠀀-𠮟]", "𠮟"},
                                    {"[^𠀀-𠮟]", "a"},
                                    {"[^\\W]", "あ"},
                                    {"[議。-あ]", "、"},
                                    {"[[:alpha:]]", "a"},
                                    {"[^[:space:]]", "議"},
                                    {"\\x{3042}", "あ"},
                                    {"\\x61", "a"},
                                    {"\\N{U+3042}", "あ"},
                                    {"\\Qa.b\\E", "a.b"},
                                    {"\\X", "議"},
                                    {"[[:]", ":"}};

/* What matches no character. */
static const char *const places[] = {"^",     "^",   "$",    "$",       "\\A",    "\\Z",  "\\z",
                                     "\\b",   "\\B", "\\K",  "\\G",     "(?m)",   "(?m)", "(?s)",
                                     "(?ms)", "(?)", "(?i)", "[[:<:]]", "[[:>:]]"};

static const char *const groups[] = {"(",    "(?:",   "(?:",   "(?:",      "(?|",   "(?>",
                                     "(?m:", "(?s:",  "(?sm:", "(?<N>",    "(?'N'", "(?P<N>",
                                     "(?i:", "(?-m:", "(?x:",  "(*atomic:"};

static const char *const looks[] = {"(?=", "(?=", "(?=", "(?!", "(?<=", "(?<!", "(?*", "(?<*"};

/* What refers to a group, to all, or changes how a match is looked for. */
static const char *const references[] = {"\\1",   "\\2",     "\\g{1}",      "\\g{-1}",   "(?1)?",
                                         "(?R)?", "\\k<n1>", "(?P=n1)",     "(?(1)a|b)", "(*PRUNE)",
                                         "(?#a)", "(?&n1)?", "(?(?=a)a|b)", "(*ACCEPT)"};

static const char *const layouts[] = {" ", "\n  ", " # a|(b\n", "\t", " #\n #[\n "};

/* A quantifier, and how often it may have a piece. */
static const struct {
    const char *text;
    unsigned least, most;
} quantifiers[] = {{"*", 0, 3},       {"*", 0, 1},       {"+", 1, 3},       {"+", 1, 7},
                   {"?", 0, 1},       {"?", 0, 1},       {"{2}", 2, 2},     {"{1,2}", 1, 2},
                   {"{0,3}", 0, 3},   {"{2,}", 2, 4},    {"{4}", 4, 4},     {"{5}", 5, 5},
                   {"{5,6}", 5, 6},   {"{4,5}", 4, 5},   {"{3,4}", 3, 4},   {"{7,}", 7, 8},
                   {"{0}", 0, 0},     {"{0,1}", 0, 1},   {"{1}", 1, 1},     {"{6,8}", 6, 8},
                   {"{,2}", 0, 2},    {"{0,12}", 0, 12}, {"{9,20}", 9, 20}, {"{16}", 16, 16},
                   {"{3,17}", 3, 17}, {"{ 2 }", 2, 2},   {"{2, 3}", 2, 3}};

struct maker {
    struct dice *dice;
    struct buffer *pattern, *sample;
    unsigned names;
};

unsigned random_roll(struct dice *dice, unsigned sides)
{
    uint64_t z = dice->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (unsigned)((z ^ z >> 31) >> 8) % sides;
}

/* ---- texts -------------------------------------------------------------------------------- */

static void add_character(struct dice *dice, struct buffer *text)
{
    static const char *const others[] = {"い", "ん", "1", "２", "\r\n", "「", "」", "\f", ":", "_"};
    if (random_roll(dice, 4))
        giji_buffer_add(text, giji_slice(characters[random_roll(dice, COUNT(characters))].sample));
    else
        giji_buffer_add(text, giji_slice(others[random_roll(dice, COUNT(others))]));
}

void random_text(struct dice *dice, unsigned most, struct buffer *text)
{
    for (unsigned left = random_roll(dice, most + 1); left > 0; left--)
        add_character(dice, text);
}

void random_variant(struct dice *dice, giji_string text, struct buffer *variant)
{
    for (size_t at = 0, start = 0; at < text.length; start = at) {
        giji_next_char(text, &at);
        giji_string character = giji_slice_cut(text, start, at);
        unsigned change = random_roll(dice, 20);
        if (change > 0)
            giji_buffer_add(variant, character);
        if (change == 1)
            giji_buffer_add(variant, character);
        if (change == 2)
            add_character(dice, variant);
    }
}

/* ---- patterns ----------------------------------------------------------------------------- */

static void put(struct maker *maker, const char *pattern)
{
    giji_buffer_add(maker->pattern, giji_slice(pattern));
}

static void put_layout(struct maker *maker)
{
    if (random_roll(maker->dice, 12) == 0)
        put(maker, layouts[random_roll(maker->dice, COUNT(layouts))]);
}

static void put_piece(struct maker *maker, const struct piece *pieces, size_t count)
{
    const struct piece *piece = &pieces[random_roll(maker->dice, (unsigned)count)];
    put(maker, piece->pattern);
    giji_buffer_add(maker->sample, giji_slice(piece->sample));
}

/* Puts what is in the sample from `start` on there `times` times. */
static void repeat_sample(struct buffer *sample, size_t start, unsigned times)
{
    size_t length = sample->length - start;
    if (length > 60 && times > 1)
        times = 1;
    for (unsigned i = 1; length && i < times && giji_buffer_reserve(sample, length); i++)
        giji_buffer_add(sample, giji_slice_of(sample->data + start, length));
    if (times == 0)
        sample->length = start;
}

static void put_quantifier(struct maker *maker, size_t start)
{
    static const char *const ends[] = {"", "", "", "?", "+"};
    struct dice *dice = maker->dice;
    unsigned which = random_roll(dice, COUNT(quantifiers));
    unsigned least = quantifiers[which].least, most = quantifiers[which].most;
    put_layout(maker);
    put(maker, quantifiers[which].text);
    put_layout(maker);
    put(maker, ends[random_roll(dice, COUNT(ends))]);
    repeat_sample(maker->sample, start, least + random_roll(dice, most - least + 1));
}

static void put_choice(struct maker *maker, unsigned depth);

/* "N" in what opens a group is a name of its own. */
static void put_opening(struct maker *maker, const char *opening)
{
    for (; *opening; opening++)
        if (*opening == 'N')
            giji_buffer_print(maker->pattern, "n%u", ++maker->names % MOST_NAMES);
        else
            giji_buffer_add_byte(maker->pattern, *opening);
}

static void put_group(struct maker *maker, unsigned depth)
{
    put_opening(maker, groups[random_roll(maker->dice, COUNT(groups))]);
    put_choice(maker, depth + 1);
    put(maker, ")");
}

/* What is looked for may be what follows, or not. */
static void put_look(struct maker *maker, unsigned depth)
{
    size_t start = maker->sample->length;
    unsigned which = random_roll(maker->dice, COUNT(looks));
    put(maker, looks[which]);
    if (strchr(looks[which], '<'))
        put_piece(maker, characters, COUNT(characters));
    else
        put_choice(maker, depth + 1);
    put(maker, ")");
    if (random_roll(maker->dice, 3) > 0)
        maker->sample->length = start;
}

static void put_item(struct maker *maker, unsigned depth)
{
    struct dice *dice = maker->dice;
    size_t start = maker->sample->length;
    unsigned kind = random_roll(dice, 100);
    if (kind < 45)
        put_piece(maker, characters, COUNT(characters));
    else if (kind < 70)
        put_piece(maker, sets, COUNT(sets));
    else if (kind < 82)
        put(maker, places[random_roll(dice, COUNT(places))]);
    else if (kind < 92 && depth < DEEPEST)
        put_group(maker, depth);
    else if (kind < 98 && depth < DEEPEST)
        put_look(maker, depth);
    else
        put(maker, references[random_roll(dice, COUNT(references))]);
    if ((kind < 70 || kind >= 82) && random_roll(dice, 3) == 0)
        put_quantifier(maker, start);
}

static void put_sequence(struct maker *maker, unsigned depth)
{
    for (unsigned left = random_roll(maker->dice, 5); left > 0; left--) {
        put_layout(maker);
        put_item(maker, depth);
    }
}

/* The sample is that of one of the alternatives. */
static void put_choice(struct maker *maker, unsigned depth)
{
    struct buffer *sample = maker->sample;
    unsigned count = random_roll(maker->dice, 3) ? 1 : 2 + random_roll(maker->dice, 2);
    unsigned kept = random_roll(maker->dice, count);
    for (unsigned i = 0; i < count; i++) {
        size_t start = sample->length;
        if (i > 0)
            put(maker, "|");
        put_sequence(maker, depth);
        if (i != kept)
            sample->length = start;
    }
}

void random_pattern(struct dice *dice, struct buffer *pattern, struct buffer *sample)
{
    struct maker maker = {dice, pattern, sample, 0};
    if (random_roll(dice, 4) == 0)
        put(&maker, "(?m)");
    if (random_roll(dice, 4) == 0)
        put(&maker, "^");
    put_choice(&maker, 0);
}

pcre2_code *random_compile(giji_string text, uint32_t newline, uint32_t more)
{
    int fault;
    size_t at;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    pcre2_set_newline(context, newline);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)text.data, text.length,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED | PCRE2_NEVER_BACKSLASH_C | more,
                      &fault, &at, context);
    pcre2_compile_context_free(context);
    return code;
}
