/* A form of minutes, as its grammar file describes it: loaded, validated, then only read. What is added here is added
 * to grammar/carry.c, too, by which built-in forms come without their files being read.
 *
 * The grammar language (XML, namespace urn:giji:grammar:1; giji-grammar.rng is its schema, for editors, and
 * grammars/README.md the manual; elements come in this order):
 *
 *     file        = <grammar id version> title about definitions </grammar>
 *                 | <library id> title definitions </library>
 *     definitions = include* fragments? words* detect? ladder? fields? decisions? corrections?
 *                   flow? cues? chair? rules* section*
 *     include     = <include file/>
 *     fragments   = <fragments> ( <fragment name> regex </fragment> )+ </fragments>
 *     words       = <words list> word* </words>
 *     detect      = <detect window threshold rank?> sign+ </detect>
 *     sign        = <sign id weight most?> tried </sign>
 *     ladder      = <ladder extend?> ( <rung id joins?> tried </rung> )+ </ladder>
 *     fields      = <fields> ( <prefix> regex </prefix> )? field+ </fields>
 *     field       = <field key holds? glued?> label+ part* sample* counter* </field>
 *     part        = <part name> label+ </part>
 *     decisions   = <decisions> ( <decision id is> tried </decision> )+ </decisions>
 *     corrections = <corrections> ( <correction id of put> tried </correction> )+ </corrections>
 *     flow        = <flow start after-question after-answer/>
 *     cues        = <cues> ( <cue id weight at> tried </cue> )+ </cues>
 *     chair       = <chair> ( <says id statements? ends? is?> tried </says> )+ </chair>
 *     rules       = <rules id> ( rule | <use rules/> )+ </rules>
 *     section     = <section id extend? otherwise? role? continues?> ( rule | <use rules/> | <fields/> )*
 *                   </section>
 *     rule        = <rule id type key? role? by? inline? after? column? listed? continues? holds? within? over?
 *                    quoted? level? decision? again? goto?>
 *                   <pattern needs? longest?> regex </pattern> ( <ahead> regex </ahead> )? sample* counter* </rule>
 *     tried       = <pattern needs? longest?> regex </pattern> sample* counter*
 *     sample      = <sample CAPTURE="what it gives"...> text </sample>
 *     counter     = <counter> text </counter>
 *
 * Patterns are PCRE2 with UTF, UCP and EXTENDED: white space and # comments in them do not count.
 * {{name}} stands for the fragment of that name, as one group. */
#ifndef GIJI_GRAMMAR_GRAMMAR_H
#define GIJI_GRAMMAR_GRAMMAR_H

#include "base/arena.h"
#include "base/slice.h"
#include "grammar/code.h"

/* What a named group of a pattern may be called; the names are those below in lower case. */
enum capture {
    CAPTURE_TEXT,
    CAPTURE_REST,
    CAPTURE_MARKER,
    CAPTURE_NUMBER,
    CAPTURE_TITLE,
    CAPTURE_DEPARTMENT,
    CAPTURE_LABEL,       /* the speaker as written */
    CAPTURE_NAME,        /* of the speaker */
    CAPTURE_OFFICE,      /* the speaker's title */
    CAPTURE_AFFILIATION, /* the speaker's */
    CAPTURE_SUBJECT,     /* what was decided upon */
    CAPTURE_VOTE,
    CAPTURE_COUNT
};

struct word_order;

struct words {
    giji_string *items;
    size_t count, capacity;
    const struct word_order *order; /* by which they are looked up, where they are: see lists.h */
};

/* Where in a text a pattern may begin: anywhere, which PCRE2 looks for; where its first character stands; where
 * a line starts; where the text does. */
enum pattern_place { PLACE_SOUGHT, PLACE_CHARACTER, PLACE_LINE, PLACE_TEXT };

struct pattern {
    struct code *code;        /* NULL where there is no pattern */
    struct words needs;       /* the text has to hold one of these; none: it may be any */
    unsigned longest;         /* the text has no more characters; 0: it may have any number */
    const char *file;         /* where it is written, for messages */
    unsigned line;            /* 1-based */
    bool anchored;            /* the code matches where it is tried only */
    enum pattern_place place; /* of a sign: where it may begin, */
    bool begins_with_any;     /* and whether it may do so with any letter; */
    struct words last;        /* the characters that it ends with, where these are few */
    unsigned char first[32];  /* bit b is set where a match may begin with byte b */
    int group[CAPTURE_COUNT]; /* the group's number, or -1 */
};

/* Lists of words, folded, that readers of header fields and labels go by; the `list` attribute's value is
 * the name below in lower case with hyphens. */
