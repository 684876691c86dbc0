/* The line in memory as it stands at first. */
#include "line.h"

#include "base/json.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* In revision B no node stands where a tray does, and the test asks for another voltage. */
#define RACK_OF(revision, alternates, lower, upper)                                                                    \
    "{\"part_number\":\"RACK\",\"revision\":\"" revision "\",\"name\":\"rack\",\"serial_format\":\"R{seq:4}\","        \
    "\"bill_of_materials\":["                                                                                          \
    "{\"positions\":\"tray-{1..2}\",\"name\":\"tray\",\"part_number\":\"TRAY\",\"revision\":\"B\"," alternates         \
    "\"tracking\":\"serial\",\"source\":\"make\",\"operation\":\"020\"},"                                              \
    "{\"positions\":\"supply-{1..2}\",\"name\":\"supply\",\"part_number\":\"PSU\",\"revision\":\"C\","                 \
    "\"alternates\":[{\"part_number\":\"PSU-X\"}],\"tracking\":\"serial\",\"source\":\"buy\",\"operation\":\"020\"},"  \
    "{\"positions\":\"screws\",\"name\":\"screws\",\"part_number\":\"M6\",\"tracking\":\"none\",\"operation\":"        \
    "\"020\"},"                                                                                                        \
    "{\"positions\":\"cable\",\"name\":\"cable\",\"part_number\":\"CBL\",\"tracking\":\"lot\",\"operation\":\"030\"}]" \
    ","                                                                                                                \
    "\"routing\":["                                                                                                    \
    "{\"operation\":\"010\",\"name\":\"frame\",\"kind\":\"assembly\",\"station_type\":\"assembly\","                   \
    "\"standard_min\":20,\"minimum_min\":5,\"required_skill\":\"assembly\",\"required_tool\":\"wrench\","              \
    "\"characteristics\":[{\"name\":\"torque\",\"unit_of_measure\":\"N·m\",\"lower\":8,\"upper\":12,\"samples\":2}]," \
    "\"checks\":[{\"name\":\"level\",\"question\":\"Does it stand level?\"}]},"                                        \
    "{\"operation\":\"020\",\"name\":\"trays\",\"kind\":\"assembly\",\"after\":[\"010\"],"                             \
    "\"station_type\":\"assembly\",\"standard_min\":60,"                                                               \
    "\"characteristics\":[{\"name\":\"seat\",\"upper\":0.5,\"positions\":\"tray-*\"}]},"                               \
    "{\"operation\":\"030\",\"name\":\"cable\",\"kind\":\"assembly\",\"after\":[\"010\"],"                             \
    "\"station_type\":\"assembly\",\"standard_min\":30},"                                                              \
    "{\"operation\":\"040\",\"name\":\"test\",\"kind\":\"test\",\"after\":[\"020\",\"030\"],"                          \
    "\"station_type\":\"test\",\"standard_min\":30,\"attempt_limit\":2,"                                               \
    "\"characteristics\":[{\"name\":\"voltage\",\"unit_of_measure\":\"V\",\"lower\":" lower ",\"upper\":" upper "}],"  \
    "\"checks\":[{\"name\":\"boot\",\"question\":\"How did it boot?\",\"answers\":[\"clean\",\"slow\",\"not\"],"       \
    "\"accepted\":[\"clean\",\"slow\"],\"positions\":\"tray-*\"}]},"                                                   \
    "{\"operation\":\"050\",\"name\":\"burn-in\",\"kind\":\"burn_in\",\"after\":[\"040\"],"                            \
    "\"station_type\":\"burn-in\",\"standard_min\":120,"                                                               \
    "\"burn_in\":{\"hours\":2,\"power_w\":1000,\"coolant_lpm\":10,\"pause\":\"keep\"}},"                               \
    "{\"operation\":\"060\",\"name\":\"audit\",\"kind\":\"inspection\",\"after\":[\"050\"],"                           \
    "\"station_type\":\"audit\",\"standard_min\":30,\"required_skill\":\"audit\",\"sign_off\":\"independent\"}]}"
static const char RACK[] = RACK_OF("A", "\"alternates\":[{\"part_number\":\"NODE\"}],", "49", "51");
static const char RACK_B[] = RACK_OF("B", "", "48", "52");

