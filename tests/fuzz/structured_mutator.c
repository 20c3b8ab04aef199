/* Breaks minutes as extraction and carelessness do: markers dropped, doubled and flattened, lines
 * torn, joined and moved, cells merged, brackets swapped, letters spaced out, dumps run together,
 * columns interleaved. The pieces come from the golden cases (seeds.py makes them). */
#include "fuzz.h"
#include "pieces.h"

#include "base/buffer.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

/* libFuzzer's. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second,
                                 size_t second_size, uint8_t *out, size_t most, unsigned seed);

enum { HEAD = 3, MOST_LINES = 4096 };

static uint64_t state;

/* A number below `limit`, which is not 0. */
static size_t any(size_t limit)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (size_t)(state >> 33) % limit;
}

/* ---- lines -------------------------------------------------------------------------------------- */

struct text {
    giji_string lines[MOST_LINES]; /* with their ends */
    size_t count;
};

/* What is too long is left out. */
static void split(giji_string text, struct text *out)
{
    out->count = 0;
    for (size_t at = 0; at < text.length && out->count < MOST_LINES;) {
        const char *end = memchr(text.data + at, '\n', text.length - at);
        size_t next = end ? (size_t)(end - text.data) + 1 : text.length;
        out->lines[out->count++] = giji_slice_cut(text, at, next);
        at = next;
    }
}

static void join(const struct text *text, struct buffer *out)
{
    for (size_t i = 0; i < text->count; i++)
        giji_buffer_add(out, text->lines[i]);
}

static void remove_line(struct text *text, size_t at)
{
    memmove(text->lines + at, text->lines + at + 1, (--text->count - at) * sizeof(giji_string));
}

static void insert_line(struct text *text, size_t at, giji_string line)
{
    if (text->count == MOST_LINES)
        return;
    memmove(text->lines + at + 1, text->lines + at, (text->count++ - at) * sizeof(giji_string));
    text->lines[at] = line;
}

static void drop_line(struct text *text)
{
    if (text->count)
        remove_line(text, any(text->count));
}

static void double_line(struct text *text)
{
    if (text->count)
        insert_line(text, any(text->count + 1), text->lines[any(text->count)]);
}

static void swap_lines(struct text *text)
{
    if (text->count < 2)
        return;
    size_t first = any(text->count - 1), second = any(text->count);
    giji_string line = text->lines[first];
    text->lines[first] = text->lines[second];
    text->lines[second] = line;
}

static void add_line(struct text *text)
{
    insert_line(text, any(text->count + 1), giji_slice(fuzz_lines[any(fuzz_line_count)]));
}

static void drop_lines(struct text *text)
{
    for (size_t i = any(8) + 1; i > 0; i--)
        drop_line(text);
}

static void add_dump(struct text *text)
{
    static struct text other;
    split(giji_slice(fuzz_dumps[any(fuzz_dump_count)]), &other);
    size_t from = any(other.count + 1), at = any(2) ? text->count : any(text->count + 1);
    for (size_t i = from; i < other.count; i++)
        insert_line(text, at++, other.lines[i]);
}

/* The second half of the lines stands beside the first one. */
static void interleave(struct text *text)
{
    size_t half = text->count / 2;
    for (size_t i = 0; i < half; i++) {
        giji_string line = text->lines[half + i];
        memmove(text->lines + 2 * i + 2, text->lines + 2 * i + 1,
                (half - i - 1) * sizeof(giji_string));
        text->lines[2 * i + 1] = line;
    }
}

/* ---- inside lines ------------------------------------------------------------------------------- */

