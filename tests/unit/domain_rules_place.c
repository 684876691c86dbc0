/* Burn-in: bays, and their power and coolant. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

GIVEN(a_tested_rack)
{
    line_at(line, "B1");
    line_ready(line, "R1", "050");
}
GIVEN(a_tested_rack_elsewhere)
{
    line_at(line, "B2");
    line_ready(line, "R1", "050");
}
GIVEN(one_rack_burning)
{
    a_tested_rack(line);
    line_begun(line, "R2", "050", "B1", "b1");
}
GIVEN(one_rack_paused)
{
    one_rack_burning(line);
    line->runs[line->run_count - 1].state = RUN_PAUSED;
}
/* R1 stands still in b1. */
GIVEN(a_rack_paused)
{
    line_at(line, "B1");
    line_begun(line, "R1", "050", "B1", "b1");
    line_posted(line, ENTRY_OPERATION_PAUSED, &(const struct operation_paused){SUBJECT("R1", "050", "ann")});
}
GIVEN(a_rack_paused_in_a_bay_with_less_power)
{
    static struct bay less[] = {{"b1", 999, 12}};
    a_rack_paused(line);
    line_station(line, "B1")->bays.items = less;
    line_station(line, "B1")->bays.count = 1;
}
GIVEN(a_rack_paused_in_a_bay_with_less_coolant)
{
    static struct bay less[] = {{"b1", 1000, 9}};
    a_rack_paused_in_a_bay_with_less_power(line);
    line_station(line, "B1")->bays.items = less;
}
GIVEN(a_rack_paused_where_a_cable_burnt)
{
    a_rack_paused(line);
    line_station(line, "B1")->power_w = 500;
}
GIVEN(two_racks_paused_with_power_for_one)
{
    a_rack_paused(line);
    line_begun(line, "R2", "050", "B1", "b2");
    line->runs[line->run_count - 1].state = RUN_PAUSED;
    line_station(line, "B1")->power_w = 1000;
}
GIVEN(a_rack_paused_and_another_takes_the_power)
{
    two_racks_paused_with_power_for_one(line);
    line->runs[line->run_count - 1].state = RUN_RUNNING;
}
GIVEN(two_racks_burning)
{
    one_rack_burning(line);
    line_begun(line, "R3", "050", "B1", "b2");
}
GIVEN(two_racks_burning_with_power_to_spare)
{
    two_racks_burning(line);
    line_station(line, "B1")->power_w = ABSENT_INTEGER;
}
GIVEN(two_racks_burning_with_coolant_to_spare)
{
    two_racks_burning(line);
    line_station(line, "B1")->coolant_lpm = ABSENT_NUMBER;
}
/* Another operation's definition, of this line alone. */
GIVEN(an_audit_at_the_oven)
{
    line_ready(line, "R1", "060");
    line_at(line, "B1");
    ((struct operation_definition *)line->rack.operations.items[5].definition)->station_type = "burn-in";
}
GIVEN(a_thirsty_product)
{
    a_tested_rack(line);
    line->rack.operations.items[4].definition->burn_in->coolant_lpm = 12;
}

#define STARTED(...)                                                                                                   \
    ENTRY_OPERATION_STARTED, &(const struct operation_started)                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define RESUMED ENTRY_OPERATION_RESUMED, &(const struct operation_resumed){SUBJECT("R1", "050", "ann")}
#define BURN_IN(where) STARTED(SUBJECT("R1", "050", "ann"), .bay = (where))

