#include "parse/sentence.h"

#include "base/buffer.h"
#include "base/vector.h"
#include "text/unicode.h"

/* ---- ends of sentences ---------------------------------------------------------------------------- */

static size_t find_end(giji_string text, size_t at)
{
    for (size_t next = at; at < text.length; at = next)
        if (giji_ends_sentence(giji_next_char(text, &next)))
            break;
    return at;
}

#ifdef GIJI_HAS_WIDE

enum {
    BLOCK = sizeof(giji_block_of_bytes),
    BEHIND = 2 /* bytes of a character behind its first */
};

/* A bit for each byte of the block at which a character begins that ends a sentence. 。 is E3 80 82, the wide ones are
 * EF BC 81, 8E, 9F, and ｡ EF BD A1. */
GIJI_WIDE GIJI_LOOP uint32_t find_ends(const unsigned char *bytes)
{
    giji_block_of_bytes first, second, third, ends;
    giji_load(&first, bytes);
    giji_load(&second, bytes + 1);
    giji_load(&third, bytes + 2);
    ends = (giji_block_of_bytes)((first == 0xE3) & (second == 0x80) & (third == 0x82));
    ends |= (giji_block_of_bytes)((first == 0xEF) & (second == 0xBC) &
                                  ((third == 0x81) | (third == 0x8E) | (third == 0x9F)));
    ends |= (giji_block_of_bytes)((first == 0xEF) & (second == 0xBD) & (third == 0xA1));
    ends |= (giji_block_of_bytes)((first == '?') | (first == '!'));
    return giji_bits(&ends);
}

/* The last bytes of a text, from `at` on, have not enough others behind them: the block that ends with them lies over the
 * one before it. No character of three bytes begins behind that. */
GIJI_WIDE static size_t find_in_last(giji_string text, size_t at)
{
    size_t start = text.length - BLOCK - BEHIND;
    uint64_t ends = (uint64_t)find_ends((const unsigned char *)text.data + start) >> (at - start);
    return ends ? at + (size_t)__builtin_ctzll(ends)
                : find_end(text, at < start + BLOCK ? start + BLOCK : at);
}

GIJI_WIDE static size_t find_end_wide(giji_string text, size_t at)
{
    if (text.length < BLOCK + BEHIND)
        return find_end(text, at);
    for (; text.length - at >= BLOCK + BEHIND; at += BLOCK) {
        uint32_t ends = find_ends((const unsigned char *)text.data + at);
        if (ends)
            return at + (size_t)__builtin_ctz(ends);
    }
    return find_in_last(text, at);
}

#endif

size_t giji_find_sentence_end(giji_string text, size_t at)
{
#ifdef GIJI_HAS_WIDE
    if (giji_is_wide())
        return find_end_wide(text, at);
#endif
    return find_end(text, at);
}

/* ---- torn sentences ------------------------------------------------------------------------------- */

/* Brackets are looked for in the last part of a text only, so that a long text costs no more. */
enum { BRACKET_REACH = 400 };

static const uint32_t openers[] = {U'（', U'(', U'「', U'『', U'【', U'〔', U'［', U'[', 0};
static const uint32_t closers[] = {U'）', U')', U'」', U'』', U'】', U'〕', U'］', U']', 0};

static bool is_in(const uint32_t *set, uint32_t character)
{
    for (; *set; set++)
        if (*set == character)
            return true;
    return false;
}

static giji_string reach(giji_string text)
{
    size_t from = text.length > BRACKET_REACH ? text.length - BRACKET_REACH : 0;
    while (from < text.length && ((unsigned char)text.data[from] & 0xC0) == 0x80)
        from++;
    return giji_slice_cut(text, from, text.length);
}

static bool has_open_bracket(giji_string text)
{
    giji_string part = reach(text);
    size_t at = part.length;
    unsigned closed = 0;
    for (uint32_t c = giji_previous_char(part, &at); c; c = giji_previous_char(part, &at)) {
        if (is_in(closers, c))
            closed++;
        else if (is_in(openers, c) && closed-- == 0)
            return true;
    }
    return false;
}

bool giji_is_torn(giji_string text)
{
    static const uint32_t complete[] = {U'」', U'』', U'）', U')',  U'】', U'〕', U'］', U']',
                                        U'〉', U'》', U'…',  U'：', U':',  U'】', 0};
    size_t at = text.length;
    uint32_t last = giji_previous_char(text, &at);
    if (!last || giji_ends_sentence(last))
        return false;
    return !is_in(complete, last) || has_open_bracket(text);
}

bool giji_is_open_ended(giji_string text)
{
    size_t at = text.length;
    uint32_t last = giji_previous_char(text, &at);
    return last == U'、' || last == U'・' || last == U'，' || has_open_bracket(text);
}

static bool is_latin(uint32_t character)
{
    return character < 0x80 &&
           ((character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
            (character >= 'A' && character <= 'Z'));
}

giji_string giji_joint(giji_string before, giji_string after)
{
    size_t end = before.length, start = 0;
    bool both =
        is_latin(giji_previous_char(before, &end)) && is_latin(giji_next_char(after, &start));
    return giji_slice(both ? " " : "");
}

giji_string giji_last_sentence(giji_string text)
{
    size_t at = text.length;
    uint32_t c = giji_previous_char(text, &at);
    while (c && (giji_ends_sentence(c) || is_in(closers, c)))
        c = giji_previous_char(text, &at);
    size_t start = at;
    while (c && !giji_ends_sentence(c) && c != '\n') {
        start = at;
        c = giji_previous_char(text, &at);
    }
    return giji_trim(giji_slice_cut(text, start, text.length));
}

/* Copies text[from, to), and returns how long that is. */
static size_t copy_bytes(char *place, giji_string text, size_t from, size_t to)
{
    memcpy(place, text.data + from, to - from);
    return to - from;
}

giji_string giji_one_line(struct arena *arena, giji_string text)
{
    text = giji_trim(text);
    char *line = text.length ? giji_arena_alloc(arena, text.length + 1) : NULL;
    if (!line)
        return (giji_string){NULL, 0};
    size_t length = 0;
    size_t behind = 0;
    for (size_t at = 0, from = 0; at < text.length; from = at) {
        if (!giji_is_space(giji_next_char(text, &at)))
            continue;
        length += copy_bytes(line + length, text, behind, from);
        if (from > behind)
            line[length++] = ' ';
        behind = at;
    }
    length += copy_bytes(line + length, text, behind, text.length);
    return giji_slice_of(line, length);
}
