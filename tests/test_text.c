/* The station lib/text: encodings, the way back to the input, lines, characters. */
#include "check.h"

#include "base/error.h"
#include "base/buffer.h"
#include "base/vector.h"
#include "text/lines.h"
#include "text/source.h"
#include "text/tags.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Minutes in little, with what the encodings disagree about. */
static const char minutes[] = "令和７年度　第１回 まちづくり会議\r\n"
                              "１　日時：4月18日(金)　10:00～11:30\r\n"
                              "２　議題\n"
                              "①会長の選出について ②−1 予算案\n"
                              "○髙橋委員　ﾊﾞｽの便数はどうか。\n"
                              "→\\ 事務局（﨑山）　増やします。\n"
                              "\tABC ソ表能予 ー～－∥￤\n";

/* The same characters, with those that Microsoft's tables have for the same cells. */
static giji_string text_of(char *room, size_t size)
{
    size_t length = 0;
    giji_string text = giji_slice(minutes);
    for (size_t at = 0; at < text.length && length + 4 < size;) {
        uint32_t character = giji_next_char(text, &at);
        length += giji_utf8_write(character == 0x2212 ? 0xFF0D : character, room + length);
    }
    return giji_slice_of(room, length);
}

struct encoding_case {
    const char *name;
    const char *converter; /* ICU's; NULL where ICU cannot write it all */
};

static const struct encoding_case encodings[] = {
    {"UTF-8", "UTF-8"},    {"CP932", "ibm-943_P15A-2003"}, {"EUC-JP", "euc-jp-2007"},
    {"ISO-2022-JP", NULL}, {"UTF-16LE", "UTF-16LE"},       {"UTF-16BE", "UTF-16BE"},
};

enum { ENCODINGS = sizeof encodings / sizeof *encodings };

/* Encodes by ICU; the length, 0 where that failed. */
static size_t encode_by(const char *converter, giji_string text, char *out, size_t size)
{
    static UChar units[4096];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = 0, length = 0;
    u_strFromUTF8(units, 4096, &count, text.data, (int32_t)text.length, &status);
    UConverter *to = ucnv_open(converter, &status);
    length = ucnv_fromUChars(to, out, (int32_t)size, units, count, &status);
    ucnv_close(to);
    CHECK(U_SUCCESS(status));
    return U_SUCCESS(status) ? (size_t)length : 0;
}

/* Turns EUC-JP into ISO-2022-JP as Microsoft writes it, with the extensions of NEC and half-width
 * kana, which ICU does not write; the length. */
static size_t escape_euc_jp(const char *euc, size_t length, char *out)
{
    static const char *const escapes[] = {"\033(B", "\033$B", "\033(I"};
    size_t written = 0;
    int set = 0;
    for (size_t at = 0; at < length;) {
        bool kana = (unsigned char)euc[at] == 0x8E;
        int needed = kana ? 2 : euc[at] < 0;
        if (needed != set)
            memcpy(out + written, escapes[needed], 3);
        if (needed != set)
            written += 3;
        set = needed;
        at += kana;
        for (int i = 0; i < (set == 1 ? 2 : 1); i++)
            out[written++] = (char)(euc[at++] & 0x7F);
    }
    return written;
}

static size_t encode(const struct encoding_case *by, giji_string text, char *out, size_t size)
{
    if (by->converter)
        return encode_by(by->converter, text, out, size);
    char euc[2048];
    return escape_euc_jp(euc, encode_by("euc-jp-2007", text, euc, sizeof euc), out);
}

static void test_names(void)
{
    CHECK_TEXT(giji_slice(giji_encoding_name("Shift_JIS")), "CP932");
    CHECK_TEXT(giji_slice(giji_encoding_name("windows-31J")), "CP932");
    CHECK_TEXT(giji_slice(giji_encoding_name("utf8")), "UTF-8");
    CHECK_TEXT(giji_slice(giji_encoding_name("eucJP-ms")), "EUC-JP");
    CHECK_TEXT(giji_slice(giji_encoding_name("ISO-2022-JP")), "ISO-2022-JP");
    CHECK_TEXT(giji_slice(giji_encoding_name("UTF_16be")), "UTF-16BE");
    CHECK(giji_encoding_name("latin-1") == NULL);
    CHECK(giji_encoding_name("") == NULL);
    CHECK(giji_encoding_name("utf-88") == NULL);
    CHECK(giji_encoding_name(NULL) == NULL);
}

/* Whether `bytes` are broken from offset `at` on; `at` is the length where they are well formed. */
static bool breaks_at(const char *bytes, size_t length, size_t at)
{
    return giji_utf8_invalid((const unsigned char *)bytes, length, 0) == at;
}

