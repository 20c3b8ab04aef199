/* The writers of lib/export: what they write of documents that are built here by hand, and that
 * they fail as they say they do. With a folder as its argument, the program also writes the full
 * record there in both formats, for validate.py. */
#include "check.h"

#include "export/record.h"

#include <giji/json.h>
#include <giji/xml.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>

#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof literal - 1                                                                \
    }
#define COUNT(array)  (sizeof(array) / sizeof *(array))
#define LETTERS_22    "みどり野市緑地環境審議会臨時専門部会長代理補佐"
#define EMPTY_MEETING .fiscal_year = -1, .number = -1, .is_public = -1, .observers = -1
#define HASH          "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define EMPTY_DOCUMENT                                                                             \
    .name = TEXT("a.txt"), .source = {.encoding = "UTF-8"},                                        \
    .derived = {.lock = PTHREAD_MUTEX_INITIALIZER, .sha256 = HASH}, .meeting = {EMPTY_MEETING}

typedef bool writer(const giji_document *document, giji_write_flags flags, giji_sink *sink,
                    void *data, giji_error *error);
static writer *const writers[] = {giji_write_json, giji_write_xml};

/* ---- a document with something of everything ---------------------------------------------------
 */

static const giji_date dates[] = {{TEXT("2031-04-01"), TEXT("現地視察")},
                                  {TEXT("2031-04-02"), {NULL, 0}}};
static const giji_attendee attendees[] = {
    {.name = TEXT("野原緑"),
     .title = TEXT("会長"),
     .group = TEXT("学識経験者"),
     .present = true,
     .seat = 12},
    {.name = TEXT("川辺葵"), .department = TEXT("緑地課"), .seat = -1},
};
static const giji_agenda_item agenda_deep = {.title = TEXT("費用")};
static const giji_agenda_item agenda_second = {.number = TEXT("(2)"), .title = TEXT("日程")};
static const giji_agenda_item agenda_first = {.number = TEXT("(1)"),
                                              .title = TEXT("植樹"),
                                              .department = TEXT("緑地課"),
                                              .next = &agenda_second,
                                              .child = &agenda_deep};
static const giji_agenda_item agenda_other = {.title = TEXT("その他")};
static const giji_agenda_item agenda = {
    .number = TEXT("1"), .title = TEXT("議事"), .next = &agenda_other, .child = &agenda_first};
static const giji_material materials[] = {{TEXT("資料1"), TEXT("植樹の計画")}};
static const giji_string persons[] = {TEXT("川辺"), TEXT("山際")};

static giji_header_field header[] = {
    {GIJI_HEADER_PLACE,
     TEXT("開催\t場所"),
     TEXT("みどり野市役所 <3階>\n第1会議室"),
     {0, 90},
     1,
     {0}},
    {GIJI_HEADER_OTHER, {NULL, 0}, {NULL, 0}, {90, 91}, 3, {0}},
};

static giji_speaker chair = {.label = TEXT(LETTERS_22),
                             .name = TEXT("野原緑"),
                             .title = TEXT("会長"),
                             .affiliation = TEXT("みどりの会"),
                             .matched = true};
static giji_speaker office = {.label = TEXT("事務局\"甲\"&乙")};
static giji_span omitted[] = {{140, 143}, {150, 151}};
static const unsigned replies[] = {2, 2, 12}; /* a struct replies: two, b2 and b12 */

static giji_diagnostic diagnostics[] = {
    {GIJI_NOTE, "control-character", TEXT("文字 \x01"), {NULL, 0}, {100, 101}, 4, 2},
    {GIJI_SEVERE, "no-form", {NULL, 0}, TEXT("plain/turn"), {0, 0}, 1, 1},
};

/* A block's text. */
#define WORDS(literal) .text = literal, .text_length = sizeof literal - 1

static const giji_string dot = TEXT("●");
static struct block_extras of_item = {
    .level = 1, .number = TEXT("(1)"), .title = TEXT("植樹"), .department = TEXT("緑地課")};
