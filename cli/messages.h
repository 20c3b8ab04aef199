/* What giji says on standard error, in the manner of a good compiler:
 *
 *     minutes.txt:3:9: warning: 平成28年1月18日 is a Monday, not a Tuesday [weekday-mismatch]
 *         3 | 日時　平成28年1月18日（火）午後6時
 *           |                       ^~
 *
 * The place is `file:line:column`, the column in characters. Colours are used where standard error
 * is a terminal and NO_COLOR is not set. Control characters are never passed on to the terminal. */
#ifndef GIJI_CLI_MESSAGES_H
#define GIJI_CLI_MESSAGES_H

#include <giji/giji.h>
#include <stdio.h>

/* Lets what this thread says from now on go to `file`, looking as it would on standard error; with NULL, there
 * again. */
void hold_messages(FILE *file);

/* A diagnostic of the parsed `document`. */
void show_diagnostic(const giji_document *document, const giji_diagnostic *diagnostic);

/* An error of the library; `file` names the file where the error does not. */
void show_error(const char *file, const giji_error *error);

/* What is worth knowing, and no error. */
void show_note(const giji_error *note);

/* A failure that has to do with `file` as a whole. */
void show_failure(const char *file, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A line of the library's log, as giji_context_set_log wants it. */
void show_log(void *data, giji_log_level level, const char *message);

#endif
