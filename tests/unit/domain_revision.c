/* What moving a unit to a newer revision comes to, and when it is refused: given a unit and two revisions, then what
 * falls and why. */
#include "product_text.h"

#include "domain/revision.h"

/* The earlier revision: a frame; trays, a supply and screws; beside them a cable; test, burn-in and audit. */
#define TRAYS                                                                                                          \
    "{'positions': 'tray-{1..2}', 'name': 'Tray', 'part_number': 'TRAY', 'revision': 'B', 'tracking': 'serial',"       \
    " 'source': 'make', 'operation': '020'}"
#define SUPPLY                                                                                                         \
    "{'positions': 'supply', 'name': 'Supply', 'part_number': 'PSU', 'revision': 'C', 'tracking': 'serial',"           \
    " 'operation': '020'}"
#define SCREWS "{'positions': 'screws', 'name': 'Screws', 'part_number': 'M6', 'tracking': 'none', 'operation': '020'}"
#define CABLE "{'positions': 'cable', 'name': 'Cable', 'part_number': 'CBL', 'tracking': 'lot', 'operation': '030'}"
#define LINES TRAYS ", " SUPPLY ", " SCREWS ", " CABLE

#define OPERATION(number, kind, more)                                                                                  \
    "{'operation': '" number "', 'name': 'N', 'kind': '" kind "', 'station_type': 's', 'standard_min': 1" more "}"
#define FRAME OPERATION("010", "assembly", ", 'characteristics': [{'name': 'torque', 'lower': 8, 'upper': 12}]")
#define BUILD OPERATION("020", "assembly", ", 'after': ['010']")
#define WIRE OPERATION("030", "assembly", ", 'after': ['010']")
#define TEST OPERATION("040", "test", ", 'after': ['020', '030'], 'attempt_limit': 3")
#define BURN                                                                                                           \
    OPERATION("050", "burn_in", ", 'after': ['040'], 'burn_in': {'hours': 2, 'power_w': 1000, 'coolant_lpm': 10}")
#define AUDIT OPERATION("060", "inspection", ", 'after': ['050'], 'sign_off': 'independent'")
#define ROUTING FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN ", " AUDIT

enum { OPERATIONS = 6, POSITIONS = 5, RUN_STEP = 100 };
enum { FRAME_AT, BUILD_AT, WIRE_AT, TEST_AT, BURN_AT, AUDIT_AT };
enum { TRAY_1, TRAY_2, SUPPLY_AT, SCREWS_AT, CABLE_AT };

/* A unit of the earlier revision: the runs of its operations began at 100, 200, …, and what they fill went in just
 * after. */
struct given {
    struct unit unit;
    struct unit_operation operations[OPERATIONS];
    struct installation parts[POSITIONS];
    const struct installation *filled[POSITIONS];
    const char *revisions[POSITIONS];
    struct nonconformance nonconformances[2];
    size_t nonconformance_count;
    const char *left_out[2];
    size_t left_out_count;
};

