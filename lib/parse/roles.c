/* Inference works on the sequence, not on the turn: a hidden Markov model of two states, question and
 * answer. What the wording says of a turn is the sum of the grammar's cues that match, in log odds of an
 * answer; how turns follow each other is the grammar's flow. A role that a marker or a label tells is taken
 * as it is, and tells in turn of its neighbours. The forward and backward passes give each turn's
 * probability over all ways in which the whole discussion may have gone; the likelier role is given,
 * with that probability as its confidence. */
#include "parse/roles.h"
#include "grammar/filters.h"

#include "grammar/roles.h"
#include "parse/sentence.h"
#include "text/unicode.h"

#include <math.h>
#include <stdlib.h>

/* The log odds of what is certain; and what the wording of one turn can say at most, since cues are not
 * independent of each other. */
static const double certain = 40, most_of_wording = 6;

/* The turns between one item or resolution and the next, in the order of the dump. */
struct discussion {
    struct giji_block **turns;
    size_t count, capacity;
};

/* What the wording of all turns with one marker says together. */
struct marker {
    giji_string marker;
    double odds;
};

/* What a discussion is decoded with. */
struct decoder {
    struct giji_document *document;
    const struct grammar *grammar;
    struct matcher *matcher;
    bool explain;
    bool ceremonial; /* the item's turns ask nothing */
    struct marker *markers;
    size_t marker_count, marker_capacity;
    struct arena scratch; /* of the discussion's turns */
    struct discussion discussion;
    struct step *steps; /* one a turn of the discussion at hand */
    size_t step_capacity;
};

static void keep_evidence(const struct decoder *decoder, struct giji_block *turn, giji_string cue,
                          double weight, giji_string text)
{
    struct block_extras *extras = giji_block_more(decoder->document, turn);
    if (!extras)
        return;
    if (!extras->evidence)
        extras->evidence =
            giji_arena_alloc(&decoder->document->arena,
                             (decoder->grammar->cue_count + 1) * sizeof *extras->evidence);
    if (extras->evidence)
        extras->evidence[extras->evidence_count++] = (giji_evidence){cue, weight, text};
}

static bool cue_speaks(const struct decoder *decoder, const struct cue *cue, giji_string text,
                       giji_string last, giji_string *found)
{
    struct match match;
    giji_string subject = cue->place == CUE_END ? last : text;
    enum match_outcome outcome =
        cue->place == CUE_BEGIN
            ? giji_match_here(decoder->matcher, &cue->pattern, subject, &match)
            : giji_match_find(decoder->matcher, &cue->pattern, subject, 0, &match);
    if (outcome == MATCH_YES)
        *found = giji_slice_cut(subject, match.start, match.end);
    return outcome == MATCH_YES;
}

static double clamp(double odds)
{
    return odds > most_of_wording    ? most_of_wording
           : odds < -most_of_wording ? -most_of_wording
                                     : odds;
}

/* What the wording says: the sum of the cues that speak. */
static double wording(const struct decoder *decoder, struct giji_block *turn)
{
    double odds = 0;
    giji_string text = giji_block_text(turn), last = giji_last_sentence(text), found;
    const struct filter *filter = &decoder->grammar->filters->cues;
    uint64_t in_text = giji_filter_find(filter, text), in_last = giji_filter_find(filter, last);
    for (size_t i = 0; i < decoder->grammar->cue_count; i++) {
        const struct cue *cue = &decoder->grammar->cues[i];
        uint64_t mask = cue->place == CUE_END ? in_last : in_text;
        if ((i < FILTERED && !(mask >> i & 1)) || !cue_speaks(decoder, cue, text, last, &found))
            continue;
        odds += cue->weight;
        if (decoder->explain)
            keep_evidence(decoder, turn, cue->id, cue->weight, found);
    }
    return clamp(odds);
}

static struct marker *marker_of(const struct decoder *decoder, giji_string marker)
{
    for (size_t i = 0; i < decoder->marker_count; i++)
        if (giji_slice_equal(decoder->markers[i].marker, marker))
            return &decoder->markers[i];
    return NULL;
}

static struct marker *add_marker(struct decoder *decoder, giji_string text)
{
    struct marker *marker =
        giji_arena_push(&decoder->document->arena, &decoder->markers, &decoder->marker_count,
                        &decoder->marker_capacity, sizeof *marker);
    if (marker)
        *marker = (struct marker){.marker = text};
    return marker;
}

enum { MOST_MARKERS = 64 };

/* Adds up what is said behind each marker whose turns are of one role. There are few such markers: what
 * comes behind the first ones is told by its own words. */
