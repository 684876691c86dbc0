/* The table of commands. */
#include "rackline/command.h"

#include "domain/entry_records.h"
#include "domain/product.h"
#include "domain/state.h"
#include "service/accounts.h"
#include "service/badges.h"
#include "service/commands.h"
#include "service/feed.h"
#include "service/tokens.h"
#include "service/views.h"
#include "service/views_as_built.h"
#include "service/views_description.h"
#include "service/views_forecast.h"
#include "service/views_hold.h"
#include "service/views_revision.h"
#include "service/views_statistics.h"
#include "service/views_unit.h"

/* clang-format off */

#define SHOW(n, v, at, ops, asked, answered, text) \
    {.noun = (n), .verb = (v), .shape = COMMAND_SHOW, .method = "GET", .path = (at), .operands = (ops), \
     .query = (asked), .answer = (answered), .about = (text)}
#define LIST(n, v, at, ops, asked, answered, shown, text) \
    {.noun = (n), .verb = (v), .shape = COMMAND_LIST, .method = "GET", .path = (at), .operands = (ops), \
     .query = (asked), .answer = (answered), .columns = (shown), .about = (text)}
#define EDIT(n, v, at, ops, said, text) \
    {.noun = (n), .verb = (v), .shape = COMMAND_EDIT, .method = "POST", .path = (at), .operands = (ops), \
     .body = (said), .about = (text)}
#define DEFINE(n, v, at, ops, said, text) \
    {.noun = (n), .verb = (v), .shape = COMMAND_DEFINE, .method = "PUT", .path = (at), .operands = (ops), \
     .body = (said), .about = (text)}
#define REPORT(n, v, type, ops, said, text) \
    {.noun = (n), .verb = (v), .shape = COMMAND_REPORT, .method = "POST", .path = "/v1/events", .operands = (ops), \
     .body = (said), .event = (type), .about = (text)}

