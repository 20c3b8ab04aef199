#include "text/tags.h"

#include "base/ascii.h"

enum { LONGEST_TAG = 300 };

static bool is_listed(const char *const *names, const char *name, size_t length)
{
    for (; *names; names++)
        if (strlen(*names) == length && giji_is_same_word(*names, name, length))
            return true;
    return false;
}

enum tag_kind giji_tag_at(giji_string text, size_t at, size_t limit, size_t *length)
{
    static const char *const blocks[] = {
        "p",     "ul",    "ol",     "li",         "table",   "tr",      "td", "th", "div",
        "tbody", "thead", "dl",     "dt",         "dd",      "h1",      "h2", "h3", "h4",
        "h5",    "h6",    "center", "blockquote", "section", "article", "hr", NULL};
    static const char *const letters[] = {"span", "b",  "strong", "i",   "em",    "u",
                                          "font", "a",  "sup",    "sub", "small", "big",
                                          "ruby", "rb", "rt",     "rp",  NULL};
    size_t name = at + 1;
    bool closes = name < limit && text.data[name] == '/';
    name += closes;
    size_t end = name;
    while (end < limit && giji_is_alnum(text.data[end]))
        end++;
    if (end == name || end == limit)
        return TAG_NONE;
    if (!strchr(" \t/>", text.data[end]))
        return TAG_NONE;
    size_t furthest = limit - at > LONGEST_TAG ? at + LONGEST_TAG : limit;
    if (end >= furthest)
        return TAG_NONE;
    const char *close = memchr(text.data + end, '>', furthest - end);
    if (!close)
        return TAG_NONE;
    *length = (size_t)(close - text.data) + 1 - at;
    if (end - name == 2 && giji_is_same_word(text.data + name, "br", 2))
        return TAG_BREAK;
    if (is_listed(blocks, text.data + name, end - name))
        return closes ? TAG_CLOSES : TAG_OPENS;
    return is_listed(letters, text.data + name, end - name) ? TAG_LETTERS : TAG_NONE;
}

static bool ends_line(char byte)
{
    return byte == '\n' || byte == '\r';
}

static size_t line_end(giji_string text, size_t at)
{
    while (at < text.length && !ends_line(text.data[at]))
        at++;
    return at;
}

/* A text that is being written without its tags. */
struct untagging {
    giji_string text;
    char *bytes;
    size_t limit; /* where the line ends */
    bool written; /* something other than blanks stands on the line so far */
};

/* Looks at what is before the next `<`, from the last one on. */
static void pass_text(struct untagging *untagging, size_t from, size_t to)
{
    giji_string text = untagging->text;
    while (to > from && (text.data[to - 1] == ' ' || text.data[to - 1] == '\t'))
        to--;
    if (to > from)
        untagging->written = !ends_line(text.data[to - 1]);
}

/* Writes white space in place of the tag at `at`, if there is one; returns how many bytes were dealt with. */
static size_t blank_tag(struct untagging *untagging, size_t at)
{
    size_t length = 1;
    if (at >= untagging->limit)
        untagging->limit = line_end(untagging->text, at);
    enum tag_kind kind = giji_tag_at(untagging->text, at, untagging->limit, &length);
    if (kind == TAG_NONE) {
        untagging->written = true;
        return 1;
    }
    memset(untagging->bytes + at, ' ', length);
    if (kind == TAG_BREAK || (kind == TAG_OPENS && untagging->written)) {
        untagging->bytes[at + length - 1] = '\n';
        untagging->written = false;
    }
    return length;
}

giji_string giji_untag(struct arena *arena, giji_string text)
{
    const char *first = text.length ? memchr(text.data, '<', text.length) : NULL;
    char *bytes = first ? giji_arena_alloc(arena, text.length) : NULL;
    if (!bytes)
        return first ? (giji_string){NULL, 0} : text;
    struct untagging untagging = {.text = text, .bytes = memcpy(bytes, text.data, text.length)};
    for (size_t at = 0; first; first = memchr(text.data + at, '<', text.length - at)) {
        size_t tag = (size_t)(first - text.data);
        pass_text(&untagging, at, tag);
        at = tag + blank_tag(&untagging, tag);
    }
    return giji_slice_of(bytes, text.length);
}
