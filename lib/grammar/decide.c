#include "grammar/decide.h"

#include "base/buffer.h"
#include "grammar/filters.h"
#include "text/unicode.h"

/* Where the last match of `pattern` in `text` ends; 0 where it has none. */
static size_t last_end(struct matcher *matcher, const struct pattern *pattern, giji_string text)
{
    struct match match;
    size_t end = 0;
    for (size_t from = 0; from < text.length;) {
        if (giji_match_find(matcher, pattern, text, from, &match) != MATCH_YES)
            break;
        end = match.end;
        from = match.start;
        giji_next_char(text, &from);
    }
    return end;
}

giji_decision giji_grammar_decide(const struct grammar *grammar, struct matcher *matcher,
                                  giji_string sentence)
{
    giji_decision decision = GIJI_DECISION_OTHER;
    size_t furthest = 0;
    uint64_t mask = giji_filter_find(&grammar->filters->decisions, sentence);
    for (size_t i = giji_filter_next(mask, 0); i < grammar->decision_count;
         i = giji_filter_next(mask, i + 1)) {
        size_t end = last_end(matcher, &grammar->decisions[i].pattern, sentence);
        if (end > furthest) {
            furthest = end;
            decision = grammar->decisions[i].decision;
        }
    }
    return decision;
}

/* Adds `text` to `out` with every match replaced; false where there is none. */
static bool replace(struct matcher *matcher, const struct correction *correction, giji_string text,
                    struct buffer *out)
{
    struct match match;
    size_t at = 0;
    bool found = false;
    while (at < text.length &&
           giji_match_find(matcher, &correction->pattern, text, at, &match) == MATCH_YES &&
           match.end > match.start) {
        giji_buffer_add(out, giji_slice_cut(text, at, match.start));
        giji_buffer_add(out, correction->put);
        at = match.end;
        found = true;
    }
    if (found)
        giji_buffer_add(out, giji_slice_cut(text, at, text.length));
    return found;
}

giji_string giji_grammar_correct(const struct grammar *grammar, struct matcher *matcher,
                                 struct arena *arena, enum correction_of of, giji_string text,
                                 giji_string *by)
{
    giji_string corrected = {NULL, 0};
    for (size_t i = 0; text.length && i < grammar->correction_count; i++) {
        const struct correction *correction = &grammar->corrections[i];
        struct buffer out = {0};
        giji_string before = corrected.length ? corrected : text;
        if (correction->of == of && replace(matcher, correction, before, &out)) {
            corrected = giji_arena_copy(arena, giji_buffer_text(&out));
            *by = correction->full_id;
        }
        giji_buffer_end(&out, arena);
    }
    return corrected;
}
