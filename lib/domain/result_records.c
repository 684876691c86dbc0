/* The records of what was decided. */
#include "domain/entry_records.h"
#include "domain/event.h"
#include "domain/nesting.h"

#define UNIT_PART_NUMBER(type) FIELD_TEXT(type, unit_part_number, REQUIRED, 1, 64, "part number of the unit")

static const struct field RESULT_UNIT_FIELDS[] = {UNIT_PART_NUMBER(struct result_unit)};
const struct record RESULT_UNIT_RECORD =
    RECORD(struct result_unit, "result_unit", RESULT_UNIT_FIELDS, "The unit meant.");

static const struct field RESULT_STARTED_FIELDS[] = {
    UNIT_PART_NUMBER(struct result_started),
    FIELD_INTEGER(struct result_started, attempt, REQUIRED, 1, 1000000, "which attempt it is, from 1"),
    FIELD_INTEGER(struct result_started, power_w, REQUIRED, 0, 0, "watts it takes until it ends"),
    FIELD_NUMBER(struct result_started, coolant_lpm, REQUIRED, 0, 0, "litres of coolant per minute it takes"),
    FIELD_ENUM(struct result_started, previous, OPTIONAL, &OPERATION_STATE_NAMES,
               "state of the operation before it; absent: open"),
    FIELD_BOOLEAN(struct result_started, builds, OPTIONAL, "whether who acts in the run builds on the unit"),
    FIELD_BOOLEAN(struct result_started, anew, OPTIONAL, "whether failures of the operation before it count no more"),
    FIELD_INTEGER(struct result_started, failures, OPTIONAL, 0, 1000000, "how many those were"),
};
const struct record RESULT_STARTED_RECORD =
    RECORD(struct result_started, "result_started", RESULT_STARTED_FIELDS, "The run that began.");

static const struct field RESULT_TIMED_FIELDS[] = {
    UNIT_PART_NUMBER(struct result_timed),
    FIELD_INTEGER(struct result_timed, accumulated_us, REQUIRED, 0, 0, "microseconds the run has accumulated"),
    FIELD_ENUM(struct result_timed, verdict, OPTIONAL, &VERDICT_NAMES,
               "failed: the run was aborted after it had failed, and ends so"),
};
const struct record RESULT_TIMED_RECORD =
    RECORD(struct result_timed, "result_timed", RESULT_TIMED_FIELDS, "The time of a run.");

static const struct field RESULT_COMPLETED_FIELDS[] = {
    UNIT_PART_NUMBER(struct result_completed),
    FIELD_ENUM(struct result_completed, verdict, REQUIRED, &VERDICT_NAMES, "the verdict that holds"),
    FIELD_ENUM(struct result_completed, computed, OPTIONAL, &VERDICT_NAMES,
               "the daemon's own; absent: the evidence does not reach for one"),
    FIELD_INTEGER(struct result_completed, accumulated_us, REQUIRED, 0, 0, "microseconds the run accumulated"),
    FIELD_INTEGER(struct result_completed, failures, REQUIRED, 0, 0, "failures of the operation before it"),
};
const struct record RESULT_COMPLETED_RECORD =
    RECORD(struct result_completed, "result_completed", RESULT_COMPLETED_FIELDS, "The verdict on a run.");

static const struct field RESULT_INSTALLED_FIELDS[] = {
    UNIT_PART_NUMBER(struct result_installed),
    FIELD_BOOLEAN(struct result_installed, built_here, OPTIONAL, "the component is a unit of this plant"),
    FIELD_RECORD(struct result_installed, on_record, OPTIONAL, &PROVENANCE_RECORD,
                 "what is on record of the component from where it was before, and not said with the event"),
};
const struct record RESULT_INSTALLED_RECORD =
    RECORD(struct result_installed, "result_installed", RESULT_INSTALLED_FIELDS, "What was installed.");

static const struct field OUTER_FALLEN_FIELDS[] = {
    FIELD_TEXT(struct outer_fallen, unit, REQUIRED, 1, 64, "serial number of a unit that contains it"),
    UNIT_PART_NUMBER(struct outer_fallen),
    FIELD_TEXT(struct outer_fallen, position, REQUIRED, 1, 120, "where in it the change was, at any depth"),
    FIELD_TEXTS(struct outer_fallen, invalidated, OPTIONAL, 0, OPERATIONS_MAX,
                "operations of it that were passed and must run again"),
    FIELD_TEXTS(struct outer_fallen, waived, OPTIONAL, 0, OPERATIONS_MAX,
                "operations of it that were waived, on the unit as it was"),
};
static const struct record OUTER_FALLEN_RECORD =
    RECORD(struct outer_fallen, "outer_fallen", OUTER_FALLEN_FIELDS, "What fell on a unit with something inside it.");

