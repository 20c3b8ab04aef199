/* For where md4c's own md2html is not packaged, as on Debian: files to HTML by md4c's library, one after another.
 *
 *     md2html FILE... */
#include <md4c-html.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct output {
    char *bytes;
    size_t length, capacity;
};

static void take(const MD_CHAR *text, MD_SIZE size, void *data)
{
    struct output *output = data;
    if (output->length + size > output->capacity) {
        output->capacity = 2 * (output->length + size);
        output->bytes = realloc(output->bytes, output->capacity);
        if (!output->bytes)
            abort();
    }
    memcpy(output->bytes + output->length, text, size);
    output->length += size;
}

static char *read_file(const char *path, size_t *length)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return NULL;
    fseek(stream, 0, SEEK_END);
    *length = (size_t)ftell(stream);
    rewind(stream);
    char *bytes = malloc(*length + 1);
    if (bytes && fread(bytes, 1, *length, stream) != *length) {
        free(bytes);
        bytes = NULL;
    }
    fclose(stream);
    return bytes;
}

int main(int argc, char **argv)
{
    struct output output = {0};
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        size_t length = 0;
        char *bytes = read_file(argv[i], &length);
        output.length = 0;
        failed |= !bytes || md_html(bytes, (MD_SIZE)length, take, &output, 0, 0) != 0;
        fwrite(output.bytes, 1, output.length, stdout);
        free(bytes);
    }
    free(output.bytes);
    return failed;
}
