/* What the holds that lie catch of what comes later: parts that may not be installed, and units that they extend to. */
#ifndef RACKLINE_CONTAINMENT_H
#define RACKLINE_CONTAINMENT_H

#include "domain/rules.h"
#include "domain/selector.h"

/* A unit and those that contain it, as far as a selector looks around. */
struct surroundings {
    struct around items[1 + NESTING_MAX];
    size_t count;
};
/* The snapshot's; none where there is no unit. */
struct surroundings surroundings_of(const struct snapshot *snapshot);
/* Whether a selector matches a component that is in the snapshot's unit, or goes in. */
bool part_matches(const struct selector *selector, const struct candidate *part, const struct snapshot *snapshot);
/* Whether a hold is about a component that is in the snapshot's unit, or goes in. One on work alone is about none. */
bool hold_is_about(const struct hold *hold, const struct candidate *part, const struct snapshot *snapshot);

/* Adds component-held for each hold that matches the component that an event installs in the snapshot's run (needs
 * SEE_COMPONENT), and for one that lies on the unit it is; origin-missing for each hold on such a part by what nobody
 * says. `data` says what is on record of the component, too. A hold that speaks of work alone keeps nothing out: it
 * extends to the unit. */
void interlock_contained(const struct snapshot *snapshot, const struct component_installed *data,
                         struct reasons *reasons);

/* Adds hold.extended to a decision on the snapshot's unit when the work it decides on matches holds that do not lie on
 * it yet: an operation that starts, is paused, goes on or ends, a component that goes in or out, a measurement, an
 * answer, a signature, a defect. Units that contain it are held with it. To ship a unit is no work on it.
 *
 * A unit that was released out of such a hold while a run that matches was open is not caught by that run any more,
 * whatever else is done in it; nor is one around it that was released likewise, each for itself. Another run catches
 * it, and what is done in no run; so does the run, where what had matched in it was taken back. FAULT_MEMORY. */
enum fault decide_extended(const struct snapshot *snapshot, enum entry_kind kind, const void *data,
                           struct decision *decision, struct arena *arena);

/* Adds to `units` the snapshot's unit, which `held` names, and those that contain it, where the hold does not lie yet:
 * what is done or found inside a unit is so in it. False when memory is out. */
bool add_held(const struct snapshot *snapshot, struct held held, struct arena *arena, struct held *units,
              size_t *count);

/* Adds hold.extended to a decision by which the part in the snapshot's unit, whose run and time are the occupant's,
 * reads otherwise than before, when it matches a hold now and did not. FAULT_MEMORY. */
enum fault decide_extended_to_described(const struct snapshot *snapshot, const struct installation *before,
                                        const struct installation *now, struct decision *decision, struct arena *arena);

/* Adds hold.extended to the release of an order when holds match the units it makes. FAULT_MEMORY. */
enum fault decide_extended_to_new(const struct holds *holds, const struct order *order,
                                  const struct result_released *released, struct decision *decision,
                                  struct arena *arena);

/* Whether, after an entry, the list of what a selector matches and of all that contains it may be another one. False
 * is certain, true is not. `is_listed` says whether a unit of this serial was on the list. */
typedef bool listed_function(void *context, const char *serial);
bool entry_may_contain(const struct selector *selector, const struct entry *entry, listed_function *is_listed,
                       void *context);

#endif
