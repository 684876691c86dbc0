/* What a forecast reads, each in one pass. As in find.h. */
#ifndef RACKLINE_FIND_FORECAST_H
#define RACKLINE_FIND_FORECAST_H

#include "store/find_list.h"
#include "store/find_statistics.h"

/* Orders released or in process, their units neither completed nor scrapped, and the operations begun on those; beside
 * them the completed units that open again as soon as what is to be taken out of them is out, with their orders. Orders
 * the most urgent first, the rest by unit_id. */
enum fault list_orders_remaining(struct store *store, struct arena *arena, struct orders *ret);
struct remaining_unit { /* no more of it than a forecast asks for: there may be very many */
    int64_t unit_id;
    const char *serial;
    const char *part_number;
    const char *revision;
    const char *order;
    int64_t installed_in; /* unit_id of the unit it is a component of */
};
extern const struct record REMAINING_UNIT_RECORD;
struct remaining_units {
    LIST_OF(struct remaining_unit) list;
};
enum fault list_units_remaining(struct store *store, struct arena *arena, struct remaining_units *ret);
enum fault list_operations_remaining(struct store *store, struct arena *arena, struct unit_operations *ret);

/* Why nothing is done on a unit that is neither shipped nor scrapped: a hold that is not released lies on it or on its
 * order, or quality scraps it; by unit_id. */
struct held_unit {
    int64_t unit_id;
    const char *order;    /* that the hold lies on; NULL: it lies on the unit itself */
    const char *reason;   /* of the hold */
    int64_t hold;         /* absent: there is none */
    int64_t condemned_by; /* nonconformance by which the unit, or one that it is in, is scrapped; absent: none */
    const char *condemned; /* serial number of the one that is */
};
extern const struct record HELD_UNIT_RECORD;
struct held_units {
    LIST_OF(struct held_unit) list;
};
enum fault list_units_held(struct store *store, struct arena *arena, struct held_units *ret);

/* The last `limit` runs that ended passed or failed, the latest first. */
struct measured_run {
    struct run_course course;
    const char *part_number; /* of the unit */
    const char *revision;    /* likewise, while it ran */
    const char *operation;
    int state;   /* enum run_state */
    bool fallen; /* it passed, and its evidence fell later, by anything but a move to another revision */
};
extern const struct record MEASURED_RUN_RECORD;
struct measured_runs {
    LIST_OF(struct measured_run) list;
};
enum fault list_runs_measured(struct store *store, int64_t limit, struct arena *arena, struct measured_runs *ret);
/* How those stood still, by run. */
enum fault list_stops_of_measured(struct store *store, int64_t limit, struct arena *arena, struct run_stops *ret);

/* The last `limit` faults that quality decided on, the latest first: of operations that failed as often as they may, or
 * others. */
struct measured_decision {
    int64_t reported, decided; /* times */
};
extern const struct record MEASURED_DECISION_RECORD;
struct measured_decisions {
    LIST_OF(struct measured_decision) list;
};
enum fault list_decisions_measured(struct store *store, bool material_review, int64_t limit, struct arena *arena,
                                   struct measured_decisions *ret);

/* Faults that nobody has decided on, of the units that remain; by unit_id. */
struct undecided_fault {
    int64_t unit_id;
    const char *operation; /* NULL: it is of none */
    bool material_review;
    int64_t reported; /* time */
};
extern const struct record UNDECIDED_FAULT_RECORD;
struct undecided_faults {
    LIST_OF(struct undecided_fault) list;
};
enum fault list_faults_undecided(struct store *store, struct arena *arena, struct undecided_faults *ret);

/* Units of a part number that are completed, installed nowhere, neither held nor spoken against by a fault; by
 * revision, of which each has some. */
struct stock {
    const char *revision;
    int64_t count;
};
extern const struct record STOCK_RECORD;
struct stocks {
    LIST_OF(struct stock) list;
};
enum fault list_stock(struct store *store, const char *part_number, struct arena *arena, struct stocks *ret);
/* Positions of a unit that hold a unit built here which is approved there and not to be taken out. */
struct filled_position {
    const char *position;
};
extern const struct record FILLED_POSITION_RECORD;
struct filled_positions {
    LIST_OF(struct filled_position) list;
};
enum fault list_positions_filled(struct store *store, int64_t unit_id, struct arena *arena,
                                 struct filled_positions *ret);

/* A forecast of an order that was recorded. Its id is the journal position of the recording. */
struct forecast_row {
    int64_t journal_position;
    const char *order;
    int64_t made;     /* time */
    int64_t p50, p90; /* times; absent: it had no date */
};
extern const struct record FORECAST_ROW_RECORD;
struct forecast_rows {
    LIST_OF(struct forecast_row) list;
};
/* The last `limit` of an order, the latest first. */
enum fault list_forecasts(struct store *store, const char *order, int64_t limit, struct arena *arena,
                          struct forecast_rows *ret);

#endif
