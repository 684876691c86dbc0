/* Waivers: one person of quality asks for one, a second countersigns or rejects it; either revokes it. */
#include "domain/edit_rules.h"
#include "service/commands.h"
#include "service/editing.h"
#include "service/snapshot.h"
#include "service/snapshot_nesting.h"
#include "store/find.h"

#include <string.h>

/* The operation on the unit, as the rules for waivers see it. */
static enum fault load_operation(struct session *session, struct request *request, const struct unit *unit,
                                 const char *operation, struct snapshot *ret)
{
    const struct snapshot_question question = {
        .unit = unit->serial,
        .unit_part_number = unit->part_number,
        .operation = operation,
    };
    enum fault fault = snapshot_load(session, &request->principal, &question, SEE_WAIVER, request->arena, ret);
    if (fault == NOTHING_WRONG && ret->operation < 0)
        fault = not_found(request, FAULT_NOT_FOUND, "there is no operation %s", operation);
    return fault;
}

/* The waiver of the operation that was asked for last; NULL when there is none. */
static enum fault find_last(struct session *session, struct request *request, int64_t unit_id, const char *operation,
                            const struct waiver **ret)
{
    struct waivers rows;
    enum fault fault = find_waivers(session->store, unit_id, request->arena, &rows);
    if (fault)
        return fault;
    *ret = NULL;
    for (size_t i = 0; i < rows.list.count; i++)
        if (!strcmp(rows.list.items[i].operation, operation))
            *ret = &rows.list.items[i];
    return NOTHING_WRONG;
}

enum fault request_waiver(struct session *session, struct request *request, struct answer *answer)
{
    const struct unit_body *body = request->body;
    struct unit unit;
    enum fault fault = read_unit(session, request, request->path[0], body->part_number, &unit);
    if (fault)
        return fault;
    const struct waiver_requested data = {
        .unit = unit.serial,
        .part_number = unit.part_number,
        .operation = request->path[1],
        .reason = body->reason,
    };
    if (append_edit_repeated(session, request, ENTRY_WAIVER_REQUESTED, &data, answer, &fault))
        return fault;
    struct snapshot snapshot;
    const struct waiver *last;
    fault = load_operation(session, request, &unit, data.operation, &snapshot);
    if (fault == NOTHING_WRONG)
        fault = find_last(session, request, unit.unit_id, data.operation, &last);
    if (fault)
        return fault;
    waiver_may_be_requested(&snapshot, last, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_WAIVER_REQUESTED, &data, NULL, answer);
}

static enum fault read_waiver(struct session *session, struct request *request, int64_t waiver_id, struct waiver *ret)
{
    return not_found(request, find_waiver(session->store, waiver_id, request->arena, ret), "there is no waiver %s",
                     request->path[0]);
}

/* A waiver, and its operation as the rules for waivers see it. */
static enum fault load_waiver(struct session *session, struct request *request, int64_t waiver_id, struct waiver *ret,
                              struct snapshot *ret_snapshot)
{
    struct unit unit;
    enum fault fault = read_waiver(session, request, waiver_id, ret);
    if (fault)
        return fault;
    fault = find_unit(session->store, ret->unit_id, request->arena, &unit);
    if (fault)
        return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
    fault = load_operation(session, request, &unit, ret->operation, ret_snapshot);
    return fault ? fault : snapshot_load_changed(session, ret->waiver_id, request->arena, ret_snapshot);
}

/* What is decided about a waiver. True, and *ret_fault, where the request ends with it: it names none, or said so
 * before. */
static bool decision_ends(struct session *session, struct request *request, enum entry_kind kind,
                          struct answer *answer, struct waiver_named *ret, enum fault *ret_fault)
{
    const struct reason_body *body = request->body;
    *ret = (struct waiver_named){.reason = body->reason};
    *ret_fault = FAULT_NOT_FOUND;
    return !path_id(request, request->path[0], "there is no waiver %s", &ret->waiver) ||
           append_edit_repeated(session, request, kind, ret, answer, ret_fault);
}

enum fault countersign_waiver(struct session *session, struct request *request, struct answer *answer)
{
    struct waiver_named data;
    enum fault fault;
    if (decision_ends(session, request, ENTRY_WAIVER_COUNTERSIGNED, answer, &data, &fault))
        return fault;
    struct waiver waiver;
    struct snapshot snapshot;
    fault = load_waiver(session, request, data.waiver, &waiver, &snapshot);
    if (fault)
        return fault;
    waiver_may_be_countersigned(&snapshot, &waiver, &request->reasons);
    struct decision decision;
    fault = edit_decided(request);
    if (fault == NOTHING_WRONG)
        fault = decide_waived(&snapshot, &waiver, &data, &decision, request->arena);
    return fault ? fault : append_edits(session, request, &decision, answer);
}

enum fault reject_waiver(struct session *session, struct request *request, struct answer *answer)
{
    struct waiver_named data;
    enum fault fault;
    if (decision_ends(session, request, ENTRY_WAIVER_REJECTED, answer, &data, &fault))
        return fault;
    struct waiver waiver;
    fault = read_waiver(session, request, data.waiver, &waiver);
    if (fault)
        return fault;
    waiver_may_be_rejected(&waiver, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_WAIVER_REJECTED, &data, NULL, answer);
}

enum fault revoke_waiver(struct session *session, struct request *request, struct answer *answer)
{
    struct waiver_named data;
    enum fault fault;
    if (decision_ends(session, request, ENTRY_WAIVER_REVOKED, answer, &data, &fault))
        return fault;
    struct waiver waiver;
    struct snapshot snapshot;
    fault = load_waiver(session, request, data.waiver, &waiver, &snapshot);
    if (fault)
        return fault;
    waiver_may_be_revoked(&snapshot, &waiver, &request->reasons);
    struct decision decision;
    fault = edit_decided(request);
    if (fault == NOTHING_WRONG)
        fault = decide_revoked(&snapshot, &data, &decision, request->arena);
    return fault ? fault : append_edits(session, request, &decision, answer);
}
