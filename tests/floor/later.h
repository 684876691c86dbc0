/* A later revision of a product, as engineering makes one in mid-run: its first operation and its inspection ask
 * one thing more each, so that of every rack that was begun something falls. */
#ifndef RACKLINE_FLOOR_LATER_H
#define RACKLINE_FLOOR_LATER_H

#include "floor/catalog.h"

#define LATER_FIRST_CHECK "change-strap"
#define LATER_CHECK "change-label"

/* The revision after the recipe's, compiled, with its document; all of it lives in the arena. NULL: the product has no
 * inspection. */
const struct recipe *later_revision(const struct recipe *recipe, struct arena *arena);

#endif
