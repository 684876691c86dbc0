/* What a unit is given, and the later revisions that it is moved to. */
#include "revision_moves.h"

/* ---- givens ---- */

#define GIVEN(name) static void name(struct given *given)
GIVEN(waived_build)
{
    given->operations[BUILD_AT].state = OPERATION_WAIVED;
    given->operations[BUILD_AT].run_id = ABSENT_INTEGER;
}
GIVEN(waived_test)
{
    given->operations[TEST_AT].state = OPERATION_WAIVED;
}
GIVEN(failed_test)
{
    given->operations[TEST_AT].state = OPERATION_FAILED;
    given->operations[TEST_AT].failures = 2;
    given->operations[TEST_AT].run_id = 400;
}
GIVEN(failed_test_as_often_as_it_may)
{
    failed_test(given);
    given->operations[TEST_AT].failures = 3;
}
GIVEN(running_test)
{
    given->operations[TEST_AT].state = OPERATION_RUNNING;
    given->operations[WIRE_AT].state = OPERATION_PAUSED;
}
GIVEN(supply_changed_after_the_audit)
{
    given->changed = (struct changed){"supply", NULL, 9000, ENTRY_COMPONENT_INSTALLED};
}
GIVEN(a_unit_inside_not_completed)
{
    given->unfinished_inside = 1;
}
GIVEN(supply_not_approved)
{
    given->operations[BUILD_AT].state = OPERATION_INVALIDATED;
    given->parts[SUPPLY_AT].unapproved_by = 5000;
}
GIVEN(supply_not_approved_and_let_go)
{
    supply_not_approved(given);
    waived_build(given);
}
GIVEN(an_alternate)
{
    given->parts[SUPPLY_AT].part_number = "PSU-X";
    given->revisions[SUPPLY_AT] = NULL;
}
GIVEN(label_left_out)
{
    given->left_out[given->left_out_count++] = "035";
}
GIVEN(shipped)
{
    given->unit.state = UNIT_SHIPPED;
}
GIVEN(scrapped)
{
    given->unit.state = UNIT_SCRAPPED;
}
GIVEN(completed)
{
    given->unit.state = UNIT_COMPLETED;
}
GIVEN(queued)
{
    given->unit.state = UNIT_QUEUED;
}
GIVEN(installed)
{
    completed(given);
    given->unit.installed_in = 7;
}
GIVEN(of_the_revision_already)
{
    given->unit.revision = "B";
}
static void found_at(struct given *given, const char *position, int state)
{
    struct nonconformance *row = &given->nonconformances[given->nonconformance_count++];
    record_clear(&NONCONFORMANCE_RECORD, row);
    row->nonconformance_id = 700;
    row->position = position;
    row->state = state;
}
GIVEN(empty_cable_with_an_open_fault)
{
    given->filled[CABLE_AT] = NULL;
    found_at(given, "cable", NONCONFORMANCE_OPEN);
}
GIVEN(empty_cable_with_a_decided_fault)
{
    given->filled[CABLE_AT] = NULL;
    found_at(given, "cable", NONCONFORMANCE_DISPOSED);
}
GIVEN(empty_cable_with_a_closed_fault)
{
    given->filled[CABLE_AT] = NULL;
    found_at(given, "cable", NONCONFORMANCE_CLOSED);
}
GIVEN(empty_cable)
{
    given->filled[CABLE_AT] = NULL;
}
GIVEN(open_fault)
{
    found_at(given, NULL, NONCONFORMANCE_OPEN);
}
GIVEN(open_fault_inside)
{
    given->open_inside = 1;
}
static void found_in(struct given *given, const char *operation, int state)
{
    found_at(given, NULL, state);
    given->nonconformances[0].operation = operation;
}
GIVEN(open_fault_in_the_burn_in)
{
    found_in(given, "050", NONCONFORMANCE_OPEN);
}
GIVEN(closed_fault_in_the_burn_in)
{
    found_in(given, "050", NONCONFORMANCE_CLOSED);
}
GIVEN(burn_in_to_be_done_again)
{
    static const char *const AGAIN[] = {"040", "050"};
    found_in(given, "020", NONCONFORMANCE_DISPOSED);
    given->nonconformances[0].operations.items = (const char **)AGAIN;
    given->nonconformances[0].operations.count = 2;
}
GIVEN(everything_against_it)
{
    installed(given);
    running_test(given);
    found_at(given, "cable", NONCONFORMANCE_OPEN);
}

/* ---- later revisions ---- */

