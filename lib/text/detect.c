/* Finding out how a dump is encoded, and that a file is no text at all.
 *
 * In this order, each step only where those before did not decide:
 *
 *     the first bytes of well-known formats that are no text
 *     a byte order mark
 *     strict UTF-8: then it is that, unless control characters are in it and are the escapes of ISO-2022-JP or
 *     the zero bytes of UTF-16
 *     UTF-8 with some broken bytes: nine tenths of what is not ASCII lie in characters
 *     the escapes of ISO-2022-JP
 *     what reads best: CP932, EUC-JP, UTF-16 or UTF-8
 *
 * "Reads best" is a sum of points over the characters that an encoding gives: what is common in
 * Japanese text scores high, what is rare scores low, what is broken costs. JIS X 0208 is laid out
 * by how common its characters are, so that a row is enough to go by; the points are set so that
 * kana and kanji of one encoding beat the half-width kana, rare kanji or plain letters that the
 * same bytes are in another.
 *
 * Only the strict check of UTF-8 reads the whole input. Everything else looks at a sample
 * around the first byte that is not ASCII, or from the first escape on. */
#include "text/encoding.h"

#include "base/error.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum { SAMPLE_LENGTH = 65536 };

enum {
    POINTS_COMMON = 12,    /* kana, punctuation, full-width letters and digits */
    POINTS_KANJI = 10,     /* the kanji of level 1, or any where levels do not show */
    POINTS_SYMBOL = 6,     /* symbols, ① and the like */
    POINTS_HALF_WIDTH = 5, /* half-width kana, one byte each, so that two are worth a kanji */
    POINTS_VOICED = 8,     /* a half-width voicing mark behind a kana that takes one */
    POINTS_ASCII = 2,      /* a byte of ASCII */
    POINTS_ANY_KANJI = 3,  /* kanji in UTF-16: nearly half of all pairs of bytes are some kanji */
    POINTS_RARE = -4,      /* level 2, user-defined; half-width punctuation */
    POINTS_ODD = -8,       /* other scripts; a half-width voicing mark elsewhere */
    POINTS_BROKEN = -20    /* control characters, bytes that are no character */
};

/* A part of the input, read from its start. */
struct sample {
    const unsigned char *bytes;
    size_t length;
};

/* ---- what is no text ------------------------------------------------------------------ */

static const struct magic {
    size_t offset;
    const char *bytes;
    size_t length;
    const char *what;
    const char *advice;
} magics[] = {
    {0, "\xFF\xFE\0\0", 4, "text in UTF-32, which giji does not read",
     "convert it first, with iconv -f UTF-32 -t UTF-8"},
    {0, "\0\0\xFE\xFF", 4, "text in UTF-32, which giji does not read",
     "convert it first, with iconv -f UTF-32 -t UTF-8"},
    {0, "%PDF-", 5, "a PDF file", "turn it into text first, for instance with pdftotext -layout"},
    {0, "%!PS", 4, "a PostScript file", "turn it into text first, for instance with ps2txt"},
    {0, "PK\3\4", 4, "a ZIP archive or an office document (docx, xlsx, odt)",
     "unpack it, or save the document as plain text first"},
    {0, "\xD0\xCF\x11\xE0", 4, "an office document (doc, xls, ppt)",
     "save the document as plain text first"},
    {0, "\x1F\x8B\x08", 3, "a file compressed by gzip", "uncompress it first, with gunzip"},
    {0,
     "\x7F"
     "ELF",
     4, "a program", "give giji the text of a dump"},
    {0, "\x89PNG", 4, "a PNG image", "read its text out first, with an OCR program"},
    {0, "\xFF\xD8\xFF", 3, "a JPEG image", "read its text out first, with an OCR program"},
    {0, "GIF8", 4, "a GIF image", "read its text out first, with an OCR program"},
    {8, "WAVEfmt", 7, "a sound recording", "write down what is said in it first"},
    {8, "AVI LIST", 8, "a video recording", "write down what is said in it first"},
    {8, "WEBPVP8", 7, "a WebP image", "read its text out first, with an OCR program"},
};

