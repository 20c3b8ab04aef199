/* The roster of a field of people. A name waits for its title or a title for its name; what ends the
 * waiting adds a person, where the letters can be a name at all. */
#include "parse/roster.h"
#include "parse/characters.h"
#include "parse/titles.h"
#include "text/unicode.h"

enum {
    LONGEST_NAME = 8,
    LONGEST_BARE_NAME = 7, /* without anything else that says it is a name */
    LONGEST_PART = 3,      /* of a name that is written as two words */
    LONGEST_KANA_PART = 5
};

static const giji_string no_title = {NULL, 0};

giji_string giji_roster_fold(struct roster *roster, giji_string text)
{
    return giji_folded(text, &roster->folded);
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
    if (roster->heading_title.length)
        return roster->heading_title;
    return roster->honours && roster->line_title.length ? roster->line_title : roster->group_title;
}

/* Whether a name that begins with hiragana is more than the end of a phrase: あぜ川, not その他. */
static bool is_kana_name(const struct roster *roster)
{
    return !roster->running_text && roster->name.count > USUAL_SURNAME &&
           !giji_is_listed(roster->grammar, WORDS_NO_NAMES, giji_word_text(&roster->name));
}

static bool is_person(const struct roster *roster, bool titled)
{
    const struct word *name = &roster->name;
    if (name->count > LONGEST_NAME || !has_name_letters(name))
        return false;
    if (roster->named_surely)
        return true;
    if (titled)
        return !giji_is_hiragana(giji_word_letter(name, 0)) || is_kana_name(roster);
    return !roster->running_text && looks_like_name(roster->grammar, name);
}

/* ---- adding people --------------------------------------------------------------------- */

/* The one with the seat and the name of the person to come who has been named before, or NULL:
 * minutes list first who is called to the session, then who has come. */
static giji_attendee *find_seated(const struct roster *roster, giji_string name)
{
    const struct people *people = roster->people;
    size_t place = roster->seat < 0 ? 0 : people->seated[roster->seat];
    if (!place || place > people->count)
        return NULL;
    giji_attendee *person = &people->items[place - 1];
    return person->seat == roster->seat && giji_slice_equal(person->name, name) ? person : NULL;
}

/* The person's place among the people, where there is memory for one more. */
static giji_attendee *place_of(struct roster *roster, giji_string name)
{
    struct people *people = roster->people;
    giji_attendee *person = find_seated(roster, name);
    if (!person)
        person = giji_arena_push(roster->arena, &people->items, &people->count, &people->capacity,
                                 sizeof *person);
    if (person && roster->seat >= 0)
        people->seated[roster->seat] = (size_t)(person - people->items) + 1;
    return person;
}

/* The department of the person to come. */
static giji_string department_of(struct roster *roster, giji_string title)
{
    if (roster->own_department.length)
        return roster->own_department;
    if (roster->department.length) {
        giji_string unit = giji_led_unit(roster->grammar, roster->department, title);
        if (unit.length < title.length)
            roster->department = unit;
    }
    return roster->department;
}

static void add_person(struct roster *roster, giji_string name, giji_string title)
{
    if (roster->passed_over)
        return;
    giji_attendee *person = place_of(roster, name);
    if (!person)
        return;
    *person = (giji_attendee){
        .name = giji_arena_copy(roster->arena, name),
        .title = title,
        .group = roster->group,
        .department = department_of(roster, title),
        .present = roster->present,
        .seat = roster->seat,
    };
    roster->last = (size_t)(person - roster->people->items);
    roster->last_line = roster->line;
    roster->department_is_new = false;
    roster->own_department = no_title;
}

giji_attendee *giji_last_person(struct roster *roster)
{
    return roster->last == SIZE_MAX ? NULL : &roster->people->items[roster->last];
}

void giji_forget_name(struct roster *roster)
{
    giji_word_empty(&roster->name);
    roster->name_words = 0;
    roster->named_surely = false;
    roster->seat = -1;
}

