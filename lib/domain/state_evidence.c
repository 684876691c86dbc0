/* The rows of what proves a unit, and of what stops it. */
#include "domain/selector.h"
#include "domain/state.h"

static const struct field MEASUREMENT_FIELDS[] = {
    FIELD_INTEGER(struct measurement, measurement_id, REQUIRED, 0, 0, "journal position of the measurement"),
    FIELD_INTEGER(struct measurement, run_id, REQUIRED, 0, 0, "run it was made in"),
    FIELD_TEXT(struct measurement, characteristic, REQUIRED, 1, 120, "what was measured"),
    FIELD_TEXT(struct measurement, position, OPTIONAL, 1, 120, "where; absent: on the unit"),
    FIELD_NUMBER(struct measurement, value, REQUIRED, 0, 0, "the number"),
    FIELD_NUMBER(struct measurement, lower, OPTIONAL, 0, 0, "lower limit it was judged by"),
    FIELD_NUMBER(struct measurement, upper, OPTIONAL, 0, 0, "upper limit it was judged by"),
    FIELD_ENUM(struct measurement, verdict, REQUIRED, &VERDICT_NAMES, "whether it is within the limits"),
    FIELD_TEXT(struct measurement, tool, OPTIONAL, 1, 64, "with what tool"),
    FIELD_TEXT(struct measurement, operator, OPTIONAL, 1, 64, "by whom"),
    FIELD_TIME(struct measurement, recorded, REQUIRED, "when it was recorded"),
    FIELD_INTEGER(struct measurement, voided_by, OPTIONAL, 0, 0, "journal position of what voided it"),
};
const struct record MEASUREMENT_RECORD =
    RECORD(struct measurement, "measurement", MEASUREMENT_FIELDS, "A number against limits.");

static const struct field CHECK_ANSWER_FIELDS[] = {
    FIELD_INTEGER(struct check_answer, answer_id, REQUIRED, 0, 0, "journal position of the answer"),
    FIELD_INTEGER(struct check_answer, run_id, REQUIRED, 0, 0, "run it was given in"),
    FIELD_TEXT(struct check_answer, check_name, REQUIRED, 1, 120, "what was checked"),
    FIELD_TEXT(struct check_answer, position, OPTIONAL, 1, 120, "where; absent: on the unit"),
    FIELD_TEXT(struct check_answer, answer, REQUIRED, 1, 120, "the answer"),
    FIELD_ENUM(struct check_answer, verdict, REQUIRED, &VERDICT_NAMES, "whether the answer is an accepted one"),
    FIELD_TEXT(struct check_answer, operator, OPTIONAL, 1, 64, "by whom"),
    FIELD_TIME(struct check_answer, recorded, REQUIRED, "when it was recorded"),
    FIELD_INTEGER(struct check_answer, voided_by, OPTIONAL, 0, 0, "journal position of what voided it"),
};
const struct record CHECK_ANSWER_RECORD =
    RECORD(struct check_answer, "check_answer", CHECK_ANSWER_FIELDS, "The answer to a check.");

static const struct field SIGNATURE_FIELDS[] = {
    FIELD_INTEGER(struct signature, signature_id, REQUIRED, 0, 0, "journal position of the signature"),
    FIELD_INTEGER(struct signature, run_id, REQUIRED, 0, 0, "run that was signed"),
    FIELD_TEXT(struct signature, operator, REQUIRED, 1, 64, "who signed"),
    FIELD_PROSE(struct signature, meaning, OPTIONAL, 1, 400, "what the signature says"),
    FIELD_TIME(struct signature, recorded, REQUIRED, "when it was recorded"),
    FIELD_INTEGER(struct signature, voided_by, OPTIONAL, 0, 0, "journal position of what voided it"),
};
const struct record SIGNATURE_RECORD = RECORD(struct signature, "signature", SIGNATURE_FIELDS, "A sign-off of a run.");

static const struct field HOLD_FIELDS[] = {
    FIELD_INTEGER(struct hold, hold, REQUIRED, 0, 0, "journal position of the hold"),
    SELECTOR_FIELDS,
    FIELD_PROSE(struct hold, reason, REQUIRED, 1, 1000, "why"),
    FIELD_TEXT(struct hold, placed_by, OPTIONAL, 0, 64, "token that placed it"),
    FIELD_TIME(struct hold, placed, REQUIRED, "when it was placed"),
    FIELD_TIME(struct hold, released, OPTIONAL, "when it was released; absent while it lies"),
    FIELD_TEXT(struct hold, released_by, OPTIONAL, 0, 64, "token that released it"),
    FIELD_PROSE(struct hold, release_reason, OPTIONAL, 1, 1000, "why it was released"),
};
const struct record HOLD_RECORD = RECORD(struct hold, "hold", HOLD_FIELDS, "A stop on everything that matches.");

static const char *const MATCH_WORDS[] = {NULL, "unit", "component", "work"};
const struct names MATCH_NAMES = {MATCH_WORDS, sizeof MATCH_WORDS / sizeof *MATCH_WORDS};

static const struct field HOLD_MATCH_FIELDS[] = {
    FIELD_INTEGER(struct hold_match, hold_id, REQUIRED, 0, 0, "the hold"),
    FIELD_INTEGER(struct hold_match, unit_id, REQUIRED, 0, 0, "inside only"),
    FIELD_INTEGER(struct hold_match, frozen_by, REQUIRED, 0, 0, "journal position of what put it on the list"),
    FIELD_ENUM(struct hold_match, match, REQUIRED, &MATCH_NAMES, "what of it matched"),
    FIELD_TEXT(struct hold_match, via, OPTIONAL, 0, 4000, "positions down to what matched"),
    FIELD_INTEGER(struct hold_match, installation_id, OPTIONAL, 0, 0, "that matched first"),
    FIELD_INTEGER(struct hold_match, run_id, OPTIONAL, 0, 0, "that matched first"),
    FIELD_INTEGER(struct hold_match, matches, REQUIRED, 0, 0, "things that matched"),
    FIELD_TIME(struct hold_match, released, OPTIONAL, "when it was released out of it"),
    FIELD_TEXT(struct hold_match, released_by, OPTIONAL, 0, 0, "by whom"),
    FIELD_PROSE(struct hold_match, release_reason, OPTIONAL, 0, 0, "why"),
    FIELD_INTEGER(struct hold_match, lifted_at, OPTIONAL, 0, 0, "journal position of that, or of the last time before"),
};
const struct record HOLD_MATCH_RECORD =
    RECORD(struct hold_match, "hold_match", HOLD_MATCH_FIELDS, "A unit on a hold's list.");
