/* What the writer keeps of the plant's registers is what is stored, whatever was entered, refused or undone. */
#include "service_kept.h"

#include "base/json.h"
#include "service/kept_rows.h"
#include "store/find_hold.h"
#include "store/find_list.h"

#include <stdio.h>
#include <string.h>

enum { ALL = 1000 };

static void assert_same(const struct record *record, const char *code, const void *kept, const void *stored)
{
    BUFFER_OWNED struct buffer is = {0}, should = {0};
    json_write(&is, record, kept);
    json_write(&should, record, stored);
    ck_assert_msg(!strcmp(buffer_view(&is), buffer_view(&should)), "%s: %s is kept, %s stored", code, buffer_view(&is),
                  buffer_view(&should));
}

#define PROVE(rows, list_all, type, look_up, record, code_member)                                       \
    do {                                                                                                \
        struct rows all;                                                                                \
        ck_assert_int_eq(list_all(session->store, "", ALL, arena, &all), NOTHING_WRONG);                \
        for (size_t i = 0; i < all.list.count; i++) {                                                   \
            const struct type *kept, *stored = &all.list.items[i];                                      \
            ck_assert_int_eq(look_up(session, stored->code_member, arena, &kept), NOTHING_WRONG);       \
            assert_same(&(record), stored->code_member, kept, stored);                                  \
        }                                                                                               \
    } while (0)

static void prove_holds(struct session *session, struct arena *arena)
{
    const struct holds *kept;
    struct holds stored;
    ck_assert_int_eq(list_holds_open(session->store, arena, &stored), NOTHING_WRONG);
    ck_assert_int_eq(kept_holds(session, arena, &kept), NOTHING_WRONG);
    ck_assert_uint_eq(kept->list.count, stored.list.count);
    for (size_t i = 0; i < stored.list.count; i++)
        assert_same(&HOLD_RECORD, stored.list.items[i].reason, &kept->list.items[i], &stored.list.items[i]);
}

static void prove_all(struct session *session, struct arena *arena)
{
    PROVE(operators, list_operators, operator, kept_operator, OPERATOR_RECORD, operator);
    PROVE(tools, list_tools, tool, kept_tool, TOOL_RECORD, tool);
    PROVE(stations, list_stations, station, kept_station, STATION_RECORD, station);
    PROVE(orders, list_orders, order, kept_order, ORDER_RECORD, order);
    prove_holds(session, arena);
}

void kept_prove(struct line *line)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    ck_assert_int_eq(session_begin(line->writer), NOTHING_WRONG);
    prove_all(line->writer, arena);
    ck_assert_int_eq(session_commit(line->writer), NOTHING_WRONG);
}

/* ---- by hand ---- */

static struct line line;
static struct arena *arena;

static void start(void)
{
    line_open(&line);
    arena = arena_new(0);
    line_order(&line, "O-1", "T-1", 2, 5);
    kept_prove(&line);
}

static void stop(void)
{
    arena_free(arena);
    line_close(&line);
}

static const char *name_of_ann(void)
{
    const struct operator *ann;
    ck_assert_int_eq(kept_operator(line.writer, "ann", arena, &ann), NOTHING_WRONG);
    return arena_text(arena, ann->name);
}

/* As a command does that names her anew. */
static void rename_ann(const char *name)
{
    struct request request = {.arena = arena,
                              .principal = speaker(ROLE_PLANNER),
                              .path = {"ann"},
                              .if_match = IF_MATCH_ANY,
                              .reasons = {.arena = arena}};
    struct answer answer = {.version = ABSENT_INTEGER};
    const struct operator_defined body = {.operator = "ann", .name = name};
    request.body = &body;
    line.writer->now_us = line.now_us;
    ck_assert_int_eq(put_operator(line.writer, &request, &answer), NOTHING_WRONG);
    buffer_free(&answer.body);
}

static void mark(void)
{
    ck_assert_int_eq(session_mark(line.writer), NOTHING_WRONG);
}

