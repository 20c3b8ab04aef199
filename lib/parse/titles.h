/* Titles and the units that stand before them in a word of a field of people (総務部文書課長), and
 * where a name ends that runs together with its title (浜中文書課長). Each function looks at the
 * letters [from, end) of the word. `department` is the one that the last heading named. */
#ifndef GIJI_PARSE_TITLES_H
#define GIJI_PARSE_TITLES_H

#include "parse/words.h"

enum { USUAL_SURNAME = 2, LONGEST_SURNAME = 5 /* in letters */ };

/* A title in a word: letters [start, end). */
struct title_hit {
    size_t start, end;
    bool office; /* it is an official's */
};

/* Whether a word that units begin with stands at letter `at`: 総務. */
bool giji_organ_at(const struct grammar *grammar, const struct word *word, size_t at, size_t end);

/* Whether the letters end as units do: 部 課. */
bool giji_ends_like_unit(const struct grammar *grammar, const struct word *word, size_t from,
                         size_t end);

/* The letter behind the units that [from, end) begins with: 総務部文書課|浜中. */
size_t giji_units_end(const struct grammar *grammar, const struct word *word, size_t from,
                      size_t end);

/* Whether [from, end) is nothing but units. Long words that end like one are: most surnames that do
 * (服部) are short, the others are listed. */
bool giji_is_unit(const struct grammar *grammar, const struct word *word, size_t from, size_t end);

/* Finds the first title at or after `from`; leaves `*hit` as it is where there is none. Titles that
 * touch or are joined by 兼 are one. */
bool giji_find_title(const struct grammar *grammar, const struct word *word, size_t from,
                     size_t end, struct title_hit *hit);

/* The letter behind what stands for a unit named before, 同 or 同課, where [from, end) begins with
 * it; else `from`. */
size_t giji_same_end(const struct grammar *grammar, const struct word *word, size_t from,
                     size_t end);

/* The title without the 同 or 同課 that it begins with: 同課主査, 同係長, but 同仁会理事. */
giji_string giji_without_same(const struct grammar *grammar, giji_string title);

/* Whether the letters before a title belong to it: nothing, units, or 同 for the unit before. Where
 * names come first, what only ends like a unit may be a name. */
bool giji_is_title_prefix(const struct grammar *grammar, const struct word *word, size_t from,
                          const struct title_hit *hit, bool names_come_first);

/* Whether the whole word is a title, with its unit or without. */
bool giji_is_title(const struct grammar *grammar, const struct word *word, bool names_come_first);

/* Whether the whole word is a unit that names its duty (交通対策担当): what it ends with would be a
 * title if it stood alone. */
bool giji_is_unit_in_charge(const struct grammar *grammar, const struct word *word);

/* The unit that the title's holder leads, where it is one like the department but another: 市民課長
 * under 納税課 is of the 市民課. Otherwise the title itself: 担当課長 leads no unit. */
giji_string giji_led_unit(const struct grammar *grammar, giji_string department, giji_string title);

/* Whether [from, end) may be a name by its length: a full name ends as given names do. */
bool giji_may_be_name(const struct grammar *grammar, const struct word *word, size_t from,
                      size_t end);

/* The letter that the title begins at where a name and it run together from `from` to the end of
 * the hit; `given` where it is a given name, whose surname stands before it. `*guessed` where nothing
 * but the usual length of surnames told. */
size_t giji_part_title(const struct grammar *grammar, giji_string department,
                       const struct word *word, size_t from, const struct title_hit *hit,
                       bool given, bool *guessed);

#endif
