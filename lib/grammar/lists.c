#include "grammar/lists.h"

#include "text/unicode.h"

bool giji_is_listed(const struct grammar *grammar, enum word_list list, giji_string text)
{
    const struct words *words = &grammar->words[list];
    for (size_t i = 0; i < words->count; i++)
        if (giji_slice_equal(words->items[i], text))
            return true;
    return false;
}

size_t giji_listed_first(const struct grammar *grammar, enum word_list list, giji_string text)
{
    const struct words *words = &grammar->words[list];
    size_t longest = 0;
    for (size_t i = 0; i < words->count; i++)
        if (words->items[i].length > longest && giji_slice_begins(text, words->items[i]))
            longest = words->items[i].length;
    return longest;
}

size_t giji_listed_last(const struct grammar *grammar, enum word_list list, giji_string text)
{
    const struct words *words = &grammar->words[list];
    size_t longest = 0;
    for (size_t i = 0; i < words->count; i++)
        if (words->items[i].length > longest && giji_slice_ends(text, words->items[i]))
            longest = words->items[i].length;
    return longest;
}

bool giji_is_listed_inside(const struct grammar *grammar, enum word_list list, giji_string text)
{
    const struct words *words = &grammar->words[list];
    for (size_t i = 0; i < words->count; i++)
        if (giji_slice_find(text, words->items[i], 0) != SIZE_MAX)
            return true;
    return false;
}

bool giji_is_listed_folded(const struct grammar *grammar, enum word_list list, giji_string text,
                           struct arena *arena)
{
    struct buffer folded = {0};
    giji_fold(text, &folded);
    bool found = giji_is_listed(grammar, list, giji_buffer_text(&folded));
    giji_buffer_end(&folded, arena);
    return found;
}
