/* How well bytes read in an encoding: a sum of points over the characters that it gives. What is common in
 * Japanese text scores high, what is rare scores low, what is broken costs. JIS X 0208 is laid out
 * by how common its characters are, so that a row is enough to go by; the points are set so that
 * kana and kanji of one encoding beat the half-width kana, rare kanji or plain letters that the
 * same bytes are in another. */
#include "text/score.h"

#include "text/unicode.h"
#include "text/utf8.h"

#include <limits.h>
#include <pthread.h>

enum {
    POINTS_COMMON = 12,    /* kana, punctuation, full-width letters and digits */
    POINTS_KANJI = 10,     /* the kanji of level 1, or any where levels do not show */
    POINTS_SYMBOL = 6,     /* symbols, ① and the like */
    POINTS_HALF_WIDTH = 5, /* half-width kana, one byte each, so that two are worth a kanji */
    POINTS_VOICED = 8,     /* a half-width voicing mark behind a kana that takes one */
    POINTS_ANY_KANJI = 3,  /* kanji in UTF-16: nearly half of all pairs of bytes are some kanji */
    POINTS_RARE = -4,      /* level 2, user-defined; half-width punctuation */
    POINTS_ODD = -8,       /* other scripts; a half-width voicing mark elsewhere */
    POINTS_BROKEN = -20    /* control characters, bytes that are no character */
};

static long points_of_ascii(unsigned byte)
{
    return giji_is_odd_control(byte) ? POINTS_BROKEN : POINTS_ASCII;
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

static long points_of_unit(unsigned unit)
{
    if (unit < 0x80)
        return giji_is_odd_control(unit) ? POINTS_BROKEN : 2 * POINTS_ASCII;
    return giji_is_kanji(unit) ? POINTS_ANY_KANJI : points_of_character(unit);
}

/* 81..9F and E0..FC. */
static bool is_cp932_lead(unsigned byte)
{
    return (byte ^ 0x20) - 0xA1 <= 0xDC - 0xA1;
}

static long points_of_cp932_pair(unsigned lead, unsigned trail)
{
    unsigned row = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 2 + (trail >= 0x9F) + 1;
    return row > 94 ? POINTS_RARE : points_of_row(row);
}

/* Points that are looked up, because nearly all characters have them. */
enum { TRAIL_LOW, TRAIL_HIGH, TRAIL_NONE, TRAIL_KINDS };
enum { POINTS_VARY = 0 };
static struct {
    int16_t alone[256];                /* of a byte of ASCII, or of none of CP932's */
    int16_t of_pair[128][TRAIL_KINDS]; /* of CP932's pairs, by the lead less 80 */
    unsigned char kind_of_trail[256];
    int16_t of_row[95];    /* of a row that counts from 1 */
    int16_t of_units[256]; /* of UTF-16, by the upper byte; POINTS_VARY: by both */
} known;

static void fill_points_of_bytes(void)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        bool trail = byte >= 0x40 && byte != 0x7F && byte <= 0xFC;
        known.alone[byte] = (int16_t)(byte < 0x80 ? points_of_ascii(byte) : POINTS_BROKEN);
        known.kind_of_trail[byte] = !trail ? TRAIL_NONE : byte < 0x9F ? TRAIL_LOW : TRAIL_HIGH;
        if (!is_cp932_lead(byte))
            continue;
        int16_t *pair = known.of_pair[byte - 0x80];
        pair[TRAIL_LOW] = (int16_t)points_of_cp932_pair(byte, 0x40);
        pair[TRAIL_HIGH] = (int16_t)points_of_cp932_pair(byte, 0x9F);
        pair[TRAIL_NONE] = POINTS_BROKEN;
    }
}

static void fill_points(void)
{
    fill_points_of_bytes();
    for (unsigned row = 1; row <= 94; row++)
        known.of_row[row] = (int16_t)points_of_row(row);
    for (unsigned upper = 0; upper < 256; upper++) {
        long same = points_of_unit(upper << 8);
        for (unsigned lower = 1; lower < 256; lower++)
            if (points_of_unit(upper << 8 | lower) != same)
                same = POINTS_VARY;
        known.of_units[upper] = (int16_t)same;
    }
}