#define NEW_FRAME OPERATION("010", "assembly", ", 'characteristics': [{'name': 'torque', 'lower': 9, 'upper': 12}]")
#define LABEL OPERATION("035", "assembly", ", 'after': ['030']")
#define TEST_AFTER_LABEL OPERATION("040", "test", ", 'after': ['020', '035'], 'attempt_limit': 3")
#define STRICT_TEST OPERATION("040", "test", ", 'after': ['020', '030'], 'attempt_limit': 2")
#define AUDIT_AFTER_TEST OPERATION("060", "inspection", ", 'after': ['040'], 'sign_off': 'independent'")
#define NEW_SUPPLY                                                                                                     \
    "{'positions': 'supply', 'name': 'Supply', 'part_number': 'PSU', 'revision': 'D', 'tracking': 'serial',"           \
    " 'operation': '020'}"
#define OTHER_SUPPLY                                                                                                   \
    "{'positions': 'supply', 'name': 'Supply', 'part_number': 'PSU-Y', 'tracking': 'serial', 'operation': '020',"      \
    " 'alternates': [{'part_number': 'PSU', 'revision': 'C'}, {'part_number': 'PSU-X'}]}"
#define SUPPLY_OF_FORM(form)                                                                                           \
    "{'positions': 'supply', 'name': 'Supply', 'part_number': 'PSU', 'revision': 'C', 'tracking': 'serial',"           \
    " 'serial_pattern': '" form "', 'operation': '020'}"
#define MORE_SCREWS                                                                                                    \
    "{'positions': 'screws', 'name': 'Screws', 'part_number': 'M6', 'tracking': 'none', 'operation': '020',"           \
    " 'quantity': 8}"
#define LATER_SUPPLY                                                                                                   \
    "{'positions': 'supply', 'name': 'Supply', 'part_number': 'PSU', 'revision': 'C', 'tracking': 'serial',"           \
    " 'operation': '030'}"
#define NEW_TRAYS                                                                                                      \
    "{'positions': 'tray-{1..2}', 'name': 'Tray', 'part_number': 'TRAY', 'revision': 'C', 'tracking': 'serial',"       \
    " 'source': 'make', 'operation': '020'}"
#define COVER "{'positions': 'cover', 'name': 'Cover', 'part_number': 'CVR', 'tracking': 'lot', 'operation': '030'}"
#define TRACKED_CABLE                                                                                                  \
    "{'positions': 'cable', 'name': 'Cable', 'part_number': 'CBL', 'tracking': 'serial', 'operation': '030'}"

