/* Taking parts out of a scrapped unit. Anybody at a station takes out what is thrown away or goes back to its supplier;
 * that a part of scrap is good enough for another unit is quality's to decide, as of any other fault. */
#include "domain/interlock.h"

bool is_salvage(const struct snapshot *snapshot)
{
    return snapshot->unit && snapshot->unit->state == UNIT_SCRAPPED;
}

/* Whether a fault says that the part in the position is not good. One that was to be repaired says so whatever came of
 * it, for the part is there still. A fault that nobody has decided on is a reason of its own. */
static bool speaks_against(const struct finding *finding, const struct installation *part)
{
    if (!finding_is_about(finding, part) || finding->state == NONCONFORMANCE_OPEN)
        return false;
    return finding->disposition == DISPOSITION_REPAIR || finding_condemns(finding);
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
            refuse_for(reasons, REFUSAL_COMPONENT_FAULTY, snapshot->findings.items[i].nonconformance_id,
                       "nonconformance %lld speaks against what is in position %s",
                       (long long)snapshot->findings.items[i].nonconformance_id, snapshot->occupant->position);
}

static bool is_for_use(enum removal removal)
{
    return removal == REMOVAL_ABSENT || removal == REMOVAL_REUSE;
}

static void refuse_before_salvage(int64_t condemned_by, const char *serial, struct reasons *reasons)
{
    if (condemned_by)
        refuse_for(reasons, REFUSAL_SALVAGE, condemned_by,
                   "by nonconformance %lld unit %s is to be scrapped; what is to be used again quality takes out after that",
                   (long long)condemned_by, serial);
}

/* What sits in a unit that quality has decided to scrap, at any depth, does not slip out of it before that is done. */
void interlock_before_salvage(const struct snapshot *snapshot, enum removal removal, struct reasons *reasons)
{
    interlock_station(snapshot, reasons);
    if (!snapshot->unit || !is_for_use(removal))
        return;
    refuse_before_salvage(snapshot->condemned_by, snapshot->unit->serial, reasons);
    for (size_t i = 0; i < snapshot->outer.count; i++)
        refuse_before_salvage(snapshot->outer.items[i].condemned_by, snapshot->outer.items[i].unit->serial, reasons);
}

void interlock_salvage(const struct snapshot *snapshot, enum removal removal, struct reasons *reasons)
{
    if (!principal_judges(snapshot->principal))
        interlock_station(snapshot, reasons);
    if (is_for_use(removal))
        interlock_reuse(snapshot, reasons);
}
