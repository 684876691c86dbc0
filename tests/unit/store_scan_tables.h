/* Tables of things that a selector may match, drawn at random from so few words that they meet often. */
#ifndef RACKLINE_TEST_STORE_SCAN_TABLES_H
#define RACKLINE_TEST_STORE_SCAN_TABLES_H

#include "store/find_hold.h"
#include "store_place.h"

enum {
    UNITS = 12,
    RUNS = 40,
    MEASUREMENTS = 60,
    INSTALLATIONS = 120,
    OTHERS = 60, /* answers, signatures, pauses, defects: each */
    THINGS = UNITS + 2 * RUNS + MEASUREMENTS + 3 * INSTALLATIONS + 5 * OTHERS
};

/* A row of a table as it was put there. */
struct thing {
    struct scanned row;
    enum {
        THING_UNIT,
        THING_RUN,
        THING_MEASUREMENT,
        THING_BY_HAND,    /* an answer, a signature, a pause, its end, the end of a run */
        THING_PUT_IN,     /* a component, as work on the unit */
        THING_OUT_OF_RUN, /* a removal, a defect */
        THING_COMPONENT,
        THING_KINDS
    } kind;
    bool gone; /* removed, or voided */
    bool was;  /* put in once, and out since */
    bool found;
};

struct tables {
    struct place_of_test place;
    struct store *store;
    uint32_t seed;
    struct thing things[THINGS];
    size_t count;
    int64_t positions;        /* of the journal, beside those of rows */
    int64_t in[UNITS + 1];    /* by unit_id: the unit that each is installed in; 0: none */
    struct selector selector; /* that is asked for now */
    const struct scan_inside *inside;
};

uint32_t tables_below(struct tables *tables, uint32_t limit);
/* One of a few words; NULL as often as `nothing` in ten. Quotes and wildcards are ordinary letters. */
const char *tables_word(struct tables *tables, const char *kind, uint32_t nothing);

/* The row of a unit. */
const struct scanned *tables_unit(const struct tables *tables, int64_t unit_id);

/* Filled; the caller's, whose store is closed and whose place is removed when it is freed. */
struct tables *tables_new(void);

#endif