static struct block_extras of_answer = {
    .continues = 2, .omitted = omitted, .omitted_count = COUNT(omitted)};
static struct block_extras of_paragraph = {.continues = 3};
static struct block_extras of_resolution = {
    .department = TEXT("緑地課"), .subject = TEXT("植樹の計画"), .vote = TEXT("挙手全員")};
static struct block_extras of_heading = {.title = TEXT("経過")};
enum { BLOCKS = 12 };
static const giji_block full_blocks[BLOCKS] = {
    {.type = GIJI_BLOCK_ITEM, WORDS("(1) 植樹"), .extras = &of_item},
    {.type = GIJI_BLOCK_TURN,
     WORDS("木は\x00\x1f\x7f、\xEF\xBF\xBE何本か。"),
     .role = GIJI_ROLE_QUESTION,
     .role_by = GIJI_BY_MARKER,
     .confidence = 10000,
     .marker = &dot,
     .speaker = &chair,
     .quoted = true},
    {.type = GIJI_BLOCK_TURN,
     WORDS("百本である。\r\n\tさくら"),
     .role = GIJI_ROLE_ANSWER,
     .role_by = GIJI_BY_INFERRED,
     .confidence = 8500,
     .speaker = &office,
     .replies = (const struct replies *)replies,
     .extras = &of_answer},
    {.type = GIJI_BLOCK_PARAGRAPH, .extras = &of_paragraph},
    {.type = GIJI_BLOCK_RESOLUTION,
     WORDS("承認された。"),
     .decision = GIJI_DECISION_APPROVED,
     .extras = &of_resolution},
    {.type = GIJI_BLOCK_HEADING, WORDS("経過"), .extras = &of_heading},
    {.type = GIJI_BLOCK_SUPPLEMENT, WORDS("※後日の補足")},
    {.type = GIJI_BLOCK_ACTION, WORDS("（拍手）")},
    {.type = GIJI_BLOCK_CLOSING, WORDS("以上")},
    {.type = GIJI_BLOCK_PARAGRAPH, WORDS("  地の文  ")},
    {.type = GIJI_BLOCK_NOISE, WORDS("- 1 -")},
    {.type = GIJI_BLOCK_TURN,
     WORDS("]]>"),
     .role = GIJI_ROLE_STATEMENT,
     .role_by = GIJI_BY_LABEL,
     .confidence = 0},
};

static void append(giji_document *document, giji_block *parent, giji_block *block)
{
    giji_block **first = parent ? &parent->child : &document->body;
    block->parent = parent;
    while (*first)
        first = &(*first)->next;
    *first = block;
}

/* Blocks 2 and 3 lie under block 1, block 4 under block 3, all others at the top. */
static void plant_blocks(giji_document *document, giji_block blocks[BLOCKS])
{
    for (unsigned i = 0; i < BLOCKS; i++) {
        blocks[i] = full_blocks[i];
        blocks[i].id = i + 1;
        blocks[i].line = i + 4;
        giji_block_set_span(&blocks[i], (giji_span){100 + i * 10, 110 + i * 10});
        giji_block *parent = i == 1 || i == 2 ? &blocks[0] : i == 3 ? &blocks[2] : NULL;
        append(document, parent, &blocks[i]);
    }
}

static void fill_document(giji_document *document, giji_block blocks[BLOCKS])
{
    *document = (giji_document){
        .name = TEXT("会議.txt"),
        .source = {.encoding = "CP932", .length = 300},
        .derived = {PTHREAD_MUTEX_INITIALIZER, HASH, true, {280, 270, 5}},
        .grammar_id = TEXT("plain"),
        .grammar_version = TEXT("1.2"),
        .grammar_score = 12.34567,
        .header = header,
        .header_count = COUNT(header),
        .meeting = {.name = TEXT("令和13年度第2回みどり野市緑地審議会"),
                    .body = TEXT("みどり野市緑地審議会"),
                    .fiscal_year = 2031,
                    .number = 2,
                    .date = TEXT("2031-04-01"),
                    .dates = dates,
                    .date_count = COUNT(dates),
                    .start = TEXT("13:30"),
                    .end = TEXT("15:00"),
                    .place = TEXT("第1会議室"),
                    .is_public = 0,
                    .closed_reason = TEXT("個人の情報を扱うため"),
                    .observers = 0,
                    .attendees = attendees,
                    .attendee_count = COUNT(attendees),
                    .agenda = &agenda,
                    .materials = materials,
                    .material_count = COUNT(materials),
                    .contact = {TEXT("緑地課"), TEXT("000-0000"), TEXT("12"), TEXT("000-0001"),
                                persons, COUNT(persons)}},
        .diagnostics = diagnostics,
        .diagnostic_count = COUNT(diagnostics),
    };
    plant_blocks(document, blocks);
}

