/* The names of the record giji/1: the words that its enums are written as. */
#include "model/document.h"

static const char *name_at(const char *const *names, size_t count, unsigned index)
{
    return index < count ? names[index] : NULL;
}

const char *giji_header_key_name(giji_header_key key)
{
    static const char *const names[] = {
        "title",    "name",   "date",      "place",   "attendees", "absentees", "secretariat",
        "openness", "agenda", "materials", "contact", "result",    "other"};
    return name_at(names, sizeof names / sizeof *names, key);
}

const char *giji_block_type_name(giji_block_type type)
{
    static const char *const names[] = {"item",       "heading",    "turn",
                                        "resolution", "supplement", "action",
                                        "closing",    "paragraph",  "noise"};
    return name_at(names, sizeof names / sizeof *names, type);
}

const char *giji_role_name(giji_role role)
{
    static const char *const names[] = {NULL, "question", "answer", "statement"};
    return name_at(names, sizeof names / sizeof *names, role);
}

const char *giji_role_by_name(giji_role_by by)
{
    static const char *const names[] = {NULL, "marker", "label", "inferred"};
    return name_at(names, sizeof names / sizeof *names, by);
}

const char *giji_decision_name(giji_decision decision)
{
    static const char *const names[] = {NULL,        "approved",  "rejected", "amended",
                                        "confirmed", "appointed", "adopted",  "continued",
                                        "withdrawn", "reported",  "other"};
    return name_at(names, sizeof names / sizeof *names, decision);
}

const char *giji_severity_name(giji_severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return name_at(names, sizeof names / sizeof *names, severity);
}
