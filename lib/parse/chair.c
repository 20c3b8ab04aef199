#include "parse/chair.h"

#include "grammar/filters.h"
#include "grammar/roles.h"
#include "text/unicode.h"

/* What the chair has said so far. */
struct course {
    struct giji_document *document;
    const struct grammar *grammar;
    struct matcher *matcher;
    bool acting; /* nobody has a chair's title: those lead who act as chairs */
    enum statements statements;
    giji_string subject; /* what is on the table; {NULL, 0} where nobody said */
    giji_string vote;    /* how the last vote went, until a resolution or another speaker */
    bool asked;          /* a member has asked and nobody but the chair has spoken since */
    const struct giji_block *item; /* the item that the discussion is under */
};

/* The last thing of its kind that was said in a text. */
struct heard {
    size_t end; /* of its match; 0: nothing was */
    const struct saying *saying;
    giji_string capture;
};

/* How often somebody speaks who leads. */
enum { TURNS_OF_A_CHAIR = 3 };

static bool has_title(const struct course *course, const struct giji_block *turn,
                      enum word_list titles)
{
    const giji_speaker *speaker = turn->speaker;
    if (turn->type != GIJI_BLOCK_TURN || !speaker)
        return false;
    giji_string title = speaker->title.length ? speaker->title : speaker->label;
    return giji_grammar_ends_with(course->grammar, titles, title, &course->document->arena);
}

static bool is_chair(const struct course *course, const struct giji_block *turn)
{
    return has_title(course, turn, WORDS_CHAIR_TITLES) ||
           (course->acting && has_title(course, turn, WORDS_ACTING_CHAIRS));
}

/* Whether those have to lead who act as chairs. */
static bool lacks_chair(const struct course *course)
{
    unsigned acting = 0;
    for (struct giji_block *block = course->document->body; block;
         block = giji_next_in_order(block)) {
        if (has_title(course, block, WORDS_CHAIR_TITLES))
            return false;
        acting += has_title(course, block, WORDS_ACTING_CHAIRS);
    }
    return acting >= TURNS_OF_A_CHAIR;
}

/* What was said last, by kind. */
struct hearing {
    struct heard opening, greeting, subject, vote;
    bool ended;
};

static void note(struct heard *heard, const struct saying *saying, const struct match *match,
                 giji_string capture)
{
    if (match->end >= heard->end)
        *heard = (struct heard){match->end, saying, capture};
}

static void note_match(struct hearing *hearing, const struct saying *saying,
                       const struct match *match)
{
    giji_string subject = match->captures[CAPTURE_SUBJECT], vote = match->captures[CAPTURE_VOTE];
    hearing->ended |= saying->ends;
    if (saying->opens)
        note(&hearing->opening, saying, match, saying->id);
    if (saying->greets)
        note(&hearing->greeting, saying, match, saying->id);
    if (subject.length)
        note(&hearing->subject, saying, match, subject);
    if (vote.length)
        note(&hearing->vote, saying, match, vote);
}

static void hear_saying(struct course *course, const struct saying *saying, giji_string text,
                        struct hearing *hearing)
{
    struct match match;
    for (size_t from = 0; from < text.length; from = match.end) {
        if (giji_match_find(course->matcher, &saying->pattern, text, from, &match) != MATCH_YES ||
            match.end == match.start)
            return;
        note_match(hearing, saying, &match);
    }
}

/* Hears `text` of the chair's `turn`. True where it only greets. */
static bool hear(struct course *course, struct giji_block *turn, giji_string text)
{
    struct hearing hearing = {0};
    uint64_t mask = giji_filter_find(&course->grammar->filters->sayings, text);
    for (size_t i = giji_filter_next(mask, 0); i < course->grammar->saying_count;
         i = giji_filter_next(mask, i + 1))
        hear_saying(course, &course->grammar->sayings[i], text, &hearing);
    turn->ends_exchange |= hearing.ended;
    if (hearing.ended)
        course->asked = false;
    if (hearing.opening.saying)
        course->statements = hearing.opening.saying->statements;
    if (hearing.subject.saying)
        course->subject = giji_trim(hearing.subject.capture);
    if (hearing.vote.saying)
        course->vote = hearing.vote.capture;
    return hearing.greeting.saying && !hearing.opening.saying;
}

