/* Naming people: a word is taken apart into seat number, units, titles, names and honorific, which
 * go to the roster in the order that they are written in. */
#include "parse/naming.h"
#include "parse/characters.h"
#include "parse/titles.h"
#include "text/unicode.h"

/* Takes letters without a title. */
static void take_plain(struct roster *roster, const struct word *word, size_t from, size_t end)
{
    size_t units = giji_is_unit(roster->grammar, word, from, end)
                       ? end
                       : giji_units_end(roster->grammar, word, from, end);
    if (units > from && !roster->running_text)
        giji_set_department(roster, giji_word_cut(word, from, units));
    if (units < end)
        giji_take_name(roster, giji_word_cut(word, units, end));
}

/* Takes the part of a word up to the end of a title; `*first` where a title stood before its name,
 * as it always does before names with an honorific. */
static void take_titled(struct roster *roster, const struct word *word, size_t from,
                        const struct title_hit *hit, bool *first)
{
    bool honoured = roster->honours && hit->end < word->count;
    if (honoured ||
        giji_is_title_prefix(roster->grammar, word, from, hit, roster->names_come_first)) {
        *first |= !roster->name.count;
        giji_take_title(roster, giji_word_cut(word, from, hit->end));
        return;
    }
    size_t name = giji_units_end(roster->grammar, word, from, hit->start);
    if (name > from)
        giji_set_department(roster, giji_word_cut(word, from, name));
    bool guessed;
    size_t title = giji_part_title(roster->grammar, roster->department, word, name, hit, &guessed);
    if (*first) {
        giji_take_name(roster, giji_word_cut(word, name, title));
        giji_take_title(roster, giji_word_cut(word, title, hit->end));
        return;
    }
    size_t before = roster->people->count;
    giji_take_named(roster, word, name, title, hit->end);
    if (guessed && roster->people->count > before)
        roster->guessed = giji_arena_copy(roster->arena, giji_word_cut(word, name, hit->end));
}

/* Takes a word whose name has an honorific at `end`: all up to the last title is the title. */
static void take_honoured(struct roster *roster, const struct word *word, size_t from, size_t end)
{
    size_t name = from;
    struct title_hit hit;
    while (giji_find_title(roster->grammar, word, name, end, &hit))
        name = hit.end;
    if (name == end && name > from &&
        !giji_is_title_prefix(roster->grammar, word, from, &hit, roster->names_come_first)) {
        bool first = false;
        take_titled(roster, word, from, &hit, &first);
        return;
    }
    if (name > from)
        giji_take_title(roster, giji_word_cut(word, from, name));
    if (name < end)
        giji_take_name(roster, giji_word_cut(word, name, end));
    roster->named_surely = roster->name.count > 0;
    giji_end_name(roster);
}

/* Whether a title has hiragana behind it, as in running text: 委員が. */
static bool is_running(const struct grammar *grammar, const struct word *word)
{
    struct title_hit hit;
    for (size_t at = 0; giji_find_title(grammar, word, at, word->count, &hit); at = hit.end)
        if (giji_is_hiragana(giji_word_letter(word, hit.end)))
            return true;
    return false;
}

static void take_letters(struct roster *roster, const struct word *word, size_t from, size_t end)
{
    bool first = false;
    struct title_hit hit;
    if (!giji_find_title(roster->grammar, word, from, end, &hit)) {
        take_plain(roster, word, from, end);
        return;
    }
    while (from < end && giji_find_title(roster->grammar, word, from, end, &hit)) {
        take_titled(roster, word, from, &hit, &first);
        from = giji_same_end(roster->grammar, word, hit.end, end);
    }
    if (from < end)
        giji_take_name(roster, giji_word_cut(word, from, end));
}

/* The letter behind a seat's number (１番), or 0. */
static size_t seat_end(const struct word *word)
{
    size_t at = 0;
    while (giji_is_digit(giji_word_letter(word, at)))
        at++;
    return at && giji_word_letter(word, at) == U'番' ? at + 1 : 0;
}

/* Takes what stands for a unit named before, at `from`, and returns the letter behind it. 同 where
 * titles come first stands for the title: 書記 丘野 和夫、同 浜中 節子. */
static size_t take_same(struct roster *roster, const struct word *word, size_t from)
{
    size_t behind = giji_same_end(roster->grammar, word, from, word->count);
    if (behind == from)
        return from;
    giji_end_name(roster);
    const struct people *people = roster->people;
    bool title = roster->titles_come_first && !roster->names_come_first;
    if (title && behind == from + 1 && people->count)
        giji_take_title(roster, people->items[people->count - 1].title);
    return behind;
}

void giji_take_people(struct roster *roster, const struct word *word)
{
    size_t from = seat_end(word), end = word->count;
    if (word->overlong || giji_word_is_count(word) || giji_word_has_digit(word, from)) {
        giji_end_piece(roster);
        return;
    }
    if (from) {
        giji_end_piece(roster);
        roster->named_surely = true;
    }
    from = take_same(roster, word, from);
    size_t honorific = giji_word_honorific(word, end);
    if (honorific && from + honorific < end)
        take_honoured(roster, word, from, end - honorific);
    else if (honorific && from + honorific == end && roster->name.count) {
        roster->named_surely = true;
        giji_end_name(roster);
    } else if (!is_running(roster->grammar, word))
        take_letters(roster, word, from, end);
    else
        giji_end_piece(roster);
}
