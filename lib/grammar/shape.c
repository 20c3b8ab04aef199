#include "grammar/shape.h"

#include "grammar/language.h"
#include "grammar/suggest.h"
#include "text/unicode.h"

#include <stdio.h>

enum { HINT_SIZE = 512 };

static giji_string parent_name(const struct element *element)
{
    return element->parent ? element->parent->name : (giji_string){NULL, 0};
}

static const struct element_shape *shape_of(const struct element *element)
{
    return giji_element_shape(element->name, parent_name(element));
}

static bool is_name(giji_string value)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    for (size_t i = 0; i < value.length; i++)
        if (!strchr(letters, value.data[i]) && !strchr(".-_", value.data[i]))
            return false;
    return value.length > 0 && value.data[0] != '.';
}

static bool is_count(giji_string value)
{
    double number;
    for (size_t i = 0; i < value.length; i++)
        if (value.data[i] < '0' || value.data[i] > '9')
            return false;
    return value.length <= 9 && giji_read_decimal(value, &number) && number >= 1;
}

static void check_value(const struct element *element, const struct attribute *attribute,
                        const struct attribute_shape *shape, struct findings *findings)
{
    double number;
    giji_string value = attribute->value;
    char hint[HINT_SIZE] = "";
    bool good = true;
    switch (shape->kind) {
    case VALUE_ANY:
        break;
    case VALUE_TEXT:
        good = giji_trim(value).length > 0;
        snprintf(hint, sizeof hint, "give it a value");
        break;
    case VALUE_NAME:
        good = is_name(value);
        snprintf(hint, sizeof hint, "a name of letters A-Z a-z, digits, '-', '_' and '.'");
        break;
    case VALUE_FILE:
        good = is_name(value);
        snprintf(hint, sizeof hint,
                 "give the name of a file beside this one, or of a built-in one, without a path");
        break;
    case VALUE_WORD:
        good = giji_word_index(shape->words, value) >= 0;
        if (!good)
            giji_hint(hint, sizeof hint, value, shape->words);
        break;
    case VALUE_NUMBER:
        good = giji_read_decimal(value, &number);
        snprintf(hint, sizeof hint, "a decimal number such as 2, 0.5 or -1.5");
        break;
    case VALUE_COUNT:
        good = is_count(value);
        snprintf(hint, sizeof hint, "a whole number from 1");
        break;
    }
    if (!good)
        giji_found(findings, element->file, attribute->offset, hint, "<%.*s %s=\"%.*s\"> %s",
                   GIJI_SHOW(element->name), shape->name, GIJI_SHOW(value),
                   shape->kind == VALUE_NUMBER || shape->kind == VALUE_COUNT ? "is no number"
                                                                             : "is not allowed");
}

static const struct attribute_shape *attribute_shape(const struct element_shape *shape,
                                                     giji_string name)
{
    for (size_t i = 0; i < SHAPE_ATTRIBUTES && shape->attributes[i].name; i++)
        if (giji_slice_is(name, shape->attributes[i].name))
            return &shape->attributes[i];
    return NULL;
}

static void found_unknown_attribute(const struct element *element,
                                    const struct attribute *attribute,
                                    const struct element_shape *shape, struct findings *findings)
{
    const char *names[SHAPE_ATTRIBUTES + 1] = {NULL};
    for (size_t i = 0; i < SHAPE_ATTRIBUTES && shape->attributes[i].name; i++)
        names[i] = shape->attributes[i].name;
    char hint[HINT_SIZE];
    giji_hint(hint, sizeof hint, attribute->name, names);
    giji_found(findings, element->file, attribute->offset, hint, "<%s> has no attribute '%.*s'",
               shape->name, GIJI_SHOW(attribute->name));
}

static void check_attributes(const struct element *element, const struct element_shape *shape,
                             struct findings *findings)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute *attribute = &element->attributes[i];
        const struct attribute_shape *known = attribute_shape(shape, attribute->name);
        if (known)
            check_value(element, attribute, known, findings);
        else
            found_unknown_attribute(element, attribute, shape, findings);
    }
    for (size_t i = 0; i < SHAPE_ATTRIBUTES && shape->attributes[i].name; i++) {
        const char *name = shape->attributes[i].name;
        bool there = giji_attribute_place(element, name) != element->offset;
        if (shape->attributes[i].required && !there)
            giji_found(findings, element->file, element->offset, "add the attribute",
                       "<%s> lacks the attribute '%s'", shape->name, name);
    }
}

