#include "text/controls.h"

#include "base/vector.h"

GIJI_LOOP bool has_controls(const unsigned char *bytes, size_t length)
{
    unsigned char found = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = bytes[i];
        unsigned char of_text = ((unsigned char)(byte - '\t') <= '\r' - '\t') & (byte != '\v');
        found |= (unsigned char)(((byte < 0x20) & !of_text) | (byte == 0x7F));
    }
    return found;
}

GIJI_WIDE static bool has_controls_wide(const unsigned char *bytes, size_t length)
{
    return has_controls(bytes, length);
}

bool giji_has_controls(const unsigned char *bytes, size_t length)
{
    return giji_is_wide() ? has_controls_wide(bytes, length) : has_controls(bytes, length);
}
