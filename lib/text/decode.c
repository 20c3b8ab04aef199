/* Decoding. What is read, bytes in hexadecimal:
 *
 *     CP932        00..7F | A1..DF half-width kana | lead 81..9F E0..FC, trail 40..7E 80..FC
 *     EUC-JP       00..7F | 8E A1..DF half-width kana | A1..FE A1..FE | 8F A1..FE A1..FE
 *     ISO-2022-JP  characters of the set in force, and what changes it:
 *                    ESC ( B  ASCII              ESC ( J  JIS X 0201 roman
 *                    ESC ( I  half-width kana    ESC $ @, ESC $ B, ESC $ ( @, ESC $ ( B  JIS X 0208
 *                    ESC $ ( D  JIS X 0212       SO, SI  half-width kana, and back
 *                  a line's end brings ASCII back; A1..DF is half-width kana in any set
 *     UTF-16       two bytes a unit, surrogates in pairs
 *     UTF-8        as text/utf8.c says; read here only where some of it is broken
 *
 * The bytes of each character are known here one by one, which the way back from the text needs;
 * the characters themselves come from the tables of text/jis.h. A lead byte without its trail is a
 * flaw of one byte, so that the byte behind it is read for itself; a pair that holds no character
 * is a flaw of two. */
#include "text/decode.h"

#include "base/buffer.h"
#include "base/error.h"
#include "text/jis.h"
#include "text/utf8.h"

#include <stdlib.h>

enum { KEPT_FLAWS = 100, REPLACEMENT = 0xFFFD, HALF_WIDTH_KANA = 0xFF61 - 0xA1 };

struct decoder {
    struct source *source;
    const struct jis *jis;
    struct buffer text;
    size_t at;  /* the byte that is read next */
    size_t end; /* where the last character's bytes end: beyond are escape sequences, or `at` */
    size_t run_capacity;
    bool no_memory;
    bool too_large;
};

static unsigned peek(const struct decoder *decoder, size_t ahead)
{
    size_t left = decoder->source->length - decoder->at;
    return ahead < left ? decoder->source->bytes[decoder->at + ahead] : 0;
}

static bool going_on(const struct decoder *decoder)
{
    return decoder->at < decoder->source->length && !decoder->no_memory && !decoder->too_large &&
           !decoder->text.failed;
}

static bool grow_runs(struct decoder *decoder)
{
    struct source *source = decoder->source;
    size_t larger = decoder->run_capacity ? decoder->run_capacity * 2 : 64;
    struct source_run *moved = realloc(source->runs, larger * sizeof *moved);
    decoder->no_memory |= !moved;
    if (!moved)
        return false;
    source->runs = moved;
    decoder->run_capacity = larger;
    return true;
}

/* The place of one more run; NULL where memory ran out. */
static struct source_run *add_run(struct decoder *decoder)
{
    struct source *source = decoder->source;
    if (source->run_count == decoder->run_capacity && !grow_runs(decoder))
        return NULL;
    return source->runs ? &source->runs[source->run_count++] : NULL;
}

/* Says that the next `bytes_width` bytes become `text_width` bytes at the end of the text. */
static void extend_runs(struct decoder *decoder, unsigned text_width, size_t bytes_width)
{
    struct source *source = decoder->source;
    struct source_run *last = source->run_count ? source->runs + source->run_count - 1 : NULL;
    if (last && last->text_width == text_width && last->bytes_width == bytes_width &&
        decoder->end == decoder->at)
        return;
    struct source_run *run = add_run(decoder);
    if (run)
        *run = (struct source_run){(uint32_t)decoder->text.length, (uint32_t)decoder->at,
                                   (uint8_t)text_width, (uint8_t)bytes_width};
}

/* Room for `length` more bytes of text, NULL where there is none. */
static char *reserve(struct decoder *decoder, size_t length)
{
    struct buffer *text = &decoder->text;
    decoder->too_large |= length > INT32_MAX - text->length;
    if (decoder->too_large || !giji_buffer_reserve(text, length))
        return NULL;
    return text->data + text->length;
}

/* Says that the next bytes are `count` characters of these widths, whose text has been written to the room. */
static void add_written(struct decoder *decoder, unsigned text_width, unsigned bytes_width,
                        size_t count)
{
    extend_runs(decoder, text_width, bytes_width);
    decoder->text.length += text_width * count;
    decoder->at += bytes_width * count;
    decoder->end = decoder->at;
}

/* The next bytes are their own text. */
static void put_bytes(struct decoder *decoder, size_t length)
{
    char *room = reserve(decoder, length);
    if (room) {
        memcpy(room, decoder->source->bytes + decoder->at, length);
        add_written(decoder, 1, 1, length);
    }
}

