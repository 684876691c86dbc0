/* A later revision of a product, as engineering makes one in mid-run: its inspection asks one thing more. */
#ifndef RACKLINE_FLOOR_LATER_H
#define RACKLINE_FLOOR_LATER_H

#include "floor/catalog.h"

#define LATER_CHECK "change-label"

/* The revision after the recipe's, compiled, with its document; all of it lives in the arena. NULL: the product has no
 * inspection. */
const struct recipe *later_revision(const struct recipe *recipe, struct arena *arena);

#endif