enum word_list {
    WORDS_MEMBER_TITLES,  /* titles of the questioning side: 委員 会長 ... */
    WORDS_OFFICE_TITLES,  /* titles of the answering side: 部長 課長 主事 ... */
    WORDS_OFFICE_UNITS,   /* how units of an office end: 部 課 係 室 ... */
    WORDS_ORGAN_WORDS,    /* how names of units and duties begin: 総務 健康 ... */
    WORDS_SURNAMES,       /* surnames that are not two letters long */
    WORDS_PRESENT_LABELS, /* 出席者 出席委員 ... */
    WORDS_ABSENT_LABELS,  /* 欠席者 欠席委員 ... */
    WORDS_MEMBER_GROUPS,  /* headings of groups of members: 委員 ... */
    WORDS_OFFICE_GROUPS,  /* headings of groups of officials: 事務局 説明員 ... */
    WORDS_GROUP_LABELS, /* how headings of lists end that are groups themselves: 出席議員 ... */
    WORDS_NOT_ATTENDING, /* headings of lists of others: 委員の異動 ... */
    WORDS_CAPACITIES,    /* as what officials attend, beside their own title: 政府参考人 ... */
    WORDS_AFFILIATIONS,  /* how titles end that members have elsewhere: 大学教授 ... */
    WORDS_TITLE_ENDINGS, /* how titles of officials end that no list has: 監 ... */
    WORDS_NOBODY,        /* なし 無し ... */
    WORDS_NO_NAMES,      /* 敬称略 以上 ...: what stands among names and is none */
    WORDS_OPEN,          /* 公開 可 ... */
    WORDS_CLOSED,        /* 非公開 不可 ... */
    WORDS_MINUTES,  /* 会議録 議事録 ...: what a title ends with beyond the meeting's name */
    WORDS_MEETINGS, /* 委員会 定例会 ...: what names of meetings end with */
    WORDS_MATERIAL_WORDS, /* 資料 別紙 ...: what the number of a material begins with */
    WORDS_LIST_OPENERS, /* 次のとおり 以下の ...: what a list in somebody's words follows */
    WORDS_ITEM_ENDINGS, /* について の件 ...: how titles of items end that are surely ones */
    WORDS_CONDITIONS,   /* 条件を付 ...: how a resolution sets a condition */
    WORDS_PROCEDURE_TITLES, /* titles of those who neither ask nor answer: 議長 事務局長 ... */
    WORDS_CHAIR_TITLES,     /* titles of those whose words open and close what others say */
    WORDS_ACTING_CHAIRS, /* titles of those who lead where nobody has a chair's title: 教育長 ... */
    WORDS_COUNT
};

/* A sample (or counter-sample) of a rule, field, sign, rung, decision or cue. */
struct sample {
    giji_string text;
    bool counter;
    unsigned line;
    struct sample_claim { /* what the sample says that the match gives */
        giji_string name;
        giji_string value;
    } * claims;
    size_t claim_count, claim_capacity;
};

struct samples {
    struct sample *items;
    size_t count, capacity;
};

struct sign {
    giji_string id;
    double weight;
    unsigned most;
    struct pattern pattern;
    struct samples samples;
};

struct rung {
    giji_string id;
    bool joins_title; /* right behind another number it belongs to the title: 第４　議案第24号 */
    struct pattern pattern;
    struct samples samples;
};

enum field_part {
    PART_NONE,
    PART_REASON,
    PART_PERSONS,
    PART_DEPARTMENT,
    PART_PHONE,
    PART_EXTENSION,
    PART_FAX,
    PART_OTHER, /* ends the part before it: an address, an e-mail */
    PART_COUNT
};

struct field_label {
    giji_string folded;
    enum field_part part; /* PART_NONE: a label of the field itself */
};

struct field {
    giji_header_key key;
    bool holds_items;
    bool glued;
    struct field_label *labels;
    size_t label_count, label_capacity;
    struct samples samples;
    const char *file;
    unsigned line;
};

struct decision_rule {
    giji_string id;
    giji_decision decision;
    struct pattern pattern;
    struct samples samples;
};

/* What a correction mends: item numbers, people's titles, the meeting's name. */
enum correction_of { CORRECTION_OF_NUMBER, CORRECTION_OF_TITLE, CORRECTION_OF_NAME };

/* An evident error of an extraction: each match of the pattern becomes `put`, in a field beside the
 * original. */
struct correction {
    giji_string id;
    giji_string full_id; /* "grammar-id/correction-id" */
    enum correction_of of;
    giji_string put;
    struct pattern pattern;
    struct samples samples;
};

/* How turns follow each other: the log odds of an answer against a question where a discussion starts,
 * after a question and after an answer. */
struct flow {
    double start, after_question, after_answer;
};

enum cue_place { CUE_BEGIN, CUE_END, CUE_ANY };

struct cue {
    giji_string id;
    double weight;
    enum cue_place place;
    struct pattern pattern;
    struct samples samples;
};

/* Whose turns are statements, whatever side they are on, after the chair has said something: nobody's,
 * those of officials until a member speaks, everybody's. */
enum statements { STATEMENTS_NONE, STATEMENTS_OFFICE, STATEMENTS_ALL };

/* Something that a chair says and that tells what comes next: who speaks in which role, what is on the
 * table (capture subject), how the vote went (capture vote). */
struct saying {
    giji_string id;
    bool opens; /* it says whose turns are statements */
    bool ends;  /* what was asked before it is done with */
    enum statements statements;
    bool greets; /* who says only this asks nothing */
    struct pattern pattern;
    struct samples samples;
};

