/* When the orders on the floor will be completed: a simulation of what remains, many times over.
 *
 * Each simulated run takes every unfinished unit, and every completed one that opens again, through what is left of its
 * routing. An operation starts when all before it are passed, the units that it installs and that are built here are
 * completed, as are those inside that it depends on, and a place is free at a station of its type that is up; where
 * several wait, the unit of the most urgent order comes first: by priority, due date, number of the order, and in it by
 * sequence. Of the units that an operation may install it takes those that the fewest others may, and what the most
 * urgent still waits for is kept for it. So this is list scheduling without preemption; it plans nothing ahead, and
 * like every list schedule of dependent work it can, in odd cases, take longer with more places (R. L. Graham, Bounds
 * on multiprocessing timing anomalies, 1969).
 *
 * Durations are drawn from those measured; with fewer than FORECAST_SAMPLES_MIN of them every one is the standard
 * minutes. A run fails at the measured rate (with fewer measured runs than that: never) and is then run again at once;
 * what failed as often as it may is run again when quality has decided, and until then nothing starts on the unit. The
 * last operation of a unit ends, and keeps its place, when quality has decided on all its faults. How long quality
 * takes is drawn from what was measured too, FORECAST_DECISION_MIN until there is enough. It is taken to decide that
 * the operation runs again: the forecast knows of no scrapped unit.
 *
 * What a replaced part makes fall is run again too: of the passed runs that were measured some lost their evidence
 * later, and at that rate a run that passes is run once more, at once. When in a unit's life that comes is not known.
 *
 * Nothing starts outside of the plant's shifts. Standard minutes are minutes of people at work, and go on with the next
 * shift; those of a burn-in, and whatever was measured, from start to end, go on through the night. Nothing completes
 * itself: what is over at night is completed, or decided, when the next shift begins. Behind the last shift that is
 * known the same ones are worked again, whole weeks later, holidays and all; where there is no calendar the plant
 * always works. What waits for a place, waits as long as the plant works.
 *
 * A place works on one operation at a time. A station that is down stays down, and what has begun there stands; a hold
 * stays, and so does what quality decided to scrap. A unit that something stops has no date, and the forecast says why.
 *
 * Every draw is made from the seed, the number of the run, the unit, the operation and the attempt, and nothing else.
 * So the same question has the same answer, and in a what-if a unit has the same luck as without it. */
#ifndef RACKLINE_FORECAST_H
#define RACKLINE_FORECAST_H

#include "base/arena.h"
#include "base/fault.h"
#include "domain/product.h"
#include "domain/state.h"

enum {
    FORECAST_SAMPLES_MIN = 5,      /* measured runs that count as enough */
    FORECAST_SAMPLES_MAX = 50,     /* of each operation, the last ones */
    FORECAST_RUNS_MIN = 10,        /* simulated at least: of fewer, no run tells 90 % from the latest */
    FORECAST_RUNS_MAX = 200,       /* and at the most, */
    FORECAST_OPERATIONS = 2500000, /* so that about this many operations are simulated in all */
    FORECAST_DECISION_MIN = 240,   /* until quality has decided, when it is not known: half a shift */
};

/* An operation of a product, and how it went so far. */
struct forecast_task {
    int type;            /* index of its station type in the line's */
    const double *times; /* minutes from start to end of the last runs that ended passed or failed */
    size_t measured;     /* of those */
    size_t of_others;    /* of those, that ran by another revision in which the operation is the same */
    size_t failed;       /* of those, how many failed */
    size_t fallen;       /* of those that passed, how many lost their evidence later and had to be passed again */
};

struct forecast_route {
    const struct product *product;
    const struct forecast_task *tasks; /* one for each operation of its routing */
};

/* A run that has begun. */
struct forecast_begun {
    double elapsed_min; /* from its start until now, as runs are measured */
    double worked_min;  /* of those, that count of its standard minutes: without its pauses; and, where they are of
                         * people  at work, without what lies outside of the shifts */
    double least_min;   /* minutes before it can end with a passing verdict */
    int station;        /* index in the line's; -1: of none that is there now */
    int bay;            /* index in the station's; -1: in none */
};

