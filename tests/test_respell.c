/* Patterns spelled for speed match what they match as they are written: classes of a table, alternatives of another, and patterns
 * and texts made at random.
 *
 *     test_respell [SEED [ROUNDS]]
 *
 * What fails is shown with the seed of its round, with which it can be made again: test_respell SEED 1. */
#include "check.h"
#include "random_patterns.h"

#include "grammar/code.h"
#include "grammar/element.h"
#include "grammar/match.h"
#include "grammar/respell.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
    ROUNDS = 20000,
    MOST_ALTERNATIVES = 8,
    MOST_GROUPS = 64,
    MOST_STEPS = 20000,
    LONGEST_TEXT = 300
};

static const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED | PCRE2_ANCHORED;

/* Each matches one character, or does not. */
static const char *const classes[] = {
    "[^。、「」]",
    "[^\\s（()）「」『』、。：:○◯]",
    "[^\\h\\]\\[^\\-。]",
    "[^\\v\\\\a-z０-９ぁ-ん]",
    "[^ #\\t、。，．]# [^comment\n",
    "(?m:[^は-ん一-龠。\\n])",
    "[^\\x{3042}、。，．]",
    "[^\\S、。，．]",
    "[^\\d、。，．]",
    "(?i)[^a-c、。，．]",
    "[^\xED\x9F\xBF、。，．]",
    "[^\xEE\x80\x80、。，．]",
    "[^]、。，．]",
};

static const char *const kept[] = {
    "[^。]",      "[^\\n\\r]",    "[○◯〇◎]",     "(?i)[^a-c、。，．]",
    "[^\\d、。]", "\\[^、。，．", "#[^、。，．]"};

static pcre2_code *compile(const struct codes *codes, giji_string text)
{
    int fault = 0;
    size_t at = 0;
    pcre2_code *code = giji_code_compile(codes, text, options, PCRE2_NEWLINE_LF, &fault, &at);
    CHECK(code);
    return code;
}

/* Compares the two on every character of the basic plane, and on some of the others. */
static void compare(const pcre2_code *written, const pcre2_code *spelled)
{
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x10000 ? 1 : 4093) {
        char bytes[4];
        unsigned length = giji_utf8_write(c, bytes);
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        int first = pcre2_match(written, (PCRE2_SPTR)bytes, length, 0, 0, data, NULL);
        int second = pcre2_match(spelled, (PCRE2_SPTR)bytes, length, 0, 0, data, NULL);
        if (first != second)
            CHECK(c == UINT32_MAX); /* says which file and line, for every character that differs */
    }
    pcre2_match_data_free(data);
}

static void test_class(const struct codes *codes, giji_string text)
{
    struct arena arena = {0};
    pcre2_code *written = compile(codes, text);
    pcre2_code *spelled = compile(codes, giji_respell(text, RESPELL_FOR_TEXTS, &arena));
    if (written && spelled)
        compare(written, spelled);
    pcre2_code_free(written);
    pcre2_code_free(spelled);
    giji_arena_free(&arena);
}

static void test_texts(void)
{
    struct arena arena = {0};
    giji_string spelled = giji_respell(giji_slice("a[^、。あ：]b"), RESPELL_FOR_TEXTS, &arena);
    CHECK(giji_slice_is(
        spelled,
        "a[\\x{3043}-\\x{FF19}\\x{3003}-\\x{3041}\\x{0}-\\x{3000}\\x{FF1B}-\\x{10FFFF}]b"));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        CHECK(giji_slice_is(giji_respell(giji_slice(kept[i]), RESPELL_FOR_TEXTS, &arena), kept[i]));
    giji_arena_free(&arena);
}

/* What is spelled for lines stays as it is where other texts may come. */
static const struct {
    const char *pattern, *spelled;
} spaces[] = {
    {"第\\s*[0-9]\\s+回 # \\s\n[\\s　]?", "第\\h*[0-9]\\h+回 # \\s\n\\h?"},
    {"\\\\s[\\s][\\sa]\\S", "\\\\s\\h[\\sa]\\S"},
};

