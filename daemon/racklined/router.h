/* From a method and a raw path to the route's row, and the {segments} that the path fills. */
#ifndef RACKLINE_ROUTER_H
#define RACKLINE_ROUTER_H

#include "racklined/route.h"

struct route_table {
    const struct route *rows;
    size_t count;
};

struct route_match {
    const struct route *route;
    const char *path[REQUEST_PATH_MAX]; /* decoded, in their order; in the arena */
};

/* Finds the route of an undecoded target (path, and query after `?`; the scheme and host of an absolute one are passed
 * over). A word in a route's path wins over a {segment} at the same place. HEAD is GET.
 *
 * FAULT_MALFORMED: an escape is broken, or one decodes to `/`, a control character or bytes that are not UTF-8.
 * FAULT_NOT_FOUND: no route has this path. FAULT_METHOD: one has, with other methods, which *ret_allow then lists
 * ("GET, HEAD, POST"). FAULT_MEMORY. Everything lives in the arena of `reasons`. */
enum fault route_find(const struct route_table *table, const char *method, const char *target, struct route_match *ret,
                      const char **ret_allow, struct reasons *reasons);

/* The query of a target: what stands after `?`; NULL when there is none. */
const char *target_query(const char *target);

/* Decodes the escapes of `size` bytes into the arena. FAULT_MALFORMED when one is broken or makes a control character,
 * or when the result is no UTF-8; FAULT_MEMORY. `plus_is_space`: as in a query. */
enum fault percent_decode(const char *text, size_t size, bool plus_is_space, struct arena *arena, const char **ret);

#endif
