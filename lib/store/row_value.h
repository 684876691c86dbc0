/* A member of a row as an engine knows it, and back.
 *
 * text, JSON: text · integer, time, boolean, enumeration: integer · number: number · moment: RFC 3339 text, with its
 * offset · uuid, digest: bytes · texts, record, list: JSON text. Absent, and an empty list, is NULL; an enumeration's
 * zero is 0, for some have a word there. */
#ifndef RACKLINE_ROW_VALUE_H
#define RACKLINE_ROW_VALUE_H

#include "store/db.h"

/* *ret points into the row, or into the arena where text had to be made. FAULT_MEMORY. */
enum fault value_of_field(const struct field *field, const void *row, struct arena *arena, struct bind *ret);

/* Sets the member; texts are copied into the arena. FAULT_CORRUPT when the value is not of the field's kind,
 * FAULT_MEMORY. */
enum fault field_from_value(const struct field *field, struct bind value, struct arena *arena, void *row);

#endif