/* The start of a character of the text. */
static size_t any_place(giji_string text)
{
    size_t at = any(text.length + 1);
    while (at > 0 && at < text.length && ((unsigned char)text.data[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static size_t line_start(giji_string text, size_t at)
{
    while (at > 0 && text.data[at - 1] != '\n')
        at--;
    return at;
}

/* How long a marker at `at` is: up to its closing bracket, or a character; with the spaces behind it. */
static size_t marker_length(giji_string text, size_t at)
{
    static const char *const closing[] = {")", "）", "]", "］", "】", "〕", ">", "〉", "：", ":"};
    size_t end = at;
    giji_next_char(text, &end);
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
        size_t found = giji_slice_find(text, giji_slice(closing[i]), at);
        if (found < at + 40 && any(2))
            end = found + strlen(closing[i]);
    }
    return end - at;
}

/* Puts `with` in the place of the bytes from `start` to `end`. */
static void replace(giji_string text, size_t start, size_t end, giji_string with,
                    struct buffer *out)
{
    giji_buffer_add(out, giji_slice_cut(text, 0, start));
    if (with.length)
        giji_buffer_add(out, with);
    if (end < text.length)
        giji_buffer_add(out, giji_slice_cut(text, end, text.length));
}

static giji_string any_marker(void)
{
    return giji_slice(fuzz_markers[any(fuzz_marker_count)]);
}

static void change_marker(giji_string text, struct buffer *out)
{
    size_t start = line_start(text, any_place(text));
    size_t length = start < text.length ? marker_length(text, start) : 0;
    switch (any(4)) {
    case 0: /* dropped */
        replace(text, start, start + length, giji_slice(""), out);
        break;
    case 1: /* doubled */
        replace(text, start, start, giji_slice_cut(text, start, start + length), out);
        break;
    case 2: /* another one's */
        replace(text, start, start + length, any_marker(), out);
        break;
    default: /* one more */
        replace(text, start, start, any_marker(), out);
    }
}

static void flatten_marker(giji_string text, struct buffer *out)
{
    static const char *const flat[] = {"・", "?", "\xEF\xBF\xBD", "o", "O", "〇",
                                       "-",  " ", "\t",           "●", "○"};
    size_t start = line_start(text, any_place(text)), end = start;
    if (start < text.length)
        giji_next_char(text, &end);
    replace(text, start, end, giji_slice(flat[any(sizeof flat / sizeof *flat)]), out);
}

static void add_marker_inside(giji_string text, struct buffer *out)
{
    size_t at = any_place(text);
    replace(text, at, at, any_marker(), out);
}

static void tear(giji_string text, struct buffer *out)
{
    static const char *const ends[] = {"\n",   "\n", "\n\n",      "\r\n",      "\r",
                                       "\n　", "\f", "\n- 3 -\n", "</p>\n<p>", "<br>"};
    size_t at = any_place(text);
    replace(text, at, at, giji_slice(ends[any(sizeof ends / sizeof *ends)]), out);
}

/* The next one of the character at or after some place; SIZE_MAX where there is none. */
static size_t find_some(giji_string text, const char *what)
{
    size_t found = giji_slice_find(text, giji_slice(what), any_place(text));
    return found == SIZE_MAX ? giji_slice_find(text, giji_slice(what), 0) : found;
}

static void change_some(giji_string text, const char *what, const char *with, struct buffer *out)
{
    size_t at = find_some(text, what);
    if (at == SIZE_MAX)
        giji_buffer_add(out, text);
    else
        replace(text, at, at + strlen(what), giji_slice(with), out);
}

static void merge_cells(giji_string text, struct buffer *out)
{
    static const char *const joints[] = {"", " ", "　", "\t\t", "\n"};
    change_some(text, "\t", joints[any(sizeof joints / sizeof *joints)], out);
}

static void part_cells(giji_string text, struct buffer *out)
{
    size_t at = any_place(text);
    replace(text, at, at, giji_slice("\t"), out);
}

static void swap_brackets(giji_string text, struct buffer *out)
{
    static const char *const brackets[] = {"（", "）", "(",  ")",  "［", "］", "[",
                                           "]",  "【", "】", "〔", "〕", "〈", "〉",
                                           "<",  ">",  "「", "」", "『", "』"};
    enum { COUNT = sizeof brackets / sizeof *brackets };
    change_some(text, brackets[any(COUNT)], any(4) ? brackets[any(COUNT)] : "", out);
}

static void space_out(giji_string text, struct buffer *out)
{
    size_t start = line_start(text, any_place(text)), most = any(30) + 1;
    const char *space = any(2) ? " " : "　";
    giji_buffer_add(out, giji_slice_cut(text, 0, start));
    size_t at = start;
    while (at < text.length && text.data[at] != '\n' && most--) {
        size_t from = at;
        giji_next_char(text, &at);
        giji_buffer_add(out, giji_slice_cut(text, from, at));
        giji_buffer_add(out, giji_slice(space));
    }
    giji_buffer_add(out, giji_slice_cut(text, at, text.length));
}

static void cut(giji_string text, struct buffer *out)
{
    size_t at = any(text.length + 1);
    giji_buffer_add(out,
                    any(2) ? giji_slice_cut(text, 0, at) : giji_slice_cut(text, at, text.length));
}

/* ---- libFuzzer's two hooks ------------------------------------------------------------------------ */

typedef void line_change(struct text *text);
typedef void text_change(giji_string text, struct buffer *out);

static line_change *const line_changes[] = {drop_line, double_line, swap_lines, add_line,
                                            add_line,  drop_lines,  add_dump,   interleave};
static text_change *const text_changes[] = {
    change_marker, change_marker, flatten_marker, add_marker_inside, tear,      tear,
    merge_cells,   part_cells,    swap_brackets,  swap_brackets,     space_out, cut};
enum {
    LINE_CHANGES = sizeof line_changes / sizeof *line_changes,
    TEXT_CHANGES = sizeof text_changes / sizeof *text_changes
};

static void change_once(giji_string text, struct buffer *out)
{
    static struct text lines;
    size_t choice = any(LINE_CHANGES + TEXT_CHANGES);
    if (choice >= LINE_CHANGES) {
        text_changes[choice - LINE_CHANGES](text, out);
        return;
    }
    split(text, &lines);
    line_changes[choice](&lines);
    join(&lines, out);
}

/* Copies as much as there is room for. */
static size_t put(const struct buffer *from, uint8_t *data, size_t most)
{
    size_t length = from->length < most ? from->length : most;
    if (length)
        memcpy(data, from->data, length);
    return length;
}

static size_t change(uint8_t *data, size_t size, size_t most)
{
    struct buffer first = {0}, second = {0};
    giji_buffer_add(&first, giji_slice_of((const char *)data, size));
    for (size_t times = any(4) + 1; times > 0; times--) {
        second.length = 0;
        if (first.length)
            change_once(giji_buffer_text(&first), &second);
        else
            giji_buffer_add(&second, giji_slice(fuzz_dumps[any(fuzz_dump_count)]));
        struct buffer swapped = first;
        first = second;
        second = swapped;
    }
    size = put(&first, data, most);
    giji_buffer_free(&first);
    giji_buffer_free(&second);
    return size;
}

/* The dump is UTF-8, read by some grammar. Traces and threads take long, so they are asked for seldom. */
static void choose_options(uint8_t *data)
{
    data[0] = any(8) ? '1' : '0';
    data[1] = (uint8_t)('0' + any(24));
    data[2] = (uint8_t)('0' + (any(8) ? any(2) * FUZZ_EXPLAIN : any(8)));
}

/* How long the new input may become: minutes of a few pages, or, seldom, all that there is room for. */
static size_t choose_length(size_t most)
{
    enum { PAGES = 8192 };
    return most > PAGES && any(64) ? PAGES : most;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    state = seed;
    if (most < HEAD + 1)
        return size;
    if (size < HEAD || any(8) == 0)
        choose_options(data);
    size = size < HEAD ? HEAD : size;
    most = choose_length(most);
    size = size < most ? size : most;
    if (any(16) == 0 && size > HEAD)
        return HEAD + LLVMFuzzerMutate(data + HEAD, size - HEAD, most - HEAD);
    return HEAD + change(data + HEAD, size - HEAD, most - HEAD);
}

/* Lines of the one among those of the other. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second,
                                 size_t second_size, uint8_t *out, size_t most, unsigned seed)
{
    static struct text left, right;
    struct buffer mixed = {0};
    state = seed;
    if (first_size < HEAD || second_size < HEAD)
        return 0;
    giji_buffer_add(&mixed, giji_slice_of((const char *)first, HEAD));
    split(giji_slice_of((const char *)first + HEAD, first_size - HEAD), &left);
    split(giji_slice_of((const char *)second + HEAD, second_size - HEAD), &right);
    for (size_t i = 0, j = 0; i < left.count || j < right.count;) {
        size_t run = any(10) + 1;
        for (; i < left.count && run; run--)
            giji_buffer_add(&mixed, left.lines[i++]);
        for (run = any(10) + 1; j < right.count && run; run--)
            giji_buffer_add(&mixed, right.lines[j++]);
    }
    size_t size = put(&mixed, out, choose_length(most));
    giji_buffer_free(&mixed);
    return size;
}
