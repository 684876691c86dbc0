/* Which signatures of a run count. */
#ifndef RACKLINE_SIGNATURE_H
#define RACKLINE_SIGNATURE_H

#include "domain/product.h"
#include "domain/state.h"

/* What a signature speaks for: what was recorded in its run, voided rows left out, and what fills the positions that
 * the run's operation fills. Nothing of it is owned. */
struct signed_work {
    LIST_OF(struct measurement) measurements;
    LIST_OF(struct check_answer) answers;
    const struct product *product;
    int operation;         /* index in the product's routing; -1: it is not in it, and fills nothing */
    const int64_t *filled; /* the installation in each position of the product, in its order; 0: empty */
};

/* Whether a signature of the run counts: none does that is older than what was put in or recorded last, for nobody
 * signed for that. */
bool signature_counts(const struct signature *signature, const struct signed_work *work);

#endif
