/* Attendance: what words and brackets say of who is there, in what group and department. */
#include "parse/attendance.h"
#include "parse/characters.h"
#include "parse/naming.h"
#include "parse/runs.h"
#include "parse/titles.h"

/* ---- words ----------------------------------------------------------------------------- */

/* Takes 出席者 or 欠席者: a heading, or what a list says of the person before it. */
static bool take_presence(struct roster *roster, const struct word *word, giji_string folded,
                          bool of_person)
{
    bool absent = giji_is_listed(roster->grammar, WORDS_ABSENT_LABELS, folded);
    if (!absent && !giji_is_listed(roster->grammar, WORDS_PRESENT_LABELS, folded))
        return false;
    bool names_group = giji_is_group_label(roster->grammar, folded);
    giji_end_name(roster);
    giji_attendee *person = giji_last_person(roster);
    if (person && of_person) {
        person->present = !absent;
        return true;
    }
    giji_set_presence(roster, !absent);
    if (names_group)
        roster->group = giji_arena_copy(roster->arena, giji_word_text(word));
    return true;
}

/* Takes a group's heading. A bare word that is a member's title as well (委員) is that. */
static bool take_group(struct roster *roster, const struct word *word, giji_string folded,
                       bool marked)
{
    bool office = giji_is_listed(roster->grammar, WORDS_OFFICE_GROUPS, folded);
    bool member = giji_is_listed(roster->grammar, WORDS_MEMBER_GROUPS, folded) &&
                  (marked || !giji_is_listed(roster->grammar, WORDS_MEMBER_TITLES, folded));
    if (!member && !(office && (marked || !roster->line_begun)))
        return false;
    giji_set_group(roster, giji_word_text(word), folded);
    return true;
}

/* Takes a word with ":" behind it. */
static void take_headed(struct roster *roster, const struct word *word)
{
    if (giji_is_title(roster->grammar, word, roster->names_come_first)) {
        giji_begin_heading(roster);
        roster->heading_title = giji_arena_copy(roster->arena, giji_word_text(word));
        roster->titles_come_first = true;
        return;
    }
    giji_take_people(roster, word);
    giji_end_piece(roster);
}

/* Whether the word says that there is nobody, or stands among names and is none. */
static bool is_no_name(const struct grammar *grammar, giji_string folded)
{
    return giji_is_listed(grammar, WORDS_NOBODY, folded) ||
           giji_is_listed(grammar, WORDS_NO_NAMES, folded);
}

void giji_take_word(struct roster *roster, const struct word *word, enum word_place place)
{
    giji_string folded = giji_roster_fold(roster, giji_word_text(word));
    bool headed = place == BEFORE_COLON;
    roster->line_ends = place == BEFORE_LINE_END;
    roster->more_follows = place == BEFORE_MORE;
    if (is_no_name(roster->grammar, folded)) {
        giji_end_piece(roster);
        giji_forget_name(roster);
        giji_forget_title(roster);
    } else if (giji_slice_is(folded, "兼"))
        roster->titles_join = true;
    else if (take_presence(roster, word, folded, roster->line_ends) ||
             take_group(roster, word, folded, headed))
        return;
    else if (headed)
        take_headed(roster, word);
    else
        giji_take_people(roster, word);
}

/* ---- brackets -------------------------------------------------------------------------- */

/* Gives the person before the bracket, or the one to come, the title in it. */
static void take_bracketed_title(struct roster *roster, giji_string title)
{
    giji_attendee *person = roster->name.count ? NULL : giji_last_person(roster);
    if (giji_is_listed(roster->grammar, WORDS_CAPACITIES, roster->title) && !roster->title_used)
        roster->own_department = giji_arena_copy(roster->arena, title);
    else if (person && !person->title.length)
        person->title = giji_arena_copy(roster->arena, title);
    else
        giji_take_title(roster, title);
}

