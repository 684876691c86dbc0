#include "service/order_blocked.h"

#include "domain/interlock.h"
#include "service/reading.h"
#include "store/find_hold.h"
#include "store/find_nesting.h"

/* Adds that a part is still to be taken out by a fault, where one is. */
static bool refuse_leaving(const struct leaving_list *leaving, const struct unclosed *found, struct reasons *reasons)
{
    for (size_t i = 0; i < leaving->list.count; i++) {
        const struct leaving *item = &leaving->list.items[i];
        if (item->nonconformance_id != found->nonconformance_id || item->path)
            continue;
        refuse_for(reasons, REFUSAL_NONCONFORMANCE_UNCLOSED, found->nonconformance_id,
                   "by nonconformance %lld what is in position %s of unit %s is to be taken out",
                   (long long)found->nonconformance_id, item->position, found->serial);
        return true;
    }
    return false;
}

/* The faults of the unit and of those inside it. One that is decided on hinders no work, unless a unit is scrapped by
 * it or a part is still to be taken out: otherwise it is named only where nothing else can go on (`goes_on` is false) and
 * the unit waits for it to be closed. */
static enum fault refuse_faults(struct session *session, const struct unit *unit, bool goes_on,
                                const struct leaving_list *leaving, struct reasons *reasons)
{
    struct unclosed_list faults;
    enum fault fault = find_unclosed_inside(session->store, unit->unit_id, reasons->arena, &faults);
    for (size_t i = 0; fault == NOTHING_WRONG && i < faults.list.count; i++) {
        const struct unclosed *found = &faults.list.items[i];
        bool open = found->state == NONCONFORMANCE_OPEN;
        if (found->condemns) {
            refuse_condemned(found->serial, found->nonconformance_id, reasons);
            continue;
        }
        if (refuse_leaving(leaving, found, reasons))
            continue;
        if (!open && goes_on)
            continue;
        refuse_for(reasons, open ? REFUSAL_NONCONFORMANCE_OPEN : REFUSAL_NONCONFORMANCE_UNCLOSED,
                   found->nonconformance_id,
                   open ? "nonconformance %lld of unit %s, %s, is not dispositioned"
                        : "nonconformance %lld of unit %s, %s, is not closed",
                   (long long)found->nonconformance_id, found->serial, found->code);
    }
    return fault;
}

/* The parts of the unit, and of those inside it, that are not approved: it neither completes nor ships with them. What
 * left inside another waits for nothing here. */
static enum fault refuse_parts(struct session *session, const struct unit *unit, struct reasons *reasons)
{
    struct unapproved_parts parts;
    struct unit left_with;
    enum fault fault = find_unapproved_within(session->store, unit->unit_id, reasons->arena, &parts);
    if (fault || !parts.list.count)
        return fault;
    fault = find_left_with(session->store, unit->unit_id, reasons->arena, &left_with);
    if (fault != FAULT_NOT_FOUND)
        return fault;
    for (size_t i = 0; i < parts.list.count; i++)
        refuse_unapproved(&parts.list.items[i], reasons);
    return NOTHING_WRONG;
}

static void add_blocked(const struct unit *unit, const char *operation, const struct reasons *reasons,
                        struct order_view *view)
{
    if (reasons->found)
        view->blocked.items[view->blocked.count++] = (struct blocked_unit){
            .serial = unit->serial,
            .operation = operation,
            .reasons = {.items = reasons->items, .count = reasons->count},
        };
}

enum fault order_fill_unshippable(struct session *session, struct request *request, const struct unit *unit,
                                  const struct order_progress *progress, struct order_view *view)
{
    struct reasons reasons = reasons_beside(&request->reasons);
    enum fault fault = refuse_faults(session, unit, false, progress->leaving, &reasons);
    if (fault == NOTHING_WRONG)
        fault = refuse_parts(session, unit, &reasons);
    if (fault == NOTHING_WRONG)
        add_blocked(unit, NULL, &reasons, view);
    return fault;
}

enum fault order_fill_blocked(struct session *session, struct request *request, const struct unit *unit,
                              const struct order_progress *progress, struct order_view *view)
{
    struct reasons reasons = reasons_beside(&request->reasons);
    struct holds holds;
    struct inner_units unfinished;
    enum fault fault = list_holds_of_unit(session->store, unit->unit_id, request->arena, &holds);
    if (fault == NOTHING_WRONG)
        fault = find_unfinished_inside(session->store, unit->unit_id, request->arena, &unfinished);
    if (fault)
        return fault;
    for (size_t i = 0; i < holds.list.count; i++)
        refuse_hold(&holds.list.items[i], unit, false, &reasons);
    if (progress->spent)
        refuse(&reasons, REFUSAL_ATTEMPTS_SPENT, "operation %s failed as often as it may", progress->spent);
    for (size_t i = 0; i < unfinished.list.count; i++)
        refuse(&reasons, REFUSAL_COMPONENT_UNFINISHED, "unit %s in %s is %s", unfinished.list.items[i].serial,
               unfinished.list.items[i].position,
               reason_name(&reasons, &UNIT_STATE_NAMES, unfinished.list.items[i].state));
    if (progress->outside && !progress->moves)
        refuse(&reasons, REFUSAL_UNIT_INSTALLED,
               "operation %s does not run where the unit is installed; it must be removed there first",
               progress->outside);
    fault = refuse_faults(session, unit, progress->moves, progress->leaving, &reasons);
    if (fault == NOTHING_WRONG)
        fault = refuse_parts(session, unit, &reasons);
    if (fault == NOTHING_WRONG)
        add_blocked(unit, progress->moves ? NULL : progress->spent, &reasons, view);
    return fault;
}
