/* Taking parts out of a scrapped unit: by whom, which, and that the unit stays scrap. */
#include "scenario.h"
#include "suite.h"

#include <string.h>

static const struct principal QUALITY = {.token = "quality", .role = ROLE_QUALITY};

GIVEN(a_scrapped_rack)
{
    line_completed(line, "R1");
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
}
GIVEN(scrap_before_quality)
{
    a_scrapped_rack(line);
    line->principal = QUALITY;
}
GIVEN(scrap_before_an_administrator)
{
    a_scrapped_rack(line);
    line->principal = (struct principal){.token = "admin", .role = ROLE_ADMIN};
}
GIVEN(scrap_before_an_operator)
{
    a_scrapped_rack(line);
    line->principal = (struct principal){.token = "ann", .role = ROLE_OPERATOR};
}
GIVEN(scrap_that_is_held)
{
    scrap_before_quality(line);
    line->unit_held[0] = true;
}

/* A defect at supply-1, decided on so (nothing: not at all), then the rack is scrapped. */
static int64_t scrap_with(struct line *line, const char *position, int disposition)
{
    line_completed(line, "R1");
    int64_t defect =
        line_posted(line, ENTRY_DEFECT_REPORTED,
                    &(const struct defect_reported){SUBJECT("R1", "020", "ann"), .position = position, .code = "dent"});
    if (disposition)
        line_dispose(line, defect, disposition);
    if (disposition == DISPOSITION_USE_AS_IS)
        line_name(line, ENTRY_NONCONFORMANCE_COUNTERSIGNED, defect);
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
    line->principal = QUALITY;
    return defect;
}
GIVEN(a_rack_to_be_scrapped)
{
    const struct principal station = line->principal;
    scrap_with(line, NULL, DISPOSITION_SCRAP);
    line_unit(line, "R1")->state = UNIT_IN_PROCESS;
    line->principal = station;
}
GIVEN(scrap_nobody_decided_on)
{
    scrap_with(line, NULL, DISPOSITION_ABSENT);
}
GIVEN(scrap_with_the_part_to_be_thrown_away)
{
    scrap_with(line, "supply-1", DISPOSITION_SCRAP);
}
GIVEN(scrap_with_the_part_to_be_returned)
{
    scrap_with(line, "supply-1", DISPOSITION_RETURN);
}
GIVEN(scrap_with_the_part_to_be_replaced)
{
    scrap_with(line, "supply-1", DISPOSITION_REPAIR);
}
GIVEN(scrap_with_the_part_to_be_reworked)
{
    scrap_with(line, "supply-1", DISPOSITION_REWORK);
}
GIVEN(scrap_with_the_part_reworked)
{
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, scrap_with(line, "supply-1", DISPOSITION_REWORK));
}
GIVEN(scrap_with_a_false_fail)
{
    scrap_with(line, "supply-1", DISPOSITION_FALSE_FAIL);
}
GIVEN(scrap_with_a_part_used_as_it_is)
{
    scrap_with(line, "supply-1", DISPOSITION_USE_AS_IS);
}
GIVEN(scrap_with_another_part_to_be_thrown_away)
{
    scrap_with(line, "supply-2", DISPOSITION_SCRAP);
}
GIVEN(scrap_with_the_part_put_in_since)
{
    int64_t defect = scrap_with(line, "supply-1", DISPOSITION_SCRAP);
    line_occupant(line, line_unit(line, "R1"), "supply-1")->installation_id = defect + 1;
}

#define REMOVED(...)                                                                                                   \
    ENTRY_COMPONENT_REMOVED, &(const struct component_removed)                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define SUPPLY(...) REMOVED(SUBJECT("R1", "020", "ann"), .position = "supply-1", __VA_ARGS__)
#define REUSE SUPPLY(.removal = REMOVAL_REUSE)

static const struct scenario TABLE[] = {
    {"quality takes a part out of scrap for use", scrap_before_quality, REUSE, ""},
    {"for use it is too when nothing else is said", scrap_before_quality, SUPPLY(.reason = "good"), ""},
    {"so does an administrator", scrap_before_an_administrator, REUSE, ""},
    {"nobody else", a_scrapped_rack, REUSE, "salvage-quality"},
    {"though nobody says for what", a_scrapped_rack, SUPPLY(.reason = "good"), "salvage-quality"},
    {"but anybody at a station throws parts away", a_scrapped_rack, SUPPLY(.removal = REMOVAL_SCRAP), ""},
    {"or returns them", a_scrapped_rack, SUPPLY(.removal = REMOVAL_RETURN), ""},
    {"what is to be scrapped is not emptied first", a_rack_to_be_scrapped, REUSE, "salvage-quality"},
    {"whatever is not said", a_rack_to_be_scrapped, SUPPLY(.reason = "good"), "salvage-quality"},
    {"but of what is thrown away", a_rack_to_be_scrapped, SUPPLY(.removal = REMOVAL_SCRAP), ""},
    {"at a station", scrap_before_an_operator, SUPPLY(.removal = REMOVAL_RETURN), "no-station"},
    {"somebody does it by hand", scrap_before_quality, REMOVED(SUBJECT("R1", "020", NULL), .position = "supply-1"),
     "operator-missing"},
    {"what is there", scrap_before_quality, REMOVED(SUBJECT("R1", "020", "ann"), .position = "supply-9"),
     "position-unknown"},
    {"and is what it is taken for", scrap_before_quality, SUPPLY(.serial = "p9"), "serial-other"},
    {"not under a hold", scrap_that_is_held, REUSE, "unit-held"},
    {"faults are decided on first", scrap_nobody_decided_on, REUSE, "nonconformance-open"},
    {"which keeps nothing from being thrown away", scrap_nobody_decided_on, SUPPLY(.removal = REMOVAL_SCRAP), ""},
    {"what is to be thrown away is not used", scrap_with_the_part_to_be_thrown_away, REUSE, "component-faulty"},
    {"nor what is to be returned", scrap_with_the_part_to_be_returned, REUSE, "component-faulty"},
    {"it is returned", scrap_with_the_part_to_be_returned, SUPPLY(.removal = REMOVAL_RETURN), ""},
    {"nor what is to be replaced", scrap_with_the_part_to_be_replaced, REUSE, "component-faulty"},
    {"nor what is to be reworked", scrap_with_the_part_to_be_reworked, REUSE, "component-faulty"},
    {"until that is done", scrap_with_the_part_reworked, REUSE, ""},
    {"what was no fault does not count", scrap_with_a_false_fail, REUSE, ""},
    {"nor what two people took as it is", scrap_with_a_part_used_as_it_is, REUSE, ""},
    {"nor what was wrong elsewhere", scrap_with_another_part_to_be_thrown_away, REUSE, ""},
    {"nor with the part before it", scrap_with_the_part_put_in_since, REUSE, ""},
};
SCENARIOS(SALVAGE_SCENARIOS, TABLE);

