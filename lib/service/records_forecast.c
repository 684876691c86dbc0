/* The records of forecasts. */
#include "domain/entry_records.h"
#include "domain/event.h"
#include "domain/forecast.h"
#include "service/views_forecast.h"

#define SEED_MAX 9007199254740991.0

static const struct field FORECAST_QUERY_FIELDS[] = {
    FIELD_INTEGER(struct forecast_query, seed, OPTIONAL, 0, SEED_MAX, "of the draws; absent: 1"),
};
const struct record FORECAST_QUERY_RECORD =
    RECORD(struct forecast_query, "forecast_query", FORECAST_QUERY_FIELDS, "Which luck to forecast with.");

static const struct field FORECAST_ORDER_VIEW_FIELDS[] = {
    FIELD_TEXT(struct forecast_order_view, order, REQUIRED, 1, 64, "its number"),
    FIELD_TEXT(struct forecast_order_view, part_number, REQUIRED, 1, 64, "what is built"),
    FIELD_TEXT(struct forecast_order_view, revision, REQUIRED, 1, 64, "of its definition"),
    FIELD_INTEGER(struct forecast_order_view, priority, REQUIRED, 1, 9, "1 is the most urgent"),
    FIELD_TIME(struct forecast_order_view, due, OPTIONAL, "when it is due"),
    FIELD_INTEGER(struct forecast_order_view, units, REQUIRED, 0, 1e6, "that remain to be completed"),
    FIELD_TIME(struct forecast_order_view, p50, OPTIONAL, "completed by then with 50 %; absent: it has no date"),
    FIELD_TIME(struct forecast_order_view, p90, OPTIONAL, "completed by then with 90 %; absent: it has no date"),
    FIELD_NUMBER(struct forecast_order_view, late_probability, OPTIONAL, 0, 1,
                 "share of the simulated runs in which it is late; absent: it is never due"),
    FIELD_NUMBER(struct forecast_order_view, review_probability, REQUIRED, 0, 1,
                 "share of the simulated runs in which an operation fails as often as it may, and quality must decide"),
    FIELD_NUMBER(struct forecast_order_view, waiting_min, REQUIRED, 0, 1e12,
                 "minutes its operations wait for a place, all together"),
    FIELD_NUMBER(struct forecast_order_view, decision_min, REQUIRED, 0, 1e12,
                 "minutes its operations wait for quality to decide on faults, all together"),
    FIELD_TEXT(struct forecast_order_view, bottleneck, OPTIONAL, 1, 64,
               "type of station of which one more place would bring it forward most; absent: none would"),
    FIELD_NUMBER(struct forecast_order_view, bottleneck_share, OPTIONAL, 0, 1, "of its waiting that is there"),
    FIELD_INTEGER(struct forecast_order_view, stopped, REQUIRED, 0, 1e6, "units that have no date"),
};
const struct record FORECAST_ORDER_VIEW_RECORD =
    RECORD(struct forecast_order_view, "forecast_order", FORECAST_ORDER_VIEW_FIELDS, "When an order is completed.");

static const struct field FORECAST_TYPE_VIEW_FIELDS[] = {
    FIELD_TEXT(struct forecast_type_view, station_type, REQUIRED, 1, 64, "that operations ask for"),
    FIELD_INTEGER(struct forecast_type_view, places, REQUIRED, 0, 1e9, "at its stations that are up"),
    FIELD_NUMBER(struct forecast_type_view, busy_min, REQUIRED, 0, 1e12, "minutes its places work, all together"),
    FIELD_NUMBER(struct forecast_type_view, waiting_min, REQUIRED, 0, 1e12, "minutes that are waited for them"),
    FIELD_NUMBER(struct forecast_type_view, utilisation, REQUIRED, 0, 0,
                 "share of the minutes that the plant works, until the last unit is completed, in which its places are taken"),
    FIELD_NUMBER(struct forecast_type_view, gain_min, OPTIONAL, 0, 0,
                 "minutes by which one more place would bring the orders forward, all together; absent: not tried"),
};
const struct record FORECAST_TYPE_VIEW_RECORD =
    RECORD(struct forecast_type_view, "forecast_station_type", FORECAST_TYPE_VIEW_FIELDS,
           "How a type of station fares, in the mean of the simulated runs.");

