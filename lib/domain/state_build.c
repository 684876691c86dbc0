/* The rows of what is built: orders, units, their operations, and what fills them. */
#include "domain/nesting.h"
#include "domain/provenance.h"
#include "domain/state.h"

static const struct field ORDER_FIELDS[] = {
    FIELD_TEXT(struct order, order, REQUIRED, 1, 64, "number of the order"),
    FIELD_TEXT(struct order, part_number, REQUIRED, 1, 64, "product to be built"),
    FIELD_TEXT(struct order, revision, REQUIRED, 1, 64, "its revision"),
    FIELD_INTEGER(struct order, quantity, REQUIRED, 1, ORDER_UNITS_EVER, "units to be built"),
    FIELD_TEXT(struct order, customer, OPTIONAL, 1, 120, "for whom"),
    FIELD_TEXT(struct order, destination, OPTIONAL, 1, 200, "where they go"),
    FIELD_TIME(struct order, due, OPTIONAL, "when they are due"),
    FIELD_INTEGER(struct order, priority, REQUIRED, 1, 9, "1 is the most urgent"),
    FIELD_ENUM(struct order, state, REQUIRED, &ORDER_STATE_NAMES, "where the order stands"),
    FIELD_TIME(struct order, planned, OPTIONAL, "when it was planned"),
    FIELD_TIME(struct order, released, OPTIONAL, "when it was released"),
    FIELD_TIME(struct order, completed, OPTIONAL, "when its last unit was completed"),
    FIELD_TIME(struct order, closed, OPTIONAL, "when it was closed or cancelled"),
    FIELD_INTEGER(struct order, journal_position, REQUIRED, 0, 0, "position of its last change"),
    FIELD_INTEGER(struct order, revised_by, OPTIONAL, 0, 0,
                  "position of the last move of its units to another revision"),
    FIELD_TIME(struct order, closed_last, OPTIONAL, "inside only: when it was last closed"),
};
const struct record ORDER_RECORD = RECORD(struct order, "order", ORDER_FIELDS, "A build order.");

static const struct field UNIT_FIELDS[] = {
    FIELD_INTEGER(struct unit, unit_id, OPTIONAL, 0, 0, "inside only"),
    FIELD_TEXT(struct unit, serial, REQUIRED, 1, 64, "serial number, unique in its part number"),
    FIELD_TEXT(struct unit, part_number, REQUIRED, 1, 64, "product it is one of"),
    FIELD_TEXT(struct unit, revision, REQUIRED, 1, 64, "revision of the product"),
    FIELD_TEXT(struct unit, order, REQUIRED, 1, 64, "order it is built for"),
    FIELD_INTEGER(struct unit, sequence, REQUIRED, 1, 999999999, "its place in its part number"),
    FIELD_ENUM(struct unit, state, REQUIRED, &UNIT_STATE_NAMES, "where the unit stands"),
    FIELD_INTEGER(struct unit, installed_in, OPTIONAL, 0, 0, "inside only: the unit it is a component of"),
    FIELD_TIME(struct unit, released, OPTIONAL, "when its order was released"),
    FIELD_TIME(struct unit, started, OPTIONAL, "when its first operation started"),
    FIELD_TIME(struct unit, completed, OPTIONAL, "when its last operation passed, or it was scrapped"),
    FIELD_TIME(struct unit, shipped, OPTIONAL, "when it left"),
    FIELD_TIME(struct unit, completed_last, OPTIONAL, "inside only: when it was last completed"),
    FIELD_INTEGER(struct unit, completed_last_by, OPTIONAL, 0, 0, "inside only: journal position of that"),
};
const struct record UNIT_RECORD = RECORD(struct unit, "unit", UNIT_FIELDS, "One serial-numbered product being built.");

