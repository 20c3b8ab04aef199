/* Words in the text of a field of people. Letters that touch are a run; a word is a run, two that a
 * "・" joins, or letters that stand one by one. */
#include "parse/runs.h"
#include "parse/characters.h"
#include "parse/titles.h"
#include "parse/tokens.h"

struct scan {
    const struct roster *roster;
    giji_string text;
    size_t at;
};

/* The widest white space between the letters of a word. */
struct gap {
    size_t at;      /* where it begins */
    size_t letters; /* of the word before it */
    size_t width;   /* in columns */
    bool alone;     /* there is no other as wide */
};

size_t giji_skip_blanks(giji_string text, size_t at)
{
    for (size_t next = at; giji_is_space(giji_next_char(text, &next)); at = next)
        if (text.data[at] == '\n')
            break;
    return at;
}

/* ---- seats ----------------------------------------------------------------------------- */

/* Digits, or kanji digits with blanks between them, at `*at`. */
static long read_seat_number(giji_string text, size_t *at)
{
    size_t next = *at;
    if (giji_is_digit(giji_char_at(text, next)))
        return giji_read_number(text, at);
    struct word digits;
    giji_word_empty(&digits);
    for (size_t start = next; digits.count < 5; start = giji_skip_blanks(text, next)) {
        next = start;
        uint32_t digit = giji_next_char(text, &next);
        if (!giji_set_has(U"一二三四五六七八九十百", digit))
            break;
        giji_word_add(&digits, digit, giji_slice_cut(text, start, next));
        *at = next;
    }
    size_t read = 0;
    return digits.count ? giji_read_number(giji_word_text(&digits), &read) : -1;
}

bool giji_accept_seat(giji_string text, size_t *at, int *seat)
{
    size_t next = *at;
    uint32_t first = giji_char_at(text, next);
    if (!giji_is_digit(first) && !giji_is_kanji_digit(first))
        return false;
    long number = read_seat_number(text, &next);
    next = giji_skip_blanks(text, next);
    bool counted = number >= 0 && number <= MOST_SEATS && giji_next_char(text, &next) == U'番';
    if (!counted || giji_set_has(U"号目ヶケ", giji_char_at(text, next)))
        return false;
    *seat = (int)number;
    *at = next;
    return true;
}

static bool is_seat(giji_string text, size_t at)
{
    int seat;
    return giji_accept_seat(text, &at, &seat);
}

/* ---- "・" ------------------------------------------------------------------------------ */

static bool is_middle_dot(uint32_t character)
{
    return character == U'・' || character == 0xFF65;
}

/* The letters from `at` to the next white space or mark. */
static void scan_run(giji_string text, size_t at, struct word *word)
{
    giji_word_empty(word);
    for (size_t next = at; !word->overlong; at = next) {
        uint32_t letter = giji_next_char(text, &next);
        if (!giji_is_letter(letter))
            return;
        giji_word_add(word, letter, giji_slice_cut(text, at, next));
    }
}

/* Whether the department has a "・" between the letters that end `left` and begin `right`. */
static bool dot_is_known(giji_string department, const struct word *left, const struct word *right)
{
    giji_string dot = giji_slice("・");
    if (left->count < USUAL_SURNAME || right->count < 2)
        return false;
    giji_string before = giji_word_cut(left, left->count - 2, left->count);
    giji_string behind = giji_word_cut(right, 0, 2);
    for (size_t at = 0; (at = giji_slice_find(department, dot, at)) != SIZE_MAX; at += dot.length)
        if (giji_slice_ends(giji_slice_cut(department, 0, at), before) &&
            giji_slice_begins(giji_slice_cut(department, at + dot.length, department.length),
                              behind))
            return true;
    return false;
}

