/* Automata rule nothing out that PCRE2 matches: patterns of a table with what grammars may hold, and patterns and
 * texts made at random.
 *
 *     test_automaton [SEED [ROUNDS]]
 *
 * A round makes a net of up to 63 patterns. What fails is shown with the seed of its round, with which it can be
 * made again: test_automaton SEED 1. */
#include "check.h"
#include "random_patterns.h"

#include "grammar/automaton.h"
#include "grammar/grammar.h"
#include "grammar/regex.h"
#include "grammar/sieve.h"
#include "text/unicode.h"

#include <pthread.h>

enum { MOST_PATTERNS = AUTOMATON_PATTERNS - 1, NEWLINES = 2, LONGEST_TEXT = 400, MOST_SHOWN = 20 };
enum { MOST_STEPS = 20000, ROUNDS = 400, THREAD_ROUNDS = 40 };

enum { ANYWHERE, LINES, GROUPS };

/* ---- nets --------------------------------------------------------------------------------- */

/* Patterns in one net, all in one automaton and each in one of its own; and what PCRE2 makes of them. */
struct bundle {
    struct arena arena;
    struct net *net;
    struct pattern patterns[MOST_PATTERNS];
    struct code codes[MOST_PATTERNS];
    pcre2_code *compiled[MOST_PATTERNS][NEWLINES];
    size_t numbers[MOST_PATTERNS], count;
    struct automaton *start, *anywhere, *alone[MOST_PATTERNS], *alone_anywhere[MOST_PATTERNS];
    struct sign_group
        groups[GROUPS]; /* all of them, as signs that begin anywhere, and that begin lines */
    struct sieve *sieve;
    uint64_t seed;
};

static pcre2_match_data *match_data;
static pcre2_match_context *limits;
static unsigned long compared, not_matching, ruled_out;

/* Adds a pattern, which stays where it is. False where PCRE2 does not take it. */
static bool add_pattern(struct bundle *bundle, giji_string text)
{
    static const uint32_t newlines[NEWLINES] = {PCRE2_NEWLINE_LF, PCRE2_NEWLINE_ANYCRLF};
    size_t i = bundle->count;
    for (size_t j = 0; j < NEWLINES; j++)
        bundle->compiled[i][j] = random_compile(text, newlines[j], 0);
    if (!bundle->compiled[i][0])
        return false;
    bundle->codes[i] = (struct code){.text = text};
    bundle->patterns[i] = (struct pattern){.code = &bundle->codes[i]};
    bundle->count++;
    return true;
}

static void open_sieve(struct bundle *bundle)
{
    for (size_t i = 0; i < GROUPS; i++) {
        struct sign_group *group = &bundle->groups[i];
        group->where = i == LINES ? PLACE_LINE : PLACE_CHARACTER;
        group->count = bundle->count;
        memcpy(group->numbers, bundle->numbers, bundle->count * sizeof *bundle->numbers);
    }
    bundle->sieve = giji_sieve_new(&bundle->arena, bundle->net, bundle->groups, GROUPS);
}

/* The automata of the patterns that have been added. False where memory ran out. */
static bool open_bundle(struct bundle *bundle)
{
    struct arena *arena = &bundle->arena;
    struct net *net = bundle->net = giji_net_new(arena);
    for (size_t i = 0; net && i < bundle->count; i++)
        bundle->numbers[i] = giji_net_add(net, &bundle->patterns[i]);
    if (!net || arena->failed)
        return false;
    open_sieve(bundle);
    bundle->start = giji_automaton_new(arena, net, bundle->numbers, bundle->count, 0);
    bundle->anywhere =
        giji_automaton_new(arena, net, bundle->numbers, bundle->count, AUTOMATON_ANYWHERE);
    for (size_t i = 0; i < bundle->count; i++) {
        bundle->alone[i] =
            giji_automaton_new(arena, net, &bundle->numbers[i], 1, AUTOMATON_FOR_ALL);
        bundle->alone_anywhere[i] =
            giji_automaton_new(arena, net, &bundle->numbers[i], 1, AUTOMATON_ANYWHERE);
    }
    return !arena->failed;
}

static void close_automata(struct bundle *bundle)
{
    giji_automaton_close(bundle->start);
    giji_automaton_close(bundle->anywhere);
    for (size_t i = 0; i < bundle->count; i++) {
        giji_automaton_close(bundle->alone[i]);
        giji_automaton_close(bundle->alone_anywhere[i]);
    }
    giji_sieve_close(bundle->sieve);
    giji_net_close(bundle->net);
    giji_arena_free(&bundle->arena);
}

static void close_bundle(struct bundle *bundle)
{
    close_automata(bundle);
    for (size_t i = 0; i < bundle->count; i++)
        for (size_t j = 0; j < NEWLINES; j++)
            pcre2_code_free(bundle->compiled[i][j]);
    *bundle = (struct bundle){0};
}

static bool is_read(struct bundle *bundle, size_t pattern)
{
    return giji_net_ready(bundle->net) && bundle->net->starts[bundle->numbers[pattern]] != NO_NODE;
}

/* ---- what is found ------------------------------------------------------------------------ */

static void print_escaped(giji_string text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] < ' ')
            fprintf(stderr, "\\x%02X", (unsigned)text.data[i]);
        else
            fputc(text.data[i], stderr);
}

static void fail_with(const struct bundle *bundle, size_t pattern, giji_string text, size_t at,
                      const char *what)
{
    check_failed++;
    if (check_failed > MOST_SHOWN)
        return;
    fprintf(stderr, "seed %llu, pattern %zu of %zu: ", (unsigned long long)bundle->seed, pattern,
            bundle->count);
    print_escaped(bundle->codes[pattern].text);
    fprintf(stderr, "\n    text: ");
    print_escaped(text);
    fprintf(stderr, "\n    from byte %zu: %s\n", at, what);
}

/* Says of each pattern that has its bit in `matched` and not in `found` that it has been missed. */
static void compare(const struct bundle *bundle, uint64_t matched, uint64_t found, giji_string text,
                    size_t at, const char *what)
{
    check_passed++;
    for (uint64_t left = matched & ~found; left; left &= left - 1)
        fail_with(bundle, (size_t)__builtin_ctzll(left), text, at, what);
}

