#include "grammar/roles.h"

#include "text/unicode.h"

static bool ends_with_word(const struct grammar *grammar, enum word_list list, giji_string label)
{
    const struct words *words = &grammar->words[list];
    struct buffer folded = {0};
    giji_fold(label, &folded);
    bool found = false;
    for (size_t i = 0; i < words->count && !found; i++)
        found = giji_slice_ends(giji_buffer_text(&folded), words->items[i]);
    giji_buffer_free(&folded);
    return found;
}

bool giji_grammar_is_member(const struct grammar *grammar, giji_string label)
{
    return ends_with_word(grammar, WORDS_MEMBER_TITLES, label);
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