static void test_spaces(void)
{
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        giji_string pattern = giji_slice(spaces[i].pattern);
        CHECK(giji_slice_is(giji_respell(pattern, RESPELL_FOR_LINES, &arena), spaces[i].spelled));
        CHECK(giji_slice_equal(giji_respell(pattern, RESPELL_FOR_TEXTS, &arena), pattern));
    }
    giji_arena_free(&arena);
}

/* What is good as it is written, and too large for PCRE2 spelled anew, is compiled as it is written. */
static void test_too_large(void)
{
    enum { CLASSES = 550 };
    int fault = 0;
    size_t at = 0;
    struct code code;
    struct codes codes;
    struct arena arena = {0};
    struct buffer text = {0};
    for (int i = 0; i < CLASSES; i++)
        giji_buffer_add(&text, giji_slice("(?:[^\\s（()）「」『』、。：:○◯]x)?"));
    giji_string written = giji_buffer_text(&text);
    CHECK(giji_codes_open(&codes));
    CHECK(!giji_code_compile(&codes, giji_respell(written, RESPELL_FOR_TEXTS, &arena), options,
                             PCRE2_NEWLINE_LF, &fault, &at));
    giji_code_init(&code, &codes, written, options, PCRE2_NEWLINE_LF);
    CHECK(giji_code_plain(&code));
    giji_code_leave(&code);
    giji_codes_close(&codes);
    giji_arena_free(&arena);
    giji_buffer_free(&text);
}

/* ---- alternatives ------------------------------------------------------------------------- */

/* What a choice becomes; NULL: it stays as it is. */
static const struct {
    const char *pattern, *spelled;
} choices[] = {
    {"x(?:部|課|議\\s*長|室|係)y",
     "x(?:(?=[\\x{4FC2}\\x{5BA4}\\x{8AB2}\\x{8B70}\\x{90E8}])(?:部|課|議\\s*長|室|係\n))y"},
    {"(?:あ?い|う|え|お|.か|き|く|け|こ|$|さ)",
     "(?:(?=[\\x{3042}\\x{3044}\\x{3046}\\x{3048}\\x{304A}])(?:あ?い|う|え|お\n)|.か|"
     "(?=[\\x{304D}\\x{304F}\\x{3051}\\x{3053}])(?:き|く|け|こ\n)|$|さ)"},
    {"(?'n'a|(?!b)c|(?=b)b|\\bd # |e\n|e)",
     "(?'n'(?=[\\x{61}-\\x{65}])(?:a|(?!b)c|(?=b)b|\\bd # |e\n|e\n))"},
    {"a|b|c|d", "(?=[\\x{61}-\\x{64}])(?:a|b|c|d\n)"},
    {"a|b|c|d # e", "(?=[\\x{61}-\\x{64}])(?:a|b|c|d # e\n)"},
    {"[^a-fぁ-ヿ㈀-鿿]x|ay|by|cy|dy", /* a class that is written in another order */
     "(?=[\\x{3100}-\\x{31FF}\\x{0}-\\x{64}\\x{67}-\\x{3040}\\x{A000}-\\x{10FFFF}])"
     "(?:[\\x{3100}-\\x{31FF}\\x{0}-\\x{60}\\x{67}-\\x{3040}\\x{A000}-\\x{10FFFF}]x|ay|by|cy|"
     "dy\n)"},
    {"(?:a|b|c)", NULL},           /* too few */
    {"(?:a|b?|c|d)", NULL},        /* may be empty */
    {"(?|(a)|(b)|(c)|(d))", NULL}, /* groups share numbers */
    {"(?<=a|bb|c|d)x", NULL},      /* of several lengths */
    {"(?m)a|^b|c|d", NULL},        /* a flag holds behind the alternative that sets it */
    {"(?:[あ-ん]|一|[二三]|四|(?:五|六))",
     "(?:(?=[\\x{3042}-\\x{3093}\\x{4E00}\\x{4E09}\\x{4E8C}\\x{4E94}\\x{516D}\\x{56DB}])"
     "(?:[あ-ん]|一|[二三]|四|(?:五|六)\n))"},
    {"(?:[一-龠]|\\S|[^a]|.)", NULL}, /* begin nearly anywhere */
    {"(?i:a|b|c|d)", NULL},           /* not read */
};

