/* Records of the retest answer. */
#include "domain/retest.h"
#include "service/views_as_built.h"

static const struct field INVALIDATION_FIELDS[] = {
    FIELD_INTEGER(struct invalidation, journal_position, REQUIRED, 1, 9e15, "of the entry"),
    FIELD_TEXT(struct invalidation, type, REQUIRED, 1, 64, "of the entry"),
    FIELD_TEXT(struct invalidation, serial, OPTIONAL, 1, 64, "of the unit it happened to: this one, or one inside it"),
    FIELD_TEXT(struct invalidation, unit_part_number, OPTIONAL, 1, 64, "of that unit"),
    FIELD_TEXT(struct invalidation, position, OPTIONAL, 1, 120, "that was emptied"),
    FIELD_TEXT(struct invalidation, component_part_number, OPTIONAL, 1, 64, "of what was there"),
    FIELD_TEXT(struct invalidation, component_serial, OPTIONAL, 1, 64, "of what was there"),
    FIELD_TEXT(struct invalidation, revision, OPTIONAL, 1, 64, "that the unit was moved to"),
    FIELD_TEXT(struct invalidation, operation, OPTIONAL, 1, 16, "of that unit, whose waiver was revoked"),
    FIELD_INTEGER(struct invalidation, nonconformance, OPTIONAL, 1, 9e15,
                  "of that unit, for which quality had operations done again"),
    FIELD_TEXTS(struct invalidation, operations, OPTIONAL, 0, REWORKED_MAX, "of that unit that were to be done again"),
};
const struct record INVALIDATION_RECORD =
    RECORD(struct invalidation, "invalidation", INVALIDATION_FIELDS, "What made evidence fall.");

static const struct field TAKEN_OUT_FIELDS[] = {
    FIELD_TEXT(struct taken_out, serial, OPTIONAL, 1, 64, "of the unit or the part, where it has one"),
    FIELD_TEXT(struct taken_out, part_number, REQUIRED, 1, 64, "of the unit or the part"),
    FIELD_TEXT(struct taken_out, from, REQUIRED, 1, 64, "serial number of the unit it is in"),
    FIELD_TEXT(struct taken_out, position, REQUIRED, 1, 120, "where in it"),
    FIELD_INTEGER(struct taken_out, nonconformance, OPTIONAL, 1, 9e15, "by which it is replaced, scrapped or returned"),
    FIELD_INTEGER(struct taken_out, unapproved_by, OPTIONAL, 1, 9e15,
                  "journal position since which it is not approved there; neither: it comes in again"),
};
const struct record TAKEN_OUT_RECORD =
    RECORD(struct taken_out, "taken_out", TAKEN_OUT_FIELDS,
           "What comes out first: a unit that cannot go its way back where it is installed, or what"
           " quality decided to take out or is not approved.");

static const struct field RETEST_STEP_VIEW_FIELDS[] = {
    FIELD_TEXT(struct retest_step_view, serial, REQUIRED, 1, 64, "of the unit; inner units come first"),
    FIELD_TEXT(struct retest_step_view, part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct retest_step_view, operation, REQUIRED, 1, 16, "that must pass"),
    FIELD_TEXT(struct retest_step_view, name, REQUIRED, 1, 120, "of the operation"),
    FIELD_ENUM(struct retest_step_view, cause, REQUIRED, &RETEST_CAUSE_NAMES, "what makes it necessary"),
    FIELD_INTEGER(struct retest_step_view, run, OPTIONAL, 1, 9e15,
                  "start of the run that failed, goes on, or whose evidence fell"),
    FIELD_RECORD(struct retest_step_view, invalidated_by, OPTIONAL, &INVALIDATION_RECORD, "what made it fall"),
    FIELD_TEXTS(struct retest_step_view, station_types, REQUIRED, 0, 50,
                "at which it runs: where the unit is, unless it is to be taken out"),
    FIELD_NUMBER(struct retest_step_view, standard_min, OPTIONAL, 0, 1e9, "minutes planned"),
    FIELD_NUMBER(struct retest_step_view, begins_min, REQUIRED, 0, 1e9, "minutes from now until it can begin"),
    FIELD_NUMBER(struct retest_step_view, ends_min, REQUIRED, 0, 1e9, "minutes from now until it can end"),
    FIELD_TEXTS(struct retest_step_view, after, REQUIRED, 0, OPERATIONS_MAX, "steps that come directly before it"),
};
const struct record RETEST_STEP_VIEW_RECORD =
    RECORD(struct retest_step_view, "retest_step", RETEST_STEP_VIEW_FIELDS, "An operation that must pass.");

static const struct field RETEST_VIEW_FIELDS[] = {
    FIELD_TEXT(struct retest_view, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct retest_view, part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_ENUM(struct retest_view, state, REQUIRED, &UNIT_STATE_NAMES, "how it stands"),
    FIELD_NUMBER(struct retest_view, total_min, REQUIRED, 0, 1e9, "standard minutes along the critical path"),
    FIELD_LIST(struct retest_view, reasons, REQUIRED, 0, REASONS_KEPT, &REASON_RECORD,
               "why there is no way back, and no step: the unit was scrapped, or is to be, or what it is in, or its"
               " order was cancelled; or which runs (by their starts) are to be over before something comes out, and"
               " how"),
    FIELD_LIST(struct retest_view, take_out, REQUIRED, 0, 100000, &TAKEN_OUT_RECORD,
               "what comes out first: units that go their own steps and come in again, what quality decided on, and"
               " what is not approved"),
    FIELD_LIST(struct retest_view, steps, REQUIRED, 0, 100000, &RETEST_STEP_VIEW_RECORD, "in a legal order"),
};
const struct record RETEST_VIEW_RECORD =
    RECORD(struct retest_view, "retest_view", RETEST_VIEW_FIELDS, "The shortest legal route back to completed.");
