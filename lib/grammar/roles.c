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

bool giji_grammar_is_member(const struct grammar *grammar, giji_string label)
{
    return ends_with_word(grammar, WORDS_MEMBER_TITLES, label);
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
