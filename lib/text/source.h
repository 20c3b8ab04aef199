/* A dump's bytes as UTF-8 text, and the way back from each character to the bytes it came from.
 *
 * UTF-8 input is validated once and never copied: `text` is the input itself. Other encodings are
 * decoded once; the way back is a table of runs, each a stretch of characters that take the same number
 * of bytes on both sides. */
#ifndef GIJI_TEXT_SOURCE_H
#define GIJI_TEXT_SOURCE_H

#include "base/slice.h"

struct source_run {
    uint32_t text;       /* offset of the run's first character in the text */
    uint32_t bytes;      /* offset of its first byte in the input */
    uint8_t text_width;  /* bytes a character takes in the text */
    uint8_t bytes_width; /* bytes a character takes in the input */
};

/* A stretch of input bytes that no character could be read from; the text has U+FFFD there. */
struct source_flaw {
    uint32_t text;   /* offset of the U+FFFD in the text */
    uint32_t bytes;  /* offset in the input */
    uint32_t length; /* bytes of the input */
};

struct source {
    const unsigned char *bytes; /* the input, owned by the caller */
    size_t length;
    const char *encoding; /* canonical: "UTF-8", "CP932", "EUC-JP", "ISO-2022-JP", "UTF-16LE"... */
    giji_string text;
    char *decoded; /* owned; NULL where text is the input itself */
    struct source_run *runs;
    size_t run_count;
    struct source_flaw *flaws; /* the first ones, in order */
    size_t flaw_count;
    size_t flaws_in_all;
};

/* The canonical name of an encoding that giji reads, in whatever case and spelling a user writes it
 * ("shift_jis", "SJIS", "cp932", "windows-31j", "eucjp", "utf8" ...); NULL where it is none. */
const char *giji_encoding_name(const char *spelling);

/* Reads `length` bytes as `encoding` (canonical), or detects it where that is NULL: a byte order mark;
 * strict UTF-8; ISO-2022-JP by its escapes; UTF-16 by its zero bytes; else CP932 or EUC-JP, or
 * UTF-8 with some broken bytes, by what decodes with the fewest flaws, ICU's detector deciding on a
 * bounded sample where that is even. False: GIJI_ERROR_BINARY (only where the encoding is detected),
 * GIJI_ERROR_SIZE, GIJI_ERROR_MEMORY. Close the source in any case. */
bool giji_source_open(struct source *source, const void *bytes, size_t length, const char *encoding,
                      giji_error *error);
void giji_source_close(struct source *source);

/* Where in the input the character at `offset` of the text begins (escape sequences before it count as
 * its own, so that the bytes from there decode by themselves), and where the character that ends at
 * `offset` of the text ends. An offset inside a character counts as its start. */
uint64_t giji_source_start(const struct source *source, size_t offset);
uint64_t giji_source_end(const struct source *source, size_t offset);

/* The offset in the text of the character that holds byte `offset` of the input. */
size_t giji_source_text_offset(const struct source *source, uint64_t offset);

#endif
