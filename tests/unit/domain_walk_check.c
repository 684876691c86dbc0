/* The invariants of the random walk. */
#include "line_nesting.h"
#include "walk.h"

#include <check.h>
#include <string.h>

static bool is_there(const struct installation *row)
{
    return row->removed == ABSENT_INTEGER && !row->voided;
}

static bool same(const char *a, const char *b)
{
    return a && b && !strcmp(a, b);
}

/* Around a unit that is not completed nothing is completed, nor proven or being proven of what is inside. */
static void check_around(struct line *line, const struct unit *unit, const char *position, const struct unit *child)
{
    const struct product *product = line_product(line, unit);
    int at = product_position(product, position);
    if (child->state == UNIT_COMPLETED)
        return;
    MUST(unit->state != UNIT_COMPLETED && unit->state != UNIT_SHIPPED);
    for (size_t i = 0; i < product->operations.count; i++) {
        int state = line->operations[unit->unit_id - 1][i].state;
        bool depends = bit_is_set(&product->operations.items[i].invalidated_inside, (size_t)at);
        if (depends && (state == OPERATION_PASSED || operation_is_open(state)))
            ck_abort_msg("operation %s of %s stands on %s, which is not completed",
                         product->operations.items[i].definition->operation, unit->serial, child->serial);
    }
}

/* What quality decides must be done on a tray is not done in place: it waits there to be taken out. */
static bool was_sent_back(struct line *line, const struct unit *unit)
{
    for (size_t i = 0; i < line->waiver_count; i++)
        if (line->waivers[i].unit_id == unit->unit_id && line->waivers[i].state == WAIVER_REVOKED)
            return true;
    for (size_t i = 0; i < line->nonconformance_count; i++)
        if (line->nonconformances[i].unit_id == unit->unit_id && line->nonconformances[i].reopened_at != ABSENT_INTEGER)
            return true;
    return false;
}

static void check_parts(struct line *line)
{
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        if (!is_there(row))
            continue;
        for (size_t j = 0; j < i; j++) {
            const struct installation *other = &line->installations[j];
            if (!is_there(other))
                continue;
            if (!(other->unit_id != row->unit_id || !same(other->position, row->position)))
                ck_abort_msg("position %s is filled twice", row->position);
            if (!(!same(other->serial, row->serial) || !same(other->part_number, row->part_number)))
                ck_abort_msg("%s is in two places", row->serial);
        }
        if (row->serial)
            MUST(line_component(line, row->part_number, row->serial)->state == COMPONENT_INSTALLED);
        if (row->child_unit_id == ABSENT_INTEGER)
            continue;
        const struct unit *child = &line->units[row->child_unit_id - 1];
        MUST(child->state == UNIT_COMPLETED || !strcmp(child->part_number, "NODE") ||
             !strcmp(child->part_number, "RACK") || was_sent_back(line, child));
        MUST(child->installed_in == row->unit_id);
        check_around(line, &line->units[row->unit_id - 1], row->position, child);
    }
}

static void check_stations(struct line *line)
{
    int64_t power_w = 0;
    for (size_t i = 0; i < line->run_count; i++) {
        const struct run *run = &line->runs[i];
        if (run->ended != ABSENT_INTEGER)
            continue;
        power_w += run->power_w;
        for (size_t j = 0; j < i; j++) {
            const struct run *other = &line->runs[j];
            if (other->ended != ABSENT_INTEGER ||
                line_outermost(line, other->unit_id) == line_outermost(line, run->unit_id))
                continue;
            if (!(!same(run->bay, other->bay)))
                ck_abort_msg("two units in bay %s", run->bay);
            if (!(run->bay || !same(run->station, other->station)))
                ck_abort_msg("two units at %s", run->station);
        }
    }
    MUST(power_w <= 2500); /* of B1, where alone power is taken */
}

