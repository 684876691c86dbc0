#include "rackline/value_text.h"

#include "base/time.h"

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
