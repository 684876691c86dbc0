/* What planners and quality may do. */
#include "domain/edit_rules.h"
#include "suite.h"

#include "domain/rules.h"

static struct arena *arena;
static struct reasons reasons;

static void begin(void)
{
    arena = arena_new(0);
    reasons = (struct reasons){.arena = arena};
}

static void end(void)
{
    arena_free(arena);
}

/* Exactly this one reason; none for NULL. */
static void expect(const char *code)
{
    ck_assert_uint_eq(reasons.found, code ? 1 : 0);
    if (code)
        ck_assert_str_eq(reasons.items[0].code, code);
    reasons.count = reasons.found = 0;
}

START_TEST(an_order_is_planned_once_for_a_released_product)
{
    const struct order_planned data = {.order = "O1", .part_number = "RACK", .revision = "A"};
    const struct order order = {.order = "O1"};
    order_may_plan(NULL, &data, PRODUCT_RELEASED, &reasons);
    expect(NULL);
    order_may_plan(NULL, &data, PRODUCT_DRAFT, &reasons);
    expect("product-state");
    order_may_plan(NULL, &data, PRODUCT_OBSOLETE, &reasons);
    expect("product-state");
    order_may_plan(NULL, &data, PRODUCT_ABSENT, &reasons);
    expect("product-unknown");
    order_may_plan(&order, &data, PRODUCT_RELEASED, &reasons);
    expect("order-exists");
}
END_TEST

struct replan_row {
    int state;
    struct order_planned data;
    int product_state;
    int64_t units_here;
    const char *code;
};
#define FOR(part, made, count) .order = "O1", .part_number = (part), .revision = (made), .quantity = (count)
static const struct replan_row REPLANS[] = {
    {ORDER_PLANNED, {FOR("RACK", "A", 3)}, PRODUCT_RELEASED, 0, NULL},
    {ORDER_PLANNED, {FOR("NODE", "B", 5)}, PRODUCT_RELEASED, 0, NULL},
    {ORDER_PLANNED, {FOR("RACK", "A", 3)}, PRODUCT_DRAFT, 0, "product-state"},
    {ORDER_PLANNED, {FOR("NODE", "Z", 3)}, PRODUCT_ABSENT, 0, "product-unknown"},
    {ORDER_RELEASED,
     {FOR("RACK", "A", 3), .customer = "somebody", .destination = "there", .due = 7, .priority = 1},
     PRODUCT_RELEASED,
     0,
     NULL},
    {ORDER_IN_PROCESS, {FOR("RACK", "A", 3), .priority = 9}, PRODUCT_RELEASED, 0, NULL},
    {ORDER_RELEASED, {FOR("NODE", "A", 3)}, PRODUCT_RELEASED, 0, "order-fixed"},
    {ORDER_RELEASED, {FOR("RACK", "B", 3)}, PRODUCT_RELEASED, 0, "order-fixed"},
    {ORDER_IN_PROCESS, {FOR("RACK", "A", 4)}, PRODUCT_RELEASED, 0, "order-fixed"},
    {ORDER_COMPLETED, {FOR("RACK", "A", 3), .destination = "another place"}, PRODUCT_OBSOLETE, 1, NULL},
    {ORDER_COMPLETED, {FOR("RACK", "A", 3), .destination = "another place"}, PRODUCT_OBSOLETE, 0, "order-state"},
    {ORDER_COMPLETED, {FOR("RACK", "A", 2)}, PRODUCT_OBSOLETE, 1, "order-fixed"},
    {ORDER_CLOSED, {FOR("RACK", "A", 3)}, PRODUCT_RELEASED, 0, "order-state"},
    {ORDER_CLOSED, {FOR("RACK", "A", 3), .customer = "somebody"}, PRODUCT_RELEASED, 1, NULL},
    {ORDER_CANCELLED, {FOR("RACK", "A", 3)}, PRODUCT_RELEASED, 0, "order-state"},
    {ORDER_CANCELLED, {FOR("RACK", "A", 3), .customer = "somebody"}, PRODUCT_OBSOLETE, 2, NULL},
    {ORDER_CANCELLED, {FOR("RACK", "A", 4)}, PRODUCT_OBSOLETE, 2, "order-fixed"},
};

