/* A definition as it comes: one mistake is told once, and what was not asked of those that are kept is asked of it. */
#include "base/field_value.h"
#include "domain/product_faults.h"
#include "product_text.h"

#define LINE(more) "{'positions': 'tray-{1..2}', 'name': 'x', 'part_number': 'P1', 'operation': '010'" more "}"
#define SERIAL ", 'tracking': 'serial'"
#define STEP(number, more) "{'operation': '" number "', 'name': 'x', 'station_type': 's', 'standard_min': 5" more "}"
#define ASSEMBLY ", 'kind': 'assembly'"
#define SHIPPING ", 'kind': 'shipping'"
#define WHOLE(head, lines, routing)                                                                                    \
    "{'name': 'x', 'revision': 'A'" head ", 'bill_of_materials': " lines ", 'routing': " routing "}"
#define HEAD ", 'part_number': 'RL-1', 'serial_format': 'S{seq:4}'"
#define TRAYS "[" LINE(SERIAL) "]"
#define ONE_STEP "[" STEP("010", ASSEMBLY) "]"
#define ROUTED(a, b) a ", " b
#define ROUTING(a, b) "[" ROUTED(a, b) "]"

struct mistake {
    const char *definition, *code, *pointer;
};

/* Each has one mistake, from which more would follow if it were not known. */
static const struct mistake MISTAKES[] = {
    {WHOLE(", 'serial_format': 'S{seq:4}'", TRAYS, ONE_STEP), REASON_MISSING, "/part_number"},
    {WHOLE(", 'serial_format': 'S{seq:4}', 'part_number': 5", TRAYS, ONE_STEP), REASON_WRONG_TYPE, "/part_number"},
    {WHOLE(", 'part_number': 'RL-1'", TRAYS, ONE_STEP), REASON_MISSING, "/serial_format"},
    {WHOLE(HEAD ", 'rack_units': 'ten'", "[" LINE(SERIAL ", 'u_position': 1") "]", ONE_STEP), REASON_WRONG_TYPE,
     "/rack_units"},
    {WHOLE(HEAD ", 'rack_units': 10", "[" LINE(SERIAL ", 'u_position': '1', 'u_height': 2") "]", ONE_STEP),
     REASON_WRONG_TYPE, "/bill_of_materials/0/u_position"},
    {WHOLE(HEAD, "{}", "[" STEP("010", ASSEMBLY ", 'invalidated_by': ['tray-*']") "]"), REASON_WRONG_TYPE,
     "/bill_of_materials"},
    {WHOLE(HEAD, "[" LINE(", 'source': 'make'") "]", ONE_STEP), REASON_MISSING, "/bill_of_materials/0/tracking"},
    {WHOLE(HEAD, TRAYS, "null"), REASON_MISSING, "/routing"},
    {WHOLE(HEAD, TRAYS, "[]"), REASON_SHORT, "/routing"},
    {WHOLE(HEAD, TRAYS,
           ROUTING("{'operation': 10, 'name': 'x', 'kind': 'assembly', 'station_type': 's', 'standard_min': 5}",
                   STEP("020", SHIPPING ", 'after': ['010']"))),
     REASON_WRONG_TYPE, "/routing/0/operation"},
    {WHOLE(HEAD, TRAYS, ROUTING(STEP("010", ASSEMBLY), STEP("020", SHIPPING ", 'after': ['001']"))),
     REASON_UNKNOWN_OPERATION, "/routing/1/after/0"},
    {WHOLE(HEAD, TRAYS, "[" STEP("010", ", 'burn_in': {'hours': 1, 'power_w': 1, 'coolant_lpm': 0}") "]"),
     REASON_MISSING, "/routing/0/kind"},
    {WHOLE(HEAD, TRAYS, "[" STEP("010", ", 'kind': 'burn_in', 'burn_in': {'power_w': 1, 'coolant_lpm': 0}") "]"),
     REASON_MISSING, "/routing/0/burn_in/hours"},
    {WHOLE(HEAD, TRAYS,
           "[{'operation': '010', 'name': 'x', 'kind': 'assembly', 'station_type': 's', 'minimum_min': 5}]"),
     REASON_MISSING, "/routing/0/standard_min"},
    {WHOLE(HEAD, TRAYS, "[" STEP("010", ASSEMBLY ", 'characteristics': [{'name': 'v', 'upper': '5'}]") "]"),
     REASON_WRONG_TYPE, "/routing/0/characteristics/0/upper"},
    {WHOLE(HEAD, TRAYS,
           "[" STEP("010",
                    ASSEMBLY ", 'checks': [{'name': 'c', 'question': 'q', 'answers': 'ok', 'accepted': ['ok']}]") "]"),
     REASON_WRONG_TYPE, "/routing/0/checks/0/answers"},
    {WHOLE(HEAD, TRAYS, "[" STEP("010", ASSEMBLY ", 'defect_limits': [{'defect': 5, 'limit': 1}]") "]"),
     REASON_WRONG_TYPE, "/routing/0/defect_limits/0/defect"},
};

