/* What may speak against going on with a unit: holds, a part that goes in, and whoever signs. */
#include "walk_spoil.h"

bool hold_unit(struct spoilt *spoilt)
{
    spoilt->snapshot.unit_held = true;
    return true;
}

bool hold_order(struct spoilt *spoilt)
{
    spoilt->snapshot.order_held = true;
    return true;
}

bool hold_around(struct spoilt *spoilt)
{
    struct outer_unit *outer = spoil_outer(spoilt);
    if (!outer)
        return false;
    size_t at = spoil_any(spoilt, spoilt->snapshot.outer.count);
    if (spoil_any(spoilt, 2))
        outer[at].unit_held = true;
    else
        outer[at].order_held = true;
    return true;
}

bool hold_part(struct spoilt *spoilt)
{
    spoil_hold(spoilt, &spoilt->snapshot.holds, SELECTOR(.part_number = spoilt->part->part_number));
    return true;
}

/* By what nobody says of it. */
bool hold_some_parts(struct spoilt *spoilt)
{
    if (spoilt->snapshot.component_unit)
        return false;
    spoil_hold(spoilt, &spoilt->snapshot.holds, SELECTOR(.part_number = spoilt->part->part_number, .country = "JP"));
    return true;
}

bool hold_component(struct spoilt *spoilt)
{
    const struct unit *unit = spoilt->snapshot.component_unit;
    if (unit)
        spoil_hold(spoilt, &spoilt->snapshot.component_unit_lying, SELECTOR(.order = unit->order));
    return unit;
}

bool hold_inside_component(struct spoilt *spoilt)
{
    if (spoilt->snapshot.component_unit)
        spoil_hold(spoilt, &spoilt->snapshot.component_unit_matched, SELECTOR(.lot = "L9"));
    return spoilt->snapshot.component_unit;
}

bool fill_before(struct spoilt *spoilt)
{
    static const struct installation THERE = {.position = "there", .part_number = "THERE"};
    spoilt->snapshot.occupant = &THERE;
    return true;
}

static bool set_component(struct spoilt *spoilt, enum component_state state)
{
    const struct component_installed *part = spoilt->part;
    const struct component component = {part->part_number, part->serial, state, 1};
    if (part->serial)
        spoilt->snapshot.component = spoil_copy(spoilt, &component, sizeof component);
    return part->serial;
}

bool install_elsewhere(struct spoilt *spoilt)
{
    return set_component(spoilt, COMPONENT_INSTALLED);
}

bool scrap_component(struct spoilt *spoilt)
{
    return set_component(spoilt, COMPONENT_SCRAPPED);
}

bool return_component(struct spoilt *spoilt)
{
    return set_component(spoilt, COMPONENT_RETURNED);
}

static struct unit *own_component_unit(struct spoilt *spoilt)
{
    struct snapshot *snapshot = &spoilt->snapshot;
    struct unit *own = snapshot->component_unit ? spoil_copy(spoilt, snapshot->component_unit, sizeof *own) : NULL;
    snapshot->component_unit = own;
    return own;
}

bool unfinish_component(struct spoilt *spoilt)
{
    static const enum unit_state STATES[] = {UNIT_QUEUED, UNIT_IN_PROCESS, UNIT_IN_REPAIR, UNIT_SHIPPED, UNIT_SCRAPPED};
    struct unit *unit = own_component_unit(spoilt);
    if (unit)
        unit->state = STATES[spoil_any(spoilt, sizeof STATES / sizeof *STATES)];
    return unit;
}

bool contain_component(struct spoilt *spoilt)
{
    struct unit *unit = own_component_unit(spoilt);
    if (unit)
        unit->installed_in = 1;
    return unit;
}

bool condemn_component(struct spoilt *spoilt)
{
    static const struct finding FOUND = {.nonconformance_id = 1, .state = NONCONFORMANCE_OPEN};
    spoilt->snapshot.component_findings.items = spoil_copy(spoilt, &FOUND, sizeof FOUND);
    spoilt->snapshot.component_findings.count = 1;
    return spoilt->part->serial;
}

bool condemn_component_unit(struct spoilt *spoilt)
{
    spoilt->snapshot.component_unit_unclosed = 1;
    return spoilt->snapshot.component_unit;
}

static bool is_independent(const struct spoilt *spoilt)
{
    const struct snapshot *snapshot = &spoilt->snapshot;
    return snapshot->product->operations.items[snapshot->operation].definition->sign_off == SIGN_OFF_INDEPENDENT;
}

bool sign_what_one_built(struct spoilt *spoilt)
{
    spoilt->snapshot.operator_built = true;
    return is_independent(spoilt);
}

bool sign_what_one_began(struct spoilt *spoilt)
{
    struct run *run = spoil_copy(spoilt, spoilt->snapshot.run, sizeof *run);
    run->operator = spoilt->subject->operator;
    spoilt->snapshot.run = run;
    return is_independent(spoilt);
}

bool sign_what_one_measured(struct spoilt *spoilt)
{
    const struct measurement own = {.operator = spoilt->subject->operator};
    spoilt->snapshot.measurements.items = spoil_copy(spoilt, &own, sizeof own);
    spoilt->snapshot.measurements.count = 1;
    return is_independent(spoilt);
}

bool sign_what_one_answered(struct spoilt *spoilt)
{
    const struct check_answer own = {.operator = spoilt->subject->operator};
    spoilt->snapshot.answers.items = spoil_copy(spoilt, &own, sizeof own);
    spoilt->snapshot.answers.count = 1;
    return is_independent(spoilt);
}
