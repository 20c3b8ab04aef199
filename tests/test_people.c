/* People in header fields: who is read from which shape, and what names nobody. */
#include "check.h"

#include "base/buffer.h"
#include "grammar/lists.h"
#include "parse/people.h"

/* The lists that the test's grammar has; words are folded already. */
static const struct {
    enum word_list list;
    const char *words;
} lists[] = {
    {WORDS_MEMBER_TITLES,
     "委員 会長 副会長 委員長 副委員長 議長 副議長 議員 会長職務代理 臨時委員"},
    {WORDS_OFFICE_TITLES,
     "部長 次長 課長 課長補佐 室長 局長 係長 所長 主査 主任 主事 教育長 "
     "村長 書記 担当 担当課長 担当部長 担当主査 職員 事務局長 会計管理者 理事 市長 副市長 "
     "支所長 主幹 兼務 監査委員 技監 大臣 国務大臣 政府参考人 参考人 専門員 審議官"},
    {WORDS_OFFICE_UNITS, "部 課 係 室 局 所 センター 事務局 委員会 担当"},
    {WORDS_ORGAN_WORDS,
     "総務 文書 情報 法制 職員 納税 収納 市民 戸籍 健康 保健 福祉 教育 生活 "
     "文化 スポーツ 公園 緑地 みどり コミュニティ くらし 環境 特命 諮問 都市 交通 "
     "計画 推進 医療 同和対策 同窓会 議会 選挙 財務 企画 学校 自治 常任 議事"},
    {WORDS_SURNAMES, "森 谷 佐々木 長谷川 五十嵐 長谷部 大久保 勅使河原"},
    {WORDS_PRESENT_LABELS, "出席者 出席委員 出席 出席議員"},
    {WORDS_ABSENT_LABELS, "欠席者 欠席委員 欠席 欠席議員"},
    {WORDS_MEMBER_GROUPS, "委員 審議会委員"},
    {WORDS_OFFICE_GROUPS, "事務局 市事務局 実施機関 説明員 事務局側"},
    {WORDS_GROUP_LABELS,
     "出席議員 欠席議員 出席した者 による出席者 出席説明員 議会事務局職員 議会事務局"},
    {WORDS_NOT_ATTENDING, "委員の異動 辞任補欠選任 会議録署名議員 欠員"},
    {WORDS_CAPACITIES, "国務大臣 政府参考人 参考人"},
    {WORDS_AFFILIATIONS, "教授 協会理事 株式会社"},
    {WORDS_TITLE_ENDINGS, "長 監 官 員 者"},
    {WORDS_NOBODY, "なし 無し 敬称略 別紙のとおり"},
    {WORDS_NO_NAMES, "欠員 その他 職氏名"},
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
    giji_index_lists(grammar);
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
        if (person->seat >= 0)
            giji_buffer_print(out, "%d:", person->seat);
        for (size_t field = 0; field < 4; field++) {
            if (field)
                giji_buffer_add_byte(out, '/');
            giji_buffer_add(out, fields[field]);
        }
    }
}

static void check_cases(const struct grammar *grammar, giji_header_key key, const char *label,
                        const struct check_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct people people = {0};
        struct buffer found = {0};
        char *text = copy_exactly(cases[i].text);
        struct giji_header_field field = {.key = key,
                                          .label = giji_slice(label),
                                          .text = giji_slice_of(text, strlen(cases[i].text))};
        giji_read_people(&arena, grammar, &field, &people);
        free(text);
        describe(&people, &found);
        check_text(giji_buffer_text(&found), cases[i].want, __FILE__, cases[i].line);
        giji_buffer_free(&found);
        giji_arena_free(&arena);
    }
}
#define CHECK_CASES(grammar, key, cases)                                                           \
    check_cases((grammar), (key), NULL, (cases), sizeof(cases) / sizeof *(cases))
