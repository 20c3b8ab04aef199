#include "export/output.h"

#include "base/error.h"

void giji_output_open(struct output *output, giji_sink *sink, void *data)
{
    output->sink = sink;
    output->data = data;
    output->refused = false;
    output->held = 0;
}

static void send(struct output *output, const char *bytes, size_t length)
{
    if (!output->refused && length)
        output->refused = !output->sink(output->data, bytes, length);
}

void giji_output_send(struct output *output)
{
    send(output, output->room, output->held);
    output->held = 0;
}

void giji_output_add_more(struct output *output, const char *bytes, size_t length)
{
    giji_output_send(output);
    if (length > sizeof output->room)
        send(output, bytes, length);
    else
        giji_output_add(output, bytes, length);
}

char *giji_print_integer(char *end, uint64_t value)
{
    do
        *--end = (char)('0' + value % 10);
    while (value /= 10);
    return end;
}

void giji_output_integer(struct output *output, uint64_t value)
{
    char digits[24], *end = digits + sizeof digits;
    char *start = giji_print_integer(end, value);
    giji_output_add(output, start, (size_t)(end - start));
}

size_t giji_print_decimal(char room[DECIMAL_SIZE], long long value)
{
    unsigned long long size = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
    char digits[24], *end = digits + sizeof digits, *at = room;
    char *start = giji_print_integer(end, size / 10000);
    if (value < 0)
        *at++ = '-';
    memcpy(at, start, (size_t)(end - start));
    at += end - start;
    *at++ = '.';
    giji_print_integer(at + 5, 10000 + size % 10000); /* the 1 keeps zeros, and is overwritten */
    memmove(at, at + 1, 4);
    at += 4;
    while (at[-1] == '0' && at[-2] != '.')
        at--;
    *at = '\0';
    return (size_t)(at - room);
}

void giji_output_decimal(struct output *output, long long value)
{
    char digits[DECIMAL_SIZE];
    giji_output_add(output, digits, giji_print_decimal(digits, value));
}

void giji_output_line(struct output *output, size_t level)
{
    giji_output_byte(output, '\n');
    while (level-- > 0)
        giji_output_add(output, "  ", 2);
}

bool giji_output_finish(struct output *output, giji_error *error)
{
    giji_output_send(output);
    return !output->refused ||
           giji_error_set(error, GIJI_ERROR_IO, "the output could not be written");
}
