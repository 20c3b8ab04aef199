/* Words of a field of people, and looking them up in the grammar's lists. */
#include "parse/words.h"
#include "parse/characters.h"
#include "text/unicode.h"

/* ---- letters of a word ----------------------------------------------------------------- */

void giji_word_empty(struct word *word)
{
    word->count = 0;
    word->start[0] = 0;
    word->overlong = false;
}

void giji_word_add(struct word *word, giji_string letter)
{
    if (word->count == LONGEST_WORD) {
        word->overlong = true;
        return;
    }
    size_t end = word->start[word->count];
    memcpy(word->bytes + end, letter.data, letter.length);
    word->start[++word->count] = (uint16_t)(end + letter.length);
}

giji_string giji_word_cut(const struct word *word, size_t from, size_t to)
{
    return giji_slice_of(word->bytes + word->start[from],
                         (size_t)(word->start[to] - word->start[from]));
}

giji_string giji_word_text(const struct word *word)
{
    return giji_word_cut(word, 0, word->count);
}

uint32_t giji_word_letter(const struct word *word, size_t at)
{
    return at < word->count ? giji_char_at(giji_word_cut(word, at, at + 1), 0) : 0;
}

void giji_word_add_text(struct word *word, giji_string text)
{
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        if (!giji_is_space(giji_next_char(text, &at)))
            giji_word_add(word, giji_slice_cut(text, start, at));
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

size_t giji_listed_at(const struct grammar *grammar, enum word_list list, const struct word *word,
                      size_t at, size_t end)
{
    giji_string rest = giji_word_cut(word, at, end);
    size_t length = giji_listed_first(grammar, list, rest);
    return giji_count_letters(giji_slice_cut(rest, 0, length));
}

size_t giji_listed_before(const struct grammar *grammar, enum word_list list,
                          const struct word *word, size_t from, size_t end)
{
    giji_string text = giji_word_cut(word, from, end);
    size_t length = giji_listed_last(grammar, list, text);
    return giji_count_letters(giji_slice_cut(text, text.length - length, text.length));
}

giji_string giji_first_listed(const struct grammar *grammar, enum word_list list)
{
    const struct words *words = &grammar->words[list];
    return words->count ? words->items[0] : (giji_string){NULL, 0};
}