static void test_choices(void)
{
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        const char *spelled = choices[i].spelled ? choices[i].spelled : choices[i].pattern;
        giji_string made = giji_respell(giji_slice(choices[i].pattern), RESPELL_FOR_TEXTS, &arena);
        CHECK(giji_slice_is(made, spelled));
        if (!giji_slice_is(made, spelled))
            fprintf(stderr, "    %.*s\n", GIJI_SHOW(made));
    }
    giji_arena_free(&arena);
}

/* How far a text matches is asked of the pattern as it is written: what looks ahead to the end of the text has matched all
 * of it, and no guard says that nothing can begin there. */
static void test_reach(void)
{
    struct codes codes;
    struct code code;
    struct matcher matcher;
    struct arena arena = {0};
    giji_string subject = giji_slice("議事録");
    struct pattern pattern = {.code = &code, .anchored = true};
    memset(pattern.first, 0xFF, sizeof pattern.first);
    CHECK(giji_codes_open(&codes) && giji_matcher_open(&matcher, &arena));
    giji_code_init(&code, &codes, giji_slice("(?=.*z)a|b|c|d"), options, PCRE2_NEWLINE_LF);
    CHECK(giji_match_reach(&matcher, &pattern, subject) == subject.length);
    giji_matcher_close(&matcher);
    giji_codes_close(&codes);
    giji_arena_free(&arena);
}

/* ---- lines -------------------------------------------------------------------------------- */

static enum match_outcome expected_outcome(const char *pattern, giji_string text)
{
    pcre2_code *code = random_compile(giji_slice(pattern), PCRE2_NEWLINE_LF, PCRE2_ANCHORED);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int result = pcre2_match(code, (PCRE2_SPTR)text.data, text.length, 0, 0, data, NULL);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    return result >= 0 ? MATCH_YES : MATCH_NO;
}

static enum match_outcome outcome_of(struct matcher *matcher, struct code *code, giji_string text)
{
    struct match match;
    struct pattern pattern = {.code = code, .anchored = true};
    memset(pattern.first, 0xFF, sizeof pattern.first);
    memset(pattern.group, 0xFF, sizeof pattern.group);
    return giji_match_here(matcher, &pattern, text, &match);
}

static const char *const of_lines[] = {"a\\s*b", "a.b", "a.*b$", "a[\\s　]b", "a\\sb$|a"};

/* Vertical white space, and what looks like it. */
static const char *const marks[] = {"\n",           "\v", "\f", "\r", "\xC2\x85", "\xE2\x80\xA8",
                                    "\xE2\x80\xA9", "怨", " ",  "　", ""};

enum { OF_LINES = sizeof of_lines / sizeof *of_lines, MARKS = sizeof marks / sizeof *marks };

/* Asks so often that the JIT compiler's code is asked in the end. */
static void compare_marked(struct matcher *matcher, struct code *code, const char *pattern)
{
    enum { TIMES = 100 };
    for (size_t i = 0; i < TIMES * MARKS; i++) {
        const char *mark = marks[i % MARKS];
        giji_string text = giji_arena_print(matcher->arena, "a%sb%s", mark, i % 2 ? mark : "");
        CHECK(outcome_of(matcher, code, text) == expected_outcome(pattern, text));
    }
    const struct code *other = atomic_load(&code->for_texts);
    CHECK(atomic_load(&code->fast) && other && atomic_load(&other->fast));
}

/* Code for lines may be asked of any text. */
static void test_lines(void)
{
    struct codes codes;
    struct code code[OF_LINES];
    struct matcher matcher;
    struct arena arena = {0};
    CHECK(giji_codes_open(&codes) && giji_matcher_open(&matcher, &arena));
    for (size_t i = 0; i < OF_LINES; i++) {
        giji_code_init(&code[i], &codes, giji_slice(of_lines[i]), options | CODE_FOR_LINES,
                       PCRE2_NEWLINE_LF);
        compare_marked(&matcher, &code[i], of_lines[i]);
    }
    giji_matcher_close(&matcher);
    giji_codes_close(&codes);
    giji_arena_free(&arena);
}

/* ---- at random ---------------------------------------------------------------------------- */

