/* What may be asked of units and their components: the shape of the answers. */
#ifndef RACKLINE_VIEWS_UNIT_H
#define RACKLINE_VIEWS_UNIT_H

#include "domain/rules.h"
#include "service/request.h"
#include "service/views_description.h"
#include "service/views_hold.h"

/* --- nonconformances --- */

struct nonconformance_view {
    int64_t nonconformance; /* its journal position */
    const char *serial;
    const char *unit_part_number;
    const char *operation;
    const char *position;
    const char *code;
    const char *description;
    int state;
    int disposition;
    const char *reported_by;
    const char *disposed_by;
    const char *reason;
    int64_t reported, disposed;
    int64_t decision;     /* journal position of the disposition: what decides anew names it */
    bool material_review; /* until it is decided, nothing starts on the unit */
    LIST_OF(struct evidence) evidence;
    const char *countersigned_by;
    int64_t countersigned;
    const char *closed_by;
    int64_t closed;
    LIST_OF(const char *) operations; /* that are to be done again by the disposition */
    LIST_OF(struct required_action) actions; /* that the disposition demands before it closes */
};
extern const struct record NONCONFORMANCE_VIEW_RECORD;
struct nonconformance_list_query {
    const char *cursor;
    int64_t limit;
    int state;
};
extern const struct record NONCONFORMANCE_LIST_QUERY_RECORD;

/* --- waivers --- */

struct waiver_view {
    int64_t waiver; /* journal position of the request */
    const char *serial;
    const char *unit_part_number;
    const char *operation;
    int state;          /* enum waiver_state */
    const char *reason; /* of the request */
    const char *requested_by;
    int64_t requested;
    const char *decided_by; /* who countersigned or rejected it */
    const char *decision;   /* why */
    int64_t decided;
    int64_t invalidated_by; /* journal position of what made it fall */
    const char *revoked_by;
    const char *revocation; /* why */
    int64_t revoked;
};
extern const struct record WAIVER_VIEW_RECORD;

/* --- units --- */

/* One operation of a unit's routing. */
struct operation_view {
    const char *operation;
    const char *name;
    int kind;
    const char *station_type;
    int state; /* blocked, ready, running, paused, passed, failed, invalidated, waived */
    int64_t attempts;
    int64_t failures;
    const char *station; /* of the last run, while it is running or paused */
    const char *bay;
    int64_t started, ended;            /* times of the last run */
    double accumulated_min;            /* of a run not ended */
    double remaining_min;              /* of an open run, before it can pass */
    LIST_OF(const char *) waiting_for; /* predecessors not passed */
    int64_t invalidated_by;            /* journal position of what made its evidence fall, while it must run again */
};
extern const struct record OPERATION_VIEW_RECORD;

/* A move of a unit to a newer revision. */
struct revision_view {
    const char *previous;
    const char *revision;
    int64_t revised; /* time */
    const char *by;  /* token that signed it */
    const char *reason;
    int64_t journal_position;
};
extern const struct record REVISION_VIEW_RECORD;

struct unit_view {
    const char *serial;
    const char *part_number;
    const char *revision;
    LIST_OF(struct revision_view) revisions; /* every move to another, in order */
    const char *order;
    int state;
    bool held;
    struct lying_holds holds;              /* that do */
    const char *installed_in;              /* serial */
    LIST_OF(struct inner_unit) unfinished; /* directly inside it, not completed */
    LIST_OF(struct unapproved_part) unapproved; /* of it and of units inside it */
    int64_t due;
    bool late;
    double remaining_standard_min; /* along the longest path that is left */
    int64_t released, started, completed, shipped;
    LIST_OF(struct operation_view) operations;
    LIST_OF(struct nonconformance_view) nonconformances;
    LIST_OF(struct waiver_view) waivers;
};
extern const struct record UNIT_VIEW_RECORD;

struct unit_summary {
    const char *serial;
    const char *part_number;
    const char *revision;
    const char *order;
    int state;
    int64_t released, started, completed, shipped;
};
extern const struct record UNIT_SUMMARY_RECORD;

struct unit_query {
    const char *part_number; /* where the serial alone is not enough */
};
extern const struct record UNIT_QUERY_RECORD;

struct unit_list_query {
    const char *cursor;
    int64_t limit;
    const char *order;
    int state;
};
extern const struct record UNIT_LIST_QUERY_RECORD;

/* `GET /v1/units/{serial}/events`: the journal entries about a unit, the latest first. */
struct unit_events_query {
    const char *cursor;
    int64_t limit;
    const char *part_number;
};
extern const struct record UNIT_EVENTS_QUERY_RECORD;
struct unit_event {
    int64_t journal_position;
    const char *entry; /* JSON: its bytes, as they were stored */
};
extern const struct record UNIT_EVENT_RECORD;

