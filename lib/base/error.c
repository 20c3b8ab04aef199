#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *giji_error_name(giji_error_code code)
{
    static const char *const names[] = {"ok",   "memory",  "io",         "binary",  "encoding",
                                        "size", "grammar", "no-grammar", "internal"};
    return (size_t)code < sizeof names / sizeof *names ? names[code] : "unknown";
}

const char *giji_error_reason(int number)
{
#ifdef GIJI_HAVE_STRERRORDESC_NP
    const char *reason = strerrordesc_np(number);
    return reason ? reason : "unknown error";
#else
    return strerror(number);
#endif
}

void giji_copy_text(char *field, size_t size, giji_string text)
{
    size_t length = text.length < size ? text.length : size - 1;
    if (length < text.length)
        while (length > 0 && ((unsigned char)text.data[length] & 0xC0) == 0x80)
            length--;
    if (length)
        memcpy(field, text.data, length);
    field[length] = '\0';
}

__attribute__((format(printf, 2, 0))) static void print_message(giji_error *error,
                                                                const char *format,
                                                                va_list arguments)
{
    char text[2 * sizeof error->message];
    vsnprintf(text, sizeof text, format, arguments);
    giji_copy_text(error->message, sizeof error->message, giji_slice(text));
}

bool giji_error_set(giji_error *error, giji_error_code code, const char *format, ...)
{
    if (!error || error->code != GIJI_OK)
        return false;
    error->code = code;
    va_list arguments;
    va_start(arguments, format);
    print_message(error, format, arguments);
    va_end(arguments);
    return false;
}

bool giji_error_at(giji_error *error, giji_error_code code, const struct error_place *place,
                   const char *expected, const char *format, ...)
{
    if (!error || error->code != GIJI_OK)
        return false;
    error->code = code;
    error->line = place->line;
    error->column = place->column;
    error->offset = place->offset;
    giji_copy_text(error->file, sizeof error->file, giji_slice(place->file));
    giji_copy_text(error->excerpt, sizeof error->excerpt, place->excerpt);
    giji_copy_text(error->expected, sizeof error->expected, giji_slice(expected));
    va_list arguments;
    va_start(arguments, format);
    print_message(error, format, arguments);
    va_end(arguments);
    return false;
}

bool giji_error_memory(giji_error *error)
{
    return giji_error_set(error, GIJI_ERROR_MEMORY, "out of memory");
}
