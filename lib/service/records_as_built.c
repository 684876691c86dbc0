/* Records of the as-built answer. */
#include "service/views_as_built.h"

static const struct field AS_BUILT_QUERY_FIELDS[] = {
    FIELD_TEXT(struct as_built_query, at, OPTIONAL, 1, 40, "a journal position or an RFC 3339 time; now, or shipment"),
    FIELD_TEXT(struct as_built_query, part_number, OPTIONAL, 1, 64, "of the unit, where its serial is not enough"),
};
const struct record AS_BUILT_QUERY_RECORD =
    RECORD(struct as_built_query, "as_built_query", AS_BUILT_QUERY_FIELDS, "As of when.");

/* Not of a training site, whose time is its own. */
#define AT_ABOUT "when it happened by the station's clock, where that is a minute or more from when it was recorded"

static const struct field AS_BUILT_COMPONENT_FIELDS[] = {
    FIELD_TEXT(struct as_built_component, position, REQUIRED, 1, 120, "that it fills"),
    FIELD_INTEGER(struct as_built_component, u_position, OPTIONAL, 1, 100, "its lowest rack unit"),
    FIELD_INTEGER(struct as_built_component, u_height, OPTIONAL, 1, 100, "rack units"),
    FIELD_TEXT(struct as_built_component, part_number, REQUIRED, 1, 64, "what it is"),
    FIELD_TEXT(struct as_built_component, revision, OPTIONAL, 1, 64, "of the part"),
    FIELD_TEXT(struct as_built_component, serial, OPTIONAL, 1, 64, "which one"),
    FIELD_TEXT(struct as_built_component, lot, OPTIONAL, 1, 64, "of which lot"),
    FIELD_INTEGER(struct as_built_component, quantity, REQUIRED, 1, 1e6, "pieces"),
    FIELD_TEXT(struct as_built_component, supplier, OPTIONAL, 1, 120, "who supplied it"),
    FIELD_TEXT(struct as_built_component, country, OPTIONAL, 2, 2, "of origin, ISO 3166-1 alpha-2"),
    FIELD_TEXT(struct as_built_component, origin_site, OPTIONAL, 1, 120, "where it was made"),
    FIELD_JSON_LIST(struct as_built_component, firmware, OPTIONAL, 0, 100, &FIRMWARE_RECORD, "its firmware"),
    FIELD_JSON_LIST(struct as_built_component, identifiers, OPTIONAL, 0, 100, &IDENTIFIER_RECORD, "its other names"),
    FIELD_TEXT(struct as_built_component, operator, OPTIONAL, 1, 64, "who installed it"),
    FIELD_TIME(struct as_built_component, installed, REQUIRED, "when it was installed"),
    FIELD_TIME(struct as_built_component, at, OPTIONAL, AT_ABOUT),
    FIELD_INTEGER(struct as_built_component, installed_by, REQUIRED, 1, 9e15, "journal position"),
    FIELD_INTEGER(struct as_built_component, unapproved_by, OPTIONAL, 1, 9e15,
                  "journal position since which it is not approved: of the change of revision, or of how it was described"),
    FIELD_INTEGER(struct as_built_component, described_by, OPTIONAL, 1, 9e15,
                  "journal position since which it is not as it was recorded: of the description, or its countersignature"),
    FIELD_LIST(struct as_built_component, components, OPTIONAL, 0, POSITIONS_MAX, &AS_BUILT_COMPONENT_RECORD,
               "of a unit built here: its own"),
};
const struct record AS_BUILT_COMPONENT_RECORD = RECORD(struct as_built_component, "as_built_component",
                                                       AS_BUILT_COMPONENT_FIELDS, "A component and what is in it.");

static const struct field COUNTRY_SHARE_FIELDS[] = {
    FIELD_TEXT(struct country_share, country, REQUIRED, 2, 7, "ISO 3166-1 alpha-2, or unknown"),
    FIELD_INTEGER(struct country_share, components, REQUIRED, 1, 1e9, "pieces of the whole tree, units built here left out"),
    FIELD_NUMBER(struct country_share, share, REQUIRED, 0, 1, "of all of them"),
};
const struct record COUNTRY_SHARE_RECORD =
    RECORD(struct country_share, "country_share", COUNTRY_SHARE_FIELDS, "A country's share of the components.");