START_TEST(an_order_is_replanned_and_what_its_units_were_made_by_stays)
{
    const struct replan_row *row = &REPLANS[_i];
    const struct order order = {
        .order = "O1", .part_number = "RACK", .revision = "A", .quantity = 3, .state = row->state};
    order_may_replan(&order, &row->data, row->product_state, row->units_here, &reasons);
    expect(row->code);
}
END_TEST

struct change_row {
    int state;
    enum entry_kind kind;
    int product_state;
    int64_t unfinished, running;
    const char *code;
};
static const struct change_row CHANGES[] = {
    {ORDER_PLANNED, ENTRY_ORDER_RELEASED, PRODUCT_RELEASED, 0, 0, NULL},
    {ORDER_PLANNED, ENTRY_ORDER_RELEASED, PRODUCT_DRAFT, 0, 0, "product-state"},
    {ORDER_PLANNED, ENTRY_ORDER_RELEASED, PRODUCT_OBSOLETE, 0, 0, "product-state"},
    {ORDER_RELEASED, ENTRY_ORDER_RELEASED, PRODUCT_RELEASED, 3, 0, "order-state"},
    {ORDER_PLANNED, ENTRY_ORDER_CANCELLED, PRODUCT_RELEASED, 0, 0, NULL},
    {ORDER_RELEASED, ENTRY_ORDER_CANCELLED, PRODUCT_RELEASED, 3, 0, NULL},
    {ORDER_IN_PROCESS, ENTRY_ORDER_CANCELLED, PRODUCT_RELEASED, 3, 0, NULL},
    {ORDER_IN_PROCESS, ENTRY_ORDER_CANCELLED, PRODUCT_RELEASED, 3, 1, "operation-state"},
    {ORDER_COMPLETED, ENTRY_ORDER_CANCELLED, PRODUCT_RELEASED, 0, 0, "order-state"},
    {ORDER_COMPLETED, ENTRY_ORDER_CLOSED, PRODUCT_RELEASED, 0, 0, NULL},
    {ORDER_COMPLETED, ENTRY_ORDER_CLOSED, PRODUCT_RELEASED, 1, 0, "unit-unfinished"},
    {ORDER_CLOSED, ENTRY_ORDER_CLOSED, PRODUCT_RELEASED, 0, 0, "order-state"},
};

START_TEST(an_order_changes_as_its_state_allows)
{
    const struct change_row *row = &CHANGES[_i];
    const struct order order = {.order = "O1", .part_number = "RACK", .revision = "A", .state = row->state};
    order_may_change(&order, row->product_state, row->kind, row->unfinished, row->running, &reasons);
    expect(row->code);
}
END_TEST

START_TEST(an_order_of_before_there_was_a_bound_is_not_released)
{
    struct order order = {
        .order = "O1", .part_number = "RACK", .revision = "A", .state = ORDER_PLANNED, .quantity = ORDER_UNITS_MAX};
    order_may_change(&order, PRODUCT_RELEASED, ENTRY_ORDER_RELEASED, 0, 0, &reasons);
    expect(NULL);
    order.quantity++;
    order_may_change(&order, PRODUCT_RELEASED, ENTRY_ORDER_RELEASED, 0, 0, &reasons);
    expect("order-too-large");
    order_may_change(&order, PRODUCT_RELEASED, ENTRY_ORDER_CANCELLED, 0, 0, &reasons);
    expect(NULL);
}
END_TEST

START_TEST(a_draft_is_released_and_a_released_product_made_obsolete)
{
    product_may_change(PRODUCT_DRAFT, ENTRY_PRODUCT_RELEASED, 0, &reasons);
    expect(NULL);
    product_may_change(PRODUCT_RELEASED, ENTRY_PRODUCT_RELEASED, 0, &reasons);
    expect("product-state");
    product_may_change(PRODUCT_RELEASED, ENTRY_PRODUCT_OBSOLETED, 0, &reasons);
    expect(NULL);
    product_may_change(PRODUCT_RELEASED, ENTRY_PRODUCT_OBSOLETED, 2, &reasons);
    expect("product-in-use");
    product_may_change(PRODUCT_DRAFT, ENTRY_PRODUCT_OBSOLETED, 0, &reasons);
    expect("product-state");
}
END_TEST

