/* Records of what is asked and answered about products, orders, stations, tokens, the journal and the line. */
#include "service/feed.h"
#include "service/tokens.h"
#include "service/views.h"
#include "service/views_unit.h"

static const struct field LIST_QUERY_FIELDS[] = {
    FIELD_TEXT(struct list_query, cursor, OPTIONAL, 1, CURSOR_MAX, "next_cursor of the page before"),
    FIELD_INTEGER(struct list_query, limit, OPTIONAL, 1, LIST_LIMIT_MAX, "items of a page"),
};
const struct record LIST_QUERY_RECORD =
    RECORD(struct list_query, "list_query", LIST_QUERY_FIELDS, "Which page of a list.");

static const struct field PRODUCT_SUMMARY_FIELDS[] = {
    FIELD_TEXT(struct product_summary, part_number, REQUIRED, 1, 64, "what can be built"),
    FIELD_TEXT(struct product_summary, revision, REQUIRED, 1, 64, "of its definition"),
    FIELD_TEXT(struct product_summary, name, REQUIRED, 1, 120, "for people"),
    FIELD_ENUM(struct product_summary, state, REQUIRED, &PRODUCT_STATE_NAMES, "how it stands"),
    FIELD_INTEGER(struct product_summary, positions, REQUIRED, 0, POSITIONS_MAX, "to be filled"),
    FIELD_INTEGER(struct product_summary, operations, REQUIRED, 0, OPERATIONS_MAX, "of its routing"),
    FIELD_INTEGER(struct product_summary, version, REQUIRED, 1, 9e15, "for If-Match"),
};
const struct record PRODUCT_SUMMARY_RECORD =
    RECORD(struct product_summary, "product_summary", PRODUCT_SUMMARY_FIELDS, "A product in a list.");

static const struct field PRODUCT_VIEW_FIELDS[] = {
    FIELD_TEXT(struct product_view, part_number, REQUIRED, 1, 64, "what can be built"),
    FIELD_TEXT(struct product_view, revision, REQUIRED, 1, 64, "of its definition"),
    FIELD_ENUM(struct product_view, state, REQUIRED, &PRODUCT_STATE_NAMES, "how it stands"),
    FIELD_INTEGER(struct product_view, version, REQUIRED, 1, 9e15, "for If-Match"),
    FIELD_JSON_OF(struct product_view, definition, REQUIRED, "product_definition", "as it was uploaded"),
};
const struct record PRODUCT_VIEW_RECORD =
    RECORD(struct product_view, "product_view", PRODUCT_VIEW_FIELDS, "A revision of a product.");

static const struct field OPERATION_COUNT_FIELDS[] = {
    FIELD_TEXT(struct operation_count, operation, REQUIRED, 1, 16, "of the routing"),
    FIELD_TEXT(struct operation_count, name, REQUIRED, 1, 120, "for people"),
    FIELD_INTEGER(struct operation_count, blocked, REQUIRED, 0, 1e6, "units at which it must wait"),
    FIELD_INTEGER(struct operation_count, ready, REQUIRED, 0, 1e6, "units at which it may start"),
    FIELD_INTEGER(struct operation_count, running, REQUIRED, 0, 1e6, "units at which it runs"),
    FIELD_INTEGER(struct operation_count, paused, REQUIRED, 0, 1e6, "units at which it is paused"),
    FIELD_INTEGER(struct operation_count, passed, REQUIRED, 0, 1e6, "units at which it passed"),
    FIELD_INTEGER(struct operation_count, failed, REQUIRED, 0, 1e6, "units at which it failed as often as it may"),
    FIELD_INTEGER(struct operation_count, invalidated, REQUIRED, 0, 1e6, "units at which it must run again, later"),
    FIELD_INTEGER(struct operation_count, waived, REQUIRED, 0, 1e6, "units at which quality waived it"),
};
const struct record OPERATION_COUNT_RECORD =
    RECORD(struct operation_count, "operation_count", OPERATION_COUNT_FIELDS, "How many units stand at an operation.");

