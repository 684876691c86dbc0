/* Forecasts: when the orders on the floor will be completed, what that rests on, and what if. */
#ifndef RACKLINE_VIEWS_FORECAST_H
#define RACKLINE_VIEWS_FORECAST_H

#include "domain/kpi.h"
#include "service/views.h"

struct forecast_query {
    int64_t seed; /* absent: 1 */
};
extern const struct record FORECAST_QUERY_RECORD;

struct forecast_order_view {
    const char *order;
    const char *part_number;
    const char *revision;
    int64_t priority;
    int64_t due;
    int64_t units;             /* that remain */
    int64_t p50, p90;          /* times; absent: it has no date */
    double late_probability;   /* absent: it is never due */
    double review_probability; /* that an operation fails as often as it may, and quality must decide */
    double waiting_min;
    double decision_min;
    const char *bottleneck; /* type of station that holds it up; absent: none does */
    double bottleneck_share;
    int64_t stopped; /* units that have no date */
};
extern const struct record FORECAST_ORDER_VIEW_RECORD;

struct forecast_type_view {
    const char *station_type;
    int64_t places;
    double busy_min, waiting_min, utilisation;
    double gain_min; /* absent: not tried */
};
extern const struct record FORECAST_TYPE_VIEW_RECORD;

struct forecast_view {
    int64_t journal_position; /* as of which it is */
    int64_t now;
    int64_t seed;
    int64_t runs;
    int64_t calendar_version; /* absent: there is none */
    int64_t operations;
    const char *bottleneck;
    LIST_OF(struct forecast_order_view) orders;
    LIST_OF(struct forecast_type_view) station_types;
    LIST_OF(const struct kpi_formula) formulas;
};
extern const struct record FORECAST_VIEW_RECORD;

/* What the forecast of an operation rests on. */
struct forecast_basis {
    const char *part_number;
    const char *revision;
    const char *operation;
    const char *station_type;
    int64_t measured; /* runs, of the last ones */
    int64_t of_other_revisions; /* of those */
    bool standard;    /* too few: every run takes the standard minutes and none fails */
    double standard_min;
    double mean_min;     /* of the measured; absent: of none */
    double failure_rate; /* that is simulated, as is the next */
    double retest_rate;
};
extern const struct record FORECAST_BASIS_RECORD;

/* How long quality is taken to need for a decision. */
struct forecast_decision_basis {
    bool material_review;
    int64_t measured; /* decisions, of the last ones */
    bool standard;    /* too few: every one takes the standard minutes */
    double standard_min;
    double mean_min; /* of the measured; absent: of none */
};
extern const struct record FORECAST_DECISION_BASIS_RECORD;

/* A forecast that was recorded, and how wrong it was. */
struct forecast_past {
    int64_t journal_position;
    int64_t made, p50, p90;
    double error_p50_min, error_p90_min; /* completed less forecast; absent: not completed, or it had no date */
};
extern const struct record FORECAST_PAST_RECORD;

struct order_forecast_view {
    int64_t journal_position;
    int64_t now;
    int64_t seed;
    int64_t runs; /* 0: nothing of the order is left to simulate */
    int64_t calendar_version;
    int64_t completed;
    struct forecast_order_view *forecast; /* absent: it is not on the floor */
    LIST_OF(struct forecast_basis) basis;
    LIST_OF(struct forecast_decision_basis) decisions;
    LIST_OF(struct blocked_unit) stopped;
    LIST_OF(struct forecast_past) past; /* the latest first */
    bool past_is_cut;                   /* more were recorded before those */
};
extern const struct record ORDER_FORECAST_VIEW_RECORD;

/* --- what if --- */

struct what_if_priority {
    const char *order;
    int64_t priority;
};
struct what_if_bay {
    const char *station;
    const char *bay;
    int64_t power_w;
    double coolant_lpm;
};
struct what_if_body {
    int64_t seed;
    LIST_OF(struct what_if_priority) priorities;
    LIST_OF(struct station_defined) stations; /* added, or instead of the one of the same code */
    LIST_OF(struct what_if_bay) bays;         /* added to a station */
    LIST_OF(const char *) down;               /* stations */
    LIST_OF(const char *) up;                 /* likewise */
};
extern const struct record WHAT_IF_BODY_RECORD;

struct what_if_order {
    const char *order;
    int64_t priority;
    int64_t due;
    int64_t p50, p90;             /* if */
    int64_t p50_as_is, p90_as_is; /* if nothing is changed */
    double late_probability, late_probability_as_is;
};
extern const struct record WHAT_IF_ORDER_RECORD;
struct what_if_view {
    int64_t journal_position;
    int64_t now;
    int64_t seed;
    int64_t runs;
    int64_t calendar_version;
    const char *bottleneck, *bottleneck_as_is;
    LIST_OF(struct what_if_order) orders;
    LIST_OF(struct forecast_type_view) station_types; /* if */
    LIST_OF(const struct kpi_formula) formulas;
};
extern const struct record WHAT_IF_VIEW_RECORD;

view_function view_forecast, view_order_forecast, view_what_if;

/* POST /v1/forecast/record: works the forecast out on a reading thread, then enters it. */
prepare_function prepare_forecast;
command_function record_forecast;

#endif