/* An operation on a unit, as it stands. */
struct forecast_step {
    bool done;        /* passed or waived */
    bool spent;       /* it failed as often as it may, and quality decided that it does not run again */
    int64_t attempts; /* begun so far */
    int64_t failures;
    const struct forecast_begun *begun; /* NULL: it does not run */
};

/* What of the units built here a position takes: the part that it is for, and approved alternates. */
struct forecast_choice {
    LIST_OF(int) parts; /* indexes in the line's, each once; of those that serve as well the first is taken */
};

/* Units built here that an operation still has to install. */
struct forecast_need {
    int operation; /* index in the routing */
    int choice;    /* index in the line's choices */
    int64_t count;
};

/* How long quality took to decide. */
struct forecast_decisions {
    const double *times; /* minutes from a fault's report to the decision, of the last ones decided */
    size_t measured;     /* of those */
};

/* A fault of a unit that quality has not decided on. */
struct forecast_fault {
    double open_min;   /* since its report */
    double worked_min; /* of those, in shifts */
    bool review;       /* its operation failed as often as it may: nothing starts on the unit until it is decided */
};

/* A unit that is not completed, or opens again as soon as something is taken out of it. */
struct forecast_unit {
    int64_t unit_id;
    int order;                         /* index in the line's */
    int route;                         /* index in the line's */
    int part;                          /* that it becomes when it is completed; -1: none that is waited for */
    const struct forecast_unit *around; /* of the line, in which it is, and which is not completed before it; or NULL */
    int64_t waited_for;                /* where it is inside another: by so many operations of that; 0: by none */
    bool held;                         /* a hold lies on it or on its order, or quality scraps it */
    const struct forecast_step *steps; /* one for each operation of its routing */
    LIST_OF(struct forecast_need) needs; /* those of an operation side by side, as it asks for them */
    LIST_OF(struct forecast_fault) faults;
};

struct forecast_order {
    const char *order; /* its number */
    int64_t priority;
    double due_min; /* from now, below zero when it is past; NaN: never */
};

/* A stretch of time in which the plant works, in minutes from now. */
struct forecast_shift {
    double begin_min; /* below zero: it is worked now */
    double end_min;
};

/* The line as a simulation sees it. Everything is the caller's and is only read. */
struct forecast_line {
    LIST_OF(struct forecast_order) orders;
    LIST_OF(struct forecast_unit) units; /* those of an order in their sequence */
    LIST_OF(struct forecast_route) routes;
    LIST_OF(const char *) types; /* of stations */
    const int *station_types;    /* of each station, the index of its type */
    LIST_OF(struct station) stations;
    LIST_OF(int64_t) parts; /* of each revision of a part that is built here and installed, how many are completed */
    LIST_OF(struct forecast_choice) choices; /* of those parts */
    LIST_OF(struct forecast_shift)
    shifts;      /* in order, none overlapping, none that is over, best of whole weeks; empty:
                  * it always works, unless */
    bool closed; /* it has a calendar, and by that never works */
    struct forecast_decisions decisions[2]; /* on faults; on those of operations that failed as often as they may */
};

/* What stops a unit: it has no date while any of these lasts. */
enum forecast_stop_kind {
    FORECAST_HELD,     /* a hold lies on it or on its order, or quality scraps it */
    FORECAST_CLOSED,   /* by its calendar the plant does not work */
    FORECAST_STANDING, /* the operation has begun at a station that is down, and goes on nowhere else */
    FORECAST_SPENT,    /* the operation failed as often as it may, and is not to run again */
    FORECAST_NO_PLACE, /* no station of the operation's type that is up has a place that suffices */
    FORECAST_NO_PARTS, /* nobody builds enough of the units that the operation may install */
};
struct forecast_stop {
    int unit; /* index in the line's */
    enum forecast_stop_kind kind;
    int operation; /* index in the routing; -1 for FORECAST_HELD, FORECAST_CLOSED and what is inside it */
    int choice;    /* index in the line's choices, for FORECAST_NO_PARTS of an operation; otherwise -1 */
    int inside;    /* index of the unit inside it that is not completed, for FORECAST_NO_PARTS of no operation */
    bool reached;  /* of FORECAST_STANDING, _NO_PLACE and _NO_PARTS: nothing else keeps the operation from going on */
};