START_TEST(a_unit_is_scrapped_when_nothing_runs_on_it_and_it_is_in_no_other)
{
    struct unit unit = {.serial = "R1", .state = UNIT_COMPLETED}, holder = {.serial = "R2"};
    unit_may_be_scrapped(&unit, NULL, 0, &reasons);
    expect(NULL);
    unit_may_be_scrapped(&unit, &holder, 0, &reasons);
    expect("unit-installed");
    holder.state = UNIT_SHIPPED;
    unit_may_be_scrapped(&unit, &holder, 0, &reasons);
    ck_assert_str_eq(reasons.items[0].detail, "unit R1 left in unit R2");
    expect("unit-installed");
    unit_may_be_scrapped(&unit, NULL, 1, &reasons);
    expect("operation-state");
    unit.state = UNIT_SHIPPED;
    unit_may_be_scrapped(&unit, NULL, 0, &reasons);
    expect("unit-state");
}
END_TEST

START_TEST(a_nonconformance_is_decided_on_until_it_is_closed)
{
    struct nonconformance nonconformance = {.nonconformance_id = 7, .state = NONCONFORMANCE_OPEN, .operation = "040"};
    const struct installation part = {.installation_id = 3};
    const struct nonconformance_case of = {
        .nonconformance = &nonconformance, .part = &part, .part_state = COMPONENT_INSTALLED};
    nonconformance_may_be_disposed(&of, DISPOSITION_REWORK, &reasons);
    expect(NULL);
    nonconformance.state = NONCONFORMANCE_DISPOSED;
    nonconformance_may_be_disposed(&of, DISPOSITION_REWORK, &reasons);
    expect(NULL);
    nonconformance.state = NONCONFORMANCE_CLOSED;
    nonconformance_may_be_disposed(&of, DISPOSITION_REWORK, &reasons);
    expect("nonconformance-state");
    nonconformance.state = NONCONFORMANCE_VOIDED;
    nonconformance_may_be_disposed(&of, DISPOSITION_REWORK, &reasons);
    expect("nonconformance-state");
}
END_TEST

enum { DECIDED = 50, BEFORE = 40, SINCE = 60, NEVER = 0 }; /* places in the journal */
static const struct {
    const char *claim;
    int disposition, unit_state;
    int64_t ran, reworked, removed, put_in; /* where the journal has the run's start, the part's removal, another's */
    const char *serial; /* of what is there; that of the part is "s1" */
    const char *refused;
} ANEW[] = {
    {"a scrapping that nobody did", DISPOSITION_SCRAP, UNIT_COMPLETED, BEFORE, NEVER, NEVER, NEVER, "s2", NULL},
    {"whatever else was done", DISPOSITION_SCRAP, UNIT_IN_PROCESS, SINCE, NEVER, NEVER, NEVER, "s2", NULL},
    {"not of a unit that is scrap", DISPOSITION_SCRAP, UNIT_SCRAPPED, BEFORE, NEVER, NEVER, NEVER, "s2",
     "nonconformance-state"},
    {"nor of a part that is out", DISPOSITION_SCRAP, UNIT_IN_PROCESS, BEFORE, NEVER, SINCE, NEVER, "s2",
     "nonconformance-state"},
    {"it had lain there before", DISPOSITION_RETURN, UNIT_IN_PROCESS, BEFORE, NEVER, BEFORE, NEVER, "s2", NULL},
    {"a rework that was not begun", DISPOSITION_REWORK, UNIT_IN_PROCESS, BEFORE, BEFORE, NEVER, NEVER, "s2", NULL},
    {"not once it is", DISPOSITION_REWORK, UNIT_IN_PROCESS, SINCE, NEVER, NEVER, NEVER, "s2", "nonconformance-state"},
    {"of what is named too", DISPOSITION_REWORK, UNIT_IN_PROCESS, BEFORE, SINCE, NEVER, NEVER, "s2",
     "nonconformance-state"},
    {"a false failure likewise", DISPOSITION_FALSE_FAIL, UNIT_IN_PROCESS, SINCE, NEVER, NEVER, NEVER, "s2",
     "nonconformance-state"},
    {"a repair until a part goes in", DISPOSITION_REPAIR, UNIT_IN_PROCESS, BEFORE, NEVER, NEVER, SINCE, "s2",
     "nonconformance-state"},
    {"also another than it was", DISPOSITION_REPAIR, UNIT_IN_PROCESS, SINCE, NEVER, SINCE, SINCE, "s2",
     "nonconformance-state"},
    {"not by the same, which was good after all", DISPOSITION_REPAIR, UNIT_IN_PROCESS, SINCE, NEVER, SINCE, SINCE, "s1",
     NULL},
    {"what a second person signed for stays so", DISPOSITION_USE_AS_IS, UNIT_IN_PROCESS, BEFORE, NEVER, NEVER, NEVER, "s2",
     "nonconformance-state"},
};

