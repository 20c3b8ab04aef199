#include "parse/outline.h"

#include "grammar/lists.h"
#include "parse/sentence.h"
#include "text/unicode.h"

/* What a number counts: 3 for (3), ③, ウ, 第３; -1 where it has none. Letters that scanners mistake for kana
 * (工 for エ, 力 for カ) count as these. */
static long number_value(giji_string number)
{
    static const char kana[] =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモ";
    static const uint32_t circles[] = {U'①', U'⑴', U'❶', U'㉑', U'㊱'};
    static const long circle_values[] = {1, 1, 1, 21, 36}, circle_counts[] = {20, 20, 10, 15, 15};
    for (size_t at = 0, next = 0; at < number.length; at = next) {
        size_t end = at;
        long value = giji_read_number(number, &end);
        if (value >= 0)
            return value;
        uint32_t c = giji_next_char(number, &next);
        for (size_t i = 0; i < sizeof circles / sizeof *circles; i++)
            if (c >= circles[i] && c < circles[i] + (uint32_t)circle_counts[i])
                return circle_values[i] + (long)(c - circles[i]);
        giji_string letter = giji_slice_cut(number, at, next);
        letter = c == U'工' ? giji_slice("エ") : c == U'力' ? giji_slice("カ") : letter;
        size_t place = giji_slice_find(giji_slice(kana), letter, 0);
        if (place != SIZE_MAX)
            return (long)(place / letter.length) + 1;
    }
    return -1;
}

/* Whether the planned agenda has this title; short ones (その他) say too little. */
static bool is_planned(const struct builder *builder, giji_string title)
{
    enum { SHORTEST_TITLE = 4 };
    struct buffer folded = {0};
    giji_fold(title, &folded);
    unsigned letters = 0;
    for (size_t at = 0; at < folded.length; letters++)
        giji_next_char(giji_buffer_text(&folded), &at);
    bool planned =
        letters >= SHORTEST_TITLE && giji_slice_find(giji_buffer_text(&builder->agenda),
                                                     giji_buffer_text(&folded), 0) != SIZE_MAX;
    giji_buffer_end(&folded, &builder->document->arena);
    return planned;
}

bool giji_outline_plans(const struct builder *builder, const struct match *match)
{
    return is_planned(builder, match->captures[CAPTURE_TITLE]);
}

bool giji_outline_repeats(const struct builder *builder, const struct match *match)
{
    if (builder->field_open && builder->field && builder->field->holds_items)
        return match->captures[CAPTURE_NUMBER].length
                   ? giji_field_repeats(builder, match->captures[CAPTURE_NUMBER])
                   : giji_builder_text(builder).length > 0;
    return giji_outline_plans(builder, match);
}

/* Whether the open text's last sentence says that a list follows. */
static bool announces_list(const struct builder *builder)
{
    giji_string last = giji_last_sentence(giji_builder_text(builder));
    return giji_is_listed_inside(builder->grammar, WORDS_LIST_OPENERS, last);
}

/* Whether the open block is somebody's words: a turn with a marker or a label. */
static bool is_speech(const struct giji_block *block)
{
    return block->type == GIJI_BLOCK_TURN && (block->marker || block->speaker);
}

/* Whether the title says that it is a matter to be dealt with: the department in charge, or how such titles
 * end. */
static bool is_matter(const struct builder *builder, const struct match *match)
{
    giji_string title = giji_trim(match->captures[CAPTURE_TITLE]);
    return giji_listed_last(builder->grammar, WORDS_ITEM_ENDINGS, title) > 0 ||
           match->captures[CAPTURE_DEPARTMENT].length > 0;
}

static bool begins_list(const struct builder *builder, const struct match *match, long value)
{
    if (!builder->block || builder->block->type == GIJI_BLOCK_ITEM ||
        builder->block->type == GIJI_BLOCK_HEADING)
        return false;
    if (value != 1)
        return false;
    if (announces_list(builder))
        return true;
    bool begun = giji_builder_text(builder).length > 0;
    return begun && is_speech(builder->block) && !is_matter(builder, match);
}

bool giji_outline_allows(struct builder *builder, const struct match *match, bool sure)
{
    giji_string number = giji_trim(match->captures[CAPTURE_NUMBER]);
    size_t rung = giji_builder_rung(builder, number);
    long value = number_value(number);
    if (rung == SIZE_MAX || value < 0 || is_planned(builder, match->captures[CAPTURE_TITLE]))
        return true;
    bool continues = builder->list_block == builder->block && builder->block &&
                     builder->list_rung == rung && builder->list_value < value;
    if (!continues && (sure || !begins_list(builder, match, value)))
        return true;
    builder->list_block = builder->block;
    builder->list_rung = rung;
    builder->list_value = value;
    return false;
}
