/* The names of encodings, in the spellings that users, mail headers and other programs have. */
#include "text/encoding.h"

static const char *const labels[ENCODING_COUNT] = {"UTF-8",  "CP932",    "EUC-JP",  "ISO-2022-JP",
                                                   "UTF-16", "UTF-16LE", "UTF-16BE"};

/* Spellings without case, hyphens, underlines and spaces. */
static const struct {
    const char *spelling;
    enum encoding encoding;
} spellings[] = {
    {"utf8", ENCODING_UTF_8},
    {"cp932", ENCODING_CP932},
    {"ms932", ENCODING_CP932},
    {"932", ENCODING_CP932},
    {"windows932", ENCODING_CP932},
    {"windows31j", ENCODING_CP932},
    {"cswindows31j", ENCODING_CP932},
    {"shiftjis", ENCODING_CP932},
    {"csshiftjis", ENCODING_CP932},
    {"sjis", ENCODING_CP932},
    {"sjiswin", ENCODING_CP932},
    {"xsjis", ENCODING_CP932},
    {"mskanji", ENCODING_CP932},
    {"eucjp", ENCODING_EUC_JP},
    {"xeucjp", ENCODING_EUC_JP},
    {"eucjpms", ENCODING_EUC_JP},
    {"eucjpwin", ENCODING_EUC_JP},
    {"euc", ENCODING_EUC_JP},
    {"ujis", ENCODING_EUC_JP},
    {"cp51932", ENCODING_EUC_JP},
    {"iso2022jp", ENCODING_ISO_2022_JP},
    {"iso2022jp1", ENCODING_ISO_2022_JP},
    {"iso2022jpms", ENCODING_ISO_2022_JP},
    {"csiso2022jp", ENCODING_ISO_2022_JP},
    {"jis", ENCODING_ISO_2022_JP},
    {"cp50220", ENCODING_ISO_2022_JP},
    {"cp50221", ENCODING_ISO_2022_JP},
    {"cp50222", ENCODING_ISO_2022_JP},
    {"utf16", ENCODING_UTF_16},
    {"utf16le", ENCODING_UTF_16LE},
    {"utf16be", ENCODING_UTF_16BE},
};

static bool is_separator(char character)
{
    return character == '-' || character == '_' || character == ' ';
}

static char lower_case(char character)
{
    if (character >= 'A' && character <= 'Z')
        return (char)(character - 'A' + 'a');
    return character;
}

/* Whether `text` is `spelling` but for case and separators. */
static bool spells(const char *text, const char *spelling)
{
    for (;; text++) {
        if (is_separator(*text))
            continue;
        if (lower_case(*text) != *spelling)
            return false;
        if (*text == '\0')
            return true;
        spelling++;
    }
}

enum encoding giji_encoding_find(const char *spelling)
{
    if (!spelling)
        return ENCODING_COUNT;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (spells(spelling, spellings[i].spelling))
            return spellings[i].encoding;
    return ENCODING_COUNT;
}

const char *giji_encoding_label(enum encoding encoding)
{
    return encoding < ENCODING_COUNT ? labels[encoding] : NULL;
}

const char *giji_encoding_name(const char *spelling)
{
    return giji_encoding_label(giji_encoding_find(spelling));
}
