/* How an operation goes: its yields and times, from the attempts that ended in a window. Formulas: kpi_formulas.c. */
#ifndef RACKLINE_KPI_OPERATION_H
#define RACKLINE_KPI_OPERATION_H

#include "base/arena.h"
#include "base/fault.h"
#include "domain/kpi.h"
#include "domain/product.h"

/* A run that passed or failed in the window; aborted and corrected ones are none. */
struct attempt {
    int64_t unit_id;
    int64_t number; /* of the unit's attempts at the operation, from 1 */
    bool passed;
    bool scrapped_after; /* the unit was scrapped by the window's end, and this was its last attempt at anything */
    int64_t started_us, ended_us;
    int64_t worked_us; /* without pauses */
    int64_t ready_us;  /* since when it could start; ABSENT_INTEGER: not known */
};

/* An operation that passed on a unit. */
struct passing {
    int64_t unit_id;
    const char *operation;
    int64_t ended_us;
};
/* Since when an operation of the product could start on a unit: the last time one directly before it passed, at or
 * before `started_us`; its release where none did. `passings` are the unit's. */
int64_t operation_ready_us(const struct product *product, int operation, const struct passing *passings, size_t count,
                           int64_t started_us, int64_t released_us);

/* What became of one unit at the operation in the window. */
struct unit_outcome {
    int64_t unit_id;
    bool first_ended, first_passed; /* its first attempt */
    bool reworked;                  /* an attempt after its first */
    bool passed;                    /* any */
    bool scrapped;
};
struct unit_outcomes {
    struct unit_outcome *items;
    size_t count;
};
/* One for each unit; attempts of one unit stand together. In the arena. FAULT_MEMORY. */
enum fault operation_outcomes(const struct attempt *attempts, size_t count, struct arena *arena,
                              struct unit_outcomes *ret);

struct operation_kpis {
    struct kpi first_pass_yield, rework_ratio, scrap_ratio, throughput_per_hour;
};
struct operation_kpis operation_kpis_of(const struct unit_outcomes *outcomes, int64_t planned_us);

struct operation_times {
    struct distribution cycle_min, worked_min, queue_min;
};
enum fault operation_times_of(const struct attempt *attempts, size_t count, struct arena *arena,
                              struct operation_times *ret);

#endif