START_TEST(a_row_is_kept_until_its_register_changes)
{
    const struct operator *first, *again;
    ck_assert_int_eq(session_begin(line.writer), NOTHING_WRONG);
    ck_assert_int_eq(kept_operator(line.writer, "ann", arena, &first), NOTHING_WRONG);
    mark();
    ck_assert_int_eq(kept_operator(line.writer, "ann", arena, &again), NOTHING_WRONG);
    ck_assert_ptr_eq(first, again);
    const char *before = arena_text(arena, first->name);
    rename_ann("Ann");
    ck_assert_pstr_eq(first->name, before); /* who entered it may look at it still */
    ck_assert_str_eq(name_of_ann(), "Ann");
    ck_assert_int_eq(session_keep(line.writer), NOTHING_WRONG);
    mark();
    ck_assert_str_eq(name_of_ann(), "Ann");
    ck_assert_int_eq(session_keep(line.writer), NOTHING_WRONG);
    ck_assert_int_eq(session_commit(line.writer), NOTHING_WRONG);
    kept_prove(&line);
}
END_TEST

START_TEST(what_was_undone_is_not_kept)
{
    const char *before = name_of_ann();
    ck_assert_int_eq(session_begin(line.writer), NOTHING_WRONG);
    mark(); /* an array of two, */
    mark();
    rename_ann("Ann");
    ck_assert_int_eq(session_keep(line.writer), NOTHING_WRONG);
    mark();
    ck_assert_str_eq(name_of_ann(), "Ann");
    ck_assert_int_eq(session_keep(line.writer), NOTHING_WRONG);
    session_undo(line.writer); /* which is undone as a whole */
    mark();
    ck_assert_pstr_eq(name_of_ann(), before);
    ck_assert_int_eq(session_keep(line.writer), NOTHING_WRONG);
    ck_assert_int_eq(session_commit(line.writer), NOTHING_WRONG);
    kept_prove(&line);
}
END_TEST

START_TEST(what_was_rolled_back_is_not_kept)
{
    const char *before = name_of_ann();
    ck_assert_int_eq(session_begin(line.writer), NOTHING_WRONG);
    mark();
    rename_ann("Ann");
    ck_assert_int_eq(session_keep(line.writer), NOTHING_WRONG);
    mark();
    ck_assert_str_eq(name_of_ann(), "Ann");
    ck_assert_int_eq(session_keep(line.writer), NOTHING_WRONG);
    session_rollback(line.writer);
    ck_assert_int_eq(session_begin(line.writer), NOTHING_WRONG);
    ck_assert_pstr_eq(name_of_ann(), before);
    ck_assert_int_eq(session_commit(line.writer), NOTHING_WRONG);
    kept_prove(&line);
}
END_TEST

START_TEST(nobody_is_not_kept)
{
    enum { MANY = 10000 };
    const struct operator *nobody = NULL;
    for (int i = 0; i < MANY; i++) {
        char code[24];
        snprintf(code, sizeof code, "nobody-%d", i);
        if (i % 100 == 0)
            ck_assert_int_eq(session_begin(line.writer), NOTHING_WRONG);
        ck_assert_int_eq(kept_operator(line.writer, code, arena, &nobody), FAULT_NOT_FOUND);
        if (i % 100 == 99)
            ck_assert_int_eq(session_commit(line.writer), NOTHING_WRONG);
    }
    ck_assert_ptr_null(nobody);
    kept_prove(&line);
}
END_TEST

START_TEST(a_session_that_reads_keeps_nothing)
{
    const struct operator *ann;
    ck_assert_ptr_null(line.reader->kept);
    ck_assert_int_eq(kept_operator(line.reader, "ann", arena, &ann), NOTHING_WRONG);
    ck_assert_str_eq(ann->operator, "ann");
}
END_TEST

SUITE_BEGIN(kept_rows)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, a_row_is_kept_until_its_register_changes);
tcase_add_test(tests, what_was_undone_is_not_kept);
tcase_add_test(tests, what_was_rolled_back_is_not_kept);
tcase_add_test(tests, nobody_is_not_kept);
tcase_add_test(tests, a_session_that_reads_keeps_nothing);
SUITE_END