/* Whether `left` ends with a unit's beginning that `right` goes on with: 浜中文化・体育課長. */
static bool dot_is_in_unit(const struct grammar *grammar, const struct word *left,
                           const struct word *right)
{
    struct title_hit hit;
    if (!giji_organ_at(grammar, right, 0, right->count) ||
        giji_ends_like_unit(grammar, left, 0, left->count) ||
        giji_find_title(grammar, left, 0, left->count, &hit))
        return false;
    bool begun = false;
    for (size_t at = 0; at < left->count && at <= LONGEST_SURNAME; at++)
        begun |= giji_organ_at(grammar, left, at, left->count);
    return begun && (giji_find_title(grammar, right, 0, right->count, &hit) ||
                     giji_ends_like_unit(grammar, right, 0, right->count));
}

/* Whether `left` is a surname and the beginning of a unit that no list has, which `right` goes on
 * with up to its title: 浜中手当・医療担当主査. */
static bool dot_is_in_title(const struct grammar *grammar, const struct word *left,
                            const struct word *right)
{
    struct title_hit hit;
    if (left->count < USUAL_SURNAME + 2 || giji_may_be_name(grammar, left, 0, left->count) ||
        giji_is_unit(grammar, left, 0, left->count) ||
        giji_find_title(grammar, left, 0, left->count, &hit))
        return false;
    return giji_organ_at(grammar, right, 0, right->count) &&
           giji_find_title(grammar, right, 0, right->count, &hit) && hit.end == right->count &&
           giji_is_title_prefix(grammar, right, 0, &hit, false);
}

/* Whether the "・" behind the letters `left` joins them to what follows at `at`. */
static bool dot_joins(const struct scan *scan, const struct word *left, size_t at)
{
    if (!left->count || left->overlong)
        return false;
    const struct roster *roster = scan->roster;
    if (roster->honours)
        return !giji_word_honorific(left, left->count);
    bool names_follow = roster->title.length > 0;
    struct word right;
    scan_run(scan->text, at, &right);
    return right.count && (dot_is_known(roster->department, left, &right) ||
                           dot_is_in_unit(roster->grammar, left, &right) ||
                           (!names_follow && dot_is_in_title(roster->grammar, left, &right)));
}

/* ---- runs ------------------------------------------------------------------------------ */

/* Whether the word is a name with its 君, so that the letters behind it are another's. */
static bool ends_honoured(const struct scan *scan, const struct word *word)
{
    struct title_hit hit;
    return scan->roster->honours && word->count >= 3 &&
           giji_word_letter(word, word->count - 1) == U'君' &&
           !(giji_find_title(scan->roster->grammar, word, 0, word->count - 1, &hit) &&
             hit.end == word->count - 1);
}

/* Whether a name with a 君 of its own follows the one in a run: at least two letters and 君, not
 * 山田君|江君. */
static bool honoured_follows(giji_string text, size_t at)
{
    size_t letters = 0;
    for (uint32_t letter = 0; letter != U'君'; letters++) {
        letter = giji_next_char(text, &at);
        if (!giji_is_letter(letter) || letters > LONGEST_WORD)
            return false;
    }
    return letters > 2;
}

/* Whether the run ends before the letter at `at`: 丘野猛君|２番 丘野猛君|浜中節子君. */
static bool run_ends(const struct scan *scan, const struct word *word, uint32_t character,
                     size_t at)
{
    bool number_begins = word->count && giji_is_digit(character) &&
                         !giji_is_digit(giji_word_letter(word, word->count - 1));
    return (number_begins && is_seat(scan->text, at)) ||
           (ends_honoured(scan, word) && honoured_follows(scan->text, at));
}

/* Adds the letters at scan->at to the word and moves behind them. Returns how many they are. */
static size_t add_run(struct scan *scan, struct word *word)
{
    size_t count = 0;
    for (size_t next = scan->at;; scan->at = next, count++) {
        uint32_t character = giji_next_char(scan->text, &next);
        bool joins = is_middle_dot(character) && dot_joins(scan, word, next);
        if (!joins && (!giji_is_letter(character) || run_ends(scan, word, character, scan->at)))
            return count;
        if (joins)
            giji_word_add(word, U'・', giji_slice("・"));
        else
            giji_word_add(word, character, giji_slice_cut(scan->text, scan->at, next));
    }
}