static const struct field MEASUREMENT_VIEW_FIELDS[] = {
    FIELD_TEXT(struct measurement_view, characteristic, REQUIRED, 1, 120, "what was measured"),
    FIELD_TEXT(struct measurement_view, position, OPTIONAL, 1, 120, "where"),
    FIELD_NUMBER(struct measurement_view, value, REQUIRED, 0, 0, "in the characteristic's unit of measure"),
    FIELD_TEXT(struct measurement_view, unit_of_measure, OPTIONAL, 1, 120, "that it is in"),
    FIELD_NUMBER(struct measurement_view, lower, OPTIONAL, 0, 0, "limit it was judged by"),
    FIELD_NUMBER(struct measurement_view, upper, OPTIONAL, 0, 0, "limit it was judged by"),
    FIELD_ENUM(struct measurement_view, verdict, REQUIRED, &VERDICT_NAMES, "the daemon's"),
    FIELD_TEXT(struct measurement_view, tool, OPTIONAL, 1, 64, "with which tool"),
    FIELD_TEXT(struct measurement_view, operator, OPTIONAL, 1, 64, "by whom"),
    FIELD_TIME(struct measurement_view, recorded, REQUIRED, "when"),
    FIELD_TIME(struct measurement_view, at, OPTIONAL, AT_ABOUT),
    FIELD_INTEGER(struct measurement_view, journal_position, REQUIRED, 1, 9e15, "its entry"),
};
const struct record MEASUREMENT_VIEW_RECORD =
    RECORD(struct measurement_view, "measurement_view", MEASUREMENT_VIEW_FIELDS, "A measurement.");

static const struct field ANSWER_VIEW_FIELDS[] = {
    FIELD_TEXT(struct answer_view, check, REQUIRED, 1, 120, "what was asked"),
    FIELD_TEXT(struct answer_view, position, OPTIONAL, 1, 120, "where"),
    FIELD_TEXT(struct answer_view, answer, REQUIRED, 1, 200, "what was answered"),
    FIELD_ENUM(struct answer_view, verdict, REQUIRED, &VERDICT_NAMES, "the daemon's"),
    FIELD_TEXT(struct answer_view, operator, OPTIONAL, 1, 64, "by whom"),
    FIELD_TIME(struct answer_view, recorded, REQUIRED, "when"),
    FIELD_TIME(struct answer_view, at, OPTIONAL, AT_ABOUT),
    FIELD_INTEGER(struct answer_view, journal_position, REQUIRED, 1, 9e15, "its entry"),
};
const struct record ANSWER_VIEW_RECORD =
    RECORD(struct answer_view, "answer_view", ANSWER_VIEW_FIELDS, "The answer to a check.");

static const struct field SIGNATURE_VIEW_FIELDS[] = {
    FIELD_TEXT(struct signature_view, operator, REQUIRED, 1, 64, "who signed"),
    FIELD_PROSE(struct signature_view, meaning, OPTIONAL, 1, 400, "what for"),
    FIELD_TIME(struct signature_view, recorded, REQUIRED, "when"),
    FIELD_TIME(struct signature_view, at, OPTIONAL, AT_ABOUT),
    FIELD_INTEGER(struct signature_view, journal_position, REQUIRED, 1, 9e15, "its entry"),
};
const struct record SIGNATURE_VIEW_RECORD =
    RECORD(struct signature_view, "signature_view", SIGNATURE_VIEW_FIELDS, "A signature.");

static const struct field RUN_VIEW_FIELDS[] = {
    FIELD_TEXT(struct run_view, operation, REQUIRED, 1, 16, "of the routing"),
    FIELD_INTEGER(struct run_view, attempt, REQUIRED, 1, 9e15, "which one, from 1"),
    FIELD_ENUM(struct run_view, state, REQUIRED, &RUN_STATE_NAMES, "how it ended, or stands"),
    FIELD_INTEGER(struct run_view, invalidated_by, OPTIONAL, 1, 9e15,
                  "it passed, and its evidence fell later: journal position of what made it fall"),
    FIELD_RECORD(struct run_view, invalidation, OPTIONAL, &INVALIDATION_RECORD, "and what that was"),
    FIELD_TEXT(struct run_view, station, OPTIONAL, 1, 64, "where"),
    FIELD_TEXT(struct run_view, bay, OPTIONAL, 1, 64, "in which bay"),
    FIELD_TEXT(struct run_view, operator, OPTIONAL, 1, 64, "who began it"),
    FIELD_TEXT(struct run_view, tool, OPTIONAL, 1, 64, "with which tool"),
    FIELD_TIME(struct run_view, started, REQUIRED, "when it began"),
    FIELD_TIME(struct run_view, started_at, OPTIONAL, AT_ABOUT),
    FIELD_TIME(struct run_view, ended, OPTIONAL, "when it ended"),
    FIELD_TIME(struct run_view, ended_at, OPTIONAL, AT_ABOUT),
    FIELD_INTEGER(struct run_view, ended_by, OPTIONAL, 1, 9e15, "journal position of its end"),
    FIELD_NUMBER(struct run_view, accumulated_min, REQUIRED, 0, 1e9, "minutes it ran, pauses left out"),
    FIELD_INTEGER(struct run_view, journal_position, REQUIRED, 1, 9e15, "of its start"),
    FIELD_LIST(struct run_view, measurements, REQUIRED, 0, 1e6, &MEASUREMENT_VIEW_RECORD, "what was measured"),
    FIELD_LIST(struct run_view, answers, REQUIRED, 0, 1e6, &ANSWER_VIEW_RECORD, "what was checked"),
    FIELD_LIST(struct run_view, signatures, REQUIRED, 0, 1000, &SIGNATURE_VIEW_RECORD, "who signed"),
};
const struct record RUN_VIEW_RECORD =
    RECORD(struct run_view, "run_view", RUN_VIEW_FIELDS, "An attempt at an operation, with its evidence.");

