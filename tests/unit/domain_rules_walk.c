/* A quarter of a million random events and more, sensible and senseless: no sequence of them fills a position twice,
 * installs one serial in two places, ships an unfinished unit, or skips a predecessor. */
#include "suite.h"
#include "walking.h"

#include <string.h>

enum { EPISODES_LEAST = 100, EPISODES_MOST = 3000, STEPS = 2500 };

/* Marsaglia, "Xorshift RNGs", 2003. */
uint64_t random_below(struct walk *walk, uint64_t limit)
{
    walk->seed ^= walk->seed << 13;
    walk->seed ^= walk->seed >> 7;
    walk->seed ^= walk->seed << 17;
    return walk->seed % limit;
}

bool chance(struct walk *walk, uint64_t percent)
{
    return random_below(walk, 100) < percent;
}

/* Mostly an operation that runs or may run. */
static int choose_operation(struct walk *walk, const struct unit *unit)
{
    const struct product *product = line_product(walk->line, unit);
    int count = (int)product->operations.count, first = (int)random_below(walk, (uint64_t)count);
    if (chance(walk, 10))
        return first;
    for (int i = 0; i < count; i++) {
        int index = (first + i) % count;
        enum operation_state standing = operation_standing(product, walk->line->operations[unit->unit_id - 1], index);
        if (standing == OPERATION_READY || standing == OPERATION_RUNNING || standing == OPERATION_PAUSED)
            return index;
    }
    return first;
}

static void choose_station(struct walk *walk, const struct aim *aim)
{
    const struct unit_operation *row = line_operation(walk->line, aim->unit->serial, aim->number);
    const struct run *run = row->run_id == ABSENT_INTEGER ? NULL : line_run(walk->line, row->run_id);
    bool in_place =
        aim->unit->installed_in != ABSENT_INTEGER && operation_runs_in_place(aim->operation->definition, NULL);
    const char *type = in_place ? "test" : aim->operation->definition->station_type;
    if (chance(walk, 5))
        line_at(walk->line, ONE_OF(walk, "A1", "C1", "B2", NULL));
    else if (run && run->ended == ABSENT_INTEGER)
        line_at(walk->line, run->station);
    else if (!strcmp(type, "assembly"))
        line_at(walk->line, ONE_OF(walk, "A1", "A2"));
    else
        line_at(walk->line, !strcmp(type, "test") ? "C1" : !strcmp(type, "burn-in") ? "B1" : "Q1");
}

/* Mostly the first rack that is not out yet, and trays and nodes for it, so that some get that far; and now and then one
 * that is mended where it sits. */
struct unit *choose_unit(struct walk *walk)
{
    struct line *line = walk->line;
    if (walk->family_count)
        return walk->family[random_below(walk, walk->family_count)];
    const char *wanted = chance(walk, 65) ? "RACK" : chance(walk, 5) ? "POD" : chance(walk, 35) ? "TRAY" : "NODE";
    for (size_t i = 0; i < line->unit_count; i++)
        if (line->units[i].installed_in != ABSENT_INTEGER && unit_is_unfinished(line->units[i].state) &&
            chance(walk, 5))
            return &line->units[i];
    int gone = !strcmp(wanted, "RACK") || !strcmp(wanted, "POD") ? UNIT_SHIPPED : UNIT_COMPLETED;
    for (size_t i = 0; chance(walk, 80) && i < line->unit_count; i++)
        if (!strcmp(line->units[i].part_number, wanted) && line->units[i].state < gone)
            return &line->units[i];
    return &line->units[random_below(walk, line->unit_count)];
}

static struct aim choose(struct walk *walk)
{
    struct unit *unit = choose_unit(walk);
    struct aim aim = {.unit = unit};
    aim.operation = &line_product(walk->line, unit)->operations.items[choose_operation(walk, unit)];
    aim.number = aim.operation->definition->operation;
    bool audit = !strcmp(aim.number, "060");
    aim.badge = chance(walk, 5) ? ONE_OF(walk, "tom", "old", "exp", "zoe", NULL) : audit ? "eve" : "ann";
    choose_station(walk, &aim);
    return aim;
}

