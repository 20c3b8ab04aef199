/* Minutes that are broken as minutes break: the input is that of fuzz_dump, but what makes new ones
 * (structured_mutator.c) knows lines, markers, brackets and cells. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_dump_with_options(data, size);
    return 0;
}
