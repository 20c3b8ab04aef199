/* What the fuzzers share. Each is a LLVMFuzzerTestOneInput in a file of its own, linked with libFuzzer
 * where the build is set up with --native-file=tests/fuzz/fuzz.ini, and always with replay.c, which gives it files. An input
 * under which a property of tests/properties.h does not hold ends the program. */
#ifndef GIJI_TESTS_FUZZ_H
#define GIJI_TESTS_FUZZ_H

#include "properties.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *count, char ***arguments);

/* ---- dumps (dump.c) ------------------------------------------------------------------------- */

/* What is asked beside what always is. FUZZ_NEAR: a proposal that includes the form, which knows what
 * all forms share. */
enum { FUZZ_EXPLAIN = 1, FUZZ_TRACE = 2, FUZZ_THREADS = 4, FUZZ_NEAR = 8 };

/* Parses the dump, runs every writer, and asserts the properties. What costs most is asked of a share of
 * the inputs only, which their bytes choose: the same input is always asked the same. */
void fuzz_dump(giji_context *context, const void *bytes, size_t length, unsigned asked);

/* What giji proposes as a grammar for the document, as giji_propose_grammar does, is one (proposal.c). */
void fuzz_check_proposal(const giji_context *context, const giji_document *document,
                         giji_propose_flags flags);

/* Whether everything is asked of every input; as a replay does. */
extern bool fuzz_asks_all;

/* The same with the built-in grammars. Three bytes of options come before the dump: the encoding
 * (0 to 7, '0' detects), the grammar ('0' lets the signs choose, '1' is the first), and what is asked.
 * Printable, so that a finding can be read. */
void fuzz_dump_with_options(const uint8_t *data, size_t size);

/* ---- files (folder.c) ----------------------------------------------------------------------- */

/* A temporary folder of this process, made when it is first asked for and removed at the end. */
const char *fuzz_folder(void);

/* Writes the file `name` into a folder. */
void fuzz_write(const char *folder, const char *name, const void *bytes, size_t length);

/* Removes all that is in the folder. */
void fuzz_empty(const char *folder);

/* An input of several files: grammar.xml, and behind each line "==> NAME <==" the file NAME, whose
 * letters are a-z, 0-9, '.' and '-'. Leaves them in fuzz_folder(). The part called "dump" is no file
 * and is returned; {NULL, 0} where there is none. */
giji_string fuzz_unpack(const uint8_t *data, size_t size);

/* The path of grammar.xml there. */
const char *fuzz_grammar_path(void);

/* ---- a message --------------------------------------------------------------------------------- */

/* Ends the program, having said why. */
void fuzz_fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* An error says what it is about. */
void fuzz_check_error(const giji_error *error);

#endif
