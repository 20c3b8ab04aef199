/* giji: Japanese meeting minutes (議事録, 会議録), dumped as plain text, turned into structured
 * records.
 *
 *     giji_context *context = giji_context_new(NULL);
 *     giji_document *minutes = giji_parse_file(context, "minutes.txt", NULL);
 *     giji_write_json(minutes, GIJI_WRITE_INDENT, giji_sink_file, stdout, NULL);
 *     giji_document_free(minutes);
 *     giji_context_free(context);
 *
 * Conventions
 *
 *   Strings that go in are UTF-8 and end with NUL. Strings that come out are giji_string: UTF-8, a
 *   pointer and a length in bytes, not ended by NUL; they belong to the document (or context) that
 *   they were asked of and live as long as it does. What a dump does not say is {NULL, 0}.
 *
 *   A function that can fail returns NULL or false and, where the caller passed an error, fills it.
 *   The error belongs to the caller, needs no clean-up, and keeps the first failure: clear it with
 *   GIJI_ERROR_INIT before it is used again. Every function accepts NULL for `error`, and every
 *   _free function accepts NULL.
 *
 *   The library never prints, ends the process, reads the environment or changes the locale.
 *
 *   Threads: a context is set up by one thread; after that any number of threads may parse with it
 *   at the same time. A document may be read by many threads at the same time.
 *
 * The names of the record (block types, roles, keys, decisions) are those of the format giji/1,
 * whose JSON Schema and RELAX NG schema are installed beside the library. */
#ifndef GIJI_GIJI_H
#define GIJI_GIJI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define GIJI_API __attribute__((visibility("default")))
#else
#define GIJI_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The name and version of the record that this library writes. */
#define GIJI_FORMAT "giji/1"

/* The library's version at run time, as "1.2.3". Static; any thread. */
GIJI_API const char *giji_version(void);

/* The versions of the libraries that giji stands on, as "ICU 72.1, PCRE2 10.42, ...". Static text;
 * any thread. */
GIJI_API const char *giji_library_versions(void);

/* UTF-8 text, `length` bytes, not ended by NUL. `data` is NULL where there is none. */
typedef struct giji_string {
    const char *data;
    size_t length;
} giji_string;

/* The half-open range [start, end), in bytes of the file as it was given, before any decoding. */
typedef struct giji_span {
    uint64_t start;
    uint64_t end;
} giji_span;

/* ---- errors --------------------------------------------------------------------------- */

typedef enum giji_error_code {
    GIJI_OK = 0,
    GIJI_ERROR_MEMORY,     /* an allocation failed */
    GIJI_ERROR_IO,         /* a file could not be read or a sink refused bytes */
    GIJI_ERROR_BINARY,     /* the input is no text: a PDF, an archive, a program */
    GIJI_ERROR_ENCODING,   /* an encoding's name that is not known */
    GIJI_ERROR_SIZE,       /* the input is larger than 2 GiB */
    GIJI_ERROR_GRAMMAR,    /* a grammar that is not well formed or not valid */
    GIJI_ERROR_NO_GRAMMAR, /* a grammar's id that is not known */
    GIJI_ERROR_INTERNAL    /* a fault of giji's own: please report it */
} giji_error_code;

/* The first failure, with the place where it happened. Owned by the caller. Texts are cut at the
 * end of a character where they are too long. Not shared between threads. */
typedef struct giji_error {
    giji_error_code code;
    unsigned line;      /* 1-based line of the file, or 0 where no line is meant */
    unsigned column;    /* 1-based column in characters, or 0 */
    uint64_t offset;    /* bytes from the start of the file */
    char file[256];     /* the file, or "" */
    char message[512];  /* what is wrong */
    char excerpt[256];  /* the line in question, or "" */
    char expected[512]; /* what was expected and what to do, or "" */
} giji_error;

#define GIJI_ERROR_INIT                                                                            \
    {                                                                                              \
        GIJI_OK, 0, 0, 0, "", "", "", ""                                                           \
    }

/* A code's name, as "no-grammar". Static; any thread. */
GIJI_API const char *giji_error_name(giji_error_code code);

/* ---- the context: grammars and options ------------------------------------------------ */

typedef struct giji_context giji_context;

/* A new context with the grammars that are built into the library. NULL where memory ran out.
 * Free it with giji_context_free, after the documents made with it. */
GIJI_API giji_context *giji_context_new(giji_error *error);
GIJI_API void giji_context_free(giji_context *context);

