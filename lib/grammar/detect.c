/* Which form a dump has: the signs of a grammar counted at the start of a text. */
#include "grammar/load.h"
#include "grammar/match.h"

/* The first `window` bytes of the text, cut at the start of a character. */
static giji_string window_of(giji_string text, size_t window)
{
    if (text.length <= window)
        return text;
    while (window > 0 && ((unsigned char)text.data[window] & 0xC0) == 0x80)
        window--;
    return giji_slice_cut(text, 0, window);
}

/* The byte behind a match, and behind one more character where the match was empty. */
static size_t behind(giji_string text, const struct match *match)
{
    size_t at = match->end;
    if (match->end > match->start || at >= text.length)
        return at + (match->end == match->start);
    do
        at++;
    while (at < text.length && ((unsigned char)text.data[at] & 0xC0) == 0x80);
    return at;
}

static unsigned count_finds(struct matcher *matcher, const struct sign *sign, giji_string text)
{
    unsigned finds = 0;
    size_t from = 0;
    struct match match;
    while (finds < sign->most && from <= text.length &&
           giji_match_find(matcher, &sign->pattern, text, from, &match) == MATCH_YES) {
        finds++;
        from = behind(text, &match);
    }
    return finds;
}

double giji_grammar_score(const struct grammar *grammar, giji_string text)
{
    struct matcher matcher;
    double score = 0;
    if (!giji_matcher_open(&matcher))
        return 0;
    giji_string window = window_of(text, grammar->window);
    for (size_t i = 0; i < grammar->sign_count; i++)
        score += grammar->signs[i].weight * count_finds(&matcher, &grammar->signs[i], window);
    giji_matcher_close(&matcher);
    return score;
}
