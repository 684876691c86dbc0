/* What was found on a part goes with the part: it is not good elsewhere either, until what was decided is done. */
#include "domain/interlock.h"

#include <string.h>

bool finding_is_about(const struct finding *finding, const struct installation *part)
{
    return finding->installation_id == part->installation_id;
}

bool finding_condemns(const struct finding *finding)
{
    switch ((enum disposition)finding->disposition) {
    case DISPOSITION_ABSENT:
        return true;
    case DISPOSITION_USE_AS_IS:
        return finding->state == NONCONFORMANCE_OPEN; /* until it is countersigned */
    case DISPOSITION_REWORK:
    case DISPOSITION_REPAIR:
        return finding->state != NONCONFORMANCE_CLOSED;
    case DISPOSITION_SCRAP:
    case DISPOSITION_RETURN:
        return true;
    case DISPOSITION_FALSE_FAIL:
        break;
    }
    return false;
}

/* What a part on which it was found is to be, once it is out; REMOVAL_ABSENT: that is not decided. */
static enum removal removal_decided(const struct finding *finding)
{
    return finding->disposition == DISPOSITION_SCRAP    ? REMOVAL_SCRAP
           : finding->disposition == DISPOSITION_RETURN ? REMOVAL_RETURN
                                                        : REMOVAL_ABSENT;
}

enum removal interlock_removal_decided(const struct snapshot *snapshot, const struct component_removed *data,
                                       struct reasons *reasons)
{
    const struct finding *decided = NULL;
    for (size_t i = 0; snapshot->occupant && i < snapshot->findings.count; i++) {
        const struct finding *finding = &snapshot->findings.items[i];
        if (!finding_is_about(finding, snapshot->occupant) || !removal_decided(finding))
            continue;
        decided = finding;
        if (removal_decided(finding) == (enum removal)data->removal)
            break; /* one of those that differ, so be it */
    }
    if (!decided)
        return (enum removal)data->removal;
    enum removal removal = removal_decided(decided);
    if (data->removal && removal != (enum removal)data->removal)
        refuse_for(reasons, REFUSAL_COMPONENT_FAULTY, decided->nonconformance_id,
                   "by nonconformance %lld what is in position %s is %s, not %s", (long long)decided->nonconformance_id,
                   snapshot->occupant->position, reason_name(reasons, &DISPOSITION_NAMES, decided->disposition),
                   reason_name(reasons, &REMOVAL_NAMES, data->removal));
    return removal;
}

bool finding_is_mended(const struct finding *finding)
{
    return finding->disposition == DISPOSITION_REWORK || finding->disposition == DISPOSITION_REPAIR;
}

/* Whether the fault was closed while the part was out, by another part in its place, and nothing passed with it there
 * since: then nobody ever said that this one is good. Of a unit built here that is said by its being worked on anew. */
static bool was_closed_without(const struct snapshot *snapshot, const struct finding *finding)
{
    const int64_t passed = snapshot->component_unit ? snapshot->component_unit_passed : ABSENT_INTEGER;
    if (!finding_is_mended(finding) || finding->state != NONCONFORMANCE_CLOSED || !finding->closed_without)
        return false;
    return passed == ABSENT_INTEGER || passed < finding->nonconformance_id;
}

static bool is_put_back(const struct snapshot *snapshot, const struct component_installed *data,
                        const struct finding *finding)
{
    return finding_is_mended(finding) && snapshot->unit && snapshot->unit->unit_id == finding->unit_id &&
           finding->position && !strcmp(finding->position, data->position);
}

/* Its supplier repaired it, and quality says so. */
static bool is_settled_by_supplier(const struct snapshot *snapshot, const struct finding *finding)
{
    const size_t count = snapshot->component_receipts.count;
    return count && receipt_settles(snapshot->component_receipts.items[count - 1].receipt, finding);
}

void interlock_condemned(const struct snapshot *snapshot, const struct component_installed *data,
                         struct reasons *reasons)
{
    for (size_t i = 0; i < snapshot->component_findings.count; i++) {
        const struct finding *finding = &snapshot->component_findings.items[i];
        if (is_put_back(snapshot, data, finding) || is_settled_by_supplier(snapshot, finding))
            continue;
        if (finding_condemns(finding))
            refuse_for(reasons, REFUSAL_COMPONENT_FAULTY, finding->nonconformance_id,
                       "nonconformance %lld speaks against %s %s", (long long)finding->nonconformance_id,
                       data->part_number, data->serial);
        else if (was_closed_without(snapshot, finding))
            refuse_for(reasons, REFUSAL_COMPONENT_FAULTY, finding->nonconformance_id,
                       "nonconformance %lld was closed with another part in the place of %s %s: it goes back there"
                       " alone",
                       (long long)finding->nonconformance_id, data->part_number, data->serial);
    }
    if (snapshot->component_unit_unclosed > 0)
        refuse(reasons, REFUSAL_COMPONENT_FAULTY,
               "%lld nonconformances of unit %s and the units inside it are not closed",
               (long long)snapshot->component_unit_unclosed, snapshot->component_unit->serial);
}
