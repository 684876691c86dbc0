/* What may be asked of a unit as it was built: the shape of the answer, and the evidence of its runs. */
#ifndef RACKLINE_VIEWS_AS_BUILT_H
#define RACKLINE_VIEWS_AS_BUILT_H

#include "service/views_unit.h"

struct as_built_query {
    const char *at;          /* a journal position or an RFC 3339 time; absent: now, or the shipment */
    const char *part_number; /* of the unit */
};
extern const struct record AS_BUILT_QUERY_RECORD;
struct as_built_component {
    const char *position;
    int64_t u_position;
    int64_t u_height;
    const char *part_number;
    const char *revision;
    const char *serial;
    const char *lot;
    int64_t quantity;
    const char *supplier;
    const char *country;
    const char *origin_site;
    const char *firmware;    /* JSON, as it is stored; NULL: none */
    const char *identifiers; /* likewise */
    const char *operator;
    int64_t installed;     /* time */
    int64_t at;            /* when that happened by the station's clock, where it was recorded later */
    int64_t installed_by;  /* journal position */
    int64_t unapproved_by; /* journal position since which it is not approved, as the installation's */
    int64_t described_by;  /* journal position of the description that it reads by */
    LIST_OF(struct as_built_component) components; /* of a unit built here */
};
extern const struct record AS_BUILT_COMPONENT_RECORD;
struct country_share {
    const char *country; /* "unknown" where it was not said */
    int64_t components;  /* pieces of the whole tree, that are not built here themselves */
    double share;        /* of all, 0 to 1 */
};
extern const struct record COUNTRY_SHARE_RECORD;
struct operation_then {
    const char *operation;
    int state; /* enum operation_state, as stored */
};
extern const struct record OPERATION_THEN_RECORD;
/* A nonconformance as it stood then. */
struct as_built_fault {
    int64_t nonconformance; /* its journal position */
    const char *serial;     /* of the unit it is at: this one, or one inside it */
    const char *unit_part_number;
    const char *operation;
    const char *position;
    const char *code;
    const char *description;
    int state; /* enum nonconformance_state */
    const char *reported_by;
    int64_t reported;
    int disposition; /* enum disposition; 0: not decided on */
    const char *reason;
    const char *disposed_by;
    int64_t disposed;
    LIST_OF(const char *) operations; /* that were to be done again */
    const char *countersigned_by;
    int64_t countersigned;
    const char *closed_by;
    int64_t closed;
};
extern const struct record AS_BUILT_FAULT_RECORD;
/* A hold that lay on it by then. */
struct as_built_hold {
    int64_t hold;       /* its journal position */
    const char *serial; /* of the unit it lay on: this one, or one inside it */
    const char *unit_part_number;
    const char *reason;
    const char *placed_by;
    int64_t placed;   /* time */
    int64_t caught;   /* time since which it lay on the unit */
    int64_t released; /* time */
    const char *released_by;
    const char *release_reason;
};
extern const struct record AS_BUILT_HOLD_RECORD;
struct sign_off_view {
    const char *operation;
    const char *operator;
    const char *meaning;
    int64_t recorded;
    int64_t at; /* as of a component */
    int64_t journal_position;
};
extern const struct record SIGN_OFF_VIEW_RECORD;
struct shipment_view {
    int64_t shipped;
    int64_t at; /* as of a component */
    const char *carrier;
    const char *tracking_number;
    const char *operator;
    const char *station;
    int64_t journal_position;
};
extern const struct record SHIPMENT_VIEW_RECORD;
/* How a unit ended that did not leave: by a decision about it, or by the removal of it as scrap from another. */
struct scrapping_view {
    int64_t scrapped;
    int64_t at;           /* as of a component */
    const char *by;       /* whose token or account it was */
    const char *operator; /* of a removal */
    const char *station;  /* of a removal */
    const char *reason;
    int64_t journal_position;
};
extern const struct record SCRAPPING_VIEW_RECORD;
/* The unit that another left in. */
struct left_in_view {
    const char *serial;
    const char *part_number;
    const char *order;
    const char *customer; /* of that order, as it left */
    const char *destination;
};
extern const struct record LEFT_IN_VIEW_RECORD;
struct as_built_view {
    const char *serial;
    const char *part_number;
    const char *revision;                    /* it had then */
    LIST_OF(struct revision_view) revisions; /* every move to another until then, in order */
    const char *order;
    const char *customer; /* of that order, as of then; once it has left, as it left */
    const char *destination;
    int state;                /* then, as everything here */
    int64_t journal_position; /* as of which */
    bool frozen;              /* it has left, or what it is in has: it will never change */
    LIST_OF(struct operation_then) operations;
    LIST_OF(const char *) unfilled; /* positions */
    LIST_OF(struct as_built_component) components;
    LIST_OF(struct run_view) runs;
    LIST_OF(struct waiver_view) waivers; /* countersigned by then, of the unit and of what is in it */
    LIST_OF(struct as_built_fault) nonconformances; /* of the unit and of what is in it */
    LIST_OF(struct as_built_hold) holds;            /* on the unit and on what is in it, released or not */
    LIST_OF(struct sign_off_view) signed_off;       /* the signatures that stood */
    struct shipment_view *shipment;
    struct scrapping_view *scrapping;              /* NULL: it was not scrapped */
    struct left_in_view *left_in;                  /* NULL: it did not leave inside another */
    LIST_OF(struct description_view) descriptions; /* by then; of a shipped unit as it left, whenever they came */
    LIST_OF(struct country_share) countries;
};
extern const struct record AS_BUILT_VIEW_RECORD;

