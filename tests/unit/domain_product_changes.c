/* What differs between two revisions: every member of a product document, and what only reads otherwise. */
#include "product_text.h"

#include "domain/product_changes.h"

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

static const struct product *compile(const char *lines, const char *routing)
{
    struct product *product = arena_alloc(arena, sizeof *product);
    enum fault fault = product_compile(make_definition(lines, routing, &reasons), product, &reasons);
    ck_assert_msg(!fault, "%s\n%s\n%s", reasons_text(&reasons), lines, routing);
    return product;
}

static struct product_changes compare(const struct product *before, const struct product *after)
{
    struct product_changes changes;
    ck_assert_int_eq(product_compare(before, after, arena, &changes), NOTHING_WRONG);
    return changes;
}

/* The names with blanks between. */
static const char *words(const char *const *items, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? " " : "", items[i]);
    return text;
}

/* ---- operations ---- */

/* A product of three steps, the second of which is the one in question. */
static const struct product *with_operation(const char *operation)
{
    return compile("[{'positions': 'bay-{1..3}', 'name': 'Bay', 'part_number': 'B', 'tracking': 'serial',"
                   " 'operation': '010'}]",
                   arena_printf(arena,
                                "[{'operation': '010', 'name': 'First', 'kind': 'assembly', 'station_type': 'bench',"
                                " 'standard_min': 10},"
                                " {'operation': '005', 'name': 'Before it', 'kind': 'assembly',"
                                " 'station_type': 'bench', 'standard_min': 10}, %s]",
                                operation));
}

#define HEAD "{'operation': '020', 'name': 'Second', 'kind': 'test', 'station_type': 'test', 'standard_min': 30,"
#define PLAIN HEAD " 'after': ['010']}"
#define WITH(more) HEAD " 'after': ['010'], " more "}"

