/* Parts that quality wants replaced in units that are being built, and the lots that no part is taken of any more. */
#ifndef RACKLINE_FLOOR_REPAIR_H
#define RACKLINE_FLOOR_REPAIR_H

#include "floor/job.h"

/* Takes the part out of a position before the job's operation starts: what was proven with it falls, and the dispatch
 * lists say what has to run again. Where that comes before this operation, the job is over. False: it was refused. */
bool job_take_out(struct job *job, const struct position *position, enum removal removal, const char *reason);

/* Likewise, and leaves what came out to the caller: its serial number, "" where it has none, NULL where it was refused.
 */
const char *job_take_part_out(struct job *job, const struct position *position, enum removal removal,
                              const char *reason);

/* The same inside a unit that is in the job's: the part is scrapped, and the inner unit is made whole where it is. */
bool job_take_out_inside(struct job *job, const char *inner, const struct recipe *recipe,
                         const struct position *position, const char *reason);

/* The unit's next operation that nothing runs beside begins with taking this part out. */
void repair_want(struct plant *plant, const char *unit, const char *position);
/* Whether the job ends here: a part was taken out, or could not be. */
bool repair_before(struct job *job);

/* Takes other scans instead of those of lots that are given up. */
void repair_avoid_lots(struct job *job);

#endif
