/* The registry of diagnostics: each with the code that records and messages show, its severity, and
 * what it means. The manual's table is made of it. */
#ifndef GIJI_MODEL_MESSAGES_H
#define GIJI_MODEL_MESSAGES_H

#include <giji/giji.h>

enum message_id {
    MESSAGE_NO_FORM,
    MESSAGE_UNCLAIMED,
    MESSAGE_INVALID_BYTES,
    MESSAGE_CONTROL_CHARACTER,
    MESSAGE_EMPTY,
    MESSAGE_NO_SUCH_DAY,
    MESSAGE_WEEKDAY_MISMATCH,
    MESSAGE_TIME_ORDER,
    MESSAGE_BRACKET_MISMATCH,
    MESSAGE_RULE_LIMIT,
    MESSAGE_COUNT
};

struct message {
    const char *code;
    giji_severity severity;
    const char *meaning; /* one sentence for the manual */
};

const struct message *giji_message(enum message_id id);

#endif
