/* Taking back what a voided entry did. Nothing later stands on it: the rule made sure. */
#include "store/apply_parts.h"

SQL_WRITE(INSERT_CORRECTION, NULL, "INSERT INTO correction (voided, journal_position) VALUES ($1, $2)");
SQL_READ(MEASURED, &ACT_RECORD,
         "SELECT r.unit_id, m.operator, r.builds FROM measurement m JOIN run r ON r.run_id = m.run_id"
         " WHERE m.measurement_id = $1");
SQL_READ(ANSWERED, &ACT_RECORD,
         "SELECT r.unit_id, a.operator, r.builds FROM check_answer a JOIN run r ON r.run_id = a.run_id"
         " WHERE a.answer_id = $1");
SQL_WRITE(VOID_MEASUREMENT, NULL, "UPDATE measurement SET voided_by = $2 WHERE measurement_id = $1");
SQL_WRITE(VOID_ANSWER, NULL, "UPDATE check_answer SET voided_by = $2 WHERE answer_id = $1");
SQL_WRITE(VOID_SIGNATURE, NULL, "UPDATE signature SET voided_by = $2 WHERE signature_id = $1");
SQL_WRITE(VOID_NONCONFORMANCE, NULL, "UPDATE nonconformance SET state = $2 WHERE nonconformance_id = $1");

/* A measurement or an answer: it counts no more, nor does whoever gave it build by it. */
static enum fault undo_record(struct store *store, const struct entry *entry, const struct sql *act_of,
                              const struct sql *void_it)
{
    const struct result_corrected *result = entry->result;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct act act;
    enum fault fault = arena ? act_at(store, act_of, result->voided, arena, &act) : FAULT_MEMORY;
    if (!fault)
        fault = db_change_one(store_db(store), void_it,
                              BINDS(bind_integer(result->voided), bind_integer(entry->journal_position)));
    return fault || !act.builds ? fault : builder_take(store, act.unit_id, act.operator);
}

static enum fault take_back(struct store *store, const struct entry *entry)
{
    const struct result_corrected *result = entry->result;
    const enum entry_kind kind = entry_kind_named(result->type);
    if (kind == ENTRY_OPERATION_STARTED)
        return undo_start(store, entry);
    if (kind == ENTRY_OPERATION_PAUSED || kind == ENTRY_OPERATION_RESUMED || kind == ENTRY_OPERATION_ABORTED)
        return undo_timed(store, entry);
    if (kind == ENTRY_OPERATION_COMPLETED)
        return undo_completion(store, entry);
    if (kind == ENTRY_COMPONENT_INSTALLED)
        return undo_installation(store, entry);
    if (kind == ENTRY_COMPONENT_REMOVED)
        return undo_removal(store, entry);
    if (kind == ENTRY_MEASUREMENT_RECORDED)
        return undo_record(store, entry, &MEASURED, &VOID_MEASUREMENT);
    if (kind == ENTRY_CHECK_RECORDED)
        return undo_record(store, entry, &ANSWERED, &VOID_ANSWER);
    if (kind == ENTRY_UNIT_SIGNED)
        return db_change_one(store_db(store), &VOID_SIGNATURE,
                             BINDS(bind_integer(result->voided), bind_integer(entry->journal_position)));
    if (kind == ENTRY_COMPONENT_RECEIVED)
        return undo_receipt(store, entry);
    if (kind == ENTRY_DEFECT_REPORTED || kind == ENTRY_UNIT_SCRAPPED)
        return NOTHING_WRONG; /* the result names the nonconformance that goes, the states that come back */
    return FAULT_CORRUPT;     /* no rule takes back the rest */
}

/* Takes a unit that the correction names, and its order, back to the states that it gives. */
static enum fault states_revert(struct store *store, const struct entry *entry, const char *unit,
                                const char *part_number, int unit_state, int order_state, const struct over *over)
{
    int64_t unit_id;
    enum fault fault = unit_id_of(store, unit, part_number, &unit_id);
    if (!fault)
        fault = unit_revert(store, unit_id, unit_state);
    if (!fault)
        fault = order_of_unit_revert(store, unit_id, order_state, entry->journal_position);
    if (!fault && over->unit_completed != ABSENT_INTEGER)
        fault = unit_was_completed(store, unit_id, over->unit_completed);
    if (!fault && over->order_completed != ABSENT_INTEGER)
        fault = order_of_unit_was_over(store, unit_id, over->order_completed, over->order_closed);
    return fault ? fault : unit_is_named(store, unit_id, entry->journal_position);
}

/* A unit that was thrown away with a removal is what it was; its order follows by itself. */
static enum fault part_revert(struct store *store, const struct part_restored *part)
{
    int64_t unit_id;
    enum fault fault = unit_id_of(store, part->unit, part->unit_part_number, &unit_id);
    return fault ? fault : unit_revert(store, unit_id, part->unit_state);
}

enum fault unit_is_corrected(struct store *store, const struct entry *entry, int64_t unit_id)
{
    const struct result_corrected *result = entry->result;
    enum fault fault = unit_is_named(store, unit_id, result->voided);
    return fault ? fault : unit_is_named(store, unit_id, entry->journal_position);
}

/* The correction itself is noted where the states revert. */
static enum fault voided_names_unit(struct store *store, const struct result_corrected *result)
{
    int64_t unit_id;
    enum fault fault = unit_id_of(store, result->unit, result->unit_part_number, &unit_id);
    return fault ? fault : unit_is_named(store, unit_id, result->voided);
}

enum fault apply_event_corrected(struct store *store, const struct entry *entry)
{
    const struct result_corrected *result = entry->result;
    enum fault fault = take_back(store, entry);
    if (!fault && result->nonconformance != ABSENT_INTEGER)
        fault = db_change_one(store_db(store), &VOID_NONCONFORMANCE,
                              BINDS(bind_integer(result->nonconformance), bind_integer(NONCONFORMANCE_VOIDED)));
    if (!fault && result->unit)
        fault = states_revert(store, entry, result->unit, result->unit_part_number, result->unit_state,
                              result->order_state, &result->over);
    for (size_t i = 0; i < result->outer.count && !fault; i++) {
        const struct outer_restored *outer = &result->outer.items[i];
        fault = states_revert(store, entry, outer->unit, outer->unit_part_number, outer->unit_state, outer->order_state,
                              &outer->over);
    }
    if (!fault && result->part)
        fault = part_revert(store, result->part);
    if (!fault && result->unit)
        fault = voided_names_unit(store, result);
    return fault ? fault
                 : db_change_one(store_db(store), &INSERT_CORRECTION,
                                 BINDS(bind_integer(result->voided), bind_integer(entry->journal_position)));
}
