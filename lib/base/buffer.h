/* A growing buffer of bytes. Failure is sticky, as in an arena: ask `failed` once at the end. */
#ifndef GIJI_BASE_BUFFER_H
#define GIJI_BASE_BUFFER_H

#include "base/arena.h"
#include "base/slice.h"

#include <stdarg.h>

struct buffer {
    char *data;
    size_t length;
    size_t capacity;
    bool failed;
};

/* A buffer starts as all zero bits. */
void giji_buffer_free(struct buffer *buffer);

/* Frees a buffer that served what is built in `arena`: where the buffer has failed, so has the arena. */
void giji_buffer_end(struct buffer *buffer, struct arena *arena);

/* The same, with a copy of the text left in the arena. */
giji_string giji_buffer_keep(struct buffer *buffer, struct arena *arena);

/* Makes room for `more` bytes beyond the length; false, and failed, where memory ran out. */
bool giji_buffer_reserve(struct buffer *buffer, size_t more);

void giji_buffer_add(struct buffer *buffer, giji_string text);
void giji_buffer_add_byte(struct buffer *buffer, char byte);
void giji_buffer_print(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void giji_buffer_vprint(struct buffer *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

static inline giji_string giji_buffer_text(const struct buffer *buffer)
{
    return (giji_string){buffer->data, buffer->length};
}

#endif
