/* Records of what is answered about a unit. */
#include "service/views.h"
#include "service/views_unit.h"

static const struct field OPERATION_VIEW_FIELDS[] = {
    FIELD_TEXT(struct operation_view, operation, REQUIRED, 1, 16, "its number in the routing"),
    FIELD_TEXT(struct operation_view, name, REQUIRED, 1, 120, "for people"),
    FIELD_ENUM(struct operation_view, kind, REQUIRED, &OPERATION_KIND_NAMES, "what it is for"),
    FIELD_TEXT(struct operation_view, station_type, REQUIRED, 1, 64, "where it runs"),
    FIELD_ENUM(struct operation_view, state, REQUIRED, &OPERATION_STATE_NAMES, "how it stands"),
    FIELD_INTEGER(struct operation_view, attempts, REQUIRED, 0, 9e15, "runs begun"),
    FIELD_INTEGER(struct operation_view, failures, REQUIRED, 0, 9e15, "runs failed since it last passed"),
    FIELD_TEXT(struct operation_view, station, OPTIONAL, 1, 64, "where it runs now"),
    FIELD_TEXT(struct operation_view, bay, OPTIONAL, 1, 64, "in which bay"),
    FIELD_TIME(struct operation_view, started, OPTIONAL, "start of the last run"),
    FIELD_TIME(struct operation_view, ended, OPTIONAL, "end of the last run"),
    FIELD_NUMBER(struct operation_view, accumulated_min, OPTIONAL, 0, 1e9, "minutes the open run has run"),
    FIELD_NUMBER(struct operation_view, remaining_min, OPTIONAL, 0, 1e9, "minutes before the open run can pass; absent where it needs none"),
    FIELD_TEXTS(struct operation_view, waiting_for, OPTIONAL, 0, OPERATIONS_MAX, "operations before it, not passed"),
    FIELD_INTEGER(struct operation_view, invalidated_by, OPTIONAL, 1, 9e15,
                  "journal position of what made its evidence fall, while it must run again"),
};
const struct record OPERATION_VIEW_RECORD =
    RECORD(struct operation_view, "operation_view", OPERATION_VIEW_FIELDS, "An operation on a unit.");

static const struct field UNIT_VIEW_FIELDS[] = {
    FIELD_TEXT(struct unit_view, serial, REQUIRED, 1, 64, "serial number"),
    FIELD_TEXT(struct unit_view, part_number, REQUIRED, 1, 64, "what it is"),
    FIELD_TEXT(struct unit_view, revision, REQUIRED, 1, 64, "of its definition"),
    FIELD_LIST(struct unit_view, revisions, REQUIRED, 0, 1e6, &REVISION_VIEW_RECORD, "every move to another, in order"),
    FIELD_TEXT(struct unit_view, order, REQUIRED, 1, 64, "for which it is built"),
    FIELD_ENUM(struct unit_view, state, REQUIRED, &UNIT_STATE_NAMES, "how it stands"),
    FIELD_BOOLEAN(struct unit_view, held, REQUIRED, "a hold lies on it"),
    FIELD_LIST(struct unit_view, holds, REQUIRED, 0, 1e6, &LYING_HOLD_RECORD, "those that do"),
    FIELD_TEXT(struct unit_view, installed_in, OPTIONAL, 1, 64, "serial of the unit it is a component of"),
    FIELD_LIST(struct unit_view, unfinished, REQUIRED, 0, POSITIONS_MAX, &INNER_UNIT_RECORD,
               "units directly inside it that are not completed: what depends on them waits"),
    FIELD_LIST(struct unit_view, unapproved, REQUIRED, 0, 100000, &UNAPPROVED_PART_RECORD,
               "parts in it, at any depth, that are not approved any more: with them it neither completes nor ships"),
    FIELD_TIME(struct unit_view, due, OPTIONAL, "when its order is due"),
    FIELD_BOOLEAN(struct unit_view, late, REQUIRED, "due is past, or standard times end after it"),
    FIELD_NUMBER(struct unit_view, remaining_standard_min, REQUIRED, 0, 1e9,
                 "minutes at standard times along the longest path that is left, what is to come out counted as out"),
    FIELD_TIME(struct unit_view, released, OPTIONAL, "when its order was released"),
    FIELD_TIME(struct unit_view, started, OPTIONAL, "when its first operation began"),
    FIELD_TIME(struct unit_view, completed, OPTIONAL, "when its last operation passed, or it was scrapped"),
    FIELD_TIME(struct unit_view, shipped, OPTIONAL, "when it left"),
    FIELD_LIST(struct unit_view, operations, REQUIRED, 0, OPERATIONS_MAX, &OPERATION_VIEW_RECORD, "its routing"),
    FIELD_LIST(struct unit_view, nonconformances, OPTIONAL, 0, 1000, &NONCONFORMANCE_VIEW_RECORD, "faults reported"),
    FIELD_LIST(struct unit_view, waivers, REQUIRED, 0, 1000, &WAIVER_VIEW_RECORD, "asked for, whatever became of them"),
};
const struct record UNIT_VIEW_RECORD = RECORD(struct unit_view, "unit_view", UNIT_VIEW_FIELDS, "A unit and its route.");

