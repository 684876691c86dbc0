/* A disk that is full or broken: what was acknowledged stays, nothing else does, and nothing goes on half. */
#include "store_place.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

static const struct sql PUT_TOOL = {.text = "INSERT INTO tool (tool, name, type, withdrawn, journal_position)"
                                            " VALUES ('tool ' || $1, hex(zeroblob(2000)), 'torque', 0, $1)"};
static const struct sql COUNT_TOOLS = {.text = "SELECT count(*) FROM tool"};
static const struct sql PAGES = {.text = "SELECT page_count FROM pragma_page_count"};

static enum fault tool_put(struct store *store, int64_t number)
{
    return db_change_one(store_db(store), &PUT_TOOL, BINDS(bind_integer(number)));
}

static int64_t integer_of(struct store *store, const struct sql *sql)
{
    int64_t integer = -1;
    ck_assert_int_eq(db_integer(store_db(store), sql, NO_BINDS, 0, &integer), NOTHING_WRONG);
    return integer;
}

/* The database may grow to so many pages more. */
static void room_for(struct store *store, int64_t pages)
{
    char pragma[80];
    snprintf(pragma, sizeof pragma, "PRAGMA max_page_count = %lld", (long long)(integer_of(store, &PAGES) + pages));
    ck_assert_int_eq(db_script(store_db(store), pragma), NOTHING_WRONG);
}

static enum fault command_put(struct store *store, int64_t number)
{
    enum fault fault = store_mark(store);
    if (!fault)
        fault = tool_put(store, number);
    if (fault)
        store_undo(store);
    else
        fault = store_keep(store);
    return fault;
}

START_TEST(a_full_disk_is_said_and_survived)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    right(command_put(store, 1));
    right(store_commit(store));
    room_for(store, 10);
    right(store_begin(store));
    int64_t number = 2;
    enum fault fault = NOTHING_WRONG;
    while (!fault && number < 100)
        fault = command_put(store, number++);
    ck_assert_int_eq(fault, FAULT_FULL);
    ck_assert_int_eq(command_put(store, number), FAULT_FULL); /* nothing slips in behind it */
    enum fault committed = store_commit(store);
    ck_assert(committed == NOTHING_WRONG || committed == FAULT_FULL);
    if (committed)
        store_rollback(store);
    ck_assert_int_eq(integer_of(store, &COUNT_TOOLS), committed ? 1 : number - 2);
    room_for(store, 1000);
    right(store_begin(store));
    right(command_put(store, 1000));
    right(store_commit(store));
    store_close(store);
    place_remove(&place);
}
END_TEST

/* No file may grow beyond this many bytes. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

START_TEST(a_write_that_fails_fails_the_commit)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    right(store_begin(store));
    right(tool_put(store, 1));
    right(store_commit(store));
    signal(SIGXFSZ, SIG_IGN);
    limit_files(1024 * 1024);
    right(store_begin(store));
    for (int64_t number = 2; number < 1000; number++)
        right(tool_put(store, number));
    ck_assert_int_eq(store_commit(store), FAULT_IO);
    store_rollback(store);
    ck_assert_int_eq(integer_of(store, &COUNT_TOOLS), 1);
    limit_files(RLIM_INFINITY);
    store_close(store);
    store = place_open(&place, "database", DB_WRITE);
    ck_assert_int_eq(integer_of(store, &COUNT_TOOLS), 1);
    store_close(store);
    place_remove(&place);
}
END_TEST

SUITE(disks, a_full_disk_is_said_and_survived, a_write_that_fails_fails_the_commit)