typedef enum giji_log_level { GIJI_LOG_DEBUG, GIJI_LOG_INFO, GIJI_LOG_WARNING } giji_log_level;
/* Receives a line of text for the log; `message` lives until the callback returns. Called on the
 * thread that parses. */
typedef void giji_log_callback(void *data, giji_log_level level, const char *message);
/* Sets who hears of what the library does (NULL: nobody, the default). Set-up only. */
GIJI_API void giji_context_set_log(giji_context *context, giji_log_callback *callback, void *data);

/* Adds the grammar in the file `path`, or every *.xml in the folder `path`. What it includes lies beside it,
 * or where grammars were added from before, or is built in. A grammar whose id is
 * known already takes the place of the older one, which no document may be using any more. False, with file, line and what to do, where a
 * grammar is not good; the context is then as it was before. Set-up only. */
GIJI_API bool giji_context_add_grammars(giji_context *context, const char *path, giji_error *error);

/* Parses every dump by the grammar `id`; NULL (the default) lets each dump's signs choose. False,
 * GIJI_ERROR_NO_GRAMMAR, where there is none of that id. Set-up only. */
GIJI_API bool giji_context_set_grammar(giji_context *context, const char *id, giji_error *error);

/* Reads every dump as `encoding`: utf-8, cp932 (shift_jis), euc-jp, iso-2022-jp, utf-16, utf-16le
 * or utf-16be, in any case; NULL (the default) detects. False, GIJI_ERROR_ENCODING, where the name
 * is not known. Set-up only. */
GIJI_API bool giji_context_set_encoding(giji_context *context, const char *encoding,
                                        giji_error *error);

/* Lets every inferred turn keep the evidence that spoke for and against its role (false is the default:
 * it takes time and memory). Set-up only. */
GIJI_API void giji_context_set_explain_roles(giji_context *context, bool explain);

/* Lets every document keep how its lines from `first` to `last` (1-based, both of them included) were
 * read: see giji_trace. 0 and 0, the default, keep nothing; UINT_MAX as `last` means to the
 * end. It takes time and memory in proportion to those lines. Set-up only. */
GIJI_API void giji_context_set_trace(giji_context *context, unsigned first, unsigned last);

typedef struct giji_grammar giji_grammar;
typedef struct giji_document giji_document;

/* How many grammars the context holds, and the one at `index` (0-based, in the order of their ids).
 * It lives until the context is freed or given another grammar. Any thread. */
GIJI_API size_t giji_context_grammar_count(const giji_context *context);
GIJI_API const giji_grammar *giji_context_grammar(const giji_context *context, size_t index);
GIJI_API giji_string giji_grammar_id(const giji_grammar *grammar);
GIJI_API giji_string giji_grammar_version(const giji_grammar *grammar);
GIJI_API giji_string giji_grammar_title(const giji_grammar *grammar);
GIJI_API giji_string giji_grammar_about(const giji_grammar *grammar); /* what it applies to */
GIJI_API giji_string giji_grammar_file(const giji_grammar *grammar);  /* "built in", or a path */

/* Receives one finding of a check; `finding` lives until the callback returns. */
typedef void giji_finding_callback(void *data, const giji_error *finding);

/* Checks the grammar file `path` as if it were added to `context`, which stays as it was: form,
 * patterns, fragments, and that every sample gives what it says. Every finding goes to `callback`;
 * one of them is GIJI_ERROR_MEMORY where memory ran out, and what was not found then is not known.
 * Returns the number of findings. Any thread. */
GIJI_API size_t giji_context_check_grammar(const giji_context *context, const char *path,
                                           giji_finding_callback *callback, void *data);

/* How a grammar does on dumps. Its own rules are those of its file; the others are those that it includes. */
typedef struct giji_tryout {
    size_t rules, rules_hit; /* its own, and those of them that claim something */
    size_t included, included_hit;
    size_t turns, speakers;         /* turns, and those of them whose speaker is known */
    size_t lines, unclaimed;        /* lines with text, and those that no rule claims */
    size_t joined;                  /* those without a rule that go on with what one claims */
    uint64_t bytes, claimed, noise; /* as in giji_coverage */
} giji_tryout;

typedef enum giji_tryout_kind {
    GIJI_TRYOUT_UNUSED,   /* a rule of its own that claims nothing */
    GIJI_TRYOUT_OVERLAP,  /* two rules of a section, one of them its own, that match the same */
    GIJI_TRYOUT_UNCLAIMED /* a line of a dump that no rule claims */
} giji_tryout_kind;

