/* Dates, times, fiscal years and ordinals: what is read, and what only looks like one. */
#include "check.h"

#include "base/buffer.h"
#include "parse/when.h"

/* What was read, in one line: dates between "|", each with "?" where it is not valid, its weekday
 * in brackets with "!" where that is wrong, and its event; then "@" and the times. */
static void describe_date(const struct when_date *date, struct arena *arena, struct buffer *out)
{
    giji_buffer_add(out, giji_iso_date(arena, date));
    if (!date->valid)
        giji_buffer_add_byte(out, '?');
    if (date->weekday >= 0)
        giji_buffer_print(out, "(%d%s)", date->weekday, date->weekday_right ? "" : "!");
    if (date->event.length) {
        giji_buffer_add_byte(out, ' ');
        giji_buffer_add(out, date->event);
    }
}

static void describe(const struct when *when, struct arena *arena, struct buffer *out)
{
    for (size_t i = 0; i < when->date_count; i++) {
        if (i)
            giji_buffer_add_byte(out, '|');
        describe_date(&when->dates[i], arena, out);
    }
    if (when->has_begin) {
        giji_buffer_add_byte(out, '@');
        giji_buffer_add(out, giji_iso_time(arena, &when->begin));
    }
    if (when->has_finish) {
        giji_buffer_add_byte(out, '-');
        giji_buffer_add(out, giji_iso_time(arena, &when->finish));
    }
}

static void check_cases(const struct check_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct buffer out = {0};
        char *text = copy_exactly(cases[i].text);
        struct when when = giji_read_when(&arena, giji_slice_of(text, strlen(cases[i].text)));
        describe(&when, &arena, &out);
        check_text(giji_buffer_text(&out), cases[i].want, __FILE__, cases[i].line);
        free(text);
        giji_buffer_free(&out);
        giji_arena_free(&arena);
    }
}
#define CHECK_CASES(cases) check_cases(cases, sizeof cases / sizeof cases[0])

static void test_notations(void)
{
    static const struct check_case cases[] = {
        CASE("平成28年1月25日", "2016-01-25"),
        CASE("－１６３－平成28年1月25日", "2016-01-25"),
        CASE("令和元年5月1日", "2019-05-01"),
        CASE("平成二十八年一月二十五日", "2016-01-25"),
        CASE("令和 ３年 12月 16日", "2021-12-16"),
        CASE("令 和　３ 年 １２ 月 １６ 日", "2021-12-16"),
        CASE("令和\n3年\n12月16日", "2021-12-16"),
        CASE("R3.12.16", "2021-12-16"),
        CASE("R３．１２．１６", "2021-12-16"),
        CASE("Ｒ３年12月16日", "2021-12-16"),
        CASE("H28/1/25", "2016-01-25"),
        CASE("S60-7-1", "1985-07-01"),
        CASE("㍻28年1月25日", "2016-01-25"),
        CASE("㋿3年12月16日", "2021-12-16"),
        CASE("2021年12月16日", "2021-12-16"),
        CASE("２０２１年１２月１６日", "2021-12-16"),
        CASE("二〇二一年十二月十六日", "2021-12-16"),
        CASE("西暦2021年12月16日", "2021-12-16"),
        CASE("2021.12.16", "2021-12-16"),
        CASE("2021. 12. 16", "2021-12-16"),
        CASE("2021-12-16", "2021-12-16"),
        CASE("2021/12/16", "2021-12-16"),
        CASE("開催日:2021/12/16", "2021-12-16"),
        CASE("令和3年（2021年）12月16日", "2021-12-16"),
        CASE("令和3(2021)年12月16日", "2021-12-16"),
        CASE("2021年（令和3年）12月16日", "2021-12-16"),
        CASE("明治45年7月29日", "1912-07-29"),
        CASE("大正元年7月30日", "1912-07-30"),
    };
    CHECK_CASES(cases);
}

static void test_validity(void)
{
    static const struct check_case cases[] = {
        CASE("令和2年2月29日", "2020-02-29"),   CASE("令和3年2月29日", "2021-02-29?"),
        CASE("2000年2月29日", "2000-02-29"),    CASE("1900年2月29日", "1900-02-29?"),
        CASE("令和3年2月30日", "2021-02-30?"),  CASE("令和3年2月30日(火)", "2021-02-30?(2)"),
        CASE("令和3年13月1日", "2021-13-01?"),  CASE("令和3年4月0日", "2021-04-00?"),
        CASE("平成32年5月1日", "2020-05-01"),   CASE("昭和64年1月8日", "1989-01-08"),
        CASE("令和0年5月1日", "2018-05-01?"),   CASE("令和元年4月30日", "2019-04-30?"),
        CASE("平成元年1月8日", "1989-01-08"),   CASE("平成元年1月7日", "1989-01-07?"),
        CASE("明治元年1月24日", "1868-01-24?"),
    };
    CHECK_CASES(cases);
}

