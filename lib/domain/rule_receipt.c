/* Taking a part back that its supplier repaired. */
#include "domain/correction.h"
#include "domain/interlock.h"
#include "domain/receipt.h"

bool receipt_settles(int64_t receipt_id, const struct finding *finding)
{
    const bool decided = finding->disposition == DISPOSITION_RETURN || finding_is_mended(finding);
    return decided && receipt_id > finding->disposed_at;
}

static void interlock_returned(const struct snapshot *snapshot, const struct component_received *data,
                               struct reasons *reasons)
{
    const int state = snapshot->component ? snapshot->component->state : COMPONENT_AVAILABLE;
    if (state == COMPONENT_SCRAPPED)
        refuse(reasons, REFUSAL_COMPONENT_SCRAPPED, "%s %s was scrapped", data->part_number, data->serial);
    else if (state != COMPONENT_RETURNED)
        refuse(reasons, REFUSAL_COMPONENT_HERE, "%s %s is not at its supplier", data->part_number, data->serial);
}

void component_may_be_received(const struct snapshot *snapshot, const struct component_received *data,
                               struct reasons *reasons)
{
    const struct provenance said = provenance_received(data);
    interlock_returned(snapshot, data, reasons);
    interlock_spelling(said.revision, TOLD("revision"), reasons);
    interlock_lot(said.lot, reasons);
    interlock_lot_known(snapshot->lot_otherwise, said.lot, reasons);
    interlock_country(said.country, reasons);
    interlock_origin(&(struct scanned_part){data->part_number, data->serial, false}, &said, snapshot->component_known,
                     reasons);
    if (snapshot->component_unit && said.revision)
        refuse(reasons, REFUSAL_REVISION_WRONG, "%s %s was built here: its revision is not scanned", data->part_number,
               data->serial);
    for (size_t i = 0; i < snapshot->component_findings.count; i++)
        if (snapshot->component_findings.items[i].disposition == DISPOSITION_SCRAP)
            refuse_for(reasons, REFUSAL_COMPONENT_FAULTY, snapshot->component_findings.items[i].nonconformance_id,
                       "nonconformance %lld speaks against %s %s",
                       (long long)snapshot->component_findings.items[i].nonconformance_id, data->part_number,
                       data->serial);
}

/* It is at its supplier again, and was never back. */
enum fault correct_receipt(const struct snapshot *snapshot, struct result_corrected *result, struct reasons *reasons)
{
    (void)result;
    const struct component_received *data = snapshot->voided->data;
    const int64_t received = snapshot->voided->journal_position;
    interlock_part_moved(snapshot, data->part_number, data->serial, reasons);
    for (size_t i = 0; i < snapshot->component_findings.count; i++) {
        const struct finding *finding = &snapshot->component_findings.items[i];
        const bool moved = finding->disposition == DISPOSITION_SCRAP || finding->disposition == DISPOSITION_RETURN;
        if (moved && finding->disposed_at != ABSENT_INTEGER && finding->disposed_at > received)
            refuse_later(reasons, ENTRY_NONCONFORMANCE_DISPOSITIONED, finding->disposed_at,
                         "nonconformance %lld was dispositioned since", (long long)finding->nonconformance_id);
    }
    return NOTHING_WRONG;
}
