/* The attempts that ended in a window, and what became of them: what the statistics of operations and stations
 * count. */
#ifndef RACKLINE_ENDED_ATTEMPTS_H
#define RACKLINE_ENDED_ATTEMPTS_H

#include "domain/kpi_operation.h"
#include "service/statistics.h"
#include "store/find_statistics.h"

/* Runs that ended in a window, each with when it began and ended: as its station dated that, where it was posted late
 * and it may be believed. Of a part number, at a station; NULL: any. FAULT_INVALID, with a reason, when there are more
 * than are counted. */
enum fault ended_runs_find(struct session *session, struct request *request, struct span window,
                           const char *part_number, const char *station, struct ended_runs *ret);

struct ended_attempts {
    struct span window;
    struct ended_runs runs; /* by operation, unit and run */
    struct nonconformances faults;
};
/* Of a part number, with those that count as scrap alone, or, where one is named, at a station. FAULT_INVALID, with a
 * reason, when there are more than are counted. */
enum fault ended_attempts_find(struct session *session, struct request *request, struct span window,
                               const char *part_number, const char *station, struct ended_attempts *ret);

/* One of the runs; since when it could start is not known. */
struct attempt ended_attempt(const struct ended_attempts *ended, const struct ended_run *run);

#endif
