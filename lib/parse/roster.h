/* The roster of a field of people: who has been named, the headings in force, and the name and the
 * title that wait for each other.
 *
 * A piece is what stands between two separators. In it a name waits for the title behind it
 * (丘野 和夫 委員), or a title for the names behind it (会長 丘野 和夫); a name that nothing more
 * belongs to is ended, which adds a person. */
#ifndef GIJI_PARSE_ROSTER_H
#define GIJI_PARSE_ROSTER_H

#include "base/buffer.h"
#include "parse/headings.h"
#include "parse/people.h"
#include "parse/words.h"

struct roster {
    struct arena *arena;
    const struct grammar *grammar;
    struct people *people;
    struct buffer folded;

    /* the headings in force */
    bool present;
    bool office; /* the group is one of officials */
    giji_string default_group, group, department;
    giji_string group_title; /* of names that stand under a heading such as 委員 */
    giji_string
        line_title; /* the last one that stood alone on a line: of names with an honorific */
    bool department_is_new; /* nobody has been named since */
    bool passed_over;       /* the list is of people who do not attend as such */
    bool titles_come_first; /* somewhere in this field a title stood before its name */
    bool seats_lead;        /* seats stand before their holders' names */
    bool names_come_first;  /* the last name ran together with a title behind it */

    /* the line */
    size_t line;
    size_t line_people; /* how many had been named when it began */
    bool running_text;  /* it has the end of a sentence */
    bool honours;       /* names in it end with an honorific */
    bool line_begun;
    bool more_follows;         /* another word stands behind the one that is read */
    bool line_ends;            /* nothing follows on it */
    giji_string heading_title; /* 委員： */

    /* the piece */
    struct word name; /* waits for its title */
    size_t name_words;
    bool named_surely; /* a seat number or an honorific says that it is a name */
    int seat;          /* of the name to come, or -1 */
    giji_string title; /* waits for its name */
    bool title_used, title_first;
    bool titles_join;           /* a 兼 stands between it and the next */
    giji_string own_department; /* of the person to come alone */
    size_t last;                /* the last person of the piece, or SIZE_MAX */
    size_t last_line;           /* where the last person of the field was added */
    giji_string parted;         /* the word that the last person was parted from, */
    bool guessed;               /* by a mere guess */
};

/* The text as the lists have their words; good until the next call. */
giji_string giji_roster_fold(struct roster *roster, giji_string text);

/* Headings; each ends the piece. Units with only white space between are one in the other:
 * 総務部 法務課. */
void giji_begin_heading(struct roster *roster);
void giji_set_presence(struct roster *roster, bool present);
void giji_set_group(struct roster *roster, giji_string written, giji_string folded);
void giji_set_list(struct roster *roster, const struct list_heading *heading);
void giji_set_department(struct roster *roster, giji_string unit);

/* Takes the number of a seat, whose holder's name follows. */
void giji_take_seat(struct roster *roster, int seat);

/* Takes a name, a word of one, or a title, as they stand in the piece. `honoured`: an honorific
 * follows. */
void giji_take_name(struct roster *roster, giji_string letters, bool honoured);
void giji_take_title(struct roster *roster, giji_string written);

/* Takes the letters [from, end) of the word: a name and a title that run together, parted at the
 * letter `at`. */
void giji_take_named(struct roster *roster, const struct word *word, size_t from, size_t at,
                     size_t end);

/* Ends the name that waits, which has no title behind it. */
void giji_end_name(struct roster *roster);
void giji_end_piece(struct roster *roster);

/* Drops what waits; a name with its seat. */
void giji_forget_name(struct roster *roster);
void giji_forget_title(struct roster *roster);

/* The last person of the piece, or NULL. */
giji_attendee *giji_last_person(struct roster *roster);

#endif
