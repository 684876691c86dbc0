#include "store_story.h"

#include "store/apply.h"

#include <string.h>

static enum fault append(struct story *story, enum entry_kind kind, const char *station, const void *data,
                         const void *result, struct entry *ret)
{
    story->now_us += US_PER_SECOND;
    story->number++;
    *ret = (struct entry){
        .recorded_us = story->now_us,
        .id = {{7, (uint8_t)(story->number >> 8), (uint8_t)story->number}},
        .kind = kind,
        .by = station ? "station token" : "planner",
        .station = station,
        .data = data,
        .result = result,
    };
    return journal_append(story->store, "OSA", ret, NULL);
}

int64_t tell(struct story *story, enum entry_kind kind, const char *station, const void *data, const void *result)
{
    struct entry entry;
    enum fault fault = append(story, kind, station, data, result, &entry);
    if (!fault)
        fault = entry_apply(story->store, &entry);
    if (fault)
        ck_abort_msg("%s, entry %d: %s; %s", ENTRY_TYPES[kind].name, story->number, fault_row(fault)->code,
                     db_problem(store_db(story->store)));
    story->told[kind] = true;
    return entry.journal_position;
}

enum fault tell_wrong(struct story *story, enum entry_kind kind, const char *station, const void *data,
                      const void *result)
{
    struct entry entry;
    ck_assert_int_eq(store_mark(story->store), NOTHING_WRONG);
    enum fault fault = append(story, kind, station, data, result, &entry);
    if (!fault)
        fault = entry_apply(story->store, &entry);
    store_undo(story->store);
    return fault;
}

const struct result_corrected PLAIN_CORRECTION = {.failures = ABSENT_INTEGER};

/* Posted late, by clocks of several zones and as many decimals as they have. */
struct subject about(const char *unit, const char *operation, const char *operator)
{
    static const struct moment ATS[] = {
        {1700000000000000, 540}, {1700000000123000, 0}, {1700000000999999, -210}, {1700000000000007, 0}};
    const size_t which = (size_t)(unit[strlen(unit) - 1] + (operation ? operation[1] : 0));
    return (struct subject){
        .at = ATS[which % (sizeof ATS / sizeof *ATS)], .unit = unit, .operation = operation, .operator = operator};
}

const char *part_of(const char *unit)
{
    return unit[0] == 'R' ? "RACK" : "TRAY";
}

int64_t tell_start(struct story *story, const char *unit, const char *operation, const char *operator, bool builds)
{
    const struct operation_started data = {.subject = about(unit, operation, operator), .bay = "B1", .tool = "K1"};
    struct units units;
    struct unit_operation before = {.attempts = 0};
    enum fault fault = find_units(story->store, unit, part_of(unit), story->place.arena, &units);
    if (!fault)
        fault = find_operation(story->store, units.list.items[0].unit_id, operation, story->place.arena, &before);
    ck_assert(!fault || fault == FAULT_NOT_FOUND);
    const struct result_started result = {.unit_part_number = part_of(unit),
                                          .attempt = before.attempts + 1,
                                          .power_w = 120000,
                                          .coolant_lpm = 180.5,
                                          .previous = before.state,
                                          .builds = builds};
    return tell(story, ENTRY_OPERATION_STARTED, "S1", &data, &result);
}

void tell_unit(struct story *story, enum entry_kind kind, const char *unit)
{
    const struct unit_named named = {.unit = unit, .part_number = part_of(unit), .reason = "so it goes"};
    tell(story, kind, NULL, &named, NULL);
}

void tell_order(struct story *story, enum entry_kind kind, const char *order)
{
    const struct order_named named = {.order = order, .reason = "so it goes"};
    tell(story, kind, NULL, &named, NULL);
}

int64_t tell_revision(struct story *story, const char *revision, struct revised_unit to)
{
    const char *units[] = {"R1"};
    const struct order_revised data = {
        .order = "order-of-racks", .revision = revision, .units = {units, 1}, .reason = "a better fan"};
    to.unit = "R1";
    to.part_number = "RACK";
    to.previous = unit_at(story, R1).revision;
    const struct result_revised result = {.units = {&to, 1}};
    return tell(story, ENTRY_ORDER_REVISED, NULL, &data, &result);
}

int64_t tell_r1_started(struct story *story)
{
    int64_t run_id = tell_start(story, "R1", "010", "ann", true);
    tell_unit(story, ENTRY_UNIT_STARTED, "R1");
    return run_id;
}

int64_t tell_completion(struct story *story, const char *unit, const char *operation, int verdict, int64_t failures)
{
    const struct operation_completed data = {.subject = about(unit, operation, "ann")};
    const struct result_completed result = {.unit_part_number = part_of(unit),
                                            .verdict = verdict,
                                            .computed = verdict,
                                            .accumulated_us = 7 * US_PER_SECOND,
                                            .failures = failures};
    return tell(story, ENTRY_OPERATION_COMPLETED, "S1", &data, &result);
}

