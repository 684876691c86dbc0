/* Values of a parsed answer as text. */
#ifndef RACKLINE_VALUE_TEXT_H
#define RACKLINE_VALUE_TEXT_H

#include "base/buffer.h"
#include "base/json_value.h"

/* Appends the value as a cell of a screen shows it: a text without quotes, nothing for what is absent, the items of a
 * list of plain values with spaces between them, JSON for everything else; numbers with six digits, times without
 * fractions of a second. */
void value_cell(struct buffer *buffer, const struct json *value);

/* Whether it has no parts: no object and no array of objects or arrays. */
bool value_is_plain(const struct json *value);

#endif