static void put(struct decoder *decoder, uint32_t character, unsigned width)
{
    enum { MOST_BYTES = 4 };
    char *room = reserve(decoder, MOST_BYTES);
    if (room)
        add_written(decoder, giji_utf8_write(character, room), width, 1);
}

static void put_flaw(struct decoder *decoder, unsigned width)
{
    struct source *source = decoder->source;
    source->flaws_in_all++;
    if (!source->flaws)
        source->flaws = calloc(KEPT_FLAWS, sizeof *source->flaws);
    decoder->no_memory |= !source->flaws;
    if (source->flaws && source->flaw_count < KEPT_FLAWS)
        source->flaws[source->flaw_count++] = (struct source_flaw){
            (uint32_t)decoder->text.length, (uint32_t)decoder->at, (uint32_t)width};
    put(decoder, REPLACEMENT, width);
}

/* A character of a table, or the flaw of a cell that holds none. */
static void put_cell(struct decoder *decoder, struct jis_cell cell, unsigned width)
{
    char *room = reserve(decoder, sizeof cell);
    if (!cell.length)
        put_flaw(decoder, width);
    else if (room) {
        memcpy(room, cell.bytes, sizeof cell.bytes);
        add_written(decoder, cell.length, width, 1);
    }
}

/* ---- stretches --------------------------------------------------------------------------------
 *
 * What nearly all of a dump is made of, ASCII and characters that take three bytes of UTF-8, is decoded by stretches. Each
 * of these functions does as much as there is at hand, maybe nothing. */

enum { STRETCH = 1024 }; /* characters */

static void put_ascii(struct decoder *decoder)
{
    const unsigned char *bytes = decoder->source->bytes + decoder->at;
    size_t left = decoder->source->length - decoder->at, count = 0;
    while (count < left && bytes[count] < 0x80)
        count++;
    if (count)
        put_bytes(decoder, count);
}

/* Room for a stretch of characters that take `width` bytes each; `*most` is how many there may be. */
static char *reserve_stretch(struct decoder *decoder, unsigned width, size_t *most)
{
    size_t left = (decoder->source->length - decoder->at) / width;
    *most = left < STRETCH ? left : STRETCH;
    return reserve(decoder, *most * 3 + sizeof(struct jis_cell));
}

static bool is_high(unsigned byte)
{
    return byte >= 0xA1 && byte <= 0xFE;
}

static bool is_kana_byte(unsigned byte)
{
    return byte >= 0xA1 && byte <= 0xDF;
}

/* A cell of JIS X 0208 as EUC-JP and ISO-2022-JP have it: rows 84 to 87, 92 and 93 are for users;
 * those between hold the extensions of NEC. */
static struct jis_cell basic_cell(const struct jis *jis, unsigned row, unsigned cell)
{
    bool for_users = row >= 84 && (row < 88 || row >= 92);
    return for_users ? giji_jis_cell(0xE000 + (row - 84) * JIS_CELLS + cell)
                     : jis->basic[row][cell];
}

/* Pairs of bytes that are a row and a cell below those for users, both from `first` on. */
static void put_pairs(struct decoder *decoder, unsigned first)
{
    enum { ROWS = 84 };
    const unsigned char *bytes = decoder->source->bytes + decoder->at;
    size_t most, count = 0;
    char *to = reserve_stretch(decoder, 2, &most);
    for (; to && count < most; count++, bytes += 2, to += 3) {
        unsigned row = bytes[0] - first, cell = bytes[1] - first;
        if (row >= ROWS || cell >= JIS_CELLS)
            break;
        struct jis_cell found = decoder->jis->basic[row][cell];
        if (found.length != 3)
            break;
        memcpy(to, &found, sizeof found);
    }
    if (count)
        add_written(decoder, 3, 2, count);
}

/* The place of a pair's cell; JIS_NO_CELL or more where it is no pair. */
static unsigned cp932_place(const struct jis *jis, unsigned lead, unsigned trail)
{
    return (unsigned)jis->cp932_lead[lead] + jis->cp932_trail[trail];
}

static void decode_cp932_pair(struct decoder *decoder, unsigned lead, unsigned trail)
{
    unsigned place = cp932_place(decoder->jis, lead, trail);
    if (place >= JIS_NO_CELL)
        put_flaw(decoder, 1);
    else
        put_cell(decoder, decoder->jis->basic[place / JIS_CELLS][place % JIS_CELLS], 2);
}

static void put_cp932_pairs(struct decoder *decoder)
{
    const unsigned char *bytes = decoder->source->bytes + decoder->at;
    const struct jis_cell *cells = decoder->jis->basic[0];
    size_t most, count = 0;
    char *to = reserve_stretch(decoder, 2, &most);
    for (; to && count < most; count++, bytes += 2, to += 3) {
        unsigned place = cp932_place(decoder->jis, bytes[0], bytes[1]);
        if (place >= JIS_NO_CELL || cells[place].length != 3)
            break;
        memcpy(to, &cells[place], sizeof *cells);
    }
    if (count)
        add_written(decoder, 3, 2, count);
}