/* A pattern as it is written and as it is spelled, with what it takes to compare both. */
struct pair {
    uint64_t seed;
    giji_string written, spelled;
    enum respelled texts; /* that it is spelled for */
    pcre2_code *first, *second;
    bool parted; /* a class that is spelled anew has another one of them tried between CR and LF */
    pcre2_match_data *first_data, *second_data;
    pcre2_match_context *limits;
};

static void fail_with(const struct pair *pair, giji_string text, size_t at)
{
    check_failed++;
    fprintf(stderr, "seed %llu, from byte %zu of '%.*s':\n    %.*s\n    %.*s\n",
            (unsigned long long)pair->seed, at, GIJI_SHOW(text), GIJI_SHOW(pair->written),
            GIJI_SHOW(pair->spelled));
}

static bool is_same(const struct pair *pair, int first, int second)
{
    bool stopped = first < PCRE2_ERROR_NOMATCH || second < PCRE2_ERROR_NOMATCH;
    if (stopped || first != second)
        return stopped;
    return first < 0 || memcmp(pcre2_get_ovector_pointer(pair->first_data),
                               pcre2_get_ovector_pointer(pair->second_data),
                               2 * (size_t)first * sizeof(PCRE2_SIZE)) == 0;
}

static void compare_at(const struct pair *pair, giji_string text, size_t at, uint32_t more)
{
    PCRE2_SPTR bytes = (PCRE2_SPTR)(text.data ? text.data : "");
    int first =
        pcre2_match(pair->first, bytes, text.length, at, more, pair->first_data, pair->limits);
    int second =
        pcre2_match(pair->second, bytes, text.length, at, more, pair->second_data, pair->limits);
    check_passed++;
    if (!is_same(pair, first, second))
        fail_with(pair, text, at);
}

static bool is_vertical(uint32_t character)
{
    return (character >= 0x0A && character <= 0x0D) || character == 0x85 || character == 0x2028 ||
           character == 0x2029;
}

static bool is_line(giji_string text)
{
    for (size_t at = 0; at < text.length;)
        if (is_vertical(giji_next_char(text, &at)))
            return false;
    return true;
}

static void compare_text(const struct pair *pair, giji_string text)
{
    if (text.length > LONGEST_TEXT || (pair->texts == RESPELL_FOR_LINES && !is_line(text)))
        return;
    for (size_t at = 0; at < text.length; giji_next_char(text, &at)) {
        compare_at(pair, text, at, PCRE2_ANCHORED);
        if (!pair->parted)
            compare_at(pair, text, at, 0);
    }
    compare_at(pair, text, text.length, PCRE2_ANCHORED);
    compare_at(pair, text, 0, PCRE2_ANCHORED | PCRE2_PARTIAL_SOFT);
}

static void compare_texts(const struct pair *pair, struct dice *dice, giji_string sample)
{
    compare_text(pair, sample);
    for (int i = 0; i < 8; i++) {
        struct buffer text = {0};
        random_variant(dice, sample, &text);
        if (i % 2)
            random_text(dice, 12, &text);
        compare_text(pair, giji_buffer_text(&text));
        giji_buffer_free(&text);
    }
}

/* What an alternative may begin with, and a text that it matches. */
static const struct {
    const char *pattern, *sample;
} beginnings[] = {{"a", "a"},      {"b", "b"},           {"c", "c"},           {"あ", "あ"},
                  {"議", "議"},    {"b?c", "c"},         {"[ab]", "a"},        {"(?=b)b", "b"},
                  {"\\bあ", "あ"}, {"(?:a|議)+", "議a"}, {"(?!c)\\s*a", " a"}, {"", ""}};

static void add_alternative(struct dice *dice, struct buffer *pattern, struct buffer *sample)
{
    unsigned which = random_roll(dice, sizeof beginnings / sizeof *beginnings);
    giji_buffer_add(pattern, giji_slice(beginnings[which].pattern));
    giji_buffer_add(sample, giji_slice(beginnings[which].sample));
    if (random_roll(dice, 4) == 0)
        random_pattern(dice, pattern, sample);
}

static void add_sometimes(struct dice *dice, struct buffer *pattern, struct buffer *sample)
{
    if (random_roll(dice, 2))
        random_pattern(dice, pattern, sample);
}

