/* A parsed document, value by value: the seam between the parser (json_read.c) and whoever walks what it made. */
#ifndef RACKLINE_JSON_VALUE_H
#define RACKLINE_JSON_VALUE_H

#include "base/json.h"

enum value_kind {
    VALUE_NULL,
    VALUE_FALSE,
    VALUE_TRUE,
    VALUE_INTEGER, /* written without fraction and exponent */
    VALUE_REAL,
    VALUE_TEXT,
    VALUE_ARRAY,
    VALUE_OBJECT,
};

enum value_kind value_kind(const struct json *value);
/* Of a VALUE_TEXT; owned by the document. */
const char *value_text(const struct json *value);
/* Of a VALUE_INTEGER. */
int64_t value_integer(const struct json *value);
/* Of a VALUE_INTEGER or VALUE_REAL. */
double value_number(const struct json *value);

/* A member of an object by its name, NULL when there is none, and how many it has. */
const struct json *object_member(const struct json *object, const char *name);
size_t object_count(const struct json *object);

/* The members one after another, in the order of the document:
 *
 *     for (void *at = object_first(object); at; at = object_next(object, at))
 *
 * Nothing comes from what is no object. */
void *object_first(const struct json *object);
void *object_next(const struct json *object, void *at);
const char *member_name(void *at);
const struct json *member_value(void *at);

/* Appends the value as JSON without spaces, numbers and texts as json_write does. */
void value_write(struct buffer *buffer, const struct json *value);

#endif
