/* What the planner asks beside the orders: the plant's shifts, when orders will be done, what if, and how wrong that
 * was. */
#ifndef RACKLINE_FLOOR_PLANNING_H
#define RACKLINE_FLOOR_PLANNING_H

#include "floor/orders.h"

/* In mid-run: reads the calendar, asks for the forecast and for one with other priorities, and keeps the first. */
void planning_ahead(struct plant *plant, const struct orders *orders);

/* When all is done: looks how wrong what was kept has been. False: an answer was not as it should be. */
bool planning_looks_back(struct plant *plant, const struct orders *orders);

#endif
