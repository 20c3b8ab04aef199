/* Tests of the survey station: that survey.xml is good, and whose side labels are on. */
#include "check.h"
#include "grammar/load.h"
#include "survey/survey.h"

static void tell(void *data, const giji_error *finding)
{
    (void)data;
    fprintf(stderr, "%s:%u: %s\n%s\n", finding->file, finding->line, finding->message,
            finding->excerpt);
}

static void test_shapes(struct shapes *shapes)
{
    bool seen[SHAPE_KINDS] = {false};
    for (size_t i = 0; i < shapes->count; i++) {
        const struct shape *shape = &shapes->items[i];
        struct match match;
        seen[shape->kind] = true;
        check_that(shape->rule && shape->pattern.length && shape->picture.length, shape->id.data,
                   __FILE__, __LINE__);
        if (!shape->rule)
            continue;
        check_that(giji_match_here(&shapes->matcher, &shape->rule->pattern, shape->picture,
                                   &match) == MATCH_YES,
                   shape->id.data, __FILE__, __LINE__);
    }
    for (int kind = 0; kind < SHAPE_KINDS; kind++)
        CHECK(seen[kind]);
    CHECK(giji_grammar_run_samples(shapes->grammar, tell, NULL) == 0);
}

static void test_sides(struct survey *survey)
{
    static const struct {
        const char *label, *office;
        enum side side;
        const char *ending;
    } cases[] = {
        {"丘野委員", NULL, SIDE_ASKS, "委員"},
        {"会　長", NULL, SIDE_ASKS, "会長"},
        {"委員Ａ", NULL, SIDE_ASKS, "委員"},
        {"丘野委員（代理）", NULL, SIDE_ASKS, "委員"},
        {"議長（丘野一郎君）", "議長", SIDE_PRESIDES, "議長"},
        {"緑化課長", NULL, SIDE_ANSWERS, "課長"},
        {"緑化課", NULL, SIDE_ANSWERS, "課"},
        {"事務局", NULL, SIDE_ANSWERS, "事務局"},
        {"４番（丘野一郎君）", "４番", SIDE_ASKS, "4番"},
        {"丘野一郎君", NULL, SIDE_OTHER, "君"},
        {"丘野", NULL, SIDE_UNKNOWN, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct line line = {.label = giji_slice(cases[i].label)};
        giji_survey_side(survey, &line, giji_slice(cases[i].office));
        check_that(line.side == cases[i].side, cases[i].label, __FILE__, __LINE__);
        if (line.side != SIDE_UNKNOWN)
            CHECK_TEXT(line.ending, cases[i].ending);
    }
}

static void test_speech(void)
{
    CHECK(giji_survey_is_speech(giji_slice("はい。")));
    CHECK(giji_survey_is_speech(giji_slice("ただいまから会議を")));
    CHECK(!giji_survey_is_speech(giji_slice("会期の決定")));
    CHECK(!giji_survey_is_speech(giji_slice("")));
}

int main(void)
{
    struct survey survey = {0};
    if (CHECK(giji_shapes_open(&survey.shapes, &survey.arena))) {
        test_shapes(&survey.shapes);
        test_sides(&survey);
    }
    test_speech();
    giji_survey_close(&survey);
    return check_result();
}
