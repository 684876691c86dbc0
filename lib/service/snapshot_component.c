#include "service/snapshot_component.h"

#include "domain/identifier.h"
#include "domain/provenance.h"
#include "service/snapshot_nesting.h"
#include "service/snapshot_parts.h"
#include "store/find.h"
#include "store/find_correction.h"
#include "store/find_description.h"
#include "store/find_hold.h"
#include "store/find_nesting.h"

static enum fault load_component_unit(struct session *session, const struct snapshot_question *question,
                                      struct arena *arena, struct snapshot *snapshot)
{
    struct units units;
    struct unapproved_parts unapproved;
    enum fault fault =
        find_units(session->store, question->component_serial, question->component_part_number, arena, &units);
    if (fault || !units.list.count)
        return fault;
    snapshot->component_unit = units.list.items;
    if (snapshot->holds.list.count)
        fault = list_holds_of_unit(session->store, snapshot->component_unit->unit_id, arena,
                                   &snapshot->component_unit_lying);
    if (!fault)
        fault = count_nonconformances_unclosed(session->store, snapshot->component_unit->unit_id,
                                               &snapshot->component_unit_unclosed);
    if (!fault)
        fault = find_passed_before(session->store, snapshot->component_unit->unit_id, INT64_MAX,
                                   &snapshot->component_unit_passed);
    if (!fault)
        fault = find_unapproved_within(session->store, snapshot->component_unit->unit_id, arena, &unapproved);
    if (fault)
        return fault;
    snapshot->component_unit_unapproved.items = unapproved.list.items;
    snapshot->component_unit_unapproved.count = unapproved.list.count;
    return NOTHING_WRONG;
}

static enum fault load_component_findings(struct session *session, const struct component *component,
                                          struct arena *arena, struct snapshot *snapshot)
{
    struct findings findings;
    enum fault fault =
        find_component_findings(session->store, component->part_number, component->serial, arena, &findings);
    if (fault)
        return fault;
    snapshot->component_findings.items = findings.list.items;
    snapshot->component_findings.count = findings.list.count;
    return NOTHING_WRONG;
}

enum fault snapshot_load_lot(struct session *session, const char *part_number, const char *lot, struct arena *arena,
                             struct snapshot *snapshot)
{
    struct installation *part;
    if (!lot)
        return NOTHING_WRONG;
    NEW(arena, part);
    enum fault fault = find_lot_otherwise(session->store, part_number, lot, arena, part);
    FOUND_OR_NULL(fault, snapshot->lot_otherwise, part);
    return NOTHING_WRONG;
}

/* By which other capitals a part that is new here may be known, and its lot. */
static enum fault load_otherwise(struct session *session, const struct snapshot_question *question, struct arena *arena,
                                 struct snapshot *snapshot)
{
    enum fault fault;
    if (question->component_serial && !snapshot->component && !snapshot->component_unit) {
        struct component *component;
        NEW(arena, component);
        fault = find_component_otherwise(session->store, question->component_part_number, question->component_serial,
                                         arena, component);
        FOUND_OR_NULL(fault, snapshot->component_otherwise, component);
    }
    return snapshot_load_lot(session, question->component_part_number, question->component_lot, arena, snapshot);
}

static void add_known(struct snapshot *snapshot, const struct installation *row, const struct identifier *identifier)
{
    snapshot->known_identifiers.items[snapshot->known_identifiers.count++] = (struct known_identifier){
        .identifier = *identifier,
        .part_number = row->part_number,
        .serial = row->serial,
        .installation_id = row->installation_id,
    };
}

static void add_permanent(struct snapshot *snapshot, const struct installation *row)
{
    for (size_t i = 0; i < row->identifiers.count && !row->voided; i++)
        if (identifier_is_permanent(row->identifiers.items[i].kind))
            add_known(snapshot, row, &row->identifiers.items[i]);
}

enum fault snapshot_load_names(struct session *session, const struct identifier *items, size_t count,
                               const char *serial, struct arena *arena, struct snapshot *snapshot)
{
    snapshot->known_identifiers.items =
        arena_longer(arena, snapshot->known_identifiers.items, snapshot->known_identifiers.count, count,
                     sizeof *snapshot->known_identifiers.items);
    if (!snapshot->known_identifiers.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < count; i++) {
        struct installation other;
        if (!identifier_is_permanent(items[i].kind))
            continue;
        enum fault fault = find_identified(session->store, &items[i], serial, arena, &other);
        if (fault == NOTHING_WRONG)
            add_known(snapshot, &other, &items[i]);
        else if (fault != FAULT_NOT_FOUND)
            return fault;
    }
    return NOTHING_WRONG;
}

/* What the part is known by that is scanned with names, and which others are known by those. */
static enum fault load_known_identifiers(struct session *session, const struct snapshot_question *question,
                                         const struct installations *history, struct arena *arena,
                                         struct snapshot *snapshot)
{
    size_t count = 0;
    if (!question->identifiers.count || snapshot->component_unit)
        return NOTHING_WRONG;
    for (size_t i = 0; i < history->list.count; i++)
        count += history->list.items[i].identifiers.count;
    snapshot->known_identifiers.items = arena_array(arena, count, sizeof *snapshot->known_identifiers.items);
    if (!snapshot->known_identifiers.items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < history->list.count; i++)
        add_permanent(snapshot, &history->list.items[i]);
    return snapshot_load_names(session, question->identifiers.items, question->identifiers.count,
                               question->component_serial, arena, snapshot);
}

enum fault snapshot_load_occupant(struct session *session, const char *position, struct arena *arena,
                                  struct snapshot *snapshot)
{
    struct installation *occupant;
    if (!snapshot->unit || !position)
        return NOTHING_WRONG;
    NEW(arena, occupant);
    enum fault fault = find_occupant(session->store, snapshot->unit->unit_id, position, arena, occupant);
    FOUND_OR_NULL(fault, snapshot->occupant, occupant);
    return NOTHING_WRONG;
}

