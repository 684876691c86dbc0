/* On the random walk, what is taken back strictly last first leaves the line, after each, as it was before it. */
#include "line_nesting.h"
#include "walking.h"

#include <check.h>
#include <string.h>

/* What a line is, without what has happened on it. */
struct being {
    struct unit units[LINE_UNITS];
    struct unit_operation operations[LINE_UNITS][LINE_OPERATIONS];
    struct run_clock clocks[LINE_UNITS][LINE_OPERATIONS]; /* of the last run of each */
    int64_t filled[LINE_UNITS][LINE_POSITIONS];           /* the installation in each; 0: none */
    int orders[LINE_ORDERS];
    int components[LINE_COMPONENTS];
    int64_t unclosed[LINE_UNITS];
    size_t measurement_count, answer_count;
    int64_t measurements[LINE_ROWS], answers[LINE_ROWS]; /* by what each is voided */
};

/* This line does not keep when one was closed, so that it is not closed again. */
static int order_state(const struct order *order)
{
    return order->state == ORDER_CLOSED ? ORDER_COMPLETED : order->state;
}

static void see(struct line *line, struct being *ret)
{
    memset(ret, 0, sizeof *ret);
    memcpy(ret->units, line->units, sizeof ret->units);
    memcpy(ret->operations, line->operations, sizeof ret->operations);
    for (size_t i = 0; i < LINE_ORDERS; i++)
        ret->orders[i] = order_state(&line->orders[i]);
    for (size_t i = 0; i < line->component_count; i++)
        ret->components[i] = line->components[i].state;
    ret->measurement_count = line->measurement_count;
    for (size_t i = 0; i < line->measurement_count; i++)
        ret->measurements[i] = line->measurements[i].voided_by;
    ret->answer_count = line->answer_count;
    for (size_t i = 0; i < line->answer_count; i++)
        ret->answers[i] = line->answers[i].voided_by;
    for (size_t i = 0; i < line->unit_count; i++) {
        const struct product *product = line_product(line, &line->units[i]);
        ret->unclosed[i] = line_unclosed(line, &line->units[i]);
        for (size_t j = 0; j < product->operations.count; j++) {
            const struct run *run = line_run(line, line->operations[i][j].run_id);
            if (run)
                ret->clocks[i][j] = (struct run_clock){run->running_since, run->accumulated_us};
        }
        for (size_t j = 0; j < product->positions.count; j++) {
            const struct installation *there = line_occupant(line, &line->units[i], product->positions.items[j].name);
            ret->filled[i][j] = there ? there->installation_id : 0;
        }
    }
}

static void check_unit(struct line *line, const struct being *before, const struct being *after, size_t at,
                       const char *what)
{
    const char *serial = line->units[at].serial;
    if (before->units[at].state != after->units[at].state)
        ck_abort_msg("%s is taken back, and unit %s is %s, not %s", what, serial,
                     name_of(&UNIT_STATE_NAMES, after->units[at].state),
                     name_of(&UNIT_STATE_NAMES, before->units[at].state));
    if (before->units[at].installed_in != after->units[at].installed_in || before->unclosed[at] != after->unclosed[at])
        ck_abort_msg("%s is taken back, and unit %s is elsewhere, or has other faults", what, serial);
    for (size_t i = 0; i < LINE_OPERATIONS; i++) {
        const struct unit_operation *was = &before->operations[at][i], *is = &after->operations[at][i];
        if (was->state != is->state || was->failures != is->failures || was->run_id != is->run_id)
            ck_abort_msg("%s is taken back, and operation %s of unit %s is %s, not %s, or failed another time, or ran",
                         what, is->operation, serial, OPERATION_STATE_NAMES.words[is->state],
                         OPERATION_STATE_NAMES.words[was->state]);
        if (is->state == OPERATION_INVALIDATED && was->invalidated_by != is->invalidated_by)
            ck_abort_msg("%s is taken back, and operation %s of unit %s fell by %lld, not %lld", what, is->operation,
                         serial, (long long)is->invalidated_by, (long long)was->invalidated_by);
    }
    for (size_t i = 0; i < LINE_POSITIONS; i++)
        if (before->filled[at][i] != after->filled[at][i])
            ck_abort_msg("%s is taken back, and something else is in unit %s", what, serial);
}

