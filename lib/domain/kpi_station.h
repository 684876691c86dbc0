/* How a station does: its times by SEMI E10 state, and ISO 22400-2's OEE. Formulas: kpi_formulas.c. */
#ifndef RACKLINE_KPI_STATION_H
#define RACKLINE_KPI_STATION_H

#include "domain/kpi.h"
#include "domain/span.h"
#include "domain/state.h"

/* What is known of a station in a window. Spells and runs may reach over its edges; they are cut. */
struct station_history {
    struct span window;                 /* up to now at the most: what is to come is neither busy nor idle */
    struct spans planned;               /* shifts within the window */
    const struct station_spell *spells; /* in order of time */
    size_t spell_count;
    const struct span *runs; /* stretches in which a run ran; several may run at once */
    size_t run_count;
    const struct places_since *places; /* in order of time, one at least; the first holds for the time before it too */
    size_t place_count;
};

struct station_times {
    int64_t planned_us;                             /* shifts in the window */
    int64_t planned_busy_us;                        /* PBT, all places */
    int64_t production_us;                          /* APT, all places */
    int64_t outside_us;                             /* of that, outside the shifts */
    int64_t in_state_us[STATION_NON_SCHEDULED + 1]; /* by enum station_state; ABSENT: nobody had said any yet */
};
/* FAULT_MEMORY. Scratch memory comes from the arena. */
enum fault station_times_of(const struct station_history *history, struct arena *arena, struct station_times *ret);

/* Attempts at the station that ended in the window. */
struct station_output {
    int64_t produced, good;
    double standard_min; /* of all of them */
};
struct station_kpis {
    struct kpi availability, effectiveness, quality_ratio, oee;
};
struct station_kpis station_kpis_of(const struct station_times *times, const struct station_output *output);

#endif
