/* What a simulated run is made of: internal to the forecast. */
#ifndef RACKLINE_FORECAST_PARTS_H
#define RACKLINE_FORECAST_PARTS_H

#include "domain/forecast.h"

/* --- luck --- */

/* All draws of one simulated run begin here, and in it all of one unit. */
uint64_t luck_of_run(uint64_t seed, int64_t run);
uint64_t luck_of_unit(uint64_t run, int64_t unit_id);

/* What a draw depends on. */
struct luck {
    uint64_t unit; /* luck_of_unit */
    int operation;
    int attempt;
};
enum luck_draw { DRAW_DURATION, DRAW_FAILURE, DRAW_DECISION, DRAW_KNOWN_DECISION, DRAW_RETEST };
/* Evenly from 0 (inclusive) to 1 (exclusive): the finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable
 * pseudorandom number generators, 2014) over everything in `luck` and what is drawn. */
double luck_draw(const struct luck *luck, enum luck_draw draw);

/* One of the measured minutes; of what has lasted some already, one of those that are longer, or those that it has
 * lasted when none is. `otherwise_min` where too few were measured. */
double minutes_drawn(const double *times, size_t measured, double otherwise_min, const struct luck *luck,
                     enum luck_draw draw);
double longer_minutes_drawn(const double *times, size_t measured, double otherwise_min, double elapsed_min,
                            const struct luck *luck, enum luck_draw draw);

/* --- queues: of fixed room, the smallest first --- */

/* What waits for parts: the rank of its unit, then the operation; a binary heap. */
struct queue {
    uint64_t *items;
    size_t count;
};
static inline uint64_t queue_item(size_t rank, int operation)
{
    return (uint64_t)rank << 8 | (uint64_t)operation;
}
static inline size_t item_rank(uint64_t item)
{
    return item >> 8;
}
static inline int item_operation(uint64_t item)
{
    return (int)(item & 0xff);
}
_Static_assert(OPERATIONS_MAX <= 256, "an item has a byte for the operation");
void queue_push(struct queue *queue, uint64_t item);
uint64_t queue_pop(struct queue *queue);

/* What waits for places. All that may ever wait is known, and has its slot: a bit says whether it does, and a bit of
 * the level above whether any of 64 does. So tens of thousands may wait, and none is moved. */
enum { LINE_UP_LEVELS = 5 };
struct line_up {
    uint64_t *items; /* by slot, the smallest first */
    size_t slots;
    uint64_t *levels[LINE_UP_LEVELS]; /* the last has one word */
    uint64_t first;                   /* the first that waits; NOBODY_WAITS */
    size_t first_slot;                /* its slot */
};
#define NOBODY_WAITS UINT64_MAX
/* Nobody waits in it; `items` has its room and is filled by the caller. At most 64^5 slots. FAULT_MEMORY. */
enum fault line_up_make(size_t slots, struct arena *arena, struct line_up *ret);
void line_up_clear(struct line_up *line_up);
void line_up_push(struct line_up *line_up, uint32_t slot);
/* Takes the first out; there is one. */
void line_up_pop(struct line_up *line_up);

/* What happens next: a run ends, or a unit that quality has decided on goes on. The earliest first; of those at the
 * same time, the most urgent unit's. */
struct happening {
    double at_min;
    uint64_t item;
    int place; /* of the run; PLACE_WAITS: there is none, the operation goes on to wait for its place */
};
struct happenings {
    struct happening *items;
    size_t count;
};
void happenings_push(struct happenings *happenings, struct happening happening);
struct happening happenings_pop(struct happenings *happenings);

/* --- places: what a simulated run takes and gives back --- */

/* A place that is not given again, one without bays; else a bay's index. */
enum { PLACE_WAITS = -3, PLACE_NONE = -2, PLACE_PLAIN = -1 };

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

/* --- units built here: what a simulated run completes and installs --- */

struct walk_part {
    int64_t stock; /* completed and not installed */
    int takers;    /* choices that it is in, of those that anything asks for */
    int pool;
    bool kept; /* something more urgent waits for it */
};
/* Choices that have parts in common, one by another, are a pool, named by one of them. */
struct walk_choice {
    const int *parts; /* those of the fewest takers first */
    size_t part_count;
    struct queue waiting; /* steps that wait for units of it */
    int pool;
    int first;    /* of the pool that it names */
    int next;     /* in its pool; -1: it is the last */
    bool refused; /* there are not enough for the most urgent of it */
};

