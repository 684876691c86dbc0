/* The sessions that views read through: one at a time for each thread that asks, kept for the next. */
#ifndef RACKLINE_READERS_H
#define RACKLINE_READERS_H

#include "racklined/plant_clock.h"

#include "service/session.h"

struct readers;

/* `path` is the database's; both must outlive the readers. A session is taken for at most `use_max_us`: its views end
 * with FAULT_OVERDUE then. NULL when memory is out. */
struct readers *readers_new(const char *path, const struct plant_clock *clock, int64_t use_max_us);
/* Closes every session; all must have been given back. NULL is safe. */
void readers_free(struct readers *readers);

/* Another limit than use_max_us; what is taken already keeps its own. From any thread. */
void readers_set_use_max(struct readers *readers, int64_t use_max_us);

/* From now on nothing is read for longer than until `end_us` (monotonic): what is being read ends then, and what is
 * begun later at once. From any thread. */
void readers_hurry(struct readers *readers, int64_t end_us);

/* A session that nobody else uses, told what time it is. FAULT_IO, FAULT_CORRUPT, FAULT_MEMORY, FAULT_BUSY. */
enum fault readers_take(struct readers *readers, struct session **ret);
/* Gives it back. One whose last use failed in the database is closed instead of kept. */
void readers_give(struct readers *readers, struct session *session, enum fault last);

#endif