static const struct magic *find_magic(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const struct magic *magic = magics + i;
        if (length >= magic->offset + magic->length &&
            memcmp(bytes + magic->offset, magic->bytes, magic->length) == 0)
            return magic;
    }
    return NULL;
}

/* Without a branch, so that a compiler may look at many bytes at once. */
static bool is_control(unsigned byte)
{
    unsigned of_text =
        (byte == '\t') | (byte == '\n') | (byte == '\r') | (byte == '\f') | (byte == '\033');
    return ((byte < 0x20) & !of_text) | (byte == 0x7F);
}

static size_t count_controls(struct sample sample)
{
    unsigned controls = 0; /* a sample has no more bytes than that counts */
    for (size_t i = 0; i < sample.length; i++)
        controls += is_control(sample.bytes[i]);
    return controls;
}

static bool mostly_controls(struct sample head)
{
    return count_controls(head) > head.length / 10;
}

static bool refuse(giji_error *error, const char *what, const char *advice)
{
    return giji_error_at(error, GIJI_ERROR_BINARY, &(struct error_place){0}, advice,
                         "the input is no text: %s", what);
}

/* ---- how well the input reads --------------------------------------------------------- */

static long points_of_ascii(unsigned byte)
{
    return is_control(byte) ? POINTS_BROKEN : POINTS_ASCII;
}

/* `row` counts from 1, as the standard's rows do. */
static long points_of_row(unsigned row)
{
    if (row == 1 || (row >= 3 && row <= 5))
        return POINTS_COMMON;
    if (row == 2 || row == 13)
        return POINTS_SYMBOL;
    if (row >= 16 && row <= 47)
        return POINTS_KANJI;
    bool empty = (row >= 9 && row <= 15) || (row >= 85 && row <= 88) || row == 93 || row == 94;
    return empty ? POINTS_BROKEN : POINTS_RARE;
}

/* A byte of half-width kana behind the byte `previous`. */
static long points_of_half_width(unsigned byte, unsigned previous)
{
    bool voiced = (previous >= 0xB6 && previous <= 0xC4) ||
                  (previous >= 0xCA && previous <= 0xCE) || previous == 0xB3;
    if (byte >= 0xDE)
        return voiced ? POINTS_VOICED : POINTS_ODD;
    return byte < 0xA6 ? POINTS_RARE : POINTS_HALF_WIDTH;
}

static long points_of_character(uint32_t character)
{
    if (character < 0x80)
        return points_of_ascii(character);
    if (character >= 0x3000 && character <= 0x30FF)
        return POINTS_COMMON;
    if (character >= 0xFF01 && character <= 0xFF5E)
        return POINTS_COMMON;
    if (giji_is_kanji(character))
        return POINTS_KANJI;
    if (giji_is_katakana(character))
        return POINTS_HALF_WIDTH;
    return character >= 0x2010 && character <= 0x33FF ? POINTS_SYMBOL : POINTS_ODD;
}

/* In each of the functions that follow, a character that the sample's end cuts counts nothing. */

static long score_utf_8(struct sample sample)
{
    long score = 0;
    for (size_t at = 0; at < sample.length;) {
        int width = giji_utf8_length(sample.bytes + at, sample.length - at);
        size_t taken = (size_t)(width < 0 ? -width : width);
        if (width > 0)
            score += points_of_character(giji_utf8_read(sample.bytes + at, width));
        else if (at + taken < sample.length)
            score += POINTS_BROKEN;
        at += taken;
    }
    return score;
}

static bool is_cp932_lead(unsigned byte)
{
    return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
}

static long points_of_cp932_pair(unsigned lead, unsigned trail)
{
    if (trail < 0x40 || trail == 0x7F || trail > 0xFC)
        return POINTS_BROKEN;
    unsigned row = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 2 + (trail >= 0x9F) + 1;
    return row > 94 ? POINTS_RARE : points_of_row(row);
}