#define MADE_FIELDS(type)                                                                                              \
    FIELD_INTEGER(type, journal_position, REQUIRED, 0, 9e15, "as of which this is"),                                   \
        FIELD_TIME(type, now, REQUIRED, "the plant's time"),                                                           \
        FIELD_INTEGER(type, seed, REQUIRED, 0, SEED_MAX, "of the draws: the same seed gives the same answer"),         \
        FIELD_INTEGER(type, runs, REQUIRED, 0, 1e6,                                                                    \
                      "simulated, which the dates and shares rest on: the more remains, the fewer"),                   \
        FIELD_INTEGER(type, calendar_version, OPTIONAL, 1, 9e15,                                                       \
                      "of the calendar whose shifts are worked; absent: there is none, and the plant always works")

static const struct field FORECAST_VIEW_FIELDS[] = {
    MADE_FIELDS(struct forecast_view),
    FIELD_INTEGER(struct forecast_view, operations, REQUIRED, 0, 1e9, "that remain, simulated in each run"),
    FIELD_TEXT(struct forecast_view, bottleneck, OPTIONAL, 1, 64,
               "type of station of which one more place would bring the orders forward most; where none would, the busiest"),
    FIELD_LIST(struct forecast_view, orders, REQUIRED, 0, 10000, &FORECAST_ORDER_VIEW_RECORD,
               "released or in process, the most urgent first"),
    FIELD_LIST(struct forecast_view, station_types, REQUIRED, 0, 10000, &FORECAST_TYPE_VIEW_RECORD, "all of them"),
    FIELD_LIST(struct forecast_view, formulas, REQUIRED, 1, 50, &KPI_FORMULA_RECORD, "how its numbers are worked out"),
};
const struct record FORECAST_VIEW_RECORD =
    RECORD(struct forecast_view, "forecast", FORECAST_VIEW_FIELDS, "When the orders on the floor are completed.");

static const struct field FORECAST_BASIS_FIELDS[] = {
    FIELD_TEXT(struct forecast_basis, part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct forecast_basis, revision, REQUIRED, 1, 64, "of its definition"),
    FIELD_TEXT(struct forecast_basis, operation, REQUIRED, 1, 16, "of its routing"),
    FIELD_TEXT(struct forecast_basis, station_type, REQUIRED, 1, 64, "where it runs"),
    FIELD_INTEGER(struct forecast_basis, measured, REQUIRED, 0, FORECAST_SAMPLES_MAX,
                  "runs that ended passed or failed, the last ones, from start to end"),
    FIELD_INTEGER(struct forecast_basis, of_other_revisions, REQUIRED, 0, FORECAST_SAMPLES_MAX,
                  "of those, that ran by another revision: what passes the operation is the same there, and so are its "
                  "standard minutes"),
    FIELD_BOOLEAN(struct forecast_basis, standard, REQUIRED,
                  "too few were measured: every run takes the standard minutes, and none fails"),
    FIELD_NUMBER(struct forecast_basis, standard_min, OPTIONAL, 0, 1e9, "minutes planned"),
    FIELD_NUMBER(struct forecast_basis, mean_min, OPTIONAL, 0, 0, "minutes, of the measured runs"),
    FIELD_NUMBER(struct forecast_basis, failure_rate, REQUIRED, 0, 1, "share of the runs that fails"),
    FIELD_NUMBER(struct forecast_basis, retest_rate, REQUIRED, 0, 1,
                 "share of the passed runs whose evidence falls later, with a part that is replaced"),
};
const struct record FORECAST_BASIS_RECORD = RECORD(struct forecast_basis, "forecast_basis", FORECAST_BASIS_FIELDS,
                                                   "What the forecast of an operation rests on.");

