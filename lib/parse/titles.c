/* Units and titles in a word, and where a name ends that its title follows without a space. */
#include "parse/titles.h"
#include "parse/tokens.h"

/* ---- units ----------------------------------------------------------------------------- */

bool giji_organ_at(const struct grammar *grammar, const struct word *word, size_t at, size_t end)
{
    return giji_listed_at(grammar, WORDS_ORGAN_WORDS, word, at, end) > 0;
}

bool giji_ends_like_unit(const struct grammar *grammar, const struct word *word, size_t from,
                         size_t end)
{
    return giji_listed_before(grammar, WORDS_OFFICE_UNITS, word, from, end) > 0;
}

/* How many letters from `at` on are those that a unit within the department begins with. */
static size_t known_letters(const struct grammar *grammar, giji_string department,
                            const struct word *word, size_t at)
{
    struct word known;
    giji_word_empty(&known);
    giji_word_add_text(&known, department);
    size_t most = 0;
    for (size_t start = 0; start < known.count; start++) {
        if (start && !giji_ends_like_unit(grammar, &known, 0, start))
            continue;
        size_t same = 0;
        while (start + same < known.count && at + same < word->count &&
               giji_word_letter(&known, start + same) == giji_word_letter(word, at + same))
            same++;
        if (same > most)
            most = same;
    }
    return most;
}

/* The letter behind the first unit that begins at `from`, or `end` where its end is not written. */
static size_t unit_end(const struct grammar *grammar, const struct word *word, size_t from,
                       size_t end)
{
    for (size_t at = from + 1; at < end; at++) {
        size_t length = giji_listed_at(grammar, WORDS_OFFICE_UNITS, word, at, end);
        if (length)
            return at + length;
    }
    return end;
}

size_t giji_units_end(const struct grammar *grammar, const struct word *word, size_t from,
                      size_t end)
{
    while (from < end && giji_organ_at(grammar, word, from, end))
        from = unit_end(grammar, word, from, end);
    return from;
}

/* Whether 同 stands at `at` for something named before, not in 共同. */
static bool is_same(const struct word *word, size_t at)
{
    return giji_word_letter(word, at) == U'同' &&
           !(at > 0 && giji_set_has(U"共協", giji_word_letter(word, at - 1)));
}

/* Whether a surname may stand before a word that units begin with, or before 同課: 浜中総務部. */
static bool has_inner_organ(const struct grammar *grammar, const struct word *word, size_t from,
                            size_t end)
{
    for (size_t at = from + 1; at < end && at <= from + LONGEST_SURNAME; at++)
        if (giji_organ_at(grammar, word, at, end) ||
            (is_same(word, at) && giji_listed_at(grammar, WORDS_OFFICE_UNITS, word, at + 1, end)))
            return true;
    return false;
}

bool giji_is_unit(const struct grammar *grammar, const struct word *word, size_t from, size_t end)
{
    if (giji_units_end(grammar, word, from, end) == end)
        return true;
    if (!giji_ends_like_unit(grammar, word, from, end) || has_inner_organ(grammar, word, from, end))
        return false;
    return end - from >= 4 &&
           !giji_is_listed(grammar, WORDS_SURNAMES, giji_word_cut(word, from, end));
}

/* ---- titles ---------------------------------------------------------------------------- */

