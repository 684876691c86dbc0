/* What an engineering change would come to, or comes to, unit by unit: a preview shows it, and a command applies it. */
#ifndef RACKLINE_REVISION_PLAN_H
#define RACKLINE_REVISION_PLAN_H

#include "domain/revision.h"
#include "service/session.h"

/* A unit that was chosen. */
struct planned_unit {
    struct revision_case is;
    const struct product_changes *changes;
    struct revision_outcome outcome;
    struct reasons reasons; /* why it may not be moved */
};

struct revision_plan {
    struct order order;
    struct product_revision to;
    LIST_OF(struct planned_unit) units; /* in the order of their sequence */
    struct result_revised result;       /* the outcomes of all of them */
    struct digest outcome;              /* of the revision and the result: of others it is another */
};

/* Chooses the units that `data` names and works out what moving them comes to. FAULT_INVALID where it does not say
 * which units, FAULT_NOT_FOUND where there is no such order, and FAULT_REFUSED where the order, the revision or what
 * was chosen is refused as a whole, each with every reason; what speaks against single units is in the plan. Reads
 * inside a transaction; everything lives in the arena of `reasons`. */
enum fault revision_plan_make(struct session *session, const struct order_revised *data, struct reasons *reasons,
                              struct revision_plan *ret);

#endif
