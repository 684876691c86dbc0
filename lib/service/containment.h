/* The list of everything that a selector matches now: what placing a hold freezes, and what a preview and a trace say.
 */
#ifndef RACKLINE_SERVICE_CONTAINMENT_H
#define RACKLINE_SERVICE_CONTAINMENT_H

#include "service/session.h"
#include "store/find_hold.h"

/* Fills `ret` with every unit that matches or contains, at any depth, something that does: once each, in the order of
 * unit_id. hold_id and frozen_by are absent. Runs inside a transaction; reads whole tables. FAULT_MEMORY, FAULT_IO,
 * FAULT_CORRUPT. */
enum fault containment_list(struct session *session, const struct selector *selector, struct arena *arena,
                            struct hold_matches *ret);

#endif
