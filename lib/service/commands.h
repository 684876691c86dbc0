/* What may be changed: the command functions behind the routes, and the bodies they take. */
#ifndef RACKLINE_COMMANDS_H
#define RACKLINE_COMMANDS_H

#include "domain/state.h"
#include "service/request.h"

/* POST /v1/events. decode_events makes a struct posted_events from one event or an array of them. A single event's
 * fault is the request's; in an array each has its own outcome. */
decode_function decode_events;
command_function post_events;

/* The bodies that are no entry's data as it stands. */
struct reason_body {
    const char *reason;
};
extern const struct record REASON_BODY_RECORD;
extern const struct record REASON_FREE_RECORD; /* of the same struct, and the reason may be left out */
struct unit_named_body {
    const char *serial;
    const char *part_number;
};
struct release_body { /* of a hold; no units: the hold as a whole */
    const char *reason;
    LIST_OF(struct unit_named_body) units;
};
extern const struct record RELEASE_BODY_RECORD;
struct disposition_body {
    int disposition;
    const char *reason;
    LIST_OF(const char *) operations;
    int64_t replaces;
};
extern const struct record DISPOSITION_BODY_RECORD;
struct token_body {
    const char *token;
    int role;
    const char *station;
};
extern const struct record TOKEN_BODY_RECORD;
struct unit_body { /* with which unit operations through resources say which one */
    const char *reason;
    const char *part_number;
};
extern const struct record UNIT_BODY_RECORD;

/* PUT /v1/products/…: decode_product checks the document as a whole. */
decode_function decode_product;
command_function put_product, release_product, obsolete_product;
command_function plan_order, replan_order, release_order, cancel_order, close_order, revise_order;
command_function put_station, put_operator, put_tool, put_defect, put_calendar;
command_function make_token, revoke_token;
command_function place_hold, release_hold;
command_function dispose_nonconformance, countersign_nonconformance, close_nonconformance;
command_function scrap_unit;
command_function describe_component, countersign_description, reject_description, receive_component;
command_function request_waiver, countersign_waiver, reject_waiver, revoke_waiver;

#endif