/* Receives what a tryout found, with the place in the grammar or the dump; `note` lives until the
 * callback returns. */
typedef void giji_tryout_callback(void *data, giji_tryout_kind kind, const giji_error *note);

/* Tries the grammar file `path`, as if it were added to `context`, on the texts of `count` documents, whatever
 * grammar those were read by. Tells `callback` (may be NULL) of rules that claim nothing, of rules that match what
 * an earlier one claims, and of lines that nothing claims, and fills `tryout` (may be NULL). With no documents the
 * samples in the file stand for them, and only rules that match each other's are told of. These are no faults:
 * false only where the grammar is not good, or memory ran out. A library alone has nothing to try. Any thread. */
GIJI_API bool giji_context_try_grammar(const giji_context *context, const char *path,
                                       const giji_document *const *dumps, size_t count,
                                       giji_tryout_callback *callback, void *data,
                                       giji_tryout *tryout, giji_error *error);

/* ---- parsing -------------------------------------------------------------------------- */

/* Parses the dump in `bytes` (`length` bytes). `name` says where it came from ("-" for standard
 * input) and is copied; bytes of it that are no UTF-8 become U+FFFD. The bytes are not copied: the caller keeps them unchanged until the
 * document is freed. NULL, with an error, where the input is no text, is too large or memory ran
 * out; a dump that is no minutes is no error, its document says so in its diagnostics. Any thread.
 */
GIJI_API giji_document *giji_parse(const giji_context *context, const char *name, const void *bytes,
                                   size_t length, giji_error *error);

/* The same for the file `path`, whose bytes the document owns. Any thread. */
GIJI_API giji_document *giji_parse_file(const giji_context *context, const char *path,
                                        giji_error *error);

GIJI_API void giji_document_free(giji_document *document);

/* ---- detecting the form --------------------------------------------------------------- */

typedef struct giji_detection giji_detection;

/* Says which form the dump in `bytes` (`length` bytes) has, without parsing it: decodes it and looks
 * for the signs of every grammar at its start, as giji_parse does. What giji_context_set_grammar says
 * does not count here. `name` is copied; the bytes are needed no longer when it returns. NULL, with an
 * error, as in giji_parse. Free it with giji_detection_free, before the context is freed or given
 * another grammar. Any thread. */
GIJI_API giji_detection *giji_detect(const giji_context *context, const char *name,
                                     const void *bytes, size_t length, giji_error *error);

/* The same for the file `path`. Any thread. */
GIJI_API giji_detection *giji_detect_file(const giji_context *context, const char *path,
                                          giji_error *error);

GIJI_API void giji_detection_free(giji_detection *detection);

GIJI_API giji_string giji_detection_name(const giji_detection *detection);
GIJI_API uint64_t giji_detection_bytes(const giji_detection *detection);       /* the dump's size */
GIJI_API giji_string giji_detection_encoding(const giji_detection *detection); /* "UTF-8" .. */

/* The grammar by which giji_parse would read the dump, NULL where the context holds none; and whether
 * it is that of a form whose signs the dump shows: false where it is only the one for what has no
 * known form. */
GIJI_API const giji_grammar *giji_detection_grammar(const giji_detection *detection);
GIJI_API bool giji_detection_recognised(const giji_detection *detection);

/* A sign of a form that was found. */
typedef struct giji_sign {
    giji_string id;
    double weight;
    unsigned finds;   /* how many count */
    double sum;       /* what they add to the score: weight times finds */
    giji_string text; /* the first find, without white space at its ends */
    giji_string rest; /* what follows it on its line */
    giji_span span;   /* the first find's place */
    unsigned line;
    unsigned column; /* in characters */
    bool limited;    /* its pattern took too long: there may be more finds */
} giji_sign;

/* A form, as the dump shows it. */
typedef struct giji_candidate {
    const giji_grammar *grammar;
    double score;
    double threshold;
    bool fits;         /* the score reaches the threshold, and does not hang on one line */
    unsigned hangs_on; /* the line without which a score that reaches the threshold is no more than
                          half of it, which is not enough; or 0 */
    bool last;         /* the form is taken only where no other one fits */
    const giji_sign *signs; /* those found, in the grammar's order */
    size_t sign_count;
} giji_candidate;

/* The forms that have signs, in the order in which they would be taken: those that fit, by their
 * scores, and behind them those of last rank; then those that do not fit, by their scores. NULL where
 * `index` is out of range. They live as long as the detection does. */
