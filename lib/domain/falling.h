/* What falls when something in a unit changes: the evidence that depended on it. */
#ifndef RACKLINE_FALLING_H
#define RACKLINE_FALLING_H

#include "domain/product.h"
#include "domain/state.h"

/* What changed in a unit. */
struct change {
    int position;     /* index in its product */
    const char *path; /* from the position down to what changed inside the unit there; NULL: the position itself */
};

/* Fills `ret` with the passed operations whose evidence depends on any of the changes, in the routing's order: exactly
 * those fall. A waiver stands; one of an operation that must fill an emptied position after all is the caller's to
 * find. `operations` has one row for each of the routing. FAULT_MEMORY. */
enum fault find_fallen(const struct product *product, const struct unit_operation *operations,
                       const struct change *changes, size_t count, struct arena *arena, struct name_list *ret);

#endif
