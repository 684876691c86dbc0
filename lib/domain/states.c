/* The state machines of orders, units and operations, as tables: a row an entry, a column a state. An entry without a
 * row leaves the state as it is. */
#include "domain/rules.h"

enum {
    NO = -1,      /* it must not happen in that state */
    WORKING = -2, /* of a unit: in_repair where a nonconformance is open, else in_process */
};

/* Looks one step up; rows are as wide as the machine has stored states. */
static bool step(const int *row, int states, int state, int *ret)
{
    if (state < 0 || state >= states || row[state] == NO)
        return false;
    *ret = row[state];
    return true;
}

/* The tables are read by column; the macros are rows of them. */
/* clang-format off */

struct order_row {
    bool known;
    int to[ORDER_CANCELLED + 1];
};

/* Work on a unit may go on under a closed order: in journals of before there was order.reopened it did. */
#define ORDER_AT_WORK {true, {NO, NO, ORDER_RELEASED, ORDER_IN_PROCESS, ORDER_COMPLETED, ORDER_CLOSED, NO}}
#define ORDER_ON_FLOOR \
    {true, {NO, NO, ORDER_RELEASED, ORDER_IN_PROCESS, ORDER_COMPLETED, ORDER_CLOSED, ORDER_CANCELLED}}
/* These open a completed unit again. A completed order is then in process with it; a closed one stays closed here, and
 * order.reopened, which follows, brings it back. They may happen under a cancelled order, too: parts are saved from its
 * units, and what was finished before is mended. */
#define ORDER_OPEN_AGAIN \
    {true, {NO, NO, ORDER_RELEASED, ORDER_IN_PROCESS, ORDER_IN_PROCESS, ORDER_CLOSED, ORDER_CANCELLED}}

static const struct order_row ORDER_STEPS[ENTRY_KIND_COUNT] = {
    /* from: absent, planned, released, in_process, completed, closed, cancelled */
    [ENTRY_ORDER_PLANNED]        = {true, {ORDER_PLANNED, NO, NO, NO, NO, NO, NO}},
    [ENTRY_ORDER_REPLANNED]      = {true, {NO, ORDER_PLANNED, ORDER_RELEASED, ORDER_IN_PROCESS, ORDER_COMPLETED, ORDER_CLOSED, ORDER_CANCELLED}},
    [ENTRY_ORDER_RELEASED]       = {true, {NO, ORDER_RELEASED, NO, NO, NO, NO, NO}},
    [ENTRY_ORDER_STARTED]        = {true, {NO, NO, ORDER_IN_PROCESS, NO, NO, NO, NO}},
    [ENTRY_ORDER_COMPLETED]      = {true, {NO, NO, ORDER_COMPLETED, ORDER_COMPLETED, NO, NO, NO}},
    [ENTRY_ORDER_CLOSED]         = {true, {NO, NO, NO, NO, ORDER_CLOSED, NO, NO}},
    [ENTRY_ORDER_REOPENED]       = {true, {NO, NO, NO, ORDER_IN_PROCESS, ORDER_IN_PROCESS, ORDER_IN_PROCESS, NO}},
    [ENTRY_ORDER_CANCELLED]      = {true, {NO, ORDER_CANCELLED, ORDER_CANCELLED, ORDER_CANCELLED, NO, NO, NO}},
    [ENTRY_OPERATION_STARTED]    = ORDER_AT_WORK,
    [ENTRY_OPERATION_RESUMED]    = ORDER_AT_WORK,
    [ENTRY_OPERATION_COMPLETED]  = ORDER_AT_WORK,
    [ENTRY_COMPONENT_INSTALLED]  = ORDER_AT_WORK,
    [ENTRY_MEASUREMENT_RECORDED] = ORDER_AT_WORK,
    [ENTRY_CHECK_RECORDED]       = ORDER_AT_WORK,
    [ENTRY_UNIT_SIGNED]          = ORDER_AT_WORK,
    [ENTRY_UNIT_SHIPPED]         = ORDER_AT_WORK,
    [ENTRY_OPERATION_WAIVED]     = ORDER_AT_WORK,
    [ENTRY_OPERATION_PAUSED]     = ORDER_ON_FLOOR,
    [ENTRY_OPERATION_ABORTED]    = ORDER_ON_FLOOR,
    [ENTRY_DEFECT_REPORTED]      = ORDER_ON_FLOOR,
    [ENTRY_COMPONENT_REMOVED]    = ORDER_OPEN_AGAIN,
    [ENTRY_ORDER_REVISED]        = {true, {NO, NO, ORDER_RELEASED, ORDER_IN_PROCESS, ORDER_IN_PROCESS, NO, NO}},
    [ENTRY_WAIVER_REVOKED]       = ORDER_OPEN_AGAIN,
    [ENTRY_OPERATION_REOPENED]   = ORDER_OPEN_AGAIN,
};

