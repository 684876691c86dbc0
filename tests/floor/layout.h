/* The stations of the floor: for every type that a routing asks for, as many as keep a line flowing. */
#ifndef RACKLINE_FLOOR_LAYOUT_H
#define RACKLINE_FLOOR_LAYOUT_H

#include "floor/catalog.h"

enum {
    BAYS_A_STATION = 4,
    FULL_BAYS = 3, /* that a station can feed at once: the plant's feed, not the bays, is scarce */
};

struct station_type {
    const char *type;
    bool of_parts;       /* what goes into racks is worked on there */
    bool ships;          /* units leave the plant from there */
    int64_t bay_power_w; /* what the thirstiest burn-in takes there; 0: it has no bays */
    double bay_coolant_lpm;
};

struct post { /* a station, as setup defines it and a thread plays it */
    const char *code;
    const char *name;
    size_t type;     /* index */
    int64_t power_w; /* of all bays together, below their sum: absent without bays */
    double coolant_lpm;
};

struct layout {
    LIST_OF(struct station_type) types;
    LIST_OF(struct post) posts;
};

struct layout layout_for(const struct catalog *catalog, struct arena *arena);

/* The type's index; -1 when no routing asks for it. */
int layout_type(const struct layout *layout, const char *type);

/* The code of a bay, from 0; and of the one beside them that has too little power for what burns in there. */
const char *layout_bay(const struct post *post, size_t bay, struct arena *arena);
const char *layout_small_bay(const struct post *post, struct arena *arena);

#endif
