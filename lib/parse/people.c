/* People in a header field. The grammar is in people.h.
 *
 * The text is read once from its start to its end as words, brackets, separators and line ends.
 * Words and brackets are headings or name people (attendance.h); these are taken apart into units,
 * titles and names (naming.h), which meet in the roster (roster.h). Looking ahead is bounded by the
 * longest word, so reading is linear in the text. */
#include "parse/people.h"
#include "parse/attendance.h"
#include "parse/characters.h"
#include "parse/roster.h"
#include "parse/titles.h"
#include "text/unicode.h"

enum { LONGEST_BRACKET = 64 /* in letters */ };

struct reader {
    giji_string text;
    size_t at;
    struct roster roster;
};

static bool is_middle_dot(uint32_t character)
{
    return character == U'・' || character == 0xFF65;
}

static size_t skip_blanks(giji_string text, size_t at)
{
    for (size_t next = at; giji_is_space(giji_next_char(text, &next)); at = next)
        if (text.data[at] == '\n')
            break;
    return at;
}

/* ---- words ----------------------------------------------------------------------------- */

/* The letters from `at` to the next white space or mark. */
static void scan_run(giji_string text, size_t at, struct word *word)
{
    giji_word_empty(word);
    for (size_t next = at; giji_is_letter(giji_next_char(text, &next)) && !word->overlong;
         at = next)
        giji_word_add(word, giji_slice_cut(text, at, next));
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
static bool dot_joins(const struct reader *reader, const struct word *left, size_t at)
{
    if (!left->count || left->overlong)
        return false;
    if (reader->roster.honours)
        return !giji_word_honorific(left, left->count);
    const struct grammar *grammar = reader->roster.grammar;
    bool names_follow = reader->roster.title.length > 0;
    struct word right;
    scan_run(reader->text, at, &right);
    return right.count && (dot_is_known(reader->roster.department, left, &right) ||
                           dot_is_in_unit(grammar, left, &right) ||
                           (!names_follow && dot_is_in_title(grammar, left, &right)));
}

/* Adds the letters at reader->at to the word and moves behind them. Returns how many they are. */
static size_t add_run(struct reader *reader, struct word *word)
{
    size_t count = 0;
    for (size_t next = reader->at;; reader->at = next, count++) {
        uint32_t character = giji_next_char(reader->text, &next);
        bool joins = is_middle_dot(character) && dot_joins(reader, word, next);
        if (!joins && !giji_is_letter(character))
            return count;
        giji_word_add(word,
                      joins ? giji_slice("・") : giji_slice_cut(reader->text, reader->at, next));
    }
}

/* Where the next letter stands if it has white space on both its sides, else SIZE_MAX. */
static size_t lone_letter(const struct reader *reader)
{
    size_t at = skip_blanks(reader->text, reader->at), next = at;
    uint32_t letter = giji_next_char(reader->text, &next);
    bool alone = giji_is_letter(letter) && !giji_is_digit(letter) &&
                 !giji_is_letter(giji_char_at(reader->text, next));
    return alone ? at : SIZE_MAX;
}

/* Reads a word; letters that stand one by one are one. */
static void scan_word(struct reader *reader, struct word *word)
{
    giji_word_empty(word);
    bool one = add_run(reader, word) == 1 && !giji_is_digit(giji_word_letter(word, 0));
    while (one && !word->overlong) {
        size_t letter = lone_letter(reader);
        if (letter == SIZE_MAX)
            return;
        reader->at = letter;
        one = add_run(reader, word) == 1;
    }
}

static enum word_place place_before(giji_string text, size_t at)
{
    at = skip_blanks(text, at);
    if (at == text.length || text.data[at] == '\n')
        return BEFORE_LINE_END;
    return giji_set_has(":：", giji_char_at(text, at)) ? BEFORE_COLON : BEFORE_MORE;
}

static void read_word(struct reader *reader)
{
    struct word word;
    scan_word(reader, &word);
    giji_take_word(&reader->roster, &word, place_before(reader->text, reader->at));
    reader->roster.line_begun = true;
}

/* ---- brackets -------------------------------------------------------------------------- */

/* Reads what the bracket at reader->at holds, and moves behind it. A bracket that does not close
 * nearby separates, as any other mark does. */
static bool scan_bracket(struct reader *reader, struct word *word)
{
    giji_word_empty(word);
    size_t at = reader->at;
    giji_next_char(reader->text, &at);
    size_t start = at;
    for (size_t letters = 0; letters < LONGEST_BRACKET; letters++) {
        size_t here = at;
        uint32_t character = giji_next_char(reader->text, &at);
        if (character == 0 || character == '\n')
            return false;
        if (!giji_set_has("）)〕]］】｝}〉》>＞", character))
            continue;
        giji_word_add_text(word, giji_slice_cut(reader->text, start, here));
        reader->at = at;
        return true;
    }
    return false;
}

static void read_bracket(struct reader *reader)
{
    size_t before = reader->at;
    bool spaced = before > 0 && giji_is_space(giji_previous_char(reader->text, &before));
    struct word word;
    if (scan_bracket(reader, &word))
        giji_take_bracketed(&reader->roster, &word, spaced);
    else {
        giji_next_char(reader->text, &reader->at);
        giji_end_piece(&reader->roster);
    }
}

/* ---- lines ----------------------------------------------------------------------------- */

/* Whether a 君 in the line ends a name. */
static bool line_honours(giji_string line)
{
    giji_string honorific = giji_slice("君");
    for (size_t at = 0; (at = giji_slice_find(line, honorific, at)) != SIZE_MAX;) {
        at += honorific.length;
        if (!giji_is_letter(giji_char_at(line, at)))
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
    struct roster *roster = &reader->roster;
    giji_end_piece(roster);
    roster->heading_title = (giji_string){NULL, 0};
    roster->line++;
    roster->line_people = roster->people->count;
    roster->line_begun = false;
    roster->running_text = giji_slice_find(line, giji_slice("。"), 0) != SIZE_MAX;
    roster->honours = line_honours(line);
}

static void read_next(struct reader *reader)
{
    size_t next = reader->at;
    uint32_t character = giji_next_char(reader->text, &next);
    if (giji_is_letter(character))
        read_word(reader);
    else if (giji_set_has("（(〔[［【｛{〈《<＜", character))
        read_bracket(reader);
    else {
        if (!giji_is_space(character) || character == '\n') {
            giji_end_piece(&reader->roster);
            reader->roster.department_is_new = false;
        }
        reader->at = next;
        if (character == '\n')
            begin_line(reader);
    }
}

void giji_read_people(struct arena *arena, const struct grammar *grammar, giji_header_key key,
                      giji_string text, struct people *people)
{
    bool office = key == GIJI_HEADER_SECRETARIAT;
    giji_string group =
        giji_first_listed(grammar, office ? WORDS_OFFICE_GROUPS : WORDS_MEMBER_GROUPS);
    struct reader reader = {
        .text = text,
        .roster =
            {
                .arena = arena,
                .grammar = grammar,
                .people = people,
                .present = key != GIJI_HEADER_ABSENTEES,
                .office = office,
                .default_group = group,
                .group = group,
                .last = SIZE_MAX,
                .last_line = SIZE_MAX,
            },
    };
    begin_line(&reader);
    while (reader.at < text.length && !arena->failed)
        read_next(&reader);
    giji_end_piece(&reader.roster);
    if (reader.roster.folded.failed)
        arena->failed = true;
    giji_buffer_free(&reader.roster.folded);
}
