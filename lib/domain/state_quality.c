/* The rows of what speaks against a unit, and of what quality decided about it. */
#include "domain/state_quality.h"

static const struct field DEFECT_FIELDS[] = {
    FIELD_TEXT(struct defect, defect, REQUIRED, 1, 64, "its code"),
    FIELD_TEXT(struct defect, family, REQUIRED, 1, 64, "that it is counted with"),
    FIELD_TEXT(struct defect, name, REQUIRED, 1, 120, "what it is called"),
    FIELD_PROSE(struct defect, description, OPTIONAL, 1, 4000, "how to know it"),
    FIELD_BOOLEAN(struct defect, withdrawn, REQUIRED, "not to be reported any more"),
    FIELD_INTEGER(struct defect, journal_position, REQUIRED, 0, 0, "position of its last change"),
};
const struct record DEFECT_RECORD = RECORD(struct defect, "defect", DEFECT_FIELDS, "A kind of defect.");

static const struct field EVIDENCE_FIELDS[] = {
    FIELD_INTEGER(struct evidence, journal_position, REQUIRED, 0, 0, "of the measurement or the answer"),
};
const struct record EVIDENCE_RECORD =
    RECORD(struct evidence, "evidence", EVIDENCE_FIELDS, "A measurement or an answer that failed.");

static const struct field NONCONFORMANCE_FIELDS[] = {
    FIELD_INTEGER(struct nonconformance, nonconformance_id, REQUIRED, 0, 0, "journal position of the report"),
    FIELD_INTEGER(struct nonconformance, unit_id, OPTIONAL, 0, 0, "inside only"),
    FIELD_TEXT(struct nonconformance, operation, OPTIONAL, 1, 16, "operation it was found in"),
    FIELD_TEXT(struct nonconformance, position, OPTIONAL, 1, 120, "position it was found at"),
    FIELD_TEXT(struct nonconformance, code, REQUIRED, 1, 64, "the plant's code of the defect"),
    FIELD_PROSE(struct nonconformance, description, OPTIONAL, 1, 4000, "what went wrong"),
    FIELD_ENUM(struct nonconformance, state, REQUIRED, &NONCONFORMANCE_STATE_NAMES, "where it stands"),
    FIELD_ENUM(struct nonconformance, disposition, OPTIONAL, &DISPOSITION_NAMES, "what was decided"),
    FIELD_TEXT(struct nonconformance, reported_by, OPTIONAL, 0, 64, "who reported it"),
    FIELD_TEXT(struct nonconformance, disposed_by, OPTIONAL, 0, 64, "token that decided"),
    FIELD_PROSE(struct nonconformance, reason, OPTIONAL, 1, 1000, "why it was decided so"),
    FIELD_TIME(struct nonconformance, reported, REQUIRED, "when it was reported"),
    FIELD_TIME(struct nonconformance, disposed, OPTIONAL, "when it was decided"),
    FIELD_BOOLEAN(struct nonconformance, material_review, OPTIONAL, "it stops the unit until it is decided on"),
    FIELD_LIST(struct nonconformance, evidence, OPTIONAL, 0, 100000, &EVIDENCE_RECORD, "what failed"),
    FIELD_TEXT(struct nonconformance, countersigned_by, OPTIONAL, 0, 64, "token of the second person"),
    FIELD_TIME(struct nonconformance, countersigned, OPTIONAL, "when it was countersigned"),
    FIELD_TEXT(struct nonconformance, closed_by, OPTIONAL, 0, 64, "token that closed it"),
    FIELD_TIME(struct nonconformance, closed, OPTIONAL, "when it was closed"),
    FIELD_TEXT(struct nonconformance, station, OPTIONAL, 1, 64, "where it was reported"),
    FIELD_INTEGER(struct nonconformance, closed_at, OPTIONAL, 0, 0, "journal position of its closing"),
    FIELD_INTEGER(struct nonconformance, installation_id, OPTIONAL, 0, 0, "inside only"),
    FIELD_INTEGER(struct nonconformance, disposed_at, OPTIONAL, 0, 0, "journal position of the decision"),
    FIELD_TEXTS(struct nonconformance, operations, OPTIONAL, 0, REWORKED_MAX, "that are to be done again"),
    FIELD_INTEGER(struct nonconformance, reopened_at, OPTIONAL, 0, 0, "journal position at which these fell"),
};
const struct record NONCONFORMANCE_RECORD =
    RECORD(struct nonconformance, "nonconformance", NONCONFORMANCE_FIELDS, "What went wrong, and what was decided.");