static void test_utf_8(void)
{
    CHECK(breaks_at("", 0, 0));
    CHECK(breaks_at("abcdefghijkl", 12, 12));
    CHECK(breaks_at("abcdefgh\x80", 9, 8));
    CHECK(breaks_at("\xE3\x81\x82\xE3\x81", 5, 3));
    CHECK(breaks_at("\xC0\x80", 2, 0));
    CHECK(breaks_at("\xC1\xBF", 2, 0));
    CHECK(breaks_at("\xE0\x9F\xBF", 3, 0));
    CHECK(breaks_at("\xE0\xA0\x80", 3, 3));
    CHECK(breaks_at("\xED\x9F\xBF", 3, 3));
    CHECK(breaks_at("\xED\xA0\x80", 3, 0));
    CHECK(breaks_at("\xEF\xBF\xBF", 3, 3));
    CHECK(breaks_at("\xF0\x8F\xBF\xBF", 4, 0));
    CHECK(breaks_at("\xF0\xA0\xAE\xB7", 4, 4));
    CHECK(breaks_at("\xF4\x8F\xBF\xBF", 4, 4));
    CHECK(breaks_at("\xF4\x90\x80\x80", 4, 0));
    CHECK(breaks_at("\xF5\x80\x80\x80", 4, 0));
}

static void test_every_character(void)
{
    for (uint32_t character = 0; character <= 0x10FFFF; character++) {
        char bytes[4];
        unsigned length = giji_utf8_write(character, bytes);
        int found = giji_utf8_length((const unsigned char *)bytes, length);
        bool surrogate = character >= 0xD800 && character <= 0xDFFF;
        bool good = surrogate ? found < 0
                              : found == (int)length &&
                                    giji_utf8_read((unsigned char *)bytes, found) == character;
        if (!good)
            CHECK(good);
    }
}

/* The offsets of all characters go up on both sides, and lead back to where they came from. */
static void check_offsets(const struct source *source)
{
    uint64_t before = 0;
    bool monotone = true, inverse = true;
    for (size_t at = 0; at < source->text.length;) {
        size_t start = at;
        giji_next_char(source->text, &at);
        uint64_t from = giji_source_start(source, start), to = giji_source_end(source, at);
        monotone &= from == before && to > from && to <= source->length;
        inverse &= giji_source_text_offset(source, from) == start;
        inverse &= giji_source_text_offset(source, to - 1) == start;
        inverse &= giji_source_start(source, at - 1) == (at - start > 1 ? from : before);
        before = to;
    }
    CHECK(monotone);
    CHECK(inverse);
    CHECK(giji_source_text_offset(source, source->length) == source->text.length);
    CHECK(giji_source_end(source, source->text.length) == before);
    CHECK(giji_source_end(source, SIZE_MAX) == before);
}

/* The bytes that each character came from give the same character when they are decoded alone. */
static void check_pieces(const struct source *source)
{
    for (size_t at = 0; at < source->text.length;) {
        size_t start = at;
        giji_next_char(source->text, &at);
        uint64_t from = giji_source_start(source, start), to = giji_source_end(source, at);
        struct source piece;
        CHECK(giji_source_open(&piece, source->bytes + from, to - from, source->encoding, NULL));
        CHECK(giji_slice_equal(piece.text, giji_slice_cut(source->text, start, at)));
        giji_source_close(&piece);
    }
}

static void test_round_trip(const struct encoding_case *each, const char *name)
{
    char room[sizeof minutes * 2], bytes[4096];
    giji_string text = text_of(room, sizeof room);
    size_t length = encode(each, text, bytes, sizeof bytes);
    struct source source;
    CHECK(giji_source_open(&source, bytes, length, name, NULL));
    CHECK_TEXT(giji_slice(source.encoding), each->name);
    CHECK(giji_slice_equal(source.text, text));
    CHECK(source.flaws_in_all == 0);
    check_offsets(&source);
    bool has_state = strcmp(each->name, "ISO-2022-JP") == 0;
    if (!has_state)
        check_pieces(&source);
    giji_source_close(&source);
}

static void test_round_trips(void)
{
    for (size_t i = 0; i < ENCODINGS; i++) {
        test_round_trip(encodings + i, encodings[i].name);
        test_round_trip(encodings + i, NULL);
    }
}

/* Opens `length` bytes of their own, so that reading past them shows. */
static void check_cut(const char *bytes, size_t length, const char *name)
{
    char *copy = malloc(length ? length : 1);
    if (!CHECK(copy != NULL))
        return;
    memcpy(copy, bytes, length);
    struct source source;
    giji_error error = GIJI_ERROR_INIT;
    if (giji_source_open(&source, copy, length, name, &error)) {
        size_t valid =
            giji_utf8_invalid((const unsigned char *)source.text.data, source.text.length, 0);
        CHECK(valid == source.text.length);
        check_offsets(&source);
    } else
        CHECK(!name && error.code == GIJI_ERROR_BINARY);
    giji_source_close(&source);
    free(copy);
}

