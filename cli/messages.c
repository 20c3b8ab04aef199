#include "messages.h"
#include "display.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A long line is shown as a window: this much before the caret, this much in all. */
enum { COLUMNS_BEFORE = 60, COLUMNS_SHOWN = 100 };

enum colour { COLOUR_NONE, COLOUR_PLACE, COLOUR_ERROR, COLOUR_WARNING, COLOUR_NOTE, COLOUR_CARET };

/* Where this thread's messages go; NULL: to standard error. */
static _Thread_local FILE *holder;

/* What a message is about: the line is the excerpt, the marked characters begin at the column. */
struct place {
    giji_string file;
    unsigned line;       /* 0: the file as a whole */
    unsigned column;     /* 0: the line as a whole */
    size_t marked;       /* how many characters */
    giji_string excerpt; /* without its end; empty where it is not known */
};

static FILE *hearer(void)
{
    if (holder)
        return holder;
    fflush(stdout); /* what was written before is read before, where both go to one file */
    return stderr;
}

void hold_messages(FILE *file)
{
    holder = file;
}

static void set_colour(enum colour colour)
{
    static const char *const codes[] = {"\033[0m",    "\033[1m",    "\033[1;31m",
                                        "\033[1;35m", "\033[1;36m", "\033[1;32m"};
    if (wants_colour(stderr))
        fputs(codes[colour], hearer());
}

/* The byte at which the 1-based `column` begins; the end of the text where it has fewer. */
static size_t column_start(giji_string text, unsigned column)
{
    size_t at = 0;
    while (column > 1 && at < text.length) {
        at += char_length(text, at);
        column--;
    }
    return at;
}

static size_t char_before(giji_string text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text.data[at] & 0xC0) == 0x80);
    return at;
}

/* The byte at which the window that holds the byte `caret` begins. */
static size_t window_start(giji_string line, size_t caret)
{
    unsigned columns = 0;
    size_t start = caret;
    while (start > 0) {
        size_t before = char_before(line, start);
        columns += clean_width((giji_string){line.data + before, start - before});
        if (columns > COLUMNS_BEFORE)
            break;
        start = before;
    }
    return start;
}

/* A caret and a tail of tildes under the marked characters that the window shows. */
static void print_caret(const struct place *place, size_t caret, size_t end, unsigned indent)
{
    giji_string shown = {place->excerpt.data + caret, end - caret};
    size_t marked = 0;
    for (size_t i = 0; i < place->marked && marked < shown.length; i++)
        marked += char_length(shown, marked);
    unsigned columns = clean_width((giji_string){shown.data, marked});
    fprintf(hearer(), "\n      | %*s", (int)indent, "");
    set_colour(COLOUR_CARET);
    fputc('^', hearer());
    while (columns-- > 1)
        fputc('~', hearer());
    set_colour(COLOUR_NONE);
}

static void print_excerpt(const struct place *place)
{
    static const giji_string ellipsis = {"…", sizeof "…" - 1};
    giji_string line = place->excerpt;
    if (line.length == 0)
        return;
    size_t caret = column_start(line, place->column);
    size_t start = window_start(line, caret);
    giji_string rest = {line.data + start, line.length - start};
    giji_string shown = cut_to_width(rest, COLUMNS_SHOWN);
    size_t end = start + shown.length;
    giji_string before = {line.data + start, caret - start};
    fprintf(hearer(), "%5u | %s", place->line, start > 0 ? ellipsis.data : "");
    print_clean(hearer(), shown);
    if (end < line.length)
        fputs(ellipsis.data, hearer());
    if (place->column > 0)
        print_caret(place, caret, end,
                    clean_width(before) + (start > 0 ? giji_display_width(ellipsis) : 0));
    fputc('\n', hearer());
}

static void print_place(const struct place *place)
{
    set_colour(COLOUR_PLACE);
    print_clean(hearer(), place->file);
    if (place->line > 0)
        fprintf(hearer(), ":%u", place->line);
    if (place->line > 0 && place->column > 0)
        fprintf(hearer(), ":%u", place->column);
    fputs(": ", hearer());
    set_colour(COLOUR_NONE);
}

static void print_severity(giji_severity severity)
{
    static const enum colour colours[] = {COLOUR_NOTE, COLOUR_WARNING, COLOUR_ERROR};
    set_colour(colours[severity]);
    fprintf(hearer(), "%s: ", giji_severity_name(severity));
    set_colour(COLOUR_NONE);
}

/* How many characters the span marks on its first line. */
static size_t marked_characters(const giji_document *document, const giji_diagnostic *diagnostic)
{
    unsigned line, column;
    giji_document_locate(document, diagnostic->span.end, &line, &column);
    if (line != diagnostic->line)
        return SIZE_MAX;
    return column > diagnostic->column ? column - diagnostic->column : 1;
}

void show_diagnostic(const giji_document *document, const giji_diagnostic *diagnostic)
{
    struct place place = {shown_name(giji_document_name(document)),
                          diagnostic->line,
                          diagnostic->column,
                          marked_characters(document, diagnostic),
                          {NULL, 0}};
    if (diagnostic->line > 0)
        place.excerpt = giji_document_line(document, diagnostic->line);
    print_place(&place);
    print_severity(diagnostic->severity);
    print_clean(hearer(), diagnostic->message);
    fprintf(hearer(), " [%s%s", diagnostic->code, diagnostic->rule.length > 0 ? ", " : "");
    print_clean(hearer(), diagnostic->rule);
    fputs("]\n", hearer());
    print_excerpt(&place);
}

void show_note(const giji_error *note)
{
    struct place place = {shown_name(string_of(note->file)), note->line, note->column, 1,
                          string_of(note->excerpt)};
    print_place(&place);
    print_severity(GIJI_NOTE);
    print_clean(hearer(), string_of(note->message));
    fputc('\n', hearer());
    print_excerpt(&place);
}

void show_error(const char *file, const giji_error *error)
{
    struct place place = {shown_name(string_of(error->file[0] ? error->file : file)), error->line,
                          error->column, 1, string_of(error->excerpt)};
    print_place(&place);
    print_severity(GIJI_SEVERE);
    print_clean(hearer(), string_of(error->message));
    fprintf(hearer(), " [%s]\n", giji_error_name(error->code));
    print_excerpt(&place);
    if (!error->expected[0])
        return;
    fputs("      = ", hearer());
    print_clean(hearer(), string_of(error->expected));
    fputc('\n', hearer());
}

void show_failure(const char *file, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    /* The checker misses the va_start above. NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    print_place(&(struct place){shown_name(string_of(file)), 0, 0, 0, {NULL, 0}});
    print_severity(GIJI_SEVERE);
    print_clean(hearer(), string_of(message));
    fputc('\n', hearer());
}

void show_log(void *data, giji_log_level level, const char *message)
{
    static const char *const names[] = {"debug", "info", "warning"};
    (void)data;
    fprintf(hearer(), "giji: %s: ", names[level]);
    print_clean(hearer(), string_of(message));
    fputc('\n', hearer());
}
