/* Opening a source: which encoding, which text; and the way between offsets in the text and offsets
 * in the input, by binary search in the table of runs. */
#include "text/source.h"

#include "base/error.h"
#include "text/controls.h"
#include "text/decode.h"
#include "text/encoding.h"
#include "text/utf8.h"

#include <stdlib.h>

static bool choose_encoding(const struct source *source, const char *name, bool valid_utf_8,
                            enum encoding *encoding, giji_error *error)
{
    if (!name)
        return giji_encoding_detect(source, valid_utf_8, encoding, error);
    *encoding = giji_encoding_find(name);
    if (*encoding == ENCODING_COUNT)
        return giji_error_set(error, GIJI_ERROR_ENCODING, "no encoding is named '%s'", name);
    if (*encoding == ENCODING_UTF_16)
        *encoding = giji_encoding_byte_order(source->bytes, source->length);
    return true;
}

bool giji_source_open(struct source *source, const void *bytes, size_t length, const char *encoding,
                      giji_error *error)
{
    *source = (struct source){.bytes = bytes, .length = length};
    if (length > INT32_MAX)
        return giji_error_set(error, GIJI_ERROR_SIZE, "the input is larger than 2 GiB");
    enum encoding found;
    source->has_controls = giji_has_controls(source->bytes, length);
    bool valid_utf_8 = giji_utf8_invalid(source->bytes, length, 0) == length;
    if (!choose_encoding(source, encoding, valid_utf_8, &found, error))
        return false;
    source->encoding = giji_encoding_label(found);
    if (found != ENCODING_UTF_8 || !valid_utf_8)
        return giji_decode(source, found, error);
    source->text = giji_slice_of(bytes, length);
    return true;
}

void giji_source_close(struct source *source)
{
    free(source->decoded);
    free(source->runs);
    free(source->flaws);
    *source = (struct source){0};
}

/* The start of the character that holds byte `offset` of the text. */
static size_t character_start(const struct source *source, size_t offset)
{
    if (offset >= source->text.length)
        return source->text.length;
    while (offset > 0 && ((unsigned char)source->text.data[offset] & 0xC0) == 0x80)
        offset--;
    return offset;
}

/* The last run that begins at or before byte `offset` of the text. */
static const struct source_run *run_of_text(const struct source *source, size_t offset)
{
    size_t low = 0, high = source->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->runs[middle].text <= offset)
            low = middle;
        else
            high = middle;
    }
    return source->runs + low;
}

/* The last run that begins at or before byte `offset` of the input, or the first. */
static const struct source_run *run_of_bytes(const struct source *source, uint64_t offset)
{
    size_t low = 0, high = source->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->runs[middle].bytes <= offset)
            low = middle;
        else
            high = middle;
    }
    return source->runs + low;
}

uint64_t giji_source_end(const struct source *source, size_t offset)
{
    size_t end = character_start(source, offset);
    if (end == 0 || source->run_count == 0)
        return end;
    const struct source_run *run = run_of_text(source, end - 1);
    return run->bytes + (uint64_t)(end - run->text) / run->text_width * run->bytes_width;
}

uint64_t giji_source_start(const struct source *source, size_t offset)
{
    return giji_source_end(source, offset);
}

/* Where the run's text ends, which is where the next one's begins. */
static size_t run_text_end(const struct source *source, const struct source_run *run)
{
    bool last = run + 1 == source->runs + source->run_count;
    return last ? source->text.length : run[1].text;
}

size_t giji_source_text_offset(const struct source *source, uint64_t offset)
{
    if (offset >= source->length)
        return source->text.length;
    if (source->run_count == 0)
        return character_start(source, (size_t)offset);
    const struct source_run *run = run_of_bytes(source, offset);
    if (offset < run->bytes)
        return 0;
    size_t text = run->text + (size_t)(offset - run->bytes) / run->bytes_width * run->text_width;
    size_t end = run_text_end(source, run);
    return character_start(source, text < end ? text : end);
}
