#include "grammar/roles.h"

#include "base/ascii.h"
#include "grammar/lists.h"
#include "text/unicode.h"

/* The label without the letter or number that tells several of one title apart (委員Ａ, 委員12). */
static giji_string without_letter(giji_string label)
{
    size_t end = label.length;
    while (end > 1 && giji_is_alnum(label.data[end - 1]))
        end--;
    return giji_slice_cut(label, 0, end);
}

/* The folded label without what stands in brackets behind it: 委員(浜中). */
static giji_string without_bracket(giji_string label)
{
    if (!giji_slice_ends(label, giji_slice(")")))
        return label;
    size_t open = giji_slice_find(label, giji_slice("("), 0);
    return open == SIZE_MAX || open == 0 ? label : giji_slice_cut(label, 0, open);
}

/* What of a folded label says who somebody is. */
static giji_string bare(giji_string label)
{
    return without_letter(without_bracket(label));
}

bool giji_grammar_ends_with(const struct grammar *grammar, enum word_list list, giji_string label,
                            struct arena *arena)
{
    struct buffer folded = {0};
    bool found = giji_listed_last(grammar, list, bare(giji_folded(label, &folded))) > 0;
    giji_buffer_end(&folded, arena);
    return found;
}

giji_role giji_grammar_side(const struct grammar *grammar, giji_string label, struct arena *arena)
{
    struct buffer folded = {0};
    giji_string title = bare(giji_folded(label, &folded));
    size_t member = giji_listed_last(grammar, WORDS_MEMBER_TITLES, title),
           office = giji_listed_last(grammar, WORDS_OFFICE_TITLES, title),
           procedure = giji_listed_last(grammar, WORDS_PROCEDURE_TITLES, title);
    giji_buffer_end(&folded, arena);
    if (procedure && procedure >= member && procedure >= office)
        return GIJI_ROLE_STATEMENT;
    return member && member >= office ? GIJI_ROLE_QUESTION : GIJI_ROLE_ANSWER;
}

bool giji_grammar_is_group(const struct grammar *grammar, giji_string label, struct arena *arena)
{
    return giji_is_listed_folded(grammar, WORDS_OFFICE_GROUPS, label, arena);
}

size_t giji_grammar_name_length(const struct grammar *grammar, giji_string label)
{
    size_t title = giji_listed_last(grammar, WORDS_MEMBER_TITLES, label);
    return title ? label.length - title : 0;
}

bool giji_grammar_is_title(const struct grammar *grammar, giji_string label, struct arena *arena)
{
    return giji_grammar_ends_with(grammar, WORDS_MEMBER_TITLES, label, arena) ||
           giji_grammar_ends_with(grammar, WORDS_OFFICE_TITLES, label, arena);
}

bool giji_grammar_is_known(const struct grammar *grammar, giji_string label, struct arena *arena)
{
    return giji_grammar_is_title(grammar, label, arena) ||
           giji_grammar_ends_with(grammar, WORDS_OFFICE_UNITS, label, arena);
}

giji_string giji_match_title(const struct match *match)
{
    giji_string office = match->captures[CAPTURE_OFFICE];
    return office.length ? office : match->captures[CAPTURE_LABEL];
}
