/* Connections: who may write, what a reader sees, and what a transaction takes back. */
#include "store_place.h"

#include "base/monotonic.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct sql PUT_TOOL = {
    .text = "INSERT INTO tool (tool, type, withdrawn, journal_position) VALUES ($1, 'torque', 0, 1)"};
static const struct sql COUNT_TOOLS = {.text = "SELECT count(*) FROM tool"};

static int64_t tools_in(struct store *store)
{
    int64_t count = -1;
    ck_assert_int_eq(db_integer(store_db(store), &COUNT_TOOLS, NO_BINDS, 0, &count), NOTHING_WRONG);
    return count;
}

static enum fault tool_put(struct store *store, const char *tool)
{
    return db_change_one(store_db(store), &PUT_TOOL, BINDS(bind_text(tool)));
}

START_TEST(a_second_writer_is_refused_while_the_first_is_open)
{
    struct place_of_test place = place_make();
    struct store *first = place_open(&place, "database", DB_WRITE), *second = NULL;
    ck_assert_int_eq(store_open(place_path(&place, "database"), DB_WRITE, &second, &place.reasons), FAULT_BUSY);
    ck_assert(reasons_have(&place.reasons, "database-in-use"));
    ck_assert_ptr_null(second);
    store_close(first);
    store_close(place_open(&place, "database", DB_WRITE));
    place_remove(&place);
}
END_TEST

START_TEST(a_second_process_is_refused_too)
{
    struct place_of_test place = place_make();
    struct store *first = place_open(&place, "database", DB_WRITE);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (!child) {
        struct store *second = NULL;
        _exit(store_open(place_path(&place, "database"), DB_WRITE, &second, &place.reasons) == FAULT_BUSY ? 0 : 1);
    }
    int status = -1;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    store_close(first);
    place_remove(&place);
}
END_TEST

START_TEST(a_reader_sees_one_moment_until_it_ends)
{
    struct place_of_test place = place_make();
    struct store *writer = place_open(&place, "database", DB_WRITE);
    struct store *reader = place_open(&place, "database", DB_READ);
    right(store_begin(reader));
    ck_assert_int_eq(tools_in(reader), 0);
    right(store_begin(writer));
    right(tool_put(writer, "T1"));
    right(store_commit(writer));
    ck_assert_int_eq(tools_in(reader), 0);
    store_rollback(reader);
    ck_assert_int_eq(tools_in(reader), 1);
    store_close(reader);
    store_close(writer);
    place_remove(&place);
}
END_TEST