/* Orders that had been closed or completed. */
static void count_reopened(struct walk *walk, const struct decision *decision)
{
    for (size_t i = 0; i < decision->count; i++)
        walk->reopened += decision->entries[i].kind == ENTRY_ORDER_REOPENED;
}

enum fault post(struct walk *walk, enum entry_kind kind, const void *data)
{
    struct reasons reasons = {.arena = walk->arena};
    struct snapshot snapshot;
    struct decision decision;
    line_snapshot(walk->line, kind, data, walk->arena, &snapshot);
    const struct unit *scrap = snapshot.unit && snapshot.unit->state == UNIT_SCRAPPED ? snapshot.unit : NULL;
    enum fault fault = EVENT_RULES[kind].rule(&snapshot, data, &decision, &reasons);
    MUST((fault == FAULT_REFUSED) == (reasons.found > 0));
    if (fault == NOTHING_WRONG) {
        walk_check_accepted(walk->line, kind, data, &decision);
        walk_spoil(walk, kind, data, &snapshot, &decision);
        walk_extend(walk, kind, data, &snapshot);
        line_apply(walk->line, &decision);
        walk_check(walk->line);
        walk_check_completed(walk->line, &decision);
        MUST(!scrap || scrap->state == UNIT_SCRAPPED || (snapshot.voided && snapshot.voided->kind == ENTRY_UNIT_SCRAPPED));
        walk->shipped_revised += kind == ENTRY_UNIT_SHIPPED && walk->line->revised_by[snapshot.unit->unit_id - 1] > 0;
        walk->salvaged += scrap && kind == ENTRY_COMPONENT_REMOVED;
        count_reopened(walk, &decision);
        walk->accepted[kind]++;
    } else {
        walk->refused[kind]++;
    }
    return fault;
}

static void start(struct walk *walk, const struct aim *aim)
{
    const char *bay = !strcmp(aim->number, "050") ? ONE_OF(walk, "b1", "b2", "b2", "dry", NULL) : NULL;
    const char *tool = aim->operation->definition->required_tool ? ONE_OF(walk, "w1", "w1", "w1", "w2") : NULL;
    post(walk, ENTRY_OPERATION_STARTED, &(const struct operation_started){AIM(aim), .bay = bay, .tool = tool});
}

/* Mostly one that the operation fills, and that is empty or not, as it is wanted. */
static const char *choose_position(struct walk *walk, const struct aim *aim, bool empty)
{
    const struct product *product = line_product(walk->line, aim->unit);
    size_t count = aim->operation->fills.count, first = random_below(walk, product->positions.count);
    for (size_t i = 0; chance(walk, 90) && i < count; i++) {
        const char *name = product->positions.items[aim->operation->fills.items[(first + i) % count]].name;
        if (!line_occupant(walk->line, aim->unit, name) == empty)
            return name;
    }
    return product->positions.items[first].name;
}

static void install(struct walk *walk, const struct aim *aim)
{
    struct component_installed data = {AIM(aim), .position = choose_position(walk, aim, true)};
    const struct product *product = line_product(walk->line, aim->unit);
    data.part_number = product->positions.items[product_position(product, data.position)].line->part_number;
    if (!strcmp(data.part_number, "TRAY") && chance(walk, 50)) {
        data.part_number = "NODE";
        data.serial = ONE_OF(walk, "N1", "N2", "N3");
    } else if (!strcmp(data.part_number, "RACK"))
        data.serial = ONE_OF(walk, "R1", "R2", "R3");
    else if (!strcmp(data.part_number, "TRAY"))
        data.serial = ONE_OF(walk, "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T9");
    else if (!strcmp(data.part_number, "CBL"))
        data.lot = ONE_OF(walk, "L1", "L2", "N/A", NULL);
    else if (strcmp(data.part_number, "M6"))
        data.serial = ONE_OF(walk, "1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008", "1009", "1010",
                             "1011", "1012", "NA");
    if (chance(walk, 40) && received_serial(walk->line, data.part_number))
        data.serial = received_serial(walk->line, data.part_number);
    if (!strcmp(data.part_number, "PSU"))
        data.revision = chance(walk, 95) ? "C" : "D";
    if (post(walk, ENTRY_COMPONENT_INSTALLED, &data) == NOTHING_WRONG)
        walk->back_in += came_back(walk->line, data.part_number, data.serial, 0);
}

