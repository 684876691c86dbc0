/* The rules of the line. A rule sees a snapshot, changes nothing, and returns the entries to append or every reason
 * why not. It reads no clock: now is in the snapshot. */
#ifndef RACKLINE_RULES_H
#define RACKLINE_RULES_H

#include "base/fault.h"
#include "domain/event.h"
#include "domain/nesting.h"
#include "domain/nonconformance.h"
#include "domain/product.h"
#include "domain/refusal.h"
#include "domain/role.h"
#include "domain/state.h"

/* What a rule for an event wants to see beyond the unit, its order, its product, the station, operator, tool and the
 * operation's own row and run, which are always there. */
enum {
    SEE_ROUTE = 1 << 0,         /* all operations of the unit */
    SEE_EVIDENCE = 1 << 1,      /* measurements, answers and signatures of the run */
    SEE_POSITIONS = 1 << 2,     /* what fills the unit's positions now */
    SEE_STATION = 1 << 3,       /* what runs at the station */
    SEE_COMPONENT = 1 << 4,     /* the component named, and the unit it may be */
    SEE_BUILDERS = 1 << 5,      /* whether the operator built on the unit */
    SEE_DEFECTS = 1 << 6,       /* the nonconformances of the unit, and how many are open */
    SEE_VOIDED = 1 << 7,        /* what an event.corrected names, and its subject as the snapshot's */
    SEE_ORDER_UNITS = 1 << 8,   /* whether units of the order are unfinished, one or more */
    SEE_FAULTS_INSIDE = 1 << 9, /* how many nonconformances are not closed, and how many are open, of those inside it too */
    SEE_INSIDE = 1 << 10,       /* which units inside it are not completed, and which parts of it all not approved */
    SEE_RUNNING = 1 << 11,      /* what runs at the station, not paused, and of which unit it is */
    SEE_FAULTS_AT_END = 1 << 12, /* how many are open inside it, where the operation is its last one */
    SEE_OCCUPANT = 1 << 13,      /* what fills the position named */
};

/* Where an event stands in the journal. */
struct event_place {
    int64_t journal_position;
    int64_t kind; /* enum entry_kind */
};

/* A run that goes on at a station. */
struct running {
    const struct run *run;
    const struct unit *unit;
    const struct operation_definition *definition;
    const struct snapshot *whole; /* as of an operation.aborted of the run, where it may not be paused; else NULL */
};

/* Everything a rule may look at, loaded inside the batch's transaction. A pointer is NULL where there is no such
 * thing, or the event named none. Where `unit` is there, so are its product and order.
 *
 * With SEE_VOIDED the unit, operation, run, component and occupant are those of the voided event, and the station is
 * the one that posted it, or where the run was that it ended from no station; the operator is the correction's own.
 * Where that speaks of a part alone, there is no unit. */
struct snapshot {
    int64_t now_us;
    int64_t journal_position; /* where the event will stand, which a run that it begins is known by; 0 where no hold
                                 lies */
    int64_t correction_window_us; /* for how long its own operator may take an event back */
    const struct principal *principal;
    bool at_counts; /* what stations say of when it happened is of the plant's time: not on a training site */

    const struct product *product; /* of the unit */
    const struct unit *unit; /* NULL too where the serial is ambiguous */
    int64_t units_found; /* with the serial named: 2 where it is ambiguous */
    const struct unit *unit_otherwise; /* where there are none: one by the same letters and digits, in other capitals */
    const struct order *order;
    LIST_OF(struct outer_unit) outer;      /* those that contain it, innermost first */
    LIST_OF(struct inner_unit) unfinished; /* those directly inside it that are not completed */
    bool unit_held;  /* a hold lies on it */
    bool order_held; /* a hold lies on the order as a whole */
    struct holds lying; /* those that lie on the unit */
    struct holds lifted; /* those it was released out of while the open run went, which had matched by then */
    struct left_holds left; /* those it was released out of at all, where any hold speaks of work */
    struct holds holds; /* all that are not released, for what comes to match one of them */