static void need_points(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, fill_points);
}

/* Each of the functions that follow scores the characters that begin at `*at` and before `end`, and moves `*at` to
 * the one behind them. A character that the sample's end cuts counts nothing. */
typedef long score_part(struct sample sample, size_t *at, size_t end);

static long score_utf_8(struct sample sample, size_t *at, size_t end)
{
    long score = 0;
    while (*at < end) {
        int width = giji_utf8_length(sample.bytes + *at, sample.length - *at);
        size_t taken = (size_t)(width < 0 ? -width : width);
        if (width > 0)
            score += points_of_character(giji_utf8_read(sample.bytes + *at, width));
        else if (*at + taken < sample.length)
            score += POINTS_BROKEN;
        *at += taken;
    }
    return score;
}

/* Adds the points of pairs, as far as they come one upon the other; each begins before `end`. */
static long score_cp932_pairs(struct sample sample, size_t *from, size_t end)
{
    long score = 0;
    size_t at = *from;
    while (at < end && at + 1 < sample.length && is_cp932_lead(sample.bytes[at])) {
        const int16_t *pair = known.of_pair[sample.bytes[at] - 0x80];
        long points = pair[known.kind_of_trail[sample.bytes[at + 1]]];
        if (points == POINTS_BROKEN)
            break;
        score += points;
        at += 2;
    }
    *from = at;
    return score;
}

static long score_cp932(struct sample sample, size_t *at, size_t end)
{
    long score = 0;
    while (*at < end) {
        score += score_cp932_pairs(sample, at, end);
        if (*at >= end)
            break;
        unsigned byte = sample.bytes[*at];
        if (byte >= 0xA1 && byte <= 0xDF)
            score += points_of_half_width(byte, *at ? sample.bytes[*at - 1] : 0);
        else if (!is_cp932_lead(byte))
            score += known.alone[byte];
        else if (*at + 1 < sample.length)
            score += POINTS_BROKEN;
        ++*at;
    }
    return score;
}

static bool is_euc_byte(unsigned byte)
{
    return byte >= 0xA1 && byte <= 0xFE;
}

/* The same for EUC-JP. */
static long score_euc_pairs(struct sample sample, size_t *from, size_t end)
{
    long score = 0;
    size_t at = *from;
    while (at < end && at + 1 < sample.length && is_euc_byte(sample.bytes[at]) &&
           is_euc_byte(sample.bytes[at + 1])) {
        long points = known.of_row[sample.bytes[at] - 0xA0];
        if (points == POINTS_BROKEN)
            break;
        score += points;
        at += 2;
    }
    *from = at;
    return score;
}

/* A lead that begins no pair of the rows: half-width kana, the supplement, or nothing. */
static long points_of_euc_lead(unsigned lead, unsigned trail)
{
    if (lead == 0x8E)
        return trail >= 0xA1 && trail <= 0xDF ? POINTS_HALF_WIDTH : POINTS_BROKEN;
    return lead == 0x8F && is_euc_byte(trail) ? POINTS_RARE : POINTS_BROKEN;
}

static long score_euc_jp(struct sample sample, size_t *at, size_t end)
{
    long score = 0;
    while (*at < end) {
        score += score_euc_pairs(sample, at, end);
        if (*at >= end)
            break;
        unsigned byte = sample.bytes[*at];
        if (byte < 0x80) {
            score += known.alone[byte];
        } else if (*at + 1 < sample.length) {
            long points = points_of_euc_lead(byte, sample.bytes[*at + 1]);
            score += points;
            *at += points != POINTS_BROKEN ? byte - 0x8D : 0;
        }
        ++*at;
    }
    return score;
}

static long points_of_utf_16(unsigned upper, unsigned lower)
{
    long same = known.of_units[upper];
    return same != POINTS_VARY ? same : points_of_unit(upper << 8 | lower);
}

