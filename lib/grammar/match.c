#include "grammar/match.h"

#include "text/unicode.h"

/* What a match may take: far beyond what a sensible pattern needs on a paragraph, and little enough
 * that a bad one is stopped in milliseconds. */
enum { MOST_STEPS = 200000, MOST_DEPTH = 2000, MOST_HEAP_KIB = 20000, MOST_GROUPS = 64 };

/* What is not used often is interpreted first, with limits that most texts do not come near. */
enum { QUICK_STEPS = 5000, QUICK_DEPTH = 500 };

/* Vertical white space, of which code for lines cannot tell: see code.h. */
static const giji_string vertical[] = {{"\n", 1},          {"\v", 1},       {"\f", 1},
                                       {"\r", 1},          {"\xC2\x85", 2}, {"\xE2\x80\xA8", 3},
                                       {"\xE2\x80\xA9", 3}};

static pcre2_match_context *limits_of(uint32_t steps, uint32_t depth)
{
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    if (limits) {
        pcre2_set_match_limit(limits, steps);
        pcre2_set_depth_limit(limits, depth);
        pcre2_set_heap_limit(limits, MOST_HEAP_KIB);
    }
    return limits;
}

bool giji_matcher_open(struct matcher *matcher, struct arena *arena)
{
    *matcher = (struct matcher){.arena = arena};
    giji_search_open(&matcher->vertical, vertical, sizeof vertical / sizeof *vertical);
    matcher->data = pcre2_match_data_create(MOST_GROUPS, NULL);
    matcher->limits = limits_of(MOST_STEPS, MOST_DEPTH);
    matcher->quick = limits_of(QUICK_STEPS, QUICK_DEPTH);
    if (matcher->data && matcher->limits && matcher->quick)
        return true;
    giji_matcher_close(matcher);
    arena->failed = true;
    return false;
}

void giji_matcher_close(struct matcher *matcher)
{
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->limits);
    pcre2_match_context_free(matcher->quick);
    *matcher = (struct matcher){0};
}

static void read_match(const struct matcher *matcher, const struct pattern *pattern,
                       giji_string subject, struct match *match)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(matcher->data);
    match->start = ends[0];
    match->end = ends[1];
    for (size_t i = 0; i < CAPTURE_COUNT; i++) {
        match->captures[i] = (giji_string){NULL, 0};
        if (pattern->group[i] < 0)
            continue;
        const PCRE2_SIZE *pair = ends + 2 * (size_t)pattern->group[i];
        if (pair[0] != PCRE2_UNSET)
            match->captures[i] = giji_slice_cut(subject, pair[0], pair[1]);
    }
}

/* A text, and where in it a match is tried. */
struct trial {
    struct matcher *matcher;
    PCRE2_SPTR text;
    size_t length, from;
};

static int try_code(const struct trial *trial, const pcre2_code *code, uint32_t options,
                    pcre2_match_context *limits)
{
    return pcre2_match(code, trial->text, trial->length, trial->from, options | PCRE2_NO_UTF_CHECK,
                       trial->matcher->data, limits);
}

/* The machine code runs on the machine's stack, of which it takes little; a match that needs more
 * is done again by the interpreter, whose memory is bounded too. */
static int run_fast(const struct trial *trial, const pcre2_code *code)
{
    pcre2_match_context *limits = trial->matcher->limits;
    if (!code)
        return PCRE2_ERROR_NOMEMORY;
    int result = pcre2_jit_match(code, trial->text, trial->length, trial->from, 0,
                                 trial->matcher->data, limits);
    bool interpreted = result == PCRE2_ERROR_JIT_STACKLIMIT || result == PCRE2_ERROR_JIT_BADOPTION;
    return interpreted ? try_code(trial, code, PCRE2_NO_JIT, limits) : result;
}

/* By the interpreter. There is no machine code for what is asked with options. */
static int try_plain(const struct trial *trial, struct code *code, uint32_t options,
                     pcre2_match_context *limits)
{
    const pcre2_code *plain = giji_code_plain(code);
    int result =
        plain ? try_code(trial, plain, options | PCRE2_NO_JIT, limits) : PCRE2_ERROR_NOMEMORY;
    giji_code_leave(code);
    return result;
}

/* The interpreter counts steps in another way than the machine code: where it does not get through with few of them,
 * that code has to say what comes of it. What is found does not depend on how often a pattern was used. */
static int run_plain(const struct trial *trial, struct code *code)
{
    int result = try_plain(trial, code, 0, trial->matcher->quick);
    bool known = result >= 0 || result == PCRE2_ERROR_NOMATCH || result == PCRE2_ERROR_NOMEMORY;
    return known ? result : run_fast(trial, giji_code_fast(code));
}

/* What is asked of the text; NULL where memory ran out. */
static struct code *code_for(const struct matcher *matcher, const struct pattern *pattern,
                             giji_string subject)
{
    struct code *code = pattern->code;
    bool for_lines = code->options & CODE_FOR_LINES;
    return for_lines && giji_search_any(&matcher->vertical, subject) ? giji_code_for_texts(code)
                                                                     : code;
}

static int run_code(const struct trial *trial, const struct pattern *pattern, struct code *code,
                    uint32_t options)
{
    if (!code)
        return PCRE2_ERROR_NOMEMORY;
    if (options)
        return try_plain(trial, code, options, trial->matcher->limits);
    /* an anchored one looks at few */
    size_t bytes = pattern->anchored ? 0 : trial->length - trial->from;
    const pcre2_code *fast = giji_code_if_fast(code, bytes);
    return fast ? run_fast(trial, fast) : run_plain(trial, code);
}

