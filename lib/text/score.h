/* How well a part of the input reads as Japanese text in each encoding. */
#ifndef GIJI_TEXT_SCORE_H
#define GIJI_TEXT_SCORE_H

#include "text/encoding.h"

enum { POINTS_ASCII = 2 /* a byte of ASCII */ };

/* A part of the input, read from its start. */
struct sample {
    const unsigned char *bytes;
    size_t length;
};

/* The encoding other than ISO-2022-JP that the sample reads best in. */
enum encoding giji_best_encoding(struct sample sample);

/* The points of the sample as UTF-16 of either byte order. */
long giji_score_utf_16(struct sample sample, bool little);

/* Whether a text has no such control character, of which escape may begin a Japanese set. Without a branch, so that a
 * compiler may look at many bytes at once. */
static inline bool giji_is_odd_control(unsigned byte)
{
    unsigned of_text =
        (byte == '\t') | (byte == '\n') | (byte == '\r') | (byte == '\f') | (byte == '\033');
    return ((byte < 0x20) & !of_text) | (byte == 0x7F);
}

#endif
