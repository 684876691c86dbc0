/* The records of what planners, quality and administrators edit, and of what follows by itself. */
#include "domain/entry_records.h"
#include "domain/event.h"
#include "domain/role.h"
#include "domain/selector.h"

static const struct field PRODUCT_NAMED_FIELDS[] = {
    FIELD_TEXT(struct product_named, part_number, REQUIRED, 1, 64, "part number of the product"),
    FIELD_TEXT(struct product_named, revision, REQUIRED, 1, 64, "its revision"),
};
const struct record PRODUCT_NAMED_RECORD =
    RECORD(struct product_named, "product_named", PRODUCT_NAMED_FIELDS, "A revision of a product.");

#define ORDER_FIELDS(units_max, units)                                                                                 \
    FIELD_CODE(struct order_planned, order, OPTIONAL, 64, "number of the order"),                                      \
        FIELD_TEXT(struct order_planned, part_number, REQUIRED, 1, 64, "product to be built"),                         \
        FIELD_TEXT(struct order_planned, revision, REQUIRED, 1, 64, "its revision"),                                   \
        FIELD_INTEGER(struct order_planned, quantity, REQUIRED, 1, units_max, units),                                  \
        FIELD_TEXT(struct order_planned, customer, OPTIONAL, 1, 120, "for whom"),                                      \
        FIELD_TEXT(struct order_planned, destination, OPTIONAL, 1, 200, "where they go"),                              \
        FIELD_TIME(struct order_planned, due, OPTIONAL, "when they are due"),                                          \
        FIELD_INTEGER(struct order_planned, priority, OPTIONAL, 1, 9, "1 is the most urgent; absent: 5")
#define ORDER_ABOUT "What is to be built, for whom and when."
static const struct field ORDER_PLANNED_FIELDS[] = {ORDER_FIELDS(ORDER_UNITS_EVER, "units to be built")};
static const struct field ORDER_ASKED_FIELDS[] = {
    ORDER_FIELDS(ORDER_UNITS_MAX, "units to be built: up to 10,000, and more as several orders")};
const struct record ORDER_PLANNED_RECORD =
    RECORD(struct order_planned, "order_planned", ORDER_PLANNED_FIELDS, ORDER_ABOUT);
const struct record ORDER_CHANGED_RECORD =
    RECORD(struct order_planned, "order_changed", ORDER_ASKED_FIELDS, ORDER_ABOUT);
const struct record ORDER_NEW_RECORD = {
    RECORD_OF(struct order_planned, "order_new", ORDER_ASKED_FIELDS, ORDER_ABOUT),
    .needs = "order",
};

static const struct field ORDER_NAMED_FIELDS[] = {
    FIELD_TEXT(struct order_named, order, REQUIRED, 1, 64, "number of the order"),
    FIELD_PROSE(struct order_named, reason, OPTIONAL, 1, 1000, "why"),
};
const struct record ORDER_NAMED_RECORD = RECORD(struct order_named, "order_named", ORDER_NAMED_FIELDS, "An order.");

