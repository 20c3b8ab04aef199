/* A dump of any bytes, by any of the built-in grammars. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_dump_with_options(data, size);
    return 0;
}
