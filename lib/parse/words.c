/* Words of a field of people, and looking them up in the grammar's lists. */
#include "parse/words.h"

/* ---- letters of a word ----------------------------------------------------------------- */

void giji_word_add_text(struct word *word, giji_string text)
{
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        uint32_t letter = giji_next_char(text, &at);
        if (!giji_is_space(letter))
            giji_word_add(word, letter, giji_slice_cut(text, start, at));
    }
}

size_t giji_count_letters(giji_string text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++)
        giji_next_char(text, &at);
    return count;
}

/* ---- what a word looks like ------------------------------------------------------------ */

bool giji_word_has_digit(const struct word *word, size_t from)
{
    for (size_t at = from; at < word->count; at++)
        if (giji_is_digit(giji_word_letter(word, at)))
            return true;
    return false;
}

bool giji_word_is_count(const struct word *word)
{
    if (word->count < 2 || !giji_set_has(U"名人", giji_word_letter(word, word->count - 1)))
        return false;
    size_t at = 0;
    giji_string figure = giji_word_cut(word, word->count - 2, word->count - 1);
    return giji_read_number(figure, &at) >= 0;
}

size_t giji_word_honorific(const struct word *word, size_t end)
{
    static const char *const honorifics[] = {"君", "氏", "様", "殿", "さん"};
    giji_string text = giji_word_cut(word, 0, end);
    for (size_t i = 0; i < sizeof honorifics / sizeof *honorifics; i++)
        if (giji_slice_ends(text, giji_slice(honorifics[i])))
            return giji_count_letters(giji_slice(honorifics[i]));
    return 0;
}

/* ---- lists of words -------------------------------------------------------------------- */

giji_string giji_first_listed(const struct grammar *grammar, enum word_list list)
{
    const struct words *words = &grammar->words[list];
    return words->count ? words->items[0] : (giji_string){NULL, 0};
}