static void test_cut_anywhere(void)
{
    char room[sizeof minutes * 2], bytes[4096];
    giji_string text = text_of(room, sizeof room);
    for (size_t i = 0; i < ENCODINGS; i++) {
        size_t length = encode(encodings + i, text, bytes, sizeof bytes);
        for (size_t cut = 0; cut <= length; cut++) {
            check_cut(bytes, cut, encodings[i].name);
            check_cut(bytes + cut, length - cut, encodings[i].name);
            check_cut(bytes, cut, NULL);
        }
    }
}

/* Bytes without any sense, read as everything: no crash, and the offsets hold. */
static void test_rubbish(void)
{
    char bytes[256];
    uint32_t seed = 1;
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            static const char likely[] = "\033$B(IDJ@\x8E\x8F\xE3\x81\x82\x0E\x0F";
            bool pick = seed >> 31;
            bytes[i] = pick ? likely[(seed >> 16) % (sizeof likely - 1)] : (char)(seed >> 24);
        }
        for (size_t i = 0; i < ENCODINGS; i++)
            check_cut(bytes, sizeof bytes, encodings[i].name);
        check_cut(bytes, sizeof bytes, NULL);
    }
}

static void check_decoded(const char *bytes, size_t length, const char *name, const char *want,
                          size_t flaws)
{
    struct source source;
    CHECK(giji_source_open(&source, bytes, length, name, NULL));
    CHECK_TEXT(source.text, want);
    CHECK(source.flaws_in_all == flaws);
    check_offsets(&source);
    giji_source_close(&source);
}

#define CHECK_DECODED(bytes, name, want, flaws)                                                    \
    check_decoded((bytes), sizeof(bytes) - 1, (name), (want), (flaws))

/* The cells that the tables of different makers disagree about, in each of the three encodings. */
static void test_vendor_characters(void)
{
    static const char same[] = "①②㈱～－髙﨑";
    CHECK_DECODED("\x87\x40\x87\x41\x87\x8A\x81\x60\x81\x7C\xFB\xFC\xFA\xB1", "CP932", same, 0);
    CHECK_DECODED("\x87\x40\x87\x41\x87\x8A\x81\x60\x81\x7C\xEE\xE0\xED\x95", "CP932", same, 0);
    CHECK_DECODED("\xAD\xA1\xAD\xA2\xAD\xEA\xA1\xC1\xA1\xDD\xFC\xE2\xF9\xF5", "EUC-JP", same, 0);
    CHECK_DECODED("\xAD\xA1\xAD\xA2\xAD\xEA\xA1\xC1\xA1\xDD\x8F\xF4\xFB\x8F\xF4\xBD", "EUC-JP",
                  same, 0);
    CHECK_DECODED("\033$B\x2D\x21\x2D\x22\x2D\x6A\x21\x41\x21\x5D\x7C\x62\x79\x75\033(B",
                  "ISO-2022-JP", same, 0);
    CHECK_DECODED("\x81\x5C\x81\x61\x81\x91\x81\x92\x81\xCA\xFA\x55\\~", "CP932", "―∥￠￡￢￤\\~",
                  0);
    CHECK_DECODED("\xA1\xBD\xA1\xC2\xA1\xF1\xA1\xF2\xA2\xCC\x8F\xA2\xC3\\~", "EUC-JP",
                  "―∥￠￡￢￤\\~", 0);
    CHECK_DECODED("\xF0\x40\xF9\xFC", "CP932", "\xEE\x80\x80\xEE\x9D\x97", 0);
    CHECK_DECODED("\xF5\xA1\xFE\xFE\x8F\xF5\xA1\x8F\xFE\xFE", "EUC-JP",
                  "\xEE\x80\x80\xEE\x8E\xAB\xEE\x8E\xAC\xEE\x9D\x97", 0);
}

static void test_half_width_kana(void)
{
    CHECK_DECODED("\xB7\xDE\xBC\xDE", "CP932", "ｷﾞｼﾞ", 0);
    CHECK_DECODED("\x8E\xB7\x8E\xDE", "EUC-JP", "ｷﾞ", 0);
    CHECK_DECODED("\033(I\x37\x5E\033(Ba", "ISO-2022-JP", "ｷﾞa", 0);
    CHECK_DECODED("\x0E\x37\x5E\x0F"
                  "a",
                  "ISO-2022-JP", "ｷﾞa", 0);
    CHECK_DECODED("\xB7\xDE", "ISO-2022-JP", "ｷﾞ", 0);
    CHECK_DECODED("\033(I\x60", "ISO-2022-JP", "\xEF\xBF\xBD", 1);
}

