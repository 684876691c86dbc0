/* Engineering changes a product in mid-run: racks that are being built are moved to its later revision. */
#ifndef RACKLINE_FLOOR_REVISION_H
#define RACKLINE_FLOOR_REVISION_H

#include "floor/orders.h"

/* Defines and releases the later revision where it is not there, and moves a few racks of the order to it: each stands
 * still meanwhile, and is moved by the outcome of its preview. What falls of it is done anew. */
void revision_change(struct plant *plant, const struct orders *orders);

/* Which racks that are being built an earlier floor moved. Before any station works. False: an answer was not as it
 * should be. */
bool revision_recall(struct plant *plant);

#endif