static const struct field UNIT_SUMMARY_FIELDS[] = {
    FIELD_TEXT(struct unit_summary, serial, REQUIRED, 1, 64, "serial number"),
    FIELD_TEXT(struct unit_summary, part_number, REQUIRED, 1, 64, "what it is"),
    FIELD_TEXT(struct unit_summary, revision, REQUIRED, 1, 64, "of its definition"),
    FIELD_TEXT(struct unit_summary, order, REQUIRED, 1, 64, "for which it is built"),
    FIELD_ENUM(struct unit_summary, state, REQUIRED, &UNIT_STATE_NAMES, "how it stands"),
    FIELD_TIME(struct unit_summary, released, OPTIONAL, "when its order was released"),
    FIELD_TIME(struct unit_summary, started, OPTIONAL, "when its first operation began"),
    FIELD_TIME(struct unit_summary, completed, OPTIONAL, "when its last operation passed, or it was scrapped"),
    FIELD_TIME(struct unit_summary, shipped, OPTIONAL, "when it left"),
};
const struct record UNIT_SUMMARY_RECORD =
    RECORD(struct unit_summary, "unit_summary", UNIT_SUMMARY_FIELDS, "A unit in a list.");

static const struct field UNIT_QUERY_FIELDS[] = {
    FIELD_TEXT(struct unit_query, part_number, OPTIONAL, 1, 64, "where the serial alone is not enough"),
};
const struct record UNIT_QUERY_RECORD =
    RECORD(struct unit_query, "unit_query", UNIT_QUERY_FIELDS, "Which unit of that serial.");

static const struct field UNIT_LIST_QUERY_FIELDS[] = {
    FIELD_TEXT(struct unit_list_query, cursor, OPTIONAL, 1, CURSOR_MAX, "next_cursor of the page before"),
    FIELD_INTEGER(struct unit_list_query, limit, OPTIONAL, 1, LIST_LIMIT_MAX, "items of a page"),
    FIELD_TEXT(struct unit_list_query, order, OPTIONAL, 1, 64, "of this order alone"),
    FIELD_ENUM(struct unit_list_query, state, OPTIONAL, &UNIT_STATE_NAMES, "in this state alone"),
};
const struct record UNIT_LIST_QUERY_RECORD =
    RECORD(struct unit_list_query, "unit_list_query", UNIT_LIST_QUERY_FIELDS, "Which units.");

static const struct field UNIT_EVENTS_QUERY_FIELDS[] = {
    FIELD_TEXT(struct unit_events_query, cursor, OPTIONAL, 1, 200, "next_cursor of the page before"),
    FIELD_INTEGER(struct unit_events_query, limit, OPTIONAL, 1, LIST_LIMIT_MAX, "items of a page"),
    FIELD_TEXT(struct unit_events_query, part_number, OPTIONAL, 1, 64, "of the unit, where its serial is not enough"),
};
const struct record UNIT_EVENTS_QUERY_RECORD =
    RECORD(struct unit_events_query, "unit_events_query", UNIT_EVENTS_QUERY_FIELDS, "Of which unit, and which page.");

static const struct field UNIT_EVENT_FIELDS[] = {
    FIELD_INTEGER(struct unit_event, journal_position, REQUIRED, 1, 9e15, "of the entry"),
    FIELD_JSON_OF(struct unit_event, entry, REQUIRED, "entry", "the entry, as it was stored"),
};
const struct record UNIT_EVENT_RECORD =
    RECORD(struct unit_event, "unit_event", UNIT_EVENT_FIELDS, "A journal entry about a unit.");

