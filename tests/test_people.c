/* People in header fields: who is read from which shape, and what names nobody. */
#include "check.h"

#include "base/buffer.h"
#include "parse/people.h"

/* The lists that the test's grammar has; words are folded already. */
static const struct {
    enum word_list list;
    const char *words;
} lists[] = {
    {WORDS_MEMBER_TITLES, "委員 会長 副会長 委員長 副委員長 議長 議員 会長職務代理"},
    {WORDS_OFFICE_TITLES, "部長 次長 課長 課長補佐 室長 局長 係長 所長 主査 主任 主事 教育長 "
                          "村長 書記 担当 担当課長 担当主査 職員 事務局長 会計管理者 理事"},
    {WORDS_OFFICE_UNITS, "部 課 係 室 局 所 センター 事務局 委員会 担当"},
    {WORDS_ORGAN_WORDS,
     "総務 文書 情報 法制 職員 納税 収納 市民 戸籍 健康 保健 福祉 教育 生活 "
     "文化 スポーツ 公園 緑地 みどり コミュニティ くらし 環境 特命 諮問 都市 交通 "
     "計画 推進 医療 同和対策 同窓会"},
    {WORDS_SURNAMES, "森 谷 佐々木 長谷川 五十嵐 長谷部 大久保"},
    {WORDS_PRESENT_LABELS, "出席者 出席委員 出席"},
    {WORDS_ABSENT_LABELS, "欠席者 欠席委員 欠席"},
    {WORDS_MEMBER_GROUPS, "委員 審議会委員"},
    {WORDS_OFFICE_GROUPS, "事務局 市事務局 実施機関 説明員"},
    {WORDS_NOBODY, "なし 無し 敬称略 別紙のとおり"},
};

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

static void make_grammar(struct grammar *grammar)
{
    *grammar = (struct grammar){0};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        add_words(grammar, lists[i].list, lists[i].words);
}

/* The people in one line: name/title/group/department, "-" before those who are absent. */
static void describe(const struct people *people, struct buffer *out)
{
    for (size_t i = 0; i < people->count; i++) {
        const giji_attendee *person = &people->items[i];
        const giji_string fields[] = {person->name, person->title, person->group,
                                      person->department};
        if (i)
            giji_buffer_add_byte(out, ' ');
        if (!person->present)
            giji_buffer_add_byte(out, '-');
        for (size_t field = 0; field < 4; field++) {
            if (field)
                giji_buffer_add_byte(out, '/');
            giji_buffer_add(out, fields[field]);
        }
    }
}

static void check_cases(const struct grammar *grammar, giji_header_key key,
                        const struct check_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct people people = {0};
        struct buffer found = {0};
        char *text = copy_exactly(cases[i].text);
        giji_read_people(&arena, grammar, key, giji_slice_of(text, strlen(cases[i].text)), &people);
        free(text);
        describe(&people, &found);
        check_text(giji_buffer_text(&found), cases[i].want, __FILE__, cases[i].line);
        giji_buffer_free(&found);
        giji_arena_free(&arena);
    }
}
#define CHECK_CASES(grammar, key, cases)                                                           \
    check_cases((grammar), (key), (cases), sizeof(cases) / sizeof *(cases))

static void test_members(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("丘野会長、浜中委員、 谷 委員", "丘野/会長/委員/ 浜中/委員/委員/ 谷/委員/委員/"),
        CASE("丘野 和夫委員・浜中節子会長職務代理",
             "丘野和夫/委員/委員/ 浜中節子/会長職務代理/委員/"),
        CASE("丘野会長 浜中委員", "丘野/会長/委員/ 浜中/委員/委員/"),
        CASE("Ａ委員・Ｂ委員", "Ａ/委員/委員/ Ｂ/委員/委員/"),
        CASE("会長　丘野 和夫\n委員　浜中 節子\n　　　川辺　次郎",
             "丘野和夫/会長/委員/ 浜中節子/委員/委員/ 川辺次郎/委員/委員/"),
        CASE("会長 丘野 和夫 副会長 浜中 節子", "丘野和夫/会長/委員/ 浜中節子/副会長/委員/"),
        CASE("会 長 丘野和夫", "丘野和夫/会長/委員/"),
        CASE("（会長）丘野和夫", "丘野和夫/会長/委員/"),
        CASE("丘野和夫（会長）", "丘野和夫/会長/委員/"),
        CASE("丘野 和夫 会長", "丘野和夫/会長/委員/"),
        CASE("会長（丘野和夫）", "丘野和夫/会長/委員/"),
        CASE("丘　野　和　夫　委　員　長", "丘野和夫/委員長/委員/"),
        CASE("丘野（おかの）和夫委員", "丘野和夫/委員/委員/"),
        CASE("会長：丘野和夫　委員：浜中節子、川辺次郎",
             "丘野和夫/会長/委員/ 浜中節子/委員/委員/ 川辺次郎/委員/委員/"),
        CASE("会長\n丘野和夫\n委員\n浜中節子\n川辺次郎",
             "丘野和夫/会長/委員/ 浜中節子/委員/委員/ 川辺次郎/委員/委員/"),
        CASE("丘野和夫\n会長\n浜中節子\n委員", "丘野和夫/会長/委員/ 浜中節子/委員/委員/"),
    };
    CHECK_CASES(grammar, GIJI_HEADER_ATTENDEES, cases);
}