/* `GET /v1/units/{serial}/next?station=`: for each operation that is not done, whether it may start there now and
 * every reason why not, or what it still needs; of a completed unit, whether it may leave. */
struct next_query {
    const char *station;
    const char *part_number;
    const char *operator; /* badge; absent: people are not judged */
    const char *tool;
    const char *bay;
};
extern const struct record NEXT_QUERY_RECORD;
/* What was recorded in a run and fails it: a measurement, or the answer to a check. */
struct failing {
    const char *characteristic;
    const char *check;
    const char *position;
    double value, lower, upper;
    const char *answer;
};
extern const struct record FAILING_RECORD;
struct next_operation {
    const char *operation;
    const char *name;
    int state;
    bool may_start;
    bool may_resume;                /* of one that is paused there */
    bool may_complete;              /* of one that runs there */
    LIST_OF(struct reason) reasons; /* why it may not start, go on or complete */
    bool may_sign;                       /* of one that runs there and is signed off */
    LIST_OF(struct reason) sign_reasons; /* why it may not be signed */
    LIST_OF(struct need) needs;     /* what is still to be filled, measured, answered, signed */
    LIST_OF(struct failing) fails;  /* of one that runs: what fails it */
};
extern const struct record NEXT_OPERATION_RECORD;
struct next_view {
    const char *serial;
    const char *part_number;
    const char *station;
    LIST_OF(struct next_operation) operations;
    bool may_ship;                       /* of one that is completed, and in no other */
    LIST_OF(struct reason) ship_reasons; /* why it may not leave from there */
};
extern const struct record NEXT_VIEW_RECORD;

/* --- retest --- */

/* A unit that cannot go its way back where it is installed, a part that quality decided to take out, or one that is not
 * approved. */
struct taken_out {
    const char *serial; /* NULL: it has none */
    const char *part_number;
    const char *from; /* serial of the unit it is in */
    const char *position;
    int64_t nonconformance; /* by which it goes */
    int64_t unapproved_by;  /* since which it is not approved; neither: it comes in again */
};
extern const struct record TAKEN_OUT_RECORD;
struct retest_step_view {
    const char *serial; /* of the unit: inner units come before those that hold them */
    const char *part_number;
    const char *operation;
    const char *name;
    int cause;   /* enum retest_cause */
    int64_t run; /* journal position of the start of the run that failed, goes on, or whose evidence fell */
    struct invalidation *invalidated_by;
    LIST_OF(const char *) station_types; /* at which it runs: in place, unless the unit is taken out */
    double standard_min;
    double begins_min, ends_min; /* from now, along the longest path that leads to it */
    LIST_OF(const char *) after; /* operations of this route that come directly before it */
};
extern const struct record RETEST_STEP_VIEW_RECORD;
struct retest_view {
    const char *serial;
    const char *part_number;
    int state;
    double total_min; /* along the critical path */
    LIST_OF(struct reason) reasons; /* why there is no way back: then there are no steps either; or which runs are to be
                                     * over before something of take_out comes out */
    LIST_OF(struct taken_out) take_out;
    LIST_OF(struct retest_step_view) steps;
};
extern const struct record RETEST_VIEW_RECORD;

/* --- components --- */

struct component_place {
    const char *serial; /* of the unit */
    const char *unit_part_number;
    const char *order;
    const char *position;
    const char *operator;
    int64_t installed, removed; /* times */
    int removal;
    bool voided;
    int64_t installed_by; /* journal positions */
    int64_t removed_by;
    LIST_OF(struct description_view) descriptions; /* while it was there, or since it was */
};
extern const struct record COMPONENT_PLACE_RECORD;
struct component_query {
    const char *part_number;
    const char *serial;
};
extern const struct record COMPONENT_QUERY_RECORD;
struct component_view {
    const char *part_number;
    const char *serial;
    int state;
    const char *installed_in; /* serial of the unit it is in now */
    const char *position;
    const char *top; /* serial of the outermost unit */
    bool built_here;
    const struct provenance *provenance; /* what is on record of it; NULL: it was nowhere */
    LIST_OF(struct receipt) receipts;    /* how it came back from its supplier, in their order */
    LIST_OF(struct component_place) places; /* everywhere it has been, in order */
};
extern const struct record COMPONENT_VIEW_RECORD;

/* --- the views themselves --- */

view_function view_units, view_unit, view_unit_events, view_next, view_retest;
view_function view_component;
view_function view_nonconformances, view_nonconformance, view_waivers;

#endif
