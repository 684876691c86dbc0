/* What was decided with an entry: the results of those kinds that have one. */
#ifndef RACKLINE_RESULT_H
#define RACKLINE_RESULT_H

#include "base/digest.h"
#include "base/record.h"
#include "domain/provenance.h"

/* What was decided with an event. unit_part_number is always there, so that the entry stands alone. */
struct result_unit {
    const char *unit_part_number;
};
struct result_started {
    const char *unit_part_number;
    int64_t attempt;
    int64_t power_w;
    double coolant_lpm;
    int previous; /* enum operation_state before it */
    bool builds;  /* who acts in the run builds on the unit: it is no inspection */
    bool anew;    /* its evidence, or its waiver, had fallen: failures of before count no more */
    int64_t failures; /* of the operation before it, where it is run anew; absent: it is not */
};
struct result_timed { /* paused, resumed, aborted */
    const char *unit_part_number;
    int64_t accumulated_us; /* after it */
    int verdict;            /* failed where an aborted run had failed before it: it ends so; else absent */
};
struct result_completed {
    const char *unit_part_number;
    int verdict;  /* that holds: the stricter */
    int computed; /* the daemon's own; absent: the evidence does not reach for one */
    int64_t accumulated_us;
    int64_t failures; /* of the operation before it */
};
struct result_installed {
    const char *unit_part_number;
    bool built_here;                    /* the component is a unit of this plant */
    const struct provenance *on_record; /* of the component, which the scan does not say; NULL: nothing */
};
struct result_removed {
    const char *unit_part_number;
    const char *part_number; /* of what was taken out */
    const char *serial;
    LIST_OF(const char *) invalidated; /* operations of the unit that were passed */
    LIST_OF(const char *) waived;      /* operations of the unit that were waived: a waiver is of the unit as it was */
    const char *waiver;                /* the one of those that fills the position: of a time when no other fell */
    int64_t run_id; /* the open run that fills the position: what it measured and checked there falls too */
    bool run_whole; /* and what it recorded of the unit as a whole; false in entries of earlier versions */
    int removal;   /* enum removal: what becomes of it by what quality decided, where nothing was said with the event */
    bool salvaged; /* out of a scrapped unit: nothing falls, and neither it nor its order is opened again */
    LIST_OF(struct outer_fallen) outer; /* units that contain it, innermost first; completed ones are opened again */
};
/* What fell on a unit with something inside it. */
struct outer_fallen {
    const char *unit;
    const char *unit_part_number;
    const char *position;              /* of it, in which the change was, at any depth */
    LIST_OF(const char *) invalidated; /* operations of it that were passed */
    LIST_OF(const char *) waived;      /* that were waived */
};
/* What opens again when a waiver is revoked: what was waived, and what was signed off or completed on it. */
struct result_revoked {
    const char *unit_part_number;
    const char *unit;
    const char *operation;              /* that was waived */
    LIST_OF(const char *) invalidated;  /* operations of the unit that came after it and speak of all before them */
    LIST_OF(struct outer_fallen) outer; /* units that contain it, innermost first; completed ones are opened again */
};
/* What falls when quality decides that something is done again: that itself, and what was proven, signed or completed
 * on it. */
struct result_reopened {
    const char *unit_part_number;
    LIST_OF(const char *) invalidated;  /* operations of the unit that were passed */
    LIST_OF(const char *) waived;       /* that were waived */
    LIST_OF(struct outer_fallen) outer; /* units that contain it, innermost first; completed ones are opened again */
};
struct result_reported {
    const char *unit_part_number;
    bool material_review; /* it was found as often as it may be */
};
struct result_judged {
    const char *unit_part_number;
    int verdict;
    double lower, upper; /* of a measurement */
};
/* Since when a unit was completed, and its order was completed and closed; absent: it was not, or not so. */
struct over {
    int64_t unit_completed, order_completed, order_closed; /* times */
};
/* A correction takes back what the voided entry did: a start is no run, a completion runs on from now, a removal leaves
 * the part where it was together with what fell with it, and what was recorded is recorded no more. */
