/* A rack that waits for another one's tray, and its own, which waits for that rack. One at a time. */
#ifndef RACKLINE_FLOOR_EXCHANGE_H
#define RACKLINE_FLOOR_EXCHANGE_H

#include <pthread.h>
#include <stdbool.h>

/* What waits; owned, both. */
struct offer {
    char *unit, *serial;
};

struct exchange {
    pthread_mutex_t lock;
    struct offer offer;      /* unit NULL: nobody waits; serial NULL: its tray is not out, or is being swapped */
    const char *part_number; /* of the tray; not owned */
};

void exchange_init(struct exchange *exchange);
void exchange_free(struct exchange *exchange);

/* The unit waits from now on; false where another one does. */
bool exchange_open(struct exchange *exchange, const char *unit);
bool exchange_is_open(struct exchange *exchange);
bool exchange_waits(struct exchange *exchange, const char *unit);
/* Its tray is there to be taken, once. */
void exchange_offer(struct exchange *exchange, const char *part_number, const char *serial);
bool exchange_is_offered(struct exchange *exchange, const char *part_number);
/* Copies, for offer_free; false where another one was first. The unit waits on. */
bool exchange_take(struct exchange *exchange, struct offer *ret);
void offer_free(struct offer *offer);
/* It waits no more. */
void exchange_close(struct exchange *exchange);

#endif