    int operation;                           /* index in the product's routing; -1: unknown or not named */
    /* One for each operation of the routing, in its order; without SEE_ROUTE only [operation] is filled. One that never
     * ran is open, with no run_id, and its attempts and failures are 0. */
    const struct unit_operation *operations;
    const struct run *run; /* the operation's last run; there whenever the operation is running or paused */
    LIST_OF(struct measurement) measurements; /* of that run, voided ones left out; answers, signatures likewise. Of a
                                                 voided installation: those since, of the run that it came in, that are
                                                 not taken back, whether a removal voided them or not */
    LIST_OF(struct check_answer) answers;
    LIST_OF(struct signature) signatures;
    const int64_t *filled; /* the installation in each position of the product, in its order; 0: empty */
    LIST_OF(struct unapproved_part) unapproved; /* SEE_INSIDE: of it, and of units inside it at any depth */

    const struct station *station; /* the token's */
    LIST_OF(struct run) at_station; /* runs running or paused there, of any unit */
    const int64_t *at_station_outermost; /* for each of them the outermost unit that its unit is in, or is */
    LIST_OF(struct running) running; /* SEE_RUNNING */
    const struct operator *operator;
    const struct tool *tool;        /* the one named */
    const struct tool *run_tool;    /* the one the run was started with */
    const struct defect *defect;    /* of the catalogue, the one named */
    bool operator_built;            /* the operator installed or removed a component of the unit or of one inside it, or
                                       acted in any run of them that is no inspection */
    LIST_OF(struct finding) findings; /* nonconformances of the unit, in their order, voided ones left out */
    int64_t nonconformances_open;   /* of the unit */
    int64_t nonconformances_open_inside; /* SEE_FAULTS_INSIDE, SEE_FAULTS_AT_END: of units inside it at any depth */
    int64_t nonconformances_unclosed; /* open or dispositioned, of the unit and of units inside it at any depth */
    bool material_review;           /* one of the unit's is open that stops it */
    int64_t condemned_by;           /* one of the unit's by which quality scraps all of it; 0: none */
    int64_t order_units_unfinished; /* units of the order neither completed, shipped nor scrapped; 2: two or more */
    int64_t order_units_completed;  /* SEE_VOIDED: time of the last of them that was completed or scrapped */
    int64_t completed_last;         /* SEE_VOIDED: time since which the unit was last completed, as far as that was not
                                       taken back; absent: it never was */

    LIST_OF(struct finding) component_findings; /* nonconformances about it, wherever it was, voided ones left out */
    const struct component *component;     /* the one named by part number and serial */
    const struct component *component_otherwise; /* where there is none, nor a unit: one of that part number by the same
                                                    letters and digits, capitals for small ones or small for capitals */
    const struct installation *lot_otherwise; /* where none of the part number is of the lot that is said: the first of
                                                 that lot by the same letters and digits, likewise */
    const struct unit *component_unit;     /* when it is a unit built here */
    struct holds component_unit_lying;     /* those that lie on that unit */
    struct holds component_unit_matched;   /* of `holds`, those that match what is inside it once it is in the unit */
    int64_t component_unit_passed;         /* journal position of the start of the last run that it passed; absent: none */
    int64_t component_unit_unclosed;       /* nonconformances of it, and of units inside it, that are not closed */
    LIST_OF(struct unapproved_part) component_unit_unapproved; /* of it, and of units inside it */
    LIST_OF(struct known_identifier) known_identifiers; /* of the component, and of others what it is scanned with; in
                                                           the order in which they came, voided ones left out */
    const struct provenance *component_known; /* of the component: what its installations and receipts said of it, the
                                                 last first */
    bool component_revision_described;     /* quality has said which revision it is of */
    LIST_OF(struct description) described; /* of a part that is described: how its installation was before */
    LIST_OF(struct receipt) component_receipts; /* of the component: how it came back from its supplier, voided ones
                                                   left out, in their order */
    const struct unit *component_holder;   /* the unit it is installed in */
    const struct installation *occupant;   /* SEE_COMPONENT, SEE_OCCUPANT: what fills the position named; what it came
                                              with is known only where a hold lies on the unit or around it */
    const struct occupant_unit *occupant_unit; /* when that is a unit built here */
    const struct run *occupant_run; /* that put it there; NULL too where no hold lies on the unit or around it */
    struct happened occupant_happened; /* when it was put there; not said either where no hold lies there */