static void test_bare_names(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("◎丘野和夫 ○浜中節子", "丘野和夫//委員/ 浜中節子//委員/"),
        CASE("丘野　和夫　　浜中　節子　　森　一郎",
             "丘野和夫//委員/ 浜中節子//委員/ 森一郎//委員/"),
        CASE("丘野和夫氏、浜中節子さん、川辺次郎様",
             "丘野和夫//委員/ 浜中節子//委員/ 川辺次郎//委員/"),
        CASE("丘野和夫（緑の会代表）、浜中節子", "丘野和夫//委員/緑の会代表 浜中節子//委員/"),
        CASE("１番　樋　川　篤　子　議員", "樋川篤子/議員/委員/"),
        CASE("１番 丘 野 猛 君 ２番 浜 茂 君", "丘野猛//委員/ 浜茂//委員/"),
        CASE("委員長小川くにひこ君\n理事あぜ上みわ子君\nおときた駿君",
             "小川くにひこ/委員長/委員/ あぜ上みわ子/理事/委員/ おときた駿//委員/"),
        CASE("君島委員・浜中委員", "君島/委員/委員/ 浜中/委員/委員/"),
    };
    CHECK_CASES(grammar, GIJI_HEADER_ATTENDEES, cases);
}

static void test_headings(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("●出席者： (委員) 丘野節男委員・浜中会長 (市事務局) 川辺総務部長\n●欠席者：森委員",
             "丘野節男/委員/委員/ 浜中/会長/委員/ 川辺/総務部長/市事務局/ -森/委員/委員/"),
        CASE("出席委員（７名）\n会長　丘野和夫\n欠席委員（１名）\n委員　浜中節子",
             "丘野和夫/会長/委員/ -浜中節子/委員/委員/"),
        CASE("丘野会長、浜中委員（欠席）、川辺委員",
             "丘野/会長/委員/ -浜中/委員/委員/ 川辺/委員/委員/"),
        CASE("丘野委員 欠席\n浜中委員 出席", "-丘野/委員/委員/ 浜中/委員/委員/"),
    };
    static const struct check_case absent[] = {
        CASE("丘野委員、浜中節子", "-丘野/委員/委員/ -浜中節子//委員/"),
        CASE("なし", ""),
    };
    CHECK_CASES(grammar, GIJI_HEADER_ATTENDEES, cases);
    CHECK_CASES(grammar, GIJI_HEADER_ABSENTEES, absent);
}

static void test_officials(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("浜中総務部長・川辺市民課長補佐・丘野事務局長",
             "浜中/総務部長/事務局/ 川辺/市民課長補佐/事務局/ 丘野/事務局長/事務局/"),
        CASE("総務課 浜中課長、川辺係長", "浜中/課長/事務局/総務課 川辺/係長/事務局/総務課"),
        CASE("総務部 総務課 浜中課長", "浜中/課長/事務局/総務部総務課"),
        CASE("文化課・総務課 浜中課長", "浜中/課長/事務局/総務課"),
        CASE("総務課浜中課長", "浜中/課長/事務局/総務課"),
        CASE("総務部長 浜中一郎\n台上支所長　川辺次郎",
             "浜中一郎/総務部長/事務局/ 川辺次郎/台上支所長/事務局/"),
        CASE("事務局：総務課長 浜中、同係長 川辺", "浜中/総務課長/事務局/ 川辺/係長/事務局/"),
        CASE("浜中課長、川辺", "浜中/課長/事務局/ 川辺//事務局/"),
        CASE("浜中課長（総務課）、川辺課長（納税課）",
             "浜中/課長/事務局/総務課 川辺/課長/事務局/納税課"),
        CASE("【事務局】総務課 浜中課長\n【説明員】福祉課：森課長",
             "浜中/課長/事務局/総務課 森/課長/説明員/福祉課"),
        CASE("村 長 丘 野 希 君\n総 務 課 長 浜 中 千 春 君\n教育委員会次長 川 辺 俊 幸 君",
             "丘野希/村長/事務局/ 浜中千春/総務課長/事務局/ 川辺俊幸/教育委員会次長/事務局/"),
        CASE("大会・祭典準備局局長潮見　　勉君", "潮見勉/大会・祭典準備局局長/事務局/"),
    };
    CHECK_CASES(grammar, GIJI_HEADER_SECRETARIAT, cases);
}