#define CHECK_LABELLED(grammar, key, label, cases)                                                 \
    check_cases((grammar), (key), (label), (cases), sizeof(cases) / sizeof *(cases))

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
        CASE("１番　水　原　篤　子　議員", "1:水原篤子/議員/委員/"),
        CASE("１番 丘 野 猛 君 ２番 浜 茂 君", "1:丘野猛//委員/ 2:浜茂//委員/"),
        CASE("委員長小川くにひこ君\n理事あぜ川みわ子君\nおおたに駿君",
             "小川くにひこ/委員長/委員/ あぜ川みわ子/理事/委員/ おおたに駿//委員/"),
        CASE("会長：丘野川原 恵、浜中 節子", "丘野川原恵/会長/委員/ 浜中節子/会長/委員/"),
        CASE("君島委員・浜中委員", "君島/委員/委員/ 浜中/委員/委員/"),
    };
    CHECK_CASES(grammar, GIJI_HEADER_ATTENDEES, cases);
}

static void test_seats(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("　　１番　　水　原　篤　子　議員\n　　１０番　　丘　　　茂　議員",
             "1:水原篤子/議員/出席議員/ 10:丘茂/議員/出席議員/"),
        CASE("１番 丘 野 猛 君 ２番 浜 茂 君\n３番 能 瀬 ゆ う 君",
             "1:丘野猛//出席議員/ 2:浜茂//出席議員/ 3:能瀬ゆう//出席議員/"),
        CASE("１番　丘野太郎君　　１５番　浜中花子君",
             "1:丘野太郎//出席議員/ 15:浜中花子//出席議員/"),
        CASE("一番　東野くにひろ君\n二十一番　おおたに　駿君\n百二番　おおた　ゆうこ君",
             "1:東野くにひろ//出席議員/ 21:おおたに駿//出席議員/ 102:おおたゆうこ//出席議員/"),
        CASE("十 二 番 丘 野 猛 君 十 三 番 浜 茂 君", "12:丘野猛//出席議員/ 13:浜茂//出席議員/"),
        CASE("1番　丘　野　太　郎　　２ 番　小田原　慶　一",
             "1:丘野太郎//出席議員/ 2:小田原慶一//出席議員/"),
        CASE("１番　大久保　真　理君　　２番　勅使河原　　亘君\n３番　丘　野　みどり",
             "1:大久保真理//出席議員/ 2:勅使河原亘//出席議員/ 3:丘野みどり//出席議員/"),
        CASE("１番　山　田　君　江君　２番　君　島　一君",
             "1:山田君江//出席議員/ 2:君島一//出席議員/"),
        CASE("１番阿野猛君２番浜茂君", "1:阿野猛//出席議員/ 2:浜茂//出席議員/"),
        CASE("１番　中村長吉君　２番　川村　長太君", "1:中村長吉//出席議員/ 2:川村長太//出席議員/"),
        CASE("議長　１２番　丘野太郎君\n１番（副議長）浜中花子君",
             "12:丘野太郎/議長/出席議員/ 1:浜中花子/副議長/出席議員/"),
        CASE("丘野太郎（１番） 浜中花子（２番）", "1:丘野太郎//出席議員/ 2:浜中花子//出席議員/"),
        CASE("１番　丘野太郎　緑風　２番　浜中花子（緑の会）",
             "1:丘野太郎//出席議員/緑風 2:浜中花子//出席議員/緑の会"),
        CASE("１番　丘野太郎\n２番　欠員\n\n欠席議員（１名）\n３番　浜中花子",
             "1:丘野太郎//出席議員/ -3:浜中花子//欠席議員/"),
        CASE("１番　丘野太郎君\n欠席議員　なし\n欠員（１名）\n２番\n会議録署名議員\n３番　森一郎君",
             "1:丘野太郎//出席議員/"),
        CASE("１番　丘野太郎\n出席議員\n１番　丘野太郎\n１番　浜中花子",
             "1:丘野太郎//出席議員/ 1:浜中花子//出席議員/"),
        CASE("１番目の議案を１番地で議した。一番よい。", ""),
    };
    static const struct check_case absent[] = {
        CASE("　　４番　　成　野　大　介　議員", "-4:成野大介/議員/欠席議員/"),
        CASE("なし", ""),
    };
    CHECK_LABELLED(grammar, GIJI_HEADER_ATTENDEES, "○出席議員（25名）", cases);
    CHECK_LABELLED(grammar, GIJI_HEADER_ABSENTEES, "欠席議員", absent);
}