static const struct field NONCONFORMANCE_LIST_QUERY_FIELDS[] = {
    FIELD_TEXT(struct nonconformance_list_query, cursor, OPTIONAL, 1, 200, "next_cursor of the page before"),
    FIELD_INTEGER(struct nonconformance_list_query, limit, OPTIONAL, 1, LIST_LIMIT_MAX, "items of a page"),
    FIELD_ENUM(struct nonconformance_list_query, state, OPTIONAL, &NONCONFORMANCE_STATE_NAMES, "in this state alone"),
};
const struct record NONCONFORMANCE_LIST_QUERY_RECORD = RECORD(
    struct nonconformance_list_query, "nonconformance_list_query", NONCONFORMANCE_LIST_QUERY_FIELDS, "Which faults.");

static const struct field NEXT_QUERY_FIELDS[] = {
    FIELD_TEXT(struct next_query, station, OPTIONAL, 1, 64, "where; a station's own token need not say"),
    FIELD_TEXT(struct next_query, part_number, OPTIONAL, 1, 64, "of the unit, where its serial is not enough"),
    FIELD_TEXT(struct next_query, operator, OPTIONAL, 1, 64, "badge of who would do it"),
    FIELD_TEXT(struct next_query, tool, OPTIONAL, 1, 64, "with which tool"),
    FIELD_TEXT(struct next_query, bay, OPTIONAL, 1, 64, "in which bay"),
};
const struct record NEXT_QUERY_RECORD =
    RECORD(struct next_query, "next_query", NEXT_QUERY_FIELDS, "Where, by whom and with what.");

static const struct field FAILING_FIELDS[] = {
    FIELD_TEXT(struct failing, characteristic, OPTIONAL, 1, 120, "what was measured"),
    FIELD_TEXT(struct failing, check, OPTIONAL, 1, 120, "what was checked"),
    FIELD_TEXT(struct failing, position, OPTIONAL, 1, 120, "at which position"),
    FIELD_NUMBER(struct failing, value, OPTIONAL, 0, 0, "the measured value"),
    FIELD_NUMBER(struct failing, lower, OPTIONAL, 0, 0, "the limits it was judged by"),
    FIELD_NUMBER(struct failing, upper, OPTIONAL, 0, 0, "the limits it was judged by"),
    FIELD_TEXT(struct failing, answer, OPTIONAL, 1, 1000, "the answer that was given"),
};
const struct record FAILING_RECORD =
    RECORD(struct failing, "failing", FAILING_FIELDS, "What was recorded in a run and fails it.");

static const struct field NEXT_OPERATION_FIELDS[] = {
    FIELD_TEXT(struct next_operation, operation, REQUIRED, 1, 16, "its number in the routing"),
    FIELD_TEXT(struct next_operation, name, REQUIRED, 1, 120, "for people"),
    FIELD_ENUM(struct next_operation, state, REQUIRED, &OPERATION_STATE_NAMES, "how it stands"),
    FIELD_BOOLEAN(struct next_operation, may_start, REQUIRED, "the rules let it start there now"),
    FIELD_BOOLEAN(struct next_operation, may_resume, REQUIRED, "it is paused there, and the rules let it go on now"),
    FIELD_BOOLEAN(struct next_operation, may_complete, REQUIRED, "it runs there, and nothing is missing"),
    FIELD_LIST(struct next_operation, reasons, REQUIRED, 0, REASONS_KEPT, &REASON_RECORD, "every reason why not"),
    FIELD_BOOLEAN(
        struct next_operation, may_sign, REQUIRED,
        "it runs there and is to be signed off, and the rules let the operator named, or somebody, do it now"),
    FIELD_LIST(struct next_operation, sign_reasons, REQUIRED, 0, REASONS_KEPT, &REASON_RECORD,
               "every reason why it may not be signed off; none where it asks for no sign-off or does not run"),
    FIELD_LIST(struct next_operation, needs, REQUIRED, 0, 100000, &NEED_RECORD, "what must still be done in it"),
    FIELD_LIST(struct next_operation, fails, REQUIRED, 0, 100000, &FAILING_RECORD,
               "of one that runs: what was recorded and fails it when it is completed"),
};
const struct record NEXT_OPERATION_RECORD =
    RECORD(struct next_operation, "next_operation", NEXT_OPERATION_FIELDS, "What may happen to a unit.");

static const struct field NEXT_VIEW_FIELDS[] = {
    FIELD_TEXT(struct next_view, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct next_view, part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct next_view, station, OPTIONAL, 1, 64, "where"),
    FIELD_LIST(struct next_view, operations, REQUIRED, 0, OPERATIONS_MAX, &NEXT_OPERATION_RECORD,
               "those that are not passed and not waived"),
    FIELD_BOOLEAN(struct next_view, may_ship, REQUIRED,
                  "it is completed, and the rules let the operator named, or somebody, ship it there now"),
    FIELD_LIST(struct next_view, ship_reasons, REQUIRED, 0, REASONS_KEPT, &REASON_RECORD,
               "every reason why it may not be shipped; none where it is not completed, or is in another"),
};
const struct record NEXT_VIEW_RECORD =
    RECORD(struct next_view, "next_view", NEXT_VIEW_FIELDS, "What may happen to a unit next at a station.");

