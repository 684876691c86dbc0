#include "service/ran_by.h"

static int64_t of_result(const struct entry *entry)
{
    if (entry->kind == ENTRY_OPERATION_STARTED)
        return 0;
    if (entry->kind == ENTRY_OPERATION_COMPLETED)
        return ((const struct result_completed *)entry->result)->accumulated_us;
    if (entry->kind == ENTRY_OPERATION_PAUSED || entry->kind == ENTRY_OPERATION_RESUMED ||
        entry->kind == ENTRY_OPERATION_ABORTED)
        return ((const struct result_timed *)entry->result)->accumulated_us;
    return ABSENT_INTEGER;
}

enum fault ran_by(struct session *session, const struct entry *entry, struct arena *arena, int64_t *ret_us)
{
    const struct result_corrected *corrected = entry->kind == ENTRY_EVENT_CORRECTED ? entry->result : NULL;
    int64_t us = corrected ? corrected->accumulated_us : of_result(entry);
    struct entry ended;
    enum fault fault = NOTHING_WRONG;
    if (corrected && us == ABSENT_INTEGER) { /* of a completion: till then the run had ended */
        fault = journal_entry_at(session->store, corrected->voided, arena, &ended);
        us = fault ? ABSENT_INTEGER : of_result(&ended);
    } else if (corrected && corrected->running_since != ABSENT_INTEGER) {
        us += entry->recorded_us - corrected->running_since;
    }
    if (fault || us == ABSENT_INTEGER)
        return fault ? fault : FAULT_CORRUPT;
    *ret_us = us;
    return NOTHING_WRONG;
}
