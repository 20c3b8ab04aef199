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
 *     what reads best: CP932, EUC-JP, UTF-16 or UTF-8, as score.c says
 *
 * Only the strict check of UTF-8 reads the whole input. Everything else looks at a sample
 * around the first byte that is not ASCII, or from the first escape on. */
#include "text/encoding.h"

#include "base/error.h"
#include "base/vector.h"
#include "text/score.h"
#include "text/utf8.h"

enum { SAMPLE_LENGTH = 65536 };

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

static size_t count_controls(struct sample sample)
{
    unsigned controls = 0; /* a sample has no more bytes than that counts */
    for (size_t i = 0; i < sample.length; i++)
        controls += giji_is_odd_control(sample.bytes[i]);
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
    long little = giji_score_utf_16(sample, true), big = giji_score_utf_16(sample, false);
    long tenths = mostly_controls(sample) ? 8 : 9;
    *order = little > big ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
    return (little > big ? little : big) * 10 >= (long)sample.length * POINTS_ASCII * tenths;
}

/* How many bytes of a short block can be in no character: tails without a lead, and leads without a tail. The three bytes
 * before it are in the sample, too. */
GIJI_LOOP unsigned char count_stray(const unsigned char *bytes, size_t length)
{
    unsigned char stray = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = bytes[i], first = *(bytes + i - 1);
        unsigned char is_tail = (signed char)byte < -0x40, led = first >= 0xC0;
        unsigned char reached = led | (*(bytes + i - 2) >= 0xE0) | (*(bytes + i - 3) >= 0xF0);
        stray += (unsigned char)((is_tail & (reached ^ 1)) | ((is_tail ^ 1) & led));
    }
    return stray;
}

GIJI_LOOP size_t count_stray_in_blocks(struct sample sample)
{
    enum { BLOCK = 224 };
    size_t stray = 0;
    for (size_t at = 3; at + BLOCK <= sample.length; at += BLOCK)
        stray += count_stray(sample.bytes + at, BLOCK);
    return stray;
}

GIJI_WIDE static size_t count_stray_wide(struct sample sample)
{
    return count_stray_in_blocks(sample);
}

/* Whether more than a tenth of the bytes are stray: then nine tenths of those that are not ASCII cannot be in characters. */
static bool hardly_utf_8(struct sample sample)
{
    size_t stray = giji_is_wide() ? count_stray_wide(sample) : count_stray_in_blocks(sample);
    return stray > sample.length / 10 + 1;
}

static bool mostly_utf_8(struct sample sample)
{
    size_t good = 0, bad = 0;
    if (hardly_utf_8(sample))
        return false;
    for (size_t at = 0; at < sample.length;) {
        int width = giji_utf8_length(sample.bytes + at, sample.length - at);
        size_t taken = (size_t)(width < 0 ? -width : width);
        if (width > 1)
            good += taken;
        else if (width < 0 && at + taken < sample.length)
            bad += taken;
        at += taken;
        if (good + (sample.length - at) < 9 * bad)
            return false;
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
    return escapes ? ENCODING_ISO_2022_JP : giji_best_encoding(sample);
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
    bool little = giji_score_utf_16(sample, true) > giji_score_utf_16(sample, false);
    return little ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
}
