/* Naming people: a word is taken apart into seat number, units, titles, names and honorific, which
 * go to the roster in the order that they are written in. */
#include "parse/naming.h"
#include "parse/characters.h"
#include "parse/titles.h"
#include "text/unicode.h"

/* ---- titles ---------------------------------------------------------------------------- */

/* The titles of the letters [from, end) of a word, each looked for behind the one before it. */
struct titles {
    const struct word *word;
    size_t from, end;
    struct title_hit first[6]; /* as many as there is room for */
    size_t count;              /* of all */
    struct title_hit last;     /* all zero where there is none */
};

static void find_titles(const struct grammar *grammar, const struct word *word, size_t from,
                        size_t end, struct titles *titles)
{
    struct title_hit *hit = &titles->last;
    titles->word = word;
    titles->from = from;
    titles->end = end;
    titles->count = 0;
    titles->last = (struct title_hit){0};
    for (size_t at = from; giji_find_title(grammar, word, at, end, hit); at = hit->end)
        if (titles->count++ < sizeof titles->first / sizeof *titles->first)
            titles->first[titles->count - 1] = *hit;
}

/* giji_find_title in the letters that were looked through: it is found again where one was found before. */
static bool next_title(const struct grammar *grammar, const struct titles *titles, size_t at,
                       struct title_hit *hit)
{
    size_t place = titles->from;
    for (size_t i = 0; i < titles->count && i < sizeof titles->first / sizeof *titles->first; i++) {
        if (place == at) {
            *hit = titles->first[i];
            return true;
        }
        place = titles->first[i].end;
    }
    bool none = at == (titles->count ? titles->last.end : titles->from);
    return !none && giji_find_title(grammar, titles->word, at, titles->end, hit);
}

/* Whether one of the titles has hiragana behind it, as in running text: 委員が. */
static bool is_running(const struct grammar *grammar, const struct titles *titles)
{
    struct title_hit hit;
    for (size_t at = titles->from; next_title(grammar, titles, at, &hit); at = hit.end)
        if (giji_is_hiragana(giji_word_letter(titles->word, hit.end)))
            return true;
    return false;
}

/* Whether the letters of an official's title are part of a name: those of a member who has a seat, or
 * of a short word that begins with no unit. 中村長吉君 is no head of a village. */
static bool is_in_name(const struct roster *roster, const struct word *word, size_t from,
                       const struct title_hit *hit, size_t end)
{
    enum { LONGEST_NAME = 5 };
    if (!hit->office || hit->start == from)
        return false;
    if (roster->seat >= 0)
        return true;
    return roster->honours && !roster->office && end - from <= LONGEST_NAME && hit->end < end &&
           !giji_is_title_prefix(roster->grammar, word, from, hit, false);
}

/* Finds the first title at or after `from` that is none in a name. */
static bool find_title(const struct roster *roster, const struct titles *titles, size_t from,
                       struct title_hit *hit)
{
    for (size_t at = from; next_title(roster->grammar, titles, at, hit); at = hit->end)
        if (!is_in_name(roster, titles->word, from, hit, titles->end))
            return true;
    return false;
}

/* The letter behind a title that no list has, which at least `fewest` letters of a name follow:
 * 危機管理監|丘野太郎. */
static size_t unknown_title_end(const struct grammar *grammar, const struct word *word, size_t from,
                                size_t end, size_t fewest)
{
    enum { SHORTEST_TITLE = 3, LONGEST_NAME = 5 };
    size_t at = end - from > LONGEST_NAME ? end - LONGEST_NAME : from + 1;
    if (at < from + SHORTEST_TITLE)
        at = from + SHORTEST_TITLE;
    for (; at + fewest <= end; at++)
        if (giji_listed_before(grammar, WORDS_TITLE_ENDINGS, word, from, at))
            return at;
    return from;
}

/* The letter behind the last title of the letters, or where they begin if there is none. At least `fewest`
 * letters of a name follow. */
static size_t titles_end(const struct roster *roster, const struct titles *titles, size_t fewest)
{
    struct title_hit hit;
    size_t from = titles->from, end = titles->end, at = from;
    while (find_title(roster, titles, at, &hit))
        at = hit.end;
    bool long_enough = end - from > LONGEST_SURNAME && roster->seat < 0;
    return at == from && long_enough
               ? unknown_title_end(roster->grammar, titles->word, from, end, fewest)
               : at;
}

/* Whether a word without a known title is one: it ends as titles do, or begins as units do and ends
 * as they do not, and its holder follows. */
