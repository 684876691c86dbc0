/* What people do beside the line: planners with orders, quality with holds and nonconformances. Threads take turns. */
#ifndef RACKLINE_FLOOR_OFFICE_H
#define RACKLINE_FLOOR_OFFICE_H

#include "floor/plant.h"

/* POSTs a body (NULL: none) with a new Idempotency-Key and wants 201, or 200 where the first answer was lost. The
 * entry's journal position goes to *ret, which may be NULL. False, and a complaint, for any other answer. */
bool office_post(struct plant *plant, struct office *office, const char *path, const char *body, int64_t *ret);

/* Quality stops a unit, and lets it go on. */
bool office_hold(struct plant *plant, const char *serial, const char *part_number, int64_t *ret_hold);
bool office_release_hold(struct plant *plant, int64_t hold);

/* Quality decides that a nonconformance is reworked. */
bool office_rework(struct plant *plant, int64_t nonconformance);

/* Of a unit as it was answered: what is open is reworked, and what was decided is closed, which has been done by the
 * time that the unit is completed. */
bool office_settle(struct plant *plant, const struct json *unit);

#endif