struct forecast_order_result {
    double p50_min, p90_min; /* minutes from now by which it is completed with that probability; NaN: it has no date */
    double late_share;       /* of the simulated runs, those in which it is late; NaN where it is never due */
    double review_share;     /* those in which an operation of it failed as often as it may */
    double waiting_min;      /* its operations' for a place, all together, in the mean of the runs */
    double decision_min;     /* likewise for quality's decisions */
    int bottleneck;          /* the type without which it has no date, or else of which one more place would bring it
                              * forward most; -1: none would */
    double bottleneck_share; /* of its waiting that is there */
};

/* How a type of station fares, in the mean of the runs. */
struct forecast_type_result {
    int64_t places;     /* at stations that are up */
    double busy_min;    /* of all its places together */
    double waiting_min; /* of all operations together that wait for one */
    double utilisation; /* of its places, the share of the minutes that the plant works until the last unit is completed
                         * in which they are taken; 0 without places */
    double gain_min;    /* by which one more place would bring the orders forward, all together; NaN: not tried */
};

struct forecast {
    int64_t runs; /* simulated */
    uint64_t seed;
    int64_t operations;                   /* that remain: of each simulated run */
    struct forecast_order_result *orders; /* one for each of the line's */
    struct forecast_type_result *types;   /* likewise */
    LIST_OF(struct forecast_stop) stops;  /* by unit */
    int bottleneck; /* the type that stops most units, for want of any place that suffices; where none does, the one of
                     * which one more place would bring the orders forward most; where none would, the busiest; -1: no
                     * work. Tried are the three at which something waits for the longest time, however much it is */
};

/* How many runs a line is simulated when nobody says. */
int64_t forecast_runs(const struct forecast_line *line);

struct forecast_luck {
    int64_t runs; /* 1 or more */
    uint64_t seed;
    bool (*is_overdue)(void *context); /* asked before each run: whether it is to end without a result; NULL: never */
    void *context;
};
/* Simulates so many runs. FAULT_MEMORY, FAULT_OVERDUE; *ret is untouched by both. The result lives in the arena. */
enum fault forecast_simulate(const struct forecast_line *line, const struct forecast_luck *luck, struct arena *arena,
                             struct forecast *ret);
/* Copies the forecast of a line into an arena. FAULT_MEMORY. */
enum fault forecast_copy(const struct forecast *forecast, const struct forecast_line *line, struct arena *arena,
                         struct forecast *ret);

/* Whether as many runs were measured as are drawn from. */
static inline bool forecast_is_measured(const struct forecast_task *task)
{
    return task->measured >= FORECAST_SAMPLES_MIN;
}
/* The share of passed runs whose evidence falls later. What has only ever fallen is taken to stand the next time. */
static inline double forecast_retest_rate(const struct forecast_task *task)
{
    const size_t passed = task->measured - task->failed;
    const size_t runs = task->fallen < passed ? passed : passed + 1;
    return forecast_is_measured(task) ? (double)task->fallen / (double)runs : 0;
}
/* The share of runs that fail. What has only ever failed is taken to pass the next time: nothing else would end. */
static inline double forecast_failure_rate(const struct forecast_task *task)
{
    const size_t runs = task->failed < task->measured ? task->measured : task->measured + 1;
    return forecast_is_measured(task) ? (double)task->failed / (double)runs : 0;
}

#endif
