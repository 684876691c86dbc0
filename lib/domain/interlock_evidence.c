/* What a run has still to show. */
#include "domain/interlock.h"

static void refuse_missing(const struct need *need, bool signing, struct reasons *reasons)
{
    const char *at = need->position;
    if (need->characteristic && at)
        refuse(reasons, REFUSAL_MEASUREMENTS_MISSING, "%s is to be measured %lld times more on %s",
               need->characteristic, (long long)need->samples, at);
    else if (need->characteristic)
        refuse(reasons, REFUSAL_MEASUREMENTS_MISSING, "%s is to be measured %lld times more on the unit",
               need->characteristic, (long long)need->samples);
    else if (need->check && at)
        refuse(reasons, REFUSAL_CHECKS_MISSING, "%s is to be answered on %s", need->check, at);
    else if (need->check)
        refuse(reasons, REFUSAL_CHECKS_MISSING, "%s is to be answered on the unit", need->check);
    else if (need->signature && !signing)
        refuse(reasons, REFUSAL_SIGNATURE_MISSING, "the operation is to be signed off");
}

enum fault interlock_evidence(const struct snapshot *snapshot, bool signing, struct reasons *reasons)
{
    struct needs needs;
    if (!open_run(snapshot))
        return NOTHING_WRONG;
    enum fault fault = operation_needs(snapshot, snapshot->operation, reasons->arena, &needs);
    if (fault)
        return fault;
    for (size_t i = 0; i < needs.list.count; i++)
        refuse_missing(&needs.list.items[i], signing, reasons);
    return NOTHING_WRONG;
}