const struct command COMMANDS[] = {
    SHOW("line", "show", "/v1/line", "", NULL, &LINE_VIEW_RECORD, "the line at a glance: stations, orders, units"),

    LIST("order", "list", "/v1/orders", "", &LIST_QUERY_RECORD, &ORDER_SUMMARY_RECORD,
         "order state quantity finished scrapped due late part_number revision priority customer", "build orders"),
    SHOW("order", "show", "/v1/orders/{order}", "order", NULL, &ORDER_VIEW_RECORD,
         "where an order stands: units by operation, what blocks, what is late"),
    SHOW("order", "forecast", "/v1/orders/{order}/forecast", "order", &FORECAST_QUERY_RECORD,
         &ORDER_FORECAST_VIEW_RECORD, "when an order is completed, and what that rests on"),
    EDIT("order", "plan", "/v1/orders", "order", &ORDER_NEW_RECORD, "plans an order"),
    {.noun = "order", .verb = "replan", .shape = COMMAND_CHANGE, .method = "PUT", .path = "/v1/orders/{order}",
     .operands = "order", .body = &ORDER_CHANGED_RECORD,
     .about = "changes an order; once it is released, its priority, due date, customer and destination"},
    EDIT("order", "release", "/v1/orders/{order}/release", "order", NULL,
         "releases an order: its units get their serial numbers"),
    {.noun = "order", .verb = "revise-preview", .shape = COMMAND_SHOW, .method = "POST",
     .path = "/v1/orders/{order}/revise/preview", .operands = "order", .body = &REVISION_BODY_RECORD,
     .answer = &REVISION_PREVIEW_RECORD,
     .about = "what moving units to a newer revision would come to, unit by unit; changes nothing"},
    EDIT("order", "revise", "/v1/orders/{order}/revise", "order", &REVISION_BODY_RECORD,
         "moves units of a released order to a newer revision, in one signed transaction"),
    EDIT("order", "cancel", "/v1/orders/{order}/cancel", "order", &REASON_FREE_RECORD,
         "cancels an order; the reason stays in the journal"),
    EDIT("order", "close", "/v1/orders/{order}/close", "order", &REASON_FREE_RECORD, "closes an order that is completed"),

    LIST("unit", "list", "/v1/units", "", &UNIT_LIST_QUERY_RECORD, &UNIT_SUMMARY_RECORD, NULL,
         "units, by order and state"),
    SHOW("unit", "show", "/v1/units/{serial}", "serial", &UNIT_QUERY_RECORD, &UNIT_VIEW_RECORD,
         "a unit, and how each operation stands on it"),
    LIST("unit", "events", "/v1/units/{serial}/events", "serial", &UNIT_EVENTS_QUERY_RECORD, &UNIT_EVENT_RECORD,
         "journal_position entry.recorded entry.type entry.data.operation entry.data.position entry.data.part_number"
         " entry.data.serial entry.data.characteristic entry.data.value entry.data.check entry.data.answer"
         " entry.data.code entry.data.operator entry.station entry.by entry.data.reason",
         "the journal entries about a unit, the latest first"),
    SHOW("unit", "next", "/v1/units/{serial}/next", "serial", &NEXT_QUERY_RECORD, &NEXT_VIEW_RECORD,
         "what may happen to a unit next at a station, and every reason why not"),
    SHOW("unit", "as-built", "/v1/units/{serial}/as-built", "serial", &AS_BUILT_QUERY_RECORD, &AS_BUILT_VIEW_RECORD,
         "what is inside a unit and how it was proven, now or at any time"),
    SHOW("unit", "retest", "/v1/units/{serial}/retest", "serial", &UNIT_QUERY_RECORD, &RETEST_VIEW_RECORD,
         "the shortest legal route back to completed"),
    LIST("unit", "trace", "/v1/trace", "serial", &TRACE_QUERY_RECORD, &CONTAINED_VIEW_RECORD,
         "serial part_number order customer destination state match via matches",
         "every unit that is, or contains, this serial number"),
    EDIT("unit", "scrap", "/v1/units/{serial}/scrap", "serial", &UNIT_BODY_RECORD, "scraps a unit"),
    REPORT("unit", "sign", "unit.signed", "unit operation", &UNIT_SIGNED_RECORD, "signs an operation off"),
    REPORT("unit", "ship", "unit.shipped", "unit", &UNIT_SHIPPED_RECORD, "reports that a unit left"),

    REPORT("operation", "start", "operation.started", "unit operation", &OPERATION_STARTED_RECORD,
           "reports that an operation began on a unit"),
    REPORT("operation", "pause", "operation.paused", "unit operation", &OPERATION_PAUSED_RECORD,
           "reports that a running operation stands still"),
    REPORT("operation", "resume", "operation.resumed", "unit operation", &OPERATION_RESUMED_RECORD,
           "reports that a paused operation runs on"),
    REPORT("operation", "complete", "operation.completed", "unit operation", &OPERATION_COMPLETED_RECORD,
           "reports that a running operation ended"),
    REPORT("operation", "abort", "operation.aborted", "unit operation", &OPERATION_ABORTED_RECORD,
           "gives a run up; it counts as no attempt"),
    EDIT("operation", "waive", "/v1/units/{serial}/operations/{operation}/waive", "serial operation",
         &UNIT_BODY_RECORD, "asks to let a unit go on without an operation: a second person countersigns"),

    SHOW("component", "show", "/v1/components", "part_number serial", &COMPONENT_QUERY_RECORD,
         &COMPONENT_VIEW_RECORD, "where a part is, and everywhere it has been"),
    EDIT("component", "receive", "/v1/components/receive", "", &COMPONENT_RECEIVED_RECORD,
         "says that a part which was returned to its supplier is back and may be installed again"),
    EDIT("component", "describe", "/v1/components/describe", "", &COMPONENT_DESCRIBED_RECORD,
         "says what of a part's provenance is otherwise than it was recorded"),
    REPORT("component", "install", "component.installed", "unit operation position", &COMPONENT_INSTALLED_RECORD,
           "reports that a part fills a position"),
    REPORT("component", "remove", "component.removed", "unit operation position", &COMPONENT_REMOVED_RECORD,
           "reports that a part was taken out"),
    REPORT("measurement", "record", "measurement.recorded", "unit operation characteristic value",
           &MEASUREMENT_RECORDED_RECORD, "reports a number that was measured"),
    REPORT("check", "record", "check.recorded", "unit operation check answer", &CHECK_RECORDED_RECORD,
           "reports the answer to a check"),

    LIST("nonconformance", "list", "/v1/nonconformances", "", &NONCONFORMANCE_LIST_QUERY_RECORD,
         &NONCONFORMANCE_VIEW_RECORD,
         "nonconformance state serial operation code disposition material_review position reported",
         "faults that were reported, by state"),
    SHOW("nonconformance", "show", "/v1/nonconformances/{nonconformance}", "nonconformance", NULL,
         &NONCONFORMANCE_VIEW_RECORD, "a fault: what was found, what was decided, and what is still to be done"),
    EDIT("nonconformance", "dispose", "/v1/nonconformances/{nonconformance}/disposition",
         "nonconformance disposition", &DISPOSITION_BODY_RECORD, "decides about a fault"),
    EDIT("nonconformance", "countersign", "/v1/nonconformances/{nonconformance}/countersign", "nonconformance",
         &REASON_BODY_RECORD, "agrees, as a second person, that a unit is used as it is"),
    EDIT("nonconformance", "close", "/v1/nonconformances/{nonconformance}/close", "nonconformance",
         &REASON_BODY_RECORD, "closes a fault once all that was decided is done"),
    LIST("waiver", "list", "/v1/waivers", "", &LIST_QUERY_RECORD, &WAIVER_VIEW_RECORD,
         "waiver state serial operation requested requested_by decided_by reason",
         "operations that units may go on without"),
    EDIT("waiver", "countersign", "/v1/waivers/{waiver}/countersign", "waiver", &REASON_BODY_RECORD,
         "agrees, as a second person, that a unit goes on without an operation"),
    EDIT("waiver", "reject", "/v1/waivers/{waiver}/reject", "waiver", &REASON_BODY_RECORD,
         "turns a waiver down that was asked for"),
    EDIT("waiver", "revoke", "/v1/waivers/{waiver}/revoke", "waiver", &REASON_BODY_RECORD,
         "takes a waiver back that stands, and with it what rested on it"),
    LIST("description", "list", "/v1/descriptions", "", &DESCRIPTION_LIST_QUERY_RECORD, &DESCRIPTION_VIEW_RECORD,
         "description state part_number component_serial serial position was is described_by decided_by reason",
         "parts that were described anew, and those that wait for a second person"),
    EDIT("description", "countersign", "/v1/descriptions/{description}/countersign", "description",
         &REASON_BODY_RECORD, "agrees, as a second person, to how a part that left was described"),
    EDIT("description", "reject", "/v1/descriptions/{description}/reject", "description", &REASON_BODY_RECORD,
         "turns a description down that waits for a second person"),
    LIST("defect", "list", "/v1/defects", "", &LIST_QUERY_RECORD, &DEFECT_RECORD, NULL, "the catalogue of defects"),
    SHOW("defect", "show", "/v1/defects/{defect}", "defect", NULL, &DEFECT_RECORD, "a defect of the catalogue"),
    DEFINE("defect", "define", "/v1/defects/{defect}", "defect", &DEFECT_DEFINED_RECORD,
           "enters a defect into the catalogue"),
    REPORT("defect", "report", "defect.reported", "unit code", &DEFECT_REPORTED_RECORD,
           "reports a defect that was found"),

    LIST("hold", "list", "/v1/holds", "", &LIST_QUERY_RECORD, &HOLD_RECORD,
         "hold placed released reason order serial part_number serial_from serial_to lot supplier country firmware"
         " firmware_version station tool operator from to placed_by released_by release_reason",
         "holds; those that are not released lie"),
    SHOW("hold", "show", "/v1/holds/{hold}", "hold", NULL, &HOLD_VIEW_RECORD, "a hold, and how much it stops"),
    LIST("hold", "units", "/v1/holds/{hold}/units", "hold", &LIST_QUERY_RECORD, &CONTAINED_VIEW_RECORD,
         "serial part_number order customer destination state match via matches",
         "the units a hold lies on, and for whom they are: the recall list"),
    {.noun = "hold", .verb = "place", .shape = COMMAND_EDIT, .method = "POST", .path = "/v1/holds", .operands = "",
     .body = &HOLD_BODY_RECORD, .answer = &CONTAINED_VIEW_RECORD,
     .columns = "serial part_number order customer destination state match via matches",
     .preview = "/v1/holds/preview", .about = "places a hold on everything that matches, now and later"},
    EDIT("hold", "release", "/v1/holds/{hold}/release", "hold", &RELEASE_BODY_RECORD,
         "releases a hold, or the units that are named out of it"),
    LIST("trace", "find", "/v1/trace", "", &TRACE_QUERY_RECORD, &CONTAINED_VIEW_RECORD,
         "serial part_number order customer destination state match via matches",
         "every unit that contains a lot, a firmware …, or was worked on so"),

    LIST("station", "list", "/v1/stations", "", &LIST_QUERY_RECORD, &STATION_RECORD, NULL, "stations"),
    SHOW("station", "show", "/v1/stations/{station}", "station", NULL, &STATION_RECORD, "a station"),
    SHOW("station", "dispatch", "/v1/stations/{station}/dispatch", "station", &DISPATCH_QUERY_RECORD,
         &DISPATCH_VIEW_RECORD, "what to work on next at a station"),
    DEFINE("station", "define", "/v1/stations/{station}", "station", &STATION_DEFINED_RECORD, "defines a station"),
    REPORT("station", "change", "station.changed", "state", &STATION_CHANGED_RECORD,
           "reports the state of the station whose token it is"),
    LIST("operator", "list", "/v1/operators", "", &LIST_QUERY_RECORD, &OPERATOR_RECORD, NULL, "operators"),
    SHOW("operator", "show", "/v1/operators/{operator}", "operator", NULL, &OPERATOR_RECORD, "an operator"),
    {.noun = "operator", .verb = "pin", .shape = COMMAND_EDIT, .method = "POST", .path = "/v1/operators/{operator}/pin",
     .operands = "operator", .body = &PIN_BODY_RECORD, .secret = "pin",
     .about = "gives an operator a PIN to the badge, which is asked for, or the first line of the standard input"},
    DEFINE("operator", "define", "/v1/operators/{operator}", "operator", &OPERATOR_DEFINED_RECORD,
           "defines an operator"),
    LIST("tool", "list", "/v1/tools", "", &LIST_QUERY_RECORD, &TOOL_RECORD, NULL, "tools"),
    SHOW("tool", "show", "/v1/tools/{tool}", "tool", NULL, &TOOL_RECORD, "a tool"),
    DEFINE("tool", "define", "/v1/tools/{tool}", "tool", &TOOL_DEFINED_RECORD, "defines a tool"),
    SHOW("calendar", "show", "/v1/calendar", "", NULL, &CALENDAR_RECORD, "when the plant works"),
    DEFINE("calendar", "define", "/v1/calendar", "", &CALENDAR_DEFINED_RECORD, "sets when the plant works"),

    LIST("product", "list", "/v1/products", "", &LIST_QUERY_RECORD, &PRODUCT_SUMMARY_RECORD, NULL,
         "what can be built"),
    SHOW("product", "show", "/v1/products/{part_number}/{revision}", "part_number revision", NULL,
         &PRODUCT_VIEW_RECORD, "a revision of a product, with its definition"),
    {.noun = "product", .verb = "check", .shape = COMMAND_OWN, .operands = "file", .own = product_check,
     .about = "checks a definition as a whole, without a daemon, and tells every fault at once"},
    DEFINE("product", "upload", "/v1/products/{part_number}/{revision}", "file", NULL,
           "uploads a definition as a draft"),
    EDIT("product", "release", "/v1/products/{part_number}/{revision}/release", "part_number revision", NULL,
         "releases a draft, which never changes again"),
    EDIT("product", "obsolete", "/v1/products/{part_number}/{revision}/obsolete", "part_number revision", NULL,
         "takes a revision out of use"),

    SHOW("forecast", "show", "/v1/forecast", "", &FORECAST_QUERY_RECORD, &FORECAST_VIEW_RECORD,
         "when the orders on the floor are completed, and where the bottleneck is"),
    {.noun = "forecast", .verb = "what-if", .shape = COMMAND_SHOW, .method = "POST", .path = "/v1/forecast/what-if",
     .operands = "", .body = &WHAT_IF_BODY_RECORD, .answer = &WHAT_IF_VIEW_RECORD,
     .about = "the same with other priorities, stations and bays; changes nothing"},
    EDIT("forecast", "record", "/v1/forecast/record", "", &FORECAST_RECORDED_RECORD,
         "keeps the forecast, so that it is held against what comes"),

    SHOW("statistics", "operations", "/v1/statistics/operations", "part_number", &OPERATIONS_QUERY_RECORD,
         &OPERATIONS_VIEW_RECORD, "yields and times of a product's operations"),
    SHOW("statistics", "stations", "/v1/statistics/stations", "", &STATIONS_QUERY_RECORD, &STATIONS_VIEW_RECORD,
         "availability, effectiveness, quality and OEE of stations"),
    SHOW("statistics", "defects", "/v1/statistics/defects", "", &DEFECTS_QUERY_RECORD, &DEFECTS_VIEW_RECORD,
         "defects by frequency"),
    SHOW("statistics", "characteristics", "/v1/statistics/characteristics", "part_number operation characteristic",
         &CHARACTERISTICS_QUERY_RECORD, &CHARACTERISTIC_VIEW_RECORD, "capability and control-chart alarms"),

    {.noun = "event", .verb = "follow", .shape = COMMAND_OWN, .path = "/v1/events", .operands = "",
     .query = &FEED_QUERY_RECORD, .own = event_follow,
     .about = "shows the journal as it grows, from its head or after a position, until Ctrl-C"},
    {.noun = "event", .verb = "export", .shape = COMMAND_OWN, .path = "/v1/events", .operands = "",
     .query = &FEED_QUERY_RECORD, .own = event_export,
     .about = "writes the journal's entries, a line of JSON each, byte for byte as they are kept"},
    REPORT("event", "correct", "event.corrected", "event", &EVENT_CORRECTED_POSTED_RECORD,
           "voids an event that was posted by mistake"),

    LIST("account", "list", "/v1/accounts", "", &LIST_QUERY_RECORD, &ACCOUNT_RECORD, NULL,
         "who signs in with a name and a password"),
    SHOW("account", "show", "/v1/accounts/{account}", "account", NULL, &ACCOUNT_RECORD, "an account"),
    DEFINE("account", "define", "/v1/accounts/{account}", "account", &ACCOUNT_DEFINED_RECORD,
           "makes an account, gives it another role, or disables it, which ends its sessions"),
    {.noun = "account", .verb = "password", .shape = COMMAND_EDIT, .method = "POST",
     .path = "/v1/accounts/{account}/password", .operands = "account", .body = &PASSWORD_BODY_RECORD,
     .secret = "password",
     .about = "gives an account a password, which is asked for, or the first line of the standard input; ends its "
              "sessions"},

    LIST("token", "list", "/v1/tokens", "", &LIST_QUERY_RECORD, &TOKEN_VIEW_RECORD, NULL, "tokens"),
    {.noun = "token", .verb = "make", .shape = COMMAND_EDIT, .method = "POST", .path = "/v1/tokens",
     .operands = "token", .body = &TOKEN_BODY_RECORD, .answer = &TOKEN_MADE_VIEW_RECORD,
     .about = "makes a token, whose text is said this once"},
    EDIT("token", "revoke", "/v1/tokens/{token}/revoke", "token", NULL, "revokes a token"),
};
const size_t COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS;

/* clang-format on */