    const struct entry *voided;          /* the entry a correction names */
    struct event_place voided_follows;   /* what it followed from by itself; at 0: somebody entered it */
    const struct installation *voided_installation; /* that it made or ended */
    LIST_OF(struct description) voided_described;   /* of that, how its part was described since, where it counts */
    const struct nonconformance *voided_nonconformance; /* that it reported, or that its failure opened */
    bool voided_before;                  /* a correction names it already */
    bool unit_ran_else, order_ran_else;  /* the unit, a unit of its order, has another run than the one it started; of
                                            a unit.scrapped, any */
    int state_then;                      /* of a unit.scrapped: enum unit_state right before it */
    int64_t left_by;                     /* of a unit that is shipped or scrapped: journal position of what made it so */
    int64_t revised_by;                  /* journal position of the unit's last move to another revision */
    LIST_OF(struct changed) changed;     /* in the unit, since the voided event or the waiver that was asked for */
    LIST_OF(struct revoked_waiver) revoked; /* of the unit, of those around it and of all inside, since a voided
                                               removal or completion */
    LIST_OF(struct reworked) reworked;      /* likewise, since a voided removal */
    LIST_OF(struct event_place) component_unit_worked; /* work since on component_unit or inside it: what was begun and
                                                          ended, put in and taken out, moved to another revision,
                                                          revoked and sent back; voided ones left out */
    LIST_OF(struct fault_decision)
    decided;                             /* of the unit, of those around it and of all inside, since the voided
                                            event */
    int64_t completed_by;                /* journal position of the unit.completed by which the unit was last completed,
                                            and which no correction took back; absent: there is none */
    const struct removed_unit *removed_unit;     /* component_unit, where the voided event took it out */
    LIST_OF(struct proof) proven;                /* on the unit, since the voided event */
    LIST_OF(struct run) begun;                   /* likewise; voided ones left out */
    LIST_OF(struct unit_move) moves;             /* since, of the unit itself and of those around it right before a
                                                    voided removal */
    LIST_OF(struct event_place) runs_since;      /* of its operation: the end of the run that was the last when the
                                                    voided event came, and the start of each since; voided ones left
                                                    out */
    LIST_OF(struct event_place) placed;          /* how the position of a voided removal was filled and emptied since */
    LIST_OF(struct unit_move) part_moves;        /* since, of the part that it took out */
    LIST_OF(struct operation_named) fallen_waivers; /* operations that are invalidated by it, and were waived */
    int64_t fell_by;                             /* journal position of what the last evidence of its operation fell by,
                                                    before a voided start or end; 0: it is not known */
    int64_t run_taken_back;                      /* journal position of the correction that took back the start of the
                                                    run that the voided event came in, which a journal of before
                                                    may have without that event's own; 0: none did */
    struct run_clock clock_before;               /* of its run, right before a voided pause, resumption or abort */
    LIST_OF(struct proof) ends_taken_back;       /* since a voided abort, of what had passed on the unit before it */
    int64_t bay_taken_since;                     /* journal position at which another unit first took the bay of a
                                                    voided abort's run after it; 0: none did */
    int64_t station_down_since;                  /* journal position at which the station of a voided completion, pause
                                                    or abort went down after it, the first time; 0: it did not */
    LIST_OF(struct nonconformance_case) closed;  /* nonconformances of the unit, as they stand, between whose report and
                                                    closing the voided event lies */
    LIST_OF(struct event_place) voided_evidence; /* of the run that it started, paused or resumed: what was installed,
                                                    measured, answered and signed in it since, and not taken back,
                                                    whether it counts or not, and its pauses; of one that it started,
                                                    what a pause followed from by itself */
};

/* Entries a rule decided, in their order. The first is the event itself: its data is the event's. The result of a kind
 * whose ENTRY_TYPES row has no result record is NULL. */
struct decided {
    enum entry_kind kind;
    const void *data;
    const void *result;
};
enum { DECISION_MAX = 6 + 3 * NESTING_MAX };
struct decision {
    struct decided entries[DECISION_MAX];
    size_t count;
    LIST_OF(struct decided) more; /* after those, where any number of things may follow; in the rule's arena */
};

