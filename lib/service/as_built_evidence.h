/* What was recorded in a run, for the as-built record. */
#ifndef RACKLINE_AS_BUILT_EVIDENCE_H
#define RACKLINE_AS_BUILT_EVIDENCE_H

#include "domain/product.h"
#include "service/views_as_built.h"
#include "store/store.h"

/* A unit at a journal position. */
struct unit_then {
    int64_t journal_position;
    const struct product *product; /* it was built to */
    const int64_t *filled;         /* the installation in each position of the product, in its order; 0: empty */
};

/* Fills the measurements, answers and signatures of a run whose operation and journal_position are filled. `product` is
 * what the unit was built to when the run began. FAULT_MEMORY, or a fault of the store. */
enum fault as_built_evidence(struct store *store, const struct product *product, const struct unit_then *then,
                             struct arena *arena, struct run_view *view);

#endif