struct operation_row {
    const char *member;
    const char *before, *after;
    bool proves_other;
};
static const struct operation_row OPERATIONS[] = {
    {"name", PLAIN,
     "{'operation': '020', 'name': 'Other', 'kind': 'test', 'station_type': 'test', 'standard_min': 30,"
     " 'after': ['010']}",
     false},
    {"kind", PLAIN,
     "{'operation': '020', 'name': 'Second', 'kind': 'inspection', 'station_type': 'test', 'standard_min': 30,"
     " 'after': ['010']}",
     true},
    {"after", WITH("'invalidated_by': ['bay-*']"), HEAD "'after': ['010', '005'], 'invalidated_by': ['bay-*']}", false},
    {"station_type", PLAIN,
     "{'operation': '020', 'name': 'Second', 'kind': 'test', 'station_type': 'oven', 'standard_min': 30,"
     " 'after': ['010']}",
     true},
    {"in_place", PLAIN, WITH("'in_place': ['test']"), false},
    {"standard_min", PLAIN,
     "{'operation': '020', 'name': 'Second', 'kind': 'test', 'station_type': 'test', 'standard_min': 31,"
     " 'after': ['010']}",
     false},
    {"minimum_min", PLAIN, WITH("'minimum_min': 5"), true},
    {"characteristics", PLAIN, WITH("'characteristics': [{'name': 'v', 'lower': 1}]"), true},
    {"characteristics", WITH("'characteristics': [{'name': 'v', 'lower': 1}]"),
     WITH("'characteristics': [{'name': 'w', 'lower': 1}]"), true},
    {"characteristics", WITH("'characteristics': [{'name': 'v', 'lower': 1}]"),
     WITH("'characteristics': [{'name': 'v', 'lower': 2}]"), true},
    {"characteristics", WITH("'characteristics': [{'name': 'v', 'lower': 1}]"),
     WITH("'characteristics': [{'name': 'v', 'lower': 1, 'upper': 2}]"), true},
    {"characteristics", WITH("'characteristics': [{'name': 'v', 'upper': 1}]"),
     WITH("'characteristics': [{'name': 'v', 'upper': 1, 'unit_of_measure': 'V'}]"), true},
    {"characteristics", WITH("'characteristics': [{'name': 'v', 'upper': 1}]"),
     WITH("'characteristics': [{'name': 'v', 'upper': 1, 'samples': 2}]"), true},
    {"characteristics", WITH("'characteristics': [{'name': 'v', 'upper': 1}]"),
     WITH("'characteristics': [{'name': 'v', 'upper': 1, 'positions': 'bay-*'}]"), true},
    {"characteristics", WITH("'characteristics': [{'name': 'v', 'upper': 1, 'positions': 'bay-1'}]"),
     WITH("'characteristics': [{'name': 'v', 'upper': 1, 'positions': 'bay-*'}]"), true},
    {"checks", WITH("'checks': [{'name': 'c', 'question': 'Is it?'}]"), PLAIN, true},
    {"checks", WITH("'checks': [{'name': 'c', 'question': 'Is it?'}]"),
     WITH("'checks': [{'name': 'd', 'question': 'Is it?'}]"), true},
    {"checks", WITH("'checks': [{'name': 'c', 'question': 'Is it?'}]"),
     WITH("'checks': [{'name': 'c', 'question': 'Is it so?'}]"), true},
    {"checks", WITH("'checks': [{'name': 'c', 'question': 'Is it?'}]"),
     WITH("'checks': [{'name': 'c', 'question': 'Is it?', 'answers': ['yes', 'no', 'somewhat']}]"), true},
    {"checks", WITH("'checks': [{'name': 'c', 'question': 'Is it?'}]"),
     WITH("'checks': [{'name': 'c', 'question': 'Is it?', 'accepted': ['yes', 'no']}]"), true},
    {"checks", WITH("'checks': [{'name': 'c', 'question': 'Is it?', 'positions': 'bay-*'}]"),
     WITH("'checks': [{'name': 'c', 'question': 'Is it?'}]"), true},
    {"required_skill", PLAIN, WITH("'required_skill': 'testing'"), true},
    {"required_skill", WITH("'required_skill': 'testing'"), WITH("'required_skill': 'hipot'"), true},
    {"required_tool", PLAIN, WITH("'required_tool': 'meter'"), true},
    {"attempt_limit", PLAIN, WITH("'attempt_limit': 2"), false},
    {"defect_limits", PLAIN, WITH("'defect_limits': [{'family': 'cosmetic', 'limit': 2}]"), false},
    {"defect_limits", WITH("'defect_limits': [{'defect': 'DENT', 'limit': 3}]"),
     WITH("'defect_limits': [{'defect': 'DENT', 'limit': 2}]"), false},
    {"sign_off", PLAIN, WITH("'sign_off': 'any'"), true},
    {"sign_off", WITH("'sign_off': 'independent'"), WITH("'sign_off': 'any'"), true},
    {"never_waived", PLAIN, WITH("'never_waived': true"), false},
    {"invalidated_by", PLAIN, WITH("'invalidated_by': ['bay-1']"), false},
    {"invalidated_by", PLAIN, WITH("'invalidated_by': ['bay-*', '!bay-1/disk']"), false},
    {"invalidated_by", WITH("'invalidated_by': ['bay-*', '!bay-*/disk']"),
     WITH("'invalidated_by': ['bay-*', '!bay-*/fan']"), false},
    {"invalidated_by", WITH("'invalidated_by': ['bay-*', '!bay-1/*']"), PLAIN, false},
};

START_TEST(every_member_of_an_operation_is_compared)
{
    const struct operation_row *row = &OPERATIONS[_i];
    struct product_changes changes = compare(with_operation(row->before), with_operation(row->after));
    ck_assert_uint_eq(changes.positions.count, 0);
    ck_assert_uint_eq(changes.operations.count, 1);
    const struct operation_change *change = &changes.operations.items[0];
    ck_assert_str_eq(change->operation, "020");
    ck_assert_int_eq(change->change, CHANGE_CHANGED);
    ck_assert_str_eq(words(change->members.items, change->members.count), row->member);
    ck_assert_msg(change->proves_other == row->proves_other, "%s", row->member);
    ck_assert_msg(change->depends_other == !strcmp(row->member, "invalidated_by"), "%s", row->member);
    ck_assert_ptr_eq(changes.operation[2], change);
    ck_assert_ptr_null(changes.operation[0]);
    struct product_changes back = compare(with_operation(row->after), with_operation(row->before));
    ck_assert_uint_eq(back.operations.count, 1);
    ck_assert_str_eq(words(back.operations.items[0].members.items, back.operations.items[0].members.count),
                     row->member);
}
END_TEST

static bool has_row(const char *member)
{
    for (size_t i = 0; i < sizeof OPERATIONS / sizeof *OPERATIONS; i++)
        if (!strcmp(OPERATIONS[i].member, member))
            return true;
    return !strcmp(member, "operation") || !strcmp(member, "burn_in"); /* what it goes by; and the test below */
}

