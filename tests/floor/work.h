/* Pieces of work, as a station's dispatch list names them. */
#ifndef RACKLINE_FLOOR_WORK_H
#define RACKLINE_FLOOR_WORK_H

#include "base/json_value.h"
#include "domain/rules.h"

struct work {
    const char *serial; /* of the unit */
    const char *part_number;
    const char *operation;
    int state;            /* enum operation_state: running and paused ones are at the station */
    const char *bay;      /* of one that is there */
    double remaining_min; /* of a burn-in that is there; NaN for the rest */
    struct needs needs;
};

struct work_list {
    int station_state; /* enum station_state */
    LIST_OF(struct work) list;
};

/* Reads the answer to GET /v1/stations/{station}/dispatch; the list lives in the arena. False when it is no such
 * list. */
bool work_read(const struct json *document, struct arena *arena, struct work_list *ret);

#endif
