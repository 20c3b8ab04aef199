/* What every unit test uses: a check that says where it failed and lets the test go on. */
#ifndef GIJI_TESTS_CHECK_H
#define GIJI_TESTS_CHECK_H

#include "base/slice.h"

#include <stdio.h>
#include <stdlib.h>

static int check_passed, check_failed;

static inline bool check_that(bool holds, const char *what, const char *file, int line)
{
    if (holds)
        check_passed++;
    else {
        check_failed++;
        fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
    }
    return holds;
}

static inline bool check_text(giji_string have, const char *want, const char *file, int line)
{
    bool same = giji_slice_is(have, want);
    if (!same)
        fprintf(stderr, "%s:%d: expected '%s', found '%.*s'\n", file, line, want, (int)have.length,
                have.data ? have.data : "");
    return check_that(same, want, file, line);
}

#define CHECK(holds)           check_that((holds), #holds, __FILE__, __LINE__)
#define CHECK_TEXT(have, want) check_text((have), (want), __FILE__, __LINE__)

/* A text, what is to be read from it, and the line of the test that says so. */
struct check_case {
    int line;
    const char *text, *want;
};
#define CASE(text, want)                                                                           \
    {                                                                                              \
        __LINE__, text, want                                                                       \
    }

/* The text is copied to memory of just its size, so that a sanitizer sees a read past its end. */
static inline char *copy_exactly(const char *text)
{
    char *copy = malloc(strlen(text) + (*text == '\0'));
    if (!copy)
        abort();
    memcpy(copy, text, strlen(text));
    return copy;
}

/* The exit code of a test's main. */
static inline int check_result(void)
{
    fprintf(stderr, "%d checks passed, %d failed\n", check_passed, check_failed);
    return check_failed ? 1 : 0;
}

#endif