/* A member that the document gains is compared too, or this fails. */
START_TEST(no_member_of_an_operation_is_left_out)
{
    const struct record *operation = record_field(&PRODUCT_DEFINITION_RECORD, "routing")->of;
    for (size_t i = 0; i < operation->count; i++)
        ck_assert_msg(has_row(operation->fields[i].name), "%s is not compared", operation->fields[i].name);
}
END_TEST

#define OVEN(more)                                                                                                     \
    "{'operation': '020', 'name': 'Oven', 'kind': 'burn_in', 'station_type': 'oven', 'standard_min': 30,"              \
    " 'burn_in': {" more "}}"
START_TEST(a_burn_in_is_another_with_other_hours_power_coolant_or_pauses)
{
    static const char *const BURN_INS[] = {
        OVEN("'hours': 2, 'power_w': 10, 'coolant_lpm': 1"),
        OVEN("'hours': 3, 'power_w': 10, 'coolant_lpm': 1"),
        OVEN("'hours': 2, 'power_w': 11, 'coolant_lpm': 1"),
        OVEN("'hours': 2, 'power_w': 10, 'coolant_lpm': 2"),
        OVEN("'hours': 2, 'power_w': 10, 'coolant_lpm': 1, 'pause': 'reset'"),
    };
    for (size_t i = 1; i < sizeof BURN_INS / sizeof *BURN_INS; i++) {
        struct product_changes changes = compare(with_operation(BURN_INS[0]), with_operation(BURN_INS[i]));
        ck_assert_uint_eq(changes.operations.count, 1);
        ck_assert_str_eq(words(changes.operations.items[0].members.items, changes.operations.items[0].members.count),
                         "burn_in");
        ck_assert(changes.operations.items[0].proves_other);
    }
}
END_TEST

struct same_row {
    const char *before, *after;
};
static const struct same_row SAME[] = {
    {PLAIN, WITH("'attempt_limit': 3, 'sign_off': 'none', 'minimum_min': 0, 'characteristics': [], 'checks': []")},
    {WITH("'characteristics': [{'name': 'v', 'lower': 1}, {'name': 'w', 'upper': 2}]"),
     WITH("'characteristics': [{'name': 'w', 'upper': 2, 'samples': 1}, {'name': 'v', 'lower': 1.0}]")},
    {WITH("'characteristics': [{'name': 'v', 'lower': 1, 'positions': '*'}]"),
     WITH("'characteristics': [{'name': 'v', 'lower': 1, 'positions': 'bay-*'}]")},
    {WITH("'checks': [{'name': 'c', 'question': 'Is it?'}]"),
     WITH("'checks': [{'name': 'c', 'question': 'Is it?', 'answers': ['no', 'yes'], 'accepted': ['yes']}]")},
    {HEAD "'after': ['010', '005']}", HEAD "'after': ['005', '010']}"},
    {PLAIN, WITH("'invalidated_by': ['bay-1', 'bay-2', 'bay-3']")},
    {OVEN("'hours': 2, 'power_w': 10, 'coolant_lpm': 1"),
     OVEN("'hours': 2, 'power_w': 10, 'coolant_lpm': 1, 'pause': 'keep'")},
};

START_TEST(what_only_reads_otherwise_is_the_same)
{
    struct product_changes changes = compare(with_operation(SAME[_i].before), with_operation(SAME[_i].after));
    ck_assert_msg(!changes.operations.count, "%s", changes.operations.items[0].members.items[0]);
    ck_assert_uint_eq(changes.positions.count, 0);
}
END_TEST

/* ---- positions ---- */

static const struct product *with_line(const char *line)
{
    return compile(arena_printf(arena, "[%s]", line),
                   "[{'operation': '010', 'name': 'First', 'kind': 'assembly', 'station_type': 'bench',"
                   " 'standard_min': 10},"
                   " {'operation': '020', 'name': 'Second', 'kind': 'assembly', 'station_type': 'bench',"
                   " 'standard_min': 10}]");
}

#define LINE(tracking, more)                                                                                           \
    "{'positions': 'fan', 'name': 'Fan', 'part_number': 'F', 'tracking': '" tracking "', 'operation': '010'" more "}"