static void test_escapes(void)
{
    CHECK_DECODED("\033$@\x30\x21\033(J\\\033$(D\x30\x21\033(B!", "ISO-2022-JP", "亜¥丂!", 0);
    CHECK_DECODED("\033$B\x24\x22\nab", "ISO-2022-JP", "あ\nab", 0);
    CHECK_DECODED("\033[31m", "ISO-2022-JP", "\xEF\xBF\xBD[31m", 1);
    struct source source;
    CHECK(giji_source_open(&source, "a\033$B\x24\x22\x24\x24\033(Bb\033(J", 15, NULL, NULL));
    CHECK_TEXT(source.text, "aあいb");
    CHECK(giji_source_start(&source, 1) == 1 && giji_source_end(&source, 4) == 6);
    CHECK(giji_source_start(&source, 4) == 6 && giji_source_end(&source, 7) == 8);
    CHECK(giji_source_start(&source, 7) == 8 && giji_source_end(&source, 8) == 12);
    CHECK(giji_source_text_offset(&source, 2) == 1);
    CHECK(giji_source_text_offset(&source, 9) == 7);
    CHECK(giji_source_text_offset(&source, 13) == 8);
    giji_source_close(&source);
}

static void test_flaws(void)
{
    struct source source;
    CHECK(giji_source_open(&source, "\x82\xA0\x80\x82\xA2\xFC\xFC\x82", 8, "CP932", NULL));
    CHECK_TEXT(source.text, "あ\xEF\xBF\xBDい\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(source.flaw_count == 3 && source.flaws_in_all == 3);
    CHECK(source.flaws[0].bytes == 2 && source.flaws[0].text == 3 && source.flaws[0].length == 1);
    CHECK(source.flaws[1].bytes == 5 && source.flaws[1].text == 9 && source.flaws[1].length == 2);
    CHECK(source.flaws[2].bytes == 7 && source.flaws[2].text == 12 && source.flaws[2].length == 1);
    giji_source_close(&source);
    char many[500];
    memset(many, 0x80, sizeof many);
    CHECK(giji_source_open(&source, many, sizeof many, "EUC-JP", NULL));
    CHECK(source.flaw_count == 100 && source.flaws_in_all == 500);
    giji_source_close(&source);
    CHECK_DECODED("\x8F\xA2\x41\x8E\x41\xA4\x41", "EUC-JP",
                  "\xEF\xBF\xBD"
                  "A\xEF\xBF\xBD"
                  "A\xEF\xBF\xBD"
                  "A",
                  3);
    CHECK_DECODED("\x00\xD8\x42\x30\x42\x30\x00\xDC\x01", "UTF-16LE",
                  "\xEF\xBF\xBDああ\xEF\xBF\xBD\xEF\xBF\xBD", 3);
    CHECK_DECODED("\x42\xD8\xB7\xDF", "UTF-16LE", "𠮷", 0);
}

/* UTF-8 with a few broken bytes stays UTF-8, and only the broken bytes change. */
static void test_broken_utf_8(void)
{
    CHECK_DECODED("会議の\x80記録であり写しではない\xE3\x81", NULL,
                  "会議の\xEF\xBF\xBD記録であり写しではない\xEF\xBF\xBD", 2);
    struct source source;
    CHECK(giji_source_open(&source, "あ\xE3\x81い", 8, "UTF-8", NULL));
    CHECK(source.flaw_count == 1 && source.flaws[0].bytes == 3 && source.flaws[0].length == 2);
    CHECK(giji_source_start(&source, 6) == 5 && giji_source_start(&source, 8) == 5);
    CHECK(giji_source_end(&source, 9) == 8);
    giji_source_close(&source);
}

static void test_zero_copy(void)
{
    struct source source;
    CHECK(giji_source_open(&source, minutes, sizeof minutes - 1, NULL, NULL));
    CHECK(source.text.data == minutes && !source.runs && !source.decoded);
    CHECK(giji_source_start(&source, 8) == 6 && giji_source_end(&source, 9) == 9);
    CHECK(giji_source_text_offset(&source, 8) == 6);
    giji_source_close(&source);
    CHECK(giji_source_open(&source, NULL, 0, NULL, NULL));
    CHECK_TEXT(giji_slice(source.encoding), "UTF-8");
    CHECK(source.text.length == 0 && giji_source_start(&source, 0) == 0);
    CHECK(giji_source_text_offset(&source, 0) == 0 && giji_source_end(&source, 0) == 0);
    giji_source_close(&source);
}

static void check_detected(const char *bytes, size_t length, const char *want)
{
    struct source source;
    CHECK(giji_source_open(&source, bytes, length, NULL, NULL));
    CHECK_TEXT(giji_slice(source.encoding), want);
    giji_source_close(&source);
}

#define CHECK_DETECTED(bytes, want) check_detected((bytes), sizeof(bytes) - 1, (want))

/* Headers of a few characters, in every encoding that can write them. */
static void test_short_texts(void)
{
    static const char *const headers[] = {
        "第２回　市民会議　会議録（要点筆記）\n",
        "日時　令和７年４月１８日（金曜日）\n",
        "議事録\n開会　午前10時\n",
        "出席者：会長、副会長、委員５名\n",
        "■ 会議の概要について\n",
        "○委員 どうなりましたか。\n●事務局 検討中です。\n",
    };
    for (size_t header = 0; header < sizeof headers / sizeof *headers; header++)
        for (size_t i = 0; i < ENCODINGS; i++) {
            char bytes[256];
            size_t length = encode(encodings + i, giji_slice(headers[header]), bytes, sizeof bytes);
            check_detected(bytes, length, encodings[i].name);
        }
}

static void test_detection(void)
{
    CHECK_DETECTED("Minutes, in plain ASCII.\n", "UTF-8");
    CHECK_DETECTED("\xEF\xBB\xBF"
                   "a",
                   "UTF-8");
    CHECK_DETECTED("\xFF\xFE"
                   "a\0",
                   "UTF-16LE");
    CHECK_DETECTED("\xFE\xFF\0a", "UTF-16BE");
    CHECK_DETECTED("m\0i\0n\0u\0t\0e\0s\0\n\0", "UTF-16LE");
    CHECK_DETECTED("\0m\0i\0n\0u\0t\0e\0s\0\n", "UTF-16BE");
    CHECK_DETECTED("\x1A\x4F\n\0", "UTF-16LE");
    CHECK_DETECTED("In good text a stray \0 is kept.\n", "UTF-8");
    CHECK_DETECTED("議事録の写し\0です。\n", "UTF-8");
    CHECK_DETECTED("\xB7\xDE\xBC\xDE\xDB\xB8 \xB6\xB2\xC1\xAE\xB3\n", "CP932");
    CHECK_DETECTED("\xB6\xB2\xB7\xDE\xBC\xAF\xBE\xB7\xBC\xAC\n", "CP932");
    CHECK_DETECTED("\033[1mcoloured\033[0m\n", "UTF-8");
    CHECK_DETECTED("\033$B\x24\x22\033(B\n", "ISO-2022-JP");
}

static void test_byte_order(void)
{
    struct source source;
    CHECK(giji_source_open(&source, "\xFF\xFE\x42\x30", 4, "utf-16", NULL));
    CHECK_TEXT(giji_slice(source.encoding), "UTF-16LE");
    CHECK_TEXT(source.text, "\xEF\xBB\xBFあ");
    CHECK(giji_source_start(&source, 0) == 0 && giji_source_start(&source, 3) == 2);
    giji_source_close(&source);
    CHECK(giji_source_open(&source, "\x30\x42\x30\x44", 4, "utf-16", NULL));
    CHECK_TEXT(source.text, "あい");
    giji_source_close(&source);
}

static void check_refused(const char *bytes, size_t length, giji_error_code code, const char *name)
{
    struct source source;
    giji_error error = GIJI_ERROR_INIT;
    CHECK(!giji_source_open(&source, bytes, length, name, &error));
    CHECK(error.code == code && error.message[0]);
    CHECK(code != GIJI_ERROR_BINARY || error.expected[0]);
    giji_source_close(&source);
}

static void test_refusals(void)
{
    check_refused("%PDF-1.7\n...", 12, GIJI_ERROR_BINARY, NULL);
    check_refused("PK\3\4....", 8, GIJI_ERROR_BINARY, NULL);
    check_refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, GIJI_ERROR_BINARY, NULL);
    check_refused("RIFF\x10\0\0\0WAVEfmt ", 16, GIJI_ERROR_BINARY, NULL);
    check_refused("\1\2\3\4 something \5\6\7", 18, GIJI_ERROR_BINARY, NULL);
    check_refused("", SIZE_MAX, GIJI_ERROR_SIZE, NULL);
    check_refused("a", 1, GIJI_ERROR_ENCODING, "latin-1");
    struct source source;
    CHECK(giji_source_open(&source, "%PDF-1.7", 8, "UTF-8", NULL));
    giji_source_close(&source);
}

