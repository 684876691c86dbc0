/* Which entries are in the history of a unit. */
#include "store/find_history.h"
#include "store_story.h"

static bool is_told_of_r1(struct story *story, int64_t journal_position)
{
    struct journal_rows told;
    bool found = false;
    ck_assert_int_eq(find_entries_of_unit(story->store, R1, INT64_MAX, INT64_MAX, story->place.arena, &told),
                     NOTHING_WRONG);
    for (size_t i = 0; i < told.list.count; i++)
        found = found || told.list.items[i].journal_position == journal_position;
    return found;
}

static void claim_told_of_r1(struct story *story, int64_t journal_position)
{
    ck_assert_msg(is_told_of_r1(story, journal_position), "the history of R1 lacks %lld", (long long)journal_position);
}

/* A tray with a part in it, in the rack; the installation of the tray. */
static int64_t tell_tray_with_part(struct story *story)
{
    tell_start(story, "T1", "010", "ann", true);
    tell_unit(story, ENTRY_UNIT_STARTED, "T1");
    tell_order(story, ENTRY_ORDER_STARTED, "order-of-trays");
    tell_installation(story, "T1", "tray-9", "bought");
    tell_r1_started(story);
    tell_order(story, ENTRY_ORDER_STARTED, "order-of-racks");
    return tell_installation(story, "R1", "tray-1", "T1");
}

/* Nothing fell on the rack, and nothing stands again. */
START_TEST(a_change_inside_a_unit_is_in_its_history)
{
    struct story story = story_begin();
    struct outer_fallen around = {.unit = "R1", .unit_part_number = "RACK", .position = "tray-1"};
    struct outer_restored again = {
        .unit = "R1", .unit_part_number = "RACK", .unit_state = UNIT_IN_PROCESS, .order_state = ORDER_IN_PROCESS};
    tell_tray_with_part(&story);
    const struct result_removed falls = {.run_id = ABSENT_INTEGER, .outer = {.items = &around, .count = 1}};
    const int64_t removal = tell_removal(&story, "T1", "tray-9", REMOVAL_REUSE, falls);
    claim_told_of_r1(&story, removal);
    const struct result_corrected back = {
        .unit = "T1", .failures = ABSENT_INTEGER, .outer = {.items = &again, .count = 1}};
    const int64_t correction = tell_correction(&story, ENTRY_COMPONENT_REMOVED, removal, back);
    claim_told_of_r1(&story, removal);
    claim_told_of_r1(&story, correction);
    story_end(&story);
}
END_TEST

/* The tray never was in the rack: that its part was not taken out there after all names the rack no more. */
START_TEST(what_a_unit_was_told_it_is_told_was_taken_back)
{
    struct story story = story_begin();
    struct outer_fallen around = {.unit = "R1", .unit_part_number = "RACK", .position = "tray-1"};
    const struct result_removed falls = {.run_id = ABSENT_INTEGER, .outer = {.items = &around, .count = 1}};
    const struct result_corrected of_rack = {.unit = "R1", .failures = ABSENT_INTEGER},
                                  of_tray = {.unit = "T1", .failures = ABSENT_INTEGER};
    const int64_t installation = tell_tray_with_part(&story);
    const int64_t removal = tell_removal(&story, "T1", "tray-9", REMOVAL_REUSE, falls);
    tell_correction(&story, ENTRY_COMPONENT_INSTALLED, installation, of_rack);
    claim_told_of_r1(&story, removal);
    claim_told_of_r1(&story, tell_correction(&story, ENTRY_COMPONENT_REMOVED, removal, of_tray));
    story_end(&story);
}
END_TEST

static int64_t tell_described(struct story *story, int64_t installation)
{
    const struct component_described described = {
        .part_number = "TRAY", .serial = "bought", .supplier = "Kaga", .reason = "read again"};
    const struct provenance before = {.lot = "LB-1"};
    const struct result_described result = {.installation = installation, .before = &before};
    return tell(story, ENTRY_COMPONENT_DESCRIBED, NULL, &described, &result);
}

START_TEST(how_a_part_is_described_on_the_shelf_is_not_of_where_it_was)
{
    struct story story = story_begin();
    tell_r1_started(&story);
    const int64_t installation = tell_installation(&story, "R1", "tray-1", "bought");
    const int64_t inside = tell_described(&story, installation);
    tell_removal(&story, "R1", "tray-1", REMOVAL_REUSE, (struct result_removed){.run_id = ABSENT_INTEGER});
    const int64_t outside = tell_described(&story, installation);
    claim_told_of_r1(&story, inside);
    ck_assert(!is_told_of_r1(&story, outside));
    story_end(&story);
}
END_TEST

SUITE(history, a_change_inside_a_unit_is_in_its_history, what_a_unit_was_told_it_is_told_was_taken_back,
      how_a_part_is_described_on_the_shelf_is_not_of_where_it_was)