/* What is signed off has all that came before it. */
static void check_concluded(struct line *line, const struct unit *unit)
{
    const struct product *product = line_product(line, unit);
    const struct unit_operation *rows = line->operations[unit->unit_id - 1];
    for (size_t i = 0; i < product->operations.count; i++)
        for (size_t j = 0; j < product->operations.count && rows[i].state == OPERATION_PASSED &&
                           operation_concludes(product->operations.items[i].definition);
             j++)
            if (bit_is_set(&product->operations.items[i].before, j) && !operation_is_done(rows[j].state))
                ck_abort_msg("%s of %s is signed off, and %s before it is not done", rows[i].operation, unit->serial,
                             product->operations.items[j].definition->operation);
}

static bool is_in_review(struct line *line, const struct unit *unit, const char *operation)
{
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        if (row->unit_id == unit->unit_id && row->state == NONCONFORMANCE_OPEN && row->material_review &&
            same(row->operation, operation))
            return true;
    }
    return false;
}

/* What is left to be done on a unit can be: an operation whose attempts are spent waits for quality, who decides. */
static void check_way_on(struct line *line, const struct unit *unit)
{
    const struct product *product = line_product(line, unit);
    const struct unit_operation *rows = line->operations[unit->unit_id - 1];
    for (size_t i = 0; i < product->operations.count; i++)
        if (operation_standing(product, rows, (int)i) == OPERATION_FAILED &&
            !is_in_review(line, unit, rows[i].operation))
            ck_abort_msg("nobody gives operation %s of %s its attempts again", rows[i].operation, unit->serial);
}

/* An order is over when all of its units are. */
static void check_orders(struct line *line)
{
    for (size_t i = 0; i < line->unit_count; i++) {
        int state = line_order(line, line->units[i].order)->state;
        if (unit_is_unfinished(line->units[i].state) && (state == ORDER_COMPLETED || state == ORDER_CLOSED))
            ck_abort_msg("order %s is %s, and unit %s is not finished", line->units[i].order,
                         name_of(&ORDER_STATE_NAMES, state), line->units[i].serial);
    }
}

/* A part comes out and another goes in whenever it is to, which `replaced` says of the one it is about; what has passed
 * after that is not passed again, and what is gone does not go. */
static bool may_be_done(struct line *line, const struct nonconformance_case *of, bool replaced,
                        const struct required_action *action)
{
    const struct unit *unit = &line->units[of->nonconformance->unit_id - 1];
    if (action->action == ACTION_OPERATION_PASSED)
        return !replaced || !operation_is_done(line_operation(line, unit->serial, action->operation)->state);
    bool goes = action->action == ACTION_COMPONENT_SCRAPPED || action->action == ACTION_COMPONENT_RETURNED;
    return !goes || of->part_state == COMPONENT_INSTALLED || of->part_state == COMPONENT_AVAILABLE;
}

/* What a decision demands can be done as long as it is not, so that every fault that is decided on can be closed. */
static void check_decided(struct line *line)
{
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *row = &line->nonconformances[i];
        struct required_action actions[ACTIONS_MAX];
        if (row->state != NONCONFORMANCE_DISPOSED)
            continue;
        const struct nonconformance_case of = line_case(line, row);
        const size_t count = nonconformance_actions(&of, actions);
        const bool replaced = !count || actions[0].action != ACTION_COMPONENT_REPLACED || actions[0].done;
        for (size_t k = 0; k < count; k++)
            if (!actions[k].done && !may_be_done(line, &of, replaced, &actions[k]))
                ck_abort_msg("fault %lld demands %s %s, which nobody can do", (long long)row->nonconformance_id,
                             name_of(&ACTION_NAMES, actions[k].action),
                             actions[k].operation ? actions[k].operation : row->position);
    }
}