static void test_lines(void)
{
    struct lines lines;
    CHECK(giji_lines_open(&lines, giji_slice("一\r\n二\f二\r\r三\n\n四")));
    CHECK(lines.count == 6);
    CHECK_TEXT(giji_lines_line(&lines, 0), "一");
    CHECK_TEXT(giji_lines_line(&lines, 1), "二\f二");
    CHECK_TEXT(giji_lines_line(&lines, 2), "");
    CHECK_TEXT(giji_lines_line(&lines, 3), "三");
    CHECK_TEXT(giji_lines_line(&lines, 4), "");
    CHECK_TEXT(giji_lines_line(&lines, 5), "四");
    CHECK(giji_lines_index(&lines, 0) == 0 && giji_lines_index(&lines, 4) == 0);
    CHECK(giji_lines_index(&lines, 5) == 1 && giji_lines_index(&lines, SIZE_MAX) == 5);
    CHECK(giji_lines_column(&lines, 0) == 1 && giji_lines_column(&lines, 3) == 2);
    CHECK(giji_lines_column(&lines, 9) == 3 && giji_lines_column(&lines, 10) == 3);
    CHECK(giji_lines_column(&lines, SIZE_MAX) == 2);
    giji_lines_close(&lines);
}

/* Lines of every length and end, asked for by number and by each byte of theirs. */
static void test_many_lines(void)
{
    static const char *const ends[] = {"\n", "\r\n"};
    struct buffer text = {0};
    struct lines lines;
    enum { COUNT = 3000 };
    static size_t starts[COUNT + 1];
    unsigned state = 7;
    for (size_t i = 0; i < COUNT; i++) {
        starts[i] = text.length;
        state = state * 1103515245u + 12345u;
        unsigned width = state >> 16 & 255;
        for (unsigned at = width < 128 ? width & 7 : width - 128; at > 0; at--)
            giji_buffer_add_byte(&text, 'a');
        giji_buffer_add(&text, giji_slice("b"));
        giji_buffer_add(&text, giji_slice(ends[state >> 24 & 1]));
    }
    starts[COUNT] = text.length;
    CHECK(giji_lines_open(&lines, giji_buffer_text(&text)) && lines.count == COUNT);
    bool right = true;
    for (size_t i = 0; i < COUNT; i++) {
        giji_string line = giji_lines_line(&lines, i);
        right = right && line.data == text.data + starts[i] && line.data[line.length - 1] == 'b';
        for (size_t at = starts[i]; at < starts[i + 1]; at++)
            right = right && giji_lines_index(&lines, at) == i;
    }
    CHECK(right);
    giji_lines_close(&lines);
    giji_buffer_free(&text);
}

