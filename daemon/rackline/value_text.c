#include "rackline/value_text.h"

#include "base/time.h"

static void write_array(struct buffer *buffer, const struct json *array)
{
    buffer_char(buffer, '[');
    for (size_t i = 0; i < json_count(array); i++) {
        if (i)
            buffer_char(buffer, ',');
        value_write(buffer, json_item(array, i));
    }
    buffer_char(buffer, ']');
}

static void write_object(struct buffer *buffer, const struct json *object)
{
    const char *between = "{";
    for (void *at = object_first(object); at; at = object_next(object, at)) {
        buffer_text(buffer, between);
        json_write_text(buffer, member_name(at));
        buffer_char(buffer, ':');
        value_write(buffer, member_value(at));
        between = ",";
    }
    buffer_text(buffer, object_count(object) ? "}" : "{}");
}

void value_write(struct buffer *buffer, const struct json *value)
{
    switch (value_kind(value)) {
    case VALUE_NULL:
        buffer_text(buffer, "null");
        break;
    case VALUE_FALSE:
        buffer_text(buffer, "false");
        break;
    case VALUE_TRUE:
        buffer_text(buffer, "true");
        break;
    case VALUE_INTEGER:
        buffer_integer(buffer, value_integer(value));
        break;
    case VALUE_REAL:
        json_write_number(buffer, value_number(value));
        break;
    case VALUE_TEXT:
        json_write_text(buffer, value_text(value));
        break;
    case VALUE_ARRAY:
        write_array(buffer, value);
        break;
    case VALUE_OBJECT:
        write_object(buffer, value);
        break;
    }
}

bool value_is_plain(const struct json *value)
{
    for (size_t i = 0; i < json_count(value); i++)
        if (json_is_array(json_item(value, i)) || json_is_object(json_item(value, i)))
            return false;
    return !json_is_object(value);
}

static void cell_text(struct buffer *buffer, const char *text)
{
    struct moment moment;
    char time[TIME_TEXT_SIZE];
    if (!moment_parse(text, &moment)) {
        buffer_text(buffer, text);
        return;
    }
    moment.us -= (moment.us % US_PER_SECOND + US_PER_SECOND) % US_PER_SECOND;
    moment_format(moment, time);
    buffer_text(buffer, time);
}

void value_cell(struct buffer *buffer, const struct json *value)
{
    switch (value ? value_kind(value) : VALUE_NULL) {
    case VALUE_NULL:
        break;
    case VALUE_REAL:
        buffer_printf(buffer, "%.6g", value_number(value));
        break;
    case VALUE_TEXT:
        cell_text(buffer, value_text(value));
        break;
    case VALUE_ARRAY:
        if (!value_is_plain(value)) {
            value_write(buffer, value);
            break;
        }
        for (size_t i = 0; i < json_count(value); i++) {
            if (i)
                buffer_char(buffer, ' ');
            value_cell(buffer, json_item(value, i));
        }
        break;
    case VALUE_FALSE:
    case VALUE_TRUE:
    case VALUE_INTEGER:
    case VALUE_OBJECT:
        value_write(buffer, value);
        break;
    }
}
