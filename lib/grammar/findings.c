#include "grammar/findings.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

enum { MESSAGE_SIZE = 1024 };

void giji_file_find_lines(struct grammar_file *file, struct arena *arena)
{
    giji_string bytes = file->bytes;
    size_t count = 0;
    for (size_t i = 0; i < bytes.length; i++)
        count += bytes.data[i] == '\n';
    file->line_starts = giji_arena_alloc(arena, (count + 1) * sizeof *file->line_starts);
    for (size_t i = 0; file->line_starts && i < bytes.length; i++)
        if (bytes.data[i] == '\n')
            file->line_starts[file->line_count++] = (uint32_t)(i + 1);
}

unsigned giji_file_line(const struct grammar_file *file, size_t offset)
{
    size_t low = 0, high = file->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (file->line_starts[middle] <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return (unsigned)low + 1;
}

static struct error_place find_place(const struct grammar_file *file, size_t offset)
{
    giji_string bytes = file->bytes;
    if (offset > bytes.length)
        offset = bytes.length;
    size_t start = offset, end = offset;
    while (start > 0 && bytes.data[start - 1] != '\n')
        start--;
    while (end < bytes.length && bytes.data[end] != '\n' && bytes.data[end] != '\r')
        end++;
    unsigned column = 1;
    for (size_t i = start; i < offset; i++)
        if (((unsigned char)bytes.data[i] & 0xC0) != 0x80)
            column++;
    return (struct error_place){.file = file->name,
                                .line = giji_file_line(file, offset),
                                .column = column,
                                .offset = offset,
                                .excerpt = giji_slice_cut(bytes, start, end > start ? end : start)};
}

static void tell(struct findings *findings, const giji_error *error)
{
    findings->count++;
    if (findings->callback)
        findings->callback(findings->data, error);
}

void giji_found(struct findings *findings, const struct grammar_file *file, size_t offset,
                const char *expected, const char *format, ...)
{
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    struct error_place place = find_place(file, offset);
    giji_error error = GIJI_ERROR_INIT;
    giji_error_at(&error, GIJI_ERROR_GRAMMAR, &place, expected, "%s", message);
    tell(findings, &error);
}

void giji_found_line(struct findings *findings, const char *file, unsigned line,
                     giji_string excerpt, const char *expected, const char *format, ...)
{
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    struct error_place place = {.file = file, .line = line, .excerpt = excerpt};
    giji_error error = GIJI_ERROR_INIT;
    giji_error_at(&error, GIJI_ERROR_GRAMMAR, &place, expected, "%s", message);
    tell(findings, &error);
}

void giji_found_memory(struct findings *findings)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_error_memory(&error);
    tell(findings, &error);
}

void giji_found_no_file(struct findings *findings, const char *name, const char *reason)
{
    giji_error error = GIJI_ERROR_INIT;
    struct error_place place = {.file = name};
    giji_error_at(&error, GIJI_ERROR_IO, &place, "give the path of a grammar file that can be read",
                  "cannot read the grammar: %s", reason);
    tell(findings, &error);
}
