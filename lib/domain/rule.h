/* The rules for events, one a kind, and what they build decisions with: internal to the domain. */
#ifndef RACKLINE_RULE_H
#define RACKLINE_RULE_H

#include "domain/rules.h"

event_rule rule_operation_started, rule_operation_paused, rule_operation_resumed, rule_operation_completed,
    rule_operation_aborted, rule_component_installed, rule_component_removed, rule_measurement_recorded,
    rule_check_recorded, rule_defect_reported, rule_unit_signed, rule_unit_shipped, rule_station_changed,
    rule_event_corrected;

/* Adds an entry to a decision. */
void decide(struct decision *decision, enum entry_kind kind, const void *data, const void *result);

/* Decides one entry whose result says no more than which unit is meant. */
enum fault decide_unit(const struct snapshot *snapshot, enum entry_kind kind, const void *data, struct decision *ret,
                       struct arena *arena);

/* Adds nonconformance.opened to the decision that fails the snapshot's operation: its evidence is what failed in the
 * run; at the attempt limit, or at that of the defect (NULL: none is named), it is for material review. Needs
 * SEE_EVIDENCE and SEE_DEFECTS. FAULT_MEMORY. */
enum fault decide_nonconformance_opened(const struct snapshot *snapshot, const char *defect, struct decision *decision,
                                        struct arena *arena);

/* Adds operation.aborted to a decision. Giving up hides no failure: a run with evidence that failed ends failed, as if it
 * were completed, and nonconformance.opened follows. Needs SEE_EVIDENCE and SEE_DEFECTS. FAULT_MEMORY. */
enum fault decide_aborted(const struct snapshot *snapshot, const struct operation_aborted *data,
                          struct decision *decision, struct arena *arena);

/* Adds unit.started or unit.completed, order.started or order.completed. FAULT_MEMORY. */
enum fault decide_of_unit(const struct unit *unit, enum entry_kind kind, struct decision *decision,
                          struct arena *arena);
enum fault decide_of_order(const struct order *order, enum entry_kind kind, struct decision *decision,
                           struct arena *arena);

/* Adds order.reopened to a decision that brings the completed snapshot's unit, and those around it, back into work: for
 * each of their orders that was completed or closed. FAULT_MEMORY. */
enum fault decide_orders_reopened(const struct snapshot *snapshot, struct decision *decision, struct arena *arena);
/* The same where it is only that unit, or one of them. */
enum fault decide_order_reopened(const struct unit *unit, const struct order *order, struct decision *decision,
                                 struct arena *arena);

/* The same of an order of which a unit is known to be in work again. */
enum fault decide_order_unfinished(const struct order *order, struct decision *decision, struct arena *arena);

/* Adds order.completed to a removal that scraps the unit in the position, when it was its order's last unfinished one.
 * FAULT_MEMORY. */
enum fault decide_occupant_scrapped(const struct occupant_unit *occupant, struct decision *decision,
                                    struct arena *arena);

#endif
