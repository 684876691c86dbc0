/* Defects, shipping, and the station's own state. */
#include "scenario.h"
#include "suite.h"

GIVEN(a_finished_rack)
{
    line_completed(line, "R1");
}
GIVEN(a_rack_at_work)
{
    line_ready(line, "R1", "040");
}
GIVEN(a_shipped_rack)
{
    line_completed(line, "R1");
    line_unit(line, "R1")->state = UNIT_SHIPPED;
}
GIVEN(a_finished_tray_in_a_rack)
{
    line_completed(line, "T1");
    line_put_inside(line, "T1", "R1", "tray-1");
}
GIVEN(quality_at_its_desk)
{
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
}
GIVEN(a_held_rack)
{
    line_completed(line, "R1");
    line->unit_held[0] = line->order_held[0] = true;
}
GIVEN(a_rack_with_a_defect)
{
    line_completed(line, "R1");
    line_posted(line, ENTRY_DEFECT_REPORTED,
                &(const struct defect_reported){SUBJECT("R1", NULL, "ann"), .code = "scratch"});
}
GIVEN(a_rack_with_a_defect_decided_on)
{
    a_rack_with_a_defect(line);
    line_dispose(line, (int64_t)line->entry_count, DISPOSITION_REWORK);
}
GIVEN(a_rack_with_a_defect_closed)
{
    a_rack_with_a_defect(line);
    int64_t defect = (int64_t)line->entry_count;
    line_dispose(line, defect, DISPOSITION_USE_AS_IS);
    line_name(line, ENTRY_NONCONFORMANCE_COUNTERSIGNED, defect);
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, defect);
}
GIVEN(a_rack_with_a_tray_with_a_defect)
{
    line_completed(line, "R1");
    a_finished_tray_in_a_rack(line);
    line_posted(line, ENTRY_DEFECT_REPORTED,
                &(const struct defect_reported){SUBJECT("T1", NULL, "ann"), .code = "scratch"});
}
/* As after a rule was broken: the state says more than the route. */
GIVEN(a_rack_completed_too_early)
{
    line_ready(line, "R1", "050");
    line_unit(line, "R1")->state = UNIT_COMPLETED;
}
GIVEN(a_rack_with_its_audit_waived)
{
    line_completed(line, "R1");
    line_operation(line, "R1", "060")->state = OPERATION_WAIVED;
}
GIVEN(a_rack_with_its_trays_waived_and_none_in_it)
{
    line_completed(line, "R1");
    line_operation(line, "R1", "020")->state = OPERATION_WAIVED;
    line_occupant(line, line_unit(line, "R1"), "tray-1")->removed = line->now_us;
}
GIVEN(a_rack_of_a_cancelled_order)
{
    line_completed(line, "R1");
    line->orders[0].state = ORDER_CANCELLED;
}
GIVEN(a_rack_of_a_closed_order)
{
    line_completed(line, "R1");
    line->orders[0].state = ORDER_CLOSED;
}
GIVEN(no_station)
{
    line_at(line, NULL);
}
GIVEN(an_unknown_station)
{
    line_at(line, "X1");
}

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define DEFECT_CODED(defect, serial, ...)                                                                              \
    EVENT(ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT(serial, __VA_ARGS__), .code = (defect))
#define DEFECT(serial, ...) DEFECT_CODED("dent", serial, __VA_ARGS__)
GIVEN(a_finished_rack_and_the_station_down)
{
    a_finished_rack(line);
    line_station(line, "A1")->state = STATION_SCHEDULED_DOWN;
}

#define SHIPPED(serial) EVENT(ENTRY_UNIT_SHIPPED, unit_shipped, SUBJECT(serial, NULL, "eve"), .carrier = "truck")
#define CHANGED(badge) EVENT(ENTRY_STATION_CHANGED, station_changed, .operator = (badge), .state = STATION_ENGINEERING)

