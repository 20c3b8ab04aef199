/* How far the rules that were tried on a segment matched, drawn under its text:
 *
 *       line 12      | → (館長) 二名を増やす。
 *       marker       | ~
 *       label        |    ~~~~
 *
 *        7 item      | ~~^  council-table.xml:43
 *       13 answer    | ~~~~~~~~~  matches  council-table.xml:117
 *
 * A caret stands where a pattern got stuck. */
#include "display.h"
#include "explain.h"

#include <string.h>

/* ---- how far rules matched ---------------------------------------------------------------- */

/* The text as it is shown, and how wide the names before it are. */
struct picture {
    const struct explanation *explanation;
    giji_string text, shown;
    unsigned names;
    unsigned room; /* the columns behind them */
};

/* With the spaces around it. */
enum { LONGEST_LINE_NUMBER = 8 };

static unsigned columns_to(const struct picture *picture, size_t at)
{
    return clean_width((giji_string){picture->text.data, at});
}

static void begin_line(const struct picture *picture, enum style style, giji_string name)
{
    const struct explanation *explanation = picture->explanation;
    fputs("  ", explanation->file);
    set_style(explanation, style);
    print_padded(explanation->file, name, picture->names);
    set_style(explanation, STYLE_NONE);
    fputs(" | ", explanation->file);
}

static void repeat(FILE *file, char mark, unsigned times)
{
    while (times--)
        fputc(mark, file);
}

/* Marks the bytes from `start` to `end` of the text, as far as they are shown. */
static void mark(const struct picture *picture, enum style style, size_t start, size_t end)
{
    const struct explanation *explanation = picture->explanation;
    size_t last = end < picture->shown.length ? end : picture->shown.length;
    if (start < last) {
        repeat(explanation->file, ' ', columns_to(picture, start));
        set_style(explanation, style);
        repeat(explanation->file, '~', columns_to(picture, last) - columns_to(picture, start));
    } else if (start < end) {
        repeat(explanation->file, ' ', columns_to(picture, picture->shown.length));
    }
    fputs(end > last ? ">" : "", explanation->file);
    set_style(explanation, STYLE_NONE);
}

static void print_captures(const struct picture *picture, const giji_trace *trace)
{
    for (size_t i = 0; i < trace->capture_count; i++) {
        const giji_capture *capture = &trace->captures[i];
        begin_line(picture, STYLE_NAME, string_of(capture->name));
        mark(picture, STYLE_NAME, capture->start, capture->end);
        fputc('\n', picture->explanation->file);
    }
}

/* What a verdict means, where marks do not say it. */
static const char *verdict_words(giji_verdict verdict)
{
    switch (verdict) {
    case GIJI_VERDICT_CLAIMS:
        return "matches";
    case GIJI_VERDICT_NO_MATCH:
        return "";
    case GIJI_VERDICT_LIMIT:
        return "ran into its limit on steps and is passed over";
    case GIJI_VERDICT_TORN:
        return "matches, but the text before is torn inside a sentence (after=\"sentence\")";
    case GIJI_VERDICT_NOT_BLANK:
        return "matches, but no blank line is before it (after=\"blank\")";
    case GIJI_VERDICT_NOT_PLANNED:
        return "matches, but the planned agenda does not come again here (after=\"agenda\")";
    case GIJI_VERDICT_OTHER_COLUMN:
        return "matches, but in another column of the table";
    case GIJI_VERDICT_NOT_LISTED:
        return "matches, but the header lists nobody of that name (listed=\"yes\")";
    case GIJI_VERDICT_NOT_AHEAD:
        return "matches, but the next text is not what <ahead> looks for";
    case GIJI_VERDICT_VALUE:
        return "matches, but this is the value of the label in its row";
    case GIJI_VERDICT_NUMBERED_LABEL:
        return "matches, but the header's labels are numbered like this";
    case GIJI_VERDICT_FIELD_LIST:
        return "matches, but the open header field holds a list of items";
    case GIJI_VERDICT_SPOKEN_LIST:
        return "matches, but this is a list in somebody's words";
    case GIJI_VERDICT_NO_FIELD:
        return "a label, but it begins no field here";
    }
    return "";
}

static size_t count_characters(giji_string text)
{
    size_t characters = 0;
    for (size_t at = 0; at < text.length; at += char_length(text, at))
        characters++;
    return characters;
}

/* What stands behind the marks of a trial, but for the rule's place. */
static void describe_trial(const struct picture *picture, const giji_trial *trial, char *words,
                           size_t size)
{
    enum { LOOKED_AT = 200 }; /* characters: see giji_trial */
    size_t reached = count_characters((giji_string){picture->text.data, trial->reach});
    bool stuck = trial->verdict == GIJI_VERDICT_NO_MATCH;
    if (stuck && trial->reach == picture->text.length)
        snprintf(words, size, "the text ends too early");
    else if (stuck && trial->reach >= picture->shown.length)
        snprintf(words, size, reached < LOOKED_AT ? "stuck at character %zu" : "stuck beyond %zu",
                 reached < LOOKED_AT ? reached + 1 : reached);
    else
        snprintf(words, size, "%s", verdict_words(trial->verdict));
}

