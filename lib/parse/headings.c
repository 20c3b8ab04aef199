/* Headings of lists of people. The grammar is in headings.h. */
#include "parse/headings.h"
#include "parse/tokens.h"
#include "parse/words.h"

enum {
    LONGEST_HEADING = 60, /* in letters */
    LONGEST_LINE = 600    /* in bytes, with what stands around the heading */
};

static bool opens(uint32_t character)
{
    return giji_set_has(U"（(〔[［【｛{〈《<＜", character);
}

static bool closes(uint32_t character)
{
    return giji_set_has(U"）)〕]］】｝}〉》>＞", character);
}

/* ---- what stands around the core ------------------------------------------------------- */

static giji_string without_first_marks(giji_string text)
{
    size_t start = 0;
    for (size_t at = 0; at < text.length; start = at)
        if (giji_is_letter(giji_next_char(text, &at)))
            break;
    return giji_slice_cut(text, start, text.length);
}

/* The text without marks and a number at its start: ◎ (1) ３． 一、 but 第121条 stays. */
static giji_string without_lead(giji_string text)
{
    text = without_first_marks(text);
    size_t at = 0;
    uint32_t first = giji_char_at(text, 0);
    bool number = (giji_is_digit(first) || giji_is_kanji_digit(first)) &&
                  giji_read_number(text, &at) >= 0 && !giji_is_letter(giji_char_at(text, at));
    return number ? without_first_marks(giji_slice_cut(text, at, text.length)) : text;
}

/* The text without a bracket at its end. */
static giji_string without_bracket(giji_string text)
{
    size_t at = text.length;
    if (!closes(giji_previous_char(text, &at)))
        return text;
    while (at > 0)
        if (opens(giji_previous_char(text, &at)))
            return giji_slice_cut(text, 0, at);
    return text;
}

/* The text without its last word, where that counts people or says that there are none. */
static giji_string without_count(struct arena *arena, const struct grammar *grammar,
                                 giji_string text)
{
    size_t start = text.length;
    bool may_count = giji_set_has(U"名人", giji_char_before(text, start)) ||
                     giji_lists_ending_folded(grammar, text) >> WORDS_NOBODY & 1;
    if (!may_count)
        return text;
    for (size_t at = start; at > 0; start = at)
        if (giji_is_space(giji_previous_char(text, &at)))
            break;
    if (start == 0)
        return text;
    struct word word;
    giji_word_empty(&word);
    giji_word_add_text(&word, giji_slice_cut(text, start, text.length));
    bool counts = giji_word_is_count(&word) ||
                  giji_is_listed_folded(grammar, WORDS_NOBODY, giji_word_text(&word), arena);
    return counts ? giji_slice_cut(text, 0, start) : text;
}

static bool has_opening(giji_string text)
{
    for (size_t at = 0; at < text.length;)
        if (opens(giji_next_char(text, &at)))
            return true;
    return false;
}

/* The text without marks at its end; a bracket there is one only where none opens. */
static giji_string without_marks(giji_string text)
{
    bool asked = false;
    size_t end = text.length;
    for (size_t at = end; at > 0; end = at) {
        uint32_t letter = giji_previous_char(text, &at);
        if (giji_is_letter(letter) || (!asked && closes(letter) && has_opening(text)))
            break;
        asked |= closes(letter);
    }
    return giji_slice_cut(text, 0, end);
}

static giji_string without_end(giji_string text, const char *end)
{
    giji_string last = giji_slice(end);
    bool ends = giji_slice_ends(text, last);
    return ends ? without_marks(giji_slice_cut(text, 0, text.length - last.length)) : text;
}

/* The text without what says that a list follows: の職氏名は、次のとおりである。 */
static giji_string without_phrase(giji_string text)
{
    static const char *const ends[] = {
        "である",   "です", "次のとおり", "左のとおり", "以下のとおり", "下記のとおり", "次の通り",
        "左の通り", "は",   "職氏名",     "職・氏名",   "職及び氏名",   "氏名"};
    if (!giji_set_has(U"るすりは名の", giji_char_before(text, text.length)))
        return text;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        text = without_end(text, ends[i]);
    return without_end(text, "の");
}

static giji_string core_of(struct arena *arena, const struct grammar *grammar, giji_string line)
{
    giji_string text = without_marks(without_lead(line)), before;
    do {
        before = text;
        text = without_marks(without_phrase(without_count(arena, grammar, without_bracket(text))));
    } while (text.length < before.length);
    return text;
}

/* ---- what the core is ------------------------------------------------------------------ */

bool giji_is_group_label(const struct grammar *grammar, giji_string folded)
{
    return giji_listed_last(grammar, WORDS_GROUP_LABELS, folded) > 0;
}

static enum list_kind kind_of(const struct grammar *grammar, giji_string folded)
{
    if (giji_is_listed(grammar, WORDS_NOT_ATTENDING, folded))
        return LIST_OTHERS;
    if (giji_is_listed(grammar, WORDS_PRESENT_LABELS, folded))
        return LIST_PRESENT;
    if (giji_is_listed(grammar, WORDS_ABSENT_LABELS, folded))
        return LIST_ABSENT;
    if (!giji_is_group_label(grammar, folded) || giji_count_letters(folded) > LONGEST_HEADING)
        return LIST_NONE;
    bool absent = giji_is_listed_inside(grammar, WORDS_ABSENT_LABELS, folded);
    return absent ? LIST_ABSENT : LIST_PRESENT;
}

struct list_heading giji_read_list_heading(struct arena *arena, const struct grammar *grammar,
                                           giji_string line)
{
    struct list_heading heading = {.kind = LIST_NONE};
    if (!line.length || line.length > LONGEST_LINE)
        return heading;
    heading.core = core_of(arena, grammar, line);
    const uint32_t lists = 1U << WORDS_NOT_ATTENDING | 1U << WORDS_PRESENT_LABELS |
                           1U << WORDS_ABSENT_LABELS | 1U << WORDS_GROUP_LABELS;
    if (!(giji_lists_ending_folded(grammar, heading.core) & lists))
        return (struct list_heading){.kind = LIST_NONE};
    struct buffer folded = {0};
    giji_string text = giji_folded(heading.core, &folded);
    heading.kind = kind_of(grammar, text);
    if (!giji_is_group_label(grammar, text))
        heading.core = (giji_string){NULL, 0};
    heading.office = !giji_listed_last(grammar, WORDS_MEMBER_TITLES, text);
    giji_buffer_end(&folded, arena);
    return heading;
}