/* What was said before, and is not known otherwise by what came after it. */
static enum fault provenance_add(struct provenance *known, const struct provenance *before, struct arena *arena)
{
    struct provenance unsaid;
    enum fault fault = provenance_unsaid(known, before, arena, &unsaid);
    return fault ? fault : provenance_join(known, &unsaid, arena, known);
}

enum fault history_leave(struct installations *history, const struct descriptions *described, struct arena *arena)
{
    enum fault fault = NOTHING_WRONG;
    for (size_t i = 0; i < described->list.count; i++)
        for (size_t j = 0; j < history->list.count && described->list.items[i].state == DESCRIPTION_IN_FORCE; j++)
            if (history->list.items[j].installation_id < described->list.items[i].installation_id && !fault)
                fault = provenance_leave(described->list.items[i].said, arena, &history->list.items[j]);
    return fault;
}

enum fault provenance_of_history(const struct installations *history, const struct receipts *receipts,
                                 struct arena *arena, const struct provenance **ret)
{
    size_t receipt = receipts->list.count;
    struct provenance *known;
    enum fault fault = NOTHING_WRONG;
    NEW(arena, known);
    for (size_t i = history->list.count; i-- > 0 && !fault;) {
        const struct installation *row = &history->list.items[i];
        const struct provenance installed = provenance_installed(row);
        while (!fault && receipt > 0 && receipts->list.items[receipt - 1].receipt > row->installation_id) {
            const struct receipt *back = &receipts->list.items[--receipt];
            if (back->said && back->voided_by == ABSENT_INTEGER)
                fault = provenance_add(known, back->said, arena);
        }
        if (!fault)
            fault = provenance_add(known, &installed, arena);
    }
    *ret = known;
    return fault;
}

static enum fault load_described(struct session *session, struct installations *history, struct arena *arena,
                                 struct snapshot *snapshot)
{
    struct descriptions rows;
    enum fault fault =
        find_descriptions_of_component(session->store, snapshot->component->installation_id, arena, &rows);
    if (!fault)
        fault = history_leave(history, &rows, arena);
    if (fault)
        return fault;
    for (size_t i = 0; i < rows.list.count; i++)
        snapshot->component_revision_described |=
            rows.list.items[i].state == DESCRIPTION_IN_FORCE && rows.list.items[i].said->revision;
    return NOTHING_WRONG;
}

enum fault snapshot_load_receipts(struct session *session, const char *part_number, const char *serial,
                                  struct arena *arena, struct snapshot *snapshot)
{
    struct receipts receipts;
    enum fault fault = find_receipts_standing(session->store, part_number, serial, arena, &receipts);
    if (fault)
        return fault;
    snapshot->component_receipts.items = receipts.list.items;
    snapshot->component_receipts.count = receipts.list.count;
    return NOTHING_WRONG;
}

/* What quality says of a part that came back goes as what it describes. */
static enum fault load_received(struct session *session, const struct installations *history, struct arena *arena,
                                struct snapshot *snapshot)
{
    const struct component *component = snapshot->component;
    enum fault fault =
        snapshot_load_receipts(session, component->part_number, component->serial, arena, snapshot);
    if (fault)
        return fault;
    const struct receipts receipts = {
        .list = {snapshot->component_receipts.items, snapshot->component_receipts.count}};
    for (size_t i = 0; i < receipts.list.count; i++)
        snapshot->component_revision_described |= receipts.list.items[i].said && receipts.list.items[i].said->revision;
    return provenance_of_history(history, &receipts, arena, &snapshot->component_known);
}

static enum fault load_component_history(struct session *session, struct arena *arena, struct snapshot *snapshot,
                                         struct installations *ret)
{
    const struct component *component = snapshot->component;
    struct unit *holder;
    NEW(arena, holder);
    enum fault fault = find_component_history(session->store, component->part_number, component->serial, arena, ret);
    if (!fault && !ret->list.count)
        fault = FAULT_CORRUPT;
    if (!fault)
        fault = find_unit(session->store, ret->list.items[ret->list.count - 1].unit_id, arena, holder);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    snapshot->component_holder = component->state == COMPONENT_INSTALLED ? holder : NULL;
    fault = load_described(session, ret, arena, snapshot);
    return fault ? fault : load_received(session, ret, arena, snapshot);
}

enum fault snapshot_load_component(struct session *session, const struct snapshot_question *question,
                                   struct arena *arena, struct snapshot *snapshot)
{
    struct installations history = {.list = {.count = 0}};
    enum fault fault;
    if (question->component_part_number && question->component_serial) {
        struct component *component;
        NEW(arena, component);
        fault = find_component(session->store, question->component_part_number, question->component_serial, arena,
                               component);
        FOUND_OR_NULL(fault, snapshot->component, component);
        fault = load_component_unit(session, question, arena, snapshot);
        if (fault)
            return fault;
    }
    if (question->component_part_number) {
        fault = load_otherwise(session, question, arena, snapshot);
        if (fault)
            return fault;
    }
    if (snapshot->component) {
        fault = load_component_history(session, arena, snapshot, &history);
        if (fault == NOTHING_WRONG)
            fault = load_component_findings(session, snapshot->component, arena, snapshot);
        if (fault)
            return fault;
    }
    fault = load_known_identifiers(session, question, &history, arena, snapshot);
    if (!fault)
        fault = snapshot_load_occupant(session, question->position, arena, snapshot);
    return fault ? fault : snapshot_load_occupant_unit(session, arena, snapshot);
}