static void test_weekdays(void)
{
    static const struct check_case cases[] = {
        CASE("令和3年12月16日(木)", "2021-12-16(4)"),
        CASE("令和3年12月16日（木）", "2021-12-16(4)"),
        CASE("令和3年12月16日 （木曜日）", "2021-12-16(4)"),
        CASE("令和3年12月16日（木曜）", "2021-12-16(4)"),
        CASE("令和3年12月16日木曜日", "2021-12-16(4)"),
        CASE("令和3年12月16日〔木〕", "2021-12-16(4)"),
        CASE("令和3年12月16日 ㈭", "2021-12-16(4)"),
        CASE("令和3年12月16日（㊍）", "2021-12-16(4)"),
        CASE("令和3年5月3日（月・祝）", "2021-05-03(1)"),
        CASE("令和3年5月3日（祝・月）", "2021-05-03(1)"),
        CASE("令和3年5月3日（月曜日・祝日）", "2021-05-03(1)"),
        CASE("令和3年5月3日（祝）総会", "2021-05-03 総会"),
        CASE("令和3年5月2日（日）", "2021-05-02(0)"),
        CASE("令和3年5月2日㈰", "2021-05-02(0)"),
        CASE("令和3年5月1日（土）", "2021-05-01(6)"),
        CASE("令和3年12月16日（金）", "2021-12-16(5!)"),
        CASE("令和3年12月16日 日曜大工教室", "2021-12-16 日曜大工教室"),
        CASE("令和3年12月16日 木工室", "2021-12-16 木工室"),
        CASE("令和3年12月16日（木工室）", "2021-12-16 （木工室）"),
    };
    CHECK_CASES(cases);
}

static void test_carrying(void)
{
    static const struct check_case cases[] = {
        CASE("令和2年6月9日（火） 通知 6月11日（木） 回答",
             "2020-06-09(2) 通知|2020-06-11(4) 回答"),
        CASE("令和3年12月16日～17日", "2021-12-16|2021-12-17"),
        CASE("令和3年12月16日から17日まで", "2021-12-16|2021-12-17"),
        CASE("令和3年12月16日（木）・17日（金）", "2021-12-16(4)|2021-12-17(5)"),
        CASE("令和3年12月16日及び17日", "2021-12-16|2021-12-17"),
        CASE("令和3年12月16日 受付 17日（金） 審査", "2021-12-16 受付|2021-12-17(5) 審査"),
        CASE("令和3年12月28日～1月4日", "2021-12-28|2022-01-04"),
        CASE("令和3年12月30日～2日", "2021-12-30|2022-01-02"),
        CASE("令和3年4月30日～2日", "2021-04-30|2021-05-02"),
        CASE("平成28年2月1日から28年3月31日", "2016-02-01|2016-03-31"),
        CASE("2021/12/16-2021/12/17", "2021-12-16|2021-12-17"),
        CASE("令和3年12月16日、3日間の日程", "2021-12-16 3日間の日程"),
        CASE("令和3年12月16日 第1日", "2021-12-16 第1日"),
        CASE("令和3年12月16日 昨年11月20日の件", "2021-12-16 昨年11月20日の件"),
        CASE("令和3年2月27日～30日", "2021-02-27|2021-02-30?"),
    };
    CHECK_CASES(cases);
}