/* Which kind of thing a rule makes: a header field, the table of fields, or a block. */
enum rule_kind { RULE_FIELD, RULE_FIELD_TABLE, RULE_BLOCK };

/* How a turn's role is found. */
enum rule_role {
    RULE_ROLE_NONE,
    RULE_ROLE_QUESTION,
    RULE_ROLE_ANSWER,
    RULE_ROLE_STATEMENT,
    RULE_ROLE_LABEL, /* role="label": by the label's title, members ask and others answer */
    RULE_ROLE_INFER  /* role="infer": by the wording and the neighbours */
};

/* inline="sentence": the rule may also begin a block inside a segment, behind the end of a
 * sentence; inline="space": behind any white space as well, where the line has mark-up or is a
 * table's cell. */
enum rule_inline { INLINE_NO, INLINE_SENTENCE, INLINE_SPACE };

/* after="sentence": only where the text before has come to the end of a sentence;
 * after="blank": only behind a blank line, a tag or at the start of a cell; after="break": behind either, and what
 * the planned agenda has anywhere; after="agenda": only where the
 * planned agenda's numbers or titles come again. */
enum rule_after { AFTER_ANY, AFTER_SENTENCE, AFTER_BLANK, AFTER_BREAK, AFTER_AGENDA };

/* What text without a rule of its own goes on with a block: continues="no"; "torn", only where a
 * sentence is torn; "adjacent", also where no blank line is between; "paragraphs", any. */
enum rule_continues { CONTINUES_NO, CONTINUES_TORN, CONTINUES_ADJACENT, CONTINUES_PARAGRAPHS };

struct section;

struct rule {
    giji_string id;
    enum rule_kind kind;
    giji_block_type type; /* of a block */
    giji_header_key key;  /* of a field */
    enum rule_role role;
    giji_role_by by; /* what the record says that the role was read from: by="label" or by="marker"
                        (the default, but where the pattern has a label and no marker) */
    enum rule_inline inlined;
    enum rule_after after;
    unsigned column; /* of a table in which the segment has to begin it, from 1; 0: anywhere */
    bool listed;     /* the label has to be the name of somebody in the header */
    enum rule_continues
        continues;   /* default: paragraphs for turns, no for actions, else adjacent */
    bool holds;      /* blocks that follow belong under it; items always hold */
    bool within;     /* it belongs inside the turn before it, which goes on behind it */
    bool over_lines; /* it may need the lines that follow a torn one */
    bool quoted;
    bool again;                 /* a field with which the header of a further meeting begins */
    unsigned level;             /* of an item, 0: by the ladder */
    giji_decision decision;     /* NONE: by the decisions' table */
    const struct section *next; /* goto="ID", or NULL: stay */
    struct pattern pattern;
    struct pattern ahead; /* what the next segment has to match too; code is NULL where nothing */
    struct samples samples;
    giji_string full_id; /* "grammar-id/rule-id", for messages and records */
};

struct filter;
struct filters;
struct word_index;
struct label_index;

struct section {
    giji_string id;
    const struct rule **rules; /* in the order in which they are tried */
    size_t rule_count, rule_capacity;
    struct filter *filter;     /* of the rules' patterns */
    const struct rule **inner; /* those of the rules that may begin inside a segment */
    size_t inner_count;
    struct filter *inner_filter; /* of their patterns */
    bool has_fields;             /* it has rules for header fields: text without a rule is one's */
    giji_block_type otherwise;   /* what text becomes that no rule claims; default paragraph */
    bool claims_otherwise;       /* the section says otherwise="...": such text is no surprise */
    enum rule_role otherwise_role;
    enum rule_continues otherwise_continues;
};

struct grammar {
    struct arena arena;
    struct codes codes; /* of its patterns */
    giji_string id, version, title, about;
    giji_string file; /* "built in", or the path */
    const char
        *sketch_of; /* a built-in file of which only the identity and the signs are read; or NULL */
    giji_string source; /* the file's name, as the patterns that stand in it have it */
    struct words words[WORDS_COUNT];
    struct word_index *index; /* of all lists; made by giji_index_lists */
    size_t window;
    double threshold;
    bool last;               /* rank="last": taken only where no other form fits */
    const char *detect_file; /* where <detect> is written, for messages */
    unsigned detect_line;
    struct sign *signs;
    size_t sign_count, sign_capacity;
    struct rung *rungs;
    size_t rung_count, rung_capacity;
    struct pattern prefix; /* code is NULL where there is none */
    struct field *fields;
    size_t field_count, field_capacity;
    struct label_index *labels; /* of all fields; made by giji_index_labels */
    struct decision_rule *decisions;
    size_t decision_count, decision_capacity;
    struct correction *corrections;
    size_t correction_count, correction_capacity;
    struct flow flow;
    struct cue *cues;
    size_t cue_count, cue_capacity;
    struct saying *sayings;
    size_t saying_count, saying_capacity;
    struct rule **rules; /* every rule that a section uses, each once */
    size_t rule_count, rule_capacity;
    struct section **sections;
    size_t section_count, section_capacity;
    struct filters *filters;
};

#endif