static const struct field OPERATION_THEN_FIELDS[] = {
    FIELD_TEXT(struct operation_then, operation, REQUIRED, 1, 16, "of the routing"),
    FIELD_ENUM(struct operation_then, state, OPTIONAL, &OPERATION_STATE_NAMES, "how it stood; absent: not begun"),
};
const struct record OPERATION_THEN_RECORD =
    RECORD(struct operation_then, "operation_then", OPERATION_THEN_FIELDS, "How an operation stood.");

static const struct field AS_BUILT_FAULT_FIELDS[] = {
    FIELD_INTEGER(struct as_built_fault, nonconformance, REQUIRED, 1, 9e15, "its journal position"),
    FIELD_TEXT(struct as_built_fault, serial, REQUIRED, 1, 64, "of the unit it is at: this one, or one inside it"),
    FIELD_TEXT(struct as_built_fault, unit_part_number, REQUIRED, 1, 64, "of that unit"),
    FIELD_TEXT(struct as_built_fault, operation, OPTIONAL, 1, 16, "where it was found"),
    FIELD_TEXT(struct as_built_fault, position, OPTIONAL, 1, 120, "at which position"),
    FIELD_TEXT(struct as_built_fault, code, REQUIRED, 1, 64, "of the defect"),
    FIELD_PROSE(struct as_built_fault, description, OPTIONAL, 0, 4000, "of the defect"),
    FIELD_ENUM(struct as_built_fault, state, REQUIRED, &NONCONFORMANCE_STATE_NAMES, "how it stood"),
    FIELD_TEXT(struct as_built_fault, reported_by, OPTIONAL, 1, 64, "badge"),
    FIELD_TIME(struct as_built_fault, reported, REQUIRED, "when it was reported"),
    FIELD_ENUM(struct as_built_fault, disposition, OPTIONAL, &DISPOSITION_NAMES, "what was decided"),
    FIELD_PROSE(struct as_built_fault, reason, OPTIONAL, 1, 1000, "why"),
    FIELD_TEXT(struct as_built_fault, disposed_by, OPTIONAL, 1, 64, "name of the token that decided"),
    FIELD_TIME(struct as_built_fault, disposed, OPTIONAL, "when that was"),
    FIELD_TEXTS(struct as_built_fault, operations, OPTIONAL, 0, REWORKED_MAX, "that were to be done again by it"),
    FIELD_TEXT(struct as_built_fault, countersigned_by, OPTIONAL, 1, 64, "name of the second person's token"),
    FIELD_TIME(struct as_built_fault, countersigned, OPTIONAL, "when it was countersigned"),
    FIELD_TEXT(struct as_built_fault, closed_by, OPTIONAL, 1, 64, "name of the token"),
    FIELD_TIME(struct as_built_fault, closed, OPTIONAL, "when it was closed"),
};
const struct record AS_BUILT_FAULT_RECORD = RECORD(struct as_built_fault, "as_built_fault", AS_BUILT_FAULT_FIELDS,
                                                   "Something that was wrong, and what was decided about it.");