struct unit_row {
    bool known;
    int to[UNIT_SCRAPPED + 1];
};

#define UNIT_DECIDED_ON {true, {NO, UNIT_QUEUED, WORKING, WORKING, UNIT_COMPLETED, NO, UNIT_SCRAPPED}}
#define UNIT_AT_WORK {true, {NO, NO, UNIT_IN_PROCESS, UNIT_IN_REPAIR, NO, NO, NO}}

static const struct unit_row UNIT_STEPS[ENTRY_KIND_COUNT] = {
    /* from: absent, queued, in_process, in_repair, completed, shipped, scrapped */
    [ENTRY_ORDER_RELEASED]       = {true, {UNIT_QUEUED, NO, NO, NO, NO, NO, NO}},
    [ENTRY_UNIT_STARTED]         = {true, {NO, WORKING, NO, NO, NO, NO, NO}},
    [ENTRY_UNIT_COMPLETED]       = {true, {NO, NO, UNIT_COMPLETED, UNIT_COMPLETED, NO, NO, NO}},
    [ENTRY_UNIT_SHIPPED]         = {true, {NO, NO, NO, NO, UNIT_SHIPPED, NO, NO}},
    [ENTRY_UNIT_SCRAPPED]        = {true, {NO, UNIT_SCRAPPED, UNIT_SCRAPPED, UNIT_SCRAPPED, UNIT_SCRAPPED, NO, NO}},
    [ENTRY_OPERATION_STARTED]    = {true, {NO, UNIT_QUEUED, UNIT_IN_PROCESS, UNIT_IN_REPAIR, NO, NO, NO}},
    [ENTRY_OPERATION_PAUSED]     = UNIT_AT_WORK,
    [ENTRY_OPERATION_RESUMED]    = UNIT_AT_WORK,
    [ENTRY_OPERATION_COMPLETED]  = UNIT_AT_WORK,
    [ENTRY_OPERATION_ABORTED]    = UNIT_AT_WORK,
    [ENTRY_COMPONENT_INSTALLED]  = UNIT_AT_WORK,
    [ENTRY_MEASUREMENT_RECORDED] = UNIT_AT_WORK,
    [ENTRY_CHECK_RECORDED]       = UNIT_AT_WORK,
    [ENTRY_UNIT_SIGNED]          = UNIT_AT_WORK,
    [ENTRY_COMPONENT_REMOVED]    = {true, {NO, NO, UNIT_IN_PROCESS, UNIT_IN_REPAIR, WORKING, NO, UNIT_SCRAPPED}},
    [ENTRY_DEFECT_REPORTED]      = {true, {NO, UNIT_QUEUED, WORKING, WORKING, UNIT_COMPLETED, NO, NO}},
    [ENTRY_OPERATION_WAIVED]     = {true, {NO, UNIT_QUEUED, UNIT_IN_PROCESS, UNIT_IN_REPAIR, NO, NO, NO}},
    [ENTRY_NONCONFORMANCE_DISPOSITIONED] = UNIT_DECIDED_ON,
    [ENTRY_NONCONFORMANCE_COUNTERSIGNED] = UNIT_DECIDED_ON,
    [ENTRY_NONCONFORMANCE_OPENED] = {true, {NO, NO, WORKING, WORKING, NO, NO, NO}},
    [ENTRY_ORDER_REVISED]        = {true, {NO, UNIT_QUEUED, UNIT_IN_PROCESS, UNIT_IN_REPAIR, WORKING, NO, NO}},
    [ENTRY_WAIVER_REVOKED]       = {true, {NO, UNIT_QUEUED, UNIT_IN_PROCESS, UNIT_IN_REPAIR, WORKING, NO, NO}},
    [ENTRY_OPERATION_REOPENED]   = {true, {NO, UNIT_QUEUED, UNIT_IN_PROCESS, UNIT_IN_REPAIR, WORKING, NO, NO}},
};

