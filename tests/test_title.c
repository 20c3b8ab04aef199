/* Names of meetings: which part of a title is one, and what number the meeting has. */
#include "check.h"

#include "base/buffer.h"
#include "grammar/lists.h"
#include "parse/title.h"

enum { MOST_FIELDS = 5 };

static void add_words(struct grammar *grammar, enum word_list list, const char *words)
{
    struct words *into = &grammar->words[list];
    while (*words) {
        size_t length = strcspn(words, " ");
        giji_string *word = giji_arena_push(&grammar->arena, &into->items, &into->count,
                                            &into->capacity, sizeof *word);
        if (!word)
            abort();
        *word = giji_slice_of(words, length);
        words += length + strspn(words + length, " ");
    }
}

/* "name | body | number", or "-" where there is no name. */
static void check_title(const struct meeting_title *title, const struct check_case *expected)
{
    struct buffer out = {0};
    if (title->name.length)
        giji_buffer_print(&out, "%.*s | %.*s | %d", (int)title->name.length, title->name.data,
                          (int)title->body.length, title->body.data, title->number);
    else
        giji_buffer_add_byte(&out, '-');
    check_text(giji_buffer_text(&out), expected->want, __FILE__, expected->line);
    giji_buffer_free(&out);
}

/* Fields of a header that "|" parts: titles, "*" before a line without a label, "=" before a row. */
static size_t make_header(giji_string text, giji_header_field header[MOST_FIELDS])
{
    size_t count = 0;
    for (size_t at = 0; at < text.length && count < MOST_FIELDS; count++) {
        size_t end = giji_slice_find(text, giji_slice("|"), at);
        giji_string piece = giji_slice_cut(text, at, end == SIZE_MAX ? text.length : end);
        bool other = giji_slice_begins(piece, giji_slice("*"));
        bool row = giji_slice_begins(piece, giji_slice("="));
        header[count] = (giji_header_field){
            .key = other ? GIJI_HEADER_OTHER
                   : row ? GIJI_HEADER_PLACE
                         : GIJI_HEADER_TITLE,
            .text = other || row ? giji_slice_cut(piece, 1, piece.length) : piece,
        };
        at = end == SIZE_MAX ? text.length : end + 1;
    }
    return count;
}

static void check_titles(const struct grammar *grammar, const struct check_case *cases,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        giji_header_field header[MOST_FIELDS];
        char *text = copy_exactly(cases[i].text);
        size_t fields = make_header(giji_slice_of(text, strlen(cases[i].text)), header);
        struct meeting_title title = giji_read_titles(&arena, grammar, header, fields);
        check_title(&title, &cases[i]);
        free(text);
        giji_arena_free(&arena);
    }
}

static void check_rows(const struct check_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        char *text = copy_exactly(cases[i].text);
        struct meeting_title title =
            giji_read_name_row(&arena, giji_slice_of(text, strlen(cases[i].text)));
        check_title(&title, &cases[i]);
        free(text);
        giji_arena_free(&arena);
    }
}

static void test_rows(void)
{
    static const struct check_case cases[] = {
        CASE("令和５年第１回定例会（第1号 2月17日）", "令和５年第１回定例会 | 定例会 | 1"),
        CASE("令和4年度\t第２回　緑化審議会", "令和4年度 第２回 緑化審議会 | 緑化審議会 | 2"),
        CASE("緑化審議会（第３回）", "緑化審議会（第３回） | 緑化審議会 | 3"),
        CASE("緑化審議会（第二部会）", "緑化審議会（第二部会） | 緑化審議会（第二部会） | -1"),
        CASE("第２号）", "第２号） | 第２号） | -1"),
    };
    check_rows(cases, sizeof cases / sizeof *cases);
}

static void test_records(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("令和４年度第２回緑化審議会会議録", "令和４年度第２回緑化審議会 | 緑化審議会 | 2"),
        CASE("令和５年第２回みどり野市議会定例会会議録（第３号）\n令和５年６月１４日",
             "令和５年第２回みどり野市議会定例会 | みどり野市議会定例会 | 2"),
        CASE("令和６年第４回みどり野市議会定例会　会議録　第２日令和６年12月５日",
             "令和６年第４回みどり野市議会定例会 | みどり野市議会定例会 | 4"),
        CASE("緑化・公園対策特別委員会速記録第五号第四委員会室午後一時開議",
             "緑化・公園対策特別委員会 | 緑化・公園対策特別委員会 | 5"),
        CASE("令和６年第２回臨時会|み ど り 野 村 議 会 会 議 録第１日 （令和６年４月２６日）",
             "令和６年第２回臨時会 みどり野村議会 | 臨時会 みどり野村議会 | 2"),
        CASE("*平成３１年第１回|み ど り 野 町 議 会 定 例 会 会 議 録 （ 第 ２ 日 ）",
             "平成３１年第１回 みどり野町議会定例会 | みどり野町議会定例会 | 1"),
        CASE("*平成28年11月 企画委員会　11月15日－01号|企画委員会会議録",
             "企画委員会 | 企画委員会 | -1"),
        CASE("会議録", "-"),
        CASE("事業の概要 その一", "-"),
    };
    check_titles(grammar, cases, sizeof cases / sizeof *cases);
}

static void test_bare(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("第１１３回　みどり審議会　総合政策部会令和６年１月２９日（月）９：３０～１１：５６",
             "第１１３回 みどり審議会 総合政策部会 | みどり審議会 総合政策部会 | 113"),
        CASE("第二百回国会　衆議院　緑化委員会　第六号令和四年四月十五日（金曜日）",
             "第二百回国会 衆議院 緑化委員会 第六号 | 衆議院 緑化委員会 | 6"),
        CASE("令和元年第３回みどり野区議会定例会（第２日）\n令和元年９月１９日",
             "令和元年第３回みどり野区議会定例会 | みどり野区議会定例会 | 3"),
        CASE("*平成29年９月定例会（第４号）　本文\n2017-09-12",
             "平成29年９月定例会 | ９月定例会 | -1"),
        CASE("令和６年４月２６日（金）　緑化委員会", "緑化委員会 | 緑化委員会 | -1"),
        CASE("*緑化について|=本庁舎|緑化委員会", "-"),
        CASE("", "-"),
    };
    check_titles(grammar, cases, sizeof cases / sizeof *cases);
}

int main(void)
{
    struct grammar grammar = {0};
    add_words(&grammar, WORDS_MINUTES, "会議録 速記録 概要");
    add_words(&grammar, WORDS_MEETINGS, "定例会 臨時会 委員会 審議会 部会 議会");
    giji_index_lists(&grammar);
    test_rows();
    test_records(&grammar);
    test_bare(&grammar);
    giji_arena_free(&grammar.arena);
    return check_result();
}
