/* What a kill leaves is opened with all that was committed, or not at all. */
#include "store_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bytes {
    char *bytes;
    size_t size;
};

static struct bytes read_file(const char *path)
{
    struct bytes ret = {0};
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    ret.size = (size_t)ftell(file);
    rewind(file);
    ret.bytes = malloc(ret.size + 1);
    ck_assert_ptr_nonnull(ret.bytes);
    ck_assert_uint_eq(fread(ret.bytes, 1, ret.size, file), ret.size);
    fclose(file);
    return ret;
}

static void write_file(const char *path, const struct bytes *bytes)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes->bytes, 1, bytes->size, file), bytes->size);
    ck_assert_int_eq(fclose(file), 0);
}

enum damage {
    NO_DAMAGE,
    EMPTIED,
    EMPTIED_ONCE_COPIED,
    HALVED_ONCE_COPIED,
    HALVED,
    SHORT_OF_A_BYTE,
    ZEROED,
    PAGE_FLIPPED,
    LAST_FLIPPED,
    NO_INDEX,
    BYTE_FLIPPED /* and its place */
};
enum { SECOND_FRAME = 32 + 24 + 4096 };

static void spoil(struct bytes *log, int damage)
{
    if (damage == EMPTIED || damage == EMPTIED_ONCE_COPIED)
        log->size = 0;
    if (damage == HALVED || damage == HALVED_ONCE_COPIED)
        log->size /= 2;
    if (damage == SHORT_OF_A_BYTE)
        log->size--;
    if (damage == ZEROED)
        memset(log->bytes, 0, 512);
    if (damage == PAGE_FLIPPED)
        log->bytes[log->size / 2] ^= 1;
    if (damage >= BYTE_FLIPPED)
        log->bytes[damage - BYTE_FLIPPED] ^= 1;
    if (damage == LAST_FLIPPED)
        log->bytes[log->size - 1] ^= 1;
}

static const struct {
    int damage;
    bool refused;
} LEFT[] = {
    {NO_DAMAGE, false},
    {NO_INDEX, false}, /* as after a power cut */
    {EMPTIED, true},
    {EMPTIED_ONCE_COPIED, false}, /* as SQLite does where it keeps the log at a close */
    {HALVED_ONCE_COPIED, true},   /* its pages go before the file's */
    {HALVED, true},
    {SHORT_OF_A_BYTE, true},
    {ZEROED, true},
    {PAGE_FLIPPED, true},
    {LAST_FLIPPED, true},
    {BYTE_FLIPPED + 1, true},                 /* what it is */
    {BYTE_FLIPPED + 9, true},                 /* the size of a page */
    {BYTE_FLIPPED + 16, true},                /* a salt */
    {BYTE_FLIPPED + 23, true},                /* the other */
    {BYTE_FLIPPED + 31, true},                /* the header's sum */
    {BYTE_FLIPPED + SECOND_FRAME + 3, true},  /* which page */
    {BYTE_FLIPPED + SECOND_FRAME + 8, true},  /* a salt */
    {BYTE_FLIPPED + SECOND_FRAME + 15, true}, /* the other */
    {BYTE_FLIPPED + SECOND_FRAME + 23, true}, /* the frame's sum */
};

/* A database as it stands while it is open, beside another name. */
static void leave(struct place_of_test *place, int damage)
{
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        struct bytes bytes = read_file(place_path(place, arena_printf(place->arena, "database%s", ENDS[i])));
        if (i == 1)
            spoil(&bytes, damage);
        if (i < 2 || damage != NO_INDEX)
            write_file(place_path(place, arena_printf(place->arena, "left%s", ENDS[i])), &bytes);
        free(bytes.bytes);
    }
}

static void copy_log(struct place_of_test *place, struct store *store)
{
    expect_right(db_script(store_db(store), "PRAGMA wal_checkpoint(PASSIVE)"), place, __FILE__, __LINE__);
}

