/* What a floor that was stopped in the middle of a mishap left behind. */
#ifndef RACKLINE_FLOOR_TIDY_H
#define RACKLINE_FLOOR_TIDY_H

#include "floor/plant.h"

/* Releases the holds that an earlier floor placed, dispositions what it reported, and takes up what was to be replaced;
 * other people's are left alone. Before any station works. False: an answer was not as it should be. */
bool tidy_line(struct plant *plant);

/* What a mishap reports as a defect: told from other people's reports by its description. */
#define TIDY_DEFECT_CODE "COSMETIC-02"
#define TIDY_DEFECT_DESCRIPTION "scratch beside the left handle, found by the simulated floor"

#endif
