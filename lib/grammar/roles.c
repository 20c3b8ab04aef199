#include "grammar/roles.h"

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
    const struct words *words = &grammar->words[list];
    struct buffer folded = {0};
    giji_fold(label, &folded);
    giji_string text = without_letter(giji_buffer_text(&folded));
    bool found = false;
    for (size_t i = 0; i < words->count && !found; i++)
        found = giji_slice_ends(text, words->items[i]);
    giji_buffer_free(&folded);
    return found;
}

static bool is_word(const struct words *words, giji_string label)
{
    struct buffer folded = {0};
    giji_fold(label, &folded);
    bool found = false;
    for (size_t i = 0; i < words->count && !found; i++)
        found = giji_slice_equal(giji_buffer_text(&folded), words->items[i]);
    giji_buffer_free(&folded);
    return found;
}

bool giji_grammar_is_member(const struct grammar *grammar, giji_string label)
{
    return ends_with_word(grammar, WORDS_MEMBER_TITLES, label);
}

bool giji_grammar_is_group(const struct grammar *grammar, giji_string label)
{
    return is_word(&grammar->words[WORDS_OFFICE_GROUPS], label);
}

size_t giji_grammar_name_length(const struct grammar *grammar, giji_string label)
{
    const struct words *titles = &grammar->words[WORDS_MEMBER_TITLES];
    size_t longest = 0;
    for (size_t i = 0; i < titles->count; i++)
        if (giji_slice_ends(label, titles->items[i]) && titles->items[i].length > longest)
            longest = titles->items[i].length;
    return longest ? label.length - longest : 0;
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