/* Out of scrap mostly before quality's eyes. */
void take_out(struct walk *walk, const struct aim *aim)
{
    const struct component_removed data = {AIM(aim), .position = choose_position(walk, aim, false),
                                           .removal = chance(walk, 50)   ? REMOVAL_ABSENT
                                                      : chance(walk, 90) ? REMOVAL_REUSE
                                                      : chance(walk, 50) ? REMOVAL_SCRAP
                                                                         : REMOVAL_RETURN};
    if (aim->unit->state == UNIT_SCRAPPED && chance(walk, 70))
        walk->line->principal.role = ROLE_QUALITY;
    enum fault fault = post(walk, ENTRY_COMPONENT_REMOVED, &data);
    walk->line->principal.role = ROLE_STATION;
    if (fault)
        return;
    const struct result_removed *result = line_last(walk->line, ENTRY_COMPONENT_REMOVED)->result;
    walk->swaps += result->invalidated.count > 1;
    walk->inside += result->outer.count > 0;
    for (size_t i = 0; i < result->outer.count; i++)
        walk->outside += (int64_t)result->outer.items[i].invalidated.count;
}

/* Out of what is passed: what fell with one part may fall with another as well. */
void take_out_of(struct walk *walk, struct unit *unit)
{
    struct aim aim = {.unit = unit, .badge = "ann"};
    const struct product *product = line_product(walk->line, unit);
    const size_t from = random_below(walk, product->operations.count);
    for (size_t i = 0; i < product->operations.count; i++) {
        const size_t at = (from + i) % product->operations.count;
        aim.operation = &product->operations.items[at];
        aim.number = aim.operation->definition->operation;
        if (walk->line->operations[unit->unit_id - 1][at].state == OPERATION_PASSED && aim.operation->fills.count)
            break;
    }
    choose_station(walk, &aim);
    take_out(walk, &aim);
}

static void salvage(struct walk *walk)
{
    struct line *line = walk->line;
    for (size_t i = 0; i < line->unit_count; i++) {
        struct aim aim = {.unit = &line->units[i], .badge = "ann"};
        if (aim.unit->state != UNIT_SCRAPPED)
            continue;
        const struct product *product = line_product(line, aim.unit);
        aim.operation = &product->operations.items[random_below(walk, product->operations.count)];
        aim.number = aim.operation->definition->operation;
        take_out(walk, &aim);
    }
}

static void measure(struct walk *walk, const struct aim *aim)
{
    const struct operation_definition *definition = aim->operation->definition;
    if (!definition->characteristics.count)
        return;
    const struct characteristic *characteristic = &definition->characteristics.items[0];
    double good = isnan(characteristic->lower) ? 0.2 : (characteristic->lower + characteristic->upper) / 2;
    post(walk, ENTRY_MEASUREMENT_RECORDED,
         &(const struct measurement_recorded){
             AIM(aim), .characteristic = characteristic->name,
             .position = characteristic->positions ? ONE_OF(walk, "tray-1", "tray-2", "tray-1", NULL) : NULL,
             .value = chance(walk, 99) ? good : good + 100});
}

static void answer(struct walk *walk, const struct aim *aim)
{
    const struct operation_definition *definition = aim->operation->definition;
    if (!definition->checks.count)
        return;
    const struct check *check = &definition->checks.items[0];
    post(walk, ENTRY_CHECK_RECORDED,
         &(const struct check_recorded){
             AIM(aim), .check = check->name, .position = check->positions ? ONE_OF(walk, "tray-1", "tray-2") : NULL,
             .answer = check->positions ? ONE_OF(walk, "clean", "slow", "slow", "clean", "clean", "clean", "slow",
                                                 "slow", "clean", "slow", "clean", "not")
                                        : "yes"});
}

