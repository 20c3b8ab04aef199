#include "base/vector.h"

#include <stdatomic.h>

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
    enum { UNKNOWN, NARROW, WIDE };
    /* Even the C library's answer takes longer than some loops. */
    static atomic_uchar known;
    unsigned char answer = atomic_load_explicit(&known, memory_order_relaxed);
    if (answer == UNKNOWN) {
        answer = has_wide() ? WIDE : NARROW;
        atomic_store_explicit(&known, answer, memory_order_relaxed);
    }
    return answer == WIDE && !forbidden;
}

void giji_allow_wide(bool allowed)
{
    forbidden = !allowed;
}