static const struct field INNER_UNIT_FIELDS[] = {
    FIELD_TEXT(struct inner_unit, position, REQUIRED, 1, 120, "that it fills"),
    FIELD_TEXT(struct inner_unit, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct inner_unit, part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_ENUM(struct inner_unit, state, REQUIRED, &UNIT_STATE_NAMES, "how it stands"),
};
const struct record INNER_UNIT_RECORD =
    RECORD(struct inner_unit, "inner_unit", INNER_UNIT_FIELDS, "A unit directly inside another.");

static const struct field UNAPPROVED_PART_FIELDS[] = {
    FIELD_TEXT(struct unapproved_part, serial, REQUIRED, 1, 64,
               "of the unit that it is in: this one, or one inside it"),
    FIELD_TEXT(struct unapproved_part, position, REQUIRED, 1, 120, "where in that"),
    FIELD_INTEGER(struct unapproved_part, unapproved_by, REQUIRED, 1, 9e15, "journal position since which"),
};
const struct record UNAPPROVED_PART_RECORD = RECORD(struct unapproved_part, "unapproved_part", UNAPPROVED_PART_FIELDS,
                                                    "A part that is not approved in its position any more.");

static const struct field UNIT_REVISION_FIELDS[] = {
    FIELD_INTEGER(struct unit_revision, unit_id, OPTIONAL, 0, 0, "inside only"),
    FIELD_INTEGER(struct unit_revision, revised_by, REQUIRED, 0, 0, "journal position of the change"),
    FIELD_TEXT(struct unit_revision, previous, REQUIRED, 1, 64, "revision before it"),
    FIELD_TEXT(struct unit_revision, revision, REQUIRED, 1, 64, "revision after it"),
    FIELD_TIME(struct unit_revision, revised, REQUIRED, "when"),
    FIELD_TEXT(struct unit_revision, token, REQUIRED, 0, 64, "who signed it"),
    FIELD_PROSE(struct unit_revision, reason, REQUIRED, 1, 1000, "why"),
};
const struct record UNIT_REVISION_RECORD =
    RECORD(struct unit_revision, "unit_revision", UNIT_REVISION_FIELDS, "A move of a unit to a newer revision.");

static const struct field UNIT_OPERATION_FIELDS[] = {
    FIELD_INTEGER(struct unit_operation, unit_id, OPTIONAL, 0, 0, "inside only"),
    FIELD_TEXT(struct unit_operation, operation, REQUIRED, 1, 16, "number of the operation"),
    FIELD_ENUM(struct unit_operation, state, OPTIONAL, &OPERATION_STATE_NAMES, "as stored; absent: open"),
    FIELD_INTEGER(struct unit_operation, attempts, REQUIRED, 0, 1000000, "runs begun, aborted ones left out"),
    FIELD_INTEGER(struct unit_operation, failures, REQUIRED, 0, 1000000, "runs failed since it last passed"),
    FIELD_INTEGER(struct unit_operation, run_id, OPTIONAL, 0, 0, "the last run"),
    FIELD_INTEGER(struct unit_operation, invalidated_by, OPTIONAL, 0, 0,
                  "journal position of what made its evidence fall"),
    FIELD_INTEGER(struct unit_operation, left_out_by, OPTIONAL, 0, 0,
                  "journal position of the change of revision that left it out"),
};
const struct record UNIT_OPERATION_RECORD =
    RECORD(struct unit_operation, "unit_operation", UNIT_OPERATION_FIELDS, "How an operation stands on a unit.");

static const struct field RUN_FIELDS[] = {
    FIELD_INTEGER(struct run, run_id, REQUIRED, 0, 0, "journal position of its start"),
    FIELD_INTEGER(struct run, unit_id, OPTIONAL, 0, 0, "inside only"),
    FIELD_TEXT(struct run, operation, REQUIRED, 1, 16, "number of the operation"),
    FIELD_INTEGER(struct run, attempt, REQUIRED, 1, 1000000, "from 1"),
    FIELD_TEXT(struct run, station, REQUIRED, 1, 64, "where it runs"),
    FIELD_TEXT(struct run, bay, OPTIONAL, 1, 64, "bay of the station"),
    FIELD_TEXT(struct run, operator, OPTIONAL, 1, 64, "who started it"),
    FIELD_TEXT(struct run, tool, OPTIONAL, 1, 64, "with what tool"),
    FIELD_ENUM(struct run, state, REQUIRED, &RUN_STATE_NAMES, "where the run stands"),
    FIELD_INTEGER(struct run, power_w, OPTIONAL, 0, 0, "watts it takes until it ends"),
    FIELD_NUMBER(struct run, coolant_lpm, OPTIONAL, 0, 0, "litres of coolant per minute it takes until it ends"),
    FIELD_TIME(struct run, started, REQUIRED, "when it started"),
    FIELD_TIME(struct run, ended, OPTIONAL, "when it passed, failed or was aborted"),
    FIELD_INTEGER(struct run, ended_by, OPTIONAL, 0, 0, "journal position of its end"),
    FIELD_TIME(struct run, running_since, OPTIONAL, "since when it runs; absent while paused and after its end"),
    FIELD_INTEGER(struct run, accumulated_us, REQUIRED, 0, 0, "microseconds it ran before running_since"),
    FIELD_INTEGER(struct run, invalidated_by, OPTIONAL, 0, 0, "journal position of what made its evidence fall"),
};
const struct record RUN_RECORD = RECORD(struct run, "run", RUN_FIELDS, "One attempt at an operation.");

static const struct field FIRMWARE_FIELDS[] = {
    FIELD_TEXT(struct firmware, name, REQUIRED, 1, 120, "what the firmware is of"),
    FIELD_TEXT(struct firmware, version, REQUIRED, 1, 120, "its version"),
};
const struct record FIRMWARE_RECORD = RECORD(struct firmware, "firmware", FIRMWARE_FIELDS, "A firmware and version.");

static const struct field IDENTIFIER_FIELDS[] = {
    FIELD_ENUM(struct identifier, kind, REQUIRED, &IDENTIFIER_KIND_NAMES, "what kind of name it is"),
    FIELD_TEXT(struct identifier, value, REQUIRED, 1, 120,
               "the name, kept in one spelling: small letters, a mac with colons, a guid as 16 digits"),
};
const struct record IDENTIFIER_RECORD =
    RECORD(struct identifier, "identifier", IDENTIFIER_FIELDS, "Another name a component goes by.");

static const struct field INSTALLATION_FIELDS[] = {
    FIELD_INTEGER(struct installation, installation_id, REQUIRED, 0, 0, "journal position of the installation"),
    FIELD_INTEGER(struct installation, unit_id, OPTIONAL, 0, 0, "inside only"),
    FIELD_TEXT(struct installation, position, REQUIRED, 1, 120, "position it fills or filled"),
    FIELD_TEXT(struct installation, part_number, REQUIRED, 1, 64, "part number of the component"),
    FIELD_TEXT(struct installation, revision, OPTIONAL, 1, 64, "its revision"),
    FIELD_TEXT(struct installation, serial, OPTIONAL, 1, 64, "its serial number"),
    FIELD_TEXT(struct installation, lot, OPTIONAL, 1, 64, "its lot"),
    FIELD_TEXT(struct installation, supplier, OPTIONAL, 1, 120, "who supplied it"),
    FIELD_TEXT(struct installation, country, OPTIONAL, 2, 2, "country of origin, ISO 3166-1 alpha-2"),
    FIELD_TEXT(struct installation, origin_site, OPTIONAL, 1, 120, "where it was made"),
    FIELD_LIST(struct installation, firmware, OPTIONAL, 0, PART_NAMES_MAX, &FIRMWARE_RECORD, "firmware it came with"),
    FIELD_LIST(struct installation, identifiers, OPTIONAL, 0, PART_NAMES_MAX, &IDENTIFIER_RECORD,
               "other names it goes by"),
    FIELD_INTEGER(struct installation, child_unit_id, OPTIONAL, 0, 0, "inside only: the unit that it is"),
    FIELD_INTEGER(struct installation, run_id, OPTIONAL, 0, 0, "run it was installed in"),
    FIELD_TEXT(struct installation, operator, OPTIONAL, 1, 64, "who installed it"),
    FIELD_TIME(struct installation, installed, REQUIRED, "when it was installed"),
    FIELD_TIME(struct installation, removed, OPTIONAL, "when it was removed; absent while it is there"),
    FIELD_INTEGER(struct installation, removed_by, OPTIONAL, 0, 0, "journal position of the removal or correction"),
    FIELD_ENUM(struct installation, removal, OPTIONAL, &REMOVAL_NAMES, "what became of it"),
    FIELD_BOOLEAN(struct installation, voided, OPTIONAL, "a correction said that it never was"),
    FIELD_INTEGER(struct installation, unapproved_by, OPTIONAL, 0, 0,
                  "journal position of the change of revision since which it is not approved"),
};
const struct record INSTALLATION_RECORD =
    RECORD(struct installation, "installation", INSTALLATION_FIELDS, "What fills, or once filled, a position.");

static const struct field COMPONENT_FIELDS[] = {
    FIELD_TEXT(struct component, part_number, REQUIRED, 1, 64, "part number"),
    FIELD_TEXT(struct component, serial, REQUIRED, 1, 64, "serial number"),
    FIELD_ENUM(struct component, state, REQUIRED, &COMPONENT_STATE_NAMES, "what became of it"),
    FIELD_INTEGER(struct component, installation_id, OPTIONAL, 0, 0, "its last installation"),
};
const struct record COMPONENT_RECORD =
    RECORD(struct component, "component", COMPONENT_FIELDS, "A part with a serial number, wherever it is.");

enum component_state component_after(enum removal removal)
{
    switch (removal) {
    case REMOVAL_ABSENT:
    case REMOVAL_REUSE:
        break;
    case REMOVAL_SCRAP:
        return COMPONENT_SCRAPPED;
    case REMOVAL_RETURN:
        return COMPONENT_RETURNED;
    }
    return COMPONENT_AVAILABLE;
}
