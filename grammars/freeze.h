/* What the parts of the program have in common that writes the built-in grammars as C: see freeze.c. */
#ifndef GIJI_GRAMMARS_FREEZE_H
#define GIJI_GRAMMARS_FREEZE_H

#include "context.h"

#include <stdio.h>

/* Ends the program. */
__attribute__((noreturn)) void giji_freeze_fail(const char *why);

/* The number of the code in the array `codes`, counted from 1; 0 for none. */
size_t giji_freeze_code_number(const struct code *code);

/* Begins the array NAME_NUMBER of a net. */
void giji_freeze_array(FILE *to, const char *type, const char *name, size_t net);

/* Writes an item of an array, the last one a 0 that makes no array empty. */
void giji_freeze_item(FILE *to, size_t index, uint64_t item);
void giji_freeze_last(FILE *to);

/* Writes a whole array of numbers without a sign that take `size` bytes each. */
void giji_freeze_numbers(FILE *to, const char *type, const char *name, size_t net,
                         const void *numbers, size_t size, size_t count);

/* Writes the arrays `nets`, `pages` and `letters`: of the context's signs and of each of its grammars. Returns the number of
 * nets. */
size_t giji_freeze_nets(FILE *to, const giji_context *context);

/* Writes the struct `sieve`. */
void giji_freeze_sieve(FILE *to, struct sieve *sieve);

/* Orders the classes of an automaton: to places[class] goes the new number of each. The table has a row of `width`
 * transitions for each state. */
void giji_freeze_order(const uint16_t *table, size_t width, size_t state_count, size_t class_count,
                       uint16_t *places);

/* Writes the arrays of the automata of a net. */
void giji_freeze_automata(FILE *to, const struct net *net, size_t number);

#endif
