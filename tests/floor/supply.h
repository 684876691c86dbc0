/* Where parts come from: what a scan of a component's label gives. The suppliers are made up. */
#ifndef RACKLINE_FLOOR_SUPPLY_H
#define RACKLINE_FLOOR_SUPPLY_H

#include "domain/event.h"
#include "domain/product.h"

#include "base/arena.h"

/* Fills in everything about a bought component: part number (now and then an approved alternate), revision, a serial
 * number that no other component has or a lot, supplier, country and site of origin, firmware, identifiers. `nth`
 * counts the components that were scanned for this position of the unit. The same arguments give the same component. */
void supply_component(uint64_t seed, const struct position *position, const char *unit, int nth, struct arena *arena,
                      struct component_installed *ret);

/* A serial number such as a part has, for `seed` and what it is for. */
const char *supply_serial(uint64_t thrown, struct arena *arena);

#endif
