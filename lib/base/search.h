/* Looking for one of several words in a text. */
#ifndef GIJI_BASE_SEARCH_H
#define GIJI_BASE_SEARCH_H

#include "base/slice.h"

/* Whether the text holds one of the words. An empty word is nowhere. */
bool giji_holds_any(giji_string text, const giji_string *words, size_t count);

#endif