static void complete(struct walk *walk, const struct aim *aim)
{
    int declared = chance(walk, 1) ? VERDICT_FAILED : VERDICT_ABSENT;
    enum fault fault =
        post(walk, ENTRY_OPERATION_COMPLETED, &(const struct operation_completed){AIM(aim), .verdict = declared});
    walk->in_place += fault == NOTHING_WRONG && aim->unit->installed_in != ABSENT_INTEGER;
}

/* What was just posted, or the end of a run a while ago. */
static void correct(struct walk *walk)
{
    const struct line *line = walk->line;
    const bool end = chance(walk, 50);
    const uint64_t most = end ? 150 : 30, last = line->entry_count;
    if (!last)
        return;
    uint64_t at = last - random_below(walk, last < most ? last : most);
    while (end && at > 1 && line->entries[at - 1].kind != ENTRY_OPERATION_COMPLETED)
        at--;
    correct_at(walk, at);
}

/* Trays are for racks; few leave alone. */
static void ship(struct walk *walk, const struct aim *aim)
{
    if (!strcmp(aim->unit->part_number, "RACK") || chance(walk, 2))
        post(walk, ENTRY_UNIT_SHIPPED, &(const struct unit_shipped){AIM(aim)});
}

static void change_station(struct walk *walk)
{
    line_at(walk->line, ONE_OF(walk, "A1", "A2", "C1", "B1", "Q1", "X9"));
    int state = chance(walk, 90) ? STATION_PRODUCTIVE : STATION_UNSCHEDULED_DOWN;
    post(walk, ENTRY_STATION_CHANGED, &(const struct station_changed){.state = state});
}

/* By a second auditor, and now and then by the one who began it. */
static void sign(struct walk *walk, struct aim *aim, bool second)
{
    if (second)
        aim->badge = "ivy";
    post(walk, ENTRY_UNIT_SIGNED, &(const struct unit_signed){AIM(aim)});
}

static void step(struct walk *walk)
{
    struct aim aim = choose(walk);
    walk->line->now_us += (int64_t)random_below(walk, 20) * US_PER_MINUTE;
    uint64_t what = random_below(walk, 1041);
    if (what < 180)
        start(walk, &aim);
    else if (what < 380)
        install(walk, &aim);
    else if (what < 540)
        measure(walk, &aim);
    else if (what < 660)
        answer(walk, &aim);
    else if (what < 860)
        complete(walk, &aim);
    else if (what < 866)
        take_out(walk, &aim);
    else if (what < 869)
        take_out_inside(walk);
    else if (what < 910)
        sign(walk, &aim, what % 4);
    else if (what < 940)
        ship(walk, &aim);
    else if (what < 947)
        correct(walk);
    else if (what < 953)
        post(walk, ENTRY_OPERATION_PAUSED, &(const struct operation_paused){AIM(&aim)});
    else if (what < 975)
        post(walk, ENTRY_OPERATION_RESUMED, &(const struct operation_resumed){AIM(&aim)});
    else if (what < 978)
        post(walk, ENTRY_OPERATION_ABORTED, &(const struct operation_aborted){AIM(&aim)});
    else if (what < 981)
        find_fault(walk, &aim);
    else if (what < 994)
        decide_quality(walk, &aim);
    else if (what < 1000)
        change_station(walk);
    else if (what < 1005)
        ask_waiver(walk, &aim);
    else if (what < 1010)
        decide_waiver(walk);
    else if (what < 1015)
        salvage(walk);
    else if (what < 1017)
        revoke_waiver_at(walk);
    else if (what < 1018)
        scrap(walk);
    else if (what < 1020)
        close_orders(walk);
    else if (what < 1026)
        revise_rack(walk);
    else if (what < 1029)
        receive_part(walk);
    else
        take_out_inside(walk);
}

/* What is taken back again is often that something was taken out, or scrapped. */
static void slipping_step(struct walk *walk)
{
    if (chance(walk, 95))
        step(walk);
    else if (chance(walk, 20))
        scrap(walk);
    else if (chance(walk, 70))
        take_out_of(walk, choose_unit(walk));
    else
        take_out_inside(walk);
}