/* --- one simulated run --- */

/* A stretch of time in which the plant works. */
struct walk_shift {
    double begin_min, end_min;
    double worked_min; /* in all before it */
};

/* An operation of a route. */
struct walk_task {
    const double *times;
    size_t measured;
    double standard_min;
    double failure_rate, retest_rate;
    int64_t attempt_limit;
    bool in_shifts;   /* the minutes it takes are of people at work, and not of what was measured, nights and all */
    int type, demand; /* indexes in the line's and the walk's */
    const uint64_t *before; /* a bit for each operation that comes before it, directly or not */
    const uint64_t *after;  /* likewise, that comes after it */
    const uint64_t *next;   /* likewise, that comes directly after it */
};
enum { OPERATION_WORDS = (OPERATIONS_MAX + 63) / 64 };

/* A unit in a simulated run, with a bit for each of its operations. What is looked at for every operation is kept
 * together and apart from the line's: a run over thousands of units is as fast as the memory it walks through. */
struct walk_unit {
    const struct forecast_unit *unit;
    const struct walk_task *tasks;
    uint64_t luck;       /* of the run in hand */
    uint32_t first_step; /* of the walk's */
    int order;
    short operations;
    short left;                     /* operations not done, and units inside it that are not completed */
    int64_t around;                 /* rank of the unit that it is in; -1: of none */
    double decided_min, review_min; /* when quality has decided on all its faults; on those that stop it */
    struct {
        uint64_t open;      /* not done */
        uint64_t may_start; /* once what comes before them is done */
    } words[OPERATION_WORDS];
};
/* The same as every run begins it. */
struct walk_begin {
    short left;
    uint64_t open[OPERATION_WORDS];
    uint64_t ready[OPERATION_WORDS]; /* run, or have nothing before them */
};

/* An operation on a unit in a simulated run. */
struct walk_step {
    double ready_min; /* of the minutes worked: since when it waits for a place */
    uint32_t slot;    /* among what asks for places as it does */
    int place;        /* of a run that began before now */
    unsigned short attempts, failures;
    short need; /* the first of its unit's needs that is not met; -1: none */
    bool begun; /* it is a run that began before now */
};
_Static_assert(POSITIONS_MAX <= INT16_MAX, "a need has a position, and its index two bytes");

struct walk {
    const struct forecast_line *line;
    uint64_t seed;

    /* the same in every run */
    struct walk_unit *units; /* the most urgent first; likewise the next */
    struct walk_begin *begins;
    size_t step_count;
    struct walk_step *start;  /* the steps as they stand now */
    struct walk_task **tasks; /* of each route */
    struct demand *demands;   /* of all operations, each once; those of a type side by side */
    size_t demand_count;
    size_t *first_demand; /* of each type; one more for their end */
    struct floor empty;
    const struct walk_shift *shifts; /* that are known; they are worked again and again */
    size_t shift_count;              /* 1 or more */
    double round_min;                /* from a shift to the same one in the next round */
    double round_worked_min;         /* in all of a round */

    /* of one run */
    uint64_t luck;
    double now_min;
    struct walk_shift shift; /* the one that is worked, or else the next */
    size_t shift_number;     /* of it, over all rounds */
    struct floor floor;
    struct walk_step *steps;
    struct walk_part *parts;
    struct walk_choice *choices;
    int *touched_pools; /* to whose stock anything came, or that anything waits for */
    size_t touched_pool_count;
    bool *pool_is_touched;
    struct line_up *queues; /* of each demand: steps that wait for a place */
    int *touched;           /* types to whose queues or places anything came */
    size_t touched_count;
    bool *is_touched;   /* of each type */
    double *queued_since_min; /* of each type, of the minutes worked; NaN: nothing waits for a place */
    bool *refused;      /* of each demand: no place suffices now */
    struct happenings next;
    double *completed_min; /* of each order; infinite while a unit of it is not completed */
    int64_t *order_left;   /* of each order: units not completed */
    bool *reviewed;        /* of each order: an operation failed as often as it may */