static void test_times(void)
{
    static const struct check_case cases[] = {
        CASE("午後6時30分～8時30分", "@18:30-20:30"),
        CASE("午前10時00分から午後12時00分まで", "@10:00-12:00"),
        CASE("午前10時～12時", "@10:00-12:00"),
        CASE("午前11時～1時", "@11:00-13:00"),
        CASE("午前10時～午前12時", "@10:00-12:00"),
        CASE("午前12時", "@00:00"),
        CASE("午前0時", "@00:00"),
        CASE("午後12時", "@12:00"),
        CASE("午後0時", "@12:00"),
        CASE("午後零時十分", "@12:10"),
        CASE("午後0時～1時", "@12:00-13:00"),
        CASE("午後10時～12時", "@22:00-24:00"),
        CASE("午後10時から午後12時まで", "@22:00-24:00"),
        CASE("午後1時～15時", "@13:00-15:00"),
        CASE("午後6時～6時45分", "@18:00-18:45"),
        CASE("18:30", "@18:30"),
        CASE("１８：３０～２０：３０", "@18:30-20:30"),
        CASE("9:30~11:56", "@09:30-11:56"),
        CASE("9:30-11:56", "@09:30-11:56"),
        CASE("9:30〜11:56", "@09:30-11:56"),
        CASE("9:30－11:56", "@09:30-11:56"),
        CASE("9:30―11:56", "@09:30-11:56"),
        CASE("22:00～5:00", "@22:00-05:00"),
        CASE("午後6:30～8:30", "@18:30-20:30"),
        CASE("10時", "@10:00"),
        CASE("10時半", "@10:30"),
        CASE("十時三十分", "@10:30"),
        CASE("午前９時３０分開会", "@09:30"),
        CASE("午前　９時３０分　開会", "@09:30"),
        CASE("午 後 6 時 30 分", "@18:30"),
        CASE("10時から11時45分まで", "@10:00-11:45"),
        CASE("10時より12時", "@10:00-12:00"),
        CASE("正午から午後1時", "@12:00-13:00"),
        CASE("午前10時～正午", "@10:00-12:00"),
        CASE("18時頃～20時頃", "@18:00-20:00"),
        CASE("24:00", "@24:00"),
        CASE("開会:10:30", "@10:30"),
        CASE("10時～12時、13時～15時", "@10:00-12:00"),
    };
    CHECK_CASES(cases);
}

static void test_events(void)
{
    static const struct check_case cases[] = {
        CASE("平成28年1月25日(月)午後6時15分～8時45分", "2016-01-25(1)@18:15-20:45"),
        CASE("令和3年12月16日(木)午前9時00分から午後12時00分まで", "2021-12-16(4)@09:00-12:00"),
        CASE("令和3年12月16日（木） 18:30～20:30 中央公民館",
             "2021-12-16(4) 中央公民館@18:30-20:30"),
        CASE("令和3年12月16日（木）（18:30～20:30）", "2021-12-16(4)@18:30-20:30"),
        CASE("令和3年12月16日、10時", "2021-12-16@10:00"),
        CASE("令和3年12月16日 中央公民館にて10時から", "2021-12-16 中央公民館にて10時から@10:00"),
        CASE("令和3年12月16日 通知、17日（金） 10時 会議", "2021-12-16 通知|2021-12-17(5) 会議"),
        CASE("令和3年12月16日、17日 10時～12時", "2021-12-16|2021-12-17@10:00-12:00"),
        CASE("令和3年12月16日まで回答", "2021-12-16 回答"),
        CASE("令和3年12月16日：資料送付、", "2021-12-16 資料送付"),
        CASE("第1日（令和3年12月16日）", "2021-12-16"),
        CASE("令和3年12月16日　。", "2021-12-16"),
        CASE("令和3年12月16日 研修センター", "2021-12-16 研修センター"),
        CASE("令和3年12月16日 通知（令和4年1月5日締切）", "2021-12-16 通知|2022-01-05 締切）"),
        CASE("日時 令和3年12月16日（木）\n午後6時\n第一会議室", "2021-12-16(4) 第一会議室@18:00"),
    };
    CHECK_CASES(cases);
}

static void test_others(void)
{
    static const struct check_case cases[] = {
        CASE("", ""),
        CASE("個人情報保護条例12条3項", ""),
        CASE("第3.1項", ""),
        CASE("1/2", ""),
        CASE("12/16", ""),
        CASE("(1)", ""),
        CASE("28年", ""),
        CASE("28年1月25日", ""),
        CASE("5月14日", ""),
        CASE("7,440件", ""),
        CASE("1:2", ""),
        CASE("比率は1:2で", ""),
        CASE("1: 12", ""),
        CASE("10:300", ""),
        CASE("25:00", ""),
        CASE("24:30", ""),
        CASE("10:75", ""),
        CASE("10時間", ""),
        CASE("一時停止", ""),
        CASE("3時限目", ""),
        CASE("令和3年度", ""),
        CASE("令和3年12月", ""),
        CASE("00-2021-12-16", ""),
        CASE("2021-12-16-4", ""),
        CASE("2021.12/16", ""),
        CASE("2021.13.1", ""),
        CASE("2021.12.32", ""),
        CASE("XR3.12.16", ""),
        CASE("R3.1", ""),
        CASE("111111111111111111111111年1月1日", ""),
        CASE("令和", ""),
        CASE("令和3年12月2", ""),
        CASE("午後", ""),
        CASE("午後6", ""),
        CASE("昨年11月20日", ""),
    };
    CHECK_CASES(cases);
}