struct line_row {
    const char *members;
    const char *before, *after;
    bool renewed;
};
static const struct line_row LINES[] = {
    {"name", LINE("lot", ""),
     "{'positions': 'fan', 'name': 'Blower', 'part_number': 'F', 'tracking': 'lot', 'operation': '010'}", false},
    {"part_number", LINE("lot", ""),
     "{'positions': 'fan', 'name': 'Fan', 'part_number': 'G', 'tracking': 'lot', 'operation': '010'}", false},
    {"part_number", LINE("none", ""),
     "{'positions': 'fan', 'name': 'Fan', 'part_number': 'G', 'tracking': 'none', 'operation': '010'}", true},
    {"revision", LINE("serial", ""), LINE("serial", ", 'revision': 'B'"), false},
    {"revision", LINE("none", ""), LINE("none", ", 'revision': 'B'"), true},
    {"alternates", LINE("serial", ""), LINE("serial", ", 'alternates': [{'part_number': 'H'}]"), false},
    {"alternates", LINE("serial", ", 'alternates': [{'part_number': 'H'}]"),
     LINE("serial", ", 'alternates': [{'part_number': 'H', 'revision': 'B'}]"), false},
    {"tracking", LINE("serial", ""), LINE("lot", ""), true},
    {"serial_pattern", LINE("serial", ""), LINE("serial", ", 'serial_pattern': 'F####'"), false},
    {"source", LINE("serial", ""), LINE("serial", ", 'source': 'make'"), false},
    {"operation", LINE("serial", ""),
     "{'positions': 'fan', 'name': 'Fan', 'part_number': 'F', 'tracking': 'serial', 'operation': '020'}", false},
    {"quantity", LINE("lot", ""), LINE("lot", ", 'quantity': 4"), true},
    {"u_position u_height", LINE("serial", ""), LINE("serial", ", 'u_position': 2"), true},
    {"u_position", LINE("serial", ", 'u_position': 2"), LINE("serial", ", 'u_position': 3"), true},
    {"u_height", LINE("serial", ", 'u_position': 2"), LINE("serial", ", 'u_position': 2, 'u_height': 2"), true},
};

START_TEST(every_member_of_a_position_is_compared)
{
    const struct line_row *row = &LINES[_i];
    struct product_changes changes = compare(with_line(row->before), with_line(row->after));
    ck_assert_uint_eq(changes.positions.count, 1);
    const struct position_change *change = &changes.positions.items[0];
    ck_assert_str_eq(change->position, "fan");
    ck_assert_int_eq(change->change, CHANGE_CHANGED);
    ck_assert_str_eq(words(change->members.items, change->members.count), row->members);
    ck_assert_msg(change->renewed == row->renewed, "%s", row->members);
    ck_assert_ptr_eq(changes.position[0], change);
    ck_assert_int_eq(changes.position_before[0], 0);
}
END_TEST

START_TEST(no_member_of_a_position_is_left_out)
{
    const struct record *line = record_field(&PRODUCT_DEFINITION_RECORD, "bill_of_materials")->of;
    for (size_t i = 0; i < line->count; i++) {
        const char *name = line->fields[i].name;
        bool found = !strcmp(name, "positions"); /* what they go by */
        for (size_t j = 0; j < sizeof LINES / sizeof *LINES && !found; j++)
            found = strstr(LINES[j].members, name);
        ck_assert_msg(found, "%s is not compared", name);
    }
}
END_TEST

