/* People in a header field. The grammar is in people.h.
 *
 * The text is read once from its start to its end as words, brackets, separators and line ends.
 * Words are taken apart into units, titles and names; these meet in `struct reader`, which holds
 * the name that still waits for its title, the title that waits for its name, and the headings in
 * force. Looking ahead is bounded by the longest word, so reading is linear in the text. */
#include "parse/people.h"
#include "text/unicode.h"

enum {
    LONGEST_WORD = 96,    /* in letters; what is longer is running text */
    LONGEST_BRACKET = 64, /* in letters */
    LONGEST_NAME = 8,
    LONGEST_BARE_NAME = 7, /* without anything else that says it is a name */
    LONGEST_SURNAME = 5,
    LONGEST_PART = 3, /* of a name that is written as two words */
    USUAL_SURNAME = 2
};

/* A run of letters without the white space that may have stood between them. */
struct word {
    size_t count;
    uint16_t start[LONGEST_WORD + 1]; /* where each letter begins in `bytes`, and the end */
    char bytes[4 * LONGEST_WORD];
    bool overlong; /* there was more than fits */
};

/* A title in a word: letters [start, end). */
struct title_hit {
    size_t start, end;
    bool office;
};

struct reader {
    struct arena *arena;
    const struct grammar *grammar;
    struct people *people;
    giji_string text;
    size_t at;
    struct buffer folded;

    /* the headings in force */
    bool present;
    bool office; /* the group is one of officials */
    giji_string default_group, group, department;
    giji_string group_title; /* of names that stand under a heading such as 委員 */
    bool department_is_new;  /* nobody has been named since */
    bool titles_come_first;  /* somewhere in this field a title stood before its name */
    bool names_come_first;   /* the last name ran together with a title behind it */

    /* the line */
    size_t line;
    size_t line_people; /* how many had been named when it began */
    bool running_text;  /* it has the end of a sentence */
    bool honours;       /* names in it end with an honorific */
    bool line_begun;
    giji_string heading_title; /* 委員： */

    /* the piece */
    struct word name; /* waits for its title */
    size_t name_words;
    bool named_surely; /* a seat number or an honorific says that it is a name */
    giji_string title; /* waits for its name */
    bool title_used, title_first;
    size_t last;         /* the last person of the piece, or SIZE_MAX */
    size_t last_line;    /* where the last person of the field was added */
    giji_string guessed; /* the word that the last person was parted from by a mere guess */
};

/* ---- characters --------------------------------------------------------------------------------
 */

static bool contains(const char *set, uint32_t character)
{
    giji_string text = giji_slice(set);
    for (size_t at = 0; at < text.length;)
        if (giji_next_char(text, &at) == character)
            return true;
    return false;
}

static bool is_digit(uint32_t character)
{
    return (character >= '0' && character <= '9') || (character >= 0xFF10 && character <= 0xFF19);
}

static bool is_latin(uint32_t character)
{
    if (character >= 0xFF21 && character <= 0xFF5A)
        character -= 0xFEE0;
    character |= 0x20;
    return character >= 'a' && character <= 'z';
}

/* Letters that a font adds for itself stand for rare kanji. */
static bool is_ideograph(uint32_t character)
{
    bool is_mark = character == U'〇' || character == U'〆';
    return (giji_is_kanji(character) && !is_mark) || (character >= 0xE000 && character <= 0xF8FF);
}

static bool is_letter(uint32_t character)
{
    return is_ideograph(character) || giji_is_hiragana(character) || giji_is_katakana(character) ||
           is_digit(character) || is_latin(character);
}

static bool is_middle_dot(uint32_t character)
{
    return character == U'・' || character == 0xFF65;
}

static uint32_t peek(giji_string text, size_t at)
{
    return giji_next_char(text, &at);
}

static size_t skip_blanks(giji_string text, size_t at)
{
    for (size_t next = at; giji_is_space(giji_next_char(text, &next)); at = next)
        if (text.data[at] == '\n')
            break;
    return at;
}

/* ---- words -------------------------------------------------------------------------------------
 */

static void word_add(struct word *word, giji_string letter)
{
    if (word->count == LONGEST_WORD) {
        word->overlong = true;
        return;
    }
    size_t end = word->start[word->count];
    memcpy(word->bytes + end, letter.data, letter.length);
    word->start[++word->count] = (uint16_t)(end + letter.length);
}

/* The letters [from, to), which live as long as the word. */
static giji_string word_cut(const struct word *word, size_t from, size_t to)
{
    return giji_slice_of(word->bytes + word->start[from],
                         (size_t)(word->start[to] - word->start[from]));
}

static giji_string word_text(const struct word *word)
{
    return word_cut(word, 0, word->count);
}

static uint32_t letter_at(const struct word *word, size_t at)
{
    return at < word->count ? peek(word_cut(word, at, at + 1), 0) : 0;
}

static void word_empty(struct word *word)
{
    word->count = 0;
    word->start[0] = 0;
    word->overlong = false;
}

/* Adds the letters of `text`, without white space. */
static void word_add_text(struct word *word, giji_string text)
{
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        if (!giji_is_space(giji_next_char(text, &at)))
            word_add(word, giji_slice_cut(text, start, at));
    }
}