GIJI_API size_t giji_detection_candidate_count(const giji_detection *detection);
GIJI_API const giji_candidate *giji_detection_candidate(const giji_detection *detection,
                                                        size_t index);

/* ---- the document: source and grammar ------------------------------------------------- */

GIJI_API giji_string giji_document_name(const giji_document *document);
GIJI_API uint64_t giji_document_bytes(const giji_document *document); /* the file's size */
GIJI_API giji_string
giji_document_encoding(const giji_document *document); /* "UTF-8", "CP932" .. */
GIJI_API giji_string giji_document_sha256(
    const giji_document *document); /* 64 hex digits, worked out when first asked for */
GIJI_API giji_string giji_document_grammar_id(const giji_document *document);
GIJI_API giji_string giji_document_grammar_version(const giji_document *document);
GIJI_API double giji_document_grammar_score(const giji_document *document);

/* The whole dump as UTF-8, with the line ends that it has. */
GIJI_API giji_string giji_document_text(const giji_document *document);

/* The 1-based line and the 1-based column in characters of the byte `offset` of the file as given.
 */
GIJI_API void giji_document_locate(const giji_document *document, uint64_t offset, unsigned *line,
                                   unsigned *column);

/* The text of the 1-based `line`, without its end. */
GIJI_API giji_string giji_document_line(const giji_document *document, unsigned line);

/* ---- the document: header ------------------------------------------------------------- */

/* A row of the table or list at the top of the dump. Keys as in giji/1. */
typedef enum giji_header_key {
    GIJI_HEADER_TITLE,
    GIJI_HEADER_NAME,
    GIJI_HEADER_DATE,
    GIJI_HEADER_PLACE,
    GIJI_HEADER_ATTENDEES,
    GIJI_HEADER_ABSENTEES,
    GIJI_HEADER_SECRETARIAT,
    GIJI_HEADER_OPENNESS,
    GIJI_HEADER_AGENDA,
    GIJI_HEADER_MATERIALS,
    GIJI_HEADER_CONTACT,
    GIJI_HEADER_RESULT,
    GIJI_HEADER_OTHER
} giji_header_key;

typedef struct giji_header_field giji_header_field;
GIJI_API size_t giji_document_header_count(const giji_document *document);
GIJI_API const giji_header_field *giji_document_header(const giji_document *document, size_t index);
GIJI_API giji_header_key giji_header_field_key(const giji_header_field *field);
GIJI_API giji_string giji_header_field_label(const giji_header_field *field); /* as written */
GIJI_API giji_string giji_header_field_text(const giji_header_field *field);
GIJI_API giji_span giji_header_field_span(const giji_header_field *field);
GIJI_API unsigned giji_header_field_line(const giji_header_field *field);
GIJI_API const char *giji_header_key_name(giji_header_key key); /* "attendees"; static */

/* ---- the document: body --------------------------------------------------------------- */

/* What a block is. Terms as in giji/1; the Japanese term beside each. */
typedef enum giji_block_type {
    GIJI_BLOCK_ITEM,       /* 議題: an agenda item's heading in the proceedings */
    GIJI_BLOCK_HEADING,    /* 見出し: a sub-heading that is no item */
    GIJI_BLOCK_TURN,       /* 発言: one speaker's utterance */
    GIJI_BLOCK_RESOLUTION, /* 決定: a decision */
    GIJI_BLOCK_SUPPLEMENT, /* 補足: a note added later */
    GIJI_BLOCK_ACTION,     /* 所作: a procedural act */
    GIJI_BLOCK_CLOSING,    /* 末尾: 以上 and what follows it */
    GIJI_BLOCK_PARAGRAPH,  /* running text that is none of these */
    GIJI_BLOCK_NOISE       /* page numbers, rules, rubbish of the extraction */
} giji_block_type;

/* Whose side a turn speaks for. */
typedef enum giji_role {
    GIJI_ROLE_NONE,      /* the block is no turn */
    GIJI_ROLE_QUESTION,  /* the members: questions, opinions, requests, the chair in a discussion */
    GIJI_ROLE_ANSWER,    /* the office */
    GIJI_ROLE_STATEMENT, /* neither: greetings, explanations, reports */
} giji_role;

/* What a turn's role was read from. */
typedef enum giji_role_by {
    GIJI_BY_NONE,
    GIJI_BY_MARKER,  /* a marker such as ● or → */
    GIJI_BY_LABEL,   /* the speaker's label, such as [委員] */
    GIJI_BY_INFERRED /* the wording and the neighbours: see the confidence */
} giji_role_by;