static const struct scenario TABLE[] = {
    {"a defect is reported on a unit at work", a_rack_at_work, DEFECT("R1", "020", "ann"), ""},
    {"before any work", NULL, DEFECT("R1", NULL, "ann"), ""},
    {"on a finished one", a_finished_rack, DEFECT("R1", NULL, "ann"), ""},
    {"under a hold", a_held_rack, DEFECT("R1", NULL, "ann"), ""},
    {"on a tray inside a rack", a_finished_tray_in_a_rack, DEFECT("T1", NULL, "ann"), ""},
    {"by quality from its desk", quality_at_its_desk, DEFECT("R1", NULL, "ann"), ""},
    {"not on a shipped one", a_shipped_rack, DEFECT("R1", NULL, "ann"), "unit-state"},
    {"by an operator", a_rack_at_work, DEFECT("R1", NULL, NULL), "operator-missing"},
    {"in an operation of the routing", a_rack_at_work, DEFECT("R1", "999", "ann"), "operation-unknown"},
    {"at a position of the product", a_rack_at_work,
     EVENT(ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"), .code = "dent",
           .position = "door"),
     "position-unknown"},
    {"that the catalogue has", a_rack_at_work, DEFECT_CODED("rust", "R1", NULL, "ann"), "defect-unknown"},
    {"and that was not withdrawn", a_rack_at_work, DEFECT_CODED("stain", "R1", NULL, "ann"), "defect-withdrawn"},
    {"a finished rack ships", a_finished_rack, SHIPPED("R1"), ""},
    {"not from a station that is down", a_finished_rack_and_the_station_down, SHIPPED("R1"), "station-down"},
    {"once", a_shipped_rack, SHIPPED("R1"), "unit-state"},
    {"not before it is finished", a_rack_at_work, SHIPPED("R1"), "unit-state unit-unfinished"},
    {"whatever its state says", a_rack_completed_too_early, SHIPPED("R1"), "unit-unfinished"},
    {"not without its sign-off, whoever waived it", a_rack_with_its_audit_waived, SHIPPED("R1"), "signature-missing"},
    {"not with an empty position", a_rack_with_its_trays_waived_and_none_in_it, SHIPPED("R1"), "positions-unfilled"},
    {"not under a hold on it or on its order", a_held_rack, SHIPPED("R1"), "unit-held order-held"},
    {"not with a defect that nobody decided on", a_rack_with_a_defect, SHIPPED("R1"), "nonconformance-open"},
    {"nor with one that is not closed", a_rack_with_a_defect_decided_on, SHIPPED("R1"), "nonconformance-unclosed"},
    {"at any depth of the tree", a_rack_with_a_tray_with_a_defect, SHIPPED("R1"), "nonconformance-unclosed"},
    {"but with one that is", a_rack_with_a_defect_closed, SHIPPED("R1"), ""},
    {"what was finished before its order was cancelled leaves", a_rack_of_a_cancelled_order, SHIPPED("R1"), ""},
    {"but of a closed one", a_rack_of_a_closed_order, SHIPPED("R1"), ""},
    {"not while it is in another", a_finished_tray_in_a_rack, SHIPPED("T1"), "unit-installed"},
    {"a station says how it is", NULL, CHANGED(NULL), ""},
    {"an operator may say it", NULL, CHANGED("ann"), ""},
    {"who works here", NULL, CHANGED("old"), "operator-left"},
    {"nobody else has a state", no_station, CHANGED("ann"), "no-station"},
    {"it is registered", an_unknown_station, CHANGED("ann"), "station-unknown"},
};
SCENARIOS(UNIT_SCENARIOS, TABLE);

static int state_with_defect(void (*given)(struct line *))
{
    struct line *line = line_new();
    if (given)
        given(line);
    line_posted(line, DEFECT("R1", NULL, "ann"));
    int state = line_unit(line, "R1")->state;
    line_free(line);
    return state;
}

START_TEST(a_defect_takes_a_unit_at_work_into_repair)
{
    ck_assert_int_eq(state_with_defect(a_rack_at_work), UNIT_IN_REPAIR);
    ck_assert_int_eq(state_with_defect(NULL), UNIT_QUEUED);
    ck_assert_int_eq(state_with_defect(a_finished_rack), UNIT_COMPLETED);
}
END_TEST

START_TEST(a_disposition_takes_it_out_of_repair)
{
    struct line *line = line_new();
    a_rack_at_work(line);
    int64_t first = line_posted(line, DEFECT("R1", NULL, "ann"));
    int64_t second = line_posted(line, DEFECT("R1", NULL, "ann"));
    const int expected[] = {UNIT_IN_REPAIR, UNIT_IN_PROCESS};
    for (int i = 0; i < 2; i++) {
        line_dispose(line, i ? second : first, DISPOSITION_REWORK);
        ck_assert_int_eq(line_unit(line, "R1")->state, expected[i]);
    }
    line_free(line);
}
END_TEST

SUITE(domain_rules_unit, a_defect_takes_a_unit_at_work_into_repair, a_disposition_takes_it_out_of_repair)
