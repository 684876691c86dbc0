/* What quality decides about a nonconformance, who agrees to it, and that it is done. */
#include "domain/edit_rules.h"
#include "domain/entry_records.h"
#include "service/commands.h"
#include "service/editing.h"
#include "service/nonconformances.h"
#include "service/snapshot.h"
#include "service/snapshot_nesting.h"
#include "store/find.h"
#include "store/journal.h"

/* What a request about a nonconformance works on. */
struct matter {
    struct nonconformance nonconformance;
    struct unit unit;
};

static enum fault read_matter(struct session *session, struct request *request, int64_t nonconformance_id,
                              struct matter *ret)
{
    enum fault fault =
        not_found(request, find_nonconformance(session->store, nonconformance_id, request->arena, &ret->nonconformance),
                  "there is no nonconformance %s", request->path[0]);
    if (fault)
        return fault;
    fault = find_unit(session->store, ret->nonconformance.unit_id, request->arena, &ret->unit);
    return fault == FAULT_NOT_FOUND ? FAULT_CORRUPT : fault;
}

/* The unit and the operation that the fault was found in, as rules see them. */
static enum fault load_matter(struct session *session, struct request *request, const struct matter *matter,
                              struct snapshot *ret)
{
    const struct snapshot_question question = {
        .unit = matter->unit.serial,
        .unit_part_number = matter->unit.part_number,
        .operation = matter->nonconformance.operation,
    };
    return snapshot_load(session, &request->principal, &question, SEE_ROUTE, request->arena, ret);
}

/* What the decision before this one changed; all absent where there is none. */
static enum fault read_decided(struct session *session, const struct nonconformance *nonconformance,
                               struct arena *arena, struct result_disposed *ret)
{
    struct entry entry;
    record_clear(&RESULT_DISPOSED_RECORD, ret);
    if (nonconformance->disposed_at == ABSENT_INTEGER)
        return NOTHING_WRONG;
    enum fault fault = journal_entry_at(session->store, nonconformance->disposed_at, arena, &entry);
    if (fault == NOTHING_WRONG)
        *ret = *(const struct result_disposed *)entry.result;
    return fault;
}

/* What the disposition changes about the operation that failed, and about the part where it lies; what the one before
 * changed is as if that had not been. */
static struct result_disposed decide_result(const struct matter *matter, struct nonconformance_case *of,
                                            const struct result_disposed *before, int disposition)
{
    struct result_disposed result = {
        .unit = matter->unit.serial,
        .unit_part_number = matter->unit.part_number,
        .failures = ABSENT_INTEGER,
        .failures_before = ABSENT_INTEGER,
        .installation = ABSENT_INTEGER,
        .removal = (int)removal_after_disposition(of, disposition),
    };
    if (before->removal && !result.removal)
        result.removal = REMOVAL_REUSE;
    if (result.removal)
        result.installation = of->part->installation_id;
    if (!of->operation)
        return result;
    int64_t at_first = before->failures_before == ABSENT_INTEGER ? of->operation->failures : before->failures_before;
    int64_t failures = failures_after_disposition(of->nonconformance, disposition, at_first);
    if (failures != of->operation->failures || failures != at_first) {
        result.operation = of->operation->operation;
        result.failures = failures;
        result.failures_before = at_first;
    }
    return result;
}

/* How it stands once it is decided so: the part as it was before the last decision, where that alone changed it. */
static enum fault judge_disposition(struct session *session, struct request *request, struct matter *matter,
                                    const struct result_disposed *before, struct nonconformance_case *ret)
{
    const struct disposition_body *body = request->body;
    enum fault fault = nonconformance_case_of(session, &matter->unit, &matter->nonconformance, request->arena, ret);
    if (fault)
        return fault;
    nonconformance_may_be_decided_anew(ret, body->replaces, &request->reasons);
    matter->nonconformance.operations.items = body->operations.items;
    matter->nonconformance.operations.count = body->operations.count;
    fault = nonconformance_case_of(session, &matter->unit, &matter->nonconformance, request->arena, ret);
    if (fault == NOTHING_WRONG && before->removal && ret->part && ret->part->child_unit_id == ABSENT_INTEGER)
        ret->part_state = COMPONENT_AVAILABLE;
    if (fault == NOTHING_WRONG)
        nonconformance_may_be_disposed(ret, body->disposition, &request->reasons);
    return fault;
}