struct result_corrected {
    const char *type; /* of what is voided */
    int64_t voided;   /* its journal position */
    const char *unit; /* NULL: it spoke of a part alone */
    const char *unit_part_number;
    int previous;     /* enum operation_state that the operation goes back to, for a start and a completion */
    int64_t failures; /* that it goes back to, for a completion, a start anew and a failed run given up */
    int64_t running_since;  /* time since which the run goes on, for a pause and an abort; absent: it stands still */
    int64_t accumulated_us; /* of the run, before that or in all, for a pause, a resumption and an abort */
    LIST_OF(const char *) restored;       /* operations that are passed again, for a removal */
    LIST_OF(const char *) rewaived;       /* operations that are waived again, for a removal */
    const char *waiver;                   /* likewise: of a time when there was no more than one */
    LIST_OF(struct still_fallen) fallen;  /* operations that it made fall and another removal keeps so */
    int64_t records_voided_by;            /* journal position of the next removal in the run that it was in, which what
                                             was recorded there of the unit as a whole falls by now; absent: none was */
    int64_t invalidated_by;               /* journal position of what the operation fell by, for a start that takes it
                                             back to that, and the end of a run that came after it; absent: it is not
                                             said */
    int unit_state;                       /* of the unit after it */
    int order_state;                      /* of its order after it */
    struct over over;                     /* what is over again, as it was */
    int64_t nonconformance;               /* that is voided with it, for a run that failed */
    LIST_OF(struct outer_restored) outer; /* units that contain it, innermost first */
    const struct part_restored *part;     /* the unit that was scrapped with a removal; NULL: none was */
};
/* An operation that is fallen, but by another event than before. */
struct still_fallen {
    const char *operation;
    int64_t invalidated_by; /* journal position of that */
};
struct part_restored {
    const char *unit;
    const char *unit_part_number;
    int unit_state; /* after it */
};
struct outer_restored {
    const char *unit;
    const char *unit_part_number;
    LIST_OF(const char *) restored; /* operations that are passed again */
    LIST_OF(const char *) rewaived; /* that are waived again */
    LIST_OF(struct still_fallen) fallen; /* that another removal keeps fallen */
    int unit_state, order_state;    /* after it */
    struct over over;               /* as above */
};
/* A false fail is no failure, and a decision after the last attempt gives the operation all of them again. */
struct result_disposed {
    const char *unit;
    const char *unit_part_number;
    const char *operation;   /* whose failures change; NULL: none do */
    int64_t failures;        /* of it after the disposition */
    int64_t failures_before; /* of it before any disposition; absent: it is not said */
    LIST_OF(const char *) anew; /* operations to be done again that had failed as often as they may: no more */
    int64_t installation;    /* that has ended, of the part that is decided on where it lies; absent: none */
    int removal;             /* enum removal: what becomes of that part */
};
struct result_released {           /* of order.released */
    LIST_OF(const char *) serials; /* of the units it makes, in their sequence */
};
struct result_forecast {                   /* of forecast.recorded */
    int64_t as_of;                         /* journal position that it was made of */
    int64_t runs;                          /* simulated */
    LIST_OF(struct order_forecast) orders; /* those released or in process */
};
struct order_forecast {
    const char *order;
    int64_t p50, p90; /* times; absent: it has no date */
};
/* What made the evidence of an operation fall when its unit was moved to another revision. */
enum fall_cause {
    FALL_ABSENT,
    FALL_CHANGED,     /* it asks for something else */
    FALL_POSITION,    /* a position that it fills or depends on */
    FALL_PREDECESSOR, /* an operation that has come to stand before it */
};
extern const struct names FALL_CAUSE_NAMES; /* changed, position, predecessor */
struct fallen_operation {
    const char *operation;
    int cause;           /* enum fall_cause */
    const char *because; /* the position, the operation before it; NULL: its own definition */
    bool waived;         /* it was; otherwise it was passed */
};
/* A unit that was moved. */
struct revised_unit {
    const char *unit;
    const char *part_number;
    const char *previous;                         /* its revision before */
    LIST_OF(struct fallen_operation) invalidated; /* that were passed or waived, and must run again */
    LIST_OF(const char *) left_out;               /* operations that were begun on it or waived, and count no more */
    LIST_OF(const char *) returned;               /* those that an earlier change left out, and that are open again */
    LIST_OF(const char *) unapproved;             /* positions whose parts are not approved any more */
    LIST_OF(const char *) approved;               /* positions whose parts are approved again */
    bool reopened;                                /* it was completed, and is in work again */
    bool completed;                               /* nothing is left to be done on it */
};
struct result_revised {                 /* of order.revised */
    LIST_OF(struct revised_unit) units; /* in the order of their sequence */
};
struct result_badged { /* of operator.badged_in */
    int64_t until;     /* time */
};
struct result_token {     /* of token.made */
    struct digest digest; /* of the token's text */
};

#endif
