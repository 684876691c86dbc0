/* Units that wait on the floor: trays for a rack, racks for their shipment; and the parts that were seen installed. */
#ifndef RACKLINE_FLOOR_STOCK_H
#define RACKLINE_FLOOR_STOCK_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct stock_item {
    const char *part_number; /* not owned: a product's */
    char *serial;            /* owned */
    char *unit;              /* that it is promised to, owned; NULL: whoever needs it */
};

struct stock {
    pthread_mutex_t lock;
    struct stock_item *waiting; /* in the order they came */
    size_t count, capacity;
    struct stock_item *seen; /* the last component of each part number */
    size_t seen_count, seen_capacity;
};

void stock_init(struct stock *stock);
void stock_free(struct stock *stock);

void stock_put(struct stock *stock, const char *part_number, const char *serial);

/* The same for one unit alone. */
void stock_put_for(struct stock *stock, const char *part_number, const char *serial, const char *unit);

/* Takes `count` units of a part for a unit, or none and false when there are fewer: first those that are promised to
 * it, and none that is to another. Their serials are the caller's to free. */
bool stock_take(struct stock *stock, const char *part_number, size_t count, const char *unit, char **ret_serials);

/* Remembers a component as installed. The part number must outlive the stock. */
void stock_see(struct stock *stock, const char *part_number, const char *serial);
/* Forgets it again: it will not stay where it is. */
void stock_unsee(struct stock *stock, const char *part_number, const char *serial);
/* A copy of the serial number of a component of that part which is installed somewhere, the caller's to free; NULL:
 * none was seen. */
char *stock_seen(struct stock *stock, const char *part_number);

#endif
