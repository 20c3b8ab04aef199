/* Loops over many bytes at once: they find what loops over single bytes find, with the wide instructions of the
 * processor and without, wherever in a text something stands. */
#include "check.h"

#include "base/search.h"
#include "base/vector.h"
#include "export/plain.h"
#include "parse/sentence.h"
#include "text/controls.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* The same numbers in every run. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

static size_t below(uint32_t *state, size_t limit)
{
    return next_number(state) % limit;
}

/* ---- texts --------------------------------------------------------------------------------- */

enum { LONGEST = 3000, ROUNDS = 4000 };

/* What texts are made of: what is common in them, and what is rare or broken. */
static const char *const common[] = {"あ", "議", "。", "\n", "（", "ー", "委員", "A b", "７", "　"};
static const char *const rare[] = {
    "\xC3\xA9",
    "\xE0\xA4\x85",
    "\xED\x95\x9C",
    "\xF0\xA0\xAE\xB7",
    "\xEF\xBF\xBF",
    "\xC2\xA0",
    "\xC2\x85",
    "\xE2\x80\x83",
    "\xE2\x80\xA8",
    "\xE2\x81\xA0",
    "\xE1\x9A\x80",
    "※",
    "\xEF\xBB\xBF",
    "\t",
    "\r",
    "\f",
    "&",
    "<",
    ">",
    "\x01",
    "\x1F",
    "\v",
    "\x7F",
    "\"",
    "\\",
    "！",
    "？",
    "．",
    "｡",
    "?",
    "!",
    "ー",
    "。",
};
static const char *const broken[] = {
    "\xE3",         "\xE3\x81",     "\x80", "\xC0\x80", "\xE0\x80\x80",
    "\xED\xA0\x80", "\xF4\x90\x80", "\xFF", "\xF5",     "\xF0\x80\x80\x80",
};
enum {
    COMMON = sizeof common / sizeof *common,
    RARE = sizeof rare / sizeof *rare,
    BROKEN = sizeof broken / sizeof *broken
};

static giji_string pick(uint32_t *state, bool with_broken, bool plain)
{
    size_t which = below(state, with_broken ? RARE + BROKEN : RARE);
    if (plain)
        return giji_slice(common[below(state, COMMON)]);
    return giji_slice(which < RARE ? rare[which] : broken[which - RARE]);
}

/* A text of some length with a few rare pieces, in memory of just its size. */
static giji_string make_text(uint32_t *state, bool with_broken)
{
    char room[LONGEST];
    size_t length = 0, most = 1 + below(state, LONGEST - 1), plants = below(state, 4);
    for (;;) {
        bool plain = below(state, LONGEST) >= plants * 8;
        giji_string piece = pick(state, with_broken, plain);
        if (length + piece.length > most)
            break;
        memcpy(room + length, piece.data, piece.length);
        length += piece.length;
    }
    char *copy = malloc(length ? length : 1);
    if (!copy)
        abort();
    memcpy(copy, room, length);
    return giji_slice_of(copy, length);
}

/* ---- what is compared ---------------------------------------------------------------------- */

static size_t first_flaw(giji_string text)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    for (size_t at = 0; at < text.length;) {
        int width = giji_utf8_length(bytes + at, text.length - at);
        if (width < 0)
            return at;
        at += (size_t)width;
    }
    return text.length;
}

static void check_utf_8(giji_string text)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t flaw = first_flaw(text);
    CHECK(giji_utf8_invalid(bytes, text.length, 0) == flaw);
    /* From behind a flaw on, too. */
    for (size_t start = flaw; start < text.length; start = flaw) {
        start += (size_t)-giji_utf8_length(bytes + start, text.length - start);
        flaw = start + first_flaw(giji_slice_cut(text, start, text.length));
        CHECK(giji_utf8_invalid(bytes, text.length, start) == flaw);
    }
}

static void check_controls(giji_string text)
{
    bool found = false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        found |= (byte < 0x20 && !strchr("\t\n\r\f", byte)) || byte == 0 || byte == 0x7F;
    }
    CHECK(giji_has_controls((const unsigned char *)text.data, text.length) == found);
}

static void check_visible(giji_string text)
{
    size_t visible = 0;
    for (size_t at = 0, here = 0; at < text.length; here = at)
        if (!giji_is_space(giji_next_char(text, &at)))
            visible += at - here;
    CHECK(giji_visible_bytes(text) == visible);
}

static size_t first_unfit(giji_string text, size_t from, bool xml)
{
    for (size_t at = from; at < text.length; at++) {
        unsigned char byte = (unsigned char)text.data[at];
        bool control = byte < 0x20 && !(xml && (byte == '\t' || byte == '\n'));
        if (control || (byte && strchr(xml ? "&<>" : "\"\\", byte)) ||
            (xml &&
             giji_slice_begins(giji_slice_cut(text, at, text.length), giji_slice("\xEF\xBF"))))
            return at;
    }
    return text.length;
}

static void check_plain(giji_string text, uint32_t *state)
{
    for (size_t from = below(state, text.length + 1); from <= text.length; from++) {
        size_t json = giji_json_plain(text, from), xml = giji_xml_plain(text, from);
        CHECK(json == first_unfit(text, from, false));
        CHECK(xml == first_unfit(text, from, true));
        from = json < xml ? json : xml;
    }
}

static void check_sentence_ends(giji_string text)
{
    size_t found = giji_find_sentence_end(text, 0);
    for (size_t at = 0, next = 0; at < text.length; at = next)
        if (giji_ends_sentence(giji_next_char(text, &next))) {
            CHECK(found == at);
            found = giji_find_sentence_end(text, next);
        }
    CHECK(found == text.length);
}

/* Words that the text may hold: some of what it is made of, and parts of it. */
static void check_words(giji_string text, uint32_t *state)
{
    giji_string words[12];
    size_t count = below(state, 12);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        size_t start = below(state, text.length + 1), left = text.length - start;
        bool part = below(state, 8) == 0;
        words[i] = part ? giji_slice_cut(text, start, start + below(state, left < 9 ? left + 1 : 9))
                        : giji_slice(rare[below(state, RARE)]);
        found |= giji_slice_find(text, words[i], 0) != SIZE_MAX;
    }
    CHECK(giji_holds_any(text, words, count) == found);
}

static void check_all(void)
{
    uint32_t state = 1;
    for (size_t round = 0; round < ROUNDS; round++) {
        giji_string text = make_text(&state, true);
        check_utf_8(text);
        check_controls(text);
        check_plain(text, &state);
        free((char *)text.data);
        text = make_text(&state, false);
        check_visible(text);
        check_sentence_ends(text);
        for (int i = 0; i < 4; i++) {
            size_t end = below(&state, text.length + 1);
            check_words(giji_slice_cut(text, 0, end), &state);
            check_words(giji_slice_cut(text, 0, below(&state, end < 80 ? end + 1 : 80)), &state);
        }
        free((char *)text.data);
    }
}

int main(void)
{
    check_all();
    giji_allow_wide(false);
    check_all();
    return check_result();
}
