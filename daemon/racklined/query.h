/* A query string, read through a record table. */
#ifndef RACKLINE_QUERY_H
#define RACKLINE_QUERY_H

#include "base/fault.h"
#include "base/reason.h"
#include "base/record.h"

/* Fills a row from `name=value&…`; NULL and "" are an empty query. `record` is NULL for a route that takes none. Every
 * parameter that is unknown, repeated, broken, out of range or missing adds a reason: FAULT_INVALID. FAULT_MEMORY.
 * *ret_row is NULL without a record; it lives in the arena of `reasons`. */
enum fault query_read(const char *query, const struct record *record, const void **ret_row, struct reasons *reasons);

#endif