START_TEST(a_log_that_lacks_what_was_committed_is_refused)
{
    struct place_of_test place = place_make();
    struct store *killed = place_open(&place, "database", DB_WRITE);
    if (LEFT[_i].damage == EMPTIED_ONCE_COPIED || LEFT[_i].damage == HALVED_ONCE_COPIED)
        copy_log(&place, killed);
    leave(&place, LEFT[_i].damage);
    store_close(killed);
    for (int mode = DB_STILL; mode >= DB_WRITE; mode--) {
        struct store *store = NULL;
        struct reasons found = {.arena = place.arena};
        if (mode == DB_READ) /* by which the index is made anew */
            continue;
        ck_assert_int_eq(store_open(place_path(&place, "left"), mode, &store, &found),
                         LEFT[_i].refused ? FAULT_INVALID : NOTHING_WRONG);
        ck_assert(!LEFT[_i].refused || reasons_have(&found, "database-log-cut"));
        store_close(store);
    }
    if (LEFT[_i].refused) { /* and goes on without what is lost where that is told */
        struct store *store = NULL;
        ck_assert_int_eq(unlink(place_path(&place, "left-shm")), 0);
        enum fault fault = store_open(place_path(&place, "left"), DB_WRITE, &store, &place.reasons);
        ck_assert(!fault || fault == FAULT_CORRUPT);
        store_close(store);
    }
    place_remove(&place);
}
END_TEST

static const struct sql PUT_MANY = {
    .text = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO tool (tool, name, type, withdrawn, journal_position)"
            " SELECT 'tool ' || i, hex(zeroblob(1000)), 'torque', 0, i FROM n"}; /* more than the writer's cache */
static const struct sql PUT_ONE = {
    .text = "INSERT INTO tool (tool, type, withdrawn, journal_position) VALUES ($1, 'torque', 0, 1)"};
static const struct sql COUNT_TOOLS = {.text = "SELECT count(*) FROM tool"};

static void put_one(struct place_of_test *place, struct store *store, const char *tool)
{
    expect_right(db_change_one(store_db(store), &PUT_ONE, BINDS(bind_text(tool))), place, __FILE__, __LINE__);
}

static size_t log_size(const struct place_of_test *place)
{
    struct stat found;
    ck_assert_int_eq(stat(place_path(place, "database-wal"), &found), 0);
    return (size_t)found.st_size;
}

/* Undoes more than the cache holds: a command of a transaction, or all of one. */
static void undo_many(struct place_of_test *at, struct store *store, bool hopeful)
{
    const size_t size = log_size(at);
    expect_right(hopeful ? store_begin_hopeful(store) : store_begin(store), at, __FILE__, __LINE__);
    put_one(at, store, "before");
    expect_right(store_mark(store), at, __FILE__, __LINE__);
    expect_right(db_change(store_db(store), &PUT_MANY, NO_BINDS), at, __FILE__, __LINE__);
    ck_assert_int_eq(log_size(at) > size, hopeful); /* by which memory stays bounded */
    store_undo(store);
    if (store_is_spoiled(store))
        store_rollback(store);
    else
        expect_right(store_commit(store), at, __FILE__, __LINE__);
}

START_TEST(what_is_larger_than_the_cache_and_undone_takes_no_commit_with_it)
{
    struct place_of_test place = place_make();
    struct store *store = place_open(&place, "database", DB_WRITE);
    const bool hopeful = _i != 0;
    int64_t count = 0;
    undo_many(&place, store, hopeful);
    right(store_begin(store));
    put_one(&place, store, "later");
    right(store_commit(store));
    leave(&place, NO_DAMAGE);
    store_close(store);
    store = place_open(&place, "left", DB_WRITE);
    right(db_integer(store_db(store), &COUNT_TOOLS, NO_BINDS, 0, &count));
    ck_assert_int_eq(count, hopeful ? 1 : 2);
    store_close(store);
    place_remove(&place);
}
END_TEST

/* --- a log that is sound in itself, and not this database's --- */

static const char *const FILES[] = {"left", "left-wal", "left-shm"};
enum { ALL_FILES = sizeof FILES / sizeof *FILES };

static void enter(struct place_of_test *place, struct store *store, int entries)
{
    static uint8_t number;
    const struct tool_defined tool = {.tool = "T1", .type = "torque", .calibration_due = ABSENT_INTEGER};
    expect_right(store_begin(store), place, __FILE__, __LINE__);
    for (int i = 0; i < entries; i++) {
        struct entry entry = {.id = {{1, 2, 3, ++number}}, .kind = ENTRY_TOOL_DEFINED, .by = "planner", .data = &tool};
        expect_right(journal_append(store, "OSA", &entry, NULL), place, __FILE__, __LINE__);
    }
    expect_right(store_commit(store), place, __FILE__, __LINE__);
}

/* Enters something and is killed; what it leaves of its log. */
static struct bytes log_of(struct place_of_test *place, const char *name, int entries)
{
    struct store *store = place_open(place, name, DB_WRITE);
    enter(place, store, entries);
    struct bytes ret = read_file(place_path(place, arena_printf(place->arena, "%s-wal", name)));
    store_close(store);
    return ret;
}

