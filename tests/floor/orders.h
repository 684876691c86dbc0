/* The orders that the floor works on: one for racks, and one for each product that goes into them. */
#ifndef RACKLINE_FLOOR_ORDERS_H
#define RACKLINE_FLOOR_ORDERS_H

#include "floor/plant.h"

struct orders {
    int number;       /* in their names */
    int64_t quantity; /* racks */
    int64_t shipped;  /* of them, as the daemon last said */
    int64_t scrapped;
    bool finished;      /* every rack has left or is scrap, and no part for them is being built any more */
    bool begun_earlier; /* they were there already */
};

/* Takes up the first orders that are not closed, from `number` on, or plans and releases new ones; and puts what
 * stands finished on the floor into the stock. False: an answer was not as it should be. */
bool orders_open(struct plant *plant, int number, struct arena *arena, struct orders *ret);

/* Asks how far they are. */
bool orders_look(struct plant *plant, struct orders *orders);
/* Closes them: everything was shipped. */
bool orders_close(struct plant *plant, const struct orders *orders);

#endif
