/* The records of what stations post. */
#include "domain/entry_records.h"
#include "domain/event.h"

/* A subject is the first member of its event, so its members have the same offsets in both. */
#define AT                                                                                                             \
    FIELD_MOMENT(struct subject, at, REQUIRED,                                                                         \
                 "when it happened, by the station's clock; but in training no more than an hour after the plant's time,"  \
                 " nor before its journal began")
#define OPERATION(need) FIELD_TEXT(struct subject, operation, need, 1, 16, "number of the operation")
#define OPERATOR(need) FIELD_TEXT(struct subject, operator, need, 1, 64, "badge of the operator")
#define SUBJECT_FIELDS(operation_need, operator_need)                                                                  \
    AT, FIELD_TEXT(struct subject, unit, REQUIRED, 1, 64, "serial number of the unit"),                                \
        FIELD_TEXT(struct subject, unit_part_number, OPTIONAL, 1, 64,                                                  \
                   "its part number, where the serial is not enough"),                                                 \
        OPERATION(operation_need), OPERATOR(operator_need)

static const struct field OPERATION_STARTED_FIELDS[] = {
    SUBJECT_FIELDS(REQUIRED, REQUIRED),
    FIELD_TEXT(struct operation_started, bay, OPTIONAL, 1, 64, "bay of the station it runs in"),
    FIELD_TEXT(struct operation_started, tool, OPTIONAL, 1, 64, "code of the tool it is done with"),
};
const struct record OPERATION_STARTED_RECORD =
    RECORD(struct operation_started, "operation_started", OPERATION_STARTED_FIELDS, "An operation began on a unit.");

static const struct field OPERATION_PAUSED_FIELDS[] = {
    SUBJECT_FIELDS(REQUIRED, OPTIONAL),
    FIELD_PROSE(struct operation_paused, reason, OPTIONAL, 1, 1000, "why"),
};
const struct record OPERATION_PAUSED_RECORD =
    RECORD(struct operation_paused, "operation_paused", OPERATION_PAUSED_FIELDS, "A running operation stands still.");

static const struct field OPERATION_RESUMED_FIELDS[] = {SUBJECT_FIELDS(REQUIRED, REQUIRED)};
const struct record OPERATION_RESUMED_RECORD =
    RECORD(struct operation_resumed, "operation_resumed", OPERATION_RESUMED_FIELDS, "A paused operation runs on.");

static const struct field OPERATION_COMPLETED_FIELDS[] = {
    SUBJECT_FIELDS(REQUIRED, REQUIRED),
    FIELD_ENUM(struct operation_completed, verdict, OPTIONAL, &VERDICT_NAMES,
               "as the station sees it; the stricter of it and the daemon's own holds"),
    FIELD_TEXT(struct operation_completed, defect, OPTIONAL, 1, 64,
               "code of what was found, of the catalogue: with one it has failed"),
};
const struct record OPERATION_COMPLETED_RECORD =
    RECORD(struct operation_completed, "operation_completed", OPERATION_COMPLETED_FIELDS, "A running operation ended.");

static const struct field OPERATION_ABORTED_FIELDS[] = {
    SUBJECT_FIELDS(REQUIRED, OPTIONAL),
    FIELD_PROSE(struct operation_aborted, reason, OPTIONAL, 1, 1000, "why"),
};
const struct record OPERATION_ABORTED_RECORD =
    RECORD(struct operation_aborted, "operation_aborted", OPERATION_ABORTED_FIELDS,
           "A run was given up; it counts as no attempt.");

static const struct field COMPONENT_INSTALLED_FIELDS[] = {
    SUBJECT_FIELDS(REQUIRED, REQUIRED),
    FIELD_TEXT(struct component_installed, position, REQUIRED, 1, 120, "position it fills"),
    FIELD_TEXT(struct component_installed, part_number, REQUIRED, 1, 64, "part number of the component"),
    FIELD_TEXT(struct component_installed, revision, OPTIONAL, 1, 64, "its revision"),
    FIELD_TEXT(struct component_installed, serial, OPTIONAL, 0, 64, "its serial number, as scanned"),
    FIELD_TEXT(struct component_installed, lot, OPTIONAL, 0, 64, "its lot, as scanned"),
    FIELD_TEXT(struct component_installed, supplier, OPTIONAL, 1, 120, "who supplied it"),
    FIELD_TEXT(struct component_installed, country, OPTIONAL, 2, 2, "country of origin, ISO 3166-1 alpha-2"),
    FIELD_TEXT(struct component_installed, origin_site, OPTIONAL, 1, 120, "where it was made"),
    FIELD_LIST(struct component_installed, firmware, OPTIONAL, 0, PART_NAMES_MAX, &FIRMWARE_RECORD,
               "firmware it came with, each name once"),
    FIELD_LIST(struct component_installed, identifiers, OPTIONAL, 0, PART_NAMES_MAX, &IDENTIFIER_RECORD,
               "other names it goes by, one uuid and asset_tag at most; of a part with a serial number a uuid, mac or"
               " guid is for good and of no other part, but of a unit built here, and an asset tag is as last scanned"),
};
const struct record COMPONENT_INSTALLED_RECORD =
    RECORD(struct component_installed, "component_installed", COMPONENT_INSTALLED_FIELDS, "A part fills a position.");

static const struct field COMPONENT_REMOVED_FIELDS[] = {
    SUBJECT_FIELDS(REQUIRED, REQUIRED),
    FIELD_TEXT(struct component_removed, position, REQUIRED, 1, 120, "position it is taken out of"),
    FIELD_TEXT(struct component_removed, serial, OPTIONAL, 1, 64, "serial number of what is taken out, to be sure"),
    FIELD_ENUM(struct component_removed, removal, OPTIONAL, &REMOVAL_NAMES, "what becomes of it; absent: reuse"),
    FIELD_PROSE(struct component_removed, reason, OPTIONAL, 1, 1000, "why"),
};
const struct record COMPONENT_REMOVED_RECORD =
    RECORD(struct component_removed, "component_removed", COMPONENT_REMOVED_FIELDS, "A part was taken out.");