static size_t count_letters(giji_string text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++)
        giji_next_char(text, &at);
    return count;
}

/* How many letters the longest of `list` has that stands at letter `at` of the word, before `end`.
 */
static size_t match_at(const struct words *list, const struct word *word, size_t at, size_t end)
{
    giji_string rest = word_cut(word, at, end);
    giji_string longest = {NULL, 0};
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].length > longest.length && giji_slice_begins(rest, list->items[i]))
            longest = list->items[i];
    return count_letters(longest);
}

/* How many letters the longest of `list` has that ends the letters [from, end) of the word. */
static size_t match_before(const struct words *list, const struct word *word, size_t from,
                           size_t end)
{
    giji_string text = word_cut(word, from, end);
    giji_string longest = {NULL, 0};
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].length > longest.length && giji_slice_ends(text, list->items[i]))
            longest = list->items[i];
    return count_letters(longest);
}

static const struct words *list_of(const struct reader *reader, enum word_list list)
{
    return &reader->grammar->words[list];
}

static bool is_listed(const struct reader *reader, enum word_list list, giji_string folded)
{
    const struct words *words = list_of(reader, list);
    for (size_t i = 0; i < words->count; i++)
        if (giji_slice_equal(words->items[i], folded))
            return true;
    return false;
}

static giji_string first_of(const struct reader *reader, enum word_list list)
{
    const struct words *words = list_of(reader, list);
    return words->count ? words->items[0] : (giji_string){NULL, 0};
}

/* The text as the lists have their words; good until the next call. */
static giji_string fold(struct reader *reader, giji_string text)
{
    reader->folded.length = 0;
    giji_fold(text, &reader->folded);
    return giji_buffer_text(&reader->folded);
}

/* ---- units --------------------------------------------------------------------------------------
 */

static bool organ_at(const struct reader *reader, const struct word *word, size_t at, size_t end)
{
    return match_at(list_of(reader, WORDS_ORGAN_WORDS), word, at, end) > 0;
}

static bool ends_like_unit(const struct reader *reader, const struct word *word, size_t from,
                           size_t end)
{
    return match_before(list_of(reader, WORDS_OFFICE_UNITS), word, from, end) > 0;
}

/* How many letters from `at` on are those that a unit within the department begins with. */
static size_t known_letters(const struct reader *reader, const struct word *word, size_t at)
{
    struct word known = {.count = 0};
    word_add_text(&known, reader->department);
    size_t most = 0;
    for (size_t start = 0; start < known.count; start++) {
        if (start && !ends_like_unit(reader, &known, 0, start))
            continue;
        size_t same = 0;
        while (start + same < known.count && at + same < word->count &&
               letter_at(&known, start + same) == letter_at(word, at + same))
            same++;
        if (same > most)
            most = same;
    }
    return most;
}

/* The letter behind the first unit that begins at `from`, or `end` where its end is not written. */
static size_t unit_end(const struct reader *reader, const struct word *word, size_t from,
                       size_t end)
{
    for (size_t at = from + 1; at < end; at++) {
        size_t length = match_at(list_of(reader, WORDS_OFFICE_UNITS), word, at, end);
        if (length)
            return at + length;
    }
    return end;
}

/* The letter behind the units that [from, end) begins with: 総務部文書課|浜中. */
static size_t units_end(const struct reader *reader, const struct word *word, size_t from,
                        size_t end)
{
    while (from < end && organ_at(reader, word, from, end))
        from = unit_end(reader, word, from, end);
    return from;
}

/* Whether a surname may stand before a word that units begin with: 浜中総務部. */
static bool has_inner_organ(const struct reader *reader, const struct word *word, size_t from,
                            size_t end)
{
    for (size_t at = from + 1; at < end && at <= from + LONGEST_SURNAME; at++)
        if (organ_at(reader, word, at, end))
            return true;
    return false;
}

/* Whether [from, end) is nothing but units. Long words that end like one are: most surnames that do
 * (服部) are short, the others are listed. */
static bool is_unit(const struct reader *reader, const struct word *word, size_t from, size_t end)
{
    if (units_end(reader, word, from, end) == end)
        return true;
    if (!ends_like_unit(reader, word, from, end) || has_inner_organ(reader, word, from, end))
        return false;
    return end - from >= 4 && !is_listed(reader, WORDS_SURNAMES, word_cut(word, from, end));
}

/* ---- titles -------------------------------------------------------------------------------------
 */

