/* Records of holds and of what they lie on. */
#include "service/views_hold.h"

#include "service/views.h"

static const struct field HOLD_VIEW_FIELDS[] = {
    FIELD_RECORD(struct hold_view, hold, REQUIRED, &HOLD_RECORD, "the hold"),
    FIELD_INTEGER(struct hold_view, units, REQUIRED, 0, 9e15, "units on its list"),
    FIELD_INTEGER(struct hold_view, shipped, REQUIRED, 0, 9e15, "of them, those that left the plant"),
    FIELD_INTEGER(struct hold_view, released, REQUIRED, 0, 9e15, "of them, those that were released out of it"),
};
const struct record HOLD_VIEW_RECORD =
    RECORD(struct hold_view, "hold_view", HOLD_VIEW_FIELDS, "A hold and how much it stops.");

static const struct field LYING_HOLD_FIELDS[] = {
    FIELD_INTEGER(struct lying_hold, hold, REQUIRED, 1, 9e15, "the hold"),
    FIELD_PROSE(struct lying_hold, reason, REQUIRED, 1, 1000, "why"),
    FIELD_TIME(struct lying_hold, placed, REQUIRED, "since when"),
    FIELD_INTEGER(struct lying_hold, matches, OPTIONAL, 0, 9e15,
                  "of a unit: how many things in it match now, at any depth; 0: none does any longer, and the hold lies"
                  " there until somebody releases the unit out of it"),
    FIELD_TEXT(struct lying_hold, via, OPTIONAL, 1, 4000,
               "of a unit: positions from the unit down to what matched first; absent: the unit itself"),
    FIELD_INTEGER(struct lying_hold, units, OPTIONAL, 0, 9e15, "of the line: how many units it lies on"),
};
const struct record LYING_HOLD_RECORD =
    RECORD(struct lying_hold, "lying_hold", LYING_HOLD_FIELDS, "A hold that lies there.");

static const struct field CONTAINED_VIEW_FIELDS[] = {
    FIELD_TEXT(struct contained_view, serial, REQUIRED, 1, 64, "the unit"),
    FIELD_TEXT(struct contained_view, part_number, REQUIRED, 1, 64, "its part number"),
    FIELD_TEXT(struct contained_view, order, REQUIRED, 1, 64, "its order"),
    FIELD_TEXT(struct contained_view, customer, OPTIONAL, 0, 120,
               "whom it is for; of what left, whom it or the unit that it left in was for then"),
    FIELD_TEXT(struct contained_view, destination, OPTIONAL, 0, 200, "where it goes, or left for"),
    FIELD_ENUM(struct contained_view, state, REQUIRED, &UNIT_STATE_NAMES, "how it stands"),
    FIELD_TIME(struct contained_view, shipped, OPTIONAL, "when it left the plant: it is to be recalled"),
    FIELD_TEXT(struct contained_view, left_in, OPTIONAL, 1, 64, "serial number of the unit that it left in"),
    FIELD_ENUM(struct contained_view, match, REQUIRED, &MATCH_NAMES, "what of it matched"),
    FIELD_TEXT(struct contained_view, via, OPTIONAL, 1, 4000,
               "positions from the unit down to what matched first; absent: the unit itself"),
    FIELD_TEXT(struct contained_view, component_part_number, OPTIONAL, 1, 64, "component that matched first"),
    FIELD_TEXT(struct contained_view, component_serial, OPTIONAL, 0, 64, "its serial number"),
    FIELD_TEXT(struct contained_view, component_lot, OPTIONAL, 0, 64, "its lot"),
    FIELD_INTEGER(struct contained_view, installation, OPTIONAL, 1, 9e15, "journal position of its installation"),
    FIELD_INTEGER(struct contained_view, run, OPTIONAL, 1, 9e15, "journal position of the run it was done in"),
    FIELD_INTEGER(struct contained_view, matches, REQUIRED, 1, 9e15,
                  "how many things matched when it was caught, at any depth"),
    FIELD_INTEGER(struct contained_view, frozen_by, OPTIONAL, 1, 9e15, "journal position of what put it on the list"),
    FIELD_TIME(struct contained_view, released, OPTIONAL, "when it was released out of the hold, which goes on"),
    FIELD_TEXT(struct contained_view, released_by, OPTIONAL, 1, 64,
               "by whom; absent: in older journals, by itself, when a correction took back what matched"),
    FIELD_PROSE(struct contained_view, release_reason, OPTIONAL, 1, 2000, "why"),
};
const struct record CONTAINED_VIEW_RECORD = RECORD(struct contained_view, "contained_view", CONTAINED_VIEW_FIELDS,
                                                   "A unit that a hold lies on, or would lie on.");

static const struct field TRACE_QUERY_FIELDS[] = {
    SELECTOR_FIELDS,
    FIELD_TEXT(struct trace_query, cursor, OPTIONAL, 1, CURSOR_MAX, "next_cursor of the page before"),
    FIELD_INTEGER(struct trace_query, limit, OPTIONAL, 1, LIST_LIMIT_MAX, "items of a page"),
};
const struct record TRACE_QUERY_RECORD =
    RECORD(struct trace_query, "trace_query", TRACE_QUERY_FIELDS, "What is looked for: all members must agree.");