static long score_utf_16le(struct sample sample, size_t *at, size_t end)
{
    long score = 0;
    for (; *at < end; *at += 2)
        if (*at + 1 < sample.length)
            score += points_of_utf_16(sample.bytes[*at + 1], sample.bytes[*at]);
    return score;
}

static long score_utf_16be(struct sample sample, size_t *at, size_t end)
{
    long score = 0;
    for (; *at < end; *at += 2)
        if (*at + 1 < sample.length)
            score += points_of_utf_16(sample.bytes[*at], sample.bytes[*at + 1]);
    return score;
}

long giji_score_utf_16(struct sample sample, bool little)
{
    size_t at = 0;
    need_points();
    return little ? score_utf_16le(sample, &at, sample.length)
                  : score_utf_16be(sample, &at, sample.length);
}

/* An encoding, and how well the sample reads in it as far as that has been found out. */
struct candidate {
    enum encoding encoding;
    score_part *score_part;
    long most; /* that two bytes can score */
    long score;
    size_t at;
};

/* What two bytes can score: half-width kana and their marks; pairs; two of three bytes. */
enum {
    MOST_IN_CP932 = POINTS_HALF_WIDTH + POINTS_VOICED,
    MOST_IN_PAIRS = POINTS_COMMON,
    MOST_IN_UTF_8 = POINTS_COMMON * 2 / 3
};

static bool is_wide(const struct candidate *candidate)
{
    return candidate->encoding == ENCODING_UTF_16LE || candidate->encoding == ENCODING_UTF_16BE;
}

static void score_further(struct candidate *candidate, struct sample sample, size_t length)
{
    size_t left = sample.length > candidate->at ? sample.length - candidate->at : 0;
    size_t end = candidate->at + (left < length ? left : length);
    candidate->score += candidate->score_part(sample, &candidate->at, end);
}

/* Scores a candidate until it is through, or can no longer score as high as `goal`. */
static void score_against(struct candidate *candidate, struct sample sample, size_t step, long goal)
{
    while (candidate->at < sample.length) {
        long pairs_left = (long)(sample.length - candidate->at) / 2 + 1;
        if (candidate->score + candidate->most * pairs_left < goal)
            break;
        score_further(candidate, sample, step);
    }
}

/* The first among those with the highest score. UTF-16 must read as text, not just less badly than the others. */
static const struct candidate *best_of(const struct candidate *candidates, size_t count)
{
    const struct candidate *best = candidates;
    for (size_t i = 1; i < count; i++)
        if ((!is_wide(&candidates[i]) || candidates[i].score > 0) &&
            candidates[i].score > best->score)
            best = &candidates[i];
    return best;
}

/* The one that reads best at the sample's start is scored to the end; the others only as long as they may still come up
 * to it. */
enum encoding giji_best_encoding(struct sample sample)
{
    enum { STEP = 512 };
    struct candidate candidates[] = {
        {ENCODING_UTF_8, score_utf_8, MOST_IN_UTF_8, 0, 0},
        {ENCODING_CP932, score_cp932, MOST_IN_CP932, 0, 0},
        {ENCODING_EUC_JP, score_euc_jp, MOST_IN_PAIRS, 0, 0},
        {ENCODING_UTF_16LE, score_utf_16le, MOST_IN_PAIRS, 0, 0},
        {ENCODING_UTF_16BE, score_utf_16be, MOST_IN_PAIRS, 0, 0},
    };
    size_t count = sizeof candidates / sizeof *candidates, ahead = 0;
    need_points();
    for (size_t i = 0; i < count; i++) {
        score_further(&candidates[i], sample, STEP);
        if (candidates[i].score > candidates[ahead].score)
            ahead = i;
    }
    score_further(&candidates[ahead], sample, SIZE_MAX);
    bool counts = !is_wide(&candidates[ahead]) || candidates[ahead].score > 0;
    long goal = counts ? candidates[ahead].score : LONG_MIN;
    for (size_t i = 0; i < count; i++) {
        score_against(&candidates[i], sample, STEP, goal);
        if (candidates[i].at < sample.length)
            candidates[i].score = LONG_MIN;
    }
    return best_of(candidates, count)->encoding;
}
