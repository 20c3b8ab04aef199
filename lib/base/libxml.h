/* Using libxml2 without a word from it: where it is not told to hand errors over, it prints them. */
#ifndef GIJI_BASE_LIBXML_H
#define GIJI_BASE_LIBXML_H

#include <libxml/xmlerror.h>
#include <libxml/xmlversion.h>
#include <stdbool.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *libxml_error;
#else
typedef xmlErrorPtr libxml_error;
#endif

/* What libxml2 has said between _begin and _end, on this thread. */
struct libxml {
    bool no_memory;
    xmlStructuredErrorFunc handler; /* what the program has set: put back at the end */
    void *context;
};

void giji_libxml_begin(struct libxml *libxml);
void giji_libxml_end(struct libxml *libxml);

#endif