struct move {
    const char *claim;
    int passed;                         /* how many operations are */
    void (*given)(struct given *given); /* and what else; NULL: nothing */
    const char *lines, *routing;        /* of the later revision; NULL: as before */
    const char *falls;                  /* operation=cause, or operation=cause:because, with blanks between */
    const char *left_out, *returned;    /* NULL: none */
    const char *unapproved, *approved;  /* likewise */
    bool reopened, completed;
    const char *reasons; /* why it may not be moved; NULL: it may */
};

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
    given->parts[SUPPLY_AT].installation_id = 9000;
}
GIVEN(cable_waived_and_not_there)
{
    given->operations[WIRE_AT].state = OPERATION_WAIVED;
    given->filled[CABLE_AT] = NULL;
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
#define TEST_OF_TRAYS OPERATION("040", "test", ", 'after': ['020', '030'], 'invalidated_by': ['tray-*']")
#define AUDIT_AFTER_TEST OPERATION("060", "inspection", ", 'after': ['040'], 'sign_off': 'independent'")
#define NEW_SUPPLY                                                                                                     \
    "{'positions': 'supply', 'name': 'Supply', 'part_number': 'PSU', 'revision': 'D', 'tracking': 'serial',"           \
    " 'operation': '020'}"
#define OTHER_SUPPLY                                                                                                   \
    "{'positions': 'supply', 'name': 'Supply', 'part_number': 'PSU-Y', 'tracking': 'serial', 'operation': '020',"      \
    " 'alternates': [{'part_number': 'PSU', 'revision': 'C'}, {'part_number': 'PSU-X'}]}"
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

static const struct move MOVES[] = {
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

/* ---- the runner ---- */

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

static const struct product *compile(const char *revision, const char *lines, const char *routing)
{
    struct product *product = arena_alloc(arena, sizeof *product);
    struct product_definition *definition =
        make_definition(arena_printf(arena, "[%s]", lines ? lines : LINES),
                        arena_printf(arena, "[%s]", routing ? routing : ROUTING), &reasons);
    definition->revision = revision;
    enum fault fault = product_compile(definition, product, &reasons);
    ck_assert_msg(!fault, "%s", reasons_text(&reasons));
    return product;
}

static void fill(struct given *given, const struct product *product, int position, int64_t installation_id)
{
    const struct bom_line *line = product->positions.items[position].line;
    struct installation *part = &given->parts[position];
    record_clear(&INSTALLATION_RECORD, part);
    part->installation_id = installation_id;
    part->position = product->positions.items[position].name;
    part->part_number = line->part_number;
    part->revision = line->source == SOURCE_MAKE ? NULL : line->revision;
    part->serial = line->tracking == TRACKING_SERIAL ? "S1" : NULL;
    part->lot = line->tracking == TRACKING_LOT ? "L1" : NULL;
    part->child_unit_id = line->source == SOURCE_MAKE ? 10 + position : ABSENT_INTEGER;
    given->filled[position] = part;
    given->revisions[position] = line->revision;
}

static void given_of(const struct move *move, const struct product *product, struct given *ret)
{
    *ret = (struct given){.unit = {.unit_id = 1, .serial = "R1", .part_number = "RL-1", .revision = "A"}};
    ret->unit.state = UNIT_IN_PROCESS;
    ret->unit.installed_in = ABSENT_INTEGER;
    for (int i = 0; i < OPERATIONS; i++) {
        struct unit_operation *row = &ret->operations[i];
        record_clear(&UNIT_OPERATION_RECORD, row);
        row->operation = product->operations.items[i].definition->operation;
        row->state = i < move->passed ? OPERATION_PASSED : OPERATION_OPEN;
        row->attempts = i < move->passed;
        row->failures = 0;
        row->run_id = i < move->passed ? RUN_STEP * (i + 1) : ABSENT_INTEGER;
        for (int j = 0; i < move->passed && j < POSITIONS; j++)
            if (product->positions.items[j].operation == i &&
                product->positions.items[j].line->tracking != TRACKING_NONE)
                fill(ret, product, j, row->run_id + 1 + j);
    }
}

static struct revision_case case_of(struct given *given, const struct product_revision *revision)
{
    return (struct revision_case){
        .unit = &given->unit,
        .revision = revision,
        .operations = given->operations,
        .filled = given->filled,
        .revisions = given->revisions,
        .left_out = {given->left_out, given->left_out_count},
        .nonconformances = {given->nonconformances, given->nonconformance_count},
    };
}

static const char *words(const char *const *items, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? " " : "", items[i]);
    return text;
}

static const char *falls_of(const struct revised_unit *revised)
{
    const char *text = "";
    for (size_t i = 0; i < revised->invalidated.count; i++) {
        const struct fallen_operation *fallen = &revised->invalidated.items[i];
        text = arena_printf(arena, "%s%s%s=%s%s%s", text, i ? " " : "", fallen->operation,
                            name_of(&FALL_CAUSE_NAMES, fallen->cause), fallen->because ? ":" : "",
                            fallen->because ? fallen->because : "");
    }
    return text;
}

static const char *codes_of(const struct reasons *found)
{
    const char *text = "";
    for (size_t i = 0; i < found->count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? " " : "", found->items[i].code);
    return text;
}

static void same(const struct move *move, const char *what, const char *found, const char *wanted)
{
    ck_assert_msg(!strcmp(found, wanted ? wanted : ""), "%s: %s: \"%s\", not \"%s\"", move->claim, what, found,
                  wanted ? wanted : "");
}

/* Whatever did not fall stands as it stood, with its attempts, failures and run. */
static void rest_stands(const struct move *move, const struct given *given, const struct product *from,
                        const struct product *to, const struct revision_outcome *outcome)
{
    size_t fallen = 0;
    for (size_t i = 0; i < to->operations.count; i++) {
        const struct unit_operation *row = &outcome->operations[i];
        int before = product_operation(from, row->operation);
        if (before < 0) {
            ck_assert_msg(row->state == OPERATION_OPEN && !row->failures, "%s: %s", move->claim, row->operation);
            continue;
        }
        const struct unit_operation *was = &given->operations[before];
        bool fell = row->state != was->state;
        fallen += fell;
        ck_assert_msg(!fell || (row->state == OPERATION_INVALIDATED && operation_is_done(was->state)), "%s: %s",
                      move->claim, row->operation);
        ck_assert_int_eq(row->failures, was->failures);
        ck_assert_int_eq(row->attempts, was->attempts);
        ck_assert_int_eq(row->run_id, was->run_id);
    }
    ck_assert_uint_eq(fallen, outcome->revised.invalidated.count);
}

START_TEST(a_move_takes_what_it_must_and_leaves_the_rest)
{
    const struct move *move = &MOVES[_i];
    const struct product_revision from = {compile("A", NULL, NULL), 10};
    const struct product_revision to = {compile("B", move->lines, move->routing), 20};
    struct product_changes changes;
    struct revision_outcome outcome;
    struct reasons found = {.arena = arena};
    struct given given;
    given_of(move, from.product, &given);
    if (move->given)
        move->given(&given);
    const struct revision_case is = case_of(&given, &from);
    ck_assert_int_eq(product_compare(from.product, to.product, arena, &changes), NOTHING_WRONG);
    ck_assert_int_eq(revision_decide(&is, &to, &changes, arena, &outcome), NOTHING_WRONG);
    unit_may_be_revised(&is, &to, &outcome, &found);
    same(move, "reasons", codes_of(&found), move->reasons);
    const struct revised_unit *revised = &outcome.revised;
    rest_stands(move, &given, from.product, to.product, &outcome);
    if (move->reasons && !move->falls)
        return;
    same(move, "falls", falls_of(revised), move->falls);
    same(move, "left out", words(revised->left_out.items, revised->left_out.count), move->left_out);
    same(move, "returned", words(revised->returned.items, revised->returned.count), move->returned);
    same(move, "unapproved", words(revised->unapproved.items, revised->unapproved.count), move->unapproved);
    same(move, "approved", words(revised->approved.items, revised->approved.count), move->approved);
    ck_assert_msg(revised->reopened == move->reopened, "%s: reopened", move->claim);
    ck_assert_msg(revised->completed == move->completed, "%s: completed", move->claim);
}
END_TEST

/* A test that comes to depend on a position: what was there before it ran is proven, what came later is not. */
START_TEST(what_a_test_comes_to_depend_on_is_older_than_its_run_or_it_falls)
{
    const struct move all = {.passed = 5};
    const struct product_revision from = {
        compile("A", NULL, FRAME ", " BUILD ", " WIRE ", " TEST_OF_TRAYS ", " BURN ", " AUDIT), 10};
    const struct product_revision to = {compile("B", NULL, NULL), 20};
    struct product_changes changes;
    struct revision_outcome outcome;
    ck_assert_int_eq(product_compare(from.product, to.product, arena, &changes), NOTHING_WRONG);
    static const struct {
        void (*given)(struct given *given);
        const char *falls;
    } ROWS[] = {{NULL, ""},
                {supply_changed_after_the_audit, "040=position:supply"},
                {cable_waived_and_not_there, "040=position:cable"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct given given;
        given_of(&all, from.product, &given);
        if (ROWS[i].given)
            ROWS[i].given(&given);
        const struct revision_case is = case_of(&given, &from);
        ck_assert_int_eq(revision_decide(&is, &to, &changes, arena, &outcome), NOTHING_WRONG);
        ck_assert_str_eq(falls_of(&outcome.revised), ROWS[i].falls);
    }
}
END_TEST

/* What is inside a tray may have been changed after the test, and nothing here says when. */
START_TEST(a_test_that_comes_to_depend_on_what_is_inside_a_unit_falls)
{
    const struct move all = {.passed = 5};
    const struct product_revision from = {compile("A", NULL,
                                                  FRAME ", " BUILD ", " WIRE ", " OPERATION(
                                                      "040", "test",
                                                      ", 'after': ['020', '030'],"
                                                      " 'invalidated_by': ['*', '!tray-*/*']") ", " BURN ", " AUDIT),
                                          10};
    const struct product_revision to = {compile("B", NULL, NULL), 20};
    struct product_changes changes;
    struct revision_outcome outcome;
    ck_assert_int_eq(product_compare(from.product, to.product, arena, &changes), NOTHING_WRONG);
    struct given given;
    given_of(&all, from.product, &given);
    struct revision_case is = case_of(&given, &from);
    ck_assert_int_eq(revision_decide(&is, &to, &changes, arena, &outcome), NOTHING_WRONG);
    ck_assert_str_eq(falls_of(&outcome.revised), "040=position:tray-1");
    given.filled[TRAY_1] = given.filled[TRAY_2] = NULL; /* then there is no inside */
    ck_assert_int_eq(revision_decide(&is, &to, &changes, arena, &outcome), NOTHING_WRONG);
    ck_assert_str_eq(falls_of(&outcome.revised), "");
}
END_TEST

START_TEST(only_a_newer_released_revision_is_moved_to)
{
    const struct product_revision older = {compile("A", NULL, NULL), 10}, newer = {compile("B", NULL, NULL), 20};
    const struct move none = {.passed = 0};
    struct product_changes changes;
    struct revision_outcome outcome;
    struct reasons found = {.arena = arena};
    struct given given;
    given_of(&none, newer.product, &given);
    given.unit.revision = "B";
    const struct revision_case is = case_of(&given, &newer);
    ck_assert_int_eq(product_compare(newer.product, older.product, arena, &changes), NOTHING_WRONG);
    ck_assert_int_eq(revision_decide(&is, &older, &changes, arena, &outcome), NOTHING_WRONG);
    unit_may_be_revised(&is, &older, &outcome, &found);
    ck_assert_str_eq(codes_of(&found), "revision-not-newer");
}
END_TEST

struct order_row {
    int state, product_state;
    const char *codes;
};
static const struct order_row ORDERS[] = {
    {ORDER_PLANNED, PRODUCT_RELEASED, "order-state"},
    {ORDER_RELEASED, PRODUCT_RELEASED, ""},
    {ORDER_IN_PROCESS, PRODUCT_RELEASED, ""},
    {ORDER_COMPLETED, PRODUCT_RELEASED, ""},
    {ORDER_CLOSED, PRODUCT_RELEASED, "order-state"},
    {ORDER_CANCELLED, PRODUCT_RELEASED, "order-state"},
    {ORDER_RELEASED, PRODUCT_DRAFT, "product-state"},
    {ORDER_RELEASED, PRODUCT_OBSOLETE, "product-state"},
    {ORDER_RELEASED, PRODUCT_ABSENT, "product-unknown"},
    {ORDER_PLANNED, PRODUCT_DRAFT, "order-state product-state"},
};

START_TEST(an_order_and_a_revision_allow_it_or_not)
{
    const struct order order = {.order = "O1", .part_number = "RL-1", .state = ORDERS[_i].state};
    struct reasons found = {.arena = arena};
    order_may_be_revised(&order, "B", ORDERS[_i].product_state, &found);
    ck_assert_str_eq(codes_of(&found), ORDERS[_i].codes);
}
END_TEST

START_TEST(units_and_then_their_order_are_completed_by_it)
{
    struct revised_unit units[] = {{.unit = "R1", .part_number = "P", .completed = true},
                                   {.unit = "R2", .part_number = "P"},
                                   {.unit = "R3", .part_number = "P", .completed = true}};
    const struct result_revised result = {.units = {units, 3}};
    const struct order order = {.order = "O1", .state = ORDER_IN_PROCESS};
    struct decided_list follows;
    ck_assert_int_eq(revision_follows(&order, &result, 3, arena, &follows), NOTHING_WRONG);
    ck_assert_uint_eq(follows.list.count, 2); /* one is still in work */
    ck_assert_int_eq(follows.list.items[0].kind, ENTRY_UNIT_COMPLETED);
    ck_assert_str_eq(((const struct unit_named *)follows.list.items[1].data)->unit, "R3");
    ck_assert_int_eq(revision_follows(&order, &result, 2, arena, &follows), NOTHING_WRONG);
    ck_assert_uint_eq(follows.list.count, 3);
    ck_assert_int_eq(follows.list.items[2].kind, ENTRY_ORDER_COMPLETED);
    units[1].reopened = true; /* one that was completed is in work again */
    ck_assert_int_eq(revision_follows(&order, &result, 2, arena, &follows), NOTHING_WRONG);
    ck_assert_uint_eq(follows.list.count, 2);
    units[0].completed = units[2].completed = false;
    ck_assert_int_eq(revision_follows(&order, &result, 0, arena, &follows), NOTHING_WRONG);
    ck_assert_uint_eq(follows.list.count, 0);
}
END_TEST

SUITE_BEGIN(domain_revision)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_loop_test(tests, a_move_takes_what_it_must_and_leaves_the_rest, 0, sizeof MOVES / sizeof *MOVES);
tcase_add_test(tests, what_a_test_comes_to_depend_on_is_older_than_its_run_or_it_falls);
tcase_add_test(tests, a_test_that_comes_to_depend_on_what_is_inside_a_unit_falls);
tcase_add_test(tests, only_a_newer_released_revision_is_moved_to);
tcase_add_loop_test(tests, an_order_and_a_revision_allow_it_or_not, 0, sizeof ORDERS / sizeof *ORDERS);
tcase_add_test(tests, units_and_then_their_order_are_completed_by_it);
SUITE_END
