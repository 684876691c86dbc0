/* What a simulated run is made of: internal to the forecast. */
#ifndef RACKLINE_FORECAST_PARTS_H
#define RACKLINE_FORECAST_PARTS_H

#include "domain/forecast.h"

/* --- luck --- */

/* What a draw depends on. */
struct luck {
    uint64_t seed;
    int64_t run; /* number of the simulated run */
    int64_t unit_id;
    int operation;
    int64_t attempt;
};
/* Evenly from 0 (inclusive) to 1 (exclusive): the finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable
 * pseudorandom number generators, 2014) over everything in `luck` and the number of the draw. */
double luck_draw(const struct luck *luck, uint64_t draw);

/* Minutes that a run takes; of one that has begun, minutes it still takes: drawn from the measured ones that are
 * longer than it has run already. One that has outlasted them all ends as soon as it can. */
double task_duration_min(const struct forecast_task *task, const struct operation_definition *definition,
                         const struct forecast_begun *begun, const struct luck *luck);
bool task_fails(const struct forecast_task *task, const struct luck *luck);

/* --- queues: binary heaps of fixed room, the smallest first --- */

/* What waits: the rank of its unit, then the operation. */
struct queue {
    uint64_t *items;
    size_t count;
};
static inline uint64_t queue_item(size_t rank, int operation)
{
    return (uint64_t)rank * OPERATIONS_MAX + (uint64_t)operation;
}
void queue_push(struct queue *queue, uint64_t item);
uint64_t queue_pop(struct queue *queue);

/* Ends of runs, the earliest first; of those at the same time, the most urgent unit's. */
struct run_end {
    double at_min;
    uint64_t item;
    int place;
};
struct run_ends {
    struct run_end *items;
    size_t count;
};
void run_ends_push(struct run_ends *ends, struct run_end end);
struct run_end run_ends_pop(struct run_ends *ends);

/* --- places: what a simulated run takes and gives back --- */

enum { PLACE_NONE = -2, PLACE_PLAIN = -1 }; /* a place that is not given again, one without bays; else a bay's index */

/* What an operation asks of a place: operations that ask alike wait in one queue. */
struct demand {
    int type;
    bool bay; /* it must be one */
    int64_t power_w;
    double coolant_lpm;
};
struct floor_bay {
    int station, bay; /* indexes in the line's stations, and in that one's bays */
    int64_t power_w;
    double coolant_lpm;
    bool taken;
    int64_t taken_w; /* of what it can feed, while it is taken */
    double taken_lpm;
};
struct floor_type {
    int64_t plain;               /* places without bays that are free; below zero while runs that had begun share one */
    size_t first_bay, bay_count; /* of the floor's */
    size_t bays_free;
};
struct floor_station {
    int type;        /* -1: it is down */
    int64_t power_w; /* free, of what its bays have together */
    double coolant_lpm;
};
struct floor {
    struct floor_type *types;
    struct floor_bay *bays;
    struct floor_station *stations;
    size_t type_count, bay_count, station_count;
};
/* The floor with nothing on it; one as large, to be copied to. FAULT_MEMORY. */
enum fault floor_make(const struct forecast_line *line, struct arena *arena, struct floor *ret);
enum fault floor_like(const struct floor *floor, struct arena *arena, struct floor *ret);
void floor_copy(const struct floor *from, struct floor *to);
/* Takes a place that suffices, of the bays the weakest; false when none is free. */
bool floor_take(struct floor *floor, const struct demand *demand, int *ret_place);
/* Takes the place where a run is, and asks no limit: it is there. PLACE_NONE where it is at no place that is given
 * again. */
int floor_take_begun(struct floor *floor, const struct forecast_begun *begun, const struct demand *demand);
void floor_give(struct floor *floor, int type, int place);
/* Places of a type, on a floor with nothing on it. */
int64_t floor_places(const struct floor *floor, int type);

/* --- one simulated run --- */

/* An operation on a unit in a simulated run. */
struct walk_step {
    int open_before; /* operations before it that are not done */
    int need;        /* the first of its unit's needs that is not met; -1: none */
    int place;       /* of a run that began before now */
    bool begun;      /* it is such a run */
    int64_t attempts, failures;
    double ready_min; /* since when it waits for a place */
};

struct walk {
    const struct forecast_line *line;
    uint64_t seed;

    /* the same in every run */
    size_t *unit_of_rank; /* units from the most urgent on */
    size_t *first_step;   /* of each unit, in the steps */
    size_t step_count;
    struct walk_step *start; /* the steps as they stand now */
    struct demand *demands;  /* of all operations, each once */
    size_t demand_count;
    int **demand_of; /* of each route's operations, the index of its demand */
    struct floor empty;

    /* of one run */
    int64_t run;
    double now_min;
    struct floor floor;
    struct walk_step *steps;
    int64_t *left;         /* of each unit: steps not done */
    int64_t *stock;        /* of each part: completed and not installed */
    struct queue *queues;  /* of each demand: steps that wait for a place */
    struct queue *waiting; /* of each part: steps that wait for units of it */
    bool *touched;         /* of each type: whether anything came to its queues or places */
    bool *refused;         /* of each demand: no place suffices now */
    struct run_ends ends;
    double *completed_min; /* of each order; infinite while a unit of it is not completed */
    int64_t *order_left;   /* of each order: units not completed */
    bool *reviewed;        /* of each order: an operation failed as often as it may */

    /* over all runs */
    double *waited_min; /* of each order at each type: [order * types + type] */
    double *busy_min;   /* of each type */
    double busy_until_min;
};

/* Lays out a walk in the arena. FAULT_MEMORY. */
enum fault walk_make(const struct forecast_line *line, uint64_t seed, struct arena *arena, struct walk *ret);
/* Simulates one run. */
void walk_run(struct walk *walk, int64_t run);

/* What stops units, after a run. FAULT_MEMORY. */
enum fault walk_stops(const struct walk *walk, struct arena *arena, struct forecast *ret);

#endif