static size_t longer(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* How many letters the title at `at` has; 0 where there is none, or where a longer word that is no
 * title begins with one: 委員会. */
static size_t title_at(const struct grammar *grammar, const struct word *word, size_t at,
                       size_t end, bool *office)
{
    giji_string rest = giji_word_cut(word, at, end);
    const uint32_t titles = 1U << WORDS_MEMBER_TITLES | 1U << WORDS_OFFICE_TITLES;
    if (!(giji_lists_beginning(grammar, rest) & titles))
        return 0;
    size_t member = giji_listed_first(grammar, WORDS_MEMBER_TITLES, rest);
    size_t official = giji_listed_first(grammar, WORDS_OFFICE_TITLES, rest);
    size_t title = longer(member, official);
    if (!title)
        return 0;
    size_t other = longer(giji_listed_first(grammar, WORDS_ORGAN_WORDS, rest),
                          giji_listed_first(grammar, WORDS_OFFICE_UNITS, rest));
    *office = official > member;
    size_t letters = giji_word_letters(word, at, title);
    bool begins_unit =
        other == title && at + letters < end && giji_organ_at(grammar, word, at, at + letters);
    return other > title || begins_unit ? 0 : letters;
}

/* Whether the letter at `at`, though a title begins with it, ends a surname, with another title behind it: 阿部|会長,
 * not 阿|部会長. It does where the two are a listed surname, or the one before it alone is none. */
static bool ends_surname(const struct grammar *grammar, const struct word *word, size_t from,
                         size_t at, size_t end)
{
    bool office;
    if (at == from || !title_at(grammar, word, at + 1, end, &office))
        return false;
    if (giji_is_listed(grammar, WORDS_SURNAMES, giji_word_cut(word, from, at + 1)))
        return true;
    return at == from + 1 &&
           !giji_is_listed(grammar, WORDS_SURNAMES, giji_word_cut(word, from, at));
}

bool giji_find_title(const struct grammar *grammar, const struct word *word, size_t from,
                     size_t end, struct title_hit *hit)
{
    bool found = false, joined = false, office = false;
    for (size_t at = from; at < end;) {
        size_t length = title_at(grammar, word, at, end, &office);
        if (!found && length && ends_surname(grammar, word, from, at, end))
            length = 0;
        if (!length) {
            if (found && !joined && giji_word_letter(word, at) != U'兼')
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

/* Whether the unit's end behind 同 begins a title instead: 同係長, not 同課長谷川主任 or 同部次長;
 * 同担当課長, as 担当 is a title as well as a unit. */
static bool same_has_title(const struct grammar *grammar, const struct word *word, size_t at,
                           size_t kind, size_t end)
{
    bool office;
    if (title_at(grammar, word, at, end, &office) <= kind ||
        giji_listed_at(grammar, WORDS_SURNAMES, word, at + kind, end) > USUAL_SURNAME)
        return false;
    return !title_at(grammar, word, at + kind, end, &office) ||
           title_at(grammar, word, at, at + kind, &office);
}

/* Whether the unit's end at `at` begins a surname instead: 同室井主査. */
static bool same_has_surname(const struct grammar *grammar, const struct word *word, size_t at,
                             size_t kind, size_t end)
{
    struct title_hit hit;
    size_t rest = at + kind;
    return kind == 1 && giji_find_title(grammar, word, rest, end, &hit) && hit.start == rest + 1 &&
           !giji_is_listed(grammar, WORDS_SURNAMES, giji_word_cut(word, rest, hit.start));
}

size_t giji_same_end(const struct grammar *grammar, const struct word *word, size_t from,
                     size_t end)
{
    if (from >= end || !is_same(word, from) || giji_organ_at(grammar, word, from, end))
        return from;
    size_t kind = giji_listed_at(grammar, WORDS_OFFICE_UNITS, word, from + 1, end);
    if (kind && (same_has_title(grammar, word, from + 1, kind, end) ||
                 same_has_surname(grammar, word, from + 1, kind, end)))
        kind = 0;
    return from + 1 + kind;
}

giji_string giji_without_same(const struct grammar *grammar, giji_string title)
{
    size_t first = 0;
    giji_skip_space(title, &first);
    if (giji_char_at(title, first) != U'同')
        return title;
    struct word word;
    giji_word_empty(&word);
    giji_word_add_text(&word, title);
    size_t at = giji_same_end(grammar, &word, 0, word.count);
    bool office;
    bool refers = at > 1 || title_at(grammar, &word, at, word.count, &office) ||
                  giji_organ_at(grammar, &word, at, word.count);
    return refers && at < word.count ? giji_slice_cut(title, word.start[at], title.length) : title;
}

bool giji_is_title_prefix(const struct grammar *grammar, const struct word *word, size_t from,
                          const struct title_hit *hit, bool names_come_first)
{
    from = giji_same_end(grammar, word, from, hit->end);
    if (hit->start == from)
        return true;
    if (names_come_first)
        return giji_units_end(grammar, word, from, hit->start) == hit->start;
    return giji_is_unit(grammar, word, from, hit->start);
}

bool giji_is_title(const struct grammar *grammar, const struct word *word, bool names_come_first)
{
    struct title_hit hit;
    return giji_find_title(grammar, word, 0, word->count, &hit) && hit.end == word->count &&
           giji_is_title_prefix(grammar, word, 0, &hit, names_come_first);
}

bool giji_is_unit_in_charge(const struct grammar *grammar, const struct word *word)
{
    size_t unit = giji_listed_before(grammar, WORDS_OFFICE_UNITS, word, 0, word->count);
    size_t title = giji_listed_before(grammar, WORDS_OFFICE_TITLES, word, 0, word->count);
    return unit && title == unit && unit < word->count &&
           giji_is_unit(grammar, word, 0, word->count);
}

giji_string giji_led_unit(const struct grammar *grammar, giji_string department, giji_string title)
{
    struct word word, known;
    giji_word_empty(&word);
    giji_word_empty(&known);
    giji_word_add_text(&word, title);
    giji_word_add_text(&known, department);
    size_t end = word.count ? word.count - 1 : 0;
    size_t kind = giji_word_letter(&word, end) == U'長'
                      ? giji_listed_before(grammar, WORDS_OFFICE_UNITS, &word, 0, end)
                      : 0;
    if (!kind || end == kind || giji_ends_like_unit(grammar, &word, 0, end - kind))
        return title;
    giji_string unit = giji_slice_cut(title, 0, word.start[end]);
    bool alike = giji_slice_ends(giji_word_text(&known), giji_word_cut(&word, end - kind, end));
    return alike && !giji_slice_ends(giji_word_text(&known), unit) ? unit : title;
}

/* ---- parting a name from the title ----------------------------------------------------- */

/* Whether 同 or 同課 stands between the name and the title: 浜中同課主査, not 浜中共同事業課長. */
static bool same_at(const struct grammar *grammar, const struct word *word, size_t at, size_t end)
{
    size_t behind = giji_same_end(grammar, word, at, word->count);
    return behind > at && (behind >= end || behind > at + 1);
}

/* Whether the kind of letters changes at `at` to one that given names do not have. */
static bool kind_changes(const struct word *word, size_t at, size_t end)
{
    size_t katakana = at, hiragana = at;
    while (katakana < end && giji_is_katakana(giji_word_letter(word, katakana)))
        katakana++;
    while (hiragana < end && giji_is_hiragana(giji_word_letter(word, hiragana)))
        hiragana++;
    return giji_is_ideograph(giji_word_letter(word, at - 1)) &&
           (katakana - at >= 3 || (hiragana == end && hiragana - at >= 4));
}

static bool has_hiragana(const struct word *word, size_t from, size_t end)
{
    for (size_t at = from; at < end; at++)
        if (giji_is_hiragana(giji_word_letter(word, at)))
            return true;
    return false;
}

bool giji_may_be_name(const struct grammar *grammar, const struct word *word, size_t from,
                      size_t end)
{
    /* Last letters of given names that names of units seldom end with. */
    static const char32_t endings[] = U"子美恵江枝香奈菜穂紀乃沙里絵織代世音花華莉咲衣尋海"
                                      U"夫男雄郎朗一二三介也哉樹之彦斗太平司志吉次人行生正信実明治"
                                      U"弘宏博昭秋章彰晃晶浩裕勝隆孝義幸敏俊伸真誠稔茂繁豊"
                                      U"光輝雅昌徳勇久央希晴翔亮哲健剛淳潤純聡智仁恭慎貴寛"
                                      U"憲賢毅武猛靖康泰直尚朋友佳紘洋輔吾己馬";
    size_t length = end - from;
    if (length <= USUAL_SURNAME + 1 || has_hiragana(word, from, end))
        return true;
    return giji_is_listed(grammar, WORDS_SURNAMES, giji_word_cut(word, from, end)) ||
           giji_set_has(endings, giji_word_letter(word, end - 1));
}

/* How well the title's unit would begin at `at`; 0 where nothing speaks for it. */
static unsigned unit_evidence(const struct grammar *grammar, giji_string department,
                              const struct word *word, size_t from, size_t at, size_t end)
{
    if (same_at(grammar, word, at, end))
        return 56;
    size_t known = known_letters(grammar, department, word, at);
    if (known >= end - at && known >= 2)
        return 40;
    bool name = giji_may_be_name(grammar, word, from, at) ||
                giji_is_katakana(giji_word_letter(word, at - 1));
    if (name && giji_organ_at(grammar, word, at, end))
        return 24;
    if (known >= 2)
        return 16;
    return kind_changes(word, at, end) ? 8 : 0;
}

/* Where a "・" stands in [from, end), which names have not, or `end`. */
static size_t dot_in(const struct word *word, size_t from, size_t end)
{
    size_t at = from;
    while (at < end && giji_word_letter(word, at) != U'・')
        at++;
    return at;
}

/* How usual a surname the letters [from, at) are. */
static unsigned surname_evidence(const struct grammar *grammar, const struct word *word,
                                 size_t from, size_t at)
{
    if (giji_is_listed(grammar, WORDS_SURNAMES, giji_word_cut(word, from, at)))
        return 7;
    if (at - from == USUAL_SURNAME)
        return 4;
    return at - from == USUAL_SURNAME + 1 ? 2 : 0;
}

/* Where the title begins if nothing is known of its unit. Four letters or more that do not end as
 * given names do are a surname and a unit's name before a title that units have. */
static size_t guess_title(const struct grammar *grammar, const struct word *word, size_t from,
                          const struct title_hit *hit)
{
    size_t length = hit->start - from;
    bool dotted = dot_in(word, from, hit->start) < hit->start;
    bool short_enough = length <= LONGEST_SURNAME || has_hiragana(word, from, hit->start);
    if (!dotted && short_enough && giji_may_be_name(grammar, word, from, hit->start))
        return hit->start;
    size_t surname = giji_listed_at(grammar, WORDS_SURNAMES, word, from, hit->start);
    bool of_unit = giji_listed_at(grammar, WORDS_OFFICE_UNITS, word, hit->start, hit->end) > 0;
    bool unit = giji_ends_like_unit(grammar, word, from, hit->start);
    if (!of_unit && !unit && !dotted && length <= LONGEST_SURNAME)
        return hit->start;
    return from + (surname > USUAL_SURNAME ? surname : USUAL_SURNAME);
}

size_t giji_part_title(const struct grammar *grammar, giji_string department,
                       const struct word *word, size_t from, const struct title_hit *hit,
                       bool given, bool *guessed)
{
    *guessed = false;
    if (!hit->office)
        return hit->start;
    unsigned best = 0;
    size_t place = hit->start;
    size_t limit = dot_in(word, from, hit->start);
    for (size_t at = from + 1; at < limit && at <= from + LONGEST_SURNAME; at++) {
        unsigned unit = unit_evidence(grammar, department, word, from, at, hit->start);
        unsigned name = given ? 0 : surname_evidence(grammar, word, from, at);
        unsigned all = unit ? unit + name : 0;
        if (all > best)
            place = at;
        if (all > best)
            best = all;
    }
    if (best)
        return place;
    *guessed = true;
    return guess_title(grammar, word, from, hit);
}