static bool begins_at(const struct bundle *bundle, size_t pattern, giji_string text, size_t at)
{
    for (size_t j = 0; j < NEWLINES; j++)
        if (pcre2_match(bundle->compiled[pattern][j], (PCRE2_SPTR)text.data, text.length, at,
                        PCRE2_ANCHORED, match_data, limits) >= 0)
            return true;
    return false;
}

/* The patterns that PCRE2 matches at the place. */
static uint64_t matches_at(const struct bundle *bundle, giji_string text, size_t at)
{
    uint64_t matched = 0;
    for (size_t i = 0; i < bundle->count; i++)
        if (begins_at(bundle, i, text, at))
            matched |= UINT64_C(1) << i;
    return matched;
}

/* What matches the text is alive in each beginning of it. */
static void compare_beginnings(const struct bundle *bundle, uint64_t matched, giji_string text,
                               struct automaton *automaton)
{
    for (size_t end = 0; matched && end < text.length; giji_next_char(text, &end)) {
        struct reading reading = giji_automaton_read(automaton, giji_slice_cut(text, 0, end));
        compare(bundle, matched, reading.found | reading.alive, text, end, "dead at its beginning");
    }
}

/* What is not asked for is not told of, and changes nothing of the rest. */
static void compare_possible(const struct bundle *bundle, uint64_t matched, giji_string text,
                             struct automaton *automaton)
{
    for (size_t i = 0; i < bundle->count; i++) {
        uint64_t bit = UINT64_C(1) << i;
        uint64_t found = giji_automaton_read_for(automaton, text, bit).found;
        compare(bundle, matched & bit, found, text, 0, "missed where only it is possible");
    }
}

/* The line that begins at the place, as if one did. */
static struct seen_line line_at(const struct bundle *bundle, giji_string text, size_t at)
{
    struct seen_line line = {.at = at};
    while (at + line.length < text.length && !giji_is_line_end(text.data[at + line.length]))
        line.length++;
    giji_sieve_see(bundle->sieve, text, &line);
    return line;
}

/* What begins at a place is neither skipped nor sifted out where one looks for these signs. */
static void compare_spot(const struct bundle *bundle, uint64_t matched, giji_string text, size_t at,
                         uint64_t signs)
{
    const struct sign_group *group = &bundle->groups[ANYWHERE];
    uint64_t ways = giji_sieve_ways(bundle->sieve, group, signs);
    const struct spot spot = giji_sieve_skip(bundle->sieve, text, at, ways);
    CHECK(spot.at >= at && spot.behind >= spot.at && spot.behind <= text.length);
    compare(bundle, matched & signs, spot.at > at ? 0 : UINT64_MAX, text, at, "skipped");
    if (spot.at == at)
        compare(bundle, matched & signs, giji_sieve_place(bundle->sieve, group, text, &spot), text,
                at, "sifted out");
}

/* Ways into different signs are told apart. */
static void check_ways(const struct bundle *bundle)
{
    uint64_t others = 0;
    for (size_t i = 0; i < bundle->count; i++) {
        uint64_t ways = giji_sieve_ways(bundle->sieve, &bundle->groups[ANYWHERE], UINT64_C(1) << i);
        CHECK(ways != 0 && !(ways & others));
        others |= ways;
    }
}

static void compare_sieve(const struct bundle *bundle, const uint64_t *matched, giji_string text)
{
    CHECK(giji_sieve_ready(bundle->sieve));
    check_ways(bundle);
    for (size_t at = 0; at < text.length; giji_next_char(text, &at)) {
        struct seen_line line = line_at(bundle, text, at);
        compare_spot(bundle, matched[at], text, at, UINT64_MAX);
        compare_spot(bundle, matched[at], text, at, UINT64_C(1) << at % bundle->count);
        compare(bundle, matched[at], giji_sieve_line(bundle->sieve, &bundle->groups[LINES], &line),
                text, at, "sifted out of its line");
    }
}

static void compare_alone(const struct bundle *bundle, uint64_t at_start, uint64_t anywhere,
                          giji_string text)
{
    for (size_t i = 0; i < bundle->count; i++) {
        uint64_t bit = UINT64_C(1) << i;
        uint64_t found = giji_automaton_read(bundle->alone[i], text).found & 1;
        compare(bundle, at_start & bit, found << i, text, 0, "missed alone at the start");
        compared++;
        not_matching += !(at_start & bit);
        ruled_out += !(at_start & bit) && !found;
        found = giji_automaton_read(bundle->alone_anywhere[i], text).found & 1;
        compare(bundle, anywhere & bit, found << i, text, 0, "missed alone");
    }
}

static void compare_text(const struct bundle *bundle, giji_string text)
{
    uint64_t matched[LONGEST_TEXT + 1] = {0}, anywhere = 0;
    if (text.length > LONGEST_TEXT)
        text = giji_slice_cut(text, 0, 0);
    for (size_t at = 0; at <= text.length;) {
        giji_string rest = giji_slice_cut(text, at, text.length);
        matched[at] = matches_at(bundle, text, at);
        anywhere |= matched[at];
        compare(bundle, matched[at], giji_automaton_read(bundle->start, rest).found, text, at,
                "missed at its start");
        compare(bundle, matched[at], giji_automaton_read_whole(bundle->start, rest, 0).found, text,
                at, "missed at its start by its end");
        if (at == text.length)
            break;
        giji_next_char(text, &at);
    }
    compare(bundle, anywhere, giji_automaton_read(bundle->anywhere, text).found, text, 0, "missed");
    compare(bundle, anywhere, giji_automaton_read_whole(bundle->anywhere, text, 0).found, text, 0,
            "missed by its end");
    compare_alone(bundle, matched[0], anywhere, text);
    compare_beginnings(bundle, matched[0], text, bundle->start);
    compare_beginnings(bundle, anywhere, text, bundle->anywhere);
    compare_possible(bundle, matched[0], text, bundle->start);
    if (bundle->count)
        compare_sieve(bundle, matched, text);
}

/* ---- the table ---------------------------------------------------------------------------- */

enum { MOST_TEXTS = 6 };

/* A pattern, texts that it matches somewhere, and texts that it has to be ruled out at the start of. */
struct row {
    int line;
    const char *pattern;
    const char *texts[MOST_TEXTS], *out[MOST_TEXTS];
};
#define TEXTS(...)                                                                                 \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#define OUT(...)                                                                                   \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#define ROW(...)                                                                                   \
    {                                                                                              \
        __LINE__, __VA_ARGS__                                                                      \
    }