    /* over all runs */
    double *waited_min;  /* of each order at each type: [order * types + type] */
    double *decided_min; /* of each order: its operations' waiting for quality's decisions */
    double *busy_min;    /* of each type */
    double *taken_min;   /* of each type, worked minutes in which its places were taken, all together */
    double *queued_min;  /* of each type, worked minutes in which something waited for a place */
    double worked_min;   /* until the last unit was completed */
};

/* Lays out a walk in the arena. FAULT_MEMORY. */
enum fault walk_make(const struct forecast_line *line, uint64_t seed, struct arena *arena, struct walk *ret);
/* Its operations, each with what it asks for: the first part of that. */
enum fault walk_make_tasks(struct walk *walk, struct arena *arena);
/* Its shifts, from the line's. */
enum fault walk_make_shifts(struct walk *walk, struct arena *arena);
/* Its choices and their pools. Its steps must be there. */
enum fault walk_make_choices(struct walk *walk, struct arena *arena);
/* Nothing waits, and in stock is what is completed now. */
void choices_begin(struct walk *walk);
/* A step waits for units of a choice; so many units of a part are completed. */
void choice_is_asked(struct walk *walk, int choice, uint64_t item);
void part_comes(struct walk *walk, int part, int64_t count);
/* Gives completed units to the most urgent step that waits for them, once there are enough for it. False when there
 * are for none. */
bool choices_give(struct walk *walk, uint64_t *ret_item);
/* Whether the minutes that quality takes are of shifts: what was measured has the nights in it. */
static inline bool decided_in_shifts(const struct forecast_decisions *decisions)
{
    return decisions->measured < FORECAST_SAMPLES_MIN;
}

/* Simulates one run. */
void walk_run(struct walk *walk, int64_t run);

/* Whether an operation that comes before it is not done. */
static inline bool walk_is_blocked(const struct walk_unit *unit, int operation)
{
    const uint64_t *before = unit->tasks[operation].before;
    uint64_t open = 0;
    for (int word = 0; word * 64 < unit->operations; word++)
        open |= before[word] & unit->words[word].open;
    return open;
}

/* Whether what has begun is at a station that is down: it goes on there alone. */
static inline bool walk_stands(const struct walk *walk, const struct forecast_begun *begun)
{
    return begun && begun->station >= 0 && station_is_down(walk->line->stations.items[begun->station].state);
}

/* Moves a run to its beginning; on to a later time. */
void shifts_begin(struct walk *walk);
void shifts_go_to(struct walk *walk, double at_min);
/* Whether the plant works now; when it does next, where it does not. */
static inline bool shifts_are_worked(const struct walk *walk)
{
    return walk->shift.begin_min <= walk->now_min;
}
static inline double shifts_next_min(const struct walk *walk)
{
    return walk->shift.begin_min;
}
/* The minutes worked until a time that is not past; until now; the time by which so many more are. */
double shifts_worked_by_min(const struct walk *walk, double at_min);
static inline double shifts_worked_min(const struct walk *walk)
{
    return shifts_worked_by_min(walk, walk->now_min);
}
double shifts_after_min(const struct walk *walk, double minutes);
/* When something that takes so long, and begins now, is over: what ends at night on its own is completed by somebody in
 * the next shift. */
double shifts_over_min(const struct walk *walk, bool in_shifts, double takes_min);

/* Once the places of a type were handed out: what was refused one waits, from then on or still. */
void walk_note_queue(struct walk *walk, int type);
/* Which type of station holds up all orders, and which each of them: simulates some of the runs again, once those of
 * the forecast are summed up. `before_min` has a row for each order, with the first trial_runs as they came.
 * FAULT_OVERDUE, FAULT_MEMORY. */
int64_t trial_runs(int64_t runs);
enum fault find_bottleneck(struct walk *walk, const struct forecast_luck *luck, const double *before_min,
                           struct arena *arena, struct forecast *forecast);

/* What stops units, after a run. FAULT_MEMORY. */
enum fault walk_stops(const struct walk *walk, struct arena *arena, struct forecast *ret);

#endif
