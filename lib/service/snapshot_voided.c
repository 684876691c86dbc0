#include "service/snapshot_voided.h"

#include "service/nonconformances.h"
#include "store/find_correction.h"
#include "store/find_description.h"
#include "store/journal.h"

static enum fault load_entry(struct session *session, struct uuid id, struct arena *arena, struct snapshot *snapshot)
{
    struct journal_row row;
    enum fault fault = journal_by_id(session->store, id, arena, &row);
    if (fault)
        return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault;
    struct entry *entry = arena_alloc(arena, sizeof *entry);
    if (!entry)
        return FAULT_MEMORY;
    fault = entry_of_row(&row, arena, entry);
    if (fault == NOTHING_WRONG)
        fault = find_corrected(session->store, row.journal_position, &snapshot->voided_before);
    if (fault == NOTHING_WRONG)
        snapshot->voided = entry;
    return fault;
}

/* What an entry that nobody entered followed from: the last before it that somebody did; untouched where somebody
 * entered it. */
static enum fault find_followed(struct session *session, const struct entry *entry, struct arena *arena,
                                struct event_place *ret)
{
    struct entry from = *entry;
    enum fault fault = NOTHING_WRONG;
    while (fault == NOTHING_WRONG && !*from.by && from.journal_position > 1)
        fault = journal_entry_at(session->store, from.journal_position - 1, arena, &from);
    if (fault == NOTHING_WRONG && from.journal_position != entry->journal_position)
        *ret = (struct event_place){from.journal_position, from.kind};
    return fault;
}

/* What came in the run that the entry started; nobody takes back a pause that followed by itself. */
static enum fault load_in_run(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const int64_t run_id = snapshot->voided->journal_position;
    struct event_places evidence;
    enum fault fault = find_recorded_since(session->store, run_id, run_id, arena, &evidence);
    for (size_t i = 0; fault == NOTHING_WRONG && i < evidence.list.count; i++) {
        struct event_place *place = &evidence.list.items[i];
        struct entry pause;
        if (place->kind != ENTRY_OPERATION_PAUSED)
            continue;
        fault = journal_entry_at(session->store, place->journal_position, arena, &pause);
        if (fault == NOTHING_WRONG)
            fault = find_followed(session, &pause, arena, place);
    }
    if (fault)
        return fault;
    snapshot->voided_evidence.items = evidence.list.items;
    snapshot->voided_evidence.count = evidence.list.count;
    return NOTHING_WRONG;
}

/* What the entry made or ended. */
static enum fault load_made(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    int64_t journal_position = snapshot->voided->journal_position;
    enum entry_kind kind = snapshot->voided->kind;
    enum fault fault = NOTHING_WRONG;
    if (kind == ENTRY_COMPONENT_INSTALLED || kind == ENTRY_COMPONENT_REMOVED) {
        struct installation *installation = arena_alloc(arena, sizeof *installation);
        if (!installation)
            return FAULT_MEMORY;
        fault = kind == ENTRY_COMPONENT_INSTALLED
                    ? find_installation(session->store, journal_position, arena, installation)
                    : find_installation_removed_by(session->store, journal_position, arena, installation);
        if (fault == NOTHING_WRONG)
            snapshot->voided_installation = installation;
    } else if (kind == ENTRY_DEFECT_REPORTED || kind == ENTRY_OPERATION_COMPLETED || kind == ENTRY_OPERATION_ABORTED) {
        /* What follows an entry by itself stands right after it. */
        int64_t opened_at = kind == ENTRY_DEFECT_REPORTED ? journal_position : journal_position + 1;
        struct nonconformance *nonconformance = arena_alloc(arena, sizeof *nonconformance);
        if (!nonconformance)
            return FAULT_MEMORY;
        fault = find_nonconformance(session->store, opened_at, arena, nonconformance);
        if (fault == NOTHING_WRONG)
            snapshot->voided_nonconformance = nonconformance;
    } else if (kind == ENTRY_OPERATION_STARTED) {
        fault = load_in_run(session, arena, snapshot);
    }
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault; /* a corrected removal ended nothing any more */
}

/* Where the part that came back went since. */
static enum fault load_received_moves(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    const struct component_received *received = snapshot->voided->data;
    struct moves moves;
    enum fault fault = find_moves_since(session->store, received->part_number, received->serial,
                                        snapshot->voided->journal_position, arena, &moves);
    if (fault)
        return fault;
    snapshot->part_moves.items = moves.list.items;
    snapshot->part_moves.count = moves.list.count;
    return NOTHING_WRONG;
}

