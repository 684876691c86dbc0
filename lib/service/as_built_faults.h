/* What was wrong with a unit and what was decided about it, and what held it, for the as-built record. */
#ifndef RACKLINE_AS_BUILT_FAULTS_H
#define RACKLINE_AS_BUILT_FAULTS_H

#include "service/as_built_then.h"
#include "service/views_as_built.h"

struct as_built_fault_list {
    LIST_OF(struct as_built_fault) list;
};

/* Adds the unit's nonconformances as they stood then, those that a correction had voided by then left out. */
enum fault as_built_faults(struct session *session, const struct unit *unit, const struct as_then *then,
                           struct arena *arena, struct as_built_fault_list *ret);

struct as_built_hold_list {
    LIST_OF(struct as_built_hold) list;
};

/* Adds the holds that lay on the unit by then, as they stood. */
enum fault as_built_holds(struct session *session, const struct unit *unit, const struct as_then *then,
                          struct arena *arena, struct as_built_hold_list *ret);

#endif
