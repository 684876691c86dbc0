/* What is to be taken out makes the same fall beforehand that its removal will. */
#include "domain/leaving.h"
#include "scenario.h"
#include "suite.h"

static const struct {
    const char *claim;
    const char *serial, *operation, *position; /* of the removal */
    const char *at, *path;                     /* as the rack sees it */
} TABLE[] = {
    {"a supply of the rack", "R1", "020", "supply-1", "supply-1", NULL},
    {"a cable of the rack", "R1", "030", "cable", "cable", NULL},
    {"the drive of a node in it", "N1", "020", "drive", "tray-1", "tray-1/drive"},
};

START_TEST(what_will_fall_is_what_falls)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct line *line = line_new();
    line_completed(line, "N1");
    line_completed(line, "R1");
    line_put_inside(line, "N1", "R1", "tray-1");
    const struct unit *rack = line_unit(line, "R1");
    const struct product *product = line_product(line, rack);
    const struct unit_operation *now = line_operation(line, "R1", "010"), *after;
    struct leaving item = {7, ABSENT_INTEGER, rack->unit_id, TABLE[_i].at, TABLE[_i].path};
    const struct leaving_list leaving = {.list = {&item, 1}}, elsewhere = {.list = {.count = 0}};
    ck_assert_int_eq(route_after_leaving(product, now, &elsewhere, rack->unit_id, arena, &after), NOTHING_WRONG);
    ck_assert_ptr_eq(after, now);
    ck_assert_int_eq(route_after_leaving(product, now, &leaving, rack->unit_id, arena, &after), NOTHING_WRONG);
    ck_assert_int_eq(!!leaving_at(&leaving, rack->unit_id, TABLE[_i].at), !TABLE[_i].path);
    line_posted(line, ENTRY_COMPONENT_REMOVED,
                &(const struct component_removed){SUBJECT(TABLE[_i].serial, TABLE[_i].operation, "ann"),
                                                  .position = TABLE[_i].position});
    size_t fallen = 0;
    for (size_t i = 0; i < product->operations.count; i++) {
        fallen += now[i].state == OPERATION_INVALIDATED;
        ck_assert_msg(after[i].state == now[i].state, "%s: %s", TABLE[_i].claim, now[i].operation);
    }
    ck_assert_uint_gt(fallen, 0);
    line_free(line);
}
END_TEST

SUITE_BEGIN(leaving)
tcase_add_loop_test(tests, what_will_fall_is_what_falls, 0, sizeof TABLE / sizeof *TABLE);
SUITE_END
