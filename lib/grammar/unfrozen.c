/* No frozen grammars: what is linked where they are not there yet, or cannot be made. */
#include "grammar/frozen.h"

const struct frozen giji_frozen = {.pcre2 = ""};