static void weigh_markers(struct decoder *decoder)
{
    for (struct giji_block *block = decoder->document->body; block;
         block = giji_next_in_order(block)) {
        if (block->type != GIJI_BLOCK_TURN || !block->by_marker)
            continue;
        struct marker *marker = marker_of(decoder, giji_block_marker(block));
        if (!marker && decoder->marker_count < MOST_MARKERS)
            marker = add_marker(decoder, giji_block_marker(block));
        if (!marker)
            continue;
        marker->odds += wording(decoder, block);
    }
}

/* One turn while its discussion is decoded, in log odds of an answer. */
struct step {
    float evidence; /* from the turn itself */
    float forward;  /* given this turn and those before */
};

/* Neither question nor answer: the sequence begins anew behind it. */
static bool is_apart(const struct giji_block *turn)
{
    return turn->role == GIJI_ROLE_STATEMENT;
}

/* An answer by its label: an official may well speak behind another. */
static bool is_labelled(const struct giji_block *turn)
{
    return turn->role == GIJI_ROLE_ANSWER && turn->role_by != GIJI_BY_INFERRED && turn->speaker;
}

static double probability(double log_odds)
{
    return 1 / (1 + exp(-log_odds));
}

static double log_odds(double probability)
{
    const double least = 1e-15;
    double p = probability < least ? least : probability > 1 - least ? 1 - least : probability;
    return log(p / (1 - p));
}

static double evidence_of(const struct decoder *decoder, struct giji_block *turn)
{
    if (turn->role == GIJI_ROLE_ANSWER)
        return certain;
    if (turn->role == GIJI_ROLE_QUESTION)
        return -certain;
    if (turn->role != GIJI_ROLE_NONE)
        return 0;
    const struct marker *marker =
        turn->by_marker ? marker_of(decoder, giji_block_marker(turn)) : NULL;
    return marker ? clamp(marker->odds) : wording(decoder, turn);
}

static void pass_forward(const struct discussion *discussion, struct step *steps,
                         const struct flow *flow)
{
    const double start = probability(flow->start),
                 after_question = probability(flow->after_question),
                 after_answer = probability(flow->after_answer);
    for (size_t i = 0; i < discussion->count; i++) {
        double expected = start;
        if (i > 0 && !is_apart(discussion->turns[i - 1])) {
            double answer = probability((double)steps[i - 1].forward);
            expected = answer * after_answer + (1 - answer) * after_question;
        }
        steps[i].forward = (float)log_odds(expected) + steps[i].evidence;
    }
}

/* What the next turn and those behind it say of the one before them, where `odds` is what they say of the
 * next one: the log odds of seeing them after an answer, against after a question. */
static double step_back(double odds, const struct flow *flow)
{
    const double after_question = probability(flow->after_question),
                 after_answer = probability(flow->after_answer);
    double answer = probability(odds);
    double seen_after_answer = after_answer * answer + (1 - after_answer) * (1 - answer);
    double seen_after_question = after_question * answer + (1 - after_question) * (1 - answer);
    return log(seen_after_answer / seen_after_question);
}

static void give_role(const struct decoder *decoder, struct giji_block *turn,
                      const struct step *step, double backward)
{
    double odds = (double)step->forward + backward;
    double answer = probability(odds);
    turn->role = answer > 0.5 ? GIJI_ROLE_ANSWER : GIJI_ROLE_QUESTION;
    giji_block_set_confidence(turn, answer > 0.5 ? answer : 1 - answer);
    if (decoder->explain)
        keep_evidence(decoder, turn, giji_slice("flow"), odds - (double)step->evidence,
                      (giji_string){NULL, 0});
}

/* Goes back over the steps, giving each turn that has no role the likelier one. */
static void pass_backward(const struct decoder *decoder, const struct step *steps)
{
    double backward = 0;
    const struct giji_block *next = NULL;
    for (size_t i = decoder->discussion.count; i-- > 0;) {
        struct giji_block *turn = decoder->discussion.turns[i];
        bool linked = next && !is_apart(turn) && !is_apart(next) && !is_labelled(next);
        backward =
            linked ? step_back((double)steps[i + 1].evidence + backward, &decoder->grammar->flow)
                   : 0;
        if (turn->role == GIJI_ROLE_NONE)
            give_role(decoder, turn, &steps[i], backward);
        next = turn;
    }
}

/* Room for a step a turn; NULL where memory ran out. */
static struct step *make_steps(struct decoder *decoder, size_t count)
{
    if (count > decoder->step_capacity) {
        free(decoder->steps);
        decoder->steps = malloc(count * sizeof *decoder->steps);
        decoder->step_capacity = decoder->steps ? count : 0;
        decoder->document->arena.failed |= !decoder->steps;
    }
    return decoder->steps;
}

static void infer_discussion(struct decoder *decoder)
{
    size_t count = decoder->discussion.count;
    struct giji_block **turns = decoder->discussion.turns;
    struct step *steps = make_steps(decoder, count);
    if (!steps)
        return;
    for (size_t i = 0; i < count; i++)
        steps[i].evidence = (float)evidence_of(decoder, turns[i]);
    pass_forward(&decoder->discussion, steps, &decoder->grammar->flow);
    pass_backward(decoder, steps);
}