static const struct field RESULT_REMOVED_FIELDS[] = {
    UNIT_PART_NUMBER(struct result_removed),
    FIELD_TEXT(struct result_removed, part_number, REQUIRED, 1, 64, "part number of what was taken out"),
    FIELD_TEXT(struct result_removed, serial, OPTIONAL, 0, 64, "its serial number"),
    FIELD_TEXTS(struct result_removed, invalidated, OPTIONAL, 0, OPERATIONS_MAX,
                "operations that were passed and must run again"),
    FIELD_TEXTS(struct result_removed, waived, OPTIONAL, 0, OPERATIONS_MAX,
                "operations that were waived, on the unit as it was"),
    FIELD_TEXT(struct result_removed, waiver, OPTIONAL, 1, 16, "the only such one, in entries of earlier versions"),
    FIELD_INTEGER(struct result_removed, run_id, OPTIONAL, 0, 0,
                  "open run whose evidence at the position falls with it"),
    FIELD_BOOLEAN(struct result_removed, run_whole, OPTIONAL,
                  "and its evidence of the unit as a whole; absent in entries of earlier versions"),
    FIELD_ENUM(struct result_removed, removal, OPTIONAL, &REMOVAL_NAMES,
               "what becomes of it, as quality decided before; absent: as the event says"),
    FIELD_BOOLEAN(struct result_removed, salvaged, OPTIONAL, "it was taken out of a scrapped unit, and nothing falls"),
    FIELD_LIST(struct result_removed, outer, OPTIONAL, 0, NESTING_MAX, &OUTER_FALLEN_RECORD,
               "units that contain it, innermost first, and what fell on them"),
};
const struct record RESULT_REMOVED_RECORD =
    RECORD(struct result_removed, "result_removed", RESULT_REMOVED_FIELDS, "What fell with a removal.");

static const struct field RESULT_REVOKED_FIELDS[] = {
    UNIT_PART_NUMBER(struct result_revoked),
    FIELD_TEXT(struct result_revoked, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct result_revoked, operation, REQUIRED, 1, 16, "operation that was waived and is to be passed"),
    FIELD_TEXTS(struct result_revoked, invalidated, OPTIONAL, 0, OPERATIONS_MAX,
                "operations after it that spoke of it and must run again"),
    FIELD_LIST(struct result_revoked, outer, OPTIONAL, 0, NESTING_MAX, &OUTER_FALLEN_RECORD,
               "units that contain it, innermost first, and what fell on them"),
};
const struct record RESULT_REVOKED_RECORD =
    RECORD(struct result_revoked, "result_revoked", RESULT_REVOKED_FIELDS, "What opened again with a waiver.");

static const struct field RESULT_REOPENED_FIELDS[] = {
    UNIT_PART_NUMBER(struct result_reopened),
    FIELD_TEXTS(struct result_reopened, invalidated, OPTIONAL, 0, OPERATIONS_MAX,
                "operations that were passed and must run again"),
    FIELD_TEXTS(struct result_reopened, waived, OPTIONAL, 0, OPERATIONS_MAX,
                "operations that were waived, on the unit as it was"),
    FIELD_LIST(struct result_reopened, outer, OPTIONAL, 0, NESTING_MAX, &OUTER_FALLEN_RECORD,
               "units that contain it, innermost first, and what fell on them"),
};
const struct record RESULT_REOPENED_RECORD =
    RECORD(struct result_reopened, "result_reopened", RESULT_REOPENED_FIELDS, "What fell with a rework.");

static const struct field RESULT_REPORTED_FIELDS[] = {
    UNIT_PART_NUMBER(struct result_reported),
    FIELD_BOOLEAN(struct result_reported, material_review, OPTIONAL, "it was found as often as it may be"),
};
const struct record RESULT_REPORTED_RECORD =
    RECORD(struct result_reported, "result_reported", RESULT_REPORTED_FIELDS, "Where a defect leads.");

static const struct field RESULT_JUDGED_FIELDS[] = {
    UNIT_PART_NUMBER(struct result_judged),
    FIELD_ENUM(struct result_judged, verdict, REQUIRED, &VERDICT_NAMES, "whether it passes"),
    FIELD_NUMBER(struct result_judged, lower, OPTIONAL, 0, 0, "lower limit it was judged by"),
    FIELD_NUMBER(struct result_judged, upper, OPTIONAL, 0, 0, "upper limit it was judged by"),
};
const struct record RESULT_JUDGED_RECORD =
    RECORD(struct result_judged, "result_judged", RESULT_JUDGED_FIELDS, "The verdict on a measurement or an answer.");