/* ---- what is written ---------------------------------------------------------------------------
 */

static giji_memory write_to_memory(const giji_document *document, writer *write,
                                   giji_write_flags flags)
{
    giji_memory memory = {0};
    giji_error error = GIJI_ERROR_INIT;
    CHECK(write(document, flags, giji_sink_memory, &memory, &error));
    CHECK(error.code == GIJI_OK);
    CHECK(memory.data && memory.data[memory.length] == '\0' &&
          strlen(memory.data) == memory.length);
    return memory;
}

/* The part of the output that begins with `from`, up to where `to` stands; all where both are
 * NULL. */
static void check_output(const giji_document *document, writer *write, giji_write_flags flags,
                         const char *from, const char *to, const char *want)
{
    giji_memory memory = write_to_memory(document, write, flags);
    const char *start = memory.data && from ? strstr(memory.data, from) : memory.data;
    const char *end = start && to ? strstr(start, to) : NULL;
    if (!end)
        end = memory.data + memory.length;
    if (CHECK(start != NULL))
        CHECK_TEXT(giji_slice_of(start, (size_t)(end - start)), want);
    giji_memory_free(&memory);
}

static void test_empty_document(void)
{
    giji_document document = {EMPTY_DOCUMENT};
    check_output(&document, giji_write_json, GIJI_WRITE_COMPACT, NULL, NULL,
                 "{\"format\":\"giji/1\",\"source\":{\"name\":\"a.txt\",\"bytes\":0,"
                 "\"encoding\":\"UTF-8\",\"sha256\":\"" HASH "\"},\"grammar\":{\"score\":0.0},"
                 "\"meeting\":{},\"header\":[],\"body\":[],"
                 "\"coverage\":{\"bytes\":0,\"claimed\":0,\"noise\":0},\"diagnostics\":[]}\n");
    check_output(&document, giji_write_xml, GIJI_WRITE_COMPACT, NULL, NULL,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<minutes xmlns=\"urn:giji:1\" format=\"giji/1\">"
                 "<source name=\"a.txt\" bytes=\"0\" encoding=\"UTF-8\" sha256=\"" HASH "\"/>"
                 "<grammar score=\"0.0\"/><meeting/><header/><body/>"
                 "<coverage bytes=\"0\" claimed=\"0\" noise=\"0\"/><diagnostics/></minutes>\n");
}

static void test_indented(void)
{
    giji_document document = {EMPTY_DOCUMENT};
    check_output(&document, giji_write_json, GIJI_WRITE_INDENT, "  \"grammar\"", "  \"header\"",
                 "  \"grammar\": {\n    \"score\": 0.0\n  },\n  \"meeting\": {},\n");
    check_output(&document, giji_write_xml, GIJI_WRITE_INDENT, "  <grammar", "  <header",
                 "  <grammar score=\"0.0\"/>\n  <meeting/>\n");
}

