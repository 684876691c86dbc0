/* Where a value stands in a document that is being read.
 *
 * Places are linked on the stack of the reader, and become a JSON pointer only when a reason needs one: reading a
 * document without faults makes no pointers at all. */
#ifndef RACKLINE_PLACE_H
#define RACKLINE_PLACE_H

#include "base/reason.h"

#include <stddef.h>

struct place {
    const struct place *above; /* NULL: `name` is a finished pointer (or NULL, for no pointer), the root's */
    const char *name;          /* of the member; NULL for an item of an array */
    size_t index;              /* of the item */
};

/* Adds a reason with the place's pointer (RFC 6901). */
void place_reason(const struct place *place, struct reasons *reasons, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
