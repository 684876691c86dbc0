/* Holds as the line knows them: what they speak of, and what they lie on. Rows as in state.h. */
#ifndef RACKLINE_STATE_HOLD_H
#define RACKLINE_STATE_HOLD_H

#include "base/record.h"

/* What a hold speaks of: every member that is there must agree (domain/selector.h). */
struct selector {
    const char *order;
    const char *serial;
    const char *part_number;
    const char *serial_from, *serial_to; /* inclusive, in the order of their bytes */
    const char *lot;
    const char *supplier;
    const char *country;
    const char *firmware; /* its name */
    const char *firmware_version;
    const char *station;
    const char *tool;
    const char *operator;
    int64_t from, to; /* times; work that touches [from, to) */
};

/* A stop on everything that matches a selector. */
struct hold {
    struct selector selector; /* first: its members stand among the hold's */
    int64_t hold;             /* journal position at which it was placed */
    const char *reason;
    const char *placed_by;
    int64_t placed, released; /* times */
    const char *released_by;
    const char *release_reason;
};
extern const struct record HOLD_RECORD;
struct holds {
    LIST_OF(struct hold) list;
};

/* A hold that a unit was released out of, and that goes on without it. */
struct left_hold {
    int64_t hold;
    int64_t lifted_at; /* journal position at which it was */
    int64_t frozen_by; /* of what had put it on its list */
};
struct left_holds {
    LIST_OF(struct left_hold) list;
};

/* What of a unit matched a hold: the unit by what it is, something inside it, or work on it or inside it. */
enum match { MATCH_ABSENT, MATCH_UNIT, MATCH_COMPONENT, MATCH_WORK };
extern const struct names MATCH_NAMES; /* unit, component, work */

/* A unit on a hold's frozen list. */
struct hold_match {
    int64_t hold_id;
    int64_t unit_id;
    int64_t frozen_by;       /* journal position of the entry that put it there */
    int match;               /* enum match */
    const char *via;         /* positions from the unit down to what matched; NULL: the unit itself */
    int64_t installation_id; /* that matched first; run_id likewise */
    int64_t run_id;
    int64_t matches; /* how many things matched, at any depth */
    int64_t released; /* time; absent: it lies there, unless the hold was released as a whole */
    const char *released_by; /* NULL too where a correction took back what matched, in older journals */
    const char *release_reason;
    int64_t lifted_at; /* journal position of that; of the last time before, where it was caught again since */
};
extern const struct record HOLD_MATCH_RECORD;

#endif