static const struct field COMPONENT_PLACE_FIELDS[] = {
    FIELD_TEXT(struct component_place, serial, REQUIRED, 1, 64, "of the unit it was in"),
    FIELD_TEXT(struct component_place, unit_part_number, REQUIRED, 1, 64, "of that unit"),
    FIELD_TEXT(struct component_place, order, REQUIRED, 1, 64, "of that unit"),
    FIELD_TEXT(struct component_place, position, REQUIRED, 1, 120, "that it filled"),
    FIELD_TEXT(struct component_place, operator, OPTIONAL, 1, 64, "who installed it"),
    FIELD_TIME(struct component_place, installed, REQUIRED, "when it was installed"),
    FIELD_TIME(struct component_place, removed, OPTIONAL, "when it was removed"),
    FIELD_ENUM(struct component_place, removal, OPTIONAL, &REMOVAL_NAMES, "what became of it then"),
    FIELD_BOOLEAN(struct component_place, voided, REQUIRED, "a correction says it never was there"),
    FIELD_INTEGER(struct component_place, installed_by, REQUIRED, 1, 9e15, "journal position"),
    FIELD_INTEGER(struct component_place, removed_by, OPTIONAL, 1, 9e15, "journal position"),
    FIELD_LIST(struct component_place, descriptions, OPTIONAL, 0, 1e6, &DESCRIPTION_VIEW_RECORD,
               "how it was described anew there, or since it was there last"),
};
const struct record COMPONENT_PLACE_RECORD =
    RECORD(struct component_place, "component_place", COMPONENT_PLACE_FIELDS, "Where a component was.");

static const struct field COMPONENT_QUERY_FIELDS[] = {
    FIELD_TEXT(struct component_query, part_number, REQUIRED, 1, 64, "what it is"),
    FIELD_TEXT(struct component_query, serial, REQUIRED, 1, 64, "which one"),
};
const struct record COMPONENT_QUERY_RECORD =
    RECORD(struct component_query, "component_query", COMPONENT_QUERY_FIELDS, "A part, by whatever names it.");

static const struct field COMPONENT_VIEW_FIELDS[] = {
    FIELD_TEXT(struct component_view, part_number, REQUIRED, 1, 64, "what it is"),
    FIELD_TEXT(struct component_view, serial, REQUIRED, 1, 64, "which one"),
    FIELD_ENUM(struct component_view, state, OPTIONAL, &COMPONENT_STATE_NAMES,
               "how it stands; absent of a unit of this plant that is not completed yet, or left"),
    FIELD_TEXT(struct component_view, installed_in, OPTIONAL, 1, 64, "serial of the unit it is in"),
    FIELD_TEXT(struct component_view, position, OPTIONAL, 1, 120, "that it fills"),
    FIELD_TEXT(struct component_view, top, OPTIONAL, 1, 64, "serial of the outermost unit it is in"),
    FIELD_BOOLEAN(struct component_view, built_here, REQUIRED, "it is a unit of this plant"),
    FIELD_RECORD(struct component_view, provenance, OPTIONAL, &PROVENANCE_RECORD, "what is on record of it"),
    FIELD_LIST(struct component_view, receipts, OPTIONAL, 0, 1e6, &RECEIPT_RECORD,
               "how it came back from its supplier, in order"),
    FIELD_LIST(struct component_view, places, REQUIRED, 0, 100000, &COMPONENT_PLACE_RECORD,
               "everywhere it has been, in order"),
};
const struct record COMPONENT_VIEW_RECORD =
    RECORD(struct component_view, "component_view", COMPONENT_VIEW_FIELDS, "A part with a serial number.");

