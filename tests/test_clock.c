/* Lines about the clock: which are, what they say, and what only looks like one. */
#include "check.h"

#include "base/buffer.h"
#include "parse/clock.h"

/* The events in one line: kind, word and time, "?" where the half of the day is not written. */
static void describe(const struct clock_event *events, size_t count, struct buffer *out)
{
    static const char kinds[] = {'[', '-', '+', ']'};
    for (size_t i = 0; i < count; i++) {
        if (i)
            giji_buffer_add_byte(out, ' ');
        giji_buffer_print(out, "%c%s%02d:%02d%s", kinds[events[i].kind], events[i].word,
                          events[i].time.hour, events[i].time.minute,
                          events[i].half_said ? "" : "?");
    }
}

static void check_cases(const struct check_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer out = {0};
        struct clock_event events[MOST_CLOCK_EVENTS];
        char *text = copy_exactly(cases[i].text);
        giji_string line = giji_slice_of(text, strlen(cases[i].text));
        describe(events, giji_read_clock_events(line, events), &out);
        check_text(giji_buffer_text(&out), cases[i].want, __FILE__, cases[i].line);
        free(text);
        giji_buffer_free(&out);
    }
}
#define CHECK_CASES(cases) check_cases(cases, sizeof cases / sizeof cases[0])

static void test_events(void)
{
    static const struct check_case cases[] = {
        CASE("午前10時00分　開会", "[開会10:00"),
        CASE("午前10時　開議", "[開議10:00"),
        CASE("午後一時開議", "[開議13:00"),
        CASE("（午前１１時００分開会）", "[開会11:00"),
        CASE("午前１１時５６分閉会", "]閉会11:56"),
        CASE("○午後0時53分閉会", "]閉会12:53"),
        CASE("〇午後０時５３分閉会", "]閉会12:53"),
        CASE("午後零時五十三分休憩", "-休憩12:53"),
        CASE("午前零時十分延会", "]延会00:10"),
        CASE("正午休憩", "-休憩12:00"),
        CASE("午前　９時３０分　開会", "[開会09:30"),
        CASE("　　　　午　後　１　時　再　開", "+再開13:00"),
        CASE("午後1時30分再開議", "+再開議13:30"),
        CASE("午後５時１５分頃　散会", "]散会17:15"),
        CASE("午前十時三十分に休憩", "-休憩10:30"),
        CASE("９：３０　開会", "[開会09:30?"),
        CASE("午後2時半　流会", "]流会14:30"),
        CASE("午後3時終了。", "]終了15:00"),
    };
    CHECK_CASES(cases);
}

static void test_event_first(void)
{
    static const struct check_case cases[] = {
        CASE("開議　午前10時", "[開議10:00"),
        CASE("開　　　会　（午前１０時００分）", "[開会10:00"),
        CASE("◎開議の宣告（午前10時00分）", "[開議10:00"),
        CASE("閉会宣告　午後4時5分", "]閉会16:05"),
        CASE("△開会時刻：午前9時30分", "[開会09:30"),
        CASE("【開会　午前10時】", "[開会10:00"),
    };
    CHECK_CASES(cases);
}

static void test_several(void)
{
    static const struct check_case cases[] = {
        CASE("午前11時5分休憩　　午前11時15分再開", "-休憩11:05 +再開11:15"),
        CASE("休憩　午後2時10分　～　再開　2時25分", "-休憩14:10 +再開14:25?"),
        CASE("午前11時5分～午前11時15分　休憩", "-休憩11:05 +再開11:15"),
        CASE("午前10時00分　開会・開議", "[開会10:00"),
        CASE("令和５年６月１４日（水）午前１０時開議", "[開議10:00"),
        CASE("開会　令和5年6月14日　午前10時", "[開会10:00"),
        CASE("―――（午後零時三分休憩）――◇――（午後一時開議）―――", "-休憩12:03 [開議13:00"),
        CASE("開会10時 休憩11時 再開1時 休憩2時 閉会3時", ""),
    };
    CHECK_CASES(cases);
}

static void test_others(void)
{
    static const struct check_case cases[] = {
        CASE("", ""),
        CASE("　――――", ""),
        CASE("開会", ""),
        CASE("午前10時", ""),
        CASE("閉会中の継続審査", ""),
        CASE("午前10時に再開いたします。", ""),
        CASE("暫時休憩いたします。午前11時再開", ""),
        CASE("午後３時まで休憩いたします。", ""),
        CASE("１　開会　午後１時", ""),
        CASE("開会　午前10時　議場", ""),
        CASE("午前10時～正午　開会", ""),
        CASE("一時休憩", ""),
        CASE("午後25時開会", ""),
    };
    CHECK_CASES(cases);
}

int main(void)
{
    test_events();
    test_event_first();
    test_several();
    test_others();
    return check_result();
}
