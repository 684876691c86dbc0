/* Verdicts on single pieces of evidence: internal to the domain. */
#ifndef RACKLINE_VERDICT_H
#define RACKLINE_VERDICT_H

#include "domain/rules.h"

/* Limits are inclusive; a missing one is none. A value that is no number fails. */
enum verdict measurement_verdict(const struct characteristic *characteristic, double value);
enum verdict answer_verdict(const struct check *check, const char *answer);

#endif