static void test_meeting(const giji_document *document)
{
    check_output(
        document, giji_write_json, GIJI_WRITE_COMPACT, "\"grammar\"", ",\"header\"",
        "\"grammar\":{\"id\":\"plain\",\"version\":\"1.2\",\"score\":12.3457},"
        "\"meeting\":{\"name\":\"令和13年度第2回みどり野市緑地審議会\","
        "\"body\":\"みどり野市緑地審議会\",\"fiscal_year\":2031,\"number\":2,"
        "\"date\":\"2031-04-01\",\"dates\":[{\"date\":\"2031-04-01\",\"event\":\"現地視察\"},"
        "{\"date\":\"2031-04-02\"}],\"start\":\"13:30\",\"end\":\"15:00\","
        "\"place\":\"第1会議室\",\"public\":false,\"closed_reason\":\"個人の情報を扱うため\","
        "\"observers\":0,\"attendees\":[{\"name\":\"野原緑\",\"title\":\"会長\","
        "\"group\":\"学識経験者\",\"seat\":12,\"present\":true},{\"name\":\"川辺葵\","
        "\"department\":\"緑地課\",\"present\":false}],"
        "\"agenda\":[{\"number\":\"1\",\"title\":\"議事\",\"children\":["
        "{\"number\":\"(1)\",\"title\":\"植樹\",\"department\":\"緑地課\","
        "\"children\":[{\"title\":\"費用\"}]},{\"number\":\"(2)\",\"title\":\"日程\"}]},"
        "{\"title\":\"その他\"}],\"materials\":[{\"number\":\"資料1\",\"title\":\"植樹の計画\"}],"
        "\"contact\":{\"department\":\"緑地課\",\"persons\":[\"川辺\",\"山際\"],"
        "\"phone\":\"000-0000\",\"extension\":\"12\",\"fax\":\"000-0001\"}}");
    check_output(
        document, giji_write_xml, GIJI_WRITE_COMPACT, "<grammar", "<header",
        "<grammar id=\"plain\" version=\"1.2\" score=\"12.3457\"/>"
        "<meeting fiscal_year=\"2031\" number=\"2\" date=\"2031-04-01\" start=\"13:30\" "
        "end=\"15:00\" public=\"false\" observers=\"0\">"
        "<name>令和13年度第2回みどり野市緑地審議会</name><body>みどり野市緑地審議会</body>"
        "<dates><date date=\"2031-04-01\" event=\"現地視察\"/><date date=\"2031-04-02\"/></dates>"
        "<place>第1会議室</place><closed_reason>個人の情報を扱うため</closed_reason>"
        "<attendees><attendee name=\"野原緑\" title=\"会長\" group=\"学識経験者\" "
        "seat=\"12\" present=\"true\"/><attendee name=\"川辺葵\" department=\"緑地課\" "
        "present=\"false\"/>"
        "</attendees><agenda><item number=\"1\"><title>議事</title>"
        "<item number=\"(1)\" department=\"緑地課\"><title>植樹</title>"
        "<item><title>費用</title></item></item>"
        "<item number=\"(2)\"><title>日程</title></item></item>"
        "<item><title>その他</title></item></agenda>"
        "<materials><material number=\"資料1\"><title>植樹の計画</title></material></materials>"
        "<contact department=\"緑地課\" phone=\"000-0000\" extension=\"12\" fax=\"000-0001\">"
        "<persons><person>川辺</person><person>山際</person></persons></contact></meeting>");
}