/* What is behind a byte is not looked at to tell its line, which may be as long as the text. */
static void test_long_line(const char *start)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), length = strlen(start);
    char *text = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct lines lines;
    if (!CHECK(text != MAP_FAILED))
        return;
    memset(text, 'a', 2 * page);
    memcpy(text, start, length);
    CHECK(giji_lines_open(&lines, giji_slice_of(text, 2 * page)));
    CHECK(mprotect(text + page, page, PROT_NONE) == 0);
    CHECK(giji_lines_index(&lines, 0) == 0 && giji_lines_index(&lines, length) == 1);
    CHECK(giji_lines_index(&lines, page / 2) == 1 && giji_lines_index(&lines, page - 1) == 1);
    giji_lines_close(&lines);
    munmap(text, 2 * page);
}

/* Lines that end in all ways, some of them across the borders of blocks. */
static void test_mixed_lines(void)
{
    static const char *const pieces[] = {"\n", "\r", "\r\n", "a", "ab", "\f"};
    for (unsigned seed = 1; seed < 200; seed++) {
        char text[800];
        size_t length = 0, index = 0, most = seed * 4;
        unsigned state = seed;
        while (length + 2 < most) {
            state = state * 1103515245u + 12345u;
            const char *piece = pieces[(state >> 16) % 6];
            if (seed % 3 == 0 && *piece == '\r')
                piece = "\r\n";
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        struct lines lines;
        CHECK(giji_lines_open(&lines, giji_slice_of(text, length)));
        bool right = true;
        for (size_t at = 0; at < length; at++) {
            right = right && giji_lines_index(&lines, at) == index;
            bool lone = text[at] == '\r' && (at + 1 == length || text[at + 1] != '\n');
            if (at + 1 == length || !(lone || text[at] == '\n'))
                continue;
            index++;
            right = right && giji_lines_line(&lines, index).data == text + at + 1;
        }
        CHECK(right && lines.count == index + 1);
        giji_lines_close(&lines);
    }
}

/* Texts that end where a block does, too: nothing behind them may be looked at. */
static void test_lines_of_any_length(void)
{
    enum { LONGEST = 1700, WIDTH = 7 };
    for (size_t length = 1; length <= LONGEST; length++) {
        struct lines lines;
        char *text = malloc(length);
        if (!CHECK(text != NULL))
            return;
        for (size_t i = 0; i < length; i++)
            text[i] = i % WIDTH == WIDTH - 1 ? '\n' : 'a';
        CHECK(giji_lines_open(&lines, giji_slice_of(text, length)));
        bool right = lines.count == (length - 1) / WIDTH + 1;
        for (size_t at = 0; at < length; at++)
            right = right && giji_lines_index(&lines, at) == at / WIDTH;
        right = right && giji_lines_index(&lines, length) == lines.count - 1;
        CHECK(right);
        giji_lines_close(&lines);
        free(text);
    }
}

static void test_few_lines(void)
{
    struct lines lines;
    CHECK(giji_lines_open(&lines, (giji_string){NULL, 0}));
    CHECK(lines.count == 1 && giji_lines_index(&lines, 0) == 0);
    CHECK(giji_lines_column(&lines, 0) == 1 && giji_lines_line(&lines, 0).length == 0);
    giji_lines_close(&lines);
    CHECK(giji_lines_open(&lines, giji_slice("一\n")));
    CHECK(lines.count == 1 && giji_lines_index(&lines, 4) == 0);
    CHECK_TEXT(giji_lines_line(&lines, 0), "一");
    giji_lines_close(&lines);
    CHECK(giji_lines_open(&lines, giji_slice("\r\n")));
    CHECK(lines.count == 1 && giji_lines_line(&lines, 0).length == 0);
    giji_lines_close(&lines);
}

static void test_characters(void)
{
    giji_string text = giji_slice("aあ𠮷");
    size_t at = 0;
    CHECK(giji_next_char(text, &at) == 'a' && at == 1);
    CHECK(giji_next_char(text, &at) == 0x3042 && at == 4);
    CHECK(giji_next_char(text, &at) == 0x20BB7 && at == 8);
    CHECK(giji_next_char(text, &at) == 0 && at == 8);
    CHECK(giji_previous_char(text, &at) == 0x20BB7 && at == 4);
    CHECK(giji_previous_char(text, &at) == 0x3042 && at == 1);
    CHECK(giji_previous_char(text, &at) == 'a' && at == 0);
    CHECK(giji_previous_char(text, &at) == 0 && at == 0);
    CHECK(giji_is_space(0x3000) && giji_is_space(0xFEFF) && giji_is_space('\f'));
    CHECK(!giji_is_space(0) && !giji_is_space('a') && !giji_is_space(0x3001));
    CHECK(giji_is_kanji(0x8B70) && giji_is_kanji(0x3005) && giji_is_kanji(0xFA11));
    CHECK(giji_is_kanji(0x30F6) && !giji_is_kanji(0x3042));
    CHECK(giji_is_hiragana(0x3042) && !giji_is_hiragana(0x30A2));
    CHECK(giji_is_katakana(0x30A2) && giji_is_katakana(0x30FC) && giji_is_katakana(0xFF71));
    CHECK(!giji_is_katakana(0x30FB));
}

static void test_trim(void)
{
    CHECK_TEXT(giji_trim(giji_slice("　 議題 \r\n")), "議題");
    CHECK_TEXT(giji_trim(giji_slice("議　題")), "議　題");
    CHECK_TEXT(giji_trim(giji_slice(" 　\t")), "");
    CHECK(giji_trim((giji_string){NULL, 0}).length == 0);
}

static void check_folded(const char *text, const char *want)
{
    struct buffer out = {0};
    giji_fold(giji_slice(text), &out);
    CHECK(!out.failed);
    CHECK_TEXT(giji_buffer_text(&out), want);
    giji_buffer_free(&out);
}

static void test_fold(void)
{
    check_folded("", "");
    check_folded(" a B\t", "aB");
    check_folded("日　時：", "日時:");
    check_folded("ｷﾞｼﾞﾛｸ（１）①", "ギジロク(1)1");
    check_folded("か\xE3\x82\x99", "が");
    check_folded("﨑髙", "﨑髙");
    check_folded("㈱", "(株)");
    char pairs[600] = "", want[300] = "";
    for (int i = 0; i < 80; i++) {
        memcpy(pairs + 6 * i, "ｶﾞ", 6);
        memcpy(want + 3 * i, "ガ", 3);
    }
    check_folded(pairs, want);
}

/* What ICU makes of the units, without white space. */
static giji_string fold_by_icu(const UChar *units, int32_t count, char room[64])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar folded[64];
    char bytes[64];
    int32_t written = 0;
    size_t length = 0;
    int32_t made =
        unorm2_normalize(unorm2_getNFKCInstance(&status), units, count, folded, 64, &status);
    u_strToUTF8(bytes, sizeof bytes, &written, folded, made, &status);
    CHECK(U_SUCCESS(status));
    for (size_t at = 0, here = 0; at < (size_t)written; here = at)
        if (!giji_is_space(giji_next_char(giji_slice_of(bytes, (size_t)written), &at)))
            for (; here < at; here++)
                room[length++] = bytes[here];
    return giji_slice_of(room, length);
}