/* What was decided. Terms as in giji/1. */
typedef enum giji_decision {
    GIJI_DECISION_NONE, /* the block is no resolution */
    GIJI_DECISION_APPROVED,
    GIJI_DECISION_REJECTED,
    GIJI_DECISION_AMENDED,
    GIJI_DECISION_CONFIRMED,
    GIJI_DECISION_APPOINTED,
    GIJI_DECISION_ADOPTED,
    GIJI_DECISION_CONTINUED,
    GIJI_DECISION_WITHDRAWN,
    GIJI_DECISION_REPORTED,
    GIJI_DECISION_OTHER
} giji_decision;

GIJI_API const char *giji_block_type_name(giji_block_type type); /* "turn"; static */
GIJI_API const char *giji_role_name(giji_role role);             /* "question", NULL for none */
GIJI_API const char *giji_role_by_name(giji_role_by by);         /* "marker", NULL for none */
GIJI_API const char *giji_decision_name(giji_decision decision); /* "approved", NULL for none */

typedef struct giji_block giji_block;

/* Walking the tree: the document's first block, the block after `block` under the same parent, and
 * the first block that belongs under `block`. NULL where there is none. Visiting a block, then its
 * children, then its next one gives the blocks in the order of the dump. */
GIJI_API const giji_block *giji_document_body(const giji_document *document);
GIJI_API const giji_block *giji_block_next(const giji_block *block);
GIJI_API const giji_block *giji_block_child(const giji_block *block);
GIJI_API const giji_block *giji_block_parent(const giji_block *block);

GIJI_API unsigned giji_block_id(const giji_block *block); /* 1, 2, 3 .. in the order of the dump */
GIJI_API giji_block_type giji_block_type_of(const giji_block *block);
GIJI_API giji_span giji_block_span(const giji_block *block);
GIJI_API unsigned giji_block_line(const giji_block *block); /* 1-based line of the span's start */
GIJI_API giji_string giji_block_text(const giji_block *block);

/* Ranges inside the block's span that its text leaves out: a page number inside a sentence. */
GIJI_API size_t giji_block_omitted_count(const giji_block *block);
GIJI_API giji_span giji_block_omitted(const giji_block *block, size_t index);

/* Items and headings: number as written, and, where it has an evident error of the extraction (工 for エ),
 * normalized by the grammar's correction of that id; title, level (1 is outermost, 0 where there is none),
 * department. Resolutions: subject, department, vote, decision, and whether a condition was set. */
GIJI_API giji_string giji_block_number(const giji_block *block);
GIJI_API giji_string giji_block_number_normalized(const giji_block *block);
GIJI_API giji_string giji_block_normalized_by(const giji_block *block);
GIJI_API giji_string giji_block_title(const giji_block *block);
GIJI_API unsigned giji_block_level(const giji_block *block);
GIJI_API giji_string giji_block_department(const giji_block *block);
GIJI_API giji_string giji_block_subject(const giji_block *block);
GIJI_API giji_string giji_block_vote(const giji_block *block);
GIJI_API giji_decision giji_block_decision(const giji_block *block);
GIJI_API bool giji_block_conditional(const giji_block *block);

/* Turns. The confidence is between 0 and 1: how sure the role is. A quoted turn is one that an
 * earlier meeting had and this one reads out. A turn that was broken by a heading or an act goes on
 * in one that `continues` it (0 where it continues none). An act, a resolution, a note or a heading
 * within a turn stands under it; the turn's own text ends there, and what it says behind them is in
 * paragraphs under it that `continue` it. A turn's text is empty where its first words are such a
 * block. Noise may stand between them; items, turns and closings never stand under a turn. An answer
 * replies to the turns with these ids. */
GIJI_API giji_role giji_block_role(const giji_block *block);
GIJI_API giji_role_by giji_block_role_by(const giji_block *block);
GIJI_API double giji_block_confidence(const giji_block *block);
GIJI_API giji_string giji_block_marker(const giji_block *block);
GIJI_API bool giji_block_quoted(const giji_block *block);
GIJI_API unsigned giji_block_continues(const giji_block *block);
GIJI_API size_t giji_block_reply_count(const giji_block *block);
GIJI_API unsigned giji_block_reply_to(const giji_block *block, size_t index);

