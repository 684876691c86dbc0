/* What the daemon's record says when an order is done: that every rack left or is scrap, and why. */
#ifndef RACKLINE_FLOOR_AUDIT_H
#define RACKLINE_FLOOR_AUDIT_H

#include "floor/orders.h"

/* Reads the record of every rack of the order, all nonconformances, all holds and the journal, and complains of each
 * thing that they do not explain: a failure without a decision, a removal or a correction without a reason, evidence
 * that fell and was not renewed, a hold that still lies. False: an answer was not as it should be. */
bool audit_order(struct plant *plant, const struct orders *orders);

#endif
