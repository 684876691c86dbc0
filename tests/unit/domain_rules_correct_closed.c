/* Taking back what a nonconformance was closed on. The comments number the journal: an event is named by its position.
 */
#include "scenario.h"
#include "suite.h"

#define EVENT(kind, type, ...)                                                                                         \
    kind, &(const struct type)                                                                                         \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }
#define POST(line, kind, type, ...) line_posted((line), EVENT(kind, type, __VA_ARGS__))

#define CORRECTED(position)                                                                                            \
    EVENT(ENTRY_EVENT_CORRECTED, event_corrected, .operator = "ann", .event = LINE_ID(position), .reason = "slip")

static void close_it(struct line *line, int64_t defect)
{
    line_name(line, ENTRY_NONCONFORMANCE_CLOSED, defect);
}

/* A fault at supply-1 of a finished rack, decided on so, and the supply taken out for good. */
static int64_t supply_out(struct line *line, int disposition) /* 18, 19, 20 */
{
    line_completed(line, "R1");
    int64_t defect = POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("R1", NULL, "ann"),
                          .position = "supply-1", .code = "dent");
    line_dispose(line, defect, disposition);
    int64_t at = POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"),
                      .position = "supply-1", .removal = REMOVAL_SCRAP);
    ck_assert_int_eq(at, 20);
    return defect;
}
static void supply_in(struct line *line, const char *serial)
{
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R1", "020", "ann"), .position = "supply-1",
         .part_number = "PSU", .revision = "C", .serial = serial);
}
static void begin_020(struct line *line)
{
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "020", "ann"));
}

GIVEN(a_supply_scrapped)
{
    supply_out(line, DISPOSITION_SCRAP);
}
GIVEN(a_supply_scrapped_and_its_fault_closed)
{
    close_it(line, supply_out(line, DISPOSITION_SCRAP));
}
GIVEN(a_supply_in_after_the_fault_was_closed) /* 21 closes, 23 */
{
    a_supply_scrapped_and_its_fault_closed(line);
    begin_020(line);
    supply_in(line, "p-new");
}
GIVEN(a_supply_replaced) /* 22 */
{
    supply_out(line, DISPOSITION_REPAIR);
    begin_020(line);
    supply_in(line, "p-new");
}
GIVEN(a_supply_replaced_and_its_fault_closed)
{
    int64_t defect = supply_out(line, DISPOSITION_REPAIR);
    begin_020(line);
    supply_in(line, "p-new");
    close_it(line, defect);
}
GIVEN(a_supply_replaced_closed_and_out_again) /* 24 */
{
    a_supply_replaced_and_its_fault_closed(line);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"), .position = "supply-1");
}
GIVEN(another_supply_out_before_the_fault_was_closed) /* 21 */
{
    int64_t defect = supply_out(line, DISPOSITION_SCRAP);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("R1", "020", "ann"), .position = "supply-2");
    close_it(line, defect);
}

/* Failed, to be done again, and passed. */
static int64_t rework(struct line *line) /* 1, 4, 5 fails, 6 opens, 7, 8, 9 passes */
{
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("T1", "010", "ann"));
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("T1", "010", "ann"), .position = "board",
         .part_number = "PCB", .serial = "s1");
    int64_t failed =
        POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("T1", "010", "ann"), .verdict = VERDICT_FAILED);
    line_dispose(line, failed + 1, DISPOSITION_REWORK);
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("T1", "010", "ann"));
    int64_t passed = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("T1", "010", "ann"));
    ck_assert_int_eq(passed, 9);
    return failed + 1;
}
GIVEN(a_tray_reworked)
{
    rework(line);
}
GIVEN(a_tray_reworked_and_its_fault_closed)
{
    close_it(line, rework(line));
}

/* A drive replaced, and its evidence renewed by another test. */
static int64_t drive_replaced(struct line *line)
{
    line_completed(line, "N1");
    int64_t defect = POST(line, ENTRY_DEFECT_REPORTED, defect_reported, SUBJECT("N1", NULL, "ann"), .position = "drive",
                          .code = "dent");
    line_dispose(line, defect, DISPOSITION_REPAIR);
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("N1", "020", "ann"), .position = "drive",
         .removal = REMOVAL_SCRAP);
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("N1", "020", "ann"));
    POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("N1", "020", "ann"), .position = "drive",
         .part_number = "SSD", .serial = "d-new");
    POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("N1", "020", "ann"));
    line_at(line, "C1");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("N1", "030", "ann"));
    int64_t passed = POST(line, ENTRY_OPERATION_COMPLETED, operation_completed, SUBJECT("N1", "030", "ann"));
    ck_assert_int_eq(passed, 16);
    return defect;
}
GIVEN(a_drive_replaced) /* 16 */
{
    drive_replaced(line);
}
GIVEN(a_drive_replaced_and_its_fault_closed)
{
    close_it(line, drive_replaced(line));
}
GIVEN(a_drive_replaced_closed_and_by_a_slip_out_again) /* 18 closes, 19, 20 */
{
    a_drive_replaced_and_its_fault_closed(line);
    int64_t slip = POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT("N1", "020", "ann"), .position = "drive");
    int64_t back = line_posted(line, CORRECTED(slip));
    ck_assert_int_eq(back, 20);
}

static const struct scenario TABLE[] = {
    {"what was scrapped is put back", a_supply_scrapped, CORRECTED(20), ""},
    {"not once its fault is closed", a_supply_scrapped_and_its_fault_closed, CORRECTED(20), "later-event"},
    {"what came after the closing goes", a_supply_in_after_the_fault_was_closed, CORRECTED(23), ""},
    {"a replacement is taken back", a_supply_replaced, CORRECTED(22), ""},
    {"not once its fault is closed", a_supply_replaced_and_its_fault_closed, CORRECTED(22), "later-event"},
    {"what took it out again is", a_supply_replaced_closed_and_out_again, CORRECTED(24), ""},
    {"and the first part does not come back", a_supply_replaced_closed_and_out_again, CORRECTED(20), "later-event"},
    {"a part elsewhere has no part in it", another_supply_out_before_the_fault_was_closed, CORRECTED(21), ""},
    {"a pass is taken back", a_tray_reworked, CORRECTED(9), ""},
    {"not once the rework is closed", a_tray_reworked_and_its_fault_closed, CORRECTED(9), "later-event"},
    {"a retest is taken back", a_drive_replaced, CORRECTED(16), ""},
    {"not once the repair is closed", a_drive_replaced_and_its_fault_closed, CORRECTED(16), "later-event"},
    {"nor once it fell again and stands", a_drive_replaced_closed_and_by_a_slip_out_again, CORRECTED(16), "later-event"},
};
SCENARIOS(CORRECT_CLOSED_SCENARIOS, TABLE);