static const struct row rows[] = {
    /* characters and layout */
    ROW("abc", TEXTS("abc", "xabc"), OUT("ab", "abd", "")),
    ROW("a b # c|d)(\n c", TEXTS("abc"), OUT("ab", "a b")),
    ROW("\\ \\#a", TEXTS(" #a"), OUT("#a", "a")),
    ROW("　a", TEXTS("　a"), OUT("a")),
    ROW("a\xE2\x80\x8E\xC2\x85"
        "b",
        TEXTS("ab"),
        OUT("a\xE2\x80\x8E"
            "b")),
    ROW("議　事", TEXTS("議　事"), OUT("議事")),
    ROW("𠮟る", TEXTS("𠮟る"), OUT("叱る", "𠮟")),
    ROW("\\n\\r\\t\\f", TEXTS("\n\r\t\f"), OUT("\n\r\t")),
    ROW("\\.\\*\\(\\)\\[\\]\\{\\}\\^\\$\\|\\\\\\/\\-", TEXTS(".*()[]{}^$|\\/-"), OUT(".")),
    ROW("\\、\\。", TEXTS("、。"), OUT("\\、\\。")),
    ROW("a]b}c", TEXTS("a]b}c"), OUT("abc")),
    ROW("\\x{3042}\\x61", TEXTS("あa"), OUT(NULL)),
    ROW("\\Qa.b|c\\E+", TEXTS("a.b|c"), OUT(NULL)),
    ROW("\\Qa", TEXTS("a"), OUT(NULL)),
    ROW("\\0141\\141", TEXTS("\f1a"), OUT(NULL)),
    ROW("\\cA\\e\\a", TEXTS("\x01\x1B\x07"), OUT(NULL)),
    ROW("\\N{U+3042}い", TEXTS("あい"), OUT(NULL)),
    ROW("\\N{2}い", TEXTS("ああい"), OUT(NULL)),
    ROW("\\N{2}い{2}", TEXTS("ああいい"), OUT(NULL)),
    /* classes */
    ROW("[]a]x", TEXTS("]x", "ax"), OUT("bx", "x")),
    ROW("[^]a]x", TEXTS("bx", "\nx"), OUT("]x", "ax")),
    ROW("[a-c]x", TEXTS("ax", "bx", "cx"), OUT("dx", "-x")),
    ROW("[a-]x", TEXTS("ax", "-x"), OUT("bx")),
    ROW("[-a]x", TEXTS("ax", "-x"), OUT("bx")),
    ROW("[a-c-e]x", TEXTS("bx", "-x", "ex"), OUT("dx")),
    ROW("[+--]x", TEXTS("+x", ",x", "-x"), OUT("*x", ".x")),
    ROW("[!---]x", TEXTS("!x", "-x", "+x"), OUT("ax")),
    ROW("[ #]x", TEXTS(" x", "#x"), OUT("x")),
    ROW("[a#]x # ]\n", TEXTS("ax", "#x"), OUT("]x")),
    ROW("[\\]\\\\\\-]x", TEXTS("]x", "\\x", "-x"), OUT("[x")),
    ROW("[\\^a]x", TEXTS("^x"), OUT("bx")),
    ROW("[a^]x", TEXTS("^x"), OUT("bx")),
    ROW("[[]x", TEXTS("[x"), OUT("]x")),
    ROW("[[a]]x", TEXTS("[]x", "a]x"), OUT("ax")),
    ROW("[[:]x", TEXTS("[x", ":x"), OUT(NULL)),
    ROW("[[:alpha:]]x", TEXTS("ax", "あx"), OUT(NULL)),
    ROW("[^[:^alpha:]。]x", TEXTS("ax"), OUT(NULL)),
    ROW("[[:<:]]ax", TEXTS("ax", "。ax"), OUT(NULL)),
    ROW("a[[:>:]]。", TEXTS("a。"), OUT(NULL)),
    ROW("[\\n-\\r]x", TEXTS("\nx", "\fx"), OUT("ax")),
    ROW("[\\s\\d]x", TEXTS(" x", "　x", "1x"), OUT(NULL)),
    ROW("[^\\S\\n]x", TEXTS(" x", "　x"), OUT("\nx", "ax")),
    ROW("[^\\s\\S]x", TEXTS(NULL), OUT("ax", "x")),
    ROW("[\\p{Han}々]x", TEXTS("議x", "々x"), OUT(NULL)),
    ROW("[^\\p{Han}]x", TEXTS("ax"), OUT(NULL)),
    ROW("[あ-んア-ン]+x", TEXTS("あアx"), OUT("議x", "x")),
    ROW("[^、。]{2}。", TEXTS("議事。"), OUT("議。", "議、。")),
    ROW("[𠀀-𠮟]x", TEXTS("𠮟x", "𠀀x"), OUT("議x", "𠮠x")),
    ROW("[^𠀀-𠮟]x", TEXTS("議x"), OUT("𠮟x")),
    ROW("[\\b]x", TEXTS("\bx"), OUT(NULL)),
    ROW("[\\Qa-c\\E]x", TEXTS("-x"), OUT(NULL)),
    /* sets */
    ROW("\\sx", TEXTS(" x", "　x", "\xE1\xA0\x8Ex"), OUT("ax", "x")),
    ROW("\\Sx", TEXTS("ax"), OUT(" x", "\xE1\xA0\x8Ex")),
    ROW("\\hx", TEXTS("　x", "\tx"), OUT("\nx")),
    ROW("\\Hx", TEXTS("\nx"), OUT("　x")),
    ROW("\\vx", TEXTS("\nx", "\xE2\x80\xA8x"), OUT(" x")),
    ROW("\\Vx", TEXTS(" x"), OUT("\nx")),
    ROW("\\d\\D\\w\\W", TEXTS("1あ議。"), OUT("1あ議")),
    ROW("\\p{Han}\\P{Han}\\p{^Han}", TEXTS("議あa"), OUT("議あ")),
    ROW("\\pLx", TEXTS("ax"), OUT(NULL)),
    ROW("\\p{Hiragana}+x", TEXTS("あいx"), OUT("あい")),
    ROW("\\Rx", TEXTS("\nx", "\r\nx", "\rx", "\xC2\x85x"), OUT("ax")),
    ROW("\\R{2}x", TEXTS("\n\nx", "\r\n\r\nx"), OUT("\nx")),
    ROW("\\Xx", TEXTS("ax", "か\xE3\x82\x99x"), OUT(NULL)),
    ROW("\\Nx", TEXTS("ax"), OUT("a")),
    ROW(".x", TEXTS("ax", "　x"), OUT("\nx")),
    ROW("(?s).x", TEXTS("\nx"), OUT("x")),
    ROW("(?s:.)x.y", TEXTS("\nxay"), OUT("\nx\ny")),
    /* quantifiers */
    ROW("a*b", TEXTS("b", "aab"), OUT("aa", "ac")),
    ROW("a+b", TEXTS("ab", "aab"), OUT("b")),
    ROW("a?b", TEXTS("ab", "b"), OUT("aab")),
    ROW("a*?b+?c??d", TEXTS("abcd", "bd"), OUT("ad")),
    ROW("a*+b++c?+d", TEXTS("abcd", "bd"), OUT("ad")),
    ROW("a # many\n + b", TEXTS("aab"), OUT("b")),
    ROW("a+ # lazy\n ? b", TEXTS("aab"), OUT("b")),
    ROW("a+ # greedy\n + b", TEXTS("aab"), OUT("b")),
    ROW("a {2} b", TEXTS("aab"), OUT("ab", "aaab")),
    ROW("a{2,}b", TEXTS("aab", "aaaaaaab"), OUT("ab")),
    ROW("a{0,1}b", TEXTS("ab", "b"), OUT("aab")),
    ROW("a{2,3}b", TEXTS("aab", "aaab"), OUT("ab", "aaaab")),
    ROW("a{4}b", TEXTS("aaaab"), OUT("aaab", "aaaaab")),
    ROW("a{4,5}b", TEXTS("aaaab", "aaaaab"), OUT("aaab", "aaaaaab")),
    ROW("a{5}b", TEXTS("aaaaab"), OUT("aaab")),
    ROW("a{5,6}b", TEXTS("aaaaab", "aaaaaab"), OUT("aaab")),
    ROW("(?:a|bc){9,10}x", TEXTS("aaaaaaaaax", "aaaaaaaaabcx"), OUT("aaax")),
    ROW("a{0}b", TEXTS("b"), OUT("ab")),
    ROW("a{0,0}b", TEXTS("b"), OUT("ab")),
    ROW("a{1}b", TEXTS("ab"), OUT("aab")),
    ROW("x{,3}y", TEXTS("x{,3}y"), OUT(NULL)),
    ROW("x{ 1,2 }y", TEXTS("x{1,2}y"), OUT(NULL)),
    ROW("x{2,3", TEXTS("x{2,3"), OUT(NULL)),
    ROW("x{a}", TEXTS("x{a}"), OUT("xa")),
    ROW("x{}y{-1}", TEXTS("x{}y{-1}"), OUT("xy")),
    ROW("(?:ab){2}?c", TEXTS("ababc"), OUT("abc")),
    ROW("[ab]{3}+c", TEXTS("abac"), OUT("abc")),
    ROW("(a*)*b", TEXTS("b", "aab"), OUT("ac")),
    ROW("(a|b*)+c", TEXTS("c", "abbac"), OUT("abd")),
    ROW("(?:(?:a?b?)*c?)*d", TEXTS("d", "abccabd"), OUT("ae")),
    ROW("(?:(?:)*|a)+b", TEXTS("b", "aab"), OUT("ac")),
    ROW("(?:(?:a{2}){2}){2}b", TEXTS("aaaaaaaab"), OUT("aaaaaaab")),
    /* counts that ticks end */
    ROW("[^。]{0,12}x", TEXTS("x", "aaaaaaaaaaaax"),
        OUT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaax")),
    ROW("(?:ab?){0,20}c", TEXTS("ababababababababababababababababababababc", "c"),
        OUT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac")),
    ROW("[ab]{16}c", TEXTS("ababababababababc"), OUT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac")),
    ROW("\\A(?s:.{0,30}?)(?:ab|b[cd]{2,20})x",
        TEXTS("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaabcdcdcdcdcdcdcdcdcdcdx"),
        OUT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabx")),
    ROW("(?=[^c]{0,9}b)a*b?a{0,40}d", TEXTS("aaabaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaad"),
        OUT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaad")),
    ROW("(a{0,20})-\\1x", TEXTS("aaaaaaaaaaaaaaaaaaaa-aaaaaaaaaaaaaaaaaaaax"), OUT(NULL)),
    /* alternatives and groups */
    ROW("(?:|a)b", TEXTS("b", "ab"), OUT("aab")),
    ROW("(?:a|)b", TEXTS("b", "ab"), OUT("aab")),
    ROW("(?:a||b)c", TEXTS("c", "ac", "bc"), OUT("d")),
    ROW("ab|cd", TEXTS("ab", "cd"), OUT("ad", "c")),
    ROW("(?:abc|abd|ab|b)e", TEXTS("abce", "abde", "abe", "be"), OUT("ae", "abcde")),
    ROW("(?:ab|a(?:c|b*)|a)e", TEXTS("abe", "ace", "abbbe", "ae"), OUT("acce")),
    ROW("(?:[ab]c|[ab]d|ac)e", TEXTS("ace", "bde"), OUT("abe")),
    ROW("(?<n>a)(?'m'b)(?P<o>c)(d)", TEXTS("abcd"), OUT("abc")),
    ROW("(?<名>a)b", TEXTS("ab"), OUT("b")),
    ROW("(?|(a)x|(b)y)z", TEXTS("axz", "byz"), OUT("ayz")),
    ROW("(?>a+)b", TEXTS("aab"), OUT("aac")),
    ROW("(*atomic:a+)b", TEXTS("aab"), OUT(NULL)),
    ROW("()a", TEXTS("a"), OUT("b")),
    /* flags, and where they end */
    ROW("(?m)^a$", TEXTS("a", "b\na\nb"), OUT("ab", "b\na")),
    ROW("(?:(?m)a)^b", TEXTS(NULL), OUT("a\nb", "ab")),
    ROW("(?:a|(?m)b|^c)d", TEXTS("ad", "bd", "cd", "x\ncd"), OUT("xcd")),
    ROW("(?m:a\\n)^b", TEXTS(NULL), OUT("a\nb")),
    ROW("(?m:a\\n^b)", TEXTS("a\nb"), OUT("ab")),
    ROW("(?s)a.(?:b.)c", TEXTS("a\nb\nc"), OUT("abc")),
    ROW("(?:(?s)a.)b.c", TEXTS("a\nb。c"), OUT("a\nb\nc")),
    ROW("(?ms)^a.b$", TEXTS("a\nb", "x\na\nb\n"), OUT("ab")),
    ROW("(?ms:a.^b)", TEXTS("a\nb"), OUT("ab")),
    ROW("(?)a", TEXTS("a"), OUT("b")),
    ROW("(?i)a", TEXTS("A"), OUT(NULL)),
    ROW("(?i:a)b(?-i)c", TEXTS("Abc"), OUT(NULL)),
    ROW("(?x: a b )c", TEXTS("abc"), OUT(NULL)),
    ROW("(?-x) a", TEXTS(" a"), OUT(NULL)),
    ROW("(?xx)[a b]c", TEXTS("ac"), OUT(NULL)),
    ROW("(?-m)(?m-s)a", TEXTS("a"), OUT(NULL)),
    ROW("(?^)a", TEXTS("a"), OUT(NULL)),
    /* places */
    ROW("^a", TEXTS("a"), OUT("b", "ba", "\na")),
    ROW("\\Aa\\z", TEXTS("a"), OUT("ab")),
    ROW("a\\Z", TEXTS("a", "a\n"), OUT("ab")),
    ROW("a$", TEXTS("a", "a\n"), OUT("ab")),
    ROW("(?m)a$\\nb", TEXTS("a\nb", "xa\nb\n"), OUT("ab", "a\na")),
    ROW("(?m)a$\\s*b", TEXTS("a\n\n b", "a\nb"), OUT("a b", "ab")),
    ROW("(?m)a$(?s:.)^b", TEXTS("a\nb"), OUT("ab")),
    ROW("(?m)a$\\R^b$\\R?", TEXTS("a\nb", "a\r\nb\r\n"), OUT("ab")),
    ROW("(?m)a$$\\n$\\n\\z", TEXTS("a\n\n"), OUT("a\n")),
    ROW("a$\\n", TEXTS("a\n"), OUT("a", "ab")),
    ROW("a\\Z\\n\\z", TEXTS("a\n"), OUT("a")),
    ROW("(?:a$|b)*\\n?c?", TEXTS("a\n", "bba"), OUT(NULL)),
    ROW("(?m)(?:^a$\\n)+b", TEXTS("a\nb", "a\na\nb"), OUT("aab", "a\naab")),
    ROW("(?m)(?:a$)?\\nb", TEXTS("a\nb", "\nb"), OUT("ab")),
    ROW("(?m)^", TEXTS("", "a"), OUT(NULL)),
    ROW("(?m)$", TEXTS("", "a"), OUT(NULL)),
    ROW("(?m)^b", TEXTS("b", "a\nb", "a\rb"), OUT("ab", "a\nb")),
    ROW("(?m)a\\n^b", TEXTS("a\nb"), OUT("ab")),
    ROW("(?m)a\\s*^b", TEXTS("a\nb", "a \n\nb"), OUT("ab", "a b")),
    ROW("(?m)^\\h*+^a", TEXTS("a", "x\na"), OUT(" a")),
    ROW("(?:a|^)b", TEXTS("ab", "b"), OUT("cb")),
    ROW("a*^b", TEXTS("b"), OUT("ab")),
    ROW("\\ba\\b。\\Bx?", TEXTS("a。", "、a。"), OUT("b。")),
    ROW("a\\Kb", TEXTS("ab"), OUT("b")),
    ROW("\\Ga", TEXTS("a"), OUT(NULL)),
    /* what looks around */
    ROW("(?=ab)a", TEXTS("ab"), OUT("b")),
    ROW("a(?=b)", TEXTS("ab"), OUT("a", "ac")),
    ROW("a(?=b)b", TEXTS("ab"), OUT("ac")),
    ROW("a(?=b|$)", TEXTS("ab", "a", "a\n"), OUT("ac")),
    ROW("a(?=.*c)b", TEXTS("abc"), OUT("ac")),
    ROW("a(?=b(?=c))", TEXTS("abc"), OUT("a", "ac")),
    ROW("a(?=b)(?=.c)", TEXTS("abc"), OUT("a")),
    ROW("a(?=(?=b).)", TEXTS("ab"), OUT("a")),
    ROW("a(?=)", TEXTS("a"), OUT("b")),
    ROW("a(?=b)*", TEXTS("a", "ab"), OUT("b")),
    ROW("a(?=b)?", TEXTS("a", "ab"), OUT("b")),
    ROW("a(?=b)+", TEXTS("ab"), OUT("b")),
    ROW("a(?=b){2}", TEXTS("ab"), OUT("b")),
    ROW("(?:a(?=b)|c)", TEXTS("ab", "c"), OUT("ac")),
    ROW("(?:a(?=b))+", TEXTS("ab"), OUT("b")),
    ROW("(?:a(?=b)|b)+c", TEXTS("abc", "bc"), OUT("c")),
    ROW("(?=a)", TEXTS("a"), OUT("b")),
    ROW("(?=(?=(?=a){4}){4}){4}a", TEXTS("a"), OUT("b")),
    ROW("(?!a)b", TEXTS("b"), OUT("a")),
    ROW("a(?!b)", TEXTS("a", "ac"), OUT("b")),
    ROW("a(?!b(?=c)|[)])", TEXTS("a", "abd"), OUT("b")),
    ROW("(?<=a)b", TEXTS("ab"), OUT("a")),
    ROW("(?<!a)b", TEXTS("b", "cb"), OUT("a")),
    ROW("a(?<=a)b", TEXTS("ab"), OUT("b")),
    ROW("(?<=^|。)b", TEXTS("b", "。b"), OUT("a")),
    ROW("(?<=(?m)a)b", TEXTS("ab"), OUT("a")),
    ROW("(?*a)a", TEXTS("a"), OUT(NULL)),
    ROW("(?<*a)[>)]", TEXTS("a>", "a)"), OUT(NULL)),
    ROW("(*pla:a)a", TEXTS("a"), OUT(NULL)),
    /* what refers to others */
    ROW("(a|b)\\1c", TEXTS("aac", "bbc"), OUT("c")),
    ROW("(?<n>a+)、\\1。", TEXTS("aa、aa。"), OUT("aa")),
    ROW("(?:\\1b|(a))+c", TEXTS("ac", "aabc"), OUT("d")),
    ROW("(a)\\g1\\g{1}\\g{-1}\\k<n>(?<n>b)?c|a", TEXTS("a"), OUT(NULL)),
    ROW("(?<n>a)\\k<n>\\k'n'\\k{n}(?P=n)", TEXTS("aaaaa"), OUT(NULL)),
    ROW("(a)(?1)(?-1)", TEXTS("aaa"), OUT(NULL)),
    ROW("a(?R)?b", TEXTS("aabb"), OUT(NULL)),
    ROW("(?<n>a|b(?&n)c)d", TEXTS("bacd"), OUT(NULL)),
    ROW("(a)?(?(1)b|c)", TEXTS("ab", "c"), OUT(NULL)),
    ROW("(?(?=a)ab|c)", TEXTS("ab", "c"), OUT(NULL)),
    ROW("(?(DEFINE)(?<n>a))(?P>n)b", TEXTS("ab"), OUT(NULL)),
    ROW("a(*SKIP)b|(*FAIL)|c(*ACCEPT)d", TEXTS("ab", "c"), OUT(NULL)),
    ROW("(*UCP)a", TEXTS("a"), OUT(NULL)),
    ROW("a(?#b)c", TEXTS("ac"), OUT(NULL)),
    ROW("a(?C1)b", TEXTS("ab"), OUT(NULL)),
    /* what is empty */
    ROW("", TEXTS("", "a"), OUT(NULL)),
    ROW("a*", TEXTS("", "b"), OUT(NULL)),
    ROW("(?:)", TEXTS(""), OUT(NULL)),
    ROW("|a", TEXTS(""), OUT(NULL)),
    ROW(" # nothing", TEXTS(""), OUT(NULL)),
};
enum { ROWS = sizeof rows / sizeof *rows };

static void test_out(struct bundle *bundle, size_t pattern, const struct row *row)
{
    for (size_t i = 0; i < MOST_TEXTS && row->out[i]; i++) {
        uint64_t found = giji_automaton_read(bundle->alone[pattern], giji_slice(row->out[i])).found;
        check_that(is_read(bundle, pattern) && !(found & 1), row->out[i], __FILE__, row->line);
    }
}

/* Texts that the row says to match do, as PCRE2 has it: else the row tests nothing. */
static void test_texts(struct bundle *bundle, size_t pattern, const struct row *row)
{
    for (size_t i = 0; i < MOST_TEXTS && row->texts[i]; i++) {
        giji_string text = giji_slice(row->texts[i]);
        bool matches = false;
        for (size_t at = 0; at <= text.length && !matches; at++)
            matches = begins_at(bundle, pattern, text, at);
        check_that(matches, row->texts[i], __FILE__, row->line);
    }
}

/* The patterns from `first` on in one net, with the texts of all rows. */
static void test_rows(size_t first)
{
    static struct bundle bundle;
    for (size_t i = first; i < ROWS && i < first + MOST_PATTERNS; i++)
        check_that(add_pattern(&bundle, giji_slice(rows[i].pattern)), rows[i].pattern, __FILE__,
                   rows[i].line);
    if (check_failed || !CHECK(open_bundle(&bundle)))
        return;
    for (size_t i = 0; i < bundle.count; i++) {
        test_out(&bundle, i, &rows[first + i]);
        test_texts(&bundle, i, &rows[first + i]);
    }
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < MOST_TEXTS; j++) {
            if (rows[i].texts[j])
                compare_text(&bundle, giji_slice(rows[i].texts[j]));
            if (rows[i].out[j])
                compare_text(&bundle, giji_slice(rows[i].out[j]));
        }
    close_bundle(&bundle);
}

static void test_table(void)
{
    for (size_t first = 0; first < ROWS; first += MOST_PATTERNS)
        test_rows(first);
}

/* ---- characters --------------------------------------------------------------------------- */

/* What stands for a set of characters; `exactly`, where the automaton has to know which. */
static const struct {
    const char *pattern;
    bool exactly;
} sets[] = {
    {"\\s", true},         {"\\S", true},        {"\\h", true},          {"\\H", true},
    {"\\v", true},         {"\\V", true},        {"[^\\s]", true},       {"[^\\S]", true},
    {"[\\h\\v]", true},    {"[^\\h、-〿]", true}, {"[あ-ん𠀀-𠮟]", true}, {"[^\\n-あ𠮟]", true},
    {"\\d", false},        {"\\D", false},       {"\\w", false},         {"\\W", false},
    {"\\p{Han}", false},   {"\\P{L}", false},    {"[^\\d]", false},      {"[\\p{Lo}ー]", false},
    {"[^\\W\\d_]", false}, {"\\R", false},       {".", false},           {"(?s).", true},
    {"\\N", false},        {"\\X", false},       {"[[:alpha:]]", false}, {"[^[:space:]]", false},
};
enum { SETS = sizeof sets / sizeof *sets };

static size_t put_character(uint32_t c, char *bytes)
{
    if (c < 0x80)
        return bytes[0] = (char)c, 1;
    size_t count = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = count - 1; i > 0; i--, c >>= 6)
        bytes[i] = (char)(0x80 | (c & 0x3F));
    bytes[0] = (char)(0xF00 >> count | c);
    return count;
}

static void test_character(const struct bundle *bundle, uint64_t exactly, uint32_t character)
{
    char bytes[4];
    giji_string text = giji_slice_of(bytes, put_character(character, bytes));
    uint64_t found = giji_automaton_read(bundle->start, text).found;
    uint64_t matched = matches_at(bundle, text, 0);
    compare(bundle, matched, found, text, 0, "a character is missed");
    compare(bundle, found & exactly, matched, text, 0, "another character is found");
}

static uint32_t next_character(uint32_t character)
{
    enum { DENSE = 0x3200, STEP = 61, SURROGATES = 0xD800, BEHIND_THEM = 0xE000 };
    character += character < DENSE || character >= 0xFF00 - STEP ? 1 : STEP;
    if (character > PLANE)
        character += 2 * STEP;
    return character >= SURROGATES && character < BEHIND_THEM ? BEHIND_THEM : character;
}

static void test_characters(void)
{
    static struct bundle bundle;
    uint64_t exactly = 0;
    for (size_t i = 0; i < SETS; i++) {
        CHECK(add_pattern(&bundle, giji_slice(sets[i].pattern)));
        if (sets[i].exactly)
            exactly |= UINT64_C(1) << i;
    }
    if (!CHECK(open_bundle(&bundle)))
        return;
    for (uint32_t character = 0; character <= LAST_CHARACTER; character = next_character(character))
        test_character(&bundle, exactly, character);
    close_bundle(&bundle);
}

/* ---- at random ---------------------------------------------------------------------------- */

enum { RANDOM_TEXTS = 4, MOST_MADE = 3 * MOST_PATTERNS + RANDOM_TEXTS };

/* What is made of one seed. */
struct made {
    struct bundle bundle;
    struct buffer patterns[MOST_PATTERNS], texts[MOST_MADE];
    size_t text_count;
};

/* The text that a pattern has been made with, one that is like it, and one that holds it. */
static void make_texts(struct made *made, struct dice *dice, giji_string sample)
{
    struct buffer *variant = &made->texts[made->text_count++];
    struct buffer *around = &made->texts[made->text_count++];
    random_variant(dice, sample, variant);
    random_text(dice, 5, around);
    giji_buffer_add(around, sample);
    random_text(dice, 5, around);
}

/* What PCRE2 refuses is made anew. */
static void make_pattern(struct made *made, struct dice *dice)
{
    struct buffer *pattern = &made->patterns[made->bundle.count];
    struct buffer *sample = &made->texts[made->text_count];
    do {
        pattern->length = sample->length = 0;
        random_pattern(dice, pattern, sample);
        giji_buffer_reserve(pattern, 1);
    } while (!add_pattern(&made->bundle, giji_buffer_text(pattern)));
    made->text_count++;
    make_texts(made, dice, giji_buffer_text(sample));
}

static void make(struct made *made, uint64_t seed)
{
    struct dice dice = {seed};
    size_t count = random_roll(&dice, 30) ? 1 + random_roll(&dice, 8) : MOST_PATTERNS;
    made->bundle.seed = seed;
    for (size_t i = 0; i < count; i++)
        make_pattern(made, &dice);
    for (size_t i = 0; i < RANDOM_TEXTS; i++)
        random_text(&dice, 30, &made->texts[made->text_count++]);
}

static void free_made(struct made *made)
{
    close_bundle(&made->bundle);
    for (size_t i = 0; i < MOST_PATTERNS; i++)
        giji_buffer_free(&made->patterns[i]);
    for (size_t i = 0; i < MOST_MADE; i++)
        giji_buffer_free(&made->texts[i]);
}

static void test_round(uint64_t seed)
{
    static struct made made;
    made = (struct made){0};
    make(&made, seed);
    if (CHECK(open_bundle(&made.bundle)))
        for (size_t i = 0; i < made.text_count; i++)
            compare_text(&made.bundle, giji_buffer_text(&made.texts[i]));
    free_made(&made);
}

/* Automata that find everything miss nothing: most of what does not match has to be ruled out. */
static void test_random(uint64_t seed, unsigned long rounds)
{
    compared = not_matching = ruled_out = 0;
    for (unsigned long i = 0; i < rounds; i++)
        test_round(seed + i);
    fprintf(stderr, "%lu pairs of a pattern and a text, %lu of %lu ruled out\n", compared,
            ruled_out, not_matching);
    CHECK(ruled_out > not_matching / 3);
}

/* ---- threads ------------------------------------------------------------------------------ */

enum { THREADS = 4 };

/* What one thread reads, from which of the texts on. */
struct reader {
    pthread_t thread;
    const struct made *made;
    const uint64_t *matched; /* of each text, by PCRE2 */
    size_t first, missed;
};

static void *read_texts(void *data)
{
    struct reader *reader = data;
    const struct bundle *bundle = &reader->made->bundle;
    size_t count = reader->made->text_count;
    for (size_t i = 0; i < count; i++) {
        size_t at = (reader->first + i) % count;
        giji_string text = giji_buffer_text(&reader->made->texts[at]);
        uint64_t found = giji_automaton_read(bundle->start, text).found;
        reader->missed += (reader->matched[at] & ~found) != 0;
        for (size_t j = 0; j < bundle->count; j++) {
            found = giji_automaton_read(bundle->alone[j], text).found & 1;
            reader->missed += (reader->matched[at] >> j & 1) > found;
        }
    }
    return NULL;
}

/* Threads that make the states of the same automata at the same time. */
static void test_threads(uint64_t seed)
{
    static struct made made;
    uint64_t matched[MOST_MADE];
    struct reader readers[THREADS];
    make(&made, seed);
    if (!CHECK(open_bundle(&made.bundle)))
        return;
    for (size_t i = 0; i < made.text_count; i++)
        matched[i] = matches_at(&made.bundle, giji_buffer_text(&made.texts[i]), 0);
    for (size_t i = 0; i < THREADS; i++) {
        readers[i] = (struct reader){.made = &made, .matched = matched, .first = i / 2 * 7};
        if (pthread_create(&readers[i].thread, NULL, read_texts, &readers[i]) != 0)
            abort();
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(readers[i].thread, NULL);
        CHECK(readers[i].missed == 0);
    }
    free_made(&made);
    made = (struct made){0};
}

/* ---- limits ------------------------------------------------------------------------------- */

/* Adds `text` so many times. */
static void add_often(struct buffer *to, const char *text, unsigned times)
{
    for (unsigned i = 0; i < times; i++)
        giji_buffer_add(to, giji_slice(text));
}

/* Whether the pattern, which may begin anywhere, is found in the text. */
static bool is_found(const struct buffer *pattern, giji_string text)
{
    static struct bundle bundle;
    bool found = false;
    if (CHECK(!pattern->failed && add_pattern(&bundle, giji_buffer_text(pattern))) &&
        CHECK(open_bundle(&bundle)))
        found = giji_automaton_read(bundle.anywhere, text).found & 1;
    close_bundle(&bundle);
    return found;
}

/* A pattern with more ways through it than can be joined. */
static void test_joins(void)
{
    struct buffer pattern = {0};
    for (unsigned i = 0; i < 2; i++) {
        add_often(&pattern, "(?:0|1|2|3|4|5|6|7|8|9)", 12);
        giji_buffer_print(&pattern, i ? "y" : "x|");
    }
    CHECK(is_found(&pattern, giji_slice("a012345678901x")));
    CHECK(is_found(&pattern, giji_slice("a012345678901y")));
    CHECK(!is_found(&pattern, giji_slice("a0123456789x")));
    giji_buffer_free(&pattern);
}

/* More states than are kept: one for each of the last letters of a and b. */
static void test_states(void)
{
    enum { LETTERS = 1 << 20, KNOWN = 16 };
    struct buffer pattern = {0}, text = {0};
    struct dice dice = {1};
    giji_buffer_print(&pattern, "(?:a|b)*a");
    add_often(&pattern, "(?:a|b)", KNOWN);
    giji_buffer_print(&pattern, "c");
    for (size_t i = 0; i < LETTERS; i++)
        giji_buffer_add_byte(&text, random_roll(&dice, 2) ? 'a' : 'b');
    giji_buffer_print(&text, "abbbbbbbbbbbbbbbbc");
    CHECK(is_found(&pattern, giji_buffer_text(&text)));
    CHECK(!is_found(&pattern, giji_slice("babbbbbbbbbbbbbbbc")));
    giji_buffer_free(&pattern);
    giji_buffer_free(&text);
}

/* Adds a word of characters that each stand `apart` from the one before, for which there are some thousand. */
static void add_word(struct buffer *to, unsigned first, unsigned count, unsigned apart)
{
    enum { KANJI = 0x4E00 };
    char bytes[4];
    for (unsigned i = 0; i < count; i++) {
        size_t length = put_character(KANJI + first + i * apart, bytes);
        giji_buffer_add(to, giji_slice_of(bytes, length));
    }
}

/* More nodes, sets or classes than a net has: `count` words of `length` letters, all in one net. */
static void test_words(unsigned count, unsigned length, unsigned apart)
{
    static struct bundle bundle;
    struct buffer words[MOST_PATTERNS] = {0}, patterns[MOST_PATTERNS] = {0};
    for (unsigned i = 0; i < count; i++) {
        add_word(&words[i], i, length, apart);
        giji_buffer_add(&patterns[i], giji_buffer_text(&words[i]));
        giji_buffer_print(&patterns[i], "$\\R(?m)^");
        giji_buffer_print(&words[i], "\n");
        CHECK(add_pattern(&bundle, giji_buffer_text(&patterns[i])));
    }
    CHECK(open_bundle(&bundle));
    for (unsigned i = 0; i < count; i++) {
        giji_string word = giji_buffer_text(&words[i]);
        CHECK(giji_automaton_read(bundle.start, word).found >> i & 1);
        CHECK(giji_automaton_read(bundle.alone_anywhere[i], word).found & 1);
    }
    close_bundle(&bundle);
    for (unsigned i = 0; i < count; i++) {
        giji_buffer_free(&words[i]);
        giji_buffer_free(&patterns[i]);
    }
}

/* Adds patterns of several thousand classes of characters, and a text of them all. */
static void test_blocks(void)
{
    struct buffer pattern = {0}, text = {0};
    enum { WORDS = 300, LETTERS = 6, TEXT = 200000 };
    struct dice dice = {2};
    for (unsigned i = 0; i < WORDS; i++) {
        giji_buffer_print(&pattern, i ? "|" : "");
        add_word(&pattern, i * LETTERS, LETTERS, 1);
    }
    for (unsigned i = 0; i < TEXT; i++)
        add_word(&text, random_roll(&dice, WORDS * LETTERS), 1 + random_roll(&dice, LETTERS - 1),
                 1);
    add_word(&text, (WORDS - 1) * LETTERS, LETTERS, 1);
    CHECK(is_found(&pattern, giji_buffer_text(&text)));
    giji_buffer_free(&pattern);
    giji_buffer_free(&text);
}

static void test_limits(void)
{
    test_joins();
    test_states();
    test_words(40, 2000, 1);
    test_words(2, 4500, 2);
    test_words(3, 3999, 1);
    test_blocks();
}

/* ---- beginnings --------------------------------------------------------------------------- */

static bool begins_with_a(const char *pattern)
{
    struct arena arena = {0};
    const struct tree *tree = giji_regex_read(giji_slice(pattern), &arena);
    bool begins = tree && giji_tree_begins_with(tree, 'a');
    giji_arena_free(&arena);
    return begins;
}

/* Whether all matches of the pattern end with `a`, as far as it tells. */
static bool ends_with_a(const char *pattern)
{
    struct arena arena = {0};
    const struct tree *tree = giji_regex_read(giji_slice(pattern), &arena);
    const struct charset *last = tree ? giji_tree_last(tree) : NULL;
    bool ends = last && last->count == 1 && giji_charset_holds(last, 'a') &&
                last->ranges[0].first == last->ranges[0].last;
    giji_arena_free(&arena);
    return ends;
}

static void test_ends(void)
{
    CHECK(ends_with_a("a") && ends_with_a("b*(?:c|a)a") && ends_with_a("b(?:c(a))") &&
          ends_with_a("b[a]{2,}") && ends_with_a("b a # c"));
    CHECK(!ends_with_a("ab") && !ends_with_a("a?") && !ends_with_a("ba*") && !ends_with_a("a|ba") &&
          !ends_with_a("a$") && !ends_with_a("a(?=a)") && !ends_with_a("a(?:)") &&
          !ends_with_a("") && !ends_with_a("(a)\\1"));
}

static void test_beginnings(void)
{
    CHECK(begins_with_a("a") && begins_with_a("[^b]c") && begins_with_a("b|a") &&
          begins_with_a("b*a") && begins_with_a("b?c{0,2}[ab]") && begins_with_a("(?=b)a") &&
          begins_with_a("(?m)^\\h*+.{0,12}b") && begins_with_a("(?:b|)a") &&
          begins_with_a("(?:a|b){2}"));
    CHECK(!begins_with_a("ba") && !begins_with_a("b+a") && !begins_with_a("[^a]a") &&
          !begins_with_a("(?:b|c?d)a") && !begins_with_a("b{1,3}a") && !begins_with_a("\\ha") &&
          !begins_with_a(""));
}

int main(int count, char **arguments)
{
    uint64_t seed = count > 1 ? strtoull(arguments[1], NULL, 0) : 1;
    unsigned long rounds = count > 2 ? strtoul(arguments[2], NULL, 0) : ROUNDS;
    match_data = pcre2_match_data_create(1, NULL);
    limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(limits, MOST_STEPS);
    if (count < 2) {
        test_table();
        test_beginnings();
        test_ends();
        test_characters();
        test_limits();
        for (uint64_t i = 0; i < THREAD_ROUNDS; i++)
            test_threads(seed + i);
    }
    test_random(seed, rounds);
    pcre2_match_context_free(limits);
    pcre2_match_data_free(match_data);
    return check_result();
}