static const struct scenario TABLE[] = {
    {"a free bay takes a rack", a_tested_rack, BURN_IN("b1"), ""},
    {"a bay is named", a_tested_rack, BURN_IN(NULL), "bay-missing"},
    {"a bay is one of the station's", a_tested_rack, BURN_IN("b9"), "bay-unknown"},
    {"a burn-in needs a station with bays", a_tested_rack_elsewhere, BURN_IN(NULL), "bay-unknown"},
    {"a station without bays has none of that name", a_tested_rack_elsewhere, BURN_IN("b1"), "bay-unknown"},
    {"a bay takes one rack", one_rack_burning, BURN_IN("b1"), "bay-taken"},
    {"a paused rack stays in its bay", one_rack_paused, BURN_IN("b1"), "bay-taken"},
    {"another bay takes another", one_rack_burning, BURN_IN("b2"), ""},
    {"a bay has the power", a_tested_rack, BURN_IN("weak"), "bay-power"},
    {"a bay has the coolant", a_tested_rack, BURN_IN("dry"), "bay-coolant"},
    {"a bay that just has enough is enough", a_thirsty_product, BURN_IN("b1"), ""},
    {"the station has the power and the coolant", two_racks_burning, BURN_IN("b2"), "bay-taken bay-power bay-coolant"},
    {"coolant of the station alone can lack", two_racks_burning_with_power_to_spare, BURN_IN("b2"),
     "bay-taken bay-coolant"},
    {"power of the station alone can lack", two_racks_burning_with_coolant_to_spare, BURN_IN("b2"),
     "bay-taken bay-power"},
    {"what stood still goes on in its bay", a_rack_paused, RESUMED, ""},
    {"which has the power", a_rack_paused_in_a_bay_with_less_power, RESUMED, "bay-power"},
    {"and the coolant", a_rack_paused_in_a_bay_with_less_coolant, RESUMED, "bay-coolant"},
    {"and its station too", a_rack_paused_where_a_cable_burnt, RESUMED, "bay-power"},
    {"what stands still beside it waits for it", two_racks_paused_with_power_for_one, RESUMED, ""},
    {"as it waits for what runs", a_rack_paused_and_another_takes_the_power, RESUMED, "bay-power"},
    {"whatever runs at a station with bays names one", an_audit_at_the_oven, STARTED(SUBJECT("R1", "060", "eve")),
     "bay-missing"},
    {"and takes nothing from it", an_audit_at_the_oven, STARTED(SUBJECT("R1", "060", "eve"), .bay = "dry"), ""},
};
SCENARIOS(PLACE_SCENARIOS, TABLE);

START_TEST(a_burn_in_says_what_it_takes)
{
    struct line *line = line_new();
    a_tested_rack(line);
    int64_t position = line_posted(line, BURN_IN("b1"));
    const struct result_started *result = line->entries[position - 1].result;
    ck_assert_int_eq(result->power_w, 1000);
    ck_assert_double_eq(result->coolant_lpm, 10);
    line_free(line);
}
END_TEST

/* Asks as a dispatch list does, without a bay. */
static bool some_bay_is_free(void (*given)(struct line *), const char *reason)
{
    struct line *line = line_new();
    given(line);
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct operation_started data = {SUBJECT("R1", "050", NULL)};
    struct snapshot snapshot;
    line_snapshot(line, ENTRY_OPERATION_STARTED, &data, arena, &snapshot);
    interlock_start(&snapshot, &data, false, &reasons);
    ck_assert(!reasons.found || reasons_have(&reasons, reason));
    line_free(line);
    return !reasons.found;
}

static const struct taken {
    void (*given)(struct line *line);
    const char *bay, *code;
} TAKEN[] = {
    {one_rack_burning, "b1", "bay-taken"},
    {two_racks_burning_with_coolant_to_spare, "b2", "bay-power"},
    {two_racks_burning_with_power_to_spare, "b2", "bay-coolant"},
};

/* The last that came there is named by where it began. */
START_TEST(what_took_the_place_is_named)
{
    struct line *line = line_new();
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    TAKEN[_i].given(line);
    const struct operation_started data = {SUBJECT("R1", "050", "ann"), .bay = TAKEN[_i].bay};
    ck_assert_int_eq(line_post(line, ENTRY_OPERATION_STARTED, &data, &reasons), FAULT_REFUSED);
    for (size_t i = 0; i < reasons.count; i++)
        if (!strcmp(reasons.items[i].code, TAKEN[_i].code))
            ck_assert_int_eq(reasons.items[i].journal_position, line->runs[line->run_count - 1].run_id);
    ck_assert(reasons_have(&reasons, TAKEN[_i].code));
    line_free(line);
}
END_TEST

START_TEST(a_dispatch_list_asks_whether_any_bay_is_free)
{
    ck_assert(some_bay_is_free(a_tested_rack, ""));
    ck_assert(some_bay_is_free(one_rack_burning, ""));
    ck_assert(!some_bay_is_free(two_racks_burning, "bay-taken"));
}
END_TEST

SUITE_BEGIN(domain_rules_place)
tcase_add_test(tests, a_burn_in_says_what_it_takes);
tcase_add_loop_test(tests, what_took_the_place_is_named, 0, sizeof TAKEN / sizeof *TAKEN);
tcase_add_test(tests, a_dispatch_list_asks_whether_any_bay_is_free);
SUITE_END