void walk_check(struct line *line)
{
    check_orders(line);
    check_decided(line);
    check_parts(line);
    check_stations(line);
    walk_check_order(line);
    for (size_t i = 0; i < line->unit_count; i++) {
        check_concluded(line, &line->units[i]);
        check_way_on(line, &line->units[i]);
    }
    for (size_t i = 0; i < line->unit_count; i++)
        if (line->units[i].state == UNIT_COMPLETED || line->units[i].state == UNIT_SHIPPED)
            for (size_t j = 0; j < line_product(line, &line->units[i])->operations.count; j++)
                MUST(operation_is_done(line->operations[i][j].state));
}

static void check_filled(struct line *line, const struct unit *unit, const struct position *position)
{
    if (!line_occupant(line, unit, position->name) && position->line->tracking != TRACKING_NONE)
        ck_abort_msg("unit %s has nothing in %s", unit->serial, position->name);
}

/* What a revision approves no more does not stay in a unit that is done. */
static void check_approved(struct line *line, const struct unit *unit)
{
    const struct product *product = line_product(line, unit);
    for (size_t i = 0; i < product->positions.count; i++) {
        const struct installation *part = line_occupant(line, unit, product->positions.items[i].name);
        MUST(!part || part->unapproved_by == ABSENT_INTEGER);
    }
}

/* Whatever was waived: something was done, everything is in it, nothing is undecided, and who signs off has signed. One
 * that is completed `again` by a correction was so before, and what was found on it stays what it is. */
static void check_completed(struct line *line, const struct unit *unit, bool again)
{
    const struct product *product = line_product(line, unit);
    bool begun = false;
    check_approved(line, unit);
    for (size_t i = 0; i < product->positions.count; i++)
        check_filled(line, unit, &product->positions.items[i]);
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct unit_operation *row = &line->operations[unit->unit_id - 1][i];
        if (row->state == OPERATION_WAIVED)
            MUST(product->operations.items[i].definition->sign_off != SIGN_OFF_INDEPENDENT);
        begun = begun || row->run_id != ABSENT_INTEGER;
    }
    MUST(begun);
    for (size_t i = 0; i < line->nonconformance_count && !again; i++)
        MUST(line->nonconformances[i].unit_id != unit->unit_id ||
             line->nonconformances[i].state != NONCONFORMANCE_OPEN);
}

void walk_check_completed(struct line *line, const struct decision *decision)
{
    for (size_t i = 0; i < decision->count; i++)
        if (decision->entries[i].kind == ENTRY_UNIT_COMPLETED)
            check_completed(line, line_unit(line, ((const struct unit_named *)decision->entries[i].data)->unit),
                            decision->entries[0].kind == ENTRY_EVENT_CORRECTED);
}

/* Two people decided, on a unit with nothing undecided, and not about what must be there whoever decides. */
void walk_check_waived(struct line *line, const struct waiver *waiver)
{
    const struct unit *unit = &line->units[waiver->unit_id - 1];
    const struct product *product = line_product(line, unit);
    const struct operation *operation = &product->operations.items[product_operation(product, waiver->operation)];
    MUST(!same(waiver->requested_by, line->principal.token));
    MUST(operation->definition->sign_off != SIGN_OFF_INDEPENDENT);
    for (size_t i = 0; i < operation->fills.count; i++)
        check_filled(line, unit, &product->positions.items[operation->fills.items[i]]);
    for (size_t i = 0; i < line->nonconformance_count; i++)
        MUST(line->nonconformances[i].unit_id != unit->unit_id ||
             line->nonconformances[i].state != NONCONFORMANCE_OPEN);
}

/* By the definition's own words, one predecessor at a time. */
static void check_predecessors(struct line *line, const struct unit *unit, const char *operation)
{
    const struct product *product = line_product(line, unit);
    const struct operation_definition *definition =
        product->operations.items[product_operation(product, operation)].definition;
    for (size_t i = 0; i < definition->after.count; i++) {
        int state = line_operation(line, unit->serial, definition->after.items[i])->state;
        if (!(state == OPERATION_PASSED || state == OPERATION_WAIVED))
            ck_abort_msg("%s goes on before %s", operation, definition->after.items[i]);
        check_predecessors(line, unit, definition->after.items[i]);
    }
}