static long score_cp932(struct sample sample)
{
    long score = 0;
    for (size_t at = 0; at < sample.length; at++) {
        unsigned byte = sample.bytes[at];
        if (byte < 0x80)
            score += points_of_ascii(byte);
        else if (byte >= 0xA1 && byte <= 0xDF)
            score += points_of_half_width(byte, at ? sample.bytes[at - 1] : 0);
        else if (!is_cp932_lead(byte))
            score += POINTS_BROKEN;
        else if (at + 1 < sample.length) {
            long points = points_of_cp932_pair(byte, sample.bytes[at + 1]);
            score += points;
            at += points != POINTS_BROKEN;
        }
    }
    return score;
}

static long points_of_euc_pair(unsigned lead, unsigned trail)
{
    if (lead == 0x8E)
        return trail >= 0xA1 && trail <= 0xDF ? POINTS_HALF_WIDTH : POINTS_BROKEN;
    if (lead == 0x8F)
        return trail >= 0xA1 && trail <= 0xFE ? POINTS_RARE : POINTS_BROKEN;
    if (lead < 0xA1 || lead > 0xFE || trail < 0xA1 || trail > 0xFE)
        return POINTS_BROKEN;
    return points_of_row(lead - 0xA0);
}

static long score_euc_jp(struct sample sample)
{
    long score = 0;
    for (size_t at = 0; at < sample.length; at++) {
        unsigned byte = sample.bytes[at];
        if (byte < 0x80)
            score += points_of_ascii(byte);
        else if (at + 1 < sample.length) {
            long points = points_of_euc_pair(byte, sample.bytes[at + 1]);
            score += points;
            at += points != POINTS_BROKEN;
            at += points != POINTS_BROKEN && byte == 0x8F;
        }
    }
    return score;
}

static long points_of_unit(unsigned unit)
{
    if (unit < 0x80)
        return is_control(unit) ? POINTS_BROKEN : 2 * POINTS_ASCII;
    return giji_is_kanji(unit) ? POINTS_ANY_KANJI : points_of_character(unit);
}

static long score_utf_16(struct sample sample, bool little)
{
    long score = 0;
    for (size_t at = 0; at + 1 < sample.length; at += 2) {
        unsigned first = sample.bytes[at], second = sample.bytes[at + 1];
        score += points_of_unit(little ? second << 8 | first : first << 8 | second);
    }
    return score;
}

/* Among equals, the first. UTF-16 must read as text, not just less badly than the others. */
static enum encoding best_encoding(struct sample sample)
{
    const struct {
        enum encoding encoding;
        long score;
    } candidates[] = {
        {ENCODING_UTF_8, score_utf_8(sample)},
        {ENCODING_CP932, score_cp932(sample)},
        {ENCODING_EUC_JP, score_euc_jp(sample)},
        {ENCODING_UTF_16LE, score_utf_16(sample, true)},
        {ENCODING_UTF_16BE, score_utf_16(sample, false)},
    };
    size_t best = 0;
    for (size_t i = 1; i < sizeof candidates / sizeof *candidates; i++) {
        bool wide = candidates[i].encoding == ENCODING_UTF_16LE ||
                    candidates[i].encoding == ENCODING_UTF_16BE;
        if (wide && candidates[i].score <= 0)
            continue;
        if (candidates[i].score > candidates[best].score)
            best = i;
    }
    return candidates[best].encoding;
}

/* ---- the steps ------------------------------------------------------------------------ */

static struct sample sample_from(const unsigned char *bytes, size_t length, size_t start)
{
    size_t left = length - start;
    return (struct sample){length ? bytes + start : bytes,
                           left < SAMPLE_LENGTH ? left : SAMPLE_LENGTH};
}

/* Around the first byte that is not ASCII, or zero; from an even offset on, for the sake of UTF-16.
 */
static struct sample telling_sample(const unsigned char *bytes, size_t length)
{
    size_t telling = 0;
    while (telling < length && bytes[telling] > 0 && bytes[telling] < 0x80)
        telling++;
    size_t start = telling > SAMPLE_LENGTH / 2 ? telling - SAMPLE_LENGTH / 2 : 0;
    return sample_from(bytes, length, start & ~(size_t)1);
}

static bool is_ascii(struct sample sample)
{
    for (size_t i = 0; i < sample.length; i++)
        if (sample.bytes[i] >= 0x80)
            return false;
    return true;
}

