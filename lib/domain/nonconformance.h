/* What a disposition demands before its nonconformance closes. */
#ifndef RACKLINE_NONCONFORMANCE_H
#define RACKLINE_NONCONFORMANCE_H

#include "base/reason.h"
#include "domain/state.h"

enum action {
    ACTION_ABSENT,
    ACTION_OPERATION_PASSED,   /* one that is to be done again; the operation it was found in, since, or, where a part is
                                * replaced or others are done again, as it stands after that */
    ACTION_COMPONENT_REPLACED, /* at the position it was found at, since: by another part, which of those without serial
                                * numbers any new piece is, or by the same unit built here, worked on anew */
    ACTION_EVIDENCE_RENEWED,   /* no operation of the unit is fallen */
    ACTION_COMPONENT_SCRAPPED, /* what was at the position */
    ACTION_COMPONENT_RETURNED, /* likewise, to its supplier */
    ACTION_UNIT_SCRAPPED,
    ACTION_COUNTERSIGNED,
};
extern const struct names ACTION_NAMES;
struct required_action {
    int action;            /* enum action */
    const char *operation; /* of operation_passed */
    bool done;
};
extern const struct record REQUIRED_ACTION_RECORD;

/* What the actions are judged by. */
struct nonconformance_case {
    const struct nonconformance *nonconformance;
    int unit_state;
    const struct unit_operation *operation;  /* that it was found in; NULL: none */
    int64_t ended_by;                        /* journal position of the end of the operation's last run */
    const struct installation *occupant;     /* of the position; NULL: none */
    const struct installation *part;         /* that it is about, wherever it is; NULL: none */
    int part_state;                          /* enum component_state of that part */
    int64_t part_received;                   /* journal position of its last receipt from its supplier; absent: none */
    int64_t part_passed;                     /* journal position of the start of the last run that that part, a unit
                                                built here, passed before it was put back; absent: it passed none, or is
                                                not there again */
    bool fallen;                             /* an operation of the unit is */
    LIST_OF(struct unit_operation) reworked; /* those that are to be done again, as they stand */
};
enum { ACTIONS_MAX = 3 + REWORKED_MAX };
/* Whether the part that it is about was taken out and is in its position again. */
bool nonconformance_part_is_back(const struct nonconformance_case *of);
/* The actions of the disposition, each with whether it is done; none before one was made. How many. On a unit that was
 * scrapped there is nothing left to do. */
size_t nonconformance_actions(const struct nonconformance_case *of, struct required_action ret[static ACTIONS_MAX]);
/* Adds a reason for each action that is missing. */
void nonconformance_may_be_closed(const struct nonconformance_case *of, struct reasons *reasons);

#endif
