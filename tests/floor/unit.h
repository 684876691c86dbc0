/* Units that are done with at a station: what the daemon knows of them, and how they leave. */
#ifndef RACKLINE_FLOOR_UNIT_H
#define RACKLINE_FLOOR_UNIT_H

#include "floor/events.h"

/* The answer to what a unit is; valid until the worker's next request. */
struct reply unit_ask(struct worker *worker, const struct recipe *recipe, const char *serial);

/* Has quality decide on what is open on a unit, and close what is done. */
bool unit_settle(struct worker *worker, const struct recipe *recipe, const char *serial);

/* Says that a unit left the plant. One that is stopped goes into the stock. */
bool unit_ship(struct worker *worker, const struct recipe *recipe, const char *serial);

#endif