static void test_places(void)
{
    struct arena arena = {0};
    giji_string text = giji_slice("日時　令和3年12月16日（木） 午後6時～8時まで");
    struct when when = giji_read_when(&arena, text);
    if (CHECK(when.date_count == 1)) {
        const struct when_date *date = &when.dates[0];
        CHECK_TEXT(giji_slice_cut(text, date->start, date->end), "令和3年12月16日");
        CHECK(giji_slice_begins(giji_slice_cut(text, date->weekday_at, text.length),
                                giji_slice("木）")));
    }
    CHECK_TEXT(giji_slice_cut(text, when.begin.start, when.begin.end), "午後6時");
    CHECK_TEXT(giji_slice_cut(text, when.finish.start, when.finish.end), "8時");
    giji_arena_free(&arena);
}

static void test_fiscal_years(void)
{
    static const struct {
        const char *text;
        int want;
    } cases[] = {
        {"平成27年度", 2015},
        {"令和元年度 第1回審議会", 2019},
        {"2021年度", 2021},
        {"Ｒ３年度", 2021},
        {"令和３年 度", 2021},
        {"令和3(2021)年度", 2021},
        {"二〇二一年度", 2021},
        {"平成27年に定めた平成28年度計画", 2016},
        {"平成27年", -1},
        {"27年度", -1},
        {"令和0年度", -1},
        {"今年度", -1},
        {"", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (!CHECK(giji_read_fiscal_year(giji_slice(cases[i].text)) == cases[i].want))
            fprintf(stderr, "    in %s\n", cases[i].text);
}

static void test_year_places(void)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"令和3年度第2回審議会", "令和3年度"},
        {"平成27年 第1回定例会", "平成27年"},
        {"みどり市場会議（2021年度）", "2021年度"},
        {"審議会 令和 ３ 年 度", "令和 ３ 年 度"},
        {"第2回審議会", ""},
        {"28年", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        giji_string text = giji_slice(cases[i].text);
        size_t start = 1, end = 0;
        giji_find_year(text, &start, &end);
        CHECK_TEXT(giji_slice_cut(text, start, end), cases[i].want);
    }
}

static void test_ordinals(void)
{
    static const struct {
        const char *text, *counter, *place;
        int want;
    } cases[] = {
        {"第6回", "回", "第6回", 6},
        {"令和3年度　第６回審議会", "回", "第６回", 6},
        {"　第 ６ 回", "回", "第 ６ 回", 6},
        {"第十二回", "回", "第十二回", 12},
        {"第2期 第3回", "回", "第3回", 3},
        {"議案第15号", "号", "第15号", 15},
        {"第一部会第2回", "部会", "第一部会", 1},
        {"6回", "回", "", -1},
        {"第回", "回", "", -1},
        {"第6", "回", "", -1},
        {"", "回", "", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        giji_string text = giji_slice(cases[i].text);
        size_t start = 1, end = 0;
        CHECK(giji_read_ordinal(text, cases[i].counter, &start, &end) == cases[i].want);
        CHECK_TEXT(giji_slice_cut(text, start, end), cases[i].place);
        CHECK(giji_read_ordinal(text, cases[i].counter, NULL, NULL) == cases[i].want);
    }
}

static void test_calendar(void)
{
    CHECK(giji_weekday(1970, 1, 1) == 4);
    CHECK(giji_weekday(2000, 2, 29) == 2);
    CHECK(giji_weekday(2021, 12, 16) == 4);
    CHECK(giji_weekday(1868, 1, 25) == 6);
    CHECK(giji_weekday(2021, 2, 29) == -1);
    CHECK(giji_weekday(2021, 13, 1) == -1);
    CHECK(giji_day_exists(2024, 2, 29));
    CHECK(!giji_day_exists(2100, 2, 29));
    CHECK(!giji_day_exists(2021, 0, 1));
}

int main(void)
{
    test_notations();
    test_validity();
    test_weekdays();
    test_carrying();
    test_times();
    test_events();
    test_others();
    test_places();
    test_fiscal_years();
    test_year_places();
    test_ordinals();
    test_calendar();
    return check_result();
}
