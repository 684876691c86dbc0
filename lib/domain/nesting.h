/* Units inside units: what a rule sees of those around a unit and of those in it. */
#ifndef RACKLINE_NESTING_H
#define RACKLINE_NESTING_H

#include "domain/product.h"
#include "domain/state.h"

/* More levels than any product has, so that a broken tree ends. */
enum { NESTING_MAX = 8 };

/* A position that was filled or emptied after a certain event, and not by what a correction voided: of the unit itself,
 * or of a unit that was in it then, at any depth. */
struct changed {
    const char *position; /* of the unit itself */
    const char *path;     /* from there down to what changed inside the unit there; NULL: the position itself */
    int64_t journal_position;
    int64_t kind; /* component.installed or component.removed */
};

/* A unit that was put into another, or taken out of one, after a certain event, and not by what a correction voided. */
struct unit_move {
    int64_t journal_position;
    int64_t kind;         /* component.installed or component.removed */
    const char *serial;   /* of the unit that was moved */
    const char *position; /* of the other */
};

/* An operation of a unit. */
struct operation_named {
    const char *operation;
};

/* A waiver that was taken back after a certain event. */
struct revoked_waiver {
    int64_t journal_position; /* of that */
    int64_t unit_id;          /* whose it is */
    const char *serial;       /* of that unit */
    const char *operation;
    const char *inside; /* position of the snapshot's unit that its unit is in; NULL: none */
};

/* A unit that quality sent back after a certain event, to be done again in part. */
struct reworked {
    int64_t journal_position; /* of the operation.reopened */
    const char *serial;
};

/* What quality decided on a fault, whether or not another decision took its place, that it is closed, or that an
 * operation is not to be done, after a certain event. */
struct fault_decision {
    int64_t journal_position; /* of that */
    int64_t kind;             /* nonconformance.dispositioned, nonconformance.closed, waiver.requested or
                                 waiver.countersigned, of a waiver that has not fallen, or operation.waived */
    int64_t nonconformance_id; /* or the waiver's */
    int64_t unit_id; /* whose fault it is */
    const char *serial;
    const char *operation;            /* it was found in, or is waived; NULL: none */
    const char *position;             /* it was found at; NULL: none */
    int disposition;                  /* enum disposition */
    LIST_OF(const char *) operations; /* that are to be done again by it */
    int64_t reopened_at;              /* journal position at which those of them that were passed fell; 0: none was */
    const char *inside;               /* position of the snapshot's unit that its unit is in; NULL: none */
};

/* An operation that went on, was passed, or signed off, after a certain event, in a run that had begun before it. */
struct proof {
    int64_t journal_position;
    int64_t kind; /* operation.resumed, operation.completed or unit.signed */
    const char *operation;
};

/* A unit that was taken out, as far as taking that back asks. */
struct removed_unit {
    const struct unit *unit;
    const struct order *order;
    int state_then;                         /* enum unit_state right before it was taken out */
    int64_t since;                          /* journal position of what brought it to its present one */
    int64_t nonconformances_open;           /* of itself */
    LIST_OF(struct fault_decision) decided; /* of itself and of all inside, since it was taken out */
};

/* A unit that contains another, directly or not. */
struct outer_unit {
    const struct unit *unit;
    const struct product *product;
    const struct order *order;
    bool unit_held, order_held; /* a hold lies on it, on its order as a whole */
    int64_t condemned_by;       /* one of its nonconformances by which quality scraps all of it; 0: none */
    struct holds lying, lifted; /* as the snapshot's; of the run open on the snapshot's unit */
    struct left_holds left;     /* as the snapshot's */
    int position;               /* index in its product: it holds the other one, or what that one is in */
    const struct unit_operation *operations; /* one for each of its routing */
    int64_t units_unfinished;                /* directly inside it, that are not completed */
    int64_t nonconformances_open;            /* of itself */
    int64_t nonconformances_open_inside;     /* of units inside it at any depth */
    int64_t order_units_unfinished;          /* of its order; 2: two or more */
    LIST_OF(struct changed) changed;         /* SEE_VOIDED: since the voided event */
    LIST_OF(struct proof) proven;            /* SEE_VOIDED: likewise */
    LIST_OF(struct run) begun;               /* SEE_VOIDED: as the snapshot's */
    LIST_OF(struct operation_named) fallen_waivers; /* SEE_VOIDED: as the snapshot's */
    int64_t completed_last;                  /* SEE_VOIDED: as the snapshot's */
    int64_t order_units_completed;           /* likewise */
    int64_t left_by;                         /* SEE_VOIDED: as the snapshot's */
    int64_t revised_by;                      /* SEE_VOIDED: journal position of its last move to another revision */
    int64_t completed_by;                    /* SEE_VOIDED: as the snapshot's */
};

/* A part of a unit, or of one inside it at any depth, that is not approved in its position any more. */
struct unapproved_part {
    const char *serial; /* of the unit that it is in */
    const char *position;
    int64_t unapproved_by; /* journal position since which */
    const char *at;        /* position of the unit that is looked at: the part is there, or in what is there */
    const char *path;      /* from there down to it; NULL: it is what is there */
};
extern const struct record UNAPPROVED_PART_RECORD;

/* A unit directly inside another. */
struct inner_unit {
    const char *position;
    const char *serial;
    const char *part_number;
    int state; /* enum unit_state */
};
extern const struct record INNER_UNIT_RECORD;

/* A run that is not over. */
struct open_run {
    int64_t run_id;
    const char *serial; /* of its unit */
    const char *operation;
    int state; /* enum operation_state of that */
};

/* A unit that fills a position, as far as taking it out asks. */
struct occupant_unit {
    const struct unit *unit;
    const struct order *order;
    LIST_OF(struct open_run) runs;  /* of it, and of the units inside it at any depth */
    int64_t order_units_unfinished; /* of its order; 2: two or more */
    struct holds lying;             /* on it */
};

#endif