static void test_header_and_diagnostics(const giji_document *document)
{
    check_output(document, giji_write_json, GIJI_WRITE_COMPACT, "\"header\"", ",\"body\":[",
                 "\"header\":[{\"label\":\"開催\\t場所\",\"key\":\"place\","
                 "\"text\":\"みどり野市役所 <3階>\\n第1会議室\",\"line\":1,\"span\":[0,90]},"
                 "{\"key\":\"other\",\"text\":\"\",\"line\":3,\"span\":[90,91]}]");
    check_output(document, giji_write_xml, GIJI_WRITE_COMPACT, "<header", "<body><item",
                 "<header><field label=\"開催&#9;場所\" key=\"place\" line=\"1\" start=\"0\" "
                 "end=\"90\">みどり野市役所 &lt;3階&gt;\n第1会議室</field>"
                 "<field key=\"other\" line=\"3\" start=\"90\" end=\"91\"/></header>");
    check_output(document, giji_write_json, GIJI_WRITE_COMPACT, "\"diagnostics\"", NULL,
                 "\"diagnostics\":[{\"severity\":\"note\",\"code\":\"control-character\","
                 "\"message\":\"文字 \\u0001\",\"line\":4,\"column\":2,\"span\":[100,101]},"
                 "{\"severity\":\"error\",\"code\":\"no-form\",\"message\":\"\",\"line\":1,"
                 "\"column\":1,\"span\":[0,0],\"rule\":\"plain/turn\"}]}\n");
    check_output(document, giji_write_xml, GIJI_WRITE_COMPACT, "<diagnostics", NULL,
                 "<diagnostics><diagnostic severity=\"note\" code=\"control-character\" "
                 "line=\"4\" column=\"2\" start=\"100\" end=\"101\">文字 \uFFFD</diagnostic>"
                 "<diagnostic severity=\"error\" code=\"no-form\" line=\"1\" column=\"1\" "
                 "start=\"0\" end=\"0\" rule=\"plain/turn\"/></diagnostics></minutes>\n");
}

/* Two turns with every character that needs care, one of them with a turn under it. */
static void test_turns(const giji_document *document)
{
    check_output(
        document, giji_write_json, GIJI_WRITE_COMPACT, "{\"id\":\"b2\"", ",{\"id\":\"b5\"",
        "{\"id\":\"b2\",\"type\":\"turn\",\"line\":5,\"span\":[110,120],"
        "\"text\":\"木は\\u0000\\u001F\x7f、\xEF\xBF\xBE何本か。\",\"marker\":\"●\",\"role\":"
        "\"question\","
        "\"role_by\":\"marker\",\"confidence\":1.0,\"speaker\":"
        "{\"label\":\"" LETTERS_22 "\",\"name\":\"野原緑\",\"title\":\"会長\","
        "\"affiliation\":\"みどりの会\",\"matched\":true},\"quoted\":true},"
        "{\"id\":\"b3\",\"type\":\"turn\",\"line\":6,\"span\":[120,130],"
        "\"text\":\"百本である。\\r\\n\\tさくら\",\"role\":\"answer\",\"role_by\":\"inferred\","
        "\"confidence\":0.85,\"speaker\":{\"label\":\"事務局\\\"甲\\\"&乙\"},"
        "\"continues\":\"b2\",\"reply_to\":[\"b2\",\"b12\"],\"omitted\":[[140,143],[150,151]],"
        "\"blocks\":[{\"id\":\"b4\",\"type\":\"paragraph\",\"line\":7,\"span\":[130,140],"
        "\"text\":\"\",\"continues\":\"b3\"}]}]}");
    check_output(
        document, giji_write_xml, GIJI_WRITE_COMPACT, "<turn id=\"b2\"", "<resolution",
        "<turn id=\"b2\" line=\"5\" start=\"110\" end=\"120\" marker=\"●\" role=\"question\" "
        "role_by=\"marker\" confidence=\"1.0\" quoted=\"true\">"
        "<text>木は\uFFFD\uFFFD\x7f、\uFFFD何本か。</text><speaker label=\"" LETTERS_22
        "\" name=\"野原緑\" title=\"会長\" affiliation=\"みどりの会\" "
        "matched=\"true\"/></turn>"
        "<turn id=\"b3\" line=\"6\" start=\"120\" end=\"130\" role=\"answer\" "
        "role_by=\"inferred\" confidence=\"0.85\" continues=\"b2\">"
        "<text>百本である。&#13;\n\tさくら</text><speaker label=\"事務局&quot;甲&quot;&amp;乙\"/>"
        "<reply to=\"b2\"/><reply to=\"b12\"/><omitted start=\"140\" end=\"143\"/>"
        "<omitted start=\"150\" end=\"151\"/><blocks><paragraph id=\"b4\" line=\"7\" "
        "start=\"130\" end=\"140\" continues=\"b3\"><text/></paragraph>"
        "</blocks></turn></blocks></item>");
}

