/* What may be asked of holds, and of what they would lie on: the shape of the answers. */
#ifndef RACKLINE_VIEWS_HOLD_H
#define RACKLINE_VIEWS_HOLD_H

#include "domain/selector.h"
#include "service/request.h"

/* `GET /v1/holds/{hold}`. */
struct hold_view {
    const struct hold *hold;
    int64_t units;    /* on its list */
    int64_t shipped;  /* of them: to be recalled */
    int64_t released; /* of them, out of it, while it goes on for the others */
};
extern const struct record HOLD_VIEW_RECORD;

/* A hold that lies on what a view shows. */
struct lying_hold {
    int64_t hold;
    const char *reason;
    int64_t placed; /* time */
    int64_t matches; /* how many things in a unit match now, at any depth; absent: it is not a unit that is shown */
    const char *via; /* where it lies on a unit: as a contained_view has it */
    int64_t units;   /* of the whole line, on which it lies; absent: it is not the line that is shown */
};
extern const struct record LYING_HOLD_RECORD;
struct lying_holds {
    LIST_OF(struct lying_hold) list;
};
/* Those of `holds` that lie on an order as a whole; all of them where `order` is NULL. FAULT_MEMORY. */
enum fault lying_holds(const struct holds *holds, const char *order, struct arena *arena, struct lying_holds *ret);

/* A unit that a hold lies on, or would: what a recall needs to know. */
struct contained_view {
    const char *serial;
    const char *part_number;
    const char *order;
    const char *customer; /* of what is inside one that left, that one's; destination likewise */
    const char *destination;
    int state;
    int64_t shipped;     /* time, of it or of what it left in */
    const char *left_in; /* serial of that; NULL: it did not leave inside another */
    int match;       /* enum match */
    const char *via; /* positions from the unit down to what matched first, with / between */
    const char *component_part_number; /* of the component that matched first */
    const char *component_serial;
    const char *component_lot;
    int64_t installation; /* journal position of its installation */
    int64_t run;          /* journal position of the start of the run that matched, or that it was installed in */
    int64_t matches;      /* how many things matched when it was caught, at any depth */
    int64_t frozen_by;    /* journal position of the entry that put it on the list; absent in a trace */
    int64_t released;     /* time; out of the hold, while that goes on for others; the rest likewise */
    const char *released_by;
    const char *release_reason;
};
extern const struct record CONTAINED_VIEW_RECORD;

/* `GET /v1/trace?lot=…`: the members of a selector, and which page. */
struct trace_query {
    struct selector selector; /* first: its members stand among the others */
    const char *cursor;
    int64_t limit;
};
extern const struct record TRACE_QUERY_RECORD;

view_function view_hold, view_hold_units;
/* The list that a hold would freeze, by a query or by the hold's own body; nothing is changed. */
prepare_function prepare_trace, prepare_hold_preview, prepare_hold;
view_function view_trace, view_hold_preview;

#endif