static const struct field FINDING_FIELDS[] = {
    FIELD_INTEGER(struct finding, nonconformance_id, REQUIRED, 0, 0, "journal position of the report"),
    FIELD_INTEGER(struct finding, unit_id, REQUIRED, 0, 0, "inside only"),
    FIELD_INTEGER(struct finding, installation_id, OPTIONAL, 0, 0, "inside only"),
    FIELD_TEXT(struct finding, operation, OPTIONAL, 1, 16, "operation it was found in"),
    FIELD_TEXT(struct finding, position, OPTIONAL, 1, 120, "position it was found at"),
    FIELD_TEXT(struct finding, code, REQUIRED, 1, 64, "the plant's code of the defect"),
    FIELD_TEXT(struct finding, family, OPTIONAL, 1, 64, "of the code, in the catalogue"),
    FIELD_ENUM(struct finding, state, REQUIRED, &NONCONFORMANCE_STATE_NAMES, "where it stands"),
    FIELD_ENUM(struct finding, disposition, OPTIONAL, &DISPOSITION_NAMES, "what was decided"),
    FIELD_BOOLEAN(struct finding, material_review, OPTIONAL, "it stops the unit until it is decided on"),
    FIELD_TEXTS(struct finding, operations, OPTIONAL, 0, REWORKED_MAX, "that are to be done again"),
    FIELD_INTEGER(struct finding, disposed_at, OPTIONAL, 0, 0, "journal position of the decision"),
    FIELD_INTEGER(struct finding, closed_at, OPTIONAL, 0, 0, "journal position of its closing"),
    FIELD_BOOLEAN(struct finding, closed_without, OPTIONAL, "it closed while the part was out"),
};
const struct record FINDING_RECORD = RECORD(struct finding, "finding", FINDING_FIELDS, "What was found on a unit.");

static const struct field WAIVER_FIELDS[] = {
    FIELD_INTEGER(struct waiver, waiver_id, REQUIRED, 0, 0, "journal position of the request"),
    FIELD_INTEGER(struct waiver, unit_id, OPTIONAL, 0, 0, "inside only"),
    FIELD_TEXT(struct waiver, operation, REQUIRED, 1, 16, "operation that need not be passed"),
    FIELD_ENUM(struct waiver, state, REQUIRED, &WAIVER_STATE_NAMES, "where it stands"),
    FIELD_PROSE(struct waiver, reason, REQUIRED, 1, 1000, "why it was asked for"),
    FIELD_TEXT(struct waiver, requested_by, REQUIRED, 0, 64, "token that asked for it"),
    FIELD_TIME(struct waiver, requested, REQUIRED, "when it was asked for"),
    FIELD_TEXT(struct waiver, decided_by, OPTIONAL, 0, 64, "token that countersigned or rejected it"),
    FIELD_PROSE(struct waiver, decision, OPTIONAL, 1, 1000, "why it was decided so"),
    FIELD_TIME(struct waiver, decided, OPTIONAL, "when it was decided"),
    FIELD_INTEGER(struct waiver, decided_at, OPTIONAL, 0, 0, "journal position of the decision"),
    FIELD_INTEGER(struct waiver, invalidated_by, OPTIONAL, 0, 0, "journal position of what made it fall"),
    FIELD_TEXT(struct waiver, revoked_by, OPTIONAL, 0, 64, "token that revoked it"),
    FIELD_PROSE(struct waiver, revocation, OPTIONAL, 1, 1000, "why it was revoked"),
    FIELD_TIME(struct waiver, revoked, OPTIONAL, "when it was revoked"),
};
const struct record WAIVER_RECORD =
    RECORD(struct waiver, "waiver", WAIVER_FIELDS, "A request to let a unit go on without an operation.");
