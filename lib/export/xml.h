/* What the writer of XML and the builder of its tree share. */
#ifndef GIJI_EXPORT_XML_H
#define GIJI_EXPORT_XML_H

#include "base/slice.h"

/* What stands for a character that XML 1.0 cannot carry: U+FFFD. */
#define GIJI_XML_REPLACEMENT "\xEF\xBF\xBD"

/* How many bytes of valid UTF-8 at `at` are one character that XML 1.0 cannot carry; 0 where it
 * can. Those are the controls but tab, line feed and return, and U+FFFE and U+FFFF. */
static inline size_t giji_xml_unfit(giji_string text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    if (*bytes < 0x20)
        return *bytes != '\t' && *bytes != '\n' && *bytes != '\r';
    bool noncharacter = *bytes == 0xEF && text.length - at >= 3 && bytes[1] == 0xBF &&
                        (bytes[2] == 0xBE || bytes[2] == 0xBF);
    return noncharacter ? 3 : 0;
}

#endif
