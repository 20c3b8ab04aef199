#include "grammar/roles.h"

#include "grammar/lists.h"
#include "text/unicode.h"

#include <ctype.h>

/* The label without the letter or digit that tells several of one title apart (委員Ａ). */
static giji_string without_letter(giji_string label)
{
    bool marked = label.length > 1 && isalnum((unsigned char)label.data[label.length - 1]);
    return marked ? giji_slice_cut(label, 0, label.length - 1) : label;
}

static bool ends_with_word(const struct grammar *grammar, enum word_list list, giji_string label)
{
    struct buffer folded = {0};
    giji_fold(label, &folded);
    bool found = giji_listed_last(grammar, list, without_letter(giji_buffer_text(&folded))) > 0;
    giji_buffer_free(&folded);
    return found;
}

giji_role giji_grammar_side(const struct grammar *grammar, giji_string label)
{
    struct buffer folded = {0};
    giji_fold(label, &folded);
    giji_string title = without_letter(giji_buffer_text(&folded));
    size_t member = giji_listed_last(grammar, WORDS_MEMBER_TITLES, title),
           office = giji_listed_last(grammar, WORDS_OFFICE_TITLES, title),
           procedure = giji_listed_last(grammar, WORDS_PROCEDURE_TITLES, title);
    giji_buffer_free(&folded);
    if (procedure && procedure >= member && procedure >= office)
        return GIJI_ROLE_STATEMENT;
    return member && member >= office ? GIJI_ROLE_QUESTION : GIJI_ROLE_ANSWER;
}

bool giji_grammar_is_chair(const struct grammar *grammar, giji_string label)
{
    return ends_with_word(grammar, WORDS_CHAIR_TITLES, label);
}

bool giji_grammar_is_group(const struct grammar *grammar, giji_string label)
{
    return giji_is_listed_folded(grammar, WORDS_OFFICE_GROUPS, label);
}

size_t giji_grammar_name_length(const struct grammar *grammar, giji_string label)
{
    size_t title = giji_listed_last(grammar, WORDS_MEMBER_TITLES, label);
    return title ? label.length - title : 0;
}

bool giji_grammar_is_title(const struct grammar *grammar, giji_string label)
{
    return ends_with_word(grammar, WORDS_MEMBER_TITLES, label) ||
           ends_with_word(grammar, WORDS_OFFICE_TITLES, label);
}

bool giji_grammar_is_known(const struct grammar *grammar, giji_string label)
{
    return giji_grammar_is_title(grammar, label) ||
           ends_with_word(grammar, WORDS_OFFICE_UNITS, label);
}

giji_string giji_match_title(const struct match *match)
{
    giji_string office = match->captures[CAPTURE_OFFICE];
    return office.length ? office : match->captures[CAPTURE_LABEL];
}
