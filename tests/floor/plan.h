/* What a station does with a piece of work: which events, in what order, with what in them. Pure: the same piece of
 * work and the same seed give the same plan. */
#ifndef RACKLINE_FLOOR_PLAN_H
#define RACKLINE_FLOOR_PLAN_H

#include "domain/event.h"
#include "domain/rules.h"

#include "floor/catalog.h"
#include "floor/crew.h"

/* An operation to be done on a unit. */
struct task {
    uint64_t seed;
    const struct catalog *catalog;
    const struct crew *crew;
    const struct recipe *recipe; /* of the unit */
    int operation;               /* index in its routing */
    const char *unit;            /* serial */
    int nth;                     /* how often this floor worked on it before: each time other parts are scanned */
    struct needs needs;          /* as the dispatch list says them */
    char *const *made;           /* serials for the positions that are filled with units built here, in their order */
};

/* An event to be posted. `data` is of the kind's record; its time is set when it is posted. */
struct step {
    enum entry_kind kind;
    void *data;
    bool done;
    bool fails; /* step_fail made it so */
};

/* Everything between the start of an operation and its completion. */
struct plan {
    LIST_OF(struct step) steps;
};

/* Installs, then measures, then answers, then the signature. Lives in the arena. */
struct plan plan_make(const struct task *task, struct arena *arena);

/* How many units of which part the task takes from the floor's stock; 0: none. One part at the most: *ret is its
 * recipe. */
size_t task_takes(const struct task *task, const struct recipe **ret);

/* The events around the plan. */
struct operation_started *plan_start(const struct task *task, const char *bay, struct arena *arena);
struct operation_completed *plan_complete(const struct task *task, struct arena *arena);

/* An event of a kind about the task's operation, by the operator who does it; the rest is absent. */
void *event_about(const struct task *task, enum entry_kind kind, struct arena *arena);

/* The operator who does an operation of the unit. */
const char *task_operator(const struct task *task, int operation, struct arena *arena);

/* A component for a position, as it is scanned; `again` counts the scans of one piece of work for one position. */
struct component_installed *plan_scan(const struct task *task, const struct position *position, int again,
                                      struct arena *arena);

/* A value inside the limits, and one outside them (NaN when there are no limits). */
double value_inside(const struct characteristic *characteristic, double part);
double value_outside(const struct characteristic *characteristic);
/* An answer that passes, and one that does not (NULL when every answer passes). */
const char *answer_accepted(const struct check *check);
const char *answer_refused(const struct check *check);

/* Whether a measurement or an answer could fail; makes it one that does. */
bool step_may_fail(const struct task *task, const struct step *step);
void step_fail(const struct task *task, struct step *step);

#endif
