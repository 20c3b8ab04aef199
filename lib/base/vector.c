#include "base/vector.h"

static bool forbidden;

bool giji_is_wide(void)
{
#if defined(__x86_64__)
    return !forbidden && __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

void giji_allow_wide(bool allowed)
{
    forbidden = !allowed;
}