/* `data` is the kind's; `ret` is written when it returns NOTHING_WRONG. FAULT_REFUSED with every reason, FAULT_MEMORY.
 * Results live in the arena of `reasons`. */
typedef enum fault event_rule(const struct snapshot *snapshot, const void *data, struct decision *ret,
                              struct reasons *reasons);

/* One row a kind that stations post, indexed by enum entry_kind. */
struct event_rule_row {
    event_rule *rule;
    unsigned see; /* SEE_… */
};
extern const struct event_rule_row EVENT_RULES[ENTRY_POSTED_COUNT];

/* --- what rules and views share --- */

/* By how much a station's clock may be off before its events are refused. An hour: no clock is told to be exact, but one
 * that shows another time zone's, or none at all, dates what it posts wrongly for good. */
#define EVENT_CLOCK_ROOM_US US_PER_HOUR

/* What a station dates so did not happen after now, by the plant's clock or the machine's, which is ahead of that from
 * when it is set right until the daemon starts; nor before the journal began. Adds a reason, which tells the plant's
 * time. Not of a training site: its time is its own, and its stations' clocks the world's. */
void event_may_be_of(int64_t at_us, const struct site *site, int64_t now_us, int64_t wall_us,
                     struct reasons *reasons);
/* Whether what happened at a time by its station's clock was recorded at another: clocks are a minute apart or less. */
bool event_is_late(int64_t at_us, int64_t recorded_us);

/* How an operation stands: as stored, or blocked or ready when it is open, failed with attempts left, or
 * invalidated. It is blocked while any operation before it, directly or not, is neither passed nor waived. */
enum operation_state operation_standing(const struct product *product, const struct unit_operation *operations,
                                        int operation);

/* Its failures that count towards its limit: what fell, passed or waived, is run as for the first time. */
int64_t operation_failures(const struct unit_operation *row);

/* The numbers of those operations, of the ones that are left to do, that come right before another: they are named as
 * its predecessors, or nothing that is left lies between. `left` has one for each operation of the product.
 * FAULT_MEMORY. */
enum fault list_right_before(const struct product *product, const bool *left, int operation, struct arena *arena,
                             struct name_list *ret);

/* Whether an operation's state is one that its followers may build on: passed or waived. */
bool operation_is_done(int state);
/* Whether its evidence fell, and it is not done again: it may run by now, or have failed since. */
bool operation_is_fallen(const struct unit_operation *row);
/* Whether it runs or is paused. */
bool operation_is_open(int state);

/* Whether a unit is neither completed, shipped nor scrapped. */
bool unit_is_unfinished(int state);

/* Whether all operations of the routing are passed or waived, `passing` (or -1) taken as passed. */
bool route_passed(const struct product *product, const struct unit_operation *operations, int passing);

/* Time a run has accumulated by now, microseconds. A clock that was set back takes nothing away. */
int64_t run_accumulated_us(const struct run *run, int64_t now_us);

/* What is still needed before the operation can complete. */
struct need {
    const char *position;       /* to be filled, or where the rest is needed; NULL: of the unit */
    const char *part_number;    /* of a position to be filled */
    bool unapproved;            /* what is in the position is not approved any more, and must come out of it first */
    const char *characteristic; /* to be measured */
    int64_t samples;            /* of it, still */
    const char *check;          /* to be answered */
    bool signature;             /* to be signed */
};
extern const struct record NEED_RECORD;
struct needs {
    LIST_OF(struct need) list;
};
/* Needs SEE_EVIDENCE, SEE_POSITIONS and SEE_INSIDE in the snapshot, whose run's evidence counts when the operation is
 * running or paused; one that is not has everything still before it. FAULT_MEMORY. */
enum fault operation_needs(const struct snapshot *snapshot, int operation, struct arena *arena, struct needs *ret);

/* Whether the snapshot's operation may start at the snapshot's station, now, by its operator, tool and in its bay; adds
 * every reason. Needs SEE_ROUTE, SEE_STATION and SEE_INSIDE. An operator, tool or bay that is not named is a reason
 * only when `demand_all`: a dispatch list asks before anybody has scanned a badge, and a bay need only be free. */