static void test_committees(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("二十三名\n委員長小川くにひこ君\n副委員長丘野　　修君\n理事あぜ川みわ子君\nとくなが　"
             "道夫君",
             "小川くにひこ/委員長/委員/ 丘野修/副委員長/委員/ あぜ川みわ子/理事/委員/ "
             "とくなが道夫//委員/"),
        CASE("委員長　丘野　康幸君\n理事　大浜　英男君　理事　小林　文明君\n　　　安野　高夫君　　"
             "　池野　道孝君",
             "丘野康幸/委員長/委員/ 大浜英男/理事/委員/ 小林文明/理事/委員/ 安野高夫//委員/ "
             "池野道孝//委員/"),
        CASE("理　事\n　　　江川　孝君\n　　　舞浜　昇次君\n委　員\n　　　石野　正弘君",
             "江川孝/理事/委員/ 舞浜昇次/理事/委員/ 石野正弘/委員/委員/"),
        CASE("…………………\n国務大臣　　　丘野　敏君\n政府参考人\n（総務省自治行政局長）　北川　一君\n"
             "参考人（みどり協会会長）　上野　良一君",
             "丘野敏/国務大臣// 北川一/政府参考人//総務省自治行政局長 "
             "上野良一/参考人//みどり協会会長"),
        CASE("委員の異動\n三月八日\n辞任　　補欠選任\n　山野　太郎君　　鈴野　花子君\n出席者は左の"
             "とおり。\n"
             "委員長　丘野　公彦君\n事務局側\n　常任委員会専門員　佐野　資君\n"
             "政府参考人\n　総務省自治審議官　宮野　毅君",
             "丘野公彦/委員長/委員/ 佐野資/常任委員会専門員/事務局側/ "
             "宮野毅/総務省自治審議官/政府参考人/"),
        CASE("部長　丘野太郎　緑野大学教授\n臨時委員　浜中花子　株式会社みどり\n委員　おおたに駿",
             "丘野太郎/部長/委員/緑野大学教授 浜中花子/臨時委員/委員/株式会社みどり "
             "おおたに駿/委員/委員/"),
    };
    CHECK_LABELLED(grammar, GIJI_HEADER_ATTENDEES, "出席委員", cases);
}