enum fault dispose_nonconformance(struct session *session, struct request *request, struct answer *answer)
{
    const struct disposition_body *body = request->body;
    struct nonconformance_dispositioned data = {
        .disposition = body->disposition,
        .reason = body->reason,
        .operations = {.items = body->operations.items, .count = body->operations.count},
        .replaces = body->replaces,
    };
    enum fault fault;
    if (!path_id(request, request->path[0], "there is no nonconformance %s", &data.nonconformance))
        return FAULT_NOT_FOUND;
    if (append_edit_repeated(session, request, ENTRY_NONCONFORMANCE_DISPOSITIONED, &data, answer, &fault))
        return fault;
    struct matter matter;
    struct nonconformance_case of;
    struct result_disposed before;
    struct snapshot snapshot;
    fault = read_matter(session, request, data.nonconformance, &matter);
    if (fault)
        return fault;
    fault = read_decided(session, &matter.nonconformance, request->arena, &before);
    if (fault == NOTHING_WRONG)
        fault = judge_disposition(session, request, &matter, &before, &of);
    if (fault == NOTHING_WRONG)
        fault = load_matter(session, request, &matter, &snapshot);
    if (fault)
        return fault;
    const char *position = matter.nonconformance.position;
    fault = rework_may_be_decided(&snapshot, &data, position, &request->reasons);
    if (fault == NOTHING_WRONG)
        fault = edit_decided(request);
    struct result_disposed result = decide_result(&matter, &of, &before, data.disposition);
    if (fault == NOTHING_WRONG)
        fault = find_attempts_anew(&snapshot, &data, request->arena, &result);
    struct decision decision = {
        .entries = {{.kind = ENTRY_NONCONFORMANCE_DISPOSITIONED, .data = &data, .result = &result}}, .count = 1};
    if (fault == NOTHING_WRONG)
        fault = decide_reopened(&snapshot, &data, position, &decision, request->arena);
    return fault ? fault : append_edits(session, request, &decision, answer);
}

enum fault countersign_nonconformance(struct session *session, struct request *request, struct answer *answer)
{
    const struct reason_body *body = request->body;
    struct nonconformance_named data = {.reason = body->reason};
    enum fault fault;
    if (!path_id(request, request->path[0], "there is no nonconformance %s", &data.nonconformance))
        return FAULT_NOT_FOUND;
    if (append_edit_repeated(session, request, ENTRY_NONCONFORMANCE_COUNTERSIGNED, &data, answer, &fault))
        return fault;
    struct matter matter;
    struct nonconformance_case of;
    struct snapshot snapshot;
    fault = read_matter(session, request, data.nonconformance, &matter);
    if (fault == NOTHING_WRONG)
        fault = nonconformance_case_of(session, &matter.unit, &matter.nonconformance, request->arena, &of);
    if (fault == NOTHING_WRONG)
        fault = load_matter(session, request, &matter, &snapshot);
    if (fault == NOTHING_WRONG && matter.nonconformance.disposed_at != ABSENT_INTEGER)
        fault = snapshot_load_changed(session, matter.nonconformance.disposed_at, request->arena, &snapshot);
    if (fault)
        return fault;
    nonconformance_may_be_countersigned(&of, &snapshot, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_NONCONFORMANCE_COUNTERSIGNED, &data, NULL, answer);
}

enum fault close_nonconformance(struct session *session, struct request *request, struct answer *answer)
{
    const struct reason_body *body = request->body;
    struct nonconformance_named data = {.reason = body->reason};
    enum fault fault;
    if (!path_id(request, request->path[0], "there is no nonconformance %s", &data.nonconformance))
        return FAULT_NOT_FOUND;
    if (append_edit_repeated(session, request, ENTRY_NONCONFORMANCE_CLOSED, &data, answer, &fault))
        return fault;
    struct matter matter;
    struct nonconformance_case judged;
    fault = read_matter(session, request, data.nonconformance, &matter);
    if (fault == NOTHING_WRONG)
        fault = nonconformance_case_of(session, &matter.unit, &matter.nonconformance, request->arena, &judged);
    if (fault)
        return fault;
    nonconformance_may_be_closed(&judged, &request->reasons);
    fault = edit_decided(request);
    return fault ? fault : append_edit(session, request, ENTRY_NONCONFORMANCE_CLOSED, &data, NULL, answer);
}