/* Every character but white space alone, behind か, which a mark may change, and before a mark. */
static void test_fold_every_character(void)
{
    for (unsigned unit = 1; unit < 0x10000; unit++) {
        const UChar units[] = {0x304B, (UChar)unit, 0x3099};
        for (int which = 0; which < 4 && (unit & 0xF800) != 0xD800 && !giji_is_space(unit);
             which++) {
            char room[64], text[16];
            int32_t length = 0, from = which & 1, count = 1 + !from + (which >> 1);
            UErrorCode status = U_ZERO_ERROR;
            u_strToUTF8(text, sizeof text, &length, units + from, count, &status);
            struct buffer folded = {0};
            giji_fold(giji_slice_of(text, (size_t)length), &folded);
            bool same =
                giji_slice_equal(giji_buffer_text(&folded), fold_by_icu(units + from, count, room));
            if (!same && !CHECK(same))
                fprintf(stderr, "  U+%04X\n", unit);
            giji_buffer_free(&folded);
        }
    }
}

static void check_number(const char *text, long want, size_t behind)
{
    size_t at = 0;
    long value = giji_read_number(giji_slice(text), &at);
    if (!CHECK(value == want && at == behind))
        fprintf(stderr, "  '%s' gave %ld, %zu\n", text, value, at);
}