/* Each is whole, and what is kept may have it. */
static const struct mistake LATELY_ASKED[] = {
    {WHOLE(HEAD, TRAYS, "[" STEP("010", ASSEMBLY ", 'in_place': ['']") "]"), REASON_SHORT, "/routing/0/in_place/0"},
    {WHOLE(HEAD, TRAYS, "[" STEP("010", ASSEMBLY ", 'in_place': ['a', 'b', 'a']") "]"), REASON_DUPLICATE_ITEM,
     "/routing/0/in_place/2"},
    {WHOLE(HEAD, TRAYS,
           "[" STEP("010", ASSEMBLY ", 'checks': [{'name': 'c', 'question': 'q', 'answers': ['yes', '']}]") "]"),
     REASON_SHORT, "/routing/0/checks/0/answers/1"},
    {WHOLE(HEAD, "[{'positions': 'a', 'name': 'x', 'part_number': 'P\\n1', 'tracking': 'serial', 'operation': '010'}]",
           ONE_STEP),
     REASON_MALFORMED, "/bill_of_materials/0/part_number"},
    {WHOLE(HEAD, "[{'positions': '!a', 'name': 'x', 'part_number': 'P1', 'tracking': 'serial', 'operation': '010'}]",
           ONE_STEP),
     REASON_MALFORMED, "/bill_of_materials/0/positions"},
    {WHOLE(HEAD,
           "[{'positions': 'a/b{1..2}', 'name': 'x', 'part_number': 'P1', 'tracking': 'serial', 'operation': '010'}]",
           ONE_STEP),
     REASON_MALFORMED, "/bill_of_materials/0/positions"},
    /* 010 fills the trays */
    {WHOLE(HEAD, TRAYS,
           ROUTING(STEP("005", ASSEMBLY ", 'characteristics': [{'name': 'v', 'upper': 1}, {'name': 'w', 'upper': 1,"
                                        " 'positions': 'tray-*'}]"),
                   STEP("010", ASSEMBLY ", 'after': ['005']"))),
     REASON_FILLED_LATER, "/routing/0/characteristics/1/positions"},
    {WHOLE(HEAD, TRAYS,
           ROUTING(STEP("010", ASSEMBLY),
                   STEP("020", ASSEMBLY ", 'checks': [{'name': 'c', 'question': 'q', 'positions': 'tray-2'}]"))),
     REASON_FILLED_LATER, "/routing/1/checks/0/positions"},
    {WHOLE(HEAD, "[" LINE(SERIAL ", 'alternates': [{'part_number': 'P2 '}]") "]", ONE_STEP), REASON_MALFORMED,
     "/bill_of_materials/0/alternates/0/part_number"},
    {WHOLE(HEAD, "[" LINE(SERIAL ", 'revision': 'A  1'") "]", ONE_STEP), REASON_MALFORMED,
     "/bill_of_materials/0/revision"},
    {WHOLE(HEAD, "[" LINE(SERIAL ", 'alternates': [{'part_number': 'P2', 'revision': 'B '}]") "]", ONE_STEP),
     REASON_MALFORMED, "/bill_of_materials/0/alternates/0/revision"},
};