static bool is_unknown_title(const struct roster *roster, const struct word *word, size_t from,
                             size_t end)
{
    const struct grammar *grammar = roster->grammar;
    bool of_unit = roster->honours && giji_organ_at(grammar, word, from, end) &&
                   !giji_ends_like_unit(grammar, word, from, end);
    bool may_be_title = roster->office && !roster->running_text && roster->more_follows &&
                        roster->seat < 0 && end - from >= 3;
    return may_be_title &&
           (of_unit || giji_listed_before(grammar, WORDS_TITLE_ENDINGS, word, from, end));
}

/* Takes a title. A name may be behind it in the same word. */
static void take_title(struct roster *roster, const struct word *word, size_t from, size_t end)
{
    roster->line_ends &= end == word->count;
    giji_take_title(roster, giji_word_cut(word, from, end));
}

/* ---- parts of words -------------------------------------------------------------------- */

/* Whether the letters are the given name of the surname that waits, though a unit might begin with
 * them: 部長 丘野 みどり. */
static bool is_given_name(const struct roster *roster, const struct word *word, size_t from,
                          size_t end)
{
    return roster->name_words == 1 && (roster->title.length || !roster->office) &&
           end - from <= LONGEST_SURNAME && !giji_ends_like_unit(roster->grammar, word, from, end);
}

/* Takes letters without a title. */
static void take_plain(struct roster *roster, const struct word *word, size_t from, size_t end)
{
    if (is_unknown_title(roster, word, from, end)) {
        take_title(roster, word, from, end);
        return;
    }
    size_t units = giji_is_unit(roster->grammar, word, from, end)
                       ? end
                       : giji_units_end(roster->grammar, word, from, end);
    if (roster->named_surely || is_given_name(roster, word, from, end))
        units = from;
    if (units > from && !roster->running_text)
        giji_set_department(roster, giji_word_cut(word, from, units));
    if (units < end)
        giji_take_name(roster, giji_word_cut(word, units, end), false);
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
        take_title(roster, word, from, hit->end);
        return;
    }
    size_t name = giji_units_end(roster->grammar, word, from, hit->start);
    if (name > from)
        giji_set_department(roster, giji_word_cut(word, from, name));
    bool guessed;
    bool given = roster->name_words == 1;
    size_t title =
        giji_part_title(roster->grammar, roster->department, word, name, hit, given, &guessed);
    if (*first) {
        giji_take_name(roster, giji_word_cut(word, name, title), false);
        take_title(roster, word, title, hit->end);
        return;
    }
    size_t before = roster->people->count;
    giji_take_named(roster, word, name, title, hit->end);
    if (roster->people->count > before) {
        roster->parted = giji_arena_copy(roster->arena, giji_word_cut(word, name, hit->end));
        roster->guessed = guessed;
    }
}

/* Takes a word whose name has an honorific at `end`: all up to the last title is the title. */
static void take_honoured(struct roster *roster, const struct word *word, size_t from, size_t end)
{
    struct titles titles;
    struct title_hit hit;
    find_titles(roster->grammar, word, from, end, &titles);
    size_t name = titles_end(roster, &titles, USUAL_SURNAME);
    if (name == end && name > from && find_title(roster, &titles, from, &hit) &&
        !giji_is_title_prefix(roster->grammar, word, from, &hit, roster->names_come_first)) {
        bool first = false;
        take_titled(roster, word, from, &hit, &first);
        return;
    }
    if (name > from)
        take_title(roster, word, from, name);
    if (name < end)
        giji_take_name(roster, giji_word_cut(word, name, end), true);
    roster->named_surely = roster->name.count > 0;
    giji_end_name(roster);
}

/* Whether the word is a title alone: where names have an honorific, those behind it are
 * its holder's. Members may have a title in its place (丘野委員 浜中君). */
static bool is_whole_title(const struct roster *roster, const struct titles *titles)
{
    const struct title_hit *last = &titles->last;
    return roster->honours && roster->more_follows && last->office && last->end == titles->end;
}

/* Takes letters that begin with a title and have no other; false where they are not of this kind. */
static bool take_leading_title(struct roster *roster, const struct titles *titles)
{
    const struct word *word = titles->word;
    size_t from = titles->from, end = titles->end;
    size_t name = roster->honours ? titles_end(roster, titles, 1) : from;
    bool leads = name > from && name < end;
    if (!leads && !is_whole_title(roster, titles))
        return false;
    take_title(roster, word, from, leads ? name : end);
    if (leads)
        giji_take_name(roster, giji_word_cut(word, name, end), false);
    return true;
}