static int64_t position_or_none(int64_t journal_position)
{
    return journal_position ? journal_position : ABSENT_INTEGER;
}

START_TEST(what_was_decided_and_not_begun_is_decided_anew)
{
    const struct nonconformance nonconformance = {.nonconformance_id = 7,
                                                  .state = NONCONFORMANCE_DISPOSED,
                                                  .disposition = ANEW[_i].disposition,
                                                  .disposed_at = DECIDED};
    const struct unit_operation operation = {.operation = "040", .run_id = position_or_none(ANEW[_i].ran)};
    struct unit_operation reworked = {.operation = "020", .run_id = position_or_none(ANEW[_i].reworked)};
    const struct installation part = {.child_unit_id = ABSENT_INTEGER,
                                      .part_number = "GPU",
                                      .serial = "s1",
                                      .removed_by = position_or_none(ANEW[_i].removed)},
                              other = {.installation_id = position_or_none(ANEW[_i].put_in),
                                       .part_number = "GPU",
                                       .serial = ANEW[_i].serial};
    const struct nonconformance_case of = {.nonconformance = &nonconformance,
                                           .unit_state = ANEW[_i].unit_state,
                                           .operation = &operation,
                                           .part = &part,
                                           .occupant = &other,
                                           .reworked = {&reworked, 1}};
    nonconformance_may_be_decided_anew(&of, DECIDED, &reasons);
    expect(ANEW[_i].refused);
}
END_TEST

static const struct {
    const char *claim;
    int state, disposition;
    int64_t decided, replaces;
    const char *refused;
} UNSEEN[] = {
    {"the first decision replaces none", NONCONFORMANCE_OPEN, DISPOSITION_ABSENT, NEVER, NEVER, NULL},
    {"nor may it say so", NONCONFORMANCE_OPEN, DISPOSITION_ABSENT, NEVER, DECIDED, "nonconformance-state"},
    {"who decides second hears of the first", NONCONFORMANCE_DISPOSED, DISPOSITION_SCRAP, DECIDED, NEVER,
     "nonconformance-state"},
    {"also of one that nobody has agreed to", NONCONFORMANCE_OPEN, DISPOSITION_USE_AS_IS, DECIDED, NEVER,
     "nonconformance-state"},
    {"or of a third between", NONCONFORMANCE_DISPOSED, DISPOSITION_SCRAP, DECIDED, BEFORE, "nonconformance-state"},
    {"who names it replaces it", NONCONFORMANCE_DISPOSED, DISPOSITION_SCRAP, DECIDED, DECIDED, NULL},
    {"as one that nobody has agreed to", NONCONFORMANCE_OPEN, DISPOSITION_USE_AS_IS, DECIDED, DECIDED, NULL},
};

START_TEST(a_decision_is_replaced_by_who_has_seen_it)
{
    const struct nonconformance nonconformance = {.nonconformance_id = 7,
                                                  .state = UNSEEN[_i].state,
                                                  .disposition = UNSEEN[_i].disposition,
                                                  .disposed_by = "ann",
                                                  .disposed_at = position_or_none(UNSEEN[_i].decided)};
    const struct nonconformance_case of = {.nonconformance = &nonconformance, .unit_state = UNIT_IN_PROCESS};
    nonconformance_may_be_decided_anew(&of, position_or_none(UNSEEN[_i].replaces), &reasons);
    expect(UNSEEN[_i].refused);
}
END_TEST