static void episode(struct walk *walk)
{
    walk->line = line_new();
    bool all = chance(walk, 50);               /* of an order, which is over then */
    for (size_t i = 0; i < (all ? 3 : 2); i++) /* the long way to a rack is not what this is about */
        line_completed(walk->line, (const char *[]){"N1", "N2", "N3"}[i]);
    if (all)
        line_order(walk->line, "nodes")->state = ORDER_COMPLETED;
    for (int i = 0; i < STEPS; i++) {
        arena_reset(walk->arena);
        if (i % 500 == 200)
            mix_up(walk);
        else if (i % 50 == 0)
            slip(walk, slipping_step);
        else if (i % 500 == 25)
            regret_failure(walk);
        else if (i % 500 == 75)
            redo_out_of_order(walk);
        else
            step(walk);
    }
    line_free(walk->line);
}

/* What the walks must come to together: more than so often. */
static const struct {
    const char *what;
    size_t at; /* in struct walk */
    int64_t more_than;
} WANTED[] = {
#define COUNT(member, n)                                                                                               \
    {                                                                                                                  \
#member, offsetof(struct walk, member), n                                                                      \
    }
    COUNT(swaps, 20),
    COUNT(waived, 20),
    COUNT(revoked, 20),
    COUNT(reworked, 20),
    COUNT(closed, 20),
    COUNT(reopened, 5),
    COUNT(revised, 20),
    COUNT(fallen, 5),
    COUNT(shipped_revised, 2),
    COUNT(salvaged, 20),
    COUNT(inside, 20),
    COUNT(outside, 20),
    COUNT(in_place, 20),
    COUNT(condemned, 20),
    COUNT(received, 20),
    COUNT(back_in, 5),
    COUNT(never_came, 5),
    COUNT(restored, 5),
    COUNT(regretted, 20),
    COUNT(out_of_order, 20),
    COUNT(extended, 1000),
    COUNT(mixed, 20),
    COUNT(slips[ENTRY_OPERATION_STARTED], 5),
    COUNT(slips[ENTRY_OPERATION_PAUSED], 5),
    COUNT(slips[ENTRY_OPERATION_RESUMED], 5),
    COUNT(slips[ENTRY_OPERATION_COMPLETED], 5),
    COUNT(slips[ENTRY_OPERATION_ABORTED], 5),
    COUNT(slips[ENTRY_COMPONENT_INSTALLED], 5),
    COUNT(slips[ENTRY_COMPONENT_REMOVED], 2),
    COUNT(slips[ENTRY_MEASUREMENT_RECORDED], 5),
    COUNT(slips[ENTRY_CHECK_RECORDED], 5),
    COUNT(slips[ENTRY_UNIT_SIGNED], 0),
    COUNT(slips[ENTRY_DEFECT_REPORTED], 0),
    COUNT(slips[ENTRY_COMPONENT_RECEIVED], 0),
    COUNT(slips[ENTRY_UNIT_SCRAPPED], 0),
#undef COUNT
};

/* What they did not come to yet; NULL: they came to all. */
static const char *missing(const struct walk *walk)
{
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++)
        if (*(const int64_t *)((const char *)walk + WANTED[i].at) <= WANTED[i].more_than)
            return WANTED[i].what;
    for (int kind = 0; kind < ENTRY_POSTED_COUNT; kind++)
        if (walk->accepted[kind] <= 20 || walk->refused[kind] <= 20)
            return ENTRY_TYPES[kind].name;
    return walk_unspoilt(walk);
}

/* A rule that changes sends them elsewhere: they go on until they have been everywhere. */
START_TEST(no_sequence_of_events_breaks_the_line)
{
    struct walk walk = {.arena = arena_new(0), .seed = 88172645463325252u};
    MUST(walk.arena);
    for (int i = 0; i < EPISODES_LEAST || (i < EPISODES_MOST && missing(&walk)); i++)
        episode(&walk);
    arena_free(walk.arena);
    ck_assert_msg(!missing(&walk), "%d walks did not come to %s", EPISODES_MOST, missing(&walk));
}
END_TEST

SUITE(domain_rules_walk, no_sequence_of_events_breaks_the_line)
