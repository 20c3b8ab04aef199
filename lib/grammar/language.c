#include "grammar/language.h"

#include "grammar/grammar.h"

const char *const giji_words_yes[] = {"no", "yes", NULL};
const char *const giji_words_ranks[] = {"normal", "last", NULL};
const char *const giji_words_types[] = {"item",       "heading", "turn",    "resolution",
                                        "supplement", "action",  "closing", "paragraph",
                                        "noise",      "field",   NULL};
const char *const giji_words_blocks[] = {"item",       "heading", "turn",    "resolution",
                                         "supplement", "action",  "closing", "paragraph",
                                         "noise",      NULL};
const char *const giji_words_keys[] = {
    "title",    "name",   "date",      "place",   "attendees", "absentees", "secretariat",
    "openness", "agenda", "materials", "contact", "result",    "other",     NULL};
const char *const giji_words_roles[] = {"question", "answer", "statement", "label", "infer", NULL};
const char *const giji_words_other_roles[] = {"question", "answer", "statement", "infer", NULL};
const char *const giji_words_by[] = {"marker", "label", NULL};
const char *const giji_words_inline[] = {"no", "sentence", "space", NULL};
const char *const giji_words_after[] = {"any", "sentence", "blank", "break", "agenda", NULL};
const char *const giji_words_continues[] = {"no", "torn", "adjacent", "paragraphs", NULL};
const char *const giji_words_decisions[] = {"approved",  "rejected", "amended",   "confirmed",
                                            "appointed", "adopted",  "continued", "withdrawn",
                                            "reported",  "other",    NULL};
const char *const giji_words_corrected[] = {"number", "title", "name", NULL};
const char *const giji_words_statements[] = {"none", "office", "all", NULL};
const char *const giji_words_within[] = {"turn", NULL};
const char *const giji_words_ends[] = {"exchange", NULL};
const char *const giji_words_joins[] = {"title", NULL};
const char *const giji_words_over[] = {"lines", NULL};
const char *const giji_words_places[] = {"begin", "end", "any", NULL};
const char *const giji_words_parts[] = {"reason",    "persons", "department", "phone",
                                        "extension", "fax",     "other",      NULL};
const char *const giji_words_lists[] = {"member-titles",
                                        "office-titles",
                                        "office-units",
                                        "organ-words",
                                        "surnames",
                                        "present-labels",
                                        "absent-labels",
                                        "member-groups",
                                        "office-groups",
                                        "group-labels",
                                        "not-attending",
                                        "capacities",
                                        "affiliations",
                                        "title-endings",
                                        "nobody",
                                        "no-names",
                                        "open",
                                        "closed",
                                        "minutes",
                                        "meetings",
                                        "material-words",
                                        "list-openers",
                                        "item-endings",
                                        "conditions",
                                        "procedure-titles",
                                        "chair-titles",
                                        "acting-chairs",
                                        NULL};
const char *const giji_words_captures[] = {"text",       "rest",  "marker", "number", "title",
                                           "department", "label", "name",   "office", "affiliation",
                                           "subject",    "vote",  NULL};

const unsigned giji_captures_of_type[] = {
    [GIJI_BLOCK_ITEM] = 1u << CAPTURE_MARKER | 1u << CAPTURE_NUMBER | 1u << CAPTURE_TITLE |
                        1u << CAPTURE_DEPARTMENT | 1u << CAPTURE_LABEL,
    [GIJI_BLOCK_HEADING] = 1u << CAPTURE_MARKER | 1u << CAPTURE_NUMBER | 1u << CAPTURE_TITLE |
                           1u << CAPTURE_DEPARTMENT | 1u << CAPTURE_LABEL,
    [GIJI_BLOCK_TURN] = 1u << CAPTURE_MARKER | 1u << CAPTURE_LABEL | 1u << CAPTURE_NAME |
                        1u << CAPTURE_OFFICE | 1u << CAPTURE_AFFILIATION,
    [GIJI_BLOCK_RESOLUTION] = 1u << CAPTURE_MARKER | 1u << CAPTURE_SUBJECT |
                              1u << CAPTURE_DEPARTMENT | 1u << CAPTURE_VOTE | 1u << CAPTURE_NUMBER |
                              1u << CAPTURE_TITLE,
    [GIJI_BLOCK_SUPPLEMENT] = 1u << CAPTURE_MARKER,
    [GIJI_BLOCK_ACTION] = 1u << CAPTURE_VOTE | 1u << CAPTURE_MARKER,
    [GIJI_BLOCK_CLOSING] = 1u << CAPTURE_MARKER,
    [GIJI_BLOCK_PARAGRAPH] = 0,
    [GIJI_BLOCK_NOISE] = 0,
    [GIJI_BLOCK_NOISE + 1] = 1u << CAPTURE_LABEL};