static const struct field AS_BUILT_HOLD_FIELDS[] = {
    FIELD_INTEGER(struct as_built_hold, hold, REQUIRED, 1, 9e15, "its journal position"),
    FIELD_TEXT(struct as_built_hold, serial, REQUIRED, 1, 64, "of the unit it lay on: this one, or one inside it"),
    FIELD_TEXT(struct as_built_hold, unit_part_number, REQUIRED, 1, 64, "of that unit"),
    FIELD_PROSE(struct as_built_hold, reason, REQUIRED, 1, 1000, "why it was placed"),
    FIELD_TEXT(struct as_built_hold, placed_by, OPTIONAL, 0, 64, "name of the token that placed it"),
    FIELD_TIME(struct as_built_hold, placed, REQUIRED, "when it was placed"),
    FIELD_TIME(struct as_built_hold, caught, REQUIRED, "since when it lay on that unit"),
    FIELD_TIME(struct as_built_hold, released, OPTIONAL,
               "when that unit was released, alone or with the whole hold; absent: it lay there still"),
    FIELD_TEXT(struct as_built_hold, released_by, OPTIONAL, 0, 64, "name of the token that released it"),
    FIELD_PROSE(struct as_built_hold, release_reason, OPTIONAL, 1, 2000, "why it was released"),
};
const struct record AS_BUILT_HOLD_RECORD =
    RECORD(struct as_built_hold, "as_built_hold", AS_BUILT_HOLD_FIELDS, "A hold that lay on a unit.");

static const struct field SIGN_OFF_VIEW_FIELDS[] = {
    FIELD_TEXT(struct sign_off_view, operation, REQUIRED, 1, 16, "that was signed off"),
    FIELD_TEXT(struct sign_off_view, operator, REQUIRED, 1, 64, "who signed"),
    FIELD_PROSE(struct sign_off_view, meaning, OPTIONAL, 1, 400, "what for"),
    FIELD_TIME(struct sign_off_view, recorded, REQUIRED, "when"),
    FIELD_TIME(struct sign_off_view, at, OPTIONAL, AT_ABOUT),
    FIELD_INTEGER(struct sign_off_view, journal_position, REQUIRED, 1, 9e15, "its entry"),
};
const struct record SIGN_OFF_VIEW_RECORD =
    RECORD(struct sign_off_view, "sign_off_view", SIGN_OFF_VIEW_FIELDS, "A signature that stood.");

static const struct field SHIPMENT_VIEW_FIELDS[] = {
    FIELD_TIME(struct shipment_view, shipped, REQUIRED, "when it left"),
    FIELD_TIME(struct shipment_view, at, OPTIONAL, AT_ABOUT),
    FIELD_TEXT(struct shipment_view, carrier, OPTIONAL, 1, 120, "who carried it"),
    FIELD_TEXT(struct shipment_view, tracking_number, OPTIONAL, 1, 120, "the carrier's number"),
    FIELD_TEXT(struct shipment_view, operator, OPTIONAL, 1, 64, "who shipped it"),
    FIELD_TEXT(struct shipment_view, station, OPTIONAL, 1, 64, "where"),
    FIELD_INTEGER(struct shipment_view, journal_position, REQUIRED, 1, 9e15, "its entry"),
};
const struct record SHIPMENT_VIEW_RECORD =
    RECORD(struct shipment_view, "shipment_view", SHIPMENT_VIEW_FIELDS, "How a unit left.");

static const struct field SCRAPPING_VIEW_FIELDS[] = {
    FIELD_TIME(struct scrapping_view, scrapped, REQUIRED, "when"),
    FIELD_TIME(struct scrapping_view, at, OPTIONAL, AT_ABOUT),
    FIELD_TEXT(struct scrapping_view, by, REQUIRED, 1, 64, "whose token or account said so"),
    FIELD_TEXT(struct scrapping_view, operator, OPTIONAL, 1, 64, "who took it out as scrap"),
    FIELD_TEXT(struct scrapping_view, station, OPTIONAL, 1, 64, "where it was taken out"),
    FIELD_PROSE(struct scrapping_view, reason, OPTIONAL, 1, 1000, "why"),
    FIELD_INTEGER(struct scrapping_view, journal_position, REQUIRED, 1, 9e15, "its entry"),
};
const struct record SCRAPPING_VIEW_RECORD =
    RECORD(struct scrapping_view, "scrapping_view", SCRAPPING_VIEW_FIELDS, "How a unit was scrapped.");

