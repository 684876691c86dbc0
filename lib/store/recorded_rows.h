/* The rows of measurements, answers and signatures, as their entries make them. Texts stay the entry's and the run's.
 */
#ifndef RACKLINE_RECORDED_ROWS_H
#define RACKLINE_RECORDED_ROWS_H

#include "domain/event.h"
#include "domain/state.h"

/* What the entry says was recorded in a run, with the run's tool where it names none. Nothing voided it. */
struct measurement measurement_of(const struct entry *entry, int64_t run_id, const char *run_tool);
struct check_answer answer_of(const struct entry *entry, int64_t run_id);
struct signature signature_of(const struct entry *entry, int64_t run_id);

#endif