const struct move MOVES[] = {
    /* what falls */
    {.claim = "what is the same keeps what it has", .passed = 5},
    {.claim = "an operation with other limits falls, and no other",
     .passed = 5,
     .routing = NEW_FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN ", " AUDIT,
     .falls = "010=changed"},
    {.claim = "one that was not passed yet has nothing to fall",
     .passed = 0,
     .routing = NEW_FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN ", " AUDIT},
    {.claim = "one with another sign-off falls, though it was the last",
     .passed = 6,
     .given = completed,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN
                      ", " OPERATION("060", "inspection", ", 'after': ['050'], 'sign_off': 'any'"),
     .falls = "060=changed",
     .reopened = true},
    {.claim = "a waiver of an operation that asks for something else falls",
     .passed = 5,
     .given = waived_test,
     .routing = FRAME ", " BUILD ", " WIRE
                      ", " OPERATION("040", "test", ", 'after': ['020', '030'], 'minimum_min': 1") ", " BURN ", " AUDIT,
     .falls = "040=changed"},
    {.claim = "one of an operation that may never be waived falls too",
     .passed = 5,
     .given = waived_test,
     .routing = FRAME ", " BUILD ", " WIRE ", " OPERATION(
         "040", "test", ", 'after': ['020', '030'], 'never_waived': true") ", " BURN ", " AUDIT,
     .falls = "040=changed"},
    {.claim = "planned minutes, names and limits of attempts make nothing fall",
     .passed = 5,
     .routing = "{'operation': '010', 'name': 'Other', 'kind': 'assembly', 'station_type': 's', 'standard_min': 9,"
                " 'attempt_limit': 1, 'characteristics': [{'name': 'torque', 'lower': 8, 'upper': 12}]}, " BUILD
                ", " WIRE ", " TEST ", " BURN ", " AUDIT},
    /* parts */
    {.claim = "a part that is not approved any more: what fills its position falls, and what depends on it",
     .passed = 6,
     .given = completed,
     .lines = TRAYS ", " NEW_SUPPLY ", " SCREWS ", " CABLE,
     .falls = "020=position:supply 040=position:supply 050=position:supply 060=position:supply",
     .unapproved = "supply",
     .reopened = true},
    {.claim = "a part that an alternate approves stays",
     .passed = 5,
     .lines = TRAYS ", " OTHER_SUPPLY ", " SCREWS ", " CABLE},
    {.claim = "an alternate that is approved no more does not",
     .passed = 3,
     .given = an_alternate,
     .lines = TRAYS ", " NEW_SUPPLY ", " SCREWS ", " CABLE,
     .falls = "020=position:supply",
     .unapproved = "supply"},
    {.claim = "a unit built here is known by its own revision",
     .passed = 3,
     .lines = NEW_TRAYS ", " SUPPLY ", " SCREWS ", " CABLE,
     .falls = "020=position:tray-1",
     .unapproved = "tray-1 tray-2"},
    {.claim = "a part without what is recorded of it now is not approved",
     .passed = 5,
     .lines = TRAYS ", " SUPPLY ", " SCREWS ", " TRACKED_CABLE,
     .falls = "030=position:cable 040=position:cable 050=position:cable",
     .unapproved = "cable"},
    {.claim = "a part whose serial number has the form that is asked for now stays",
     .passed = 5,
     .lines = TRAYS ", " SUPPLY_OF_FORM("@#") ", " SCREWS ", " CABLE},
    {.claim = "one whose serial number has not does not",
     .passed = 3,
     .lines = TRAYS ", " SUPPLY_OF_FORM("@##") ", " SCREWS ", " CABLE,
     .falls = "020=position:supply",
     .unapproved = "supply"},
    {.claim = "a waiver of what fills a position that is filled anew falls, one of what depends on it does not",
     .passed = 5,
     .given = waived_build,
     .lines = TRAYS ", " SUPPLY ", " MORE_SCREWS ", " CABLE,
     .falls = "020=position:screws 040=position:screws 050=position:screws"},
    {.claim = "a waiver of what only depends on it stands",
     .passed = 5,
     .given = waived_test,
     .lines = TRAYS ", " SUPPLY ", " MORE_SCREWS ", " CABLE,
     .falls = "020=position:screws 050=position:screws"},
    {.claim = "a part that was not approved and is again is said",
     .passed = 3,
     .given = supply_not_approved,
     .approved = "supply"},
    {.claim = "one that still is not approved makes nothing fall again",
     .passed = 3,
     .given = supply_not_approved_and_let_go,
     .lines = TRAYS ", " NEW_SUPPLY ", " SCREWS ", " CABLE},
    {.claim = "a position more: who fills it falls, and the tests after it",
     .passed = 6,
     .given = completed,
     .lines = LINES ", " COVER,
     .falls = "030=changed 040=position:cover 050=position:cover 060=position:cover",
     .reopened = true},
    {.claim = "a position less that is empty: who filled it falls",
     .passed = 5,
     .given = empty_cable,
     .lines = TRAYS ", " SUPPLY ", " SCREWS,
     .falls = "030=changed"},
    {.claim = "a part that another operation is to fill stays; both operations fall",
     .passed = 5,
     .lines = TRAYS ", " LATER_SUPPLY ", " SCREWS ", " CABLE,
     .falls = "020=changed 030=changed"},
    /* what an operation depends on */
    {.claim = "to depend on less makes nothing fall",
     .passed = 5,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST_OF_TRAYS ", " BURN ", " AUDIT},
    {.claim = "a part that went in after a test which did not depend on it",
     .passed = 6,
     .given = supply_changed_after_the_audit,
     .completed = true},
    {.claim = "a new operation of assembly before a passed test: the test was too early",
     .passed = 5,
     .routing = FRAME ", " BUILD ", " WIRE ", " LABEL ", " TEST_AFTER_LABEL ", " BURN ", " AUDIT,
     .falls = "040=predecessor:035 050=predecessor:035"},
    {.claim = "a new test before a passed one takes nothing away",
     .passed = 5,
     .routing = FRAME ", " BUILD ", " WIRE ", " OPERATION("035", "test", ", 'after': ['030']") ", " TEST_AFTER_LABEL
                                                                                               ", " BURN ", " AUDIT},
    {.claim = "but what is signed off stood on all that comes before it",
     .passed = 6,
     .given = completed,
     .routing = FRAME ", " BUILD ", " WIRE ", " OPERATION("035", "test", ", 'after': ['030']") ", " TEST_AFTER_LABEL
                                                                                               ", " BURN ", " AUDIT,
     .falls = "060=predecessor:035",
     .reopened = true},
    {.claim = "a new operation before work that is done takes nothing away",
     .passed = 3,
     .routing = OPERATION("005", "assembly", "") ", " OPERATION(
         "010", "assembly",
         ", 'after': ['005'], 'characteristics': [{'name': 'torque', 'lower': 8, 'upper': 12}]") ", " BUILD ", " WIRE
                                                                                                 ", " TEST ", " BURN
                                                                                                 ", " AUDIT},
    /* what comes and goes */
    {.claim = "an operation that is left out counts no more",
     .passed = 5,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " AUDIT_AFTER_TEST,
     .left_out = "050"},
    {.claim = "one that was never begun leaves nothing behind",
     .passed = 4,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " AUDIT_AFTER_TEST},
    {.claim = "one that comes back is open",
     .passed = 5,
     .given = label_left_out,
     .routing = FRAME ", " BUILD ", " WIRE ", " LABEL ", " TEST ", " BURN ", " AUDIT,
     .returned = "035"},
    {.claim = "failures are kept",
     .passed = 3,
     .given = failed_test,
     .routing = NEW_FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN ", " AUDIT,
     .falls = "010=changed"},
    {.claim = "what has nothing left to be done is completed",
     .passed = 5,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN,
     .completed = true},
    {.claim = "not while a unit inside it is in work",
     .passed = 5,
     .given = a_unit_inside_not_completed,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN},
    {.claim = "a completed unit stays so when nothing is left open",
     .passed = 6,
     .given = completed,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " AUDIT_AFTER_TEST,
     .left_out = "050"},
    {.claim = "a queued unit just changes",
     .passed = 0,
     .given = queued,
     .routing = NEW_FRAME ", " BUILD ", " WIRE ", " LABEL ", " TEST ", " BURN ", " AUDIT},
    /* what is refused */
    {.claim = "a shipped unit stays what it was", .passed = 6, .given = shipped, .reasons = "unit-state"},
    {.claim = "a scrapped one too", .passed = 3, .given = scrapped, .reasons = "unit-state"},
    {.claim = "one that is in another is pulled first", .passed = 6, .given = installed, .reasons = "unit-installed"},
    {.claim = "nothing may run on it",
     .passed = 4,
     .given = running_test,
     .reasons = "operation-state operation-state"},
    {.claim = "it must be an older revision",
     .passed = 3,
     .given = of_the_revision_already,
     .reasons = "revision-not-newer"},
    {.claim = "a part in a position that is left out comes out first",
     .passed = 3,
     .lines = TRAYS ", " SUPPLY ", " SCREWS,
     .falls = "030=changed",
     .reasons = "position-filled"},
    {.claim = "what is to be done at a position that is left out is done first",
     .passed = 3,
     .given = empty_cable_with_an_open_fault,
     .lines = TRAYS ", " SUPPLY ", " SCREWS,
     .falls = "030=changed",
     .reasons = "nonconformance-unclosed"},
    {.claim = "and what was decided there, too",
     .passed = 3,
     .given = empty_cable_with_a_decided_fault,
     .lines = TRAYS ", " SUPPLY ", " SCREWS,
     .falls = "030=changed",
     .reasons = "nonconformance-unclosed"},
    {.claim = "what is closed does not matter",
     .passed = 3,
     .given = empty_cable_with_a_closed_fault,
     .lines = TRAYS ", " SUPPLY ", " SCREWS,
     .falls = "030=changed"},
    {.claim = "a fault found in what is left out would be nobody's any more",
     .passed = 4,
     .given = open_fault_in_the_burn_in,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " AUDIT_AFTER_TEST,
     .reasons = "nonconformance-unclosed"},
    {.claim = "and what is to be done again would be done by nobody",
     .passed = 4,
     .given = burn_in_to_be_done_again,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " AUDIT_AFTER_TEST,
     .reasons = "nonconformance-unclosed"},
    {.claim = "once it is closed it is",
     .passed = 4,
     .given = closed_fault_in_the_burn_in,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " AUDIT_AFTER_TEST},
    {.claim = "nothing is completed around an undecided fault",
     .passed = 5,
     .given = open_fault_inside,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN,
     .completed = true,
     .reasons = "nonconformance-open"},
    {.claim = "which keeps nothing else from changing",
     .passed = 4,
     .given = open_fault_inside,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " AUDIT_AFTER_TEST},
    {.claim = "an operation may not come to have spent its attempts",
     .passed = 3,
     .given = failed_test,
     .routing = FRAME ", " BUILD ", " WIRE ", " STRICT_TEST ", " BURN ", " AUDIT,
     .reasons = "attempts-spent"},
    {.claim = "one that has spent them already is in review",
     .passed = 3,
     .given = failed_test_as_often_as_it_may,
     .routing = FRAME ", " BUILD ", " WIRE ", " STRICT_TEST ", " BURN ", " AUDIT},
    {.claim = "an open fault keeps it from being completed so",
     .passed = 5,
     .given = open_fault,
     .routing = FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN,
     .completed = true,
     .reasons = "nonconformance-open"},
    {.claim = "an open fault alone keeps nobody from it", .passed = 4, .given = open_fault},
    {.claim = "every reason is given at once",
     .passed = 4,
     .given = everything_against_it,
     .lines = TRAYS ", " SUPPLY ", " SCREWS,
     .reasons = "unit-installed operation-state operation-state position-filled nonconformance-unclosed"},
};
const size_t MOVE_COUNT = sizeof MOVES / sizeof *MOVES;
