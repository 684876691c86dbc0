/* What a hold may be on. */
#ifndef RACKLINE_HOLD_TARGET_H
#define RACKLINE_HOLD_TARGET_H

#include "domain/selector.h"
#include "service/request.h"

/* FAULT_INVALID where a hold cannot be on this selector, FAULT_NOT_FOUND where nobody knows the order, station, tool or
 * operator that it names, with why in the request. Parts, lots and the like may arrive only later. */
enum fault hold_target(struct session *session, struct request *request, const struct selector *selector);

/* FAULT_REFUSED where the serial number that it names is on record in other capitals alone, of the part number where it
 * names one, or is none that anything is taken by, as a lot may be: it would find none of it. What was placed before
 * that came is not asked again. */
enum fault hold_target_known(struct session *session, struct request *request, const struct selector *selector);

#endif
