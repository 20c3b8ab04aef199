/* What the writers write into: a sink that gets large pieces. Nothing is allocated. Once the sink refuses,
 * what is added goes nowhere; ask `giji_output_finish` at the end. */
#ifndef GIJI_EXPORT_OUTPUT_H
#define GIJI_EXPORT_OUTPUT_H

#include "base/slice.h"

struct output {
    giji_sink *sink;
    void *data;
    bool refused;
    size_t held;
    char room[16384];
};

void giji_output_open(struct output *output, giji_sink *sink, void *data);

/* Room for `length` bytes, no more than fit into `room`: write them there and say with giji_output_end where they
 * ended. */
static inline char *giji_output_begin(struct output *output, size_t length);
static inline void giji_output_end(struct output *output, const char *end);

static inline void giji_output_add(struct output *output, const char *bytes, size_t length);
void giji_output_integer(struct output *output, uint64_t value);

/* A number that is given in ten-thousandths, with a point in every locale: 0.85 or 1.0. */
void giji_output_decimal(struct output *output, long long value);

/* Writes `value` as giji_output_decimal does, ended by NUL; returns its length. */
enum { DECIMAL_SIZE = 32 };
size_t giji_print_decimal(char room[DECIMAL_SIZE], long long value);

/* Writes the digits of `value`, at most 20, in front of `end`; returns the first. */
char *giji_print_integer(char *end, uint64_t value);

/* Hands over what is held. */
void giji_output_send(struct output *output);

/* giji_output_add for what does not fit into the room that is left. */
void giji_output_add_more(struct output *output, const char *bytes, size_t length);

static inline char *giji_output_begin(struct output *output, size_t length)
{
    if (length > sizeof output->room - output->held)
        giji_output_send(output);
    return output->room + output->held;
}

static inline void giji_output_end(struct output *output, const char *end)
{
    output->held = (size_t)(end - output->room);
}

static inline void giji_output_add(struct output *output, const char *bytes, size_t length)
{
    if (length > sizeof output->room - output->held) {
        giji_output_add_more(output, bytes, length);
    } else if (length) {
        memcpy(output->room + output->held, bytes, length);
        output->held += length;
    }
}

static inline void giji_output_byte(struct output *output, char byte)
{
    if (output->held < sizeof output->room)
        output->room[output->held++] = byte;
    else
        giji_output_add_more(output, &byte, 1);
}

static inline void giji_output_text(struct output *output, const char *text)
{
    giji_output_add(output, text, strlen(text));
}

/* A line's end, and two spaces for each level. */
void giji_output_line(struct output *output, size_t level);

/* Hands over what is held. False, with GIJI_ERROR_IO, where the sink refused. */
bool giji_output_finish(struct output *output, giji_error *error);

#endif
