/* The records of the preview of an engineering change. */
#include "service/views_revision.h"

static const struct field POSITION_PREVIEW_FIELDS[] = {
    FIELD_TEXT(struct position_preview, position, REQUIRED, 1, 120, "of the unit"),
    FIELD_ENUM(struct position_preview, change, OPTIONAL, &CHANGE_NAMES, "absent: the position itself is the same"),
    FIELD_TEXTS(struct position_preview, members, OPTIONAL, 0, 20, "of its line in the product document that differ"),
    FIELD_TEXT(struct position_preview, part_number, OPTIONAL, 1, 64, "of what is in it; absent: nothing"),
    FIELD_TEXT(struct position_preview, serial, OPTIONAL, 0, 64, "its serial number"),
    FIELD_TEXT(struct position_preview, lot, OPTIONAL, 0, 64, "its lot"),
    FIELD_BOOLEAN(struct position_preview, unapproved, OPTIONAL, "the part would not be approved: it must be replaced"),
};
static const struct record POSITION_PREVIEW_RECORD =
    RECORD(struct position_preview, "position_preview", POSITION_PREVIEW_FIELDS, "A position that would change.");

static const struct field OPERATION_PREVIEW_FIELDS[] = {
    FIELD_TEXT(struct operation_preview, operation, REQUIRED, 1, 16, "of the unit"),
    FIELD_TEXT(struct operation_preview, name, REQUIRED, 1, 120, "for people"),
    FIELD_ENUM(struct operation_preview, change, OPTIONAL, &CHANGE_NAMES, "absent: the operation itself is the same"),
    FIELD_TEXTS(struct operation_preview, members, OPTIONAL, 0, 20,
                "of it in the product document that differ; positions: those it fills"),
    FIELD_ENUM(struct operation_preview, state, OPTIONAL, &OPERATION_STATE_NAMES,
               "how it stands on the unit now; absent: it is added"),
    FIELD_BOOLEAN(struct operation_preview, falls, OPTIONAL, "its evidence, or its waiver, would fall"),
    FIELD_ENUM(struct operation_preview, cause, OPTIONAL, &FALL_CAUSE_NAMES, "what kind of thing would make it fall"),
    FIELD_TEXT(struct operation_preview, because, OPTIONAL, 1, 120, "the position, the operation before it"),
};
static const struct record OPERATION_PREVIEW_RECORD =
    RECORD(struct operation_preview, "operation_preview", OPERATION_PREVIEW_FIELDS, "An operation that would change.");

static const struct field UNIT_PREVIEW_FIELDS[] = {
    FIELD_TEXT(struct unit_preview, serial, REQUIRED, 1, 64, "the unit"),
    FIELD_TEXT(struct unit_preview, revision, REQUIRED, 1, 64, "it has now"),
    FIELD_ENUM(struct unit_preview, state, REQUIRED, &UNIT_STATE_NAMES, "how it stands now"),
    FIELD_LIST(struct unit_preview, reasons, REQUIRED, 0, REASONS_KEPT, &REASON_RECORD,
               "why it may not be moved; none: it may"),
    FIELD_LIST(struct unit_preview, positions, REQUIRED, 0, 2 * POSITIONS_MAX, &POSITION_PREVIEW_RECORD,
               "that differ, or whose parts would not be approved"),
    FIELD_LIST(struct unit_preview, operations, REQUIRED, 0, 2 * OPERATIONS_MAX, &OPERATION_PREVIEW_RECORD,
               "that differ, or whose evidence would fall"),
    FIELD_BOOLEAN(struct unit_preview, reopened, OPTIONAL, "it is completed, and would be in work again"),
    FIELD_BOOLEAN(struct unit_preview, completed, OPTIONAL, "nothing would be left to be done on it"),
    FIELD_NUMBER(struct unit_preview, remaining_standard_min, REQUIRED, 0, 1e9,
                 "minutes at standard times that would be left, along the longest path"),
};
static const struct record UNIT_PREVIEW_RECORD =
    RECORD(struct unit_preview, "unit_preview", UNIT_PREVIEW_FIELDS, "What moving a unit would come to.");

static const struct field REVISION_PREVIEW_FIELDS[] = {
    FIELD_TEXT(struct revision_preview, order, REQUIRED, 1, 64, "whose units would be moved"),
    FIELD_TEXT(struct revision_preview, part_number, REQUIRED, 1, 64, "their product"),
    FIELD_TEXT(struct revision_preview, revision, REQUIRED, 1, 64, "that they would be moved to"),
    FIELD_DIGEST(struct revision_preview, outcome, OPTIONAL,
                 "given back with the change, nothing else is applied; absent: it would be refused"),
    FIELD_LIST(struct revision_preview, units, REQUIRED, 1, REVISED_UNITS_MAX, &UNIT_PREVIEW_RECORD, "unit by unit"),
};
const struct record REVISION_PREVIEW_RECORD = RECORD(
    struct revision_preview, "revision_preview", REVISION_PREVIEW_FIELDS, "What a change of revision would come to.");
