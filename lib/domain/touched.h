/* Which units an entry says something about. Whatever is told of a unit stays as it is for as long as no entry touches
 * the unit, or one inside it. */
#ifndef RACKLINE_TOUCHED_H
#define RACKLINE_TOUCHED_H

#include "domain/event.h"

typedef void touch_function(void *context, const char *serial);

/* Calls `each` with the serial of every unit that the entry touches; not always once. False: it may touch any unit, and
 * nothing need have been called. */
bool entry_touches(const struct entry *entry, touch_function *each, void *context);

#endif