/* The journal entry that made evidence fall. */
struct invalidation {
    int64_t journal_position;
    const char *type;
    const char *serial; /* of the unit it happened to: this one, or one that was inside it */
    const char *unit_part_number;
    const char *position;
    const char *component_part_number; /* of what was there */
    const char *component_serial;
    const char *revision;  /* that the unit was moved to */
    const char *operation; /* of that unit, whose waiver was revoked */
    int64_t nonconformance; /* of that unit, for which quality had something done again */
    LIST_OF(const char *) operations; /* that were to be done again */
};
extern const struct record INVALIDATION_RECORD;

/* An attempt with its evidence. */
struct measurement_view {
    const char *characteristic;
    const char *position;
    double value;
    const char *unit_of_measure;
    double lower, upper;
    int verdict;
    const char *tool;
    const char *operator;
    int64_t recorded;
    int64_t at; /* as of a component */
    int64_t journal_position;
};
extern const struct record MEASUREMENT_VIEW_RECORD;
struct answer_view {
    const char *check;
    const char *position;
    const char *answer;
    int verdict;
    const char *operator;
    int64_t recorded;
    int64_t at; /* as of a component */
    int64_t journal_position;
};
extern const struct record ANSWER_VIEW_RECORD;
struct signature_view {
    const char *operator;
    const char *meaning;
    int64_t recorded;
    int64_t at; /* as of a component */
    int64_t journal_position;
    bool counts; /* inside only: signature_counts */
};
extern const struct record SIGNATURE_VIEW_RECORD;
struct run_view {
    const char *operation;
    int64_t attempt;
    int state;
    int64_t invalidated_by; /* it passed, and its evidence fell later: journal position of what made it fall */
    struct invalidation *invalidation; /* and what that was */
    const char *station;
    const char *bay;
    const char *operator;
    const char *tool;
    int64_t started, ended;
    int64_t started_at, ended_at; /* as of a component */
    int64_t ended_by;             /* journal position */
    double accumulated_min;
    int64_t journal_position; /* of its start */
    LIST_OF(struct measurement_view) measurements;
    LIST_OF(struct answer_view) answers;
    LIST_OF(struct signature_view) signatures;
};
extern const struct record RUN_VIEW_RECORD;

/* --- the view itself --- */

view_function view_as_built;

#endif
