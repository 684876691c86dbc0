/* The product document, stated once: JSON in and out, and its published schema, read these tables. */
#include "domain/product.h"

static const char *const TRACKING_WORDS[] = {NULL, "serial", "lot", "none"};
const struct names TRACKING_NAMES = {TRACKING_WORDS, 4};

static const char *const SOURCE_WORDS[] = {NULL, "make", "buy"};
const struct names SOURCE_NAMES = {SOURCE_WORDS, 3};

static const char *const OPERATION_KIND_WORDS[] = {NULL, "assembly", "test", "burn_in", "inspection", "shipping"};
const struct names OPERATION_KIND_NAMES = {OPERATION_KIND_WORDS, 6};

static const char *const SIGN_OFF_WORDS[] = {NULL, "none", "any", "independent"};
const struct names SIGN_OFF_NAMES = {SIGN_OFF_WORDS, 4};

static const char *const PAUSE_RULE_WORDS[] = {NULL, "keep", "reset", "forbidden"};
const struct names PAUSE_RULE_NAMES = {PAUSE_RULE_WORDS, 4};

static const struct field ALTERNATE_FIELDS[] = {
    FIELD_TEXT(struct alternate, part_number, REQUIRED, 1, 64, "part that may stand in"),
    FIELD_TEXT(struct alternate, revision, OPTIONAL, 1, 64, "its only revision; absent: any"),
};
static const struct record ALTERNATE_RECORD =
    RECORD(struct alternate, "alternate", ALTERNATE_FIELDS, "A part that may stand in for the one named.");

static const struct field BOM_LINE_FIELDS[] = {
    FIELD_TEXT(struct bom_line, positions, REQUIRED, 1, 120, "name, with {first..last} ranges: compute-{01..18}"),
    FIELD_TEXT(struct bom_line, name, REQUIRED, 1, 120, "what the part is"),
    FIELD_TEXT(struct bom_line, part_number, REQUIRED, 1, 64, "part that fills each position"),
    FIELD_TEXT(struct bom_line, revision, OPTIONAL, 1, 64, "its only revision; absent: any"),
    FIELD_LIST(struct bom_line, alternates, OPTIONAL, 0, 50, &ALTERNATE_RECORD, "parts that may stand in for it"),
    FIELD_ENUM(struct bom_line, tracking, REQUIRED, &TRACKING_NAMES, "what is recorded of each part"),
    FIELD_TEXT(struct bom_line, serial_pattern, OPTIONAL, 1, 120,
               "form of the serial numbers of what is bought: # a digit, @ a letter, ? either, * anything (once in a"
               " form), | before another form; absent: any"),
    FIELD_ENUM(struct bom_line, source, OPTIONAL, &SOURCE_NAMES, "built here or bought; absent: either"),
    FIELD_TEXT(struct bom_line, operation, REQUIRED, 1, 16, "operation that fills the positions"),
    FIELD_INTEGER(struct bom_line, quantity, OPTIONAL, 1, 100000, "pieces in each position; absent: 1"),
    FIELD_INTEGER(struct bom_line, u_position, OPTIONAL, 1, 100, "lowest rack unit of the first position"),
    FIELD_INTEGER(struct bom_line, u_height, OPTIONAL, 1, 100, "rack units of each position; absent: 1"),
};
static const struct record BOM_LINE_RECORD =
    RECORD(struct bom_line, "bom_line", BOM_LINE_FIELDS, "Positions filled with the same part.");

static const struct field CHARACTERISTIC_FIELDS[] = {
    FIELD_TEXT(struct characteristic, name, REQUIRED, 1, 120, "what is measured; once in an operation"),
    FIELD_TEXT(struct characteristic, unit_of_measure, OPTIONAL, 1, 32, "unit of the number: V, N·m, mbar"),
    FIELD_NUMBER(struct characteristic, lower, OPTIONAL, 0, 0, "smallest number that passes; absent: no limit"),
    FIELD_NUMBER(struct characteristic, upper, OPTIONAL, 0, 0, "largest number that passes; absent: no limit"),
    FIELD_INTEGER(struct characteristic, samples, OPTIONAL, 1, 1000, "measurements needed; absent: 1"),
    FIELD_TEXT(struct characteristic, positions, OPTIONAL, 1, 120,
               "pattern with *: measured at each it matches, which this operation or one before it fills"),
};
static const struct record CHARACTERISTIC_RECORD =
    RECORD(struct characteristic, "characteristic", CHARACTERISTIC_FIELDS, "A number measured against limits.");

static const struct field CHECK_FIELDS[] = {
    FIELD_TEXT(struct check, name, REQUIRED, 1, 120, "what is checked; once in an operation"),
    FIELD_TEXT(struct check, question, REQUIRED, 1, 400, "what the operator is asked"),
    FIELD_TEXTS(struct check, answers, OPTIONAL, 0, 50, "answers that may be given; empty: yes, no"),
    FIELD_TEXTS(struct check, accepted, OPTIONAL, 0, 50, "answers that pass; empty: yes"),
    FIELD_TEXT(struct check, positions, OPTIONAL, 1, 120,
               "pattern with *: answered at each it matches, which this operation or one before it fills"),
};
static const struct record CHECK_RECORD =
    RECORD(struct check, "check", CHECK_FIELDS, "A question answered from a list.");