static void test_same(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("環境政策課長 浜中、同課 計画係長 川辺、同 主事 丘野",
             "浜中/環境政策課長/事務局/ 川辺/計画係長/事務局/ 丘野/主事/事務局/"),
        CASE("総務部 浜中次長、同 川辺文書課長補佐、同課 丘野主事",
             "浜中/次長/事務局/総務部 川辺/文書課長補佐/事務局/総務部 丘野/主事/事務局/総務部"),
        CASE("浜中総務課長、同係 川辺主任", "浜中/総務課長/事務局/ 川辺/主任/事務局/"),
        CASE("浜中同課主査", "浜中/主査/事務局/"),
        CASE("浜中同主査、丘野和夫同課主事", "浜中/主査/事務局/ 丘野和夫/主事/事務局/"),
        CASE("浜中総務課長川辺同課計画係長丘野同係主事",
             "浜中/総務課長/事務局/ 川辺/計画係長/事務局/ 丘野/主事/事務局/"),
        CASE("総務部長 浜中、同部次長 川辺、同担当課長 丘野",
             "浜中/総務部長/事務局/ 川辺/次長/事務局/ 丘野/担当課長/事務局/"),
        CASE("同室井主査、同室井上主査、同課長谷川主査",
             "室井/主査/事務局/ 井上/主査/事務局/ 長谷川/主査/事務局/"),
        CASE("書記 丘野 和夫\n同 浜中 節子\n同 森 一",
             "丘野和夫/書記/事務局/ 浜中節子/書記/事務局/ 森一/書記/事務局/"),
        CASE("浜中課長（総務課）、川辺係長（同課）",
             "浜中/課長/事務局/総務課 川辺/係長/事務局/総務課"),
        CASE("浜中共同事業課長、川辺同和対策課長、同窓会会長 丘野",
             "浜中/共同事業課長/事務局/ 川辺/同和対策課長/事務局/ 丘野/同窓会会長/事務局/"),
    };
    CHECK_CASES(grammar, GIJI_HEADER_SECRETARIAT, cases);
}

static void test_remarks(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("丘野委員（都合により欠席）、浜中委員", "-丘野/委員/委員/ 浜中/委員/委員/"),
        CASE("丘野 和夫（途中から欠席）、浜中委員（オンライン出席）",
             "丘野和夫//委員/ 浜中/委員/委員/"),
        CASE("丘野委員（代理：浜中係長）、森委員", "丘野/委員/委員/ 浜中/係長/委員/ 森/委員/委員/"),
        CASE("委員 丘野 和夫（代理出席 浜中 節子） 川辺 次郎",
             "丘野和夫/委員/委員/ 浜中節子//委員/ 川辺次郎/委員/委員/"),
        CASE("丘野委員（欠席、代理：浜中係長）", "-丘野/委員/委員/ 浜中/係長/委員/"),
        CASE("丘野委員（代理出席）", "丘野/委員/委員/"),
        CASE("丘野委員（欠席：浜中委員、森委員）",
             "丘野/委員/委員/ -浜中/委員/委員/ -森/委員/委員/"),
    };
    static const struct check_case absent[] = {
        CASE("丘野委員（代理：浜中係長）", "-丘野/委員/委員/ 浜中/係長/委員/"),
    };
    CHECK_CASES(grammar, GIJI_HEADER_ATTENDEES, cases);
    CHECK_CASES(grammar, GIJI_HEADER_ABSENTEES, absent);
}

static void test_parting(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("森総務課長、佐々木健康課長、長谷川部長",
             "森/総務課長/事務局/ 佐々木/健康課長/事務局/ 長谷川/部長/事務局/"),
        CASE("大久保健康課長、久保健康課長", "大久保/健康課長/事務局/ 久保/健康課長/事務局/"),
        CASE("浜中緑化係長・川辺緑化係主事", "浜中/緑化係長/事務局/ 川辺/緑化係主事/事務局/"),
        CASE("浜中収容係長、服部主事", "浜中/収容係長/事務局/ 服部/主事/事務局/"),
        CASE("浜中職員課長", "浜中/職員課長/事務局/"),
        CASE("丘野みさ子課長", "丘野みさ子/課長/事務局/"),
        CASE("浜中ユニバーサル室長", "浜中/ユニバーサル室長/事務局/"),
        CASE("浜中特命事項担当課長", "浜中/特命事項担当課長/事務局/"),
        CASE("浜中手当・医療担当主査", "浜中/手当・医療担当主査/事務局/"),
        CASE("浜中減量推進担当主査", "浜中/減量推進担当主査/事務局/"),
        CASE("長谷川窓口担当主査", "長谷川/窓口担当主査/事務局/"),
        CASE("丘野和夫課長、浜中千恵子係長", "丘野和夫/課長/事務局/ 浜中千恵子/係長/事務局/"),
        CASE("浜中節子市民課長、長谷川和夫部長",
             "浜中節子/市民課長/事務局/ 長谷川和夫/部長/事務局/"),
        CASE("総務課長 丘野和夫・文書課長 浜中節子",
             "丘野和夫/総務課長/事務局/ 浜中節子/文書課長/事務局/"),
        CASE("丘野文化・スポーツ課長・森総務課長",
             "丘野/文化・スポーツ課長/事務局/ 森/総務課長/事務局/"),
    };
    CHECK_CASES(grammar, GIJI_HEADER_SECRETARIAT, cases);
}