static const struct field REVISION_COUNT_FIELDS[] = {
    FIELD_TEXT(struct revision_count, revision, REQUIRED, 1, 64, "of units of the order"),
    FIELD_INTEGER(struct revision_count, units, REQUIRED, 0, 1e6, "that are of it"),
};
const struct record REVISION_COUNT_RECORD =
    RECORD(struct revision_count, "revision_count", REVISION_COUNT_FIELDS, "How many units are of a revision.");

static const struct field BLOCKED_UNIT_FIELDS[] = {
    FIELD_TEXT(struct blocked_unit, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct blocked_unit, operation, OPTIONAL, 1, 16, "at which; absent: as a whole"),
    FIELD_LIST(struct blocked_unit, reasons, REQUIRED, 1, REASONS_KEPT, &REASON_RECORD, "why"),
};
const struct record BLOCKED_UNIT_RECORD =
    RECORD(struct blocked_unit, "blocked_unit", BLOCKED_UNIT_FIELDS, "A unit that cannot go on.");

static const struct field ORDER_VIEW_FIELDS[] = {
    FIELD_TEXT(struct order_view, order, REQUIRED, 1, 64, "its number"),
    FIELD_TEXT(struct order_view, part_number, REQUIRED, 1, 64, "what is built"),
    FIELD_TEXT(struct order_view, revision, REQUIRED, 1, 64,
               "that it was released with; its units may have been moved to newer ones"),
    FIELD_INTEGER(struct order_view, quantity, REQUIRED, 1, ORDER_UNITS_EVER, "units"),
    FIELD_TEXT(struct order_view, customer, OPTIONAL, 1, 120, "for whom"),
    FIELD_TEXT(struct order_view, destination, OPTIONAL, 1, 200, "where to"),
    FIELD_TIME(struct order_view, due, OPTIONAL, "when it is due"),
    FIELD_INTEGER(struct order_view, priority, REQUIRED, 1, 9, "1 is the most urgent"),
    FIELD_ENUM(struct order_view, state, REQUIRED, &ORDER_STATE_NAMES, "how it stands"),
    FIELD_BOOLEAN(struct order_view, held, REQUIRED, "a hold lies on it"),
    FIELD_BOOLEAN(struct order_view, late, REQUIRED, "due is past, or standard times end after it"),
    FIELD_NUMBER(struct order_view, remaining_standard_min, REQUIRED, 0, 1e9,
                 "minutes at standard times of the unit that has most left, what is to come out counted as out"),
    FIELD_TIME(struct order_view, planned, OPTIONAL, "when"),
    FIELD_TIME(struct order_view, released, OPTIONAL, "when"),
    FIELD_TIME(struct order_view, completed, OPTIONAL, "when"),
    FIELD_TIME(struct order_view, closed, OPTIONAL, "when it was closed or cancelled"),
    FIELD_INTEGER(struct order_view, queued, REQUIRED, 0, 1e6, "units not begun"),
    FIELD_INTEGER(struct order_view, in_process, REQUIRED, 0, 1e6, "units in work"),
    FIELD_INTEGER(struct order_view, in_repair, REQUIRED, 0, 1e6, "units in work with an open nonconformance"),
    FIELD_INTEGER(struct order_view, done, REQUIRED, 0, 1e6, "units completed and not shipped"),
    FIELD_INTEGER(struct order_view, shipped, REQUIRED, 0, 1e6, "units shipped"),
    FIELD_INTEGER(struct order_view, scrapped, REQUIRED, 0, 1e6, "units scrapped"),
    FIELD_INTEGER(struct order_view, version, REQUIRED, 1, 9e15, "for If-Match"),
    FIELD_LIST(struct order_view, holds, REQUIRED, 0, 1e6, &LYING_HOLD_RECORD, "those that lie on it as a whole"),
    FIELD_LIST(struct order_view, revisions, REQUIRED, 0, 1000, &REVISION_COUNT_RECORD, "that its units are of"),
    FIELD_LIST(struct order_view, operations, REQUIRED, 0, 1e6, &OPERATION_COUNT_RECORD,
               "the routings of its units, each operation once"),
    FIELD_LIST(struct order_view, blocked, REQUIRED, 0, 1e6, &BLOCKED_UNIT_RECORD, "units that cannot go on, and why"),
    FIELD_TEXTS(struct order_view, late_units, REQUIRED, 0, 1e6,
                "serials of units that will be late: not completed, or blocked"),
};
const struct record ORDER_VIEW_RECORD =
    RECORD(struct order_view, "order_view", ORDER_VIEW_FIELDS, "Where an order stands.");

