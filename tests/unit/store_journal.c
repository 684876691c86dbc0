/* The journal: the order of its entries, and the head over them. */
#include "store_place.h"

#include <string.h>

static struct entry entry_of_tool(uint8_t number, int64_t recorded_us, const struct tool_defined *data)
{
    return (struct entry){
        .recorded_us = recorded_us,
        .id = {{1, 2, 3, number}},
        .kind = ENTRY_TOOL_DEFINED,
        .by = "planner",
        .data = data,
    };
}

static const struct tool_defined TOOL = {.tool = "T1", .type = "torque", .calibration_due = ABSENT_INTEGER};

static enum fault append_tool(struct store *store, uint8_t number, int64_t recorded_us)
{
    struct entry entry = entry_of_tool(number, recorded_us, &TOOL);
    return journal_append(store, "OSA", &entry, NULL);
}

START_TEST(positions_count_from_one_without_a_gap)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    struct journal_head head;
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 0);
    ck_assert_int_eq(head.recorded_us, ABSENT_INTEGER);
    ck_assert_int_eq(head.clocks.wall_us, ABSENT_INTEGER);
    for (uint8_t i = 1; i <= 5; i++) {
        right(store_begin(store));
        struct entry entry = entry_of_tool(i, i, &TOOL);
        right(journal_append(store, "OSA", &entry, NULL));
        ck_assert_int_eq(entry.journal_position, i);
        right(store_commit(store));
    }
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 5);
    ck_assert_int_eq(head.recorded_us, 5);
    store_close(store);
    place_remove(&place);
}
END_TEST

static enum fault hash_again(void *context, const void *stored)
{
    const struct journal_row *row = stored;
    merkle_append(context, merkle_leaf(row->bytes, strlen(row->bytes)));
    return NOTHING_WRONG;
}

START_TEST(the_heads_tree_is_that_of_the_bytes)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    uint8_t number = 0;
    for (int batch = 1; batch <= 6; batch++) {
        right(store_begin(store));
        for (int i = 0; i < batch; i++, number++)
            right(append_tool(store, number, number));
        right(store_commit(store));
        struct journal_head head;
        struct merkle tree = {0};
        right(journal_head(store, &head));
        right(journal_after(store, 0, 1000, hash_again, &tree));
        ck_assert_uint_eq(head.tree.size, number);
        ck_assert_uint_eq(tree.size, number);
        ck_assert(digest_equal(merkle_root(&head.tree), merkle_root(&tree)));
    }
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(an_undone_command_takes_its_entries_and_the_head_back)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    right(append_tool(store, 1, 10));
    right(store_mark(store));
    right(append_tool(store, 2, 20));
    right(append_tool(store, 3, 30));
    store_undo(store);
    right(store_mark(store));
    struct entry entry = entry_of_tool(2, 15, &TOOL);
    right(journal_append(store, "OSA", &entry, NULL));
    ck_assert_int_eq(entry.journal_position, 2);
    ck_assert_int_eq(entry.recorded_us, 15);
    right(store_keep(store));
    right(store_commit(store));
    struct journal_head head;
    struct merkle tree = {0};
    right(journal_head(store, &head));
    right(journal_after(store, 0, 1000, hash_again, &tree));
    ck_assert_int_eq(head.journal_position, 2);
    ck_assert(digest_equal(merkle_root(&head.tree), merkle_root(&tree)));
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(an_undone_command_takes_back_what_was_kept_inside_it)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    struct journal_head head;
    right(store_begin(store));
    right(append_tool(store, 1, 10));
    right(store_mark(store));
    right(store_mark(store));
    right(append_tool(store, 2, 20));
    right(store_keep(store));
    right(store_mark(store));
    right(append_tool(store, 3, 30));
    store_undo(store);
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 2);
    store_undo(store);
    right(append_tool(store, 4, 40));
    right(store_commit(store));
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 2);
    ck_assert_int_eq(head.recorded_us, 40);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(a_hopeful_batch_goes_on_after_what_wrote_nothing)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    struct journal_head head;
    right(store_begin_hopeful(store));
    right(store_mark(store));
    right(append_tool(store, 1, 10));
    right(store_keep(store));
    right(store_mark(store));
    right(journal_head(store, &head));
    store_undo(store);
    ck_assert(!store_is_spoiled(store));
    right(append_tool(store, 2, 20));
    right(store_commit(store));
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 2);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(a_hopeful_batch_is_spoiled_by_what_wrote_before_it_failed)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    struct journal_head head;
    right(store_begin_hopeful(store));
    right(append_tool(store, 1, 10));
    right(store_mark(store));
    right(store_mark(store)); /* an event of an array */
    right(append_tool(store, 2, 20));
    store_undo(store);
    ck_assert(store_is_spoiled(store));
    right(store_keep(store));
    ck_assert_int_eq(store_commit(store), FAULT_CORRUPT);
    store_rollback(store);
    ck_assert(store_is_spoiled(store)); /* until the next one begins */
    right(store_begin(store));
    ck_assert(!store_is_spoiled(store));
    right(append_tool(store, 2, 20));
    right(store_commit(store));
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 1);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(an_undone_first_entry_leaves_the_head_unread)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    right(store_mark(store));
    right(append_tool(store, 1, 10));
    store_undo(store);
    right(store_commit(store));
    struct journal_head head;
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 0);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(a_rolled_back_batch_leaves_no_trace)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    right(append_tool(store, 1, 10));
    store_rollback(store);
    struct journal_head head;
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 0);
    right(store_begin(store));
    right(append_tool(store, 1, 10));
    right(store_commit(store));
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 1);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(an_id_is_used_once)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    right(append_tool(store, 1, 10));
    ck_assert_int_eq(append_tool(store, 1, 10), FAULT_ID_REUSED);
    right(append_tool(store, 2, 10));
    right(store_commit(store));
    right(store_begin(store));
    ck_assert_int_eq(append_tool(store, 2, 10), FAULT_ID_REUSED);
    right(store_commit(store));
    struct journal_head head;
    right(journal_head(store, &head));
    ck_assert_int_eq(head.journal_position, 2);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(nothing_is_appended_outside_a_transaction)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    ck_assert_int_eq(append_tool(store, 1, 10), FAULT_CORRUPT);
    ck_assert_int_eq(journal_touch(store, 10, &CLOCKS_UNTOLD), FAULT_CORRUPT);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(time_never_goes_back_along_the_journal)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    static const int64_t CLOCK[] = {100, 200, 150, 200, 300};
    static const struct {
        int64_t us, position;
    } ASKED[] = {{99, 0}, {100, 1}, {199, 1}, {200, 4}, {299, 4}, {300, 5}, {INT64_MAX, 5}, {-5, 0}};
    right(store_begin(store));
    for (uint8_t i = 0; i < 5; i++)
        right(append_tool(store, i, CLOCK[i]));
    right(store_commit(store));
    for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED; i++) {
        int64_t position = -1;
        right(journal_position_at(store, ASKED[i].us, &position));
        ck_assert_int_eq(position, ASKED[i].position);
    }
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(a_moment_is_kept_as_all_clocks_show_it)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    right(append_tool(store, 1, 10));
    const struct clocks clocks = {.wall_us = 5000, .run_us = 70, .boot = {{1, 2, 3}}};
    right(journal_touch(store, 12, &clocks));
    right(store_commit(store));
    store_close(store);
    store = place_open(&place, "database", DB_READ);
    struct journal_head head;
    right(journal_head(store, &head));
    ck_assert_int_eq(head.recorded_us, 12);
    ck_assert_int_eq(head.clocks.wall_us, 5000);
    ck_assert_int_eq(head.clocks.run_us, 70);
    ck_assert(uuid_equal(head.clocks.boot, clocks.boot));
    ck_assert_int_eq(head.journal_position, 1);
    store_close(store);
    place_remove(&place);
}
END_TEST