static const struct field BURN_IN_FIELDS[] = {
    FIELD_NUMBER(struct burn_in, hours, REQUIRED, 0, 10000, "running time to accumulate, more than 0"),
    FIELD_INTEGER(struct burn_in, power_w, REQUIRED, 0, 10000000, "watts taken from the bay"),
    FIELD_NUMBER(struct burn_in, coolant_lpm, REQUIRED, 0, 100000, "litres per minute taken from the bay"),
    FIELD_ENUM(struct burn_in, pause, OPTIONAL, &PAUSE_RULE_NAMES, "time on a pause; absent: keep"),
};
static const struct record BURN_IN_RECORD =
    RECORD(struct burn_in, "burn_in", BURN_IN_FIELDS, "What a burn-in takes and how long it runs.");

static const struct field DEFECT_LIMIT_FIELDS[] = {
    FIELD_TEXT(struct defect_limit, defect, OPTIONAL, 1, 64, "code of a defect; either it or a family is named"),
    FIELD_TEXT(struct defect_limit, family, OPTIONAL, 1, 64, "family of defects, counted together"),
    FIELD_INTEGER(struct defect_limit, limit, REQUIRED, 1, 100,
                  "how often it is found on one unit; the last time goes to material review"),
};
static const struct record DEFECT_LIMIT_RECORD = {
    RECORD_OF(struct defect_limit, "defect_limit", DEFECT_LIMIT_FIELDS,
              "How often a defect may be found before material review."),
    .any_of = 2,
    .only_one = true,
};

static const struct field OPERATION_FIELDS[] = {
    FIELD_CODE(struct operation_definition, operation, REQUIRED, 16, "its number: 070"),
    FIELD_TEXT(struct operation_definition, name, REQUIRED, 1, 120, "what is done"),
    FIELD_ENUM(struct operation_definition, kind, REQUIRED, &OPERATION_KIND_NAMES, "what it is for"),
    FIELD_TEXTS(struct operation_definition, after, OPTIONAL, 0, OPERATIONS_MAX, "operations that come before it"),
    FIELD_TEXT(struct operation_definition, station_type, REQUIRED, 1, 64, "type of station it runs at"),
    FIELD_TEXTS(struct operation_definition, in_place, OPTIONAL, 0, 50,
                "types of station it may run at while the unit is installed in another; absent: the unit is taken out"
                " there first"),
    FIELD_NUMBER(struct operation_definition, standard_min, REQUIRED, 0, 1000000, "minutes planned"),
    FIELD_NUMBER(struct operation_definition, minimum_min, OPTIONAL, 0, 1000000,
                 "minutes below which it cannot have been done; absent: 0"),
    FIELD_LIST(struct operation_definition, characteristics, OPTIONAL, 0, CHARACTERISTICS_MAX, &CHARACTERISTIC_RECORD,
               "numbers measured in it"),
    FIELD_LIST(struct operation_definition, checks, OPTIONAL, 0, CHECKS_MAX, &CHECK_RECORD, "questions answered in it"),
    FIELD_TEXT(struct operation_definition, required_skill, OPTIONAL, 1, 64, "skill its operator holds"),
    FIELD_TEXT(struct operation_definition, required_tool, OPTIONAL, 1, 64, "type of tool it is done with"),
    FIELD_INTEGER(struct operation_definition, attempt_limit, OPTIONAL, 1, 100, "attempts allowed; absent: 3"),
    FIELD_LIST(struct operation_definition, defect_limits, OPTIONAL, 0, 100, &DEFECT_LIMIT_RECORD,
               "how often defects may be found in it on one unit"),
    FIELD_ENUM(struct operation_definition, sign_off, OPTIONAL, &SIGN_OFF_NAMES, "who signs it; absent: none"),
    FIELD_BOOLEAN(struct operation_definition, never_waived, OPTIONAL, "no waiver lets a unit go on without it"),
    FIELD_TEXTS(struct operation_definition, invalidated_by, OPTIONAL, 0, 200,
                "patterns of positions whose change invalidates it, of what is inside a unit there (compute-*/gpu-*),"
                " and with ! of what does not; absent: by its kind. What is signed off or ships falls besides with whatever"
                " comes before it"),
    FIELD_RECORD(struct operation_definition, burn_in, OPTIONAL, &BURN_IN_RECORD, "exactly when kind is burn_in"),
};
static const struct record OPERATION_RECORD =
    RECORD(struct operation_definition, "operation_definition", OPERATION_FIELDS, "One step of the routing.");

static const struct field PRODUCT_FIELDS[] = {
    FIELD_CODE(struct product_definition, part_number, REQUIRED, 64, "part number of the product"),
    FIELD_CODE(struct product_definition, revision, REQUIRED, 64, "revision this document defines"),
    FIELD_TEXT(struct product_definition, name, REQUIRED, 1, 120, "what it is called"),
    FIELD_PROSE(struct product_definition, description, OPTIONAL, 0, 4000, "what a planner should know about it"),
    FIELD_TEXT(struct product_definition, serial_format, REQUIRED, 1, 64,
               "serial numbers: {site}, {yyyy} {yy} {ww} of the ISO week by the plant's calendar, and one {seq:DIGITS},"
               " which counts within what else they say: no unit of any product gets one that is there"),
    FIELD_INTEGER(struct product_definition, rack_units, OPTIONAL, 1, 100, "height of its front; absent: not a rack"),
    FIELD_LIST(struct product_definition, bill_of_materials, REQUIRED, 0, BOM_LINES_MAX, &BOM_LINE_RECORD,
               "what it is made of"),
    FIELD_LIST(struct product_definition, routing, REQUIRED, 1, OPERATIONS_MAX, &OPERATION_RECORD,
               "the operations that build it"),
};
const struct record PRODUCT_DEFINITION_RECORD = RECORD(struct product_definition, "product_definition", PRODUCT_FIELDS,
                                                       "What can be built, and how: one revision of a product.");