static const struct field ORDER_SUMMARY_FIELDS[] = {
    FIELD_TEXT(struct order_summary, order, REQUIRED, 1, 64, "its number"),
    FIELD_TEXT(struct order_summary, part_number, REQUIRED, 1, 64, "what is built"),
    FIELD_TEXT(struct order_summary, revision, REQUIRED, 1, 64, "of its definition"),
    FIELD_INTEGER(struct order_summary, quantity, REQUIRED, 1, ORDER_UNITS_EVER, "units"),
    FIELD_TEXT(struct order_summary, customer, OPTIONAL, 1, 120, "for whom"),
    FIELD_TIME(struct order_summary, due, OPTIONAL, "when it is due"),
    FIELD_INTEGER(struct order_summary, priority, REQUIRED, 1, 9, "1 is the most urgent"),
    FIELD_ENUM(struct order_summary, state, REQUIRED, &ORDER_STATE_NAMES, "how it stands"),
    FIELD_INTEGER(struct order_summary, finished, REQUIRED, 0, 1e6, "units completed or shipped"),
    FIELD_INTEGER(struct order_summary, scrapped, REQUIRED, 0, 1e6, "units scrapped, which the order is short of"),
    FIELD_BOOLEAN(struct order_summary, late, REQUIRED,
                  "due is past, and it is not completed, or a unit of it may not leave"),
    FIELD_INTEGER(struct order_summary, version, REQUIRED, 1, 9e15, "for If-Match"),
};
const struct record ORDER_SUMMARY_RECORD =
    RECORD(struct order_summary, "order_summary", ORDER_SUMMARY_FIELDS, "An order in a list.");

static const struct field DISPATCH_ITEM_FIELDS[] = {
    FIELD_TEXT(struct dispatch_item, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct dispatch_item, part_number, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct dispatch_item, order, REQUIRED, 1, 64, "of the unit"),
    FIELD_INTEGER(struct dispatch_item, priority, REQUIRED, 1, 9, "of the order"),
    FIELD_TIME(struct dispatch_item, due, OPTIONAL, "of the order"),
    FIELD_BOOLEAN(struct dispatch_item, late, REQUIRED, "due is past"),
    FIELD_TEXT(struct dispatch_item, operation, REQUIRED, 1, 16, "of the routing"),
    FIELD_TEXT(struct dispatch_item, name, REQUIRED, 1, 120, "for people"),
    FIELD_ENUM(struct dispatch_item, state, REQUIRED, &OPERATION_STATE_NAMES,
               "running, paused or ready; in any other state only what is to come out is to be done"),
    FIELD_TEXT(struct dispatch_item, bay, OPTIONAL, 1, 64, "of one that is there"),
    FIELD_NUMBER(struct dispatch_item, standard_min, OPTIONAL, 0, 1e9, "minutes planned"),
    FIELD_NUMBER(struct dispatch_item, remaining_min, OPTIONAL, 0, 1e9,
                 "minutes before the open run can pass; absent where it needs none"),
    FIELD_TEXT(struct dispatch_item, required_skill, OPTIONAL, 1, 64, "of the operator"),
    FIELD_TEXT(struct dispatch_item, required_tool, OPTIONAL, 1, 64, "type of tool"),
    FIELD_LIST(struct dispatch_item, take_out, REQUIRED, 0, 100000, &TAKEN_OUT_RECORD,
               "what it filled and is to come out: what quality decided on, and what is not approved; or, of a run"
               " there, what comes out once that is over"),
    FIELD_LIST(struct dispatch_item, needs, REQUIRED, 0, 100000, &NEED_RECORD, "what must still be done in it"),
};
const struct record DISPATCH_ITEM_RECORD =
    RECORD(struct dispatch_item, "dispatch_item", DISPATCH_ITEM_FIELDS, "Work for a station.");