struct operation_row {
    bool known;
    int to[OPERATION_WAIVED + 1];
};

#define OPERATION_WHILE_RUNNING {true, {NO, OPERATION_RUNNING, NO, NO, NO, NO, NO}}

/* OPERATION_PASSED is what a completion comes to with a verdict that passes. */
static const struct operation_row OPERATION_STEPS[ENTRY_KIND_COUNT] = {
    /* from: open, running, paused, passed, failed, invalidated, waived */
    [ENTRY_OPERATION_STARTED]    = {true, {OPERATION_RUNNING, NO, NO, NO, OPERATION_RUNNING, OPERATION_RUNNING, NO}},
    [ENTRY_OPERATION_PAUSED]     = {true, {NO, OPERATION_PAUSED, NO, NO, NO, NO, NO}},
    [ENTRY_OPERATION_RESUMED]    = {true, {NO, NO, OPERATION_RUNNING, NO, NO, NO, NO}},
    [ENTRY_OPERATION_COMPLETED]  = {true, {NO, OPERATION_PASSED, NO, NO, NO, NO, NO}},
    [ENTRY_OPERATION_ABORTED]    = {true, {NO, OPERATION_OPEN, OPERATION_OPEN, NO, NO, NO, NO}},
    [ENTRY_OPERATION_WAIVED]     = {true, {OPERATION_WAIVED, NO, NO, NO, OPERATION_WAIVED, OPERATION_WAIVED, NO}},
    [ENTRY_COMPONENT_REMOVED]    = {true, {NO, NO, NO, OPERATION_INVALIDATED, NO, NO, OPERATION_INVALIDATED}},
    [ENTRY_ORDER_REVISED]        = {true, {NO, NO, NO, OPERATION_INVALIDATED, NO, NO, OPERATION_INVALIDATED}},
    [ENTRY_WAIVER_REVOKED]       = {true, {NO, NO, NO, OPERATION_INVALIDATED, NO, NO, OPERATION_INVALIDATED}},
    [ENTRY_OPERATION_REOPENED]   = {true, {NO, NO, NO, OPERATION_INVALIDATED, NO, NO, OPERATION_INVALIDATED}},
    [ENTRY_COMPONENT_INSTALLED]  = OPERATION_WHILE_RUNNING,
    [ENTRY_MEASUREMENT_RECORDED] = OPERATION_WHILE_RUNNING,
    [ENTRY_CHECK_RECORDED]       = OPERATION_WHILE_RUNNING,
    [ENTRY_UNIT_SIGNED]          = OPERATION_WHILE_RUNNING,
};

/* clang-format on */

bool order_next_state(int state, enum entry_kind kind, int *ret)
{
    const struct order_row *row = &ORDER_STEPS[kind];
    if (row->known)
        return step(row->to, ORDER_CANCELLED + 1, state, ret);
    *ret = state;
    return true;
}

bool unit_next_state(int state, enum entry_kind kind, bool nonconforming, int *ret)
{
    const struct unit_row *row = &UNIT_STEPS[kind];
    int next = state;
    if (row->known && !step(row->to, UNIT_SCRAPPED + 1, state, &next))
        return false;
    if (next == WORKING)
        next = nonconforming ? UNIT_IN_REPAIR : UNIT_IN_PROCESS;
    *ret = next;
    return true;
}

bool operation_next_state(int state, enum entry_kind kind, int verdict, int *ret)
{
    const struct operation_row *row = &OPERATION_STEPS[kind];
    int next = state;
    if (row->known && !step(row->to, OPERATION_WAIVED + 1, state, &next))
        return false;
    if (kind == ENTRY_OPERATION_ABORTED && verdict == VERDICT_FAILED)
        next = OPERATION_FAILED; /* giving up hides no failure */
    if (kind == ENTRY_OPERATION_COMPLETED && verdict != VERDICT_PASSED) {
        if (verdict != VERDICT_FAILED)
            return false;
        next = OPERATION_FAILED;
    }
    *ret = next;
    return true;
}