static const struct field FORECAST_DECISION_BASIS_FIELDS[] = {
    FIELD_BOOLEAN(struct forecast_decision_basis, material_review, REQUIRED,
                  "on operations that failed as often as they may; otherwise on all other faults"),
    FIELD_INTEGER(struct forecast_decision_basis, measured, REQUIRED, 0, FORECAST_SAMPLES_MAX,
                  "decisions, the last ones, from the report of the fault"),
    FIELD_BOOLEAN(struct forecast_decision_basis, standard, REQUIRED,
                  "too few were measured: every one takes the standard minutes"),
    FIELD_NUMBER(struct forecast_decision_basis, standard_min, REQUIRED, 0, 1e9, "minutes, where too few are known"),
    FIELD_NUMBER(struct forecast_decision_basis, mean_min, OPTIONAL, 0, 0, "minutes, of the measured decisions"),
};
const struct record FORECAST_DECISION_BASIS_RECORD =
    RECORD(struct forecast_decision_basis, "forecast_decision_basis", FORECAST_DECISION_BASIS_FIELDS,
           "How long quality is taken to need for a decision.");

static const struct field FORECAST_PAST_FIELDS[] = {
    FIELD_INTEGER(struct forecast_past, journal_position, REQUIRED, 1, 9e15, "of its recording"),
    FIELD_TIME(struct forecast_past, made, REQUIRED, "when"),
    FIELD_TIME(struct forecast_past, p50, OPTIONAL, "absent: it had no date"),
    FIELD_TIME(struct forecast_past, p90, OPTIONAL, "absent: it had no date"),
    FIELD_NUMBER(struct forecast_past, error_p50_min, OPTIONAL, 0, 0,
                 "minutes from p50 to the completion; below zero: it came earlier; absent: it has not come, or every "
                 "unit was scrapped"),
    FIELD_NUMBER(struct forecast_past, error_p90_min, OPTIONAL, 0, 0, "minutes from p90 to the completion"),
};
const struct record FORECAST_PAST_RECORD = RECORD(struct forecast_past, "forecast_past", FORECAST_PAST_FIELDS,
                                                  "A forecast that was recorded, and how wrong it was.");

static const struct field ORDER_FORECAST_VIEW_FIELDS[] = {
    MADE_FIELDS(struct order_forecast_view),
    FIELD_TIME(struct order_forecast_view, completed, OPTIONAL, "when it was"),
    FIELD_RECORD(struct order_forecast_view, forecast, OPTIONAL, &FORECAST_ORDER_VIEW_RECORD,
                 "absent: the order is not on the floor"),
    FIELD_LIST(struct order_forecast_view, basis, REQUIRED, 0, 100000, &FORECAST_BASIS_RECORD,
               "what it rests on, an operation each"),
    FIELD_LIST(struct order_forecast_view, decisions, REQUIRED, 0, 2, &FORECAST_DECISION_BASIS_RECORD,
               "and how long quality takes to decide"),
    FIELD_LIST(struct order_forecast_view, stopped, REQUIRED, 0, 100000, &BLOCKED_UNIT_RECORD,
               "units that have no date, and why"),
    FIELD_LIST(struct order_forecast_view, past, REQUIRED, 0, 100, &FORECAST_PAST_RECORD,
               "forecasts that were recorded, the latest first"),
    FIELD_BOOLEAN(struct order_forecast_view, past_is_cut, REQUIRED, "more were recorded before those"),
};
const struct record ORDER_FORECAST_VIEW_RECORD =
    RECORD(struct order_forecast_view, "order_forecast_view", ORDER_FORECAST_VIEW_FIELDS,
           "When an order is completed, what that rests on, and how right earlier forecasts were.");

static const struct field WHAT_IF_PRIORITY_FIELDS[] = {
    FIELD_TEXT(struct what_if_priority, order, REQUIRED, 1, 64, "on the floor"),
    FIELD_INTEGER(struct what_if_priority, priority, REQUIRED, 1, 9, "1 is the most urgent"),
};
static const struct record WHAT_IF_PRIORITY_RECORD =
    RECORD(struct what_if_priority, "what_if_priority", WHAT_IF_PRIORITY_FIELDS, "Another priority for an order.");

