#include "grammar/read.h"

#include "base/buffer.h"
#include "base/error.h"
#include "grammar/load.h"
#include "grammar/shape.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { DEEPEST_INCLUDE = 16, LARGEST_FILE = 1 << 22 };

struct reading {
    struct grammar_file *file;
    struct definitions *definitions; /* NULL while it is being read, or where it is not good */
    bool open;
};

/* Reads the file at `path` to its end. False where it cannot be read or is too large. */
static bool read_bytes(struct arena *arena, FILE *stream, giji_string *bytes)
{
    struct buffer buffer = {0};
    size_t got = 1;
    while (got > 0 && buffer.length <= LARGEST_FILE && giji_buffer_reserve(&buffer, 1 << 16)) {
        got = fread(buffer.data + buffer.length, 1, 1 << 16, stream);
        buffer.length += got;
    }
    bool good = !ferror(stream) && !buffer.failed && buffer.length <= LARGEST_FILE;
    char *copy = good ? giji_arena_alloc(arena, buffer.length + 1) : NULL;
    if (copy && buffer.length)
        memcpy(copy, buffer.data, buffer.length);
    *bytes = (giji_string){copy, buffer.length};
    if (buffer.failed)
        arena->failed = true;
    giji_buffer_free(&buffer);
    return copy != NULL;
}

static bool find_built_in(const char *name, giji_string *bytes)
{
    for (size_t i = 0; i < giji_built_in_file_count; i++)
        if (strcmp(giji_built_in_files[i].name, name) == 0) {
            *bytes = giji_slice_of(giji_built_in_files[i].data, giji_built_in_files[i].length);
            return true;
        }
    return false;
}

static bool exists(const char *path)
{
    return access(path, R_OK) == 0;
}

static bool fetch(struct reader *reader, const char *name, bool built_in, giji_string *bytes)
{
    if (built_in) {
        if (find_built_in(name, bytes))
            return true;
        giji_found_no_file(reader->findings, name, "no such built-in grammar");
        return false;
    }
    errno = 0;
    FILE *stream = fopen(name, "rb");
    bool good = stream && read_bytes(&reader->arena, stream, bytes);
    reader->arena.failed |= !good && errno == ENOMEM;
    if (!good && !reader->arena.failed)
        giji_found_no_file(reader->findings, name, errno ? giji_error_reason(errno) : "too large");
    if (stream)
        fclose(stream);
    return good;
}

static struct reading *find_reading(struct reader *reader, const char *name, bool built_in)
{
    for (size_t i = 0; i < reader->file_count; i++) {
        const struct grammar_file *file = reader->files[i].file;
        if (file->built_in == built_in && strcmp(file->name, name) == 0)
            return &reader->files[i];
    }
    return NULL;
}

/* Begins a file: its bytes and elements, its form checked. Its place in the list, or SIZE_MAX. */
static size_t begin(struct reader *reader, const char *name, bool built_in)
{
    struct grammar_file *file = giji_arena_alloc(&reader->arena, sizeof *file);
    struct reading *reading = giji_arena_push(&reader->arena, &reader->files, &reader->file_count,
                                              &reader->file_capacity, sizeof *reading);
    if (!file || !reading)
        return SIZE_MAX;
    size_t index = reader->file_count - 1;
    file->name = name;
    file->built_in = built_in;
    *reading = (struct reading){.file = file, .open = true};
    if (!fetch(reader, name, built_in, &file->bytes))
        return SIZE_MAX;
    giji_file_find_lines(file, &reader->arena);
    file->root = giji_elements_read(&reader->arena, file, &reader->parts, reader->findings);
    if (!file->root)
        return SIZE_MAX;
    size_t before = reader->findings->count;
    if (!built_in) /* those are checked by the tests */
        giji_check_shape(file->root, reader->findings);
    return reader->findings->count == before ? index : SIZE_MAX;
}

/* The path of the file `name` beside the file of `include`. */
static giji_string path_beside(struct arena *arena, const struct element *include, giji_string name)
{
    const char *slash = strrchr(include->file->name, '/');
    int folder = slash ? (int)(slash + 1 - include->file->name) : 0;
    return giji_arena_print(arena, "%.*s%.*s", folder, include->file->name, GIJI_SHOW(name));
}

