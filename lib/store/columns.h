/* The columns of each table that its record has, for the statements that read whole rows. */
#ifndef RACKLINE_COLUMNS_H
#define RACKLINE_COLUMNS_H

/* When something happened that the journal has at `id`: by its station's clock where it was posted late, but not after
 * it was recorded. */
#define DATED(id, recorded)                                                                                            \
    "coalesce((SELECT dated.at FROM late dated WHERE dated.journal_position = " id " AND dated.at < " recorded "), "   \
    recorded ")"
#define PRODUCT_COLUMNS "part_number, revision, state, definition, journal_position"
#define ORDER_COLUMNS                                                                                                  \
    "\"order\", part_number, revision, quantity, customer, destination, due, priority, state, planned,"                \
    " released, completed, closed, journal_position, revised_by, closed_last"
#define UNIT_COLUMNS                                                                                                   \
    "unit_id, serial, part_number, revision, \"order\", sequence, state, installed_in, released, started, completed,"  \
    " shipped, completed_last, completed_last_by"
#define UNIT_REVISION_COLUMNS "unit_id, revised_by, previous, revision, revised, token, reason"
/* The revision that a unit had while a run of it lasted: nothing runs on it when it is moved to another. */
#define REVISION_OF_RUN(unit, run)                                                                                     \
    "coalesce((SELECT previous FROM unit_revision v WHERE v.unit_id = " run ".unit_id AND v.revised_by > " run         \
    ".run_id ORDER BY v.revised_by LIMIT 1), " unit ".revision)"
#define UNIT_OPERATION_COLUMNS "unit_id, operation, state, attempts, failures, run_id, invalidated_by, left_out_by"
#define RUN_COLUMNS                                                                                                    \
    "run_id, unit_id, operation, attempt, station, bay, operator, tool, state, power_w, coolant_lpm, started,"         \
    " ended, ended_by, running_since, accumulated_us, invalidated_by"
#define INSTALLATION_COLUMNS                                                                                           \
    "installation_id, unit_id, position, part_number, revision, serial, lot, supplier, country,"                       \
    " origin_site, firmware, identifiers, child_unit_id, run_id, operator, installed, removed, removed_by,"            \
    " removal, voided, unapproved_by"
#define COMPONENT_COLUMNS "part_number, serial, state, installation_id"
#define MEASUREMENT_COLUMNS                                                                                            \
    "measurement_id, run_id, characteristic, position, value, lower, upper, verdict, tool, operator, recorded,"        \
    " voided_by"
#define CHECK_ANSWER_COLUMNS "answer_id, run_id, check_name, position, answer, verdict, operator, recorded, voided_by"
/* Whether quality scraps the unit as a whole by a nonconformance: 4 is the disposition. */
#define CONDEMNS(n) "(" n ".state = 2 AND " n ".disposition = 4 AND " n ".position IS NULL)"
/* Of a part whose installations are in `chain`: where it was last before the fault closed it had been taken out, and
 * nowhere since has the operation in which it was found (any, where it names none) passed with the part in place. 3 is a
 * run that passed. */
#define CLOSED_WITHOUT                                                                                                 \
    "EXISTS (SELECT 1 FROM installation i WHERE i.installation_id ="                                                   \
    " (SELECT max(chain.id) FROM chain WHERE chain.id < n.closed_at) AND i.removed_by <= n.closed_at)"                       \
    " AND NOT EXISTS (SELECT 1 FROM chain JOIN installation i ON i.installation_id = chain.id"                           \
    " JOIN run r ON r.unit_id = i.unit_id WHERE chain.id > n.closed_at AND r.state = 3"                                    \
    " AND (n.operation IS NULL OR r.operation = n.operation) AND r.ended_by > chain.id"                                    \
    " AND (i.removed_by IS NULL OR r.ended_by < i.removed_by))"
#define SIGNATURE_COLUMNS "signature_id, run_id, operator, meaning, recorded, voided_by"
#define NONCONFORMANCE_COLUMNS                                                                                         \
    "nonconformance_id, unit_id, operation, position, code, description, state, disposition, reported_by,"             \
    " disposed_by, reason, reported, disposed, material_review, evidence, countersigned_by, countersigned, closed_by," \
    " closed, station, closed_at, installation_id, disposed_at, operations, reopened_at"
#define WAIVER_COLUMNS                                                                                                 \
    "waiver_id, unit_id, operation, state, reason, requested_by, requested, decided_by, decision, decided,"            \
    " decided_at, invalidated_by, revoked_by, revocation, revoked"
#define DESCRIPTION_COLUMNS                                                                                            \
    "revision, lot, supplier, country, origin_site, firmware, identifiers, description_id, installation_id, unit_id, said, reason," \
    " described_by, described, state, decided_by, decision, decided, decided_at, unapproved_by,"  \
    " unapproved"
#define HOLD_COLUMNS                                                                                                   \
    "hold_id AS hold, \"order\", serial, part_number, serial_from, serial_to, lot, supplier, country, firmware,"       \
    " firmware_version, station, tool, operator, \"from\", \"to\", reason, placed_by, placed, released, released_by,"  \
    " release_reason"
#define HOLD_MATCH_COLUMNS                                                                                             \
    "hold_id, unit_id, frozen_by, match, via, installation_id, run_id, matches, released, released_by,"                \
    " release_reason, lifted_at"
#define STATION_COLUMNS                                                                                                \
    "station, name, type, capacity, bays, power_w, coolant_lpm, state, state_since, journal_position"
#define STATION_SPELL_COLUMNS                                                                                          \
    "spell_id, station, state, began, ended, " DATED("spell_id", "began") " AS dated"
#define CALENDAR_COLUMNS "time_zone, shifts, holidays, journal_position"
#define OPERATOR_COLUMNS "operator, name, skills, \"left\", badge, pin_set, journal_position"
#define BADGE_COLUMNS "station, operator, browser, began, until, ended"
#define TOOL_COLUMNS "tool, name, type, calibration_due, withdrawn, journal_position"
#define DEFECT_COLUMNS "defect, family, name, description, withdrawn, journal_position"
#define ACCOUNT_COLUMNS "account, name, role, disabled, password, made, journal_position"
#define TOKEN_COLUMNS "token, role, station, digest, made, revoked"

#endif