static const struct sql COUNT_FOR_EVER = {
    .text = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"};

static void *end_it_now(void *store)
{
    usleep(20000);
    db_limit(store_db(store), 1);
    return NULL;
}

START_TEST(a_read_past_its_limit_is_ended_and_the_reader_goes_on)
{
    struct place_of_test place = place_make();
    struct store *writer = place_open(&place, "database", DB_WRITE);
    struct store *reader = place_open(&place, "database", DB_READ);
    pthread_t other;
    int64_t count = -1;
    right(store_begin(reader));
    db_limit(store_db(reader), monotonic_us() + 20000);
    ck_assert(!db_is_overdue(store_db(reader)));
    ck_assert_int_eq(db_integer(store_db(reader), &COUNT_FOR_EVER, NO_BINDS, 0, &count), FAULT_OVERDUE);
    ck_assert(db_is_overdue(store_db(reader)));
    store_rollback(reader);

    db_limit(store_db(reader), INT64_MAX);
    right(store_begin(reader));
    ck_assert_int_eq(tools_in(reader), 0);
    pthread_create(&other, NULL, end_it_now, reader);
    ck_assert_int_eq(db_integer(store_db(reader), &COUNT_FOR_EVER, NO_BINDS, 0, &count), FAULT_OVERDUE);
    pthread_join(other, NULL);
    store_rollback(reader);
    ck_assert_int_eq(count, -1);
    store_close(reader);
    store_close(writer);
    place_remove(&place);
}
END_TEST

START_TEST(short_statements_add_up_to_a_limit)
{
    struct place_of_test place = place_make();
    struct store *writer = place_open(&place, "database", DB_WRITE);
    struct store *reader = place_open(&place, "database", DB_READ);
    enum fault fault = NOTHING_WRONG;
    int64_t count;
    db_limit(store_db(reader), 1);
    for (int i = 0; i < 100000 && !fault; i++)
        fault = db_integer(store_db(reader), &COUNT_TOOLS, NO_BINDS, 0, &count);
    ck_assert_int_eq(fault, FAULT_OVERDUE);
    store_close(reader);
    store_close(writer);
    place_remove(&place);
}
END_TEST

START_TEST(a_reader_cannot_write)
{
    struct place_of_test place = place_make();
    struct store *writer = place_open(&place, "database", DB_WRITE);
    struct store *reader = place_open(&place, "database", DB_READ);
    ck_assert_int_eq(tool_put(reader, "T1"), FAULT_IO);
    ck_assert_int_eq(tools_in(writer), 0);
    store_close(reader);
    store_close(writer);
    place_remove(&place);
}
END_TEST

START_TEST(what_is_not_committed_is_gone)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    right(tool_put(store, "kept"));
    right(store_commit(store));
    right(store_begin(store));
    right(tool_put(store, "lost"));
    store_rollback(store);
    ck_assert_int_eq(tools_in(store), 1);
    right(store_begin(store));
    right(tool_put(store, "lost with the connection"));
    store_close(store);
    store = place_open(&place, "database", DB_WRITE);
    ck_assert_int_eq(tools_in(store), 1);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(an_undone_command_leaves_those_around_it)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    static const char *const COMMANDS[] = {"first", "second", "third"};
    right(store_begin(store));
    for (size_t i = 0; i < 3; i++) {
        right(store_mark(store));
        right(tool_put(store, COMMANDS[i]));
        if (i == 1)
            store_undo(store);
        else
            right(store_keep(store));
    }
    right(store_commit(store));
    ck_assert_int_eq(tools_in(store), 2);
    right(store_begin(store));
    right(tool_put(store, "second")); /* its name is free */
    right(store_commit(store));
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(a_row_that_the_schema_forbids_is_a_contradiction_and_undoes_itself_alone)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    right(tool_put(store, "T1"));
    ck_assert_int_eq(tool_put(store, "T1"), FAULT_CORRUPT);
    right(tool_put(store, "T2"));
    right(store_commit(store));
    ck_assert_int_eq(tools_in(store), 2);
    store_close(store);
    place_remove(&place);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_not_made_by_a_reader)
{
    struct place_of_test place = place_make();
    struct store *store = NULL;
    ck_assert_int_eq(store_open(place_path(&place, "nothing"), DB_READ, &store, &place.reasons), FAULT_NOT_FOUND);
    ck_assert_int_ne(access(place_path(&place, "nothing"), F_OK), 0);
    place_remove(&place);
}
END_TEST

START_TEST(a_file_that_is_no_database_is_refused)
{
    struct place_of_test place = place_make();
    FILE *file = fopen(place_path(&place, "letter"), "w");
    for (int i = 0; i < 1000; i++)
        fputs("Dear database, ", file);
    fclose(file);
    struct store *store = NULL;
    ck_assert_int_eq(store_open(place_path(&place, "letter"), DB_WRITE, &store, &place.reasons), FAULT_CORRUPT);
    ck_assert(reasons_have(&place.reasons, "database-unusable"));
    ck_assert_int_eq(store_open(place_path(&place, "no/such/folder"), DB_WRITE, &store, &place.reasons), FAULT_IO);
    place_remove(&place);
}
END_TEST

/* Two megabytes. */
static const struct sql MANY_TOOLS = {
    .text = "WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i < $1 + 499)"
            " INSERT INTO tool (tool, name, type, withdrawn, journal_position)"
            " SELECT 'tool ' || i, hex(zeroblob(2000)), 'torque', 0, i FROM n"};

struct poller {
    pthread_t thread;
    struct store *store;
    atomic_bool *stop;
};

/* A dashboard: there is hardly a moment in which it does not read. */
static void *poll_without_end(void *context)
{
    struct poller *poller = context;
    while (!atomic_load(poller->stop)) {
        int64_t count;
        if (store_begin(poller->store) || db_integer(store_db(poller->store), &COUNT_TOOLS, NO_BINDS, 0, &count))
            return poller;
        usleep(30000);
        store_rollback(poller->store);
    }
    return NULL;
}

static long size_of(const char *path)
{
    struct stat about;
    return stat(path, &about) ? 0 : (long)about.st_size;
}