/* Who speaks in a turn: the label as written, and the name, title and affiliation where known. `matched`
 * says that some of them come from the one attendee of the header whom the label can mean, `implied` that
 * the affiliation comes from the heading above (※委員意見及び健康課の回答). */
typedef struct giji_speaker {
    giji_string label;
    giji_string name;
    giji_string title;
    giji_string affiliation;
    bool matched;
    bool implied;
} giji_speaker;
/* NULL where the dump does not say who speaks. */
GIJI_API const giji_speaker *giji_block_speaker(const giji_block *block);

/* What spoke for or against an inferred role, where the context was told to explain roles. */
typedef struct giji_evidence {
    giji_string cue;  /* the grammar's cue, or "flow" for the turns before and behind */
    double weight;    /* log odds of an answer against a question */
    giji_string text; /* what of the turn's text the cue found, or none */
} giji_evidence;
GIJI_API size_t giji_block_evidence_count(const giji_block *block);
GIJI_API giji_evidence giji_block_evidence(const giji_block *block, size_t index);

/* The grammar's rule that made the block, as "turn.answer"; for messages. */
GIJI_API giji_string giji_block_rule(const giji_block *block);

/* ---- the document: the meeting's facts ------------------------------------------------ */

typedef struct giji_date {
    giji_string date;  /* ISO 8601, as 2016-01-18 */
    giji_string event; /* what happened on it, where several dates are given */
} giji_date;

typedef struct giji_attendee {
    giji_string name; /* without title */
    giji_string title;
    giji_string group;
    giji_string department;
    bool present;
    giji_string title_normalized; /* the title without an evident error of the extraction (主查), */
    giji_string normalized_by;    /* and the grammar's correction that says so; or none */
    int seat;                     /* 12 for １２番; -1 where none is written */
} giji_attendee;

typedef struct giji_agenda_item giji_agenda_item;
struct giji_agenda_item {
    giji_string number; /* as written */
    giji_string title;
    giji_string department;
    const giji_agenda_item *next;
    const giji_agenda_item *child;
};

typedef struct giji_material {
    giji_string number;
    giji_string title;
} giji_material;

typedef struct giji_contact {
    giji_string department;
    giji_string phone;
    giji_string extension;
    giji_string fax;
    const giji_string *persons;
    size_t person_count;
} giji_contact;

/* What the dump says of the meeting. Numbers are -1 and strings {NULL, 0} where it does not say. */
typedef struct giji_meeting {
    giji_string name; /* as written, without stray tabs and spaces */
    giji_string body; /* the name without year and number: the council */
    int fiscal_year;  /* 2015 for 平成27年度 */
    int number;       /* 6 for 第6回 */
    giji_string date; /* ISO 8601, the first */
    const giji_date *dates;
    size_t date_count; /* 0 where the meeting has one date only */
    giji_string start; /* HH:MM, local */
    giji_string end;
    giji_string place;
    int is_public; /* 1, 0, or -1 */
    giji_string closed_reason;
    int observers;
    const giji_attendee *attendees;
    size_t attendee_count;
    const giji_agenda_item *agenda; /* the planned one: the first item, or NULL */
    const giji_material *materials;
    size_t material_count;
    giji_contact contact;
    giji_string name_normalized; /* the name without an evident error of the extraction, */
    giji_string normalized_by;   /* and the grammar's correction that says so; or none */
} giji_meeting;

/* Never NULL. Structs that the library hands out (giji_meeting, giji_attendee, giji_speaker ...) may get
 * fields at their ends with the next number in the library's soname, not before. */
GIJI_API const giji_meeting *giji_document_meeting(const giji_document *document);

/* ---- the document: coverage and diagnostics ------------------------------------------- */

/* How much of the dump the record accounts for, in bytes of visible characters; worked out when first asked for. */
typedef struct giji_coverage {
    uint64_t bytes;   /* all visible characters of the dump */
    uint64_t claimed; /* those in a header field or block that some rule claimed */
    uint64_t noise;   /* those in noise blocks, and those that a block's text leaves out */
} giji_coverage;
GIJI_API giji_coverage giji_document_coverage(const giji_document *document);

typedef enum giji_severity { GIJI_NOTE, GIJI_WARNING, GIJI_SEVERE } giji_severity;
typedef struct giji_diagnostic {
    giji_severity severity;
    const char *code; /* "weekday-mismatch"; static */
    giji_string message;
    giji_string rule; /* the grammar's rule that spoke, or none */
    giji_span span;
    unsigned line;
    unsigned column; /* in characters */
} giji_diagnostic;
GIJI_API size_t giji_document_diagnostic_count(const giji_document *document);
GIJI_API const giji_diagnostic *giji_document_diagnostic(const giji_document *document,
                                                         size_t index);