/* Whether bytes that are valid UTF-8 are rather UTF-16: where some are control characters, such as
 * the zero bytes that ASCII has in UTF-16, and the units score what ASCII would. Letters that are
 * taken for kanji in pairs do not. Where the bytes would be no text else, a kanji and the end of its
 * line are enough. */
static bool reads_as_utf_16(struct sample sample, enum encoding *order)
{
    if (count_controls(sample) == 0)
        return false;
    long little = score_utf_16(sample, true), big = score_utf_16(sample, false);
    long tenths = mostly_controls(sample) ? 8 : 9;
    *order = little > big ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
    return (little > big ? little : big) * 10 >= (long)sample.length * POINTS_ASCII * tenths;
}

static bool mostly_utf_8(struct sample sample)
{
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < sample.length;) {
        int width = giji_utf8_length(sample.bytes + at, sample.length - at);
        size_t taken = (size_t)(width < 0 ? -width : width);
        if (width > 1)
            good += taken;
        else if (width < 0 && at + taken < sample.length)
            bad += taken;
        at += taken;
    }
    return good > 0 && good >= 9 * bad;
}

/* Whether there is an escape to a Japanese set. */
static bool has_japanese_escape(const unsigned char *bytes, size_t length)
{
    static const char *const escapes[] = {"\033$@", "\033$B", "\033$(", "\033(I"};
    const unsigned char *first = length ? memchr(bytes, '\033', length) : NULL;
    if (!first)
        return false;
    struct sample sample = sample_from(bytes, length, (size_t)(first - bytes));
    giji_string text = {(const char *)sample.bytes, sample.length};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (giji_slice_find(text, giji_slice(escapes[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static enum encoding byte_order_mark(const unsigned char *bytes, size_t length)
{
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        return ENCODING_UTF_8;
    if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return ENCODING_UTF_16LE;
    if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return ENCODING_UTF_16BE;
    return ENCODING_COUNT;
}

static enum encoding among_valid_utf_8(struct sample sample, bool escapes)
{
    enum encoding order;
    if (escapes && is_ascii(sample))
        return ENCODING_ISO_2022_JP;
    return reads_as_utf_16(sample, &order) ? order : ENCODING_UTF_8;
}

static enum encoding without_mark(const unsigned char *bytes, size_t length, bool valid_utf_8)
{
    struct sample sample = telling_sample(bytes, length);
    bool escapes = has_japanese_escape(bytes, length);
    if (valid_utf_8)
        return among_valid_utf_8(sample, escapes);
    if (mostly_utf_8(sample))
        return ENCODING_UTF_8;
    return escapes ? ENCODING_ISO_2022_JP : best_encoding(sample);
}

bool giji_encoding_detect(const struct source *source, bool valid_utf_8, enum encoding *found,
                          giji_error *error)
{
    const unsigned char *bytes = source->bytes;
    size_t length = source->length;
    const struct magic *magic = find_magic(bytes, length);
    if (magic)
        return refuse(error, magic->what, magic->advice);
    *found = byte_order_mark(bytes, length);
    if (*found != ENCODING_COUNT)
        return true;
    *found = valid_utf_8 && !source->has_controls ? ENCODING_UTF_8
                                                  : without_mark(bytes, length, valid_utf_8);
    bool by_bytes =
        *found == ENCODING_UTF_8 || *found == ENCODING_CP932 || *found == ENCODING_EUC_JP;
    if (by_bytes && source->has_controls && mostly_controls(sample_from(bytes, length, 0)))
        return refuse(error, "more than a tenth of it are control characters",
                      "give giji the text of a dump, or name its encoding");
    return true;
}

enum encoding giji_encoding_byte_order(const unsigned char *bytes, size_t length)
{
    enum encoding mark = byte_order_mark(bytes, length);
    if (mark == ENCODING_UTF_16LE || mark == ENCODING_UTF_16BE)
        return mark;
    struct sample sample = sample_from(bytes, length, 0);
    bool little = score_utf_16(sample, true) > score_utf_16(sample, false);
    return little ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
}
