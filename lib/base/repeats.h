/* What stands in a list must stand there once. */
#ifndef RACKLINE_REPEATS_H
#define RACKLINE_REPEATS_H

#include "base/fault.h"
#include "base/reason.h"

/* Adds REASON_DUPLICATE_ITEM for each item of a list whose name was there before. An item is `size` bytes and begins
 * with its name, a text; the reasons point at `pointer`/<index>`member`. FAULT_INVALID when a reason was added. */
enum fault refuse_repeats(const void *items, size_t count, size_t size, const char *pointer, const char *member,
                          struct reasons *reasons);

#endif