static const struct field DISPATCH_VIEW_FIELDS[] = {
    FIELD_TEXT(struct dispatch_view, station, REQUIRED, 1, 64, "its code"),
    FIELD_TEXT(struct dispatch_view, type, REQUIRED, 1, 64, "its type"),
    FIELD_ENUM(struct dispatch_view, state, REQUIRED, &STATION_STATE_NAMES, "SEMI E10"),
    FIELD_LIST(struct dispatch_view, items, REQUIRED, 0, LIST_LIMIT_MAX, &DISPATCH_ITEM_RECORD, "what to do, in order"),
};
const struct record DISPATCH_VIEW_RECORD =
    RECORD(struct dispatch_view, "dispatch_view", DISPATCH_VIEW_FIELDS, "What to work on next at a station.");

static const struct field DISPATCH_QUERY_FIELDS[] = {
    FIELD_INTEGER(struct dispatch_query, limit, OPTIONAL, 1, 100, "items at the most; 20 when absent"),
};
const struct record DISPATCH_QUERY_RECORD =
    RECORD(struct dispatch_query, "dispatch_query", DISPATCH_QUERY_FIELDS, "How much work to list.");

static const struct field TOKEN_VIEW_FIELDS[] = {
    FIELD_TEXT(struct token_view, token, REQUIRED, 1, 64, "its name"),
    FIELD_ENUM(struct token_view, role, REQUIRED, &ROLE_NAMES, "what it may do"),
    FIELD_TEXT(struct token_view, station, OPTIONAL, 1, 64, "the station it stands for"),
    FIELD_TIME(struct token_view, made, REQUIRED, "when"),
    FIELD_TIME(struct token_view, revoked, OPTIONAL, "when"),
};
const struct record TOKEN_VIEW_RECORD =
    RECORD(struct token_view, "token_view", TOKEN_VIEW_FIELDS, "A token; its text is kept nowhere.");

static const struct field TOKEN_MADE_FIELDS[] = {
    FIELD_TEXT(struct token_made_view, token, REQUIRED, 1, 64, "its name"),
    FIELD_ENUM(struct token_made_view, role, REQUIRED, &ROLE_NAMES, "what it may do"),
    FIELD_TEXT(struct token_made_view, station, OPTIONAL, 1, 64, "the station it stands for"),
    FIELD_TEXT(struct token_made_view, secret, OPTIONAL, 1, TOKEN_TEXT_SIZE,
               "the bearer token itself: said once, to whoever made it, and kept nowhere"),
};
const struct record TOKEN_MADE_VIEW_RECORD =
    RECORD(struct token_made_view, "token_made_view", TOKEN_MADE_FIELDS, "A token that was made.");

static const struct field FEED_QUERY_FIELDS[] = {
    FIELD_INTEGER(struct feed_query, after, OPTIONAL, 0, 9e15, "journal position after which to begin"),
    FIELD_INTEGER(struct feed_query, limit, OPTIONAL, 1, FEED_LIMIT_MAX,
                  "entries at the most; a page may have fewer before the head, and goes on behind its next_after"),
};
const struct record FEED_QUERY_RECORD =
    RECORD(struct feed_query, "feed_query", FEED_QUERY_FIELDS, "Which part of the journal.");

static const struct field LINE_RUN_FIELDS[] = {
    FIELD_TEXT(struct line_run, serial, REQUIRED, 1, 64, "of the unit"),
    FIELD_TEXT(struct line_run, operation, REQUIRED, 1, 16, "of its routing"),
    FIELD_TEXT(struct line_run, bay, OPTIONAL, 1, 64, "in which"),
    FIELD_ENUM(struct line_run, state, REQUIRED, &RUN_STATE_NAMES, "running or paused"),
    FIELD_BOOLEAN(struct line_run, held, REQUIRED, "a hold lies on the unit"),
    FIELD_TIME(struct line_run, started, REQUIRED, "when it began"),
    FIELD_INTEGER(struct line_run, power_w, OPTIONAL, 0, 1e9, "watts that it takes"),
    FIELD_NUMBER(struct line_run, remaining_min, OPTIONAL, 0, 1e9,
                 "minutes before it can pass; absent where it needs none"),
};
const struct record LINE_RUN_RECORD = RECORD(struct line_run, "line_run", LINE_RUN_FIELDS, "What runs at a station.");