/* Whether one of the words stands in the letters. */
static bool holds_word(giji_string text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (giji_slice_find(text, giji_slice(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static bool holds_listed(const struct grammar *grammar, enum word_list list, giji_string text)
{
    for (size_t i = 0; i < grammar->words[list].count; i++)
        if (giji_slice_find(text, grammar->words[list].items[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* Whether a bracket says how or why somebody attends, or does not: 都合により欠席. */
static bool is_on_attendance(const struct grammar *grammar, giji_string text)
{
    static const char *const words[] = {
        "遅刻", "遅参",       "早退",     "途中",   "退席", "退室", "退出", "入室", "着席",
        "代理", "代わり",     "不在",     "新任",   "再任", "より", "から", "まで", "ため",
        "にて", "オンライン", "リモート", "ウェブ", "Web",  "WEB",  "web",
    };
    return holds_listed(grammar, WORDS_ABSENT_LABELS, text) ||
           holds_listed(grammar, WORDS_PRESENT_LABELS, text) ||
           holds_word(text, words, sizeof words / sizeof *words);
}

/* Whether somebody of whom the bracket says that they are absent was so for a part only. */
static bool is_in_part(giji_string text)
{
    static const char *const words[] = {"途中", "一部", "から", "まで", "以降", "前半", "後半"};
    return holds_word(text, words, sizeof words / sizeof *words);
}

/* Names the people in the letters from `at` on, whom the bracket behind another person names. */
static void take_named_beside(struct roster *roster, const struct word *word, size_t at,
                              bool present)
{
    struct roster beside = {
        .arena = roster->arena,
        .grammar = roster->grammar,
        .people = roster->people,
        .present = present,
        .group = roster->group,
        .passed_over = roster->passed_over,
        .seat = -1,
        .last = SIZE_MAX,
        .last_line = SIZE_MAX,
    };
    roster->parted = (giji_string){NULL, 0};
    while (at < word->count) {
        struct word part;
        giji_word_empty(&part);
        for (; at < word->count && giji_is_letter(giji_word_letter(word, at)); at++)
            giji_word_add(&part, giji_word_letter(word, at), giji_word_cut(word, at, at + 1));
        if (part.count)
            giji_take_people(&beside, &part);
        giji_end_piece(&beside);
        at++;
    }
    giji_buffer_end(&beside.folded, roster->arena);
}

/* The letter behind "代理：", "代理出席者 " or "欠席：", which people follow; 0 where there is none. */
static size_t label_end(const struct word *word)
{
    static const char *const labels[] = {"代理出席者", "代理出席", "代理者", "代理人", "代理"};
    for (size_t at = 0; at < word->count; at++)
        if (giji_set_has(U":：", giji_word_letter(word, at)))
            return at + 1;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t end = giji_count_letters(giji_slice(labels[i]));
        if (giji_slice_begins(giji_word_text(word), giji_slice(labels[i])))
            return end < word->count && giji_is_ideograph(giji_word_letter(word, end)) ? end : 0;
    }
    return 0;
}

/* Takes what a bracket says of the attendance of the person before it, or of others that it names.
 * Whoever stands in is there: 欠席、代理：浜中係長. */
static void take_on_attendance(struct roster *roster, const struct word *word)
{
    size_t names = label_end(word);
    giji_string said = giji_word_cut(word, 0, names ? names : word->count);
    bool stands_in = giji_slice_find(said, giji_slice("代理"), 0) != SIZE_MAX;
    bool absent = holds_listed(roster->grammar, WORDS_ABSENT_LABELS, said) && !is_in_part(said);
    giji_end_name(roster);
    giji_attendee *person = giji_last_person(roster);
    if (person && absent && (!names || stands_in))
        person->present = false;
    if (names)
        take_named_beside(roster, word, names, stands_in || !absent);
}

static bool is_kana(const struct word *word)
{
    for (size_t at = 0; at < word->count; at++)
        if (giji_is_ideograph(giji_word_letter(word, at)))
            return false;
    return true;
}

/* Gives the last person the department in the bracket; 同課 is that of the person before. */
static void set_affiliation(struct roster *roster, const struct word *word)
{
    giji_attendee *person = giji_last_person(roster);
    if (giji_same_end(roster->grammar, word, 0, word->count) < word->count)
        person->department = giji_arena_copy(roster->arena, giji_word_text(word));
    else if (roster->last > 0)
        person->department = person[-1].department;
}

/* Takes a bracket's words that are no heading: a name behind its title, or where the person before
 * it comes from. Kana say how a name is read. */
static void take_remark(struct roster *roster, const struct word *word)
{
    if (is_kana(word))
        return;
    if (roster->title.length && !roster->title_used && !roster->name.count) {
        giji_take_people(roster, word);
        giji_end_name(roster);
        return;
    }
    giji_end_name(roster);
    if (giji_last_person(roster))
        set_affiliation(roster, word);
}

/* Takes a unit in brackets: behind a person it is theirs, behind a title that of the person to come,
 * else a heading. What stands before a heading with white space between is the matter that the unit
 * has come for. */
static void take_bracketed_unit(struct roster *roster, const struct word *word, bool spaced)
{
    if (!spaced)
        giji_end_name(roster);
    if (!spaced && roster->last != SIZE_MAX) {
        take_remark(roster, word);
        return;
    }
    if (roster->office && spaced)
        giji_forget_name(roster);
    giji_end_piece(roster);
    giji_string title = spaced ? (giji_string){NULL, 0} : roster->title;
    roster->department_is_new = false;
    if (title.length)
        roster->own_department = giji_arena_copy(roster->arena, giji_word_text(word));
    else
        giji_set_department(roster, giji_word_text(word));
}

/* Takes a group in brackets; behind a name such a word may be the title: 丘野和夫（委員）. */
static bool take_bracketed_group(struct roster *roster, const struct word *word, giji_string folded)
{
    bool behind_name = roster->name.count || roster->last != SIZE_MAX;
    if (behind_name && giji_is_listed(roster->grammar, WORDS_MEMBER_TITLES, folded))
        return false;
    return take_group(roster, word, folded, true);
}

/* Takes a seat in brackets: that of the person before it, else of the one to come. */
static bool take_bracketed_seat(struct roster *roster, const struct word *word)
{
    size_t at = 0;
    int seat;
    if (!giji_accept_seat(giji_word_text(word), &at, &seat) || at < giji_word_text(word).length)
        return false;
    giji_attendee *person = giji_last_person(roster);
    if (roster->name.count && roster->seat < 0)
        roster->seat = seat;
    else if (!roster->name.count && person && person->seat < 0)
        person->seat = seat;
    else
        giji_take_seat(roster, seat);
    return true;
}

void giji_take_bracketed(struct roster *roster, const struct word *word, bool spaced)
{
    giji_string folded = giji_roster_fold(roster, giji_word_text(word));
    if (take_bracketed_seat(roster, word))
        return;
    if (!word->count || giji_word_has_digit(word, 0) || giji_word_is_count(word) ||
        is_no_name(roster->grammar, folded))
        return;
    if (take_presence(roster, word, folded, true) || take_bracketed_group(roster, word, folded))
        return;
    bool unit = giji_is_unit_in_charge(roster->grammar, word);
    if (!unit && giji_is_title(roster->grammar, word, roster->names_come_first))
        take_bracketed_title(roster, giji_word_text(word));
    else if (unit || (giji_ends_like_unit(roster->grammar, word, 0, word->count) &&
                      !giji_is_listed(roster->grammar, WORDS_SURNAMES, giji_word_text(word))))
        take_bracketed_unit(roster, word, spaced);
    else if (is_on_attendance(roster->grammar, giji_word_text(word)))
        take_on_attendance(roster, word);
    else
        take_remark(roster, word);
}
