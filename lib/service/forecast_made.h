/* A forecast that was made, with the line it was made of; and how it is told. */
#ifndef RACKLINE_FORECAST_MADE_H
#define RACKLINE_FORECAST_MADE_H

#include "service/forecast_scene.h"
#include "service/views_forecast.h"

enum { FORECAST_SEED = 1 }; /* when nobody names one */

struct forecast_made {
    struct forecast_scene scene;
    struct forecast forecast;
    int64_t journal_position;
    int64_t now_us;
    int64_t seed;
};

/* Reads the line as it is, which is the last that is read of the database: it ends the view's transaction. Where a
 * forecast of it was just made, as of that time. `seed` ABSENT_INTEGER is FORECAST_SEED. Everything lives in the arena,
 * which is better not the request's: a large line takes some tens of megabytes. */
enum fault forecast_read(struct session *session, int64_t seed, struct arena *arena, struct forecast_made *ret);
/* Forecasts what was read: once for everybody who asks for it while nothing happens. FAULT_OVERDUE, FAULT_MEMORY. */
enum fault forecast_make(struct session *session, struct arena *arena, struct forecast_made *made);
/* Forecasts it as it is supposed to be: a scene that was read and changed since. */
enum fault forecast_suppose(struct session *session, struct arena *arena, struct forecast_made *made);

/* The time of so many minutes from now; absent where there is no date. */
int64_t forecast_time(const struct forecast_made *made, double minutes);

/* The name of a type; NULL for -1. */
const char *forecast_type_name(const struct forecast_made *made, int type);

/* One view an order, a type of stations, in the arena. */
enum fault forecast_order_views(const struct forecast_made *made, struct arena *arena,
                                struct forecast_order_view **ret);
enum fault forecast_type_views(const struct forecast_made *made, struct arena *arena, struct forecast_type_view **ret);

#endif
