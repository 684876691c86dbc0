/* Records of what is answered about how the line does. */
#include "service/views_statistics.h"

#include "domain/product.h"
#include "domain/state.h"

/* A window is the first member of its query, so its members have the same offsets in both. */
#define WINDOW                                                                                                         \
    FIELD_TIME(struct window_query, from, OPTIONAL, "counted from then on; absent: 24 hours before `to`"),             \
        FIELD_TIME(struct window_query, to, OPTIONAL, "and before then; absent: now")
#define FORMULAS(type)                                                                                                 \
    FIELD_LIST(type, formulas, REQUIRED, 1, 50, &KPI_FORMULA_RECORD, "how its numbers are worked out")
#define WINDOW_OF(type) FIELD_RECORD(type, window, REQUIRED, &WINDOW_VIEW_RECORD, "what time was counted")
#define KPI(type, member, text) FIELD_RECORD(type, member, REQUIRED, &KPI_RECORD, text)
#define SPREAD(type, member, text) FIELD_RECORD(type, member, REQUIRED, &DISTRIBUTION_RECORD, text)
#define SERIALS(type, member, text) FIELD_TEXTS(type, member, REQUIRED, 0, 1e6, text)

static const struct field SHIFT_IN_WINDOW_FIELDS[] = {
    FIELD_TEXT(struct shift_in_window, name, REQUIRED, 1, 64, "of the shift"),
    FIELD_TIME(struct shift_in_window, from, REQUIRED, "when it began in the window"),
    FIELD_TIME(struct shift_in_window, to, REQUIRED, "when it ended there"),
};
const struct record SHIFT_IN_WINDOW_RECORD =
    RECORD(struct shift_in_window, "shift_in_window", SHIFT_IN_WINDOW_FIELDS, "A shift as it was worked.");

static const struct field WINDOW_VIEW_FIELDS[] = {
    FIELD_TIME(struct window_view, from, REQUIRED, "the window's first moment"),
    FIELD_TIME(struct window_view, to, REQUIRED, "the first moment after it"),
    FIELD_TIME(struct window_view, counted_to, REQUIRED, "what is to come is neither busy nor idle"),
    FIELD_TEXT(struct window_view, time_zone, OPTIONAL, 1, 64,
               "of the window's last calendar; absent: there was none, and all time counts as planned"),
    FIELD_INTEGER(struct window_view, calendar_version, OPTIONAL, 1, 9e15,
                  "of the window's last calendar; before it was set, its shifts are those of the ones before"),
    FIELD_NUMBER(struct window_view, planned_min, REQUIRED, 0, 1e9, "minutes in shifts, up to counted_to"),
    FIELD_LIST(struct window_view, shifts, REQUIRED, 0, 1e6, &SHIFT_IN_WINDOW_RECORD, "the shifts in it"),
};
const struct record WINDOW_VIEW_RECORD =
    RECORD(struct window_view, "window_view", WINDOW_VIEW_FIELDS, "What time was counted.");

static const struct field OPERATIONS_QUERY_FIELDS[] = {
    WINDOW,
    FIELD_TEXT(struct operations_query, part_number, REQUIRED, 1, 64, "what is built"),
    FIELD_TEXT(struct operations_query, revision, OPTIONAL, 1, 64, "absent: all"),
};
const struct record OPERATIONS_QUERY_RECORD =
    RECORD(struct operations_query, "operations_query", OPERATIONS_QUERY_FIELDS, "Whose operations, and when.");