GIJI_API const char *giji_severity_name(giji_severity severity); /* "warning"; static */

/* How many columns of a terminal `text` takes: wide characters count two. Any thread. */
GIJI_API unsigned giji_display_width(giji_string text);

/* ---- the document: how it was read ------------------------------------------------------ */

/* A dump is read in segments: lines, and inside them what tabs, tags and rules part. */
typedef enum giji_segment_kind {
    GIJI_SEGMENT_LINE,   /* a whole line */
    GIJI_SEGMENT_CELL,   /* a cell of a line with tabs */
    GIJI_SEGMENT_TAGGED, /* what tags part from the rest of the line */
    GIJI_SEGMENT_REST,   /* what the rule before caught as `rest` */
    GIJI_SEGMENT_INSIDE  /* begins inside a line, where an inline rule matches */
} giji_segment_kind;

/* What a rule that was tried on a segment came to. */
typedef enum giji_verdict {
    GIJI_VERDICT_CLAIMS,   /* it matches, and the segment is its */
    GIJI_VERDICT_NO_MATCH, /* its pattern does not match; for a table of fields: no label is there */
    GIJI_VERDICT_LIMIT,    /* its pattern ran into its limit on steps */
    /* These match, but do not claim: */
    GIJI_VERDICT_TORN,         /* after="sentence", and the text before is torn inside one */
    GIJI_VERDICT_NOT_BLANK,    /* after="blank", and no blank line is before */
    GIJI_VERDICT_NOT_PLANNED,  /* after="agenda", and the planned agenda does not come again here */
    GIJI_VERDICT_OTHER_COLUMN, /* column, and the segment begins no cell of that one */
    GIJI_VERDICT_NOT_LISTED,   /* listed="yes", and the header lists nobody of that name */
    GIJI_VERDICT_NOT_AHEAD,    /* the next segment is not what <ahead> looks for */
    GIJI_VERDICT_VALUE,        /* the segment is the value of the label in its row of a table */
    GIJI_VERDICT_NUMBERED_LABEL, /* an item, but numbered as the header's labels are */
    GIJI_VERDICT_FIELD_LIST,     /* an item, but the open header field holds items */
    GIJI_VERDICT_SPOKEN_LIST,    /* an item, but of a list in somebody's words */
    GIJI_VERDICT_NO_FIELD        /* a label that begins no field where it stands */
} giji_verdict;

/* A rule that was tried. Its reach is how many bytes of the segment's text, from the start on, its pattern
 * could match if only other text followed; it is looked for in the first 200 characters. */
typedef struct giji_trial {
    giji_string rule; /* "grammar/rule" */
    giji_string file; /* the grammar's file, and the 1-based line in it */
    unsigned line;
    giji_verdict verdict;
    size_t reach;
} giji_trial;

/* What a group of the claiming rule's pattern caught, in bytes [start, end) of the segment's text. */
typedef struct giji_capture {
    const char *name; /* "marker"; static */
    size_t start;
    size_t end;
} giji_capture;

/* Which text without a rule of its own goes on with a block: the attribute `continues`. */
typedef enum giji_continues {
    GIJI_CONTINUES_NO,
    GIJI_CONTINUES_TORN,
    GIJI_CONTINUES_ADJACENT,
    GIJI_CONTINUES_PARAGRAPHS
} giji_continues;

/* What became of a segment. */
typedef enum giji_fate {
    GIJI_FATE_FIELD,      /* it began a header field */
    GIJI_FATE_FIELD_TEXT, /* it joined the open header field */
    GIJI_FATE_BLOCK,      /* it began a block, which a rule made */
    GIJI_FATE_OTHERWISE, /* no rule claimed it: it began a block that goes on with a broken turn, or
                             that the section makes of such text */
    GIJI_FATE_UNCLAIMED, /* no rule claimed it, and the section does not say what it is */
    GIJI_FATE_BLOCK_TEXT, /* it joined the open block */
    GIJI_FATE_NOISE,      /* it became a block of noise */
    GIJI_FATE_OMITTED     /* noise inside a block, whose text leaves it out */
} giji_fate;

/* How one segment was read. The spans of the traces lie in the order of the dump and hold all of its visible
 * characters, each once. */
