/* Where output goes: a FILE, or memory. */
#include <giji/giji.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool giji_sink_file(void *data, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, data) == length;
}

/* Makes room for `more` bytes and a NUL. */
static bool make_room(giji_memory *memory, size_t more)
{
    if (more < memory->capacity - memory->length)
        return true;
    if (more >= SIZE_MAX / 2 - memory->length)
        return false;
    size_t larger = memory->capacity ? memory->capacity : 4096;
    while (larger <= memory->length + more)
        larger *= 2;
    char *moved = realloc(memory->data, larger);
    if (!moved)
        return false;
    memory->data = moved;
    memory->capacity = larger;
    return true;
}

bool giji_sink_memory(void *data, const char *bytes, size_t length)
{
    giji_memory *memory = data;
    if (!make_room(memory, length))
        return false;
    if (length)
        memcpy(memory->data + memory->length, bytes, length);
    memory->length += length;
    memory->data[memory->length] = '\0';
    return true;
}

void giji_memory_free(giji_memory *memory)
{
    if (!memory)
        return;
    free(memory->data);
    *memory = (giji_memory){NULL, 0, 0};
}