/* What was found on the part of an installation, wherever that part was then. */
static bool is_found_on(struct line *line, const struct nonconformance *found, const char *part_number,
                        const char *serial)
{
    for (size_t i = 0; i < line->installation_count; i++) {
        const struct installation *row = &line->installations[i];
        if (row->installation_id == found->installation_id)
            return same(row->part_number, part_number) && same(row->serial, serial);
    }
    return false;
}

/* It was to be returned or mended, and came back from its supplier since. */
static bool is_settled(struct line *line, const struct nonconformance *found, const char *part_number, const char *serial)
{
    const bool mended = found->disposition == DISPOSITION_REWORK || found->disposition == DISPOSITION_REPAIR;
    return (mended || found->disposition == DISPOSITION_RETURN) && came_back(line, part_number, serial, found->disposed_at);
}

/* Nothing goes in that a fault speaks against, but back to where it is being mended. */
static void check_not_condemned(struct line *line, const struct unit *unit, const struct component_installed *data)
{
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *found = &line->nonconformances[i];
        bool gone = found->disposition == DISPOSITION_SCRAP || found->disposition == DISPOSITION_RETURN;
        bool stands = found->state == NONCONFORMANCE_OPEN || found->state == NONCONFORMANCE_DISPOSED;
        bool there = found->state == NONCONFORMANCE_DISPOSED && found->unit_id == unit->unit_id &&
                     same(found->position, data->position);
        if ((gone || (stands && !there)) && found->state != NONCONFORMANCE_VOIDED &&
            is_found_on(line, found, data->part_number, data->serial) &&
            !is_settled(line, found, data->part_number, data->serial))
            ck_abort_msg("%s goes into %s, and nonconformance %lld speaks against it", data->serial, unit->serial,
                         (long long)found->nonconformance_id);
    }
}

/* Nor leaves what is to be thrown away or returned. */
static void check_good(struct line *line, const struct installation *there)
{
    for (size_t i = 0; i < line->nonconformance_count; i++) {
        const struct nonconformance *found = &line->nonconformances[i];
        if ((found->disposition == DISPOSITION_SCRAP || found->disposition == DISPOSITION_RETURN) &&
            found->state != NONCONFORMANCE_VOIDED && is_found_on(line, found, there->part_number, there->serial) &&
            !is_settled(line, found, there->part_number, there->serial))
            ck_abort_msg("%s leaves, and nonconformance %lld speaks against it", there->serial,
                         (long long)found->nonconformance_id);
    }
}

static int64_t check_shipped(struct line *line, const struct unit *unit);

/* The youngest part in a position, at any depth; what is inside it leaves with it. */
static int64_t youngest_in(struct line *line, const struct installation *there)
{
    check_good(line, there);
    int64_t inside =
        there->child_unit_id == ABSENT_INTEGER ? 0 : check_shipped(line, &line->units[there->child_unit_id - 1]);
    return inside > there->installation_id ? inside : there->installation_id;
}

/* A unit leaves complete, with all that is inside it, and with evidence that is younger than every part it is evidence
 * of. The youngest part. */
