/* What was recorded in a run and counted at a journal position. */
#ifndef RACKLINE_RECORDED_THEN_H
#define RACKLINE_RECORDED_THEN_H

#include "service/as_built_then.h"

struct recorded {
    struct measurements measurements;
    struct check_answers answers;
    struct signatures signatures;
};

/* The rows of the store, and where a correction has voided the run since, or what had made them count no more, what the
 * journal says. `next_run_id` as for then_ended. */
enum fault recorded_then(struct session *session, const struct unit *unit, const struct run *run, int64_t next_run_id,
                         const struct as_then *then, struct arena *arena, struct recorded *ret);

#endif
