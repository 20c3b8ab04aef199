/* Control characters: what a text hardly ever has. Tabs, line feeds, returns and form feeds count for none here. */
#ifndef GIJI_TEXT_CONTROLS_H
#define GIJI_TEXT_CONTROLS_H

#include "base/slice.h"

/* Whether a byte is below 20, other than those four, or 7F. */
bool giji_has_controls(const unsigned char *bytes, size_t length);

#endif