static const struct field WHAT_IF_BAY_FIELDS[] = {
    FIELD_TEXT(struct what_if_bay, station, REQUIRED, 1, 64, "that gets it"),
    FIELD_TEXT(struct what_if_bay, bay, REQUIRED, 1, 64, "name of the bay"),
    FIELD_INTEGER(struct what_if_bay, power_w, REQUIRED, 0, 100000000, "watts it can feed"),
    FIELD_NUMBER(struct what_if_bay, coolant_lpm, REQUIRED, 0, 1000000, "litres per minute it can cool with"),
};
static const struct record WHAT_IF_BAY_RECORD =
    RECORD(struct what_if_bay, "what_if_bay", WHAT_IF_BAY_FIELDS, "A bay more.");

static const struct field WHAT_IF_BODY_FIELDS[] = {
    FIELD_INTEGER(struct what_if_body, seed, OPTIONAL, 0, SEED_MAX, "of the draws; absent: 1"),
    FIELD_LIST(struct what_if_body, priorities, OPTIONAL, 0, 1000, &WHAT_IF_PRIORITY_RECORD, "other priorities"),
    FIELD_LIST(struct what_if_body, stations, OPTIONAL, 0, 100, &STATION_SUPPOSED_RECORD,
               "stations that are added, or stand instead of those of the same code; all of them up"),
    FIELD_LIST(struct what_if_body, bays, OPTIONAL, 0, 1000, &WHAT_IF_BAY_RECORD, "bays that are added"),
    FIELD_TEXTS(struct what_if_body, down, OPTIONAL, 0, 1000, "stations that are down"),
    FIELD_TEXTS(struct what_if_body, up, OPTIONAL, 0, 1000, "stations that are up"),
};
const struct record WHAT_IF_BODY_RECORD =
    RECORD(struct what_if_body, "what_if", WHAT_IF_BODY_FIELDS, "What is supposed to be otherwise.");

static const struct field WHAT_IF_ORDER_FIELDS[] = {
    FIELD_TEXT(struct what_if_order, order, REQUIRED, 1, 64, "its number"),
    FIELD_INTEGER(struct what_if_order, priority, REQUIRED, 1, 9, "that is supposed"),
    FIELD_TIME(struct what_if_order, due, OPTIONAL, "when it is due"),
    FIELD_TIME(struct what_if_order, p50, OPTIONAL, "completed by then with 50 %, if"),
    FIELD_TIME(struct what_if_order, p90, OPTIONAL, "completed by then with 90 %, if"),
    FIELD_TIME(struct what_if_order, p50_as_is, OPTIONAL, "as the line is"),
    FIELD_TIME(struct what_if_order, p90_as_is, OPTIONAL, "as the line is"),
    FIELD_NUMBER(struct what_if_order, late_probability, OPTIONAL, 0, 1, "if"),
    FIELD_NUMBER(struct what_if_order, late_probability_as_is, OPTIONAL, 0, 1, "as the line is"),
};
const struct record WHAT_IF_ORDER_RECORD =
    RECORD(struct what_if_order, "what_if_order", WHAT_IF_ORDER_FIELDS, "When an order would be completed.");

static const struct field WHAT_IF_VIEW_FIELDS[] = {
    MADE_FIELDS(struct what_if_view),
    FIELD_TEXT(struct what_if_view, bottleneck, OPTIONAL, 1, 64, "type of station, if"),
    FIELD_TEXT(struct what_if_view, bottleneck_as_is, OPTIONAL, 1, 64, "as the line is"),
    FIELD_LIST(struct what_if_view, orders, REQUIRED, 0, 10000, &WHAT_IF_ORDER_RECORD, "released or in process"),
    FIELD_LIST(struct what_if_view, station_types, REQUIRED, 0, 20000, &FORECAST_TYPE_VIEW_RECORD, "if"),
    FIELD_LIST(struct what_if_view, formulas, REQUIRED, 1, 50, &KPI_FORMULA_RECORD, "how its numbers are worked out"),
};
const struct record WHAT_IF_VIEW_RECORD = RECORD(struct what_if_view, "what_if_view", WHAT_IF_VIEW_FIELDS,
                                                 "What would become of the orders; nothing is changed.");
