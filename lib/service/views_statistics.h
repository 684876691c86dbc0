/* What may be asked of how the line does: the shape of every statistic.
 *
 * Each answer says what it counted: its window, the shifts in it, its formulas and the units behind every number. */
#ifndef RACKLINE_VIEWS_STATISTICS_H
#define RACKLINE_VIEWS_STATISTICS_H

#include "domain/control_chart.h"
#include "domain/kpi.h"
#include "service/request.h"

/* What every statistic's query begins with. */
struct window_query {
    int64_t from, to; /* times; absent: the 24 hours before now */
};

struct shift_in_window {
    const char *name;
    int64_t from, to;
};
extern const struct record SHIFT_IN_WINDOW_RECORD;
struct window_view {
    int64_t from, to;      /* from is in it, to is not */
    int64_t counted_to;    /* to, or now where that is to come */
    const char *time_zone; /* of the window's last calendar; absent: there was none, and all time counts as planned */
    int64_t calendar_version;
    double planned_min; /* in shifts, up to counted_to */
    LIST_OF(struct shift_in_window) shifts;
};
extern const struct record WINDOW_VIEW_RECORD;

/* --- operations --- */

struct operations_query {
    struct window_query window;
    const char *part_number;
    const char *revision; /* absent: all */
};
extern const struct record OPERATIONS_QUERY_RECORD;
/* How long one of the attempts took that ended in the window. */
struct attempt_times {
    const char *serial;
    int64_t attempt;
    double cycle_min, worked_min;
    double queue_min; /* absent: it is not the first one, or not known */
    int64_t run;      /* journal position of its start */
};
extern const struct record ATTEMPT_TIMES_RECORD;
struct operation_statistics {
    const char *operation;
    const char *name;
    int64_t attempts; /* that ended in the window */
    struct kpi *first_pass_yield, *rework_ratio, *scrap_ratio, *throughput_per_hour;
    struct distribution *cycle_min, *worked_min, *queue_min;
    LIST_OF(const char *) first_passed; /* serials: GP */
    LIST_OF(const char *) first_failed; /* IP less GP */
    LIST_OF(const char *) reworked;     /* RQ */
    LIST_OF(const char *) scrapped;     /* SQ */
    LIST_OF(const char *) passed;       /* throughput */
    LIST_OF(const char *) units;        /* PQ */
    LIST_OF(struct attempt_times) times;
};
extern const struct record OPERATION_STATISTICS_RECORD;
struct operations_view {
    struct window_view *window;
    const char *part_number;
    const char *revision;
    LIST_OF(const struct kpi_formula) formulas;
    struct kpi *rolled_throughput_yield;
    LIST_OF(const char *) without_data; /* operations for which it has none */
    LIST_OF(struct operation_statistics) operations;
};
extern const struct record OPERATIONS_VIEW_RECORD;

/* --- stations --- */

struct stations_query {
    struct window_query window;
    const char *station; /* absent: all */
};
extern const struct record STATIONS_QUERY_RECORD;
struct state_minutes {
    int state;
    double minutes;
};
extern const struct record STATE_MINUTES_RECORD;
struct attempt_view {
    const char *serial;
    const char *unit_part_number;
    const char *operation;
    int64_t attempt;
    int state; /* passed or failed */
    bool good; /* attempt_is_good */
    int64_t started, ended;
    int64_t run; /* journal position of its start */
};
extern const struct record ATTEMPT_VIEW_RECORD;
struct station_statistics {
    const char *station;
    const char *name;
    const char *type;
    int64_t places;
    double planned_busy_min, production_min, outside_shifts_min;
    double unknown_min; /* of the window, before the station had said a state or a run began there */
    int64_t produced, good;
    double standard_min;
    struct kpi *availability, *effectiveness, *quality_ratio, *oee;
    LIST_OF(struct state_minutes) states;
    LIST_OF(struct attempt_view) attempts;
};
extern const struct record STATION_STATISTICS_RECORD;
struct stations_view {
    struct window_view *window;
    LIST_OF(const struct kpi_formula) formulas;
    LIST_OF(struct station_statistics) stations;
};
extern const struct record STATIONS_VIEW_RECORD;

/* --- defects --- */

struct defects_query {
    struct window_query window;
    const char *part_number; /* of the units; absent: all */
    const char *operation;
};
extern const struct record DEFECTS_QUERY_RECORD;
struct defect_count {
    const char *code;
    const char *family; /* in the catalogue; NULL: it is not there */
    int64_t defects;
    double share, cumulative_share;
    LIST_OF(const char *) units; /* serials */
};
extern const struct record DEFECT_COUNT_RECORD;
struct false_fail_view {
    const char *serial;
    const char *code;
    int64_t nonconformance;
};
extern const struct record FALSE_FAIL_VIEW_RECORD;
struct defects_view {
    struct window_view *window;
    const char *part_number;
    const char *operation;
    LIST_OF(const struct kpi_formula) formulas;
    int64_t defects;
    int64_t false_fails;
    struct kpi *defects_per_unit;
    LIST_OF(struct defect_count) codes; /* the most frequent first */
    LIST_OF(const char *) units;        /* serials: what defects_per_unit is divided by */
    LIST_OF(struct false_fail_view) found_false;
};
extern const struct record DEFECTS_VIEW_RECORD;

/* --- characteristics --- */

struct characteristics_query {
    struct window_query window;
    const char *part_number;
    const char *revision; /* absent: all */
    const char *operation;
    const char *characteristic;
    const char *position; /* absent: all */
};
extern const struct record CHARACTERISTICS_QUERY_RECORD;
struct sample_view {
    const char *serial;
    const char *position;
    double value;
    int64_t recorded;
    int64_t measurement; /* its journal position */
};
extern const struct record SAMPLE_VIEW_RECORD;
struct alarm_view {
    int rule;
    bool above;
    const char *serial;
    int64_t measurement; /* journal position of the sample that completes the pattern */
};
extern const struct record ALARM_VIEW_RECORD;
struct characteristic_view {
    struct window_view *window;
    const char *part_number;
    const char *revision;
    const char *operation;
    const char *characteristic;
    const char *position;
    LIST_OF(const struct kpi_formula) formulas;
    double lower, upper; /* limits; absent: none, or they changed */
    double mean;
    double lower_control, upper_control;
    struct kpi *sigma_within, *sigma_overall;
    struct kpi *cp, *cpk, *pp, *ppk;
    LIST_OF(struct alarm_view) alarms;
    LIST_OF(struct sample_view) samples;
};
extern const struct record CHARACTERISTIC_VIEW_RECORD;

view_function view_operation_statistics, view_station_statistics, view_defect_statistics,
    view_characteristic_statistics;

#endif