static void found_cycle(struct reader *reader, const struct element *include,
                        const struct reading *again)
{
    struct buffer chain = {0};
    for (const struct reading *at = again; at < reader->files + reader->file_count; at++)
        if (at->open)
            giji_buffer_print(&chain, "%s -> ", at->file->name);
    giji_found(reader->findings, include->file, giji_attribute_place(include, "file"),
               "take one of these includes out", "files include each other in a ring: %.*s%s",
               GIJI_SHOW(giji_buffer_text(&chain)), again->file->name);
    giji_buffer_end(&chain, &reader->arena);
}

/* The file `name` as one of the places, or inside one; {NULL, 0} where none has it. */
static giji_string find_in_places(struct reader *reader, giji_string name)
{
    size_t count = reader->places ? reader->places->count : 0;
    for (size_t i = 0; i < count; i++) {
        const char *place = reader->places->paths[i];
        const char *slash = strrchr(place, '/');
        if (giji_slice_is(name, slash ? slash + 1 : place))
            return giji_slice(place);
        giji_string inside = giji_arena_print(&reader->arena, "%s/%.*s", place, GIJI_SHOW(name));
        if (inside.data && exists(inside.data))
            return inside;
    }
    return (giji_string){NULL, 0};
}

/* Finds the file that `include` means: its name has been checked to be one without a path. False,
 * with a finding, where there is none. */
static bool resolve(struct reader *reader, const struct element *include, const char **name,
                    bool *built_in)
{
    giji_string value = giji_attribute(include, "file"), bytes;
    size_t place = giji_attribute_place(include, "file");
    giji_string path = path_beside(&reader->arena, include, value);
    if (!path.data)
        return false;
    if (!include->file->built_in && !exists(path.data))
        path = find_in_places(reader, value);
    *built_in = include->file->built_in || !path.data;
    *name = *built_in ? value.data : path.data;
    if (!*built_in || find_built_in(*name, &bytes))
        return true;
    giji_found(reader->findings, include->file, place,
               "put the file beside this one, or name a file that is built in",
               "there is no file '%.*s' to include", GIJI_SHOW(value));
    return false;
}

static const struct definitions *read_file(struct reader *reader, const char *name, bool built_in,
                                           unsigned depth);

/* What the file that `include` means defines; NULL, with a finding, where that is not to be had. */
static const struct definitions *read_include(struct reader *reader, const struct element *include,
                                              unsigned depth)
{
    const char *name;
    bool built_in;
    if (!resolve(reader, include, &name, &built_in))
        return NULL;
    const struct reading *known = find_reading(reader, name, built_in);
    if (known && known->open) {
        found_cycle(reader, include, known);
        return NULL;
    }
    if (known)
        return known->definitions;
    if (depth == DEEPEST_INCLUDE) {
        giji_found(reader->findings, include->file, include->offset,
                   "include the files that are needed directly", "includes go deeper than %d files",
                   DEEPEST_INCLUDE);
        return NULL;
    }
    return read_file(reader, name, built_in, depth + 1);
}

/* Recursion ends at DEEPEST_INCLUDE. */
static const struct definitions *read_file(struct reader *reader, const char *name, bool built_in,
                                           unsigned depth)
{
    size_t index = begin(reader, name, built_in);
    if (index == SIZE_MAX) {
        struct reading *begun = find_reading(reader, name, built_in);
        if (begun)
            begun->open = false;
        return NULL;
    }
    struct grammar_file *file = reader->files[index].file;
    struct definitions *all = giji_arena_alloc(&reader->arena, sizeof *all), own;
    for (const struct element *at = file->root->child; all && at; at = at->next) {
        if (!giji_element_is(at, "include"))
            continue;
        const struct definitions *included = read_include(reader, at, depth);
        if (included)
            giji_definitions_merge(&reader->arena, all, included, reader->findings);
    }
    if (!all)
        return NULL;
    file->rank = ++reader->finished;
    giji_definitions_read(&reader->arena, file->root, &own);
    giji_definitions_merge(&reader->arena, all, &own, reader->findings);
    reader->files[index].open = false;
    reader->files[index].definitions = all;
    return all;
}

const struct definitions *giji_read_grammar(struct reader *reader, const char *name, bool built_in)
{
    giji_string kept = giji_arena_copy(&reader->arena, giji_slice(name));
    size_t before = reader->findings->count;
    const char *path = *name ? kept.data : ""; /* what is empty is not copied */
    const struct definitions *all = path ? read_file(reader, path, built_in, 1) : NULL;
    if (reader->arena.failed)
        giji_found_memory(reader->findings);
    return reader->findings->count == before ? all : NULL;
}

void giji_reader_close(struct reader *reader)
{
    giji_arena_free(&reader->arena);
    *reader = (struct reader){0};
}
