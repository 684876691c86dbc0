/* What all statistics share: the window that is asked for, with the shifts in it. */
#ifndef RACKLINE_STATISTICS_H
#define RACKLINE_STATISTICS_H

#include "base/time.h"
#include "domain/kpi.h"
#include "domain/span.h"
#include "service/request.h"
#include "service/views_statistics.h"

/* The longest window, and the most rows that one answer counts: what asks for more is refused, not cut short. */
enum { WINDOW_DAYS_MAX = 400, ROWS_COUNTED_MAX = 100000 };

struct counted_window {
    struct span span;     /* up to now at the most */
    struct spans planned; /* the shifts in it; as long as there was no calendar, all of it */
    struct window_view *view;
};

/* The window of a query. FAULT_INVALID with a reason when it ends before it begins or is too long. */
enum fault window_open(struct session *session, struct request *request, const struct window_query *query,
                       struct counted_window *ret);

/* What a statistic is asked of; NULL: any. */
struct asked_of {
    const char *part_number;
    const char *revision;
    const char *operation;
    const char *characteristic; /* of the operation */
};
/* FAULT_NOT_FOUND, with a reason, for a part number that was never made known, a revision of it that was never
 * released, and an operation or a characteristic that no such revision has: what is misspelt is not what has no data.
 */
enum fault asked_of_known(struct session *session, struct request *request, const struct asked_of *asked);

/* FAULT_INVALID, with a reason, when more rows were found than are counted. */
enum fault rows_fit(struct request *request, size_t count);

/* A copy in the arena; NULL when memory is out. */
struct kpi *kpi_keep(struct arena *arena, struct kpi kpi);
struct distribution *distribution_keep(struct arena *arena, struct distribution spread);

static inline double minutes_of(int64_t us)
{
    return (double)us / (double)US_PER_MINUTE;
}

#endif
