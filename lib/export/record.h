/* The record giji/1: what a document holds, said once as a series of events. A format is a
 * record_writer, which hears the events and builds what it likes of them.
 *
 *     record = object ;  object = begin_object { member } end_object
 *     member = string | integer | decimal | boolean | span | object | array
 *     array  = begin_array { object | item | item_span } end_array
 *
 * Names are the members' names in JSON. Inside an array, where JSON has no names, they are the
 * names of XML's elements. They are literals: a NUL follows. Absent facts make no event. */
#ifndef GIJI_EXPORT_RECORD_H
#define GIJI_EXPORT_RECORD_H

#include "model/document.h"

/* Where XML shows a string. Integers, decimals, booleans and spans are always attributes. */
enum record_place {
    RECORD_ATTRIBUTE,
    RECORD_ELEMENT, /* a child element: running text */
    RECORD_CONTENT, /* the text of the object's own element */
    RECORD_NAME     /* nowhere: the name of the object's element says it */
};

/* Whether XML puts an element of the array's name around its items. */
enum record_array { RECORD_WRAPPED, RECORD_BARE };

/* Blocks and agenda items nest at most this deep: the parser stops at 32. Readers have limits of
 * their own (libxml2 refuses XML that is 256 elements deep, jansson JSON that is 2048 deep), and
 * jansson takes the tree down and writes it by recursion; a block is two levels in both. */
enum { RECORD_LEVELS = 100, RECORD_DEPTH = 2 * RECORD_LEVELS + 8 };

struct record_writer;

struct record_events {
    /* An object's attributes are said before its other members, which JSON does not ask for: each
     * kind in the order that it has there. */
    bool attributes_first;
    void (*begin_object)(struct record_writer *to, giji_string name);
    void (*end_object)(struct record_writer *to);
    void (*begin_array)(struct record_writer *to, giji_string name, enum record_array shape);
    void (*end_array)(struct record_writer *to);
    void (*string)(struct record_writer *to, giji_string name, enum record_place place,
                   giji_string value);
    void (*integer)(struct record_writer *to, giji_string name, uint64_t value);
    /* A number with four decimals, given in ten-thousandths. */
    void (*decimal)(struct record_writer *to, giji_string name, long long value);
    void (*boolean)(struct record_writer *to, giji_string name, bool value);
    /* JSON: [start, end]; XML: the attributes start and end. */
    void (*span)(struct record_writer *to, giji_string name, giji_span value);
    /* A string in an array. XML shows it as the attribute of an element, or, where that is absent,
     * as the element's text. */
    void (*item)(struct record_writer *to, giji_string element, giji_string attribute,
                 giji_string value);
    /* A span in an array. */
    void (*item_span)(struct record_writer *to, giji_string element, giji_span value);
};

/* A format's own state begins with this. Once `failed` is set (memory ran out), events do nothing.
 */
struct record_writer {
    const struct record_events *on;
    bool failed;
    bool too_deep; /* blocks or agenda items nest too deep: nothing more is said */
    enum record_part { RECORD_ALL, RECORD_ATTRIBUTES, RECORD_OTHERS } part; /* what is said now */
};

/* Sends the document's record to the writer. False: GIJI_ERROR_MEMORY where the writer failed,
 * GIJI_ERROR_INTERNAL where blocks or agenda items nest too deep. What was built by then is the
 * caller's to free. */
bool giji_record_write(const giji_document *document, struct record_writer *to, giji_error *error);

#endif
