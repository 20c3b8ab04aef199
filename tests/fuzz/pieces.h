/* What the structured fuzzer puts together: lines, markers and whole dumps of the golden cases, each
 * ended by NUL. pieces.c is made by seeds.py. */
#ifndef GIJI_TESTS_FUZZ_PIECES_H
#define GIJI_TESTS_FUZZ_PIECES_H

#include <stddef.h>

extern const char *const fuzz_lines[];
extern const size_t fuzz_line_count;
extern const char *const fuzz_markers[];
extern const size_t fuzz_marker_count;
extern const char *const fuzz_dumps[];
extern const size_t fuzz_dump_count;

#endif