#define OVER_TIME(type, member, text)                                                                                  \
    {                                                                                                                  \
        .name = #member, .kind = KIND_TIME, .offset = offsetof(type, over.member), .need = OPTIONAL, .about = (text)   \
    }
#define OVER_FIELDS(type)                                                                                              \
    OVER_TIME(type, unit_completed, "when the unit was completed, as it is again"),                                    \
        OVER_TIME(type, order_completed, "when its order was completed, as it is again"),                              \
        OVER_TIME(type, order_closed, "when its order was closed, as it is again")

static const struct field STILL_FALLEN_FIELDS[] = {
    FIELD_TEXT(struct still_fallen, operation, REQUIRED, 1, 16, "that must run again as before"),
    FIELD_INTEGER(struct still_fallen, invalidated_by, REQUIRED, 0, 0, "journal position of the removal it fell by"),
};
static const struct record STILL_FALLEN_RECORD =
    RECORD(struct still_fallen, "still_fallen", STILL_FALLEN_FIELDS, "What another removal keeps fallen.");
#define STILL_FALLEN(type)                                                                                             \
    FIELD_LIST(type, fallen, OPTIONAL, 0, OPERATIONS_MAX, &STILL_FALLEN_RECORD,                                        \
               "operations that had fallen with a removal, and that another one keeps so")

static const struct field OUTER_RESTORED_FIELDS[] = {
    FIELD_TEXT(struct outer_restored, unit, REQUIRED, 1, 64, "serial number of a unit that contains it"),
    UNIT_PART_NUMBER(struct outer_restored),
    FIELD_TEXTS(struct outer_restored, restored, OPTIONAL, 0, OPERATIONS_MAX, "operations that are passed again"),
    FIELD_TEXTS(struct outer_restored, rewaived, OPTIONAL, 0, OPERATIONS_MAX, "operations that are waived again"),
    STILL_FALLEN(struct outer_restored),
    FIELD_ENUM(struct outer_restored, unit_state, REQUIRED, &UNIT_STATE_NAMES, "state of the unit after it"),
    FIELD_ENUM(struct outer_restored, order_state, REQUIRED, &ORDER_STATE_NAMES, "state of its order after it"),
    OVER_FIELDS(struct outer_restored),
};
static const struct record OUTER_RESTORED_RECORD =
    RECORD(struct outer_restored, "outer_restored", OUTER_RESTORED_FIELDS, "What stands again on a containing unit.");

static const struct field PART_RESTORED_FIELDS[] = {
    FIELD_TEXT(struct part_restored, unit, REQUIRED, 1, 64, "its serial number"),
    UNIT_PART_NUMBER(struct part_restored),
    FIELD_ENUM(struct part_restored, unit_state, REQUIRED, &UNIT_STATE_NAMES, "its state after it"),
};
static const struct record PART_RESTORED_RECORD =
    RECORD(struct part_restored, "part_restored", PART_RESTORED_FIELDS, "A unit that is scrap no more.");

static const struct field RESULT_CORRECTED_FIELDS[] = {
    FIELD_TEXT(struct result_corrected, type, REQUIRED, 1, 64, "type of what is voided"),
    FIELD_INTEGER(struct result_corrected, voided, REQUIRED, 0, 0, "its journal position"),
    FIELD_TEXT(struct result_corrected, unit, OPTIONAL, 1, 64,
               "serial number of the unit it spoke of; absent: of a part alone"),
    FIELD_TEXT(struct result_corrected, unit_part_number, OPTIONAL, 1, 64, "part number of that unit"),
    FIELD_ENUM(struct result_corrected, previous, OPTIONAL, &OPERATION_STATE_NAMES,
               "state that the operation goes back to; absent: open"),
    FIELD_INTEGER(struct result_corrected, failures, OPTIONAL, 0, 0, "failures that the operation goes back to"),
    FIELD_TIME(struct result_corrected, running_since, OPTIONAL,
               "since when the run goes on, for a pause and an abort; absent: it stands still"),
    FIELD_INTEGER(struct result_corrected, accumulated_us, OPTIONAL, 0, 0,
                  "microseconds that the run has taken before that, for a pause, a resumption and an abort"),
    FIELD_TEXTS(struct result_corrected, restored, OPTIONAL, 0, OPERATIONS_MAX, "operations that are passed again"),
    FIELD_TEXTS(struct result_corrected, rewaived, OPTIONAL, 0, OPERATIONS_MAX, "operations that are waived again"),
    FIELD_TEXT(struct result_corrected, waiver, OPTIONAL, 1, 16, "the only such one, in entries of earlier versions"),
    STILL_FALLEN(struct result_corrected),
    FIELD_INTEGER(struct result_corrected, records_voided_by, OPTIONAL, 0, 0,
                  "journal position of the next removal in the run, which its records of the unit as a whole fall by"),
    FIELD_INTEGER(struct result_corrected, invalidated_by, OPTIONAL, 0, 0,
                  "journal position of what the operation had fallen by before a start, or the run of an end"),
    FIELD_ENUM(struct result_corrected, unit_state, OPTIONAL, &UNIT_STATE_NAMES, "state of the unit after it"),
    FIELD_ENUM(struct result_corrected, order_state, OPTIONAL, &ORDER_STATE_NAMES, "state of its order after it"),
    OVER_FIELDS(struct result_corrected),
    FIELD_INTEGER(struct result_corrected, nonconformance, OPTIONAL, 0, 0,
                  "journal position of the nonconformance that is voided with it, for a run that failed"),
    FIELD_LIST(struct result_corrected, outer, OPTIONAL, 0, NESTING_MAX, &OUTER_RESTORED_RECORD,
               "units that contain it, innermost first, and what stands on them again"),
    FIELD_RECORD(struct result_corrected, part, OPTIONAL, &PART_RESTORED_RECORD,
                 "the unit that was taken out and scrapped with it"),
};
const struct record RESULT_CORRECTED_RECORD =
    RECORD(struct result_corrected, "result_corrected", RESULT_CORRECTED_FIELDS, "What a correction goes back to.");

