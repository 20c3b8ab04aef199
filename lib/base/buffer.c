#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

void giji_buffer_free(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

void giji_buffer_end(struct buffer *buffer, struct arena *arena)
{
    arena->failed |= buffer->failed;
    giji_buffer_free(buffer);
}

giji_string giji_buffer_keep(struct buffer *buffer, struct arena *arena)
{
    giji_string copy = giji_arena_copy(arena, giji_buffer_text(buffer));
    giji_buffer_end(buffer, arena);
    return copy;
}

bool giji_buffer_reserve(struct buffer *buffer, size_t more)
{
    if (buffer->failed)
        return false;
    if (buffer->capacity - buffer->length >= more)
        return true;
    size_t larger = buffer->capacity ? buffer->capacity * 2 : 256;
    while (larger - buffer->length < more && larger <= SIZE_MAX / 2)
        larger *= 2;
    char *moved = larger - buffer->length < more ? NULL : realloc(buffer->data, larger);
    if (!moved) {
        buffer->failed = true;
        return false;
    }
    buffer->data = moved;
    buffer->capacity = larger;
    return true;
}

void giji_buffer_add(struct buffer *buffer, giji_string text)
{
    if (text.length == 0 || !giji_buffer_reserve(buffer, text.length))
        return;
    memcpy(buffer->data + buffer->length, text.data, text.length);
    buffer->length += text.length;
}

void giji_buffer_add_byte(struct buffer *buffer, char byte)
{
    giji_buffer_add(buffer, (giji_string){&byte, 1});
}

void giji_buffer_vprint(struct buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length >= 0 && giji_buffer_reserve(buffer, (size_t)length + 1)) {
        vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void giji_buffer_print(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    giji_buffer_vprint(buffer, format, arguments);
    va_end(arguments);
}
