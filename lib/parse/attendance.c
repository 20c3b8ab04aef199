/* Attendance: what words and brackets say of who is there, in what group and department. */
#include "parse/attendance.h"
#include "parse/characters.h"
#include "parse/naming.h"
#include "parse/titles.h"

/* ---- words ----------------------------------------------------------------------------- */

/* Takes 出席者 or 欠席者: a heading, or what a list says of the person before it. */
static bool take_presence(struct roster *roster, giji_string folded, bool of_person)
{
    bool absent = giji_is_listed(roster->grammar, WORDS_ABSENT_LABELS, folded);
    if (!absent && !giji_is_listed(roster->grammar, WORDS_PRESENT_LABELS, folded))
        return false;
    giji_end_name(roster);
    giji_attendee *person = giji_last_person(roster);
    if (person && of_person)
        person->present = !absent;
    else
        giji_set_presence(roster, !absent);
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
    if (is_no_name(roster->grammar, folded)) {
        giji_end_piece(roster);
        giji_forget_title(roster);
    } else if (take_presence(roster, folded, place == BEFORE_LINE_END) ||
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
    if (person && !person->title.length)
        person->title = giji_arena_copy(roster->arena, title);
    else
        giji_take_title(roster, title);
}

static bool is_kana(const struct word *word)
{
    for (size_t at = 0; at < word->count; at++)
        if (giji_is_ideograph(giji_word_letter(word, at)))
            return false;
    return true;
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
    giji_attendee *person = giji_last_person(roster);
    if (person)
        person->department = giji_arena_copy(roster->arena, giji_word_text(word));
}

/* Takes a unit in brackets: behind a person it is theirs, else a heading. What stands before a
 * heading with white space between is the matter that the unit has come for. */
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
    roster->department_is_new = false;
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

void giji_take_bracketed(struct roster *roster, const struct word *word, bool spaced)
{
    giji_string folded = giji_roster_fold(roster, giji_word_text(word));
    if (!word->count || giji_word_has_digit(word, 0) || giji_word_is_count(word) ||
        is_no_name(roster->grammar, folded))
        return;
    if (take_presence(roster, folded, true) || take_bracketed_group(roster, word, folded))
        return;
    if (giji_is_title(roster->grammar, word, roster->names_come_first))
        take_bracketed_title(roster, giji_word_text(word));
    else if (giji_ends_like_unit(roster->grammar, word, 0, word->count))
        take_bracketed_unit(roster, word, spaced);
    else
        take_remark(roster, word);
}
