/* Records of what is described anew. */
#include "domain/description.h"
#include "domain/entry_records.h"
#include "domain/state.h"

enum { WHICH_MEMBERS = 5, NAMES_MEMBERS = 2 };
static const struct field COMPONENT_DESCRIBED_FIELDS[] = {
    FIELD_TEXT(struct component_described, part_number, OPTIONAL, 1, 64, "part number of the part"),
    FIELD_TEXT(struct component_described, serial, OPTIONAL, 1, 64, "serial number of the part, wherever it is"),
    FIELD_TEXT(struct component_described, unit, OPTIONAL, 1, 64,
               "of a part without serial number: that of the unit it is in"),
    FIELD_TEXT(struct component_described, unit_part_number, OPTIONAL, 1, 64,
               "of the unit, where its serial is not enough"),
    FIELD_TEXT(struct component_described, position, OPTIONAL, 1, 120, "that the part fills there"),
    ORIGIN_FIELDS(struct component_described),
    FIELD_LIST(struct component_described, identifiers, OPTIONAL, 0, PART_NAMES_MAX, &IDENTIFIER_RECORD,
               "other names it goes by: of each kind that is named, these and no others"),
    FIELD_TEXTS(struct component_described, unknown, OPTIONAL, 1, ORIGIN_MEMBERS + 1,
                "names of members, as revision or firmware, that were recorded and are not so: nothing is known of these"
                " but what is said here"),
    FIELD_REASON(struct component_described, reason, REQUIRED, 1000,
                 "why it was recorded otherwise, and what shows it"),
};
_Static_assert(sizeof COMPONENT_DESCRIBED_FIELDS / sizeof *COMPONENT_DESCRIBED_FIELDS == WHICH_MEMBERS + ORIGIN_MEMBERS + NAMES_MEMBERS + 1,
               "which part, what it is, and why");
const struct record COMPONENT_DESCRIBED_RECORD = {
    RECORD_OF(struct component_described, "component_described", COMPONENT_DESCRIBED_FIELDS,
              "What of a part's provenance is otherwise than it was recorded."),
    .any_from = WHICH_MEMBERS,
    .any_of = ORIGIN_MEMBERS + NAMES_MEMBERS,
};

static const struct field DESCRIPTION_NAMED_FIELDS[] = {
    FIELD_INTEGER(struct description_named, description, REQUIRED, 0, 0, "journal position of the description"),
    FIELD_PROSE(struct description_named, reason, OPTIONAL, 1, 1000, "why"),
};
const struct record DESCRIPTION_NAMED_RECORD =
    RECORD(struct description_named, "description_named", DESCRIPTION_NAMED_FIELDS, "A decision on a description.");

static const struct field RESULT_DESCRIBED_FIELDS[] = {
    FIELD_INTEGER(struct result_described, installation, REQUIRED, 0, 0,
                  "journal position of the part's last installation"),
    FIELD_TEXT(struct result_described, unit, OPTIONAL, 1, 64, "serial number of the unit it is in"),
    FIELD_TEXT(struct result_described, unit_part_number, OPTIONAL, 1, 64, "part number of that unit"),
    FIELD_TEXT(struct result_described, position, OPTIONAL, 1, 120, "that it fills there"),
    FIELD_RECORD(struct result_described, before, OPTIONAL, &PROVENANCE_RECORD,
                 "what was on record of that which is described"),
    FIELD_BOOLEAN(struct result_described, open, OPTIONAL,
                  "the part has left the plant: it counts when a second person countersigns"),
    FIELD_BOOLEAN(struct result_described, approved, OPTIONAL,
                  "the part was not approved any more in its position, and is as it is described"),
    FIELD_BOOLEAN(struct result_described, unapproved, OPTIONAL,
                  "the part was approved in its position, and is not any more as it is described"),
};
const struct record RESULT_DESCRIBED_RECORD = RECORD(struct result_described, "result_described",
                                                     RESULT_DESCRIBED_FIELDS, "What a description is otherwise than.");

static const struct field DESCRIPTION_FIELDS[] = {
    ORIGIN_FIELDS(struct provenance),
    FIELD_LIST(struct provenance, identifiers, OPTIONAL, 0, PART_NAMES_MAX, &IDENTIFIER_RECORD,
               "other names it went by"),
    FIELD_INTEGER(struct description, description_id, REQUIRED, 0, 0, "its journal position"),
    FIELD_INTEGER(struct description, installation_id, REQUIRED, 0, 0, "the part's last installation"),
    FIELD_INTEGER(struct description, unit_id, REQUIRED, 0, 0, "of that"),
    FIELD_RECORD(struct description, said, REQUIRED, &PROVENANCE_RECORD, "what is so"),
    FIELD_PROSE(struct description, reason, REQUIRED, 1, 1000, "why it was recorded otherwise"),
    FIELD_TEXT(struct description, described_by, REQUIRED, 0, 64, "token that described it"),
    FIELD_TIME(struct description, described, REQUIRED, "when"),
    FIELD_ENUM(struct description, state, REQUIRED, &DESCRIPTION_STATE_NAMES, "where it stands"),
    FIELD_TEXT(struct description, decided_by, OPTIONAL, 0, 64, "token that countersigned or rejected it"),
    FIELD_PROSE(struct description, decision, OPTIONAL, 1, 1000, "why it was decided so"),
    FIELD_TIME(struct description, decided, OPTIONAL, "when it was decided"),
    FIELD_INTEGER(struct description, decided_at, OPTIONAL, 0, 0, "journal position of that"),
    FIELD_INTEGER(struct description, unapproved_by, OPTIONAL, 0, 0, "of the part, until then"),
    FIELD_BOOLEAN(struct description, unapproved, REQUIRED, "it is not approved in its position any more since then"),
};
const struct record DESCRIPTION_RECORD =
    RECORD(struct description, "description", DESCRIPTION_FIELDS, "A part described anew, and what was on record.");