static enum style style_of(giji_verdict verdict)
{
    if (verdict == GIJI_VERDICT_CLAIMS)
        return STYLE_GOOD;
    return verdict == GIJI_VERDICT_NO_MATCH ? STYLE_NONE : STYLE_DOUBT;
}

/* The marks of how far it matched, with a caret where it got stuck. Gives how wide they are. */
static unsigned mark_reach(const struct picture *picture, const giji_trial *trial)
{
    bool stuck = trial->verdict == GIJI_VERDICT_NO_MATCH;
    bool beyond = trial->reach > picture->shown.length;
    size_t shown = beyond ? picture->shown.length : trial->reach;
    mark(picture, style_of(trial->verdict), 0, trial->reach);
    if (stuck && !beyond)
        print_styled(picture->explanation, STYLE_BAD, string_of("^"));
    return columns_to(picture, shown) + (stuck || beyond);
}

static void print_trial(const struct picture *picture, const giji_trial *trial, size_t number)
{
    const struct explanation *explanation = picture->explanation;
    enum style style = style_of(trial->verdict);
    giji_string rule = rule_name(trial->rule);
    char name[80], words[100];
    snprintf(name, sizeof name, "%2zu %.*s", number, (int)rule.length, rule.data);
    describe_trial(picture, trial, words, sizeof words);
    begin_line(picture, style, string_of(name));
    unsigned used = mark_reach(picture, trial) + (unsigned)strlen(words);
    used += (unsigned)trial->file.length + LONGEST_LINE_NUMBER;
    if (used > picture->room) {
        fputc('\n', explanation->file);
        begin_line(picture, STYLE_NONE, string_of(""));
    } else {
        fputs("  ", explanation->file);
    }
    print_styled(explanation, style, string_of(words));
    fputs(*words ? "  " : "", explanation->file);
    print_rule_place(explanation, trial);
    fputc('\n', explanation->file);
}

/* ---- which rules are shown ---------------------------------------------------------------- */

/* Of the rules that do not match, those few are shown that got furthest. */
static bool is_shown(const giji_trace *trace, size_t index)
{
    enum { BESIDE_WINNER = 3, WITHOUT_WINNER = 5 };
    const giji_trial *trial = &trace->trials[index];
    size_t better = 0;
    if (trial->verdict != GIJI_VERDICT_NO_MATCH)
        return true;
    for (size_t i = 0; i < trace->trial_count; i++) {
        const giji_trial *other = &trace->trials[i];
        bool further = other->reach > trial->reach || (other->reach == trial->reach && i < index);
        better += other->verdict == GIJI_VERDICT_NO_MATCH && further;
    }
    return trial->reach > 0 && better < (trace->winner ? BESIDE_WINNER : WITHOUT_WINNER);
}

static void print_hidden(const struct explanation *explanation, const giji_trace *trace,
                         size_t hidden, size_t furthest)
{
    size_t shown = trace->trial_count - hidden;
    if (!hidden)
        return;
    set_style(explanation, STYLE_DIM);
    fprintf(explanation->file, "  %s%zu %srule%s %s (--all)\n", shown ? "and " : "", hidden,
            shown ? "more " : "", hidden == 1 ? "" : "s",
            furthest ? "got less far" : "did not match the first character");
    set_style(explanation, STYLE_NONE);
}

static void print_trials(const struct picture *picture, const giji_trace *trace)
{
    const struct explanation *explanation = picture->explanation;
    size_t hidden = 0, furthest = 0;
    if (trace->trial_count)
        fputc('\n', explanation->file);
    for (size_t i = 0; i < trace->trial_count; i++) {
        const giji_trial *trial = &trace->trials[i];
        if (explanation->all || is_shown(trace, i)) {
            print_trial(picture, trial, i + 1);
            continue;
        }
        hidden++;
        furthest = trial->reach > furthest ? trial->reach : furthest;
    }
    print_hidden(explanation, trace, hidden, furthest);
}

static unsigned widest_name(const struct explanation *explanation, const giji_trace *trace)
{
    enum { NUMBER = 3, LEAST = 12 };
    unsigned widest = LEAST;
    for (size_t i = 0; i < trace->trial_count; i++) {
        unsigned width = clean_width(rule_name(trace->trials[i].rule)) + NUMBER;
        if (width > widest && (explanation->all || is_shown(trace, i)))
            widest = width;
    }
    return widest;
}

void explain_matches(const struct explanation *explanation, const giji_trace *trace)
{
    enum { BORDERS = 6 };
    char name[32];
    unsigned names = widest_name(explanation, trace);
    unsigned room = explanation->columns - names - BORDERS;
    struct picture picture = {explanation, trace->text, cut_to_width(trace->text, room), names,
                              room};
    snprintf(name, sizeof name, "line %u", trace->line);
    begin_line(&picture, STYLE_DIM, string_of(name));
    print_styled(explanation, STYLE_HEAD, picture.shown);
    fputs(picture.shown.length < trace->text.length ? "…\n" : "\n", explanation->file);
    print_captures(&picture, trace);
    print_trials(&picture, trace);
}
