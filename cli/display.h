/* Text on a terminal: how wide it is, how it is cut, and how it is kept from doing harm. A column is what an
 * ASCII letter takes; most Japanese letters take two. */
#ifndef GIJI_CLI_DISPLAY_H
#define GIJI_CLI_DISPLAY_H

#include <giji/giji.h>
#include <stdio.h>

/* The text that ends with NUL, as a giji_string. */
giji_string string_of(const char *text);

/* How an input is named: never by nothing. */
giji_string shown_name(giji_string file);

/* The bytes of the character that begins at byte `at` of the text; 1 where what is there is no UTF-8. */
size_t char_length(giji_string text, size_t at);

/* The columns of the text as print_clean prints it. */
unsigned clean_width(giji_string text);

/* Prints text with a space for every control character, a tab among them: so a column is a column; and with
 * U+FFFD for every byte that is no UTF-8, which a file's name or an argument may hold. */
void print_clean(FILE *file, giji_string text);

/* The start of the text that takes no more than `columns`. */
giji_string cut_to_width(giji_string text, unsigned columns);

/* Prints the text in just so many columns where it is shorter, and cut, with an ellipsis, where it is longer. */
void print_cut(FILE *file, giji_string text, unsigned columns);
void print_padded(FILE *file, giji_string text, unsigned columns);

/* Whether output to `file` is to be coloured: it is a terminal, and NO_COLOR is not set. */
bool wants_colour(FILE *file);

/* The columns that a line of output may take: the terminal's, or 100 where there is none. */
unsigned display_columns(FILE *file);

#endif