static int run(struct matcher *matcher, const struct pattern *pattern, giji_string subject,
               size_t from, uint32_t options)
{
    PCRE2_SPTR text = (PCRE2_SPTR)(subject.data ? subject.data : "");
    struct trial trial = {matcher, text, subject.length, from};
    int result = run_code(&trial, pattern, code_for(matcher, pattern, subject), options);
    if (result == PCRE2_ERROR_NOMEMORY)
        matcher->arena->failed = true;
    return result;
}

static enum match_outcome match_from(struct matcher *matcher, const struct pattern *pattern,
                                     giji_string subject, size_t from, uint32_t options,
                                     struct match *match)
{
    int result = run(matcher, pattern, subject, from, options);
    if (result == PCRE2_ERROR_NOMATCH)
        return MATCH_NO;
    if (result < 0 && !matcher->limited)
        matcher->limited = pattern;
    if (result < 0)
        return MATCH_LIMIT;
    read_match(matcher, pattern, subject, match);
    return MATCH_YES;
}

static bool may_begin(const struct pattern *pattern, giji_string subject)
{
    if (subject.length == 0)
        return true;
    unsigned char byte = (unsigned char)subject.data[0];
    return pattern->first[byte / 8] >> (byte % 8) & 1;
}

bool giji_match_is_fit(const struct pattern *pattern, giji_string subject)
{
    if (pattern->longest && giji_is_longer(subject, pattern->longest))
        return false;
    const struct words *needs = &pattern->needs;
    return needs->count == 0 || giji_holds_any(subject, needs->items, needs->count);
}

/* PCRE2 runs compiled code only where the pattern itself is anchored: the option at match time
 * would send it to the interpreter. */
static uint32_t anchor(const struct pattern *pattern)
{
    return pattern->anchored ? 0 : PCRE2_ANCHORED;
}

enum match_outcome giji_match_here(struct matcher *matcher, const struct pattern *pattern,
                                   giji_string subject, struct match *match)
{
    if (!may_begin(pattern, subject) || !giji_match_is_fit(pattern, subject))
        return MATCH_NO;
    return match_from(matcher, pattern, subject, 0, anchor(pattern), match);
}

enum match_outcome giji_match_filtered(struct matcher *matcher, const struct pattern *pattern,
                                       giji_string subject, struct match *match)
{
    enum match_outcome outcome = match_from(matcher, pattern, subject, 0, anchor(pattern), match);
    return outcome == MATCH_YES && !giji_match_is_fit(pattern, subject) ? MATCH_NO : outcome;
}

enum match_outcome giji_match_at(struct matcher *matcher, const struct pattern *pattern,
                                 giji_string subject, size_t from, struct match *match)
{
    return match_from(matcher, pattern, subject, from, 0, match);
}

/* Finds the first match of an anchored pattern: tries one character after the other. */
static enum match_outcome find_anchored(struct matcher *matcher, const struct pattern *pattern,
                                        giji_string subject, size_t from, struct match *match)
{
    enum match_outcome outcome = MATCH_NO;
    for (size_t at = from; outcome == MATCH_NO && at <= subject.length;) {
        outcome = match_from(matcher, pattern, subject, at, 0, match);
        if (at == subject.length)
            break;
        giji_next_char(subject, &at);
    }
    return outcome;
}

enum match_outcome giji_match_find(struct matcher *matcher, const struct pattern *pattern,
                                   giji_string subject, size_t from, struct match *match)
{
    if (!giji_match_is_fit(pattern, subject))
        return MATCH_NO;
    return pattern->anchored ? find_anchored(matcher, pattern, subject, from, match)
                             : match_from(matcher, pattern, subject, from, 0, match);
}

/* Whether `subject` is what a match of the pattern may begin with, if more text followed. */
static bool is_viable(struct matcher *matcher, const struct pattern *pattern, giji_string subject)
{
    struct trial trial = {matcher, (PCRE2_SPTR)(subject.data ? subject.data : ""), subject.length,
                          0};
    uint32_t options = anchor(pattern) | PCRE2_PARTIAL_SOFT | PCRE2_NO_JIT;
    const pcre2_code *code = giji_code_written(pattern->code);
    int result = code ? try_code(&trial, code, options, matcher->limits) : PCRE2_ERROR_NOMEMORY;
    if (result == PCRE2_ERROR_NOMEMORY)
        matcher->arena->failed = true;
    return result >= 0 || result == PCRE2_ERROR_PARTIAL;
}

/* What can begin a match can do so with any part of its start: so the end is found by halving. */
size_t giji_match_reach(struct matcher *matcher, const struct pattern *pattern, giji_string subject)
{
    enum { MOST_CHARACTERS = 200 };
    size_t ends[MOST_CHARACTERS + 1] = {0};
    size_t good = 0, bad = 1;
    if (!may_begin(pattern, subject))
        return 0;
    for (size_t at = 0; at < subject.length && bad <= MOST_CHARACTERS; bad++) {
        giji_next_char(subject, &at);
        ends[bad] = at;
    }
    while (bad - good > 1) {
        size_t middle = good + (bad - good) / 2;
        if (is_viable(matcher, pattern, giji_slice_cut(subject, 0, ends[middle])))
            good = middle;
        else
            bad = middle;
    }
    return ends[good];
}
