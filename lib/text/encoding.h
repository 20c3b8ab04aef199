/* The encodings that giji reads: what decoding and detection share. Their names are asked for with
 * giji_encoding_name of text/source.h. */
#ifndef GIJI_TEXT_ENCODING_H
#define GIJI_TEXT_ENCODING_H

#include "text/source.h"

enum encoding {
    ENCODING_UTF_8,
    ENCODING_CP932,
    ENCODING_EUC_JP,
    ENCODING_ISO_2022_JP,
    ENCODING_UTF_16, /* of either byte order: what a user names; the input then says which */
    ENCODING_UTF_16LE,
    ENCODING_UTF_16BE,
    ENCODING_COUNT
};

/* The canonical name. Static. */
const char *giji_encoding_label(enum encoding encoding);

/* The encoding that a user spelled so, or ENCODING_COUNT where it is none. */
enum encoding giji_encoding_find(const char *spelling);

/* Finds out how the source's bytes are encoded, never ENCODING_UTF_16; `valid_utf_8` says whether all of them are
 * that. False, GIJI_ERROR_BINARY, where they are no text. */
bool giji_encoding_detect(const struct source *source, bool valid_utf_8, enum encoding *found,
                          giji_error *error);

/* The byte order of UTF-16: by its mark, else by what reads better. */
enum encoding giji_encoding_byte_order(const unsigned char *bytes, size_t length);

#endif
