/* What a hold may be on. */
#ifndef RACKLINE_HOLD_TARGET_H
#define RACKLINE_HOLD_TARGET_H

#include "domain/selector.h"
#include "service/request.h"

/* FAULT_INVALID where a hold cannot be on this selector, FAULT_NOT_FOUND where nobody knows the order, station, tool or
 * operator that it names, with why in the request. Parts, lots and the like may arrive only later. */
enum fault hold_target(struct session *session, struct request *request, const struct selector *selector);

#endif
