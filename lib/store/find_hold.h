/* Finding holds, what they lie on, and what a selector matches in the tables. As in find.h. */
#ifndef RACKLINE_FIND_HOLD_H
#define RACKLINE_FIND_HOLD_H

#include "domain/selector.h"
#include "store/find.h"

struct hold_matches {
    LIST_OF(struct hold_match) list;
};

enum fault find_hold(struct store *store, int64_t hold_id, struct arena *arena, struct hold *ret);
/* A page of all holds, by hold_id. */
enum fault list_holds(struct store *store, int64_t after, int64_t limit, struct arena *arena, struct holds *ret);
/* All that are not released. */
enum fault list_holds_open(struct store *store, struct arena *arena, struct holds *ret);
/* Those not released that lie on a unit. */
enum fault list_holds_of_unit(struct store *store, int64_t unit_id, struct arena *arena, struct holds *ret);
/* Those on whose list a unit stands, released or not. */
enum fault list_holds_listing(struct store *store, int64_t unit_id, struct arena *arena, struct holds *ret);
/* Those not released that a unit was released out of after a journal position, and that have not caught it again. */
enum fault list_holds_lifted(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                             struct holds *ret);
/* A stretch for which a unit was on a hold's list, as it stood at a journal position. */
struct hold_then {
    int64_t hold;
    const char *reason;
    const char *placed_by;
    int64_t placed;
    int64_t caught; /* time since which it was on the list */
    int64_t released; /* time; absent: it lay there still */
    const char *released_by;
    const char *release_reason;
};
struct holds_then {
    LIST_OF(struct hold_then) list;
};
/* All of a unit until a journal position, those left out that a correction had taken back by then. */
enum fault list_holds_then(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                           struct holds_then *ret);
/* All that a unit was released out of and that have not caught it again. */
enum fault list_holds_left(struct store *store, int64_t unit_id, struct arena *arena, struct left_holds *ret);
/* Whether one lies on a unit. */
enum fault find_unit_held(struct store *store, int64_t unit_id, bool *ret);

/* A page of the units on a hold's list, by unit_id. */
enum fault list_hold_matches(struct store *store, int64_t hold_id, int64_t after_unit_id, int64_t limit,
                             struct arena *arena, struct hold_matches *ret);
/* How a unit stands on a hold's list. FAULT_NOT_FOUND: it does not. */
enum fault find_hold_match(struct store *store, int64_t hold_id, int64_t unit_id, struct arena *arena,
                           struct hold_match *ret);
/* What is on record by this serial number: as it is asked for where something is, else one by the same letters and
 * digits in other capitals. A part of that part number (NULL: any), or a unit of any, which may hold such parts. No
 * more than its name is filled in. FAULT_NOT_FOUND: nothing is. */
enum fault find_serial_spelt(struct store *store, const char *serial, const char *part_number, struct arena *arena,
                             struct component *ret);
/* The first part of a lot, likewise, whose capitals are no matter to a selector. */
enum fault find_lot_spelt(struct store *store, const char *lot, const char *part_number, struct arena *arena,
                          struct installation *ret);
/* How many units a hold lies on. */
enum fault count_held(struct store *store, int64_t hold_id, int64_t *ret);
/* How many units stand on a hold's list; how many of them were shipped, and released out of it. */
struct hold_extent {
    int64_t units, shipped, released;
};
enum fault count_hold_matches(struct store *store, int64_t hold_id, struct hold_extent *ret);
/* Whether a unit stands on a hold's list and was not released out of it; and those inside the unit of which that is so.
 */
enum fault find_hold_lies_on(struct store *store, int64_t hold_id, int64_t unit_id, bool *ret);
enum fault list_held_inside(struct store *store, int64_t hold_id, int64_t unit_id, struct arena *arena,
                            struct units *ret);
/* A unit and those inside it, where they stand on any hold's list; the innermost first. */
enum fault list_listed_inside(struct store *store, int64_t unit_id, struct arena *arena, struct units *ret);
/* Whether a unit inside another stands on a hold's list, and was put there while it was inside, after a journal
 * position (absent: at any). */
enum fault find_caught_inside(struct store *store, int64_t hold_id, int64_t unit_id, int64_t after, bool *ret);

/* Something in the tables, and where. The members of a candidate that it has not are absent. */
struct scanned {
    struct candidate candidate; /* first: its members are columns */
    int64_t unit_id;
    const char *position; /* of a component */
    int64_t installation_id;
    int64_t run_id;
    int64_t entered_by;                     /* journal position of what says so; absent: of a unit itself */
    int64_t happened_began, happened_ended; /* as the candidate's `happened` */
};
extern const struct record SCANNED_RECORD;

/* When the event at a journal position happened, where that is not when it was recorded. */
enum fault find_happened(struct store *store, int64_t journal_position, struct happened *ret);
/* Whether that is so of any event. */
enum fault find_any_late(struct store *store, bool *ret);

/* A unit that is looked into, with those inside it at any depth; and what is beyond it: the units that it would be in
 * where it goes, innermost first. */
struct scan_inside {
    int64_t unit_id;
    LIST_OF(const struct around) beyond;
};

/* Calls `each` with a struct scanned for everything that the selector matches, in all units or inside one: units by
 * what they are, unless it speaks of supply or work; components installed now, unless it names but an order; and, where
 * it speaks of work and not of supply, runs, removals and reports, and what was done in runs by others than who began
 * them. The row lives until `each` returns. Without `inside` whole tables are read: that is for placing a hold and for
 * tracing, not for events. */
enum fault scan_matching(struct store *store, const struct selector *selector, const struct scan_inside *inside,
                         row_function *each, void *context);

#endif
