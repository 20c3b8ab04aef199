/* A dump's bytes as UTF-8 text, and the way back from each character to the bytes it came from.
 *
 * UTF-8 input is validated once and never copied: `text` is the input itself. Other encodings are
 * decoded once; the way back is a table of runs, each a stretch of characters that take the same
 * number of bytes on both sides, without a gap. What lies between two runs in the input are escape
 * sequences. */
#ifndef GIJI_TEXT_SOURCE_H
#define GIJI_TEXT_SOURCE_H

#include "base/slice.h"

struct source_run {
    uint32_t text;       /* offset of the run's first character in the text */
    uint32_t bytes;      /* offset of its first byte in the input */
    uint8_t text_width;  /* bytes a character takes in the text; 1 for valid parts of UTF-8 */
    uint8_t bytes_width; /* bytes a character takes in the input; 1 for valid parts of UTF-8 */
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
    bool has_controls;    /* the input, and so the text too, may hold control characters */
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

/* Reads `length` bytes as `encoding` (in any spelling), or detects it where that is NULL, as
 * text/detect.c says: a byte order mark; strict UTF-8; UTF-8 with some broken bytes; ISO-2022-JP by
 * its escapes; else what reads best, as Japanese, of CP932, EUC-JP and UTF-16. A byte order mark
 * stays in the text, as U+FEFF. False: GIJI_ERROR_BINARY (only where the encoding is detected),
 * GIJI_ERROR_SIZE (2 GiB, as it comes or as UTF-8), GIJI_ERROR_ENCODING, GIJI_ERROR_MEMORY. Close
 * the source in any case. */
bool giji_source_open(struct source *source, const void *bytes, size_t length, const char *encoding,
                      giji_error *error);
void giji_source_close(struct source *source);

/* Where in the input the character at `offset` of the text begins, and where the character that
 * ends at `offset` of the text ends. Escape sequences belong to the character that follows them, so
 * that one character begins where the one before it ends, and both are the same number; escape
 * sequences at the very end belong to none. An offset inside a character counts as its start. */
uint64_t giji_source_start(const struct source *source, size_t offset);
uint64_t giji_source_end(const struct source *source, size_t offset);

/* The offset in the text of the character that holds byte `offset` of the input. */
size_t giji_source_text_offset(const struct source *source, uint64_t offset);

#endif
