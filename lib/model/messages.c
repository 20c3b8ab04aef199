#include "model/messages.h"

const struct message *giji_message(enum message_id id)
{
    static const struct message registry[MESSAGE_COUNT] = {
        [MESSAGE_NO_FORM] = {"no-form", GIJI_WARNING,
                             "No form of minutes was recognised; the text is kept as paragraphs."},
        [MESSAGE_UNCLAIMED] =
            {"unclaimed", GIJI_NOTE,
             "No rule of the grammar claimed this text; it is kept as a paragraph."},
        [MESSAGE_INVALID_BYTES] =
            {"invalid-bytes", GIJI_WARNING,
             "Bytes that are no character of the encoding; the text has U+FFFD "
             "in their place."},
        [MESSAGE_CONTROL_CHARACTER] =
            {"control-character", GIJI_NOTE,
             "A control character that XML 1.0 cannot carry; the XML record "
             "has U+FFFD in its place."},
        [MESSAGE_EMPTY] = {"empty", GIJI_WARNING, "The dump holds no visible character."},
        [MESSAGE_NO_SUCH_DAY] = {"no-such-day", GIJI_WARNING,
                                 "A date that the calendar does not have; it is left out."},
        [MESSAGE_WEEKDAY_MISMATCH] = {"weekday-mismatch", GIJI_WARNING,
                                      "The weekday that is written is not the date's."},
        [MESSAGE_TIME_ORDER] = {"time-order", GIJI_NOTE, "The meeting ends before it starts."},
        [MESSAGE_BRACKET_MISMATCH] = {"bracket-mismatch", GIJI_NOTE,
                                      "A label's brackets do not match; the label is read all the "
                                      "same."},
        [MESSAGE_RULE_LIMIT] = {"rule-limit", GIJI_WARNING,
                                "A rule's pattern took too long on a line and was passed over."},
    };
    return &registry[id];
}
