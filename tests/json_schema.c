/* JSON Schema as far as giji-1.schema.json goes: `type`, `enum`, `const`, `minimum`, `maximum`,
 * `minLength`, `pattern`, `items`, `minItems`, `maxItems`, `properties`, `required`,
 * `additionalProperties`, `minProperties`, `allOf`, `if` `then` `else`, `$ref` into the schema. */
#include "properties.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct validation {
    const json_t *schema;
    const char *member; /* the innermost member that is being looked at */
    bool valid;
    char why[256];
};

/* Keeps the first reason. */
static void fail(struct validation *validation, const char *keyword)
{
    if (validation->valid)
        snprintf(validation->why, sizeof validation->why, "%s at the member '%s'", keyword,
                 validation->member);
    validation->valid = false;
}

static void validate(struct validation *validation, const json_t *schema, const json_t *value);

static bool has_type(const json_t *value, const char *type)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return strcmp(type, "object") == 0;
    case JSON_ARRAY:
        return strcmp(type, "array") == 0;
    case JSON_STRING:
        return strcmp(type, "string") == 0;
    case JSON_INTEGER:
        return strcmp(type, "integer") == 0 || strcmp(type, "number") == 0;
    case JSON_REAL:
        return strcmp(type, "number") == 0;
    case JSON_TRUE:
    case JSON_FALSE:
        return strcmp(type, "boolean") == 0;
    case JSON_NULL:
        break;
    }
    return false;
}

static bool is_one_of(const json_t *value, const json_t *list)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item) if (json_equal(item, value)) return true;
    return false;
}

/* The schema's patterns are extended regular expressions, too. */
static bool matches(const char *text, const char *pattern)
{
    regex_t compiled;
    if (regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        abort();
    bool found = regexec(&compiled, text, 0, NULL, 0) == 0;
    regfree(&compiled);
    return found;
}

static void validate_items(struct validation *validation, const json_t *schema, const json_t *value)
{
    size_t i;
    json_t *item;
    json_array_foreach(value, i, item) validate(validation, schema, item);
}

static void validate_members(struct validation *validation, const json_t *schemas,
                             const json_t *value)
{
    const char *outer = validation->member, *name;
    json_t *member;
    json_object_foreach((json_t *)value, name, member)
    {
        const json_t *schema = json_object_get(schemas, name);
        validation->member = name;
        if (schema)
            validate(validation, schema, member);
    }
    validation->member = outer;
}

static bool has_members(const json_t *value, const json_t *names)
{
    size_t i;
    json_t *name;
    json_array_foreach(names, i,
                       name) if (!json_object_get(value, json_string_value(name))) return false;
    return true;
}

static bool all_are_named(const json_t *value, const json_t *schemas)
{
    const char *name;
    json_t *member;
    json_object_foreach((json_t *)value, name,
                        member) if (!json_object_get(schemas, name)) return false;
    return true;
}

static void validate_all(struct validation *validation, const json_t *schemas, const json_t *value)
{
    size_t i;
    json_t *schema;
    json_array_foreach(schemas, i, schema) validate(validation, schema, value);
}

static void validate_if(struct validation *validation, const json_t *schema, const json_t *value)
{
    struct validation trial = {.schema = validation->schema, .member = "", .valid = true};
    validate(&trial, json_object_get(schema, "if"), value);
    const json_t *branch = json_object_get(schema, trial.valid ? "then" : "else");
    if (branch)
        validate(validation, branch, value);
}

static void validate_reference(struct validation *validation, const char *reference,
                               const json_t *value)
{
    static const char here[] = "#/$defs/";
    const json_t *all = json_object_get(validation->schema, "$defs");
    const json_t *schema = strncmp(reference, here, strlen(here)) == 0
                               ? json_object_get(all, reference + strlen(here))
                               : NULL;
    if (!schema)
        abort();
    validate(validation, schema, value);
}

/* A keyword that says something of one kind of value, and holds of every other. */
static bool holds(const char *keyword, const json_t *limit, const json_t *schema,
                  const json_t *value)
{
    bool number = json_is_number(value), array = json_is_array(value);
    bool object = json_is_object(value);
    json_int_t size = json_integer_value(limit);
    if (strcmp(keyword, "type") == 0)
        return has_type(value, json_string_value(limit));
    if (strcmp(keyword, "enum") == 0)
        return is_one_of(value, limit);
    if (strcmp(keyword, "const") == 0)
        return json_equal(value, limit);
    if (strcmp(keyword, "minimum") == 0)
        return !number || json_number_value(value) >= json_number_value(limit);
    if (strcmp(keyword, "maximum") == 0)
        return !number || json_number_value(value) <= json_number_value(limit);
    if (strcmp(keyword, "minLength") == 0 && size == 1)
        return !json_is_string(value) || json_string_length(value) > 0;
    if (strcmp(keyword, "pattern") == 0)
        return !json_is_string(value) ||
               matches(json_string_value(value), json_string_value(limit));
    if (strcmp(keyword, "minItems") == 0)
        return !array || (json_int_t)json_array_size(value) >= size;
    if (strcmp(keyword, "maxItems") == 0)
        return !array || (json_int_t)json_array_size(value) <= size;
    if (strcmp(keyword, "minProperties") == 0)
        return !object || (json_int_t)json_object_size(value) >= size;
    if (strcmp(keyword, "required") == 0)
        return !object || has_members(value, limit);
    if (strcmp(keyword, "additionalProperties") == 0 && json_is_false(limit))
        return !object || all_are_named(value, json_object_get(schema, "properties"));
    fprintf(stderr, "tests/json_schema.c does not know the keyword %s\n", keyword);
    abort();
}

static bool is_listed(const char *word, const char *const *words)
{
    while (*words && strcmp(*words, word) != 0)
        words++;
    return *words != NULL;
}

static void validate_keyword(struct validation *validation, const char *keyword,
                             const json_t *schema, const json_t *value)
{
    static const char *const silent[] = {"$schema",     "$id",  "$defs", "title",
                                         "description", "then", "else",  NULL};
    const json_t *limit = json_object_get(schema, keyword);
    if (is_listed(keyword, silent))
        return;
    if (strcmp(keyword, "$ref") == 0)
        validate_reference(validation, json_string_value(limit), value);
    else if (strcmp(keyword, "items") == 0)
        validate_items(validation, limit, value);
    else if (strcmp(keyword, "properties") == 0)
        validate_members(validation, limit, value);
    else if (strcmp(keyword, "allOf") == 0)
        validate_all(validation, limit, value);
    else if (strcmp(keyword, "if") == 0)
        validate_if(validation, schema, value);
    else if (!holds(keyword, limit, schema, value))
        fail(validation, keyword);
}

/* The depth of the recursion is that of the value, which the library bounds. */
static void validate(struct validation *validation, const json_t *schema, const json_t *value)
{
    const char *keyword;
    json_t *limit;
    if (json_is_boolean(schema)) {
        if (json_is_false(schema))
            fail(validation, "a member that is not allowed here");
        return;
    }
    json_object_foreach((json_t *)schema, keyword, limit)
        validate_keyword(validation, keyword, schema, value);
}

void check_json_schema(const json_t *schema, const json_t *value, struct faults *faults)
{
    struct validation validation = {.schema = schema, .member = "", .valid = true};
    validate(&validation, schema, value);
    if (!validation.valid)
        found_fault(faults, "the JSON is not valid: %s", validation.why);
}