static void test_other_blocks(const giji_document *document)
{
    check_output(document, giji_write_json, GIJI_WRITE_COMPACT, "\"body\":[", ",\"blocks\"",
                 "\"body\":[{\"id\":\"b1\",\"type\":\"item\",\"line\":4,\"span\":[100,110],"
                 "\"text\":\"(1) 植樹\",\"number\":\"(1)\",\"title\":\"植樹\",\"level\":1,"
                 "\"department\":\"緑地課\"");
    check_output(document, giji_write_json, GIJI_WRITE_COMPACT, "{\"id\":\"b5\"", ",{\"id\":\"b7\"",
                 "{\"id\":\"b5\",\"type\":\"resolution\",\"line\":8,\"span\":[140,150],"
                 "\"text\":\"承認された。\",\"department\":\"緑地課\",\"subject\":\"植樹の計画\","
                 "\"decision\":\"approved\",\"vote\":\"挙手全員\"},"
                 "{\"id\":\"b6\",\"type\":\"heading\",\"line\":9,\"span\":[150,160],"
                 "\"text\":\"経過\",\"title\":\"経過\"}");
    check_output(
        document, giji_write_xml, GIJI_WRITE_COMPACT, "<resolution", "<coverage",
        "<resolution id=\"b5\" line=\"8\" start=\"140\" end=\"150\" department=\"緑地課\" "
        "decision=\"approved\" vote=\"挙手全員\"><text>承認された。</text>"
        "<subject>植樹の計画</subject></resolution>"
        "<heading id=\"b6\" line=\"9\" start=\"150\" end=\"160\"><text>経過</text>"
        "<title>経過</title></heading>"
        "<supplement id=\"b7\" line=\"10\" start=\"160\" end=\"170\"><text>※後日の補足</text>"
        "</supplement><action id=\"b8\" line=\"11\" start=\"170\" end=\"180\"><text>（拍手）</text>"
        "</action><closing id=\"b9\" line=\"12\" start=\"180\" end=\"190\"><text>以上</text>"
        "</closing><paragraph id=\"b10\" line=\"13\" start=\"190\" end=\"200\">"
        "<text>  地の文  </text></paragraph><noise id=\"b11\" line=\"14\" start=\"200\" "
        "end=\"210\"><text>- 1 -</text></noise><turn id=\"b12\" line=\"15\" start=\"210\" "
        "end=\"220\" role=\"statement\" role_by=\"label\" confidence=\"0.0\"><text>]]&gt;</text>"
        "</turn></body>");
}

static void test_trees(const giji_document *document)
{
    giji_error error = GIJI_ERROR_INIT;
    json_t *json = giji_document_to_json(document, &error);
    giji_memory written = write_to_memory(document, giji_write_json, GIJI_WRITE_INDENT);
    json_t *read = json_loadb(written.data, written.length, JSON_ALLOW_NUL, NULL);
    CHECK(json && json_equal(json, read));
    json_decref(read);
    json_decref(json);
    giji_memory_free(&written);

    xmlDocPtr xml = giji_document_to_xml(document, &error);
    if (CHECK(xml != NULL)) {
        xmlNodePtr root = xmlDocGetRootElement(xml);
        CHECK_TEXT(giji_slice((const char *)root->ns->href), GIJI_XML_NAMESPACE);
        CHECK_TEXT(giji_slice((const char *)root->children->ns->href), GIJI_XML_NAMESPACE);
        CHECK_TEXT(giji_slice((const char *)xml->encoding), "UTF-8");
    }
    xmlFreeDoc(xml);
    CHECK(error.code == GIJI_OK);
}

/* ---- what fails --------------------------------------------------------------------------------
 */

static bool refuse_at_zero(void *data, const char *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    size_t *left = data;
    return (*left)-- > 0;
}

