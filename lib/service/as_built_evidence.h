/* What was recorded in a run, for the as-built record. */
#ifndef RACKLINE_AS_BUILT_EVIDENCE_H
#define RACKLINE_AS_BUILT_EVIDENCE_H

#include "domain/product.h"
#include "service/as_built_then.h"
#include "service/views_as_built.h"

/* A unit at a journal position. */
struct unit_then {
    const struct unit *unit;
    const struct as_then *then;
    const struct product *product; /* it was built to */
    const int64_t *filled;         /* the installation in each position of the product, in its order; 0: empty */
};

/* Fills the measurements, answers and signatures of a run in its view, whose operation is filled. `product` is what the
 * unit was built to when the run began, `next_run_id` as for then_ended. FAULT_MEMORY, or a fault of the store. */
enum fault as_built_evidence(struct session *session, const struct product *product, const struct run *run,
                             int64_t next_run_id, const struct unit_then *unit, struct arena *arena,
                             struct run_view *view);

#endif
