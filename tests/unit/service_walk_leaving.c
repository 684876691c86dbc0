#include "service_walk_leaving.h"

#include "service/nonconformances.h"
#include "store/find_leaving.h"
#include "store/find_list.h"

static bool asks_to_replace(const struct nonconformance_case *of)
{
    struct required_action actions[ACTIONS_MAX];
    const size_t count = nonconformance_actions(of, actions);
    for (size_t i = 0; i < count; i++)
        if (actions[i].action == ACTION_COMPONENT_REPLACED)
            return of->occupant && !actions[i].done;
    return false;
}

/* As the unit itself sees it; those around it do, too. */
static bool leaves(const struct leaving_list *leaving, const struct nonconformance *by)
{
    for (size_t i = 0; i < leaving->list.count; i++) {
        const struct leaving *one = &leaving->list.items[i];
        if (one->nonconformance_id == by->nonconformance_id && one->unit_id == by->unit_id)
            return true;
    }
    return false;
}

static void claim_one(struct walk *walk, const struct nonconformance *by, const struct leaving_list *leaving,
                      struct leaving_sum *sum)
{
    struct line *line = &walk->line;
    struct nonconformance_case of;
    struct unit unit;
    ck_assert_int_eq(find_unit(line->reader->store, by->unit_id, line->arena, &unit), NOTHING_WRONG);
    if (unit.state == UNIT_SCRAPPED) /* of which nothing is asked any more */
        return;
    ck_assert_int_eq(nonconformance_case_of(line->reader, &unit, by, line->arena, &of), NOTHING_WRONG);
    const bool asked = asks_to_replace(&of);
    ck_assert_msg(asked == leaves(leaving, by), "%s: what the fault %lld of %s was found on in %s is %s", line->context,
                  (long long)by->nonconformance_id, unit.serial, by->position,
                  asked ? "to be replaced, and does not leave" : "replaced, and leaves");
    sum->leave += asked;
    sum->stay += !asked && of.occupant;
}

void leaving_claim(struct walk *walk, struct leaving_sum *sum)
{
    enum { FAULTS = 10000 };
    struct line *line = &walk->line;
    struct nonconformances faults;
    struct leaving_list leaving;
    int64_t head;
    ck_assert_int_eq(session_read_begin(line->reader, &head), NOTHING_WRONG);
    ck_assert_int_eq(list_leaving(line->reader->store, line->arena, &leaving), NOTHING_WRONG);
    ck_assert_int_eq(
        list_nonconformances(line->reader->store, NONCONFORMANCE_DISPOSED, 0, FAULTS, line->arena, &faults),
        NOTHING_WRONG);
    for (size_t i = 0; i < faults.list.count; i++) {
        const struct nonconformance *by = &faults.list.items[i];
        if (by->disposition == DISPOSITION_REPAIR && by->position)
            claim_one(walk, by, &leaving, sum);
    }
    session_read_end(line->reader);
}