START_TEST(defaults_of_a_position_are_the_same)
{
    static const struct same_row ROWS[] = {
        {LINE("lot", ""), LINE("lot", ", 'quantity': 1, 'alternates': []")},
        {LINE("serial", ", 'u_position': 2"), LINE("serial", ", 'u_position': 2, 'u_height': 1")},
        {LINE("serial", ", 'alternates': [{'part_number': 'H'}, {'part_number': 'I'}]"),
         LINE("serial", ", 'alternates': [{'part_number': 'I'}, {'part_number': 'H'}]")},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        ck_assert_uint_eq(compare(with_line(ROWS[i].before), with_line(ROWS[i].after)).positions.count, 0);
}
END_TEST

/* ---- what comes and goes ---- */

#define STEP(number, more)                                                                                             \
    "{'operation': '" number "', 'name': 'N', 'kind': 'test', 'station_type': 's', 'standard_min': 1" more "}"

START_TEST(what_is_added_and_removed_is_named_in_its_place)
{
    const struct product *before =
        compile("[{'positions': 'fan-{1..2}', 'name': 'Fan', 'part_number': 'F', 'tracking': 'lot',"
                " 'operation': '010'}]",
                "[" STEP("010", "") ", " STEP("020", ", 'after': ['010']") "]");
    const struct product *after =
        compile("[{'positions': 'fan-{2..3}', 'name': 'Fan', 'part_number': 'F', 'tracking': 'lot',"
                " 'operation': '010'}]",
                "[" STEP("005", "") ", " STEP("010", ", 'after': ['005']") "]");
    struct product_changes changes = compare(before, after);
    static const struct {
        const char *name;
        int change;
    } POSITIONS[] = {{"fan-3", CHANGE_ADDED}, {"fan-1", CHANGE_REMOVED}},
      STEPS[] = {{"005", CHANGE_ADDED}, {"010", CHANGE_CHANGED}, {"020", CHANGE_REMOVED}};
    ck_assert_uint_eq(changes.positions.count, 2);
    for (size_t i = 0; i < 2; i++) {
        ck_assert_str_eq(changes.positions.items[i].position, POSITIONS[i].name);
        ck_assert_int_eq(changes.positions.items[i].change, POSITIONS[i].change);
        ck_assert(changes.positions.items[i].renewed == (POSITIONS[i].change == CHANGE_ADDED));
    }
    ck_assert_uint_eq(changes.operations.count, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(changes.operations.items[i].operation, STEPS[i].name);
        ck_assert_int_eq(changes.operations.items[i].change, STEPS[i].change);
    }
    const struct operation_change *filling = changes.operation[1];
    ck_assert_str_eq(words(filling->members.items, filling->members.count), "after positions");
    ck_assert(filling->proves_other);
    ck_assert_int_eq(changes.operation_before[0], -1);
    ck_assert_int_eq(changes.operation_before[1], 0);
    ck_assert_int_eq(changes.position_before[0], 1);
    ck_assert_int_eq(changes.position_before[1], -1);
}
END_TEST

/* A pattern that reads the same measures at one position more. */
START_TEST(a_position_more_under_a_pattern_is_another_measurement)
{
    static const char ROUTING[] =
        "[{'operation': '010', 'name': 'N', 'kind': 'assembly', 'station_type': 's',"
        " 'standard_min': 1}, " STEP("020", ", 'after': ['010'], 'characteristics':"
                                            " [{'name': 'v', 'upper': 1, 'positions': 'fan-*'}]") "]";
    static const char LINE_OF[] =
        "[{'positions': 'fan-{1..%d}', 'name': 'Fan', 'part_number': 'F', 'tracking': 'lot', 'operation': '010'}]";
    struct product_changes changes =
        compare(compile(arena_printf(arena, LINE_OF, 2), ROUTING), compile(arena_printf(arena, LINE_OF, 3), ROUTING));
    const struct operation_change *change = changes.operation[1];
    ck_assert_str_eq(words(change->members.items, change->members.count), "characteristics invalidated_by");
    ck_assert(change->proves_other);
}
END_TEST

START_TEST(a_product_is_the_same_as_itself)
{
    size_t size;
    const char *text = read_file("schema/products/nvl72-ref.json", arena, &size);
    struct product product;
    ck_assert_int_eq(product_compile(read_definition(text, size, &reasons), &product, &reasons), NOTHING_WRONG);
    struct product_changes changes = compare(&product, &product);
    ck_assert_uint_eq(changes.positions.count + changes.operations.count, 0);
}
END_TEST

SUITE_BEGIN(domain_product_changes)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_loop_test(tests, every_member_of_an_operation_is_compared, 0, sizeof OPERATIONS / sizeof *OPERATIONS);
tcase_add_test(tests, no_member_of_an_operation_is_left_out);
tcase_add_test(tests, a_burn_in_is_another_with_other_hours_power_coolant_or_pauses);
tcase_add_loop_test(tests, what_only_reads_otherwise_is_the_same, 0, sizeof SAME / sizeof *SAME);
tcase_add_loop_test(tests, every_member_of_a_position_is_compared, 0, sizeof LINES / sizeof *LINES);
tcase_add_test(tests, no_member_of_a_position_is_left_out);
tcase_add_test(tests, defaults_of_a_position_are_the_same);
tcase_add_test(tests, what_is_added_and_removed_is_named_in_its_place);
tcase_add_test(tests, a_position_more_under_a_pattern_is_another_measurement);
tcase_add_test(tests, a_product_is_the_same_as_itself);
SUITE_END
