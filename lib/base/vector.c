#include "base/vector.h"

#if defined(__x86_64__) && defined(__has_include)
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif
#endif

static bool forbidden;

/* The C library knows: to ask the processor takes microseconds at every start, above all in a virtual machine. */
static bool has_wide(void)
{
#if defined(CPU_FEATURE_ACTIVE)
    return CPU_FEATURE_ACTIVE(AVX2);
#elif defined(__x86_64__)
    return __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

bool giji_is_wide(void)
{
    return !forbidden && has_wide();
}

void giji_allow_wide(bool allowed)
{
    forbidden = !allowed;
}