/* What is sound of a definition, and the fault of its shape. */
static enum fault decode(const char *written, struct product_definition *ret, struct reasons *reasons)
{
    char *text = arena_copy(reasons->arena, written, strlen(written));
    for (char *at = text; *at; at++)
        if (*at == '\'')
            *at = '"';
    struct json *document;
    ck_assert_int_eq(json_parse(text, strlen(text), TEST_LIMITS, &document, reasons), NOTHING_WRONG);
    enum fault fault = json_decode_sound(document, &PRODUCT_DEFINITION_RECORD, "", NULL, ret, reasons);
    json_free(document);
    return fault;
}

static void assert_only(const struct reasons *reasons, const struct mistake *mistake)
{
    ck_assert_msg(reasons->found == 1 && reasons->count == 1, "%s at %s is not alone:%s", mistake->code,
                  mistake->pointer, reasons_text(reasons));
    ck_assert_str_eq(reasons->items[0].code, mistake->code);
    ck_assert_str_eq(reasons->items[0].pointer, mistake->pointer);
}

START_TEST(one_mistake_is_told_once)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product_definition definition;
    struct product product;
    decode(MISTAKES[_i].definition, &definition, &reasons);
    product_judge(&definition, &product, &reasons);
    assert_only(&reasons, &MISTAKES[_i]);
}
END_TEST

START_TEST(what_is_asked_lately_is_not_asked_of_what_is_kept)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product_definition definition;
    struct product product;
    ck_assert_int_eq(decode(LATELY_ASKED[_i].definition, &definition, &reasons), NOTHING_WRONG);
    ck_assert_int_eq(product_compile(&definition, &product, &reasons), NOTHING_WRONG);
    ck_assert_int_eq(product_judge(&definition, &product, &reasons), FAULT_INVALID);
    assert_only(&reasons, &LATELY_ASKED[_i]);
}
END_TEST

#define CHECKED ", 'checks': [{'name': 'c', 'question': 'q', 'positions': 'tray-*'}]"
static const char *const SOUND[] = {
    WHOLE(HEAD, TRAYS, ONE_STEP),
    WHOLE(HEAD, TRAYS, "[" STEP("010", ASSEMBLY CHECKED) "]"),
    WHOLE(HEAD, TRAYS,
          ROUTING(STEP("030", ASSEMBLY CHECKED ", 'after': ['020']"),
                  ROUTED(STEP("010", ASSEMBLY), STEP("020", ASSEMBLY ", 'after': ['010']")))),
};

START_TEST(what_is_whole_is_taken)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product_definition definition;
    struct product product;
    ck_assert_int_eq(decode(SOUND[_i], &definition, &reasons), NOTHING_WRONG);
    ck_assert_msg(!product_judge(&definition, &product, &reasons), "%s", reasons_text(&reasons));
    ck_assert_uint_eq(product.positions.count, 2);
}
END_TEST

START_TEST(what_is_asked_of_an_empty_position_is_told_with_all_else)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct product_definition definition;
    struct product product;
    decode(WHOLE(HEAD, TRAYS, ROUTING(STEP("005", ASSEMBLY CHECKED), STEP("010", ASSEMBLY ", 'minimum_min': 9"))),
           &definition, &reasons);
    ck_assert_int_eq(product_judge(&definition, &product, &reasons), FAULT_INVALID);
    ck_assert(reasons_have(&reasons, REASON_FILLED_LATER) && reasons_have(&reasons, REASON_MINUTES_REVERSED));
}
END_TEST

SUITE_BEGIN(product_judge)
tcase_add_loop_test(tests, one_mistake_is_told_once, 0, sizeof MISTAKES / sizeof *MISTAKES);
tcase_add_loop_test(tests, what_is_asked_lately_is_not_asked_of_what_is_kept, 0,
                    sizeof LATELY_ASKED / sizeof *LATELY_ASKED);
tcase_add_loop_test(tests, what_is_whole_is_taken, 0, sizeof SOUND / sizeof *SOUND);
tcase_add_test(tests, what_is_asked_of_an_empty_position_is_told_with_all_else);
SUITE_END