static void decode_cp932(struct decoder *decoder)
{
    while (going_on(decoder)) {
        unsigned byte = peek(decoder, 0);
        if (byte < 0x80)
            put_ascii(decoder);
        else if (is_kana_byte(byte))
            put(decoder, byte + HALF_WIDTH_KANA, 1);
        else
            decode_cp932_pair(decoder, byte, peek(decoder, 1));
        put_cp932_pairs(decoder);
    }
}

/* What follows 8F, the shift to JIS X 0212. */
static void decode_euc_supplement(struct decoder *decoder, unsigned second, unsigned third)
{
    if (!is_high(second))
        put_flaw(decoder, 1);
    else if (!is_high(third))
        put_flaw(decoder, 2);
    else
        put_cell(decoder, decoder->jis->supplement[second - 0xA1][third - 0xA1], 3);
}

static void decode_euc_jp(struct decoder *decoder)
{
    while (going_on(decoder)) {
        unsigned byte = peek(decoder, 0), second = peek(decoder, 1);
        if (byte < 0x80)
            put_ascii(decoder);
        else if (byte == 0x8E && is_kana_byte(second))
            put(decoder, second + HALF_WIDTH_KANA, 2);
        else if (byte == 0x8F)
            decode_euc_supplement(decoder, second, peek(decoder, 2));
        else if (is_high(byte) && is_high(second))
            put_cell(decoder, basic_cell(decoder->jis, byte - 0xA1, second - 0xA1), 2);
        else
            put_flaw(decoder, 1);
        put_pairs(decoder, 0xA1);
    }
}

enum jis_set { SET_ASCII, SET_ROMAN, SET_KANA, SET_BASIC, SET_SUPPLEMENT };

static const struct {
    char sequence[5];
    enum jis_set set;
} escapes[] = {
    {"\033(B", SET_ASCII},  {"\033(J", SET_ROMAN},       {"\033(I", SET_KANA},
    {"\033$@", SET_BASIC},  {"\033$B", SET_BASIC},       {"\033$(@", SET_BASIC},
    {"\033$(B", SET_BASIC}, {"\033$(D", SET_SUPPLEMENT},
};

/* Reads the escape sequence at hand, which is no character: it goes with the one that follows. */
static void decode_escape(struct decoder *decoder, enum jis_set *set)
{
    giji_string rest = giji_slice_of((const char *)decoder->source->bytes + decoder->at,
                                     decoder->source->length - decoder->at);
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        giji_string sequence = giji_slice(escapes[i].sequence);
        if (!giji_slice_begins(rest, sequence))
            continue;
        *set = escapes[i].set;
        decoder->at += sequence.length;
        return;
    }
    put_flaw(decoder, 1);
}

static void decode_jis_pair(struct decoder *decoder, enum jis_set set)
{
    unsigned row = peek(decoder, 0) - 0x21, cell = peek(decoder, 1) - 0x21;
    if (row >= JIS_ROWS || cell >= JIS_CELLS)
        put_flaw(decoder, 1);
    else if (set == SET_BASIC)
        put_cell(decoder, basic_cell(decoder->jis, row, cell), 2);
    else
        put_cell(decoder, decoder->jis->supplement[row][cell], 2);
}

static void decode_roman(struct decoder *decoder, unsigned byte)
{
    put(decoder, byte == '\\' ? 0xA5 : byte == '~' ? 0x203E : byte, 1);
}

/* A byte of 21..7E or above 7F in the set that is in force. */
static void decode_jis_character(struct decoder *decoder, unsigned byte, enum jis_set set)
{
    if (is_kana_byte(byte))
        put(decoder, byte + HALF_WIDTH_KANA, 1);
    else if (byte >= 0x80 || (set == SET_KANA && byte > 0x5F))
        put_flaw(decoder, 1);
    else if (set == SET_KANA)
        put(decoder, byte + 0x80 + HALF_WIDTH_KANA, 1);
    else if (set == SET_ASCII)
        put(decoder, byte, 1);
    else if (set == SET_ROMAN)
        decode_roman(decoder, byte);
    else
        decode_jis_pair(decoder, set);
}