int64_t tell_installation(struct story *story, const char *unit, const char *position, const char *serial)
{
    struct firmware firmware[] = {{"BMC", "1.2"}, {"BIOS", "3"}};
    struct identifier identifiers[] = {{IDENTIFIER_MAC, "02:00:00:00:00:01"}};
    const struct component_installed data = {
        .subject = about(unit, "010", "ann"),
        .position = position,
        .part_number = "TRAY",
        .revision = "A",
        .serial = serial,
        .lot = "LB-1",
        .country = "JP",
        .firmware = {.items = firmware, .count = 2},
        .identifiers = {.items = identifiers, .count = 1},
    };
    const struct result_installed result = {.unit_part_number = part_of(unit),
                                            .built_here = serial && serial[0] == 'T'};
    return tell(story, ENTRY_COMPONENT_INSTALLED, "S1", &data, &result);
}

int64_t tell_removal(struct story *story, const char *unit, const char *position, enum removal removal,
                     struct result_removed fallen)
{
    const struct component_removed data = {
        .subject = about(unit, "010", "ben"), .position = position, .removal = removal, .reason = "it hums"};
    fallen.unit_part_number = part_of(unit);
    fallen.part_number = "TRAY";
    return tell(story, ENTRY_COMPONENT_REMOVED, "S1", &data, &fallen);
}

int64_t tell_measurement(struct story *story, const char *unit, const char *operation, const char *operator,
                         const char * position)
{
    const struct measurement_recorded data = {
        .subject = about(unit, operation, operator), .characteristic = "torque", .position = position, .value = 9.5};
    const struct result_judged result = {
        .unit_part_number = part_of(unit), .verdict = VERDICT_PASSED, .lower = 8, .upper = ABSENT_NUMBER};
    return tell(story, ENTRY_MEASUREMENT_RECORDED, "S1", &data, &result);
}

int64_t tell_correction(struct story *story, enum entry_kind kind, int64_t voided, struct result_corrected back)
{
    const struct event_corrected data = {
        .at = {.us = 1700000000000000}, .operator = "ben", .event = {{1}}, .reason = "the wrong rack"};
    back.type = ENTRY_TYPES[kind].name;
    back.voided = voided;
    back.unit = back.unit ? back.unit : "R1";
    back.unit_part_number = part_of(back.unit);
    back.unit_state = back.unit_state ? back.unit_state : UNIT_IN_PROCESS;
    back.order_state = back.order_state ? back.order_state : ORDER_IN_PROCESS;
    back.nonconformance = back.nonconformance ? back.nonconformance : ABSENT_INTEGER;
    back.records_voided_by = back.records_voided_by ? back.records_voided_by : ABSENT_INTEGER;
    back.invalidated_by = back.invalidated_by ? back.invalidated_by : ABSENT_INTEGER;
    const struct over nothing = {ABSENT_INTEGER, ABSENT_INTEGER, ABSENT_INTEGER};
    back.over = back.over.unit_completed ? back.over : nothing;
    for (size_t i = 0; i < back.outer.count; i++)
        back.outer.items[i].over = nothing;
    return tell(story, ENTRY_EVENT_CORRECTED, "S1", &data, &back);
}

static void tell_product(struct story *story, const char *part_number, const char *revision)
{
    struct bom_line line = {.positions = "tray-{1..9}",
                            .name = "tray; with 'quotes' and [brackets]",
                            .part_number = "TRAY",
                            .tracking = TRACKING_SERIAL,
                            .operation = "010",
                            .quantity = ABSENT_INTEGER,
                            .u_position = ABSENT_INTEGER,
                            .u_height = ABSENT_INTEGER};
    struct operation_definition operation = {.operation = "010",
                                             .name = "trays",
                                             .kind = OPERATION_ASSEMBLY,
                                             .station_type = "assembly",
                                             .standard_min = 30.25,
                                             .minimum_min = ABSENT_NUMBER,
                                             .attempt_limit = ABSENT_INTEGER};
    const struct product_definition definition = {
        .part_number = part_number,
        .revision = revision,
        .name = "a product",
        .serial_format = "{site}{seq:5}",
        .rack_units = 48,
        .bill_of_materials = {.items = &line, .count = 1},
        .routing = {.items = &operation, .count = 1},
    };
    const struct product_named named = {.part_number = part_number, .revision = revision};
    tell(story, ENTRY_PRODUCT_DRAFTED, NULL, &definition, NULL);
    tell(story, ENTRY_PRODUCT_RELEASED, NULL, &named, NULL);
}

struct order_planned plan_of(const char *order, const char *part_number)
{
    return (struct order_planned){.order = order,
                                  .part_number = part_number,
                                  .revision = "A",
                                  .quantity = 2,
                                  .customer = "a customer",
                                  .due = 1800000000000000,
                                  .priority = 5};
}

static void tell_new_order(struct story *story, const char *order, const char *part_number, const char *first,
                           const char *second)
{
    const struct order_planned planned = plan_of(order, part_number);
    const struct order_named named = {.order = order};
    const char *serials[] = {first, second};
    const struct result_released released = {.serials = {.items = serials, .count = 2}};
    tell(story, ENTRY_ORDER_PLANNED, NULL, &planned, NULL);
    tell(story, ENTRY_ORDER_RELEASED, NULL, &named, &released);
}

