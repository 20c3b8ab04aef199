/* Room of which only what is used takes memory: for tables that may become large, and seldom do. */
#ifndef GIJI_BASE_PAGES_H
#define GIJI_BASE_PAGES_H

#include <stddef.h>

/* `size` zeroed bytes, aligned for anything; NULL where there is no room. malloc's memory may have been used before,
 * and calloc would clear all of it. */
void *giji_pages_new(size_t size);

/* Gives back what giji_pages_new() gave for that size, or NULL. */
void giji_pages_free(void *pages, size_t size);

#endif