static void build_up(struct place_of_test *place, const char *name, int entries)
{
    struct bytes log = log_of(place, name, entries);
    free(log.bytes);
}

enum whose { ITS_OWN, OF_THE_DAY_BEFORE, OF_ANOTHER, OF_A_TWIN, CUT_ONCE_COPIED };
static const struct beside {
    enum whose whose;
    bool index; /* is there */
    bool refused;
} BESIDE[] = {
    {ITS_OWN, true, false},           {ITS_OWN, false, false},  {OF_THE_DAY_BEFORE, true, true},
    {OF_THE_DAY_BEFORE, false, true}, {OF_ANOTHER, true, true}, {OF_ANOTHER, false, true},
    {OF_A_TWIN, true, true},          {OF_A_TWIN, false, true}, {CUT_ONCE_COPIED, false, true},
};

/* Leaves a database of six entries, of which three are in its log alone; the log that is to stand beside it. */
static struct bytes make_left(struct place_of_test *place, enum whose whose)
{
    build_up(place, "database", 1);
    struct bytes twin = read_file(place_path(place, "database"));
    write_file(place_path(place, "twin"), &twin);
    free(twin.bytes);
    struct bytes before = log_of(place, "database", 1);
    build_up(place, "database", 1);
    struct store *store = place_open(place, "database", DB_WRITE);
    enter(place, store, 2);
    enter(place, store, 1);
    if (whose == CUT_ONCE_COPIED)
        copy_log(place, store);
    leave(place, whose == CUT_ONCE_COPIED ? SHORT_OF_A_BYTE : NO_DAMAGE);
    store_close(store);
    if (whose == OF_THE_DAY_BEFORE)
        return before;
    free(before.bytes);
    if (whose == OF_ANOTHER)
        build_up(place, "other", 4);
    return whose == OF_ANOTHER  ? log_of(place, "other", 4)
           : whose == OF_A_TWIN ? log_of(place, "twin", 7)
                                : read_file(place_path(place, "left-wal"));
}

static void expect_untouched(struct place_of_test *place, struct bytes was[static ALL_FILES])
{
    for (size_t i = 0; i < ALL_FILES; i++) {
        if (access(place_path(place, FILES[i]), F_OK)) {
            ck_assert_ptr_null(was[i].bytes);
            continue;
        }
        struct bytes is = read_file(place_path(place, FILES[i]));
        ck_assert_uint_eq(is.size, was[i].size);
        ck_assert_mem_eq(is.bytes, was[i].bytes, is.size);
        free(is.bytes);
    }
}

START_TEST(a_log_that_is_not_the_databases_own_is_refused_and_everything_stays)
{
    struct place_of_test place = place_make();
    const struct beside *beside = &BESIDE[_i];
    struct bytes log = make_left(&place, beside->whose), was[ALL_FILES] = {0};
    write_file(place_path(&place, "left-wal"), &log);
    free(log.bytes);
    if (!beside->index)
        unlink(place_path(&place, "left-shm"));
    for (size_t i = 0; i < ALL_FILES; i++)
        if (!access(place_path(&place, FILES[i]), F_OK))
            was[i] = read_file(place_path(&place, FILES[i]));
    for (int mode = DB_STILL; mode >= DB_WRITE; mode--) {
        struct store *store = NULL;
        struct reasons found = {.arena = place.arena};
        int64_t position = 0;
        if (mode == DB_READ)
            continue;
        ck_assert_int_eq(store_open(place_path(&place, "left"), mode, &store, &found),
                         beside->refused ? FAULT_INVALID : NOTHING_WRONG);
        if (beside->refused) {
            ck_assert(reasons_have(&found, "database-log-other"));
            expect_untouched(&place, was);
        } else {
            right(journal_position(store, &position));
            ck_assert_int_eq(position, 6);
        }
        store_close(store);
    }
    for (size_t i = 0; i < ALL_FILES; i++)
        free(was[i].bytes);
    place_remove(&place);
}
END_TEST

SUITE_BEGIN(log)
tcase_add_loop_test(tests, a_log_that_is_not_the_databases_own_is_refused_and_everything_stays, 0,
                    sizeof BESIDE / sizeof *BESIDE);
tcase_add_loop_test(tests, what_is_larger_than_the_cache_and_undone_takes_no_commit_with_it, false, true + 1);
tcase_add_loop_test(tests, a_log_that_lacks_what_was_committed_is_refused, 0, sizeof LEFT / sizeof *LEFT);
SUITE_END