/* Many alternatives, with random patterns before and behind them. */
static void make_pattern(struct dice *dice, struct buffer *pattern, struct buffer *sample)
{
    static const char *const openings[] = {"(?:", "(?:", "(", "(?|", "(?>", "(?=", "(?!", ""};
    unsigned opening = random_roll(dice, sizeof openings / sizeof *openings);
    unsigned parts = 2 + random_roll(dice, MOST_ALTERNATIVES), shown = random_roll(dice, parts);
    add_sometimes(dice, pattern, sample);
    giji_buffer_add(pattern, giji_slice(openings[opening]));
    for (unsigned i = 0; i < parts; i++) {
        size_t start = sample->length;
        giji_buffer_add(pattern, giji_slice(i ? "|" : ""));
        add_alternative(dice, pattern, sample);
        sample->length = i == shown ? sample->length : start;
    }
    giji_buffer_add(pattern, giji_slice(*openings[opening] ? ")" : ""));
    add_sometimes(dice, pattern, sample);
}

static bool names_line_end(const pcre2_code *code)
{
    uint32_t names = 0;
    pcre2_pattern_info(code, PCRE2_INFO_HASCRORLF, &names);
    return names;
}

/* Whether there was a pattern to compare that is spelled in another way. */
static bool test_pair(struct pair *pair, struct dice *dice, giji_string sample)
{
    static const uint32_t newlines[] = {PCRE2_NEWLINE_LF, PCRE2_NEWLINE_ANYCRLF};
    uint32_t newline = newlines[random_roll(dice, 2)];
    bool lines = pair->texts == RESPELL_FOR_LINES;
    bool changed = lines || !giji_slice_equal(pair->written, pair->spelled);
    pair->first = changed ? random_compile(pair->written, newline, 0) : NULL;
    pair->second =
        pair->first ? random_compile(pair->spelled, newline, lines ? CODE_FOR_LINES : 0) : NULL;
    bool compared = pair->second != NULL;
    CHECK(!pair->first || pair->second);
    if (compared) {
        pair->parted = names_line_end(pair->first) != names_line_end(pair->second);
        compare_texts(pair, dice, sample);
    }
    pcre2_code_free(pair->first);
    pcre2_code_free(pair->second);
    return compared;
}

static bool test_round(struct pair *pair, uint64_t seed)
{
    struct arena arena = {0};
    struct dice dice = {seed};
    struct buffer pattern = {0}, sample = {0};
    make_pattern(&dice, &pattern, &sample);
    pair->seed = seed;
    pair->written = giji_buffer_text(&pattern);
    pair->texts = random_roll(&dice, 2) ? RESPELL_FOR_LINES : RESPELL_FOR_TEXTS;
    pair->spelled = giji_respell(pair->written, pair->texts, &arena);
    bool compared = test_pair(pair, &dice, giji_buffer_text(&sample));
    giji_buffer_free(&pattern);
    giji_buffer_free(&sample);
    giji_arena_free(&arena);
    return compared;
}

static void test_random(uint64_t seed, unsigned long rounds)
{
    struct pair pair = {.first_data = pcre2_match_data_create(MOST_GROUPS, NULL),
                        .second_data = pcre2_match_data_create(MOST_GROUPS, NULL),
                        .limits = pcre2_match_context_create(NULL)};
    unsigned long compared = 0;
    pcre2_set_match_limit(pair.limits, MOST_STEPS);
    for (unsigned long i = 0; i < rounds; i++)
        compared += test_round(&pair, seed + i);
    CHECK(compared > rounds / 10 || rounds < ROUNDS);
    pcre2_match_data_free(pair.first_data);
    pcre2_match_data_free(pair.second_data);
    pcre2_match_context_free(pair.limits);
}

int main(int count, char **arguments)
{
    struct codes codes;
    CHECK(giji_codes_open(&codes));
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        test_class(&codes, giji_slice(classes[i]));
    giji_codes_close(&codes);
    test_texts();
    test_too_large();
    test_choices();
    test_spaces();
    test_reach();
    test_lines();
    test_random(count > 1 ? strtoull(arguments[1], NULL, 10) : 1,
                count > 2 ? strtoul(arguments[2], NULL, 10) : ROUNDS);
    return check_result();
}