/* The chair speaks: one who acts as such is on no office's side then. */
static void lead(struct course *course, struct giji_block *turn)
{
    turn->leads = true;
    if (course->acting && turn->role_by == GIJI_BY_LABEL)
        turn->role = GIJI_ROLE_QUESTION;
    if (hear(course, turn, giji_block_text(turn)) && turn->role_by == GIJI_BY_LABEL)
        turn->role = GIJI_ROLE_STATEMENT;
}

/* What the label makes of a turn is changed by what the chair has opened; and one who leads some procedure
 * (事務局長, a committee's 委員長 in the plenary) answers when asked. */
static giji_role role_in_course(const struct course *course, giji_role by_label)
{
    if (course->statements == STATEMENTS_ALL ||
        (course->statements == STATEMENTS_OFFICE && by_label == GIJI_ROLE_ANSWER))
        return GIJI_ROLE_STATEMENT;
    return by_label == GIJI_ROLE_STATEMENT && course->asked ? GIJI_ROLE_ANSWER : by_label;
}

/* Somebody other than the chair speaks. */
static void take_turn(struct course *course, struct giji_block *turn)
{
    course->vote = (giji_string){NULL, 0};
    if (turn->role_by != GIJI_BY_LABEL)
        return;
    if (course->statements == STATEMENTS_OFFICE && turn->role == GIJI_ROLE_QUESTION)
        course->statements = STATEMENTS_NONE;
    turn->role = role_in_course(course, turn->role);
    course->asked = turn->role == GIJI_ROLE_QUESTION;
}

/* A resolution that names its matter itself keeps it; the item's title is what it has else. */
static void resolve(struct course *course, struct giji_block *resolution)
{
    giji_string vote = course->vote;
    course->vote = (giji_string){NULL, 0};
    if (!course->subject.length && !vote.length)
        return;
    struct block_extras *extras = giji_block_more(course->document, resolution);
    if (!extras)
        return;
    bool by_item = course->item && extras->subject.data == giji_block_title(course->item).data;
    if (course->subject.length && (!extras->subject.length || by_item))
        extras->subject = course->subject;
    if (!extras->vote.length)
        extras->vote = vote;
}

static void follow(struct course *course, struct giji_block *block)
{
    if (block->type == GIJI_BLOCK_ITEM || block->type == GIJI_BLOCK_CLOSING) {
        course->item = block->type == GIJI_BLOCK_ITEM ? block : NULL;
        course->statements = STATEMENTS_NONE;
        course->asked = false;
        course->subject = (giji_string){NULL, 0};
    } else if (block->type == GIJI_BLOCK_RESOLUTION) {
        resolve(course, block);
    } else if (block->type == GIJI_BLOCK_ACTION && giji_block_vote(block).length) {
        course->vote = giji_block_vote(block);
    } else if (block->type == GIJI_BLOCK_TURN && is_chair(course, block)) {
        lead(course, block);
    } else if (block->type == GIJI_BLOCK_TURN) {
        take_turn(course, block);
    } else if (giji_block_continues(block) && block->parent->type == GIJI_BLOCK_TURN &&
               is_chair(course, block->parent)) {
        hear(course, block->parent, giji_block_text(block));
    }
}

void giji_follow_chair(struct giji_document *document, const struct grammar *grammar,
                       struct matcher *matcher)
{
    struct course course = {.document = document, .grammar = grammar, .matcher = matcher};
    if (!grammar->saying_count)
        return;
    course.acting = lacks_chair(&course);
    for (struct giji_block *block = document->body; block; block = giji_next_in_order(block))
        follow(&course, block);
}
