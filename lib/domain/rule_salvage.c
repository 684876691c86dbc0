/* Taking parts out of a scrapped unit. Anybody at a station takes out what is thrown away or goes back to its supplier;
 * that a part of scrap is good enough for another unit is quality's to decide, as of any other fault. */
#include "domain/interlock.h"

bool is_salvage(const struct snapshot *snapshot)
{
    return snapshot->unit && snapshot->unit->state == UNIT_SCRAPPED;
}

/* Whether what was found says that the part in the position is not good: it was found while the part was there, and
 * not taken for nothing, accepted as it is, or reworked and closed. */
static bool speaks_against(const struct finding *finding, const struct installation *part)
{
    if (!finding_is_at(finding, part))
        return false;
    switch ((enum disposition)finding->disposition) {
    case DISPOSITION_ABSENT: /* nobody has decided: a reason of its own */
    case DISPOSITION_USE_AS_IS:
    case DISPOSITION_FALSE_FAIL:
        break;
    case DISPOSITION_REWORK:
        return finding->state != NONCONFORMANCE_CLOSED;
    case DISPOSITION_REPAIR:
    case DISPOSITION_SCRAP:
    case DISPOSITION_RETURN:
        return true;
    }
    return false;
}

static void interlock_reuse(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct unit *unit = snapshot->unit;
    if (!principal_judges(snapshot->principal))
        refuse(reasons, REFUSAL_SALVAGE, "unit %s was scrapped; quality takes out of it what is to be used again",
               unit->serial);
    if (snapshot->nonconformances_open > 0)
        refuse(reasons, REFUSAL_NONCONFORMANCE_OPEN, "%lld nonconformances of unit %s are not dispositioned",
               (long long)snapshot->nonconformances_open, unit->serial);
    for (size_t i = 0; snapshot->occupant && i < snapshot->findings.count; i++)
        if (speaks_against(&snapshot->findings.items[i], snapshot->occupant))
            refuse(reasons, REFUSAL_COMPONENT_FAULTY, "nonconformance %lld speaks against what is in position %s",
                   (long long)snapshot->findings.items[i].nonconformance_id, snapshot->occupant->position);
}

void interlock_salvage(const struct snapshot *snapshot, const struct component_removed *data, struct reasons *reasons)
{
    if (!principal_judges(snapshot->principal))
        interlock_station(snapshot, reasons);
    if (data->removal == REMOVAL_ABSENT || data->removal == REMOVAL_REUSE)
        interlock_reuse(snapshot, reasons);
}