static const struct field ATTEMPT_TIMES_FIELDS[] = {
    FIELD_TEXT(struct attempt_times, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_INTEGER(struct attempt_times, attempt, REQUIRED, 1, 1e9, "of the unit at it, from 1"),
    FIELD_NUMBER(struct attempt_times, cycle_min, REQUIRED, 0, 1e9, "minutes from start to end"),
    FIELD_NUMBER(struct attempt_times, worked_min, REQUIRED, 0, 1e9, "the same without pauses"),
    FIELD_NUMBER(struct attempt_times, queue_min, OPTIONAL, 0, 1e9,
                 "minutes from ready to the first start; absent: it is not the first, or it is not known"),
    FIELD_INTEGER(struct attempt_times, run, REQUIRED, 1, 9e15, "journal position of its start"),
};
const struct record ATTEMPT_TIMES_RECORD =
    RECORD(struct attempt_times, "attempt_times", ATTEMPT_TIMES_FIELDS, "How long an attempt took.");

static const struct field OPERATION_STATISTICS_FIELDS[] = {
    FIELD_TEXT(struct operation_statistics, operation, REQUIRED, 1, 16, "of the routing"),
    FIELD_TEXT(struct operation_statistics, name, REQUIRED, 1, 120, "for people"),
    FIELD_INTEGER(struct operation_statistics, attempts, REQUIRED, 0, 1e9, "that ended in the window"),
    KPI(struct operation_statistics, first_pass_yield, "GP / IP"),
    KPI(struct operation_statistics, rework_ratio, "RQ / PQ"),
    KPI(struct operation_statistics, scrap_ratio, "SQ / PQ"),
    KPI(struct operation_statistics, throughput_per_hour, "units that passed in an hour of the shifts"),
    SPREAD(struct operation_statistics, cycle_min, "minutes from start to end"),
    SPREAD(struct operation_statistics, worked_min, "the same without pauses"),
    SPREAD(struct operation_statistics, queue_min, "minutes from ready to the first start"),
    SERIALS(struct operation_statistics, first_passed, "units whose first attempt passed for good: GP"),
    SERIALS(struct operation_statistics, first_failed, "units whose first attempt failed or was sent back: IP less GP"),
    SERIALS(struct operation_statistics, reworked, "units with an attempt after their first: RQ"),
    SERIALS(struct operation_statistics, scrapped, "units that were scrapped in the window after it: SQ"),
    SERIALS(struct operation_statistics, passed, "units that passed"),
    SERIALS(struct operation_statistics, units, "units with an attempt that ended in the window, or scrapped in it: PQ"),
    FIELD_LIST(struct operation_statistics, times, REQUIRED, 0, 1e6, &ATTEMPT_TIMES_RECORD, "behind the times"),
};
const struct record OPERATION_STATISTICS_RECORD =
    RECORD(struct operation_statistics, "operation_statistics", OPERATION_STATISTICS_FIELDS, "How an operation goes.");

/* What is asked for comes first, and how it was counted last: hundreds of shifts may be in a window. */
static const struct field OPERATIONS_VIEW_FIELDS[] = {
    FIELD_TEXT(struct operations_view, part_number, REQUIRED, 1, 64, "what is built"),
    FIELD_TEXT(struct operations_view, revision, OPTIONAL, 1, 64, "absent: all that were built"),
    KPI(struct operations_view, rolled_throughput_yield, "of the routing as a whole"),
    FIELD_TEXTS(struct operations_view, without_data, REQUIRED, 0, 1e4, "operations without a first-pass yield"),
    FIELD_LIST(struct operations_view, operations, REQUIRED, 0, 1e4, &OPERATION_STATISTICS_RECORD, "its operations"),
    FORMULAS(struct operations_view),
    WINDOW_OF(struct operations_view),
};
const struct record OPERATIONS_VIEW_RECORD =
    RECORD(struct operations_view, "operations_view", OPERATIONS_VIEW_FIELDS, "How the operations of a product go.");

static const struct field STATIONS_QUERY_FIELDS[] = {
    WINDOW,
    FIELD_TEXT(struct stations_query, station, OPTIONAL, 1, 64, "its code; absent: all"),
};
const struct record STATIONS_QUERY_RECORD =
    RECORD(struct stations_query, "stations_query", STATIONS_QUERY_FIELDS, "Which stations, and when.");

static const struct field STATE_MINUTES_FIELDS[] = {
    FIELD_ENUM(struct state_minutes, state, REQUIRED, &STATION_STATE_NAMES, "SEMI E10"),
    FIELD_NUMBER(struct state_minutes, minutes, REQUIRED, 0, 1e9, "in it"),
};
const struct record STATE_MINUTES_RECORD =
    RECORD(struct state_minutes, "state_minutes", STATE_MINUTES_FIELDS, "How long a station was in a state.");

static const struct field ATTEMPT_VIEW_FIELDS[] = {
    FIELD_TEXT(struct attempt_view, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct attempt_view, unit_part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct attempt_view, operation, REQUIRED, 1, 16, "that ran"),
    FIELD_INTEGER(struct attempt_view, attempt, REQUIRED, 1, 1e9, "of the unit at it, from 1"),
    FIELD_ENUM(struct attempt_view, state, REQUIRED, &RUN_STATE_NAMES, "passed or failed"),
    FIELD_BOOLEAN(struct attempt_view, good, REQUIRED,
                  "it is counted in GQ: it passed, and was neither sent back by a fault of its own nor followed by its"
                  " unit's scrapping"),
    FIELD_TIME(struct attempt_view, started, REQUIRED, "when"),
    FIELD_TIME(struct attempt_view, ended, REQUIRED, "when"),
    FIELD_INTEGER(struct attempt_view, run, REQUIRED, 1, 9e15, "journal position of its start"),
};
const struct record ATTEMPT_VIEW_RECORD =
    RECORD(struct attempt_view, "attempt_view", ATTEMPT_VIEW_FIELDS, "A run that passed or failed.");

static const struct field STATION_STATISTICS_FIELDS[] = {
    FIELD_TEXT(struct station_statistics, station, REQUIRED, 1, 64, "its code"),
    FIELD_TEXT(struct station_statistics, name, REQUIRED, 1, 120, "for people"),
    FIELD_TEXT(struct station_statistics, type, REQUIRED, 1, 64, "its type"),
    FIELD_INTEGER(struct station_statistics, places, REQUIRED, 1, 1e6, "units at once, as it is defined now"),
    FIELD_NUMBER(struct station_statistics, planned_busy_min, REQUIRED, 0, 1e12, "PBT, of all places"),
    FIELD_NUMBER(struct station_statistics, production_min, REQUIRED, 0, 1e12, "APT, of all places"),
    FIELD_NUMBER(struct station_statistics, outside_shifts_min, REQUIRED, 0, 1e12, "of that, outside the shifts"),
    FIELD_NUMBER(struct station_statistics, unknown_min, REQUIRED, 0, 1e9,
                 "before the station had said a state or a run began there"),
    FIELD_INTEGER(struct station_statistics, produced, REQUIRED, 0, 1e9, "PQ: attempts that ended in the window"),
    FIELD_INTEGER(struct station_statistics, good, REQUIRED, 0, 1e9, "GQ: of those, good ones"),
    FIELD_NUMBER(struct station_statistics, standard_min, REQUIRED, 0, 1e12, "PRU x PQ: their standard minutes"),
    KPI(struct station_statistics, availability, "APT / PBT"),
    KPI(struct station_statistics, effectiveness, "PRU x PQ / APT"),
    KPI(struct station_statistics, quality_ratio, "GQ / PQ"),
    KPI(struct station_statistics, oee, "their product"),
    FIELD_LIST(struct station_statistics, states, REQUIRED, 0, 10, &STATE_MINUTES_RECORD, "states it was in"),
    FIELD_LIST(struct station_statistics, attempts, REQUIRED, 0, 1e6, &ATTEMPT_VIEW_RECORD, "behind PQ and GQ"),
};
const struct record STATION_STATISTICS_RECORD =
    RECORD(struct station_statistics, "station_statistics", STATION_STATISTICS_FIELDS, "How a station does.");

static const struct field STATIONS_VIEW_FIELDS[] = {
    FIELD_LIST(struct stations_view, stations, REQUIRED, 0, 10000, &STATION_STATISTICS_RECORD, "by code"),
    FORMULAS(struct stations_view),
    WINDOW_OF(struct stations_view),
};
const struct record STATIONS_VIEW_RECORD =
    RECORD(struct stations_view, "stations_view", STATIONS_VIEW_FIELDS, "How stations do.");

static const struct field DEFECTS_QUERY_FIELDS[] = {
    WINDOW,
    FIELD_TEXT(struct defects_query, part_number, OPTIONAL, 1, 64, "of the units; absent: all"),
    FIELD_TEXT(struct defects_query, operation, OPTIONAL, 1, 16, "at which they were found; absent: all"),
};
const struct record DEFECTS_QUERY_RECORD =
    RECORD(struct defects_query, "defects_query", DEFECTS_QUERY_FIELDS, "Which defects, and when.");

static const struct field DEFECT_COUNT_FIELDS[] = {
    FIELD_TEXT(struct defect_count, code, REQUIRED, 1, 64, "the plant's"),
    FIELD_TEXT(struct defect_count, family, OPTIONAL, 1, 64, "in the catalogue"),
    FIELD_INTEGER(struct defect_count, defects, REQUIRED, 1, 1e9, "with it"),
    FIELD_NUMBER(struct defect_count, share, REQUIRED, 0, 1, "of all"),
    FIELD_NUMBER(struct defect_count, cumulative_share, REQUIRED, 0, 1, "of all, with the more frequent ones"),
    SERIALS(struct defect_count, units, "units that had it"),
};
const struct record DEFECT_COUNT_RECORD =
    RECORD(struct defect_count, "defect_count", DEFECT_COUNT_FIELDS, "How often a defect was reported.");

static const struct field FALSE_FAIL_VIEW_FIELDS[] = {
    FIELD_TEXT(struct false_fail_view, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct false_fail_view, code, REQUIRED, 1, 64, "the plant's"),
    FIELD_INTEGER(struct false_fail_view, nonconformance, REQUIRED, 1, 9e15, "its journal position"),
};
const struct record FALSE_FAIL_VIEW_RECORD =
    RECORD(struct false_fail_view, "false_fail_view", FALSE_FAIL_VIEW_FIELDS, "What was reported and was none.");

static const struct field DEFECTS_VIEW_FIELDS[] = {
    FIELD_TEXT(struct defects_view, part_number, OPTIONAL, 1, 64, "of the units"),
    FIELD_TEXT(struct defects_view, operation, OPTIONAL, 1, 16, "at which they were found"),
    FIELD_INTEGER(struct defects_view, defects, REQUIRED, 0, 1e9, "reported in the window"),
    FIELD_INTEGER(struct defects_view, false_fails, REQUIRED, 0, 1e9, "reported too, and found to be none"),
    KPI(struct defects_view, defects_per_unit, "over the units worked on"),
    FIELD_LIST(struct defects_view, codes, REQUIRED, 0, 1e5, &DEFECT_COUNT_RECORD, "the most frequent first"),
    SERIALS(struct defects_view, units, "units with an attempt that ended in the window"),
    FIELD_LIST(struct defects_view, found_false, REQUIRED, 0, 1e6, &FALSE_FAIL_VIEW_RECORD, "the false fails"),
    FORMULAS(struct defects_view),
    WINDOW_OF(struct defects_view),
};
const struct record DEFECTS_VIEW_RECORD =
    RECORD(struct defects_view, "defects_view", DEFECTS_VIEW_FIELDS, "Defects by frequency.");

static const struct field CHARACTERISTICS_QUERY_FIELDS[] = {
    WINDOW,
    FIELD_TEXT(struct characteristics_query, part_number, REQUIRED, 1, 64, "what is built"),
    FIELD_TEXT(struct characteristics_query, revision, OPTIONAL, 1, 64, "absent: all"),
    FIELD_TEXT(struct characteristics_query, operation, REQUIRED, 1, 16, "at which it is measured"),
    FIELD_TEXT(struct characteristics_query, characteristic, REQUIRED, 1, 120, "what is measured"),
    FIELD_TEXT(struct characteristics_query, position, OPTIONAL, 1, 120, "where; absent: everywhere"),
};
const struct record CHARACTERISTICS_QUERY_RECORD =
    RECORD(struct characteristics_query, "characteristics_query", CHARACTERISTICS_QUERY_FIELDS,
           "Which measurements, and when.");

static const struct field SAMPLE_VIEW_FIELDS[] = {
    FIELD_TEXT(struct sample_view, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct sample_view, position, OPTIONAL, 1, 120, "where"),
    FIELD_NUMBER(struct sample_view, value, REQUIRED, 0, 0, "what was measured"),
    FIELD_TIME(struct sample_view, recorded, REQUIRED, "when"),
    FIELD_INTEGER(struct sample_view, measurement, REQUIRED, 1, 9e15, "its journal position"),
};
const struct record SAMPLE_VIEW_RECORD =
    RECORD(struct sample_view, "sample_view", SAMPLE_VIEW_FIELDS, "A measurement.");

static const struct field ALARM_VIEW_FIELDS[] = {
    FIELD_ENUM(struct alarm_view, rule, REQUIRED, &ALARM_RULE_NAMES, "Western Electric's"),
    FIELD_BOOLEAN(struct alarm_view, above, REQUIRED, "the mean; otherwise below"),
    FIELD_TEXT(struct alarm_view, serial, REQUIRED, 1, 64, "of the unit whose sample completes the pattern"),
    FIELD_INTEGER(struct alarm_view, measurement, REQUIRED, 1, 9e15, "that sample's journal position"),
};
const struct record ALARM_VIEW_RECORD =
    RECORD(struct alarm_view, "alarm_view", ALARM_VIEW_FIELDS, "A sign that something changed.");

static const struct field CHARACTERISTIC_VIEW_FIELDS[] = {
    FIELD_TEXT(struct characteristic_view, part_number, REQUIRED, 1, 64, "what is built"),
    FIELD_TEXT(struct characteristic_view, revision, OPTIONAL, 1, 64, "absent: all that were measured"),
    FIELD_TEXT(struct characteristic_view, operation, REQUIRED, 1, 16, "at which it is measured"),
    FIELD_TEXT(struct characteristic_view, characteristic, REQUIRED, 1, 120, "what is measured"),
    FIELD_TEXT(struct characteristic_view, position, OPTIONAL, 1, 120, "where; absent: everywhere"),
    FIELD_NUMBER(struct characteristic_view, lower, OPTIONAL, 0, 0, "limit; absent: none, or it changed"),
    FIELD_NUMBER(struct characteristic_view, upper, OPTIONAL, 0, 0, "likewise"),
    FIELD_NUMBER(struct characteristic_view, mean, OPTIONAL, 0, 0, "of the samples; absent: there are none"),
    FIELD_NUMBER(struct characteristic_view, lower_control, OPTIONAL, 0, 0, "mean less 3 sigma_within"),
    FIELD_NUMBER(struct characteristic_view, upper_control, OPTIONAL, 0, 0, "mean plus 3 sigma_within"),
    KPI(struct characteristic_view, sigma_within, "spread from one sample to the next"),
    KPI(struct characteristic_view, sigma_overall, "spread of all samples"),
    KPI(struct characteristic_view, cp, "capability if it were centred"),
    KPI(struct characteristic_view, cpk, "capability"),
    KPI(struct characteristic_view, pp, "performance if it were centred"),
    KPI(struct characteristic_view, ppk, "performance"),
    FIELD_LIST(struct characteristic_view, alarms, REQUIRED, 0, 1e6, &ALARM_VIEW_RECORD, "in the samples' order"),
    FIELD_LIST(struct characteristic_view, samples, REQUIRED, 0, 1e6, &SAMPLE_VIEW_RECORD, "in their order"),
    FORMULAS(struct characteristic_view),
    WINDOW_OF(struct characteristic_view),
};
const struct record CHARACTERISTIC_VIEW_RECORD =
    RECORD(struct characteristic_view, "characteristic_view", CHARACTERISTIC_VIEW_FIELDS,
           "Whether a characteristic is under control and keeps its limits.");
