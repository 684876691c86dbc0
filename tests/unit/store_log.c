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
    if (damage == EMPTIED)
        log->size = 0;
    if (damage == HALVED)
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

START_TEST(a_log_that_lacks_what_was_committed_is_refused)
{
    struct place_of_test place = place_make();
    struct store *killed = place_open(&place, "database", DB_WRITE);
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

SUITE_BEGIN(log)
tcase_add_loop_test(tests, what_is_larger_than_the_cache_and_undone_takes_no_commit_with_it, false, true + 1);
tcase_add_loop_test(tests, a_log_that_lacks_what_was_committed_is_refused, 0, sizeof LEFT / sizeof *LEFT);
SUITE_END
