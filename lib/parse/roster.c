/* The roster of a field of people. A name waits for its title or a title for its name; what ends the
 * waiting adds a person, where the letters can be a name at all. */
#include "parse/roster.h"
#include "parse/characters.h"
#include "parse/titles.h"
#include "text/unicode.h"

enum {
    LONGEST_NAME = 8,
    LONGEST_BARE_NAME = 7, /* without anything else that says it is a name */
    LONGEST_PART = 3       /* of a name that is written as two words */
};

static const giji_string no_title = {NULL, 0};

giji_string giji_roster_fold(struct roster *roster, giji_string text)
{
    roster->folded.length = 0;
    giji_fold(text, &roster->folded);
    return giji_buffer_text(&roster->folded);
}

/* ---- names ----------------------------------------------------------------------------- */

/* Whether every letter may stand in a name; Ａ委員 is how some minutes hide one. */
static bool has_name_letters(const struct word *name)
{
    if (name->count == 1 && giji_is_latin(giji_word_letter(name, 0)))
        return true;
    for (size_t i = 0; i < name->count; i++) {
        uint32_t letter = giji_word_letter(name, i);
        if (!giji_is_letter(letter) || giji_is_digit(letter) || giji_is_latin(letter) ||
            letter == U'を')
            return false;
    }
    return true;
}

/* Whether letters that nothing else calls a name look like one: 丘野和夫 田辺みどり, not 川辺が
 * 諮問ア. */
static bool looks_like_name(const struct grammar *grammar, const struct word *name)
{
    if (name->count > LONGEST_BARE_NAME || giji_organ_at(grammar, name, 0, name->count))
        return false;
    if (name->count == 1)
        return giji_is_listed(grammar, WORDS_SURNAMES, giji_word_text(name));
    bool last = giji_is_ideograph(giji_word_letter(name, name->count - 1));
    bool before_last = giji_is_ideograph(giji_word_letter(name, name->count - 2));
    return giji_is_ideograph(giji_word_letter(name, 0)) && (last || !before_last);
}

/* The title that a name has which carries none itself. */
static giji_string title_before(const struct roster *roster)
{
    if (roster->title.length)
        return roster->title;
    return roster->heading_title.length ? roster->heading_title : roster->group_title;
}

static bool is_person(const struct roster *roster, bool titled)
{
    const struct word *name = &roster->name;
    if (name->count > LONGEST_NAME || !has_name_letters(name))
        return false;
    if (roster->named_surely)
        return true;
    if (titled)
        return !giji_is_hiragana(giji_word_letter(name, 0));
    return !roster->running_text && looks_like_name(roster->grammar, name);
}

/* ---- adding people --------------------------------------------------------------------- */

static void add_person(struct roster *roster, giji_string name, giji_string title)
{
    struct people *people = roster->people;
    giji_attendee *person = giji_arena_push(roster->arena, &people->items, &people->count,
                                            &people->capacity, sizeof *person);
    if (!person)
        return;
    if (roster->department.length) {
        giji_string unit = giji_led_unit(roster->grammar, roster->department, title);
        if (unit.length < title.length)
            roster->department = unit;
    }
    *person = (giji_attendee){
        .name = giji_arena_copy(roster->arena, name),
        .title = title,
        .group = roster->group,
        .department = roster->department,
        .present = roster->present,
    };
    roster->last = people->count - 1;
    roster->last_line = roster->line;
    roster->department_is_new = false;
}

void giji_forget_name(struct roster *roster)
{
    giji_word_empty(&roster->name);
    roster->name_words = 0;
    roster->named_surely = false;
}

void giji_forget_title(struct roster *roster)
{
    roster->title = (giji_string){NULL, 0};
    roster->title_used = roster->title_first = false;
}

/* A title of an unknown unit was taken for a person, but a full name without a title follows it:
 * 台上支所長 浜中一郎. */
static void undo_guess(struct roster *roster)
{
    if (!roster->guessed.length || roster->name.count <= USUAL_SURNAME)
        return;
    roster->people->count--;
    roster->last = SIZE_MAX;
    roster->title = roster->guessed;
    roster->guessed = no_title;
    roster->title_first = roster->titles_come_first = true;
}

/* Ends the name that waits, which has the title `title`, or one before it, or none. */
static void end_name(struct roster *roster, giji_string title)
{
    if (!roster->name.count)
        return;
    if (!title.length)
        undo_guess(roster);
    bool titled = title.length || roster->title.length;
    if (is_person(roster, titled)) {
        add_person(roster, giji_word_text(&roster->name),
                   title.length ? title : title_before(roster));
        roster->title_used = true;
    }
    giji_forget_name(roster);
}

