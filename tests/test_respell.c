/* Patterns spelled for speed match what they match as they are written. */
#include "check.h"

#include "grammar/code.h"
#include "grammar/respell.h"
#include "text/utf8.h"

static const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED | PCRE2_ANCHORED;

/* Each matches one character, or does not. */
static const char *const classes[] = {
    "[^。、「」]",
    "[^\\s（()）「」『』、。：:○◯]",
    "[^\\h\\]\\[^\\-。]",
    "[^\\v\\\\a-z０-９ぁ-ん]",
    "[^ #\\t、。，．]# [^comment\n",
    "(?m:[^は-ん一-龠。\\n])",
    "[^\\x{3042}、。，．]",
    "[^\\S、。，．]",
    "[^\\d、。，．]",
    "(?i)[^a-c、。，．]",
    "[^\xED\x9F\xBF、。，．]",
    "[^\xEE\x80\x80、。，．]",
    "[^]、。，．]",
};

static const char *const kept[] = {
    "[^。]",      "[^\\n\\r]",    "[○◯〇◎]",     "(?i)[^a-c、。，．]",
    "[^\\d、。]", "\\[^、。，．", "#[^、。，．]"};

static pcre2_code *compile(const struct codes *codes, giji_string text)
{
    int fault = 0;
    size_t at = 0;
    pcre2_code *code = giji_code_compile(codes, text, options, PCRE2_NEWLINE_LF, &fault, &at);
    CHECK(code);
    return code;
}

/* Compares the two on every character of the basic plane, and on some of the others. */
static void compare(const pcre2_code *written, const pcre2_code *spelled)
{
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x10000 ? 1 : 4093) {
        char bytes[4];
        unsigned length = giji_utf8_write(c, bytes);
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        int first = pcre2_match(written, (PCRE2_SPTR)bytes, length, 0, 0, data, NULL);
        int second = pcre2_match(spelled, (PCRE2_SPTR)bytes, length, 0, 0, data, NULL);
        if (first != second)
            CHECK(c == UINT32_MAX); /* says which file and line, for every character that differs */
    }
    pcre2_match_data_free(data);
}

static void test_class(const struct codes *codes, giji_string text)
{
    struct arena arena = {0};
    pcre2_code *written = compile(codes, text);
    pcre2_code *spelled = compile(codes, giji_respell(text, &arena));
    if (written && spelled)
        compare(written, spelled);
    pcre2_code_free(written);
    pcre2_code_free(spelled);
    giji_arena_free(&arena);
}

static void test_texts(void)
{
    struct arena arena = {0};
    giji_string spelled = giji_respell(giji_slice("a[^、。あ：]b"), &arena);
    CHECK(giji_slice_is(
        spelled,
        "a[\\x{3043}-\\x{FF19}\\x{3003}-\\x{3041}\\x{0}-\\x{3000}\\x{FF1B}-\\x{10FFFF}]b"));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        CHECK(giji_slice_is(giji_respell(giji_slice(kept[i]), &arena), kept[i]));
    giji_arena_free(&arena);
}

/* What is good as it is written, and too large for PCRE2 spelled anew, is compiled as it is written. */
static void test_too_large(void)
{
    enum { CLASSES = 550 };
    int fault = 0;
    size_t at = 0;
    struct code code;
    struct codes codes;
    struct arena arena = {0};
    struct buffer text = {0};
    for (int i = 0; i < CLASSES; i++)
        giji_buffer_add(&text, giji_slice("(?:[^\\s（()）「」『』、。：:○◯]x)?"));
    giji_string written = giji_buffer_text(&text);
    CHECK(giji_codes_open(&codes));
    CHECK(!giji_code_compile(&codes, giji_respell(written, &arena), options, PCRE2_NEWLINE_LF,
                             &fault, &at));
    giji_code_init(&code, &codes, written, options, PCRE2_NEWLINE_LF);
    CHECK(giji_code_plain(&code));
    giji_code_leave(&code);
    giji_codes_close(&codes);
    giji_arena_free(&arena);
    giji_buffer_free(&text);
}

int main(void)
{
    struct codes codes;
    CHECK(giji_codes_open(&codes));
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        test_class(&codes, giji_slice(classes[i]));
    giji_codes_close(&codes);
    test_texts();
    test_too_large();
    return check_result();
}
