/* Records of descriptions as they are answered. */
#include "service/views.h"
#include "service/views_description.h"

static const struct field DESCRIPTION_LIST_QUERY_FIELDS[] = {
    FIELD_TEXT(struct description_list_query, cursor, OPTIONAL, 1, 200, "next_cursor of the page before"),
    FIELD_INTEGER(struct description_list_query, limit, OPTIONAL, 1, LIST_LIMIT_MAX, "items of a page"),
    FIELD_ENUM(struct description_list_query, state, OPTIONAL, &DESCRIPTION_STATE_NAMES, "in this state alone"),
};
const struct record DESCRIPTION_LIST_QUERY_RECORD = RECORD(struct description_list_query, "description_list_query",
                                                           DESCRIPTION_LIST_QUERY_FIELDS, "Which descriptions.");

static const struct field DESCRIPTION_VIEW_FIELDS[] = {
    FIELD_INTEGER(struct description_view, description, REQUIRED, 1, 9e15, "its journal position"),
    FIELD_ENUM(struct description_view, state, REQUIRED, &DESCRIPTION_STATE_NAMES,
               "open until a second person countersigns or rejects it, of a part that has left the plant"),
    FIELD_TEXT(struct description_view, part_number, REQUIRED, 1, 64, "of the part"),
    FIELD_TEXT(struct description_view, component_serial, OPTIONAL, 1, 64, "serial number of the part"),
    FIELD_TEXT(struct description_view, serial, REQUIRED, 1, 64, "of the unit that the part is in, or was last"),
    FIELD_TEXT(struct description_view, unit_part_number, REQUIRED, 1, 64, "of that unit"),
    FIELD_TEXT(struct description_view, position, REQUIRED, 1, 120, "that it fills or filled there"),
    FIELD_RECORD(struct description_view, was, OPTIONAL, &PROVENANCE_RECORD,
                 "what was on record of that which is described"),
    FIELD_RECORD(struct description_view, is, REQUIRED, &PROVENANCE_RECORD, "what is so"),
    FIELD_PROSE(struct description_view, reason, REQUIRED, 1, 1000, "why it was recorded otherwise, and what shows it"),
    FIELD_TEXT(struct description_view, described_by, REQUIRED, 1, 64, "name of the token"),
    FIELD_TIME(struct description_view, described, REQUIRED, "when it was described"),
    FIELD_TEXT(struct description_view, decided_by, OPTIONAL, 1, 64, "token that countersigned or rejected it"),
    FIELD_PROSE(struct description_view, decision, OPTIONAL, 1, 1000, "why"),
    FIELD_TIME(struct description_view, decided, OPTIONAL, "when"),
    FIELD_INTEGER(struct description_view, decided_at, OPTIONAL, 1, 9e15, "journal position of that"),
    FIELD_BOOLEAN(struct description_view, unapproved, OPTIONAL,
                  "the part is not approved in its position any more since this counts"),
};
const struct record DESCRIPTION_VIEW_RECORD =
    RECORD(struct description_view, "description_view", DESCRIPTION_VIEW_FIELDS,
           "What of a part's provenance is otherwise than it was recorded.");