/* A part that was never there is free. */
static bool is_same_component(int before, int after)
{
    return before == after || (before == COMPONENT_ABSENT && after != COMPONENT_INSTALLED);
}

static void check_records(const struct being *before, const struct being *after, const char *what)
{
    if (memcmp(before->measurements, after->measurements, before->measurement_count * sizeof *before->measurements) ||
        memcmp(before->answers, after->answers, before->answer_count * sizeof *before->answers))
        ck_abort_msg("%s is taken back, and not everything counts that was measured and answered before", what);
}

/* Of a run that was paused, went on or was given up by a slip no minute is lost, and none invented. */
static void check_clock(struct line *line, const struct being *before, const struct being *after,
                        const struct entry *slip)
{
    const struct run *run = line_run_at(line, slip);
    const size_t unit = (size_t)run->unit_id - 1;
    const size_t operation = (size_t)product_operation(line_product(line, &line->units[unit]), run->operation);
    const struct run_clock *was = &before->clocks[unit][operation], *is = &after->clocks[unit][operation];
    if (was->running_since != is->running_since || was->accumulated_us != is->accumulated_us)
        ck_abort_msg("%s is taken back, and operation %s of unit %s has another time", ENTRY_TYPES[slip->kind].name,
                     run->operation, line->units[unit].serial);
}

static void check_same(struct line *line, const struct being *before, const struct being *after, const char *what)
{
    for (size_t i = 0; i < line->unit_count; i++)
        check_unit(line, before, after, i, what);
    for (size_t i = 0; i < LINE_ORDERS; i++)
        if (before->orders[i] != after->orders[i])
            ck_abort_msg("%s is taken back, and order %s is %s, not %s", what, line->orders[i].order,
                         name_of(&ORDER_STATE_NAMES, after->orders[i]), name_of(&ORDER_STATE_NAMES, before->orders[i]));
    for (size_t i = 0; i < line->component_count; i++)
        if (!is_same_component(before->components[i], after->components[i]))
            ck_abort_msg("%s is taken back, and part %s is not what it was", what, line->components[i].serial);
    check_records(before, after, what);
}

static bool may_be_taken_back(enum entry_kind kind)
{
    static const enum entry_kind KINDS[] = {
        ENTRY_OPERATION_STARTED, ENTRY_OPERATION_PAUSED,    ENTRY_OPERATION_RESUMED, ENTRY_OPERATION_COMPLETED,
        ENTRY_OPERATION_ABORTED, ENTRY_COMPONENT_INSTALLED, ENTRY_COMPONENT_REMOVED, ENTRY_MEASUREMENT_RECORDED,
        ENTRY_CHECK_RECORDED,    ENTRY_UNIT_SIGNED,         ENTRY_DEFECT_REPORTED,   ENTRY_COMPONENT_RECEIVED,
        ENTRY_UNIT_SCRAPPED};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (KINDS[i] == kind)
            return true;
    return false;
}

/* Whether what was entered after so many entries is one event that may be taken back, and what follows it by itself. */
static bool is_one_event(const struct line *line, size_t at)
{
    if (at == line->entry_count || !may_be_taken_back(line->entries[at].kind))
        return false;
    for (size_t i = at + 1; i < line->entry_count; i++)
        if (line->entries[i].kind < ENTRY_POSTED_COUNT)
            return false;
    return true;
}

/* By quality; NULL, or the first of the reasons why not. */
static const char *correct(struct walk *walk, size_t at)
{
    struct line *line = walk->line;
    const struct event_corrected data = {.event = line_id((int64_t)at + 1), .reason = "slip"};
    struct reasons reasons = {.arena = walk->arena};
    line->principal.role = ROLE_QUALITY;
    enum fault fault = line_post(line, ENTRY_EVENT_CORRECTED, &data, &reasons);
    line->principal.role = ROLE_STATION;
    walk_check(line);
    return fault ? reasons.items[0].detail : NULL;
}

