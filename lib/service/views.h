/* What may be asked of products, orders, stations and the line: the shape of every answer that is no journal entry.
 * views_unit.h has those about units and their components, views_as_built.h that of a unit as it was built. */
#ifndef RACKLINE_VIEWS_H
#define RACKLINE_VIEWS_H

#include "domain/rules.h"
#include "service/cursor.h"
#include "service/request.h"
#include "service/views_hold.h"

/* --- lists --- */

/* A list takes `?cursor=&limit=` and answers {items: […], next_cursor}. A cursor is opaque: it is the key of the last
 * item, sealed for the list that gave it (cursor.h); in the query record that a view reads, `cursor` is the key alone.
 * Absent next_cursor: there is no more. Every list's query record has both members. */
enum { LIST_LIMIT_DEFAULT = 100, LIST_LIMIT_MAX = 1000 };
struct list_query {
    const char *cursor;
    int64_t limit;
};
extern const struct record LIST_QUERY_RECORD;

/* --- products --- */

struct product_summary {
    const char *part_number;
    const char *revision;
    const char *name;
    int state;
    int64_t positions;
    int64_t operations;
    int64_t version; /* journal position of its last change */
};
extern const struct record PRODUCT_SUMMARY_RECORD;

struct product_view {
    const char *part_number;
    const char *revision;
    int state;
    int64_t version;
    const char *definition; /* JSON */
};
extern const struct record PRODUCT_VIEW_RECORD;

/* --- orders --- */

/* How many units stand at an operation. */
struct operation_count {
    const char *operation;
    const char *name;
    int64_t blocked, ready, running, paused, passed, failed, invalidated, waived;
};
extern const struct record OPERATION_COUNT_RECORD;
/* How many units of an order are of a revision. */
struct revision_count {
    const char *revision;
    int64_t units;
};
extern const struct record REVISION_COUNT_RECORD;
/* A unit that cannot go on, and why. */
struct blocked_unit {
    const char *serial;
    const char *operation; /* NULL: as a whole */
    LIST_OF(struct reason) reasons;
};
extern const struct record BLOCKED_UNIT_RECORD;
struct order_view {
    const char *order;
    const char *part_number;
    const char *revision; /* that it was released with; its units may have been moved to newer ones */
    int64_t quantity;
    const char *customer;
    const char *destination;
    int64_t due;
    int64_t priority;
    int state;
    bool held;
    bool late;                     /* due is past, or what remains at standard times ends after it */
    double remaining_standard_min; /* of the unit that has most left */
    int64_t planned, released, completed, closed;
    int64_t queued, in_process, in_repair, done, shipped, scrapped; /* units; done: completed and not yet shipped */
    int64_t version;
    struct lying_holds holds; /* on the order as a whole */
    LIST_OF(struct revision_count) revisions; /* that its units are of */
    LIST_OF(struct operation_count) operations; /* a unit counts at those of its own revision */
    LIST_OF(struct blocked_unit) blocked;
    LIST_OF(const char *) late_units;
};
extern const struct record ORDER_VIEW_RECORD;
struct order_summary {
    const char *order;
    const char *part_number;
    const char *revision;
    int64_t quantity;
    const char *customer;
    int64_t due;
    int64_t priority;
    int state;
    int64_t finished; /* units completed or shipped */
    int64_t scrapped; /* units that the order is short of */
    bool late;        /* due is past, and it is not completed, or a unit of it may not leave */
    int64_t version;
};
extern const struct record ORDER_SUMMARY_RECORD;

/* --- stations --- */

struct dispatch_item {
    const char *serial;
    const char *part_number;
    const char *order;
    int64_t priority;
    int64_t due;
    bool late;
    const char *operation;
    const char *name;
    int state;       /* running and paused ones there come first, then the rest by order: ready ones, and of what is in
                      * any other state only what comes out */
    const char *bay; /* of one that is there */
    double standard_min;
    double remaining_min; /* of one that is there, before it can pass; likewise elsewhere: run_remaining_min */
    const char *required_skill;
    const char *required_tool;
    /* Of what it fills: nothing that rests on it is done before. Of a run there also what comes out once it is over. */
    LIST_OF(struct taken_out) take_out;
    LIST_OF(struct need) needs;
};
extern const struct record DISPATCH_ITEM_RECORD;
struct dispatch_view {
    const char *station;
    const char *type;
    int state;
    LIST_OF(struct dispatch_item) items;
};
extern const struct record DISPATCH_VIEW_RECORD;
struct dispatch_query {
    int64_t limit; /* items; absent: 20 */
};
extern const struct record DISPATCH_QUERY_RECORD;

/* --- tokens --- */

struct token_view {
    const char *token;
    int role;
    const char *station;
    int64_t made, revoked;
};
extern const struct record TOKEN_VIEW_RECORD;

/* --- the line --- */

struct line_station {
    const char *station;
    const char *name;
    const char *type;
    int state;
    int64_t state_since;
    const char *reason; /* that was given for its state, where it does not work */
    int64_t power_w; /* of all bays together; absent: no limit but the bays' */
    LIST_OF(struct bay) bays;
    LIST_OF(struct line_run) runs;
};
extern const struct record LINE_STATION_RECORD;
struct line_run {
    const char *serial;
    const char *operation;
    const char *bay;
    int state;
    bool held; /* a hold lies on the unit */
    int64_t started;
    int64_t power_w;      /* it takes */
    double remaining_min; /* before it can pass */
};
extern const struct record LINE_RUN_RECORD;
/* What is due of a product on the plant's day, by its calendar's clocks (without a calendar: UTC), and what is done. */
struct line_today {
    const char *part_number;
    int64_t due;      /* units of orders due until the end of the day, not completed before it began */
    int64_t due_done; /* of them: completed since */
    int64_t done;     /* units completed since the day began, of any order */
};
extern const struct record LINE_TODAY_RECORD;
struct line_view {
    const char *site;
    bool training;
    double clock_rate;
    int64_t now;
    int64_t journal_position;
    LIST_OF(struct line_station) stations;
    LIST_OF(struct order_summary) orders; /* not closed, not cancelled */
    LIST_OF(struct line_today) today;
    struct lying_holds holds;
    int64_t units_queued, units_in_process, units_in_repair, units_completed, units_shipped, units_scrapped;
};
extern const struct record LINE_VIEW_RECORD;

/* --- the views themselves --- */

view_function view_products, view_product;
view_function view_orders, view_order;
view_function view_stations, view_station, view_dispatch;
view_function view_operators, view_operator;
view_function view_tools, view_tool;
view_function view_defects, view_defect;
view_function view_calendar;
view_function view_holds, view_tokens;
view_function view_line;

#endif