START_TEST(the_log_does_not_grow_without_end_while_others_read)
{
    enum { POLLERS = 4, BATCHES = 60 };
    struct place_of_test place = place_make();
    struct store *writer = place_open(&place, "database", DB_WRITE);
    struct poller pollers[POLLERS];
    atomic_bool stop = false;
    for (int i = 0; i < POLLERS; i++) {
        pollers[i] = (struct poller){.store = place_open(&place, "database", DB_READ), .stop = &stop};
        ck_assert_int_eq(pthread_create(&pollers[i].thread, NULL, poll_without_end, &pollers[i]), 0);
    }
    long largest = 0;
    for (int i = 0; i < BATCHES; i++) {
        right(store_begin(writer));
        right(db_change(store_db(writer), &MANY_TOOLS, BINDS(bind_integer(i * 500))));
        right(store_commit(writer));
        long size = size_of(place_path(&place, "database-wal"));
        largest = size > largest ? size : largest;
    }
    atomic_store(&stop, true);
    for (int i = 0; i < POLLERS; i++) {
        void *failed = &stop;
        pthread_join(pollers[i].thread, &failed);
        ck_assert_ptr_null(failed);
        store_close(pollers[i].store);
    }
    ck_assert_int_eq(tools_in(writer), BATCHES * 500);
    ck_assert_msg(largest < 75L * 1000 * 1000, "%ld bytes", largest); /* of 120 that were written */
    store_close(writer);
    place_remove(&place);
}
END_TEST

struct tool_name {
    const char *tool;
};
static const struct field TOOL_NAME_FIELDS[] = {FIELD_TEXT(struct tool_name, tool, REQUIRED, 0, 0, "code")};
static const struct record TOOL_NAME_RECORD = RECORD(struct tool_name, "tool_name", TOOL_NAME_FIELDS, "A tool.");
static const struct sql EACH_TOOL = {.text = "SELECT tool FROM tool ORDER BY tool", .row = &TOOL_NAME_RECORD};

struct walk {
    struct db *db;
    int depth, seen;
};

static enum fault walk_again(void *context, const void *row)
{
    struct walk *walk = context;
    const struct tool_name *name = row;
    ck_assert_str_eq(name->tool, walk->seen++ % 2 ? "T2" : "T1");
    struct walk inner = {.db = walk->db, .depth = walk->depth - 1};
    if (!walk->depth)
        return NOTHING_WRONG;
    enum fault fault = db_each(walk->db, &EACH_TOOL, NO_BINDS, walk_again, &inner);
    ck_assert_int_eq(inner.seen, 2);
    return fault;
}

START_TEST(a_statement_may_be_used_while_its_rows_are_read)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(tool_put(store, "T1"));
    right(tool_put(store, "T2"));
    struct walk walk = {.db = store_db(store), .depth = 3};
    right(db_each(walk.db, &EACH_TOOL, NO_BINDS, walk_again, &walk));
    ck_assert_int_eq(walk.seen, 2);
    store_close(store);
    place_remove(&place);
}
END_TEST

static enum fault stop_at_first(void *context, const void *row)
{
    (void)row;
    ++*(int *)context;
    return FAULT_STOPPING;
}

START_TEST(a_fault_of_the_row_function_ends_the_reading)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(tool_put(store, "T1"));
    right(tool_put(store, "T2"));
    int calls = 0;
    ck_assert_int_eq(db_each(store_db(store), &EACH_TOOL, NO_BINDS, stop_at_first, &calls), FAULT_STOPPING);
    ck_assert_int_eq(calls, 1);
    right(store_begin(store)); /* nothing is left open */
    right(store_commit(store));
    store_close(store);
    place_remove(&place);
}
END_TEST

SUITE(connections, a_second_writer_is_refused_while_the_first_is_open, a_second_process_is_refused_too,
      a_reader_sees_one_moment_until_it_ends, a_read_past_its_limit_is_ended_and_the_reader_goes_on,
      short_statements_add_up_to_a_limit, a_reader_cannot_write, what_is_not_committed_is_gone,
      an_undone_command_leaves_those_around_it,
      a_row_that_the_schema_forbids_is_a_contradiction_and_undoes_itself_alone,
      a_file_that_is_not_there_is_not_made_by_a_reader, a_file_that_is_no_database_is_refused,
      the_log_does_not_grow_without_end_while_others_read, a_statement_may_be_used_while_its_rows_are_read,
      a_fault_of_the_row_function_ends_the_reading)