/* Whether the letters are the name of somebody whose title waits, and another title with a name behind
 * it: 事務局長 | 丘野太郎議事係長浜中花子. */
static bool is_behind_title(const struct roster *roster, const struct titles *titles)
{
    return roster->title.length && !roster->title_used && titles->count &&
           titles->end - titles->last.end >= 2;
}

/* Takes the letters at the end of a word in which the titles were looked for. */
static void take_letters(struct roster *roster, const struct titles *titles)
{
    const struct word *word = titles->word;
    size_t from = titles->from, end = titles->end;
    bool first = is_behind_title(roster, titles);
    struct title_hit hit;
    if (take_leading_title(roster, titles))
        return;
    if (!find_title(roster, titles, from, &hit)) {
        take_plain(roster, word, from, end);
        return;
    }
    while (from < end && find_title(roster, titles, from, &hit)) {
        take_titled(roster, word, from, &hit, &first);
        from = giji_same_end(roster->grammar, word, hit.end, end);
    }
    if (from < end)
        giji_take_name(roster, giji_word_cut(word, from, end), false);
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

/* The letter behind the 兼 that joins the word's title to the one that waits: 総務部長 兼企画課長, not
 * 市長 兼松太郎. */
static size_t take_joint(struct roster *roster, const struct word *word, size_t from)
{
    struct title_hit hit;
    if (giji_word_letter(word, from) != U'兼' || !roster->title.length ||
        !giji_find_title(roster->grammar, word, from + 1, word->count, &hit) ||
        !giji_is_title_prefix(roster->grammar, word, from + 1, &hit, false))
        return from;
    roster->titles_join = true;
    return from + 1;
}

/* Whether the word is a number or has that of a matter: 第二 議案第九号. */
static bool is_ordinal(const struct word *word)
{
    size_t at = 0;
    while (at < word->count && giji_word_letter(word, at) != U'第')
        at++;
    if (at == word->count)
        return false;
    giji_string rest = giji_word_cut(word, at + 1, word->count);
    size_t end = 0;
    bool number = giji_read_number(rest, &end) >= 0;
    giji_string counter = giji_slice_cut(rest, end, rest.length);
    return number && (!counter.length || giji_slice_begins(counter, giji_slice("号")));
}

/* Whether the word says what the member before it is elsewhere: 委員 丘野和夫 緑野大学教授. */
static bool is_affiliation(const struct roster *roster, const struct word *word)
{
    enum { SHORTEST_AFFILIATION = 4 };
    bool behind_person = roster->last != SIZE_MAX || roster->name.count > USUAL_SURNAME;
    return behind_person && !roster->office && !roster->running_text &&
           word->count >= SHORTEST_AFFILIATION &&
           (giji_listed_before(roster->grammar, WORDS_AFFILIATIONS, word, 0, word->count) ||
            giji_listed_at(roster->grammar, WORDS_AFFILIATIONS, word, 0, word->count));
}

/* Takes the letters from `from` on, unless the word is running text. */
static void take_unhonoured(struct roster *roster, const struct word *word, size_t from)
{
    struct titles titles;
    find_titles(roster->grammar, word, 0, word->count, &titles);
    if (is_running(roster->grammar, &titles)) {
        giji_end_piece(roster);
        return;
    }
    if (from > 0)
        find_titles(roster->grammar, word, from, word->count, &titles);
    take_letters(roster, &titles);
}

void giji_take_people(struct roster *roster, const struct word *word)
{
    size_t end = word->count;
    if (word->overlong || giji_word_is_count(word) || giji_word_has_digit(word, 0) ||
        is_ordinal(word)) {
        giji_end_piece(roster);
        return;
    }
    if (is_affiliation(roster, word)) {
        giji_end_name(roster);
        if (giji_last_person(roster))
            giji_last_person(roster)->department =
                giji_arena_copy(roster->arena, giji_word_text(word));
        return;
    }
    size_t from = take_joint(roster, word, take_same(roster, word, 0));
    size_t honorific = giji_word_honorific(word, end);
    if (honorific && from + honorific < end)
        take_honoured(roster, word, from, end - honorific);
    else if (honorific && from + honorific == end && roster->name.count) {
        roster->named_surely = true;
        giji_end_name(roster);
    } else
        take_unhonoured(roster, word, from);
}