static void test_departments(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("【実施機関】\n\n諮問ア (市民部納税課)\n\n丘野納税課長浜中収納係長",
             "丘野/納税課長/実施機関/市民部納税課 浜中/収納係長/実施機関/市民部納税課"),
        CASE("諮問イ(くらし部コミュニティ・生活課)\n川辺コミュニティ・生活課長\n丘野みどり担当主査",
             "川辺/コミュニティ・生活課長/事務局/くらし部コミュニティ・生活課 "
             "丘野/みどり担当主査/事務局/くらし部コミュニティ・生活課"),
        CASE("諮問イ (都市部交通対策担当) 浜中交通対策担当課長",
             "浜中/交通対策担当課長/事務局/都市部交通対策担当"),
        CASE("浜中主査（交通対策担当）、川辺節子（担当主査）",
             "浜中/主査/事務局/交通対策担当 川辺節子/担当主査/事務局/"),
        CASE("課長（総務課）浜中", "浜中/課長/事務局/総務課"),
        CASE("諮問工(環境部公園緑地課) 長谷川公園緑地課長",
             "長谷川/公園緑地課長/事務局/環境部公園緑地課"),
        CASE("(福祉部健康課) 丘野健康課長\n浜中市民課長\n川辺戸籍担当主査\n(文書課) 森主事",
             "丘野/健康課長/事務局/福祉部健康課 浜中/市民課長/事務局/市民課 "
             "川辺/戸籍担当主査/事務局/市民課 森/主事/事務局/文書課"),
    };
    CHECK_CASES(grammar, GIJI_HEADER_SECRETARIAT, cases);
}

static void test_nobody(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("", ""),
        CASE("無し", ""),
        CASE("別紙のとおり", ""),
        CASE("総務部文書課文書係", ""),
        CASE("丘野会長、ほか2名 外３名 計5名（敬称略）以上二名", "丘野/会長/委員/"),
        CASE("会議は、委員の過半数が出席したため成立した。丘野委員が会長に選ばれた。", ""),
        CASE("■■委員、○○委員", ""),
        CASE("１点目は費用である\n２月に終わる", ""),
        CASE("（丘野", "丘野//委員/"),
    };
    CHECK_CASES(grammar, GIJI_HEADER_ATTENDEES, cases);
}

/* Whatever the dump holds, names keep to their length and the reader comes to an end. */
static void test_hostile(const struct grammar *grammar)
{
    static const char *const pieces[] = {"丘",     "丘 ",     "丘野課長浜中係長",
                                         "（",     "）",      "・",
                                         "文化・", "総務部",  "課長",
                                         "君",     "\n",      "１番",
                                         "兼",     "委員：",  "同",
                                         "同課",   "（代理："};
    const size_t count = sizeof pieces / sizeof *pieces;
    for (size_t i = 0; i < count; i++) {
        struct buffer text = {0};
        for (size_t n = 0; n < 2000; n++)
            giji_buffer_add(&text, giji_slice(pieces[n % 3 ? i : (n / 3 + i) % count]));
        struct arena arena = {0};
        struct people people = {0};
        giji_read_people(&arena, grammar, GIJI_HEADER_SECRETARIAT, giji_buffer_text(&text),
                         &people);
        bool short_names = !arena.failed && !text.failed;
        for (size_t n = 0; n < people.count; n++)
            short_names &= people.items[n].name.length > 0 && people.items[n].name.length <= 8 * 4;
        CHECK(short_names);
        giji_buffer_free(&text);
        giji_arena_free(&arena);
    }
}

int main(void)
{
    struct grammar grammar;
    make_grammar(&grammar);
    test_members(&grammar);
    test_bare_names(&grammar);
    test_headings(&grammar);
    test_officials(&grammar);
    test_same(&grammar);
    test_remarks(&grammar);
    test_parting(&grammar);
    test_departments(&grammar);
    test_nobody(&grammar);
    test_hostile(&grammar);
    giji_arena_free(&grammar.arena);
    return check_result();
}
