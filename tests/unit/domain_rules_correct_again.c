/* Removals of which some are taken back: what they made fall stands again, or has fallen by those that are left. In
 * whatever order they are taken back, the line is what another line is on which they never were. */
#include "suite.h"

#include "line.h"

#include <string.h>

#define POST(line, kind, type, ...) line_posted((line), kind, &(const struct type){__VA_ARGS__})
#define REMOVED(line, serial, number, at) \
    POST(line, ENTRY_COMPONENT_REMOVED, component_removed, SUBJECT(serial, number, "ann"), .position = at)

static const struct taken {
    const char *unit, *operation, *position;
} REMOVALS[] = {{"R1", "020", "supply-1"}, {"R1", "030", "cable"}, {"N1", "020", "drive"}};
enum { OUT = sizeof REMOVALS / sizeof *REMOVALS };
static const size_t ORDERS[][OUT] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
enum { ORDERS_COUNT = sizeof ORDERS / sizeof *ORDERS };

/* What a rack is with all or some of those, in their order. */
struct world {
    struct line *line;
    int64_t at[OUT]; /* journal position of each; 0: it never was */
};

/* A rack with a node in it, of which all is passed, but for one operation that was waived. */
static struct world world_new(const char *waived)
{
    struct world world = {.line = line_new()};
    line_completed(world.line, "R1");
    line_completed(world.line, "N1");
    line_put_inside(world.line, "N1", "R1", "tray-1");
    if (waived)
        line_operation(world.line, "R1", waived)->state = OPERATION_WAIVED;
    return world;
}

static void take_out(struct world *world, size_t which)
{
    const struct taken *removal = &REMOVALS[which];
    world->at[which] = REMOVED(world->line, removal->unit, removal->operation, removal->position);
}

static void take_back(struct world *world, size_t which)
{
    world->line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    POST(world->line, ENTRY_EVENT_CORRECTED, event_corrected, .event = line_id(world->at[which]), .reason = "slip");
    world->at[which] = 0;
}

/* Which of them an operation fell by. */
static size_t cause(const struct world *world, const struct unit_operation *row)
{
    for (size_t i = 0; row->state == OPERATION_INVALIDATED && i < OUT; i++)
        if (world->at[i] == row->invalidated_by)
            return i;
    return OUT;
}

static void claim_same(const struct world *is, const struct world *as, const char *unit, const char *claim)
{
    const size_t id = (size_t)line_unit(is->line, unit)->unit_id - 1;
    ck_assert_int_eq(is->line->units[id].state, as->line->units[id].state);
    for (size_t i = 0; i < LINE_OPERATIONS; i++) {
        const struct unit_operation *a = &is->line->operations[id][i], *b = &as->line->operations[id][i];
        ck_assert_msg(a->state == b->state, "%s: operation %s of %s is %s, not %s", claim, a->operation, unit,
                      OPERATION_STATE_NAMES.words[a->state], OPERATION_STATE_NAMES.words[b->state]);
        ck_assert_msg(cause(is, a) == cause(as, b), "%s: operation %s of %s fell by another event", claim, a->operation,
                      unit);
    }
}

/* Two orders: that in which they are taken out, and that in which they are put back. */
static void claim_as_if_never(const size_t *out, const size_t *back, const char *waived)
{
    struct world is = world_new(waived);
    for (size_t i = 0; i < OUT; i++)
        take_out(&is, out[i]);
    for (size_t done = 1; done <= OUT; done++) {
        struct world as = world_new(waived);
        take_back(&is, back[done - 1]);
        for (size_t i = 0; i < OUT; i++)
            if (is.at[out[i]])
                take_out(&as, out[i]);
        ARENA_OWNED struct arena *arena = arena_new(0);
        const char *claim = arena_printf(arena, "%zu %zu %zu out, %zu of %zu %zu %zu back", out[0], out[1], out[2],
                                         done, back[0], back[1], back[2]);
        claim_same(&is, &as, "R1", claim);
        claim_same(&is, &as, "N1", claim);
        line_free(as.line);
    }
    line_free(is.line);
}

START_TEST(removals_taken_back_in_any_order_never_were)
{
    for (size_t i = 0; i < ORDERS_COUNT; i++)
        for (size_t j = 0; j < ORDERS_COUNT; j++) {
            claim_as_if_never(ORDERS[i], ORDERS[j], NULL);
            claim_as_if_never(ORDERS[i], ORDERS[j], "040");
        }
}
END_TEST

static const struct result_corrected *corrected(struct line *line, int64_t at)
{
    line->principal = (struct principal){.token = "quality", .role = ROLE_QUALITY};
    return line
        ->entries[POST(line, ENTRY_EVENT_CORRECTED, event_corrected, .event = line_id(at), .reason = "slip") - 1]
        .result;
}

/* What was recorded of the unit as a whole in a run speaks of all that comes out in it. */
START_TEST(records_of_the_whole_fall_by_the_next_part_that_came_out)
{
    struct line *line = line_new();
    line_ready(line, "R1", "020");
    POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "020", "ann"));
    for (size_t i = 0; i < 2; i++)
        POST(line, ENTRY_COMPONENT_INSTALLED, component_installed, SUBJECT("R1", "020", "ann"),
             .position = i ? "supply-2" : "supply-1", .part_number = "PSU", .revision = "C",
             .serial = i ? "1002" : "1001");
    int64_t first = REMOVED(line, "R1", "020", "supply-1"), second = REMOVED(line, "R1", "020", "supply-2");
    ck_assert_int_eq(corrected(line, first)->records_voided_by, second);
    ck_assert_int_eq(corrected(line, second)->records_voided_by, ABSENT_INTEGER);
    line_free(line);
}
END_TEST

START_TEST(a_start_goes_back_to_what_the_operation_had_fallen_by)
{
    struct line *line = line_new();
    line_completed(line, "R1");
    line_unit(line, "R1")->state = UNIT_IN_PROCESS;
    line_operation(line, "R1", "020")->state = OPERATION_INVALIDATED;
    line_waive(line, "R1", "020");
    const int64_t removal = REMOVED(line, "R1", "020", "supply-1");
    const int64_t start = POST(line, ENTRY_OPERATION_STARTED, operation_started, SUBJECT("R1", "020", "ann"));
    line_operation(line, "R1", "020")->invalidated_by = ABSENT_INTEGER; /* as a later removal left it */
    ck_assert_int_eq(corrected(line, start)->invalidated_by, removal);
    ck_assert_uint_eq(corrected(line, removal)->rewaived.count, 1);
    ck_assert_int_eq(line_operation(line, "R1", "020")->state, OPERATION_WAIVED);
    line_free(line);
}
END_TEST

SUITE_BEGIN(domain_rules_correct_again)
tcase_add_test(tests, removals_taken_back_in_any_order_never_were);
tcase_add_test(tests, records_of_the_whole_fall_by_the_next_part_that_came_out);
tcase_add_test(tests, a_start_goes_back_to_what_the_operation_had_fallen_by);
SUITE_END
