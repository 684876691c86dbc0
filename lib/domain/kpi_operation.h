/* How an operation goes: its yields and times, from the attempts that ended in a window. Formulas: kpi_formulas.c. */
#ifndef RACKLINE_KPI_OPERATION_H
#define RACKLINE_KPI_OPERATION_H

#include "base/arena.h"
#include "base/fault.h"
#include "domain/kpi.h"
#include "domain/product.h"
#include "domain/state_quality.h"

/* A run that passed or failed in the window; aborted and corrected ones are none. */
struct attempt {
    int64_t unit_id;
    int64_t number; /* of the unit's attempts at the operation, from 1 */
    bool passed;
    bool sent_back;      /* it passed, and fell by a fault of its own: see below */
    bool scrapped_after; /* the unit was scrapped by the window's end, and this was its last attempt at anything */
    bool earlier;        /* it ended before the window, and counts in it as scrap alone: the unit was scrapped there */
    int64_t started_us, ended_us;
    int64_t worked_us; /* without what stood still: struct run_pause */
    int64_t ready_us;  /* since when it could start; ABSENT_INTEGER: not known */
};

/* What a run that had passed lost its evidence to. */
struct fall {
    const char *operation;
    int64_t ended_by;       /* journal position of the run's end */
    int64_t invalidated_by; /* of what made its evidence fall; ABSENT_INTEGER: it stands */
    const char *emptied;    /* position of the unit that this emptied; NULL: none */
};
/* Whether a run fell by a fault of its own. ISO 22400-2 counts as good what meets its requirements in the first run of
 * a process, without rework. So a run that passed was not good when quality had this very operation done again (a
 * rework, a repair), or when a part was taken out for a fault that was found at this operation after it had passed.
 * What falls along with something else, because another operation is done again, a part is swapped for a fault found
 * elsewhere, the revision changed or a waiver was revoked, was good when it was looked at, and stays so. A false fail
 * is no fault, and one used as it is sends nothing back; one that is not decided yet does. `faults` are the unit's,
 * voided ones left out.
 */
bool fell_by_own_fault(const struct fall *fall, const struct nonconformance *faults, size_t count);

/* Whether it counts in the good quantity (GQ) of ISO 22400-2, to which whatever is produced was good, rework or scrap:
 * PQ = GQ + RQ + SQ. Rework is what fails its requirements and can meet them by work that follows. So an attempt that
 * passed was not good when it was sent back by a fault of its own, whenever that was found, nor when its unit was
 * scrapped as scrap_ratio counts it. The attempt that does it again is produced once more, and may be good. */
bool attempt_is_good(const struct attempt *attempt);

/* An operation that passed on a unit. */
struct passing {
    int64_t unit_id;
    const char *operation;
    int64_t ended_us; /* when it did */
    int64_t ended_by; /* the journal position of that */
};
/* Since when an operation of the product could start on a unit: the last time one directly before it passed, as the
 * journal has them; its release where none did. ABSENT_INTEGER where that was after `started_us`: the clocks of two
 * stations contradict each other. `run_id` is the start's journal position, `passings` are the unit's. */
int64_t operation_ready_us(const struct product *product, int operation, const struct passing *passings, size_t count,
                           int64_t run_id, int64_t started_us, int64_t released_us);

/* What became of one unit at the operation in the window. A unit is scrap when that is decided, which with material
 * review is days after its last attempt. So it counts in the scrap quantity (SQ) of ISO 22400-2, and with it in the
 * produced quantity (PQ), of the window in which it was scrapped, at the operation of its last attempt. */
struct unit_outcome {
    int64_t unit_id;
    bool first_ended, first_passed; /* its first attempt, and was not sent back */
    bool reworked;                  /* an attempt after its first */
    bool passed;                    /* any */
    bool scrapped;
};
struct unit_outcomes {
    struct unit_outcome *items;
    size_t count;
};
/* One for each unit, which are PQ; attempts of one unit stand together. In the arena. FAULT_MEMORY. */
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
