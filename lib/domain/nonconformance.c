/* What must be done before a nonconformance closes. */
#include "domain/nonconformance.h"

#include "domain/rules.h"

#include <string.h>

static const char *const ACTION_WORDS[] = {
    NULL,
    "operation_passed",
    "component_replaced",
    "evidence_renewed",
    "component_scrapped",
    "component_returned",
    "unit_scrapped",
    "countersigned",
};
const struct names ACTION_NAMES = {ACTION_WORDS, sizeof ACTION_WORDS / sizeof *ACTION_WORDS};

static const struct field REQUIRED_ACTION_FIELDS[] = {
    FIELD_ENUM(struct required_action, action, REQUIRED, &ACTION_NAMES, "what is to be done"),
    FIELD_TEXT(struct required_action, operation, OPTIONAL, 1, 16, "that is to be passed"),
    FIELD_BOOLEAN(struct required_action, done, REQUIRED, "it is done"),
};
const struct record REQUIRED_ACTION_RECORD = RECORD(struct required_action, "required_action", REQUIRED_ACTION_FIELDS,
                                                    "What must be done before a nonconformance closes.");

bool nonconformance_part_is_back(const struct nonconformance_case *of)
{
    const struct installation *there = of->occupant, *part = of->part;
    return there && part && there->installation_id != part->installation_id && there->serial && part->serial &&
           !strcmp(there->serial, part->serial) && !strcmp(there->part_number, part->part_number);
}

/* It was at its supplier since it was decided. */
static bool came_back(const struct nonconformance_case *of)
{
    return of->part_received != ABSENT_INTEGER && of->part_received > of->nonconformance->disposed_at;
}

/* A part that comes back as it went is no other; a unit built here that was worked on anew before it was put back is
 * mended, and so is what its supplier repaired. */
static bool is_replaced(const struct nonconformance_case *of)
{
    const int64_t found = of->nonconformance->nonconformance_id;
    const bool renewed = of->part_passed != ABSENT_INTEGER && of->part_passed > found;
    return of->occupant && of->occupant->installation_id > found &&
           (renewed || came_back(of) || !nonconformance_part_is_back(of));
}

/* Whether something other than another run of the operation mended the fault: operations that quality named are done
 * again, or the part was replaced. What fell by that is passed again, and what did not fall stands. A false fail was no
 * fault at all. */
static bool is_mended_elsewhere(const struct nonconformance_case *of)
{
    const struct nonconformance *nonconformance = of->nonconformance;
    bool replaces = nonconformance->disposition == DISPOSITION_REPAIR && nonconformance->position;
    return of->reworked.count || nonconformance->disposition == DISPOSITION_FALSE_FAIL || (replaces && is_replaced(of));
}

/* Whether the operation that the fault was found in is done. If something else mended the fault, any pass will do.
 * Otherwise it takes a run that ended after the fault was found; the run in which it was found counts, too, when it
 * passed all the same. An operation that quality waived need not pass. */
static bool is_passed(const struct nonconformance_case *of)
{
    bool since = of->ended_by != ABSENT_INTEGER && of->ended_by > of->nonconformance->nonconformance_id;
    return operation_is_done(of->operation->state) &&
           (of->operation->state == OPERATION_WAIVED || is_mended_elsewhere(of) || since);
}

static bool action_is_done(const struct nonconformance_case *of, enum action action)
{
    switch (action) {
    case ACTION_COMPONENT_REPLACED:
        return is_replaced(of);
    case ACTION_EVIDENCE_RENEWED:
        return !of->fallen;
    case ACTION_COMPONENT_SCRAPPED:
    case ACTION_COMPONENT_RETURNED: /* of a part with two faults that were decided in both ways, either does */
        return of->part_state == COMPONENT_SCRAPPED || of->part_state == COMPONENT_RETURNED || came_back(of);
    case ACTION_COUNTERSIGNED:
        return of->nonconformance->countersigned != ABSENT_INTEGER;
    case ACTION_OPERATION_PASSED: /* asked of each operation */
    case ACTION_UNIT_SCRAPPED:    /* asked of units that are not */
    case ACTION_ABSENT:
        break;
    }
    return false;
}

struct actions {
    const struct nonconformance_case *of;
    struct required_action *items;
    size_t count;
};

static void demand(struct actions *actions, enum action action, const char *operation, bool done)
{
    actions->items[actions->count++] = (struct required_action){
        .action = (int)action, .operation = operation, .done = done || actions->of->unit_state == UNIT_SCRAPPED};
}

static void demand_done(struct actions *actions, enum action action)
{
    demand(actions, action, NULL, action_is_done(actions->of, action));
}

static bool is_reworked(const struct nonconformance_case *of, const char *operation)
{
    for (size_t i = 0; i < of->reworked.count; i++)
        if (!strcmp(of->reworked.items[i].operation, operation))
            return true;
    return false;
}

/* What is to be done again fell with the decision, unless it was still to be passed. */
static void demand_passed(struct actions *actions)
{
    const struct nonconformance_case *of = actions->of;
    if (of->operation && !is_reworked(of, of->operation->operation))
        demand(actions, ACTION_OPERATION_PASSED, of->operation->operation, is_passed(of));
    for (size_t i = 0; i < of->reworked.count; i++)
        demand(actions, ACTION_OPERATION_PASSED, of->reworked.items[i].operation,
               operation_is_done(of->reworked.items[i].state));
}

size_t nonconformance_actions(const struct nonconformance_case *of, struct required_action ret[static ACTIONS_MAX])
{
    struct actions actions = {.of = of, .items = ret};
    bool at_position = of->nonconformance->position;
    bool nothing_there = at_position && !of->part;
    switch ((enum disposition)of->nonconformance->disposition) {
    case DISPOSITION_USE_AS_IS:
        demand_done(&actions, ACTION_COUNTERSIGNED);
        break;
    case DISPOSITION_REPAIR:
        if (at_position)
            demand_done(&actions, ACTION_COMPONENT_REPLACED);
        demand_done(&actions, ACTION_EVIDENCE_RENEWED);
        demand_passed(&actions);
        break;
    case DISPOSITION_REWORK:
    case DISPOSITION_FALSE_FAIL:
        demand_passed(&actions);
        break;
    case DISPOSITION_SCRAP:
        demand_done(&actions, nothing_there ? ACTION_COMPONENT_REPLACED
                              : at_position ? ACTION_COMPONENT_SCRAPPED
                                            : ACTION_UNIT_SCRAPPED);
        break;
    case DISPOSITION_RETURN:
        demand_done(&actions, nothing_there ? ACTION_COMPONENT_REPLACED : ACTION_COMPONENT_RETURNED);
        break;
    case DISPOSITION_ABSENT:
        break;
    }
    return actions.count;
}