static const struct field UNIT_NAMED_FIELDS[] = {
    FIELD_TEXT(struct unit_named, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct unit_named, part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_PROSE(struct unit_named, reason, OPTIONAL, 1, 1000, "why"),
};
const struct record UNIT_NAMED_RECORD = RECORD(struct unit_named, "unit_named", UNIT_NAMED_FIELDS, "A unit.");

static const struct field STATION_DEFINED_FIELDS[] = {
    FIELD_CODE(struct station_defined, station, OPTIONAL, 64, "its code; a PUT may leave it to the path"),
    FIELD_TEXT(struct station_defined, name, REQUIRED, 1, 120, "what it is called"),
    FIELD_TEXT(struct station_defined, type, REQUIRED, 1, 64, "type that operations ask for"),
    FIELD_INTEGER(struct station_defined, capacity, OPTIONAL, 1, 1000, "units at once where it has no bays; absent: 1"),
    FIELD_LIST(struct station_defined, bays, OPTIONAL, 0, 1000, &BAY_RECORD, "its bays"),
    FIELD_INTEGER(struct station_defined, power_w, OPTIONAL, 0, 1000000000,
                  "watts of all bays together; absent: the bays' own"),
    FIELD_NUMBER(struct station_defined, coolant_lpm, OPTIONAL, 0, 10000000,
                 "litres per minute of all bays together; absent: the bays' own"),
};
const struct record STATION_DEFINED_RECORD =
    RECORD(struct station_defined, "station_defined", STATION_DEFINED_FIELDS, "Where operations run.");
const struct record STATION_SUPPOSED_RECORD = {
    RECORD_OF(struct station_defined, "station_supposed", STATION_DEFINED_FIELDS, "A station that might be there."),
    .needs = "station",
};

static const struct field OPERATOR_DEFINED_FIELDS[] = {
    FIELD_CODE(struct operator_defined, operator, OPTIONAL, 64, "code; a PUT may leave it to the path"),
    FIELD_TEXT(struct operator_defined, name, OPTIONAL, 1, 120, "name"),
    FIELD_LIST(struct operator_defined, skills, OPTIONAL, 0, 200, &SKILL_RECORD, "what the operator is qualified for"),
    FIELD_BOOLEAN(struct operator_defined, left, OPTIONAL, "works here no more"),
    FIELD_CODE(struct operator_defined, badge, OPTIONAL, 64, "what the badge says when it is scanned; absent: the code"),
};
const struct record OPERATOR_DEFINED_RECORD =
    RECORD(struct operator_defined, "operator_defined", OPERATOR_DEFINED_FIELDS, "A person who works at stations.");

static const struct field PIN_SET_FIELDS[] = {
    FIELD_TEXT(struct pin_set, operator, REQUIRED, 1, 64, "whose"),
};
const struct record PIN_SET_RECORD =
    RECORD(struct pin_set, "pin_set", PIN_SET_FIELDS, "An operator has a PIN, which no record holds.");

static const struct field BADGED_FIELDS[] = {
    FIELD_TEXT(struct badged, operator, REQUIRED, 1, 64, "who"),
    FIELD_UUID(struct badged, browser, REQUIRED, "which of the station's pages"),
    FIELD_BOOLEAN(struct badged, signs, OPTIONAL, "for a signature alone: who was there stays there"),
};
const struct record BADGED_RECORD =
    RECORD(struct badged, "badged", BADGED_FIELDS, "An operator came to, or left, a page of the station.");

static const struct field TOOL_DEFINED_FIELDS[] = {
    FIELD_CODE(struct tool_defined, tool, OPTIONAL, 64, "its code; a PUT may leave it to the path"),
    FIELD_TEXT(struct tool_defined, name, OPTIONAL, 1, 120, "what it is called"),
    FIELD_TEXT(struct tool_defined, type, REQUIRED, 1, 64, "type that operations ask for"),
    FIELD_TIME(struct tool_defined, calibration_due, OPTIONAL, "when its calibration ends; absent: it needs none"),
    FIELD_BOOLEAN(struct tool_defined, withdrawn, OPTIONAL, "not to be used any more"),
};
const struct record TOOL_DEFINED_RECORD =
    RECORD(struct tool_defined, "tool_defined", TOOL_DEFINED_FIELDS, "A tool and its calibration.");

static const struct field DEFECT_DEFINED_FIELDS[] = {
    FIELD_CODE(struct defect_defined, defect, OPTIONAL, 64, "its code; a PUT may leave it to the path"),
    FIELD_TEXT(struct defect_defined, family, REQUIRED, 1, 64, "that it is counted with"),
    FIELD_TEXT(struct defect_defined, name, REQUIRED, 1, 120, "what it is called"),
    FIELD_PROSE(struct defect_defined, description, OPTIONAL, 1, 4000, "how to know it"),
    FIELD_BOOLEAN(struct defect_defined, withdrawn, OPTIONAL, "not to be reported any more"),
};
const struct record DEFECT_DEFINED_RECORD =
    RECORD(struct defect_defined, "defect_defined", DEFECT_DEFINED_FIELDS, "A kind of defect, in the catalogue.");

static const struct field CALENDAR_DEFINED_FIELDS[] = {
    FIELD_TEXT(struct calendar_defined, time_zone, REQUIRED, 1, 64, "name in the tz database, such as Asia/Tokyo"),
    FIELD_LIST(struct calendar_defined, shifts, REQUIRED, 1, SHIFTS_MAX, &SHIFT_RECORD, "its shifts, none overlapping"),
    FIELD_TEXTS(struct calendar_defined, holidays, OPTIONAL, 0, HOLIDAYS_MAX,
                "dates on which no shift begins, such as 2026-12-31"),
};
const struct record CALENDAR_DEFINED_RECORD =
    RECORD(struct calendar_defined, "calendar_defined", CALENDAR_DEFINED_FIELDS, "When the plant works.");

static const struct field TOKEN_MADE_FIELDS[] = {
    FIELD_CODE(struct token_made, token, REQUIRED, 64, "its name"),
    FIELD_ENUM(struct token_made, role, REQUIRED, &ROLE_NAMES, "what its bearer may do"),
    FIELD_TEXT(struct token_made, station, OPTIONAL, 1, 64, "station it stands for; for the role station alone"),
};
const struct record TOKEN_MADE_RECORD =
    RECORD(struct token_made, "token_made", TOKEN_MADE_FIELDS, "Who may use the API, and as what.");

static const struct field CLOCK_STEPPED_FIELDS[] = {
    FIELD_TIME(struct clock_stepped, from, REQUIRED, "what the plant's time would have been"),
    FIELD_TIME(struct clock_stepped, to, REQUIRED, "what it is from now on"),
};
const struct record CLOCK_STEPPED_RECORD =
    RECORD(struct clock_stepped, "clock_stepped", CLOCK_STEPPED_FIELDS,
           "The plant's time followed the wall clock at a start; nothing that runs got a minute by it.");

static const struct field TOKEN_REVOKED_FIELDS[] = {
    FIELD_TEXT(struct token_revoked, token, REQUIRED, 1, 64, "its name"),
};
const struct record TOKEN_REVOKED_RECORD =
    RECORD(struct token_revoked, "token_revoked", TOKEN_REVOKED_FIELDS, "A token that is good no more.");

static const struct field HOLD_PLACED_FIELDS[] = {
    SELECTOR_FIELDS,
    FIELD_PROSE(struct hold_placed, reason, REQUIRED, 1, 1000, "why"),
};
_Static_assert(sizeof HOLD_PLACED_FIELDS / sizeof *HOLD_PLACED_FIELDS == SELECTOR_MEMBERS + 1, "a selector, and why");
const struct record HOLD_PLACED_RECORD = {
    RECORD_OF(struct hold_placed, "hold_placed", HOLD_PLACED_FIELDS, "A stop on everything that matches."),
    .any_of = SELECTOR_MEMBERS,
};

static const struct field HOLD_BODY_FIELDS[] = {
    SELECTOR_FIELDS,
    FIELD_REASON(struct hold_placed, reason, REQUIRED, 1000, "why"),
};
const struct record HOLD_BODY_RECORD = {
    RECORD_OF(struct hold_placed, "hold_body", HOLD_BODY_FIELDS, "A hold to be placed on everything that matches."),
    .any_of = SELECTOR_MEMBERS,
};

static const struct field HELD_FIELDS[] = {
    FIELD_INTEGER(struct held, hold, OPTIONAL, 0, 0, "journal position of the hold; absent: this one's"),
    FIELD_TEXT(struct held, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct held, part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_ENUM(struct held, match, REQUIRED, &MATCH_NAMES, "what of it matched"),
    FIELD_TEXT(struct held, via, OPTIONAL, 1, 4000, "positions from the unit down to what matched first"),
    FIELD_INTEGER(struct held, installation, OPTIONAL, 0, 0, "journal position of what matched first"),
    FIELD_INTEGER(struct held, run, OPTIONAL, 0, 0, "journal position of the run that matched first"),
    FIELD_INTEGER(struct held, matches, REQUIRED, 1, 9e15, "how many things matched, at any depth"),
    FIELD_INTEGER(struct held, lifted, OPTIONAL, 1, 9e15,
                  "journal position at which it was released out of the hold before, where it is caught again"),
    FIELD_INTEGER(struct held, before, OPTIONAL, 1, 9e15, "journal position of what it had been on the list by until then"),
};
static const struct record HELD_RECORD = RECORD(struct held, "held", HELD_FIELDS, "A unit that a hold lies on.");

static const struct field RESULT_HELD_FIELDS[] = {
    FIELD_LIST(struct result_held, units, REQUIRED, 0, 0, &HELD_RECORD, "every unit that matched or contains what did"),
};
const struct record RESULT_HELD_RECORD =
    RECORD(struct result_held, "result_held", RESULT_HELD_FIELDS, "What a hold lies on from the beginning.");

static const struct field HOLD_EXTENDED_FIELDS[] = {
    FIELD_LIST(struct hold_extended, units, REQUIRED, 1, 1e6, &HELD_RECORD, "what holds lie on from now on"),
};
const struct record HOLD_EXTENDED_RECORD =
    RECORD(struct hold_extended, "hold_extended", HOLD_EXTENDED_FIELDS, "Holds caught what came later.");

static const struct field HOLD_RELEASED_FIELDS[] = {
    FIELD_INTEGER(struct hold_released, hold, REQUIRED, 0, 0, "journal position of the hold"),
    FIELD_PROSE(struct hold_released, reason, REQUIRED, 1, 1000, "why"),
};
const struct record HOLD_RELEASED_RECORD =
    RECORD(struct hold_released, "hold_released", HOLD_RELEASED_FIELDS, "A hold is lifted.");

static const struct field STOOD_FIELDS[] = {
    FIELD_INTEGER(struct stood, frozen_by, REQUIRED, 1, 9e15, "journal position of what put it there"),
    FIELD_ENUM(struct stood, match, REQUIRED, &MATCH_NAMES, "what of it matched"),
    FIELD_TEXT(struct stood, via, OPTIONAL, 1, 4000, "positions from the unit down to what matched first"),
    FIELD_INTEGER(struct stood, installation, OPTIONAL, 0, 0, "journal position of what matched first"),
    FIELD_INTEGER(struct stood, run, OPTIONAL, 0, 0, "journal position of the run that matched first"),
    FIELD_INTEGER(struct stood, matches, REQUIRED, 1, 9e15, "how many things matched, at any depth"),
    FIELD_TIME(struct stood, released, REQUIRED, "when it was released out of it"),
    FIELD_TEXT(struct stood, released_by, OPTIONAL, 0, 0, "by whom"),
    FIELD_PROSE(struct stood, release_reason, REQUIRED, 1, 2000, "why"),
    FIELD_INTEGER(struct stood, lifted_at, REQUIRED, 1, 9e15, "journal position of that"),
};
static const struct record STOOD_RECORD =
    RECORD(struct stood, "stood", STOOD_FIELDS, "How a unit stood on a hold's list that it had been released out of.");

static const struct field LIFTED_FIELDS[] = {
    FIELD_TEXT(struct lifted, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct lifted, part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_RECORD(struct lifted, stood, OPTIONAL, &STOOD_RECORD, "as it stood before a slip that caught it again"),
    FIELD_BOOLEAN(struct lifted, never, OPTIONAL, "nothing of it ever matched: it is on the list no more"),
};
static const struct record LIFTED_RECORD =
    RECORD(struct lifted, "lifted", LIFTED_FIELDS, "A unit that a hold lies on no more.");

static const struct field HOLD_LIFTED_FIELDS[] = {
    FIELD_INTEGER(struct hold_lifted, hold, REQUIRED, 0, 0, "journal position of the hold"),
    FIELD_LIST(struct hold_lifted, units, REQUIRED, 1, 1e6, &LIFTED_RECORD, "what it lies on no more"),
    FIELD_PROSE(struct hold_lifted, reason, REQUIRED, 1, 2000, "why"),
};
const struct record HOLD_LIFTED_RECORD = RECORD(struct hold_lifted, "hold_lifted", HOLD_LIFTED_FIELDS,
                                                "A hold is lifted off some units and goes on for the others.");

static const struct field NONCONFORMANCE_DISPOSITIONED_FIELDS[] = {
    FIELD_INTEGER(struct nonconformance_dispositioned, nonconformance, REQUIRED, 0, 0,
                  "journal position of the report"),
    FIELD_ENUM(struct nonconformance_dispositioned, disposition, REQUIRED, &DISPOSITION_NAMES, "what was decided"),
    FIELD_PROSE(struct nonconformance_dispositioned, reason, OPTIONAL, 1, 1000, "why"),
    FIELD_TEXTS(struct nonconformance_dispositioned, operations, OPTIONAL, 0, REWORKED_MAX,
                "operations that are to be done again"),
    FIELD_INTEGER(struct nonconformance_dispositioned, replaces, OPTIONAL, 0, 0,
                  "journal position of the decision that this one takes the place of"),
};
const struct record NONCONFORMANCE_DISPOSITIONED_RECORD =
    RECORD(struct nonconformance_dispositioned, "nonconformance_dispositioned", NONCONFORMANCE_DISPOSITIONED_FIELDS,
           "What was decided on a nonconformance.");

static const struct field WAIVER_REQUESTED_FIELDS[] = {
    FIELD_TEXT(struct waiver_requested, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct waiver_requested, part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_TEXT(struct waiver_requested, operation, REQUIRED, 1, 16, "operation that need not be passed"),
    FIELD_PROSE(struct waiver_requested, reason, REQUIRED, 1, 1000, "why"),
};
const struct record WAIVER_REQUESTED_RECORD =
    RECORD(struct waiver_requested, "waiver_requested", WAIVER_REQUESTED_FIELDS, "A waiver that is asked for.");

static const struct field WAIVER_NAMED_FIELDS[] = {
    FIELD_INTEGER(struct waiver_named, waiver, REQUIRED, 0, 0, "journal position of the request"),
    FIELD_PROSE(struct waiver_named, reason, OPTIONAL, 1, 1000, "why"),
};
const struct record WAIVER_NAMED_RECORD =
    RECORD(struct waiver_named, "waiver_named", WAIVER_NAMED_FIELDS, "A decision on a waiver.");

static const struct field OPERATION_WAIVED_FIELDS[] = {
    FIELD_TEXT(struct operation_waived, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct operation_waived, part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_TEXT(struct operation_waived, operation, REQUIRED, 1, 16, "operation that need not be passed"),
    FIELD_PROSE(struct operation_waived, reason, REQUIRED, 1, 1000, "why"),
    FIELD_INTEGER(struct operation_waived, waiver, OPTIONAL, 0, 0, "journal position of the waiver's request"),
};
const struct record OPERATION_WAIVED_RECORD =
    RECORD(struct operation_waived, "operation_waived", OPERATION_WAIVED_FIELDS, "A waiver took effect.");

static const struct field OPERATION_REOPENED_FIELDS[] = {
    FIELD_TEXT(struct operation_reopened, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct operation_reopened, part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_INTEGER(struct operation_reopened, nonconformance, REQUIRED, 0, 0, "journal position of the report"),
    FIELD_TEXTS(struct operation_reopened, operations, REQUIRED, 1, REWORKED_MAX,
                "operations that are to be done again"),
};
const struct record OPERATION_REOPENED_RECORD = RECORD(struct operation_reopened, "operation_reopened",
                                                       OPERATION_REOPENED_FIELDS, "What was passed is to be done again.");

static const struct field FORECAST_RECORDED_FIELDS[] = {
    FIELD_INTEGER(struct forecast_recorded, seed, OPTIONAL, 0, 9007199254740991.0, "of its draws; absent: 1"),
};
const struct record FORECAST_RECORDED_RECORD =
    RECORD(struct forecast_recorded, "forecast_recorded", FORECAST_RECORDED_FIELDS, "A forecast to be kept.");

static const struct field NONCONFORMANCE_NAMED_FIELDS[] = {
    FIELD_INTEGER(struct nonconformance_named, nonconformance, REQUIRED, 0, 0, "journal position of the report"),
    FIELD_PROSE(struct nonconformance_named, reason, OPTIONAL, 1, 1000, "why"),
};
const struct record NONCONFORMANCE_NAMED_RECORD = RECORD(struct nonconformance_named, "nonconformance_named",
                                                         NONCONFORMANCE_NAMED_FIELDS, "A nonconformance.");

static const struct field NONCONFORMANCE_OPENED_FIELDS[] = {
    FIELD_TEXT(struct nonconformance_opened, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct nonconformance_opened, part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_TEXT(struct nonconformance_opened, operation, REQUIRED, 1, 16, "that failed"),
    FIELD_INTEGER(struct nonconformance_opened, attempt, REQUIRED, 1, 1000000, "which attempt failed"),
    FIELD_TEXT(struct nonconformance_opened, code, REQUIRED, 1, 64, "of the defect, where one was named"),
    FIELD_BOOLEAN(struct nonconformance_opened, material_review, OPTIONAL, "it failed, or the defect was found, as often as it may be"),
    FIELD_LIST(struct nonconformance_opened, evidence, OPTIONAL, 0, 100000, &EVIDENCE_RECORD, "what failed"),
};
const struct record NONCONFORMANCE_OPENED_RECORD =
    RECORD(struct nonconformance_opened, "nonconformance_opened", NONCONFORMANCE_OPENED_FIELDS,
           "An operation failed, and quality is to decide.");
