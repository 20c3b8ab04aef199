#include "grammar/respell.h"

#include "base/buffer.h"
#include "grammar/regex.h"

#include <stdio.h>

/* A class that names fewer is asked as quickly as it is. */
enum { FEWEST_RANGES = 4 };

/* How many of the characters that texts are made of most, kana and kanji, are in the range. */
static uint32_t common_in(struct range range)
{
    enum { FIRST_KANA = 0x3041, LAST_KANJI = 0x9FFF };
    uint32_t first = range.first > FIRST_KANA ? range.first : FIRST_KANA;
    uint32_t last = range.last < LAST_KANJI ? range.last : LAST_KANJI;
    return last < first ? 0 : last - first + 1;
}

/* PCRE2 looks at ranges in the order in which they are written. */
static void put_common_first(struct charset *set)
{
    for (size_t i = 1; i < set->count; i++) {
        struct range range = set->ranges[i];
        size_t at = i;
        for (; at > 0 && common_in(set->ranges[at - 1]) < common_in(range); at--)
            set->ranges[at] = set->ranges[at - 1];
        set->ranges[at] = range;
    }
}

static bool is_surrogate(uint32_t character)
{
    return character >= 0xD800 && character <= 0xDFFF;
}

/* No pattern of UTF-8 may name a surrogate. */
static bool may_be_written(const struct charset *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (is_surrogate(set->ranges[i].first) || is_surrogate(set->ranges[i].last))
            return false;
    return set->count >= FEWEST_RANGES;
}

static void write_range(struct buffer *out, struct range range)
{
    char text[32];
    int length = range.first == range.last
                     ? snprintf(text, sizeof text, "\\x{%X}", (unsigned)range.first)
                     : snprintf(text, sizeof text, "\\x{%X}-\\x{%X}", (unsigned)range.first,
                                (unsigned)range.last);
    giji_buffer_add(out, giji_slice_of(text, (size_t)length));
}

static void write_class(struct buffer *out, struct charset *set)
{
    put_common_first(set);
    giji_buffer_add_byte(out, '[');
    for (size_t i = 0; i < set->count; i++)
        write_range(out, set->ranges[i]);
    giji_buffer_add_byte(out, ']');
}

static void write_pattern(struct buffer *out, giji_string pattern, struct regex_class *first)
{
    size_t at = 0;
    for (struct regex_class *class = first; class; class = class->next) {
        if (!class->negated || !may_be_written(&class->set))
            continue;
        giji_buffer_add(out, giji_slice_cut(pattern, at, class->start));
        write_class(out, &class->set);
        at = class->end;
    }
    giji_buffer_add(out, giji_slice_cut(pattern, at, pattern.length));
}

giji_string giji_respell(giji_string pattern, struct arena *arena)
{
    struct buffer out = {0};
    struct regex_class *classes = NULL;
    if (!giji_regex_read_classes(pattern, arena, &classes))
        return pattern;
    write_pattern(&out, pattern, classes);
    giji_string spelled =
        out.failed ? (giji_string){NULL, 0} : giji_arena_copy(arena, giji_buffer_text(&out));
    giji_buffer_end(&out, arena);
    return spelled.data ? spelled : pattern;
}
