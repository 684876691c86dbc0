#include "base/json_value.h"

void value_write(struct buffer *buffer, const struct json *value)
{
    switch (value_kind(value)) {
    case VALUE_OBJECT:
        buffer_char(buffer, '{');
        for (void *at = object_first(value), *first = at; at; at = object_next(value, at)) {
            if (at != first)
                buffer_char(buffer, ',');
            json_write_text(buffer, member_name(at));
            buffer_char(buffer, ':');
            value_write(buffer, member_value(at));
        }
        buffer_char(buffer, '}');
        break;
    case VALUE_ARRAY:
        buffer_char(buffer, '[');
        for (size_t i = 0; i < json_count(value); i++) {
            if (i)
                buffer_char(buffer, ',');
            value_write(buffer, json_item(value, i));
        }
        buffer_char(buffer, ']');
        break;
    case VALUE_TEXT:
        json_write_text(buffer, value_text(value));
        break;
    case VALUE_INTEGER:
        buffer_integer(buffer, value_integer(value));
        break;
    case VALUE_REAL:
        json_write_number(buffer, value_number(value));
        break;
    case VALUE_TRUE:
        buffer_text(buffer, "true");
        break;
    case VALUE_FALSE:
        buffer_text(buffer, "false");
        break;
    case VALUE_NULL:
        buffer_text(buffer, "null");
        break;
    }
}
