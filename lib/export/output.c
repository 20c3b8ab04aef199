#include "export/output.h"

#include "base/error.h"

#include <stdio.h>

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

static void send_held(struct output *output)
{
    send(output, output->room, output->held);
    output->held = 0;
}

void giji_output_add(struct output *output, const char *bytes, size_t length)
{
    if (length > sizeof output->room - output->held)
        send_held(output);
    if (length > sizeof output->room) {
        send(output, bytes, length);
    } else if (length) {
        memcpy(output->room + output->held, bytes, length);
        output->held += length;
    }
}

void giji_output_integer(struct output *output, uint64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    giji_output_add(output, digits + at, sizeof digits - at);
}

void giji_print_decimal(char room[DECIMAL_SIZE], long long value)
{
    unsigned long long size = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
    int length = snprintf(room, DECIMAL_SIZE, "%s%llu.%04llu", value < 0 ? "-" : "", size / 10000,
                          size % 10000);
    while (room[length - 1] == '0' && room[length - 2] != '.')
        room[--length] = '\0';
}

void giji_output_decimal(struct output *output, long long value)
{
    char digits[DECIMAL_SIZE];
    giji_print_decimal(digits, value);
    giji_output_text(output, digits);
}

void giji_output_line(struct output *output, size_t level)
{
    giji_output_byte(output, '\n');
    while (level-- > 0)
        giji_output_add(output, "  ", 2);
}

bool giji_output_finish(struct output *output, giji_error *error)
{
    send_held(output);
    return !output->refused ||
           giji_error_set(error, GIJI_ERROR_IO, "the output could not be written");
}
