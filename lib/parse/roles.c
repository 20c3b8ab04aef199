/* The first, simple rule: the cues of the wording add up to the log odds of an answer against a
 * question, the neighbours add theirs, and the sign decides. */
#include "parse/roles.h"

#include "parse/sentence.h"
#include "text/unicode.h"

#include <math.h>

/* What the neighbours say, in log odds of an answer: an answer follows a question more often than a
 * question does; what stands right before a marked answer is most likely its question. */
static const double after_question = 1.0;
static const double after_answer = -2.0;
static const double at_the_start = -2.0;
static const double before_marked_answer = -1.5;
static const double before_marked_question = 1.0;

/* The turns between one item or resolution and the next, in the order of the dump. */
struct discussion {
    struct giji_block **turns;
    size_t count, capacity;
};

static double wording(const struct grammar *grammar, struct matcher *matcher, giji_string text)
{
    double odds = 0;
    giji_string last = giji_last_sentence(text);
    struct match match;
    for (size_t i = 0; i < grammar->cue_count; i++) {
        const struct cue *cue = &grammar->cues[i];
        enum match_outcome outcome =
            cue->place == CUE_BEGIN
                ? giji_match_here(matcher, &cue->pattern, text, &match)
                : giji_match_find(matcher, &cue->pattern, cue->place == CUE_END ? last : text, 0,
                                  &match);
        if (outcome == MATCH_YES)
            odds += cue->weight;
    }
    return odds;
}

static double neighbours(const struct discussion *discussion, size_t index)
{
    double odds = at_the_start;
    if (index > 0) {
        giji_role before = discussion->turns[index - 1]->role;
        odds = before == GIJI_ROLE_QUESTION ? after_question
               : before == GIJI_ROLE_ANSWER ? after_answer
                                            : at_the_start;
    }
    if (index + 1 < discussion->count) {
        giji_role after = discussion->turns[index + 1]->role;
        odds += after == GIJI_ROLE_ANSWER     ? before_marked_answer
                : after == GIJI_ROLE_QUESTION ? before_marked_question
                                              : 0;
    }
    return odds;
}

static void infer_discussion(const struct discussion *discussion, const struct grammar *grammar,
                             struct matcher *matcher)
{
    for (size_t i = 0; i < discussion->count; i++) {
        struct giji_block *turn = discussion->turns[i];
        if (turn->role != GIJI_ROLE_NONE)
            continue;
        double odds = wording(grammar, matcher, turn->text) + neighbours(discussion, i);
        turn->role = odds > 0 ? GIJI_ROLE_ANSWER : GIJI_ROLE_QUESTION;
        turn->confidence = 1 / (1 + exp(-fabs(odds)));
    }
}

/* A question that stands right before an answer read out from an earlier meeting was read out too.
 */
static void mark_quoted(const struct discussion *discussion)
{
    for (size_t i = 1; i < discussion->count; i++)
        if (discussion->turns[i]->quoted && discussion->turns[i - 1]->role == GIJI_ROLE_QUESTION)
            discussion->turns[i - 1]->quoted = true;
}

static void link_answer(struct giji_document *document, const struct discussion *discussion,
                        size_t first, size_t end, struct giji_block *answer)
{
    answer->reply_to = giji_arena_alloc(&document->arena, (end - first) * sizeof *answer->reply_to);
    for (size_t i = first; answer->reply_to && i < end; i++)
        answer->reply_to[answer->reply_count++] = discussion->turns[i]->id;
}

/* Links each answer of a run to the run of questions before it. */
static void pair(struct giji_document *document, const struct discussion *discussion)
{
    size_t first = 0, end = 0;
    for (size_t i = 0; i < discussion->count; i++) {
        struct giji_block *turn = discussion->turns[i];
        if (turn->role == GIJI_ROLE_QUESTION) {
            if (end != i)
                first = i;
            end = i + 1;
        } else if (turn->role == GIJI_ROLE_ANSWER && end > first) {
            link_answer(document, discussion, first, end, turn);
        } else {
            first = end = 0;
        }
    }
}

static void finish(struct giji_document *document, struct discussion *discussion,
                   const struct grammar *grammar, struct matcher *matcher)
{
    infer_discussion(discussion, grammar, matcher);
    mark_quoted(discussion);
    pair(document, discussion);
    discussion->count = 0;
}

void giji_infer_roles(struct giji_document *document, const struct grammar *grammar,
                      struct matcher *matcher)
{
    struct discussion discussion = {0};
    for (struct giji_block *block = document->body; block; block = giji_next_in_order(block)) {
        if (block->type == GIJI_BLOCK_ITEM || block->type == GIJI_BLOCK_RESOLUTION)
            finish(document, &discussion, grammar, matcher);
        if (block->type != GIJI_BLOCK_TURN)
            continue;
        struct giji_block **turn =
            giji_arena_push(&document->arena, &discussion.turns, &discussion.count,
                            &discussion.capacity, sizeof *turn);
        if (!turn)
            return;
        *turn = block;
    }
    finish(document, &discussion, grammar, matcher);
}