/* Which nothing stands in the way of: there is nothing later. */
static void take_back(struct walk *walk, size_t at, const struct being *before)
{
    static struct being after;
    struct line *line = walk->line;
    const enum entry_kind kind = line->entries[at].kind;
    const char *why_not = correct(walk, at);
    if (why_not)
        ck_abort_msg("%s, the last of all, is not taken back: %s", ENTRY_TYPES[kind].name, why_not);
    see(line, &after);
    check_same(line, before, &after, ENTRY_TYPES[kind].name);
    if (kind == ENTRY_OPERATION_PAUSED || kind == ENTRY_OPERATION_RESUMED || kind == ENTRY_OPERATION_ABORTED)
        check_clock(line, before, &after, &line->entries[at]);
    walk->slips[kind]++;
}

/* Mostly one unit, with all that is in it and around it: what is done to others has nothing to do with it. */
static void choose_family(struct walk *walk)
{
    struct line *line = walk->line;
    const int64_t outermost = line_outermost(line, choose_unit(walk)->unit_id);
    for (size_t i = 0; i < line->unit_count; i++)
        if (line_outermost(line, line->units[i].unit_id) == outermost)
            walk->family[walk->family_count++] = &line->units[i];
}

void slip(struct walk *walk, void (*step)(struct walk *walk))
{
    enum { SLIPS_MAX = 10 };
    static struct being before[SLIPS_MAX];
    size_t at[SLIPS_MAX], count = 0;
    if (chance(walk, 70))
        choose_family(walk);
    for (size_t left = 1 + random_below(walk, SLIPS_MAX); left > 0; left--) {
        at[count] = walk->line->entry_count;
        see(walk->line, &before[count]);
        step(walk);
        if (is_one_event(walk->line, at[count]))
            count++;
        else if (walk->line->entry_count > at[count])
            count = 0; /* what comes before it stays */
    }
    walk->family_count = 0;
    while (count-- > 0)
        take_back(walk, at[count], &before[count]);
}

/* Nothing is passed that depends on a position which is empty and comes before it. */
static void check_passed(struct line *line, const struct unit *unit)
{
    const struct product *product = line_product(line, unit);
    for (size_t i = 0; i < product->operations.count; i++)
        for (size_t j = 0; j < product->positions.count; j++) {
            const int fills = product->positions.items[j].operation;
            const bool before = fills == (int)i || bit_is_set(&product->operations.items[i].before, (size_t)fills);
            if (before && product->positions.items[j].line->tracking != TRACKING_NONE &&
                line->operations[unit->unit_id - 1][i].state == OPERATION_PASSED &&
                operation_depends(product, (int)i, (int)j, NULL) &&
                !line_occupant(line, unit, product->positions.items[j].name))
                ck_abort_msg("operation %s of unit %s is passed without what is in %s",
                             product->operations.items[i].definition->operation, unit->serial,
                             product->positions.items[j].name);
        }
}

void mix_up(struct walk *walk)
{
    enum { PARTS_MAX = 4 };
    static struct being before, after;
    struct line *line = walk->line;
    size_t at[PARTS_MAX], count = 0;
    choose_family(walk);
    see(line, &before);
    for (size_t i = 0; i < PARTS_MAX; i++) {
        at[count] = line->entry_count;
        take_out_of(walk, choose_unit(walk));
        count += is_one_event(line, at[count]);
    }
    walk->mixed += count > 1;
    walk->family_count = 0;
    while (count > 0) {
        size_t which = random_below(walk, count);
        if (correct(walk, at[which])) { /* what holds it came out after it */
            const char *why_not = correct(walk, at[which = count - 1]);
            if (why_not)
                ck_abort_msg("the last that was taken out does not go back: %s", why_not);
        }
        memmove(&at[which], &at[which + 1], (count - which - 1) * sizeof *at);
        count--;
        for (size_t i = 0; i < line->unit_count; i++)
            if (line->units[i].state != UNIT_SCRAPPED) /* out of which nothing falls */
                check_passed(line, &line->units[i]);
    }
    see(line, &after);
    check_same(line, &before, &after, "all that was taken out");
}
