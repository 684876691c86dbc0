/* What planners and quality may do. A function called …_may_… adds every reason why not, and decides nothing; one called
 * decide_… makes the journal entries of what may be done. */
#ifndef RACKLINE_EDIT_RULES_H
#define RACKLINE_EDIT_RULES_H

#include "domain/rules.h"

/* --- orders, stations, products, units --- */

void order_may_plan(const struct order *existing, const struct order_planned *data, int product_state,
                    struct reasons *reasons);
/* Of a planned order anything is changed; once it is released, priority, due date, customer and destination alone; when
 * it is completed, closed or cancelled, as long as units of it are here that could still leave. */
void order_may_replan(const struct order *order, const struct order_planned *data, int product_state,
                      int64_t units_here, struct reasons *reasons);
/* `kind` is order.released, cancelled or closed; the product is the order's. `runs_open` counts the runs
 * running or paused on its units. */
void order_may_change(const struct order *order, int product_state, enum entry_kind kind, int64_t units_unfinished,
                      int64_t runs_open, struct reasons *reasons);
/* station.defined: `now` is the station as it is, with the runs open there; NULL and none for a new one. */
void station_may_be_defined(const struct station_defined *data, const struct station *now, const struct run *runs,
                            size_t count, struct reasons *reasons);
/* product.released and product.obsoleted; orders_open counts orders of it not closed and not cancelled. */
void product_may_change(int product_state, enum entry_kind kind, int64_t orders_open, struct reasons *reasons);
/* `holder`: the unit that it is in, or the outermost one, where it left in that; NULL: it is in none. */
void unit_may_be_scrapped(const struct unit *unit, const struct unit *holder, int64_t runs_open,
                          struct reasons *reasons);

/* --- nonconformances --- */

/* Adds a reason where a disposition could not be done: a part is scrapped or returned only if there was one, and only
 * once; a rework asks for an operation that can pass after it, and a repair for that or for a part at a position. */
void nonconformance_may_be_disposed(const struct nonconformance_case *of, int disposition, struct reasons *reasons);
/* One that was decided on is decided on anew by who names that decision by its journal position, `replaces` (absent:
 * none), while nothing is done of it: no second person signed, the unit is not scrapped, no operation of it was begun,
 * and the part is where it was; of a repair also once the same part is back there. `of` is as it was decided. What fell
 * with the first decision stays so. */
void nonconformance_may_be_decided_anew(const struct nonconformance_case *of, int64_t replaces,
                                        struct reasons *reasons);
/* What becomes, by the disposition, of the part that it is about, where it lies; REMOVAL_ABSENT: nothing yet. */
enum removal removal_after_disposition(const struct nonconformance_case *of, int disposition);
/* Only use-as-is is countersigned, by another token than the one that decided it, and as long as nothing it is about was
 * changed since. The snapshot is of the fault's unit and operation, with what changed since the disposition. */
void nonconformance_may_be_countersigned(const struct nonconformance_case *of, const struct snapshot *snapshot,
                                         struct reasons *reasons);
/* Whether what a disposition names can be done again: operations of the routing, each once, none of them running, nor
 * anything that depends on them, on the unit and on those that contain it. `position` is the fault's. Needs SEE_ROUTE.
 * FAULT_MEMORY. */
enum fault rework_may_be_decided(const struct snapshot *snapshot, const struct nonconformance_dispositioned *data,
                                 const char *position, struct reasons *reasons);
/* Which of those operations have failed as often as they may: they get all their attempts again. Needs SEE_ROUTE.
 * FAULT_MEMORY. */
enum fault find_attempts_anew(const struct snapshot *snapshot, const struct nonconformance_dispositioned *data,
                              struct arena *arena, struct result_disposed *ret);
/* Adds operation.reopened to a decision where any of it had been passed or waived: that falls, and what was proven,
 * signed or completed on it, on the unit and on those that contain it. Needs SEE_ROUTE. FAULT_MEMORY. */
enum fault decide_reopened(const struct snapshot *snapshot, const struct nonconformance_dispositioned *data,
                           const char *position, struct decision *decision, struct arena *arena);
/* Failures of the operation after the disposition: `failures` are those before it. Whatever a material review lets go
 * on can be done again, today or when its evidence falls; use-as-is keeps the unit in review until it is countersigned. */
int64_t failures_after_disposition(const struct nonconformance *nonconformance, int disposition, int64_t failures);

/* --- waivers --- */

/* How a waiver stands: as stored, or lapsed. A request lapses when the operation is run or its evidence falls after it,
 * or the unit is moved to another revision, for the second person would sign something else; a countersigned one when
 * the unit was changed after it. `row` is the operation on the unit. */
enum waiver_state waiver_standing(const struct waiver *waiver, const struct unit_operation *row);

/* A waiver of the snapshot's operation, which is the waiver's: SEE_WAIVER is what they need. `last` is the one asked
 * for last, or NULL. An operation that is signed off, ships the unit or is never_waived by its definition is not
 * waived, nor is one whose positions are not all filled, nor any while a nonconformance of the unit is open; a unit on
 * which nothing was done is not completed by waivers. */
enum { SEE_WAIVER = SEE_ROUTE | SEE_POSITIONS | SEE_DEFECTS | SEE_ORDER_UNITS | SEE_INSIDE | SEE_FAULTS_INSIDE };
void waiver_may_be_requested(const struct snapshot *snapshot, const struct waiver *last, struct reasons *reasons);
/* Nor when a position that the operation depends on was filled or emptied since it was asked for. */
void waiver_may_be_countersigned(const struct snapshot *snapshot, const struct waiver *waiver, struct reasons *reasons);
void waiver_may_be_rejected(const struct waiver *waiver, struct reasons *reasons);
/* What a countersigned waiver comes to: operation.waived, and what follows when it was the unit's last operation.
 * FAULT_MEMORY. */
enum fault decide_waived(const struct snapshot *snapshot, const struct waiver *waiver, const struct waiver_named *data,
                         struct decision *ret, struct arena *arena);

/* One that stands is revoked, whatever hold lies on the unit, while the unit has not left and nothing runs that speaks
 * of it: the operation must be passed after all, and what was signed off, proven or completed on the unit as it was is
 * open again, on the unit and on those that contain it. Needs SEE_ROUTE. FAULT_MEMORY. */
void waiver_may_be_revoked(const struct snapshot *snapshot, const struct waiver *waiver, struct reasons *reasons);
enum fault decide_revoked(const struct snapshot *snapshot, const struct waiver_named *data, struct decision *ret,
                          struct arena *arena);

#endif