static const struct child_shape *child_shape(const struct element_shape *shape, giji_string name)
{
    for (size_t i = 0; i < SHAPE_CHILDREN && shape->children[i].name; i++)
        if (giji_slice_is(name, shape->children[i].name))
            return &shape->children[i];
    return NULL;
}

static void found_unknown_child(const struct element *child, const struct element_shape *shape,
                                struct findings *findings)
{
    const char *names[SHAPE_CHILDREN + 1] = {NULL};
    for (size_t i = 0; i < SHAPE_CHILDREN && shape->children[i].name; i++)
        names[i] = shape->children[i].name;
    char hint[HINT_SIZE];
    giji_hint(hint, sizeof hint, child->name, names);
    giji_found(findings, child->file, child->offset, hint, "<%s> cannot hold <%.*s>", shape->name,
               GIJI_SHOW(child->name));
}

static bool has_rank(const struct element *element, const struct element_shape *shape,
                     unsigned rank)
{
    for (const struct element *child = element->child; child; child = child->next) {
        const struct child_shape *known = child_shape(shape, child->name);
        if (known && known->rank == rank)
            return true;
    }
    return false;
}

static void check_required_children(const struct element *element,
                                    const struct element_shape *shape, struct findings *findings)
{
    unsigned reported = 0;
    for (size_t i = 0; i < SHAPE_CHILDREN && shape->children[i].name; i++) {
        const struct child_shape *child = &shape->children[i];
        if (!child->required || child->rank == reported || has_rank(element, shape, child->rank))
            continue;
        giji_found(findings, element->file, element->offset, "add the element", "<%s> lacks <%s>",
                   shape->name, child->name);
        reported = child->rank;
    }
}

static void check_children(const struct element *element, const struct element_shape *shape,
                           struct findings *findings)
{
    const struct child_shape *before = NULL;
    for (const struct element *child = element->child; child; child = child->next) {
        const struct child_shape *known = child_shape(shape, child->name);
        if (!known) {
            found_unknown_child(child, shape, findings);
            continue;
        }
        if (before && known->rank < before->rank) {
            char hint[HINT_SIZE];
            snprintf(hint, sizeof hint, "put <%s> before <%s>", known->name, before->name);
            giji_found(findings, child->file, child->offset, hint, "<%s> stands in the wrong place",
                       known->name);
        } else if (before == known && !known->many)
            giji_found(findings, child->file, child->offset, "join the two",
                       "<%s> can hold only one <%s>", shape->name, known->name);
        else
            before = known;
    }
    check_required_children(element, shape, findings);
}

/* The first byte of the element's text that is no white space, or the text's length. */
static size_t visible_text(const struct element *element)
{
    size_t at = 0, next = 0;
    while (at < element->text.length && giji_is_space(giji_next_char(element->text, &next)))
        at = next;
    return at;
}

static void check_text(const struct element *element, const struct element_shape *shape,
                       struct findings *findings)
{
    bool empty = visible_text(element) == element->text.length;
    if (shape->text && empty)
        giji_found(findings, element->file, element->offset, "write its text between the tags",
                   "<%s> is empty", shape->name);
    if (!shape->text && !empty && !element->child)
        giji_found(findings, element->file, giji_element_place(element, visible_text(element)),
                   "put text into the element that it belongs to", "<%s> holds no text",
                   shape->name);
    else if (!shape->text && !empty)
        giji_found(findings, element->file, element->offset,
                   "put text into the element that it belongs to",
                   "<%s> holds no text beside its elements", shape->name);
}

/* Which attributes of a rule mean something for some types only. */
static const struct {
    const char *attribute;
    const char *types[6];
} type_attributes[] = {
    {"key", {"field", NULL}},
    {"again", {"field", NULL}},
    {"role", {"turn", "item", NULL}},
    {"by", {"turn", NULL}},
    {"quoted", {"turn", NULL}},
    {"listed", {"turn", NULL}},
    {"over", {"resolution", NULL}},
    {"within", {"action", "resolution", "supplement", "heading", "paragraph", NULL}},
    {"level", {"item", "heading", NULL}},
    {"decision", {"resolution", NULL}},
};

