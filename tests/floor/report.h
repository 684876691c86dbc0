/* What was done, on stdout. */
#ifndef RACKLINE_FLOOR_REPORT_H
#define RACKLINE_FLOOR_REPORT_H

#include "floor/plant.h"

/* Prints the report. `whole`: the run saw its order from the first event to the last, so every mishap should have had
 * its occasion, and all that a line lives through should have happened where there were racks enough; what did not is
 * named, and the answer is false. */
bool report_print(struct plant *plant, double seconds, bool whole);

#endif
