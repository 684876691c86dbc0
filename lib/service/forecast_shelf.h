/* The last forecast of the line as it is: made once for everybody who asks while nothing happens. Its sessions belong
 * to several threads; the shelf may be used by all of them. */
#ifndef RACKLINE_FORECAST_SHELF_H
#define RACKLINE_FORECAST_SHELF_H

#include "domain/forecast.h"

#include <stdint.h>

/* For how long a forecast is told again, in microseconds of the plant's time: a forecast speaks in minutes. */
#define FORECAST_FRESH_US INT64_C(60000000)

/* What a forecast is of: the same journal, at the same time of the plant, with the same luck. */
struct forecast_key {
    int64_t journal_position;
    int64_t seed;
    int64_t now_us;
};

struct forecast_shelf;

/* NULL when memory is out. */
struct forecast_shelf *forecast_shelf_new(void);
/* NULL is safe. */
void forecast_shelf_free(struct forecast_shelf *shelf);

/* The time of the forecast that is kept, or being made, of the key's journal and luck, where the key's is not much
 * later; otherwise the key's own. */
int64_t forecast_shelf_time(struct forecast_shelf *shelf, struct forecast_key key);

/* Copies the forecast into the arena; waits for it while another thread makes it. False where there is none: then it is
 * the caller's to make, and he must put it there or give up. FAULT_MEMORY goes with true. */
bool forecast_shelf_take(struct forecast_shelf *shelf, struct forecast_key key, const struct forecast_line *line,
                         struct arena *arena, struct forecast *ret, enum fault *ret_fault);
/* Keeps a copy of a forecast instead of the one before, unless that is of a later journal. Without memory it is not kept.
 */
void forecast_shelf_put(struct forecast_shelf *shelf, struct forecast_key key, const struct forecast_line *line,
                        const struct forecast *forecast);
/* Lets somebody else make it. */
void forecast_shelf_give_up(struct forecast_shelf *shelf, struct forecast_key key);

#endif