/* ---- letters one by one ---------------------------------------------------------------- */

/* Whether nothing touches the letter before `at` but what stands behind names: 君 議員. */
static bool is_alone(const struct scan *scan, size_t at)
{
    struct word behind;
    if (!giji_is_letter(giji_char_at(scan->text, at)))
        return true;
    scan_run(scan->text, at, &behind);
    return !behind.overlong &&
           (giji_word_honorific(&behind, behind.count) == behind.count ||
            giji_is_listed(scan->roster->grammar, WORDS_MEMBER_TITLES, giji_word_text(&behind)));
}

/* Where the next letter behind `at` stands if it is alone, else SIZE_MAX. */
static size_t lone_letter(const struct scan *scan, size_t at)
{
    at = giji_skip_blanks(scan->text, at);
    size_t next = at;
    uint32_t letter = giji_next_char(scan->text, &next);
    bool alone = giji_is_letter(letter) && !giji_is_digit(letter) && is_alone(scan, next);
    return alone ? at : SIZE_MAX;
}

/* Whether 君 comes right behind the letter at `at`, which then is the end of a given name: 山 田 君 江
 * 君. */
static bool before_honorific(const struct scan *scan, size_t at)
{
    giji_next_char(scan->text, &at);
    at = lone_letter(scan, at);
    return at != SIZE_MAX && giji_char_at(scan->text, at) == U'君';
}

static size_t columns(giji_string blanks)
{
    size_t width = 0;
    for (size_t at = 0; at < blanks.length;)
        width += giji_next_char(blanks, &at) == 0x3000 ? 2 : 1;
    return width;
}

static void note_gap(struct gap *widest, const struct scan *scan, size_t letter, size_t letters)
{
    size_t width = columns(giji_slice_cut(scan->text, scan->at, letter));
    if (width > widest->width)
        *widest = (struct gap){.at = scan->at, .letters = letters, .width = width, .alone = true};
    else if (width == widest->width)
        widest->alone = false;
}

/* Whether the widest gap stands between two names, or between a title that no list has and a name:
 * 丘 野 太 郎　　浜 中 節 子. */
static bool gap_parts(const struct roster *roster, const struct word *word, const struct gap *gap)
{
    enum { LONGEST_ONE = 5 };
    struct title_hit hit;
    size_t behind = word->count - gap->letters;
    bool long_enough = word->count > LONGEST_ONE && gap->letters >= 2 && behind >= 2;
    return gap->alone && !roster->honours && long_enough && behind <= LONGEST_ONE &&
           !giji_find_title(roster->grammar, word, 0, word->count, &hit);
}

/* Adds the lone letters behind one that the word holds already. */
static void add_lone_letters(struct scan *scan, struct word *word)
{
    struct gap widest = {.width = 0};
    while (!word->overlong) {
        size_t letter = lone_letter(scan, scan->at);
        if (letter == SIZE_MAX || is_seat(scan->text, letter) ||
            (ends_honoured(scan, word) && !before_honorific(scan, letter)))
            break;
        note_gap(&widest, scan, letter, word->count);
        scan->at = letter;
        if (add_run(scan, word) != 1)
            break;
    }
    if (!gap_parts(scan->roster, word, &widest))
        return;
    word->count = widest.letters;
    word->overlong = false;
    scan->at = widest.at;
}

void giji_read_word(const struct roster *roster, giji_string text, size_t *at, struct word *word)
{
    struct scan scan = {.roster = roster, .text = text, .at = *at};
    giji_word_empty(word);
    if (add_run(&scan, word) == 1 && !giji_is_digit(giji_word_letter(word, 0)))
        add_lone_letters(&scan, word);
    *at = scan.at;
}