static struct line *line;

static void begin(void)
{
    line = line_new();
}

static void end(void)
{
    line_free(line);
}

/* The position in the journal of a removal from R1 by quality. */
static int64_t salvage(const char *position, int removal)
{
    line->principal = QUALITY;
    return line_posted(line, REMOVED(SUBJECT("R1", "020", "ann"), .position = position, .removal = removal));
}

START_TEST(the_unit_stays_scrap_and_its_evidence_stands)
{
    a_scrapped_rack(line);
    line->orders[0].state = ORDER_COMPLETED;
    const struct result_removed *result = line->entries[salvage("supply-1", REMOVAL_REUSE) - 1].result;
    ck_assert(result->salvaged);
    ck_assert_uint_eq(result->invalidated.count, 0);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_SCRAPPED);
    ck_assert_int_eq(line->orders[0].state, ORDER_COMPLETED);
    for (int i = 0; i < LINE_OPERATIONS; i++)
        ck_assert_int_eq(line->operations[0][i].state, OPERATION_PASSED);
}
END_TEST

START_TEST(a_part_becomes_what_was_said)
{
    a_scrapped_rack(line);
    salvage("supply-1", REMOVAL_REUSE);
    salvage("supply-2", REMOVAL_RETURN);
    ck_assert_int_eq(line_component(line, "PSU", "R1-supply-1")->state, COMPONENT_AVAILABLE);
    ck_assert_int_eq(line_component(line, "PSU", "R1-supply-2")->state, COMPONENT_RETURNED);
}
END_TEST

START_TEST(a_mistake_is_taken_back)
{
    a_scrapped_rack(line);
    const struct event_corrected data = {.event = line_id(salvage("supply-1", REMOVAL_REUSE)), .reason = "slip"};
    line_posted(line, ENTRY_EVENT_CORRECTED, &data);
    ck_assert_ptr_nonnull(line_occupant(line, line_unit(line, "R1"), "supply-1"));
    ck_assert_int_eq(line_component(line, "PSU", "R1-supply-1")->state, COMPONENT_INSTALLED);
    ck_assert_int_eq(line_unit(line, "R1")->state, UNIT_SCRAPPED);
}
END_TEST

START_TEST(a_tray_goes_into_another_rack)
{
    line_completed(line, "T1");
    line_begun(line, "R1", "020", "A1", NULL);
    const struct component_installed in_r1 = {SUBJECT("R1", "020", "ann"), .position = "tray-1", .part_number = "TRAY",
                                              .serial = "T1"};
    line_posted(line, ENTRY_COMPONENT_INSTALLED, &in_r1);
    line_operation(line, "R1", "020")->state = OPERATION_OPEN;
    line_run(line, line_operation(line, "R1", "020")->run_id)->ended = line->now_us;
    line_unit(line, "R1")->state = UNIT_SCRAPPED;
    salvage("tray-1", REMOVAL_REUSE);
    ck_assert_int_eq(line_unit(line, "T1")->installed_in, ABSENT_INTEGER);
    line->principal = (struct principal){.token = "floor", .role = ROLE_STATION, .station = "A1"};
    line_begun(line, "R2", "020", "A1", NULL);
    const struct component_installed in_r2 = {SUBJECT("R2", "020", "ann"), .position = "tray-1", .part_number = "TRAY",
                                              .serial = "T1"};
    line_posted(line, ENTRY_COMPONENT_INSTALLED, &in_r2);
    ck_assert_int_eq(line_unit(line, "T1")->installed_in, line_unit(line, "R2")->unit_id);
}
END_TEST

SUITE_BEGIN(domain_rules_salvage)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, the_unit_stays_scrap_and_its_evidence_stands);
tcase_add_test(tests, a_part_becomes_what_was_said);
tcase_add_test(tests, a_mistake_is_taken_back);
tcase_add_test(tests, a_tray_goes_into_another_rack);
SUITE_END
