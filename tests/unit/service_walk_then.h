/* What units were like on a walk, to be asked for when all is over. */
#ifndef RACKLINE_TEST_SERVICE_WALK_THEN_H
#define RACKLINE_TEST_SERVICE_WALK_THEN_H

#include "service_walk.h"

enum { THEN_SAMPLES = 300 };

struct then_sample {
    int64_t journal_position;
    char serial[32];
    const struct product *product; /* of the revision that the unit had */
    int state;
    struct {
        char operation[8];
        int state;
    } operations[MODEL_OPERATIONS_MAX]; /* those that were begun; by name, for the unit may be of another revision since
                                         */
    size_t operation_count;
    size_t parts, runs, open_runs;
    size_t lying; /* holds */
};
struct then_samples {
    struct then_sample items[THEN_SAMPLES];
    size_t count;
};

/* Notes what one unit is like now, unless there is no room left. */
void then_note(struct walk *walk, struct then_samples *samples);
/* Its as-built record says so of each of those moments still. */
void then_claim(struct walk *walk, const struct then_samples *samples);

#endif
