/* The bodies of commands that are no entry's data as it stands. */
#include "service/commands.h"

static const struct field REASON_BODY_FIELDS[] = {
    FIELD_REASON(struct reason_body, reason, REQUIRED, 500, "why"),
};
const struct record REASON_BODY_RECORD =
    RECORD(struct reason_body, "reason_body", REASON_BODY_FIELDS, "Why it is done.");

static const struct field REASON_FREE_FIELDS[] = {
    FIELD_REASON(struct reason_body, reason, OPTIONAL, 500, "why"),
};
const struct record REASON_FREE_RECORD =
    RECORD(struct reason_body, "reason_free", REASON_FREE_FIELDS, "Why it is done, where somebody says so.");

static const struct field UNIT_NAMED_BODY_FIELDS[] = {
    FIELD_TEXT(struct unit_named_body, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct unit_named_body, part_number, OPTIONAL, 1, 64, "its part number, where its serial is not enough"),
};
static const struct record UNIT_NAMED_BODY_RECORD =
    RECORD(struct unit_named_body, "unit_named_body", UNIT_NAMED_BODY_FIELDS, "A unit.");

static const struct field RELEASE_BODY_FIELDS[] = {
    FIELD_REASON(struct release_body, reason, REQUIRED, 500, "why"),
    FIELD_LIST(struct release_body, units, OPTIONAL, 1, 1000, &UNIT_NAMED_BODY_RECORD,
               "units it lies on no more, while it goes on for others and what arrives; absent: it is over"),
};
const struct record RELEASE_BODY_RECORD =
    RECORD(struct release_body, "release_body", RELEASE_BODY_FIELDS, "Why a hold is released, and off what.");

static const struct field DISPOSITION_BODY_FIELDS[] = {
    FIELD_ENUM(struct disposition_body, disposition, REQUIRED, &DISPOSITION_NAMES, "what was decided"),
    FIELD_REASON(struct disposition_body, reason, REQUIRED, 500, "why"),
    FIELD_TEXTS(struct disposition_body, operations, OPTIONAL, 0, REWORKED_MAX,
                "of the unit that are to be done again, for rework and repair: those that are passed fall, with what"
                " depends on them"),
    FIELD_INTEGER(struct disposition_body, replaces, OPTIONAL, 1, 9e15,
                  "journal position of the decision on record that this one takes the place of, while nothing of it was"
                  " done"),
};
const struct record DISPOSITION_BODY_RECORD = RECORD(struct disposition_body, "disposition_body",
                                                     DISPOSITION_BODY_FIELDS, "What was decided about a fault.");

static const struct field TOKEN_BODY_FIELDS[] = {
    FIELD_CODE(struct token_body, token, REQUIRED, 64, "its name"),
    FIELD_ENUM(struct token_body, role, REQUIRED, &ROLE_NAMES, "what it may do"),
    FIELD_TEXT(struct token_body, station, OPTIONAL, 1, 64, "the station that a token of role station stands for"),
};
const struct record TOKEN_BODY_RECORD =
    RECORD(struct token_body, "token_body", TOKEN_BODY_FIELDS, "A token to be made.");

static const struct field UNIT_BODY_FIELDS[] = {
    FIELD_REASON(struct unit_body, reason, REQUIRED, 500, "why"),
    FIELD_TEXT(struct unit_body, part_number, OPTIONAL, 1, 64, "of the unit, where its serial is not enough"),
};
const struct record UNIT_BODY_RECORD =
    RECORD(struct unit_body, "unit_body", UNIT_BODY_FIELDS, "Why it is done to a unit.");
