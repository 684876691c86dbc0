/* What the line must be after the entries of its journal, worked out a second time and much more simply than the rules
 * and the store do. Each entry is held against it before it is taken in; an entry that must never have been accepted
 * fails the test. */
#ifndef RACKLINE_TEST_SERVICE_MODEL_H
#define RACKLINE_TEST_SERVICE_MODEL_H

#include "service_line.h"

enum {
    MODEL_UNITS_MAX = 32,
    MODEL_OPERATIONS_MAX = 8,
    MODEL_POSITIONS_MAX = 8,
    MODEL_INSTALLED_MAX = 2000,
    MODEL_THINGS_MAX = 400, /* removals, holds, nonconformances, parts that are gone: each */
};

struct model_part {
    const char *part_number; /* NULL: nothing is there */
    const char *serial;      /* NULL: it has none */
    const char *lot;         /* as said of it, now or before */
    const char *operator;
    int64_t installed_by; /* journal position */
    bool returned;        /* of one that is gone: to its supplier */
};

struct model_operation {
    int state; /* enum operation_state, as stored */
    int64_t failures;
    int64_t run_id, run_before; /* journal positions; 0: none */
    const char *station, *bay;
    const char *began_by; /* badge */
    int64_t accumulated_us;
    int64_t since_us;  /* ABSENT_INTEGER while it stands still */
    int64_t signed_by; /* journal position of a signature in the run; 0: none */
};

struct model_unit {
    const char *serial;
    const char *order;
    const struct product *product;
    bool started, shipped, scrapped;
    int64_t revised_by; /* journal position of the last change of its revision; 0: it has that of its order */
    const struct model_unit *inside; /* the unit it is installed in */
    struct model_operation operations[MODEL_OPERATIONS_MAX];
    struct model_part parts[MODEL_POSITIONS_MAX];
};

/* A hold or a nonconformance. */
struct model_stop {
    int64_t journal_position;
    bool open;
    /* Of a nonconformance: all that was decided is done, or it was voided; the rest as in struct finding. */
    bool closed, voided, material_review;
    const char *disposed_by; /* token */
    const char *operation, *code;
    const char *position;   /* that it was found at */
    struct model_part part; /* what was there */
    int disposition;
    int64_t decided; /* where the journal has the decision on record; 0: nobody decided */
    LIST_OF(const char *) operations; /* that are to be done again */
    struct model_unit *unit; /* NULL: it lies on the order */
    const char *lot;   /* of a hold on that alone */
    const char *order; /* NULL too: on a lot, a supplier or work, which the model does not follow */
    bool around[MODEL_UNITS_MAX]; /* of a hold: the units that contained what it lies on when it was placed */
    bool lifted[MODEL_UNITS_MAX]; /* and those that it was lifted off */
};
struct model_waiver {
    int64_t journal_position;
    struct model_unit *unit;
    struct model_operation *operation;
    const char *by;
    int state; /* enum waiver_state, as stored */
};
struct model_description {
    int64_t journal_position;
    int64_t installed_by;    /* of the part */
    const char *lot;         /* that it is of; NULL: nothing is said of that */
    const char *before;      /* as it was known when that was said */
    const char *by;
    bool open;
};
struct model_removal {
    int64_t journal_position;
    struct model_unit *unit;
    int position;
    struct model_part part;
};

/* How an operation stood before its run was paused, went on or was given up. */
struct model_timed {
    int64_t journal_position;
    struct model_operation before;
};

struct model_receipt {
    int64_t journal_position;
    struct model_part part;
};

struct model {
    struct line *line;
    struct arena *arena;
    int64_t folded;            /* the journal position up to which it has taken in */
    const struct entry *entry; /* that is being taken in */
    bool correcting;           /* something is taken back by it, or by the one that it follows */
    struct model_unit units[MODEL_UNITS_MAX];
    size_t unit_count;
    struct model_stop holds[MODEL_THINGS_MAX], defects[MODEL_THINGS_MAX];
    size_t hold_count, defect_count;
    struct model_waiver waivers[MODEL_THINGS_MAX];
    size_t waiver_count;
    struct model_description descriptions[MODEL_THINGS_MAX];
    size_t description_count;
    struct model_timed timed[MODEL_INSTALLED_MAX];
    size_t timed_count;
    struct model_removal removals[MODEL_THINGS_MAX];
    size_t removal_count;
    struct model_part installed[MODEL_INSTALLED_MAX]; /* parts with serials, each time anew, but what was taken back */
    size_t installed_count;
    struct model_part gone[MODEL_THINGS_MAX]; /* scrapped or returned to their suppliers */
    size_t gone_count;
    struct model_receipt receipts[MODEL_THINGS_MAX];
    size_t receipt_count;
    int64_t scrapped_at;                /* where a unit was scrapped the last time */
    int64_t seen[ENTRY_KIND_COUNT];     /* entries of each kind */
    int64_t voided[ENTRY_KIND_COUNT];   /* those that were taken back */
    int64_t salvaged;                   /* parts out of scrap */
    int64_t back_in;                    /* parts that came back from their supplier, in again */
    int64_t held_out;                   /* parts out under a hold */
    int64_t made_held;                  /* units released of an order that a hold lay on */
    int64_t held_parts;                 /* holds on a lot, a supplier or work that lay on something */
    int64_t reviews;                    /* defects found as often as they may be */
    int64_t fallen, emptied; /* operations that fell by a change of revision; units left with nothing to do */
    int64_t shipped_revised; /* units of a later revision than their order's */
};

struct model *model_new(struct line *line);
void model_free(struct model *model);

/* Takes in what was appended to the journal since. */
void model_follow(struct model *model);
/* Holds the tables against it: every unit, its operations and what is inside. */
void model_compare(const struct model *model);

bool model_runs(const struct model_operation *operation);
/* Whether the unit is the other one, or inside it at any depth. */
bool model_is_in(const struct model_unit *inner, const struct model_unit *unit);
bool model_held(const struct model *model, const struct model_unit *unit);
/* Whether a hold lies on it that does not lie on a unit inside it too (NULL: none). */
bool model_held_apart(const struct model *model, const struct model_unit *unit, const struct model_unit *inside);
/* Whether quality decided that the part does not stay where it is: that comes out under a hold, too. */
bool model_decided_out(const struct model *model, const struct model_part *part);

#endif