static void test_sinks_that_refuse(writer *write)
{
    static char long_text[20000];
    memset(long_text, 'a', sizeof long_text);
    giji_block block = {.id = 1, .line = 1, .text = long_text, .text_length = sizeof long_text};
    giji_document document = {EMPTY_DOCUMENT, .body = &block};
    bool written = false;
    size_t calls = 0;
    for (; !written && calls < 1000; calls++) {
        size_t left = calls;
        giji_error error = GIJI_ERROR_INIT;
        written = write(&document, GIJI_WRITE_INDENT, refuse_at_zero, &left, &error);
        CHECK(error.code == (written ? GIJI_OK : GIJI_ERROR_IO));
    }
    CHECK(written && calls > 2);
    size_t none = 0;
    CHECK(!write(&document, GIJI_WRITE_COMPACT, refuse_at_zero, &none, NULL));
}

static void test_sink_file(const giji_document *document)
{
    FILE *file = tmpfile();
    giji_memory memory = write_to_memory(document, giji_write_json, GIJI_WRITE_COMPACT);
    if (!CHECK(file != NULL))
        return;
    CHECK(giji_write_json(document, GIJI_WRITE_COMPACT, giji_sink_file, file, NULL));
    CHECK(ftell(file) == (long)memory.length);
    fclose(file);
    giji_memory_free(&memory);

    FILE *unwritable = fopen("/dev/null", "r");
    giji_error error = GIJI_ERROR_INIT;
    if (!CHECK(unwritable != NULL))
        return;
    CHECK(!giji_write_xml(document, GIJI_WRITE_COMPACT, giji_sink_file, unwritable, &error));
    CHECK(error.code == GIJI_ERROR_IO);
    fclose(unwritable);
}

/* Allocations that jansson and libxml2 may still make before one fails. */
static size_t allocations_left = SIZE_MAX;

static bool allocation_fails(void)
{
    if (allocations_left == 0)
        return true;
    allocations_left--;
    return false;
}

static void *test_malloc(size_t size)
{
    return allocation_fails() ? NULL : malloc(size);
}

static void *test_realloc(void *old, size_t size)
{
    return allocation_fails() ? NULL : realloc(old, size);
}

static char *test_strdup(const char *text)
{
    return allocation_fails() ? NULL : strdup(text);
}

static bool discard(void *data, const char *bytes, size_t length)
{
    (void)data;
    (void)bytes;
    (void)length;
    return true;
}

/* The writers allocate nothing; the builders of trees do. */
static bool build_json(const giji_document *document, giji_error *error)
{
    json_t *tree = giji_document_to_json(document, error);
    json_decref(tree);
    return tree != NULL;
}

static bool build_xml(const giji_document *document, giji_error *error)
{
    xmlDocPtr tree = giji_document_to_xml(document, error);
    xmlFreeDoc(tree);
    return tree != NULL;
}

static void test_memory_that_runs_out(const giji_document *document,
                                      bool (*build)(const giji_document *, giji_error *))
{
    bool built = false;
    size_t allowed = 0;
    for (; !built && allowed < 10000; allowed++) {
        giji_error error = GIJI_ERROR_INIT;
        allocations_left = allowed;
        built = build(document, &error);
        allocations_left = SIZE_MAX;
        if (!CHECK(error.code == (built ? GIJI_OK : GIJI_ERROR_MEMORY)))
            break;
    }
    CHECK(built && allowed > 100);
}

static void test_writers_need_no_memory(const giji_document *document, writer *write)
{
    allocations_left = 0;
    CHECK(write(document, GIJI_WRITE_INDENT, discard, NULL, NULL));
    allocations_left = SIZE_MAX;
}

static void nest(giji_document *document, giji_block *blocks, size_t count)
{
    *document = (giji_document){EMPTY_DOCUMENT};
    for (size_t i = 0; i < count; i++) {
        blocks[i] = (giji_block){.type = GIJI_BLOCK_ITEM, .id = (unsigned)i + 1, .line = 1};
        append(document, i ? &blocks[i - 1] : NULL, &blocks[i]);
    }
}