static void test_executive(const struct grammar *grammar)
{
    static const struct check_case cases[] = {
        CASE("　　市長　　　　　　　　　　　　桜　野　　　宏\n　　選挙管理委員会委員長　　　　工　"
             "野　金　幸",
             "桜野宏/市長/出席説明員/ 工野金幸/選挙管理委員会委員長/出席説明員/"),
        CASE("村 長 丘 野 希 君\n会 計 管 理 者 谷 美 苗 君\n教育委員会次長 藤 野 俊 幸 君",
             "丘野希/村長/出席説明員/ 谷美苗/会計管理者/出席説明員/ "
             "藤野俊幸/教育委員会次長/出席説明員/"),
        CASE("市　　長　丘野太郎　　　副市長　浜中次郎",
             "丘野太郎/市長/出席説明員/ 浜中次郎/副市長/出席説明員/"),
        CASE("市　　　長　　丘　野　太　郎　　　副　市　長　　浜　中　節　子",
             "丘野太郎/市長/出席説明員/ 浜中節子/副市長/出席説明員/"),
        CASE("市　　長　　根　野　洋一郎君　　　教　育　長　　古　野　　　稔君",
             "根野洋一郎/市長/出席説明員/ 古野稔/教育長/出席説明員/"),
        CASE("財務部長兼健康こども部理事　森　野　欽　吾",
             "森野欽吾/財務部長兼健康こども部理事/出席説明員/"),
        CASE("総務部長 兼 会計管理者　川辺次郎\n財務部長\n兼企画課長　浜中節子",
             "川辺次郎/総務部長兼会計管理者/出席説明員/ 浜中節子/財務部長兼企画課長/出席説明員/"),
        CASE("事業推進担当部長計画調整担当部長兼務堤　　秀幸君",
             "堤秀幸/事業推進担当部長計画調整担当部長兼務/出席説明員/"),
        CASE("競技・渉外担当部長小浜　由紀君\n技監相川　　勉君",
             "小浜由紀/競技・渉外担当部長/出席説明員/ 相川勉/技監/出席説明員/"),
        CASE("市長　丘野　健　　上下水道部長　浜中一幸\n総括主査　　森　　　茂",
             "丘野健/市長/出席説明員/ 浜中一幸/上下水道部長/出席説明員/ 森茂/総括主査/出席説明員/"),
        CASE("学校教育推進監　　森　　　和　生\n産 業 振 興 監　　丘 野 七 郎",
             "森和生/学校教育推進監/出席説明員/ 丘野七郎/産業振興監/出席説明員/"),
        CASE("危機管理監丘野太郎君\n推進統括　浜中　節子君\n卸売市場長村　　和明君",
             "丘野太郎/危機管理監/出席説明員/ 浜中節子/推進統括/出席説明員/ "
             "村和明/卸売市場長/出席説明員/"),
        CASE("総務部長（特命担当）　丘野太郎\n企画課長　　　　　　森　　茂",
             "丘野太郎/総務部長/出席説明員/特命担当 森茂/企画課長/出席説明員/"),
        CASE("議会事務局長　　丘　野　　　誠　　　議　事　係　長　　牟　野　美　幸",
             "丘野誠/議会事務局長/出席説明員/ 牟野美幸/議事係長/出席説明員/"),
        CASE("丘野　慎環境文化課長、浜中　節子市長",
             "丘野慎/環境文化課長/出席説明員/ 浜中節子/市長/出席説明員/"),
        CASE("国土交通委員会専門員　　浜中　正道君", "浜中正道/国土交通委員会専門員/出席説明員/"),
        CASE("市長　丘野太郎\n議事日程第三号\n第一　第百四十八号議案\n第二　議案第九号",
             "丘野太郎/市長/出席説明員/"),
        CASE("部長　浜中　みどり", "浜中みどり/部長/出席説明員/"),
        CASE("市長　丘野太郎\n◎地方自治法第121条による出席者\n監査委員　浜中次郎\n"
             "４．職務のため出席した者の職氏名は、次のとおりである。（１名）\n書　記　森　　一\n"
             "市議会事務局\n主幹兼議事係長　川辺次郎\n午前10時00分　開会",
             "丘野太郎/市長/出席説明員/ 浜中次郎/監査委員/地方自治法第121条による出席者/ "
             "森一/書記/職務のため出席した者/ 川辺次郎/主幹兼議事係長/市議会事務局/"),
    };
    CHECK_LABELLED(grammar, GIJI_HEADER_SECRETARIAT, "出席説明員", cases);
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
        CASE("緑地課長（長谷部）、総務課長（浜中）",
             "長谷部/緑地課長/事務局/ 浜中/総務課長/事務局/"),
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
    static const char *const pieces[] = {"丘",       "丘 ",        "丘野課長浜中係長",
                                         "（",       "）",         "・",
                                         "文化・",   "総務部",     "課長",
                                         "君",       "\n",         "１番",
                                         "兼",       "委員：",     "同",
                                         "丘　",     "君　",       "十　",
                                         "出席議員", "政府参考人", "監",
                                         "同課",     "（代理："};
    const size_t count = sizeof pieces / sizeof *pieces;
    for (size_t i = 0; i < count; i++) {
        struct buffer text = {0};
        for (size_t n = 0; n < 2000; n++)
            giji_buffer_add(&text, giji_slice(pieces[n % 3 ? i : (n / 3 + i) % count]));
        struct arena arena = {0};
        struct people people = {0};
        struct giji_header_field field = {.key = GIJI_HEADER_SECRETARIAT,
                                          .text = giji_buffer_text(&text)};
        giji_read_people(&arena, grammar, &field, &people);
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
    test_seats(&grammar);
    test_committees(&grammar);
    test_executive(&grammar);
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
