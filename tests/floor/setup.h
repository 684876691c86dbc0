/* Makes the line ready: what is there already is left as it is. */
#ifndef RACKLINE_FLOOR_SETUP_H
#define RACKLINE_FLOOR_SETUP_H

#include "floor/plant.h"

/* Reads the plant's time, defines and releases products, registers stations, operators and tools, and makes tokens:
 * the offices' are put into the plant, the stations' become `ret_clients`, one for each post of the layout. False with
 * a line on stderr when an answer is not as it should be. */
bool setup_line(struct plant *plant, const char *admin_token, struct client **ret_clients);

#endif