static void test_numbers(void)
{
    check_number("12月", 12, 2);
    check_number("１２月", 12, 6);
    check_number("1２", 12, 4);
    check_number("1000000", 1000000, 7);
    check_number("1000001", -1, 0);
    check_number("99999999999999999999999", -1, 0);
    check_number("元年", 1, 3);
    check_number("二十一", 21, 9);
    check_number("百五", 105, 6);
    check_number("十", 10, 3);
    check_number("三千二百一", 3201, 15);
    check_number("一万二千", 12000, 12);
    check_number("百万", 1000000, 6);
    check_number("百一万", -1, 0);
    check_number("二〇二五年", 2025, 12);
    check_number("零", 0, 3);
    check_number("十百", 10, 3);
    check_number("万", -1, 0);
    check_number("年", -1, 0);
    check_number("", -1, 0);
}

static void test_width(void)
{
    CHECK(giji_display_width(giji_slice("abc")) == 3);
    CHECK(giji_display_width(giji_slice("議事録")) == 6);
    CHECK(giji_display_width(giji_slice("ｷﾞ１")) == 4);
    CHECK(giji_display_width(giji_slice("○●→")) == 3);
    CHECK(giji_display_width(giji_slice("か\xE3\x82\x99")) == 2);
    CHECK(giji_display_width(giji_slice("\xE3\x81")) == 2);
    CHECK(giji_display_width(giji_slice("あ\xE3")) == 3);
    CHECK(giji_display_width((giji_string){NULL, 0}) == 0);
}

/* What is absent is {NULL, 0}, and begins and ends every text. */
static void test_absent_slices(void)
{
    const giji_string absent = {NULL, 0}, text = giji_slice("text");
    CHECK(giji_slice_begins(text, absent) && giji_slice_begins(absent, absent));
    CHECK(giji_slice_ends(text, absent) && giji_slice_ends(absent, absent));
    CHECK(!giji_slice_begins(absent, text) && !giji_slice_ends(absent, text));
}

/* ---- tags -------------------------------------------------------------------------------- */

static void test_tags(void)
{
    static const struct check_case cases[] = {
        CASE("", ""),
        CASE("a < b & c", "a < b & c"),
        CASE("<委員>ある", "<委員>ある"),
        CASE("<p>○議長</p>\n", "   ○議長    \n"),
        CASE("<p>あ</p><p>い</p>", "   あ      \nい    "),
        CASE("あ<br/>い", "あ    \nい"),
        CASE("あ<b>い</b>", "あ   い    "),
        CASE("<td class=\"x\">あ", "              あ"),
        CASE("<p\n>あ", "<p\n>あ"),
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(giji_untag(&arena, giji_slice(cases[i].text)), cases[i].want, __FILE__,
                   cases[i].line);
    giji_arena_free(&arena);
}

int main(void)
{
    test_absent_slices();
    test_names();
    test_utf_8();
    test_every_character();
    test_round_trips();
    test_cut_anywhere();
    test_rubbish();
    test_vendor_characters();
    test_half_width_kana();
    test_escapes();
    test_flaws();
    test_broken_utf_8();
    test_zero_copy();
    test_short_texts();
    test_detection();
    test_byte_order();
    test_refusals();
    for (int wide = 1; wide >= 0; wide--) {
        giji_allow_wide(wide);
        test_lines();
        test_few_lines();
        test_many_lines();
        test_long_line("line\n");
        test_long_line("line\r");
        test_mixed_lines();
        test_lines_of_any_length();
    }
    giji_allow_wide(true);
    test_characters();
    test_trim();
    test_fold();
    test_fold_every_character();
    test_numbers();
    test_width();
    test_tags();
    return check_result();
}