/* What the definitions of a grammar and of a library have in common. */
#define DEFINITIONS                                                                                \
    {"include", 3, false, true}, {"fragments", 4, false, false}, {"words", 5, false, true},        \
        {"detect", 6, false, false}, {"ladder", 7, false, false}, {"fields", 8, false, false},     \
        {"decisions", 9, false, false}, {"corrections", 10, false, false},                         \
        {"flow", 11, false, false}, {"cues", 12, false, false}, {"chair", 13, false, false},       \
        {"rules", 14, false, true},                                                                \
    {                                                                                              \
        "section", 15, false, true                                                                 \
    }

/* What everything that is tried on samples holds. */
#define PATTERN_AND_SAMPLES                                                                        \
    {"pattern", 1, true, false}, {"sample", 2, false, true},                                       \
    {                                                                                              \
        "counter", 3, false, true                                                                  \
    }

static const struct element_shape shapes[] = {
    {"grammar",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL}, {"version", true, VALUE_TEXT, NULL}},
     {{"title", 1, true, false}, {"about", 2, true, false}, DEFINITIONS}},
    {"library",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL}},
     {{"title", 1, true, false}, DEFINITIONS}},
    {"title", NULL, true, {{0}}, {{0}}},
    {"about", NULL, true, {{0}}, {{0}}},
    {"include", NULL, false, {{"file", true, VALUE_FILE, NULL}}, {{0}}},
    {"fragments", NULL, false, {{0}}, {{"fragment", 1, true, true}}},
    {"fragment", NULL, true, {{"name", true, VALUE_NAME, NULL}}, {{0}}},
    {"words", NULL, true, {{"list", true, VALUE_WORD, giji_words_lists}}, {{0}}},
    {"detect",
     NULL,
     false,
     {{"window", true, VALUE_COUNT, NULL},
      {"threshold", true, VALUE_NUMBER, NULL},
      {"rank", false, VALUE_WORD, giji_words_ranks}},
     {{"sign", 1, true, true}}},
    {"sign",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL},
      {"weight", true, VALUE_NUMBER, NULL},
      {"most", false, VALUE_COUNT, NULL}},
     {PATTERN_AND_SAMPLES}},
    {"ladder",
     NULL,
     false,
     {{"extend", false, VALUE_WORD, giji_words_yes}},
     {{"rung", 1, true, true}}},
    {"rung",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL}, {"joins", false, VALUE_WORD, giji_words_joins}},
     {PATTERN_AND_SAMPLES}},
    {"fields", "section", false, {{0}}, {{0}}},
    {"fields", NULL, false, {{0}}, {{"prefix", 1, false, false}, {"field", 2, true, true}}},
    {"prefix", NULL, true, {{0}}, {{0}}},
    {"field",
     NULL,
     false,
     {{"key", true, VALUE_WORD, giji_words_keys},
      {"holds", false, VALUE_WORD, (const char *const[]){"items", NULL}},
      {"glued", false, VALUE_WORD, giji_words_yes}},
     {{"label", 1, true, true},
      {"part", 2, false, true},
      {"sample", 3, false, true},
      {"counter", 4, false, true}}},
    {"label", NULL, true, {{0}}, {{0}}},
    {"part",
     NULL,
     false,
     {{"name", true, VALUE_WORD, giji_words_parts}},
     {{"label", 1, true, true}}},
    {"decisions", NULL, false, {{0}}, {{"decision", 1, true, true}}},
    {"decision",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL}, {"is", true, VALUE_WORD, giji_words_decisions}},
     {PATTERN_AND_SAMPLES}},
    {"corrections", NULL, false, {{0}}, {{"correction", 1, true, true}}},
    {"correction",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL},
      {"of", true, VALUE_WORD, giji_words_corrected},
      {"put", true, VALUE_TEXT, NULL}},
     {PATTERN_AND_SAMPLES}},
    {"flow",
     NULL,
     false,
     {{"start", true, VALUE_NUMBER, NULL},
      {"after-question", true, VALUE_NUMBER, NULL},
      {"after-answer", true, VALUE_NUMBER, NULL}},
     {{0}}},
    {"cues", NULL, false, {{0}}, {{"cue", 1, true, true}}},
    {"cue",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL},
      {"weight", true, VALUE_NUMBER, NULL},
      {"at", true, VALUE_WORD, giji_words_places}},
     {PATTERN_AND_SAMPLES}},
    {"chair", NULL, false, {{0}}, {{"says", 1, true, true}}},
    {"says",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL},
      {"statements", false, VALUE_WORD, giji_words_statements},
      {"ends", false, VALUE_WORD, giji_words_ends},
      {"is", false, VALUE_WORD, (const char *const[]){"statement", NULL}}},
     {PATTERN_AND_SAMPLES}},
    {"rules",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL}},
     {{"rule", 1, true, true}, {"use", 1, true, true}}},
    {"section",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL},
      {"extend", false, VALUE_WORD, giji_words_yes},
      {"otherwise", false, VALUE_WORD, giji_words_blocks},
      {"role", false, VALUE_WORD, giji_words_other_roles},
      {"continues", false, VALUE_WORD, giji_words_continues}},
     {{"rule", 1, false, true}, {"use", 1, false, true}, {"fields", 1, false, true}}},
    {"use", NULL, false, {{"rules", true, VALUE_NAME, NULL}}, {{0}}},
    {"rule",
     NULL,
     false,
     {{"id", true, VALUE_NAME, NULL},
      {"type", true, VALUE_WORD, giji_words_types},
      {"key", false, VALUE_WORD, giji_words_keys},
      {"role", false, VALUE_WORD, giji_words_roles},
      {"by", false, VALUE_WORD, giji_words_by},
      {"inline", false, VALUE_WORD, giji_words_inline},
      {"after", false, VALUE_WORD, giji_words_after},
      {"column", false, VALUE_COUNT, NULL},
      {"listed", false, VALUE_WORD, giji_words_yes},
      {"continues", false, VALUE_WORD, giji_words_continues},
      {"holds", false, VALUE_WORD, giji_words_yes},
      {"within", false, VALUE_WORD, giji_words_within},
      {"over", false, VALUE_WORD, giji_words_over},
      {"quoted", false, VALUE_WORD, giji_words_yes},
      {"level", false, VALUE_COUNT, NULL},
      {"decision", false, VALUE_WORD, giji_words_decisions},
      {"again", false, VALUE_WORD, giji_words_yes},
      {"goto", false, VALUE_NAME, NULL}},
     {{"pattern", 1, true, false},
      {"ahead", 2, false, false},
      {"sample", 3, false, true},
      {"counter", 4, false, true}}},
    {"pattern",
     NULL,
     true,
     {{"needs", false, VALUE_TEXT, NULL}, {"longest", false, VALUE_COUNT, NULL}},
     {{0}}},
    {"ahead", NULL, true, {{0}}, {{0}}},
    {"sample",
     NULL,
     true,
     {{"text", false, VALUE_ANY, NULL},
      {"rest", false, VALUE_ANY, NULL},
      {"marker", false, VALUE_ANY, NULL},
      {"number", false, VALUE_ANY, NULL},
      {"title", false, VALUE_ANY, NULL},
      {"department", false, VALUE_ANY, NULL},
      {"label", false, VALUE_ANY, NULL},
      {"name", false, VALUE_ANY, NULL},
      {"office", false, VALUE_ANY, NULL},
      {"affiliation", false, VALUE_ANY, NULL},
      {"subject", false, VALUE_ANY, NULL},
      {"vote", false, VALUE_ANY, NULL},
      {"role", false, VALUE_WORD, giji_words_roles},
      {"decision", false, VALUE_WORD, giji_words_decisions},
      {"key", false, VALUE_WORD, giji_words_keys}},
     {{0}}},
    {"counter", NULL, true, {{0}}, {{0}}},
};

int giji_word_index(const char *const *words, giji_string word)
{
    for (int i = 0; words[i]; i++)
        if (giji_slice_is(word, words[i]))
            return i;
    return -1;
}

const struct element_shape *giji_element_shape(giji_string name, giji_string parent)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (giji_slice_is(name, shapes[i].name) &&
            (!shapes[i].parent || giji_slice_is(parent, shapes[i].parent)))
            return &shapes[i];
    return NULL;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool giji_read_decimal(giji_string text, double *number)
{
    size_t at = 0, digits = 0;
    bool negative = text.length > 0 && text.data[0] == '-';
    if (text.length > 0 && (text.data[0] == '-' || text.data[0] == '+'))
        at++;
    double value = 0, unit = 1;
    for (; at < text.length && is_digit(text.data[at]); at++, digits++)
        value = value * 10 + (text.data[at] - '0');
    if (digits > 0 && at + 1 < text.length && text.data[at] == '.')
        for (at++; at < text.length && is_digit(text.data[at]); at++, digits++) {
            unit /= 10;
            value += unit * (text.data[at] - '0');
        }
    *number = negative ? -value : value;
    return digits > 0 && digits <= 12 && at == text.length;
}