static enum fault count_rows(void *context, const void *row)
{
    (void)row;
    ++*(int64_t *)context;
    return NOTHING_WRONG;
}

START_TEST(entries_are_found_by_id_by_position_and_in_order)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    for (uint8_t i = 1; i <= 9; i++)
        right(append_tool(store, i, i));
    right(store_commit(store));
    struct journal_row row;
    right(journal_by_id(store, (struct uuid){{1, 2, 3, 4}}, place.arena, &row));
    ck_assert_int_eq(row.journal_position, 4);
    right(journal_at(store, 4, place.arena, &row));
    ck_assert_ptr_nonnull(strstr(row.bytes, "01020304-"));
    ck_assert_int_eq(journal_at(store, 10, place.arena, &row), FAULT_NOT_FOUND);
    ck_assert_int_eq(journal_by_id(store, (struct uuid){{9}}, place.arena, &row), FAULT_NOT_FOUND);
    int64_t count = 0;
    right(journal_after(store, 7, 100, count_rows, &count));
    ck_assert_int_eq(count, 2);
    right(journal_after(store, 0, 4, count_rows, &count));
    ck_assert_int_eq(count, 6);
    store_close(store);
    place_remove(&place);
}
END_TEST

SUITE(journal, positions_count_from_one_without_a_gap, the_heads_tree_is_that_of_the_bytes,
      an_undone_command_takes_its_entries_and_the_head_back, an_undone_command_takes_back_what_was_kept_inside_it,
      a_hopeful_batch_goes_on_after_what_wrote_nothing, a_hopeful_batch_is_spoiled_by_what_wrote_before_it_failed,
      an_undone_first_entry_leaves_the_head_unread, a_rolled_back_batch_leaves_no_trace, an_id_is_used_once,
      nothing_is_appended_outside_a_transaction, time_never_goes_back_along_the_journal,
      a_moment_is_kept_as_all_clocks_show_it, entries_are_found_by_id_by_position_and_in_order)