/* Who is on the answering side by their label, and speaks before anybody but the chair has asked, explains. Under
 * a ceremony's item nobody does anything else. */
static void mark_explanations(const struct decoder *decoder)
{
    const struct discussion *discussion = &decoder->discussion;
    for (size_t i = 0; i < discussion->count; i++) {
        struct giji_block *turn = discussion->turns[i];
        if (turn->role == GIJI_ROLE_QUESTION && !turn->leads && !decoder->ceremonial)
            return;
        bool explains = turn->role == GIJI_ROLE_ANSWER || decoder->ceremonial;
        if (turn->role_by == GIJI_BY_LABEL && explains)
            turn->role = GIJI_ROLE_STATEMENT;
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

/* The ids of the run's questions, the last ones where they are very many. */
static struct replies *replies_to(struct giji_document *document,
                                  const struct discussion *discussion, size_t first, size_t end)
{
    enum { MOST_QUESTIONS = 100 };
    if (end - first > MOST_QUESTIONS)
        first = end - MOST_QUESTIONS;
    struct replies *replies =
        giji_arena_alloc(&document->arena, sizeof *replies + (end - first) * sizeof *replies->ids);
    for (size_t i = first; replies && i < end; i++)
        replies->ids[replies->count++] = discussion->turns[i]->id;
    return replies;
}

/* Whether the turn only leads the procedure (○議長　市長。). */
static bool is_procedure(const struct grammar *grammar, const struct giji_block *turn,
                         struct arena *arena)
{
    const giji_speaker *speaker = turn->speaker;
    if (turn->role != GIJI_ROLE_STATEMENT || turn->role_by != GIJI_BY_LABEL || !speaker)
        return false;
    giji_string title = speaker->title.length ? speaker->title : speaker->label;
    return giji_grammar_side(grammar, title, arena) == GIJI_ROLE_STATEMENT;
}

/* Takes the turns out that lead the procedure: exchanges go on across them, but where the chair ends one. */
static void drop_procedure(const struct grammar *grammar, struct discussion *discussion,
                           struct arena *arena)
{
    size_t kept = 0;
    for (size_t i = 0; i < discussion->count; i++)
        if (!is_procedure(grammar, discussion->turns[i], arena) ||
            discussion->turns[i]->ends_exchange)
            discussion->turns[kept++] = discussion->turns[i];
    discussion->count = kept;
}

/* Links each answer of a run to the run of questions before it. */
static void pair(struct giji_document *document, const struct discussion *discussion)
{
    size_t first = 0, end = 0;
    const struct replies *replies = NULL;
    for (size_t i = 0; i < discussion->count; i++) {
        struct giji_block *turn = discussion->turns[i];
        if (turn->role == GIJI_ROLE_QUESTION) {
            if (end != i)
                first = i;
            end = i + 1;
            replies = NULL;
        } else if (turn->role == GIJI_ROLE_ANSWER && end > first) {
            if (!replies)
                replies = replies_to(document, discussion, first, end);
            turn->replies = replies;
        } else {
            first = end = 0;
        }
    }
}

/* Ends a discussion and makes ready for the next. */
static void finish(struct decoder *decoder)
{
    infer_discussion(decoder);
    mark_explanations(decoder);
    mark_quoted(&decoder->discussion);
    drop_procedure(decoder->grammar, &decoder->discussion, &decoder->document->arena);
    pair(decoder->document, &decoder->discussion);
    decoder->discussion.count = 0;
}

static void take_block(struct decoder *decoder, struct giji_block *block)
{
    struct discussion *discussion = &decoder->discussion;
    bool parts = block->type == GIJI_BLOCK_ITEM || block->type == GIJI_BLOCK_CLOSING;
    if (parts || block->type == GIJI_BLOCK_RESOLUTION)
        finish(decoder);
    if (parts)
        decoder->ceremonial = block->ceremonial;
    if (block->type != GIJI_BLOCK_TURN)
        return;
    struct giji_block **turn =
        giji_arena_push(&decoder->scratch, &discussion->turns, &discussion->count,
                        &discussion->capacity, sizeof *turn);
    if (turn)
        *turn = block;
}

void giji_infer_roles(struct giji_document *document, const struct grammar *grammar,
                      struct matcher *matcher, bool explain)
{
    struct decoder decoder = {
        .document = document, .grammar = grammar, .matcher = matcher, .explain = explain};
    weigh_markers(&decoder);
    for (struct giji_block *block = document->body; block; block = giji_next_in_order(block))
        take_block(&decoder, block);
    finish(&decoder);
    document->arena.failed |= decoder.scratch.failed;
    giji_arena_free(&decoder.scratch);
    free(decoder.steps);
}