void giji_forget_title(struct roster *roster)
{
    roster->title = (giji_string){NULL, 0};
    roster->title_used = roster->title_first = false;
}

/* A title of an unknown unit was taken for a person, but a name without a title follows it: 台上支所長
 * 浜中一郎. It has to be a full name, or titles to come first in this list. */
static void undo_parting(struct roster *roster)
{
    bool full = roster->name.count > USUAL_SURNAME;
    bool led = roster->office && roster->titles_come_first;
    if (!roster->parted.length || !(full ? roster->guessed || led : roster->guessed && led))
        return;
    roster->people->count--;
    roster->last = SIZE_MAX;
    roster->title = roster->parted;
    roster->parted = no_title;
    roster->title_first = roster->titles_come_first = true;
}

/* Whether the name that waits is a word behind somebody with a seat: their party. */
static bool is_party(const struct roster *roster, bool titled)
{
    return roster->seats_lead && !titled && !roster->named_surely && roster->last != SIZE_MAX &&
           roster->people->items[roster->last].seat >= 0;
}

/* Ends the name that waits, which has the title `title`, or one before it, or none. */
static void end_name(struct roster *roster, giji_string title)
{
    if (!roster->name.count)
        return;
    if (!title.length)
        undo_parting(roster);
    bool titled = title.length || roster->title.length;
    if (is_party(roster, titled))
        giji_last_person(roster)->department =
            giji_arena_copy(roster->arena, giji_word_text(&roster->name));
    else if (is_person(roster, titled)) {
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
    roster->parted = no_title;
}

/* ---- headings -------------------------------------------------------------------------- */

void giji_begin_heading(struct roster *roster)
{
    giji_end_piece(roster);
    giji_forget_name(roster);
    giji_forget_title(roster);
    roster->heading_title = roster->line_title = roster->own_department = no_title;
}

void giji_set_presence(struct roster *roster, bool present)
{
    giji_begin_heading(roster);
    roster->present = present;
    roster->passed_over = false;
    roster->group = roster->default_group;
    roster->department = roster->group_title = no_title;
}

void giji_set_group(struct roster *roster, giji_string written, giji_string folded)
{
    giji_begin_heading(roster);
    roster->passed_over = false;
    roster->office = giji_is_listed(roster->grammar, WORDS_OFFICE_GROUPS, folded);
    roster->group = giji_arena_copy(roster->arena, written);
    bool titles = giji_is_listed(roster->grammar, WORDS_MEMBER_TITLES, folded);
    roster->group_title = titles ? roster->group : no_title;
    roster->department = no_title;
}

void giji_set_list(struct roster *roster, const struct list_heading *heading)
{
    bool others = heading->kind == LIST_OTHERS;
    giji_set_presence(roster, others ? roster->present : heading->kind == LIST_PRESENT);
    roster->passed_over = others;
    if (!heading->core.length)
        return;
    roster->office = heading->office;
    struct word group;
    giji_word_empty(&group);
    giji_word_add_text(&group, heading->core);
    roster->group = giji_arena_copy(roster->arena, giji_word_text(&group));
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
 * name and then the title. Seats' holders have theirs beside them. */
static bool may_take_title(const struct roster *roster)
{
    const struct people *people = roster->people;
    if (roster->titles_come_first || !people->count ||
        people->items[people->count - 1].title.length || people->items[people->count - 1].seat >= 0)
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
    if (!begins_line)
        return;
    bool shared =
        giji_is_listed(roster->grammar, WORDS_MEMBER_GROUPS, giji_roster_fold(roster, title));
    roster->group_title = shared ? title : no_title;
    roster->line_title = roster->line_ends ? title : no_title;
}

/* Whether a title waits for its name. */
static bool is_title_waiting(const struct roster *roster)
{
    return roster->title.length && !roster->title_used && !roster->name.count;
}

/* The title that the written one is the end of, or the written one: 総務部長 兼 会計管理者. */
static giji_string joined_title(struct roster *roster, giji_string written)
{
    enum { LONGEST_JOINED = 200 /* in bytes */ };
    bool joins =
        roster->titles_join && is_title_waiting(roster) && roster->title.length <= LONGEST_JOINED;
    roster->titles_join = false;
    if (!joins)
        return giji_arena_copy(roster->arena, giji_without_same(roster->grammar, written));
    return giji_arena_print(roster->arena, "%.*s兼%.*s", (int)roster->title.length,
                            roster->title.data, (int)written.length, written.data);
}

void giji_take_title(struct roster *roster, giji_string written)
{
    bool in_capacity = is_title_waiting(roster) &&
                       giji_is_listed(roster->grammar, WORDS_CAPACITIES, roster->title);
    if (in_capacity) {
        giji_string capacity = roster->title;
        giji_begin_heading(roster);
        roster->group = capacity;
        roster->group_title = no_title;
    }
    giji_string title = joined_title(roster, written);
    roster->parted = no_title;
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

void giji_take_seat(struct roster *roster, int seat)
{
    giji_end_piece(roster);
    giji_forget_name(roster);
    roster->seat = seat;
    roster->seats_lead = roster->named_surely = true;
}

static bool has_kana(const struct word *word)
{
    for (size_t at = 0; at < word->count; at++)
        if (!giji_is_ideograph(giji_word_letter(word, at)))
            return true;
    return false;
}

/* Whether the waiting letters are a surname to which those behind are the given name. Of somebody with
 * a seat or an honorific the surname may be longer, and before a letter that is no surname itself. */
static bool is_first_part(const struct roster *roster, giji_string letters, bool honoured)
{
    const struct word *name = &roster->name;
    size_t count = giji_count_letters(letters);
    if (roster->name_words != 1)
        return false;
    if (name->count <= LONGEST_PART && count <= LONGEST_PART)
        return true;
    if (count == 1 && name->count <= LONGEST_SURNAME)
        return !giji_is_listed(roster->grammar, WORDS_SURNAMES, letters);
    bool sure = honoured || roster->seat >= 0;
    bool known = giji_is_listed(roster->grammar, WORDS_SURNAMES, giji_word_text(name)) ||
                 (sure && has_kana(name));
    return (name->count <= LONGEST_PART || (known && name->count <= LONGEST_SURNAME)) &&
           count <= (sure ? LONGEST_KANA_PART : LONGEST_PART);
}

/* Whether the waiting letters are a title that no list has: officials' names on this line have all an
 * honorific, and these have none. */
static bool is_unknown_title(const struct roster *roster)
{
    return roster->honours && roster->office && !roster->named_surely && roster->name_words == 1 &&
           roster->name.count > USUAL_SURNAME && !roster->title.length;
}

void giji_take_name(struct roster *roster, giji_string letters, bool honoured)
{
    if (!is_first_part(roster, letters, honoured)) {
        bool surely = roster->named_surely && !roster->name.count;
        int seat = roster->name.count ? -1 : roster->seat;
        if (is_unknown_title(roster)) {
            giji_string title = giji_arena_copy(roster->arena, giji_word_text(&roster->name));
            giji_forget_name(roster);
            await_name(roster, title);
        }
        end_name(roster, no_title);
        roster->named_surely = surely;
        roster->seat = seat;
    }
    giji_word_add_text(&roster->name, letters);
    roster->name_words++;
}

void giji_take_named(struct roster *roster, const struct word *word, size_t from, size_t at,
                     size_t end)
{
    roster->names_come_first = at > from;
    giji_take_name(roster, giji_word_cut(word, from, at), false);
    giji_forget_title(roster);
    giji_string title = giji_without_same(roster->grammar, giji_word_cut(word, at, end));
    end_name(roster, giji_arena_copy(roster->arena, title));
    roster->parted = no_title;
}