static const struct field LINE_STATION_FIELDS[] = {
    FIELD_TEXT(struct line_station, station, REQUIRED, 1, 64, "its code"),
    FIELD_TEXT(struct line_station, name, OPTIONAL, 1, 120, "for people"),
    FIELD_TEXT(struct line_station, type, REQUIRED, 1, 64, "its type"),
    FIELD_ENUM(struct line_station, state, REQUIRED, &STATION_STATE_NAMES, "SEMI E10"),
    FIELD_TIME(struct line_station, state_since, OPTIONAL, "since when"),
    FIELD_PROSE(struct line_station, reason, OPTIONAL, 1, 1000, "why, where it is down or engineers have it"),
    FIELD_INTEGER(struct line_station, power_w, OPTIONAL, 0, 1e9, "watts of all bays together"),
    FIELD_LIST(struct line_station, bays, REQUIRED, 0, 1000, &BAY_RECORD, "places for a unit each"),
    FIELD_LIST(struct line_station, runs, REQUIRED, 0, 1000, &LINE_RUN_RECORD, "what runs there"),
};
const struct record LINE_STATION_RECORD =
    RECORD(struct line_station, "line_station", LINE_STATION_FIELDS, "A station on the line.");

static const struct field LINE_TODAY_FIELDS[] = {
    FIELD_TEXT(struct line_today, part_number, REQUIRED, 1, 64, "of the product"),
    FIELD_INTEGER(struct line_today, due, REQUIRED, 0, 1e9,
                  "units of orders due until the end of the plant's day, not completed before it began"),
    FIELD_INTEGER(struct line_today, due_done, REQUIRED, 0, 1e9, "of them: completed since"),
    FIELD_INTEGER(struct line_today, done, REQUIRED, 0, 1e9, "units completed since the day began, of any order"),
};
const struct record LINE_TODAY_RECORD =
    RECORD(struct line_today, "line_today", LINE_TODAY_FIELDS, "Today against plan, of a product.");

static const struct field LINE_VIEW_FIELDS[] = {
    FIELD_TEXT(struct line_view, site, REQUIRED, 1, 16, "code of the plant"),
    FIELD_BOOLEAN(struct line_view, training, REQUIRED, "a training database: nothing in it was ever built"),
    FIELD_NUMBER(struct line_view, clock_rate, REQUIRED, 0, 0, "of the plant's time; 1 in production"),
    FIELD_TIME(struct line_view, now, REQUIRED, "the plant's time"),
    FIELD_INTEGER(struct line_view, journal_position, REQUIRED, 0, 9e15, "as of which this is"),
    FIELD_LIST(struct line_view, stations, REQUIRED, 0, 10000, &LINE_STATION_RECORD, "all of them"),
    FIELD_LIST(struct line_view, orders, REQUIRED, 0, 10000, &ORDER_SUMMARY_RECORD, "released or in process"),
    FIELD_LIST(struct line_view, today, REQUIRED, 0, 10000, &LINE_TODAY_RECORD,
               "products with units that are due or done today"),
    FIELD_LIST(struct line_view, holds, REQUIRED, 0, 1e6, &LYING_HOLD_RECORD, "those that are not released"),
    FIELD_INTEGER(struct line_view, units_queued, REQUIRED, 0, 1e9, "not begun"),
    FIELD_INTEGER(struct line_view, units_in_process, REQUIRED, 0, 1e9, "in work"),
    FIELD_INTEGER(struct line_view, units_in_repair, REQUIRED, 0, 1e9, "in work with an open nonconformance"),
    FIELD_INTEGER(struct line_view, units_completed, REQUIRED, 0, 1e9, "completed and not shipped"),
    FIELD_INTEGER(struct line_view, units_shipped, REQUIRED, 0, 1e9, "shipped"),
    FIELD_INTEGER(struct line_view, units_scrapped, REQUIRED, 0, 1e9, "scrapped"),
};
const struct record LINE_VIEW_RECORD = RECORD(struct line_view, "line_view", LINE_VIEW_FIELDS, "The line at a glance.");