/* How the part was described after the entry. */
static enum fault load_described(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct descriptions rows;
    enum fault fault =
        find_descriptions_of_installation(session->store, snapshot->voided_installation->installation_id, arena, &rows);
    if (fault)
        return fault;
    snapshot->voided_described.items = rows.list.items;
    for (size_t i = 0; i < rows.list.count; i++)
        if (description_since(&rows.list.items[i]) != ABSENT_INTEGER &&
            description_since(&rows.list.items[i]) > snapshot->voided->journal_position)
            rows.list.items[snapshot->voided_described.count++] = rows.list.items[i];
    return NOTHING_WRONG;
}

/* Quality gives a run up from anywhere: what happens there is asked of the station that it was at. */
static enum fault find_station_of(struct session *session, const struct entry *voided, struct arena *arena,
                                  const char **ret)
{
    struct run run;
    *ret = voided->station;
    if (voided->kind != ENTRY_OPERATION_ABORTED || voided->station)
        return NOTHING_WRONG;
    enum fault fault = find_run_ended_by(session->store, voided, arena, &run);
    if (fault == NOTHING_WRONG)
        *ret = run.station;
    return fault == FAULT_NOT_FOUND ? NOTHING_WRONG : fault; /* it was taken back before */
}

static void turn_question(const struct snapshot *snapshot, struct snapshot_question *question)
{
    const struct entry *voided = snapshot->voided;
    if (voided->kind == ENTRY_COMPONENT_RECEIVED) {
        const struct component_received *received = voided->data;
        question->component_part_number = received->part_number;
        question->component_serial = received->serial;
    }
    if (voided->kind == ENTRY_UNIT_SCRAPPED) {
        const struct unit_named *scrapped = voided->data;
        question->unit = scrapped->unit;
        question->unit_part_number = scrapped->part_number;
    }
    const struct subject *subject = event_subject(voided->kind, voided->data);
    if (!subject)
        return;
    const struct result_unit *result = voided->result; /* every result of an event on a unit begins with it */
    question->unit = subject->unit;
    question->unit_part_number = result ? result->unit_part_number : subject->unit_part_number;
    question->operation = subject->operation;
    const struct installation *installation = snapshot->voided_installation;
    if (installation) {
        question->position = installation->position;
        question->component_part_number = installation->part_number;
        question->component_serial = installation->serial;
    }
}

enum fault snapshot_load_voided(struct session *session, struct snapshot_question *question, struct arena *arena,
                                struct snapshot *snapshot)
{
    enum fault fault = load_entry(session, question->voided, arena, snapshot);
    if (fault || !snapshot->voided)
        return fault;
    fault = find_followed(session, snapshot->voided, arena, &snapshot->voided_follows);
    if (fault == NOTHING_WRONG)
        fault = load_made(session, arena, snapshot);
    if (fault == NOTHING_WRONG && snapshot->voided_installation)
        fault = load_described(session, arena, snapshot);
    if (fault == NOTHING_WRONG && snapshot->voided->kind == ENTRY_COMPONENT_RECEIVED)
        fault = load_received_moves(session, arena, snapshot);
    if (fault == NOTHING_WRONG)
        fault = find_station_of(session, snapshot->voided, arena, &question->station);
    if (fault == NOTHING_WRONG)
        turn_question(snapshot, question);
    return fault;
}

enum fault snapshot_load_closed(struct session *session, struct arena *arena, struct snapshot *snapshot)
{
    struct nonconformances rows;
    enum fault fault = find_nonconformances(session->store, snapshot->unit->unit_id, arena, &rows);
    if (fault)
        return fault;
    snapshot->closed.items = arena_array(arena, rows.list.count, sizeof *snapshot->closed.items);
    if (!snapshot->closed.items)
        return FAULT_MEMORY;
    for (size_t i = 0; fault == NOTHING_WRONG && i < rows.list.count; i++) {
        const struct nonconformance *row = &rows.list.items[i];
        int64_t voided = snapshot->voided->journal_position;
        if (row->state == NONCONFORMANCE_CLOSED && row->nonconformance_id < voided && voided < row->closed_at)
            fault = nonconformance_case_of(session, snapshot->unit, row, arena,
                                           &snapshot->closed.items[snapshot->closed.count++]);
    }
    return fault;
}
