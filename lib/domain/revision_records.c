/* The records of an engineering change: what was asked, and what it came to, unit by unit. */
#include "domain/entry_records.h"
#include "domain/event.h"

static const char *const FALL_CAUSE_WORDS[] = {NULL, "changed", "position", "predecessor"};
const struct names FALL_CAUSE_NAMES = {FALL_CAUSE_WORDS, sizeof FALL_CAUSE_WORDS / sizeof *FALL_CAUSE_WORDS};

#define ORDER_REVISED_WITH(why)                                                                                        \
    FIELD_TEXT(struct order_revised, order, OPTIONAL, 1, 64, "number of the order; left to the path"),                 \
        FIELD_TEXT(struct order_revised, revision, REQUIRED, 1, 64, "released and newer, that its units are moved to"), \
        FIELD_TEXTS(struct order_revised, units, OPTIONAL, 1, REVISED_UNITS_MAX, "serial numbers of the units"),       \
        FIELD_TEXT(struct order_revised, before, OPTIONAL, 1, 16,                                                      \
                   "instead of serial numbers: all units in work on which this operation has not begun"),              \
        why,                                                                                                           \
        FIELD_DIGEST(struct order_revised, outcome, OPTIONAL,                                                          \
                     "of the preview: what it would come to now must be the same")
static const struct field ORDER_REVISED_FIELDS[] = {
    ORDER_REVISED_WITH(FIELD_PROSE(struct order_revised, reason, REQUIRED, 1, 1000, "why")),
};
static const struct field REVISION_BODY_FIELDS[] = {
    ORDER_REVISED_WITH(FIELD_REASON(struct order_revised, reason, REQUIRED, 1000, "why")),
};
const struct record REVISION_BODY_RECORD = {
    RECORD_OF(struct order_revised, "revision_body", REVISION_BODY_FIELDS, "Units to be moved to a newer revision."),
    .any_from = 2,
    .any_of = 2,
    .only_one = true,
};
const struct record ORDER_REVISED_RECORD =
    RECORD(struct order_revised, "order_revised", ORDER_REVISED_FIELDS, "Units are moved to a newer revision.");

static const struct field FALLEN_OPERATION_FIELDS[] = {
    FIELD_TEXT(struct fallen_operation, operation, REQUIRED, 1, 16, "that was passed or waived, and must run again"),
    FIELD_ENUM(struct fallen_operation, cause, REQUIRED, &FALL_CAUSE_NAMES, "what kind of thing made it fall"),
    FIELD_BOOLEAN(struct fallen_operation, waived, OPTIONAL, "it was waived, and not passed"),
    FIELD_TEXT(struct fallen_operation, because, OPTIONAL, 1, 120,
               "the position, the operation before it; absent: it asks for something else"),
};
static const struct record FALLEN_OPERATION_RECORD =
    RECORD(struct fallen_operation, "fallen_operation", FALLEN_OPERATION_FIELDS,
           "An operation whose evidence falls, and why.");

static const struct field REVISED_UNIT_FIELDS[] = {
    FIELD_TEXT(struct revised_unit, unit, REQUIRED, 1, 64, "serial number of the unit"),
    FIELD_TEXT(struct revised_unit, part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_TEXT(struct revised_unit, previous, REQUIRED, 1, 64, "its revision before"),
    FIELD_LIST(struct revised_unit, invalidated, OPTIONAL, 0, OPERATIONS_MAX, &FALLEN_OPERATION_RECORD,
               "operations whose evidence falls"),
    FIELD_TEXTS(struct revised_unit, left_out, OPTIONAL, 0, OPERATIONS_MAX,
                "operations that were begun or waived, and count no more"),
    FIELD_TEXTS(struct revised_unit, returned, OPTIONAL, 0, OPERATIONS_MAX,
                "operations that an earlier change left out, and that are open again"),
    FIELD_TEXTS(struct revised_unit, unapproved, OPTIONAL, 0, POSITIONS_MAX,
                "positions whose parts are not approved any more"),
    FIELD_TEXTS(struct revised_unit, approved, OPTIONAL, 0, POSITIONS_MAX, "positions whose parts are approved again"),
    FIELD_BOOLEAN(struct revised_unit, reopened, OPTIONAL, "it was completed, and is in work again"),
    FIELD_BOOLEAN(struct revised_unit, completed, OPTIONAL, "nothing is left to be done on it"),
};
static const struct record REVISED_UNIT_RECORD =
    RECORD(struct revised_unit, "revised_unit", REVISED_UNIT_FIELDS, "A unit that was moved to another revision.");

static const struct field RESULT_REVISED_FIELDS[] = {
    FIELD_LIST(struct result_revised, units, REQUIRED, 1, REVISED_UNITS_MAX, &REVISED_UNIT_RECORD,
               "every unit that was moved"),
};
const struct record RESULT_REVISED_RECORD =
    RECORD(struct result_revised, "result_revised", RESULT_REVISED_FIELDS, "What a change of revision came to.");
