#include "service/snapshot_timed.h"

#include "domain/interlock.h"
#include "service/ran_by.h"
#include "store/find_correction.h"
#include "store/find_history.h"
#include "store/journal.h"

/* What a run had accumulated when it went on after it had stood still: by its resumption, or by the correction that
 * took back its end. */
static enum fault find_accumulated(struct session *session, const struct run_pause *pause, struct arena *arena,
                                   int64_t *ret)
{
    struct entry went_on;
    const bool resumed = pause->resumed_by != ABSENT_INTEGER;
    enum fault fault = journal_entry_at(session->store, resumed ? pause->resumed_by : pause->pause_id, arena, &went_on);
    return fault ? fault : ran_by(session, &went_on, arena, ret);
}

/* A run that went on then, and would have ever since: what the plant's time stepped over meanwhile gives it no minute.
 */
static enum fault count_since(struct session *session, int64_t since_us, struct run_clock *ret)
{
    int64_t stepped_us;
    enum fault fault = find_stepped_over(session->store, since_us, session->now_us, &stepped_us);
    ret->running_since = since_us + (fault ? 0 : stepped_us);
    return fault;
}

/* How the run counted its time right before it was paused or given up: since it last went on, with what it had then. */
static enum fault load_clock(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const struct entry *voided = snapshot->voided;
    const struct result_timed *timed = voided->result;
    const struct run_clock standing = {.running_since = ABSENT_INTEGER, .accumulated_us = timed->accumulated_us};
    struct run_pause pause;
    snapshot->clock_before = standing;
    if (voided->kind == ENTRY_OPERATION_RESUMED || !snapshot->run)
        return NOTHING_WRONG;
    enum fault fault =
        find_pause_before(session->store, snapshot->run->run_id, voided->journal_position, arena, &pause);
    if (fault == FAULT_NOT_FOUND) {
        snapshot->clock_before.accumulated_us = 0;
        return count_since(session, snapshot->run->started, &snapshot->clock_before);
    }
    if (fault || pause.resumed == ABSENT_INTEGER)
        return fault;
    fault = count_since(session, pause.resumed, &snapshot->clock_before);
    return fault ? fault : find_accumulated(session, &pause, arena, &snapshot->clock_before.accumulated_us);
}

static enum fault load_recorded(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct event_places recorded;
    if (!snapshot->run)
        return NOTHING_WRONG;
    enum fault fault = find_recorded_since(session->store, snapshot->run->run_id, snapshot->voided->journal_position,
                                           arena, &recorded);
    if (fault)
        return fault;
    snapshot->voided_evidence.items = recorded.list.items;
    snapshot->voided_evidence.count = recorded.list.count;
    return NOTHING_WRONG;
}

static enum fault load_since_abort(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const int64_t since = snapshot->voided->journal_position;
    struct proofs ends;
    enum fault fault = find_ends_taken_back(session->store, snapshot->unit->unit_id, since, arena, &ends);
    if (fault)
        return fault;
    snapshot->ends_taken_back.items = ends.list.items;
    snapshot->ends_taken_back.count = ends.list.count;
    return snapshot->run && snapshot->run->bay
               ? find_bay_taken_since(session->store, snapshot->run, outermost_unit_id(snapshot), since,
                                      &snapshot->bay_taken_since)
               : NOTHING_WRONG;
}

enum fault snapshot_load_timed(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const enum entry_kind kind = snapshot->voided->kind;
    const bool pauses = kind == ENTRY_OPERATION_PAUSED || kind == ENTRY_OPERATION_RESUMED;
    const bool ends = kind == ENTRY_OPERATION_COMPLETED || kind == ENTRY_OPERATION_ABORTED;
    enum fault fault = NOTHING_WRONG;
    if (!pauses && !ends)
        return fault;
    if (kind != ENTRY_OPERATION_COMPLETED)
        fault = load_clock(session, arena, snapshot);
    if (fault == NOTHING_WRONG && pauses)
        fault = load_recorded(session, arena, snapshot);
    if (fault == NOTHING_WRONG && kind == ENTRY_OPERATION_ABORTED)
        fault = load_since_abort(session, arena, snapshot);
    return fault || !snapshot->station
               ? fault
               : find_station_down_since(session->store, snapshot->station->station, snapshot->voided->journal_position,
                                         &snapshot->station_down_since);
}
