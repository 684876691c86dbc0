/* What falls when something in a unit changes: the evidence that depended on it. */
#ifndef RACKLINE_FALLING_H
#define RACKLINE_FALLING_H

#include "domain/rules.h"

/* What changed in a unit. */
struct change {
    int position;     /* index in its product */
    const char *path; /* from the position down to what changed inside the unit there; NULL: the position itself */
};

/* Fills `ret` with the passed operations whose evidence depends on any of the changes, in the routing's order: exactly
 * those fall. `operations` has one row for each of the routing. FAULT_MEMORY. */
enum fault find_fallen(const struct product *product, const struct unit_operation *operations,
                       const struct change *changes, size_t count, struct arena *arena, struct name_list *ret);

/* The same for waived ones: two people agreed to do without them on the unit as it was. */
enum fault find_fallen_waivers(const struct product *product, const struct unit_operation *operations,
                               const struct change *changes, size_t count, struct arena *arena, struct name_list *ret);

/* The changes in the snapshot's unit as each unit that contains it sees them: changes[i] are those of outer.items[i],
 * as many as there were. FAULT_MEMORY. */
struct outer_changes {
    struct change **changes;
    size_t count; /* of the changes of each */
};
enum fault find_outer_changes(const struct snapshot *snapshot, const struct change *changes, size_t count,
                              struct arena *arena, struct outer_changes *ret);

/* Adds a reason for each run on a unit that contains the snapshot's whose evidence would fall before it is complete. */
void interlock_outer_runs(const struct snapshot *snapshot, const struct outer_changes *changes,
                          struct reasons *reasons);

/* Fills `ret` with what falls on each unit that contains the snapshot's, innermost first: all of them are listed, for
 * each is opened again where it was completed. FAULT_MEMORY. */
enum fault find_outer_fallen(const struct snapshot *snapshot, const struct outer_changes *changes, struct arena *arena,
                             struct outer_fallen **ret);

/* The same where what is inside is not complete any more, and nothing was changed: what was proven of it as a whole. */
void interlock_outer_proofs(const struct snapshot *snapshot, struct reasons *reasons);
enum fault find_outer_unproven(const struct snapshot *snapshot, struct arena *arena, struct outer_fallen **ret);

/* Whether the evidence of an operation falls with what a decision on a fault of its unit has done again. FAULT_MEMORY. */
enum fault falls_with_rework(const struct product *product, int operation, const struct fault_decision *decided,
                             struct arena *arena, bool *ret);

#endif
