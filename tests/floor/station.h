/* A station: asks for work, does it, waits for more. */
#ifndef RACKLINE_FLOOR_STATION_H
#define RACKLINE_FLOOR_STATION_H

#include "floor/job.h"

/* Starts the thread that plays a station. `client` becomes the worker's. Stop the plant before worker_end, which waits
 * for the thread. */
void worker_begin(struct worker *worker, struct plant *plant, const struct post *post, struct client *client);
void worker_end(struct worker *worker);

/* burn_in.c: looks once after everything in the station's bays, and puts racks into free ones. True: something was
 * done. *ret_wait_us is lowered to when the next rack is through. */
bool burn_in_look(struct worker *worker, const struct work_list *works, int64_t *ret_wait_us);

#endif
