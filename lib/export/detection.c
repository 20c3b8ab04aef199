/* A detection as JSON:
 *
 *     { "source": { "name", "bytes", "encoding" },
 *       "grammar": { "id", "version", "score" },        null where the context holds none
 *       "recognised": true,
 *       "candidates": [ { "grammar", "score", "threshold", "fits", "hangs_on", "last",
 *                         "signs": [ { "id", "weight", "finds", "sum", "line", "column", "span",
 *                                      "text", "rest", "limited" } ... ] } ... ] }
 *
 * "hangs_on", a line, is there where the form does not fit because of it; "last" and "limited" are
 * there where they are true. */
#include "export/json.h"

#include "base/error.h"

/* For "s%": jansson wants a pointer that is not NULL. */
#define TEXT(string) (string).data ? (string).data : "", (string).length

/* Adds a member; false where there was no memory for the object, the value or this. */
static bool add(json_t *object, const char *name, json_t *value)
{
    return json_object_set_new(object, name, value) == 0;
}

static json_t *sign_value(const giji_sign *sign)
{
    json_t *value = json_pack(
        "{s:s%, s:f, s:i, s:f, s:i, s:i, s:[I, I], s:s%, s:s%}", "id", TEXT(sign->id), "weight",
        sign->weight, "finds", (int)sign->finds, "sum", sign->sum, "line", (int)sign->line,
        "column", (int)sign->column, "span", (json_int_t)sign->span.start,
        (json_int_t)sign->span.end, "text", TEXT(sign->text), "rest", TEXT(sign->rest));
    if (!sign->limited || add(value, "limited", json_true()))
        return value;
    json_decref(value);
    return NULL;
}

static json_t *signs_value(const giji_candidate *candidate)
{
    json_t *list = json_array();
    for (size_t i = 0; i < candidate->sign_count; i++)
        if (json_array_append_new(list, sign_value(&candidate->signs[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static json_t *candidate_value(const giji_candidate *candidate)
{
    giji_string id = giji_grammar_id(candidate->grammar);
    json_t *value =
        json_pack("{s:s%, s:f, s:f, s:b}", "grammar", TEXT(id), "score", candidate->score,
                  "threshold", candidate->threshold, "fits", (int)candidate->fits);
    unsigned line = candidate->hangs_on;
    if ((!line || add(value, "hangs_on", json_integer((json_int_t)line))) &&
        (!candidate->last || add(value, "last", json_true())) &&
        add(value, "signs", signs_value(candidate)))
        return value;
    json_decref(value);
    return NULL;
}

static json_t *candidates_value(const giji_detection *detection)
{
    json_t *list = json_array();
    for (size_t i = 0; i < giji_detection_candidate_count(detection); i++) {
        const giji_candidate *candidate = giji_detection_candidate(detection, i);
        if (json_array_append_new(list, candidate_value(candidate)) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

/* The score is 0 where no form was recognised, as in the record. */
static json_t *grammar_value(const giji_detection *detection)
{
    const giji_grammar *grammar = giji_detection_grammar(detection);
    const giji_candidate *best = giji_detection_candidate(detection, 0);
    if (!grammar)
        return json_null();
    giji_string id = giji_grammar_id(grammar), version = giji_grammar_version(grammar);
    return json_pack("{s:s%, s:s%, s:f}", "id", TEXT(id), "version", TEXT(version), "score",
                     giji_detection_recognised(detection) ? best->score : 0.0);
}

json_t *giji_detection_to_json(const giji_detection *detection, giji_error *error)
{
    giji_string name = giji_detection_name(detection);
    giji_string encoding = giji_detection_encoding(detection);
    json_t *value = json_pack("{s:{s:s%, s:I, s:s%}, s:o, s:b, s:o}", "source", "name", TEXT(name),
                              "bytes", (json_int_t)giji_detection_bytes(detection), "encoding",
                              TEXT(encoding), "grammar", grammar_value(detection), "recognised",
                              (int)giji_detection_recognised(detection), "candidates",
                              candidates_value(detection));
    if (!value)
        giji_error_memory(error);
    return value;
}

bool giji_write_detection_json(const giji_detection *detection, giji_write_flags flags,
                               giji_sink *sink, void *data, giji_error *error)
{
    return giji_json_write(giji_detection_to_json(detection, error), flags, sink, data, error);
}