static void check_rule(const struct element *rule, struct findings *findings)
{
    giji_string type = giji_attribute(rule, "type");
    if (giji_word_index(giji_words_types, type) < 0)
        return;
    for (size_t i = 0; i < sizeof type_attributes / sizeof *type_attributes; i++) {
        const char *name = type_attributes[i].attribute;
        if (giji_attribute(rule, name).length == 0)
            continue;
        if (giji_word_index(type_attributes[i].types, type) < 0)
            giji_found(findings, rule->file, giji_attribute_place(rule, name),
                       "leave the attribute out, or change the rule's type",
                       "'%s' means nothing for a rule of type '%.*s'", name, GIJI_SHOW(type));
    }
    if (giji_slice_is(type, "field") && giji_attribute(rule, "key").length == 0)
        giji_found(findings, rule->file, rule->offset, "add key=\"date\" or another key",
                   "a rule of type 'field' lacks the attribute 'key'");
}

/* What names an element among the others of its kind; NULL where nothing does. */
static const char *identity(const struct element *element)
{
    static const char *const by_id[] = {"sign", "rung",  "decision", "correction", "cue",
                                        "says", "rules", "section",  "rule",       NULL};
    if (giji_word_index(by_id, element->name) >= 0)
        return "id";
    if (giji_element_is(element, "fragment"))
        return "name";
    if (giji_element_is(element, "field"))
        return "key";
    if (giji_element_is(element, "include"))
        return "file";
    return NULL;
}

static void check_identity(const struct element *root, const struct element *element,
                           struct findings *findings)
{
    const char *name = identity(element);
    giji_string value = name ? giji_attribute(element, name) : (giji_string){NULL, 0};
    if (value.length == 0)
        return;
    for (const struct element *other = root; other != element;
         other = giji_element_after(other, root)) {
        if (!giji_slice_equal(other->name, element->name))
            continue;
        if (!giji_slice_equal(giji_attribute(other, name), value))
            continue;
        char hint[HINT_SIZE];
        snprintf(hint, sizeof hint, "line %u has it already: give this one another %s",
                 giji_file_line(other->file, other->offset), name);
        giji_found(findings, element->file, giji_attribute_place(element, name), hint,
                   "two <%.*s> have the %s '%.*s'", GIJI_SHOW(element->name), name,
                   GIJI_SHOW(value));
        return;
    }
}

static bool check_root(const struct element *root, struct findings *findings)
{
    bool known = giji_element_is(root, "grammar") || giji_element_is(root, "library");
    if (!known)
        giji_found(findings, root->file, root->offset,
                   "begin with <grammar id=\"...\" version=\"...\" xmlns=\"" GIJI_GRAMMAR_NAMESPACE
                   "\"> or <library ...>",
                   "<%.*s> is no grammar and no library", GIJI_SHOW(root->name));
    return known;
}

/* Attributes that have a prefix would be taken for ours: no grammar needs one. */
static bool check_namespace(const struct element *element, struct findings *findings)
{
    if (giji_slice_is(element->space, GIJI_GRAMMAR_NAMESPACE))
        return true;
    giji_found(findings, element->file, element->offset,
               "write xmlns=\"" GIJI_GRAMMAR_NAMESPACE "\" in the file's first element",
               "<%.*s> is not in the namespace of grammars", GIJI_SHOW(element->name));
    return false;
}

void giji_check_shape(const struct element *root, struct findings *findings)
{
    if (!check_root(root, findings))
        return;
    for (const struct element *at = root; at; at = giji_element_after(at, root)) {
        const struct element_shape *shape = shape_of(at);
        if (!shape)
            continue; /* its parent has been told that it cannot hold it */
        if (!check_namespace(at, findings))
            return;
        check_attributes(at, shape, findings);
        check_children(at, shape, findings);
        check_text(at, shape, findings);
        if (giji_element_is(at, "rule"))
            check_rule(at, findings);
        check_identity(root, at, findings);
    }
}