static void test_blocks_that_nest(size_t levels, giji_error_code want)
{
    giji_block *blocks = calloc(levels, sizeof *blocks);
    giji_document document;
    if (!CHECK(blocks != NULL))
        return;
    nest(&document, blocks, levels);
    for (size_t i = 0; i < COUNT(writers); i++) {
        giji_error error = GIJI_ERROR_INIT;
        CHECK(writers[i](&document, GIJI_WRITE_INDENT, discard, NULL, &error) == (want == GIJI_OK));
        CHECK(error.code == want);
    }
    free(blocks);
}

static void test_agenda_that_nests(size_t levels, giji_error_code want)
{
    giji_agenda_item *items = calloc(levels, sizeof *items);
    if (!CHECK(items != NULL))
        return;
    for (size_t i = 0; i + 1 < levels; i++)
        items[i].child = &items[i + 1];
    giji_document document = {EMPTY_DOCUMENT};
    document.meeting.agenda = items;
    for (size_t i = 0; i < COUNT(writers); i++) {
        giji_error error = GIJI_ERROR_INIT;
        CHECK(writers[i](&document, GIJI_WRITE_INDENT, discard, NULL, &error) == (want == GIJI_OK));
        CHECK(error.code == want);
    }
    free(items);
}

/* What is nested as deep as may be can be read again by readers with their usual limits. */
static void test_deepest_is_readable(void)
{
    static giji_block blocks[RECORD_LEVELS];
    giji_document document;
    nest(&document, blocks, RECORD_LEVELS);
    giji_memory json = write_to_memory(&document, giji_write_json, GIJI_WRITE_INDENT);
    giji_memory xml = write_to_memory(&document, giji_write_xml, GIJI_WRITE_INDENT);
    json_t *value = json_loadb(json.data, json.length, 0, NULL);
    xmlDocPtr tree = xmlReadMemory(xml.data, (int)xml.length, NULL, NULL, 0);
    CHECK(value != NULL);
    CHECK(tree != NULL);
    json_decref(value);
    xmlFreeDoc(tree);
    giji_memory_free(&json);
    giji_memory_free(&xml);
}

static void test_nesting(void)
{
    test_blocks_that_nest(RECORD_LEVELS, GIJI_OK);
    test_blocks_that_nest(RECORD_LEVELS + 1, GIJI_ERROR_INTERNAL);
    test_blocks_that_nest(100000, GIJI_ERROR_INTERNAL);
    test_agenda_that_nests(RECORD_LEVELS, GIJI_OK);
    test_agenda_that_nests(RECORD_LEVELS + 1, GIJI_ERROR_INTERNAL);
    test_deepest_is_readable();
}

/* ---- the record as files, for validate.py ------------------------------------------------------
 */

static void write_file(const giji_document *document, writer *write, const char *folder,
                       const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!CHECK(file != NULL))
        return;
    CHECK(write(document, GIJI_WRITE_INDENT, giji_sink_file, file, NULL));
    CHECK(fclose(file) == 0);
}

static void write_samples(const giji_document *document, const char *folder)
{
    giji_document empty = {EMPTY_DOCUMENT};
    write_file(document, giji_write_json, folder, "full.json");
    write_file(document, giji_write_xml, folder, "full.xml");
    write_file(&empty, giji_write_json, folder, "empty.json");
    write_file(&empty, giji_write_xml, folder, "empty.xml");
}

int main(int count, char **arguments)
{
    json_set_alloc_funcs(test_malloc, free);
    xmlMemSetup(free, test_malloc, test_realloc, test_strdup);
    giji_document document;
    giji_block blocks[BLOCKS];
    fill_document(&document, blocks);

    test_empty_document();
    test_indented();
    test_meeting(&document);
    test_header_and_diagnostics(&document);
    test_turns(&document);
    test_other_blocks(&document);
    test_trees(&document);
    test_sink_file(&document);
    test_nesting();
    for (size_t i = 0; i < COUNT(writers); i++) {
        test_sinks_that_refuse(writers[i]);
        test_writers_need_no_memory(&document, writers[i]);
    }
    test_memory_that_runs_out(&document, build_json);
    test_memory_that_runs_out(&document, build_xml);
    if (count > 1)
        write_samples(&document, arguments[1]);
    xmlCleanupParser();
    return check_result();
}