static const struct field NONCONFORMANCE_VIEW_FIELDS[] = {
    FIELD_INTEGER(struct nonconformance_view, nonconformance, REQUIRED, 1, 9e15, "its journal position"),
    FIELD_TEXT(struct nonconformance_view, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct nonconformance_view, unit_part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct nonconformance_view, operation, OPTIONAL, 1, 16, "where it was found"),
    FIELD_TEXT(struct nonconformance_view, position, OPTIONAL, 1, 120, "at which position"),
    FIELD_TEXT(struct nonconformance_view, code, REQUIRED, 1, 64, "of the defect"),
    FIELD_PROSE(struct nonconformance_view, description, OPTIONAL, 0, 4000, "of the defect"),
    FIELD_ENUM(struct nonconformance_view, state, REQUIRED, &NONCONFORMANCE_STATE_NAMES, "how it stands"),
    FIELD_ENUM(struct nonconformance_view, disposition, OPTIONAL, &DISPOSITION_NAMES, "what was decided"),
    FIELD_TEXT(struct nonconformance_view, reported_by, OPTIONAL, 1, 64, "badge"),
    FIELD_TEXT(struct nonconformance_view, disposed_by, OPTIONAL, 1, 64, "name of the token"),
    FIELD_PROSE(struct nonconformance_view, reason, OPTIONAL, 1, 500, "of the disposition"),
    FIELD_TIME(struct nonconformance_view, reported, REQUIRED, "when it was reported"),
    FIELD_TIME(struct nonconformance_view, disposed, OPTIONAL, "when it was dispositioned"),
    FIELD_INTEGER(struct nonconformance_view, decision, OPTIONAL, 1, 9e15, "journal position of the disposition"),
    FIELD_BOOLEAN(struct nonconformance_view, material_review, REQUIRED,
                  "the operation failed, or the defect was found, as often as it may be: until it is decided, nothing"
                  " starts on the unit"),
    FIELD_LIST(struct nonconformance_view, evidence, REQUIRED, 0, 100000, &EVIDENCE_RECORD, "what failed"),
    FIELD_TEXT(struct nonconformance_view, countersigned_by, OPTIONAL, 1, 64, "name of the second person's token"),
    FIELD_TIME(struct nonconformance_view, countersigned, OPTIONAL, "when it was countersigned"),
    FIELD_TEXT(struct nonconformance_view, closed_by, OPTIONAL, 1, 64, "name of the token"),
    FIELD_TIME(struct nonconformance_view, closed, OPTIONAL, "when it was closed"),
    FIELD_TEXTS(struct nonconformance_view, operations, OPTIONAL, 0, REWORKED_MAX,
                "of the unit that are to be done again by the disposition"),
    FIELD_LIST(struct nonconformance_view, actions, REQUIRED, 0, ACTIONS_MAX, &REQUIRED_ACTION_RECORD,
               "what the disposition demands before it closes"),
};
const struct record NONCONFORMANCE_VIEW_RECORD =
    RECORD(struct nonconformance_view, "nonconformance_view", NONCONFORMANCE_VIEW_FIELDS, "Something that went wrong.");

static const struct field WAIVER_VIEW_FIELDS[] = {
    FIELD_INTEGER(struct waiver_view, waiver, REQUIRED, 1, 9e15, "journal position of the request"),
    FIELD_TEXT(struct waiver_view, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct waiver_view, unit_part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct waiver_view, operation, REQUIRED, 1, 16, "that the unit may go on without"),
    FIELD_ENUM(
        struct waiver_view, state, REQUIRED, &WAIVER_STATE_NAMES,
        "requested until a second person countersigns or rejects it; lapsed when the operation was run after the "
        "request, or the unit changed after the waiver"),
    FIELD_PROSE(struct waiver_view, reason, REQUIRED, 1, 500, "why it was asked for"),
    FIELD_TEXT(struct waiver_view, requested_by, REQUIRED, 1, 64, "name of the token"),
    FIELD_TIME(struct waiver_view, requested, REQUIRED, "when it was asked for"),
    FIELD_TEXT(struct waiver_view, decided_by, OPTIONAL, 1, 64, "name of the token that countersigned or rejected it"),
    FIELD_PROSE(struct waiver_view, decision, OPTIONAL, 1, 500, "why"),
    FIELD_TIME(struct waiver_view, decided, OPTIONAL, "when"),
    FIELD_INTEGER(struct waiver_view, invalidated_by, OPTIONAL, 1, 9e15, "journal position of what made it fall"),
    FIELD_TEXT(struct waiver_view, revoked_by, OPTIONAL, 1, 64, "name of the token that revoked it"),
    FIELD_PROSE(struct waiver_view, revocation, OPTIONAL, 1, 1000, "why it was revoked"),
    FIELD_TIME(struct waiver_view, revoked, OPTIONAL, "when"),
};
const struct record WAIVER_VIEW_RECORD = RECORD(struct waiver_view, "waiver_view", WAIVER_VIEW_FIELDS,
                                                "A request to let a unit go on without an operation.");
