/* The rows of the plant itself: stations, the people and tools at them, and the tokens they send with. */
#include "domain/role.h"
#include "domain/state.h"

static const struct field BAY_FIELDS[] = {
    FIELD_TEXT(struct bay, bay, REQUIRED, 1, 64, "name of the bay"),
    FIELD_INTEGER(struct bay, power_w, REQUIRED, 0, 100000000, "watts it can feed"),
    FIELD_NUMBER(struct bay, coolant_lpm, REQUIRED, 0, 1000000, "litres per minute it can cool with"),
};
const struct record BAY_RECORD = RECORD(struct bay, "bay", BAY_FIELDS, "A place for one unit at a station.");

static const struct field STATION_FIELDS[] = {
    FIELD_TEXT(struct station, station, REQUIRED, 1, 64, "its code"),
    FIELD_TEXT(struct station, name, REQUIRED, 1, 120, "what it is called"),
    FIELD_TEXT(struct station, type, REQUIRED, 1, 64, "type that operations ask for"),
    FIELD_INTEGER(struct station, capacity, OPTIONAL, 1, 1000, "units at once where it has no bays; absent: 1"),
    FIELD_LIST(struct station, bays, OPTIONAL, 0, 1000, &BAY_RECORD, "its bays"),
    FIELD_INTEGER(struct station, power_w, OPTIONAL, 0, 1000000000, "watts of all bays together"),
    FIELD_NUMBER(struct station, coolant_lpm, OPTIONAL, 0, 10000000, "litres per minute of all bays together"),
    FIELD_ENUM(struct station, state, REQUIRED, &STATION_STATE_NAMES, "its SEMI E10 state"),
    FIELD_TIME(struct station, state_since, OPTIONAL, "since when"),
    FIELD_INTEGER(struct station, journal_position, REQUIRED, 0, 0, "position of its last change"),
};
const struct record STATION_RECORD = RECORD(struct station, "station", STATION_FIELDS, "Where operations run.");

static const struct field SKILL_FIELDS[] = {
    FIELD_TEXT(struct skill, skill, REQUIRED, 1, 64, "what the operator is qualified for"),
    FIELD_TIME(struct skill, expires, OPTIONAL, "until when; absent: for good"),
};
const struct record SKILL_RECORD = RECORD(struct skill, "skill", SKILL_FIELDS, "A qualification.");

static const struct field OPERATOR_FIELDS[] = {
    FIELD_TEXT(struct operator, operator, REQUIRED, 1, 64, "badge"),
    FIELD_TEXT(struct operator, name, OPTIONAL, 1, 120, "name"),
    FIELD_LIST(struct operator, skills, OPTIONAL, 0, 200, &SKILL_RECORD, "what the operator is qualified for"),
    FIELD_BOOLEAN(struct operator, left, OPTIONAL, "works here no more"),
    FIELD_INTEGER(struct operator, journal_position, REQUIRED, 0, 0, "position of the last change"),
};
const struct record OPERATOR_RECORD =
    RECORD(struct operator, "operator", OPERATOR_FIELDS, "A person who works at stations.");

static const struct field TOOL_FIELDS[] = {
    FIELD_TEXT(struct tool, tool, REQUIRED, 1, 64, "its code"),
    FIELD_TEXT(struct tool, name, OPTIONAL, 1, 120, "what it is called"),
    FIELD_TEXT(struct tool, type, REQUIRED, 1, 64, "type that operations ask for"),
    FIELD_TIME(struct tool, calibration_due, OPTIONAL, "when its calibration ends; absent: it needs none"),
    FIELD_BOOLEAN(struct tool, withdrawn, OPTIONAL, "not to be used any more"),
    FIELD_INTEGER(struct tool, journal_position, REQUIRED, 0, 0, "position of its last change"),
};
const struct record TOOL_RECORD = RECORD(struct tool, "tool", TOOL_FIELDS, "A tool and its calibration.");

static const struct field DEFECT_FIELDS[] = {
    FIELD_TEXT(struct defect, defect, REQUIRED, 1, 64, "its code"),
    FIELD_TEXT(struct defect, family, REQUIRED, 1, 64, "that it is counted with"),
    FIELD_TEXT(struct defect, name, REQUIRED, 1, 120, "what it is called"),
    FIELD_TEXT(struct defect, description, OPTIONAL, 1, 4000, "how to know it"),
    FIELD_BOOLEAN(struct defect, withdrawn, REQUIRED, "not to be reported any more"),
    FIELD_INTEGER(struct defect, journal_position, REQUIRED, 0, 0, "position of its last change"),
};
const struct record DEFECT_RECORD = RECORD(struct defect, "defect", DEFECT_FIELDS, "A kind of defect.");

static const struct field TOKEN_FIELDS[] = {
    FIELD_TEXT(struct token, token, REQUIRED, 1, 64, "its name"),
    FIELD_ENUM(struct token, role, REQUIRED, &ROLE_NAMES, "what its bearer may do"),
    FIELD_TEXT(struct token, station, OPTIONAL, 1, 64, "station it stands for"),
    FIELD_DIGEST(struct token, digest, OPTIONAL, "SHA-256 of its text"),
    FIELD_TIME(struct token, made, REQUIRED, "when it was made"),
    FIELD_TIME(struct token, revoked, OPTIONAL, "when it was revoked"),
};
const struct record TOKEN_RECORD = RECORD(struct token, "token", TOKEN_FIELDS, "Who may use the API, and as what.");
