/* The RELAX NG schema as a gate behind our own checks: what they let pass, it must let pass. */
#ifndef GIJI_GRAMMAR_SCHEMA_H
#define GIJI_GRAMMAR_SCHEMA_H

#include "grammar/findings.h"

/* Validates a well-formed file by the built-in giji-grammar.rng; reports what it refuses. */
void giji_check_schema(const struct grammar_file *file, struct findings *findings);

#endif