static int64_t check_shipped(struct line *line, const struct unit *unit)
{
    const struct product *product = line_product(line, unit);
    int64_t youngest = 0;
    MUST(unit->state == UNIT_COMPLETED);
    for (size_t i = 0; i < line->nonconformance_count; i++)
        MUST(line->nonconformances[i].unit_id != unit->unit_id ||
             line->nonconformances[i].state == NONCONFORMANCE_CLOSED ||
             line->nonconformances[i].state == NONCONFORMANCE_VOIDED);
    for (size_t i = 0; i < product->positions.count; i++) {
        const struct position *position = &product->positions.items[i];
        const struct installation *there = line_occupant(line, unit, position->name);
        check_filled(line, unit, position);
        int64_t age = there ? youngest_in(line, there) : 0;
        if (age > youngest)
            youngest = age;
    }
    for (size_t i = 0; i < product->operations.count; i++) {
        const struct unit_operation *row = &line->operations[unit->unit_id - 1][i];
        if (row->state == OPERATION_WAIVED)
            continue;
        MUST(row->state == OPERATION_PASSED);
        const struct run *run = line_run(line, row->run_id);
        MUST(run->state == RUN_PASSED);
        if (operation_proves(product->operations.items[i].definition) ||
            operation_concludes(product->operations.items[i].definition))
            if (!(run->run_id > youngest))
                ck_abort_msg("%s is older than a part", row->operation);
        if (!strcmp(row->operation, "040") && run->run_id < line->revised_by[unit->unit_id - 1])
            ck_abort_msg("%s asked for something else then", row->operation);
    }
    check_approved(line, unit);
    return youngest;
}

/* No minute is lost, and none invented. */
static void check_burnt_in(struct line *line, const struct unit *unit, const struct result_completed *result)
{
    const struct run *run = line_run(line, line_operation(line, unit->serial, "050")->run_id);
    MUST(result->accumulated_us >= 2 * US_PER_HOUR);
    MUST(result->accumulated_us <= line->now_us - run->started);
}

/* Nothing but its parts comes out of scrap, and none to be used again without quality. */
static void check_salvaged(struct line *line, enum entry_kind kind, const void *data, const struct decision *decision)
{
    const struct component_removed *removed = data;
    MUST(kind == ENTRY_COMPONENT_REMOVED);
    const struct result_removed *result = decision->entries[0].result;
    int removal = result->removal ? result->removal : removed->removal;
    MUST(removal == REMOVAL_SCRAP || removal == REMOVAL_RETURN || line->principal.role == ROLE_QUALITY);
    MUST(decision->count == 1 || decision->entries[1].kind == ENTRY_ORDER_COMPLETED); /* of a unit thrown away */
    MUST(result->invalidated.count == 0);
}

static void check_signed(struct line *line, const struct unit *unit, const struct subject *subject)
{
    int64_t run_id = line_operation(line, unit->serial, subject->operation)->run_id;
    MUST(!same(line_run(line, run_id)->operator, subject->operator));
    for (size_t i = 0; i < line->measurement_count; i++)
        MUST(line->measurements[i].run_id != run_id || !same(line->measurements[i].operator, subject->operator));
}

static bool is_held(struct line *line, const struct unit *unit)
{
    return line->unit_held[unit->unit_id - 1] || line->order_held[line_order(line, unit->order) - line->orders];
}

void walk_check_accepted(struct line *line, enum entry_kind kind, const void *data, const struct decision *decision)
{
    const struct subject *subject = event_subject(kind, data);
    if (!subject)
        return;
    const struct unit *unit = line_unit(line, subject->unit);
    MUST(unit->state != UNIT_SHIPPED);
    if (unit->state == UNIT_SCRAPPED)
        check_salvaged(line, kind, data, decision);
    if (kind == ENTRY_OPERATION_STARTED || kind == ENTRY_OPERATION_RESUMED) {
        check_predecessors(line, unit, subject->operation);
        MUST(!is_held(line, unit));
    }
    if (kind == ENTRY_COMPONENT_INSTALLED)
        check_not_condemned(line, unit, data);
    if (kind == ENTRY_UNIT_SHIPPED) {
        MUST(!is_held(line, unit));
        check_shipped(line, unit);
    }
    if (kind == ENTRY_UNIT_SIGNED)
        check_signed(line, unit, subject);
    const struct result_completed *completed = decision->entries[0].result;
    if (kind == ENTRY_OPERATION_COMPLETED && completed->verdict == VERDICT_PASSED)
        check_predecessors(line, unit, subject->operation);
    if (kind == ENTRY_OPERATION_COMPLETED && completed->verdict == VERDICT_PASSED && same(subject->operation, "050"))
        check_burnt_in(line, unit, completed);
}
