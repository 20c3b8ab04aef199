/* Writing a jansson value. */
#ifndef GIJI_EXPORT_JSON_H
#define GIJI_EXPORT_JSON_H

#include <giji/json.h>

/* Writes `value`, whose reference it takes, with a line feed at the end. False where it is NULL (the
 * error is then filled already), the sink stopped or memory ran out. */
bool giji_json_write(json_t *value, giji_write_flags flags, giji_sink *sink, void *data,
                     giji_error *error);

#endif