static size_t longer(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* How many letters the title at `at` has; 0 where there is none, or where a longer word that is no
 * title begins with one: 委員会. */
static size_t title_at(const struct reader *reader, const struct word *word, size_t at, size_t end,
                       bool *office)
{
    size_t member = match_at(list_of(reader, WORDS_MEMBER_TITLES), word, at, end);
    size_t official = match_at(list_of(reader, WORDS_OFFICE_TITLES), word, at, end);
    size_t title = longer(member, official);
    if (!title)
        return 0;
    size_t other = longer(match_at(list_of(reader, WORDS_ORGAN_WORDS), word, at, end),
                          match_at(list_of(reader, WORDS_OFFICE_UNITS), word, at, end));
    *office = official > member;
    bool begins_unit = other == title && at + title < end && organ_at(reader, word, at, at + title);
    return other > title || begins_unit ? 0 : title;
}

/* Finds the first title at or after `from`. Titles that touch or are joined by 兼 are one. */
static bool find_title(const struct reader *reader, const struct word *word, size_t from,
                       size_t end, struct title_hit *hit)
{
    bool found = false, joined = false, office = false;
    for (size_t at = from; at < end;) {
        size_t length = title_at(reader, word, at, end, &office);
        if (!length) {
            if (found && !joined && letter_at(word, at) != U'兼')
                return true;
            joined |= found;
            at++;
            continue;
        }
        if (!found)
            *hit = (struct title_hit){.start = at, .office = office};
        found = true;
        joined = false;
        at += length;
        hit->end = at;
    }
    return found;
}

/* Whether the letters before a title belong to it: nothing, units, or 同 for the unit before. */
static bool is_title_prefix(const struct reader *reader, const struct word *word, size_t from,
                            const struct title_hit *hit)
{
    if (hit->start == from)
        return true;
    if (hit->start == from + 1 && letter_at(word, from) == U'同')
        return true;
    if (reader->names_come_first)
        return units_end(reader, word, from, hit->start) == hit->start;
    return is_unit(reader, word, from, hit->start);
}

/* ---- parting a name from the title
 * ---------------------------------------------------------------
 */

/* Whether the kind of letters changes at `at` to one that given names do not have. */
static bool kind_changes(const struct word *word, size_t at, size_t end)
{
    size_t katakana = at, hiragana = at;
    while (katakana < end && giji_is_katakana(letter_at(word, katakana)))
        katakana++;
    while (hiragana < end && giji_is_hiragana(letter_at(word, hiragana)))
        hiragana++;
    return is_ideograph(letter_at(word, at - 1)) &&
           (katakana - at >= 3 || (hiragana == end && hiragana - at >= 4));
}

/* How well the title's unit would begin at `at`; 0 where nothing speaks for it. */
static unsigned unit_evidence(const struct reader *reader, const struct word *word, size_t at,
                              size_t end)
{
    size_t known = known_letters(reader, word, at);
    if (known >= end - at && known >= 2)
        return 40;
    if (organ_at(reader, word, at, end))
        return 24;
    if (known >= 2)
        return 16;
    return kind_changes(word, at, end) ? 8 : 0;
}

/* How usual a surname the letters [from, at) are. */
static unsigned surname_evidence(const struct reader *reader, const struct word *word, size_t from,
                                 size_t at)
{
    if (is_listed(reader, WORDS_SURNAMES, word_cut(word, from, at)))
        return 7;
    if (at - from == USUAL_SURNAME)
        return 4;
    return at - from == USUAL_SURNAME + 1 ? 2 : 0;
}

static bool has_hiragana(const struct word *word, size_t from, size_t end)
{
    for (size_t at = from; at < end; at++)
        if (giji_is_hiragana(letter_at(word, at)))
            return true;
    return false;
}

/* Where the title begins if nothing is known of its unit. Full names have up to five letters; four
 * before a title that units have are more often a surname and a unit's name. */
static size_t guess_title(const struct reader *reader, const struct word *word, size_t from,
                          const struct title_hit *hit)
{
    size_t length = hit->start - from;
    if (length <= USUAL_SURNAME + 1 || has_hiragana(word, from, hit->start))
        return hit->start;
    size_t surname = match_at(list_of(reader, WORDS_SURNAMES), word, from, hit->start);
    bool of_unit = match_at(list_of(reader, WORDS_OFFICE_UNITS), word, hit->start, hit->end) > 0;
    bool unit = ends_like_unit(reader, word, from, hit->start);
    if (!of_unit && !unit && length <= LONGEST_SURNAME)
        return hit->start;
    return from + (surname > USUAL_SURNAME ? surname : USUAL_SURNAME);
}

/* The letter that the title begins at where a name and it run together from `from` to the end of
 * the hit; `*guessed` where nothing but the usual length of surnames told. */
static size_t part_title(const struct reader *reader, const struct word *word, size_t from,
                         const struct title_hit *hit, bool *guessed)
{
    *guessed = false;
    if (!hit->office)
        return hit->start;
    unsigned best = 0;
    size_t place = hit->start;
    for (size_t at = from + 1; at < hit->start && at <= from + LONGEST_SURNAME; at++) {
        unsigned unit = unit_evidence(reader, word, at, hit->start);
        unsigned all = unit ? unit + surname_evidence(reader, word, from, at) : 0;
        if (all > best)
            place = at;
        if (all > best)
            best = all;
    }
    if (best)
        return place;
    *guessed = true;
    return guess_title(reader, word, from, hit);
}

/* ---- names --------------------------------------------------------------------------------------
 */

/* Whether every letter may stand in a name; Ａ委員 is how some minutes hide one. */
static bool has_name_letters(const struct word *name)
{
    if (name->count == 1 && is_latin(letter_at(name, 0)))
        return true;
    for (size_t i = 0; i < name->count; i++) {
        uint32_t letter = letter_at(name, i);
        if (!is_letter(letter) || is_digit(letter) || is_latin(letter) || letter == U'を')
            return false;
    }
    return true;
}

/* Whether letters that nothing else calls a name look like one: 丘野和夫 田辺みどり, not 川辺が
 * 諮問ア. */
static bool looks_like_name(const struct reader *reader, const struct word *name)
{
    if (name->count > LONGEST_BARE_NAME || organ_at(reader, name, 0, name->count))
        return false;
    if (name->count == 1)
        return is_listed(reader, WORDS_SURNAMES, word_text(name));
    bool last = is_ideograph(letter_at(name, name->count - 1));
    bool before_last = is_ideograph(letter_at(name, name->count - 2));
    return is_ideograph(letter_at(name, 0)) && (last || !before_last);
}

/* ---- adding people ------------------------------------------------------------------------------
 */

/* The unit that the title's holder leads, where it is one like the department but another: 市民課長
 * under 納税課 is of the 市民課. 担当課長 leads no unit. */
static giji_string led_unit(const struct reader *reader, giji_string title)
{
    const struct words *units = list_of(reader, WORDS_OFFICE_UNITS);
    struct word word = {.count = 0}, known = {.count = 0};
    word_add_text(&word, title);
    word_add_text(&known, reader->department);
    size_t end = word.count ? word.count - 1 : 0;
    size_t kind = letter_at(&word, end) == U'長' ? match_before(units, &word, 0, end) : 0;
    if (!kind || end == kind || ends_like_unit(reader, &word, 0, end - kind))
        return title;
    giji_string unit = giji_slice_cut(title, 0, word.start[end]);
    bool alike = giji_slice_ends(word_text(&known), word_cut(&word, end - kind, end));
    return alike && !giji_slice_ends(word_text(&known), unit) ? unit : title;
}

static void add_person(struct reader *reader, giji_string name, giji_string title)
{
    struct people *people = reader->people;
    giji_attendee *person = giji_arena_push(reader->arena, &people->items, &people->count,
                                            &people->capacity, sizeof *person);
    if (!person)
        return;
    if (reader->department.length) {
        giji_string unit = led_unit(reader, title);
        if (unit.length < title.length)
            reader->department = unit;
    }
    *person = (giji_attendee){
        .name = giji_arena_copy(reader->arena, name),
        .title = title,
        .group = reader->group,
        .department = reader->department,
        .present = reader->present,
    };
    reader->last = people->count - 1;
    reader->last_line = reader->line;
    reader->department_is_new = false;
}

/* The title that a name has which carries none itself. */
static giji_string title_before(const struct reader *reader)
{
    if (reader->title.length)
        return reader->title;
    return reader->heading_title.length ? reader->heading_title : reader->group_title;
}

static bool is_person(const struct reader *reader, bool titled)
{
    const struct word *name = &reader->name;
    if (name->count > LONGEST_NAME || !has_name_letters(name))
        return false;
    if (reader->named_surely)
        return true;
    if (titled)
        return !giji_is_hiragana(letter_at(name, 0));
    return !reader->running_text && looks_like_name(reader, name);
}

static void forget_name(struct reader *reader)
{
    word_empty(&reader->name);
    reader->name_words = 0;
    reader->named_surely = false;
}

static void forget_title(struct reader *reader)
{
    reader->title = (giji_string){NULL, 0};
    reader->title_used = reader->title_first = false;
}

static const giji_string no_title = {NULL, 0};

/* A title of an unknown unit was taken for a person, but a full name without a title follows it:
 * 台上支所長 浜中一郎. */
static void undo_guess(struct reader *reader)
{
    if (!reader->guessed.length || reader->name.count <= USUAL_SURNAME)
        return;
    reader->people->count--;
    reader->last = SIZE_MAX;
    reader->title = reader->guessed;
    reader->guessed = no_title;
    reader->title_first = reader->titles_come_first = true;
}

/* Ends the name that waits, which has the title `title`, or one before it, or none. */
static void end_name(struct reader *reader, giji_string title)
{
    if (!reader->name.count)
        return;
    if (!title.length)
        undo_guess(reader);
    bool titled = title.length || reader->title.length;
    if (is_person(reader, titled)) {
        add_person(reader, word_text(&reader->name), title.length ? title : title_before(reader));
        reader->title_used = true;
    }
    forget_name(reader);
}

static void end_piece(struct reader *reader)
{
    end_name(reader, no_title);
    if (reader->title_used)
        forget_title(reader);
    reader->title_first = reader->title.length > 0;
    reader->last = SIZE_MAX;
    reader->guessed = no_title;
}

static giji_attendee *last_person(struct reader *reader)
{
    return reader->last == SIZE_MAX ? NULL : &reader->people->items[reader->last];
}

/* ---- headings -----------------------------------------------------------------------------------
 */

static void begin_heading(struct reader *reader)
{
    end_piece(reader);
    forget_title(reader);
    reader->heading_title = no_title;
}

static void set_presence(struct reader *reader, bool present)
{
    begin_heading(reader);
    reader->present = present;
    reader->group = reader->default_group;
    reader->department = reader->group_title = no_title;
}

static void set_group(struct reader *reader, giji_string written, giji_string folded)
{
    begin_heading(reader);
    reader->office = is_listed(reader, WORDS_OFFICE_GROUPS, folded);
    reader->group = giji_arena_copy(reader->arena, written);
    bool titles = is_listed(reader, WORDS_MEMBER_TITLES, folded);
    reader->group_title = titles ? reader->group : no_title;
    reader->department = no_title;
}

/* Units with only white space between are one in the other: 総務部 法務課. */
static void set_department(struct reader *reader, giji_string unit)
{
    size_t letters = count_letters(reader->department) + count_letters(unit);
    bool inner = reader->department_is_new && letters <= LONGEST_WORD;
    begin_heading(reader);
    reader->department =
        inner ? giji_arena_print(reader->arena, "%.*s%.*s", (int)reader->department.length,
                                 reader->department.data, (int)unit.length, unit.data)
              : giji_arena_copy(reader->arena, unit);
    reader->department_is_new = true;
}

/* ---- names and titles in their order ------------------------------------------------------------
 */

/* Whether a person without a title, just named, may take one that follows: table cells give the
 * name and then the title. */
static bool may_take_title(const struct reader *reader)
{
    const struct people *people = reader->people;
    if (reader->titles_come_first || !people->count ||
        people->items[people->count - 1].title.length)
        return false;
    return reader->last_line != SIZE_MAX && reader->line - reader->last_line <= 1;
}

static void await_name(struct reader *reader, giji_string title)
{
    bool begins_line = reader->people->count == reader->line_people;
    reader->title = title;
    reader->title_used = false;
    reader->title_first = reader->titles_come_first = true;
    reader->names_come_first = false;
    reader->heading_title = no_title;
    if (begins_line)
        reader->group_title =
            is_listed(reader, WORDS_MEMBER_GROUPS, fold(reader, title)) ? title : no_title;
}

static void take_title(struct reader *reader, giji_string written)
{
    giji_string same = giji_slice("同");
    bool refers = giji_slice_begins(written, same) && written.length > same.length;
    if (refers)
        written = giji_slice_cut(written, same.length, written.length);
    giji_string title = giji_arena_copy(reader->arena, written);
    reader->guessed = no_title;
    if (reader->name.count && !reader->title_first) {
        end_name(reader, title);
        return;
    }
    end_name(reader, no_title);
    if (may_take_title(reader))
        reader->people->items[reader->people->count - 1].title = title;
    else
        await_name(reader, title);
}

/* Whether the waiting letters are a surname to which `count` more are the given name. */
static bool is_first_part(const struct reader *reader, size_t count)
{
    return reader->name_words == 1 && reader->name.count <= LONGEST_PART && count <= LONGEST_PART;
}

static void take_name(struct reader *reader, giji_string letters)
{
    size_t count = count_letters(letters);
    if (!is_first_part(reader, count)) {
        bool surely = reader->named_surely && !reader->name.count;
        end_name(reader, no_title);
        reader->named_surely = surely;
    }
    word_add_text(&reader->name, letters);
    reader->name_words++;
}

/* Takes a name and a title that run together, parted at the letter `at`. */
static void take_named(struct reader *reader, const struct word *word, size_t from, size_t at,
                       size_t end)
{
    reader->names_come_first = at > from;
    take_name(reader, word_cut(word, from, at));
    forget_title(reader);
    end_name(reader, giji_arena_copy(reader->arena, word_cut(word, at, end)));
    reader->guessed = no_title;
}

/* ---- taking words apart -------------------------------------------------------------------------
 */

/* Takes letters without a title. */
static void take_plain(struct reader *reader, const struct word *word, size_t from, size_t end)
{
    size_t units = is_unit(reader, word, from, end) ? end : units_end(reader, word, from, end);
    if (units > from && !reader->running_text)
        set_department(reader, word_cut(word, from, units));
    if (units < end)
        take_name(reader, word_cut(word, units, end));
}

/* Takes the part of a word up to the end of a title; `*first` where a title stood before its name,
 * as it always does before names with an honorific.
 */
static void take_titled(struct reader *reader, const struct word *word, size_t from,
                        const struct title_hit *hit, bool *first)
{
    bool honoured = reader->honours && hit->end < word->count;
    if (honoured || is_title_prefix(reader, word, from, hit)) {
        *first |= !reader->name.count;
        take_title(reader, word_cut(word, from, hit->end));
        return;
    }
    size_t name = units_end(reader, word, from, hit->start);
    if (name > from)
        set_department(reader, word_cut(word, from, name));
    bool guessed;
    size_t title = part_title(reader, word, name, hit, &guessed);
    if (*first) {
        take_name(reader, word_cut(word, name, title));
        take_title(reader, word_cut(word, title, hit->end));
        return;
    }
    size_t before = reader->people->count;
    take_named(reader, word, name, title, hit->end);
    if (guessed && reader->people->count > before)
        reader->guessed = giji_arena_copy(reader->arena, word_cut(word, name, hit->end));
}

/* Takes a word whose name has an honorific at `end`: all up to the last title is the title. */
static void take_honoured(struct reader *reader, const struct word *word, size_t from, size_t end)
{
    size_t name = from;
    struct title_hit hit;
    while (find_title(reader, word, name, end, &hit))
        name = hit.end;
    if (name == end && name > from && !is_title_prefix(reader, word, from, &hit)) {
        bool first = false;
        take_titled(reader, word, from, &hit, &first);
        return;
    }
    if (name > from)
        take_title(reader, word_cut(word, from, name));
    if (name < end)
        take_name(reader, word_cut(word, name, end));
    reader->named_surely = reader->name.count > 0;
    end_name(reader, no_title);
}

/* Whether a title has hiragana behind it, as in running text: 委員が. */
static bool is_running(const struct reader *reader, const struct word *word)
{
    struct title_hit hit;
    for (size_t at = 0; find_title(reader, word, at, word->count, &hit); at = hit.end)
        if (giji_is_hiragana(letter_at(word, hit.end)))
            return true;
    return false;
}

static void take_letters(struct reader *reader, const struct word *word, size_t from, size_t end)
{
    bool first = false;
    struct title_hit hit;
    if (!find_title(reader, word, from, end, &hit)) {
        take_plain(reader, word, from, end);
        return;
    }
    for (; from < end && find_title(reader, word, from, end, &hit); from = hit.end)
        take_titled(reader, word, from, &hit, &first);
    if (from < end)
        take_name(reader, word_cut(word, from, end));
}

/* How many letters of the word's end are an honorific. */
static size_t honorific_before(const struct word *word, size_t end)
{
    static const char *const honorifics[] = {"君", "氏", "様", "殿", "さん"};
    giji_string text = word_cut(word, 0, end);
    for (size_t i = 0; i < sizeof honorifics / sizeof *honorifics; i++)
        if (giji_slice_ends(text, giji_slice(honorifics[i])))
            return count_letters(giji_slice(honorifics[i]));
    return 0;
}

/* Whether the word counts people: 7名 ほか二名 以上5人. */
static bool is_count(const struct word *word)
{
    if (word->count < 2 || !contains("名人", letter_at(word, word->count - 1)))
        return false;
    size_t at = 0;
    giji_string figure = word_cut(word, word->count - 2, word->count - 1);
    return giji_read_number(figure, &at) >= 0;
}

/* The letter behind a seat's number (１番), or 0. */
static size_t seat_end(const struct word *word)
{
    size_t at = 0;
    while (is_digit(letter_at(word, at)))
        at++;
    return at && letter_at(word, at) == U'番' ? at + 1 : 0;
}

static bool has_digit(const struct word *word, size_t from)
{
    for (size_t at = from; at < word->count; at++)
        if (is_digit(letter_at(word, at)))
            return true;
    return false;
}

/* Takes a word that is no heading. */
static void take_people(struct reader *reader, const struct word *word)
{
    size_t from = seat_end(word), end = word->count;
    if (word->overlong || is_count(word) || has_digit(word, from)) {
        end_piece(reader);
        return;
    }
    if (from) {
        end_piece(reader);
        reader->named_surely = true;
    }
    size_t honorific = honorific_before(word, end);
    if (honorific && from + honorific < end)
        take_honoured(reader, word, from, end - honorific);
    else if (honorific && from + honorific == end && reader->name.count) {
        reader->named_surely = true;
        end_name(reader, no_title);
    } else if (!is_running(reader, word))
        take_letters(reader, word, from, end);
    else
        end_piece(reader);
}

/* ---- words as headings --------------------------------------------------------------------------
 */

static bool is_title(const struct reader *reader, const struct word *word)
{
    struct title_hit hit;
    return find_title(reader, word, 0, word->count, &hit) && hit.end == word->count &&
           is_title_prefix(reader, word, 0, &hit);
}

static bool rest_of_line_is_blank(const struct reader *reader)
{
    size_t at = skip_blanks(reader->text, reader->at);
    return at == reader->text.length || reader->text.data[at] == '\n';
}

/* Takes 出席者 or 欠席者: a heading, or what a list says of the person before it. */
static bool take_presence(struct reader *reader, giji_string folded, bool of_person)
{
    bool absent = is_listed(reader, WORDS_ABSENT_LABELS, folded);
    if (!absent && !is_listed(reader, WORDS_PRESENT_LABELS, folded))
        return false;
    end_name(reader, no_title);
    giji_attendee *person = last_person(reader);
    if (person && of_person)
        person->present = !absent;
    else
        set_presence(reader, !absent);
    return true;
}

/* Takes a group's heading. A bare word that is a member's title as well (委員) is that. */
static bool take_group(struct reader *reader, const struct word *word, giji_string folded,
                       bool marked)
{
    bool office = is_listed(reader, WORDS_OFFICE_GROUPS, folded);
    bool member = is_listed(reader, WORDS_MEMBER_GROUPS, folded) &&
                  (marked || !is_listed(reader, WORDS_MEMBER_TITLES, folded));
    if (!member && !(office && (marked || !reader->line_begun)))
        return false;
    set_group(reader, word_text(word), folded);
    return true;
}

/* Takes a word with ":" behind it. */
static void take_headed(struct reader *reader, const struct word *word)
{
    if (is_title(reader, word)) {
        begin_heading(reader);
        reader->heading_title = giji_arena_copy(reader->arena, word_text(word));
        reader->titles_come_first = true;
        return;
    }
    take_people(reader, word);
    end_piece(reader);
}

/* Whether the word says that there is nobody, or stands among names and is none. */
static bool is_no_name(const struct reader *reader, giji_string folded)
{
    return is_listed(reader, WORDS_NOBODY, folded) || is_listed(reader, WORDS_NO_NAMES, folded);
}

static void take_word(struct reader *reader, const struct word *word, bool headed)
{
    giji_string folded = fold(reader, word_text(word));
    bool of_person = !headed && rest_of_line_is_blank(reader);
    if (is_no_name(reader, folded)) {
        end_piece(reader);
        forget_title(reader);
    } else if (take_presence(reader, folded, of_person) || take_group(reader, word, folded, headed))
        return;
    else if (headed)
        take_headed(reader, word);
    else
        take_people(reader, word);
}

/* ---- brackets -----------------------------------------------------------------------------------
 */

/* Gives the person before the bracket, or the one to come, the title in it. */
static void take_bracketed_title(struct reader *reader, giji_string title)
{
    giji_attendee *person = reader->name.count ? NULL : last_person(reader);
    if (person && !person->title.length)
        person->title = giji_arena_copy(reader->arena, title);
    else
        take_title(reader, title);
}

static bool is_kana(const struct word *word)
{
    for (size_t at = 0; at < word->count; at++)
        if (is_ideograph(letter_at(word, at)))
            return false;
    return true;
}

/* Takes a bracket's words that are no heading: a name behind its title, or where the person before
 * it comes from. Kana say how a name is read. */
static void take_remark(struct reader *reader, const struct word *word)
{
    if (is_kana(word))
        return;
    if (reader->title.length && !reader->title_used && !reader->name.count) {
        take_people(reader, word);
        end_name(reader, no_title);
        return;
    }
    end_name(reader, no_title);
    giji_attendee *person = last_person(reader);
    if (person)
        person->department = giji_arena_copy(reader->arena, word_text(word));
}

/* Takes a unit in brackets: behind a person it is theirs, else a heading. What stands before a
 * heading with white space between is the matter that the unit has come for. */
static void take_bracketed_unit(struct reader *reader, const struct word *word, bool spaced)
{
    if (!spaced)
        end_name(reader, no_title);
    if (!spaced && reader->last != SIZE_MAX) {
        take_remark(reader, word);
        return;
    }
    if (reader->office && spaced)
        forget_name(reader);
    end_piece(reader);
    reader->department_is_new = false;
    set_department(reader, word_text(word));
}

/* Reads what the bracket at reader->at holds, and moves behind it. A bracket that does not close
 * nearby separates, as any other mark does. */
static bool scan_bracket(struct reader *reader, struct word *word)
{
    word_empty(word);
    size_t at = reader->at;
    giji_next_char(reader->text, &at);
    size_t start = at;
    for (size_t letters = 0; letters < LONGEST_BRACKET; letters++) {
        size_t here = at;
        uint32_t character = giji_next_char(reader->text, &at);
        if (character == 0 || character == '\n')
            return false;
        if (!contains("）)〕]］】｝}〉》>＞", character))
            continue;
        word_add_text(word, giji_slice_cut(reader->text, start, here));
        reader->at = at;
        return true;
    }
    return false;
}

/* Takes a group in brackets; behind a name such a word may be the title: 丘野和夫（委員）. */
static bool take_bracketed_group(struct reader *reader, const struct word *word, giji_string folded)
{
    bool behind_name = reader->name.count || reader->last != SIZE_MAX;
    if (behind_name && is_listed(reader, WORDS_MEMBER_TITLES, folded))
        return false;
    return take_group(reader, word, folded, true);
}

static void take_bracketed(struct reader *reader, const struct word *word, bool spaced)
{
    giji_string folded = fold(reader, word_text(word));
    if (!word->count || has_digit(word, 0) || is_count(word) || is_no_name(reader, folded))
        return;
    if (take_presence(reader, folded, true) || take_bracketed_group(reader, word, folded))
        return;
    if (is_title(reader, word))
        take_bracketed_title(reader, word_text(word));
    else if (ends_like_unit(reader, word, 0, word->count))
        take_bracketed_unit(reader, word, spaced);
    else
        take_remark(reader, word);
}

/* ---- scanning -----------------------------------------------------------------------------------
 */

/* The letters from `at` to the next white space or mark. */
static void scan_run(giji_string text, size_t at, struct word *word)
{
    word_empty(word);
    for (size_t next = at; is_letter(giji_next_char(text, &next)) && !word->overlong; at = next)
        word_add(word, giji_slice_cut(text, at, next));
}

/* Whether the department has a "・" between the letters that end `left` and begin `right`. */
static bool dot_is_known(const struct reader *reader, const struct word *left,
                         const struct word *right)
{
    giji_string department = reader->department;
    giji_string dot = giji_slice("・");
    if (left->count < USUAL_SURNAME || right->count < 2)
        return false;
    giji_string before = word_cut(left, left->count - 2, left->count);
    giji_string behind = word_cut(right, 0, 2);
    for (size_t at = 0; (at = giji_slice_find(department, dot, at)) != SIZE_MAX; at += dot.length)
        if (giji_slice_ends(giji_slice_cut(department, 0, at), before) &&
            giji_slice_begins(giji_slice_cut(department, at + dot.length, department.length),
                              behind))
            return true;
    return false;
}

/* Whether `left` ends with a unit's beginning that `right` goes on with: 浜中文化・体育課長. */
static bool dot_is_in_unit(const struct reader *reader, const struct word *left,
                           const struct word *right)
{
    struct title_hit hit;
    if (!organ_at(reader, right, 0, right->count) || ends_like_unit(reader, left, 0, left->count) ||
        find_title(reader, left, 0, left->count, &hit))
        return false;
    bool begun = false;
    for (size_t at = 0; at < left->count && at <= LONGEST_SURNAME; at++)
        begun |= organ_at(reader, left, at, left->count);
    return begun && (find_title(reader, right, 0, right->count, &hit) ||
                     ends_like_unit(reader, right, 0, right->count));
}

/* Whether the "・" behind the letters `left` joins them to what follows at `at`. */
static bool dot_joins(const struct reader *reader, const struct word *left, size_t at)
{
    if (!left->count || left->overlong)
        return false;
    if (reader->honours)
        return !honorific_before(left, left->count);
    struct word right;
    scan_run(reader->text, at, &right);
    return right.count &&
           (dot_is_known(reader, left, &right) || dot_is_in_unit(reader, left, &right));
}

/* Adds the letters at reader->at to the word and moves behind them. Returns how many they are. */
static size_t add_run(struct reader *reader, struct word *word)
{
    size_t count = 0;
    for (size_t next = reader->at;; reader->at = next, count++) {
        uint32_t character = giji_next_char(reader->text, &next);
        bool joins = is_middle_dot(character) && dot_joins(reader, word, next);
        if (!joins && !is_letter(character))
            return count;
        word_add(word, joins ? giji_slice("・") : giji_slice_cut(reader->text, reader->at, next));
    }
}

/* Where the next letter stands if it has white space on both its sides, else SIZE_MAX. */
static size_t lone_letter(const struct reader *reader)
{
    size_t at = skip_blanks(reader->text, reader->at), next = at;
    uint32_t letter = giji_next_char(reader->text, &next);
    bool alone = is_letter(letter) && !is_digit(letter) && !is_letter(peek(reader->text, next));
    return alone ? at : SIZE_MAX;
}

/* Reads a word; letters that stand one by one are one. */
static void scan_word(struct reader *reader, struct word *word)
{
    word_empty(word);
    bool one = add_run(reader, word) == 1 && !is_digit(letter_at(word, 0));
    while (one && !word->overlong) {
        size_t letter = lone_letter(reader);
        if (letter == SIZE_MAX)
            return;
        reader->at = letter;
        one = add_run(reader, word) == 1;
    }
}

static void read_word(struct reader *reader)
{
    struct word word;
    scan_word(reader, &word);
    size_t at = skip_blanks(reader->text, reader->at);
    bool headed = contains(":：", peek(reader->text, at));
    take_word(reader, &word, headed);
    reader->line_begun = true;
}

static void read_bracket(struct reader *reader)
{
    size_t before = reader->at;
    bool spaced = before > 0 && giji_is_space(giji_previous_char(reader->text, &before));
    struct word word;
    if (scan_bracket(reader, &word))
        take_bracketed(reader, &word, spaced);
    else {
        giji_next_char(reader->text, &reader->at);
        end_piece(reader);
    }
}

/* Whether a 君 in the line ends a name. */
static bool line_honours(giji_string line)
{
    giji_string honorific = giji_slice("君");
    for (size_t at = 0; (at = giji_slice_find(line, honorific, at)) != SIZE_MAX;) {
        at += honorific.length;
        if (!is_letter(peek(line, at)))
            return true;
    }
    return false;
}

static void begin_line(struct reader *reader)
{
    size_t end = giji_slice_find(reader->text, giji_slice("\n"), reader->at);
    if (end == SIZE_MAX)
        end = reader->text.length;
    giji_string line = giji_slice_cut(reader->text, reader->at, end);
    end_piece(reader);
    reader->heading_title = no_title;
    reader->line++;
    reader->line_people = reader->people->count;
    reader->line_begun = false;
    reader->running_text = giji_slice_find(line, giji_slice("。"), 0) != SIZE_MAX;
    reader->honours = line_honours(line);
}

static void read_next(struct reader *reader)
{
    size_t next = reader->at;
    uint32_t character = giji_next_char(reader->text, &next);
    if (is_letter(character))
        read_word(reader);
    else if (contains("（(〔[［【｛{〈《<＜", character))
        read_bracket(reader);
    else {
        if (!giji_is_space(character) || character == '\n') {
            end_piece(reader);
            reader->department_is_new = false;
        }
        reader->at = next;
        if (character == '\n')
            begin_line(reader);
    }
}

void giji_read_people(struct arena *arena, const struct grammar *grammar, giji_header_key key,
                      giji_string text, struct people *people)
{
    struct reader reader = {
        .arena = arena,
        .grammar = grammar,
        .people = people,
        .text = text,
        .present = key != GIJI_HEADER_ABSENTEES,
        .office = key == GIJI_HEADER_SECRETARIAT,
        .last = SIZE_MAX,
        .last_line = SIZE_MAX,
    };
    reader.default_group =
        first_of(&reader, reader.office ? WORDS_OFFICE_GROUPS : WORDS_MEMBER_GROUPS);
    reader.group = reader.default_group;
    begin_line(&reader);
    while (reader.at < text.length && !arena->failed)
        read_next(&reader);
    end_piece(&reader);
    if (reader.folded.failed)
        arena->failed = true;
    giji_buffer_free(&reader.folded);
}