typedef struct giji_trace {
    giji_segment_kind kind;
    unsigned line;       /* 1-based line of the text's start */
    giji_span span;      /* with the tags around it; without what was left to the next one */
    giji_string text;    /* what rules saw: no tags, no entities; empty where there are only tags */
    giji_string section; /* where it was read, and where the next one is */
    giji_string next_section;
    size_t rule_count;        /* rules of the section */
    const giji_trial *trials; /* those that were tried, in their order */
    size_t trial_count;
    const giji_trial *winner;     /* the one that claims the segment, or NULL */
    const giji_capture *captures; /* by their starts, of two the longer first */
    size_t capture_count;
    const giji_block *open;   /* the block that was open before it, or NULL */
    giji_continues continues; /* which text goes on with that block */
    bool torn;                /* its text ended inside a sentence */
    bool blank_before;        /* a blank line, a tag or a cell's border is before the segment */
    giji_fate fate;
    const giji_header_field *field; /* what it began or joined: a field, */
    const giji_block *block;        /* or a block, or the one that omits it; else NULL */
} giji_trace;

/* The traces of the lines that giji_context_set_trace asked for. They live as long as the document. */
GIJI_API size_t giji_document_trace_count(const giji_document *document);
GIJI_API const giji_trace *giji_document_trace(const giji_document *document, size_t index);

/* ---- writing -------------------------------------------------------------------------- */

/* Takes `length` bytes of output. Returns false to stop: the writer then fails with GIJI_ERROR_IO.
 */
typedef bool giji_sink(void *data, const char *bytes, size_t length);

/* A sink that writes to the `FILE *` given as `data`. */
GIJI_API bool giji_sink_file(void *data, const char *bytes, size_t length);

/* A sink that collects in memory: `data` is a giji_memory, at first all zero. Its bytes end with a
 * NUL that `length` does not count. Free them with giji_memory_free. */
typedef struct giji_memory {
    char *data;
    size_t length;
    size_t capacity;
} giji_memory;
GIJI_API bool giji_sink_memory(void *data, const char *bytes, size_t length);
GIJI_API void giji_memory_free(giji_memory *memory);

typedef enum giji_write_flags {
    GIJI_WRITE_COMPACT = 0, /* no white space between the parts, one line */
    GIJI_WRITE_INDENT = 1   /* two spaces a level */
} giji_write_flags;

/* Writes the document as giji/1 in JSON or XML, with a line feed at the end. False where the sink
 * stopped or memory ran out. In XML, a control character that XML 1.0 cannot carry becomes U+FFFD;
 * the document has a diagnostic for the first of them. Any thread. */
GIJI_API bool giji_write_json(const giji_document *document, giji_write_flags flags,
                              giji_sink *sink, void *data, giji_error *error);
GIJI_API bool giji_write_xml(const giji_document *document, giji_write_flags flags, giji_sink *sink,
                             void *data, giji_error *error);

/* Writes the detection as a JSON object: source, grammar, recognised, and the candidates with their
 * signs, under the names that they have in giji_candidate and giji_sign; with a line feed at the end.
 * False where the sink stopped or memory ran out. Any thread. */
GIJI_API bool giji_write_detection_json(const giji_detection *detection, giji_write_flags flags,
                                        giji_sink *sink, void *data, giji_error *error);

/* ---- proposing a grammar --------------------------------------------------------------- */

typedef enum giji_propose_flags {
    GIJI_PROPOSE_NEAR = 0, /* include the form that the dumps have been read by, and add to it */
    GIJI_PROPOSE_ALONE = 1 /* include only what all forms share */
} giji_propose_flags;

/* Writes a first grammar for minutes like those of the `count` (at least 1) documents, parsed with
 * `context`: an XML file, in UTF-8, of the name `id` (letters, digits, '.', '-' and '_' of ASCII). It surveys
 * the header's labels, the marks at the start of lines and the looks of speakers' labels, says in comments what it
 * found, and has rules, with samples out of the dumps, for what no included form reads. It is a start for a person to
 * go on from. Where the dumps were read by different forms, or by the one for what no form fits, none is
 * included. False where the sink stopped or memory ran out. Any thread. */
GIJI_API bool giji_propose_grammar(const giji_context *context, const giji_document *const *dumps,
                                   size_t count, const char *id, giji_propose_flags flags,
                                   giji_sink *sink, void *data, giji_error *error);

#ifdef __cplusplus
}
#endif
#endif
