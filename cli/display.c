#include "display.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const giji_string ellipsis = {"…", sizeof "…" - 1};

giji_string string_of(const char *text)
{
    return (giji_string){text, strlen(text)};
}

giji_string shown_name(giji_string file)
{
    bool is_stdin = file.length == 1 && file.data[0] == '-';
    return is_stdin ? string_of("<stdin>") : file.length == 0 ? string_of("''") : file;
}

/* How many bytes a character takes that begins with this one, and the least and the most that its second
 * byte may be; 0 where none begins so. */
static size_t sequence_length(unsigned char first, unsigned char *least, unsigned char *most)
{
    *least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    *most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (first < 0x80)
        return 1;
    return first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
}

/* The bytes of the character that begins at byte `at`; 0 where what is there is no UTF-8. */
static size_t valid_length(giji_string text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    unsigned char least, most;
    size_t length = sequence_length(bytes[0], &least, &most);
    if (length > text.length - at)
        return 0;
    for (size_t i = 1; i < length; i++)
        if (bytes[i] < (i == 1 ? least : 0x80) || bytes[i] > (i == 1 ? most : 0xBF))
            return 0;
    return length;
}

size_t char_length(giji_string text, size_t at)
{
    size_t length = valid_length(text, at);
    return length ? length : 1;
}

/* A control character: C0, DEL, or C1, which is C2 80 to C2 9F in UTF-8. */
static bool is_control(const char *character, size_t length)
{
    unsigned char first = (unsigned char)character[0];
    if (length == 1)
        return first < 0x20 || first == 0x7F;
    return length == 2 && first == 0xC2 && (unsigned char)character[1] < 0xA0;
}

static unsigned char_width(const char *character, size_t length)
{
    bool broken = length == 1 && ((unsigned char)*character & 0x80);
    return broken || is_control(character, length)
               ? 1
               : giji_display_width((giji_string){character, length});
}

unsigned clean_width(giji_string text)
{
    unsigned columns = 0;
    for (size_t at = 0, length; at < text.length; at += length) {
        length = char_length(text, at);
        columns += char_width(text.data + at, length);
    }
    return columns;
}

void print_clean(FILE *file, giji_string text)
{
    for (size_t at = 0, length; at < text.length; at += length) {
        length = char_length(text, at);
        if (!valid_length(text, at))
            fputs("\xEF\xBF\xBD", file);
        else if (is_control(text.data + at, length))
            fputc(' ', file);
        else
            fwrite(text.data + at, 1, length, file);
    }
}

giji_string cut_to_width(giji_string text, unsigned columns)
{
    unsigned used = 0;
    size_t end = 0;
    for (size_t length; end < text.length; end += length) {
        length = char_length(text, end);
        used += char_width(text.data + end, length);
        if (used > columns)
            break;
    }
    return (giji_string){text.data, end};
}

void print_cut(FILE *file, giji_string text, unsigned columns)
{
    giji_string whole = cut_to_width(text, columns);
    if (whole.length < text.length)
        whole = cut_to_width(text, columns > 1 ? columns - 1 : 0);
    print_clean(file, whole);
    if (whole.length < text.length)
        print_clean(file, ellipsis);
}

void print_padded(FILE *file, giji_string text, unsigned columns)
{
    unsigned width = clean_width(text);
    print_cut(file, text, columns);
    if (width < columns)
        fprintf(file, "%*s", (int)(columns - width), "");
}

bool wants_colour(FILE *file)
{
    const char *no_colour = getenv("NO_COLOR");
    return isatty(fileno(file)) && !(no_colour && *no_colour);
}

unsigned display_columns(FILE *file)
{
    enum { USUAL = 100, LEAST = 60 };
    struct winsize size = {0};
    if (!isatty(fileno(file)) || ioctl(fileno(file), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return USUAL;
    return size.ws_col < LEAST ? LEAST : size.ws_col;
}