static const char TRAY[] =
    "{\"part_number\":\"TRAY\",\"revision\":\"B\",\"name\":\"tray\",\"serial_format\":\"T{seq:4}\","
    "\"bill_of_materials\":[{\"positions\":\"board\",\"name\":\"board\",\"part_number\":\"PCB\","
    "\"tracking\":\"serial\",\"operation\":\"010\"}],"
    "\"routing\":[{\"operation\":\"010\",\"name\":\"board\",\"kind\":\"assembly\",\"station_type\":\"assembly\","
    "\"standard_min\":10}]}";

static const char NODE[] =
    "{\"part_number\":\"NODE\",\"revision\":\"A\",\"name\":\"node\",\"serial_format\":\"N{seq:4}\","
    "\"bill_of_materials\":["
    "{\"positions\":\"board\",\"name\":\"board\",\"part_number\":\"PCB\",\"tracking\":\"serial\",\"operation\":\"010\"}"
    ","
    "{\"positions\":\"drive\",\"name\":\"drive\",\"part_number\":\"SSD\",\"tracking\":\"serial\",\"operation\":\"020\","
    "\"serial_pattern\":\"d*|s#\"}"
    "],"
    "\"routing\":["
    "{\"operation\":\"010\",\"name\":\"board\",\"kind\":\"assembly\",\"station_type\":\"assembly\",\"standard_min\":10}"
    ","
    "{\"operation\":\"020\",\"name\":\"drive\",\"kind\":\"assembly\",\"after\":[\"010\"],\"station_type\":\"assembly\","
    "\"in_place\":[\"test\"],\"standard_min\":5},"
    "{\"operation\":\"030\",\"name\":\"test\",\"kind\":\"test\",\"after\":[\"020\"],\"station_type\":\"test\","
    "\"in_place\":[\"test\"],\"standard_min\":10}]}";

static const char POD[] =
    "{\"part_number\":\"POD\",\"revision\":\"A\",\"name\":\"pod\",\"serial_format\":\"P{seq:4}\","
    "\"bill_of_materials\":[{\"positions\":\"rack\",\"name\":\"rack\",\"part_number\":\"RACK\",\"tracking\":\"serial\","
    "\"source\":\"make\",\"operation\":\"010\"}],"
    "\"routing\":["
    "{\"operation\":\"010\",\"name\":\"dock\",\"kind\":\"assembly\",\"station_type\":\"assembly\",\"standard_min\":60},"
    "{\"operation\":\"020\",\"name\":\"soak\",\"kind\":\"test\",\"after\":[\"010\"],\"station_type\":\"test\","
    "\"standard_min\":60}]}";

static void compile(struct line *line, const char *json, size_t size, struct product *ret)
{
    struct reasons reasons = {.arena = line->arena};
    struct product_definition *definition = arena_alloc(line->arena, sizeof *definition);
    ck_assert_int_eq(
        json_read(json, size, (struct json_limits){8, 100}, &PRODUCT_DEFINITION_RECORD, definition, &reasons),
        NOTHING_WRONG);
    enum fault fault = product_compile(definition, ret, &reasons);
    ck_assert_msg(fault == NOTHING_WRONG, "%s: %s", reasons.items[0].pointer, reasons.items[0].detail);
}

static void add_unit(struct line *line, const char *serial, const char *part_number, const char *revision,
                     const char *order)
{
    size_t index = line->unit_count++;
    struct unit *unit = &line->units[index];
    record_clear(&UNIT_RECORD, unit);
    unit->unit_id = (int64_t)index + 1;
    unit->serial = serial;
    unit->part_number = part_number;
    unit->revision = revision;
    unit->order = order;
    unit->state = UNIT_QUEUED;
    const struct product *product = line_product(line, unit);
    for (size_t i = 0; i < product->operations.count; i++) {
        struct unit_operation *row = &line->operations[index][i];
        record_clear(&UNIT_OPERATION_RECORD, row);
        row->unit_id = unit->unit_id;
        row->operation = product->operations.items[i].definition->operation;
        row->attempts = row->failures = 0;
    }
}

static void add_order(struct line *line, size_t index, const char *order, const char *part_number, const char *revision)
{
    record_clear(&ORDER_RECORD, &line->orders[index]);
    line->orders[index].order = order;
    line->orders[index].part_number = part_number;
    line->orders[index].revision = revision;
    line->orders[index].quantity = 3;
    line->orders[index].state = ORDER_RELEASED;
}

