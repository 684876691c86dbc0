#include "racklined/route.h"

#include "racklined/health.h"
#include "racklined/openapi.h"

#include "domain/entry_records.h"
#include "service/commands.h"
#include "service/feed.h"
#include "service/tokens.h"
#include "service/views.h"
#include "service/views_unit.h"

const struct route ROUTES[] = {
    /* the daemon itself */
    {.method = "GET", .path = "/healthz", .roles = MAY_ANYBODY,
     .kind = ROUTE_DAEMON, .daemon = health_serve,
     .summary = "Whether the process lives"},
    {.method = "GET", .path = "/readyz", .roles = MAY_ANYBODY,
     .kind = ROUTE_DAEMON, .daemon = readiness_serve,
     .summary = "Whether it takes changes and reads its database"},
    {.method = "GET", .path = "/metrics", .roles = MAY_READ,
     .kind = ROUTE_DAEMON, .daemon = metrics_serve,
     .summary = "Counters and histograms as Prometheus' text"},
    {.method = "GET", .path = "/v1/openapi.json", .roles = MAY_READ,
     .kind = ROUTE_DAEMON, .daemon = openapi_serve,
     .summary = "The description of this API"},

    /* the journal */
    {.method = "GET", .path = "/v1/events", .roles = MAY_READ,
     .kind = ROUTE_FEED, .query = &FEED_QUERY_RECORD,
     .summary = "The journal after a position: a page, NDJSON, or a live stream"},
    {.method = "POST", .path = "/v1/events", .roles = MAY_POST,
     .kind = ROUTE_COMMAND, .answer_kind = ANSWER_BATCH, .decode = decode_events, .command = post_events,
     .summary = "Reports what happened: one event, or an array of them"},

    /* products */
    {.method = "GET", .path = "/v1/products", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &LIST_QUERY_RECORD, .answer = &PRODUCT_SUMMARY_RECORD,
     .answer_list = true,
     .view = view_products,
     .summary = "What can be built"},
    {.method = "GET", .path = "/v1/products/{part_number}/{revision}", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .answer = &PRODUCT_VIEW_RECORD, .view = view_product,
     .summary = "A revision of a product"},
    {.method = "PUT", .path = "/v1/products/{part_number}/{revision}", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .body = &PRODUCT_DEFINITION_RECORD, .if_match = true, .command = put_product,
     .summary = "Uploads a draft, checked as a whole"},
    {.method = "POST", .path = "/v1/products/{part_number}/{revision}/release", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .command = release_product,
     .summary = "Releases a draft, which never changes again"},
    {.method = "POST", .path = "/v1/products/{part_number}/{revision}/obsolete", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .command = obsolete_product,
     .summary = "Takes a revision out of use"},

    /* orders */
    {.method = "GET", .path = "/v1/orders", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &LIST_QUERY_RECORD, .answer = &ORDER_SUMMARY_RECORD,
     .answer_list = true,
     .view = view_orders,
     .summary = "Build orders"},
    {.method = "POST", .path = "/v1/orders", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .body = &ORDER_PLANNED_RECORD, .command = plan_order,
     .summary = "Plans an order"},
    {.method = "GET", .path = "/v1/orders/{order}", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .answer = &ORDER_VIEW_RECORD, .view = view_order,
     .summary = "Where an order stands: its units by operation, what blocks, what is late"},
    {.method = "PUT", .path = "/v1/orders/{order}", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .body = &ORDER_PLANNED_RECORD, .if_match = true, .command = replan_order,
     .summary = "Changes an order that is not released"},
    {.method = "POST", .path = "/v1/orders/{order}/release", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .command = release_order,
     .summary = "Releases an order: its units get their serial numbers"},
    {.method = "POST", .path = "/v1/orders/{order}/cancel", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .body = &REASON_BODY_RECORD, .command = cancel_order,
     .summary = "Cancels an order"},
    {.method = "POST", .path = "/v1/orders/{order}/close", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .command = close_order,
     .summary = "Closes an order that is completed"},

    /* units */
    {.method = "GET", .path = "/v1/units", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &UNIT_LIST_QUERY_RECORD, .answer = &UNIT_SUMMARY_RECORD,
     .answer_list = true, .view = view_units,
     .summary = "Units, by order and state"},
    {.method = "GET", .path = "/v1/units/{serial}", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &UNIT_QUERY_RECORD, .answer = &UNIT_VIEW_RECORD,
     .view = view_unit,
     .summary = "A unit and how each operation stands on it"},
    {.method = "GET", .path = "/v1/units/{serial}/next", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &NEXT_QUERY_RECORD, .answer = &NEXT_VIEW_RECORD,
     .view = view_next,
     .summary = "What may happen to a unit next at a station, and why not"},
    {.method = "GET", .path = "/v1/units/{serial}/as-built", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &AS_BUILT_QUERY_RECORD, .answer = &AS_BUILT_VIEW_RECORD,
     .view = view_as_built,
     .summary = "What is inside a unit and how it was proven, now or at any time"},
    {.method = "POST", .path = "/v1/units/{serial}/scrap", .roles = MAY_JUDGE,
     .kind = ROUTE_COMMAND, .body = &UNIT_BODY_RECORD, .command = scrap_unit,
     .summary = "Scraps a unit"},
    {.method = "POST", .path = "/v1/units/{serial}/operations/{operation}/waive", .roles = MAY_JUDGE,
     .kind = ROUTE_COMMAND, .body = &UNIT_BODY_RECORD, .command = waive_operation,
     .summary = "Lets a unit go on without an operation"},

    /* components */
    {.method = "GET", .path = "/v1/components/{part_number}/{serial}", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .answer = &COMPONENT_VIEW_RECORD, .view = view_component,
     .summary = "Where a part is, and everywhere it has been"},

    /* stations */
    {.method = "GET", .path = "/v1/stations", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &LIST_QUERY_RECORD, .answer = &STATION_RECORD,
     .answer_list = true,
     .view = view_stations,
     .summary = "Stations"},
    {.method = "GET", .path = "/v1/stations/{station}", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .answer = &STATION_RECORD, .view = view_station,
     .summary = "A station"},
    {.method = "PUT", .path = "/v1/stations/{station}", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .body = &STATION_DEFINED_RECORD, .if_match = true, .command = put_station,
     .summary = "Defines a station"},
    {.method = "GET", .path = "/v1/stations/{station}/dispatch", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &DISPATCH_QUERY_RECORD, .answer = &DISPATCH_VIEW_RECORD,
     .view = view_dispatch,
     .summary = "What to work on next at a station"},

    /* operators */
    {.method = "GET", .path = "/v1/operators", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &LIST_QUERY_RECORD, .answer = &OPERATOR_RECORD,
     .answer_list = true,
     .view = view_operators,
     .summary = "Operators"},
    {.method = "GET", .path = "/v1/operators/{operator}", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .answer = &OPERATOR_RECORD, .view = view_operator,
     .summary = "An operator"},
    {.method = "PUT", .path = "/v1/operators/{operator}", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .body = &OPERATOR_DEFINED_RECORD, .if_match = true, .command = put_operator,
     .summary = "Defines an operator"},

    /* tools */
    {.method = "GET", .path = "/v1/tools", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &LIST_QUERY_RECORD, .answer = &TOOL_RECORD,
     .answer_list = true,
     .view = view_tools,
     .summary = "Tools"},
    {.method = "GET", .path = "/v1/tools/{tool}", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .answer = &TOOL_RECORD, .view = view_tool,
     .summary = "A tool"},
    {.method = "PUT", .path = "/v1/tools/{tool}", .roles = MAY_PLAN,
     .kind = ROUTE_COMMAND, .body = &TOOL_DEFINED_RECORD, .if_match = true, .command = put_tool,
     .summary = "Defines a tool"},

    /* quality */
    {.method = "GET", .path = "/v1/holds", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &LIST_QUERY_RECORD, .answer = &HOLD_RECORD,
     .answer_list = true,
     .view = view_holds,
     .summary = "Holds"},
    {.method = "POST", .path = "/v1/holds", .roles = MAY_LEAD,
     .kind = ROUTE_COMMAND, .body = &HOLD_PLACED_RECORD, .command = place_hold,
     .summary = "Places a hold on an order or a unit"},
    {.method = "POST", .path = "/v1/holds/{hold}/release", .roles = MAY_LEAD,
     .kind = ROUTE_COMMAND, .body = &REASON_BODY_RECORD, .command = release_hold,
     .summary = "Releases a hold"},
    {.method = "GET", .path = "/v1/nonconformances", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &LIST_QUERY_RECORD, .answer = &NONCONFORMANCE_VIEW_RECORD,
     .answer_list = true, .view = view_nonconformances,
     .summary = "Faults that were reported"},
    {.method = "POST", .path = "/v1/nonconformances/{nonconformance}/disposition", .roles = MAY_JUDGE,
     .kind = ROUTE_COMMAND, .body = &DISPOSITION_BODY_RECORD, .command = dispose_nonconformance,
     .summary = "Decides about a fault"},

    /* tokens */
    {.method = "GET", .path = "/v1/tokens", .roles = MAY_ADMIN,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .query = &LIST_QUERY_RECORD, .answer = &TOKEN_VIEW_RECORD,
     .answer_list = true,
     .view = view_tokens,
     .summary = "Tokens; their texts are kept nowhere"},
    {.method = "POST", .path = "/v1/tokens", .roles = MAY_ADMIN,
     .kind = ROUTE_COMMAND, .body = &TOKEN_BODY_RECORD, .answer = &TOKEN_MADE_VIEW_RECORD, .command = make_token,
     .summary = "Makes a token, whose text is said this once"},
    {.method = "POST", .path = "/v1/tokens/{token}/revoke", .roles = MAY_ADMIN,
     .kind = ROUTE_COMMAND, .command = revoke_token,
     .summary = "Revokes a token"},

    /* the line */
    {.method = "GET", .path = "/v1/line", .roles = MAY_READ,
     .kind = ROUTE_VIEW, .answer_kind = ANSWER_VIEW, .answer = &LINE_VIEW_RECORD, .view = view_line,
     .summary = "The line at a glance"},
};
const size_t ROUTE_COUNT = sizeof ROUTES / sizeof *ROUTES;
