/* Records of the retest answer. */
#include "domain/retest.h"
#include "service/views_unit.h"

static const struct field RETEST_REASON_FIELDS[] = {
    FIELD_INTEGER(struct retest_reason, journal_position, REQUIRED, 1, 9e15, "of the entry"),
    FIELD_TEXT(struct retest_reason, type, REQUIRED, 1, 64, "of the entry"),
    FIELD_TEXT(struct retest_reason, serial, OPTIONAL, 1, 64, "of the unit it happened to"),
    FIELD_TEXT(struct retest_reason, position, OPTIONAL, 1, 120, "that was emptied"),
    FIELD_TEXT(struct retest_reason, component_part_number, OPTIONAL, 1, 64, "of what was there"),
    FIELD_TEXT(struct retest_reason, component_serial, OPTIONAL, 1, 64, "of what was there"),
};
const struct record RETEST_REASON_RECORD =
    RECORD(struct retest_reason, "retest_reason", RETEST_REASON_FIELDS, "What made evidence fall.");

static const struct field RETEST_STEP_VIEW_FIELDS[] = {
    FIELD_TEXT(struct retest_step_view, serial, REQUIRED, 1, 64, "of the unit; inner units come first"),
    FIELD_TEXT(struct retest_step_view, part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct retest_step_view, operation, REQUIRED, 1, 16, "that must pass"),
    FIELD_TEXT(struct retest_step_view, name, REQUIRED, 1, 120, "of the operation"),
    FIELD_ENUM(struct retest_step_view, cause, REQUIRED, &RETEST_CAUSE_NAMES, "what makes it necessary"),
    FIELD_INTEGER(struct retest_step_view, run, OPTIONAL, 1, 9e15,
                  "start of the run that failed, goes on, or whose evidence fell"),
    FIELD_RECORD(struct retest_step_view, invalidated_by, OPTIONAL, &RETEST_REASON_RECORD, "what made it fall"),
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
    FIELD_LIST(struct retest_view, steps, REQUIRED, 0, 100000, &RETEST_STEP_VIEW_RECORD, "in a legal order"),
};
const struct record RETEST_VIEW_RECORD =
    RECORD(struct retest_view, "retest_view", RETEST_VIEW_FIELDS, "The shortest legal route back to completed.");
