/* What was told of units on a walk: it is told again until something is entered about them, so it must still be what
 * would be told anew. */
#ifndef RACKLINE_TEST_SERVICE_WALK_TOLD_H
#define RACKLINE_TEST_SERVICE_WALK_TOLD_H

#include "service_walk.h"

#include "service/unit_changes.h"

struct told_unit {
    char *text; /* its as-built record; NULL: none was told yet */
    int64_t journal_position, now_us;
    bool lasting; /* it does not depend on the time */
    uint16_t *places;
    size_t place_count;
};
struct told_units {
    struct unit_changes *changes; /* what the line's writer notes */
    struct told_unit items[MODEL_UNITS_MAX];
    size_t turn;
    int64_t compared; /* so often was something told again that is older than the journal */
};

void told_open(struct told_units *told, struct line *line);
void told_close(struct told_units *told);
/* Holds what was told of one unit, of the next each time, against its tables. */
void told_claim(struct walk *walk, struct told_units *told);

#endif