static const struct field LEFT_IN_VIEW_FIELDS[] = {
    FIELD_TEXT(struct left_in_view, serial, REQUIRED, 1, 64, "of the outermost unit around it"),
    FIELD_TEXT(struct left_in_view, part_number, REQUIRED, 1, 64, "of that unit"),
    FIELD_TEXT(struct left_in_view, order, REQUIRED, 1, 64, "for which that was built"),
    FIELD_TEXT(struct left_in_view, customer, OPTIONAL, 1, 120, "whom it left for"),
    FIELD_TEXT(struct left_in_view, destination, OPTIONAL, 1, 200, "where it left for"),
};
const struct record LEFT_IN_VIEW_RECORD =
    RECORD(struct left_in_view, "left_in_view", LEFT_IN_VIEW_FIELDS, "The unit that another left in.");

static const struct field AS_BUILT_VIEW_FIELDS[] = {
    FIELD_TEXT(struct as_built_view, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct as_built_view, part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct as_built_view, revision, REQUIRED, 1, 64, "of its definition, that it had then"),
    FIELD_LIST(struct as_built_view, revisions, REQUIRED, 0, 1e6, &REVISION_VIEW_RECORD,
               "every move to another until then, in order"),
    FIELD_TEXT(struct as_built_view, order, REQUIRED, 1, 64, "for which it was built"),
    FIELD_TEXT(struct as_built_view, customer, OPTIONAL, 1, 120,
               "of the order, as of then; of what has left, as it left"),
    FIELD_TEXT(struct as_built_view, destination, OPTIONAL, 1, 200,
               "of the order, as of then; of what has left, as it left"),
    FIELD_ENUM(struct as_built_view, state, REQUIRED, &UNIT_STATE_NAMES, "how the unit stood"),
    FIELD_INTEGER(struct as_built_view, journal_position, REQUIRED, 0, 9e15,
                  "as of which the record is: nothing was entered about it since"),
    FIELD_BOOLEAN(struct as_built_view, frozen, REQUIRED, "it has left, or what it is in has: it never changes again"),
    FIELD_LIST(struct as_built_view, operations, REQUIRED, 0, 10000, &OPERATION_THEN_RECORD,
               "how its operations stood"),
    FIELD_TEXTS(struct as_built_view, unfilled, REQUIRED, 0, POSITIONS_MAX, "positions still empty"),
    FIELD_LIST(struct as_built_view, components, REQUIRED, 0, POSITIONS_MAX, &AS_BUILT_COMPONENT_RECORD,
               "what is in it"),
    FIELD_LIST(struct as_built_view, runs, REQUIRED, 0, 1e6, &RUN_VIEW_RECORD, "how it was proven"),
    FIELD_LIST(struct as_built_view, waivers, REQUIRED, 0, 1e6, &WAIVER_VIEW_RECORD,
               "what was not proven of it and of what is in it, and who agreed: the waivers that were countersigned"),
    FIELD_LIST(struct as_built_view, nonconformances, REQUIRED, 0, 1e6, &AS_BUILT_FAULT_RECORD,
               "what was wrong with it and with what is in it, and what was decided: conceded with use_as_is"),
    FIELD_LIST(struct as_built_view, holds, REQUIRED, 0, 1e6, &AS_BUILT_HOLD_RECORD,
               "which holds lay on it and on what is in it, and who released them: each time that one caught it"),
    FIELD_LIST(struct as_built_view, signed_off, REQUIRED, 0, 1e6, &SIGN_OFF_VIEW_RECORD,
               "who signed for it: the signatures of runs whose evidence stood"),
    FIELD_RECORD(struct as_built_view, shipment, OPTIONAL, &SHIPMENT_VIEW_RECORD, "how it left, or what it is in"),
    FIELD_RECORD(struct as_built_view, scrapping, OPTIONAL, &SCRAPPING_VIEW_RECORD,
                 "that it was scrapped, and why; absent: it was not"),
    FIELD_RECORD(struct as_built_view, left_in, OPTIONAL, &LEFT_IN_VIEW_RECORD,
                 "the unit that it left in, and for whom and where that went; absent: it did not leave inside another"),
    FIELD_LIST(struct as_built_view, descriptions, REQUIRED, 0, 1e6, &DESCRIPTION_VIEW_RECORD,
               "how parts in it were described anew by then; of a unit as it was shipped, whenever that was, beside the"
               " record"),
    FIELD_LIST(struct as_built_view, countries, REQUIRED, 0, 300, &COUNTRY_SHARE_RECORD,
               "where its parts come from, the most first"),
};
const struct record AS_BUILT_VIEW_RECORD =
    RECORD(struct as_built_view, "as_built_view", AS_BUILT_VIEW_FIELDS, "What is inside a unit and how it was proven.");