static void decode_iso_2022_jp(struct decoder *decoder)
{
    enum jis_set set = SET_ASCII;
    bool shifted = false;
    while (going_on(decoder)) {
        unsigned byte = peek(decoder, 0);
        if (byte == '\033')
            decode_escape(decoder, &set);
        else if (byte == 0x0E || byte == 0x0F) {
            shifted = byte == 0x0E;
            decoder->at++;
        } else if (byte <= 0x20 || byte == 0x7F) {
            if (byte == '\n' || byte == '\r') {
                set = SET_ASCII;
                shifted = false;
            }
            put(decoder, byte, 1);
        } else
            decode_jis_character(decoder, byte, shifted ? SET_KANA : set);
        if (set == SET_BASIC && !shifted)
            put_pairs(decoder, 0x21);
    }
}

static unsigned utf_16_unit(const struct decoder *decoder, size_t ahead, bool little)
{
    unsigned first = peek(decoder, ahead), second = peek(decoder, ahead + 1);
    return little ? second << 8 | first : first << 8 | second;
}

/* One character, of one unit or two, or the flaw of a unit that is none. */
static void decode_utf_16_character(struct decoder *decoder, bool little)
{
    unsigned unit = utf_16_unit(decoder, 0, little), next = utf_16_unit(decoder, 2, little);
    size_t left = decoder->source->length - decoder->at;
    if (left < 2)
        put_flaw(decoder, 1);
    else if ((unit & 0xF800) != 0xD800)
        put(decoder, unit, 2);
    else if (left >= 4 && unit < 0xDC00 && (next & 0xFC00) == 0xDC00)
        put(decoder, 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00), 4);
    else
        put_flaw(decoder, 2);
}

/* Units that are three bytes of UTF-8 each. */
static void put_units(struct decoder *decoder, bool little)
{
    const unsigned char *bytes = decoder->source->bytes + decoder->at;
    size_t most, count = 0;
    char *to = reserve_stretch(decoder, 2, &most);
    for (; to && count < most; count++, bytes += 2, to += 3) {
        unsigned unit = little ? bytes[1] << 8 | bytes[0] : bytes[0] << 8 | bytes[1];
        if (unit < 0x800 || (unit & 0xF800) == 0xD800)
            break;
        to[0] = (char)(0xE0 | unit >> 12);
        to[1] = (char)(0x80 | (unit >> 6 & 0x3F));
        to[2] = (char)(0x80 | (unit & 0x3F));
    }
    if (count)
        add_written(decoder, 3, 2, count);
}

static void decode_utf_16(struct decoder *decoder, bool little)
{
    while (going_on(decoder)) {
        decode_utf_16_character(decoder, little);
        put_units(decoder, little);
    }
}

/* What is valid stays as it is, byte for byte, in runs of width one. */
static void decode_utf_8(struct decoder *decoder)
{
    const unsigned char *bytes = decoder->source->bytes;
    size_t length = decoder->source->length;
    while (going_on(decoder)) {
        size_t start = decoder->at;
        size_t bad = giji_utf8_invalid(bytes, length, start);
        if (bad > start)
            put_bytes(decoder, bad - start);
        else
            put_flaw(decoder, (unsigned)-giji_utf8_length(bytes + start, length - start));
    }
}

static void decode_all(struct decoder *decoder, enum encoding encoding)
{
    switch (encoding) {
    case ENCODING_CP932:
        decode_cp932(decoder);
        break;
    case ENCODING_EUC_JP:
        decode_euc_jp(decoder);
        break;
    case ENCODING_ISO_2022_JP:
        decode_iso_2022_jp(decoder);
        break;
    case ENCODING_UTF_16LE:
        decode_utf_16(decoder, true);
        break;
    case ENCODING_UTF_16BE:
        decode_utf_16(decoder, false);
        break;
    default:
        decode_utf_8(decoder);
    }
}

/* Takes the tables that `encoding` needs; none for the forms of Unicode. */
static bool take_tables(struct decoder *decoder, enum encoding encoding, giji_error *error)
{
    bool extended = encoding == ENCODING_EUC_JP || encoding == ENCODING_ISO_2022_JP;
    if (!extended && encoding != ENCODING_CP932)
        return true;
    decoder->jis = giji_jis_tables(extended, error);
    return decoder->jis != NULL;
}

bool giji_decode(struct source *source, enum encoding encoding, giji_error *error)
{
    struct decoder decoder = {.source = source};
    bool ready = take_tables(&decoder, encoding, error);
    if (ready) {
        giji_buffer_reserve(&decoder.text, source->length + source->length / 2);
        decode_all(&decoder, encoding);
    }
    source->decoded = decoder.text.data;
    source->text = giji_buffer_text(&decoder.text);
    if (!ready)
        return false;
    if (decoder.too_large)
        return giji_error_set(error, GIJI_ERROR_SIZE, "the input is larger than 2 GiB as UTF-8");
    if (decoder.no_memory || decoder.text.failed)
        return giji_error_memory(error);
    return true;
}