static const struct field RESULT_DISPOSED_FIELDS[] = {
    FIELD_TEXT(struct result_disposed, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct result_disposed, unit_part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_TEXT(struct result_disposed, operation, OPTIONAL, 1, 16, "operation whose failures change"),
    FIELD_INTEGER(struct result_disposed, failures, OPTIONAL, 0, 1000000, "its failures after it"),
    FIELD_INTEGER(struct result_disposed, failures_before, OPTIONAL, 0, 1000000, "its failures before any decision"),
    FIELD_TEXTS(struct result_disposed, anew, OPTIONAL, 0, REWORKED_MAX,
                "operations to be done again that get all their attempts again"),
    FIELD_INTEGER(struct result_disposed, installation, OPTIONAL, 0, 0,
                  "journal position of the installation of the part that is decided on where it lies"),
    FIELD_ENUM(struct result_disposed, removal, OPTIONAL, &REMOVAL_NAMES, "what becomes of that part"),
};
const struct record RESULT_DISPOSED_RECORD =
    RECORD(struct result_disposed, "result_disposed", RESULT_DISPOSED_FIELDS, "What a disposition changed.");

static const struct field RESULT_RELEASED_FIELDS[] = {
    FIELD_TEXTS(struct result_released, serials, REQUIRED, 1, 100000, "serial numbers of the units it makes"),
};
const struct record RESULT_RELEASED_RECORD =
    RECORD(struct result_released, "result_released", RESULT_RELEASED_FIELDS, "The units of a released order.");

static const struct field RESULT_BADGED_FIELDS[] = {
    FIELD_TIME(struct result_badged, until, REQUIRED, "until when it counts"),
};
const struct record RESULT_BADGED_RECORD =
    RECORD(struct result_badged, "result_badged", RESULT_BADGED_FIELDS, "For how long an operator is badged in.");

static const struct field RESULT_TOKEN_FIELDS[] = {
    FIELD_DIGEST(struct result_token, digest, REQUIRED, "SHA-256 of the token's text"),
};
const struct record RESULT_TOKEN_RECORD =
    RECORD(struct result_token, "result_token", RESULT_TOKEN_FIELDS, "How a token is known again.");

static const struct field ORDER_FORECAST_FIELDS[] = {
    FIELD_TEXT(struct order_forecast, order, REQUIRED, 1, 64, "number of the order"),
    FIELD_TIME(struct order_forecast, p50, OPTIONAL, "completed by then with 50 %; absent: it has no date"),
    FIELD_TIME(struct order_forecast, p90, OPTIONAL, "completed by then with 90 %; absent: it has no date"),
};
static const struct record ORDER_FORECAST_RECORD =
    RECORD(struct order_forecast, "order_forecast", ORDER_FORECAST_FIELDS, "When an order is completed.");

static const struct field RESULT_FORECAST_FIELDS[] = {
    FIELD_INTEGER(struct result_forecast, as_of, REQUIRED, 0, 0, "journal position that it was made of"),
    FIELD_INTEGER(struct result_forecast, runs, REQUIRED, 0, 0, "simulated"),
    FIELD_LIST(struct result_forecast, orders, REQUIRED, 0, 10000, &ORDER_FORECAST_RECORD,
               "those released or in process"),
};
const struct record RESULT_FORECAST_RECORD =
    RECORD(struct result_forecast, "result_forecast", RESULT_FORECAST_FIELDS, "What was forecast.");