static const struct field MEASUREMENT_RECORDED_FIELDS[] = {
    SUBJECT_FIELDS(REQUIRED, OPTIONAL),
    FIELD_TEXT(struct measurement_recorded, characteristic, REQUIRED, 1, 120, "what was measured"),
    FIELD_TEXT(struct measurement_recorded, position, OPTIONAL, 1, 120, "where; absent: on the unit"),
    FIELD_NUMBER(struct measurement_recorded, value, REQUIRED, 0, 0, "the number"),
    FIELD_TEXT(struct measurement_recorded, unit_of_measure, OPTIONAL, 1, 32, "its unit, to be sure"),
    FIELD_TEXT(struct measurement_recorded, tool, OPTIONAL, 1, 64, "with what tool; absent: the run's"),
};
const struct record MEASUREMENT_RECORDED_RECORD =
    RECORD(struct measurement_recorded, "measurement_recorded", MEASUREMENT_RECORDED_FIELDS,
           "A number was measured. Where no operator is named, as a machine posts it, it counts under who started the"
           " run.");

static const struct field CHECK_RECORDED_FIELDS[] = {
    SUBJECT_FIELDS(REQUIRED, REQUIRED),
    FIELD_TEXT(struct check_recorded, check, REQUIRED, 1, 120, "what was checked"),
    FIELD_TEXT(struct check_recorded, position, OPTIONAL, 1, 120, "where; absent: on the unit"),
    FIELD_TEXT(struct check_recorded, answer, REQUIRED, 1, 120, "the answer"),
};
const struct record CHECK_RECORDED_RECORD =
    RECORD(struct check_recorded, "check_recorded", CHECK_RECORDED_FIELDS, "A question was answered.");

static const struct field DEFECT_REPORTED_FIELDS[] = {
    SUBJECT_FIELDS(OPTIONAL, REQUIRED),
    FIELD_TEXT(struct defect_reported, position, OPTIONAL, 1, 120, "position it was found at"),
    FIELD_TEXT(struct defect_reported, code, REQUIRED, 1, 64, "the plant's code of the defect"),
    FIELD_PROSE(struct defect_reported, description, OPTIONAL, 1, 4000, "what went wrong"),
};
const struct record DEFECT_REPORTED_RECORD =
    RECORD(struct defect_reported, "defect_reported", DEFECT_REPORTED_FIELDS, "A nonconformance was found.");

static const struct field UNIT_SIGNED_FIELDS[] = {
    SUBJECT_FIELDS(REQUIRED, REQUIRED),
    FIELD_PROSE(struct unit_signed, meaning, OPTIONAL, 1, 400, "what the signature says"),
};
const struct record UNIT_SIGNED_RECORD =
    RECORD(struct unit_signed, "unit_signed", UNIT_SIGNED_FIELDS, "An operation on a unit was signed off.");

static const struct field UNIT_SHIPPED_FIELDS[] = {
    SUBJECT_FIELDS(OPTIONAL, REQUIRED),
    FIELD_TEXT(struct unit_shipped, carrier, OPTIONAL, 1, 120, "who carries it"),
    FIELD_TEXT(struct unit_shipped, tracking_number, OPTIONAL, 1, 120, "the carrier's number"),
};
const struct record UNIT_SHIPPED_RECORD =
    RECORD(struct unit_shipped, "unit_shipped", UNIT_SHIPPED_FIELDS, "A unit left; its as-built record is frozen.");

static const struct field STATION_CHANGED_FIELDS[] = {
    AT,
    FIELD_TEXT(struct station_changed, operator, OPTIONAL, 1, 64, "badge of the operator"),
    FIELD_ENUM(struct station_changed, state, REQUIRED, &STATION_STATE_NAMES, "its SEMI E10 state from now on"),
    FIELD_PROSE(struct station_changed, reason, OPTIONAL, 1, 1000, "why"),
};
const struct record STATION_CHANGED_RECORD =
    RECORD(struct station_changed, "station_changed", STATION_CHANGED_FIELDS,
           "The station is in another state. What runs there is paused when it goes scheduled or unscheduled down or"
           " non-scheduled, with or without hours to run (operation.paused follows), or aborted where it may not be"
           " paused; somebody resumes it when the station is up. On standby and in engineering it runs on.");

#define EVENT_CORRECTED_BUT_REASON                                                                                     \
    AT, FIELD_TEXT(struct event_corrected, operator, OPTIONAL, 1, 64, "badge of the operator"),                        \
        FIELD_UUID(struct event_corrected, event, REQUIRED, "id of the event that is voided")
static const struct field EVENT_CORRECTED_FIELDS[] = {
    EVENT_CORRECTED_BUT_REASON,
    FIELD_PROSE(struct event_corrected, reason, REQUIRED, 1, 1000, "why"),
};
static const struct field EVENT_CORRECTED_POSTED_FIELDS[] = {
    EVENT_CORRECTED_BUT_REASON,
    FIELD_REASON(struct event_corrected, reason, REQUIRED, 1000, "why"),
};
const struct record EVENT_CORRECTED_POSTED_RECORD = RECORD(
    struct event_corrected, "event_corrected_posted", EVENT_CORRECTED_POSTED_FIELDS, "An event is to be voided.");
const struct record EVENT_CORRECTED_RECORD =
    RECORD(struct event_corrected, "event_corrected", EVENT_CORRECTED_FIELDS, "An event posted by mistake is voided.");
