#include "survey/write.h"

#include "base/ascii.h"
#include "text/unicode.h"

void giji_put(struct buffer *out, const char *text)
{
    giji_buffer_add(out, giji_slice(text));
}

/* What XML 1.0 cannot hold, or would not keep, becomes a space. */
static bool is_unfit(uint32_t character)
{
    return character < 0x20 || character == 0x7F || character == 0xFFFE || character == 0xFFFF ||
           character == 0xFEFF;
}

bool giji_can_write(giji_string text)
{
    for (size_t at = 0; at < text.length;)
        if (is_unfit(giji_next_char(text, &at)))
            return false;
    return true;
}

static const char *entity_of(uint32_t character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

void giji_put_text(struct buffer *out, giji_string text)
{
    for (size_t at = 0, from = 0; at < text.length; from = at) {
        uint32_t character = giji_next_char(text, &at);
        const char *entity = entity_of(character);
        if (entity)
            giji_put(out, entity);
        else
            giji_buffer_add(out,
                            is_unfit(character) ? giji_slice(" ") : giji_slice_cut(text, from, at));
    }
}

void giji_put_comment(struct buffer *out, giji_string text)
{
    for (size_t at = 0, from = 0; at < text.length; from = at) {
        uint32_t character = giji_next_char(text, &at);
        bool hyphens = character == '-' && out->length && out->data[out->length - 1] == '-';
        if (hyphens)
            giji_put(out, " ");
        giji_buffer_add(out,
                        is_unfit(character) ? giji_slice(" ") : giji_slice_cut(text, from, at));
    }
}

static void put_letter(struct buffer *out, giji_string letter, uint32_t character)
{
    if (character < 0x80 && !giji_is_alnum((char)character))
        giji_put(out, "\\");
    giji_put_text(out, letter);
}

static void put_letters(struct buffer *out, giji_string text, const char *joint)
{
    bool space = false;
    size_t begun = out->length;
    for (size_t at = 0, from = 0; at < text.length; from = at) {
        uint32_t character = giji_next_char(text, &at);
        if (giji_is_space(character)) {
            space = true;
            continue;
        }
        if (out->length > begun)
            giji_put(out, *joint ? joint : space ? "\\s+" : "");
        put_letter(out, giji_slice_cut(text, from, at), character);
        space = false;
    }
}

void giji_put_literal(struct buffer *out, giji_string text)
{
    put_letters(out, text, "");
}

void giji_put_spaced(struct buffer *out, giji_string text)
{
    put_letters(out, text, "\\s*");
}

void giji_put_marks(struct buffer *out, const giji_string *marks, size_t count)
{
    giji_put(out, count > 1 ? "[" : "");
    for (size_t i = 0; i < count; i++)
        giji_put_literal(out, marks[i]);
    giji_put(out, count > 1 ? "]" : "");
}

giji_string giji_cut_characters(giji_string text, size_t most)
{
    size_t at = 0;
    for (size_t i = 0; i < most && at < text.length; i++)
        giji_next_char(text, &at);
    return giji_slice_cut(text, 0, at);
}

giji_string giji_base_name(giji_string path)
{
    for (size_t at = path.length; at > 0; at--)
        if (path.data[at - 1] == '/')
            return giji_slice_cut(path, at, path.length);
    return path;
}