static void tell_plant(struct story *story)
{
    const struct site_founded site = {
        .site = {.site = "OSA", .kind = SITE_PRODUCTION, .clock_rate = 1, .founded_us = story->now_us}};
    struct bay bays[] = {{"B1", 200000, 300}, {"B2", 200000, 300.5}};
    const struct station_defined station = {.station = "S1",
                                            .name = "Assembly 1",
                                            .type = "assembly",
                                            .capacity = ABSENT_INTEGER,
                                            .bays = {.items = bays, .count = 2},
                                            .power_w = 300000,
                                            .coolant_lpm = ABSENT_NUMBER};
    struct skill skills[] = {{"torque", ABSENT_INTEGER}, {"lift", 1900000000000000}};
    const struct operator_defined ann = {.operator = "ann", .skills = {.items = skills, .count = 2}};
    const struct operator_defined ben = {.operator = "ben", .name = "Ben"};
    const struct tool_defined tool = {.tool = "K1", .type = "torque", .calibration_due = 1900000000000000};
    tell(story, ENTRY_SITE_FOUNDED, NULL, &site, NULL);
    tell(story, ENTRY_STATION_DEFINED, NULL, &station, NULL);
    tell(story, ENTRY_OPERATOR_DEFINED, NULL, &ann, NULL);
    tell(story, ENTRY_OPERATOR_DEFINED, NULL, &ben, NULL);
    tell(story, ENTRY_TOOL_DEFINED, NULL, &tool, NULL);
}

struct story story_begin(void)
{
    struct story story = {.place = place_make(), .now_us = 1767225600000000};
    story.store = place_open(&story.place, "database", DB_WRITE);
    ck_assert_int_eq(store_begin(story.store), NOTHING_WRONG);
    tell_plant(&story);
    tell_product(&story, "RACK", "A");
    tell_product(&story, "TRAY", "A");
    tell_new_order(&story, "order-of-racks", "RACK", "R1", "R2");
    tell_new_order(&story, "order-of-trays", "TRAY", "T1", "T2");
    return story;
}

void story_end(struct story *story)
{
    store_rollback(story->store);
    store_close(story->store);
    place_remove(&story->place);
}

struct unit_operation operation_of(struct story *story, int64_t unit_id, const char *operation)
{
    struct unit_operation row;
    expect_right(find_operation(story->store, unit_id, operation, story->place.arena, &row), &story->place, __FILE__,
                 __LINE__);
    return row;
}

struct run run_at(struct story *story, int64_t run_id)
{
    struct run row;
    expect_right(find_run(story->store, run_id, story->place.arena, &row), &story->place, __FILE__, __LINE__);
    return row;
}

struct unit unit_at(struct story *story, int64_t unit_id)
{
    struct unit row;
    expect_right(find_unit(story->store, unit_id, story->place.arena, &row), &story->place, __FILE__, __LINE__);
    return row;
}

struct component component_named(struct story *story, const char *serial)
{
    struct component row;
    expect_right(find_component(story->store, "TRAY", serial, story->place.arena, &row), &story->place, __FILE__,
                 __LINE__);
    return row;
}

bool built_r1(struct story *story, const char *operator)
{
    bool answer;
    expect_right(find_operator_built(story->store, R1, operator, & answer), &story->place, __FILE__, __LINE__);
    return answer;
}

int64_t tell_hold(struct story *story, struct selector selector, const char *reason, const char *first,
                  const char *second)
{
    const struct hold_placed data = {.selector = selector, .reason = reason};
    struct held units[2] = {{.unit = first, .lifted = ABSENT_INTEGER, .before = ABSENT_INTEGER},
                             {.unit = second, .lifted = ABSENT_INTEGER, .before = ABSENT_INTEGER}};
    const struct result_held result = {.units = {units, second ? 2 : 1}};
    for (size_t i = 0; i < result.units.count; i++) {
        units[i].part_number = part_of(units[i].unit);
        units[i].match = MATCH_UNIT;
        units[i].matches = 1;
        units[i].hold = units[i].installation = units[i].run = ABSENT_INTEGER;
    }
    return tell(story, ENTRY_HOLD_PLACED, NULL, &data, &result);
}

int64_t tell_waived(struct story *story, const char *operation)
{
    const struct waiver_requested requested = {
        .unit = "R1", .part_number = "RACK", .operation = operation, .reason = "measured at the supplier"};
    const int64_t waiver = tell(story, ENTRY_WAIVER_REQUESTED, NULL, &requested, NULL);
    const struct waiver_named named = {.waiver = waiver, .reason = "seen"};
    const struct operation_waived waived = {
        .unit = "R1", .part_number = "RACK", .operation = operation, .reason = requested.reason, .waiver = waiver};
    tell(story, ENTRY_WAIVER_COUNTERSIGNED, NULL, &named, NULL);
    tell(story, ENTRY_OPERATION_WAIVED, NULL, &waived, NULL);
    return waiver;
}