static void add_stations(struct line *line)
{
    static struct bay bays[] = {{"b1", 1000, 12}, {"b2", 1500, 12}, {"dry", 1500, 5}, {"weak", 900, 12}};
    static const struct {
        const char *station, *type;
    } all[LINE_STATIONS] = {{"A1", "assembly"}, {"A2", "assembly"}, {"C1", "test"},
                            {"B1", "burn-in"},  {"B2", "burn-in"},  {"Q1", "audit"}};
    for (size_t i = 0; i < LINE_STATIONS; i++) {
        struct station *station = &line->stations[i];
        record_clear(&STATION_RECORD, station);
        station->station = all[i].station;
        station->type = all[i].type;
        station->state = STATION_PRODUCTIVE;
    }
    struct station *oven = line_station(line, "B1");
    oven->bays.items = bays;
    oven->bays.count = sizeof bays / sizeof *bays;
    oven->power_w = 2500;
    oven->coolant_lpm = 25;
}

static void add_people(struct line *line)
{
    static struct skill builds[] = {{"assembly", ABSENT_INTEGER}};
    static struct skill lapsed[] = {{"assembly", LINE_BEGAN - US_PER_DAY}};
    static struct skill audits[] = {{"audit", LINE_BEGAN + 1000 * US_PER_DAY}, {"assembly", ABSENT_INTEGER}};
    static const struct operator operators[LINE_OPERATORS] = {
        {.operator = "ann", .skills = {builds, 1}}, {.operator = "bob", .skills = {builds, 1}},
        {.operator = "eve", .skills = {audits, 2}}, {.operator = "ivy", .skills = {audits, 2}},
        {.operator = "tom"},
        {.operator = "exp", .skills = {lapsed, 1}},
        {.operator = "old", .skills = {builds, 1}, .left = true},
    };
    static const struct tool tools[LINE_TOOLS] = {
        {.tool = "w1", .type = "wrench", .calibration_due = LINE_BEGAN + 1000 * US_PER_DAY},
        {.tool = "w2", .type = "wrench", .calibration_due = LINE_BEGAN - US_PER_DAY},
        {.tool = "w3", .type = "wrench", .calibration_due = ABSENT_INTEGER, .withdrawn = true},
        {.tool = "meter", .type = "voltmeter", .calibration_due = ABSENT_INTEGER},
    };
    memcpy(line->operators, operators, sizeof operators);
    memcpy(line->tools, tools, sizeof tools);
}

struct line *line_new(void)
{
    struct line *line = calloc(1, sizeof *line);
    ck_assert_ptr_nonnull(line);
    line->arena = arena_new(0);
    ck_assert_ptr_nonnull(line->arena);
    line->now_us = LINE_BEGAN;
    compile(line, RACK, sizeof RACK - 1, &line->rack);
    compile(line, RACK_B, sizeof RACK_B - 1, &line->rack_b);
    compile(line, TRAY, sizeof TRAY - 1, &line->tray);
    compile(line, NODE, sizeof NODE - 1, &line->node);
    compile(line, POD, sizeof POD - 1, &line->pod);
    ck_assert_uint_eq(line->rack.operations.count, LINE_OPERATIONS);
    ck_assert_uint_eq(line->rack.positions.count, LINE_POSITIONS);
    add_order(line, 0, "racks", "RACK", "A");
    add_order(line, 1, "trays", "TRAY", "B");
    add_order(line, 2, "nodes", "NODE", "A");
    add_order(line, 3, "pods", "POD", "A");
    for (size_t i = 0; i < 3; i++) {
        add_unit(line, (const char *[]){"R1", "R2", "R3"}[i], "RACK", "A", "racks");
        add_unit(line, (const char *[]){"T1", "T2", "T3"}[i], "TRAY", "B", "trays");
    }
    for (size_t i = 0; i < 4; i++)
        add_unit(line, (const char *[]){"T4", "T5", "T6", "T7"}[i], "TRAY", "B", "trays");
    for (size_t i = 0; i < 3; i++)
        add_unit(line, (const char *[]){"N1", "N2", "N3"}[i], "NODE", "A", "nodes");
    add_unit(line, "P1", "POD", "A", "pods");
    add_stations(line);
    add_people(line);
    line->principal = (struct principal){.token = "floor", .role = ROLE_STATION, .station = "A1"};
    return line;
}

void line_free(struct line *line)
{
    arena_free(line->arena);
    free(line);
}
