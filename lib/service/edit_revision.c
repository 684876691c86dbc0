/* An engineering change: units of an order are moved to a newer revision, in one signed transaction. */
#include "service/commands.h"
#include "service/editing.h"
#include "service/revision_plan.h"
#include "store/find.h"

/* One unit that may not be moved keeps all of them: what was asked for is one change. */
static enum fault take_reasons(struct request *request, const struct revision_plan *plan)
{
    for (size_t i = 0; i < plan->units.count; i++) {
        const struct reasons *reasons = &plan->units.items[i].reasons;
        for (size_t j = 0; j < reasons->count; j++)
            reason_add(&request->reasons, reasons->items[j].code, NULL, "%s", reasons->items[j].detail);
    }
    return edit_decided(request);
}

static enum fault hold_against_preview(struct request *request, const struct order_revised *data,
                                       const struct revision_plan *plan)
{
    if (digest_is_zero(data->outcome) || digest_equal(data->outcome, plan->outcome))
        return NOTHING_WRONG;
    reason_add(&request->reasons, fault_row(FAULT_STALE)->code, "/outcome",
               "something has happened to the units since the preview, and it would come to something else now");
    return FAULT_STALE;
}

enum fault revise_order(struct session *session, struct request *request, struct answer *answer)
{
    struct order_revised data = *(const struct order_revised *)request->body;
    struct revision_plan plan;
    enum fault fault = edit_named(request, "order", request->path[0], &data.order);
    if (fault || append_edit_repeated(session, request, ENTRY_ORDER_REVISED, &data, answer, &fault))
        return fault;
    fault = revision_plan_make(session, &data, &request->reasons, &plan);
    if (!fault)
        fault = take_reasons(request, &plan);
    if (!fault)
        fault = hold_against_preview(request, &data, &plan);
    int64_t unfinished;
    struct decided_list follows;
    if (!fault)
        fault = count_order_units_unfinished(session->store, data.order, REVISED_UNITS_MAX + 1, &unfinished);
    if (!fault)
        fault = revision_follows(&plan.order, &plan.result, unfinished, request->arena, &follows);
    if (!fault)
        fault = append_edit(session, request, ENTRY_ORDER_REVISED, &data, &plan.result, answer);
    return fault ? fault : append_following(session, follows.list.items, follows.list.count);
}