void giji_end_name(struct roster *roster)
{
    end_name(roster, no_title);
}

void giji_end_piece(struct roster *roster)
{
    end_name(roster, no_title);
    if (roster->title_used)
        giji_forget_title(roster);
    roster->title_first = roster->title.length > 0;
    roster->last = SIZE_MAX;
    roster->guessed = no_title;
}

giji_attendee *giji_last_person(struct roster *roster)
{
    return roster->last == SIZE_MAX ? NULL : &roster->people->items[roster->last];
}

/* ---- headings -------------------------------------------------------------------------- */

void giji_begin_heading(struct roster *roster)
{
    giji_end_piece(roster);
    giji_forget_title(roster);
    roster->heading_title = no_title;
}

void giji_set_presence(struct roster *roster, bool present)
{
    giji_begin_heading(roster);
    roster->present = present;
    roster->group = roster->default_group;
    roster->department = roster->group_title = no_title;
}

void giji_set_group(struct roster *roster, giji_string written, giji_string folded)
{
    giji_begin_heading(roster);
    roster->office = giji_is_listed(roster->grammar, WORDS_OFFICE_GROUPS, folded);
    roster->group = giji_arena_copy(roster->arena, written);
    bool titles = giji_is_listed(roster->grammar, WORDS_MEMBER_TITLES, folded);
    roster->group_title = titles ? roster->group : no_title;
    roster->department = no_title;
}

void giji_set_department(struct roster *roster, giji_string unit)
{
    size_t letters = giji_count_letters(roster->department) + giji_count_letters(unit);
    bool inner = roster->department_is_new && letters <= LONGEST_WORD;
    giji_begin_heading(roster);
    roster->department =
        inner ? giji_arena_print(roster->arena, "%.*s%.*s", (int)roster->department.length,
                                 roster->department.data, (int)unit.length, unit.data)
              : giji_arena_copy(roster->arena, unit);
    roster->department_is_new = true;
}

/* ---- names and titles in their order --------------------------------------------------- */

/* Whether a person without a title, just named, may take one that follows: table cells give the
 * name and then the title. */
static bool may_take_title(const struct roster *roster)
{
    const struct people *people = roster->people;
    if (roster->titles_come_first || !people->count ||
        people->items[people->count - 1].title.length)
        return false;
    return roster->last_line != SIZE_MAX && roster->line - roster->last_line <= 1;
}

static void await_name(struct roster *roster, giji_string title)
{
    bool begins_line = roster->people->count == roster->line_people;
    roster->title = title;
    roster->title_used = false;
    roster->title_first = roster->titles_come_first = true;
    roster->names_come_first = false;
    roster->heading_title = no_title;
    if (begins_line)
        roster->group_title =
            giji_is_listed(roster->grammar, WORDS_MEMBER_GROUPS, giji_roster_fold(roster, title))
                ? title
                : no_title;
}

void giji_take_title(struct roster *roster, giji_string written)
{
    giji_string title = giji_arena_copy(roster->arena, giji_without_same(roster->grammar, written));
    roster->guessed = no_title;
    if (roster->name.count && !roster->title_first) {
        end_name(roster, title);
        return;
    }
    end_name(roster, no_title);
    if (may_take_title(roster))
        roster->people->items[roster->people->count - 1].title = title;
    else
        await_name(roster, title);
}

/* Whether the waiting letters are a surname to which `count` more are the given name. */
static bool is_first_part(const struct roster *roster, size_t count)
{
    return roster->name_words == 1 && roster->name.count <= LONGEST_PART && count <= LONGEST_PART;
}

void giji_take_name(struct roster *roster, giji_string letters)
{
    size_t count = giji_count_letters(letters);
    if (!is_first_part(roster, count)) {
        bool surely = roster->named_surely && !roster->name.count;
        end_name(roster, no_title);
        roster->named_surely = surely;
    }
    giji_word_add_text(&roster->name, letters);
    roster->name_words++;
}

void giji_take_named(struct roster *roster, const struct word *word, size_t from, size_t at,
                     size_t end)
{
    roster->names_come_first = at > from;
    giji_take_name(roster, giji_word_cut(word, from, at));
    giji_forget_title(roster);
    giji_string title = giji_without_same(roster->grammar, giji_word_cut(word, at, end));
    end_name(roster, giji_arena_copy(roster->arena, title));
    roster->guessed = no_title;
}
