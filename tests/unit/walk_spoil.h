/* What may speak against what was accepted on the random walk: snapshots changed in one thing. */
#ifndef RACKLINE_WALK_SPOIL_H
#define RACKLINE_WALK_SPOIL_H

#include "domain/selector.h"
#include "walking.h"

/* When. */
enum occasion {
    STARTS = 1 << 0,
    RESUMES = 1 << 1,
    INSTALLS = 1 << 2,
    SIGNS = 1 << 3,
    PASSES = 1 << 4,
    COMPLETES = 1 << 5, /* passes, and the unit is completed with it */
    SHIPS = 1 << 6,
    ENDS = COMPLETES | SHIPS,
    GOES_ON = STARTS | RESUMES | INSTALLS | SIGNS | PASSES,
};

/* A snapshot that something accepted was decided on, to be changed in one thing. */
struct spoilt {
    struct walk *walk;
    unsigned occasions;
    const struct subject *subject;
    const struct component_installed *part; /* NULL: no part goes in */
    struct snapshot snapshot;
};

/* A copy in the walk's arena, to be changed; a number below `count`, another one each time. */
void *spoil_copy(struct spoilt *spoilt, const void *items, size_t size);
size_t spoil_any(struct spoilt *spoilt, size_t count);
/* The innermost of the units around it, to be changed; NULL where there is none. */
struct outer_unit *spoil_outer(struct spoilt *spoilt);
/* One hold is all of these. */
void spoil_hold(struct spoilt *spoilt, struct holds *holds, struct selector selector);

/* Each changes the snapshot in one thing; false, whatever it changed, where there is nothing of the kind. */
bool leave_out(struct spoilt *spoilt);
bool skip_predecessor(struct spoilt *spoilt);
bool waive_signature(struct spoilt *spoilt);
bool empty_position(struct spoilt *spoilt);
bool approve_no_more(struct spoilt *spoilt);
bool approve_no_more_before(struct spoilt *spoilt);
bool find_fault_open(struct spoilt *spoilt);
bool find_fault_unclosed(struct spoilt *spoilt);
bool find_fault_inside(struct spoilt *spoilt);
bool find_fault_around(struct spoilt *spoilt);
bool unfinish_inside(struct spoilt *spoilt);
bool hold_unit(struct spoilt *spoilt);
bool hold_order(struct spoilt *spoilt);
bool hold_around(struct spoilt *spoilt);
bool hold_part(struct spoilt *spoilt);
bool hold_some_parts(struct spoilt *spoilt);
bool hold_component(struct spoilt *spoilt);
bool hold_inside_component(struct spoilt *spoilt);
bool fill_before(struct spoilt *spoilt);
bool install_elsewhere(struct spoilt *spoilt);
bool scrap_component(struct spoilt *spoilt);
bool return_component(struct spoilt *spoilt);
bool unfinish_component(struct spoilt *spoilt);
bool contain_component(struct spoilt *spoilt);
bool condemn_component(struct spoilt *spoilt);
bool condemn_component_unit(struct spoilt *spoilt);
bool sign_what_one_built(struct spoilt *spoilt);
bool sign_what_one_began(struct spoilt *spoilt);
bool sign_what_one_measured(struct spoilt *spoilt);
bool sign_what_one_answered(struct spoilt *spoilt);

#endif
