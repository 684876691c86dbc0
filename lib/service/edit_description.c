/* Describing parts anew: one person of quality says what is so; of a part that has left, a second one agrees or not. */
#include "base/field_value.h"
#include "domain/scanned.h"
#include "service/commands.h"
#include "service/editing.h"
#include "service/snapshot.h"
#include "service/snapshot_component.h"
#include "service/snapshot_holds.h"
#include "store/find.h"
#include "store/find_description.h"

/* The last installation of the part, as the rules for descriptions see it: in a unit, with what is around it, or not.
 */
static enum fault load_part(struct session *session, struct request *request, const struct installation *part,
                            const struct provenance *said, struct snapshot *ret)
{
    struct snapshot_question question = {.unit = NULL};
    if (part->removed == ABSENT_INTEGER) {
        struct unit *unit = arena_alloc(request->arena, sizeof *unit);
        enum fault fault = unit ? find_unit(session->store, part->unit_id, request->arena, unit) : FAULT_MEMORY;
        if (fault)
            return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
        question.unit = unit->serial;
        question.unit_part_number = unit->part_number;
        question.position = part->position;
    }
    struct descriptions described;
    enum fault fault = snapshot_load(session, &request->principal, &question, SEE_OCCUPANT, request->arena, ret);
    if (!fault)
        fault = snapshot_load_occupant_whole(session, request->arena, ret);
    if (!fault)
        fault = find_descriptions_of_installation(session->store, part->installation_id, request->arena, &described);
    if (!fault)
        fault = snapshot_load_lot(session, part->part_number, said->lot, request->arena, ret);
    if (!fault && part->child_unit_id == ABSENT_INTEGER)
        fault = snapshot_load_names(session, said->identifiers.items, said->identifiers.count, part->serial,
                                    request->arena, ret);
    if (fault)
        return fault;
    ret->described.items = described.list.items;
    ret->described.count = described.list.count;
    return !part->serial ? NOTHING_WRONG
                         : snapshot_load_receipts(session, part->part_number, part->serial, request->arena, ret);
}

static enum fault part_by_serial(struct session *session, struct request *request,
                                 const struct component_described *data, struct installation *ret)
{
    struct component component;
    enum fault fault = find_component(session->store, data->part_number, data->serial, request->arena, &component);
    if (fault)
        return part_not_found(session, request, fault, data->part_number, data->serial);
    fault = find_installation(session->store, component.installation_id, request->arena, ret);
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

static enum fault part_by_place(struct session *session, struct request *request,
                                const struct component_described *data, struct installation *ret)
{
    struct unit unit;
    struct installation occupant;
    enum fault fault = read_unit(session, request, data->unit, data->unit_part_number, &unit);
    if (fault)
        return fault;
    fault = find_occupant(session->store, unit.unit_id, data->position, request->arena, &occupant);
    if (fault)
        return not_found(request, fault, "there is no part in position %s", data->position);
    return find_installation(session->store, occupant.installation_id, request->arena, ret);
}

/* A part with a serial number is named by that, wherever it is; any other by its place. */
static enum fault find_part(struct session *session, struct request *request, const struct component_described *data,
                            struct installation *ret)
{
    const bool by_serial = data->part_number && data->serial && !data->unit && !data->position;
    const bool by_place = data->unit && data->position && !data->part_number && !data->serial;
    if (by_serial)
        return part_by_serial(session, request, data, ret);
    if (by_place)
        return part_by_place(session, request, data, ret);
    reason_add(&request->reasons, "part-unnamed", "/serial",
               "name the part by its part number and serial number, or else by the unit and position that it is in");
    return FAULT_INVALID;
}

/* As a scan is settled: a firmware has one version. What is unknown is one of what may be said. */
static enum fault settle(struct request *request, const struct component_described *data)
{
    struct component_installed said = {.firmware = {data->firmware.items, data->firmware.count},
                                       .identifiers = {data->identifiers.items, data->identifiers.count}};
    for (size_t i = 0; i < data->unknown.count; i++)
        if (!provenance_is_member(data->unknown.items[i]))
            reason_add(&request->reasons, REASON_UNKNOWN, arena_printf(request->arena, "/unknown/%zu", i),
                       "%s is no member that a part is described by", data->unknown.items[i]);
    if (request->reasons.found)
        return FAULT_INVALID;
    return scanned_settle(&said, "", &request->reasons);
}

enum fault describe_component(struct session *session, struct request *request, struct answer *answer)
{
    const struct component_described *data = request->body;
    const struct provenance said = provenance_described(data);
    struct installation part;
    struct snapshot snapshot;
    struct decision decision;
    enum fault fault = settle(request, data);
    if (fault || append_edit_repeated(session, request, ENTRY_COMPONENT_DESCRIBED, data, answer, &fault))
        return fault;
    fault = find_part(session, request, data, &part);
    if (!fault)
        fault = load_part(session, request, &part, &said, &snapshot);
    if (fault)
        return fault;
    component_may_be_described(&snapshot, &part, &said, &request->reasons);
    fault = edit_decided(request);
    if (!fault)
        fault = decide_described(&snapshot, &part, data, &decision, request->arena);
    return fault ? fault : append_edits(session, request, &decision, answer);
}

/* What is decided about a description. True, and *ret_fault, where the request ends with it: it names none, or said so
 * before. */
static bool decision_ends(struct session *session, struct request *request, enum entry_kind kind, struct answer *answer,
                          struct description_named *ret, struct description *ret_description, enum fault *ret_fault)
{
    const struct reason_body *body = request->body;
    *ret = (struct description_named){.reason = body->reason};
    *ret_fault = FAULT_NOT_FOUND;
    if (!path_id(request, request->path[0], "there is no description %s", &ret->description) ||
        append_edit_repeated(session, request, kind, ret, answer, ret_fault))
        return true;
    *ret_fault = not_found(request, find_description(session->store, ret->description, request->arena, ret_description),
                           "there is no description %s", request->path[0]);
    return *ret_fault != NOTHING_WRONG;
}

enum fault countersign_description(struct session *session, struct request *request, struct answer *answer)
{
    struct description_named data;
    struct description description;
    struct installation part;
    struct snapshot snapshot;
    struct decision decision;
    enum fault fault;
    if (decision_ends(session, request, ENTRY_DESCRIPTION_COUNTERSIGNED, answer, &data, &description, &fault))
        return fault;
    fault = find_installation(session->store, description.installation_id, request->arena, &part);
    if (!fault)
        fault = load_part(session, request, &part, description.said, &snapshot);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    description_may_be_countersigned(&snapshot, &part, &description, &request->reasons);
    fault = edit_decided(request);
    if (!fault)
        fault = decide_description_countersigned(&snapshot, &part, &description, &data, &decision, request->arena);
    return fault ? fault : append_edits(session, request, &decision, answer);
}

enum fault reject_description(struct session *session, struct request *request, struct answer *answer)
{
    struct description_named data;
    struct description description;
    enum fault fault;
    if (decision_ends(session, request, ENTRY_DESCRIPTION_REJECTED, answer, &data, &description, &fault))
        return fault;
    description_may_be_rejected(&description, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_DESCRIPTION_REJECTED, &data, NULL, answer);
}
