/* Quality stops lots in mid-run: it looks in a rack on the floor for a lot that others have too, previews a hold and
 * places it, sees what it caught, decides on each rack and releases it. The first lot is of a part inside trays and turns
 * out to be good; the second one's parts are replaced, or used as they are where a rack is through its burn-in. */
#ifndef RACKLINE_FLOOR_LOT_HOLD_H
#define RACKLINE_FLOOR_LOT_HOLD_H

#include "floor/orders.h"

/* As what quality reports a part of a held lot. */
#define LOT_DEFECT_CODE "LOT-01"

struct lot_desk {
    struct plant *plant;
    const struct orders *orders;
    long long shipped_before; /* racks, when the order was begun */
    atomic_bool ended;
    pthread_t thread;
};

/* Starts the thread that plays the desk for an order. lot_desk_end waits for it; a hold that lies is released first. */
void lot_desk_begin(struct lot_desk *desk, struct plant *plant, const struct orders *orders);
void lot_desk_end(struct lot_desk *desk);

#endif