void interlock_start(const struct snapshot *snapshot, const struct operation_started *data, bool demand_all,
                     struct reasons *reasons);

/* Whether the snapshot's operation may be signed off now, by its operator; adds every reason. It may when nothing but
 * the signature is left that is needed; where it is independent, not by who built on the unit or inside it, began the
 * run or recorded in it. A signer who is not named is a reason only when `demand_operator`. Needs SEE_ROUTE,
 * SEE_EVIDENCE, SEE_POSITIONS, SEE_INSIDE and SEE_BUILDERS. FAULT_MEMORY. */
enum fault interlock_sign_off(const struct snapshot *snapshot, const struct unit_signed *data, bool demand_operator,
                              struct reasons *reasons);

/* Whether the snapshot's unit may leave from its station now, by its operator; adds every reason. An operator who is
 * not named is a reason only when `demand_operator`. Needs SEE_ROUTE, SEE_POSITIONS, SEE_DEFECTS, SEE_FAULTS_INSIDE and
 * SEE_INSIDE. */
void interlock_shipment(const struct snapshot *snapshot, const struct unit_shipped *data, bool demand_operator,
                        struct reasons *reasons);

/* Whether what is in a position may be taken out of the snapshot's unit now, by its operator; adds every reason. An
 * operator who is not named is a reason only when `demand_operator`. Needs SEE_ROUTE, SEE_COMPONENT and SEE_DEFECTS.
 * FAULT_MEMORY. */
enum fault interlock_removal(const struct snapshot *snapshot, const struct component_removed *data,
                             bool demand_operator, struct reasons *reasons);

/* The verdict on a run's evidence: failed when any measurement or answer failed. */
enum verdict run_verdict(const struct snapshot *snapshot);

/* Adds unit.completed to a decision when all operations but `passing` are passed or waived and every unit inside is
 * completed, and order.completed when it was the order's last unfinished unit; then the same for each unit around it
 * that waited for this one alone. Needs SEE_ROUTE, SEE_INSIDE and SEE_ORDER_UNITS. FAULT_MEMORY. */
enum fault decide_unit_completed(const struct snapshot *snapshot, const struct unit_operation *operations, int passing,
                                 struct decision *decision, struct arena *arena);

/* Adds order.completed to a decision that finishes or scraps the snapshot's unit, when it was the order's last
 * unfinished one. Needs SEE_ORDER_UNITS. FAULT_MEMORY. */
enum fault decide_order_completed(const struct snapshot *snapshot, struct decision *decision, struct arena *arena);

/* Adds every reason why the operation (-1: none) may not complete the snapshot's unit, or one around it that waits for
 * this one alone, when that is the last one: a unit inside that is not completed, a nonconformance that is open on it or
 * inside it, and what a waiver of another operation does not excuse. Needs SEE_ROUTE, SEE_POSITIONS, SEE_INSIDE,
 * SEE_DEFECTS, and SEE_FAULTS_INSIDE or SEE_FAULTS_AT_END. */
void interlock_last_operation(const struct snapshot *snapshot, int operation, struct reasons *reasons);

/* The states an order, a unit and an operation on a unit go to by an entry; the one place that says so. True and *ret
 * is the state after it, the same one where the entry does not change it; false, and *ret untouched, where it must not
 * happen. State 0 is that of a thing not there yet (an operation's is open). The whole matrix is walked by a test.
 *
 * event.corrected goes back instead of on: its result names the states, and here it changes nothing.
 * component.removed is asked of the unit, and of each operation that it invalidates; order.revised of each operation
 * that falls, of a completed unit on which something is left to be done, and of its order.
 * `nonconforming`: a nonconformance of the unit is open after the entry. Only where work begins, a completed unit is
 * opened again, and a nonconformance is reported or dispositioned does it matter: in_repair instead of in_process. */
bool order_next_state(int state, enum entry_kind kind, int *ret);
bool unit_next_state(int state, enum entry_kind kind, bool nonconforming, int *ret);
bool operation_next_state(int state, enum entry_kind kind, int verdict, int *ret);

#endif