START_TEST(a_station_keeps_what_its_open_runs_need)
{
    struct bay bays[] = {{.bay = "b1"}, {.bay = "b2"}};
    const struct station now = {.station = "B1", .type = "burn-in"};
    const struct run run = {.operation = "050", .bay = "b2"};
    struct station_defined data = {.station = "B1", .type = "burn-in", .bays = {bays, 2}};
    station_may_be_defined(&data, NULL, NULL, 0, &reasons);
    expect(NULL);
    station_may_be_defined(&data, &now, &run, 1, &reasons);
    expect(NULL);
    data.bays.count = 1;
    station_may_be_defined(&data, &now, NULL, 0, &reasons);
    expect(NULL);
    station_may_be_defined(&data, &now, &run, 1, &reasons);
    expect("station-busy");
    data = (struct station_defined){.station = "B1", .type = "audit", .bays = {bays, 2}};
    station_may_be_defined(&data, &now, &run, 1, &reasons);
    expect("station-busy");
}
END_TEST

START_TEST(use_as_is_is_countersigned_by_a_second_person)
{
    const struct principal second = {.token = "quality-2", .role = ROLE_QUALITY};
    const struct principal first = {.token = "quality-1", .role = ROLE_QUALITY};
    struct nonconformance nonconformance = {.nonconformance_id = 7,
                                            .state = NONCONFORMANCE_OPEN,
                                            .disposition = DISPOSITION_USE_AS_IS,
                                            .disposed_by = "quality-1"};
    const struct nonconformance_case of = {.nonconformance = &nonconformance};
    const struct snapshot by_second = {.principal = &second}, by_first = {.principal = &first};
    nonconformance_may_be_countersigned(&of, &by_second, &reasons);
    expect(NULL);
    nonconformance_may_be_countersigned(&of, &by_first, &reasons);
    expect("countersign-same");
    nonconformance.disposition = DISPOSITION_ABSENT;
    nonconformance_may_be_countersigned(&of, &by_second, &reasons);
    expect("countersign-none");
    nonconformance.disposition = DISPOSITION_USE_AS_IS;
    nonconformance.state = NONCONFORMANCE_DISPOSED;
    nonconformance_may_be_countersigned(&of, &by_second, &reasons);
    expect("nonconformance-state");
}
END_TEST

START_TEST(what_is_returned_to_its_supplier_is_at_a_position)
{
    struct nonconformance nonconformance = {.nonconformance_id = 7, .state = NONCONFORMANCE_OPEN};
    const struct installation part = {.installation_id = 3};
    const struct nonconformance_case of = {
        .nonconformance = &nonconformance, .part = &part, .part_state = COMPONENT_INSTALLED};
    nonconformance_may_be_disposed(&of, DISPOSITION_RETURN, &reasons);
    expect("position-missing");
    nonconformance.position = "tray-1";
    nonconformance_may_be_disposed(&of, DISPOSITION_RETURN, &reasons);
    expect(NULL);
}
END_TEST

SUITE_BEGIN(domain_rules_edits)
tcase_add_test(tests, a_station_keeps_what_its_open_runs_need);
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, an_order_is_planned_once_for_a_released_product);
tcase_add_test(tests, an_order_of_before_there_was_a_bound_is_not_released);
tcase_add_loop_test(tests, an_order_is_replanned_and_what_its_units_were_made_by_stays, 0,
                    sizeof REPLANS / sizeof *REPLANS);
tcase_add_loop_test(tests, an_order_changes_as_its_state_allows, 0, sizeof CHANGES / sizeof *CHANGES);
tcase_add_test(tests, a_draft_is_released_and_a_released_product_made_obsolete);
tcase_add_test(tests, a_unit_is_scrapped_when_nothing_runs_on_it_and_it_is_in_no_other);
tcase_add_test(tests, a_nonconformance_is_decided_on_until_it_is_closed);
tcase_add_loop_test(tests, what_was_decided_and_not_begun_is_decided_anew, 0, sizeof ANEW / sizeof *ANEW);
tcase_add_loop_test(tests, a_decision_is_replaced_by_who_has_seen_it, 0, sizeof UNSEEN / sizeof *UNSEEN);
tcase_add_test(tests, use_as_is_is_countersigned_by_a_second_person);
tcase_add_test(tests, what_is_returned_to_its_supplier_is_at_a_position);
SUITE_END
