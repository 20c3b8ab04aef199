#include "base/pages.h"

#include <sys/mman.h>

void *giji_pages_new(size_t size)
{
    void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        return NULL;
#ifdef MADV_NOHUGEPAGE
    madvise(pages, size, MADV_NOHUGEPAGE); /* what is touched is small and far apart */
#endif
    return pages;
}

void giji_pages_free(void *pages, size_t size)
{
    if (pages)
        munmap(pages, size);
}
