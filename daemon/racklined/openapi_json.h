/* JSON that is written member by member, for the API description. A comma is set where one is due: after anything but
 * an opening bracket. */
#ifndef RACKLINE_OPENAPI_JSON_H
#define RACKLINE_OPENAPI_JSON_H

#include "base/buffer.h"
#include "base/json.h"

#define SCHEMA_PREFIX "#/components/schemas/"

/* Before an item of an array, or a member. */
static inline void json_next(struct buffer *buffer)
{
    char last = buffer->size ? buffer->bytes[buffer->size - 1] : '{';
    if (last != '{' && last != '[' && last != ':')
        buffer_char(buffer, ',');
}

static inline void json_member(struct buffer *buffer, const char *name)
{
    json_next(buffer);
    json_write_text(buffer, name);
    buffer_char(buffer, ':');
}

/* `{` or `[`, as the value of a member or as an item. */
static inline void json_open(struct buffer *buffer, char bracket)
{
    json_next(buffer);
    buffer_char(buffer, bracket);
}

static inline void json_member_open(struct buffer *buffer, const char *name, char bracket)
{
    json_member(buffer, name);
    buffer_char(buffer, bracket);
}

static inline void json_member_text(struct buffer *buffer, const char *name, const char *text)
{
    json_member(buffer, name);
    json_write_text(buffer, text);
}

/* The member `$ref` of the object that is open. */
static inline void json_reference(struct buffer *buffer, const char *prefix, const char *name)
{
    json_member(buffer, "$ref");
    buffer_printf(buffer, "\"%s%s\"", prefix, name);
}

/* A member whose value is `{"$ref": …}`. */
static inline void json_member_reference(struct buffer *buffer, const char *member, const char *prefix,
                                         const char *name)
{
    json_member_open(buffer, member, '{');
    json_reference(buffer, prefix, name);
    buffer_char(buffer, '}');
}

/* A member whose value is text, written as it stands. */
static inline void json_member_raw(struct buffer *buffer, const char *member, const char *json)
{
    json_member(buffer, member);
    buffer_text(buffer, json);
}

#endif
