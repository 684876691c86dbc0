/* How much of a route is left, at standard times. */
#ifndef RACKLINE_REMAINING_H
#define RACKLINE_REMAINING_H

#include "domain/product.h"
#include "domain/state.h"

/* Minutes along the longest path of operations neither passed nor waived, each at its standard minutes (of a running
 * one as if it had just begun). The critical-path method: an operation ends when the last of its predecessors has
 * ended and its own time is over. `operations` has one row for each of the routing. */
double route_remaining_min(const struct product *product, const struct unit_operation *operations);

/* Minutes before an open run can end with a passing verdict: what is left of the burn-in's hours, or of the minutes
 * below which the operation cannot have been done; 0 once they are over, and ABSENT_NUMBER where none are demanded. */
double run_remaining_min(const struct operation_definition *definition, const struct run *run, int64_t now_us);

/* Whether what is due will be late: due is past, or the minutes that remain end after it. ABSENT_INTEGER is never. */
bool is_late(int64_t due_us, int64_t now_us, double remaining_min);

#endif
